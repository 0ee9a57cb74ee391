//! A verdict on a field, with the version that was shown.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use dossier::FieldId;
use dossier::field::VerdictKind;
use register::VerifyError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::fault::{self, Fault};
use super::{Told, moment};
use crate::app::App;
use crate::observe::Operation;
use crate::problem::Problem;
use crate::screens::verify_value;
use crate::visitor::Visitor;

#[derive(Deserialize, ToSchema)]
pub struct Verdict {
    /// The version of the field that was shown.
    version: i64,
    /// `confirmed`, `corrected`, `illegible`, `absent`, `covered`.
    #[schema(value_type = String)]
    kind: VerdictKind,
    /// For `corrected`; dates also as `24.08.1953` or `24 серпня 1953`.
    value: Option<String>,
    /// The paper says so, although it cannot be: a wrong check digit, no such date.
    #[serde(default)]
    sure: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Settled {
    /// The field's version now.
    version: i64,
    dossier: Uuid,
    /// The dossier's revision that carries the verdict.
    revision: i64,
}

/// The problem of a verdict that came second.
#[derive(Serialize, ToSchema)]
pub struct Clash {
    #[serde(flatten)]
    fault: Fault,
    /// The version now: a verdict that carries it replaces the other's.
    version: i64,
    /// What the other wrote.
    value: Option<String>,
    by: Option<String>,
    at: Option<String>,
}

/// Settles a field.
#[utoipa::path(post, path = "/api/v1/fields/{id}/verdict", tag = "verification", params(("id" = Uuid, Path)),
    request_body = Verdict, security(("session" = [], "csrf" = [])), responses(
        (status = 200, body = Settled),
        (status = 400, body = Fault),
        (status = 404, body = Fault),
        (status = 409, body = Clash, description = "someone else was first; nothing was written"),
        (status = 422, body = Fault, description = "an impossible value; send it again with `sure`"),
    ))]
pub async fn give(
    State(app): State<App>,
    visitor: Visitor,
    Extension(operation): Extension<Operation>,
    Path(id): Path<FieldId>,
    Told(verdict): Told<Verdict>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let field = app.register.field(&visitor.access, id).await?;
    let mut value = None;
    if let Some(text) = verdict.value.as_deref() {
        let typed = verify_value::read(&field.path, text).ok_or(Problem::Bad)?;
        if let Some(key) = typed.doubt.filter(|_| !verdict.sure) {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let fault = Fault {
                kind: fault::kind("doubtful"),
                title: words.text("problem-doubtful"),
                status: status.as_u16(),
                detail: words.text(key),
                instance: operation.0,
            };
            return Ok(fault::answer(status, fault));
        }
        value = Some(typed.value);
    }
    let at = app.register.now();
    match app.register.verify(&visitor.access, id, verdict.version, verdict.kind, value, at).await {
        Ok(done) => {
            app.waker.notify_one();
            let settled = Settled { version: done.version, dossier: done.dossier.0, revision: done.revision };
            Ok(Json(settled).into_response())
        }
        Err(VerifyError::Clash { version, value, by_name, at, .. }) => {
            let fault = Fault {
                detail: words.text("verify-clash"),
                ..Fault::of(&Problem::Conflict, words, &operation)
            };
            let clash = Clash { fault, version, value, by: by_name, at: at.map(moment) };
            Ok(fault::answer(StatusCode::CONFLICT, clash))
        }
        Err(VerifyError::Register(error)) => Err(error.into()),
        Err(VerifyError::OwnWork | VerifyError::Incomplete) => Err(Problem::Bad),
    }
}
