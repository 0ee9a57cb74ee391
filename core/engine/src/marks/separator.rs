//! Separator sheets: a QR code or a Code 128 anywhere on the page, looked for on a small copy and only where
//! the ink promises one.

use std::collections::HashSet;

use rxing::common::HybridBinarizer;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiFormatReader, Reader as _};

use dossier::Rotation;

use crate::pixels::Grey;
use crate::pixels::ink::{Ink, runs};

/// The payload of the sheet's code, if it is a separator sheet.
pub(crate) fn payload(grey: &Grey, dpi: f32) -> Option<String> {
    for target in [100.0, 150.0] {
        let factor = (target / dpi).min(1.0);
        let width = (grey.width as f32 * factor) as usize;
        let height = (grey.height as f32 * factor) as usize;
        if width < 60 || height < 60 {
            return None;
        }
        let small = grey.scaled(width, height);
        match promise(&small) {
            Promise::None => return None,
            Promise::Perhaps => {}
            Promise::Code => {
                if let Some(payload) = decode(small) {
                    return Some(payload);
                }
            }
        }
    }
    None
}

fn decode(small: Grey) -> Option<String> {
    let (width, height) = (small.width as u32, small.height as u32);
    let formats = HashSet::from([BarcodeFormat::QR_CODE, BarcodeFormat::CODE_128]);
    let hints =
        DecodeHints { TryHarder: Some(true), PossibleFormats: Some(formats), ..DecodeHints::default() };
    let source = Luma8LuminanceSource::new(small.data, width, height).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let found = MultiFormatReader::default().decode_with_hints(&mut bitmap, &hints).ok()?;
    Some(found.getText().to_owned())
}

/// Shares of a page that are darker than the black of a code on it, and than its paper.
const INK: f32 = 0.01;
const PAPER: f32 = 0.75;
/// Paper alone, with its grain, has less.
const LEAST_CONTRAST: u8 = 48;

/// What a cheap look says before the dear one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Promise {
    None,
    /// Something like a part of a code: worth a finer look.
    Perhaps,
    Code,
}

/// Finder squares of a QR code that are finders both across and down and stand as a code's do, or many rows that repeat
/// one long pattern of bars.
fn promise(small: &Grey) -> Promise {
    let mut sorted: Vec<u8> = small.data.iter().step_by(97).copied().collect();
    sorted.sort_unstable();
    let at = |share: f32| sorted.get((sorted.len() as f32 * share) as usize).copied().unwrap_or(255);
    let (ink, paper) = (at(INK), at(PAPER));
    if paper < ink.saturating_add(LEAST_CONTRAST) {
        return Promise::None;
    }
    // Half way from the black of a code to its paper, on pale copies too.
    let dark = Ink::darker_than(small, ink / 2 + paper / 2);
    let mut seen = Seen::default();
    seen.look_along(&dark, |x, y| is_finder(&dark, x, y));
    if seen.promise() == Promise::Code {
        return Promise::Code;
    }
    // Bars of a sheet that lies on its side. A finder is one whichever way it is met.
    let lying = Grey { width: dark.width, height: dark.height, data: dark.data }.turned(Rotation::Quarter);
    seen.look_along(&Ink { width: lying.width, height: lying.height, data: lying.data }, |_, _| false);
    seen.promise()
}

/// So many rows with the same bars are a code of the other kind.
const SAME_ROWS: u32 = 12;
/// Centres nearer than this, in modules, are one finder.
const ONE_FINDER: f32 = 7.0;
/// Finders of one code are of a size, within this; two of them are at least so many modules apart (ISO/IEC 18004: 21 modules
/// a side for the smallest code), and no more than the largest we look for.
const ALIKE: f32 = 1.5;
const APART: std::ops::Range<f32> = 10.0..60.0;
/// How much longer one side may be than the other, and the third than these two make it, on a sheet laid askew.
const ASKEW: f32 = 0.25;

/// The middle of a finder square in pixels, and its module.
#[derive(Clone, Copy)]
struct Finder {
    x: usize,
    y: usize,
    unit: f32,
}

impl Finder {
    fn far(&self, other: &Self) -> f32 {
        (self.x as f32 - other.x as f32).hypot(self.y as f32 - other.y as f32)
    }

    /// Whether both may belong to one code.
    fn goes_with(&self, other: &Self) -> bool {
        let unit = (self.unit + other.unit) / 2.0;
        self.unit.max(other.unit) < ALIKE * self.unit.min(other.unit)
            && APART.contains(&(self.far(other) / unit))
    }
}

#[derive(Default)]
struct Seen {
    finders: Vec<Finder>,
    most_same: u32,
}

