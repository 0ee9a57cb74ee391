//! Sides of low boxes for figures: no longer than the stem of a tall letter, but they stand from one line across to the next.

use std::ops::Range;

use super::Run;
use super::tables::{LEAST_BOXES, MOST_LINES, Rule, merged};
use crate::pixels::ink::Ink;

/// A side is ink over so much of its length.
const DRAWN: f32 = 0.95;

/// `ink`: without the lines `across`; `heights`: of boxes; pixels. Nothing where fewer sides than those of a row of boxes stand.
pub(super) fn sides(ink: &Ink, across: &[Run], heights: Range<usize>, thickest: usize) -> Vec<Run> {
    let rules = merged(across, thickest);
    let mut sides = Vec::new();
    if rules.len() > MOST_LINES {
        return sides;
    }
    for top in &rules {
        for bottom in rules.iter().filter(|bottom| heights.contains(&bottom.at.saturating_sub(top.at))) {
            let found = between(ink, top, bottom, thickest);
            let mut places = found.iter().map(|side| side.0).collect::<Vec<usize>>();
            places.dedup_by(|own, last| *own - *last <= thickest);
            if places.len() > LEAST_BOXES {
                sides.extend(found);
            }
        }
    }
    sides
}

/// Columns that are ink from one line to the other.
fn between(ink: &Ink, top: &Rule, bottom: &Rule, thickest: usize) -> Vec<Run> {
    let (from, to) = (top.from.max(bottom.from).saturating_sub(thickest), top.to.min(bottom.to) + thickest);
    let rows = top.at + thickest..bottom.at.saturating_sub(thickest);
    if from >= to || rows.is_empty() {
        return Vec::new();
    }
    let to = to.min(ink.width);
    let mut inked = vec![0_usize; to - from];
    for y in rows.clone() {
        inked.iter_mut().zip(&ink.row(y)[from..to]).for_each(|(count, ink)| *count += usize::from(*ink));
    }
    let least = (DRAWN * rows.len() as f32) as usize;
    let drawn = inked.iter().enumerate().filter(|(_, count)| **count >= least);
    drawn.map(|(place, _)| (from + place, top.at, bottom.at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines across at 100 and 150; sides of three pixels at these places, and a letter in each box.
    fn sides_at(places: &[usize], bottom: usize) -> Vec<usize> {
        let mut ink = Ink { width: 800, height: 200, data: vec![0; 160_000] };
        for &place in places {
            for y in 102..bottom {
                ink.data[y * 800 + place..][..3].fill(1);
                if (112..140).contains(&y) {
                    ink.data[y * 800 + place + 20..][..4].fill(1);
                }
            }
        }
        let across = [(100, 50, 700), (101, 50, 700), (150, 50, 700)];
        sides(&ink, &across, 40..60, 6).into_iter().map(|side| side.0).collect()
    }

    #[test]
    fn sides_stand_from_line_to_line() {
        let places: Vec<usize> = (0..9).map(|number| 100 + 50 * number).collect();
        let found = sides_at(&places, 149);
        assert_eq!(found.len(), 27);
        assert!(found.iter().all(|x| x % 50 < 3), "{found:?}");
        // Too few, and stems that end above the lower line.
        assert!(sides_at(&places[..5], 149).is_empty());
        assert!(sides_at(&places, 135).is_empty());
    }
}
