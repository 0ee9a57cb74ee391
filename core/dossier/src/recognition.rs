//! A Recognition: lines and words with boxes and confidence, and tables, from one reading of one page.

use serde::{Deserialize, Serialize};

use crate::geometry::{PixelBox, Rotation};

/// A box to be ticked is a word of its own, before or behind the words it marks (Unicode 2612, 2610).
pub const TICKED: &str = "☒";
pub const UNTICKED: &str = "☐";

/// What was read on one page, in reading order, on the grid of the upright page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// Upright page size in pixels.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    /// Engine, version and models, for example `tesseract 5.3.0 sprava 0.1.0 Cyrillic`.
    pub engine: String,
    pub lines: Vec<Line>,
    pub tables: Vec<Table>,
    /// Boxes of large open ink (seals, signatures): what stands under it may not have been read. Known while a page is
    /// read; ALTO does not keep it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<PixelBox>,
}

/// What put a line on the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    #[default]
    Printed,
    Typed,
    Handwritten,
    /// Of a stamp or a seal: kept and searchable, no part of the running text.
    Stamp,
}

impl Script {
    pub const ALL: [Self; 4] = [Self::Printed, Self::Typed, Self::Handwritten, Self::Stamp];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Typed => "typed",
            Self::Handwritten => "handwritten",
            Self::Stamp => "stamp",
        }
    }
}

/// One line of text. Lines of one block (paragraph or cell) share `block`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub bbox: PixelBox,
    pub block: u32,
    pub script: Script,
    pub words: Vec<Word>,
    /// The words of a form that it very likely is, where some of it is doubtful: evidence for the correction, which takes it away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<FormWord>,
}

/// A word that a form has printed on it, in small letters without signs, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormWord {
    pub text: String,
    pub bbox: PixelBox,
}

/// One word. `confidence` is the probability that `text` is right, 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Word {
    pub text: String,
    pub bbox: PixelBox,
    pub confidence: f32,
    /// What else it may be, the likeliest first; `text` is not among them.
    pub alternatives: Vec<Alternative>,
    /// What it may be meant for: evidence for the correction, which takes it away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meant: Vec<Meant>,
}

/// A word of the lists that a reader's probabilities allow, in small letters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meant {
    pub word: String,
    /// How much less likely than the reading, natural logarithm; 0 for as likely.
    pub cost: f32,
}

/// Another reading of a word, with whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    pub text: String,
    /// A reader's name (`tesseract`, `line`), or `raw <rule>`: what stood before the correction by that rule.
    pub source: String,
}

/// A ruled table, its cells row by row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub bbox: PixelBox,
    pub cells: Vec<Cell>,
}

/// A cell; a merged one spans several rows or columns of the ruled grid. Both count from 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub bbox: PixelBox,
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
    /// The block of its lines; none: an empty cell.
    pub block: Option<u32>,
}

impl Line {
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

impl Recognition {
    /// Running text, a line a line; stamps are left out.
    pub fn text(&self) -> String {
        let running = self.lines.iter().filter(|line| line.script != Script::Stamp);
        let lines: Vec<String> = running.map(Line::text).collect();
        lines.join("\n")
    }

    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.lines.iter().flat_map(|line| &line.words)
    }

    /// The text of a cell, its lines joined by spaces.
    pub fn cell_text(&self, cell: &Cell) -> String {
        let Some(block) = cell.block else { return String::new() };
        let lines: Vec<String> =
            self.lines.iter().filter(|line| line.block == block).map(Line::text).collect();
        lines.join(" ")
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
