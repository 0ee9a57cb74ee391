//! Users and roles: who can see what? The administrator adds people, gives roles and closes accounts; nobody changes
//! their own.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use dossier::access::Role;
use dossier::{OfficeId, UserId};
use register::{NewUser, RegisterError, UserChange};
use serde::Deserialize;
use words::Lang;

use crate::app::App;
use crate::frame::{Frame, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::first::{hashed, mistake};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    frame: Frame,
    wrong: Option<&'static str>,
    rows: Vec<Row>,
    form: NewPerson,
    offices: Vec<(OfficeId, String)>,
    /// Code, name, what it may do.
    roles: Vec<(&'static str, String, String)>,
}

struct Row {
    id: UserId,
    name: String,
    login: String,
    office: String,
    roles: String,
    last: String,
    disabled: bool,
    me: bool,
}

#[derive(Default)]
pub struct NewPerson {
    name: String,
    login: String,
    office: String,
    password: String,
    roles: Vec<Role>,
}

impl NewPerson {
    /// Pairs of a form: every role is a box of its own.
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (key, value) in pairs {
            match key.as_str() {
                "name" => form.name = value,
                "login" => form.login = value,
                "office" => form.office = value,
                "password" => form.password = value,
                _ => form.roles.extend(key.strip_prefix("role-").and_then(Role::from_name)),
            }
        }
        form
    }
}

pub async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    sheet(&app, &visitor, NewPerson::default(), None).await
}

async fn sheet(
    app: &App,
    visitor: &Visitor,
    form: NewPerson,
    wrong: Option<&'static str>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let mut offices = Vec::new();
    for office in app.register.offices(&visitor.access).await? {
        let title = if words.lang() == Lang::Uk { office.title_uk } else { office.title_en };
        offices.push((office.id, format!("{} {title}", office.code)));
    }
    let mut rows = Vec::new();
    for user in app.register.users(&visitor.access).await? {
        let office = offices.iter().find(|(id, _)| *id == user.office);
        let roles: Vec<String> = user.roles.iter().map(|role| words.role(*role)).collect();
        rows.push(Row {
            id: user.id,
            office: office.map(|(_, title)| title.clone()).unwrap_or_default(),
            roles: roles.join(", "),
            last: user.last_sign_in.map_or_else(|| words.text("users-never"), |at| words.moment(at)),
            disabled: user.disabled,
            me: user.id == visitor.session.user.id,
            name: user.name,
            login: user.login,
        });
    }
    let role = |role: Role| (role.name(), words.role(role), words.text(&format!("role-{}-may", role.name())));
    let frame = visitor.frame("users-title", Place::Users).wrong(wrong.is_some());
    page(UsersPage { frame, wrong, rows, form, offices, roles: Role::ALL.map(role).to_vec() })
}

pub async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let form = NewPerson::of(pairs);
    if let Some(wrong) = mistake(&form.name, &form.login, &form.password) {
        return sheet(&app, &visitor, form, Some(wrong)).await;
    }
    if form.roles.is_empty() {
        return sheet(&app, &visitor, form, Some("users-wrong-roles")).await;
    }
    let office: OfficeId = form.office.parse().map_err(|_| Problem::Bad)?;
    let offices = app.register.offices(&visitor.access).await?;
    if !offices.iter().any(|one| one.id == office) {
        return Err(Problem::NotFound);
    }
    let user = NewUser {
        login: form.login.trim().to_owned(),
        name: form.name.trim().to_owned(),
        password_hash: hashed(form.password.clone()).await?,
        roles: form.roles.clone(),
        office,
        locale: visitor.words.lang().tag().to_owned(),
    };
    match app.register.add_user(visitor.access.actor.clone(), user).await {
        Ok(_) => Ok(elsewhere("/users")),
        Err(RegisterError::Conflict(_)) => sheet(&app, &visitor, form, Some("users-wrong-taken")).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub struct Change {
    disabled: String,
}

pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<UserId>,
    Form(form): Form<Change>,
) -> Result<Response, Problem> {
    let users = app.register.users(&visitor.access).await?;
    if id == visitor.session.user.id || !users.iter().any(|user| user.id == id) {
        return Err(Problem::NotFound);
    }
    let change = UserChange { disabled: Some(form.disabled == "yes"), ..UserChange::default() };
    app.register.set_user(&visitor.access, id, change).await?;
    Ok(elsewhere("/users"))
}
