//! The list of batches: which one needs me?

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use dossier::BatchId;
use dossier::access::Right;
use register::{BatchFilter, BatchRow};
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use words::Words;

use crate::app::App;
use crate::bar;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::visitor::Visitor;

const ROWS: u32 = 50;

/// A page that waits longer than this is called stuck.
pub const STUCK: Duration = Duration::minutes(10);

/// A batch as a row of a table.
pub struct BatchLine {
    pub id: BatchId,
    pub name: String,
    pub office: String,
    pub bar: String,
    pub dossiers: u64,
    pub pages: u64,
    pub waiting: u64,
    pub concerns: u64,
    pub refusals: u64,
    pub oldest: String,
    pub stuck: bool,
}

impl BatchLine {
    pub fn of(row: &BatchRow, words: Words, now: OffsetDateTime) -> Self {
        let oldest = row.oldest_waiting_at.map_or_else(String::new, |since| words.age(since, now));
        Self {
            id: row.id,
            name: row.name.clone(),
            office: row.office_code.clone(),
            bar: bar::pages(words, row.read, row.failed, row.waiting),
            dossiers: row.dossiers,
            pages: row.pages,
            waiting: row.waiting,
            concerns: row.concerns,
            refusals: row.refusals,
            oldest,
            stuck: row.oldest_waiting_at.is_some_and(|since| now - since > STUCK),
        }
    }
}

#[derive(Template)]
#[template(path = "batches.html")]
struct BatchesPage {
    frame: Frame,
    rows: Vec<BatchLine>,
    next: Option<BatchId>,
    uploads: bool,
    wrong: bool,
    live: String,
}

#[derive(Template)]
#[template(path = "_batches.html")]
struct BatchesPiece {
    frame: Frame,
    rows: Vec<BatchLine>,
    next: Option<BatchId>,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    after: Option<BatchId>,
    wrong: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (rows, next) = rows(&app, &visitor, asked.after).await?;
    let live = asked.after.map_or("/batches/list".to_owned(), |id| format!("/batches/list?after={id}"));
    let uploads = visitor.may(Right::Upload);
    let frame = visitor.frame("batches-title", Place::Batches).wrong(asked.wrong.is_some()).keys(&[
        Key::new(&["↑", "↓"], "key-row"),
        Key::new(&["Enter"], "key-open"),
        Key::new(&["G", "C"], "place-concerns"),
    ]);
    page(BatchesPage { frame, rows, next, uploads, wrong: asked.wrong.is_some(), live })
}

/// The table alone, for the refresh every five seconds.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (rows, next) = rows(&app, &visitor, asked.after).await?;
    page(BatchesPiece { frame: visitor.frame("batches-title", Place::Batches), rows, next })
}

/// Those that need someone first, within the newest of the list.
async fn rows(
    app: &App,
    visitor: &Visitor,
    after: Option<BatchId>,
) -> Result<(Vec<BatchLine>, Option<BatchId>), Problem> {
    let filter = BatchFilter { after, limit: ROWS, ..BatchFilter::default() };
    let mut rows = app.register.batches(&visitor.access, &filter).await?;
    let last = rows.last().map(|row| row.id);
    let next = if rows.len() == ROWS as usize { last } else { None };
    rows.sort_by_key(|row| std::cmp::Reverse((row.concerns + row.refusals > 0, row.waiting > 0, row.id)));
    let now = app.register.now();
    Ok((rows.iter().map(|row| BatchLine::of(row, visitor.words, now)).collect(), next))
}

#[derive(Deserialize)]
pub struct NewBatch {
    name: String,
}

/// A batch of one's own office; a name that exists there opens that batch.
pub async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<NewBatch>,
) -> Result<Response, Problem> {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > 80 || name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(elsewhere("/batches?wrong=name"));
    }
    let user = &visitor.session.user;
    let batch = app.register.ensure_batch(user.office, name, Some(user.id)).await?;
    Ok(elsewhere(&format!("/batches/{}", batch.id)))
}
