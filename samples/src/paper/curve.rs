//! Outlines, the way they are moved, and the ink they cover.
//! Knows nothing of letters and pages.

use std::sync::Arc;

use ab_glyph::OutlineCurve;
use ab_glyph_rasterizer::{Point, Rasterizer, point};

/// px = a·x + b·y + x0, py = c·x + d·y + y0. Outlines have y upwards, pages downwards.
#[derive(Clone, Copy, Debug)]
pub struct Affine {
    pub a: f32,
    pub b: f32,
    pub c: f32,
    pub d: f32,
    pub x: f32,
    pub y: f32,
}

impl Affine {
    /// A letter of `size` pixels an em, leaning by `slant`, turned by `angle` (radians, clockwise).
    pub fn letter(x: f32, y: f32, wide: f32, high: f32, slant: f32, angle: f32) -> Affine {
        let (sin, cos) = angle.sin_cos();
        let (a, b, c, d) = (wide, high * slant, 0.0, -high);
        Affine {
            a: cos * a - sin * c,
            b: cos * b - sin * d,
            c: sin * a + cos * c,
            d: sin * b + cos * d,
            x,
            y,
        }
    }

    pub fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.b * y + self.x, self.c * x + self.d * y + self.y)
    }
}

/// The outline of one letter in ems.
#[derive(Clone, Debug, Default)]
pub struct Glyph {
    pub curves: Arc<Vec<OutlineCurve>>,
    pub advance: f32,
}

pub fn map_curve(curve: &OutlineCurve, map: impl Fn(f32, f32) -> (f32, f32)) -> OutlineCurve {
    let go = |p: &ab_glyph::Point| {
        let (x, y) = map(p.x, p.y);
        ab_glyph::point(x, y)
    };
    match curve {
        OutlineCurve::Line(p, q) => OutlineCurve::Line(go(p), go(q)),
        OutlineCurve::Quad(p, q, r) => OutlineCurve::Quad(go(p), go(q), go(r)),
        OutlineCurve::Cubic(p, q, r, s) => OutlineCurve::Cubic(go(p), go(q), go(r), go(s)),
    }
}

/// A closed box as an outline, anticlockwise in y-up ems.
pub fn bar(x0: f32, y0: f32, x1: f32, y1: f32) -> Vec<OutlineCurve> {
    let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)];
    let mut curves = Vec::new();
    for pair in corners.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        curves.push(OutlineCurve::Line(ab_glyph::point(from.0, from.1), ab_glyph::point(to.0, to.1)));
    }
    curves
}

/// How much of each pixel is covered, 0 to 1; `x` and `y` are the page place of its first pixel.
#[derive(Clone, Debug)]
pub struct Coverage {
    pub x: i32,
    pub y: i32,
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

fn points(curve: &OutlineCurve) -> Vec<ab_glyph::Point> {
    match curve {
        OutlineCurve::Line(p, q) => vec![*p, *q],
        OutlineCurve::Quad(p, q, r) => vec![*p, *q, *r],
        OutlineCurve::Cubic(p, q, r, s) => vec![*p, *q, *r, *s],
    }
}

impl Coverage {
    /// None for an outline without area (a space) or one absurdly large.
    pub fn of(curves: &[OutlineCurve], place: &Affine) -> Option<Coverage> {
        let (mut left, mut top) = (f32::MAX, f32::MAX);
        let (mut right, mut bottom) = (f32::MIN, f32::MIN);
        for curve in curves {
            for p in points(curve) {
                let (x, y) = place.apply(p.x, p.y);
                left = left.min(x);
                right = right.max(x);
                top = top.min(y);
                bottom = bottom.max(y);
            }
        }
        if left >= right || top >= bottom || right - left > 6000.0 || bottom - top > 6000.0 {
            return None;
        }
        let (x0, y0) = (left.floor() as i32 - 2, top.floor() as i32 - 2);
        let width = (right.ceil() as i32 - x0 + 3) as usize;
        let height = (bottom.ceil() as i32 - y0 + 3) as usize;
        let mut raster = Rasterizer::new(width, height);
        let go = |p: &ab_glyph::Point| -> Point {
            let (x, y) = place.apply(p.x, p.y);
            point(x - x0 as f32, y - y0 as f32)
        };
        for curve in curves {
            match curve {
                OutlineCurve::Line(p, q) => raster.draw_line(go(p), go(q)),
                OutlineCurve::Quad(p, q, r) => raster.draw_quad(go(p), go(q), go(r)),
                OutlineCurve::Cubic(p, q, r, s) => raster.draw_cubic(go(p), go(q), go(r), go(s)),
            }
        }
        let mut values = vec![0.0; width * height];
        raster.for_each_pixel(|index, value| values[index] = value.min(1.0));
        Some(Coverage { x: x0, y: y0, width, height, values })
    }

    /// Ink that has run a little: a 3×3 mean, made stronger by `gain`.
    pub fn bleed(&mut self, gain: f32) {
        let old = self.values.clone();
        for y in 1..self.height.saturating_sub(1) {
            for x in 1..self.width - 1 {
                let mut sum = 0.0;
                for row in [y - 1, y, y + 1] {
                    let at = row * self.width + x;
                    sum += old[at - 1] + old[at] + old[at + 1];
                }
                self.values[y * self.width + x] = (sum / 9.0 * gain).min(1.0);
            }
        }
    }
}
