//! What stands at the ends of a line: small marks that are its own, and the points of a leader that are not.

use super::size::SMALL_IN_EM;
use super::{MARGIN, TextLine, dashes};
use crate::pixels::ink::Piece;

/// A dash stands a space away from its word, in em; in lines set to one width the space is a wide one.
const DASH_REACH: f32 = 1.0;

/// So many points behind a point, within so many em, lead from a label to its value.
const LEADER: usize = 3;
const LEADER_REACH: f32 = 4.0;

/// Whether a mark is the first point of a leader.
fn leads(mark: &Piece, marks: &[Piece], em: f32) -> bool {
    let middle = |mark: &Piece| (mark.top + mark.bottom) as f32 / 2.0;
    let is_next = |other: &&Piece| {
        let gap = other.left as f32 - mark.right as f32;
        (0.0..LEADER_REACH * em).contains(&gap)
            && (middle(other) - middle(mark)).abs() < 0.12 * em
            && other.width() < 2 * other.height()
    };
    marks.iter().filter(is_next).count() >= LEADER
}

/// Marks at the ends belong to the line: a full stop, a dash, a quotation; the points of a leader do not.
pub(super) fn widened(line: &mut TextLine, marks: &[Piece]) {
    let reach = 0.9 * line.em * 0.5;
    for _ in 0..3 {
        let (mut left, mut right) = (line.left, line.right);
        for mark in marks {
            let dash = mark.width() > 2 * mark.height() && dashes::is_in_row(mark, line);
            let reach = if dash { DASH_REACH * line.em } else { reach };
            let middle = (mark.top + mark.bottom) as f32 / 2.0;
            let base = line.base_at(mark.left as f32);
            if middle > base + 0.25 * line.em || middle < base - 0.75 * line.em {
                continue;
            }
            let (from, to) = (mark.left as f32, mark.right as f32);
            if from >= line.right - 1.0 && from - line.right < reach && !leads(mark, marks, line.em) {
                right = right.max(to);
            }
            if to <= line.left + 1.0 && line.left - to < reach {
                left = left.min(from);
            }
        }
        if (left, right) == (line.left, line.right) {
            break;
        }
        line.base += line.slope * (left - line.left);
        (line.left, line.right) = (left, right);
    }
    let margin = MARGIN * SMALL_IN_EM * line.em;
    line.base -= line.slope * margin;
    line.left = (line.left - margin).max(0.0);
    line.right += margin;
}
