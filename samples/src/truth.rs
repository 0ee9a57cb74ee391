//! What is known to stand on the papers: kinds, fields, lines, and the shape of the truth file.
//! Knows nothing of drawing and scanning.

mod order;
mod tables;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::paper::{Page, Rect, Script};
use crate::wear::Sheet;

use order::reading_order;
pub use tables::{CellTruth, TableTruth, page_tables};

/// The region of round seals: they are read last and are no part of the page's text.
pub const SEALS: u32 = 900;

/// The fields of one document in their canonical forms.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub values: Map<String, Value>,
    pub handwritten: BTreeSet<String>,
}

impl Fields {
    pub fn new() -> Fields {
        Fields::default()
    }

    /// A field printed, typed or stamped on the paper.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), Value::String(value.into()));
    }

    /// A field filled in by hand.
    pub fn hand(&mut self, name: &str, value: impl Into<String>) {
        self.set(name, value);
        self.handwritten.insert(name.to_owned());
    }

    /// As `hand` or `set`, by the layout's choice.
    pub fn put(&mut self, name: &str, value: impl Into<String>, by_hand: bool) {
        if by_hand { self.hand(name, value) } else { self.set(name, value) }
    }

    /// A list of small objects, in the order of the paper.
    pub fn list(&mut self, name: &str, entries: Vec<Value>, by_hand: bool) {
        self.values.insert(name.to_owned(), Value::Array(entries));
        if by_hand {
            self.handwritten.insert(name.to_owned());
        }
    }
}

/// One document of the case: its kind by its identifier, what stands in it, and its pages in order.
#[derive(Clone, Debug)]
pub struct Paper {
    pub kind: &'static str,
    pub fields: Fields,
    pub sheets: Vec<Page>,
}

/// The truth file of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Truth {
    pub dossier: String,
    pub format: &'static str,
    pub documents: Vec<DocumentTruth>,
    pub pages: Vec<PageTruth>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DocumentTruth {
    pub kind: &'static str,
    pub first_page: usize,
    pub last_page: usize,
    pub fields: Map<String, Value>,
    /// Names of the fields a hand wrote.
    pub handwritten: BTreeSet<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PageTruth {
    pub page: usize,
    /// The file the page is in.
    pub file: String,
    pub width: usize,
    pub height: usize,
    pub dpi: u32,
    /// Lines in reading order, tables row by row and cell by cell; round seals are left out.
    pub text: String,
    /// How many degrees clockwise the scan was turned.
    pub rotation: u32,
    pub blank: bool,
    pub separator: bool,
    pub duplicate_of: Option<usize>,
    pub quality: &'static str,
    /// How many degrees clockwise the paper lies askew on the upright page. A box goes round the askew text, so
    /// the boxes of long lines that lie one under the other overlap: who needs the lines themselves takes them out
    /// of their boxes with this.
    pub skew: f32,
    pub lines: Vec<LineTruth>,
    pub tables: Vec<TableTruth>,
}

/// A piece of text put down with one pen, with its place on the upright page.
#[derive(Clone, Debug, Serialize)]
pub struct LineTruth {
    pub text: String,
    pub script: &'static str,
    /// Left, top, width, height.
    #[serde(rename = "box")]
    pub place: [i32; 4],
    /// Round, its letters along a ring: no line of text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub seal: bool,
}

fn corners(place: &Rect) -> [i32; 4] {
    [place.x as i32, place.y as i32, place.w.ceil() as i32, place.h.ceil() as i32]
}

fn script(script: Script) -> &'static str {
    match script {
        Script::Printed => "printed",
        Script::Typed => "typed",
        Script::Handwritten => "handwritten",
        Script::Stamp => "stamp",
    }
}

/// The text of a page, its lines in reading order.
pub fn page_text(page: &Page) -> String {
    let mut text: Vec<String> = Vec::new();
    for line in reading_order(page) {
        if page.blocks[line[0]].region == SEALS {
            continue;
        }
        let parts: Vec<&str> = line.iter().map(|index| page.blocks[*index].text.as_str()).collect();
        text.push(parts.join(" "));
    }
    text.join("\n")
}

/// The pieces of text in reading order, with the places the scan gave them.
pub fn page_lines(page: &Page, sheet: &Sheet) -> Vec<LineTruth> {
    let mut pieces = Vec::new();
    for index in reading_order(page).into_iter().flatten() {
        let Some(word) = sheet.words.get(index) else { continue };
        pieces.push(LineTruth {
            text: word.text.clone(),
            script: script(word.script),
            place: corners(&word.place),
            seal: word.region == SEALS,
        });
    }
    pieces
}
