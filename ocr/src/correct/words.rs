//! A word that neither language has, against the words that were likely there. Strict: a right word made wrong costs
//! more than a wrong one left.

use dossier::recognition::{Meant, Script};
use language::lexicon::{Known, known, near};
use language::{Language, is_given_name, is_patronymic};

use super::confusions;
use super::nearest::{Doubts, Limits, Nearest};
use super::parts::{Parts, cased};
use super::probable;

/// An office's word or a listed name: likelier than any other on these papers.
const HOUSE: Limits = Limits { a_letter: 1.35, most: 8.6, clearly: 1.5 };
const PLAIN: Limits = Limits { a_letter: 1.0, most: 8.0, clearly: 1.5 };
/// A capital begins a name, and most names are in no list.
const NAME: Limits = Limits { a_letter: 0.75, most: 6.2, clearly: 3.0 };
const LONG_NAME: usize = 7;
const UNSURE_NAME: f32 = 0.85;
const DOUBTS: Doubts = Doubts { not_house: 0.7, rare: 1.5, foreign: 2.0 };
/// Words surer than this are left alone, whatever they are.
pub(super) const SURE: f32 = 0.93;
const LEAST_LETTERS: usize = 4;

/// What is known beside the word itself.
pub(super) struct Place<'a> {
    pub script: Script,
    pub language: Language,
    pub confidence: f32,
    /// What other readers say.
    pub others: Vec<&'a str>,
    /// What a reader's probabilities allow.
    pub meant: &'a [Meant],
    /// A part of a word broken at the end of a line.
    pub broken: bool,
}

/// The rule and the whole word as it was likely written; `None` where nothing is clearly likelier.
pub(super) fn corrected(text: &str, place: &Place<'_>) -> Option<(&'static str, String)> {
    let parts = Parts::of(text);
    let letters = parts.core.chars().count();
    if letters < LEAST_LETTERS || place.broken || known(parts.core).is_some() || !parts.is_word() {
        return None;
    }
    let sure = place.confidence > SURE;
    // A figure among letters is a misreading even in a name.
    let garbled = parts.core.contains(|sign: char| sign.is_ascii_digit() || "!|/".contains(sign));
    let name = parts.core.starts_with(char::is_uppercase) && !garbled;
    if let Some(word) = probable::word(&parts, place) {
        return Some(("probable", parts.with(&word)));
    }
    if let Some(other) = second_reader(&parts, place).filter(|_| !(name && sure)) {
        return Some(("reader", parts.with(other)));
    }
    let costs = confusions::costs(place.script)?;
    if sure || parts.core.contains('-') {
        return None;
    }
    let widest = HOUSE.widest(letters) + HOUSE.clearly;
    let words = near(parts.core, costs, widest).into_iter();
    let found = Nearest::of(words, &DOUBTS, place.language)?;
    let (word, from) = (found.near.word.as_str(), found.near.known);
    let limits = match (from.is(Known::HOUSE), name) {
        (true, _) => HOUSE,
        (false, false) => PLAIN,
        (false, true) => NAME,
    };
    let unsure_name = from.is(Known::COMMON) && letters >= LONG_NAME && place.confidence < UNSURE_NAME;
    let allowed = from.is(Known::HOUSE) || !name || unsure_name;
    if !allowed || !found.is_within(&limits, letters) {
        return None;
    }
    let mut read = cased(word, parts.core);
    // A name whose first letter was lost or misread lost its capital with it.
    let begun = parts.core.chars().next() == word.chars().next();
    if !begun && parts.core.starts_with(char::is_lowercase) && (is_given_name(word) || is_patronymic(word)) {
        read = cased(word, "Аа");
    }
    Some(("lexicon", parts.with(&read)))
}

/// Another reader's word, where it is a word and differs by no more than readers do.
fn second_reader<'a>(parts: &Parts<'_>, place: &Place<'a>) -> Option<&'a str> {
    let letters = parts.core.chars().count();
    for other in &place.others {
        let core = Parts::of(other).core;
        let apart = language::distance(&parts.core.to_lowercase(), &core.to_lowercase());
        if known(core).is_some() && apart * 3 <= letters && core.chars().count() >= LEAST_LETTERS {
            return Some(core);
        }
    }
    None
}
