//! What put a line on the paper, by the look of its ink and by what the readers made of it: print, a typewriter, a
//! hand, a stamp. Measures are without units, so that neither resolution nor size of type counts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dossier::PixelBox;
use dossier::recognition::Script;
use serde::Deserialize;

use crate::pixels::{Grey, Raster};
use crate::readers::LineReading;
use crate::structure::TextLine;

/// Darker is ink of a stroke.
const INK: u8 = 150;
/// A line so surely written by hand is not given to the first reader, which reads no hands.
const SURELY: f32 = 0.9;
const STAMPED: f32 = 0.85;
const SURELY_STAMPED: f32 = 0.98;
/// Both readers say nearly the same, and the first is sure.
const READS: f32 = 0.75;

/// Named measures of one line.
pub(crate) type Measures = BTreeMap<&'static str, f32>;

#[derive(Deserialize)]
struct Judge {
    bias: f32,
    weights: BTreeMap<String, f32>,
}

#[derive(Deserialize)]
struct Judges {
    hand_early: Judge,
    hand: Judge,
    stamp: Judge,
}

static JUDGES: LazyLock<Judges> = LazyLock::new(|| {
    toml::from_str(include_str!("../models/script.toml")).expect("the file that comes along is sound")
});

impl Judge {
    fn probability(&self, measures: &Measures) -> f32 {
        let mut sum = self.bias;
        for (name, weight) in &self.weights {
            sum += weight * measures.get(name.as_str()).copied().unwrap_or(0.0);
        }
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Whether a line is so surely a hand's that the first reader need not be asked.
pub(crate) fn surely_hand(measures: &Measures) -> bool {
    JUDGES.hand_early.probability(measures) > SURELY && JUDGES.stamp.probability(measures) < 0.5
}

/// Adds what both readings together say.
pub(crate) fn add_readings(measures: &mut Measures, agreement: f32, first: f32) {
    measures.insert("agreement", agreement);
    measures.insert("first", first);
}

pub(crate) fn of(measures: &Measures, asked_both: bool) -> Script {
    // A stamp leaves the running text, so a line that reads well is none without strong reasons.
    let reads = |name: &str| measures.get(name).is_some_and(|&share| share > READS);
    let stamped = if reads("agreement") && reads("first") { SURELY_STAMPED } else { STAMPED };
    if asked_both && JUDGES.stamp.probability(measures) > stamped {
        return Script::Stamp;
    }
    let hand = if asked_both { &JUDGES.hand } else { &JUDGES.hand_early };
    if hand.probability(measures) > 0.5 {
        return Script::Handwritten;
    }
    if measures.get("monospaced").is_some_and(|&typed| typed > 0.5) { Script::Typed } else { Script::Printed }
}

/// The measures of a line before the first reader was asked. `on_frame` is its box on the upright frame.
pub(crate) fn measures(
    line: &TextLine,
    grey: &Grey,
    upright: Option<(&Raster, PixelBox)>,
    second: &LineReading,
    monospaced: bool,
) -> Measures {
    let letters = &line.letters;
    let count = letters.len().max(1) as f32;
    let em = line.em.max(1.0);
    let inked_width: f32 = letters.iter().map(|piece| piece.width() as f32).sum();
    let heights: Vec<f32> = letters.iter().map(|piece| piece.height() as f32 / em).collect();
    let foot = |middle: f32, bottom: u32| (bottom as f32 - line.base_at(middle)) / em;
    let feet: Vec<f32> =
        letters.iter().map(|piece| foot((piece.left + piece.right) as f32 / 2.0, piece.bottom)).collect();
    let boxes: f32 = letters.iter().map(|piece| (piece.width() * piece.height()) as f32).sum();
    let area: f32 = letters.iter().map(|piece| piece.area as f32).sum();
    let (stroke, slant, dark) = strokes(line, grey);
    let (red, blue) = upright.map_or((0.0, 0.0), |(raster, on_frame)| colour(raster, &on_frame));
    let words = second.words();
    let mean = |of: fn(&crate::readers::ReadWord) -> f32| {
        words.iter().map(of).sum::<f32>() / words.len().max(1) as f32
    };
    let text: String = second.text().chars().filter(|letter| *letter != ' ').collect();
    let share = |is: fn(char) -> bool| {
        text.chars().filter(|letter| is(*letter)).count() as f32 / text.chars().count().max(1) as f32
    };
    BTreeMap::from([
        ("mean", mean(|word| word.mean)),
        ("least", mean(|word| word.least)),
        ("fill", area / boxes.max(1.0)),
        ("slant", slant),
        ("stroke", stroke / em),
        ("dark", dark),
        ("height_spread", spread(&heights)),
        ("foot_spread", spread(&feet)),
        ("pitch", pitch(line)),
        ("monospaced", f32::from(u8::from(monospaced))),
        ("letters", count.min(30.0) / 30.0),
        ("blue", blue),
        ("red", red),
        ("density", count * em / inked_width.max(1.0)),
        ("widest", letters.iter().map(|piece| piece.width()).max().unwrap_or(0) as f32 / em),
        ("capitals", share(char::is_uppercase)),
        ("digits", share(|letter| letter.is_ascii_digit())),
    ])
}

fn spread(values: &[f32]) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let mean = values.iter().sum::<f32>() / values.len() as f32;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / values.len() as f32).sqrt()
}

