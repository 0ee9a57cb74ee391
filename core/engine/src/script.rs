//! What put a line on the paper: print, a typewriter, a hand, a stamp. By the look of its ink, by what the readers made
//! of it, and by the lines about it. `models/script.json` holds the weights; the example `judges` fits them anew.

pub mod context;
pub mod gap;
mod measures;
pub(crate) mod page;

use std::sync::LazyLock;

use dossier::recognition::Script;
use serde::{Deserialize, Serialize};

use crate::net::Net;
pub use crate::net::{Likely, Measures};

pub use context::Place;
pub(crate) use measures::of as measures;

/// A line so surely written by hand is not given to the first reader, which reads no hands (where both were asked, seeds 1601 and
/// 3101: of numbers that the model is sure of it has 97 of a hundred right, Tesseract 65).
const SURELY: f32 = 0.95;
/// A stamp leaves the running text, so a line that reads well is none without strong reasons.
const STAMPED: f32 = 0.6;
const SURELY_STAMPED: f32 = 0.95;
/// Both readers say nearly the same, and the first is sure.
const READS: f32 = 0.75;
/// Text so surely read is a stamp's only where its ink or its place says so: coloured (of 255), within a seal.
const READS_SURELY: f32 = 0.9;
const COLOURED: f32 = 25.0;
const SEALED: f32 = 0.2;

// The kinds are those of [`Script::ALL`], in its order.
const PRINTED: usize = 0;
const TYPED: usize = 1;
const HAND: usize = 2;
const STAMP: usize = 3;

/// The first judges a line alone, before Tesseract is asked; the second knows both readings and the lines about it; the third
/// says where a line changes its writer.
#[derive(Serialize, Deserialize)]
pub struct Judges {
    pub early: Net,
    pub late: Net,
    pub gap: Net,
}

static JUDGES: LazyLock<Judges> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../models/script.json")).expect("the file that comes along is sound")
});

pub(crate) fn early(measures: &Measures) -> Likely {
    JUDGES.early.likely(measures)
}

/// How likely the writer changes in a gap of a line; for the measures see [`gap::signs`].
pub(crate) fn parts_at(whole: &Measures, halves: [&Measures; 2], space: f32, place: f32) -> f32 {
    gap::parts(&JUDGES.gap, &gap::signs(&JUDGES.early, whole, halves, space, place))
}

/// Whether a line is so surely a hand's that the first reader need not be asked.
pub(crate) fn surely_hand(early: &Likely) -> bool {
    early[HAND] > SURELY
}

pub(crate) fn likely_hand(early: &Likely) -> bool {
    hand(early) > 0.5
}

/// How likely a hand wrote it.
pub(crate) fn hand(likely: &Likely) -> f32 {
    likely[HAND]
}

/// How likely it was set in type, printed or typed.
pub(crate) fn set(likely: &Likely) -> f32 {
    likely[PRINTED] + likely[TYPED]
}

/// Adds what both readings together say.
pub(crate) fn add_readings(measures: &mut Measures, agreement: f32, first: f32) {
    measures.insert("agreement", agreement);
    measures.insert("first", first);
    measures.insert("asked", 1.0);
}

/// `measures` with readings and [`context`].
pub(crate) fn of(measures: &Measures) -> Script {
    let likely = JUDGES.late.likely(measures);
    let reads = |name: &str| measures.get(name).is_some_and(|&share| share > READS);
    let stamped = if reads("agreement") && reads("first") { SURELY_STAMPED } else { STAMPED };
    let best = (0..STAMP).max_by(|&one, &other| likely[one].total_cmp(&likely[other])).unwrap_or(0);
    let stamp = likely[STAMP] > stamped && (shows_stamp(measures) || !reads_surely(measures));
    if stamp { Script::Stamp } else { Script::ALL[best] }
}

fn shows_stamp(measures: &Measures) -> bool {
    let above = |name: &str, least: f32| measures.get(name).is_some_and(|&value| value.abs() > least);
    above("red", COLOURED) || above("blue", COLOURED) || above("sealed", SEALED)
}

fn reads_surely(measures: &Measures) -> bool {
    ["first", "mean"].iter().all(|name| measures.get(*name).is_some_and(|&sure| sure > READS_SURELY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;
    use crate::readers::LineReading;
    use crate::structure::TextLine;

    #[test]
    fn every_weight_has_its_measure() {
        let line =
            TextLine { right: 10.0, top: 0.0, bottom: 10.0, base: 8.0, em: 10.0, ..TextLine::default() };
        let grey = Grey::white(10, 10);
        let mut known = measures(&line, &grey, None, &LineReading::default(), false, 200.0);
        let place = Place { left: 0.0, right: 10.0, base: 8.0, em: 10.0, letters: 1.0 };
        page::Usual::of(&[1], &[&known]).expect("a line").compare(&mut known);
        let known_early: Vec<&str> = known.keys().copied().collect();
        context::add(&[place], &[[0.25; 4]], &mut [&mut known]);
        add_readings(&mut known, 1.0, 1.0);
        for name in &JUDGES.early.names {
            assert!(known_early.contains(&name.as_str()), "nothing measures «{name}»");
        }
        for name in &JUDGES.gap.names {
            let signs = gap::signs(&JUDGES.early, &known, [&known, &known], 1.0, 0.5);
            assert!(signs.contains_key(name.as_str()), "nothing measures «{name}»");
        }
        for name in &JUDGES.late.names {
            assert!(known.contains_key(name.as_str()), "nothing measures «{name}»");
        }
        let likely = JUDGES.late.likely(&known);
        assert!((likely.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{likely:?}");
    }
}
