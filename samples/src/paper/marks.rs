//! What hands and machines leave beside text: signatures, holes, staples, pencil numbers, photographs.
//! Knows pens and pages.

use super::face::Face;
use super::page::{Page, Rect, Script, Side, mm};
use super::pen::{Hand, Ink, Pen};
use super::rng::Rng;
use super::typed::grain;

impl Page {
    /// A stroke through points, drawn as a smooth curve with a pen of changing width.
    pub fn stroke(&mut self, points: &[(f32, f32)], thick: f32, ink: Ink) {
        let count = points.len();
        for index in 0..count.saturating_sub(1) {
            let before = points[index.saturating_sub(1)];
            let (from, to) = (points[index], points[index + 1]);
            let after = points[(index + 2).min(count - 1)];
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            let steps = (length / 1.2).ceil().max(2.0) as usize;
            for step in 0..steps {
                let t = step as f32 / steps as f32;
                let mix = |a: f32, b: f32, c: f32, d: f32| {
                    0.5 * (2.0 * b
                        + (c - a) * t
                        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                        + (3.0 * b - a - 3.0 * c + d) * t * t * t)
                };
                let x = mix(before.0, from.0, to.0, after.0);
                let y = mix(before.1, from.1, to.1, after.1);
                let down = to.1 > from.1;
                let radius = thick * if down { 0.62 } else { 0.42 };
                self.dot(x, y, radius, ink, 0.5);
            }
        }
    }

    /// A soft round dot.
    pub fn dot(&mut self, cx: f32, cy: f32, radius: f32, ink: Ink, strength: f32) {
        let reach = radius + 1.0;
        for y in (cy - reach).floor() as i32..=(cy + reach).ceil() as i32 {
            for x in (cx - reach).floor() as i32..=(cx + reach).ceil() as i32 {
                let off = (x as f32 + 0.5 - cx).hypot(y as f32 + 0.5 - cy);
                self.dab(x, y, ink, (radius + 0.5 - off).clamp(0.0, 1.0) * strength);
            }
        }
    }

    /// A signature about `width` wide; `y` is the line it stands on. Every call is another hand.
    pub fn signature(&mut self, x: f32, y: f32, width: f32, ink: Ink) {
        let seed = self.rng.next_u64();
        self.sign(x, y, width, ink, seed);
    }

    /// As `signature`: the same `seed` (say, of a name) signs alike, though never quite the same.
    pub fn sign(&mut self, x: f32, y: f32, width: f32, ink: Ink, seed: u64) {
        let mut habit = Rng::new(seed, 0);
        let high = width * habit.float(0.18, 0.4);
        let lean = habit.float(-0.15, 0.5);
        let mut shape: Vec<(f32, f32)> = Vec::new();
        match habit.index(4) {
            // A tall first letter with a foot.
            0 => shape.extend([(0.0, 0.2), (0.07, 1.3), (0.1, -0.25), (0.02, 0.2), (0.2, 0.9)]),
            // A round one, begun inside.
            1 => {
                shape.extend([(0.16, 0.9), (0.06, 1.15), (-0.02, 0.4), (0.08, -0.1), (0.2, 0.5), (0.1, 0.75)])
            }
            // A loop below the line.
            2 => shape.extend([(0.02, 0.8), (0.14, 0.95), (0.1, -0.7), (0.0, -0.5), (0.16, 0.3)]),
            // Two strokes of an upright letter.
            _ => shape.extend([(0.03, 1.1), (0.02, 0.0), (0.1, 0.7), (0.17, 1.1), (0.16, 0.0)]),
        }
        let loops = habit.int(2, 8);
        let step = habit.float(0.4, 0.62) / loops as f32;
        let fading = habit.float(0.2, 0.8);
        for index in 0..loops {
            let along = 0.22 + step * index as f32;
            let shrink = 1.0 - fading * index as f32 / loops as f32;
            shape.push((along, habit.float(-0.08, 0.1)));
            if habit.chance(0.3) {
                shape.push((along + step * 1.1, shrink * habit.float(0.2, 0.5)));
                shape.push((along + step * 0.2, shrink * habit.float(0.3, 0.6)));
            } else {
                shape.push((along + step * habit.float(0.4, 0.8), shrink * habit.float(0.2, 0.75)));
            }
        }
        let end = 0.24 + step * loops as f32;
        match habit.index(4) {
            0 => shape.extend([(end + 0.1, -0.3), (end + 0.25, 0.9), (end - 0.05, 0.7)]),
            1 => shape.extend([(end + 0.12, 0.1), (end - 0.2, -0.45), (end + 0.3, -0.35)]),
            2 => shape.extend([(end + 0.08, -0.9), (end - 0.08, -0.8), (end + 0.3, 0.3)]),
            _ => shape.extend([(end + 0.06, 0.0), (end + 0.32, 0.12)]),
        }
        let mut points = Vec::new();
        for (u, v) in shape {
            let v = v + self.rng.normal() * 0.04;
            let u = u + self.rng.normal() * 0.006;
            points.push((x + u * width + v * high * lean, y - v * high));
        }
        let thick = habit.float(3.0, 5.4);
        self.stroke(&points, thick, ink);
    }

