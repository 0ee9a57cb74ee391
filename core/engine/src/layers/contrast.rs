//! How much darker each pixel is than the paper around it, so that a shadow is no ink and pale ink is no paper.

use multiversion::multiversion;

use crate::pixels::{Colour, Grey, Raster};

/// Side in pixels of a cell that has one value of paper.
const CELL: usize = 8;
/// Ink wider than the window is ground: a dark corner, a black border, a photograph.
const REACH: usize = 4;
/// Paper darker than this share of the page's own, of 16, is no paper: a border, a photograph. What is dark in it is ink.
const DARKEST_PAPER: u32 = 7;

/// 0 is paper, 255 black on white; grey ones by lightness, coloured ones by the channel that shows them most.
pub(super) fn of(page: &Raster, smooth: bool) -> Grey {
    let contrast = match page {
        Raster::Bitonal(grey) | Raster::Grey(grey) => {
            let Grey { width, data: paper, .. } = grey.shrunk(CELL);
            against::<1>(&grey.data, grey.width, &closed(Cells::<1> { width, data: paper }))
        }
        Raster::Colour(colour) => {
            let Colour { width, data: paper, .. } = colour.shrunk(CELL);
            against::<3>(&colour.data, colour.width, &closed(Cells::<3> { width, data: paper }))
        }
    };
    if smooth { smoothed(contrast) } else { contrast }
}

/// Interleaved channels of a page in few pixels.
struct Cells<const CHANNELS: usize> {
    width: usize,
    data: Vec<u8>,
}

/// The lightness of the paper, one value a cell, with the ink closed away.
fn closed<const CHANNELS: usize>(mut cells: Cells<CHANNELS>) -> Cells<CHANNELS> {
    extremes(&mut cells, u8::max);
    extremes(&mut cells, u8::min);
    for channel in 0..CHANNELS {
        let mut sorted: Vec<u8> = cells.data.iter().skip(channel).step_by(CHANNELS).copied().collect();
        let middle = sorted.len() / 2;
        let (_, &mut page, _) = sorted.select_nth_unstable(middle);
        let least = (u32::from(page) * DARKEST_PAPER / 16).max(24) as u8;
        for cell in cells.data.iter_mut().skip(channel).step_by(CHANNELS) {
            *cell = least.max(*cell);
        }
    }
    cells
}

#[multiversion(targets("x86_64+avx2"))]
fn extremes<const CHANNELS: usize>(cells: &mut Cells<CHANNELS>, pick: impl Fn(u8, u8) -> u8) {
    let (line, reach) = (cells.width * CHANNELS, REACH * CHANNELS);
    let height = cells.data.len() / line;
    let mut along = cells.data.clone();
    let mut padded = vec![0; line + 2 * reach];
    for row in along.chunks_exact_mut(line) {
        // The edge again beyond the edge changes no extreme.
        for (padded, place) in padded.iter_mut().zip(0..) {
            let channel = place % CHANNELS;
            *padded = row[(place.max(reach + channel) - reach).min(line - CHANNELS + channel)];
        }
        for other in 0..=2 * REACH {
            for (pixel, &value) in row.iter_mut().zip(&padded[other * CHANNELS..]) {
                *pixel = pick(*pixel, value);
            }
        }
    }
    for (y, row) in cells.data.chunks_exact_mut(line).enumerate() {
        let (first, last) = (y.saturating_sub(REACH), (y + REACH).min(height - 1));
        row.copy_from_slice(&along[first * line..][..line]);
        for other in first + 1..=last {
            for (pixel, &value) in row.iter_mut().zip(&along[other * line..]) {
                *pixel = pick(*pixel, value);
            }
        }
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn against<const CHANNELS: usize>(pixels: &[u8], width: usize, paper: &Cells<CHANNELS>) -> Grey {
    let line = width * CHANNELS;
    let mut data = vec![0; pixels.len() / CHANNELS];
    // What a pixel is multiplied by, in 256ths, that paper becomes white.
    let mut times = vec![0u16; line];
    let mut darker = vec![0u8; line];
    for (y, (row, out)) in pixels.chunks_exact(line).zip(data.chunks_exact_mut(width)).enumerate() {
        let whites = paper.data.chunks_exact(paper.width * CHANNELS).nth(y / CELL);
        if let (0, Some(whites)) = (y % CELL, whites) {
            let (whites, _) = whites.as_chunks::<CHANNELS>();
            for (cell, times) in times.chunks_mut(CELL * CHANNELS).enumerate() {
                let whites = whites[cell.min(whites.len() - 1)];
                for times in times.chunks_exact_mut(CHANNELS) {
                    for (times, white) in times.iter_mut().zip(whites) {
                        *times = (255 << 8) / u16::from(white);
                    }
                }
            }
        }
        if CHANNELS == 1 {
            darken(row, &times, out);
            continue;
        }
        darken(row, &times, &mut darker);
        let (darker, _) = darker.as_chunks::<CHANNELS>();
        for (out, all) in out.iter_mut().zip(darker) {
            *out = all.iter().fold(0, |most, &one| one.max(most));
        }
    }
    let height = data.len() / width;
    Grey { width, height, data }
}

#[multiversion(targets("x86_64+avx2"))]
fn darken(pixels: &[u8], times: &[u16], out: &mut [u8]) {
    for ((out, &pixel), &times) in out.iter_mut().zip(pixels).zip(times) {
        // The upper half of a product of 16 bits, which paper of 24 and more keeps clear of the sign.
        let lightness = (u32::from(u16::from(pixel) << 8) * u32::from(times)) >> 16;
        *out = 255 - (lightness as i16).min(255) as u8;
    }
}

/// Each pixel with its neighbours, the middle weighing most: grain makes edges ragged, and ragged edges cost bytes.
#[multiversion(targets("x86_64+avx2"))]
fn smoothed(mut grey: Grey) -> Grey {
    let (width, height) = (grey.width, grey.height);
    if width < 3 || height < 3 {
        return grey;
    }
    let (mut sums, mut above) = (vec![0u16; width], grey.row(0).to_vec());
    for y in 1..height - 1 {
        let (here, below) = (grey.row(y), grey.row(y + 1));
        for (((sum, above), &here), &below) in sums.iter_mut().zip(&mut above).zip(here).zip(below) {
            *sum = u16::from(*above) + 2 * u16::from(here) + u16::from(below);
            *above = here;
        }
        let row = &mut grey.data[y * width + 1..(y + 1) * width - 1];
        for (pixel, three) in row.iter_mut().zip(sums.windows(3)) {
            *pixel = ((three[0] + 2 * three[1] + three[2] + 8) >> 4) as u8;
        }
    }
    grey
}
