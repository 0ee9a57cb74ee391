//! What put a line on the paper, as the truth says and as it was marked.

use std::collections::BTreeMap;

use dossier::recognition::{Recognition, Script};

use super::super::misses::What;
use super::super::truth::TruePage;
use super::place::{Level, Placed};
use super::{Marks, Reading};

/// Adds the marks of a page. A piece of the truth is marked as most letters read on it are; where none was read, as the
/// line without words that lies over at least half of it (handwriting left to a person); else it is `unread`.
/// Lines read where nothing stands (signatures, dirt) are counted under `nothing` and spoil no precision.
pub fn add(reading: &mut Reading, page: &TruePage, recognition: &Recognition, placed: &Placed) {
    let level = Level::of(page, recognition);
    for (number, piece) in placed.pieces.iter().enumerate() {
        let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
        for word in placed.read.iter().filter(|word| word.piece == Some(number)) {
            *letters.entry(word.script.as_str()).or_default() += word.text.chars().count();
        }
        let most = letters.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script);
        let wordless = || {
            let over = recognition.lines.iter().filter(|line| line.words.is_empty()).find(|line| {
                let band = level.read(&line.bbox);
                band.beside(&piece.band) >= 0.5 && band.across(&piece.band) >= piece.band.width() * 0.5
            });
            over.map(|line| line.script.as_str())
        };
        let mark = most.or_else(wordless).unwrap_or(Marks::UNREAD);
        reading.marks.add(&piece.line.script, mark);
        let wrong = u64::from(mark != piece.line.script);
        reading.missed(page, piece.line, What::Mark, Some(mark.to_owned()), wrong);
    }
    for (number, line) in recognition.lines.iter().enumerate() {
        let mut own = placed.read.iter().filter(|word| word.line == number).peekable();
        if own.peek().is_some() && own.all(|word| word.piece.is_none()) {
            reading.marks.add(Marks::NOTHING, line.script.as_str());
        }
    }
}

impl Marks {
    pub const UNREAD: &'static str = "unread";
    pub const NOTHING: &'static str = "nothing";

    fn add(&mut self, truth: &str, mark: &str) {
        *self.counts.entry(truth.to_owned()).or_default().entry(mark.to_owned()).or_default() += 1;
    }

    pub fn count(&self, truth: &str, mark: &str) -> u64 {
        self.counts.get(truth).and_then(|row| row.get(mark)).copied().unwrap_or(0)
    }

    /// Pieces marked so and rightly, all marked so, all that are so.
    pub fn of(&self, script: Script) -> (u64, u64, u64) {
        let name = script.as_str();
        let marked = Script::ALL.iter().map(|truth| self.count(truth.as_str(), name)).sum();
        let real = self.counts.get(name).map_or(0, |row| row.values().sum());
        (self.count(name, name), marked, real)
    }
}
