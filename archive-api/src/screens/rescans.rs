//! Sheets to be scanned again: the list to carry to the scanner, and the new scan beside the old one. The new one takes
//! the old one's place only when a person says so; the old one is kept.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use dossier::page::{Aside, PageState};
use dossier::{BatchId, PageId};
use register::{Page, RegisterError};
use serde::Deserialize;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::batch::{Common, Head, common, shown_name};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "rescans.html")]
struct RescansTab {
    frame: Frame,
    id: BatchId,
    about: String,
    head: Head,
    uploads: bool,
    open: u64,
    tab: &'static str,
    rows: Vec<Row>,
}

struct Row {
    page: PageId,
    reference: String,
    sheet: String,
    file: String,
    why: String,
    who: String,
    when: String,
    offered: Option<PageId>,
}

#[derive(Template)]
#[template(path = "rescan.html")]
struct Compare {
    frame: Frame,
    batch: BatchId,
    batch_name: String,
    about: String,
    old: Side,
    new: Side,
    why: Option<String>,
    state: Standing,
    clash: bool,
}

struct Side {
    id: PageId,
    picture: Option<String>,
    facts: Vec<(String, String)>,
    version: i64,
}

/// Where the new scan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Reading,
    Offered,
    Confirmed,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Response, Problem> {
    let Common { frame, id, about, head, uploads, open } = common(&app, &visitor, id).await?;
    let words = visitor.words;
    let mut rows = Vec::new();
    for one in app.register.rescans(&visitor.access, id).await? {
        rows.push(Row {
            page: one.page,
            reference: one.reference,
            sheet: words.count("page-short", one.number),
            file: shown_name(&one.volume, &one.file_name),
            why: words.text(&format!("why-{}", one.reason.name())),
            who: one.by.unwrap_or_else(|| words.text("unknown")),
            when: words.moment(one.at),
            offered: one.offered,
        });
    }
    page(RescansTab { frame, id, about, head, uploads, open, tab: "rescans", rows })
}

/// The new scan and the page it is for, both of this batch.
async fn both(app: &App, visitor: &Visitor, batch: BatchId, id: PageId) -> Result<(Page, Page), Problem> {
    let new = app.register.page(&visitor.access, id).await?;
    let old = app.register.page(&visitor.access, new.replaces.ok_or(Problem::NotFound)?).await?;
    let dossier = app.register.dossier(&visitor.access, new.dossier).await?;
    if dossier.batch == batch { Ok((old, new)) } else { Err(Problem::NotFound) }
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
) -> Result<Response, Problem> {
    compare(&app, &visitor, batch, id, false).await
}

async fn compare(
    app: &App,
    visitor: &Visitor,
    batch: BatchId,
    id: PageId,
    clash: bool,
) -> Result<Response, Problem> {
    let (old, new) = both(app, visitor, batch, id).await?;
    let dossier = app.register.dossier(&visitor.access, new.dossier).await?;
    let words = visitor.words;
    let state = match (new.aside, new.state) {
        (Some(Aside::Offered), PageState::Waiting) => Standing::Reading,
        (Some(Aside::Offered), _) => Standing::Offered,
        _ => Standing::Confirmed,
    };
    let number = if state == Standing::Confirmed { new.number } else { old.number };
    let mut keys = vec![Key::new(&["Esc"], "key-back")];
    if state == Standing::Offered {
        keys.insert(0, Key::new(&["Enter"], "rescan-confirm"));
    }
    let frame = visitor
        .frame("rescan-title", Place::Batches)
        .titled(words.count("rescan-title", number))
        .dark()
        .personal()
        .keys(&keys);
    let side = |page: &Page| Side {
        id: page.id,
        picture: page.picture.map(|_| format!("/batches/{batch}/pages/{}/picture", page.id)),
        facts: super::batch_page::facts(page, visitor),
        version: page.version,
    };
    page(Compare {
        frame,
        batch,
        batch_name: dossier.batch_name.clone(),
        about: dossier.reference.clone(),
        why: old.rescan.map(|reason| words.text(&format!("why-{}", reason.name()))),
        old: side(&old),
        new: side(&new),
        state,
        clash,
    })
}

#[derive(Deserialize)]
pub struct Said {
    act: String,
    version: i64,
}

pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
    Form(said): Form<Said>,
) -> Result<Response, Problem> {
    both(&app, &visitor, batch, id).await?;
    let (access, register) = (&visitor.access, &app.register);
    let done = match said.act.as_str() {
        "confirm" => register.confirm_rescan(access, id, said.version).await,
        "decline" => register.decline_rescan(access, id, said.version).await,
        "undo" => register.undo_rescan(access, id, said.version).await,
        _ => return Err(Problem::Bad),
    };
    match done {
        Ok(()) => {}
        Err(RegisterError::Conflict(_)) => return compare(&app, &visitor, batch, id, true).await,
        Err(error) => return Err(error.into()),
    }
    app.waker.notify_one();
    Ok(elsewhere(&match said.act.as_str() {
        "decline" => format!("/batches/{batch}/rescans"),
        _ => format!("/batches/{batch}/rescans/{id}"),
    }))
}
