//! Table lines and underlines out of the way of the layout: long thin runs of ink are painted as paper.
//! Where a letter crosses the line the ink is thicker than a line and stays.

mod boxes;
mod dotted;
mod tables;

use crate::pixels::Grey;
use crate::pixels::ink::Ink;
pub(crate) use tables::{LEAST_BOXES, Rule, Table, UNEVEN};

/// So much thicker than most of a line are the places that grain stands beside; a letter on it is higher.
const GRAIN: f32 = 1.5;

/// A page without its lines.
pub(crate) struct Unruled {
    pub grey: Grey,
    /// The share of the page that was line.
    pub share: f32,
    pub tables: Vec<Table>,
}

/// What is darker than this is ink on a scan of black and white; half a pixel of a thin line is.
const INK: u8 = 160;

/// `bitonal`: what is ink was decided by the scanner, whatever stands round it.
pub(crate) fn removed(mut grey: Grey, dpi: f32, bitonal: bool) -> Unruled {
    let pixels = |at_300: f32| (at_300 * dpi / 300.0).round().max(2.0) as usize;
    let mut ink = if bitonal {
        Ink::darker_than(&grey, INK)
    } else {
        Ink::standing_out(&grey, dpi / 25.4, Ink::DARKER)
    };
    let thickest = pixels(9.0);
    let sizes = Sizes { thickest, swollen: pixels(16.0), long: pixels(400.0), free: pixels(36.0) };
    let across = runs_across(&ink, pixels(130.0));
    let mut painted = paint_across(&mut grey, &mut ink, &across, sizes);
    let mut down = runs_down(&ink, pixels(104.0));
    painted += paint_down(&mut grey, &mut ink, &down, thickest);
    let sides = boxes::sides(&ink, &across, pixels(48.0)..pixels(110.0), thickest);
    painted += paint_down(&mut grey, &mut ink, &sides, thickest);
    down.extend(sides);
    let mut tables = tables::of(&across, &down, pixels(9.0), (ink.width, ink.height));
    if bitonal {
        tables.extend(dotted::of(&mut grey, ink, (&across, &down), &tables, dpi));
    }
    let share = painted as f32 / grey.data.len().max(1) as f32;
    Unruled { grey, share, tables }
}

/// A run of ink: fixed row or column, from, to (exclusive).
pub(crate) type Run = (usize, usize, usize);

/// Of lines across.
#[derive(Clone, Copy)]
struct Sizes {
    thickest: usize,
    /// Thickest where grain has swollen a long one.
    swollen: usize,
    /// The letters of a word at most touch: a longer run is a line.
    long: usize,
    /// Between two stems of a word there is less; of a line so much is free of what stands on it.
    free: usize,
}

/// Horizontal runs; a gap of one pixel does not end a line.
fn runs_across(ink: &Ink, shortest: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    for y in 0..ink.height {
        let row = ink.row(y);
        // A run covers whole blocks of eight, and with every gap one pixel wide each is at least half ink.
        let blocks = row.chunks_exact(8).map(|eight| eight.iter().sum::<u8>() >= 4);
        if !longer_than(blocks, (shortest / 8).saturating_sub(1).max(1)) {
            continue;
        }
        let here = |x: usize| row.get(x) == Some(&1);
        runs_along(0..ink.width, shortest, here, |from, to| runs.push((y, from, to)));
    }
    runs
}

/// Whether so many in a row are true.
fn longer_than(blocks: impl Iterator<Item = bool>, least: usize) -> bool {
    let mut so_far = 0;
    for full in blocks {
        so_far = if full { so_far + 1 } else { 0 };
        if so_far >= least {
            return true;
        }
    }
    false
}

