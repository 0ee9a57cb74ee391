//! My settings: language, theme, density, letter keys, password.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use register::UserChange;
use serde::Deserialize;
use words::Lang;

use crate::app::App;
use crate::cookies::{self, Stay};
use crate::frame::{Frame, Place, page};
use crate::guard::elsewhere;
use crate::password;
use crate::problem::Problem;
use crate::screens::first::hashed;
use crate::visitor::{Theme, View, Visitor};

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    frame: Frame,
    name: String,
    roles: String,
    last: String,
    lang: &'static str,
    theme: &'static str,
    saved: bool,
    wrong: Option<&'static str>,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    saved: Option<String>,
}

pub async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    sheet(&visitor, asked.saved.is_some(), None)
}

fn sheet(visitor: &Visitor, saved: bool, wrong: Option<&'static str>) -> Result<Response, Problem> {
    let user = &visitor.session.user;
    let words = visitor.words;
    let frame = visitor.frame("me-title", Place::Nowhere).wrong(wrong.is_some());
    let roles: Vec<String> = user.roles.iter().map(|role| words.role(*role)).collect();
    page(MePage {
        name: user.name.clone(),
        roles: roles.join(", "),
        last: visitor.previous.map_or_else(|| words.text("none"), |at| words.moment(at)),
        lang: words.lang().tag(),
        theme: visitor.view.theme.name(),
        saved,
        wrong,
        frame,
    })
}

#[derive(Deserialize)]
pub struct Settings {
    lang: String,
    theme: String,
    density: String,
    letters: Option<String>,
}

pub async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<Settings>,
) -> Result<Response, Problem> {
    let lang = Lang::from_tag(&form.lang).ok_or(Problem::Bad)?;
    let user = &visitor.session.user;
    if user.locale != lang.tag() {
        let change = UserChange { locale: Some(lang.tag().to_owned()), ..UserChange::default() };
        app.register.set_user(&visitor.access, user.id, change).await?;
    }
    let view = View {
        lang: Some(lang),
        theme: Theme::from_name(&form.theme),
        wide: form.density == "wide",
        letters: form.letters.is_some(),
    };
    let mut response = elsewhere("/me?saved=1");
    cookies::write(response.headers_mut(), cookies::VIEW, &view.written(), Stay::Year, app.config.https);
    Ok(response)
}

#[derive(Deserialize)]
pub struct NewPassword {
    old: String,
    new: String,
}

/// Changing the password ends all sessions of the person, this one too.
pub async fn password(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<NewPassword>,
) -> Result<Response, Problem> {
    let user = &visitor.session.user;
    if !password::is_right(&form.old, Some(&user.password_hash)).await {
        return sheet(&visitor, false, Some("me-password-wrong"));
    }
    if form.new.chars().count() < password::MIN_LETTERS {
        return sheet(&visitor, false, Some("users-wrong-password"));
    }
    let change = UserChange { password_hash: Some(hashed(form.new).await?), ..UserChange::default() };
    app.register.set_user(&visitor.access, user.id, change).await?;
    Ok(elsewhere("/sign-in"))
}
