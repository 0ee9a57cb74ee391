//! The journal: is it whole, who did what? Rows in plain sentences; looking into it is written down too.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use dossier::access::Actor;
use dossier::audit::{ACTIONS, AuditEvent, Outcome};
use dossier::stage::Stage;
use dossier::{AuditId, UserId};
use register::{ChainChecked, Event, EventFilter};
use serde::Deserialize;
use time::Date;
use time::macros::format_description;
use uuid::Uuid;
use words::{Words, day_start, local_day};

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::visitor::Visitor;

const ROWS: u32 = 100;

/// A choice of a list: value, text, chosen.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    about: String,
    broken: Option<String>,
    /// By what they are done to.
    actions: Vec<(String, Vec<Choice>)>,
    actors: Vec<Choice>,
    object: String,
    from: String,
    to: String,
    wrong: Option<String>,
    today: bool,
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

/// What is wrong with a filter, as the key of its text.
const NOT_READ: &str = "audit-wrong";
const TOO_WIDE: &str = "audit-wide";

impl Asked {
    /// Today, where no day is asked for. More than a day only of one person or one object: the whole journal of a
    /// month is no question.
    fn filter(&self, today: Date) -> Result<EventFilter, &'static str> {
        let filled = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let actor = match filled(&self.actor) {
            Some(id) => Some(id.parse::<UserId>().map_err(|_| NOT_READ)?),
            None => None,
        };
        let object = match filled(&self.object) {
            Some(id) => Some(Uuid::parse_str(&id).map_err(|_| NOT_READ)?),
            None => None,
        };
        let (mut from, mut to) = (day(&self.from)?, day(&self.to)?);
        if actor.is_none() && object.is_none() {
            if from.is_some() != to.is_some() {
                // One end alone is that day.
                (from, to) = (from.or(to), to.or(from));
            }
            let (first, last) = (from.unwrap_or(today), to.unwrap_or(today));
            if last > first {
                return Err(TOO_WIDE);
            }
            (from, to) = (Some(first), Some(last));
        }
        Ok(EventFilter {
            actor,
            action: filled(&self.action),
            object,
            from: from.map(day_start),
            to: to.and_then(Date::next_day).map(day_start),
            before: self.before,
            limit: ROWS,
        })
    }

    fn query(&self) -> String {
        let Self { action, actor, object, from, to, .. } = self;
        format!("action={action}&actor={actor}&object={object}&from={from}&to={to}")
    }
}

/// A day as the date field writes it.
fn day(text: &str) -> Result<Option<Date>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    Date::parse(text, format_description!("[year]-[month]-[day]")).map(Some).map_err(|_| NOT_READ)
}

/// How far the chain is whole, in one sentence.
fn wholeness(chain: &ChainChecked, words: Words) -> String {
    let (n, clock) = (chain.ok_to.into(), words.clock(chain.at));
    let mut text = words.with("audit-about", &[("n", n), ("time", clock.as_str().into())]);
    if chain.sealed_to > chain.ok_to && chain.broken_at.is_none() {
        text = format!("{text}; {}", words.count("audit-walking", chain.sealed_to - chain.ok_to));
    }
    if chain.unsealed > 0 {
        text = format!("{text}; {}", words.count("audit-waiting", chain.unsealed));
    }
    text
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let today = local_day(app.register.now());
    let filter = asked.filter(today);
    let wrong = filter.as_ref().err().map(|key| words.text(key));
    let events = match &filter {
        Ok(filter) => app.register.events(&visitor.access, filter).await?,
        Err(_) => Vec::new(),
    };
    let user = visitor.session.user.id;
    let looked = AuditEvent::new(Actor::Person(user), "audit.read", "user", user.0, app.register.now());
    app.register.record(&looked).await?;
    // What the walk behind has not reached yet, one portion of it; the whole walk is `sprava audit verify`.
    let chain = app.register.check_chain().await?;
    let about = wholeness(&chain, words);
    let broken = chain.broken_at.map(|at| words.count("audit-broken", at));
    let last = events.last().filter(|_| events.len() == ROWS as usize);
    let next = last.map(|last| format!("/audit?{}&before={}", asked.query(), last.id));
    let users = app.register.users(&visitor.access).await?;
    let actors = users.into_iter().map(|user| {
        let id = user.id.to_string();
        let here = id == asked.actor;
        (id, user.name, here)
    });
    let frame = visitor
        .frame("audit-title", Place::Audit)
        .personal()
        .wrong(wrong.is_some())
        .keys(&[Key::new(&["↑", "↓"], "key-row"), Key::new(&["Enter"], "key-open")]);
    page(AuditPage {
        frame,
        about,
        broken,
        actions: actions(&asked.action, words),
        actors: actors.collect(),
        object: asked.object.clone(),
        from: asked.from.clone(),
        to: asked.to.clone(),
        wrong,
        today: asked.query() == Asked::default().query(),
        rows: events.iter().map(|event| row(event, words)).collect(),
        next,
    })
}