impl Seen {
    fn promise(&self) -> Promise {
        if self.most_same >= SAME_ROWS {
            return Promise::Code;
        }
        let pairs = || {
            let all = &self.finders;
            all.iter()
                .enumerate()
                .flat_map(|(place, one)| all[place + 1..].iter().map(move |other| (one, other)))
        };
        let mut promise = Promise::None;
        for (one, other) in pairs().filter(|(one, other)| one.goes_with(other)) {
            // One alone may be a letter or a stamp.
            promise = Promise::Perhaps;
            if self.finders.iter().any(|corner| is_corner(corner, one, other)) {
                return Promise::Code;
            }
        }
        promise
    }

    fn look_along(&mut self, dark: &Ink, is_finder: impl Fn(usize, usize) -> bool) {
        let (mut runs, mut same, mut last) = (Vec::new(), 0, None);
        for y in 0..dark.height {
            stripe(dark.row(y), &mut runs);
            let bars = bars(&runs);
            same = match (bars, last) {
                (Some((start, chain)), Some((start_before, chain_before)))
                    if u32::abs_diff(start, start_before) <= 3 && u32::abs_diff(chain, chain_before) <= 3 =>
                {
                    same + 1
                }
                _ => 0,
            };
            last = bars;
            self.most_same = self.most_same.max(same);
            let mut place = 0;
            for (number, &run) in runs.iter().enumerate() {
                // Dark runs have odd numbers; the middle of a finder is the third of five from a dark one.
                if number % 2 == 1
                    && number >= 3
                    && let Some(five) = runs.get(number - 2..number + 3)
                    && let Some(unit) = finder_unit(five)
                {
                    let x = (place + run / 2) as usize;
                    let apart = |at: &Finder| {
                        let (dx, dy) = (at.x.abs_diff(x) as f32, at.y.abs_diff(y) as f32);
                        dx.max(dy) > ONE_FINDER * unit
                    };
                    if self.finders.iter().all(apart) && is_finder(x, y) {
                        self.finders.push(Finder { x, y, unit });
                    }
                }
                place += run;
            }
        }
    }
}

/// Whether the other two lie from this one as the two arms of a right angle, equally long.
fn is_corner(corner: &Finder, one: &Finder, other: &Finder) -> bool {
    let (arm, other_arm) = (corner.far(one), corner.far(other));
    let near = |length: f32, wanted: f32| (length - wanted).abs() < ASKEW * wanted;
    corner.goes_with(one)
        && corner.goes_with(other)
        && near(arm, other_arm)
        && near(one.far(other), arm.hypot(other_arm))
}

/// Lengths of the runs along one line, starting with a light one.
fn stripe(line: &[u8], lengths: &mut Vec<u32>) {
    lengths.clear();
    let mut end = 0;
    for run in runs(line) {
        lengths.extend([(run.start - end) as u32, run.len() as u32]);
        end = run.end;
    }
    if end < line.len() || lengths.is_empty() {
        lengths.push((line.len() - end) as u32);
    }
}

/// The module of five runs that are a finder's: 1:1:3:1:1.
fn finder_unit(five: &[u32]) -> Option<f32> {
    let unit = five.iter().sum::<u32>() as f32 / 7.0;
    let near = |run: u32, times: f32| (run as f32 - times * unit).abs() <= unit * 0.6 * times.sqrt();
    let fits =
        unit >= 1.4 && five.iter().zip([1.0, 1.0, 3.0, 1.0, 1.0]).all(|(&run, times)| near(run, times));
    fits.then_some(unit)
}

/// Whether the column through the middle of a row's finder is a finder's too.
fn is_finder(dark: &Ink, x: usize, y: usize) -> bool {
    let is = |y: usize, ink: u8| y < dark.height && dark.data[y * dark.width + x] == ink;
    // From the middle up and down: the rest of the core, a gap, the frame.
    let walk = |step: &dyn Fn(usize) -> usize| {
        let mut at = y;
        [1, 0, 1].map(|ink| {
            let mut length = 0u32;
            while is(at, ink) {
                (at, length) = (step(at), length + 1);
            }
            length
        })
    };
    let (up, down) = (walk(&|y| y.wrapping_sub(1)), walk(&|y| y + 1));
    finder_unit(&[up[2], up[1], (up[0] + down[0]).saturating_sub(1), down[1], down[2]]).is_some()
}

/// The start and number of the longest chain of short runs: a Code 128 of ten signs has over seventy.
fn bars(runs: &[u32]) -> Option<(u32, u32)> {
    let (mut place, mut chain, mut start) = (0, 0, 0);
    let mut best: Option<(u32, u32)> = None;
    for &run in runs {
        if run > 0 && run <= 10 {
            if chain == 0 {
                start = place;
            }
            chain += 1;
            if chain >= 40 && best.is_none_or(|(_, most)| chain > most) {
                best = Some((start, chain));
            }
        } else {
            chain = 0;
        }
        place += run;
    }
    best
}
