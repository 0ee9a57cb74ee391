//! Letters that run into one another: blurred, bold or small print whose words are one piece of ink.

use crate::pixels::ink::{Ink, Piece};

/// Wider than so many heights is more than a letter.
const WIDER: f32 = 2.1;
/// Print fills so much of its outline; a pen's loops less, a bar more.
const PRINT: std::ops::Range<f32> = 0.5..0.9;
/// The lowest word, in small letters of the page: its notes are set in smaller type. The blurred dash of a cell is as low
/// where the page's letters are small; what is as high as any letter of office paper may be lower still.
const LOWEST: f32 = 0.55;
const LOWEST_LETTERS: f32 = 0.5;
/// No narrower part holds a letter's whole height for sure; in heights of the piece. Parts overlap by half.
const LETTER: f32 = 0.8;

/// Whether a piece may be a word. `least`: the height of the lowest letters there are.
pub(super) fn is_word(piece: &Piece, small: f32, least: f32) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    let filled = piece.area as f32 / (width * height);
    let high = height > LOWEST * small || (height > LOWEST_LETTERS * small && height >= least);
    width > WIDER * height && high && PRINT.contains(&filled)
}

/// The piece, or the outlines of what stands in letter-wide parts of a word: where its letters stand and how high they
/// are is seen in these.
pub(super) fn parted(ink: &Ink, piece: &Piece) -> Vec<Piece> {
    if !is_word(piece, 0.0, 0.0) {
        return vec![*piece];
    }
    let count = (2.0 * piece.width() as f32 / (LETTER * piece.height() as f32)).round() as u32;
    let edge = |number: u32| piece.left + piece.width() * number / count;
    let parts: Vec<Piece> =
        (1..count).filter_map(|number| outlined(ink, piece, edge(number - 1), edge(number + 1))).collect();
    if parts.is_empty() { vec![*piece] } else { parts }
}

/// What of the piece stands between two columns.
fn outlined(ink: &Ink, piece: &Piece, left: u32, right: u32) -> Option<Piece> {
    let mut rows = (u32::MAX, 0);
    let mut area = 0;
    for y in piece.top..piece.bottom.min(ink.height as u32) {
        let row = ink.row(y as usize);
        let inked = row.get(left as usize..right as usize)?.iter().filter(|&&dark| dark != 0).count() as u32;
        if inked > 0 {
            rows = (rows.0.min(y), y + 1);
            area += inked;
        }
    }
    (area > 0).then_some(Piece { left, top: rows.0, right, bottom: rows.1, area })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// «ба» four times in one piece: every second letter is half again as high.
    fn word() -> (Ink, Piece) {
        let (width, height) = (120, 40);
        let mut data = vec![0; width * height];
        let mut area = 0;
        for x in 10..106 {
            let top = if (x - 10) / 12 % 2 == 0 { 10 } else { 15 };
            for y in (top..25).filter(|y| x % 12 < 8 || y % 4 < 2) {
                data[y * width + x] = 1;
                area += 1;
            }
        }
        (Ink { width, height, data }, Piece { left: 10, top: 10, right: 106, bottom: 25, area })
    }

    #[test]
    fn letters_of_a_word_have_their_own_heights() {
        let (ink, piece) = word();
        assert!(is_word(&piece, 15.0, 10.0));
        assert!(is_word(&piece, 28.0, 15.0) && !is_word(&piece, 28.0, 16.0));
        let parts = parted(&ink, &piece);
        assert!(parts.len() >= 12, "{} parts", parts.len());
        assert!(
            parts.iter().all(|part| part.bottom == 25 && (part.top == 10 || part.top == 15)),
            "{parts:?}"
        );
        assert_eq!((parts[0].left, parts[parts.len() - 1].right), (piece.left, piece.right));
    }

    #[test]
    fn letters_bars_and_the_strokes_of_a_pen_are_no_words() {
        let (ink, piece) = word();
        let check = |piece: Piece, small: f32| {
            assert!(!is_word(&piece, small, 10.0), "{piece:?}");
            assert_eq!(parted(&ink, &Piece { area: 1, ..piece }).len(), 1);
        };
        check(Piece { right: piece.left + 20, area: 200, ..piece }, 15.0);
        check(Piece { area: piece.width() * piece.height(), ..piece }, 15.0);
        check(Piece { area: 300, ..piece }, 15.0);
        check(piece, 40.0);
    }
}
