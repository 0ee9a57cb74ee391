//! Letters that a seal, a signature or a frame has grown together with: the whole is one large piece of ink, and the
//! line would end where it begins. Along a line's own height the large piece falls apart again.

use super::chains::{Chain, chained};
use super::rings::Ring;
use crate::pixels::ink::{Ink, Piece};

/// A letter behind the end of a line, at most so many small letters away: a space and the thickness of a ring.
const NEXT: f32 = 1.9;
/// How far a line is followed into a large piece, in small letters.
const FAR: f32 = 60.0;
/// Feet stand so near the base line, in small letters; у and р reach below it.
const FOOT: f32 = 0.28;
const BELOW: f32 = 0.6;
/// Within a ring stand so many letters of a line, at least, with their feet on the base line, and they are so much of all that is
/// found there: a ring's own letters stand otherwise.
const STANDING: usize = 4;
const MOSTLY: f32 = 0.6;
/// A signature over words is so wide and so high, in small letters, and so much of its box is ink at most; a row through the words
/// meets so many strokes, and such rows are about as many as a letter is high.
const WORD: f32 = 5.0;
const SIGNATURE: f32 = 5.0;
const OPEN: f32 = 0.35;
const STEMS: usize = 10;
const LETTERS: std::ops::Range<f32> = 0.5..2.2;
/// The letters of a line in smaller type are in the middle lower than so many of the page's small ones.
const SMALLER: f32 = 0.8;
/// A capital is so many small letters high.
const CAPITAL: f32 = 1.4;
/// Words that run together fill so much of their box.
const PRINT: f32 = 0.45;
/// Fewer letters, those that run together counted by their width, make no line to be followed.
const KNOWN: f32 = 4.0;

/// Letters of the large pieces that go on a line at either end, as pieces of their own.
pub(super) fn letters(ink: &Ink, chains: &[Chain], large: &[Piece], small: f32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for chain in chains.iter().filter(|chain| count(&chain.letters) >= KNOWN) {
        let left = chain.letters[0].left as f32;
        let (base, slope) = super::chains::base_line(&chain.letters, left, small);
        let high = cap_height(chain, |x| base + slope * (x - left));
        let small = own_small(chain, small);
        for piece in large {
            let (from, to) = (piece.left as f32, piece.right as f32);
            let middle = base + slope * ((from + to) / 2.0 - left) - 0.5 * small;
            let reached = from < chain.right + NEXT * small && to > left - NEXT * small;
            if !reached || middle < piece.top as f32 || middle > piece.bottom as f32 {
                continue;
            }
            if to > chain.right {
                let band = Band { from: chain.right, to: to.min(chain.right + FAR * small) };
                let base = base + slope * (band.middle() - left);
                out.extend(
                    followed(ink, &band, Line { base, high, small, veiled: false }, chain.right, false).all(),
                );
            }
            if from < left {
                let band = Band { from: from.max(left - FAR * small), to: left };
                let base = base + slope * (band.middle() - left);
                out.extend(followed(ink, &band, Line { base, high, small, veiled: false }, left, true).all());
            }
        }
    }
    out.sort_unstable_by_key(|piece| (piece.left, piece.top));
    out.dedup_by(|one, other| one.left < other.right && one.top.abs_diff(other.top) < small as u32);
    out
}

/// Letters that a signature has grown together with from the first to the last: rows of the whole in which many stems stand.
pub(super) fn under_strokes(ink: &Ink, large: &[Piece], small: f32) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in large {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        if width < WORD * small || height < SIGNATURE * small || piece.area as f32 > OPEN * width * height {
            continue;
        }
        for rows in stems(ink, piece, small) {
            let base = rows.end as f32;
            let band = Band { from: piece.left as f32, to: piece.right as f32 };
            // Of the words' own type: a page's common letters may be a large hand's.
            let small = (rows.len() as f32).min(small);
            let line = Line { base, high: CAPITAL * small, small, veiled: true };
            let found = followed(ink, &band, line, band.from, false);
            if count(&found.letters) >= KNOWN {
                out.extend(found.all());
            }
        }
    }
    out
}

/// Rows of the piece in which so many strokes stand side by side as no signature has, about as high as letters.
fn stems(ink: &Ink, piece: &Piece, small: f32) -> Vec<std::ops::Range<u32>> {
    let columns = piece.left as usize..piece.right as usize;
    let is_full = |y: &u32| {
        let row = &ink.row(*y as usize)[columns.clone()];
        row.windows(2).filter(|pair| pair[0] == 0 && pair[1] == 1).count() >= STEMS
    };
    let mut found: Vec<std::ops::Range<u32>> = Vec::new();
    for y in (piece.top..piece.bottom).filter(is_full) {
        match found.last_mut() {
            Some(rows) if y - rows.end <= 1 => rows.end = y + 1,
            _ => found.push(y..y + 1),
        }
    }
    found.retain(|rows| LETTERS.contains(&(rows.len() as f32 / small)));
    found
}

