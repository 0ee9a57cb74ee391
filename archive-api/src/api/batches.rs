//! Batches: what arrived and how far it is; files into a batch through the one door.

use axum::Json;
use axum::extract::{Multipart, Path, Query, State};
use dossier::BatchId;
use ingest::DoorOutcome;
use register::{BatchFilter, BatchRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::fault::Fault;
use super::moment;
use crate::app::App;
use crate::problem::Problem;
use crate::screens::upload_parts::{Taken, take};
use crate::visitor::{Unchecked, Visitor};

const ROWS: u32 = 50;
const NAME_LETTERS: usize = 120;

#[derive(Serialize, ToSchema)]
pub struct BatchPart {
    id: Uuid,
    name: String,
    office: String,
    created_at: String,
    dossiers: u64,
    /// Dossiers understood.
    understood: u64,
    pages: u64,
    waiting: u64,
    read: u64,
    failed: u64,
    concerns: u64,
    /// Files that came to the door: `arrivals` + `refusals` + `duplicates`.
    files: u64,
    arrivals: u64,
    refusals: u64,
    duplicates: u64,
}

fn part(row: &BatchRow) -> BatchPart {
    BatchPart {
        id: row.id.0,
        name: row.name.clone(),
        office: row.office_code.clone(),
        created_at: moment(row.created_at),
        dossiers: row.dossiers,
        understood: row.understood,
        pages: row.pages,
        waiting: row.waiting,
        read: row.read,
        failed: row.failed,
        concerns: row.concerns,
        files: row.files,
        arrivals: row.arrivals,
        refusals: row.refusals,
        duplicates: row.duplicates,
    }
}

#[derive(Deserialize, IntoParams)]
pub struct Listed {
    /// Id of the last batch of the answer before.
    #[param(value_type = Option<Uuid>)]
    after: Option<BatchId>,
}

#[derive(Serialize, ToSchema)]
pub struct Batches {
    batches: Vec<BatchPart>,
    /// Ask again with `after` set to it; absent at the end.
    next: Option<Uuid>,
}

/// Batches, newest first, fifty at a time.
#[utoipa::path(get, path = "/api/v1/batches", tag = "batches", params(Listed), security(("session" = [])),
    responses((status = 200, body = Batches)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(listed): Query<Listed>,
) -> Result<Json<Batches>, Problem> {
    let filter = BatchFilter { after: listed.after, limit: ROWS, ..BatchFilter::default() };
    let rows = app.register.batches(&visitor.access, &filter).await?;
    let next = rows.last().filter(|_| rows.len() == ROWS as usize).map(|last| last.id.0);
    Ok(Json(Batches { batches: rows.iter().map(part).collect(), next }))
}

/// One batch.
#[utoipa::path(get, path = "/api/v1/batches/{id}", tag = "batches", params(("id" = Uuid, Path)), security(("session" = [])),
    responses((status = 200, body = BatchPart), (status = 404, body = Fault)))]
pub async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Json<BatchPart>, Problem> {
    Ok(Json(part(&app.register.batch(&visitor.access, id).await?)))
}

/// The multipart body: `reference` (and `volume`, `order`) before the files they belong to.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body, which is read as a stream")]
pub struct Files {
    /// The dossier; without it a file's own name is its dossier.
    reference: Option<String>,
    volume: Option<String>,
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<Vec<u8>>,
}

#[derive(Serialize, ToSchema)]
pub struct TakenFiles {
    batch: Uuid,
    arrivals: u64,
    known: u64,
    refused: u64,
    files: Vec<FilePart>,
}

#[derive(Serialize, ToSchema)]
pub struct FilePart {
    file: String,
    /// `arrival`, `known`, `refused`.
    outcome: String,
    dossier: Option<Uuid>,
    /// Why it was refused: `empty`, `unsupported_type` …
    code: Option<String>,
    message: Option<String>,
}

/// Brings files into the batch of this name, made where there is none.
#[utoipa::path(post, path = "/api/v1/batches/{name}/files", tag = "batches", params(("name" = String, Path)),
    request_body(content = Files, content_type = "multipart/form-data"), security(("session" = [], "csrf" = [])),
    responses((status = 200, body = TakenFiles), (status = 400, body = Fault)))]
pub async fn files(
    State(app): State<App>,
    visitor: Visitor,
    unchecked: Unchecked,
    Path(name): Path<String>,
    body: Multipart,
) -> Result<Json<TakenFiles>, Problem> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS || name.chars().any(char::is_control) {
        return Err(Problem::Bad);
    }
    let user = &visitor.session.user;
    let batch = app.register.ensure_batch(user.office, name, Some(user.id)).await?;
    let (visitor, _, taken) = take(&app, unchecked, batch.id, body).await?;
    let mut answer = TakenFiles { batch: batch.id.0, arrivals: 0, known: 0, refused: 0, files: Vec::new() };
    for one in &taken {
        match one.outcome {
            DoorOutcome::Arrival(..) => answer.arrivals += 1,
            DoorOutcome::Known(..) => answer.known += 1,
            DoorOutcome::Refused(..) => answer.refused += 1,
        }
        answer.files.push(file(one, visitor.words));
    }
    app.waker.notify_one();
    Ok(Json(answer))
}

fn file(taken: &Taken, words: words::Words) -> FilePart {
    let (outcome, dossier, code, message) = match &taken.outcome {
        DoorOutcome::Arrival(_, dossier) => ("arrival", Some(dossier.0), None, None),
        DoorOutcome::Known(_, dossier) => ("known", Some(dossier.0), None, None),
        DoorOutcome::Refused(code, params) => {
            ("refused", None, Some(code.code().to_owned()), Some(words.refusal(*code, params)))
        }
    };
    FilePart { file: taken.shown.clone(), outcome: outcome.to_owned(), dossier, code, message }
}

#[derive(Serialize, ToSchema)]
pub struct ProgressPart {
    dossiers: u64,
    /// No more files expected.
    closed: u64,
    understood: u64,
    /// Archive copy and index show the last revision.
    finished: u64,
    /// Files not yet parted into pages.
    arrivals_waiting: u64,
    pages: u64,
    waiting: u64,
    read: u64,
    failed: u64,
    concerns: u64,
}

#[derive(Deserialize, IntoParams)]
pub struct OfBatch {
    #[param(value_type = Option<Uuid>)]
    batch: Option<BatchId>,
}

/// How far the line is, for one batch or for all one may see.
#[utoipa::path(get, path = "/api/v1/progress", tag = "batches", params(OfBatch), security(("session" = [])),
    responses((status = 200, body = ProgressPart)))]
pub async fn progress(
    State(app): State<App>,
    visitor: Visitor,
    Query(of): Query<OfBatch>,
) -> Result<Json<ProgressPart>, Problem> {
    let now = app.register.progress(&visitor.access, of.batch).await?;
    Ok(Json(ProgressPart {
        dossiers: now.dossiers,
        closed: now.closed,
        understood: now.understood,
        finished: now.finished,
        arrivals_waiting: now.arrivals_waiting,
        pages: now.pages,
        waiting: now.waiting,
        read: now.read,
        failed: now.failed,
        concerns: now.concerns,
    }))
}
