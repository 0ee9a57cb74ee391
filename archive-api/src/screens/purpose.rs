//! On what ground personal data is opened: asked once a task, kept with the session, written into the journal.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use dossier::access::PurposeKind;
use serde::Deserialize;
use words::purpose_code;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::guard::{elsewhere, local};
use crate::problem::Problem;
use crate::visitor::Visitor;
use crate::{cookies, token};

const KINDS: [PurposeKind; 6] = [
    PurposeKind::Appeal,
    PurposeKind::Request,
    PurposeKind::OwnAccess,
    PurposeKind::Court,
    PurposeKind::QualityCheck,
    PurposeKind::Other,
];
/// «Other» needs a sentence that a reviewer can judge.
const SENTENCE: usize = 12;
/// Longer texts are no reference and no sentence.
const LONGEST: usize = 300;

#[derive(Template)]
#[template(path = "purpose.html")]
struct PurposePage {
    frame: Frame,
    next: String,
    kinds: Vec<Choice>,
    reference: String,
    note: String,
    wrong: Option<String>,
    recent: Vec<String>,
}

struct Choice {
    code: &'static str,
    text: String,
    chosen: bool,
}

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub struct Given {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    next: String,
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let given =
        Given { kind: String::new(), reference: String::new(), note: String::new(), next: asked.next };
    sheet(&app, &visitor, &given, None).await
}

pub async fn state(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let kind = KINDS.into_iter().find(|kind| purpose_code(*kind) == given.kind);
    let (reference, note) = (given.reference.trim(), given.note.trim());
    let Some(kind) = kind else {
        return sheet(&app, &visitor, &given, Some("purpose-wrong-kind")).await;
    };
    if let Some(wrong) = mistake(kind, reference, note) {
        return sheet(&app, &visitor, &given, Some(wrong)).await;
    }
    let purpose = app.register.add_purpose(&visitor.access, kind, reference, note).await?;
    let cookie = cookies::read(&headers, cookies::SESSION).ok_or(Problem::SignIn)?;
    app.register.set_purpose(token::digest(cookie), Some(purpose)).await?;
    Ok(elsewhere(local(&given.next)))
}

/// What is missing, as the key of its sentence.
pub fn mistake(kind: PurposeKind, reference: &str, note: &str) -> Option<&'static str> {
    if reference.chars().count() > LONGEST || note.chars().count() > LONGEST {
        return Some("purpose-wrong-long");
    }
    match kind {
        PurposeKind::Appeal | PurposeKind::Request | PurposeKind::Court if reference.is_empty() => {
            Some("purpose-wrong-reference")
        }
        PurposeKind::Other if note.chars().count() < SENTENCE => Some("purpose-wrong-note"),
        _ => None,
    }
}

async fn sheet(
    app: &App,
    visitor: &Visitor,
    given: &Given,
    wrong: Option<&str>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    let chosen = if given.kind.is_empty() { purpose_code(KINDS[0]) } else { given.kind.as_str() };
    let kinds = KINDS.into_iter().map(|kind| {
        let code = purpose_code(kind);
        Choice { code, text: words.purpose(kind), chosen: code == chosen }
    });
    let mut recent = Vec::new();
    for purpose in app.register.recent_purposes(visitor.session.user.id).await? {
        recent.push(purpose.reference);
    }
    recent.retain(|reference| !reference.is_empty());
    recent.dedup();
    let frame = visitor.frame("purpose-title", Place::Nowhere).wrong(wrong.is_some());
    page(PurposePage {
        frame: frame.keys(&[Key::new(&["Enter"], "key-main")]),
        next: local(&given.next).to_owned(),
        kinds: kinds.collect(),
        reference: given.reference.clone(),
        note: given.note.clone(),
        wrong: wrong.map(|key| words.text(key)),
        recent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_needs_what_proves_it() {
        let check = |kind, reference: &str, note: &str, expected| {
            assert_eq!(mistake(kind, reference, note), expected)
        };
        check(PurposeKind::Appeal, "4471/П-12", "", None);
        check(PurposeKind::Appeal, "", "", Some("purpose-wrong-reference"));
        check(PurposeKind::OwnAccess, "", "", None);
        check(PurposeKind::Other, "", "так", Some("purpose-wrong-note"));
        check(PurposeKind::Other, "", "звірка з паперовою описом", None);
        check(PurposeKind::Appeal, &"9".repeat(301), "", Some("purpose-wrong-long"));
    }
}
