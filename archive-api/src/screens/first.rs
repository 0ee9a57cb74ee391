//! The first administrator: made through a one-time link that the first start prints. There is no default password.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use dossier::access::{Actor, Role};
use register::{DEFAULT_OFFICE, NewUser, Register, RegisterError};
use serde::Deserialize;
use time::Duration;

use crate::app::App;
use crate::cookies::{self, Stay};
use crate::frame::{Frame, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::sign_in::before;
use crate::visitor::Stranger;
use crate::{password, token};

/// How long the printed link works.
const LINK_HOURS: i64 = 24;

/// Makes the link's path (`/first/<token>`) when nobody has an account yet.
pub async fn first_link(register: &Register) -> Result<Option<String>, RegisterError> {
    if register.count_users().await? > 0 {
        return Ok(None);
    }
    let token = token::fresh();
    let until = register.now() + Duration::hours(LINK_HOURS);
    register.make_invite(token::digest(&token), &[Role::Administrator], until).await?;
    Ok(Some(format!("/first/{token}")))
}

#[derive(Template)]
#[template(path = "first.html")]
struct FirstPage {
    frame: Frame,
    before: String,
    form: First,
    wrong: Option<&'static str>,
}

#[derive(Deserialize, Default)]
pub struct First {
    name: String,
    login: String,
    password: String,
}

pub async fn show(
    State(app): State<App>,
    stranger: Stranger,
    headers: HeaderMap,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    if app.register.invite(token::digest(&link)).await?.is_none() {
        return Err(Problem::NotFound);
    }
    let (token, is_new) = before(&headers);
    let mut response = page(sheet(&stranger, &link, token.clone(), First::default(), None))?;
    if is_new {
        cookies::write(response.headers_mut(), cookies::BEFORE, &token, Stay::Session, app.config.https);
    }
    Ok(response)
}

fn sheet(
    stranger: &Stranger,
    link: &str,
    before: String,
    form: First,
    wrong: Option<&'static str>,
) -> FirstPage {
    let mut frame = Frame::bare(stranger, "first-title").wrong(wrong.is_some());
    frame.path = format!("/first/{link}");
    FirstPage { frame, before, form, wrong }
}

pub async fn make(
    State(app): State<App>,
    stranger: Stranger,
    headers: HeaderMap,
    Path(link): Path<String>,
    Form(form): Form<First>,
) -> Result<Response, Problem> {
    if app.register.invite(token::digest(&link)).await?.is_none() {
        return Err(Problem::NotFound);
    }
    if let Some(wrong) = mistake(&form.name, &form.login, &form.password) {
        return page(sheet(&stranger, &link, before(&headers).0, form, Some(wrong)));
    }
    let Some(invite) = app.register.use_invite(token::digest(&link)).await? else {
        return Err(Problem::NotFound);
    };
    let office = app.register.office_by_code(DEFAULT_OFFICE).await?.id;
    let user = NewUser {
        login: form.login.trim().to_owned(),
        name: form.name.trim().to_owned(),
        password_hash: hashed(form.password).await?,
        roles: invite.roles,
        office,
        locale: stranger.words.lang().tag().to_owned(),
    };
    app.register.add_user(Actor::Nobody, user).await?;
    Ok(elsewhere("/sign-in"))
}

/// What is wrong with an account's data, as the key of its text.
pub fn mistake(name: &str, login: &str, password: &str) -> Option<&'static str> {
    let login = login.trim();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@');
    if name.trim().is_empty() {
        return Some("users-wrong-name");
    }
    if login.len() < 2 || login.len() > 64 || !login.chars().all(plain) {
        return Some("users-wrong-login");
    }
    (password.chars().count() < password::MIN_LETTERS).then_some("users-wrong-password")
}

/// Hashing takes its time on a thread for blocking work.
pub async fn hashed(secret: String) -> Result<String, Problem> {
    let hash = tokio::task::spawn_blocking(move || password::hash(&secret));
    hash.await.map_err(|error| Problem::Failed(error.to_string()))
}
