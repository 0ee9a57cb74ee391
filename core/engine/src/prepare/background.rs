//! Background normalisation: the paper is found on a small copy with the ink closed away, the page is divided
//! by it and stretched. The biggest single gain in reading old scans.

use crate::pixels::Grey;

/// An evened page.
pub(crate) struct Even {
    pub grey: Grey,
    /// The middle grey of the paper in the scan.
    pub paper: u8,
    /// How dark the darkest seven in a thousand are against their paper, before stretching: 0 black, 255 paper.
    pub darkest: u8,
}

/// Ink lighter than this against its paper is not stretched to black: an empty back would turn to noise.
const LIGHTEST_INK: u8 = 175;
const WHITE: u8 = 245;

pub(crate) fn evened(grey: &Grey, dpi: f32) -> Even {
    let factor = ((dpi / 300.0 * 8.0).round() as usize).clamp(2, 16);
    let mut paper = grey.shrunk(factor);
    extremes(&mut paper, 4, u8::max);
    extremes(&mut paper, 4, u8::min);
    medians(&mut paper, 4);
    let mut out = divided(grey, &paper, factor);

    let mut histogram = [0usize; 256];
    for &pixel in &out.data {
        histogram[usize::from(pixel)] += 1;
    }
    let darkest = percentile(&histogram, out.data.len() * 7 / 1000);
    let low = darkest.min(LIGHTEST_INK);
    let mut curve = [0u8; 256];
    for (value, stretched) in curve.iter_mut().enumerate() {
        let above = value.saturating_sub(usize::from(low));
        *stretched = (above * 255 / usize::from(WHITE - low)).min(255) as u8;
    }
    for pixel in &mut out.data {
        *pixel = curve[usize::from(*pixel)];
    }
    let mut sorted = paper.data;
    sorted.sort_unstable();
    let paper = sorted.get(sorted.len() / 2).copied().unwrap_or(255);
    Even { grey: out, paper, darkest }
}

fn percentile(histogram: &[usize; 256], rank: usize) -> u8 {
    let mut below = 0;
    for (value, count) in histogram.iter().enumerate() {
        below += count;
        if below > rank {
            return value as u8;
        }
    }
    255
}

/// The extreme of a square window of `reach` to each side, one direction after the other.
fn extremes(grey: &mut Grey, reach: usize, pick: fn(u8, u8) -> u8) {
    along_rows(grey, reach, |window| window.iter().copied().reduce(pick).unwrap_or(255));
    along_columns(grey, reach, |window| window.iter().copied().reduce(pick).unwrap_or(255));
}

/// The median along rows, then along columns: close to the square's median and far cheaper.
fn medians(grey: &mut Grey, reach: usize) {
    let middle = |window: &[u8]| {
        let mut sorted = [0u8; 32];
        let sorted = &mut sorted[..window.len()];
        sorted.copy_from_slice(window);
        sorted.sort_unstable();
        sorted[window.len() / 2]
    };
    along_rows(grey, reach, middle);
    along_columns(grey, reach, middle);
}

fn along_rows(grey: &mut Grey, reach: usize, pick: impl Fn(&[u8]) -> u8) {
    let width = grey.width;
    let mut line = vec![0u8; width];
    for row in grey.data.chunks_exact_mut(width) {
        line.copy_from_slice(row);
        for (x, pixel) in row.iter_mut().enumerate() {
            *pixel = pick(&line[x.saturating_sub(reach)..(x + reach + 1).min(width)]);
        }
    }
}

fn along_columns(grey: &mut Grey, reach: usize, pick: impl Fn(&[u8]) -> u8) {
    let (width, height) = (grey.width, grey.height);
    let mut line = vec![0u8; height];
    for x in 0..width {
        for (y, value) in line.iter_mut().enumerate() {
            *value = grey.data[y * width + x];
        }
        for y in 0..height {
            grey.data[y * width + x] = pick(&line[y.saturating_sub(reach)..(y + reach + 1).min(height)]);
        }
    }
}

/// Divides each pixel by its paper, taken between the cells of the small copy.
fn divided(grey: &Grey, paper: &Grey, factor: usize) -> Grey {
    let mut whiten = [0u32; 256];
    for (value, times) in whiten.iter_mut().enumerate() {
        *times = (255 << 16) / (value as u32).max(1);
    }
    // For each column: the cell to its left and how far (0 to 256) it is on the way to the next.
    let between = |place: usize, cells: usize| -> (usize, u32) {
        let from_middle = (place * 2 + 1) as i64 * 128 / factor as i64 - 128;
        let limited = from_middle.clamp(0, (cells as i64 - 1) * 256);
        let cell = ((limited / 256) as usize).min(cells.saturating_sub(2));
        (cell, (limited - cell as i64 * 256).min(256) as u32)
    };
    let columns: Vec<(usize, u32)> = (0..grey.width).map(|x| between(x, paper.width)).collect();
    let mut blended = vec![0u32; paper.width];
    let mut data = Vec::with_capacity(grey.data.len());
    for y in 0..grey.height {
        let (above, down) = between(y, paper.height);
        let below = (above + 1).min(paper.height - 1);
        for (x, value) in blended.iter_mut().enumerate() {
            let (top, bottom) = (paper.data[above * paper.width + x], paper.data[below * paper.width + x]);
            *value = u32::from(top) * (256 - down) + u32::from(bottom) * down;
        }
        let last = paper.width - 1;
        data.extend(grey.row(y).iter().zip(&columns).map(|(&pixel, &(left, right))| {
            let value = (blended[left] * (256 - right) + blended[(left + 1).min(last)] * right) >> 16;
            ((u32::from(pixel) * whiten[value as usize & 255]) >> 16).min(255) as u8
        }));
    }
    Grey { width: grey.width, height: grey.height, data }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_goes_and_the_ink_stays() {
        let (width, height) = (800, 600);
        let mut grey = Grey::white(width, height);
        for y in 0..height {
            for x in 0..width {
                let paper = 110 + x * 120 / width;
                let ink = y % 50 < 6 && x % 40 < 25;
                grey.data[y * width + x] = if ink { paper / 3 } else { paper } as u8;
            }
        }
        let even = evened(&grey, 300.0);
        for (x, y, ink) in [(20, 102, true), (780, 102, true), (20, 130, false), (780, 130, false)] {
            let pixel = even.grey.data[y * width + x];
            assert_eq!(pixel < 60, ink, "pixel {pixel} at {x},{y}");
            assert_eq!(pixel > 230, !ink, "pixel {pixel} at {x},{y}");
        }
    }
}
