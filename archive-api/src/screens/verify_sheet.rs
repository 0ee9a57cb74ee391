//! The screen of one task: the ink and the input under it, variants, what other papers say, the page, all fields of
//! the document. It writes nothing.

use askama::Template;
use axum::response::Response;
use dossier::audit::AuditEvent;
use dossier::field::FieldStatus;
use dossier::{FieldId, PageId};
use register::{Document, Field, Page, TASK_MINUTES, Task};
use time::{Duration, OffsetDateTime};
use words::Words;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::marks::{self, Mark};
use crate::problem::Problem;
use crate::screens::dossier_names::{in_paper_order, kind_title, name_of};
use crate::screens::verify::{Trail, saved};
use crate::screens::verify_ink::strip_of;
use crate::screens::verify_value::{Check, checks, doubtful_sign, frequency, typed_form};
use crate::visitor::Visitor;

type Theirs = (Option<String>, Option<String>, Option<OffsetDateTime>);

/// What came back with the form, and why.
#[derive(Default)]
pub struct Returned {
    pub typed: Option<String>,
    pub doubt: Option<&'static str>,
    pub wrong: Option<&'static str>,
    /// The version to send back with the form.
    pub version: Option<i64>,
    /// Value, person and time of the other's verdict.
    pub clash: Option<Theirs>,
    /// The button that was meant, for the choice after a clash.
    pub verdict: String,
}

#[derive(Template)]
#[template(path = "verify.html")]
struct TaskPage {
    frame: Frame,
    id: FieldId,
    version: i64,
    document: String,
    about: String,
    progress: (u64, u64, String),
    queue: String,
    saved: Option<String>,
    name: String,
    /// The other cells of its row.
    beside: String,
    why: String,
    ink: Option<String>,
    left: u32,
    value: String,
    long: bool,
    checks: Vec<Check>,
    variants: Vec<Variant>,
    others: Vec<Other>,
    view: Option<PageView>,
    /// The rows are the dossier's own fields, of no one document.
    own: bool,
    rows: Vec<Row>,
    waiting: String,
    held: Option<String>,
    clash: Option<Clash>,
    doubt: Option<String>,
    wrong: Option<String>,
    sure: String,
    skip: String,
    from: String,
    back: Option<String>,
    ahead: String,
}

struct Variant {
    place: usize,
    text: String,
    note: String,
    here: bool,
}

struct Other {
    strip: Option<String>,
    text: String,
    agrees: bool,
    place: String,
}

struct PageView {
    picture: String,
    number: u32,
    first: u32,
    last: u32,
}

struct Row {
    address: String,
    name: String,
    value: String,
    mark: Mark,
    here: bool,
}

struct Clash {
    told: String,
    theirs: String,
    mine: String,
    verdict: String,
}

/// Variants worth choosing between.
const VARIANTS: usize = 4;
const OTHERS: usize = 2;
const CELLS: usize = 3;
/// A longer value needs the width of the strip.
const LONG: usize = 22;

