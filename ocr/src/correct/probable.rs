//! A word that no list knows, against the words that the reader's own probabilities allow. They say more than its
//! letters: a pen's «Жриказ» is a «Приказ» whose first letter was nearly as likely.

use dossier::recognition::{Meant, Script};
use language::lexicon::{Known, Near, known};

use super::nearest::{Doubts, Limits, Nearest};
use super::parts::{Parts, cased};
use super::words::{Place, SURE};

const HAND: Limits = Limits { a_letter: 1.2, most: 10.0, clearly: 1.0 };
const PRINT: Limits = Limits { a_letter: 0.8, most: 6.0, clearly: 1.0 };
/// A capital begins a name, and most names are in no list.
const NAME: Limits = Limits { a_letter: 0.8, most: 6.2, clearly: 2.0 };
const DOUBTS: Doubts = Doubts { not_house: 1.5, rare: 3.0, foreign: 2.0 };

/// The word's letters as they were likely written; `None` where nothing is clearly likelier.
pub(super) fn word(parts: &Parts<'_>, place: &Place<'_>) -> Option<String> {
    let hand = place.script == Script::Handwritten;
    if place.script == Script::Stamp || (!hand && place.confidence > SURE) {
        return None;
    }
    let near = |meant: &Meant| Near {
        word: meant.word.clone(),
        cost: meant.cost,
        known: known(&meant.word).unwrap_or_default(),
    };
    let found = Nearest::of(place.meant.iter().map(near), &DOUBTS, place.language)?;
    let name = parts.core.starts_with(char::is_uppercase) && parts.core.contains(char::is_lowercase);
    if name && !hand && !found.near.known.is(Known::HOUSE) {
        return None;
    }
    let limits = match (name, hand) {
        (true, _) => NAME,
        (false, true) => HAND,
        (false, false) => PRINT,
    };
    let word = &found.near.word;
    // Letters at an end were seen: without them it is a word by chance, «дент» for «ідент.».
    let is_piece = parts.core.to_lowercase().contains(word);
    let taken = found.is_within(&limits, parts.core.chars().count()) && !is_piece;
    taken.then(|| cased(word, parts.core))
}
