//! Round seals and rectangular stamps, uneven as rubber leaves them.
//! Knows pens and pages.

use super::curve::{Affine, Coverage};
use super::face::Face;
use super::font::glyph;
use super::page::{Page, Rect, Script, pt};
use super::pen::{Ink, Pen};
use super::typed::grain;
use crate::truth::SEALS;

/// What makes an imprint uneven: a salt for the grain and the side that pressed less.
#[derive(Clone, Copy, Debug)]
struct Press {
    salt: u32,
    lean_x: f32,
    lean_y: f32,
    strength: f32,
    middle: (f32, f32),
    reach: f32,
}

impl Page {
    fn press_of_rubber(&mut self, middle: (f32, f32), reach: f32) -> Press {
        Press {
            salt: self.rng.next_u64() as u32,
            lean_x: self.rng.float(-0.35, 0.35),
            lean_y: self.rng.float(-0.35, 0.35),
            strength: self.rng.float(0.55, 0.92),
            middle,
            reach,
        }
    }

    fn rubber_dab(&mut self, x: i32, y: i32, ink: Ink, amount: f32, press: &Press) {
        let texture = grain(x, y, press.salt);
        let patch = grain(x >> 4, y >> 4, press.salt ^ 7);
        let lean = 1.0
            + press.lean_x * (x as f32 - press.middle.0) / press.reach
            + press.lean_y * (y as f32 - press.middle.1) / press.reach;
        let strength = press.strength * lean.clamp(0.25, 1.2) * (1.15 - 0.5 * texture) * (1.1 - 0.35 * patch);
        self.dab(x, y, ink, (amount * strength).clamp(0.0, 1.0));
    }

    pub(super) fn rubber_letter(&mut self, pen: &Pen, letter: char, place: &Affine) {
        let press = Press {
            salt: 0x5eed,
            lean_x: 0.0,
            lean_y: 0.0,
            strength: 0.9,
            middle: (place.x, place.y),
            reach: 1000.0,
        };
        self.rubber_glyph(pen, letter, place, &press);
    }

    fn rubber_glyph(&mut self, pen: &Pen, letter: char, place: &Affine, press: &Press) {
        let Some(mut coverage) = Coverage::of(&glyph(pen.face, letter).curves, place) else { return };
        coverage.bleed(1.35);
        for row in 0..coverage.height {
            for column in 0..coverage.width {
                let amount = coverage.values[row * coverage.width + column];
                if amount > 0.01 {
                    self.rubber_dab(
                        coverage.x + column as i32,
                        coverage.y + row as i32,
                        pen.ink,
                        amount,
                        press,
                    );
                }
            }
        }
    }

    fn ring(&mut self, cx: f32, cy: f32, radius: f32, thick: f32, ink: Ink, press: &Press) {
        let reach = radius + thick;
        for y in (cy - reach) as i32..=(cy + reach) as i32 {
            for x in (cx - reach) as i32..=(cx + reach) as i32 {
                let off = ((x as f32 - cx).hypot(y as f32 - cy) - radius).abs();
                let amount = (thick / 2.0 + 0.5 - off).clamp(0.0, 1.0);
                if amount > 0.01 {
                    self.rubber_dab(x, y, ink, amount, press);
                }
            }
        }
    }

