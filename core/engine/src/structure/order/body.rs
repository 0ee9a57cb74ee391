//! The lines of a ruled table: cell by cell, but a body without rules between its rows is read across.

use std::collections::{BTreeMap, HashSet};

use super::rows::in_rows;
use super::{CellPlace, Part, TextLine};

/// Rows of cells are parted where cells that span both are no wider together than this share of the table: years
/// before their months and the margins of the page, but not a column of text over faint guide lines.
const SPANNED: f32 = 0.3;
/// Base lines further apart than this many em have room for a line between them: another entry begins.
const NEXT_ENTRY: f32 = 2.2;
/// So many columns of a body show entries, or so many are full of lines.
const LEAST_PARTED: usize = 2;
const LEAST_FULL: usize = 3;
/// A head has fewer lines than a full column.
const FULL: usize = 5;
/// So many entries stand over guide lines.
const LEAST_GUIDED: usize = 2;
/// A line of fewer letters may be a speck on the margin, which is a cell of all rows where the page has a frame.
const LEAST_LETTERS: usize = 3;

/// Lines come sorted by their cells, which run row by row.
pub(super) fn in_table(cells: &[CellPlace], lines: Vec<TextLine>) -> Vec<TextLine> {
    let ends = ends(cells);
    let row = |line: &TextLine| cell_of(cells, line).map_or(0, |cell| cell.row);
    let mut out = Vec::with_capacity(lines.len());
    let guided = is_guided(cells, &lines, ends.first().copied().unwrap_or(0));
    let mut lines = lines.into_iter().peekable();
    while let Some(first) = lines.peek() {
        let from = row(first);
        let to = ends.iter().copied().find(|&end| end > from).unwrap_or(u32::MAX);
        let mut band = Vec::new();
        while let Some(line) = lines.next_if(|line| row(line) < to) {
            band.push(line);
        }
        let head = Some(&to) == ends.first();
        if !head && (guided || is_body(cells, &band)) {
            in_rows(band.into_iter().map(Part::of_line).collect(), &mut out);
            continue;
        }
        for cell in band.chunk_by(|one, other| one.cell == other.cell) {
            in_rows(cell.iter().cloned().map(Part::of_line).collect(), &mut out);
        }
    }
    out
}

fn cell_of<'a>(cells: &'a [CellPlace], line: &TextLine) -> Option<&'a CellPlace> {
    line.cell.and_then(|(_, cell)| cells.get(cell))
}

/// The rows before which a rule runs through, or nearly so, and the end of the table.
fn ends(cells: &[CellPlace]) -> Vec<u32> {
    let left = cells.iter().map(|cell| cell.left).min().unwrap_or(0);
    let right = cells.iter().map(|cell| cell.right).max().unwrap_or(0);
    let last = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
    let parted = |row: &u32| {
        let spanning = cells.iter().filter(|cell| cell.row < *row && *row < cell.row + cell.rows);
        let width: usize = spanning.map(|cell| cell.right - cell.left).sum();
        (width as f32) < SPANNED * (right - left) as f32
    };
    (1..=last).filter(parted).collect()
}

/// Several entries stand in these cells, one below the other. Faint guide lines may have cut some of the columns.
fn is_body(cells: &[CellPlace], band: &[TextLine]) -> bool {
    let mut columns: BTreeMap<u32, Vec<(f32, f32)>> = BTreeMap::new();
    for line in band {
        if let Some(cell) = cell_of(cells, line) {
            columns.entry(cell.column).or_default().push((line.base, line.em));
        }
    }
    for column in columns.values_mut() {
        column.sort_by(|one, other| one.0.total_cmp(&other.0));
    }
    let parted = |column: &&Vec<(f32, f32)>| {
        column.windows(2).any(|two| two[1].0 - two[0].0 > NEXT_ENTRY * two[0].1.max(two[1].1))
    };
    let full = columns.values().filter(|column| column.len() >= FULL).count();
    full >= LEAST_FULL || columns.values().filter(parted).count() >= LEAST_PARTED
}

/// Rules between the lines of an entry guide the hand and part nothing: below the head, cells of more rows than one
/// have more lines than one and stand side by side, and not only once, for a stroke may pass for a rule.
fn is_guided(cells: &[CellPlace], lines: &[TextLine], head: u32) -> bool {
    let mut tall: Vec<&CellPlace> = Vec::new();
    for own in lines.chunk_by(|one, other| one.cell == other.cell) {
        let Some(cell) = cell_of(cells, &own[0]) else { continue };
        let written = own.iter().filter(|line| line.letters.len() >= LEAST_LETTERS).count();
        if cell.row >= head && cell.rows > 1 && written > 1 {
            tall.push(cell);
        }
    }
    let beside = |one: &CellPlace, other: &CellPlace| {
        one.column < other.column && one.row < other.row + other.rows && other.row < one.row + one.rows
    };
    let accompanied = tall.iter().filter(|one| tall.iter().any(|other| beside(one, other)));
    let rows: HashSet<u32> = accompanied.map(|cell| cell.row).collect();
    rows.len() >= LEAST_GUIDED
}
