//! Round seals, and how a line lies to them. What is lettered along a ring is the seal's own, and so is what stands in
//! its middle; text that a seal only lies over runs on beyond it.

use super::TextLine;
use crate::pixels::ink::Piece;

/// Its sides in millimetres, how far they may differ, and how much of its box is ink at most.
const SIDES: std::ops::Range<f32> = 18.0..60.0;
const ROUND: f32 = 0.8;
const INKED: f32 = 0.4;
/// Letters are within a ring up to here, in radii: its own line is broad.
const WITHIN: f32 = 1.03;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ring {
    x: f32,
    y: f32,
    radius: f32,
}

/// How a line lies to the ring that holds most of it; all 0 where none does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct InRing {
    /// Share of its letters within the ring.
    pub share: f32,
    /// Mean distance of those from the middle, and its standard deviation, in radii: along a ring all are equally far.
    pub middle: f32,
    pub spread: f32,
}

/// The rings among a page's pieces of ink.
pub(super) fn of(pieces: &[Piece], millimetre: f32) -> Vec<Ring> {
    let side = |pixels: u32| SIDES.contains(&(pixels as f32 / millimetre));
    let mut rings = Vec::new();
    for piece in pieces {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        let round = width.min(height) > ROUND * width.max(height);
        if side(piece.width())
            && side(piece.height())
            && round
            && (piece.area as f32) < INKED * width * height
        {
            rings.push(Ring {
                x: (piece.left + piece.right) as f32 / 2.0,
                y: (piece.top + piece.bottom) as f32 / 2.0,
                radius: (width + height) / 4.0,
            });
        }
    }
    rings
}

pub(super) fn about(line: &TextLine, rings: &[Ring]) -> InRing {
    let lying = rings.iter().map(|ring| lies(line, ring));
    lying.max_by(|one, other| one.share.total_cmp(&other.share)).unwrap_or_default()
}

fn lies(line: &TextLine, ring: &Ring) -> InRing {
    let away = |piece: &Piece| {
        let (x, y) = ((piece.left + piece.right) as f32 / 2.0, (piece.top + piece.bottom) as f32 / 2.0);
        (x - ring.x).hypot(y - ring.y) / ring.radius
    };
    let within: Vec<f32> = line.letters.iter().map(away).filter(|&away| away < WITHIN).collect();
    if within.is_empty() {
        return InRing::default();
    }
    let count = within.len() as f32;
    let middle = within.iter().sum::<f32>() / count;
    let spread = (within.iter().map(|away| (away - middle).powi(2)).sum::<f32>() / count).sqrt();
    InRing { share: count / line.letters.len() as f32, middle, spread }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: u32, top: u32, side: u32, area: u32) -> Piece {
        Piece { left, top, right: left + side, bottom: top + side, area }
    }

    #[test]
    fn what_a_ring_says_and_what_it_lies_over() {
        // 40 mm at ten pixels each, its middle at (300, 300); a blot and a wide frame are none.
        let frame = Piece { left: 0, top: 0, right: 500, bottom: 200, area: 5_000 };
        let rings = of(&[piece(100, 100, 400, 20_000), piece(100, 100, 400, 120_000), frame], 10.0);
        assert_eq!(rings.len(), 1);
        let line = |letters: Vec<Piece>| TextLine { letters, ..TextLine::default() };
        // Letters along the ring, up on the left to down on the right.
        let along = (0..9).map(|step| {
            let angle = std::f32::consts::PI * (1.25 + 0.5 * step as f32 / 8.0);
            piece((295.0 + 160.0 * angle.cos()) as u32, (295.0 + 160.0 * angle.sin()) as u32, 10, 50)
        });
        let own = about(&line(along.collect()), &rings);
        assert!(own.share == 1.0 && (0.75..0.85).contains(&own.middle) && own.spread < 0.03, "{own:?}");
        let through = about(&line((0..40).map(|step| piece(20 * step, 295, 10, 50)).collect()), &rings);
        assert!((0.4..0.6).contains(&through.share) && through.spread > 0.2, "{through:?}");
        assert_eq!(about(&line(vec![piece(900, 900, 10, 50)]), &rings), InRing::default());
    }
}
