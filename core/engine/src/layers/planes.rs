//! The two colours of every small cell: of the ink in it and of the ground under it, also where one covers the other.

use crate::pixels::Grey;

/// Interleaved channels, rows from the top.
pub(super) struct Plane {
    pub width: usize,
    pub height: usize,
    pub channels: usize,
    pub data: Vec<u8>,
}

/// How many cells around one are looked at, and how near in every channel the same ink is.
const CALM: usize = 2;
const ALIKE: u8 = 28;

/// A wider range of contrast within one cell of the ground is detail, not grain.
const HIDDEN: u8 = 80;

/// Sums over a cell: weight, then each channel.
type Sums = [u32; 4];

/// Ink, ground, and how many thousandths of the ground lose detail. `contrast` and its `darkest` have the resolution of the pixels, the mask is `times` as fine; `side`
/// and `ground_side` are the sides of a cell in pixels.
pub(super) fn split(
    (pixels, channels): (&[u8], usize),
    (contrast, darkest): (&Grey, &Grey),
    (mask, times): (&Grey, usize),
    (side, ground_side): (usize, usize),
) -> (Plane, Plane, usize) {
    let mask = if times == 1 { mask.clone() } else { halved(mask) };
    let mut bare = widened(&mask);
    for bare in &mut bare.data {
        *bare = u8::from(*bare == 0);
    }
    // The dark middle of a stroke has its colour, the edge is half paper.
    let mut weights = mask;
    for ((weight, &pixel), &most) in weights.data.iter_mut().zip(&contrast.data).zip(&darkest.data) {
        let core = *weight != 0 && u16::from(pixel) * 8 >= u16::from(most) * 7;
        *weight = u8::from(core);
    }
    let (mut ink, known) = averaged(pixels, channels, &weights, side);
    calm(&mut ink, &known);
    fill(&mut ink, &known);
    let (mut ground, known) = averaged(pixels, channels, &bare, ground_side);
    fill(&mut ground, &known);
    (ink, ground, lost(contrast, &bare, ground_side))
}

/// Ground cells, in thousandths of all, whose pixels differ as ink does from paper: their one colour would hide that.
fn lost(contrast: &Grey, bare: &Grey, side: usize) -> usize {
    let (across, down) = (contrast.width / side, contrast.height / side);
    let mut cells = 0;
    let mut ranges = vec![(255u8, 0u8); across];
    for row in 0..down {
        ranges.fill((255, 0));
        for y in row * side..(row + 1) * side {
            let pixels = contrast.row(y).chunks_exact(side).zip(bare.row(y).chunks_exact(side));
            for (range, (pixels, bare)) in ranges.iter_mut().zip(pixels) {
                for (&pixel, _) in pixels.iter().zip(bare).filter(|(_, bare)| **bare != 0) {
                    *range = (range.0.min(pixel), range.1.max(pixel));
                }
            }
        }
        cells += ranges.iter().filter(|range| range.1.saturating_sub(range.0) > HIDDEN).count();
    }
    cells * 1000 / (across * down).max(1)
}

/// Half the resolution; a pixel with any ink is ink.
fn halved(mask: &Grey) -> Grey {
    let (width, height) = (mask.width / 2, mask.height / 2);
    let mut data = Vec::with_capacity(width * height);
    for y in 0..height {
        let (above, below) = (mask.row(2 * y).chunks_exact(2), mask.row(2 * y + 1).chunks_exact(2));
        data.extend(above.zip(below).map(|(a, b)| a[0] | a[1] | b[0] | b[1]));
    }
    Grey { width, height, data }
}

fn averaged(pixels: &[u8], channels: usize, weights: &Grey, side: usize) -> (Plane, Vec<bool>) {
    let (width, height) = (weights.width.div_ceil(side), weights.height.div_ceil(side));
    let mut data = Vec::with_capacity(width * height * channels);
    let mut known = Vec::with_capacity(width * height);
    let mut sums: Vec<Sums> = vec![[0; 4]; width];
    for row in 0..height {
        sums.fill([0; 4]);
        for y in row * side..((row + 1) * side).min(weights.height) {
            let line = &pixels[y * weights.width * channels..(y + 1) * weights.width * channels];
            let cells = weights.row(y).chunks(side).zip(line.chunks(side * channels));
            for (sum, (weights, pixels)) in sums.iter_mut().zip(cells) {
                for (&weight, pixel) in weights.iter().zip(pixels.chunks_exact(channels)) {
                    sum[0] += u32::from(weight);
                    for (sum, &value) in sum[1..].iter_mut().zip(pixel) {
                        *sum += u32::from(weight) * u32::from(value);
                    }
                }
            }
        }
        for sum in &sums {
            known.push(sum[0] > 0);
            data.extend(sum[1..=channels].iter().map(|&value| ((value + sum[0] / 2) / sum[0].max(1)) as u8));
        }
    }
    (Plane { width, height, channels, data }, known)
}

