//! The arbiter: two people typed different values; which one stands in the ink? The values have letters instead of
//! names, in an order that says nothing; neither of the two who typed may decide.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use dossier::FieldId;
use dossier::audit::AuditEvent;
use dossier::field::{FieldStatus, VerdictKind};
use register::{Dispute, Field, RegisterError, Verification, VerifyError};
use serde::Deserialize;

use crate::app::App;
use crate::differing::{Pieces, differing};
use crate::frame::{Frame, Key, Place, page};
use crate::guard::elsewhere;
use crate::problem::Problem;
use crate::screens::dossier_names::{kind_title, name_of};
use crate::screens::verify::{Trail, saved};
use crate::screens::verify_ink::strip_of;
use crate::screens::verify_parts::{Other, PageView, Parts};
use crate::screens::verify_sheet::held;
use crate::screens::verify_value::{self, typed_form};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "arbiter.html")]
struct ArbiterPage {
    frame: Frame,
    id: FieldId,
    version: i64,
    document: String,
    about: String,
    queue: String,
    saved: Option<String>,
    name: String,
    beside: String,
    ink: Option<String>,
    sides: Vec<Side>,
    /// What was typed as an own value.
    value: String,
    /// The choice that came back with the form.
    chosen: String,
    doubt: Option<String>,
    sure: String,
    others: Vec<Other>,
    view: Option<PageView>,
    held: Option<String>,
    /// This person typed one of the two values.
    refused: bool,
    skip: String,
}

struct Side {
    code: &'static str,
    letter: String,
    pieces: Pieces,
    /// There is no value, only why.
    bare: bool,
}

/// What came back with the form, and why.
#[derive(Default)]
struct Returned {
    chosen: String,
    typed: String,
    doubt: Option<&'static str>,
    /// The other key of the doubt: the typed value may be meant.
    asks_again: bool,
}

const KEYS: &[Key] = &[
    Key::new(&["↑", "↓"], "arbiter-choose"),
    Key::new(&["Enter"], "arbiter-decide"),
    Key::new(&["F2"], "verify-nearer"),
    Key::new(&["F4"], "key-unreadable"),
    Key::new(&["F8"], "key-postpone"),
    Key::new(&["Esc"], "key-back"),
];

/// `POST /verify/arbiter`: to the next dispute.
pub async fn next(
    State(app): State<App>,
    visitor: Visitor,
    Form(trail): Form<Trail>,
) -> Result<Response, Problem> {
    go_on(&app, &visitor, &trail).await
}

async fn go_on(app: &App, visitor: &Visitor, trail: &Trail) -> Result<Response, Problem> {
    let query = trail.query();
    match app.register.next_dispute(&visitor.access, &trail.skipped()).await? {
        Some(task) => Ok(elsewhere(&format!("/verify/arbiter/{}{query}", task.field.id))),
        None => Ok(elsewhere(&format!("/verify{query}"))),
    }
}

/// `/verify/arbiter/{field}`
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Query(trail): Query<Trail>,
) -> Result<Response, Problem> {
    match app.register.dispute(&visitor.access, id).await {
        Ok(dispute) => sheet(&app, &visitor, dispute, &trail, Returned::default()).await,
        Err(error) => refuse(&app, &visitor, id, error).await,
    }
}

#[derive(Deserialize)]
pub struct Given {
    version: i64,
    /// `a`, `b`, `own`.
    #[serde(default)]
    choice: String,
    #[serde(default)]
    value: String,
    /// Another button than the main one.
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    sure: String,
    #[serde(default)]
    skip: String,
}

/// `POST /verify/arbiter/{field}`
pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let trail = Trail { skip: given.skip.clone(), ..Trail::default() };
    let dispute = match app.register.dispute(&visitor.access, id).await {
        Ok(dispute) => dispute,
        Err(error) => return refuse(&app, &visitor, id, error).await,
    };
    if given.verdict == "later" {
        app.register.release_task(&visitor.access, id).await?;
        return go_on(&app, &visitor, &trail.and_skip(id)).await;
    }
    let (kind, value) = match meant(&dispute, &given) {
        Ok(meant) => meant,
        Err(returned) => {
            let mut response = sheet(&app, &visitor, dispute, &trail, *returned).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
    };
    let at = app.register.now();
    match app.register.arbitrate(&visitor.access, id, given.version, kind, value, at).await {
        Ok(_) => {
            app.waker.notify_one();
            go_on(&app, &visitor, &trail.after(id)).await
        }
        Err(error) => refuse(&app, &visitor, id, error).await,
    }
}

/// The verdict the choice means, or why the form comes back.
fn meant(dispute: &Dispute, given: &Given) -> Result<(VerdictKind, Option<String>), Box<Returned>> {
    let field = &dispute.task.field;
    let back = |doubt, asks_again| {
        let (chosen, typed) = (given.choice.clone(), given.value.trim().to_owned());
        Box::new(Returned { chosen, typed, doubt: Some(doubt), asks_again })
    };
    let value = match (given.verdict.as_str(), given.choice.as_str()) {
        ("illegible", _) => return Ok((VerdictKind::Illegible, None)),
        ("absent", _) => return Ok((VerdictKind::Absent, None)),
        ("covered", _) => return Ok((VerdictKind::Covered, None)),
        (_, "a" | "b") => {
            let side = &dispute.sides[usize::from(given.choice == "b")];
            match &side.value {
                Some(value) => value.clone(),
                None => return Ok((side.kind, None)),
            }
        }
        (_, "own") => {
            let Some(typed) = verify_value::read(&field.path, &given.value) else {
                return Err(back("verify-wrong-empty", false));
            };
            match typed.doubt {
                Some(doubt) if given.sure != given.value.trim() => return Err(back(doubt, true)),
                _ => typed.value,
            }
        }
        _ => return Err(back("arbiter-none", false)),
    };
    let same = field.value.as_ref() == Some(&value);
    Ok((if same { VerdictKind::Confirmed } else { VerdictKind::Corrected }, Some(value)))
}

