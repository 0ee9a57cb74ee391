//! The journal: is it whole, who did what? Rows in plain sentences; looking into it is written down too.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use dossier::access::Actor;
use dossier::audit::{AuditEvent, Outcome};
use dossier::stage::Stage;
use dossier::{AuditId, UserId};
use register::{Event, EventFilter};
use serde::Deserialize;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime, Time};
use uuid::Uuid;
use words::Words;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::visitor::Visitor;

const ROWS: u32 = 100;

/// Actions one asks for; the journal itself knows more.
const ACTIONS: &[&str] = &[
    "user.signed_in",
    "user.sign_in_failed",
    "dossier.opened",
    "dossier.searched",
    "dossier.printed",
    "dossier.exported",
    "field.verified",
    "concern.decided",
    "purpose.stated",
    "audit.read",
];

/// A choice of a list: value, text, chosen.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    about: String,
    broken: Option<String>,
    actions: Vec<Choice>,
    actors: Vec<Choice>,
    object: String,
    from: String,
    to: String,
    wrong: bool,
    rows: Vec<Row>,
    next: Option<String>,
}

struct Row {
    sequence: Option<String>,
    when: String,
    who: String,
    what: String,
    bad: bool,
    outcome: String,
    object: String,
    object_id: Option<Uuid>,
    tail: String,
    details: String,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    action: String,
    #[serde(default)]
    actor: String,
    #[serde(default)]
    object: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    before: Option<AuditId>,
}

impl Asked {
    /// `None` where a filter cannot be understood.
    fn filter(&self) -> Option<EventFilter> {
        let filled = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let actor = match filled(&self.actor) {
            Some(id) => Some(id.parse::<UserId>().ok()?),
            None => None,
        };
        let object = match filled(&self.object) {
            Some(id) => Some(Uuid::parse_str(&id).ok()?),
            None => None,
        };
        Some(EventFilter {
            actor,
            action: filled(&self.action),
            object,
            from: day(&self.from)?,
            to: day(&self.to)?.map(|day| day + Duration::DAY),
            before: self.before,
            limit: ROWS,
        })
    }

    fn query(&self) -> String {
        let Self { action, actor, object, from, to, .. } = self;
        format!("action={action}&actor={actor}&object={object}&from={from}&to={to}")
    }
}

/// The start of a day as the date field writes it; the journal's days are those of UTC.
fn day(text: &str) -> Option<Option<OffsetDateTime>> {
    if text.is_empty() {
        return Some(None);
    }
    let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
    Some(Some(date.with_time(Time::MIDNIGHT).assume_utc()))
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let filter = asked.filter();
    let wrong = filter.is_none();
    let events = match &filter {
        Some(filter) => app.register.events(&visitor.access, filter).await?,
        None => Vec::new(),
    };
    let user = visitor.session.user.id;
    let looked = AuditEvent::new(Actor::Person(user), "audit.read", "user", user.0, app.register.now());
    app.register.record(&looked).await?;
    let chain = app.register.verify_chain(|_| {}).await?;
    let about = words.with("audit-about", &[("n", chain.ok_to.into()), ("unsealed", chain.unsealed.into())]);
    let broken = chain.broken_at.map(|at| words.count("audit-broken", at));
    let last = events.last().filter(|_| events.len() == ROWS as usize);
    let next = last.map(|last| format!("/audit?{}&before={}", asked.query(), last.id));
    let users = app.register.users(&visitor.access).await?;
    let actors = users.into_iter().map(|user| {
        let id = user.id.to_string();
        let here = id == asked.actor;
        (id, user.name, here)
    });
    let action = |code: &&str| ((*code).to_owned(), words.action(code), *code == asked.action);
    let frame = visitor
        .frame("audit-title", Place::Audit)
        .personal()
        .wrong(wrong)
        .keys(&[Key::new(&["↑", "↓"], "key-row"), Key::new(&["Enter"], "key-open")]);
    page(AuditPage {
        frame,
        about,
        broken,
        actions: ACTIONS.iter().map(action).collect(),
        actors: actors.collect(),
        object: asked.object.clone(),
        from: asked.from.clone(),
        to: asked.to.clone(),
        wrong,
        rows: events.iter().map(|event| row(event, words)).collect(),
        next,
    })
}

fn row(event: &Event, words: Words) -> Row {
    let who = match &event.actor {
        Actor::Person(_) => event.actor_name.clone().unwrap_or_else(|| words.text("unknown")),
        Actor::Machine(stage) => {
            let stage = Stage::from_name(stage).map_or(stage.clone(), |stage| words.stage(stage));
            words.named("audit-machine", &stage)
        }
        Actor::CommandLine => words.text("audit-command-line"),
        Actor::Nobody => words.text("audit-nobody"),
    };
    let outcome = match event.outcome {
        Outcome::Done => String::new(),
        Outcome::Refused => words.text("audit-refused"),
        Outcome::Failed => words.text("audit-failed"),
    };
    let detail = |(key, value): (&String, &String)| format!("{}: {}", words.detail(key), told(value, words));
    let details: Vec<String> = event.details.iter().map(detail).collect();
    let tail = event.object_id.map(|id| id.to_string()).unwrap_or_default();
    Row {
        sequence: event.sequence.map(|number| words.number(number)),
        when: words.moment_with_seconds(event.at),
        who,
        what: words.action(&event.action),
        bad: event.outcome != Outcome::Done,
        outcome,
        object: object(&event.object, words),
        object_id: event.object_id,
        tail: tail.chars().rev().take(6).collect::<Vec<char>>().into_iter().rev().collect(),
        details: details.join(", "),
    }
}

/// Identifiers are shown by their end, codes in words where there are any.
fn told(value: &str, words: Words) -> String {
    if Uuid::parse_str(value).is_ok()
        || (value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return format!("…{}", &value[value.len() - 6..]);
    }
    words.field_name(value)
}

fn object(name: &str, words: Words) -> String {
    let key = format!("object-{name}");
    if words.has(&key) { words.text(&key) } else { name.to_owned() }
}
