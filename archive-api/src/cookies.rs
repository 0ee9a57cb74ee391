//! Cookies: reading them from a request, writing them into an answer. Four exist: the session, the token of the
//! sign-in form, the time of the sign-in before, and how this browser likes to see things.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

pub const SESSION: &str = "sprava_session";
pub const BEFORE: &str = "sprava_before";
pub const VIEW: &str = "sprava_view";
/// Seconds of the sign-in before this one, so that a theft of the password is noticed.
pub const PREVIOUS: &str = "sprava_previous";

pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    for header in headers.get_all(COOKIE) {
        let Ok(text) = header.to_str() else { continue };
        for pair in text.split(';') {
            if let Some((key, value)) = pair.trim().split_once('=')
                && key == name
            {
                return Some(value);
            }
        }
    }
    None
}

/// How long a cookie stays: a session's goes with the browser.
pub enum Stay {
    Session,
    Year,
    Gone,
}

pub fn write(headers: &mut HeaderMap, name: &str, value: &str, stay: Stay, https: bool) {
    let age = match stay {
        Stay::Session => "",
        Stay::Year => "; Max-Age=31536000",
        Stay::Gone => "; Max-Age=0",
    };
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
    let text = HeaderValue::from_str(&text).expect("names and values are our own letters and digits");
    headers.append(SET_COOKIE, text);
}
