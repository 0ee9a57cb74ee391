//! Lines and paragraphs.
//! Knows pens and pages, nothing of forms and fields.

use std::f32::consts::TAU;

use super::curve::{Affine, Coverage};
use super::font::glyph;
use super::form::Align;
use super::page::{Page, Rect};
use super::pen::{Hand, Pen, Way};
use super::typed::strike;

/// Cuts text into lines no wider than `width`; a line break in the text is kept.
pub(super) fn wrap(pen: &Pen, text: &str, first: f32, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        for word in part.split_whitespace() {
            let room = if lines.is_empty() { first } else { width };
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if line.is_empty() || pen.measure(&longer) <= room {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        lines.push(line);
    }
    lines
}

impl Page {
    /// A line of text from the left; `y` is the baseline. Returns the place it takes.
    pub fn text(&mut self, x: f32, y: f32, pen: &Pen, text: &str) -> Rect {
        let text = &pen.keys(text);
        let end = self.draw(x, y, pen, text, 0.0);
        let place = Rect { x, y: y - pen.size * 0.72, w: end - x, h: pen.size * 0.92 };
        self.add_block(text, place, pen.script());
        place
    }

    /// As `text`, with its middle at `x`.
    pub fn text_centre(&mut self, x: f32, y: f32, pen: &Pen, text: &str) -> Rect {
        self.text(x - pen.measure(text) / 2.0, y, pen, text)
    }

    /// As `text`, ending at `x`.
    pub fn text_right(&mut self, x: f32, y: f32, pen: &Pen, text: &str) -> Rect {
        self.text(x - pen.measure(text), y, pen, text)
    }

    /// A paragraph; `y` is the first baseline. Returns the baseline after the last line.
    #[expect(clippy::too_many_arguments, reason = "a paragraph has that many measures and callers read well")]
    pub fn para(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        pen: &Pen,
        indent: f32,
        align: Align,
        text: &str,
    ) -> f32 {
        let lines = wrap(pen, &pen.keys(text), width - indent, width);
        let count = lines.len();
        let mut y = y;
        for (index, line) in lines.iter().enumerate() {
            let (left, room) = if index == 0 { (x + indent, width - indent) } else { (x, width) };
            let free = room - pen.measure(line);
            match align {
                Align::Left => {
                    self.text(left, y, pen, line);
                }
                Align::Centre => {
                    self.text(left + free / 2.0, y, pen, line);
                }
                Align::Right => {
                    self.text(left + free, y, pen, line);
                }
                Align::Justify => {
                    let gaps = line.split(' ').count().saturating_sub(1);
                    let wide = if index + 1 < count && gaps > 0 {
                        (free / gaps as f32).clamp(0.0, pen.size)
                    } else {
                        0.0
                    };
                    let end = self.draw(left, y, pen, line, wide);
                    let place = Rect { x: left, y: y - pen.size * 0.72, w: end - left, h: pen.size * 0.92 };
                    self.add_block(line, place, pen.script());
                }
            }
            y += pen.leading();
        }
        y
    }

    /// Text with a line under it.
    pub fn underlined(&mut self, x: f32, y: f32, pen: &Pen, text: &str) -> Rect {
        let place = self.text(x, y, pen, text);
        let drop = pen.size * 0.14;
        self.rule(x, y + drop, place.right(), y + drop, pen.size * 0.05);
        place
    }

    /// Draws letters; spaces get `wide` more. Returns where the line ends.
    pub(super) fn draw(&mut self, x: f32, y: f32, pen: &Pen, text: &str, wide: f32) -> f32 {
        match &pen.way {
            Way::Press => self.press(x, y, pen, text, wide),
            Way::Strike(machine) => strike(self, x, y, pen, machine, text, wide),
            Way::Write(hand) => self.write(x, y, pen, hand, text, wide),
            Way::Rubber => self.rubber(x, y, pen, text, wide),
        }
    }

    fn press(&mut self, x: f32, y: f32, pen: &Pen, text: &str, wide: f32) -> f32 {
        let mut x = x;
        let mut before = None;
        for letter in text.chars() {
            let step = pen.advance(before, letter);
            let jitter = pen.rough * 1.2;
            let dy = self.rng.float(-jitter, jitter);
            let place = Affine::letter(x, y + dy, pen.size * pen.stretch, pen.size, 0.0, 0.0);
            if let Some(mut coverage) = Coverage::of(&glyph(pen.face, letter).curves, &place) {
                let strength = 1.0 - self.rng.unit() * 0.35 * pen.rough;
                if pen.rough > 0.3 {
                    coverage.bleed(1.0 + self.rng.unit() * 0.5 * pen.rough);
                }
                self.put(&coverage, pen.ink, strength);
            }
            x += step + if letter == ' ' { wide } else { 0.0 };
            before = Some(letter);
        }
        x
    }

    fn rubber(&mut self, x: f32, y: f32, pen: &Pen, text: &str, wide: f32) -> f32 {
        let mut x = x;
        let mut before = None;
        for letter in text.chars() {
            let place = Affine::letter(x, y, pen.size * pen.stretch, pen.size, 0.0, 0.0);
            self.rubber_letter(pen, letter, &place);
            x += pen.advance(before, letter) + if letter == ' ' { wide } else { 0.0 };
            before = Some(letter);
        }
        x
    }

    fn write(&mut self, x: f32, y: f32, pen: &Pen, hand: &Hand, text: &str, wide: f32) -> f32 {
        let mut x = x;
        let mut before = None;
        let loose = hand.loose;
        // A hand climbs or falls along the line and swings about it.
        let climb = self.rng.float(-0.014, 0.008) * loose;
        let phase = self.rng.float(0.0, TAU);
        let swing = self.rng.float(0.01, 0.035) * pen.size * loose;
        let start = x;
        let mut pressure = self.rng.float(0.8, 1.0);
        for letter in text.chars() {
            let along = x - start;
            pressure = (pressure + self.rng.float(-0.09, 0.09)).clamp(0.6, 1.0);
            let dy = along * climb
                + swing * (phase + along / (pen.size * 3.1)).sin()
                + self.rng.normal() * 0.008 * pen.size * loose;
            let size = pen.size * (1.0 + self.rng.normal() * 0.03 * loose);
            let slant = hand.slant + self.rng.normal() * 0.025 * loose;
            let angle = climb + self.rng.normal() * 0.012 * loose;
            let place = Affine::letter(x, y + dy, size * pen.stretch, size, slant, angle);
            if let Some(mut coverage) = Coverage::of(&glyph(pen.face, letter).curves, &place) {
                if hand.weight > 0.003 {
                    coverage.bleed(1.0 + hand.weight * 40.0);
                }
                self.put(&coverage, pen.ink, pressure);
            }
            let step = pen.advance(before, letter) * (1.0 + self.rng.normal() * 0.012 * loose);
            x += step
                + if letter == ' ' { wide + self.rng.normal().abs() * 0.05 * pen.size * loose } else { 0.0 };
            before = Some(letter);
        }
        x
    }
}
