//! What is lettered along the ring of a round seal, laid out straight: a strip from its outer to its inner line, cut open where
//! no letter stands. Readers of lines read it as any other.

use std::f32::consts::TAU;

use super::TextLine;
use super::rings::{self, Ring};
use crate::pixels::Grey;
use crate::pixels::ink::Ink;

/// Lettering lies between these circles, in radii of the ring.
const INNER: f32 = 0.42;
const OUTER: f32 = 1.02;
/// A circle is a line of the seal when so much of it is ink, without changing so often between ink and paper: bold letters close to
/// each other are as much ink.
const LINE: f32 = 0.45;
const LETTERED: usize = 50;
/// The band between two lines is at least so high, in millimetres, and so are its letters.
const BAND: f32 = 1.6;
const LETTER: f32 = 1.2;
/// Rows of letters hold so much of the ink that the fullest row holds.
const FULL: f32 = 0.25;
/// Seals are lettered in capitals: so many times as high is the em.
const EM: f32 = 1.43;
/// Letters along a ring are narrow: they are laid out so many times as wide.
const WIDER: f32 = 1.3;
/// Places of a circle that are looked at.
const PLACES: usize = 720;

/// How a strip lies on the prepared grid: columns along the ring, clockwise, rows from outside in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Arc {
    middle: (f32, f32),
    /// The angle of the first column, and of each further one, in radians clockwise from the right.
    start: f32,
    step: f32,
    outer: f32,
}

impl Arc {
    /// Where a place of the strip stands.
    fn place(&self, (sin, cos): (f32, f32), row: f32) -> (f32, f32) {
        let radius = self.outer - row;
        (self.middle.0 + radius * cos, self.middle.1 + radius * sin)
    }

    /// Sine and cosine of a column's angle.
    fn way(&self, column: f32) -> (f32, f32) {
        (self.start + self.step * column).sin_cos()
    }

    /// The box on the grid of a box of the strip: left, top, right, bottom.
    pub fn back(&self, (left, top, right, bottom): (f32, f32, f32, f32)) -> (f32, f32, f32, f32) {
        let mut out = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for part in 0..=16 {
            let column = left + (right - left) * part as f32 / 16.0;
            for row in [top, bottom] {
                let (x, y) = self.place(self.way(column), row);
                out = (out.0.min(x), out.1.min(y), out.2.max(x), out.3.max(y));
            }
        }
        out
    }
}

/// A ring's lettering as a picture of its own, and its lines there.
pub(crate) struct Strip {
    pub grey: Grey,
    pub lines: Vec<TextLine>,
    pub arc: Arc,
}

/// The strips of a ring, from outside in; none where nothing is lettered along it.
pub(crate) fn of(grey: &Grey, ring: &Ring, millimetre: f32) -> Vec<Strip> {
    let ink = Ink::standing_out(&around(grey, ring), millimetre, Ink::DARKER);
    let bands = bands(&ink, ring, millimetre);
    bands.into_iter().filter_map(|band| strip(grey, ring, band, millimetre)).collect()
}

fn strip(grey: &Grey, ring: &Ring, (outer, inner): (f32, f32), millimetre: f32) -> Option<Strip> {
    let width = (WIDER * TAU * (outer + inner) / 2.0).round() as usize;
    let step = TAU / width as f32;
    // Seals begin below; the strip is cut open where its letters leave most room.
    let below = std::f32::consts::FRAC_PI_2;
    let mut arc = Arc { middle: (ring.x, ring.y), start: below, step, outer };
    let height = (outer - inner).round() as usize;
    let mut strip = laid_out(grey, &arc, width, height);
    let seam = seam(&darker(&strip));
    arc.start += step * seam as f32;
    strip.data.chunks_exact_mut(width).for_each(|row| row.rotate_left(seam));
    let lines = lines(&darker(&strip), millimetre);
    (!lines.is_empty()).then_some(Strip { grey: strip, lines, arc })
}

/// The square about a ring.
fn around(grey: &Grey, ring: &Ring) -> Grey {
    let reach = ring.radius * 1.1;
    let at = |value: f32| value.max(0.0) as usize;
    grey.cut(at(ring.x - reach), at(ring.y - reach), at(ring.x + reach), at(ring.y + reach))
}

/// The bands between lines of the seal, from outside in: radii of their outer and inner edges. `ink` is that [`around`] the ring.
fn bands(ink: &Ink, ring: &Ring, millimetre: f32) -> Vec<(f32, f32)> {
    let reach = ring.radius * 1.1;
    let (left, top) = ((ring.x - reach).max(0.0).floor(), (ring.y - reach).max(0.0).floor());
    let ways = rings::ways(PLACES);
    let is_line = |radius: usize| {
        let inked: Vec<bool> = ways
            .iter()
            .map(|(sin, cos)| {
                let (x, y) = (ring.x + radius as f32 * cos - left, ring.y + radius as f32 * sin - top);
                let (x, y) = (x.max(0.0) as usize, y.max(0.0) as usize);
                x < ink.width && y < ink.height && ink.data[y * ink.width + x] == 1
            })
            .collect();
        let share = inked.iter().filter(|inked| **inked).count() as f32 / PLACES as f32;
        share > LINE && inked.windows(2).filter(|two| two[0] != two[1]).count() < LETTERED
    };
    let (from, to) = ((INNER * ring.radius) as usize, (OUTER * ring.radius) as usize);
    let (mut bands, mut end) = (Vec::new(), to);
    for radius in (from..=to).rev() {
        if radius > from && !is_line(radius) {
            continue;
        }
        // What lies within the innermost line is the seal's middle.
        let middle = radius == from && !bands.is_empty();
        if !middle && end.saturating_sub(radius) as f32 >= BAND * millimetre {
            bands.push((end as f32 - 1.5, radius as f32 + 1.5));
        }
        end = radius;
    }
    bands
}

