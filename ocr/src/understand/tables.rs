//! Lists on paper: rows and columns by the places of their words. One file for each way a list is written.

mod heading;
mod inventory;
mod months;
mod periods;
mod workbook;
mod years;

use dossier::PixelBox;
use dossier::recognition::Word;
use dossier::value::ValueType;

use super::extract::Extracted;
use super::fields::Sheet;
use super::layout::Row;
use super::proposal::{Proposal, Rule};
use crate::kinds::{Kind, TableRule};

/// A run of words of a row without a wide gap: a cell, as far as the page shows it.
#[derive(Clone, Debug)]
pub struct Cell<'p> {
    pub words: Vec<&'p Word>,
}

/// A cell's value by the name of its column.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: &'static str,
    pub found: Extracted,
    /// Index of the sheet it stands on.
    pub sheet: usize,
    /// The table's own totals prove the cell.
    pub checked: Option<bool>,
}

/// All list fields of a document.
pub fn read(kind: &Kind, confidence: f32, sheets: &[Sheet<'_>]) -> Vec<Proposal> {
    let mut out = Vec::new();
    for list in &kind.lists {
        let rows = match list.rule {
            TableRule::MonthAmount => months::read(sheets),
            TableRule::YearRows => years::read(sheets),
            TableRule::WorkbookRows => workbook::read(sheets),
            TableRule::PeriodRows => periods::read(sheets),
            TableRule::InventoryRows => inventory::read(sheets),
        };
        for (number, row) in rows.into_iter().enumerate() {
            for entry in row {
                let path = format!("{}[{number}].{}", list.name, entry.name);
                let mut proposal =
                    sheets[entry.sheet].proposal(&path, confidence, Rule::Table, 1.0, entry.found);
                proposal.signs.checked = entry.checked;
                out.push(proposal);
            }
        }
    }
    out
}

/// The cells of a row: words parted by spaces wider than `gap` ([`PageText::gap`](super::layout::PageText)).
pub fn cells<'p>(row: &'p Row, gap: u32) -> Vec<Cell<'p>> {
    let mut cells: Vec<Cell<'p>> = Vec::new();
    let mut edge: Option<u32> = None;
    for word in &row.words {
        let bare = word.text.trim_matches(['|', '_', '-', '—', '.']);
        if bare.is_empty() {
            continue;
        }
        let apart = edge.is_none_or(|edge| word.bbox.x.saturating_sub(edge) > gap);
        match cells.last_mut() {
            Some(cell) if !apart => cell.words.push(word),
            _ => cells.push(Cell { words: vec![word] }),
        }
        edge = Some(word.bbox.right());
    }
    cells
}

impl Cell<'_> {
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ")
    }

    pub fn bbox(&self) -> PixelBox {
        PixelBox::around(self.words.iter().map(|word| &word.bbox)).unwrap_or_default()
    }

    pub fn centre(&self) -> i64 {
        let bbox = self.bbox();
        i64::from(bbox.x) + i64::from(bbox.w) / 2
    }

    /// The cell's text as a value of the type.
    pub fn value(&self, kind: ValueType) -> Option<Extracted> {
        let canonical = kind.canonical(&self.text())?;
        Some(self.with(canonical.value, canonical.edited))
    }

    pub fn with(&self, value: String, edited: bool) -> Extracted {
        evidence(&self.words, value, edited)
    }
}

/// A sum in its smallest coin, so that sums are added without a slip.
pub fn cents(value: &str) -> Option<i64> {
    let (units, coins) = value.split_once('.')?;
    Some(units.parse::<i64>().ok()? * 100 + coins.parse::<i64>().ok()?)
}

/// A value with these words as its evidence.
pub fn evidence(words: &[&Word], value: String, edited: bool) -> Extracted {
    let bbox = PixelBox::around(words.iter().map(|word| &word.bbox)).unwrap_or_default();
    let raw = words.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
    let least = words.iter().map(|word| word.confidence).fold(1.0, f32::min);
    let mean = words.iter().map(|word| word.confidence).sum::<f32>() / words.len().max(1) as f32;
    Extracted { value, edited, raw, bbox, least, mean }
}