    /// A round seal of `radius` pixels (a state seal is about 20 mm): text along the ring, lines in the middle.
    /// Its text is kept as stamp text in a region of its own.
    pub fn seal(&mut self, cx: f32, cy: f32, radius: f32, ink: Ink, ring_text: &str, middle: &[&str]) {
        let press = self.press_of_rubber((cx, cy), radius);
        let turn = self.rng.float(-0.5, 0.5);
        self.ring(cx, cy, radius, radius * 0.035, ink, &press);
        self.ring(cx, cy, radius * 0.95, radius * 0.012, ink, &press);
        self.ring(cx, cy, radius * 0.62, radius * 0.018, ink, &press);
        let text = format!("{ring_text} \u{2217} ").replace('\u{2217}', "*");
        let face = Face::SansBold;
        let letters: Vec<char> = text.chars().collect();
        let wanted = radius * 0.76 * std::f32::consts::TAU;
        let mut pen = Pen::rubber(face, 1.0, ink);
        pen.size = radius * 0.2;
        let natural = pen.measure(&text);
        pen.stretch = (wanted / natural).clamp(0.45, 1.6);
        let step = wanted / pen.measure(&text);
        let mut angle = turn - std::f32::consts::PI;
        let base = radius * 0.7;
        for letter in letters {
            let advance = pen.advance(None, letter) * step;
            let half = advance / (radius * 0.76) / 2.0;
            angle += half;
            let (sin, cos) = angle.sin_cos();
            // The foot of the letter stands on the inner circle, its middle on the angle.
            let shift = advance / 2.0;
            let (x, y) = (cx + base * sin - shift * cos, cy - base * cos - shift * sin);
            let place = Affine::letter(x, y, pen.size * pen.stretch, pen.size, 0.0, angle);
            self.rubber_glyph(&pen, letter, &place, &press);
            angle += half;
        }
        let (sin, cos) = turn.sin_cos();
        let mut small = Pen::rubber(face, 1.0, ink);
        small.size = radius * 0.19;
        let lines = middle.len() as f32;
        for (index, line) in middle.iter().enumerate() {
            let width = small.measure(line);
            let fit = (radius * 1.02 / width).min(1.0);
            let offset = (index as f32 - (lines - 1.0) / 2.0) * small.size * 1.15 + small.size * 0.35;
            let mut along = -width * fit / 2.0;
            let mut before = None;
            for letter in line.chars() {
                let (x, y) = (cx + along * cos - offset * sin, cy + along * sin + offset * cos);
                let place = Affine::letter(x, y, small.size * fit, small.size, 0.0, turn);
                self.rubber_glyph(&small, letter, &place, &press);
                along += small.advance(before, letter) * fit;
                before = Some(letter);
            }
        }
        let saved = self.region;
        self.region = SEALS;
        let place = Rect { x: cx - radius, y: cy - radius, w: 2.0 * radius, h: 2.0 * radius };
        let whole = format!("{ring_text} {}", middle.join(" "));
        self.add_block(&whole, place, Script::Stamp);
        self.region = saved;
    }

    /// A rectangular stamp, its middle at (`cx`, `cy`), turned by `angle` radians. Lines are read where they stand.
    #[expect(clippy::too_many_arguments, reason = "a stamp is a place, a size, an ink, a turn and its lines")]
    pub fn stamp(
        &mut self,
        cx: f32,
        cy: f32,
        points: f32,
        ink: Ink,
        angle: f32,
        framed: bool,
        lines: &[&str],
    ) {
        let mut pen = Pen::rubber(Face::SansBold, points, ink);
        pen.stretch = 0.9;
        let width = lines.iter().map(|line| pen.measure(line)).fold(0.0, f32::max) + pt(points) * 1.2;
        let leading = pt(points) * 1.25;
        let height = leading * lines.len() as f32 + pt(points) * 0.7;
        let (sin, cos) = angle.sin_cos();
        let at = |u: f32, v: f32| (cx + u * cos - v * sin, cy + u * sin + v * cos);
        let press = self.press_of_rubber((cx, cy), width / 2.0);
        for (index, line) in lines.iter().enumerate() {
            let v = -height / 2.0 + leading * (index as f32 + 0.9);
            let mut u = -pen.measure(line) / 2.0;
            let start = at(u, v);
            let mut before = None;
            for letter in line.chars() {
                let (x, y) = at(u, v);
                let place = Affine::letter(x, y, pen.size * pen.stretch, pen.size, 0.0, angle);
                self.rubber_glyph(&pen, letter, &place, &press);
                u += pen.advance(before, letter);
                before = Some(letter);
            }
            let end = at(u, v);
            let place = Rect {
                x: start.0.min(end.0),
                y: start.1.min(end.1) - pen.cap(),
                w: (end.0 - start.0).abs(),
                h: (end.1 - start.1).abs() + pen.cap() * 1.3,
            };
            self.add_block(line, place, Script::Stamp);
        }
        if framed {
            let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)];
            for pair in corners.windows(2) {
                let (x1, y1) = at(pair[0].0 * width, pair[0].1 * height);
                let (x2, y2) = at(pair[1].0 * width, pair[1].1 * height);
                self.line(x1, y1, x2, y2, 5.0, ink, press.strength * 0.85);
            }
        }
    }
}
