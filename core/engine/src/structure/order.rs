//! Reading order: a page is cut where white runs through, across before down, and read part by part.

mod body;
mod columns;
mod gutter;
mod rows;

use super::{CellPlace, TextLine};
use rows::in_rows;

/// Columns within columns within columns: no page has more.
const DEEPEST: usize = 8;

/// Lines in reading order; a table's lines come together, where the table stands. The left page of an open book, parted
/// at `gutter`, is read before the right one.
pub(super) fn sorted(
    lines: Vec<TextLine>,
    tables: &[Vec<CellPlace>],
    gutter: Option<usize>,
) -> Vec<TextLine> {
    let mut parts: Vec<Part> = Vec::new();
    let mut in_tables: Vec<Vec<TextLine>> = vec![Vec::new(); tables.len()];
    for line in lines {
        match line.cell {
            Some((table, cell)) if !is_frame(&tables[table][cell], tables) => in_tables[table].push(line),
            _ => parts.push(Part::of_line(line)),
        }
    }
    for (cells, mut lines) in tables.iter().zip(in_tables) {
        if lines.is_empty() {
            continue;
        }
        lines.sort_by_key(|line| line.cell.map_or(0, |(_, cell)| cell));
        parts.push(Part::of_table(cells, body::in_table(cells, lines)));
    }
    let mut out = Vec::new();
    let gutter = gutter.map_or(f32::MAX, |gutter| gutter as f32);
    let (left, right): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| (part.left + part.right) / 2.0 < gutter);
    for page in [left, right] {
        cut(page, &mut out, 0);
    }
    out
}

/// Whether another table stands within a cell: it is the edge of the paper or a frame about the page, and its lines are
/// the page's.
fn is_frame(cell: &CellPlace, tables: &[Vec<CellPlace>]) -> bool {
    let holds = |other: &CellPlace| {
        let across = cell.left < other.left && other.right < cell.right;
        across && cell.top < other.top && other.bottom < cell.bottom
    };
    tables.iter().any(|cells| !cells.is_empty() && cells.iter().all(holds))
}

/// A line, or a whole table.
struct Part {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    base: f32,
    em: f32,
    lines: Vec<TextLine>,
    table: bool,
}

impl Part {
    fn of_line(line: TextLine) -> Self {
        // Heads and feet reach into neighbouring lines; what parts lines is the body of their letters.
        Self {
            left: line.left,
            top: line.base - 0.5 * line.em,
            right: line.right,
            bottom: line.base,
            base: line.base,
            em: line.em,
            lines: vec![line],
            table: false,
        }
    }

    fn of_table(cells: &[CellPlace], lines: Vec<TextLine>) -> Self {
        let left = cells.iter().map(|cell| cell.left).min().unwrap_or(0) as f32;
        let top = cells.iter().map(|cell| cell.top).min().unwrap_or(0) as f32;
        let right = cells.iter().map(|cell| cell.right).max().unwrap_or(0) as f32;
        let bottom = cells.iter().map(|cell| cell.bottom).max().unwrap_or(0) as f32;
        let em = lines.first().map_or(20.0, |line| line.em);
        Self { left, top, right, bottom, base: top + em, em, lines, table: true }
    }
}

fn cut(parts: Vec<Part>, out: &mut Vec<TextLine>, depth: usize) {
    let rooms = if depth < DEEPEST { columns::cut(parts) } else { Err(parts) };
    match rooms {
        Ok(rooms) => rooms.into_iter().for_each(|room| cut(room, out, depth + 1)),
        Err(parts) => in_rows(parts, out),
    }
}

#[cfg(test)]
mod tests;
