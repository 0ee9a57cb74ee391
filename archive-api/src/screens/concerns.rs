//! The queue of decisions: what must be decided, and by whom? Left the list, right one Concern with its decisions.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dossier::access::Right;
use dossier::concern::ConcernSort;
use dossier::{BatchId, ConcernId, DossierId, PageId};
use register::{Concern, ConcernFilter, ConcernState};
use serde::Deserialize;
use time::OffsetDateTime;
use words::Words;

use crate::app::App;
use crate::decisions::{Decision, at_once, decisions, note_shown};
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::screens::batch::shown_name;
use crate::thumbs::{self, Size};
use crate::visitor::Visitor;

const ROWS: u32 = 50;
pub const SORTS: [ConcernSort; 5] = [
    ConcernSort::Scan,
    ConcernSort::Missing,
    ConcernSort::Conflict,
    ConcernSort::Duplicate,
    ConcernSort::Job,
];

/// Whose decision a sort is: scans and missing sheets are the operator's, data the verifier's, the archivist's all.
pub fn decides(visitor: &Visitor, sort: ConcernSort) -> bool {
    match sort {
        ConcernSort::Scan | ConcernSort::Missing | ConcernSort::Job => visitor.may(Right::DecideScans),
        ConcernSort::Conflict | ConcernSort::Duplicate => visitor.may(Right::DecideData),
    }
}

/// A row of the list.
pub struct Item {
    pub id: ConcernId,
    /// Nothing to open for those who do not decide about this sort.
    pub address: Option<String>,
    pub here: bool,
    /// Of the same kind as the one on the right: a mark puts it under the same decision.
    pub alike: bool,
    pub short: String,
    pub reference: String,
    pub page: Option<String>,
    pub age: String,
    pub text: String,
}

impl Item {
    pub fn of(concern: &Concern, visitor: &Visitor, now: OffsetDateTime, query: &str) -> Self {
        let words = visitor.words;
        Self {
            id: concern.id,
            address: decides(visitor, concern.sort).then(|| format!("/concerns/{}{query}", concern.id)),
            here: false,
            alike: false,
            short: words.concern_short(concern.code),
            reference: concern.reference.clone(),
            page: concern.page_number.map(|number| words.count("page-short", number)),
            age: words.age(concern.raised_at, now),
            text: words.concern(concern.code, &concern.params),
        }
    }
}

/// The Concern on the right.
struct Chosen {
    id: ConcernId,
    short: String,
    sort: String,
    raised: String,
    text: String,
    dossier: DossierId,
    reference: String,
    batch: BatchId,
    batch_name: String,
    opens: bool,
    sees_batch: bool,
    file: Option<String>,
    page: Option<String>,
    picture: Option<String>,
    decided: Option<String>,
    undo: bool,
    /// The sheet awaits a new scan: where that is seen.
    rescans: bool,
    /// A file can be added to the dossier, which makes another decision possible.
    adds: bool,
    from: String,
    decisions: Vec<Decision>,
}

/// What became of decisions, and the Concerns whose decision can be taken back.
pub struct Told {
    pub text: String,
    pub good: bool,
    pub undo: Vec<ConcernId>,
}

struct SortLink {
    address: String,
    text: String,
    count: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "concerns.html")]
struct ConcernsPage {
    frame: Frame,
    about: String,
    sorts: Vec<SortLink>,
    items: Vec<Item>,
    next: Option<String>,
    chosen: Option<Chosen>,
    told: Option<Told>,
    /// How many of the list a mark can be put on.
    alike: usize,
    from: String,
}

/// Filters of the list; they go with every link, so that Back and a colleague's link show the same.
#[derive(Deserialize, Default, Clone)]
pub struct Asked {
    #[serde(default)]
    sort: String,
    dossier: Option<DossierId>,
    after: Option<ConcernId>,
    #[serde(default)]
    told: String,
    was: Option<ConcernId>,
}

impl Asked {
    fn told(&self, words: Words) -> Option<Told> {
        let (key, good) = match self.told.as_str() {
            "done" => ("concerns-done", true),
            "undone" => ("concerns-undone", true),
            "clash" => ("concerns-clash", false),
            "unfit" => ("concerns-unfit", false),
            "reason" => ("concerns-reason", false),
            _ => return None,
        };
        let undo = self.was.filter(|_| self.told == "done");
        Some(Told { text: words.text(key), good, undo: undo.into_iter().collect() })
    }

    fn sort(&self) -> Option<ConcernSort> {
        SORTS.into_iter().find(|sort| sort.name() == self.sort)
    }

