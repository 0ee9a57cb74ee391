//! Concerns: what a person must decide, and the decision.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use dossier::{BatchId, ConcernId, DossierId};
use register::{Concern, ConcernFilter, ConcernState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::fault::Fault;
use super::{Told, moment};
use crate::app::App;
use crate::decisions::{decisions, noted};
use crate::problem::Problem;
use crate::screens::concerns::{SORTS, decides};
use crate::visitor::Visitor;

const ROWS: u32 = 50;

#[derive(Deserialize, IntoParams)]
pub struct Listed {
    /// `scan`, `missing`, `conflict`, `duplicate`, `job`.
    sort: Option<String>,
    #[param(value_type = Option<Uuid>)]
    batch: Option<BatchId>,
    #[param(value_type = Option<Uuid>)]
    dossier: Option<DossierId>,
    /// Id of the last Concern of the answer before.
    #[param(value_type = Option<Uuid>)]
    after: Option<ConcernId>,
}

#[derive(Serialize, ToSchema)]
pub struct ConcernPart {
    id: Uuid,
    /// `file_locked`, `values_differ` …
    code: String,
    sort: String,
    params: BTreeMap<String, String>,
    /// For a person: what happened, what is safe, what to do.
    message: String,
    /// `open`, `decided`, `withdrawn`.
    state: String,
    batch: Uuid,
    dossier: Uuid,
    reference: String,
    page: Option<u32>,
    raised_at: String,
    decision: Option<String>,
    /// Codes that `…/decision` takes.
    decisions: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Concerns {
    concerns: Vec<ConcernPart>,
    /// Ask again with `after` set to it; absent at the end.
    next: Option<Uuid>,
}

fn part(concern: &Concern, words: words::Words) -> ConcernPart {
    let state = match concern.state {
        ConcernState::Open => "open",
        ConcernState::Decided => "decided",
        ConcernState::Withdrawn => "withdrawn",
    };
    ConcernPart {
        id: concern.id.0,
        code: concern.code.code().to_owned(),
        sort: concern.sort.name().to_owned(),
        params: concern.params.clone(),
        message: words.concern(concern.code, &concern.params),
        state: state.to_owned(),
        batch: concern.batch.0,
        dossier: concern.dossier.0,
        reference: concern.reference.clone(),
        page: concern.page_number,
        raised_at: moment(concern.raised_at),
        decision: concern.decision.clone(),
        decisions: decisions(concern, words).into_iter().map(|one| one.code.to_owned()).collect(),
    }
}

/// Open Concerns that the asker may decide, newest first, fifty at a time.
#[utoipa::path(get, path = "/api/v1/concerns", tag = "concerns", params(Listed), security(("session" = [])),
    responses((status = 200, body = Concerns), (status = 400, body = Fault)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(listed): Query<Listed>,
) -> Result<Json<Concerns>, Problem> {
    let sort = match listed.sort.as_deref() {
        Some(name) => Some(SORTS.into_iter().find(|sort| sort.name() == name).ok_or(Problem::Bad)?),
        None => None,
    };
    let filter = ConcernFilter {
        sort,
        batch: listed.batch,
        dossier: listed.dossier,
        after: listed.after,
        limit: ROWS,
        ..ConcernFilter::default()
    };
    let found = app.register.concerns(&visitor.access, &filter).await?;
    let next = found.last().filter(|_| found.len() == ROWS as usize).map(|last| last.id.0);
    let own = found.iter().filter(|concern| decides(&visitor, concern.sort));
    Ok(Json(Concerns { concerns: own.map(|concern| part(concern, visitor.words)).collect(), next }))
}

#[derive(Deserialize, ToSchema)]
pub struct Decision {
    /// One of the Concern's `decisions`.
    decision: String,
    /// For `rescan` one of `blurred`, `cut_off`, `folded_corner`, `wrong_side`, `fed_double`; for `accept` one of
    /// `same_paper`, `readable`, `sheet_gone` or a sentence. Without a reason these two are refused.
    #[serde(default)]
    note: String,
}

/// Decides a Concern.
#[utoipa::path(post, path = "/api/v1/concerns/{id}/decision", tag = "concerns", params(("id" = Uuid, Path)),
    request_body = Decision, security(("session" = [], "csrf" = [])), responses(
        (status = 204), (status = 400, body = Fault), (status = 404, body = Fault),
        (status = 409, body = Fault, description = "decided by someone else meanwhile"),
    ))]
pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Told(told): Told<Decision>,
) -> Result<StatusCode, Problem> {
    let concern = app.register.concern(&visitor.access, id).await?;
    if !decides(&visitor, concern.sort) {
        return Err(Problem::NotFound);
    }
    if concern.state != ConcernState::Open {
        return Err(Problem::Conflict);
    }
    if !decisions(&concern, visitor.words).iter().any(|one| one.code == told.decision) {
        return Err(Problem::Bad);
    }
    let note = noted(&told.decision, told.note.trim(), &told.note).ok_or(Problem::Bad)?;
    app.register.decide(&visitor.access, id, &told.decision, note).await?;
    app.waker.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
