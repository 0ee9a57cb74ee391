//! Verification: what is written here? The queue, one field at a time, the verdict. Each task is leased to one person;
//! every verdict carries the version that was shown. Sent twice, it counts once.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use dossier::FieldId;
use dossier::access::Right;
use dossier::field::{FieldStatus, VerdictKind};
use register::{Field, RegisterError, VerifyError};
use serde::Deserialize;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::verify_sheet::{Returned, sheet};
use crate::screens::verify_value;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "verify_queue.html")]
struct QueuePage {
    frame: Frame,
    waiting: u64,
    figures: Vec<(String, String)>,
    /// Disputes this person may settle, and their number in words.
    disputes: Option<(u64, String)>,
    /// They go before fields that nobody settled yet.
    disputes_first: bool,
    today: String,
    decides: bool,
    skip: String,
    saved: Option<String>,
}

/// What goes along with a person through the queue: fields put aside and the one before. Ids alone.
#[derive(Deserialize, Default, Clone)]
pub struct Trail {
    #[serde(default)]
    pub skip: String,
    #[serde(default)]
    pub from: String,
    /// The document before was closed.
    #[serde(default)]
    pub closed: bool,
}

/// More are not put aside in one go: the address stays short.
const MOST_SKIPPED: usize = 40;

impl Trail {
    pub fn skipped(&self) -> Vec<FieldId> {
        self.skip.split(',').filter_map(|id| id.parse().ok()).take(MOST_SKIPPED).collect()
    }

    pub fn before(&self) -> Option<FieldId> {
        self.from.parse().ok()
    }

    pub fn and_skip(&self, field: FieldId) -> Self {
        let mut skipped = self.skipped();
        skipped.retain(|one| *one != field);
        skipped.push(field);
        let from = skipped.len().saturating_sub(MOST_SKIPPED);
        Self { skip: joined(&skipped[from..]), from: self.from.clone(), closed: false }
    }

    pub fn after(&self, field: FieldId) -> Self {
        Self { skip: self.skip.clone(), from: field.to_string(), closed: false }
    }

    /// The query of an address, with nothing in it but ids that parse.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        if let Some(from) = self.before() {
            parts.push(format!("from={from}"));
        }
        if self.closed {
            parts.push("closed=true".to_owned());
        }
        let skipped = self.skipped();
        if !skipped.is_empty() {
            parts.push(format!("skip={}", joined(&skipped)));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

fn joined(fields: &[FieldId]) -> String {
    fields.iter().map(FieldId::to_string).collect::<Vec<_>>().join(",")
}

/// `/verify`
pub async fn queue(
    State(app): State<App>,
    visitor: Visitor,
    Query(trail): Query<Trail>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let counts = app.register.queue_counts(&visitor.access).await?;
    let figure = |key: &str, n: u64| (words.text(key), words.number(n));
    let saved = saved(&app, &visitor, &trail).await?;
    let disputes = app.register.dispute_counts(&visitor.access).await?;
    let settles = visitor.may(Right::Arbitrate);
    let mine = (disputes.mine, words.count("arbiter-waiting", disputes.mine));
    let frame = visitor.frame("verify-title", Place::Verify).dark();
    page(QueuePage {
        frame: frame.keys(&[Key::new(&["Enter"], "key-main"), Key::new(&["Esc"], "key-back")]),
        waiting: counts.review,
        figures: vec![
            figure("verify-waiting", counts.review),
            figure("verify-held-now", counts.held),
            figure("verify-verified", counts.verified),
            figure("verify-auto", counts.auto),
            figure("verify-disputes", disputes.all),
            figure("verify-mine", counts.mine_today),
        ],
        disputes_first: settles && disputes.mine > 0,
        disputes: settles.then_some(mine),
        today: words.count("verify-empty-today", counts.mine_today),
        decides: visitor.may(Right::DecideData),
        skip: joined(&trail.skipped()),
        saved,
    })
}

/// When the verdict before this one was written; that it was is seen, not believed.
pub async fn saved(app: &App, visitor: &Visitor, trail: &Trail) -> Result<Option<String>, Problem> {
    let Some(before) = trail.before() else { return Ok(None) };
    let Ok(field) = app.register.field(&visitor.access, before).await else { return Ok(None) };
    if trail.closed {
        return Ok(Some(visitor.words.text("verify-closed")));
    }
    let mine = field.verdict.filter(|verdict| verdict.by == Some(visitor.session.user.id));
    let waits = field.status == FieldStatus::Review;
    let key = if waits { "verify-saved-disputed" } else { "verify-saved" };
    Ok(mine.map(|verdict| visitor.words.named(key, &visitor.words.clock(verdict.at))))
}

/// `POST /verify`: to the next task.
pub async fn next(
    State(app): State<App>,
    visitor: Visitor,
    Form(trail): Form<Trail>,
) -> Result<Response, Problem> {
    go_on(&app, &visitor, &trail).await
}

pub async fn go_on(app: &App, visitor: &Visitor, trail: &Trail) -> Result<Response, Problem> {
    let query = trail.query();
    match app.register.next_task(&visitor.access, &trail.skipped()).await? {
        Some(task) => Ok(elsewhere(&format!("/verify/{}{query}", task.field.id))),
        None => Ok(elsewhere(&format!("/verify{query}"))),
    }
}

/// `/verify/{field}`
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Query(trail): Query<Trail>,
    Query(Fetched { ahead }): Query<Fetched>,
) -> Result<Response, Problem> {
    let task = match ahead {
        true => app.register.task_ahead(&visitor.access, id).await?,
        false => app.register.task(&visitor.access, id).await?,
    };
    sheet(&app, &visitor, task, &trail, Returned { ahead, ..Returned::default() }).await
}