/// Mean length of runs of ink across, the lean at which columns of ink are sharpest, mean darkness.
fn strokes(line: &TextLine, grey: &Grey) -> (f32, f32, f32) {
    let (top, bottom) = (line.top.max(0.0) as usize, (line.bottom as usize).min(grey.height));
    let (left, right) = (line.left.max(0.0) as usize, (line.right as usize).min(grey.width));
    let (mut runs, mut inked, mut dark) = (0u32, 0u32, 0u64);
    let leans: Vec<f32> = (-3..=8).map(|step| step as f32 * 0.1).collect();
    let span = right.saturating_sub(left) + bottom.saturating_sub(top) + 2;
    let mut columns = vec![vec![0f32; span * 2]; leans.len()];
    for y in top..bottom {
        let mut before = false;
        for x in left..right {
            let pixel = grey.data[y * grey.width + x];
            let ink = pixel < INK;
            if ink {
                inked += 1;
                dark += u64::from(255 - pixel);
                runs += u32::from(!before);
                for (lean, column) in leans.iter().zip(&mut columns) {
                    let place = (x - left) as f32 - lean * (bottom - y) as f32 + span as f32 * 0.8;
                    if let Some(sum) = column.get_mut(place as usize) {
                        *sum += 1.0;
                    }
                }
            }
            before = ink;
        }
    }
    let sharp = |column: &Vec<f32>| column.windows(2).map(|two| (two[0] - two[1]).powi(2)).sum::<f32>();
    let best =
        (0..leans.len()).max_by(|&one, &other| sharp(&columns[one]).total_cmp(&sharp(&columns[other])));
    let slant = best.map_or(0.0, |place| leans[place]);
    (inked as f32 / runs.max(1) as f32, slant, dark as f32 / inked.max(1) as f32)
}

/// How far the letters' middles agree on one pitch.
fn pitch(line: &TextLine) -> f32 {
    let em = line.em;
    let letters: Vec<f32> = line
        .letters
        .iter()
        .filter(|piece| (piece.width() as f32) < 0.9 * em)
        .map(|piece| (piece.left + piece.right) as f32 / 2.0)
        .collect();
    if letters.len() < 4 {
        return 0.0;
    }
    let mut best = 0.0_f32;
    for step in 0..60 {
        let pitch = em * (0.45 + 0.01 * step as f32);
        let (mut cosines, mut sines) = (0.0, 0.0);
        for x in &letters {
            let (sin, cos) = (x / pitch * std::f32::consts::TAU).sin_cos();
            cosines += cos;
            sines += sin;
        }
        best = best.max((cosines * cosines + sines * sines).sqrt() / letters.len() as f32);
    }
    best
}

fn colour(upright: &Raster, on_frame: &PixelBox) -> (f32, f32) {
    let Raster::Colour(colour) = upright else { return (0.0, 0.0) };
    let (mut red, mut blue, mut count) = (0.0, 0.0, 0.0);
    for y in on_frame.y as usize..(on_frame.bottom() as usize).min(colour.height) {
        for x in on_frame.x as usize..(on_frame.right() as usize).min(colour.width) {
            let at = (y * colour.width + x) * 3;
            let (r, g, b) =
                (f32::from(colour.data[at]), f32::from(colour.data[at + 1]), f32::from(colour.data[at + 2]));
            if r.min(g).min(b) < f32::from(INK) {
                red += r - g;
                blue += b - g;
                count += 1.0;
            }
        }
    }
    if count == 0.0 { (0.0, 0.0) } else { (red / count, blue / count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_has_its_measure() {
        let line = TextLine {
            left: 0.0,
            right: 10.0,
            top: 0.0,
            bottom: 10.0,
            base: 8.0,
            slope: 0.0,
            em: 10.0,
            body: Default::default(),
            letters: Vec::new(),
            cell: None,
        };
        let mut known = measures(&line, &Grey::white(10, 10), None, &LineReading::default(), false);
        add_readings(&mut known, 1.0, 1.0);
        for judge in [&JUDGES.hand_early, &JUDGES.hand, &JUDGES.stamp] {
            for name in judge.weights.keys() {
                assert!(known.contains_key(name.as_str()), "nothing measures «{name}»");
            }
        }
    }
}
