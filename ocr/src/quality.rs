//! When a scan is so bad that a person should look, told at once so that the paper is still at hand.

use dossier::PageId;
use dossier::concern::ConcernCode;
use dossier::recognition::{Recognition, Script};
use register::NewConcern;

/// Words that are read worse than this on average are guesses (ocr.md: below 0.5 one word in five is right).
const GUESSES: f32 = 0.5;
/// Fewer words than this may be a stamp or a note: nothing can be said.
const ENOUGH_WORDS: usize = 12;
/// Of print a paper in order gives nine words of ten and more; where two letters of ten are likely wrong, a better scan
/// helps. Of 366 generated pages ten were so, eight of them with more than a tenth of their letters wrong.
const BADLY_READ: f32 = 0.8;
const ENOUGH_PRINT: usize = 8;

/// Concerns about the scan itself. `engine`: the engine's own mean confidence; the words' are probabilities.
pub fn concerns(page: PageId, engine: f32, recognition: &Recognition) -> Vec<NewConcern> {
    let guesses = recognition.words().count() >= ENOUGH_WORDS && engine < GUESSES;
    if !guesses && !is_badly_read(recognition) {
        return Vec::new();
    }
    vec![NewConcern::new(ConcernCode::PageUnreadable).on_page(page)]
}

/// A pen may write so that nobody reads it, on the best of scans: only print and typing tell.
fn is_badly_read(recognition: &Recognition) -> bool {
    let print =
        recognition.lines.iter().filter(|line| matches!(line.script, Script::Printed | Script::Typed));
    let (mut words, mut letters, mut likely) = (0, 0.0, 0.0);
    for word in print.flat_map(|line| &line.words) {
        let count = word.text.chars().count() as f32;
        words += 1;
        letters += count;
        likely += count * word.confidence;
    }
    words >= ENOUGH_PRINT && likely < BADLY_READ * letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::recognition::{Line, Word};

    fn page(script: Script, words: usize, confidence: f32) -> Recognition {
        let word = Word { text: "довідка".to_owned(), confidence, ..Word::default() };
        let line = Line { script, words: vec![word; words], ..Line::default() };
        Recognition { lines: vec![line], ..Recognition::default() }
    }

    #[test]
    fn a_page_read_badly_is_told() {
        let told = |engine, recognition| !concerns(PageId::new(), engine, &recognition).is_empty();
        assert!(told(0.9, page(Script::Printed, 8, 0.7)));
        assert!(told(0.9, page(Script::Typed, 40, 0.7)));
        assert!(!told(0.9, page(Script::Printed, 40, 0.85)));
        assert!(!told(0.9, page(Script::Printed, 7, 0.1)));
        assert!(!told(0.9, page(Script::Handwritten, 40, 0.1)));
        assert!(told(0.4, page(Script::Handwritten, 12, 0.9)));
        assert!(!told(0.4, page(Script::Handwritten, 11, 0.9)));
    }
}
