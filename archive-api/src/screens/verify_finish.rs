//! What ends the work on a document or sends it back to the scanner: closing it when nothing is open, and asking to
//! scan the page again. Both come back to the same field with what was typed.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use dossier::audit::AuditEvent;
use dossier::page::RescanReason;
use dossier::{FieldId, PageId};
use register::{Field, RescanAsked};

use crate::app::App;
use crate::problem::Problem;
use crate::screens::dossier_names::name_of;
use crate::screens::verify::{Given, Trail, go_on};
use crate::screens::verify_sheet::{Message, Returned, open_beside, sheet};
use crate::screens::verify_value::typed_form;
use crate::visitor::Visitor;

/// Names of open fields that one sentence can carry.
const NAMED: usize = 3;

/// `POST /verify/{field}/finish`
pub async fn finish(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let field = app.register.field(&visitor.access, id).await?;
    let fields = app.register.fields(&visitor.access, field.dossier).await?;
    let open = open_beside(&field, &fields);
    if let Some(text) = still_open(&visitor, &field, &open, &given) {
        let returned = back(&given, Message { good: false, text });
        let mut response = show(&app, &visitor, id, &given.trail(), returned).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let access = &visitor.access;
    app.register.release_task(access, id).await?;
    let now = app.register.now();
    let event = match field.document {
        Some(document) => {
            AuditEvent::new(access.actor.clone(), "document.closed", "document", document.0, now)
        }
        None => AuditEvent::new(access.actor.clone(), "document.closed", "dossier", field.dossier.0, now),
    };
    app.register.record(&event.with("dossier", field.dossier)).await?;
    go_on(&app, &visitor, &Trail { closed: true, ..given.trail().after(id) }).await
}

/// Why the document cannot be closed, in one plain sentence.
fn still_open(visitor: &Visitor, field: &Field, open: &[&Field], given: &Given) -> Option<String> {
    let words = visitor.words;
    if !open.is_empty() {
        let names: Vec<String> = open.iter().take(NAMED).map(|one| name_of(one, visitor)).collect();
        let mut which = names.join(", ");
        if open.len() > NAMED {
            which.push('…');
        }
        let n = words::Value::from(open.len());
        return Some(words.with("verify-close-open", &[("n", n), ("which", which.into())]));
    }
    let shown =
        field.value.as_deref().map_or_else(String::new, |value| typed_form(&field.path, value, words));
    // A disputed or held field shows no input: nothing was typed there.
    let typed = given.value.trim();
    (!typed.is_empty() && typed != shown).then(|| words.text("verify-close-typed"))
}

/// `POST /verify/{field}/rescan`
pub async fn rescan(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let reason = RescanReason::from_name(&given.reason).ok_or(Problem::Bad)?;
    let field = app.register.field(&visitor.access, id).await?;
    let page = page_of(&app, &visitor, &field).await?.ok_or(Problem::NotFound)?;
    let number = app.register.page(&visitor.access, page).await?.number;
    let done = app.register.ask_rescan(&visitor.access, page, reason).await?;
    let words = visitor.words;
    let why = words.rescan_reason(reason);
    let mut told = vec![("n", number.into()), ("why", why.into())];
    let (key, good) = match &done {
        RescanAsked::Now => ("verify-rescan-asked", true),
        RescanAsked::Before => ("verify-rescan-before", true),
        RescanAsked::Decided(decision) => {
            told.push(("what", words.decision(decision).into()));
            ("verify-rescan-decided", false)
        }
    };
    let message = Message { good, text: words.with(key, &told) };
    show(&app, &visitor, id, &given.trail(), back(&given, message)).await
}

/// The page with the ink; where the value has none, the first page of its document.
async fn page_of(app: &App, visitor: &Visitor, field: &Field) -> Result<Option<PageId>, Problem> {
    if let Some(evidence) = &field.evidence {
        return Ok(Some(evidence.page));
    }
    let Some(document) = field.document else { return Ok(None) };
    let pages = app.register.pages(&visitor.access, field.dossier).await?;
    Ok(pages.iter().find(|page| page.document == Some(document)).map(|page| page.id))
}

fn back(given: &Given, message: Message) -> Returned {
    Returned {
        typed: Some(given.value.clone()).filter(|typed| !typed.trim().is_empty()),
        version: Some(given.version),
        told: Some(message),
        ..Returned::default()
    }
}

async fn show(
    app: &App,
    visitor: &Visitor,
    id: FieldId,
    trail: &Trail,
    returned: Returned,
) -> Result<Response, Problem> {
    let task = app.register.task(&visitor.access, id).await?;
    sheet(app, visitor, task, trail, returned).await
}
