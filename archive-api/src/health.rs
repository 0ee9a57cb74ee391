//! Is the process alive, is it ready, and how much has it done. Numbers and codes only.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use dossier::page::PageState;

use crate::app::App;
use crate::problem::Problem;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The register answers too, so requests can be served.
pub async fn ready(State(app): State<App>) -> Response {
    match app.register.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(error = %error, "the register does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "register unreachable\n").into_response()
        }
    }
}

/// Prometheus text form.
pub async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    let mut text = String::new();
    text.push_str("# HELP sprava_jobs Jobs of the line by stage and state.\n# TYPE sprava_jobs gauge\n");
    for count in app.register.counts_by_stage().await? {
        let stage = count.stage.name();
        let states =
            [("ready", count.ready), ("later", count.later), ("leased", count.leased), ("dead", count.dead)];
        for (state, n) in states {
            line(&mut text, "sprava_jobs", &[("stage", stage), ("state", state)], n as f64);
        }
    }
    text.push_str("# HELP sprava_pages Pages by state.\n# TYPE sprava_pages gauge\n");
    let pages = app.register.pages_by_state().await?;
    for state in [PageState::Waiting, PageState::Read, PageState::Failed] {
        let n = pages.iter().find(|(one, _)| *one == state).map_or(0, |(_, n)| *n);
        line(&mut text, "sprava_pages", &[("state", state.name())], n as f64);
    }
    text.push_str("# HELP sprava_audit_unsealed Journal entries that wait for the sealer.\n");
    text.push_str("# TYPE sprava_audit_unsealed gauge\n");
    line(&mut text, "sprava_audit_unsealed", &[], app.register.unsealed().await? as f64);
    text.push_str("# HELP sprava_http_requests_total Requests answered.\n");
    text.push_str("# TYPE sprava_http_requests_total counter\n");
    let counts = app.counters.all();
    for ((route, method, status), count) in &counts {
        let labels = [("route", route.as_str()), ("method", method), ("status", &status.to_string())];
        line(&mut text, "sprava_http_requests_total", &labels, count.requests as f64);
    }
    text.push_str("# HELP sprava_http_seconds_total Time spent on answers.\n");
    text.push_str("# TYPE sprava_http_seconds_total counter\n");
    for ((route, method, status), count) in &counts {
        let labels = [("route", route.as_str()), ("method", method), ("status", &status.to_string())];
        line(&mut text, "sprava_http_seconds_total", &labels, count.seconds);
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

fn line(text: &mut String, name: &str, labels: &[(&str, &str)], value: f64) {
    let labels: Vec<String> = labels.iter().map(|(key, value)| format!("{key}=\"{value}\"")).collect();
    let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
    writeln!(text, "{name}{labels} {value}").expect("writing to a string never fails");
}
