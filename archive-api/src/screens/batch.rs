//! One batch: is it going, and what is wrong? Head with live numbers, wall of sheets, its Concerns and refusals.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dossier::access::Right;
use dossier::state::DossierState;
use dossier::{BatchId, DossierId};
use register::{BatchRow, Closing, ConcernFilter};
use serde::Deserialize;
use time::OffsetDateTime;
use words::Words;

use crate::app::App;
use crate::bar;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::batches::STUCK;
use crate::screens::concerns::Item;
use crate::screens::wall::{self, Tile, WallDossier};
use crate::screens::wall_acts::{Bar, Told};
use crate::visitor::Visitor;

/// Concerns of a batch on its own tab; beyond that the queue of Concerns is the place.
const CONCERNS: u32 = 100;

/// The numbers of a batch.
pub struct Head {
    pub bar: String,
    pub pages: u64,
    pub read: u64,
    pub failed: u64,
    pub waiting: u64,
    pub dossiers: u64,
    pub understood: u64,
    pub concerns: u64,
    pub rescans: u64,
    pub files: u64,
    pub arrivals: u64,
    pub duplicates: u64,
    pub refusals: u64,
    pub stuck: Option<String>,
}

impl Head {
    fn of(row: &BatchRow, rescans: u64, words: Words, now: OffsetDateTime) -> Self {
        let stuck = row.oldest_waiting_at.filter(|since| now - *since > STUCK);
        Self {
            bar: bar::pages(words, row.read, row.failed, row.waiting),
            pages: row.pages,
            read: row.read,
            failed: row.failed,
            waiting: row.waiting,
            dossiers: row.dossiers,
            understood: row.understood,
            concerns: row.concerns,
            rescans,
            files: row.files,
            arrivals: row.arrivals,
            duplicates: row.duplicates,
            refusals: row.refusals,
            stuck: stuck.map(|since| words.named("batch-stuck", &words.age(since, now))),
        }
    }
}

/// What the tabs of a batch share.
pub struct Common {
    pub frame: Frame,
    pub id: BatchId,
    pub about: String,
    pub head: Head,
    pub uploads: bool,
    pub open: u64,
}

#[derive(Template)]
#[template(path = "batch.html")]
struct BatchPage {
    frame: Frame,
    id: BatchId,
    about: String,
    head: Head,
    uploads: bool,
    open: u64,
    tab: &'static str,
    live: String,
    dossiers: Vec<WallDossier>,
    next: Option<DossierId>,
    /// The buttons of the wall, for those who decide about scans.
    bar: Option<Bar>,
    told: Option<Told>,
}

#[derive(Template)]
#[template(path = "batch_concerns.html")]
struct ConcernsTab {
    frame: Frame,
    id: BatchId,
    about: String,
    head: Head,
    uploads: bool,
    open: u64,
    tab: &'static str,
    items: Vec<Item>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "batch_refusals.html")]
struct RefusalsTab {
    frame: Frame,
    id: BatchId,
    about: String,
    head: Head,
    uploads: bool,
    open: u64,
    tab: &'static str,
    refusals: Vec<RefusedFile>,
}

struct RefusedFile {
    file: String,
    reference: String,
    why: String,
    when: String,
}

#[derive(Template)]
#[template(path = "_batch_head.html")]
struct HeadPiece {
    frame: Frame,
    id: BatchId,
    head: Head,
}

#[derive(Template)]
#[template(path = "_wall.html")]
struct WallPiece {
    frame: Frame,
    id: BatchId,
    dossiers: Vec<WallDossier>,
    next: Option<DossierId>,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    after: Option<DossierId>,
    open: Option<DossierId>,
}

impl Asked {
    fn live(&self, id: BatchId) -> String {
        let mut address = format!("/batches/{id}/wall?");
        if let Some(after) = self.after {
            address.push_str(&format!("after={after}&"));
        }
        if let Some(open) = self.open {
            address.push_str(&format!("open={open}"));
        }
        address
    }
}

