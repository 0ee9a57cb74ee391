//! What is shown when something did not work: what happened, what is safe, what to do, and a number to quote.

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::api::fault::{self, Fault};
use crate::frame::{Frame, Place};
use crate::observe::Operation;
use crate::problem::Problem;
use crate::visitor::Stranger;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    text: String,
    operation: String,
    shows_number: bool,
}

/// The problem as a page, or as RFC 9457 says where programs ask.
pub fn dress(problem: Problem, stranger: &Stranger, operation: &Operation, is_data: bool) -> Response {
    let status = problem.status();
    if status.is_server_error() {
        tracing::error!(problem.code = problem.code(), error = %problem, "request failed");
    }
    let (title, text) = (format!("problem-{}", problem.code()), format!("problem-{}-text", problem.code()));
    let words = stranger.words;
    if is_data {
        return fault::answer(status, Fault::of(&problem, words, operation));
    }
    let frame = match &stranger.visitor {
        Some(visitor) => visitor.frame(&title, Place::Nowhere),
        None => Frame::bare(stranger, &title),
    };
    let page = ProblemPage {
        frame,
        text: words.text(&text),
        operation: operation.0.clone(),
        shows_number: !matches!(problem, Problem::NotFound | Problem::SignIn),
    };
    match page.render() {
        Ok(body) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response(),
        Err(error) => {
            tracing::error!(error = %error, "the problem page itself failed");
            status.into_response()
        }
    }
}
