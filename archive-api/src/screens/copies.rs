//! Copies that leave the archive: the dossier as PDF/A, a page on paper. Each is logged with its ground.

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::audit::AuditEvent;
use dossier::{DossierId, PageId};
use futures_util::TryStreamExt;
use serde::Deserialize;
use storage::{Key, StorageError};
use tokio_util::io::ReaderStream;

use crate::app::App;
use crate::frame::{Frame, Place, page};
use crate::problem::Problem;
use crate::screens::page_ink::find;
use crate::visitor::Visitor;

/// `/dossiers/{id}/pdf`: the archive copy of the last revision that has one, passed on as it is read: a dossier of
/// 1,500 pages is larger than one answer may take in memory.
pub async fn pdf(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    let revision = dossier.pdf_revision.ok_or(Problem::NotFound)?;
    let copy = app.storage.stream(&Key::archive_pdf(id, revision)).await?;
    record(&app, &visitor, "dossier.exported", id, &[("format", "pdf".to_owned())]).await?;
    // The name of the file is the id: a reference may be a person's number elsewhere.
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.pdf\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    // The head is sent by now: all that is left is to break off, so that the browser keeps no half file.
    let bytes = ReaderStream::new(copy.bytes).map_err(StorageError::of_reading);
    let bytes = bytes.inspect_err(|error| tracing::error!(error = %error, "an archive copy broke off"));
    let mut response = (headers, Body::from_stream(bytes)).into_response();
    if let Some(size) = copy.size {
        response.headers_mut().insert(CONTENT_LENGTH, size.into());
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "print.html")]
struct PrintPage {
    frame: Frame,
    office: String,
    reference: String,
    place: String,
    picture: String,
    foot: String,
    digest: String,
    back: String,
}

#[derive(Deserialize)]
pub struct Asked {
    page: u32,
}

/// `/dossiers/{id}/print?page=`: one page as a sheet of A4 with its origin.
pub async fn print(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    let one = find(&app, &visitor, id, asked.page).await?;
    one.picture.ok_or(Problem::NotFound)?;
    record(&app, &visitor, "dossier.printed", id, &[("page", asked.page.to_string())]).await?;
    let words = visitor.words;
    let ground = visitor.session.purpose.as_ref();
    let ground =
        ground.map(|one| format!("{} {}", words.purpose(one.kind), one.reference)).unwrap_or_default();
    let foot = [
        ("who", visitor.session.user.name.as_str().into()),
        ("when", words.moment(app.register.now()).into()),
        ("ground", ground.into()),
    ];
    page(PrintPage {
        frame: visitor.frame("print-title", Place::Search),
        office: words.named("print-office", &dossier.office_code),
        reference: words.named("dossier-number", &dossier.reference),
        place: words.with("dossier-page", &[("n", one.number.into()), ("all", dossier.pages.into())]),
        picture: format!("/dossiers/{id}/pages/{}/ink?width=1600", one.number),
        foot: words.with("print-foot", &foot),
        digest: words.named("print-digest", &one.original.to_string()[..8]),
        back: format!("/dossiers/{id}?page={}", one.number),
    })
}

async fn record(
    app: &App,
    visitor: &Visitor,
    action: &'static str,
    id: DossierId,
    details: &[(&'static str, String)],
) -> Result<(), Problem> {
    let mut event =
        AuditEvent::new(visitor.access.actor.clone(), action, "dossier", id.0, app.register.now())
            .on_ground(visitor.access.purpose);
    for (name, value) in details {
        event = event.with(name, value);
    }
    Ok(app.register.record(&event).await?)
}

/// `/iiif` viewers ask for tiles, not for screens: the first tile of a page counts as a look at it.
pub async fn looked(app: &App, visitor: &Visitor, dossier: DossierId, page: PageId) -> Result<(), Problem> {
    record(app, visitor, "page.viewed", dossier, &[("page", page.to_string())]).await
}
