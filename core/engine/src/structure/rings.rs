//! Round seals, and how a line lies to them. What is lettered along a ring is the seal's own, and so is what stands in
//! its middle; text that a seal only lies over runs on beyond it.

use std::f32::consts::TAU;
use std::sync::LazyLock;

use super::TextLine;
use crate::pixels::ink::{Ink, Piece};

/// Its radius in millimetres.
const RADIUS: std::ops::Range<f32> = 9.0..30.0;
/// A piece of ink that may be a ring or an arc of one: its longer and shorter side in millimetres, how much of its box is ink at
/// most. Of a page's pieces the largest are looked at.
const LONG: std::ops::Range<f32> = 8.0..150.0;
const SHORT: f32 = 2.0;
const INKED: f32 = 0.4;
const MOST_PIECES: usize = 40;
/// Circles tried through three places of a piece's ink.
const TRIES: usize = 1_200;
/// One of which so much is ink, of every so many places, is settled on the ink about it, by so many moves of each length.
const PROMISING: f32 = 0.5;
const COARSE: usize = 6;
const MOVES: usize = 4;
/// Circles that differ by less (pixels) settle alike; so many are tried of one piece.
const SAME: f32 = 5.0;
const MOST_SETTLED: usize = 40;
/// Places of a circle that are looked at; a ring has ink on so many of them, and so many times more than lies just within and
/// just without it (millimetres).
const PLACES: usize = 96;
static WAYS: LazyLock<Vec<(f32, f32)>> = LazyLock::new(|| ways(PLACES));
const DRAWN: f32 = 0.6;
const CLEAR: f32 = 2.0;
const BESIDE: f32 = 0.7;
const WITHIN_EDGE: [f32; 4] = [1.0, 1.6, 2.2, 2.8];
/// Letters are within a ring up to here, in radii: its own line is broad.
const WITHIN: f32 = 1.03;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ring {
    pub x: f32,
    pub y: f32,
    pub radius: f32,
}

impl Ring {
    /// How far the middle of a piece lies from its own, in radii.
    fn away(&self, piece: &Piece) -> f32 {
        let (x, y) = ((piece.left + piece.right) as f32 / 2.0, (piece.top + piece.bottom) as f32 / 2.0);
        (x - self.x).hypot(y - self.y) / self.radius
    }

    /// Whether the middle of a piece lies within it.
    pub fn surrounds(&self, piece: &Piece) -> bool {
        self.away(piece) < WITHIN
    }

    fn is_near(&self, other: &Self) -> bool {
        let apart = [self.x - other.x, self.y - other.y, self.radius - other.radius];
        apart.iter().all(|apart| apart.abs() < SAME)
    }
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

/// The rings of a page. A ring may be broken into arcs, or hang together with letters and a signature: circles are laid through
/// three places of a large thin piece, and the page's ink says which of them is drawn.
pub(super) fn of(ink: &Ink, pieces: &[Piece], millimetre: f32) -> Vec<Ring> {
    let mut large: Vec<&Piece> = pieces.iter().filter(|piece| may_be_arc(piece, millimetre)).collect();
    large.sort_by_key(|piece| std::cmp::Reverse(piece.width().max(piece.height())));
    large.truncate(MOST_PIECES);
    let mut rings: Vec<Ring> = Vec::new();
    for piece in large {
        // The outer one of two lines about one middle is the seal's edge.
        let Some(ring) = through(ink, piece, millimetre) else { continue };
        match rings.iter_mut().find(|known| (known.x - ring.x).hypot(known.y - ring.y) < 0.5 * known.radius) {
            Some(known) if known.radius < ring.radius => *known = ring,
            Some(_) => {}
            None => rings.push(ring),
        }
    }
    rings
}

fn may_be_arc(piece: &Piece, millimetre: f32) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    LONG.contains(&(width.max(height) / millimetre))
        && width.min(height) > SHORT * millimetre
        && (piece.area as f32) < INKED * width * height
}

