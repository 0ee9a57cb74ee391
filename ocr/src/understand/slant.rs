//! How much the lines of a page lean, and its words as if they lay level.
//!
//! Boxes are those of the page that a person sees, and a sheet lies askew on the scanner: at two degrees a line of a wide
//! table ends a whole row higher than it begins. Rows and columns are found on the level page; evidence points to the ink.

use dossier::PixelBox;
use dossier::recognition::{Recognition, Word};

/// Below this nothing that is read by rows comes out otherwise (0.1°).
const LEVEL: f32 = 0.0018;
/// Leaning further no page is read (10°): lines that say so are no lines.
const STEEP: f32 = 0.18;

/// Rise of the lines, in pixels down per pixel to the right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Slant {
    rise: f32,
    /// The upright that keeps its height.
    centre: f32,
}

impl Slant {
    /// By the first and last word of every line that is long enough to show it.
    pub fn of(recognition: &Recognition) -> Self {
        let mut shown: Vec<(f32, f32)> = Vec::new();
        for line in &recognition.lines {
            let (Some(first), Some(last)) = (line.words.first(), line.words.last()) else {
                continue;
            };
            let run = middle(&last.bbox).0 - middle(&first.bbox).0;
            if run > 6.0 * line.bbox.h.min(first.bbox.h) as f32 {
                let rise = (middle(&last.bbox).1 - middle(&first.bbox).1) / run;
                shown.push((rise, run));
            }
        }
        let centre = recognition.width as f32 / 2.0;
        let rise = weighted_median(shown);
        if !(LEVEL..STEEP).contains(&rise.abs()) {
            return Self { rise: 0.0, centre };
        }
        Self { rise, centre }
    }

    pub fn level(self, word: &Word) -> Word {
        Word { bbox: self.turn(word.bbox, -1.0), ..word.clone() }
    }

    /// From the level page back to the ink: a box around words of one row.
    pub fn back(self, bbox: PixelBox) -> PixelBox {
        self.turn(bbox, 1.0)
    }

    /// A box around a leaning line is taller than the line by what the line rises.
    fn turn(self, bbox: PixelBox, way: f32) -> PixelBox {
        if self.rise == 0.0 {
            return bbox;
        }
        let (x, y) = middle(&bbox);
        let least = bbox.h as f32 / 2.0;
        let height = (bbox.h as f32 + way * self.rise.abs() * bbox.w as f32).max(least);
        let top = y + way * self.rise * (x - self.centre) - height / 2.0;
        PixelBox::new(bbox.x, top.max(0.0).round() as u32, bbox.w, height.round().max(1.0) as u32)
    }
}

fn middle(bbox: &PixelBox) -> (f32, f32) {
    (bbox.x as f32 + bbox.w as f32 / 2.0, bbox.y as f32 + bbox.h as f32 / 2.0)
}

/// The rise that half the length of all lines lies below; 0 of nothing.
fn weighted_median(mut shown: Vec<(f32, f32)>) -> f32 {
    shown.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = shown.iter().map(|(_, run)| run).sum::<f32>() / 2.0;
    let mut passed = 0.0;
    for (rise, run) in shown {
        passed += run;
        if passed >= half {
            return rise;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::recognition::Line;

    fn leaning(rise: f32) -> Recognition {
        let mut lines = Vec::new();
        for row in 0..5 {
            let mut words = Vec::new();
            for column in 0..6 {
                let x = 200 + 350 * column;
                let y = 300.0 + 50.0 * row as f32 + rise * (x as f32 + 60.0 - 1240.0);
                let bbox = PixelBox::new(x, y as u32, 120, 30 + (rise.abs() * 120.0) as u32);
                words.push(Word { text: "слово".to_owned(), bbox, ..Word::default() });
            }
            let bbox = PixelBox::around(words.iter().map(|word| &word.bbox)).unwrap();
            lines.push(Line { bbox, words, ..Line::default() });
        }
        Recognition { width: 2480, height: 3508, lines, ..Recognition::default() }
    }

    #[test]
    fn words_of_one_row_come_to_one_height_and_go_back_to_their_ink() {
        for rise in [-0.04, 0.02, 0.05] {
            let page = leaning(rise);
            let slant = Slant::of(&page);
            for line in &page.lines {
                let level: Vec<Word> = line.words.iter().map(|word| slant.level(word)).collect();
                let heights: Vec<u32> = level.iter().map(|word| word.bbox.y).collect();
                let (least, most) = (heights.iter().min().unwrap(), heights.iter().max().unwrap());
                assert!(most - least <= 3, "{rise}: {heights:?}");
                for (word, level) in line.words.iter().zip(&level) {
                    assert!(slant.back(level.bbox).y.abs_diff(word.bbox.y) <= 1);
                }
            }
        }
    }

    #[test]
    fn a_level_page_stays_as_it_is() {
        let page = leaning(0.0);
        let slant = Slant::of(&page);
        let word = &page.lines[0].words[3];
        assert_eq!(slant.level(word), *word);
        assert_eq!(Slant::of(&Recognition::default()).back(word.bbox), word.bbox);
    }
}
