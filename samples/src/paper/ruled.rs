//! Ruled tables: their lines, and where their cells are.
//! Knows pages, nothing of what a table holds.

use super::page::{Page, Rect};

/// Which fields of the ruled net a cell takes; all count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Span {
    fn one(row: usize, column: usize) -> Span {
        Span { row, column, rows: 1, columns: 1 }
    }

    fn holds(&self, row: usize, column: usize) -> bool {
        (self.row..self.row + self.rows).contains(&row)
            && (self.column..self.column + self.columns).contains(&column)
    }
}

/// The places of a ruled table: its lines from left to right and from top to bottom.
#[derive(Clone, Debug)]
pub struct Grid {
    pub columns: Vec<f32>,
    pub rows: Vec<f32>,
    /// Cells of more than one field: no line crosses them.
    pub merged: Vec<Span>,
}

impl Grid {
    pub fn cell(&self, column: usize, row: usize) -> Rect {
        self.span(column, row, 1, 1)
    }

    /// A cell over several columns and rows.
    pub fn span(&self, column: usize, row: usize, wide: usize, high: usize) -> Rect {
        let (x, y) = (self.columns[column], self.rows[row]);
        Rect { x, y, w: self.columns[column + wide] - x, h: self.rows[row + high] - y }
    }

    pub fn bottom(&self) -> f32 {
        self.rows.last().copied().unwrap_or(0.0)
    }

    /// Every cell as the ink divides them, row by row.
    pub fn cells(&self) -> Vec<Span> {
        let mut cells = Vec::new();
        for row in 0..self.rows.len() - 1 {
            for column in 0..self.columns.len() - 1 {
                let cell = self.cell_of(row, column);
                if (cell.row, cell.column) == (row, column) {
                    cells.push(cell);
                }
            }
        }
        cells
    }

    pub fn place(&self, cell: &Span) -> Rect {
        self.span(cell.column, cell.row, cell.columns, cell.rows)
    }

    fn cell_of(&self, row: usize, column: usize) -> Span {
        let merged = self.merged.iter().find(|cell| cell.holds(row, column));
        merged.copied().unwrap_or(Span::one(row, column))
    }

    /// Pieces of the upright line left of `column`, as rows from and to.
    fn upright(&self, column: usize) -> Vec<(usize, usize)> {
        let last = self.columns.len() - 1;
        let drawn =
            |row| column == 0 || column == last || self.cell_of(row, column - 1) != self.cell_of(row, column);
        runs(self.rows.len() - 1, drawn)
    }

    /// Pieces of the level line above `row`, as columns from and to.
    fn level(&self, row: usize) -> Vec<(usize, usize)> {
        let last = self.rows.len() - 1;
        let drawn =
            |column| row == 0 || row == last || self.cell_of(row - 1, column) != self.cell_of(row, column);
        runs(self.columns.len() - 1, drawn)
    }
}

fn runs(count: usize, drawn: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for at in (0..count).filter(|at| drawn(*at)) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 += 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

impl Page {
    /// A ruled table with the widths of its columns and the heights of its rows.
    pub fn grid(&mut self, x: f32, y: f32, widths: &[f32], heights: &[f32], thick: f32) -> Grid {
        self.merged_grid(x, y, widths, heights, thick, &[])
    }

    /// As `grid`, with cells over several fields.
    pub fn merged_grid(
        &mut self,
        x: f32,
        y: f32,
        widths: &[f32],
        heights: &[f32],
        thick: f32,
        merged: &[Span],
    ) -> Grid {
        let grid = lay(x, y, widths, heights, merged);
        let (right, bottom) = (x + widths.iter().sum::<f32>(), y + heights.iter().sum::<f32>());
        let across = |at: usize| if at == widths.len() { right } else { grid.columns[at] };
        let down = |at: usize| if at == heights.len() { bottom } else { grid.rows[at] };
        for (number, column) in grid.columns.iter().enumerate() {
            for (from, to) in grid.upright(number) {
                self.rule(*column, down(from), *column, down(to), thick);
            }
        }
        for (number, row) in grid.rows.iter().enumerate() {
            for (from, to) in grid.level(number) {
                self.rule(across(from), *row, across(to), *row, thick);
            }
        }
        self.remember(&grid);
        grid
    }

    /// A table drawn right under one with the same columns is more rows of it.
    fn remember(&mut self, grid: &Grid) {
        match self.grids.last_mut() {
            Some(above) if above.columns == grid.columns && (above.bottom() - grid.rows[0]).abs() < 0.5 => {
                let rows = above.rows.len() - 1;
                above.rows.extend(&grid.rows[1..]);
                above.merged.extend(grid.merged.iter().map(|cell| Span { row: cell.row + rows, ..*cell }));
            }
            _ => self.grids.push(grid.clone()),
        }
    }
}

fn lay(x: f32, y: f32, widths: &[f32], heights: &[f32], merged: &[Span]) -> Grid {
    let mut columns = vec![x];
    for width in widths {
        columns.push(columns[columns.len() - 1] + width);
    }
    let mut rows = vec![y];
    for height in heights {
        rows.push(rows[rows.len() - 1] + height);
    }
    Grid { columns, rows, merged: merged.to_vec() }
}