    fn query(&self) -> String {
        let mut parts = Vec::new();
        if let Some(sort) = self.sort() {
            parts.push(format!("sort={}", sort.name()));
        }
        if let Some(dossier) = self.dossier {
            parts.push(format!("dossier={dossier}"));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let told = asked.told(visitor.words);
    sheet(&app, &visitor, &asked, None, told).await
}

pub async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let concern = mine(&app, &visitor, id).await?;
    let told = asked.told(visitor.words);
    sheet(&app, &visitor, &asked, Some(concern), told).await
}

/// A Concern that this person may decide; all others do not exist.
pub async fn mine(app: &App, visitor: &Visitor, id: ConcernId) -> Result<Concern, Problem> {
    let concern = app.register.concern(&visitor.access, id).await?;
    if decides(visitor, concern.sort) { Ok(concern) } else { Err(Problem::NotFound) }
}

pub async fn sheet(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    chosen: Option<Concern>,
    told: Option<Told>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let has_picture = match chosen.as_ref().and_then(|concern| concern.page) {
        Some(page) => app.register.page(&visitor.access, page).await?.picture.is_some(),
        None => false,
    };
    let (items, next) = list(app, visitor, asked, chosen.as_ref()).await?;
    let counts = app.register.concern_counts(&visitor.access).await?;
    let count_of =
        |sort: ConcernSort| counts.iter().find(|(one, _)| *one == sort).map_or(0, |(_, count)| *count);
    let own: Vec<ConcernSort> = SORTS.into_iter().filter(|sort| decides(visitor, *sort)).collect();
    let all: u64 = own.iter().map(|sort| count_of(*sort)).sum();
    let link = |sort: Option<ConcernSort>, text: String, count: u64| SortLink {
        address: sort.map_or("/concerns".to_owned(), |sort| format!("/concerns?sort={}", sort.name())),
        text,
        count: words.number(count),
        here: asked.sort() == sort && asked.dossier.is_none(),
    };
    let mut sorts = vec![link(None, words.text("concerns-all"), all)];
    sorts.extend(own.iter().map(|sort| link(Some(*sort), words.concern_sort(*sort), count_of(*sort))));
    let alike = items.iter().filter(|item| item.alike).count();
    let mut keys = vec![Key::new(&["↑", "↓"], "key-row"), Key::new(&["Enter"], "key-open")];
    if alike > 0 {
        keys.push(Key::new(&["Space"], "key-mark"));
    }
    keys.extend([Key::new(&["N"], "key-next"), Key::new(&["F8"], "key-postpone")]);
    let frame = visitor.frame("concerns-title", Place::Concerns).personal().keys(&keys);
    page(ConcernsPage {
        frame,
        about: words.count("count-concerns", all),
        sorts,
        chosen: chosen.map(|concern| chosen_of(visitor, &concern, asked, has_picture)),
        items,
        next,
        told,
        alike,
        from: asked.query(),
    })
}

async fn list(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    chosen: Option<&Concern>,
) -> Result<(Vec<Item>, Option<String>), Problem> {
    let filter = ConcernFilter {
        sort: asked.sort(),
        dossier: asked.dossier,
        after: asked.after,
        limit: ROWS,
        ..ConcernFilter::default()
    };
    let found = app.register.concerns(&visitor.access, &filter).await?;
    let query = asked.query();
    let next = found.last().filter(|_| found.len() == ROWS as usize).map(|last| {
        let joint = if query.is_empty() { '?' } else { '&' };
        format!("/concerns{query}{joint}after={}", last.id)
    });
    let now = app.register.now();
    let mut items = Vec::new();
    for concern in found.iter().filter(|concern| decides(visitor, concern.sort)) {
        let mut item = Item::of(concern, visitor, now, &query);
        item.here = chosen.is_some_and(|chosen| chosen.id == concern.id);
        item.alike = chosen.is_some_and(|chosen| {
            let is_like = chosen.id != concern.id && chosen.code == concern.code;
            is_like && chosen.state == ConcernState::Open && at_once(chosen.code)
        });
        items.push(item);
    }
    Ok((items, next))
}

fn chosen_of(visitor: &Visitor, concern: &Concern, asked: &Asked, has_picture: bool) -> Chosen {
    let words = visitor.words;
    let decided = match concern.state {
        ConcernState::Open => None,
        ConcernState::Withdrawn => Some(words.text("concerns-withdrawn")),
        ConcernState::Decided => {
            let mut what = words.decision(concern.decision.as_deref().unwrap_or_default());
            if let Some(note) = &concern.note {
                what = format!("{what} ({})", note_shown(note, words));
            }
            let when = concern.decided_at.map(|at| words.moment(at)).unwrap_or_default();
            Some(words.with("concerns-decided", &[("what", what.into()), ("when", when.into())]))
        }
    };
    Chosen {
        id: concern.id,
        short: words.concern_short(concern.code),
        sort: words.concern_sort(concern.sort),
        raised: words.moment(concern.raised_at),
        text: words.concern(concern.code, &concern.params),
        dossier: concern.dossier,
        reference: concern.reference.clone(),
        batch: concern.batch,
        batch_name: concern.batch_name.clone(),
        opens: visitor.may(Right::OpenDossiers),
        sees_batch: visitor.may(Right::SeeBatches),
        file: concern.file_name.as_deref().map(|name| shown_name("", name)),
        page: concern.page_number.map(|number| words.count("page-short", number)),
        picture: has_picture.then(|| format!("/concerns/{}/picture", concern.id)),
        decided,
        undo: concern.state == ConcernState::Decided
            && concern.decision.as_deref().is_some_and(register::can_undo),
        rescans: concern.decision.as_deref() == Some("rescan"),
        adds: !concern.can.added
            && matches!(concern.sort, ConcernSort::Scan | ConcernSort::Missing)
            && concern.page.is_none()
            && visitor.may(Right::Upload),
        from: asked.query(),
        decisions: decisions(concern, words),
    }
}

pub async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
) -> Result<Response, Problem> {
    let concern = mine(&app, &visitor, id).await?;
    let page: PageId = concern.page.ok_or(Problem::NotFound)?;
    let page = app.register.page(&visitor.access, page).await?;
    thumbs::show(&app, &page, Size::Readable).await
}
