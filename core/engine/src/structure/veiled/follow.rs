//! A line followed from one of its ends, letter by letter, under what hides some of them.

use crate::pixels::ink::{Ink, Piece};

/// A letter behind the end of a line, at most so many small letters away: a space and the thickness of a ring.
pub(super) const NEXT: f32 = 1.9;
/// Feet stand so near the base line, in small letters; у and р reach below it.
pub(super) const FOOT: f32 = 0.28;
const BELOW: f32 = 0.6;
/// Words that run together fill so much of their box; with another piece across them they are longer than so many small letters.
const PRINT: f32 = 0.45;
const TOGETHER: f32 = 3.0;
/// Bold words fill so much between foot and head; a pen's do not.
const BOLD: f32 = 0.7;

/// What goes on a line: its letters, and what hides some between them, as high as a small letter.
#[derive(Default)]
pub(super) struct Followed {
    pub letters: Vec<Piece>,
    hidden: Vec<Piece>,
}

impl Followed {
    pub fn all(self) -> impl Iterator<Item = Piece> {
        self.letters.into_iter().chain(self.hidden)
    }
}

/// How high a line's letters stand, and where.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub base: f32,
    pub high: f32,
    pub small: f32,
    pub veil: Veil,
}

/// What may lie over a line.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Veil {
    /// One piece that has grown together with its end.
    End,
    /// Strokes, and so something that hides a letter between others.
    Strokes,
    /// The letters of a ring.
    Ring,
}

pub(super) struct Band {
    pub from: f32,
    pub to: f32,
}

impl Band {
    pub fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }
}

/// Letters one after another from the line's end outwards, until the next stands too far away.
pub(super) fn followed(
    ink: &Ink,
    band: &Band,
    Line { base, high, small, veil }: Line,
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
    // Bold words whose letters run together, with a ring's letters on them: only between foot and head are they print.
    let is_word = |piece: &Piece| {
        let full = match veil {
            Veil::End => return false,
            Veil::Strokes => BOLD,
            Veil::Ring => PRINT,
        };
        let rows = (base - small).max(0.0) as u32..base.max(0.0) as u32;
        piece.width() as f32 > TOGETHER * small && share(ink, piece, rows) > full
    };
    let of_line = |piece: Piece| Piece { top: (base - small) as u32, bottom: base as u32, ..piece };
    // What has grown together with a letter hides it.
    let hides = |piece: &Piece| piece.height() as f32 > 0.75 * small && piece.width() as f32 > 0.5 * small;
    found.retain(|piece| is_letter(piece) || (veil != Veil::End && hides(piece)));
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
        if is_letter(&piece) || is_word(&piece) {
            line.hidden.append(&mut passed);
            line.letters.push(if is_letter(&piece) { piece } else { of_line(piece) });
        } else {
            passed.push(of_line(piece));
        }
    }
    line
}

/// How much of some rows of a piece's box is ink.
fn share(ink: &Ink, piece: &Piece, rows: std::ops::Range<u32>) -> f32 {
    let columns = piece.left as usize..piece.right as usize;
    let rows = rows.start as usize..(rows.end as usize).min(ink.height);
    let pixels = (columns.len() * rows.len()).max(1);
    let inked: usize = rows.flat_map(|y| &ink.row(y)[columns.clone()]).map(|&pixel| usize::from(pixel)).sum();
    inked as f32 / pixels as f32
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
