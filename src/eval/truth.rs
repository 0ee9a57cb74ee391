//! The truth beside generated dossiers: what stands on the papers. Unknown keys are let through.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Clone, Debug, Deserialize)]
pub struct Truth {
    pub dossier: String,
    pub documents: Vec<TrueDocument>,
    pub pages: Vec<TruePage>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TrueDocument {
    pub kind: String,
    pub first_page: u32,
    pub last_page: u32,
    /// Strings, or lists of objects of strings.
    pub fields: Map<String, Value>,
    #[serde(default)]
    pub handwritten: BTreeSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TruePage {
    pub page: u32,
    pub text: String,
    #[serde(default)]
    pub rotation: u32,
    #[serde(default)]
    pub blank: bool,
    #[serde(default)]
    pub separator: bool,
    #[serde(default)]
    pub duplicate_of: Option<u32>,
    #[serde(default)]
    pub quality: String,
    /// Of the scan as it lies in the file.
    #[serde(default)]
    pub width: u32,
    #[serde(default)]
    pub height: u32,
    /// Degrees clockwise the paper lies askew on the upright page.
    #[serde(default)]
    pub skew: f32,
    #[serde(default)]
    pub lines: Vec<TrueLine>,
    #[serde(default)]
    pub tables: Vec<TrueTable>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TrueLine {
    pub text: String,
    /// `printed`, `typed`, `handwritten`, `stamp`.
    pub script: String,
    /// Left, top, width, height on the upright page.
    #[serde(rename = "box", default)]
    pub place: [i32; 4],
    /// A round one: no line of text.
    #[serde(default)]
    pub seal: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct TrueTable {
    #[serde(rename = "box")]
    pub place: [i32; 4],
    pub cells: Vec<TrueCell>,
}

/// A cell as the ink divides the table; row and column count from 0.
#[derive(Clone, Debug, Deserialize)]
pub struct TrueCell {
    pub row: u32,
    pub column: u32,
    #[serde(default = "one")]
    pub rows: u32,
    #[serde(default = "one")]
    pub columns: u32,
    #[serde(default)]
    pub text: String,
    /// None in an empty cell.
    #[serde(default)]
    pub script: Option<String>,
    #[serde(rename = "box")]
    pub place: [i32; 4],
}

fn one() -> u32 {
    1
}

impl TruePage {
    /// The script of most of the page's letters; `unknown` where the truth does not say.
    pub fn script(&self) -> &str {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for line in &self.lines {
            let letters = line.text.chars().count();
            match counts.iter_mut().find(|(script, _)| *script == line.script) {
                Some((_, count)) => *count += letters,
                None => counts.push((&line.script, letters)),
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map_or("unknown", |(script, _)| script)
    }

    /// Whether the page has text that counts.
    pub fn counts(&self) -> bool {
        !self.blank && !self.separator
    }
}