pub async fn sheet(
    app: &App,
    visitor: &Visitor,
    task: Task,
    trail: &Trail,
    returned: Returned,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let access = &visitor.access;
    let Task { field, document, dossier, held_by_other } = task;
    let fields = app.register.fields(access, dossier.id).await?;
    let pages = app.register.pages(access, dossier.id).await?;
    let documents = app.register.documents(access, dossier.id).await?;
    let counts = app.register.queue_counts(access).await?;
    let event = AuditEvent::new(access.actor.clone(), "field.shown", "field", field.id.0, app.register.now())
        .with("dossier", dossier.id)
        .with("path", field.path.clone());
    app.register.record(&event).await?;

    let parts = Parts { app, visitor, field: &field, pages: &pages, documents: &documents };
    let others = parts.others(&fields);
    let evidence = field.evidence.as_ref();
    let on = evidence.and_then(|evidence| pages.iter().find(|page| page.id == evidence.page));
    let on = on.filter(|page| page.picture.is_some());
    let strip = evidence.zip(on).map(|(evidence, page)| strip_of(page, &evidence.bbox));
    let stored = field.value.as_deref().unwrap_or_default();
    let value = match returned.typed.as_deref() {
        Some(typed) if returned.doubt.is_some() => typed.to_owned(),
        Some(typed) => typed_form(&field.path, typed, words),
        None => typed_form(&field.path, stored, words),
    };
    let rows = parts.rows(&fields, trail);
    let waits =
        fields.iter().filter(|one| one.document == field.document && one.status == FieldStatus::Review);
    let all = dossier.fields.verified + dossier.fields.review;
    let done = dossier.fields.verified;
    let progress = words.with("verify-progress", &[("n", done.into()), ("all", all.into())]);
    let title = match &document {
        Some(document) => kind_title(app, visitor, &document.kind),
        None => words.text("dossier-fields-own"),
    };
    let mut about = vec![words.named("dossier-number", &dossier.reference)];
    if let Some(page) = on {
        about.push(words.with("page-title", &[("n", page.number.into()), ("all", dossier.pages.into())]));
    }
    let ahead =
        if held_by_other.is_none() { ahead(app, visitor, &field, trail).await? } else { String::new() };
    let frame = visitor.frame("verify-title", Place::Verify).dark().personal();
    let wrong = returned.wrong.or(returned.doubt).is_some();
    page(TaskPage {
        frame: frame.wrong(wrong).keys(KEYS),
        id: field.id,
        version: returned.version.unwrap_or(field.version),
        document: title,
        about: about.join(" · "),
        progress: (done, all.max(1), progress),
        queue: words.count("verify-queue", counts.review),
        saved: saved(app, visitor, trail).await?,
        name: name_of(&field, visitor),
        beside: parts.beside(&fields),
        why: why(&field, &others, words),
        ink: strip.map(|_| format!("/verify/{}/ink?v={}", field.id, field.version)),
        left: strip.map_or(0, |(_, left)| left),
        long: value.chars().count() > LONG,
        value,
        checks: checks(&field.path, stored, dossier.summary.birth_date.as_deref(), words),
        variants: parts.variants(),
        others,
        view: on.map(|page| parts.view(page, document.as_ref())),
        own: document.is_none(),
        rows,
        waiting: words.count("verify-waits", waits.count()),
        held: held_by_other.map(|(name, until)| held(&name, until, words)),
        clash: returned.clash.as_ref().map(|clash| clash_of(&field, clash, &returned, words)),
        doubt: returned.doubt.map(|key| words.text(key)),
        wrong: returned.wrong.map(|key| words.text(key)),
        sure: if returned.doubt.is_some() {
            returned.typed.clone().unwrap_or_default()
        } else {
            String::new()
        },
        skip: trail.skip.clone(),
        from: trail.from.clone(),
        back: trail.before().map(|before| {
            let rest = Trail { from: String::new(), ..trail.clone() };
            format!("/verify/{before}{}", rest.query())
        }),
        ahead,
    })
}

const KEYS: &[Key] = &[
    Key::new(&["Enter"], "verify-confirm"),
    Key::new(&["↑", "↓"], "verify-variant"),
    Key::new(&["F2"], "verify-nearer"),
    Key::new(&["Alt", "PgDn"], "verify-other-page"),
    Key::new(&["F4"], "key-unreadable"),
    Key::new(&["F8"], "key-postpone"),
    Key::new(&["Shift", "Enter"], "key-back"),
];

/// The pictures of the next task, so that it is there at once. Looking for it leases it: it is this person's next.
async fn ahead(app: &App, visitor: &Visitor, field: &Field, trail: &Trail) -> Result<String, Problem> {
    let mut skip = trail.skipped();
    skip.push(field.id);
    let next = app.register.next_task(&visitor.access, &skip).await?;
    Ok(next.map_or_else(String::new, |task| {
        let (id, version) = (task.field.id, task.field.version);
        format!("/verify/{id}/ink?v={version} /verify/{id}/page?v={version}")
    }))
}

fn held(name: &str, until: OffsetDateTime, words: Words) -> String {
    let since = words.clock(until - Duration::minutes(TASK_MINUTES));
    words.with("verify-held", &[("who", name.into()), ("when", since.into())])
}

fn clash_of(field: &Field, clash: &Theirs, returned: &Returned, words: Words) -> Clash {
    let (theirs, by, at) = clash;
    let shown = |value: Option<&String>| {
        value.map_or_else(|| marks::value(field, words), |value| typed_form(&field.path, value, words))
    };
    let who = by.clone().unwrap_or_else(|| words.text("verify-clash-machine"));
    let when = at.map(|at| words.clock(at)).unwrap_or_default();
    let mine = match returned.typed.as_ref() {
        Some(typed) => typed_form(&field.path, typed, words),
        None => dossier::field::VerdictKind::from_name(&returned.verdict)
            .map_or_else(String::new, |kind| words.verdict(kind)),
    };
    Clash {
        told: words.with("verify-clash-who", &[("who", who.into()), ("when", when.into())]),
        theirs: shown(theirs.as_ref()),
        mine,
        verdict: returned.verdict.clone(),
    }
}