/// Ink of one colour wavers from cell to cell with the grain. Each cell takes the mean of those around it that are of
/// its colour; another ink beside it keeps its own.
fn calm(plane: &mut Plane, known: &[bool]) {
    let from = plane.data.clone();
    let (width, height, channels) = (plane.width, plane.height, plane.channels);
    for y in 0..height {
        for x in 0..width {
            if !known[y * width + x] {
                continue;
            }
            let own = &from[(y * width + x) * channels..][..channels];
            let mut sum: Sums = [0; 4];
            for row in y.saturating_sub(CALM)..(y + CALM + 1).min(height) {
                for cell in row * width + x.saturating_sub(CALM)..row * width + (x + CALM + 1).min(width) {
                    let other = &from[cell * channels..][..channels];
                    let alike = own.iter().zip(other).all(|(a, b)| a.abs_diff(*b) < ALIKE);
                    if known[cell] && alike {
                        sum[0] += 1;
                        for (sum, &value) in sum[1..].iter_mut().zip(other) {
                            *sum += u32::from(value);
                        }
                    }
                }
            }
            for (channel, sum_of) in sum[1..=channels].iter().enumerate() {
                plane.data[(y * width + x) * channels + channel] = (sum_of / sum[0].max(1)) as u8;
            }
        }
    }
}

/// Gives every unknown cell the colour of the known around it, ever farther away: what is smooth takes no bytes.
fn fill(plane: &mut Plane, known: &[bool]) {
    let unknown = known.iter().any(|known| !known);
    if !unknown || plane.width * plane.height <= 1 {
        return;
    }
    let (width, height, channels) = (plane.width, plane.height, plane.channels);
    let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
    let mut sums: Vec<Sums> = vec![[0; 4]; half_width * half_height];
    for y in 0..height {
        for x in 0..width {
            if known[y * width + x] {
                let sum = &mut sums[y / 2 * half_width + x / 2];
                sum[0] += 1;
                for channel in 0..channels {
                    sum[1 + channel] += u32::from(plane.data[(y * width + x) * channels + channel]);
                }
            }
        }
    }
    let mut data = vec![0u8; half_width * half_height * channels];
    for (cell, sum) in sums.iter().enumerate() {
        for channel in 0..channels {
            data[cell * channels + channel] = (sum[1 + channel] / sum[0].max(1)) as u8;
        }
    }
    let mut half = Plane { width: half_width, height: half_height, channels, data };
    let half_known: Vec<bool> = sums.iter().map(|sum| sum[0] > 0).collect();
    fill(&mut half, &half_known);
    for y in 0..height {
        for x in 0..width {
            if known[y * width + x] {
                continue;
            }
            // Three quarters of the cell it lies in and a quarter of the neighbour it lies towards, each way.
            let other = |place: usize, cells: usize| {
                let towards =
                    if place.is_multiple_of(2) { (place / 2).saturating_sub(1) } else { place / 2 + 1 };
                towards.min(cells - 1)
            };
            let (x0, y0, x1, y1) = (x / 2, y / 2, other(x, half_width), other(y, half_height));
            for channel in 0..channels {
                let value =
                    |x: usize, y: usize| u32::from(half.data[(y * half_width + x) * channels + channel]);
                let sum = 9 * value(x0, y0) + 3 * value(x1, y0) + 3 * value(x0, y1) + value(x1, y1);
                plane.data[(y * width + x) * channels + channel] = (sum / 16) as u8;
            }
        }
    }
}

/// The mask and two pixels around it: the edge of a stroke is neither ink nor ground.
fn widened(mask: &Grey) -> Grey {
    let mut out = mask.clone();
    for _ in 0..2 {
        let from = out.clone();
        let width = from.width;
        for y in 0..from.height {
            let row = &mut out.data[y * width..(y + 1) * width];
            let here = from.row(y);
            for (pixel, &right) in row.iter_mut().zip(&here[1..]) {
                *pixel |= right;
            }
            for (pixel, &left) in row[1..].iter_mut().zip(here) {
                *pixel |= left;
            }
            for other in [y.wrapping_sub(1), y + 1] {
                if other < from.height {
                    for (pixel, &value) in row.iter_mut().zip(from.row(other)) {
                        *pixel |= value;
                    }
                }
            }
        }
    }
    out
}