fn actions(asked: &str, words: Words) -> Vec<(String, Vec<Choice>)> {
    let noun = |code: &&str| code.split('.').next().unwrap_or_default().to_owned();
    let choice = |code: &&str| ((*code).to_owned(), words.action(code), *code == asked);
    let groups = ACTIONS.chunk_by(|one, other| noun(one) == noun(other));
    groups.map(|group| (object(&noun(&group[0]), words), group.iter().map(choice).collect())).collect()
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
    let detail = |(key, value): (&String, &String)| {
        format!("{}: {}", words.detail(key), told(&event.object, key, value, words))
    };
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
fn told(object: &str, key: &str, value: &str, words: Words) -> String {
    if Uuid::parse_str(value).is_ok()
        || (value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return format!("…{}", &value[value.len() - 6..]);
    }
    let known = |key: String| if words.has(&key) { words.text(&key) } else { value.to_owned() };
    match (object, key) {
        (_, "path" | "field") => words.field_name(value),
        (_, "decision") => words.decision(value),
        (_, "reason") => known(format!("why-{value}")),
        (_, "code") => known(format!("concern-{value}-short")),
        (_, "stage") => known(format!("stage-{value}")),
        (_, "roles") => {
            value.split(' ').map(|role| words.text(&format!("role-{role}"))).collect::<Vec<_>>().join(", ")
        }
        ("purpose", "kind") => known(format!("purpose-{value}")),
        ("field", "kind") => known(format!("verdict-{value}")),
        _ => value.to_owned(),
    }
}

fn object(name: &str, words: Words) -> String {
    let key = format!("object-{name}");
    if words.has(&key) { words.text(&key) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn details_are_told_in_words() {
        let words = Words::new(words::Lang::Uk);
        let check = |object: &str, key: &str, value: &str, expected: &str| {
            assert_eq!(told(object, key, value, words), expected);
        };
        check("page", "engine", "tesseract 5.3.0 Cyrillic + line-1", "tesseract 5.3.0 Cyrillic + line-1");
        check("page", "code", "page_damaged", &words.text("concern-page_damaged-short"));
        check("page", "reason", "blurred", &words.text("why-blurred"));
        check("page", "reason", "of one's own", "of one's own");
        check("field", "path", "salary_months[2].surname", &words.field_name("surname"));
        check("purpose", "kind", "appeal", &words.text("purpose-appeal"));
        check("user", "roles", "operator auditor", "сканування, аудит");
        check("page", "dossier", "019a0000-0000-7000-8000-00000012ab34", "…12ab34");
    }

    #[test]
    fn today_by_default_and_wider_only_of_someone() {
        let today = date!(2026 - 07 - 06);
        let asked = |from: &str, to: &str, actor: &str| {
            let (from, to, actor) = (from.to_owned(), to.to_owned(), actor.to_owned());
            Asked { from, to, actor, ..Asked::default() }.filter(today)
        };
        let plain = asked("", "", "").unwrap();
        let day = (Some(datetime!(2026-07-05 21:00 UTC)), Some(datetime!(2026-07-06 21:00 UTC)));
        assert_eq!((plain.from, plain.to), day);
        let one = asked("2026-07-01", "", "").unwrap();
        assert_eq!(one.to, Some(datetime!(2026-07-01 21:00 UTC)));
        assert_eq!(asked("2026-07-01", "2026-07-02", "").unwrap_err(), TOO_WIDE);
        assert_eq!(asked("01.07.2026", "", "").unwrap_err(), NOT_READ);
        let someone = asked("", "", "019a0000-0000-7000-8000-000000000001").unwrap();
        assert_eq!((someone.from, someone.to), (None, None));
        assert_eq!(asked("", "", "nobody").unwrap_err(), NOT_READ);
    }
}
