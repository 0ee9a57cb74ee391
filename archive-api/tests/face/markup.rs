//! Templates: every text they ask for exists, nothing in them needs a looser policy, every drawing is drawn.

use std::collections::BTreeSet;
use std::fs;

use words::{Lang, Words};

fn templates() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        found.push((name, fs::read_to_string(path).unwrap()));
    }
    found
}

fn after<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|part| part.split('"').next().unwrap()).collect()
}

#[test]
fn every_text_exists() {
    for (name, text) in templates() {
        for call in ["frame.t(\"", "words.count(\"", "words.named(\"", "words.with(\"", "words.text(\""] {
            for key in after(&text, call) {
                for words in Lang::ALL.map(Words::new) {
                    assert!(words.has(key), "{name}: no text «{key}» in {}", words.lang().tag());
                }
            }
        }
    }
}

#[test]
fn every_drawing_is_drawn() {
    let icons = include_str!("../../assets/icons.svg");
    let drawn: BTreeSet<&str> = after(icons, "id=\"").into_iter().collect();
    for (name, text) in templates() {
        for icon in after(&text, "frame.icon(\"") {
            assert!(drawn.contains(icon), "{name}: no drawing «{icon}»");
        }
    }
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    for (name, text) in templates() {
        for forbidden in [
            "<style",
            " style=\"",
            "<script>",
            " onclick",
            " onchange",
            " onsubmit",
            "http://",
            "https://",
            "javascript:",
        ] {
            assert!(!text.contains(forbidden), "{name}: {forbidden}");
        }
        let from = text.matches("method=\"post\"").count();
        let tokens = text.matches("name=\"csrf\"").count();
        // The form of the locked screen fetches its token when it is needed.
        let own = usize::from(name == "layout.html");
        assert!(tokens + own >= from, "{name}: a form without its token");
    }
}
