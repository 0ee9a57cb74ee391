//! The lines of round seals out of the way of the letters they cross, as rules are: a circle goes where it is no broader than
//! elsewhere; where a letter crosses it the ink is broader and stays.

use std::collections::HashSet;
use std::f32::consts::TAU;

use super::MOST_PIECES;
use super::rings::{self, Ring};
use crate::pixels::ink::{Ink, Piece};

/// A circle within the seal's edge is drawn all round, and its line is no broader, in millimetres: lettering is.
const DRAWN: f32 = 0.85;
const BROADEST: f32 = 1.3;
/// The smallest circle about a seal's middle, in radii.
const INNERMOST: f32 = 0.25;
/// How far across its line a circle is followed, in millimetres, and how far off it the line may lie, in pixels.
const REACH: f32 = 1.6;
const OFF: f32 = 2.0;
/// So much broader than most of a circle are the places that grain stands beside.
const GRAIN: f32 = 1.4;
/// Steps of a pixel along and across a circle: none of its pixels is missed.
const STEP: f32 = 0.5;

/// The page's ink without its rings, and the places where they lay.
pub(super) struct Unringed {
    pub ink: Ink,
    pub cleared: Vec<usize>,
}

/// The page without its rings, and its pieces: those that hung together with a ring fall apart. `before` are the pieces of the
/// whole ink, `pieces` what has become of them.
pub(super) fn without(
    ink: &Ink,
    before: &[Piece],
    pieces: &mut Vec<Piece>,
    rings: &[Ring],
    millimetre: f32,
) -> Unringed {
    let mut cleared = Vec::new();
    for ring in rings {
        for radius in circles(ink, ring, millimetre) {
            cleared.extend(drawn(ink, ring, radius, millimetre));
        }
    }
    let mut bare = ink.clone();
    cleared.iter().for_each(|&place| bare.data[place] = 0);
    let after = bare.pieces(MOST_PIECES);
    let known: HashSet<&Piece> = before.iter().collect();
    let left: HashSet<&Piece> = after.iter().collect();
    pieces.retain(|piece| !known.contains(piece) || left.contains(piece));
    pieces.extend(after.iter().filter(|piece| !known.contains(piece)));
    Unringed { ink: bare, cleared }
}

/// The radii of the ring's own line and of the circles within it.
fn circles(ink: &Ink, ring: &Ring, millimetre: f32) -> Vec<f32> {
    let mut radii = vec![ring.radius];
    let mut band: Option<(f32, f32)> = None;
    let mut radius = INNERMOST * ring.radius;
    while radius < ring.radius {
        match (rings::covered(ink, ring, radius) > DRAWN, &mut band) {
            (true, Some(band)) => band.1 = radius,
            (true, None) => band = Some((radius, radius)),
            (false, Some((from, to))) => {
                if *to - *from <= BROADEST * millimetre {
                    radii.push(f32::midpoint(*from, *to));
                }
                band = None;
            }
            (false, None) => {}
        }
        radius += 1.0;
    }
    radii
}

/// The places of a circle, its blurred edges with it, but where something crosses it.
fn drawn(ink: &Ink, ring: &Ring, radius: f32, millimetre: f32) -> Vec<usize> {
    let ways = rings::ways((TAU * radius / STEP) as usize);
    let at = |(sin, cos): (f32, f32), far: f32| {
        let (x, y) = (ring.x + far * cos + 0.5, ring.y + far * sin + 0.5);
        let inside = x >= 0.0 && y >= 0.0 && (x as usize) < ink.width && (y as usize) < ink.height;
        inside.then(|| y as usize * ink.width + x as usize)
    };
    let inked = |way: (f32, f32), far: f32| at(way, far).is_some_and(|pixel| ink.data[pixel] == 1);
    let reach = REACH * millimetre;
    let mut spans: Vec<((f32, f32), f32, f32)> = Vec::with_capacity(ways.len());
    for way in ways {
        let near = [0.0, 1.0, -1.0, OFF, -OFF].into_iter().find(|off| inked(way, radius + off));
        let Some(off) = near else { continue };
        let (mut from, mut to) = (radius + off, radius + off);
        while inked(way, from - STEP) && radius - from < reach {
            from -= STEP;
        }
        while inked(way, to + STEP) && to - radius < reach {
            to += STEP;
        }
        spans.push((way, from, to));
    }
    let mut breadths: Vec<f32> = spans.iter().map(|(_, from, to)| to - from).collect();
    let mut places = Vec::new();
    if breadths.is_empty() {
        return places;
    }
    let middle = breadths.len() / 2;
    let usual = *breadths.select_nth_unstable_by(middle, f32::total_cmp).1;
    for (way, from, to) in spans {
        if to - from > GRAIN * usual + 1.0 {
            continue;
        }
        let mut far = from - 1.0;
        while far <= to + 1.0 {
            places.extend(at(way, far));
            far += STEP;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of radius 100 with a second within it, and letters of 14 by 20 pixels in a row that both cross.
    fn sealed() -> (Ink, Ring) {
        let (width, height) = (500, 300);
        let mut ink = Ink { width, height, data: vec![0; width * height] };
        for y in 0..height {
            for x in 0..width {
                let away = (x as f32 - 250.0).hypot(y as f32 - 150.0);
                let letter = (140..160).contains(&y) && x % 25 < 14 && x > 40 && x < 460;
                if (100.0..104.0).contains(&away) || (60.0..63.0).contains(&away) || letter {
                    ink.data[y * width + x] = 1;
                }
            }
        }
        (ink, Ring { x: 250.0, y: 150.0, radius: 102.0 })
    }

    #[test]
    fn letters_that_a_ring_crosses_stand_alone() {
        let (ink, ring) = sealed();
        let before = ink.pieces(MOST_PIECES);
        let mut pieces = before.clone();
        let bare = without(&ink, &before, &mut pieces, &[ring], 10.0).ink;
        let letters = |pieces: &[Piece]| {
            pieces.iter().filter(|piece| piece.width() < 30 && piece.height() >= 18).count()
        };
        assert!(letters(&before) < letters(&pieces), "{before:?} {pieces:?}");
        assert!(pieces.iter().all(|piece| piece.width() < 30 && piece.height() < 30), "{pieces:?}");
        assert_eq!(bare.data[50 * 500 + 250 - 2 * 500], 0, "the ring is gone");
    }
}
