//! How much darker each pixel is than the paper around it, so that a shadow is no ink and pale ink is no paper.

use crate::pixels::{Colour, Grey};

/// Side in pixels of a cell that has one value of paper.
const CELL: usize = 8;
/// Ink wider than the window is ground: a dark corner, a black border, a photograph.
const REACH: usize = 4;
/// Paper darker than this share of the page's own, of 16, is no paper: a border, a photograph. What is dark in it is ink.
const DARKEST_PAPER: u32 = 7;

/// 0 is paper, 255 black on white; grey ones by lightness, coloured ones by the channel that shows them most.
pub(super) fn of_grey(grey: &Grey, smooth: bool) -> Grey {
    let contrast = against(grey, &paper(grey));
    if smooth { smoothed(contrast) } else { contrast }
}

pub(super) fn of_colour(colour: &Colour, smooth: bool) -> Grey {
    let mut most: Option<Grey> = None;
    for channel in 0..3 {
        let data = colour.data.iter().skip(channel).step_by(3).copied().collect();
        let plane = Grey { width: colour.width, height: colour.height, data };
        let contrast = against(&plane, &paper(&plane));
        match &mut most {
            None => most = Some(contrast),
            Some(most) => {
                for (most, one) in most.data.iter_mut().zip(contrast.data) {
                    *most = one.max(*most);
                }
            }
        }
    }
    let most = most.unwrap_or_else(|| Grey::white(1, 1));
    if smooth { smoothed(most) } else { most }
}

/// The lightness of the paper, one value a cell, with the ink closed away.
fn paper(grey: &Grey) -> Grey {
    let mut paper = grey.shrunk(CELL);
    extremes(&mut paper, u8::max);
    extremes(&mut paper, u8::min);
    let mut sorted = paper.data.clone();
    let middle = sorted.len() / 2;
    let (_, &mut page, _) = sorted.select_nth_unstable(middle);
    let least = (u32::from(page) * DARKEST_PAPER / 16).max(24) as u8;
    for cell in &mut paper.data {
        *cell = least.max(*cell);
    }
    paper
}

fn extremes(cells: &mut Grey, pick: fn(u8, u8) -> u8) {
    let (width, height) = (cells.width, cells.height);
    let mut along = cells.clone();
    for y in 0..height {
        let row = cells.row(y);
        for x in 0..width {
            let window = &row[x.saturating_sub(REACH)..(x + REACH + 1).min(width)];
            along.data[y * width + x] = window.iter().copied().fold(row[x], pick);
        }
    }
    for y in 0..height {
        let (first, last) = (y.saturating_sub(REACH), (y + REACH).min(height - 1));
        let mut picked = along.row(first).to_vec();
        for other in first + 1..=last {
            for (pixel, &value) in picked.iter_mut().zip(along.row(other)) {
                *pixel = pick(*pixel, value);
            }
        }
        cells.data[y * width..(y + 1) * width].copy_from_slice(&picked);
    }
}

fn against(grey: &Grey, paper: &Grey) -> Grey {
    let mut data = Vec::with_capacity(grey.data.len());
    for (y, row) in grey.rows().enumerate() {
        let papers = paper.row((y / CELL).min(paper.height - 1));
        for (cell, pixels) in row.chunks(CELL).enumerate() {
            let white = papers[cell.min(paper.width - 1)];
            let times = (255 << 8) / u32::from(white);
            data.extend(pixels.iter().map(|&pixel| 255 - ((u32::from(pixel) * times) >> 8).min(255) as u8));
        }
    }
    Grey { width: grey.width, height: grey.height, data }
}

/// Each pixel with its neighbours, the middle weighing most: grain makes edges ragged, and ragged edges cost bytes.
fn smoothed(grey: Grey) -> Grey {
    let (width, height) = (grey.width, grey.height);
    if width < 3 || height < 3 {
        return grey;
    }
    let mut out = grey.clone();
    let mut sums = vec![0u16; width];
    for y in 1..height - 1 {
        let (above, here, below) = (grey.row(y - 1), grey.row(y), grey.row(y + 1));
        for (((sum, &a), &b), &c) in sums.iter_mut().zip(above).zip(here).zip(below) {
            *sum = u16::from(a) + 2 * u16::from(b) + u16::from(c);
        }
        let row = &mut out.data[y * width + 1..(y + 1) * width - 1];
        for (pixel, three) in row.iter_mut().zip(sums.windows(3)) {
            *pixel = ((three[0] + 2 * three[1] + three[2] + 8) >> 4) as u8;
        }
    }
    out
}
