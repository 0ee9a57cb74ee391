//! The ruled tables of a page with what stands in their cells.
//! Knows the drawn page and where the scan put its cells.

use serde::Serialize;

use super::order::in_cell;
use super::{corners, script};
use crate::paper::{Block, Page, Rect, Script};
use crate::wear::Sheet;

/// A table as its ink divides it; a merged cell is one cell, an empty one has no text.
#[derive(Clone, Debug, Serialize)]
pub struct TableTruth {
    pub rows: usize,
    pub columns: usize,
    /// Left, top, width, height on the upright page.
    #[serde(rename = "box")]
    pub place: [i32; 4],
    /// Row by row.
    pub cells: Vec<CellTruth>,
}

/// A cell; row and column count from 0.
#[derive(Clone, Debug, Serialize)]
pub struct CellTruth {
    pub row: usize,
    pub column: usize,
    /// How many rows and columns of the net it takes, left out where that is one.
    #[serde(skip_serializing_if = "is_one")]
    pub rows: usize,
    #[serde(skip_serializing_if = "is_one")]
    pub columns: usize,
    /// Its lines, joined by spaces; stamps over the table are no part of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What put most of its letters there; none in an empty cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<&'static str>,
    #[serde(rename = "box")]
    pub place: [i32; 4],
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

/// The tables of a page as scanned.
pub fn page_tables(page: &Page, sheet: &Sheet) -> Vec<TableTruth> {
    let mut tables = Vec::new();
    for (grid, places) in page.grids.iter().zip(&sheet.cells) {
        let mut cells = Vec::new();
        for (cell, place) in grid.cells().iter().zip(places) {
            let (text, script) = content(page, &grid.place(cell));
            cells.push(CellTruth {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                text,
                script,
                place: corners(place),
            });
        }
        let Some(whole) = places.iter().copied().reduce(|all, one| all.join(&one)) else { continue };
        let (rows, columns) = (grid.rows.len() - 1, grid.columns.len() - 1);
        tables.push(TableTruth { rows, columns, place: corners(&whole), cells });
    }
    tables
}

/// The text of a cell and what put most of it there.
fn content(page: &Page, cell: &Rect) -> (String, Option<&'static str>) {
    let pieces = in_cell(page, cell).into_iter().flatten();
    let own: Vec<&Block> = pieces.map(|index| &page.blocks[index]).collect();
    let text: Vec<&str> = own.iter().map(|block| block.text.as_str()).collect();
    let letters = |wanted: Script| -> usize {
        let written = own.iter().filter(|block| block.script == wanted);
        written.map(|block| block.text.chars().count()).sum()
    };
    let most = [Script::Printed, Script::Typed, Script::Handwritten].into_iter().max_by_key(|s| letters(*s));
    (text.join(" "), most.filter(|wanted| letters(*wanted) > 0).map(script))
}