    /// A correction: the words struck out by hand.
    pub fn strike_out(&mut self, place: &Rect, ink: Ink) {
        let y = place.y + place.h * 0.5;
        let wave = self.rng.float(-6.0, 6.0);
        let points =
            [(place.x - 6.0, y), (place.x + place.w * 0.5, y + wave), (place.right() + 8.0, y - wave)];
        self.stroke(&points, 4.0, ink);
    }

    /// Holes of the binder's punch.
    pub fn punch_holes(&mut self, side: Side) {
        let (middle_x, middle_y) = (self.w() / 2.0, self.h() / 2.0);
        let inset = mm(self.rng.float(9.0, 13.0));
        let gap = mm(40.0);
        for step in [-1.0, 1.0] {
            let (x, y) = match side {
                Side::Left => (inset, middle_y + step * gap),
                Side::Right => (self.w() - inset, middle_y + step * gap),
                Side::Top => (middle_x + step * gap, inset),
            };
            self.hole(x, y, mm(2.9));
        }
    }

    /// Small holes an awl made for the thread that sews the case.
    pub fn sewn(&mut self) {
        let x = mm(self.rng.float(7.0, 11.0));
        for step in [-1.0, 0.0, 1.0] {
            let y = self.h() / 2.0 + step * mm(32.0) + self.rng.float(-9.0, 9.0);
            let radius = self.rng.float(4.0, 8.0);
            self.hole(x, y, radius);
        }
    }

    fn hole(&mut self, cx: f32, cy: f32, radius: f32) {
        self.dot(cx, cy, radius, Ink([38, 36, 36]), 0.95);
        self.dot(cx - 2.0, cy - 2.0, radius + 2.5, Ink([190, 188, 184]), 0.35);
    }

    /// Two dents and a shadow where a staple was.
    pub fn staple(&mut self, x: f32, y: f32) {
        let angle = self.rng.float(-0.6, 0.6);
        let (dx, dy) = (mm(5.5) * angle.cos(), mm(5.5) * angle.sin());
        self.dot(x, y, 4.5, Ink([60, 52, 46]), 0.9);
        self.dot(x + dx, y + dy, 4.5, Ink([60, 52, 46]), 0.9);
        if self.rng.chance(0.5) {
            self.line(x, y, x + dx, y + dy, 5.0, Ink([120, 104, 92]), 0.6);
        }
        if self.rng.chance(0.4) {
            self.dot(x + dx / 2.0, y + dy / 2.0, mm(3.0), Ink([216, 178, 132]), 0.35);
        }
    }

