//! Every file by itself: head, length, forbidden words, nothing that ties it to one machine.

use std::fs;
use std::path::Path;

use crate::lexer::{Sort, pieces};
use crate::{none, root};

const LONGEST: usize = 400;

/// Made by tools, or fetched: not ours to tidy.
const NOT_OURS: &[&str] = &["target", "vendor", "node_modules", ".git", "data", "demo-data", "fixtures"];

/// A source file: where it lies under the root, and what stands in it.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// Tests may do what the product may not.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// Without the tests at its end.
    pub fn product(&self) -> &str {
        if self.is_test() {
            return "";
        }
        let tests = self.text.find("#[cfg(test)]\nmod ").filter(|at| self.text[*at..].contains('{'));
        tests.map_or(&self.text, |at| &self.text[..at])
    }
}

/// Every text file of ours with one of the endings; all of them when none is named.
pub fn ours(endings: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("our own folder is readable") {
            let path = entry.expect("our own folder is readable").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            // In a second working tree of git, `.git` is a file.
            if NOT_OURS.contains(&name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if !endings.is_empty() && !endings.contains(&ending) {
                continue;
            }
            if let Ok(text) = fs::read_to_string(&path) {
                let path = path.strip_prefix(root()).expect("found under the root");
                files.push(File { path: path.to_string_lossy().into_owned(), text });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

#[test]
fn every_source_file_says_what_it_is_for_and_is_short() {
    let mut problems = Vec::new();
    for file in ours(&["rs"]) {
        if !file.text.starts_with("//! ") {
            problems.push(format!("{}: begins with no «//!» line", file.path));
        }
        let lines = file.text.lines().count();
        if lines > LONGEST {
            problems.push(format!("{}: {lines} lines, {LONGEST} are allowed", file.path));
        }
    }
    none(&problems);
}

#[test]
fn nothing_is_left_for_later() {
    let forbidden = [
        ("todo!(", "write it"),
        ("unimplemented!(", "write it"),
        ("#[ignore", "a test that does not run is no test"),
        ("#[allow(", "use #[expect(…, reason = …)]"),
        ("#![allow(", "use #[expect(…, reason = …)]"),
        ("dbg!(", "remove it"),
    ];
    let mut problems = Vec::new();
    for file in ours(&["rs"]) {
        for piece in pieces(&file.text).iter().filter(|piece| piece.sort == Sort::Code) {
            for (word, advice) in forbidden {
                if piece.text.contains(word) {
                    problems.push(format!("{}:{}: {word}: {advice}", file.path, piece.line));
                }
            }
        }
        for (number, line) in file.text.lines().enumerate() {
            if line.contains("#[expect(") && line.contains(")]") && !line.contains("reason") {
                problems.push(format!("{}:{}: an expectation without a reason", file.path, number + 1));
            }
        }
    }
    none(&problems);
}

#[test]
fn unwrap_says_why_it_cannot_fail() {
    let mut problems = Vec::new();
    for file in ours(&["rs"]) {
        for (number, line) in file.product().lines().enumerate() {
            if line.contains(".unwrap()") && !line.contains("//") {
                problems.push(format!("{}:{}: use expect(\"why\")", file.path, number + 1));
            }
        }
    }
    none(&problems);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    // Joined here, so that this file does not find itself.
    let paths = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let hosts = [
        concat!("crates", ".io"),
        concat!("py", "pi.org"),
        concat!("pythonhosted", ".org"),
        concat!("npm", "js.org"),
        concat!("npm", "js.com"),
        concat!("debian", ".org"),
    ];
    let mut problems = Vec::new();
    for file in ours(&[]) {
        if file.path == "Cargo.lock" {
            continue; // cargo writes the registry's name into it
        }
        for (number, line) in file.text.lines().enumerate() {
            for word in paths.iter().chain(&hosts) {
                if line.contains(word) {
                    problems.push(format!("{}:{}: {word}", file.path, number + 1));
                }
            }
        }
    }
    none(&problems);
}
