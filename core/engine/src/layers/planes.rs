//! The two colours of every small cell: of the ink in it and of the ground under it, also where one covers the other.

use multiversion::multiversion;

use super::mask::Mask;
use crate::pixels::bits::Bits;
use crate::pixels::{Grey, Raster};

/// Interleaved channels, rows from the top.
pub(super) struct Plane {
    pub width: usize,
    pub height: usize,
    pub channels: usize,
    pub data: Vec<u8>,
    /// Of every cell, 1 where a pixel told its colour, else 0 and its colour black.
    pub known: Vec<u8>,
}

/// A wider range of contrast within one cell of the ground is detail, not grain.
const HIDDEN: u8 = 80;

/// Ink, ground, and how many thousandths of the ground lose detail; `side` and `ground_side` are the sides of a cell
/// in pixels of the page.
pub(super) fn split(
    page: &Raster,
    contrast: &Grey,
    mask: &Mask,
    (side, ground_side): (usize, usize),
) -> (Plane, Plane, usize) {
    let ink = if mask.times == 1 { mask.ink.clone() } else { mask.ink.halved() };
    // The edge of a stroke is neither ink nor ground.
    let edged = ink.widened();
    let mut cores = ink;
    cores.and(&mask.cores);
    let bare = edged.inverted();
    let averaged = |weights: &Bits, side: usize| match page {
        Raster::Bitonal(grey) | Raster::Grey(grey) => averaged::<1>(&grey.data, weights, side),
        Raster::Colour(colour) => averaged::<3>(&colour.data, weights, side),
    };
    (averaged(&cores, side), averaged(&bare, ground_side), lost(contrast, &bare, ground_side))
}

/// Ground cells, in thousandths of all, whose pixels differ as ink does from paper: their one colour would hide that.
#[multiversion(targets("x86_64+avx2"))]
fn lost(contrast: &Grey, bare: &Bits, side: usize) -> usize {
    let (across, down) = (contrast.width / side, contrast.height / side);
    let mut cells = 0;
    let (mut least, mut most) = (vec![0u8; contrast.width], vec![0u8; contrast.width]);
    let mut shown = vec![0u8; contrast.width];
    // Half of the rows tell it.
    for row in (0..down).step_by(2) {
        least.fill(255);
        most.fill(0);
        for y in row * side..(row + 1) * side {
            bare.spread::<1>(y, &mut shown);
            let ranges = least.iter_mut().zip(&mut most);
            for (((least, most), &pixel), &shown) in ranges.zip(contrast.row(y)).zip(&shown) {
                *least = (pixel | !shown).min(*least);
                *most = (pixel & shown).max(*most);
            }
        }
        // From every column on, a cell's width; that of every `side`-th is a cell.
        reach(&mut least, side, u8::min);
        reach(&mut most, side, u8::max);
        let ranges = least.iter().zip(&most).step_by(side).take(across);
        cells += ranges.filter(|(least, most)| most.saturating_sub(**least) > HIDDEN).count();
    }
    cells * 1000 / (across * down.div_ceil(2)).max(1)
}

fn reach(columns: &mut [u8], side: usize, pick: impl Fn(u8, u8) -> u8) {
    for _ in 1..side {
        for at in 1..columns.len() {
            columns[at - 1] = pick(columns[at - 1], columns[at]);
        }
    }
}

/// In one number of 16 bits, above the sum of at most 8 pixels of a column: how many they are.
const COUNT: u32 = 11;

/// The mean of the pixels of every cell whose bits are set; cells are at most 8 pixels wide.
#[multiversion(targets("x86_64+avx2"))]
fn averaged<const CHANNELS: usize>(pixels: &[u8], weights: &Bits, side: usize) -> Plane {
    let line = weights.width * CHANNELS;
    let (width, height) = (weights.width.div_ceil(side), weights.height.div_ceil(side));
    let mut data = vec![0u8; width * height * CHANNELS];
    let mut known = vec![0u8; width * height];
    let means = match side {
        1 => means::<CHANNELS, 1>,
        2 => means::<CHANNELS, 2>,
        3 => means::<CHANNELS, 3>,
        4 => means::<CHANNELS, 4>,
        5 => means::<CHANNELS, 5>,
        6 => means::<CHANNELS, 6>,
        7 => means::<CHANNELS, 7>,
        _ => means::<CHANNELS, 8>,
    };
    let mut shown = vec![0u8; line];
    let mut columns = vec![0u16; width * side * CHANNELS];
    let cells = data.chunks_exact_mut(width * CHANNELS).zip(known.chunks_exact_mut(width));
    for (row, (data, known)) in cells.enumerate() {
        columns.fill(0);
        for y in row * side..((row + 1) * side).min(weights.height) {
            weights.spread::<CHANNELS>(y, &mut shown);
            for ((column, &pixel), &shown) in columns.iter_mut().zip(&pixels[y * line..]).zip(&shown) {
                *column += u16::from(pixel & shown) | u16::from(shown & 1) << COUNT;
            }
        }
        means(&columns, data, known);
    }
    Plane { width, height, channels: CHANNELS, data, known }
}

/// A row of cells from the sums and counts of its columns.
#[multiversion(targets("x86_64+avx2"))]
fn means<const CHANNELS: usize, const SIDE: usize>(columns: &[u16], data: &mut [u8], known: &mut [u8]) {
    // A multiplication instead of a division for each cell; exact for sums so small.
    let parts: [u32; 65] = std::array::from_fn(|count| (1u32 << 20).div_ceil(count.max(1) as u32));
    let (means, _) = data.as_chunks_mut::<CHANNELS>();
    for ((cell, mean), known) in columns.chunks_exact(SIDE * CHANNELS).zip(means).zip(known) {
        let mut count = 0;
        for column in 0..SIDE {
            count += u32::from(cell[column * CHANNELS] >> COUNT);
        }
        for channel in 0..CHANNELS {
            let mut sum = count / 2;
            for column in 0..SIDE {
                sum += u32::from(cell[column * CHANNELS + channel] & ((1 << COUNT) - 1));
            }
            mean[channel] = ((sum * parts[count as usize]) >> 20) as u8;
        }
        *known = u8::from(count > 0);
    }
}
