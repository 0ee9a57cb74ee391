//! The screen of one task: the ink and the input under it, variants, what other papers say, the page, all fields of
//! the document. It writes nothing but that it was shown.

use askama::Template;
use axum::response::Response;
use dossier::FieldId;
use dossier::access::Right;
use dossier::audit::AuditEvent;
use dossier::field::FieldStatus;
use dossier::page::RescanReason;
use register::{Field, TASK_MINUTES, Task};
use time::{Duration, OffsetDateTime};
use words::Words;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::marks;
use crate::problem::Problem;
use crate::screens::dossier_names::{kind_title, name_of};
use crate::screens::verify::{Trail, saved};
use crate::screens::verify_ink::strip_of;
use crate::screens::verify_parts::{Other, PageView, Parts, Row, Variant};
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
    /// What was done, or why it was not; the typed text stands as it was.
    pub told: Option<Message>,
    /// Fetched before its turn, to be there when the line is lost: it leads to no further ones.
    pub ahead: bool,
}

pub struct Message {
    pub good: bool,
    pub text: String,
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
    /// Two people disagree, and who settles it.
    disputed: Option<Disputed>,
    told: Option<Message>,
    rescans: Vec<(&'static str, String)>,
    clash: Option<Clash>,
    doubt: Option<String>,
    wrong: Option<String>,
    sure: String,
    skip: String,
    from: String,
    back: Option<String>,
    ahead: String,
}

struct Disputed {
    text: String,
    /// What this person typed and nobody will write.
    typed: Option<String>,
    /// This person may settle it.
    address: Option<String>,
}

struct Clash {
    told: String,
    theirs: String,
    mine: String,
    verdict: String,
}

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
    let free = held_by_other.is_none() && !field.disputed();

    let parts = Parts { app, visitor, field: &field, pages: &pages, documents: &documents };
    let others = parts.others(&fields);
    let evidence = field.evidence.as_ref();
    let on = evidence.and_then(|evidence| pages.iter().find(|page| page.id == evidence.page));
    let on = on.filter(|page| page.picture.is_some());
    let strip = evidence.zip(on).map(|(evidence, page)| strip_of(page, &evidence.bbox));
    let stored = field.value.as_deref().unwrap_or_default();
    let value = match returned.typed.as_deref() {
        Some(typed) if returned.doubt.is_some() || returned.told.is_some() => typed.to_owned(),
        Some(typed) => typed_form(&field.path, typed, words),
        None => typed_form(&field.path, stored, words),
    };
    let rows = parts.rows(&fields, trail);
    let waits = open_beside(&field, &fields);
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
        if free && !returned.ahead { ahead(app, visitor, &field, trail).await? } else { String::new() };
    let disputed = if field.disputed() { Some(disputed(visitor, &field, &returned)) } else { None };
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
        waiting: words.count("verify-waits", waits.len()),
        held: held_by_other.map(|(name, until)| held(&name, until, words)),
        disputed,
        rescans: RescanReason::ALL.iter().map(|one| (one.name(), words.rescan_reason(*one))).collect(),
        clash: returned
            .clash
            .as_ref()
            .filter(|_| !field.disputed())
            .map(|clash| clash_of(&field, clash, &returned, words)),
        doubt: returned.doubt.map(|key| words.text(key)),
        wrong: returned.wrong.map(|key| words.text(key)),
        sure: returned.typed.clone().filter(|_| returned.doubt.is_some()).unwrap_or_default(),
        told: returned.told,
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

/// As many fields as may wait on a lost line.
const AHEAD: u32 = 20;

/// The sheets of the tasks that follow, so that they are there at once and also when the line is lost. The next one is
/// leased: it is this person's; the others stay free.
async fn ahead(app: &App, visitor: &Visitor, field: &Field, trail: &Trail) -> Result<String, Problem> {
    let mut skip = trail.skipped();
    skip.push(field.id);
    app.register.next_task(&visitor.access, &skip).await?;
    let next = app.register.upcoming(&visitor.access, &skip, AHEAD).await?;
    Ok(next.iter().map(|field| format!("/verify/{field}?ahead=true")).collect::<Vec<_>>().join(" "))
}

/// The fields of the same document that wait for a verifier.
pub fn open_beside<'a>(field: &Field, fields: &'a [Field]) -> Vec<&'a Field> {
    let open =
        |one: &&Field| one.document == field.document && one.status == FieldStatus::Review && !one.disputed();
    fields.iter().filter(open).collect()
}

fn disputed(visitor: &Visitor, field: &Field, returned: &Returned) -> Disputed {
    let own = field.verdict.as_ref().is_some_and(|verdict| verdict.by == Some(visitor.session.user.id));
    let settles = visitor.may(Right::Arbitrate) && !own;
    Disputed {
        text: visitor.words.text("verify-disputed"),
        typed: returned.typed.as_ref().map(|typed| typed_form(&field.path, typed, visitor.words)),
        address: settles.then(|| format!("/verify/arbiter/{}", field.id)),
    }
}

pub fn held(name: &str, until: OffsetDateTime, words: Words) -> String {
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
    if field.disputed() {
        return words.text("verify-why-disputed");
    }
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
