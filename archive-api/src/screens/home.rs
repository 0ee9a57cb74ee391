//! What is waiting for me: a part for each right the person has.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use dossier::access::Right;
use register::{BatchFilter, QueueCounts};

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::screens::batches::BatchLine;
use crate::visitor::Visitor;

/// Rows of a list on the home page.
const ROWS: u32 = 7;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    first_step: bool,
    opens: bool,
    uploads: bool,
    grounds: Vec<Ground>,
    queue: Option<QueueCounts>,
    /// Disputes this person may settle.
    disputes: Option<String>,
    disputes_first: bool,
    concerns: Option<Vec<SortCount>>,
    batches: Option<Vec<BatchLine>>,
    unsealed: Option<String>,
    users: Option<String>,
    last_sign_in: Option<String>,
}

struct Ground {
    text: String,
    note: String,
    at: String,
}

struct SortCount {
    code: &'static str,
    text: String,
    count: String,
}

pub async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let register = &app.register;
    let access = &visitor.access;
    let opens = visitor.may(Right::OpenDossiers);
    let mut grounds = Vec::new();
    if opens {
        for purpose in register.recent_purposes(visitor.session.user.id).await? {
            let text = format!("{} {}", visitor.words.purpose(purpose.kind), purpose.reference);
            grounds.push(Ground { text, note: purpose.note, at: visitor.words.moment(purpose.at) });
        }
    }
    let queue = if visitor.may(Right::Verify) { Some(register.queue_counts(access).await?) } else { None };
    let settles = visitor.may(Right::Arbitrate);
    let disputes = if settles { Some(register.dispute_counts(access).await?.mine) } else { None };
    let decides = visitor.may(Right::DecideScans) || visitor.may(Right::DecideData);
    let concerns = if decides { Some(concerns(&app, &visitor).await?) } else { None };
    let batches = if visitor.may(Right::SeeBatches) {
        let filter = BatchFilter { limit: ROWS, ..BatchFilter::default() };
        let rows = register.batches(access, &filter).await?;
        let now = register.now();
        Some(rows.iter().map(|row| BatchLine::of(row, visitor.words, now)).collect())
    } else {
        None
    };
    let unsealed = if visitor.may(Right::ReadAudit) {
        Some(visitor.words.count("home-audit-unsealed", register.unsealed().await?))
    } else {
        None
    };
    let users = if visitor.may(Right::Administer) { Some(register.users(access).await?.len()) } else { None };
    let frame = visitor.frame("home-title", Place::Home).keys(&keys(&visitor));
    page(HomePage {
        frame,
        first_step: users == Some(1),
        opens,
        uploads: visitor.may(Right::Upload),
        grounds,
        queue,
        disputes_first: disputes.is_some_and(|mine| mine > 0),
        disputes: disputes.map(|mine| visitor.words.number(mine)),
        concerns,
        batches,
        unsealed,
        users: users.map(|count| visitor.words.number(count)),
        last_sign_in: visitor
            .previous
            .map(|at| visitor.words.named("home-last-sign-in", &visitor.words.moment(at))),
    })
}

async fn concerns(app: &App, visitor: &Visitor) -> Result<Vec<SortCount>, Problem> {
    let mut counts = app.register.concern_counts(&visitor.access).await?;
    counts.retain(|(sort, count)| *count > 0 && super::concerns::decides(visitor, *sort));
    let row = |(sort, count): (dossier::concern::ConcernSort, u64)| SortCount {
        code: sort.name(),
        text: visitor.words.concern_sort(sort),
        count: visitor.words.number(count),
    };
    Ok(counts.into_iter().map(row).collect())
}

fn keys(visitor: &Visitor) -> Vec<Key> {
    let mut keys = Vec::new();
    if visitor.may(Right::OpenDossiers) {
        keys.push(Key::new(&["/"], "key-search"));
    }
    if visitor.may(Right::SeeBatches) {
        keys.push(Key::new(&["↑", "↓"], "key-row"));
        keys.push(Key::new(&["Enter"], "key-open"));
        keys.push(Key::new(&["G", "B"], "place-batches"));
    }
    if visitor.may(Right::Verify) {
        keys.push(Key::new(&["G", "V"], "place-verify"));
    }
    if visitor.may(Right::DecideScans) || visitor.may(Right::DecideData) {
        keys.push(Key::new(&["G", "C"], "place-concerns"));
    }
    keys
}
