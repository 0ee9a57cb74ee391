//! Is this the person? The question is posted and kept with its asker, so that no address carries a name.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query as Asks, State};
use axum::response::Response;
use dossier::SearchId;
use dossier::audit::AuditEvent;
use indexer::{Hit, Query, Search};
use serde::Deserialize;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::hits::{HitCard, cards};
use crate::visitor::Visitor;

/// Dossiers on one sheet of results.
const SHEET: usize = 20;
/// Longer questions are pasted texts, not questions.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    words_asked: String,
    id: Option<SearchId>,
    about: String,
    masked: bool,
    cards: Vec<HitCard>,
    preview: Option<usize>,
    next: Option<String>,
    took: String,
}

#[derive(Deserialize)]
pub struct Posted {
    #[serde(default)]
    q: String,
}

#[derive(Deserialize, Default)]
pub struct Sheet {
    #[serde(default)]
    after: usize,
    #[serde(default)]
    show: usize,
}

pub async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(SearchPage {
        frame: framed(&visitor),
        words_asked: String::new(),
        id: None,
        about: String::new(),
        masked: visitor.session.purpose.is_none(),
        cards: Vec::new(),
        preview: None,
        next: None,
        took: String::new(),
    })
}

pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let text: String = posted.q.trim().chars().take(LONGEST).collect();
    if text.is_empty() {
        return Ok(elsewhere("/search"));
    }
    let query = Query { text, limit: SHEET, ..Query::default() };
    let stored = serde_json::to_value(&query).map_err(|error| Problem::Failed(error.to_string()))?;
    let id = app.register.save_search(visitor.session.user.id, &stored).await?;
    Ok(elsewhere(&format!("/search/{id}")))
}

/// A stored question of this person.
pub async fn stored(app: &App, visitor: &Visitor, id: SearchId) -> Result<Query, Problem> {
    let value = app.register.search(visitor.session.user.id, id).await?;
    serde_json::from_value(value).map_err(|error| Problem::Failed(format!("stored question: {error}")))
}

pub async fn found(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<SearchId>,
    Asks(sheet): Asks<Sheet>,
) -> Result<Response, Problem> {
    let started = std::time::Instant::now();
    let mut query = stored(&app, &visitor, id).await?;
    query.after = sheet.after;
    let found = Search::new(app.index.clone()).find(&visitor.access, &query).await?;
    // Every search is logged, without its words.
    let event =
        AuditEvent::new(visitor.access.actor.clone(), "search.asked", "search", id.0, app.register.now())
            .with("found", found.total)
            .on_ground(visitor.access.purpose);
    app.register.record(&event).await?;
    let words = visitor.words;
    let shown: Vec<Hit> = found.hits;
    let cards = cards(&app, &visitor, id, &shown).await?;
    let seen = sheet.after + shown.len();
    let preview = if cards.is_empty() { None } else { Some(sheet.show.min(cards.len() - 1)) };
    page(SearchPage {
        frame: framed(&visitor),
        words_asked: query.text,
        id: Some(id),
        about: words.count("search-total", found.total),
        masked: visitor.session.purpose.is_none(),
        cards,
        preview,
        next: (seen < found.total).then(|| format!("/search/{id}?after={seen}")),
        took: words.decimal(started.elapsed().as_secs_f64(), 2),
    })
}

fn framed(visitor: &Visitor) -> Frame {
    visitor.frame("search-title", Place::Search).personal().keys(&[
        Key::new(&["↑", "↓"], "key-row"),
        Key::new(&["Enter"], "key-open"),
        Key::new(&["/"], "key-search"),
    ])
}
