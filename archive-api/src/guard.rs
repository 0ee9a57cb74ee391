//! The one gate before every screen: session, right, token of a write, stated ground. Behind it a problem becomes a
//! page or JSON in the asker's language.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use dossier::access::Right;
use register::Session;

use crate::app::App;
use crate::csrf::{self, Checked};
use crate::observe::Operation;
use crate::problem::Problem;
use crate::visitor::{Stranger, View, Visitor};
use crate::{cookies, screens, token, visitor};

/// Who passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Anyone.
    Open,
    /// Anyone with a session.
    SignedIn,
    /// Whoever has one of these rights; for all others the address does not exist.
    Right(&'static [Right]),
}

impl Gate {
    pub fn lets(self, roles: &[dossier::access::Role]) -> bool {
        match self {
            Self::Open | Self::SignedIn => true,
            Self::Right(rights) => roles.iter().any(|role| rights.iter().any(|right| role.may(*right))),
        }
    }
}

#[derive(Clone)]
pub struct Guarded {
    pub app: App,
    pub gate: Gate,
    pub purposed: bool,
}

pub async fn guard(State(guarded): State<Guarded>, request: Request, next: Next) -> Response {
    let view = View::read(request.headers());
    let path = request.uri().path().to_owned();
    let is_data = path.starts_with("/api/") || path.starts_with("/iiif/");
    let operation = request.extensions().get::<Operation>().cloned().unwrap_or_default();
    let wants_page = !is_data && accepts_page(request.headers());
    let training = guarded.app.config.training;
    let session = match session(&guarded.app, request.headers()).await {
        Ok(session) => session,
        Err(problem) => {
            let words = view.words(request.headers(), None);
            let stranger = Stranger { words, view, visitor: None, training };
            return screens::problem::dress(problem, &stranger, &operation, is_data);
        }
    };
    let words = view.words(request.headers(), session.as_ref());
    let previous = visitor::previous(request.headers());
    let visitor = session.map(|session| {
        let access = session.access();
        let checked = Checked::Right;
        Visitor { session, access, words, view, checked, path: path.clone(), previous, training }
    });
    let mut stranger = Stranger { words, view, visitor, training };
    let response = match enter(&guarded, request, &mut stranger, wants_page).await {
        Ok(request) => next.run(request).await,
        Err(Refused::Problem(problem)) => problem.into_response(),
        Err(Refused::Elsewhere(address)) => elsewhere(&address),
    };
    match response.extensions().get::<Problem>().cloned().or_else(|| unsaid(&response)) {
        Some(problem) => screens::problem::dress(problem, &stranger, &operation, is_data),
        None => response,
    }
}

/// An address, a question or a form that the framework itself could not read is answered by it in bare English text.
fn unsaid(response: &Response) -> Option<Problem> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| !kind.starts_with("text/plain")) {
        return None;
    }
    Problem::of_status(response.status())
}

enum Refused {
    Problem(Problem),
    Elsewhere(String),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

async fn enter(
    guarded: &Guarded,
    mut request: Request,
    stranger: &mut Stranger,
    wants_page: bool,
) -> Result<Request, Refused> {
    let asks = !csrf::writes(request.method());
    let here = request.uri().path_and_query().map(|it| it.as_str().to_owned()).unwrap_or_default();
    if guarded.gate == Gate::Open {
        if !asks && here.starts_with("/api/") {
            csrf::from_a_program(&request)?;
        } else if !asks {
            let before = cookies::read(request.headers(), cookies::BEFORE).unwrap_or_default().to_owned();
            request = csrf::check(request, &before).await?.0;
        }
        request.extensions_mut().insert(stranger.clone());
        return Ok(request);
    }
    let Some(visitor) = stranger.visitor.as_mut() else {
        if asks && wants_page {
            return Err(Refused::Elsewhere(format!("/sign-in?next={}", escaped(&here))));
        }
        return Err(Problem::SignIn.into());
    };
    if !guarded.gate.lets(&visitor.session.user.roles) {
        return Err(Problem::NotFound.into());
    }
    if !asks {
        let (checked, how) = csrf::check(request, &visitor.session.csrf).await?;
        request = checked;
        visitor.checked = how;
    }
    if guarded.purposed && visitor.session.purpose.is_none() {
        if asks && wants_page {
            return Err(Refused::Elsewhere(format!("/purpose?next={}", escaped(&here))));
        }
        return Err(Problem::Purpose.into());
    }
    request.extensions_mut().insert(visitor.clone());
    request.extensions_mut().insert(stranger.clone());
    Ok(request)
}

async fn session(app: &App, headers: &HeaderMap) -> Result<Option<Session>, Problem> {
    let Some(cookie) = cookies::read(headers, cookies::SESSION) else { return Ok(None) };
    let session = app.register.session(token::digest(cookie), app.register.now()).await?;
    Ok(session.filter(|session| !session.user.disabled))
}

/// Pieces fetched by scripts and pictures get a status; only a page is sent to another page.
fn accepts_page(headers: &HeaderMap) -> bool {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("text/html");
    accepts.contains("text/html") && !headers.contains_key("hx-request") && !headers.contains_key("x-live")
}

/// A redirect after which the browser asks with GET.
pub fn elsewhere(address: &str) -> Response {
    let place = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, place)]).into_response()
}

/// A local address to return to; anything else becomes the home page.
pub fn local(address: &str) -> &str {
    let ours =
        address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r']);
    if ours { address } else { "/" }
}

fn escaped(address: &str) -> String {
    let mut text = String::new();
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_returns_only_to_our_own_addresses() {
        let check = |address: &str, expected: &str| assert_eq!(local(address), expected);
        check("/batches?after=1", "/batches?after=1");
        check("//evil.example/", "/");
        check("https://evil.example/", "/");
        check("/\\evil.example", "/");
        check("", "/");
        assert_eq!(escaped("/a?b=c&d"), "/a%3Fb%3Dc%26d");
    }
}
