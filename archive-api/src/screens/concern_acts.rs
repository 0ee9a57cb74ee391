//! What is decided in the queue: the Concern on the right and, with it, those of its kind that were marked in the list.
//! Each outcome is told: decided, decided already and by whom, not possible any more.

use axum::extract::{Form, Path, Query, State};
use axum::http::Uri;
use axum::response::Response;
use dossier::ConcernId;
use register::{Concern, ConcernState, RegisterError};
use words::Words;

use crate::app::App;
use crate::decisions::{at_once, decisions, noted};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::concerns::{Asked, Told, mine, sheet};
use crate::visitor::Visitor;

/// Concerns of one decision; a list shows fifty.
const MOST: usize = 100;

/// A form as browsers send it: `concern` may stand in it many times.
type Fields = Vec<(String, String)>;

fn of<'a>(form: &'a Fields, name: &str) -> &'a str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

/// Those marked besides the one of the address.
fn marked(form: &Fields, id: ConcernId) -> Result<Vec<ConcernId>, Problem> {
    let mut ids: Vec<ConcernId> = Vec::new();
    for (_, value) in form.iter().filter(|(key, _)| key == "concern") {
        let one = value.parse().map_err(|_| Problem::Bad)?;
        if one != id && !ids.contains(&one) {
            ids.push(one);
        }
    }
    if ids.len() > MOST { Err(Problem::Bad) } else { Ok(ids) }
}

enum Outcome {
    Done,
    /// Someone else was first; the name of that person.
    Taken(Option<String>),
    Unfit,
}

pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Form(form): Form<Fields>,
) -> Result<Response, Problem> {
    let (decision, from) = (of(&form, "decision"), of(&form, "from"));
    let concern = mine(&app, &visitor, id).await?;
    let mut others = Vec::new();
    for other in marked(&form, id)? {
        others.push(mine(&app, &visitor, other).await?);
    }
    if !visitor.words.has(&format!("decision-{decision}")) {
        return Err(Problem::Bad);
    }
    let reason = of(&form, if decision == "rescan" { "rescan_reason" } else { "accept_reason" });
    let Some(note) = noted(decision, reason, of(&form, "note")) else {
        return Ok(elsewhere(&format!("/concerns/{id}{}told=reason", joined(from))));
    };
    let first = decide_one(&app, &visitor, &concern, decision, note).await?;
    if others.is_empty() {
        let undo = register::can_undo(decision).then_some(id);
        return Ok(match first {
            Outcome::Done => back(from, "done", undo),
            Outcome::Taken(_) => back(from, "clash", None),
            Outcome::Unfit => back(from, "unfit", None),
        });
    }
    let mut outcomes = vec![(id, first)];
    for other in others {
        // A mark is put on one's like alone: what fits one kind may be nonsense for another.
        let outcome = match other.code == concern.code && at_once(other.code) {
            true => decide_one(&app, &visitor, &other, decision, note).await?,
            false => Outcome::Unfit,
        };
        outcomes.push((other.id, outcome));
    }
    let told = told(&outcomes, register::can_undo(decision), visitor.words);
    sheet(&app, &visitor, &list(from), None, Some(told)).await
}

async fn decide_one(
    app: &App,
    visitor: &Visitor,
    concern: &Concern,
    decision: &str,
    note: Option<&str>,
) -> Result<Outcome, Problem> {
    if concern.state == ConcernState::Decided {
        return taken(app, concern).await;
    }
    if !decisions(concern, visitor.words).iter().any(|one| one.code == decision) {
        return Ok(Outcome::Unfit);
    }
    match app.register.decide(&visitor.access, concern.id, decision, note).await {
        Ok(()) => {
            app.waker.notify_one();
            Ok(Outcome::Done)
        }
        Err(RegisterError::Conflict("decided meanwhile")) => {
            taken(app, &app.register.concern(&visitor.access, concern.id).await?).await
        }
        Err(RegisterError::Conflict(_)) => Ok(Outcome::Unfit),
        Err(error) => Err(error.into()),
    }
}

/// One that a reading withdrew was decided by nobody.
async fn taken(app: &App, concern: &Concern) -> Result<Outcome, Problem> {
    if concern.state != ConcernState::Decided {
        return Ok(Outcome::Unfit);
    }
    Ok(Outcome::Taken(match concern.decided_by {
        Some(user) => Some(app.register.user(user).await?.name),
        None => None,
    }))
}

fn told(outcomes: &[(ConcernId, Outcome)], can_undo: bool, words: Words) -> Told {
    let (mut done, mut taken, mut unfit, mut names) = (Vec::new(), 0, 0, Vec::new());
    for (id, outcome) in outcomes {
        match outcome {
            Outcome::Done => done.push(*id),
            Outcome::Unfit => unfit += 1,
            Outcome::Taken(name) => {
                taken += 1;
                names.extend(name.clone().filter(|name| !names.contains(name)));
            }
        }
    }
    let mut parts = vec![words.count("concerns-many-done", done.len())];
    if taken > 0 {
        let names = if names.is_empty() { words.text("unknown") } else { names.join(", ") };
        parts.push(words.with("concerns-many-taken", &[("n", taken.into()), ("name", names.into())]));
    }
    if unfit > 0 {
        parts.push(words.count("concerns-many-unfit", unfit));
    }
    let good = taken == 0 && unfit == 0;
    Told { text: parts.join(" "), good, undo: if can_undo { done } else { Vec::new() } }
}

/// Takes decisions back with what they did.
pub async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<ConcernId>,
    Form(form): Form<Fields>,
) -> Result<Response, Problem> {
    let from = of(&form, "from");
    let others = marked(&form, id)?;
    if others.is_empty() {
        return Ok(match undo_one(&app, &visitor, id).await? {
            true => elsewhere(&format!("/concerns/{id}{}told=undone", joined(from))),
            false => back(from, "unfit", None),
        });
    }
    let (mut undone, mut left) = (0, 0);
    for one in std::iter::once(id).chain(others) {
        match undo_one(&app, &visitor, one).await? {
            true => undone += 1,
            false => left += 1,
        }
    }
    let words = visitor.words;
    let mut text = words.count("concerns-many-undone", undone);
    if left > 0 {
        text = format!("{text} {}", words.count("concerns-many-unfit", left));
    }
    let told = Told { text, good: left == 0, undo: Vec::new() };
    sheet(&app, &visitor, &list(from), None, Some(told)).await
}

async fn undo_one(app: &App, visitor: &Visitor, id: ConcernId) -> Result<bool, Problem> {
    mine(app, visitor, id).await?;
    match app.register.undecide(&visitor.access, id).await {
        Ok(()) => {
            app.waker.notify_one();
            Ok(true)
        }
        Err(RegisterError::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The list one came from; a filter that cannot be read is none.
fn list(from: &str) -> Asked {
    let address = format!("/concerns{from}").parse::<Uri>().ok();
    let asked = address.and_then(|address| Query::<Asked>::try_from_uri(&address).ok());
    asked.map(|Query(asked)| asked).unwrap_or_default()
}

/// The filters of the list, ready for one more.
fn joined(from: &str) -> String {
    if from.starts_with('?') { format!("{from}&") } else { "?".to_owned() }
}

fn back(from: &str, told: &str, was: Option<ConcernId>) -> Response {
    let was = was.map(|id| format!("&was={id}")).unwrap_or_default();
    elsewhere(&format!("/concerns{}told={told}{was}", joined(from)))
}
