//! Around every request: an operation number to quote, one log line without personal data, counters, and the headers
//! that keep a browser on our side. Addresses are logged as patterns, never as they came.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::app::App;
use crate::token;

/// The number of one request, shown with an error and found in the log.
#[derive(Clone, Debug, Default)]
pub struct Operation(pub String);

/// Requests so far, by route, method and class of answer.
#[derive(Default)]
pub struct Counters(Mutex<BTreeMap<(String, String, u16), Count>>);

#[derive(Clone, Copy, Default)]
pub struct Count {
    pub requests: u64,
    pub seconds: f64,
}

impl Counters {
    fn add(&self, route: &str, method: &str, status: u16, took: Duration) {
        let mut counts = self.0.lock().expect("no holder of this lock can panic");
        let count = counts.entry((route.to_owned(), method.to_owned(), status)).or_default();
        count.requests += 1;
        count.seconds += took.as_secs_f64();
    }

    pub fn all(&self) -> BTreeMap<(String, String, u16), Count> {
        self.0.lock().expect("no holder of this lock can panic").clone()
    }
}

/// Gives the request its number; all logs of the request carry it.
pub async fn number(mut request: Request, next: Next) -> Response {
    let operation = Operation(token::operation());
    request.extensions_mut().insert(operation.clone());
    let span = tracing::info_span!("request", operation = %operation.0);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&operation.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().as_str().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let mut response = next.run(request).await;
    secure(response.headers_mut(), app.config.https);
    let status = response.status().as_u16();
    let took = started.elapsed();
    app.counters.add(&route, &method, status, took);
    let quiet = matches!(route.as_str(), "/healthz" | "/readyz" | "/metrics" | "/assets/{version}/{*path}");
    if !quiet {
        let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(http.method = %method, http.route = %route, http.status = status, duration_ms, "answered");
    }
    response
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

fn secure(headers: &mut HeaderMap, https: bool) {
    let fixed: [(HeaderName, &'static str); 7] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
