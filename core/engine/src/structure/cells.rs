//! A ruled table as rows and columns: every crossing of its lines, cells joined where no line parts them.

use crate::prepare::rules::{LEAST_BOXES, Rule, Table, UNEVEN};

/// A cell on the prepared grid. Rows and columns count from 0; a merged one spans several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellPlace {
    pub left: usize,
    pub top: usize,
    /// Exclusive.
    pub right: usize,
    pub bottom: usize,
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
}

impl CellPlace {
    pub fn holds(&self, x: usize, y: usize) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

/// Lines nearer than this are one line (pixels at 200 dpi: a row lower than 1 mm holds no type).
const NEAR: usize = 9;
/// A side of a cell is there when a line covers so much of it.
const COVERS: f32 = 0.55;
const MOST_CELLS: usize = 4_000;

/// Whether the cells are a row of boxes for the figures of a number.
pub(crate) fn are_boxes(cells: &[CellPlace]) -> bool {
    let width =
        cells.iter().map(|cell| cell.right - cell.left).sum::<usize>() as f32 / cells.len().max(1) as f32;
    let even = |cell: &CellPlace| {
        let own = (cell.right - cell.left) as f32;
        cell.row == 0 && cell.rows == 1 && cell.columns == 1 && (own - width).abs() <= UNEVEN * width
    };
    cells.len() >= LEAST_BOXES && cells.iter().all(even)
}

/// The cells of a table, row by row, left to right.
pub(crate) fn cells(table: &Table) -> Vec<CellPlace> {
    let rows = edges(table.across.iter().map(|rule| rule.at), table.top, table.bottom);
    let columns = edges(table.down.iter().map(|rule| rule.at), table.left, table.right);
    let (height, width) = (rows.len().saturating_sub(1), columns.len().saturating_sub(1));
    if height == 0 || width == 0 || height * width > MOST_CELLS {
        return Vec::new();
    }
    // Neighbours with no line between them belong together; a union of the small cells, then their rectangle.
    let mut group: Vec<usize> = (0..height * width).collect();
    for row in 0..height {
        for column in 0..width {
            let here = row * width + column;
            if column + 1 < width {
                let parted = covered(&table.down, columns[column + 1], rows[row], rows[row + 1]);
                if !parted {
                    join(&mut group, here, here + 1);
                }
            }
            if row + 1 < height {
                let parted = covered(&table.across, rows[row + 1], columns[column], columns[column + 1]);
                if !parted {
                    join(&mut group, here, here + width);
                }
            }
        }
    }
    let mut cells = Vec::new();
    let mut taken = vec![false; height * width];
    for start in 0..height * width {
        if taken[start] {
            continue;
        }
        let number = root(&group, start);
        let (row, column) = (start / width, start % width);
        // The rectangle of the group that grows from its first corner; what a bent group leaves over makes its own.
        let of_group = |row: usize, column: usize| {
            !taken[row * width + column] && root(&group, row * width + column) == number
        };
        let columns_in = (column..width).take_while(|&next| of_group(row, next)).count();
        let rows_in = (row..height)
            .take_while(|&next| (column..column + columns_in).all(|column| of_group(next, column)))
            .count();
        for next in row..row + rows_in {
            taken[next * width + column..next * width + column + columns_in].fill(true);
        }
        cells.push(CellPlace {
            left: columns[column],
            top: rows[row],
            right: columns[column + columns_in],
            bottom: rows[row + rows_in],
            row: row as u32,
            column: column as u32,
            rows: rows_in as u32,
            columns: columns_in as u32,
        });
    }
    cells
}

/// Distinct places of lines, the table's own edges included.
fn edges(places: impl Iterator<Item = usize>, first: usize, last: usize) -> Vec<usize> {
    let mut all: Vec<usize> = places.chain([first, last]).collect();
    all.sort_unstable();
    let mut edges: Vec<usize> = Vec::new();
    for place in all {
        match edges.last() {
            Some(&before) if place < before + NEAR => {}
            _ => edges.push(place),
        }
    }
    edges
}

/// Whether lines near `at` cover most of the stretch.
fn covered(rules: &[Rule], at: usize, from: usize, to: usize) -> bool {
    let mut sum = 0;
    for rule in rules.iter().filter(|rule| rule.at.abs_diff(at) < NEAR) {
        sum += rule.to.min(to).saturating_sub(rule.from.max(from));
    }
    sum as f32 >= COVERS * (to - from) as f32
}

fn root(group: &[usize], mut place: usize) -> usize {
    while group[place] != place {
        place = group[place];
    }
    place
}

fn join(group: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(group, one), root(group, other));
    group[other.max(one)] = other.min(one);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: usize, from: usize, to: usize) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn merged_heads_are_one_cell() {
        // Two columns under one head, beside a column that goes all the way up.
        let table = Table {
            left: 0,
            top: 0,
            right: 300,
            bottom: 150,
            across: vec![rule(0, 0, 300), rule(50, 0, 200), rule(100, 0, 300), rule(150, 0, 300)],
            down: vec![rule(0, 0, 150), rule(100, 50, 150), rule(200, 0, 150), rule(300, 0, 150)],
        };
        let found: Vec<(u32, u32, u32, u32)> =
            cells(&table).iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect();
        let expected = [
            (0, 0, 1, 2),
            (0, 2, 2, 1),
            (1, 0, 1, 1),
            (1, 1, 1, 1),
            (2, 0, 1, 1),
            (2, 1, 1, 1),
            (2, 2, 1, 1),
        ];
        assert_eq!(found, expected);
    }
}