/// The largest ring through the piece's ink.
fn through(ink: &Ink, piece: &Piece, millimetre: f32) -> Option<Ring> {
    let inked = inked(ink, piece);
    if inked.len() < 3 {
        return None;
    }
    let mut best: Option<Ring> = None;
    // Any fixed sequence will do: the same page is read the same way each time.
    let mut state = 0x9e37_79b9_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        inked[(state >> 8) as usize % inked.len()]
    };
    let mut settled_on: Vec<Ring> = Vec::new();
    for _ in 0..TRIES {
        let Some(ring) = circle([next(), next(), next()]) else { continue };
        let worth = best.is_none_or(|best| ring.radius > best.radius + SAME);
        let seen = |known: &Ring| known.is_near(&ring);
        if !worth
            || !RADIUS.contains(&(ring.radius / millimetre))
            || !is_promising(ink, &ring)
            || settled_on.iter().any(seen)
        {
            continue;
        }
        settled_on.push(ring);
        let ring = settled(ink, ring);
        if best.is_none_or(|best| ring.radius > best.radius) && is_drawn(ink, &ring, millimetre) {
            best = Some(ring);
        }
        if settled_on.len() == MOST_SETTLED {
            break;
        }
    }
    best
}

/// Places of ink in the piece's box, evenly taken.
fn inked(ink: &Ink, piece: &Piece) -> Vec<(f32, f32)> {
    let step = ((piece.width() * piece.height()) as usize / 40_000).max(1);
    let mut found = Vec::new();
    for y in (piece.top as usize)..(piece.bottom as usize).min(ink.height) {
        let row = ink.row(y);
        for x in ((piece.left as usize + y % step)..(piece.right as usize).min(ink.width)).step_by(step) {
            if row[x] == 1 {
                found.push((x as f32, y as f32));
            }
        }
    }
    found
}

/// The circle through three places; none where they lie in one line.
fn circle([one, two, three]: [(f32, f32); 3]) -> Option<Ring> {
    let (bx, by, cx, cy) = (two.0 - one.0, two.1 - one.1, three.0 - one.0, three.1 - one.1);
    let area = 2.0 * (bx * cy - by * cx);
    if area.abs() < 1.0 {
        return None;
    }
    let (b, c) = (bx * bx + by * by, cx * cx + cy * cy);
    let (x, y) = ((cy * b - by * c) / area, (bx * c - cx * b) / area);
    Some(Ring { x: one.0 + x, y: one.1 + y, radius: x.hypot(y) })
}

/// The circle moved and sized so that most of it is ink: three places on a broad line do not tell its middle.
fn settled(ink: &Ink, mut ring: Ring) -> Ring {
    let mut most = inked_places(ink, &ring, ring.radius);
    for step in [4.0, 2.0, 1.0, 0.5] {
        for _ in 0..MOVES {
            let from = ring;
            let mut moved = false;
            for (x, y, radius) in [(0.0, 0.0, step), (0.0, step, 0.0), (step, 0.0, 0.0)] {
                for way in [-1.0, 1.0] {
                    let (x, y) = (from.x + way * x, from.y + way * y);
                    let tried = Ring { x, y, radius: from.radius + way * radius };
                    if let Some(more) = more_than(most, ink, &tried) {
                        (most, ring, moved) = (more, tried, true);
                    }
                }
            }
            if !moved {
                break;
            }
        }
    }
    ring
}

/// How many places of the circle are ink, if more than so many.
fn more_than(most: usize, ink: &Ink, ring: &Ring) -> Option<usize> {
    let mut bare = 0;
    for &way in WAYS.iter() {
        bare += usize::from(!is_inked(ink, ring, ring.radius, way));
        if bare + most >= PLACES {
            return None;
        }
    }
    Some(PLACES - bare)
}

/// Sine and cosine of so many places, evenly round a circle.
pub(super) fn ways(places: usize) -> Vec<(f32, f32)> {
    (0..places).map(|place| (place as f32 * TAU / places as f32).sin_cos()).collect()
}

/// How much of a circle about the ring's middle is ink, give or take a pixel.
pub(super) fn covered(ink: &Ink, ring: &Ring, radius: f32) -> f32 {
    inked_places(ink, ring, radius) as f32 / PLACES as f32
}

fn inked_places(ink: &Ink, ring: &Ring, radius: f32) -> usize {
    WAYS.iter().filter(|way| is_inked(ink, ring, radius, **way)).count()
}

/// Whether so much of it may be ink, by a few of its places: most circles are none, and soon known for it.
fn is_promising(ink: &Ink, ring: &Ring) -> bool {
    let most = (1.0 - PROMISING) * (PLACES / COARSE) as f32;
    let mut missed = WAYS.iter().step_by(COARSE).filter(|way| !is_inked(ink, ring, ring.radius, **way));
    missed.nth(most as usize).is_none()
}

