//! Styles, scripts, pictures and faces of the browser side, built in. The address carries a digest of all of them, so
//! a browser may keep them for a year and never shows old ones.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::Digest;
use rust_embed::RustEmbed;

use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// Changes when any file changes.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<String> = Files::iter().map(|name| name.into_owned()).collect();
    names.sort();
    let mut all = Vec::new();
    for name in names {
        if let Some(file) = Files::get(&name) {
            all.extend_from_slice(name.as_bytes());
            all.extend_from_slice(&file.metadata.sha256_hash());
        }
    }
    Digest::of(&all).to_string()[..12].to_owned()
});

/// The address of a file of `assets/`, or of `app.css`, `app.js` and `verify.js`, which are made of `css/`, `js/` and
/// `verify/`.
pub fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

pub async fn show(Path((_, path)): Path<(String, String)>) -> Result<Response, Problem> {
    let body = read(&path).ok_or(Problem::NotFound)?;
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, body).into_response())
}

pub fn read(path: &str) -> Option<Vec<u8>> {
    match path {
        "app.css" => Some(joined("css/")),
        "app.js" => Some(joined("js/")),
        "verify.js" => Some(joined("verify/")),
        _ => Files::get(path).map(|file| file.data.into_owned()),
    }
}

/// The files of a folder in the order of their names, as one.
fn joined(folder: &str) -> Vec<u8> {
    let mut names: Vec<String> = Files::iter().map(|name| name.into_owned()).collect();
    names.retain(|name| name.starts_with(folder));
    names.sort();
    let mut all = Vec::new();
    for name in names {
        if let Some(file) = Files::get(&name) {
            all.extend_from_slice(&file.data);
            all.push(b'\n');
        }
    }
    all
}