/// Letters within rings that go on a line that is partly outside of them.
pub(super) fn under_rings(ink: &Ink, rings: &[Ring], letters: &[Piece], small: f32) -> Vec<Piece> {
    if rings.is_empty() {
        return Vec::new();
    }
    let free = letters.iter().filter(|letter| !rings.iter().any(|ring| ring.surrounds(letter)));
    let chains = chained(free.copied().collect(), small);
    let mut out = Vec::new();
    for chain in chains.iter().filter(|chain| count(&chain.letters) >= KNOWN) {
        let left = chain.letters[0].left as f32;
        let (base, slope) = super::chains::base_line(&chain.letters, left, small);
        let high = cap_height(chain, |x| base + slope * (x - left));
        let small = own_small(chain, small);
        for ring in rings {
            let across = |x: f32| (base + slope * (x - left) - 0.5 * small - ring.y).abs();
            let half = (ring.radius.powi(2) - across(ring.x).powi(2)).max(0.0).sqrt();
            let (from, to) = (ring.x - half, ring.x + half);
            let mut follow = |band: Band, end: f32, leftwards: bool| {
                let base = base + slope * (band.middle() - left);
                let line = Line { base, high, small, veiled: true };
                let found = followed(ink, &band, line, end, leftwards);
                let feet = |piece: &&Piece| (piece.bottom as f32 - base).abs() < FOOT * small;
                let standing = found.letters.iter().filter(feet).count();
                if standing >= STANDING && standing as f32 >= MOSTLY * found.letters.len() as f32 {
                    out.extend(found.all());
                }
            };
            if from < chain.right + NEXT * small && to > chain.right {
                follow(Band { from: chain.right, to }, chain.right, false);
            }
            if to > left - NEXT * small && from < left {
                follow(Band { from, to: left }, left, true);
            }
        }
    }
    out
}

/// The height of a line's small letters, where it is set in much smaller type than the page's common one.
fn own_small(chain: &Chain, small: f32) -> f32 {
    let mut heights: Vec<u32> = chain.letters.iter().map(Piece::height).collect();
    heights.sort_unstable();
    let own = heights[heights.len() / 2] as f32;
    if own < SMALLER * small { own } else { small }
}

/// Letters; run-together ones by their width.
fn count(letters: &[Piece]) -> f32 {
    letters.iter().map(|piece| (piece.width() as f32 / piece.height() as f32).max(1.0)).sum()
}

/// What goes on a line: its letters, and what hides some between them, as high as a small letter.
#[derive(Default)]
struct Followed {
    letters: Vec<Piece>,
    hidden: Vec<Piece>,
}

impl Followed {
    fn all(self) -> impl Iterator<Item = Piece> {
        self.letters.into_iter().chain(self.hidden)
    }
}

/// How high a line's letters stand, and where.
#[derive(Clone, Copy)]
struct Line {
    base: f32,
    high: f32,
    small: f32,
    /// Something that hides a letter may stand between others.
    veiled: bool,
}

struct Band {
    from: f32,
    to: f32,
}

impl Band {
    fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }
}

/// The line's tall letters over its base.
fn cap_height(chain: &Chain, base: impl Fn(f32) -> f32) -> f32 {
    let height = |piece: &Piece| base((piece.left + piece.right) as f32 / 2.0) - piece.top as f32;
    let mut heights: Vec<f32> = chain.letters.iter().map(height).collect();
    heights.sort_unstable_by(f32::total_cmp);
    heights[heights.len() * 9 / 10]
}

/// Letters one after another from the line's end outwards, until the next stands too far away.
fn followed(
    ink: &Ink,
    band: &Band,
    Line { base, high, small, veiled }: Line,
    end: f32,
    leftwards: bool,
) -> Followed {
    let (top, bottom) = (base - high - 0.12 * small, base + BELOW * small);
    let mut found = within(ink, band, top, bottom);
    let is_print = |piece: &Piece| piece.area as f32 > PRINT * (piece.width() * piece.height()) as f32;
    let is_letter = |piece: &Piece| {
        let (height, width) = (piece.height() as f32, piece.width() as f32);
        let stands = (piece.bottom as f32 - base).abs() < FOOT * small
            || (piece.bottom as f32 - base > 0.0 && (piece.top as f32) < base - 0.8 * small);
        // What comes in at the top of the band and leaves it below is the ring itself.
        let through = piece.top as f32 <= top + 1.0 && piece.bottom as f32 >= bottom - 1.0;
        stands
            && !through
            && height > 0.75 * small
            && width > 0.15 * small
            && (width < 6.0 * small || is_print(piece))
    };
    // What has grown together with a letter hides it.
    let hides = |piece: &Piece| piece.height() as f32 > 0.75 * small && piece.width() as f32 > 0.5 * small;
    found.retain(|piece| is_letter(piece) || (veiled && hides(piece)));
    if leftwards {
        found.sort_unstable_by_key(|piece| std::cmp::Reverse(piece.right));
    } else {
        found.sort_unstable_by_key(|piece| piece.left);
    }
    let mut end = end;
    let (mut line, mut passed) = (Followed::default(), Vec::new());
    for piece in found {
        let apart = if leftwards { end - piece.right as f32 } else { piece.left as f32 - end };
        if apart > NEXT * small {
            break;
        }
        end = if leftwards { end.min(piece.left as f32) } else { end.max(piece.right as f32) };
        if is_letter(&piece) {
            line.hidden.append(&mut passed);
            line.letters.push(piece);
        } else {
            passed.push(Piece { top: (base - small) as u32, bottom: base as u32, ..piece });
        }
    }
    line
}

