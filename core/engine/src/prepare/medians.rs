//! The median of nine along rows, then along columns: close to the square's median and far cheaper.

use multiversion::multiversion;

use crate::pixels::Grey;

/// To each side of a pixel.
const REACH: usize = 4;
const WINDOW: usize = 2 * REACH + 1;
/// Pairs to put in order, one after the other, after which the middle of nine is in its place (Smith, Xilinx XCELL 23).
const ORDER: [(usize, usize); 19] = [
    (1, 2),
    (4, 5),
    (7, 8),
    (0, 1),
    (3, 4),
    (6, 7),
    (1, 2),
    (4, 5),
    (7, 8),
    (0, 3),
    (5, 8),
    (4, 7),
    (3, 6),
    (1, 4),
    (2, 5),
    (4, 7),
    (4, 2),
    (6, 4),
    (4, 2),
];

/// Near the edge the window is what of it lies on the page.
pub(super) fn both_ways(grey: &mut Grey) {
    let (width, height) = (grey.width, grey.height);
    let mut line = vec![0u8; width];
    for row in grey.data.chunks_exact_mut(width) {
        line.copy_from_slice(row);
        if width >= WINDOW {
            let inner = &mut row[REACH..width - REACH];
            middles(std::array::from_fn(|step| &line[step..step + inner.len()]), inner);
        }
        for x in near_edge(width) {
            row[x] = middle(&line[x.saturating_sub(REACH)..(x + REACH + 1).min(width)]);
        }
    }
    let whole = grey.clone();
    for y in REACH..height.saturating_sub(REACH) {
        let row = &mut grey.data[y * width..][..width];
        middles(std::array::from_fn(|step| whole.row(y + step - REACH)), row);
    }
    for y in near_edge(height) {
        let rows = y.saturating_sub(REACH)..(y + REACH + 1).min(height);
        for x in 0..width {
            let window: Vec<u8> = rows.clone().map(|row| whole.row(row)[x]).collect();
            grey.data[y * width + x] = middle(&window);
        }
    }
}

fn near_edge(side: usize) -> impl Iterator<Item = usize> {
    (0..side).filter(move |place| *place < REACH || place + REACH >= side)
}

/// So many pixels are put in order at once: one register of the processor.
const LANES: usize = 32;

#[multiversion(targets("x86_64+avx2"))]
fn middles(nine: [&[u8]; WINDOW], out: &mut [u8]) {
    let mut values = [[0u8; LANES]; WINDOW];
    for start in (0..out.len()).step_by(LANES) {
        let count = LANES.min(out.len() - start);
        for (values, row) in values.iter_mut().zip(nine) {
            values[..count].copy_from_slice(&row[start..start + count]);
        }
        for (low, high) in ORDER {
            let (one, other) = (values[low], values[high]);
            values[low] = std::array::from_fn(|lane| one[lane].min(other[lane]));
            values[high] = std::array::from_fn(|lane| one[lane].max(other[lane]));
        }
        out[start..start + count].copy_from_slice(&values[REACH][..count]);
    }
}

fn middle(window: &[u8]) -> u8 {
    let mut sorted = [0u8; WINDOW];
    let sorted = &mut sorted[..window.len()];
    sorted.copy_from_slice(window);
    sorted.sort_unstable();
    sorted[window.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_is_the_middle_of_its_window() {
        for (width, height) in [(40, 23), (9, 9), (5, 30), (3, 2), (1, 1)] {
            let mut state = 7u32;
            let mut noise = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            };
            let data: Vec<u8> = (0..width * height).map(|_| noise()).collect();
            let mut grey = Grey { width, height, data: data.clone() };
            both_ways(&mut grey);
            let window = |at: usize, side: usize| at.saturating_sub(REACH)..(at + REACH + 1).min(side);
            let across: Vec<u8> = (0..width * height)
                .map(|place| middle(&data[place / width * width..][..width][window(place % width, width)]))
                .collect();
            for place in 0..width * height {
                let rows = window(place / width, height);
                let column: Vec<u8> = rows.map(|row| across[row * width + place % width]).collect();
                assert_eq!(grey.data[place], middle(&column), "{place} of {width}x{height}");
            }
        }
    }
}
