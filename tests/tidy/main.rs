//! The rules of the house, held by a test: arrows between rooms, who may name what, heads and lengths of files,
//! texts in their catalogue. It reads sources as text and never runs them.

mod actions;
mod arrows;
mod files;
mod lexer;
mod rooms;
mod texts;

use std::path::PathBuf;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with every problem at once, one a line.
pub fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}
