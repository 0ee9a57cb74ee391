//! Lines in the smallest type: what is to be filled in under a rule, heads of narrow columns. Beside a page's common
//! letters theirs are no higher than marks.

use super::chains::{Chain, chained};
use crate::pixels::ink::Piece;

/// A letter is at least so high and at most so wide, in millimetres: small letters of five points, not leaders' points.
const LEAST: f32 = 0.75;
const WIDEST: f32 = 4.0;
/// Fewer letters may be specks.
const LETTERS: usize = 3;
/// Letters of one line: the highest is at most so much higher than the lower third.
const EVEN: f32 = 2.4;
/// A round point fills so much of its box.
const POINT: f32 = 0.62;
/// Marks within a line's height and so much of it above belong to that line: points, accents.
const ABOVE: f32 = 0.9;
const BELOW: f32 = 0.4;

/// Chains of pieces that were taken for marks and belong to no other line; and the height of their small letters.
pub(super) fn chains(marks: &[Piece], lines: &[Chain], millimetre: f32) -> (Vec<Chain>, f32) {
    let mm = |pixels: u32| pixels as f32 / millimetre;
    let mut letters: Vec<Piece> = Vec::new();
    for piece in marks {
        let sized = mm(piece.height()) >= LEAST && mm(piece.width()) <= WIDEST;
        if sized && !is_point(piece) && !lines.iter().any(|line| owns(line, piece)) {
            letters.push(*piece);
        }
    }
    let mut heights: Vec<u32> = letters.iter().map(Piece::height).collect();
    heights.sort_unstable();
    let small = heights.get(heights.len() / 2).map_or(0.0, |&height| height as f32);
    let mut found = if small > 0.0 { chained(letters, small) } else { Vec::new() };
    found.retain(is_type);
    (found, small)
}

/// A leader's point: as wide as high, and full.
fn is_point(piece: &Piece) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    width < 1.45 * height && height < 1.45 * width && piece.area as f32 > POINT * width * height
}

fn owns(line: &Chain, mark: &Piece) -> bool {
    let height = line.bottom - line.top;
    let middle = (mark.top + mark.bottom) as f32 / 2.0;
    let across = (mark.right as f32) > line.letters[0].left as f32 - height
        && (mark.left as f32) < line.right + height;
    across && middle > line.top - ABOVE * height && middle < line.bottom + BELOW * height
}

fn is_type(chain: &Chain) -> bool {
    let mut heights: Vec<u32> = chain.letters.iter().map(Piece::height).collect();
    heights.sort_unstable();
    heights.len() >= LETTERS && heights[heights.len() - 1] as f32 <= EVEN * heights[heights.len() / 3] as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(count: u32, width: u32, height: u32, fill: u32) -> Vec<Piece> {
        (0..count)
            .map(|place| {
                let left = 100 + 12 * place;
                // Letters are not all of one width.
                let right = left + width + place % 3;
                Piece { left, top: 200 - height, right, bottom: 200, area: fill * width * height / 100 }
            })
            .collect()
    }

    #[test]
    fn small_type_is_found_and_points_are_not() {
        let check = |name: &str, marks: &[Piece], lines: &[Chain], expected: usize| {
            assert_eq!(chains(marks, lines, 8.0).0.len(), expected, "{name}");
        };
        check("a caption", &row(12, 5, 8, 50), &[], 1);
        check("a leader", &row(12, 6, 7, 80), &[], 0);
        check("two specks", &row(2, 5, 8, 50), &[], 0);
        check("lower than type", &row(12, 4, 4, 50), &[], 0);
        let text = chained(row(12, 9, 20, 40), 20.0);
        check("accents of a line", &row(12, 5, 8, 50), &text, 0);
    }
}
