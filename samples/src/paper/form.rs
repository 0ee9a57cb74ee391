//! Rules, text in cells, and the fields of a form that somebody fills in.
//! Knows pens and pages, nothing of what a field means.

use super::page::{Page, Rect};
use super::pen::{Ink, Pen};
use super::text::wrap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
    Justify,
}

impl Page {
    /// A ruled line of `thick` pixels.
    pub fn rule(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, thick: f32) {
        self.line(x1, y1, x2, y2, thick, Ink::BLACK, 0.92);
    }

    /// A line of any ink; `strength` 0 to 1.
    #[expect(clippy::too_many_arguments, reason = "two points, a width and an ink")]
    pub fn line(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, thick: f32, ink: Ink, strength: f32) {
        let half = thick / 2.0;
        if (x2 - x1).abs() < 0.01 || (y2 - y1).abs() < 0.01 {
            let (left, right) = (x1.min(x2), x1.max(x2));
            let (top, bottom) = (y1.min(y2), y1.max(y2));
            let (left, right) = if right - left < 0.01 { (left - half, right + half) } else { (left, right) };
            let (top, bottom) = if bottom - top < 0.01 { (top - half, bottom + half) } else { (top, bottom) };
            self.fill(Rect { x: left, y: top, w: right - left, h: bottom - top }, ink, strength);
            return;
        }
        let length = ((x2 - x1).powi(2) + (y2 - y1).powi(2)).sqrt();
        let (ux, uy) = ((x2 - x1) / length, (y2 - y1) / length);
        let reach = half + 1.0;
        for y in (y1.min(y2) - reach) as i32..=(y1.max(y2) + reach) as i32 {
            for x in (x1.min(x2) - reach) as i32..=(x1.max(x2) + reach) as i32 {
                let (dx, dy) = (x as f32 + 0.5 - x1, y as f32 + 0.5 - y1);
                let along = dx * ux + dy * uy;
                let off = (dx * uy - dy * ux).abs();
                if (-0.5..=length + 0.5).contains(&along) {
                    self.dab(x, y, ink, (half + 0.5 - off).clamp(0.0, 1.0) * strength);
                }
            }
        }
    }

    /// A filled box.
    pub fn fill(&mut self, place: Rect, ink: Ink, strength: f32) {
        for y in place.y.floor() as i32..place.bottom().ceil() as i32 {
            let rows = ((y as f32 + 1.0).min(place.bottom()) - (y as f32).max(place.y)).clamp(0.0, 1.0);
            for x in place.x.floor() as i32..place.right().ceil() as i32 {
                let columns = ((x as f32 + 1.0).min(place.right()) - (x as f32).max(place.x)).clamp(0.0, 1.0);
                self.dab(x, y, ink, rows * columns * strength);
            }
        }
    }

    pub fn frame(&mut self, place: Rect, thick: f32) {
        let half = thick / 2.0;
        self.rule(place.x - half, place.y, place.right() + half, place.y, thick);
        self.rule(place.x - half, place.bottom(), place.right() + half, place.bottom(), thick);
        self.rule(place.x, place.y, place.x, place.bottom(), thick);
        self.rule(place.right(), place.y, place.right(), place.bottom(), thick);
    }

    /// Text inside a cell, wrapped and in the middle of its height. Returns the number of lines.
    pub fn cell_text(&mut self, cell: Rect, pen: &Pen, align: Align, text: &str) -> usize {
        let pad = (pen.size * 0.22).min(cell.w * 0.08);
        let lines = wrap(pen, text, cell.w - 2.0 * pad, cell.w - 2.0 * pad);
        let leading = (pen.size * 1.08).min(pen.leading());
        let height = leading * (lines.len() as f32 - 1.0);
        let mut y = cell.y + cell.h / 2.0 - height / 2.0 + pen.cap() * 0.48;
        for line in &lines {
            let free = cell.w - 2.0 * pad - pen.measure(line);
            let x = match align {
                Align::Left | Align::Justify => cell.x + pad,
                Align::Centre => cell.x + pad + free / 2.0,
                Align::Right => cell.x + pad + free,
            };
            self.text(x, y, pen, line);
            y += leading;
        }
        lines.len()
    }

    /// «label ______» up to `x + width`: the value on the line, the small caption under it.
    /// Returns the place of the value (empty width when there is none).
    #[expect(
        clippy::too_many_arguments,
        reason = "a field is a label, a value and a caption with their pens"
    )]
    pub fn field(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        label_pen: &Pen,
        label: &str,
        value_pen: &Pen,
        value: &str,
        caption: &str,
    ) -> Rect {
        let mut left = x;
        if !label.is_empty() {
            left = self.text(x, y, label_pen, label).right() + label_pen.size * 0.3;
        }
        let right = x + width;
        let under = y + label_pen.size * 0.16;
        self.line(left, under, right, under, (label_pen.size * 0.045).max(1.6), Ink::BLACK, 0.85);
        let place = self.on_line(left, y, right - left, value_pen, value);
        if !caption.is_empty() {
            let small = Pen { spacing: 0.0, ..label_pen.clone() }.scaled(0.62);
            self.text_centre((left + right) / 2.0, under + small.size * 0.95, &small, caption);
        }
        place
    }

    /// A value written over a ruled line: a little in, a little above, made narrower when it does not fit.
    pub fn on_line(&mut self, x: f32, y: f32, room: f32, pen: &Pen, value: &str) -> Rect {
        if value.is_empty() {
            return Rect { x, y, w: 0.0, h: 0.0 };
        }
        let mut pen = pen.clone();
        let width = pen.measure(value);
        if width > room * 0.97 && room > 1.0 {
            let factor = (room * 0.97 / width).max(0.45);
            pen = pen.scaled(factor);
        }
        let free = (room - pen.measure(value)).max(0.0);
        let indent = (self.rng.float(0.02, 0.3) * free).min(pen.size * 1.5);
        let lift = self.rng.float(0.0, 0.08) * pen.size;
        self.text(x + indent, y - lift, &pen, value)
    }

    /// An empty line to write on.
    pub fn blank_line(&mut self, x: f32, y: f32, width: f32) {
        self.line(x, y, x + width, y, 2.0, Ink::BLACK, 0.85);
    }

    /// A small square box, ticked or not.
    pub fn tick(&mut self, x: f32, y: f32, side: f32, on: bool, ink: Ink) {
        self.frame(Rect { x, y: y - side, w: side, h: side }, 2.5);
        if on {
            self.line(x + side * 0.15, y - side * 0.5, x + side * 0.45, y - side * 0.1, 5.0, ink, 0.9);
            self.line(x + side * 0.45, y - side * 0.1, x + side * 1.1, y - side * 1.15, 5.0, ink, 0.9);
        }
    }

    /// Letters or digits one to a box, as forms for machines have. Read as one piece of text.
    pub fn boxes(&mut self, x: f32, y: f32, side: f32, count: usize, pen: &Pen, text: &str) -> Rect {
        let letters: Vec<char> = text.chars().collect();
        for index in 0..count {
            let cell = Rect { x: x + side * index as f32, y, w: side, h: side * 1.25 };
            self.frame(cell, 2.0);
            if let Some(letter) = letters.get(index) {
                let letter = letter.to_string();
                let left = cell.x + (side - pen.measure(&letter)) / 2.0;
                self.draw(left, cell.bottom() - side * 0.32, pen, &letter, 0.0);
            }
        }
        let place = Rect { x, y, w: side * count as f32, h: side * 1.25 };
        self.add_block(text, place, pen.script());
        place
    }
}
