//! What is measured of a line before the first reader is asked. Without units where that is possible, so that neither
//! resolution nor size of type counts.

use std::collections::BTreeMap;

use dossier::PixelBox;
use language::lexicon::{self, Known};
use multiversion::multiversion;

use super::Measures;
use crate::pixels::ink::{Piece, filled};
use crate::pixels::{Grey, Raster};
use crate::readers::{LineReading, ReadWord};
use crate::structure::TextLine;

/// Darker is ink of a stroke.
const INK: u8 = 150;

/// Makes the steepest base line that is believed about one.
const STEEPEST: f32 = 25.0;

/// The measures of a line before the first reader was asked. `on_frame` is its box on the upright frame.
pub(crate) fn of(
    line: &TextLine,
    grey: &Grey,
    upright: Option<(&Raster, PixelBox)>,
    second: &LineReading,
    monospaced: bool,
    dpi: f32,
) -> Measures {
    let letters = &line.letters;
    let count = letters.len().max(1) as f32;
    let em = line.em.max(1.0);
    let inked_width: f32 = letters.iter().map(|piece| piece.width() as f32).sum();
    let heights: Vec<f32> = letters.iter().map(|piece| piece.height() as f32 / em).collect();
    let foot = |middle: f32, bottom: u32| (bottom as f32 - line.base_at(middle)) / em;
    let feet: Vec<f32> =
        letters.iter().map(|piece| foot((piece.left + piece.right) as f32 / 2.0, piece.bottom)).collect();
    let widths: Vec<f32> = letters.iter().map(|piece| piece.width() as f32 / em).collect();
    let uneven = spread(&letters.iter().map(|piece| darkness(piece, grey) / 255.0).collect::<Vec<f32>>());
    let (fit, step) = pitch(line);
    let (stroke, slant, dark) = strokes(line, grey);
    let (red, blue) = upright.map_or((0.0, 0.0), |(raster, on_frame)| colour(raster, &on_frame));
    let words = second.words();
    let mean = |of: fn(&ReadWord) -> f32| words.iter().map(of).sum::<f32>() / words.len().max(1) as f32;
    let text: String = second.text().chars().filter(|letter| *letter != ' ').collect();
    let share = |is: fn(char) -> bool| {
        text.chars().filter(|letter| is(*letter)).count() as f32 / text.chars().count().max(1) as f32
    };
    BTreeMap::from([
        ("mean", mean(|word| word.mean)),
        ("least", mean(|word| word.least)),
        ("fill", filled(letters)),
        ("slant", slant),
        ("stroke", stroke / em),
        ("dark", dark),
        ("height_spread", spread(&heights)),
        ("foot_spread", spread(&feet)),
        ("pitch", fit),
        ("monospaced", f32::from(u8::from(monospaced))),
        ("letters", count.min(30.0) / 30.0),
        ("blue", blue),
        ("red", red),
        ("density", count * em / inked_width.max(1.0)),
        ("widest", letters.iter().map(|piece| piece.width()).max().unwrap_or(0) as f32 / em),
        ("capitals", share(char::is_uppercase)),
        ("digits", share(|letter| letter.is_ascii_digit())),
        ("height_mm", em / dpi * 25.4),
        ("step", step),
        ("width_spread", spread(&widths)),
        ("uneven", uneven),
        // A rubber stamp is set down by hand, print and typing stand straight on a levelled page.
        ("tilt", line.slope.abs() * STEEPEST),
        ("sealed", line.sealed),
        ("in_ring", line.ring.share),
        ("ring", line.ring.middle),
        ("ring_spread", line.ring.spread),
        ("in_cell", f32::from(u8::from(line.cell.is_some()))),
        ("marks", share(|letter| !letter.is_alphanumeric())),
        ("listed", listed(&words)),
    ])
}

/// Share of its letters that stand in words of running text or of the office: a form's labels are such words, names and
/// places that were written behind them are not.
fn listed(words: &[ReadWord]) -> f32 {
    let (mut known, mut all) = (0, 0);
    for word in words {
        let text = word.text.trim_matches(|letter: char| !letter.is_alphabetic());
        let letters = text.chars().count();
        all += letters;
        let is = |known: Known| known.is(Known::COMMON) || known.is(Known::HOUSE);
        known += if lexicon::known(text).is_some_and(is) { letters } else { 0 };
    }
    known as f32 / all.max(1) as f32
}

fn spread(values: &[f32]) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let mean = values.iter().sum::<f32>() / values.len() as f32;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / values.len() as f32).sqrt()
}

#[multiversion(targets("x86_64+avx2"))]
fn add(sums: &mut [u16], ink: &[u8]) {
    sums.iter_mut().zip(ink).for_each(|(sum, &ink)| *sum += u16::from(ink));
}

