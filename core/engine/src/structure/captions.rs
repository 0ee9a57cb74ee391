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

/// A row of so many letters is a caption, whatever stands close over it: a large hand's feet reach down to it.
const ROW: f32 = 8.0;
/// Under this share of the page's small letter no letter of its common type is left.
const LOW: f32 = 0.6;
/// Letters of its row stand within so many heights of it, and are at most so many times as high.
const NEAR: f32 = 6.0;
const HIGHER: f32 = 3.0;

/// Captions under writing so large that their letters are no more than its marks, whole words of run-together letters
/// among them; what they are made of is taken out of the letters and the marks. And the height of their small letters.
pub(super) fn rows(
    letters: &mut Vec<Piece>,
    marks: &mut Vec<Piece>,
    small: f32,
    millimetre: f32,
) -> (Vec<Chain>, f32) {
    let is_low = |piece: &Piece| (piece.height() as f32) < LOW * small;
    let words = letters.iter().filter(|piece| is_low(piece)).copied();
    let (mut found, height) =
        chains_of(words.chain(marks.iter().copied().filter(|mark| is_letter(mark, millimetre))).collect());
    let common: Vec<Piece> = letters.iter().filter(|piece| !is_low(piece)).copied().collect();
    found.retain(|chain| count(chain) >= ROW && !stands_among(chain, &common));
    for chain in &found {
        letters.retain(|piece| !chain.letters.contains(piece));
        marks.retain(|piece| !chain.letters.contains(piece));
    }
    (found, height)
}

/// Letters of a chain; run-together ones by their width.
fn count(chain: &Chain) -> f32 {
    chain.letters.iter().map(|piece| (piece.width() as f32 / piece.height() as f32).max(1.0)).sum()
}

/// Whether letters of common size stand in its row: then it is what is low in a common line. The feet of a large hand
/// over it are part of something much higher.
fn stands_among(chain: &Chain, common: &[Piece]) -> bool {
    let height = chain.bottom - chain.top;
    let left = chain.letters[0].left as f32;
    let beside = |piece: &&Piece| {
        let (top, bottom) = (piece.top as f32, piece.bottom as f32);
        let near =
            piece.right as f32 > left - NEAR * height && (piece.left as f32) < chain.right + NEAR * height;
        let shared = bottom.min(chain.bottom) - top.max(chain.top);
        near && shared > 0.5 * height && bottom - top < HIGHER * height
    };
    common.iter().filter(beside).count() * 5 > chain.letters.len()
}

/// Chains of pieces that were taken for marks and belong to no other line; and the height of their small letters.
pub(super) fn chains(marks: &[Piece], lines: &[Chain], millimetre: f32) -> (Vec<Chain>, f32) {
    let free = |piece: &&Piece| is_letter(piece, millimetre) && !lines.iter().any(|line| owns(line, piece));
    chains_of(marks.iter().filter(free).copied().collect())
}

fn is_letter(piece: &Piece, millimetre: f32) -> bool {
    let mm = |pixels: u32| pixels as f32 / millimetre;
    mm(piece.height()) >= LEAST && mm(piece.width()) <= WIDEST && !is_point(piece)
}

fn chains_of(letters: Vec<Piece>) -> (Vec<Chain>, f32) {
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
    fn a_row_under_a_large_hand_is_its_own() {
        let small = 28.0;
        // Letters as marks, two words whose letters run together, and a hand over them with its feet among them.
        let caption = row(8, 6, 10, 50);
        let words = [
            Piece { left: 200, top: 190, right: 260, bottom: 203, area: 400 },
            Piece { left: 266, top: 190, right: 330, bottom: 203, area: 420 },
        ];
        let hand = [
            Piece { left: 80, top: 110, right: 190, bottom: 194, area: 2500 },
            Piece { left: 210, top: 120, right: 320, bottom: 196, area: 2400 },
        ];
        let (mut letters, mut marks) = ([&words[..], &hand[..]].concat(), caption.clone());
        let (found, _) = rows(&mut letters, &mut marks, small, 10.0);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (&letters[..], &marks[..]),
            (&hand[..], &[][..]),
            "what it is made of is in no other line"
        );
        // What is low in a line of common letters stays there.
        let common = row(10, 9, 20, 45);
        let (mut letters, mut marks) = (common.clone(), caption.clone());
        assert!(rows(&mut letters, &mut marks, small, 10.0).0.is_empty());
        assert_eq!((letters, marks), (common, caption));
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
