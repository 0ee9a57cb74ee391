//! One page of a batch, for the one who scanned it: the picture, its measures in words, its Concerns.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use dossier::{BatchId, ConcernId, PageId};
use register::{ConcernFilter, ConcernState, Dossier, Page};

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::screens::concerns::decides;
use crate::screens::page_acts::{self, Acts};
use crate::thumbs::{self, Size};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "batch_page.html")]
struct PageOfBatch {
    frame: Frame,
    batch: BatchId,
    batch_name: String,
    id: PageId,
    about: String,
    picture: Option<String>,
    previous: Option<PageId>,
    next: Option<PageId>,
    faults: Vec<String>,
    facts: Vec<(String, String)>,
    concerns: Vec<Linked>,
    acts: Acts,
}

struct Linked {
    id: ConcernId,
    text: String,
}

/// The page, where it really is of this batch.
pub async fn find(
    app: &App,
    visitor: &Visitor,
    batch: BatchId,
    id: PageId,
) -> Result<(Page, Dossier), Problem> {
    let page = app.register.page(&visitor.access, id).await?;
    let dossier = app.register.dossier(&visitor.access, page.dossier).await?;
    if dossier.batch != batch {
        return Err(Problem::NotFound);
    }
    Ok((page, dossier))
}

pub async fn thumbnail(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
) -> Result<Response, Problem> {
    thumbs::show(&app, &find(&app, &visitor, batch, id).await?.0, Size::Thumbnail).await
}

pub async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
) -> Result<Response, Problem> {
    thumbs::show(&app, &find(&app, &visitor, batch, id).await?.0, Size::Readable).await
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
) -> Result<Response, Problem> {
    sheet(&app, &visitor, batch, id, page_acts::Said::default()).await
}

/// The page, with what became of the act before or what a move would do.
pub async fn sheet(
    app: &App,
    visitor: &Visitor,
    batch: BatchId,
    id: PageId,
    said: page_acts::Said,
) -> Result<Response, Problem> {
    let (one, dossier) = find(app, visitor, batch, id).await?;
    let words = visitor.words;
    let pages = app.register.pages(&visitor.access, one.dossier).await?;
    let here = pages.iter().position(|page| page.id == id).unwrap_or_default();
    let filter =
        ConcernFilter { dossier: Some(one.dossier), open: None, limit: 500, ..ConcernFilter::default() };
    let mut all = app.register.concerns(&visitor.access, &filter).await?;
    all.retain(|concern| concern.page == Some(id));
    let acts = Acts::of(app, visitor, &one, &all, said).await?;
    let mut concerns = Vec::new();
    let mut faults = Vec::new();
    let open = |one: &&register::Concern| one.state == ConcernState::Open && decides(visitor, one.sort);
    for concern in all.iter().filter(open) {
        concerns.push(Linked { id: concern.id, text: words.concern_short(concern.code) });
        faults.push(words.concern(concern.code, &concern.params));
    }
    let title = words.with("page-title", &[("n", one.number.into()), ("all", dossier.pages.into())]);
    let frame = visitor.frame("batch-title", Place::Batches).titled(title).dark().personal();
    let frame = frame.keys(&keys(&acts));
    page(PageOfBatch {
        frame,
        batch,
        batch_name: dossier.batch_name.clone(),
        id,
        about: dossier.reference.clone(),
        picture: one.picture.map(|_| format!("/batches/{batch}/pages/{id}/picture")),
        previous: here.checked_sub(1).and_then(|place| pages.get(place)).map(|page| page.id),
        next: pages.get(here + 1).map(|page| page.id),
        faults,
        facts: facts(&one, visitor),
        concerns,
        acts,
    })
}

/// Those of the buttons that are shown.
fn keys(acts: &Acts) -> Vec<Key> {
    let all = [
        (true, Key::new(&["PgUp", "PgDn"], "key-page")),
        (acts.here && !acts.awaits, Key::new(&["F9"], "key-rescan")),
        (acts.here && acts.accepts, Key::new(&["A"], "key-accept")),
        (acts.here && acts.blankable, Key::new(&["F4"], "key-blank")),
        (true, Key::new(&["Esc"], "key-back")),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, key)| key).collect()
}

/// Measures with what is usual, in words; never a verdict.
pub fn facts(page: &Page, visitor: &Visitor) -> Vec<(String, String)> {
    let words = visitor.words;
    let mut facts = Vec::new();
    let mut tell = |key: &str, value: String| facts.push((words.text(key), value));
    tell("page-size", format!("{} × {}", words.number(page.width), words.number(page.height)));
    tell("page-dpi", words.number(page.dpi));
    if let Some(confidence) = page.mean_confidence {
        tell("page-confidence", format!("{} %", words.decimal(f64::from(confidence) * 100.0, 0)));
    }
    if let Some(count) = page.words {
        tell("page-words", words.number(count));
    }
    if let Some(quality) = &page.quality {
        tell("page-sharpness", words.decimal(f64::from(quality.sharpness), 0));
        tell("page-contrast", words.decimal(f64::from(quality.contrast), 2));
        tell("page-skew", format!("{}°", words.decimal(f64::from(quality.skew_degrees), 1)));
    }
    if page.rotation.degrees() > 0 {
        tell("page-turned", format!("{}°", page.rotation.degrees()));
    }
    if page.blank {
        tell("page-blank", words.text("yes"));
    }
    facts
}