/// Of a row: how many pixels are ink, how dark they are together, and how many runs they make.
#[multiversion(targets("x86_64+avx2"))]
fn tallied(row: &[u8], ink: &[u8]) -> (u32, u32, u32) {
    let inked = ink.iter().map(|&ink| u32::from(ink)).sum();
    let dark = row.iter().zip(ink).map(|(&pixel, &ink)| u32::from(ink * (255 - pixel))).sum();
    let first = ink.first().map_or(0, |&ink| u32::from(ink));
    let runs = first + ink.windows(2).map(|two| u32::from(!two[0] & two[1])).sum::<u32>();
    (inked, dark, runs)
}

/// Large where columns of ink begin and end at once.
#[multiversion(targets("x86_64+avx2"))]
fn sharpness(columns: &[u16]) -> u64 {
    let squares = columns.windows(2).map(|two| u32::from(two[0].abs_diff(two[1])).pow(2));
    squares.map(u64::from).sum()
}

/// Mean length of runs of ink across, the lean at which columns of ink are sharpest, mean darkness.
fn strokes(line: &TextLine, grey: &Grey) -> (f32, f32, f32) {
    let (top, bottom) = (line.top.max(0.0) as usize, (line.bottom as usize).min(grey.height));
    let (left, right) =
        ((line.left.max(0.0) as usize).min(grey.width), (line.right as usize).min(grey.width));
    let (mut runs, mut inked, mut dark) = (0u32, 0u32, 0u64);
    let leans: Vec<f32> = (-3..=8).map(|step| step as f32 * 0.1).collect();
    let span = right.saturating_sub(left) + bottom.saturating_sub(top) + 2;
    let mut columns = vec![vec![0u16; span * 2]; leans.len()];
    let mut ink = Vec::with_capacity(right.saturating_sub(left));
    for y in top..bottom {
        let row = &grey.row(y)[left..right.max(left)];
        ink.clear();
        ink.extend(row.iter().map(|&pixel| u8::from(pixel < INK)));
        let (here, darkness, begun) = tallied(row, &ink);
        inked += here;
        dark += u64::from(darkness);
        runs += begun;
        // Every row is moved by as much as the lean asks at its height.
        for (lean, column) in leans.iter().zip(&mut columns) {
            let moved = span as f32 * 0.8 - lean * (bottom - y) as f32;
            add(column.get_mut(moved.max(0.0) as usize..).unwrap_or_default(), &ink);
        }
    }
    let best = (0..leans.len()).max_by_key(|&place| sharpness(&columns[place]));
    let slant = best.map_or(0.0, |place| leans[place]);
    (inked as f32 / runs.max(1) as f32, slant, dark as f32 / inked.max(1) as f32)
}

/// Mean darkness of a letter's ink: a typewriter strikes one letter harder than the next.
fn darkness(piece: &Piece, grey: &Grey) -> f32 {
    let (mut sum, mut count) = (0, 0);
    for y in piece.top as usize..(piece.bottom as usize).min(grey.height) {
        for &pixel in &grey.row(y)[piece.left as usize..(piece.right as usize).min(grey.width)] {
            let ink = u32::from(pixel < INK);
            sum += ink * u32::from(255 - pixel);
            count += ink;
        }
    }
    if count > 0 { sum as f32 / count as f32 } else { 0.0 }
}

/// How far the letters' middles agree on one pitch, and that pitch in em.
fn pitch(line: &TextLine) -> (f32, f32) {
    let em = line.em;
    let letters: Vec<f32> = line
        .letters
        .iter()
        .filter(|piece| (piece.width() as f32) < 0.9 * em)
        .map(|piece| (piece.left + piece.right) as f32 / 2.0)
        .collect();
    if letters.len() < 4 {
        return (0.0, 0.0);
    }
    let mut best = (0.0_f32, 0.0_f32);
    for step in 0..60 {
        let pitch = em * (0.45 + 0.01 * step as f32);
        let (mut cosines, mut sines) = (0.0, 0.0);
        for x in &letters {
            let (sin, cos) = (x / pitch * std::f32::consts::TAU).sin_cos();
            cosines += cos;
            sines += sin;
        }
        let fit = (cosines * cosines + sines * sines).sqrt() / letters.len() as f32;
        if fit > best.0 {
            best = (fit, pitch / em);
        }
    }
    best
}

fn colour(upright: &Raster, on_frame: &PixelBox) -> (f32, f32) {
    let Raster::Colour(colour) = upright else { return (0.0, 0.0) };
    let (mut red, mut blue, mut count) = (0i32, 0i32, 0i32);
    let (left, right) =
        ((on_frame.x as usize).min(colour.width), (on_frame.right() as usize).min(colour.width));
    for y in on_frame.y as usize..(on_frame.bottom() as usize).min(colour.height) {
        let (pixels, _) =
            colour.data[(y * colour.width + left) * 3..(y * colour.width + right) * 3].as_chunks();
        for &[r, g, b] in pixels {
            let ink = i32::from(r.min(g).min(b) < INK);
            red += ink * (i32::from(r) - i32::from(g));
            blue += ink * (i32::from(b) - i32::from(g));
            count += ink;
        }
    }
    if count == 0 { (0.0, 0.0) } else { (red as f32 / count as f32, blue as f32 / count as f32) }
}