/// Why a person is asked at all.
fn why(field: &Field, others: &[Other], words: Words) -> String {
    if let Some(verdict) = &field.verdict {
        return words.named("verify-why-again", &words.moment(verdict.at));
    }
    if field.value.is_none() {
        return words.text("verify-why-unread");
    }
    if field.status == FieldStatus::Auto {
        return words.text("verify-why-auto");
    }
    let mut read = field.candidates.iter().filter_map(|one| one.value.as_deref());
    if let (Some(first), Some(second)) = (read.next(), read.next())
        && let Some((one, other)) = doubtful_sign(first, second)
    {
        return words.with(
            "verify-why-sign",
            &[("one", one.to_string().into()), ("other", other.to_string().into())],
        );
    }
    if others.iter().any(|one| !one.agrees) {
        return words.text("verify-why-differs");
    }
    words.named("verify-why-unsure", &frequency(field.confidence, words))
}

struct Parts<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    field: &'a Field,
    pages: &'a [Page],
    documents: &'a [Document],
}

impl Parts<'_> {
    fn number(&self, page: PageId) -> Option<u32> {
        self.pages.iter().find(|one| one.id == page).map(|page| page.number)
    }

    fn variants(&self) -> Vec<Variant> {
        let words = self.visitor.words;
        let mut variants: Vec<Variant> = Vec::new();
        for (place, candidate) in self.field.candidates.iter().enumerate() {
            let Some(value) = &candidate.value else { continue };
            let text = typed_form(&self.field.path, value, words);
            if variants.len() == VARIANTS || variants.iter().any(|one| one.text == text) {
                continue;
            }
            let key = if variants.is_empty() { "verify-read-here" } else { "verify-read-else" };
            let note = words.named(key, &frequency(candidate.probability, words));
            let here = self.field.value.as_ref() == Some(value);
            variants.push(Variant { place, text, note, here });
        }
        variants
    }

    /// The row of a list by its other cells: a sum by its month.
    fn beside(&self, fields: &[Field]) -> String {
        let Some((row, _)) = self.field.path.rsplit_once('.') else { return String::new() };
        let same_row = |one: &&Field| {
            let cell = one.path.rsplit_once('.').is_some_and(|(start, _)| start == row);
            cell && one.document == self.field.document && one.id != self.field.id && one.value.is_some()
        };
        let cells = fields.iter().filter(same_row).take(CELLS);
        cells.map(|one| marks::value(one, self.visitor.words)).collect::<Vec<_>>().join(" · ")
    }

    /// The same thing in other papers. Rows of lists are no such thing: the second sum of two papers is not one sum.
    fn others(&self, fields: &[Field]) -> Vec<Other> {
        let words = self.visitor.words;
        let mut others = Vec::new();
        if self.field.path.contains('[') {
            return others;
        }
        for one in fields {
            let elsewhere = one.document.is_some() && one.id != self.field.id && one.path == self.field.path;
            let Some(value) = one.value.as_ref().filter(|_| elsewhere) else { continue };
            let kind = self.documents.iter().find(|document| Some(document.id) == one.document);
            let number = one.evidence.as_ref().and_then(|evidence| self.number(evidence.page));
            let mut place =
                vec![kind.map_or_else(String::new, |it| kind_title(self.app, self.visitor, &it.kind))];
            place.extend(number.map(|number| words.count("page-short", number)));
            others.push(Other {
                strip: number.map(|_| format!("/verify/{}/ink?other={}", self.field.id, one.id)),
                text: marks::written(&one.path, value, words),
                agrees: Some(value) == self.field.value.as_ref(),
                place: place.join(", "),
            });
        }
        // Disagreement is what one looks for.
        others.sort_by_key(|one| one.agrees);
        others.truncate(OTHERS);
        others
    }

    fn view(&self, page: &Page, document: Option<&Document>) -> PageView {
        let (first, last) =
            document.map_or((page.number, page.number), |one| (one.first_number, one.last_number));
        let picture = format!("/verify/{}/page?v={}", self.field.id, self.field.version);
        PageView { picture, number: page.number, first, last }
    }

    /// The fields of the same document in the order of the paper.
    fn rows(&self, fields: &[Field], trail: &Trail) -> Vec<Row> {
        let mut own: Vec<&Field> = fields.iter().filter(|one| one.document == self.field.document).collect();
        let document = self.documents.iter().find(|document| Some(document.id) == self.field.document);
        if let Some(kind) = document.and_then(|document| self.app.kinds.kind(&document.kind)) {
            in_paper_order(&mut own, kind);
        }
        let row = |one: &Field| Row {
            address: format!("/verify/{}{}", one.id, trail.query()),
            name: name_of(one, self.visitor),
            value: marks::value(one, self.visitor.words),
            mark: marks::of(one, self.visitor.words),
            here: one.id == self.field.id,
        };
        own.into_iter().map(row).collect()
    }
}
