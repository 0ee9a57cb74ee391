//! The token every write carries: in the header `X-CSRF-Token` or in the form's field `csrf`.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use subtle::ConstantTimeEq;

use crate::problem::Problem;

pub const HEADER: &str = "x-csrf-token";
pub const FIELD: &str = "csrf";

/// Forms are small; files go another way.
const FORM_BYTES: usize = 256 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    Right,
    /// The token stands inside a multipart body that only its screen reads.
    Inside,
}

pub fn writes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

pub fn same(given: &str, expected: &str) -> bool {
    !expected.is_empty() && bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
}

/// Looks for the token and compares; gives the request back with its body as it was.
pub async fn check(request: Request, expected: &str) -> Result<(Request, Checked), Problem> {
    if is_foreign(request.headers()) {
        return Err(Problem::Csrf);
    }
    if let Some(given) = request.headers().get(HEADER) {
        let right = same(given.to_str().unwrap_or_default(), expected);
        return if right { Ok((request, Checked::Right)) } else { Err(Problem::Csrf) };
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return Ok((request, Checked::Inside));
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::Csrf);
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, FORM_BYTES).await.map_err(|_| Problem::TooLarge)?;
    if !same(&field(&bytes), expected) {
        return Err(Problem::Csrf);
    }
    Ok((Request::from_parts(parts, Body::from(bytes)), Checked::Right))
}

/// Signing in over the API needs no token yet: another site's form can neither send JSON nor be of this origin.
pub fn from_a_program(request: &Request) -> Result<(), Problem> {
    if is_foreign(request.headers()) {
        return Err(Problem::Csrf);
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") { Ok(()) } else { Err(Problem::Bad) }
}

/// Browsers say where a request was made; another site's is refused before anything else.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site") {
        return true;
    }
    let (Some(origin), Some(host)) = (text(ORIGIN.as_str()), text(HOST.as_str())) else { return false };
    origin.split_once("://").map(|(_, host)| host) != Some(host)
}

/// Tokens are hexadecimal, so nothing in them is escaped.
fn field(form: &Bytes) -> String {
    let form = String::from_utf8_lossy(form);
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == FIELD).map(|(_, value)| value.to_owned()).unwrap_or_default()
}
