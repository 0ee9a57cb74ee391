//! Letters that a seal, a signature or a frame has grown together with: the whole is one large piece of ink, and the
//! line would end where it begins. Along a line's own height the large piece falls apart again.

use super::chains::Chain;
use crate::pixels::ink::{Ink, Piece};

/// A letter behind the end of a line, at most so many small letters away: a space and the thickness of a ring.
const NEXT: f32 = 1.9;
/// How far a line is followed into a large piece, in small letters.
const FAR: f32 = 60.0;
/// Feet stand so near the base line, in small letters; у and р reach below it.
const FOOT: f32 = 0.28;
const BELOW: f32 = 0.6;

/// Letters of the large pieces that go on a line at either end, as pieces of their own.
pub(super) fn letters(ink: &Ink, chains: &[Chain], large: &[Piece], small: f32) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for chain in chains.iter().filter(|chain| chain.letters.len() >= 4) {
        let left = chain.letters[0].left as f32;
        let (base, slope) = super::chains::base_line(&chain.letters, left, small);
        let high = cap_height(chain, |x| base + slope * (x - left));
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
                out.extend(followed(ink, &band, base, high, small, chain.right, false));
            }
            if from < left {
                let band = Band { from: from.max(left - FAR * small), to: left };
                let base = base + slope * (band.middle() - left);
                out.extend(followed(ink, &band, base, high, small, left, true));
            }
        }
    }
    out.sort_unstable_by_key(|piece| (piece.left, piece.top));
    out.dedup_by(|one, other| one.left < other.right && one.top.abs_diff(other.top) < small as u32);
    out
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
    base: f32,
    high: f32,
    small: f32,
    end: f32,
    leftwards: bool,
) -> Vec<Piece> {
    let (top, bottom) = (base - high - 0.12 * small, base + BELOW * small);
    let mut found = within(ink, band, top, bottom);
    found.retain(|piece| {
        let (height, width) = (piece.height() as f32, piece.width() as f32);
        let stands = (piece.bottom as f32 - base).abs() < FOOT * small
            || (piece.bottom as f32 - base > 0.0 && (piece.top as f32) < base - 0.8 * small);
        // What comes in at the top of the band and leaves it below is the ring itself.
        let through = piece.top as f32 <= top + 1.0 && piece.bottom as f32 >= bottom - 1.0;
        stands && !through && height > 0.75 * small && width > 0.15 * small && width < 6.0 * small
    });
    if leftwards {
        found.sort_unstable_by_key(|piece| std::cmp::Reverse(piece.right));
    } else {
        found.sort_unstable_by_key(|piece| piece.left);
    }
    let mut end = end;
    let mut out = Vec::new();
    for piece in found {
        let gap = if leftwards { end - piece.right as f32 } else { piece.left as f32 - end };
        if gap > NEXT * small {
            break;
        }
        end = if leftwards { end.min(piece.left as f32) } else { end.max(piece.right as f32) };
        out.push(piece);
    }
    out
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
    use crate::pixels::ink::Ink;
    use crate::structure::chains::{lines, small_letter};

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
        let found = lines(&ink, &pieces, small, 8.0, false);
        let line = found.lines.iter().find(|line| line.left < 40.0).expect("the line");
        assert!(line.right > 540.0, "the line ends at {}", line.right);
    }
}