fn laid_out(grey: &Grey, arc: &Arc, width: usize, height: usize) -> Grey {
    let mut out = Grey::white(width, height);
    let ways: Vec<(f32, f32)> = (0..width).map(|column| arc.way(column as f32)).collect();
    for (y, row) in out.data.chunks_exact_mut(width).enumerate() {
        for (out, &way) in row.iter_mut().zip(&ways) {
            *out = between(grey, arc.place(way, y as f32));
        }
    }
    out
}

/// The page at a place between pixels.
fn between(grey: &Grey, (x, y): (f32, f32)) -> u8 {
    let (left, top) = (x.floor(), y.floor());
    let pixel = |dx: usize, dy: usize| {
        let (x, y) = (left as i64 + dx as i64, top as i64 + dy as i64);
        let inside = x >= 0 && y >= 0 && (x as usize) < grey.width && (y as usize) < grey.height;
        if inside { f32::from(grey.data[y as usize * grey.width + x as usize]) } else { 255.0 }
    };
    let (right, down) = (x - left, y - top);
    let upper = pixel(0, 0) * (1.0 - right) + pixel(1, 0) * right;
    let lower = pixel(0, 1) * (1.0 - right) + pixel(1, 1) * right;
    (upper * (1.0 - down) + lower * down + 0.5) as u8
}

/// What is nearer to the strip's darkest than to its paper.
fn darker(strip: &Grey) -> Ink {
    let mut all = strip.data.clone();
    all.sort_unstable();
    let dark = all.get(all.len() / 50).copied().unwrap_or(255);
    Ink::darker_than(strip, ((u16::from(dark) + 255) / 2) as u8)
}

/// The column in the middle of the widest gap between letters.
fn seam(letters: &Ink) -> usize {
    let inked =
        |x: usize| (0..letters.height).any(|y| letters.data[y * letters.width + x % letters.width] == 1);
    let (mut widest, mut at, mut run) = (0, 0, 0);
    for x in 0..2 * letters.width {
        run = if inked(x) { 0 } else { run + 1 };
        if run > widest && run <= letters.width {
            (widest, at) = (run, (x - run / 2) % letters.width);
        }
    }
    at
}

/// Rows of letters: a seal may have two, one within the other.
fn lines(letters: &Ink, millimetre: f32) -> Vec<TextLine> {
    let (width, height) = (letters.width, letters.height);
    let share = |y: usize| letters.row(y).iter().filter(|ink| **ink == 1).count();
    let rows: Vec<usize> = (0..height).map(share).collect();
    let fullest = rows.iter().max().copied().unwrap_or(0) as f32;
    let mut lines = Vec::new();
    let mut start = 0;
    for y in 0..=height {
        if rows.get(y).is_some_and(|inked| *inked as f32 > FULL * fullest) {
            continue;
        }
        if (y - start) as f32 >= LETTER * millimetre {
            let (top, bottom) = (start as f32, y as f32);
            let em = EM * (bottom - top);
            lines.push(TextLine {
                right: width as f32,
                top,
                bottom,
                base: bottom,
                em,
                ..TextLine::default()
            });
        }
        start = y + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_along_a_ring_come_out_in_a_row() {
        // Ten pixels to the millimetre: two lines, and ten bars between them from the left over the top to the right.
        let mut grey = Grey::white(500, 500);
        for y in 0..500 {
            for x in 0..500 {
                let (dx, dy) = (x as f32 - 250.0, y as f32 - 250.0);
                let (away, angle) = (dx.hypot(dy), dy.atan2(dx).to_degrees());
                let line = (198.0..201.0).contains(&away) || (140.0..143.0).contains(&away);
                let letter = (155.0..185.0).contains(&away) && angle < 0.0 && angle.rem_euclid(18.0) < 6.0;
                if line || letter {
                    grey.data[y * 500 + x] = 0;
                }
            }
        }
        let ring = Ring { x: 250.0, y: 250.0, radius: 200.0 };
        let strips = of(&grey, &ring, 10.0);
        let [strip] = &strips[..] else { panic!("{} strips", strips.len()) };
        let [line] = &strip.lines[..] else { panic!("{:?}", strip.lines) };
        assert!((line.bottom - line.top - 30.0).abs() < 3.0, "{line:?}");
        let ink = darker(&strip.grey);
        let middle = ((line.top + line.bottom) / 2.0) as usize;
        let bars = ink.row(middle).windows(2).filter(|two| two[0] == 0 && two[1] == 1).count();
        assert_eq!(bars, 10);
        // The first bar stands on the left of the seal, the last on its right.
        let first = ink.row(middle).iter().position(|ink| *ink == 1).expect("a bar") as f32;
        let (left, _, right, bottom) = strip.arc.back((first, line.top, first + 5.0, line.bottom));
        assert!(left < 110.0 && right < 130.0 && bottom < 260.0, "{left} {right} {bottom}");
    }

    #[test]
    fn a_bare_ring_says_nothing() {
        let grey = Grey::white(500, 500);
        assert!(of(&grey, &Ring { x: 250.0, y: 250.0, radius: 200.0 }, 10.0).is_empty());
    }
}