#[derive(Deserialize)]
pub struct Fetched {
    /// Before its turn: nobody works on it yet.
    #[serde(default)]
    ahead: bool,
}

#[derive(Deserialize)]
pub struct Given {
    pub version: i64,
    #[serde(default)]
    pub value: String,
    /// Which button: empty for the main one.
    #[serde(default)]
    pub verdict: String,
    /// A variant chosen by its button, without script.
    pub pick: Option<usize>,
    /// The doubtful value that was shown with its doubt: typed again, it is meant.
    #[serde(default)]
    pub sure: String,
    #[serde(default)]
    pub skip: String,
    #[serde(default)]
    pub from: String,
    /// What is wrong with the scan, where that is said.
    #[serde(default)]
    pub reason: String,
}

impl Given {
    pub fn trail(&self) -> Trail {
        Trail { skip: self.skip.clone(), from: self.from.clone(), closed: false }
    }
}

/// `POST /verify/{field}`
pub async fn give(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let trail = given.trail();
    let field = app.register.field(&visitor.access, id).await?;
    let (kind, value) = match given.verdict.as_str() {
        "later" => {
            app.register.release_task(&visitor.access, id).await?;
            return go_on(&app, &visitor, &trail.and_skip(id)).await;
        }
        "keep" => {
            app.register.release_task(&visitor.access, id).await?;
            return go_on(&app, &visitor, &trail).await;
        }
        "illegible" => (VerdictKind::Illegible, None),
        "absent" => (VerdictKind::Absent, None),
        "covered" => (VerdictKind::Covered, None),
        "" | "confirm" => match settled(&field, &given) {
            Ok(settled) => settled,
            // The version that was shown goes round with the form: a colleague's verdict meanwhile is still a clash.
            Err(returned) => {
                let returned = Returned { version: Some(given.version), ..*returned };
                return again(&app, &visitor, id, &trail, returned).await;
            }
        },
        _ => return Err(Problem::Bad),
    };
    let at = app.register.now();
    let meant = value.clone();
    match app.register.verify(&visitor.access, id, given.version, kind, value.clone(), at).await {
        Ok(_) => {
            app.waker.notify_one();
            go_on(&app, &visitor, &trail.after(id)).await
        }
        // The answer to it was lost on the way and it was sent again: it stands already.
        Err(VerifyError::Clash { value: theirs, by, .. })
            if by == Some(visitor.session.user.id)
                && theirs == meant
                && stands(&app, &visitor, id, kind).await =>
        {
            go_on(&app, &visitor, &trail.after(id)).await
        }
        Err(VerifyError::Clash { version, value: theirs, by_name, at, .. }) => {
            let returned = Returned {
                typed: value.or(field.value.filter(|_| kind.has_value())),
                version: Some(version),
                clash: Some((theirs, by_name, at)),
                verdict: if kind.has_value() { "confirm".to_owned() } else { kind.name().to_owned() },
                ..Returned::default()
            };
            again(&app, &visitor, id, &trail, returned).await
        }
        // Two others disagree meanwhile: an arbiter settles it, and what was typed is shown.
        Err(VerifyError::Register(RegisterError::Conflict(_))) => {
            let returned = Returned { typed: value, ..Returned::default() };
            let mut response = again(&app, &visitor, id, &trail, returned).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(VerifyError::Register(error)) => Err(error.into()),
        Err(VerifyError::OwnWork | VerifyError::Incomplete) => Err(Problem::Bad),
    }
}

/// The verdict that stands without a value gives this very reason.
async fn stands(app: &App, visitor: &Visitor, id: FieldId, kind: VerdictKind) -> bool {
    let field = app.register.field(&visitor.access, id).await;
    field.is_ok_and(|field| field.reason == kind.reason())
}

/// What the typed text says of the field, or why it comes back.
pub fn settled(field: &Field, given: &Given) -> Result<(VerdictKind, Option<String>), Box<Returned>> {
    let picked = given.pick.and_then(|place| field.candidates.get(place)?.value.clone());
    let value = match picked {
        Some(value) => value,
        None => {
            let Some(typed) = verify_value::read(&field.path, &given.value) else {
                return Err(Box::new(Returned { wrong: Some("verify-wrong-empty"), ..Returned::default() }));
            };
            // What was shown and stays as it was needs no second Enter: the machine's doubt is told already.
            if typed.doubt.is_some() && given.sure != given.value.trim() {
                let typed_text = Some(given.value.trim().to_owned());
                return Err(Box::new(Returned {
                    typed: typed_text,
                    doubt: typed.doubt,
                    ..Returned::default()
                }));
            }
            typed.value
        }
    };
    let kind =
        if field.value.as_ref() == Some(&value) { VerdictKind::Confirmed } else { VerdictKind::Corrected };
    Ok((kind, Some(value)))
}

pub async fn again(
    app: &App,
    visitor: &Visitor,
    id: FieldId,
    trail: &Trail,
    returned: Returned,
) -> Result<Response, Problem> {
    let status =
        if returned.clash.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let task = app.register.task(&visitor.access, id).await?;
    let mut response = sheet(app, visitor, task, trail, returned).await?;
    *response.status_mut() = status;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trail_holds_ids_alone() {
        let id = "019a0000-0000-7000-8000-00000000abcd";
        let trail =
            Trail { skip: format!("{id},Кравченко"), from: "javascript:".to_owned(), closed: false };
        assert_eq!(trail.query(), format!("?skip={id}"));
        let one: FieldId = id.parse().unwrap();
        assert_eq!(trail.and_skip(one).skipped(), [one]);
        assert_eq!(trail.after(one).query(), format!("?from={id}&skip={id}"));
        assert_eq!(Trail::default().query(), "");
    }
}
