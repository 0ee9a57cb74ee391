//! A word that no list knows, against the words that the reader's own probabilities allow. They say more than its
//! letters: a pen's «Жриказ» is a «Приказ» whose first letter was nearly as likely.

use dossier::recognition::Script;
use language::Language;
use language::lexicon::{Known, known};

use super::parts::{Parts, cased};
use super::words::Place;

/// What a word may cost at most, a letter and in all, and by how much the second must be further; natural logarithms.
struct Limits {
    a_letter: f32,
    most: f32,
    clearly: f32,
}

const HAND: Limits = Limits { a_letter: 1.2, most: 10.0, clearly: 1.0 };
const PRINT: Limits = Limits { a_letter: 0.8, most: 6.0, clearly: 1.0 };
/// A capital begins a name, and most names are in no list.
const NAME: Limits = Limits { a_letter: 0.8, most: 6.2, clearly: 2.0 };
/// What a word costs more that is none of the office and no listed name, that is in no list made from running text, that
/// is of the line's other language.
const NOT_HOUSE: f32 = 1.5;
const RARE: f32 = 3.0;
const FOREIGN: f32 = 2.0;
/// Surer words of print are left alone.
const SURE: f32 = 0.93;

/// The word's letters as they were likely written; `None` where nothing is clearly likelier.
pub(super) fn word(parts: &Parts<'_>, place: &Place<'_>) -> Option<String> {
    let hand = place.script == Script::Handwritten;
    if place.script == Script::Stamp || (!hand && place.confidence > SURE) {
        return None;
    }
    let read = parts.core.to_lowercase();
    let mut ranked: Vec<(f32, &str, Known)> = Vec::new();
    for meant in place.meant {
        let from = known(&meant.word).unwrap_or_default();
        ranked.push((meant.cost + doubt(from, place.language), &meant.word, from));
    }
    ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (cost, word, from) = *ranked.first()?;
    let second = ranked.get(1).map_or(f32::INFINITY, |(cost, ..)| *cost);
    let name = parts.core.starts_with(char::is_uppercase) && parts.core.contains(char::is_lowercase);
    if name && !hand && !from.is(Known::HOUSE) {
        return None;
    }
    let limits = match (name, hand) {
        (true, _) => NAME,
        (false, true) => HAND,
        (false, false) => PRINT,
    };
    let letters = parts.core.chars().count() as f32;
    let likely = cost <= (limits.a_letter * letters).min(limits.most) && second - cost >= limits.clearly;
    // Letters at an end were seen: without them it is a word by chance, «дент» for «ідент.».
    (likely && !read.contains(word)).then(|| cased(word, parts.core))
}

fn doubt(known: Known, language: Language) -> f32 {
    if known.is(Known::HOUSE) {
        return 0.0;
    }
    let spoken = match language {
        Language::Ukrainian => known.is(Known::UKRAINIAN),
        Language::Russian => known.is(Known::RUSSIAN),
        Language::Unknown => true,
    };
    let rare = if known.is(Known::COMMON) { 0.0 } else { RARE };
    NOT_HOUSE + rare + if spoken { 0.0 } else { FOREIGN }
}
