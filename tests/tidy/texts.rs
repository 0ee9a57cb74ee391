//! Texts for people stand in core/words, in both languages, and each one asked for is there.

use std::collections::BTreeSet;

use crate::files::ours;
use crate::lexer::{Sort, pieces};
use crate::none;

/// Where Cyrillic may stand in code, and why.
const CYRILLIC: &[(&str, &str)] = &[
    ("core/words/", "the texts themselves"),
    ("core/language/", "the languages are its subject"),
    ("core/dossier/src/codes", "letters that look alike in numbers"),
    ("core/dossier/src/date", "names of months"),
    ("core/dossier/src/value", "words that stand for values on paper"),
    ("core/register/src/schema.rs", "the title of the first office: a row, which people may change"),
    ("indexer/src/asked.rs", "little words of both languages that a query may hold"),
    ("ocr/", "what is printed on papers"),
    ("samples/", "what is printed on papers"),
];

#[test]
fn texts_for_people_stand_in_words() {
    let mut problems = Vec::new();
    for file in ours(&["rs", "html", "js"]) {
        if CYRILLIC.iter().any(|(folder, _)| file.path.starts_with(folder)) || file.is_test() {
            continue;
        }
        if !file.path.ends_with(".rs") {
            for (number, line) in file.text.lines().enumerate() {
                let comment =
                    line.trim_start().starts_with("//") || line.contains("{#") || line.contains("<!--");
                if line.contains(is_cyrillic) && !comment {
                    problems.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
                }
            }
            continue;
        }
        for piece in pieces(file.product()) {
            // A single letter is no text.
            let text = piece.sort == Sort::Literal && !piece.text.starts_with('\'');
            if text && piece.text.contains(is_cyrillic) {
                problems.push(format!("{}:{}: {}", file.path, piece.line, piece.text));
            }
        }
    }
    none(&problems);
}

#[test]
fn every_text_asked_for_is_in_both_languages() {
    let languages = ["uk", "en"].map(keys);
    let mut problems = Vec::new();
    for (one, other) in [(0, 1), (1, 0)] {
        for key in languages[one].difference(&languages[other]) {
            problems.push(format!("{key} stands in one language alone"));
        }
    }
    for file in ours(&["rs", "html"]) {
        let asks = ["archive-api/", "src/", "core/words/src/"].iter().any(|room| file.path.starts_with(room));
        if !asks || file.is_test() {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            for key in asked(line) {
                if !languages[0].contains(key) {
                    problems.push(format!("{}:{}: no text «{key}»", file.path, number + 1));
                }
            }
        }
    }
    none(&problems);
}

/// The keys a line asks for by name: `.text("key")`, `.with("key", &[…])`, `.count("key", …)`, `.named("key", …)`.
fn asked(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for method in [".text(\"", ".with(\"", ".count(\"", ".named(\""] {
        for part in line.split(method).skip(1) {
            let (key, after) = part.split_once('"').unwrap_or_default();
            // Others have a `with` of their own; ours takes parameters.
            if method == ".with(\"" && !after.starts_with(", &") {
                continue;
            }
            if !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
                found.push(key);
            }
        }
    }
    found
}

fn keys(language: &str) -> BTreeSet<String> {
    let folder = format!("core/words/{language}/");
    let files = ours(&["ftl"]);
    let texts = files.iter().filter(|file| file.path.starts_with(&folder)).map(|file| file.text.as_str());
    let lines = texts
        .flat_map(str::lines)
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&letter)
}
