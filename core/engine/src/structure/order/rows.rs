//! Row by row: parts of one height, left to right.

use super::{Part, TextLine};

/// Parts of one row differ in height by less than this many em from the nearest one.
const LEVEL: f32 = 0.35;
/// Parts of one row reach over one another by no more than this many em, or they are two lines: slanted hands lean.
const LEAN: f32 = 0.5;

/// Rows are begun from the top down, so the row of a part is among the last so many.
const RECENT: usize = 4;

/// A row on a bent page is not level, but every part of it is level with its neighbour.
pub(super) fn in_rows(mut parts: Vec<Part>, out: &mut Vec<TextLine>) {
    parts.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut rows: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        let mut best: Option<(f32, usize)> = None;
        for (place, row) in rows.iter().enumerate().rev().take(RECENT) {
            if let Some(off) = off(row, &part)
                && best.is_none_or(|(least, _)| off < least)
            {
                best = Some((off, place));
            }
        }
        match best {
            Some((_, place)) => rows[place].push(part),
            None => rows.push(vec![part]),
        }
    }
    for mut row in rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        out.extend(row.into_iter().flat_map(|part| part.lines));
    }
}

/// How far the part is off the level of the row, in em; none: it does not stand in this row.
fn off(row: &[Part], part: &Part) -> Option<f32> {
    let mut nearest: Option<(f32, f32)> = None;
    let mut least = f32::MAX;
    for own in row {
        if own.table || part.table {
            return None;
        }
        let apart = (part.left - own.right).max(own.left - part.right);
        let em = own.em.min(part.em);
        let off = (part.base - own.base).abs() / em;
        if apart < -LEAN * em && off > LEVEL {
            return None;
        }
        least = least.min(off);
        if nearest.is_none_or(|(least, _)| apart < least) {
            nearest = Some((apart, off));
        }
    }
    let (_, off) = nearest?;
    // A stroke of a signature may stand between the two ends of a level row.
    if off < LEVEL { Some(off) } else { (least < LEVEL).then_some(LEVEL + least) }
}
