//! Whether the confidence of words is the probability that they are right.

use super::super::report::{Bin, bins};
use super::super::truth::TruePage;
use super::place::Placed;
use super::{Reading, Trust};

/// Adds the words of a page; `right` says for each whether it stands where the truth has the same word. Words on
/// nothing are wrong. Words of round seals are left out: their truth is no line.
pub fn add(reading: &mut Reading, page: &TruePage, placed: &Placed, right: &[bool]) {
    for (word, right) in placed.read.iter().zip(right) {
        let piece = word.piece.map(|number| &placed.pieces[number]);
        if piece.is_some_and(|piece| piece.line.seal) {
            continue;
        }
        let script = piece.map_or(page.script(), |piece| piece.line.script.as_str());
        let class = class(page, script, piece.is_some_and(|piece| in_table(page, piece.line.place)));
        for class in [class, "all"] {
            reading.trust.entry(class.to_owned()).or_default().judged.push((word.confidence, *right));
        }
    }
}

/// Of several that fit the first: what is hard about a word decides.
fn class(page: &TruePage, script: &str, in_table: bool) -> &'static str {
    match (script, page.quality.as_str()) {
        ("handwritten", _) => "handwritten",
        ("stamp", _) => "stamp",
        (_, "poor") => "poor",
        _ if in_table => "table",
        ("typed", _) => "typewriter",
        _ => "print",
    }
}

fn in_table(page: &TruePage, place: [i32; 4]) -> bool {
    let (x, y) = (place[0] + place[2] / 2, place[1] + place[3] / 2);
    page.tables.iter().any(|table| {
        let [left, top, wide, high] = table.place;
        (left..left + wide).contains(&x) && (top..top + high).contains(&y)
    })
}

impl Trust {
    /// Sums the words up in bins.
    pub(super) fn finish(&mut self) {
        self.bins = bins(self.judged.iter().copied());
        let of = self.judged.len().max(1) as f64;
        let off = |bin: &Bin| {
            let right = bin.right as f64 / bin.count.max(1) as f64;
            bin.count as f64 / of * (right - bin.mean_confidence).abs()
        };
        self.words = self.judged.len() as u64;
        self.right = self.judged.iter().filter(|(_, right)| *right).count() as u64;
        self.calibration_error = self.bins.iter().map(off).sum();
    }
}
