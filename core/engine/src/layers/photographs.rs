//! Where photographs are: large dark fields, full of tones between ink and paper, clear of the edge of the sheet.

use dossier::PixelBox;

use super::Layers;
use crate::pixels::{Colour, Grey, Raster};

/// Side of a cell in inches.
const CELL: f32 = 0.04;
/// Cells darker than this share of the paper, in hundredths, may be photograph.
const DARK: u32 = 74;
/// Sides of photographs in documents, in inches.
const SMALLEST: f32 = 0.6;
const LARGEST: f32 = 3.2;
/// Share of tones between ink and paper, in hundredths: a code or a table head has next to none.
const LEAST_TONES: usize = 30;

/// Boxes on the page's grid, the largest first.
pub(super) fn found(page: &Raster, dpi: f32) -> Vec<PixelBox> {
    let grey = page.as_grey();
    let side = ((dpi * CELL).round() as usize).max(2);
    let cells = grey.shrunk(side);
    let mut sorted = cells.data.clone();
    let middle = sorted.len() / 2;
    let (_, &mut paper, _) = sorted.select_nth_unstable(middle);
    let dark = |x: usize, y: usize| u32::from(cells.row(y)[x]) * 100 < u32::from(paper) * DARK;
    // Letters of a stamp touch the photograph; only what is dark all round belongs to it.
    let mut core = vec![false; cells.data.len()];
    for y in 1..cells.height.saturating_sub(1) {
        for x in 1..cells.width.saturating_sub(1) {
            core[y * cells.width + x] = (y - 1..y + 2).all(|y| (x - 1..x + 2).all(|x| dark(x, y)));
        }
    }
    let mut seen = vec![false; core.len()];
    let mut boxes = Vec::new();
    for start in 0..core.len() {
        if !core[start] || seen[start] {
            continue;
        }
        let field = field(&core, &mut seen, (cells.width, cells.height), start);
        // The cells around the core are its own too.
        let (left, top) = (field.left - 1, field.top - 1);
        let (width, height) = (field.right + 2 - left, field.bottom + 2 - top);
        let at_edge = left == 0 || top == 0 || left + width >= cells.width || top + height >= cells.height;
        let inches = |cells: usize| (cells * side) as f32 / dpi;
        let of_size = |cells: usize| (SMALLEST..LARGEST).contains(&inches(cells));
        if at_edge || !of_size(width) || !of_size(height) || field.cells * 2 < width * height {
            continue;
        }
        let bounds = PixelBox::new(
            (left * side) as u32,
            (top * side) as u32,
            (width * side) as u32,
            (height * side) as u32,
        );
        if tones(&grey, &bounds, paper) >= LEAST_TONES {
            boxes.push(bounds);
        }
    }
    boxes.sort_by_key(|bounds| std::cmp::Reverse(u64::from(bounds.w) * u64::from(bounds.h)));
    boxes.truncate(Layers::MOST_PHOTOGRAPHS);
    boxes
}

pub(super) fn cut(page: &Raster, bounds: &PixelBox) -> Raster {
    let (left, top) = (bounds.x as usize, bounds.y as usize);
    let (right, bottom) = (bounds.right() as usize, bounds.bottom() as usize);
    match page {
        Raster::Bitonal(grey) | Raster::Grey(grey) => Raster::Grey(grey.cut(left, top, right, bottom)),
        Raster::Colour(colour) => {
            let mut data = Vec::with_capacity((right - left) * (bottom - top) * 3);
            for y in top..bottom {
                data.extend_from_slice(
                    &colour.data[(y * colour.width + left) * 3..(y * colour.width + right) * 3],
                );
            }
            Raster::Colour(Colour { width: right - left, height: bottom - top, data })
        }
    }
}

/// Dark cells that hang together; the bounds are inclusive.
struct Field {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    cells: usize,
}

fn field(dark: &[bool], seen: &mut [bool], (width, height): (usize, usize), start: usize) -> Field {
    let (x, y) = (start % width, start / width);
    let mut field = Field { left: x, top: y, right: x, bottom: y, cells: 0 };
    let mut open = vec![start];
    seen[start] = true;
    while let Some(cell) = open.pop() {
        let (x, y) = (cell % width, cell / width);
        field.cells += 1;
        field.left = field.left.min(x);
        field.right = field.right.max(x);
        field.top = field.top.min(y);
        field.bottom = field.bottom.max(y);
        for row in y.saturating_sub(1)..(y + 2).min(height) {
            for near in row * width + x.saturating_sub(1)..row * width + (x + 2).min(width) {
                if dark[near] && !seen[near] {
                    seen[near] = true;
                    open.push(near);
                }
            }
        }
    }
    field
}

/// Hundredths of the box that are between a quarter and three quarters of the paper's lightness.
fn tones(grey: &Grey, bounds: &PixelBox, paper: u8) -> usize {
    let (least, most) = (paper / 4, (u16::from(paper) * 3 / 4) as u8);
    let (mut between, mut all) = (0, 0);
    for y in (bounds.y as usize..bounds.bottom() as usize).step_by(2) {
        let row = &grey.row(y)[bounds.x as usize..bounds.right() as usize];
        between += row.iter().filter(|&&pixel| (least..most).contains(&pixel)).count();
        all += row.len();
    }
    between * 100 / all.max(1)
}
