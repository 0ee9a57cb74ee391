//! The queue of decisions: what must be decided, and by whom? Left the list, right one Concern with its decisions.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use dossier::access::Right;
use dossier::concern::ConcernSort;
use dossier::{BatchId, ConcernId, DossierId, PageId};
use register::{Concern, ConcernFilter, ConcernState, RegisterError};
use serde::Deserialize;
use time::OffsetDateTime;

use crate::app::App;
use crate::decisions::{Decision, decisions, note_shown, noted};
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
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
    /// What became of the decision before: its word of the catalogue and whether all is well.
    told: Option<(&'static str, bool)>,
    /// The Concern whose decision can be taken back.
    undo: Option<ConcernId>,
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
    fn told(&self) -> Option<(&'static str, bool)> {
        match self.told.as_str() {
            "done" => Some(("concerns-done", true)),
            "undone" => Some(("concerns-undone", true)),
            "clash" => Some(("concerns-clash", false)),
            "unfit" => Some(("concerns-unfit", false)),
            "reason" => Some(("concerns-reason", false)),
            _ => None,
        }
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
    sheet(&app, &visitor, &asked, None).await
}

pub async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let concern = mine(&app, &visitor, id).await?;
    sheet(&app, &visitor, &asked, Some(concern)).await
}

/// A Concern that this person may decide; all others do not exist.
async fn mine(app: &App, visitor: &Visitor, id: ConcernId) -> Result<Concern, Problem> {
    let concern = app.register.concern(&visitor.access, id).await?;
    if decides(visitor, concern.sort) { Ok(concern) } else { Err(Problem::NotFound) }
}

async fn sheet(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    chosen: Option<Concern>,
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
    let frame = visitor.frame("concerns-title", Place::Concerns).personal().keys(&[
        Key::new(&["↑", "↓"], "key-row"),
        Key::new(&["Enter"], "key-open"),
        Key::new(&["N"], "key-next"),
        Key::new(&["F8"], "key-postpone"),
    ]);
    page(ConcernsPage {
        frame,
        about: words.count("count-concerns", all),
        sorts,
        chosen: chosen.map(|concern| chosen_of(visitor, &concern, asked, has_picture)),
        items,
        next,
        told: asked.told(),
        undo: asked.was.filter(|_| asked.told == "done"),
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

#[derive(Deserialize)]
pub struct Decided {
    decision: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    rescan_reason: String,
    #[serde(default)]
    accept_reason: String,
    #[serde(default)]
    from: String,
}

pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Form(form): Form<Decided>,
) -> Result<Response, Problem> {
    let concern = mine(&app, &visitor, id).await?;
    if !decisions(&concern, visitor.words).iter().any(|one| one.code == form.decision) {
        if concern.state == ConcernState::Decided {
            return Ok(back(&form.from, "clash", None));
        }
        // Known, but not possible as things stand now.
        let known = visitor.words.has(&format!("decision-{}", form.decision));
        return if known { Ok(back(&form.from, "unfit", None)) } else { Err(Problem::Bad) };
    }
    let reason = if form.decision == "rescan" { &form.rescan_reason } else { &form.accept_reason };
    let Some(note) = noted(&form.decision, reason, &form.note) else {
        return Ok(elsewhere(&format!("/concerns/{id}{}told=reason", joined(&form.from))));
    };
    Ok(match app.register.decide(&visitor.access, id, &form.decision, note).await {
        Ok(()) => {
            app.waker.notify_one();
            let was = register::can_undo(&form.decision).then_some(id);
            back(&form.from, "done", was)
        }
        Err(RegisterError::Conflict("decided meanwhile")) => back(&form.from, "clash", None),
        Err(RegisterError::Conflict(_)) => back(&form.from, "unfit", None),
        Err(error) => return Err(error.into()),
    })
}

#[derive(Deserialize)]
pub struct Undone {
    #[serde(default)]
    from: String,
}

/// Takes a decision back with what it did.
pub async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Form(form): Form<Undone>,
) -> Result<Response, Problem> {
    mine(&app, &visitor, id).await?;
    Ok(match app.register.undecide(&visitor.access, id).await {
        Ok(()) => {
            app.waker.notify_one();
            elsewhere(&format!("/concerns/{id}{}told=undone", joined(&form.from)))
        }
        Err(RegisterError::Conflict(_)) => back(&form.from, "unfit", None),
        Err(error) => return Err(error.into()),
    })
}

/// The filters of the list, ready for one more.
fn joined(from: &str) -> String {
    if from.starts_with('?') { format!("{from}&") } else { "?".to_owned() }
}

fn back(from: &str, told: &str, was: Option<ConcernId>) -> Response {
    let was = was.map(|id| format!("&was={id}")).unwrap_or_default();
    elsewhere(&format!("/concerns{}told={told}{was}", joined(from)))
}