/// The pieces of ink of a part of the page, in the page's places.
fn within(ink: &Ink, band: &Band, top: f32, bottom: f32) -> Vec<Piece> {
    let (left, right) = (band.from.max(0.0) as usize, (band.to.ceil() as usize).min(ink.width));
    let (top, bottom) = (top.max(0.0) as usize, (bottom.ceil().max(0.0) as usize).min(ink.height));
    if left >= right || top >= bottom {
        return Vec::new();
    }
    let mut data = Vec::with_capacity((right - left) * (bottom - top));
    for y in top..bottom {
        data.extend_from_slice(&ink.row(y)[left..right]);
    }
    let part = Ink { width: right - left, height: bottom - top, data };
    let moved = |piece: Piece| Piece {
        left: piece.left + left as u32,
        right: piece.right + left as u32,
        top: piece.top + top as u32,
        bottom: piece.bottom + top as u32,
        area: piece.area,
    };
    part.pieces(2_000).into_iter().map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::chains::{Sheet, lines, small_letter};

    /// Letters 10 by 14 pixels on a base line at 100, thirty of them, and a large piece grown into the last ten.
    fn sealed() -> Ink {
        let (width, height) = (700, 300);
        let mut ink = Ink { width, height, data: vec![0; width * height] };
        for letter in 0..30 {
            for y in 86..100 {
                for x in 20 + 18 * letter..30 + 18 * letter {
                    ink.data[y * width + x] = 1;
                }
            }
        }
        for y in 0..height {
            for x in 0..width {
                // The strokes of a seal under the last letters, all one piece with them.
                let stroke = x > 370 && x % 12 < 3 && (99..130).contains(&y);
                let frame = x > 370 && (130..136).contains(&y) || (640..646).contains(&x) && y > 130;
                if stroke || frame {
                    ink.data[y * width + x] = 1;
                }
            }
        }
        ink
    }

    #[test]
    fn a_line_goes_on_under_a_seal() {
        let ink = sealed();
        let pieces = ink.pieces(10_000);
        let small = small_letter(pieces.iter(), 8.0);
        let found = lines(Sheet { ink: &ink, rings: &[], small, millimetre: 8.0 }, &pieces, false);
        let line = found.lines.iter().find(|line| line.left < 40.0).expect("the line");
        assert!(line.right > 540.0, "the line ends at {}", line.right);
    }

    /// Letters 10 by 14 pixels every 18 from 20 on, but those in `hidden`; what `more` adds.
    fn row(hidden: std::ops::Range<usize>, more: impl Fn(usize, usize) -> bool) -> Ink {
        let (width, height) = (700, 300);
        let mut ink = Ink { width, height, data: vec![0; width * height] };
        for y in 0..height {
            for x in 20..width {
                let (number, within) = ((x - 20) / 18, (x - 20) % 18);
                let letter =
                    number < 30 && within < 10 && (86..100).contains(&y) && !hidden.contains(&number);
                ink.data[y * width + x] = u8::from(letter || more(x, y));
            }
        }
        ink
    }

    #[test]
    fn a_line_goes_on_through_the_lettering_of_a_ring() {
        // A ring about (300, 200) and one of its letters over the eighth to the tenth of the line.
        let lettering = |x: usize, y: usize| (150..200).contains(&x) && (70..120).contains(&y);
        let ring = Ring { x: 300.0, y: 200.0, radius: 190.0 };
        let right = |rings: &[Ring]| {
            let ink = row(7..10, lettering);
            let pieces = ink.pieces(1_000);
            let found = under_rings(&ink, rings, &pieces, 14.0);
            (found.len(), found.iter().map(|piece| piece.right).max())
        };
        let (count, last) = right(&[ring]);
        assert!(count > 15 && last.is_some_and(|last| last > 430), "{count} letters up to {last:?}");
        assert_eq!(right(&[]), (0, None));
        // A ring of which nothing stands on the base line.
        let ink = row(7..30, lettering);
        assert_eq!(under_rings(&ink, &[ring], &ink.pieces(1_000), 14.0), []);
    }

    #[test]
    fn words_that_a_signature_runs_through_are_found() {
        // Every second letter of thirteen hangs together with a stroke; alone that is a signature.
        let strokes = |x: usize, y: usize| {
            let leg = x % 36 == 20 && (99..221).contains(&y);
            x < 254 && (leg || (218..221).contains(&y))
        };
        let words = |hidden: std::ops::Range<usize>| {
            let ink = row(hidden, strokes);
            let large: Vec<Piece> =
                ink.pieces(1_000).into_iter().filter(|piece| piece.height() > 100).collect();
            assert_eq!(large.len(), 1);
            under_strokes(&ink, &large, 14.0).len()
        };
        assert!(words(13..30) >= 8, "{} letters", words(13..30));
        assert_eq!(words(0..30), 0);
    }
}
