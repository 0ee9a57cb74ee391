//! A Recognition: lines and words with boxes and confidence, from one engine run over one page.

use serde::{Deserialize, Serialize};

use crate::geometry::{PixelBox, Rotation};

/// What one engine read on one page, in reading order, on the grid of the upright page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Upright page size in pixels.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    /// Engine, version and models, for example `tesseract 5.3.0 Cyrillic`.
    pub engine: String,
    pub lines: Vec<Line>,
}

/// One line of text. Lines of one block (paragraph or cell) share `block`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub bbox: PixelBox,
    pub block: u32,
    pub words: Vec<Word>,
}

/// One word; `confidence` is the engine's own, 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Word {
    pub text: String,
    pub bbox: PixelBox,
    pub confidence: f32,
}

impl Line {
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

impl Recognition {
    /// Full text, a line a line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(Line::text).collect();
        lines.join("\n")
    }

    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().flat_map(|line| &line.words)
    }

    /// Mean of the words' confidence, weighted by letters; 0 where nothing was read.
    pub fn mean_confidence(&self) -> f32 {
        let mut letters = 0.0;
        let mut sum = 0.0;
        for word in self.words() {
            let weight = word.text.chars().count() as f32;
            letters += weight;
            sum += weight * word.confidence;
        }
        if letters == 0.0 { 0.0 } else { sum / letters }
    }
}