/// Calls `found` with each run of at least `shortest` places.
fn runs_along(
    places: std::ops::Range<usize>,
    shortest: usize,
    ink: impl Fn(usize) -> bool,
    mut found: impl FnMut(usize, usize),
) {
    let mut start = None;
    for place in places.clone() {
        match start {
            None if ink(place) => start = Some(place),
            Some(from) if !(ink(place) || place + 1 < places.end && ink(place + 1)) => {
                if place - from >= shortest {
                    found(from, place);
                }
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start
        && places.end - from >= shortest
    {
        found(from, places.end);
    }
}

/// Vertical runs, looked for only in columns where blocks of ink stand on each other.
fn runs_down(ink: &Ink, shortest: usize) -> Vec<Run> {
    const BLOCK: usize = 16;
    let least = (shortest / BLOCK).saturating_sub(1).max(1);
    let mut full = vec![0u8; ink.width];
    let mut piled = vec![0u8; ink.width];
    let mut highest = vec![0u8; ink.width];
    for band in ink.data.chunks_exact(ink.width * BLOCK) {
        full.fill(0);
        for row in band.chunks_exact(ink.width) {
            full.iter_mut().zip(row).for_each(|(full, &ink)| *full += ink);
        }
        for ((full, piled), highest) in full.iter().zip(&mut piled).zip(&mut highest) {
            *piled = if *full >= BLOCK as u8 / 2 { piled.saturating_add(1) } else { 0 };
            *highest = (*highest).max(*piled);
        }
    }
    let mut runs = Vec::new();
    for (x, &highest) in highest.iter().enumerate() {
        if usize::from(highest) >= least.min(255) {
            let here = |y: usize| y < ink.height && ink.data[y * ink.width + x] == 1;
            runs_along(0..ink.height, shortest, here, |from, to| runs.push((x, from, to)));
        }
    }
    // In the order of their lower ends, as lines are met going down the page.
    runs.sort_by_key(|&(x, _, to)| (to, x));
    runs
}

/// Paints the runs that are lines; letters that touch along their feet make a run too, but a stem
/// stands on it every few pixels. Sizes in pixels.
fn paint_across(grey: &mut Grey, ink: &mut Ink, runs: &[Run], sizes: Sizes) -> usize {
    let (width, height) = (grey.width, grey.height);
    // What reaches farther is thicker than any line.
    let reach = (GRAIN * sizes.swollen as f32) as usize;
    let mut painted = 0;
    let (mut spans, mut heights) = (Vec::new(), Vec::new());
    for &(y, from, to) in runs {
        spans.clear();
        for x in from..to {
            let (mut top, mut bottom) = (y, y + 1);
            while top > 0 && ink.data[(top - 1) * width + x] == 1 && bottom - top <= reach {
                top -= 1;
            }
            while bottom < height && ink.data[bottom * width + x] == 1 && bottom - top <= reach {
                bottom += 1;
            }
            spans.push((x, top, bottom));
        }
        let long = to - from >= sizes.long;
        let usual = if long { usual(&spans, &mut heights) } else { 0 };
        let thickest = match usual <= sizes.swollen {
            true => sizes.thickest.max((GRAIN * usual as f32) as usize),
            false => sizes.thickest,
        };
        let thin = spans.iter().filter(|(_, top, bottom)| bottom - top <= thickest);
        if !long && free(&spans, thickest) < sizes.free {
            continue;
        }
        for &(x, top, bottom) in thin {
            let rows = top.saturating_sub(1)..(bottom + 1).min(height);
            painted += rows.len();
            for row in rows {
                grey.data[row * width + x] = 255;
                ink.data[row * width + x] = 0;
            }
        }
    }
    painted
}

/// The longest stretch of a run that nothing crosses.
fn free(spans: &[(usize, usize, usize)], thickest: usize) -> usize {
    let is_free = |&(_, top, bottom): &(usize, usize, usize)| bottom - top <= thickest;
    spans.split(|span| !is_free(span)).map(<[_]>::len).max().unwrap_or(0)
}

/// What three quarters of a line are no thicker than: grain beside it swells it.
fn usual(spans: &[(usize, usize, usize)], heights: &mut Vec<usize>) -> usize {
    heights.clear();
    heights.extend(spans.iter().map(|(_, top, bottom)| bottom - top));
    let rank = heights.len() * 3 / 4;
    *heights.select_nth_unstable(rank).1
}

fn paint_down(grey: &mut Grey, ink: &mut Ink, runs: &[Run], thickest: usize) -> usize {
    let width = grey.width;
    let mut painted = 0;
    for &(x, from, to) in runs {
        for y in from..to {
            let row = y * width;
            let (mut left, mut right) = (x, x + 1);
            while left > 0 && ink.data[row + left - 1] == 1 && right - left <= thickest {
                left -= 1;
            }
            while right < width && ink.data[row + right] == 1 && right - left <= thickest {
                right += 1;
            }
            if right - left > thickest {
                continue;
            }
            let (left, right) = (left.saturating_sub(1), (right + 1).min(width));
            grey.data[row + left..row + right].fill(255);
            ink.data[row + left..row + right].fill(0);
            painted += right - left;
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_and_letters_stay() {
        let mut grey = Grey::white(600, 400);
        let mut fill = |x: std::ops::Range<usize>, y: std::ops::Range<usize>| {
            for row in y {
                grey.data[row * 600 + x.start..row * 600 + x.end].fill(0);
            }
        };
        fill(50..550, 100..103); // a rule across
        fill(300..303, 50..350); // a rule down
        fill(100..105, 90..115); // a letter's stem over the rule
        fill(400..420, 200..230); // a letter
        let Unruled { grey: clean, share, tables } = removed(grey, 200.0, false);
        assert!(tables.is_empty(), "two lines are no table");
        let dark = |x: usize, y: usize| clean.data[y * 600 + x] < 128;
        assert!(!dark(200, 101) && !dark(301, 250) && !dark(301, 101), "lines are gone");
        assert!(dark(102, 95) && dark(102, 101) && dark(102, 112), "the stem is whole");
        assert!(dark(410, 215), "the letter is there");
        assert!(share > 0.005);
    }

    #[test]
    fn letters_that_touch_along_their_feet_are_no_line() {
        let mut grey = Grey::white(900, 300);
        let mut fill = |x: std::ops::Range<usize>, y: std::ops::Range<usize>| {
            for row in y {
                grey.data[row * 900 + x.start..row * 900 + x.end].fill(0);
            }
        };
        fill(50..250, 100..104); // the feet of a word in bold
        (0..10).for_each(|stem| fill(50 + 20 * stem..62 + 20 * stem, 80..104));
        fill(50..850, 200..210); // a long rule, thick with grain
        let clean = removed(grey, 200.0, false).grey;
        let dark = |x: usize, y: usize| clean.data[y * 900 + x] < 128;
        assert!(dark(66, 102) && dark(55, 90), "the word is whole");
        assert!(!dark(400, 205), "the rule is gone");
    }

    #[test]
    fn grain_beside_a_thick_rule_goes_with_it() {
        let mut grey = Grey::white(900, 200);
        let mut fill = |x: std::ops::Range<usize>, y: std::ops::Range<usize>| {
            for row in y {
                grey.data[row * 900 + x.start..row * 900 + x.end].fill(0);
            }
        };
        fill(50..850, 100..108);
        // Grain under it on three places of ten, and a letter standing on it.
        (0..80).for_each(|place| fill(50 + 10 * place..53 + 10 * place, 108..111));
        fill(300..312, 70..104);
        let clean = removed(grey, 200.0, false).grey;
        let dark = |x: usize, y: usize| clean.data[y * 900 + x] < 128;
        assert!((320..850).all(|x| (95..115).all(|y| !dark(x, y))), "nothing is left of the rule");
        assert!(dark(306, 80) && dark(306, 103), "the letter is whole");
    }
}
