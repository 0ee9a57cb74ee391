//! Sign-in and sign-out. A wrong name and a wrong password answer alike, in the same time; after five tries one waits.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use dossier::access::Actor;
use dossier::audit::{AuditEvent, Outcome};
use register::{RegisterError, User};
use serde::Deserialize;
use time::OffsetDateTime;

use crate::app::App;
use crate::cookies::{self, Stay};
use crate::frame::{Frame, page};
use crate::guard::{elsewhere, local};
use crate::problem::Problem;
use crate::visitor::{Stranger, View, Visitor};
use crate::{password, token};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    before: String,
    next: String,
    login: String,
    wrong: Option<String>,
}

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

pub async fn show(
    State(app): State<App>,
    stranger: Stranger,
    headers: HeaderMap,
    Query(query): Query<Next>,
) -> Result<Response, Problem> {
    let (before, is_new) = before(&headers);
    let next = local(&query.next).to_owned();
    let frame = Frame::bare(&stranger, "sign-in-title");
    let mut response =
        page(SignInPage { frame, before: before.clone(), next, login: String::new(), wrong: None })?;
    if is_new {
        cookies::write(response.headers_mut(), cookies::BEFORE, &before, Stay::Session, app.config.https);
    }
    Ok(response)
}

/// The token of forms shown before there is a session.
pub fn before(headers: &HeaderMap) -> (String, bool) {
    match cookies::read(headers, cookies::BEFORE) {
        Some(before) if before.len() == 64 => (before.to_owned(), false),
        _ => (token::fresh(), true),
    }
}

#[derive(Deserialize)]
pub struct SignIn {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub async fn enter(
    State(app): State<App>,
    stranger: Stranger,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Problem> {
    let login = form.login.trim().to_owned();
    let now = app.register.now();
    match try_to_enter(&app, &login, &form.password, now).await? {
        Entry::In(user) => {
            let (cookie, csrf) = (token::fresh(), token::fresh());
            app.register.open_session(token::digest(&cookie), user.id, &csrf, now).await?;
            let in_place = headers.get(ACCEPT).is_some_and(|accept| accept == "application/json");
            let mut response = if in_place {
                axum::Json(serde_json::json!({ "csrf": csrf })).into_response()
            } else {
                elsewhere(local(&form.next))
            };
            cookies::write(
                response.headers_mut(),
                cookies::SESSION,
                &cookie,
                Stay::Session,
                app.config.https,
            );
            if let Some(at) = user.last_sign_in {
                let seconds = at.unix_timestamp().to_string();
                let https = app.config.https;
                cookies::write(response.headers_mut(), cookies::PREVIOUS, &seconds, Stay::Session, https);
            }
            Ok(response)
        }
        Entry::Wrong => wrong(&stranger, &headers, form, stranger.words.text("sign-in-wrong")),
        Entry::Wait(until) => {
            let minutes = (until - now).whole_minutes() + 1;
            let text = stranger.words.count("sign-in-wait", minutes);
            wrong(&stranger, &headers, form, text)
        }
    }
}

fn wrong(stranger: &Stranger, headers: &HeaderMap, form: SignIn, text: String) -> Result<Response, Problem> {
    let frame = Frame::bare(stranger, "sign-in-title").wrong(true);
    let next = local(&form.next).to_owned();
    let sheet = SignInPage { frame, before: before(headers).0, next, login: form.login, wrong: Some(text) };
    let mut response = page(sheet)?;
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

pub enum Entry {
    In(Box<User>),
    Wrong,
    Wait(OffsetDateTime),
}

/// The one place that judges a name and a password; screens and the JSON API share it.
pub async fn try_to_enter(
    app: &App,
    login: &str,
    secret: &str,
    now: OffsetDateTime,
) -> Result<Entry, Problem> {
    let user = match app.register.user_by_login(login).await {
        Ok(user) => Some(user),
        Err(RegisterError::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let locked = match &user {
        Some(user) => user.locked_until.filter(|until| *until > now),
        None => app.tries.locked(login, now),
    };
    if let Some(until) = locked {
        return Ok(Entry::Wait(until));
    }
    let stored = user.as_ref().filter(|user| !user.disabled).map(|user| user.password_hash.as_str());
    let right = password::is_right(secret, stored).await;
    let Some(user) = user else {
        app.register.record(&register::failed_sign_in(None, now)).await?;
        return Ok(app.tries.failed(login, now).map_or(Entry::Wrong, Entry::Wait));
    };
    let locked = app.register.record_sign_in(user.id, right, now).await?;
    if right {
        return Ok(Entry::In(Box::new(user)));
    }
    Ok(locked.filter(|until| *until > now).map_or(Entry::Wrong, Entry::Wait))
}

pub async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(cookie) = cookies::read(&headers, cookies::SESSION) {
        app.register.close_session(token::digest(cookie)).await?;
    }
    let id = visitor.session.user.id;
    let event = AuditEvent::new(Actor::Person(id), "user.signed_out", "user", id.0, app.register.now());
    app.register.record(&event.ended(Outcome::Done)).await?;
    let mut response = elsewhere("/sign-in");
    cookies::write(response.headers_mut(), cookies::SESSION, "", Stay::Gone, app.config.https);
    Ok(response)
}

#[derive(Deserialize)]
pub struct Language {
    lang: String,
}

/// The language of this browser before anyone signed in.
pub async fn language(State(app): State<App>, stranger: Stranger, Form(form): Form<Language>) -> Response {
    let view = View { lang: words::Lang::from_tag(&form.lang), ..stranger.view };
    let mut response = elsewhere("/sign-in");
    cookies::write(response.headers_mut(), cookies::VIEW, &view.written(), Stay::Year, app.config.https);
    response
}
