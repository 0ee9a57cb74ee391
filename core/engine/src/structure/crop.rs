//! A line as a picture of its own: straight, and as high as its type asks, not as its ink does. A line without tall
//! letters cut to its ink looks like capitals.

use std::ops::Range;

use super::TextLine;
use super::lettering::Arc;
use crate::pixels::Grey;

/// What a crop takes above and below the base line, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reach {
    pub above: f32,
    pub below: f32,
}

/// Larger type (em, in pixels) is made smaller: both readers look at lines of less than forty pixels, and Tesseract
/// takes its time over every pixel it is given.
const LARGEST: f32 = 32.0;
/// Not for a tenth.
const WORTH: f32 = 0.9;
/// What surely is ink within a word: its outermost rows are the word's box.
const INK: u8 = 170;

/// A line's pixels, levelled, and how they lie on the prepared grid.
#[derive(Clone, Debug)]
pub(crate) struct Crop {
    pub grey: Grey,
    pub left: f32,
    /// Base line on the prepared grid at `left`, and its fall to the right.
    pub base: f32,
    pub slope: f32,
    pub above: f32,
    /// Pixels of the crop for one of the prepared grid.
    pub scale: f32,
    /// How the picture it was cut from lies on the grid, where that was laid out from a ring.
    pub arc: Option<Arc>,
}

/// Cuts the line out of the prepared picture. Where the line leans, columns are moved, so letters keep their shape.
pub(crate) fn cut(grey: &Grey, line: &TextLine, reach: Reach) -> Crop {
    // A size that the ink does not bear out would make the letters too small to read.
    let most_above = (line.base - line.top).max(0.5 * line.em) + 0.35 * line.em;
    let most_below = (line.bottom - line.base).max(0.0) + 0.25 * line.em;
    let above = (reach.above * line.em).min(most_above).max(1.0);
    let below = (reach.below * line.em).min(most_below).max(0.0);
    let (left, right) = (line.left.max(0.0) as usize, (line.right.ceil() as usize).min(grey.width));
    let width = right.saturating_sub(left).max(1);
    let height = ((above + below).round() as usize).max(4);
    let mut out = Grey::white(width, height);
    for x in 0..width.min(grey.width.saturating_sub(left)) {
        let top = (line.base + line.slope * x as f32 - above).round() as i64;
        for y in 0..height {
            let from = top + y as i64;
            if from >= 0 && (from as usize) < grey.height {
                out.data[y * width + x] = grey.data[from as usize * grey.width + left + x];
            }
        }
    }
    let scale = (LARGEST / line.em).min(1.0);
    let scale = if scale < WORTH { scale } else { 1.0 };
    if scale < 1.0 {
        let size = |pixels: usize| ((pixels as f32 * scale).round() as usize).max(4);
        out = out.scaled(size(width), size(height));
    }
    Crop { grey: out, left: left as f32, base: line.base, slope: line.slope, above, scale, arc: None }
}

impl Crop {
    /// The part of the crop's line between two columns of it.
    pub fn part(&self, line: &TextLine, columns: &Range<f32>) -> TextLine {
        let mut part = line.clone();
        if columns.start > 0.0 {
            part.left = self.left + columns.start / self.scale;
            part.base += part.slope * (part.left - line.left);
        }
        if columns.end < self.grey.width as f32 {
            part.right = self.left + columns.end / self.scale;
        }
        part
    }

    /// The box on the prepared grid of what stands between two columns of the crop: left, top, right, bottom.
    pub fn back(&self, from: f32, to: f32) -> (f32, f32, f32, f32) {
        let from_column = (from.max(0.0) as usize).min(self.grey.width.saturating_sub(1));
        let to_column = (to.ceil() as usize).clamp(from_column + 1, self.grey.width);
        let inked = |y: usize| {
            let row = &self.grey.row(y)[from_column..to_column];
            row.iter().any(|&pixel| pixel < INK)
        };
        let first = (0..self.grey.height).find(|&y| inked(y)).unwrap_or(0);
        let last = (0..self.grey.height).rev().find(|&y| inked(y)).map_or(self.grey.height, |y| y + 1);
        let (from, to) = (from / self.scale, to / self.scale);
        let (first, last) = (first as f32 / self.scale, last.max(first + 1) as f32 / self.scale);
        let fall = self.slope * (from + to) / 2.0;
        let top = self.base + fall - self.above;
        let found = (self.left + from, top + first, self.left + to, top + last);
        self.arc.map_or(found, |arc| arc.back(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaning_line_comes_out_straight_and_back() {
        let mut grey = Grey::white(400, 100);
        for x in 50..350 {
            let base = 60 + (x - 50) / 30;
            for y in base - 14..base {
                grey.data[y * 400 + x] = 0;
            }
        }
        let line = TextLine {
            left: 50.0,
            right: 350.0,
            top: 46.0,
            bottom: 70.0,
            base: 60.0,
            slope: 1.0 / 30.0,
            em: 30.0,
            ..TextLine::default()
        };
        let crop = cut(&grey, &line, Reach { above: 0.83, below: 0.33 });
        let dark =
            (0..crop.grey.height).filter(|&y| crop.grey.row(y).iter().all(|&pixel| pixel == 0)).count();
        assert!((13..=14).contains(&dark), "{dark} rows are ink from end to end");
        let (left, top, right, bottom) = crop.back(290.0, 300.0);
        assert_eq!((left, right), (340.0, 350.0));
        assert!((top - 55.8).abs() < 1.6 && (bottom - 69.8).abs() < 1.6, "{top} {bottom}");
    }
}