/// One's own work is told in words. A dispute that is settled already was settled by somebody else, or by this person
/// whose browser lost the answer.
async fn refuse(app: &App, visitor: &Visitor, id: FieldId, error: VerifyError) -> Result<Response, Problem> {
    match error {
        VerifyError::OwnWork => {
            let mut response = page(ArbiterPage::refused(visitor, id))?;
            *response.status_mut() = StatusCode::FORBIDDEN;
            Ok(response)
        }
        VerifyError::Clash { .. } | VerifyError::Register(RegisterError::Conflict(_)) => {
            let field = app.register.field(&visitor.access, id).await?;
            let standing = field.verdict.filter(|_| field.status == FieldStatus::Verified);
            let mine = standing.is_some_and(|verdict| verdict.by == Some(visitor.session.user.id));
            if mine { Ok(elsewhere(&format!("/verify?from={id}"))) } else { Err(Problem::Conflict) }
        }
        VerifyError::Incomplete => Err(Problem::Bad),
        VerifyError::Register(error) => Err(error.into()),
    }
}

impl ArbiterPage {
    /// Nothing of the field is told.
    fn refused(visitor: &Visitor, id: FieldId) -> Self {
        Self {
            frame: visitor
                .frame("arbiter-title", Place::Verify)
                .dark()
                .keys(&[Key::new(&["Esc"], "key-back")]),
            id,
            version: 0,
            document: visitor.words.text("arbiter-title"),
            about: String::new(),
            queue: String::new(),
            saved: None,
            name: String::new(),
            beside: String::new(),
            ink: None,
            sides: Vec::new(),
            value: String::new(),
            chosen: String::new(),
            doubt: None,
            sure: String::new(),
            others: Vec::new(),
            view: None,
            held: None,
            refused: true,
            skip: String::new(),
        }
    }
}

async fn sheet(
    app: &App,
    visitor: &Visitor,
    dispute: Dispute,
    trail: &Trail,
    returned: Returned,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let access = &visitor.access;
    let sides = sides(&dispute, visitor);
    let (field, document, dossier) = (dispute.task.field, dispute.task.document, dispute.task.dossier);
    let fields = app.register.fields(access, dossier.id).await?;
    let pages = app.register.pages(access, dossier.id).await?;
    let documents = app.register.documents(access, dossier.id).await?;
    let counts = app.register.dispute_counts(access).await?;
    let event = AuditEvent::new(access.actor.clone(), "field.shown", "field", field.id.0, app.register.now())
        .with("dossier", dossier.id)
        .with("path", field.path.clone());
    app.register.record(&event).await?;

    let parts = Parts { app, visitor, field: &field, pages: &pages, documents: &documents };
    let evidence = field.evidence.as_ref();
    let on = evidence.and_then(|evidence| pages.iter().find(|page| page.id == evidence.page));
    let on = on.filter(|page| page.picture.is_some());
    let strip = evidence.zip(on).map(|(evidence, page)| strip_of(page, &evidence.bbox));
    let mut about = vec![words.named("dossier-number", &dossier.reference)];
    if let Some(page) = on {
        about.push(words.with("page-title", &[("n", page.number.into()), ("all", dossier.pages.into())]));
    }
    let frame = visitor.frame("arbiter-title", Place::Verify).dark().personal();
    page(ArbiterPage {
        frame: frame.wrong(returned.doubt.is_some()).keys(KEYS),
        id: field.id,
        version: field.version,
        document: match &document {
            Some(document) => kind_title(app, visitor, &document.kind),
            None => words.text("dossier-fields-own"),
        },
        about: about.join(" · "),
        queue: words.count("arbiter-waiting", counts.mine),
        saved: saved(app, visitor, trail).await?,
        name: name_of(&field, visitor),
        beside: parts.beside(&fields),
        ink: strip.map(|_| format!("/verify/{}/ink?v={}", field.id, field.version)),
        sides,
        sure: if returned.asks_again { returned.typed.clone() } else { String::new() },
        value: returned.typed,
        chosen: returned.chosen,
        doubt: returned.doubt.map(|key| words.text(key)),
        others: parts.others(&fields),
        view: on.map(|page| parts.view(page, document.as_ref())),
        held: dispute.task.held_by_other.map(|(name, until)| held(&name, until, words)),
        refused: false,
        skip: trail.skip.clone(),
    })
}

fn sides(dispute: &Dispute, visitor: &Visitor) -> Vec<Side> {
    let field: &Field = &dispute.task.field;
    let text = |one: &Verification| match &one.value {
        Some(value) => typed_form(&field.path, value, visitor.words),
        None => visitor.words.verdict(one.kind),
    };
    let [one, other] = &dispute.sides;
    let whole = |one| vec![(false, text(one))];
    let (first, second) = match (&one.value, &other.value) {
        (Some(_), Some(_)) => differing(&text(one), &text(other)),
        _ => (whole(one), whole(other)),
    };
    vec![
        Side { code: "a", letter: visitor.words.text("arbiter-a"), pieces: first, bare: one.value.is_none() },
        Side {
            code: "b",
            letter: visitor.words.text("arbiter-b"),
            pieces: second,
            bare: other.value.is_none(),
        },
    ]
}
