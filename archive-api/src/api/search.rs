//! Search: posted, because names never stand in an address; the question is kept with its asker.

use axum::Json;
use axum::extract::State;
use dossier::audit::AuditEvent;
use indexer::{Exactness, Hit, Query, Search};
use register::RegisterError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Told;
use super::fault::Fault;
use super::parts::{DossierPart, told};
use crate::app::App;
use crate::problem::Problem;
use crate::visitor::Visitor;

const USUAL: usize = 20;
const MOST: usize = 100;
const LONGEST: usize = 500;

#[derive(Deserialize, ToSchema)]
pub struct Question {
    /// Name, tax number, case number, date, or words of a document; «"…"» asks for a phrase.
    text: String,
    /// Dossiers at most: 20, up to 100.
    limit: Option<usize>,
    /// How many to pass over.
    #[serde(default)]
    after: usize,
}

#[derive(Serialize, ToSchema)]
pub struct Answer {
    /// The stored question: `/search/{id}` shows it to the same person.
    id: Uuid,
    /// Dossiers found, exactly.
    total: usize,
    hits: Vec<HitPart>,
}

#[derive(Serialize, ToSchema)]
pub struct HitPart {
    dossier: DossierPart,
    page: Option<PageLink>,
    why: Vec<WhyPart>,
    snippet: Vec<SnippetPart>,
    /// The ink of the hits on `page`.
    boxes: Vec<BoxPart>,
}

#[derive(Serialize, ToSchema)]
pub struct PageLink {
    id: Uuid,
    number: u32,
}

#[derive(Serialize, ToSchema)]
pub struct WhyPart {
    /// `name`, `name_form`, `tax_number`, `text` …
    code: String,
    #[schema(value_type = std::collections::HashMap<String, String>)]
    params: serde_json::Value,
}

#[derive(Serialize, ToSchema)]
pub struct SnippetPart {
    text: String,
    /// `exact`, `form`, `similar`; absent for words around.
    matched: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BoxPart {
    #[serde(rename = "box")]
    bbox: [u32; 4],
    exactness: String,
    /// Several boxes of one hit carry one number.
    hit: u32,
}

/// Dossiers that answer, best first.
#[utoipa::path(post, path = "/api/v1/search", tag = "search", request_body = Question, security(("session" = [], "csrf" = [])),
    responses((status = 200, body = Answer), (status = 403, body = Fault, description = "the ground is not stated")))]
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Told(question): Told<Question>,
) -> Result<Json<Answer>, Problem> {
    let text: String = question.text.trim().chars().take(LONGEST).collect();
    if text.is_empty() {
        return Err(Problem::Bad);
    }
    let limit = question.limit.unwrap_or(USUAL).clamp(1, MOST);
    let query = Query { text, limit, after: question.after, ..Query::default() };
    let stored = serde_json::to_value(&query).map_err(|error| Problem::Failed(error.to_string()))?;
    let id = app.register.save_search(visitor.session.user.id, &stored).await?;
    let found = Search::new(app.index.clone()).find(&visitor.access, &query).await?;
    let event =
        AuditEvent::new(visitor.access.actor.clone(), "search.asked", "search", id.0, app.register.now())
            .with("found", found.total)
            .on_ground(visitor.access.purpose);
    app.register.record(&event).await?;
    let mut hits = Vec::new();
    for hit in &found.hits {
        match app.register.dossier(&visitor.access, hit.dossier).await {
            Ok(dossier) => hits.push(part(hit, DossierPart::of(&dossier))),
            Err(RegisterError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Json(Answer { id: id.0, total: found.total, hits }))
}

fn part(hit: &Hit, dossier: DossierPart) -> HitPart {
    let why = hit
        .why
        .iter()
        .map(|why| WhyPart { code: why.code.code().to_owned(), params: serde_json::json!(why.params) });
    let snippet = hit.snippet.iter().map(|word| SnippetPart {
        text: word.text.clone(),
        matched: word.matched.map(|matched| exactness(matched).to_owned()),
    });
    let boxes = hit.matched.iter().map(|word| BoxPart {
        bbox: told(word.bbox),
        exactness: exactness(word.exactness).to_owned(),
        hit: word.hit,
    });
    HitPart {
        dossier,
        page: hit.page.as_ref().map(|page| PageLink { id: page.id.0, number: page.number }),
        why: why.collect(),
        snippet: snippet.collect(),
        boxes: boxes.collect(),
    }
}

fn exactness(exactness: Exactness) -> &'static str {
    match exactness {
        Exactness::Exact => "exact",
        Exactness::Form => "form",
        Exactness::Similar => "similar",
    }
}
