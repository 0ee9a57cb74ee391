//! Grain that is left on an evened page: of the paper, of a copier, of a shadow that was lit up. What is no darker
//! than the grain of its neighbourhood goes for paper, and the rest is darkened to where it was.

use crate::pixels::Grey;

/// Side of a cell whose grain is measured, pixels; the step between its samples, and their side.
const CELL: usize = 64;
const STEP: usize = 8;
const SIDE: usize = 5;
/// Of the samples of a cell so many in a hundred lie on paper, however dense its text.
const PAPER: usize = 35;
/// Grain is darker than paper by so many of its own deviations at most, and by less than ink is.
const DEVIATIONS: f32 = 4.0;
const MOST: f32 = 120.0;
/// Grain so pale is nobody's trouble.
const LEAST: f32 = 3.0;

/// Clears the grain of a page; says on which share of it there was such.
pub(crate) fn cleared(even: &mut Grey) -> f32 {
    let (columns, rows) = (even.width / CELL, even.height / CELL);
    if columns == 0 || rows == 0 {
        return 0.0;
    }
    let cells: Vec<f32> =
        (0..rows * columns).map(|cell| grain(even, cell % columns, cell / columns)).collect();
    let limit = |grain: f32| {
        Some(DEVIATIONS * grain).filter(|&limit| limit >= LEAST).map_or(0.0, |limit| limit.min(MOST))
    };
    let limits: Vec<u16> =
        middles(&cells, columns, rows).into_iter().map(|grain| limit(grain) as u16).collect();
    let grainy = limits.iter().filter(|&&limit| limit > 0).count();
    if grainy == 0 {
        return 0.0;
    }
    let width = even.width;
    for (y, row) in even.data.chunks_exact_mut(width).enumerate() {
        let of_row = &limits[(y / CELL).min(rows - 1) * columns..][..columns];
        for (pixels, &limit) in row.chunks_mut(CELL).zip(of_row.iter().chain(of_row.last())) {
            if limit > 0 {
                pixels.iter_mut().for_each(|pixel| *pixel = beyond(*pixel, limit));
            }
        }
    }
    grainy as f32 / limits.len() as f32
}

/// Paper up to the limit, then darker in proportion: black stays black.
fn beyond(pixel: u8, limit: u16) -> u8 {
    let dark = u16::from(255 - pixel).saturating_sub(limit);
    // At most 255 × 255.
    255 - (u32::from(dark) * 255 / u32::from(255 - limit)) as u8
}

/// The standard deviation of the paper of a cell.
fn grain(even: &Grey, column: usize, row: usize) -> f32 {
    const COUNT: f32 = (SIDE * SIDE) as f32;
    const SAMPLES: usize = CELL / STEP;
    let mut variances = [0.0f32; SAMPLES * SAMPLES];
    for (place, variance) in variances.iter_mut().enumerate() {
        let (x, y) = (column * CELL + place % SAMPLES * STEP, row * CELL + place / SAMPLES * STEP);
        let (mut sum, mut squares) = (0u32, 0u32);
        for line in y..y + SIDE {
            for &pixel in &even.row(line)[x..x + SIDE] {
                sum += u32::from(pixel);
                squares += u32::from(pixel) * u32::from(pixel);
            }
        }
        let mean = sum as f32 / COUNT;
        *variance = (squares as f32 / COUNT - mean * mean).max(0.0);
    }
    let rank = variances.len() * PAPER / 100;
    variances.select_nth_unstable_by(rank, f32::total_cmp).1.sqrt()
}

/// The middle one of each cell and those around it: grain does not change from one cell to the next, text does.
fn middles(cells: &[f32], columns: usize, rows: usize) -> Vec<f32> {
    let mut around = Vec::with_capacity(9);
    let middle = |place: usize| {
        let (column, row) = (place % columns, place / columns);
        around.clear();
        for row in row.saturating_sub(1)..(row + 2).min(rows) {
            around.extend_from_slice(
                &cells[row * columns..][column.saturating_sub(1)..(column + 2).min(columns)],
            );
        }
        let half = around.len() / 2;
        *around.select_nth_unstable_by(half, f32::total_cmp).1
    };
    (0..cells.len()).map(middle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grain of the given strength on the right half, and strokes across the page.
    fn page(strength: u32) -> Grey {
        let mut grey = Grey::white(640, 320);
        let mut state = 7u32;
        for (place, pixel) in grey.data.iter_mut().enumerate() {
            let (x, y) = (place % 640, place / 640);
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = if x >= 320 { (state >> 16) % (strength + 1) } else { 0 };
            let ink = if y % 40 < 4 && x % 20 < 12 { 180 } else { 0 };
            *pixel = 255 - (ink + grain).min(255) as u8;
        }
        grey
    }

    #[test]
    fn grain_goes_and_strokes_stay() {
        let before = page(60);
        let mut after = before.clone();
        let share = cleared(&mut after);
        assert!((0.4..0.6).contains(&share), "{share}");
        let paper = |grey: &Grey, x: usize| (4..40).filter(|y| grey.data[y * 640 + x] < 230).count();
        assert!(paper(&before, 500) > 10 && paper(&after, 500) == 0);
        assert!(
            after.data[42 * 640 + 482] < 130 && after.data[42 * 640 + 102] == before.data[42 * 640 + 102]
        );
    }

    #[test]
    fn a_calm_page_is_left_as_it_is() {
        let mut page = page(0);
        let before = page.clone();
        assert_eq!(cleared(&mut page), 0.0);
        assert!(page.data == before.data);
        assert_eq!(cleared(&mut Grey::white(20, 20)), 0.0);
    }
}
