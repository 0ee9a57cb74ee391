//! When a scan is so bad that a person should look, told at once so that the paper is still at hand.

use dossier::PageId;
use dossier::concern::ConcernCode;
use engine::PageReading;
use register::NewConcern;

/// Words that are read worse than this on average are guesses (ocr.md: below 0.5 one word in five is right).
const UNREADABLE_CONFIDENCE: f32 = 0.5;
/// Fewer words than this may be a stamp or a note: nothing can be said.
const ENOUGH_WORDS: usize = 12;

/// Concerns about the scan itself.
pub fn concerns(page: PageId, reading: &PageReading) -> Vec<NewConcern> {
    if reading.blank || reading.separator.is_some() {
        return Vec::new();
    }
    let words = reading.lines.iter().map(|line| line.words.len()).sum::<usize>();
    if words < ENOUGH_WORDS || reading.confidence >= UNREADABLE_CONFIDENCE {
        return Vec::new();
    }
    let percent = (reading.confidence * 100.0).round();
    vec![NewConcern::new(ConcernCode::PageUnreadable).on_page(page).with("confidence", percent)]
}