    /// The sheet's number in soft pencil, upper right.
    pub fn sheet_number(&mut self, number: u32) {
        let hand = Hand {
            face: Face::Caveat,
            ink: Ink::PENCIL,
            size: 19.0,
            slant: 0.1,
            loose: 0.8,
            spacing: 0.0,
            weight: 0.006,
        };
        let pen = Pen::hand(&hand);
        let (x, y) = (self.w() - mm(self.rng.float(12.0, 17.0)), mm(self.rng.float(9.0, 14.0)));
        let text = number.to_string();
        let saved = self.region;
        self.region = 0;
        let end = self.draw(x, y, &pen, &text, 0.0);
        let place = Rect { x, y: y - pen.cap(), w: end - x, h: pen.cap() * 1.2 };
        self.add_block(&text, place, Script::Handwritten);
        self.region = saved;
    }

    /// A photograph of somebody who never lived: grey head and shoulders.
    pub fn photo(&mut self, place: Rect) {
        let salt = self.rng.next_u64() as u32;
        let tone = self.rng.float(0.75, 1.0);
        let (cx, cy) = (place.x + place.w * self.rng.float(0.46, 0.54), place.y + place.h * 0.4);
        let (head_w, head_h) = (place.w * self.rng.float(0.19, 0.24), place.h * self.rng.float(0.2, 0.25));
        let hair = self.rng.float(0.5, 0.95);
        for y in place.y as i32..place.bottom() as i32 {
            for x in place.x as i32..place.right() as i32 {
                let (u, v) = ((x as f32 - cx) / head_w, (y as f32 - cy) / head_h);
                let mut dark = 0.22 + 0.1 * (y as f32 - place.y) / place.h;
                let shoulders = (x as f32 - cx).abs() / (place.w * 0.46);
                let line = place.y + place.h * (0.68 + 0.2 * shoulders * shoulders);
                if y as f32 > line {
                    dark = 0.8 - 0.12 * shoulders;
                    if (x as f32 - cx).abs() < (y as f32 - line) * 0.4 && (y as f32) < line + place.h * 0.16 {
                        dark = 0.1;
                    }
                }
                if u.abs() < 0.45 && v > 0.6 && (y as f32) < line + 8.0 {
                    dark = 0.45;
                }
                if u * u + v * v < 1.0 {
                    dark = 0.3 + 0.16 * u + 0.05 * v.abs();
                    let eyes = (u.abs() - 0.42).abs() < 0.16 && (v + 0.08).abs() < 0.07;
                    let brows = (u.abs() - 0.42).abs() < 0.22 && (v + 0.26).abs() < 0.04;
                    let mouth = u.abs() < 0.28 && (v - 0.56).abs() < 0.04;
                    let nose = (u - 0.05).abs() < 0.05 && v > 0.0 && v < 0.32;
                    if eyes || brows || mouth {
                        dark = 0.72;
                    } else if nose {
                        dark = 0.42;
                    }
                }
                let crown = u * u * 0.85 + (v + 0.16) * (v + 0.16) * 0.8;
                if crown < 1.05 && v < -0.42 + 0.2 * u * u {
                    dark = hair;
                }
                self.dab(x, y, Ink([30, 28, 28]), (dark * tone).clamp(0.0, 1.0));
            }
        }
        self.soften(place, 5);
        for y in place.y as i32..place.bottom() as i32 {
            for x in place.x as i32..place.right() as i32 {
                self.dab(x, y, Ink([30, 28, 28]), grain(x, y, salt) * 0.14);
            }
        }
        self.frame(place, 3.0);
    }

    /// Blurs a part of the page.
    fn soften(&mut self, place: Rect, reach: i32) {
        let old = self.pixels.clone();
        for y in place.y as i32 + reach..place.bottom() as i32 - reach {
            for x in place.x as i32 + reach..place.right() as i32 - reach {
                if x < reach || y < reach || x + reach >= self.width as i32 || y + reach >= self.height as i32
                {
                    continue;
                }
                let mut sum = 0_u32;
                let mut count = 0;
                for row in (y - reach..=y + reach).step_by(2) {
                    for column in (x - reach..=x + reach).step_by(2) {
                        sum += u32::from(old[(row as usize * self.width + column as usize) * 3 + 1]);
                        count += 1;
                    }
                }
                let at = (y as usize * self.width + x as usize) * 3;
                self.pixels[at..at + 3].fill((sum / count) as u8);
            }
        }
    }
}
