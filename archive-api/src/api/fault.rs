//! Every problem as programs read it: RFC 9457, `application/problem+json`.

use axum::Json;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::{OpenApi, RefOr, Response as Described};
use words::Words;

use crate::observe::Operation;
use crate::problem::Problem;

pub const MEDIA: &str = "application/problem+json";

/// A problem (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Fault {
    /// `urn:sprava:problem:` and one of `not_found`, `sign_in`, `csrf`, `purpose`, `bad`, `too_large`, `conflict`,
    /// `doubtful`, `unreachable`, `failed`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in the language of the session.
    pub title: String,
    /// The status of the answer again.
    pub status: u16,
    /// What is safe and what to do.
    pub detail: String,
    /// The number of the operation, to quote.
    pub instance: String,
}

impl Fault {
    pub fn of(problem: &Problem, words: Words, operation: &Operation) -> Self {
        let key = format!("problem-{}", problem.code());
        Self {
            kind: kind(problem.code()),
            title: words.text(&key),
            status: problem.status().as_u16(),
            detail: words.text(&format!("{key}-text")),
            instance: operation.0.clone(),
        }
    }
}

pub fn kind(code: &str) -> String {
    format!("urn:sprava:problem:{code}")
}

/// The body with its status and media type; `fault` may carry more than `Fault`.
pub fn answer(status: axum::http::StatusCode, fault: impl Serialize) -> Response {
    let mut response = (status, Json(fault)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA));
    response
}

/// In the description, every answer from 400 on is of the media type of problems.
pub struct Faults;

impl utoipa::Modify for Faults {
    fn modify(&self, api: &mut OpenApi) {
        for item in api.paths.paths.values_mut() {
            let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
            for operation in [get, put, post, delete, options, head, patch, trace].into_iter().flatten() {
                for (status, response) in &mut operation.responses.responses {
                    if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response) {
                        retyped(response);
                    }
                }
            }
        }
    }
}

fn retyped(response: &mut Described) {
    if let Some(content) = response.content.swap_remove("application/json") {
        response.content.insert(MEDIA.to_owned(), content);
    }
}