pub async fn common(app: &App, visitor: &Visitor, id: BatchId) -> Result<Common, Problem> {
    let row = app.register.batch(&visitor.access, id).await?;
    let progress = app.register.progress(&visitor.access, Some(id)).await?;
    let rescans = app.register.rescan_count(&visitor.access, id).await?;
    let words = visitor.words;
    let about = words.with(
        "batch-about",
        &[("office", row.office_code.as_str().into()), ("day", words.day(row.created_at).into())],
    );
    let mut keys = vec![Key::new(&["↑", "↓"], "key-row"), Key::new(&["Enter"], "key-open")];
    if visitor.may(Right::DecideScans) {
        keys.push(Key::new(&["Space"], "key-mark"));
        keys.push(Key::new(&["F9"], "key-rescan"));
        keys.push(Key::new(&["A"], "key-accept"));
        keys.push(Key::new(&["F4"], "key-blank"));
    }
    keys.push(Key::new(&["U"], "key-upload"));
    keys.push(Key::new(&["N"], "key-next"));
    keys.push(Key::new(&["Esc"], "place-batches"));
    let frame = visitor.frame("batch-title", Place::Batches).titled(row.name.clone()).dark().keys(&keys);
    let head = Head::of(&row, rescans, words, app.register.now());
    Ok(Common {
        frame,
        id,
        about,
        head,
        uploads: visitor.may(Right::Upload),
        open: progress.dossiers.saturating_sub(progress.closed),
    })
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    sheet(&app, &visitor, id, &asked, None).await
}

/// The wall, with what became of the act before.
pub async fn sheet(
    app: &App,
    visitor: &Visitor,
    id: BatchId,
    asked: &Asked,
    told: Option<Told>,
) -> Result<Response, Problem> {
    let Common { frame, id, about, head, uploads, open } = common(app, visitor, id).await?;
    let (dossiers, next) = wall::build(app, visitor, id, asked.after, asked.open).await?;
    let live = asked.live(id);
    let bar = visitor.may(Right::DecideScans).then(|| Bar::of(visitor.words));
    page(BatchPage { frame, id, about, head, uploads, open, tab: "wall", live, dossiers, next, bar, told })
}

pub async fn head(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Response, Problem> {
    let Common { frame, id, head, .. } = common(&app, &visitor, id).await?;
    page(HeadPiece { frame, id, head })
}

pub async fn wall_piece(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let frame = visitor.frame("batch-title", Place::Batches);
    app.register.batch(&visitor.access, id).await?;
    let (dossiers, next) = wall::build(&app, &visitor, id, asked.after, asked.open).await?;
    page(WallPiece { frame, id, dossiers, next })
}

pub async fn concerns(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Response, Problem> {
    let Common { frame, id, about, head, uploads, open } = common(&app, &visitor, id).await?;
    let filter = ConcernFilter { batch: Some(id), limit: CONCERNS, ..ConcernFilter::default() };
    let concerns = app.register.concerns(&visitor.access, &filter).await?;
    let now = app.register.now();
    let items = concerns.iter().map(|one| Item::of(one, &visitor, now, "")).collect();
    page(ConcernsTab { frame, id, about, head, uploads, open, tab: "concerns", items, next: None })
}

pub async fn refusals(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Response, Problem> {
    let Common { frame, id, about, head, uploads, open } = common(&app, &visitor, id).await?;
    let words = visitor.words;
    let mut refusals = Vec::new();
    for one in app.register.refusals(&visitor.access, id).await? {
        refusals.push(RefusedFile {
            file: shown_name(&one.volume, &one.file_name),
            reference: one.reference,
            why: words.refusal(one.code, &one.params),
            when: words.moment(one.at),
        });
    }
    page(RefusalsTab { frame, id, about, head, uploads, open, tab: "refusals", refusals })
}

/// A file's name as it may stand on a screen: marks that turn text around and line breaks are made visible.
pub fn shown_name(volume: &str, name: &str) -> String {
    let clean = |text: &str| {
        let hidden = |letter: char| {
            letter.is_control()
                || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        };
        text.chars().map(|letter| if hidden(letter) { '␣' } else { letter }).collect::<String>()
    };
    if volume.is_empty() { clean(name) } else { format!("{} / {}", clean(volume), clean(name)) }
}

/// No more scans are expected: open dossiers of the batch go on to be understood.
pub async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
) -> Result<Response, Problem> {
    app.register.batch(&visitor.access, id).await?;
    let mut after = None;
    loop {
        let some = app.register.batch_dossiers(&visitor.access, id, after, 100).await?;
        let Some(last) = some.last() else { break };
        after = Some(last.id);
        for dossier in &some {
            if dossier.state == DossierState::Open {
                app.register.close_dossier(dossier.id, Closing::Asked).await?;
            }
        }
    }
    Ok(elsewhere(&format!("/batches/{id}")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_cannot_turn_the_screen_around() {
        let check = |name: &str, expected: &str| assert_eq!(super::shown_name("", name), expected);
        check("скан-041.pdf", "скан-041.pdf");
        check("a\u{202E}fdp.exe\n", "a␣fdp.exe␣");
        assert_eq!(super::shown_name("том 2", "1.tif"), "том 2 / 1.tif");
    }
}
