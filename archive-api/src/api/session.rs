//! Signing in and out, and the ground on which personal data is opened.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use dossier::access::Actor;
use dossier::access::PurposeKind;
use dossier::audit::AuditEvent;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Told;
use super::fault::Fault;
use crate::app::App;
use crate::cookies::{self, Stay};
use crate::problem::Problem;
use crate::screens::purpose::mistake;
use crate::screens::sign_in::{Entry, try_to_enter};
use crate::token;
use crate::visitor::Visitor;

#[derive(Deserialize, ToSchema)]
pub struct Credentials {
    login: String,
    password: String,
}

#[derive(Serialize, ToSchema)]
pub struct Entered {
    /// Goes into `X-CSRF-Token` with every write.
    csrf: String,
    name: String,
    roles: Vec<String>,
}

/// Signs in: sets the session's cookie.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = Credentials, responses(
    (status = 200, body = Entered),
    (status = 401, body = Fault, description = "wrong name or password, or too many tries"),
))]
pub async fn enter(
    State(app): State<App>,
    Told(credentials): Told<Credentials>,
) -> Result<Response, Problem> {
    let now = app.register.now();
    let Entry::In(user) = try_to_enter(&app, credentials.login.trim(), &credentials.password, now).await?
    else {
        return Err(Problem::SignIn);
    };
    let (cookie, csrf) = (token::fresh(), token::fresh());
    app.register.open_session(token::digest(&cookie), user.id, &csrf, now).await?;
    let roles = user.roles.iter().map(|role| role.name().to_owned()).collect();
    let mut response = Json(Entered { csrf, name: user.name, roles }).into_response();
    cookies::write(response.headers_mut(), cookies::SESSION, &cookie, Stay::Session, app.config.https);
    Ok(response)
}

/// Signs out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", security(("session" = [], "csrf" = [])), responses(
    (status = 204), (status = 401, body = Fault),
))]
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
    app.register.record(&event).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::write(response.headers_mut(), cookies::SESSION, "", Stay::Gone, app.config.https);
    Ok(response)
}

#[derive(Deserialize, ToSchema)]
pub struct Ground {
    /// `appeal`, `request`, `own_access`, `court`, `quality_check`, `other`.
    #[schema(value_type = String)]
    kind: PurposeKind,
    /// Number of the appeal, request or case.
    #[serde(default)]
    reference: String,
    /// A sentence; needed for `other`.
    #[serde(default)]
    note: String,
}

#[derive(Serialize, ToSchema)]
pub struct Stated {
    id: Uuid,
}

/// States the ground; it holds for the session until another is stated.
#[utoipa::path(post, path = "/api/v1/purpose", tag = "session", request_body = Ground, security(("session" = [], "csrf" = [])),
    responses((status = 200, body = Stated), (status = 400, body = Fault, description = "no number, or no sentence")))]
pub async fn purpose(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Told(ground): Told<Ground>,
) -> Result<Json<Stated>, Problem> {
    let (reference, note) = (ground.reference.trim(), ground.note.trim());
    if mistake(ground.kind, reference, note).is_some() {
        return Err(Problem::Bad);
    }
    let purpose = app.register.add_purpose(&visitor.access, ground.kind, reference, note).await?;
    let cookie = cookies::read(&headers, cookies::SESSION).ok_or(Problem::SignIn)?;
    app.register.set_purpose(token::digest(cookie), Some(purpose)).await?;
    Ok(Json(Stated { id: purpose.0 }))
}
