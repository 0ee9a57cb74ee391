//! A dossier, its pages, documents and fields, and its archive copy. Opening it is written into the journal.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use dossier::DossierId;
use dossier::audit::AuditEvent;
use register::Document;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::fault::Fault;
use super::parts::{DossierPart, FieldPart, PagePart};
use crate::app::App;
use crate::problem::Problem;
use crate::screens::copies;
use crate::visitor::Visitor;

#[derive(Serialize, ToSchema)]
pub struct Pages {
    pages: Vec<PagePart>,
}

#[derive(Serialize, ToSchema)]
pub struct DocumentPart {
    id: Uuid,
    kind: String,
    /// That the kind is right, 0 to 1.
    confidence: f32,
    first_page: u32,
    last_page: u32,
    /// A person set its kind or its boundary.
    set_by_person: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Documents {
    documents: Vec<DocumentPart>,
}

#[derive(Serialize, ToSchema)]
pub struct Fields {
    fields: Vec<FieldPart>,
}

async fn opened(app: &App, visitor: &Visitor, id: DossierId, part: &'static str) -> Result<(), Problem> {
    let now = app.register.now();
    let event = AuditEvent::new(visitor.access.actor.clone(), "dossier.opened", "dossier", id.0, now)
        .with("part", part)
        .on_ground(visitor.access.purpose);
    Ok(app.register.record(&event).await?)
}

/// One dossier.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}", tag = "dossiers", params(("id" = Uuid, Path)), security(("session" = [])),
    responses((status = 200, body = DossierPart), (status = 403, body = Fault, description = "the ground is not stated"),
        (status = 404, body = Fault)))]
pub async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Json<DossierPart>, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    opened(&app, &visitor, id, "dossier").await?;
    Ok(Json(DossierPart::of(&dossier)))
}

/// Its pages in order.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}/pages", tag = "dossiers", params(("id" = Uuid, Path)),
    security(("session" = [])), responses((status = 200, body = Pages), (status = 404, body = Fault)))]
pub async fn pages(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Json<Pages>, Problem> {
    let pages = app.register.pages(&visitor.access, id).await?;
    opened(&app, &visitor, id, "pages").await?;
    Ok(Json(Pages { pages: pages.iter().map(PagePart::of).collect() }))
}

fn document(document: &Document) -> DocumentPart {
    DocumentPart {
        id: document.id.0,
        kind: document.kind.clone(),
        confidence: document.confidence,
        first_page: document.first_number,
        last_page: document.last_number,
        set_by_person: document.set_by.is_some(),
    }
}

/// Its documents in the order of pages.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}/documents", tag = "dossiers", params(("id" = Uuid, Path)),
    security(("session" = [])), responses((status = 200, body = Documents), (status = 404, body = Fault)))]
pub async fn documents(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Json<Documents>, Problem> {
    let documents = app.register.documents(&visitor.access, id).await?;
    opened(&app, &visitor, id, "documents").await?;
    Ok(Json(Documents { documents: documents.iter().map(document).collect() }))
}

/// Its fields: those of the dossier first, then by document.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}/fields", tag = "dossiers", params(("id" = Uuid, Path)),
    security(("session" = [])), responses((status = 200, body = Fields), (status = 404, body = Fault)))]
pub async fn fields(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Json<Fields>, Problem> {
    let fields = app.register.fields(&visitor.access, id).await?;
    opened(&app, &visitor, id, "fields").await?;
    Ok(Json(Fields { fields: fields.iter().map(FieldPart::of).collect() }))
}

/// The archive copy of the last revision that has one.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}/pdf", tag = "dossiers", params(("id" = Uuid, Path)), security(("session" = [])),
    responses((status = 200, content_type = "application/pdf", description = "PDF/A-1b"), (status = 404, body = Fault)))]
pub async fn pdf(state: State<App>, visitor: Visitor, id: Path<DossierId>) -> Result<Response, Problem> {
    copies::pdf(state, visitor, id).await
}
