//! Separator sheets: a QR code or a Code 128 anywhere on the page, looked for on a small copy and only where
//! the ink promises one.

use std::collections::HashSet;

use rxing::common::HybridBinarizer;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, MultiFormatReader, Reader as _};

use crate::pixels::Grey;

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
        if !promises(&small) {
            return None;
        }
        if let Some(payload) = decode(small) {
            return Some(payload);
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

/// A cheap look before the dear one: finder squares of a QR code, or many rows that repeat one long bar pattern.
fn promises(small: &Grey) -> bool {
    let mut sorted: Vec<u8> = small.data.iter().step_by(97).copied().collect();
    sorted.sort_unstable();
    let paper = sorted.get(sorted.len() * 3 / 4).copied().unwrap_or(255);
    let limit = paper / 2;
    let dark = |x: usize, y: usize| small.data[y * small.width + x] < limit;
    let across = (0..small.height).map(|y| stripe(small.width, |x| dark(x, y)));
    let (finders_across, bars_across) = count(across);
    let down = (0..small.width).map(|x| stripe(small.height, |y| dark(x, y)));
    let (finders_down, bars_down) = count(down);
    (finders_across >= 6 && finders_down >= 6) || bars_across >= 12 || bars_down >= 12
}

/// Lengths of the runs along one line, starting with a light one.
fn stripe(length: usize, dark: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut runs = vec![0u32];
    let mut ink = false;
    for place in 0..length {
        if dark(place) != ink {
            ink = !ink;
            runs.push(0);
        }
        if let Some(run) = runs.last_mut() {
            *run += 1;
        }
    }
    runs
}

/// How many lines hold a 1:1:3:1:1 finder, and the most lines in a row with one same long bar pattern.
fn count(lines: impl Iterator<Item = Vec<u32>>) -> (u32, u32) {
    let (mut finders, mut same, mut most_same) = (0, 0, 0);
    let mut last: Option<(u32, u32)> = None;
    for runs in lines {
        finders += u32::from(has_finder(&runs));
        let bars = bars(&runs);
        same = match (bars, last) {
            (Some(here), Some(before))
                if here.0.abs_diff(before.0) <= 3 && here.1.abs_diff(before.1) <= 3 =>
            {
                same + 1
            }
            _ => 0,
        };
        last = bars;
        most_same = most_same.max(same);
    }
    (finders, most_same)
}

fn has_finder(runs: &[u32]) -> bool {
    let dark_first = runs.windows(5).skip(1).step_by(2);
    dark_first.into_iter().any(|five| {
        let total: u32 = five.iter().sum();
        let unit = total as f32 / 7.0;
        let near = |run: u32, times: f32| (run as f32 - times * unit).abs() <= unit * 0.6 * times.sqrt();
        unit >= 1.4
            && near(five[0], 1.0)
            && near(five[1], 1.0)
            && near(five[2], 3.0)
            && near(five[3], 1.0)
            && near(five[4], 1.0)
    })
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
