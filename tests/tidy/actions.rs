//! What the journal can be told and what its screen can be asked for are one list, with words for each.

use std::collections::BTreeSet;

use dossier::audit::ACTIONS;
use words::{Lang, Words};

use crate::files::ours;
use crate::lexer::{Sort, pieces};
use crate::none;

const LIST: &str = "core/dossier/src/audit.rs";

#[test]
fn every_action_is_listed_written_and_named() {
    let mut problems = Vec::new();
    let mut written = BTreeSet::new();
    for file in ours(&["rs"]) {
        // Where events are made, nothing else has the form of an action.
        let makes = ["AuditEvent", "audit_in", "told_as"].iter().any(|name| file.product().contains(name));
        if !makes || file.path == LIST {
            continue;
        }
        for piece in pieces(file.product()) {
            let text = piece.text.trim_matches('"');
            if piece.sort != Sort::Literal || !is_action(text) {
                continue;
            }
            if !ACTIONS.contains(&text) {
                problems.push(format!("{}:{}: «{text}» is missing in {LIST}", file.path, piece.line));
            }
            written.insert(text.to_owned());
        }
    }
    for action in ACTIONS {
        if !written.contains(*action) {
            problems.push(format!("{LIST}: «{action}» is written nowhere"));
        }
        let key = format!("action-{}", action.replace('.', "-"));
        let object = format!("object-{}", action.split('.').next().unwrap_or_default());
        for words in Lang::ALL.map(Words::new) {
            for key in [&key, &object] {
                if !words.has(key) {
                    problems.push(format!("no text «{key}» for «{action}»"));
                }
            }
        }
    }
    none(&problems);
}

/// `noun.verb`, and no name of a template.
fn is_action(text: &str) -> bool {
    let is_word = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
    };
    text.split_once('.').is_some_and(|(noun, verb)| is_word(noun) && is_word(verb) && verb != "html")
}
