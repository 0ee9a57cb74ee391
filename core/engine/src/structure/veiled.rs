//! Letters that a seal, a signature or a frame has grown together with: the whole is one large piece of ink, and the
//! line would end where it begins. Along a line's own height the large piece falls apart again.

mod follow;

use super::chains::{Chain, chained};
use super::rings::Ring;
use crate::pixels::ink::{Ink, Piece};
use follow::{Band, FOOT, Followed, Line, NEXT, Veil, followed};

/// How far a line is followed into a large piece, in small letters.
const FAR: f32 = 60.0;
/// Behind a letter of a seal a line is followed so much farther.
const BEHIND: f32 = 6.0;
/// Half of a line of print are small letters whose height and feet differ by no more, in small letters; a pen's differ by more.
const EVEN: f32 = 0.13;
const HALF: f32 = 0.5;
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
/// Fewer letters, those that run together counted by their width, make no line to be followed.
const KNOWN: f32 = 4.0;

/// Letters of the large pieces that go on a line at either end, as pieces of their own.
pub(super) fn letters(
    ink: &Ink,
    rings: &[Ring],
    chains: &[Chain],
    large: &[Piece],
    small: f32,
) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for row in chains.iter().filter_map(|chain| Row::of(chain, small)) {
        // A ring's own letters stand between those of print it lies over, and these go on behind them.
        let (veil, behind) = match row.is_print && rings.iter().any(|ring| row.lies_in(ring)) {
            true => (Veil::Ring, BEHIND * row.small),
            false => (Veil::End, 0.0),
        };
        for piece in large {
            let (from, to) = (piece.left as f32, piece.right as f32);
            let middle = row.middle((from + to) / 2.0);
            if !row.reaches(from, to) || middle < piece.top as f32 || middle > piece.bottom as f32 {
                continue;
            }
            if to > row.right {
                let band = Band { from: row.right, to: (to + behind).min(row.right + FAR * row.small) };
                out.extend(row.followed(ink, &band, veil, false).all());
            }
            if from < row.left {
                let band = Band { from: (from - behind).max(row.left - FAR * row.small), to: row.left };
                out.extend(row.followed(ink, &band, veil, true).all());
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
            let line = Line { base, high: CAPITAL * small, small, veil: Veil::Strokes };
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
    for row in chains.iter().filter_map(|chain| Row::of(chain, small)) {
        for ring in rings {
            let half = (ring.radius.powi(2) - (row.middle(ring.x) - ring.y).powi(2)).max(0.0).sqrt();
            let (from, to) = (ring.x - half, ring.x + half);
            if !row.reaches(from, to) {
                continue;
            }
            let mut follow = |band: Band, leftwards: bool| {
                let base = row.base_at(band.middle());
                let found = row.followed(ink, &band, Veil::Ring, leftwards);
                let feet = |piece: &&Piece| (piece.bottom as f32 - base).abs() < FOOT * row.small;
                let standing = found.letters.iter().filter(feet).count();
                if standing >= STANDING && standing as f32 >= MOSTLY * found.letters.len() as f32 {
                    out.extend(found.all());
                }
            };
            if to > row.right {
                follow(Band { from: row.right, to }, false);
            }
            if from < row.left {
                follow(Band { from, to: row.left }, true);
            }
        }
    }
    out
}

/// A line as far as it is known: where it stands, how high its tall and its small letters are.
struct Row {
    left: f32,
    right: f32,
    base: f32,
    slope: f32,
    high: f32,
    small: f32,
    /// The middle of it.
    at: (f32, f32),
    is_print: bool,
}

impl Row {
    /// None of too few letters.
    fn of(chain: &Chain, small: f32) -> Option<Self> {
        if count(&chain.letters) < KNOWN {
            return None;
        }
        let left = chain.letters[0].left as f32;
        let (base, slope) = super::chains::base_line(&chain.letters, left, small);
        let high = cap_height(chain, |x| base + slope * (x - left));
        let small = own_small(chain, small);
        let x = f32::midpoint(left, chain.right);
        let at = (x, base + slope * (x - left) - 0.5 * small);
        let even = |piece: &&Piece| {
            let base = base + slope * ((piece.left + piece.right) as f32 / 2.0 - left);
            let (off, height) = (piece.bottom as f32 - base, piece.height() as f32);
            off.abs() < EVEN * small && (height - small).abs() < EVEN * small
        };
        let count = chain.letters.iter().filter(even).count();
        let is_print = count >= STANDING && count as f32 >= HALF * chain.letters.len() as f32;
        Some(Self { left, right: chain.right, base, slope, high, small, at, is_print })
    }

    fn base_at(&self, x: f32) -> f32 {
        self.base + self.slope * (x - self.left)
    }

    /// The middle of its small letters.
    fn middle(&self, x: f32) -> f32 {
        self.base_at(x) - 0.5 * self.small
    }

    fn reaches(&self, from: f32, to: f32) -> bool {
        from < self.right + NEXT * self.small && to > self.left - NEXT * self.small
    }

    fn lies_in(&self, ring: &Ring) -> bool {
        (self.at.0 - ring.x).hypot(self.at.1 - ring.y) < ring.radius
    }

    fn followed(&self, ink: &Ink, band: &Band, veil: Veil, leftwards: bool) -> Followed {
        let base = self.base_at(band.middle());
        let line = Line { base, high: self.high, small: self.small, veil };
        followed(ink, band, line, if leftwards { self.left } else { self.right }, leftwards)
    }
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

/// The line's tall letters over its base.
fn cap_height(chain: &Chain, base: impl Fn(f32) -> f32) -> f32 {
    let height = |piece: &Piece| base((piece.left + piece.right) as f32 / 2.0) - piece.top as f32;
    let mut heights: Vec<f32> = chain.letters.iter().map(height).collect();
    heights.sort_unstable_by(f32::total_cmp);
    heights[heights.len() * 9 / 10]
}

#[cfg(test)]
mod tests;
