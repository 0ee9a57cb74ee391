//! In which order the pieces of a page are read.
//! Knows drawn pages only.

use crate::paper::{Block, Grid, Page, Rect, Script};

/// A row of cells with more lines than this in one of them is no row: it was written line by line across columns.
const MOST_LINES: usize = 4;

fn baseline(block: &Block) -> f32 {
    block.place.y + block.place.h * 0.78
}

/// Some of the blocks, region by region, line by line, left to right. Each inner list is a line of indices.
fn lines(blocks: &[Block], mut order: Vec<usize>) -> Vec<Vec<usize>> {
    order.sort_by(|a, b| {
        let (a, b) = (&blocks[*a], &blocks[*b]);
        a.region.cmp(&b.region).then(baseline(a).total_cmp(&baseline(b)))
    });
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for index in order {
        let block = &blocks[index];
        if let Some(line) = lines.last_mut() {
            let first = &blocks[line[0]];
            let near = 0.42 * first.place.h.min(block.place.h);
            if first.region == block.region && baseline(block) - baseline(first) < near {
                line.push(index);
                continue;
            }
        }
        lines.push(vec![index]);
    }
    for line in &mut lines {
        line.sort_by(|a, b| blocks[*a].place.x.total_cmp(&blocks[*b].place.x));
    }
    lines
}

/// What has its middle in the cell, in reading order; a stamp over a table is no part of it.
pub(super) fn in_cell(page: &Page, cell: &Rect) -> Vec<Vec<usize>> {
    let inside = |block: &Block| {
        let (x, y) = (block.place.x + block.place.w / 2.0, block.place.y + block.place.h / 2.0);
        let within = (cell.x..cell.right()).contains(&x) && (cell.y..cell.bottom()).contains(&y);
        within && block.script != Script::Stamp
    };
    lines(&page.blocks, (0..page.blocks.len()).filter(|index| inside(&page.blocks[*index])).collect())
}

/// A table row by row, the cells of a row from left to right, each to its end.
fn table(page: &Page, grid: &Grid) -> Vec<Vec<usize>> {
    let mut rows = Vec::new();
    for row in 0..grid.rows.len() - 1 {
        let cells = grid.cells().into_iter().filter(|cell| cell.row == row);
        let cells: Vec<Vec<Vec<usize>>> = cells.map(|cell| in_cell(page, &grid.place(&cell))).collect();
        let across = cells.iter().any(|cell| cell.len() > MOST_LINES);
        let pieces: Vec<usize> = cells.into_iter().flatten().flatten().collect();
        if across {
            rows.extend(lines(&page.blocks, pieces));
        } else if !pieces.is_empty() {
            rows.push(pieces);
        }
    }
    rows
}

/// All blocks in reading order, a line or a row of a table an inner list; a table is read whole where it begins.
pub(super) fn reading_order(page: &Page) -> Vec<Vec<usize>> {
    let tables: Vec<Vec<Vec<usize>>> = page.grids.iter().map(|grid| table(page, grid)).collect();
    let table_of =
        |index: usize| tables.iter().position(|rows| rows.iter().flatten().any(|one| *one == index));
    let mut begun = vec![false; tables.len()];
    let mut order = Vec::new();
    for line in lines(&page.blocks, (0..page.blocks.len()).collect()) {
        let mut beside = Vec::new();
        for index in line {
            match table_of(index) {
                None => beside.push(index),
                Some(number) if !begun[number] => {
                    begun[number] = true;
                    order.extend(tables[number].iter().cloned());
                }
                Some(_) => {}
            }
        }
        if !beside.is_empty() {
            order.push(beside);
        }
    }
    order
}