fn is_inked(ink: &Ink, ring: &Ring, radius: f32, (sin, cos): (f32, f32)) -> bool {
    [-1.0, 0.0, 1.0].iter().any(|off| {
        let (x, y) = (ring.x + (radius + off) * cos, ring.y + (radius + off) * sin);
        x >= 0.0
            && y >= 0.0
            && (x as usize) < ink.width
            && (y as usize) < ink.height
            && ink.data[y as usize * ink.width + x as usize] == 1
    })
}

/// Whether most of the circle is ink, and what lies just within and just without it is not.
fn is_drawn(ink: &Ink, ring: &Ring, millimetre: f32) -> bool {
    let (drawn, beside) = (covered(ink, ring, ring.radius), BESIDE * millimetre);
    let clear = |radius: f32| drawn > CLEAR * covered(ink, ring, radius);
    // Just within the edge another line may follow.
    drawn > DRAWN
        && clear(ring.radius + beside)
        && WITHIN_EDGE.iter().any(|far| clear(ring.radius - far * beside))
}

pub(crate) fn about(line: &TextLine, rings: &[Ring]) -> InRing {
    let lying = rings.iter().map(|ring| lies(line, ring));
    lying.max_by(|one, other| one.share.total_cmp(&other.share)).unwrap_or_default()
}

fn lies(line: &TextLine, ring: &Ring) -> InRing {
    let within: Vec<f32> =
        line.letters.iter().filter(|piece| ring.surrounds(piece)).map(|piece| ring.away(piece)).collect();
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

    /// Ten pixels to the millimetre; a line 4 pixels wide round (300, 300) wherever `drawn` says so, in degrees.
    fn ring(radius: f32, drawn: impl Fn(u32) -> bool) -> Ink {
        let mut ink = Ink { width: 700, height: 700, data: vec![0; 700 * 700] };
        for step in (0..3600).filter(|step| drawn(step / 10)) {
            let (sin, cos) = (step as f32 / 10.0).to_radians().sin_cos();
            for off in [-2.0, -1.0, 0.0, 1.0] {
                let (x, y) = (300.0 + (radius + off) * cos, 300.0 + (radius + off) * sin);
                ink.data[y as usize * 700 + x as usize] = 1;
            }
        }
        ink
    }

    fn found(ink: &Ink) -> Vec<Ring> {
        of(ink, &ink.pieces(1000), 10.0)
    }

    #[test]
    fn rings_are_found_whole_broken_and_crossed() {
        let near = |rings: Vec<Ring>| {
            let [ring] = rings[..] else { return false };
            (ring.x - 300.0).abs() < 3.0 && (ring.y - 300.0).abs() < 3.0 && (ring.radius - 200.0).abs() < 4.0
        };
        assert!(near(found(&ring(200.0, |_| true))));
        // A quarter of it is gone, in four places.
        assert!(near(found(&ring(200.0, |degrees| degrees % 90 > 22))));
        let mut crossed = ring(200.0, |degrees| degrees > 40);
        (50..650).for_each(|x| (298..304).for_each(|y| crossed.data[y * 700 + x] = 1));
        assert!(near(found(&crossed)));
        let mut two = ring(160.0, |_| true);
        ring(200.0, |_| true).data.iter().zip(&mut two.data).for_each(|(one, other)| *other |= one);
        assert!(near(found(&two)), "the outer one of two lines");
    }

    #[test]
    fn what_is_no_ring_is_none() {
        // A cup's stain is a broad ring, half a circle is a bracket, a line is a rule.
        let mut broad = ring(200.0, |_| true);
        for radius in 185..200 {
            ring(radius as f32, |_| true).data.iter().zip(&mut broad.data).for_each(|(one, all)| *all |= one);
        }
        assert_eq!(found(&broad), []);
        assert_eq!(found(&ring(200.0, |degrees| degrees < 180)), []);
        let mut rule = ring(200.0, |_| false);
        (50..650).for_each(|x| (298..304).for_each(|y| rule.data[y * 700 + x] = 1));
        assert_eq!(found(&rule), []);
    }

    #[test]
    fn what_a_ring_says_and_what_it_lies_over() {
        // 40 mm at ten pixels each, its middle at (300, 300).
        let rings = [Ring { x: 300.0, y: 300.0, radius: 200.0 }];
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
