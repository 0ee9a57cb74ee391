//! Background normalisation: the paper is found on a small copy with the ink closed away, the page is divided
//! by it and stretched. The biggest single gain in reading old scans.

use multiversion::multiversion;

use super::medians;
use crate::pixels::Grey;
use crate::pixels::ink::Ink;

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
/// Ink no darker is pale: the black of a scanner's border beside it would leave it so.
const PALE_INK: u8 = 160;
const WHITE: u8 = 245;
/// No paper is darker: this keeps the arithmetic in sixteen bits.
const DARKEST_PAPER: u8 = 8;

/// `border` is what of the frame is no paper, and how many of its pixels one of the mask stands for: beside pale ink
/// its black would pass for the ink.
#[multiversion(targets("x86_64+avx2"))]
pub(crate) fn evened(grey: &Grey, dpi: f32, (border, factor): (&Ink, usize)) -> Even {
    let paper = Paper::under(grey, dpi);
    // Every fourth row tells how dark the ink is.
    let (mut histogram, mut beside) = ([0u32; 256], [0u32; 256]);
    let mut line = vec![0u8; grey.width];
    for y in (0..grey.height).step_by(4) {
        paper.divide(y, grey.row(y), &mut line);
        line.iter().for_each(|&pixel| histogram[usize::from(pixel)] += 1);
        let edge = border.row((y / factor).min(border.height - 1));
        if edge.contains(&1) {
            // The cell beside the border is half of it.
            let at_edge = |cell: usize| edge[cell.saturating_sub(1)..(cell + 2).min(edge.len())].contains(&1);
            for (cell, pixels) in line.chunks(factor).enumerate() {
                if at_edge(cell.min(edge.len() - 1)) {
                    pixels.iter().for_each(|&pixel| beside[usize::from(pixel)] += 1);
                }
            }
        }
    }
    let whole = darkest(&histogram);
    histogram.iter_mut().zip(beside).for_each(|(all, beside)| *all -= beside);
    let own = darkest(&histogram);
    // Darker ink is stretched enough; more would swell its letters.
    let darkest = if own >= PALE_INK { own } else { whole.min(own) };
    let low = darkest.min(LIGHTEST_INK);
    let span = u16::from(WHITE - low);
    let times = (255u16 << 8).div_ceil(span);
    let mut data = vec![0u8; grey.data.len()];
    for (y, out) in data.chunks_exact_mut(grey.width).enumerate() {
        paper.divide(y, grey.row(y), out);
        for pixel in out {
            *pixel = ((u16::from(pixel.saturating_sub(low)).min(span) * times) >> 8) as u8;
        }
    }
    Even { grey: Grey { width: grey.width, height: grey.height, data }, paper: paper.middle, darkest }
}

/// What the darkest seven in a thousand are lighter than.
fn darkest(histogram: &[u32; 256]) -> u8 {
    let rank = histogram.iter().sum::<u32>() as usize * 7 / 1000;
    let mut below = 0;
    for (value, &count) in histogram.iter().enumerate() {
        below += count as usize;
        if below > rank {
            return value as u8;
        }
    }
    255
}

/// The paper without its ink.
struct Paper {
    /// Pixels of the page for one cell, and cells down.
    factor: usize,
    rows: usize,
    /// What whitens each cell, in 256ths, spread over the columns of the page.
    whiten: Vec<u16>,
    /// Its middle grey.
    middle: u8,
}

impl Paper {
    fn under(grey: &Grey, dpi: f32) -> Self {
        let factor = ((dpi / 300.0 * 8.0).round() as usize).clamp(2, 16);
        let mut paper = grey.shrunk(factor);
        extremes(&mut paper, 4, u8::max);
        extremes(&mut paper, 4, u8::min);
        medians::both_ways(&mut paper);
        let mut whiten = Vec::with_capacity(paper.height * grey.width);
        let columns: Vec<(usize, u32)> = (0..grey.width).map(|x| between(x, factor, paper.width)).collect();
        let mut cells = Vec::with_capacity(paper.width + 1);
        for row in paper.rows() {
            cells.clear();
            cells.extend(row.iter().map(|&paper| (255 << 8) / u32::from(paper.max(DARKEST_PAPER))));
            cells.extend(cells.last().copied());
            whiten.extend(
                columns.iter().map(|&(left, right)| {
                    ((cells[left] * (256 - right) + cells[left + 1] * right) >> 8) as u16
                }),
            );
        }
        let rows = paper.height;
        let mut sorted = paper.data;
        let half = sorted.len() / 2;
        let middle = *sorted.select_nth_unstable(half).1;
        Self { factor, rows, whiten, middle }
    }

    /// Divides row `y` of the page by its paper.
    fn divide(&self, y: usize, row: &[u8], out: &mut [u8]) {
        let (above, down) = between(y, self.factor, self.rows);
        let below = (above + 1).min(self.rows - 1);
        let (above, below) = (&self.whiten[above * row.len()..], &self.whiten[below * row.len()..]);
        // In quarters, signed and within sixteen bits.
        let down = (down >> 6) as i16;
        for (((out, &pixel), &above), &below) in out.iter_mut().zip(row).zip(above).zip(below) {
            let times = above as i16 + (((below as i16 - above as i16) * down) >> 2);
            let whitened = (u32::from(u16::from(pixel) << 8) * u32::from(times as u16)) >> 16;
            *out = (whitened as u16).min(255) as u8;
        }
    }
}

/// The cell whose middle is before `place`, and how far (0 to 256) it is on the way to the next.
fn between(place: usize, factor: usize, cells: usize) -> (usize, u32) {
    let from_middle = (place * 2 + 1) as i64 * 128 / factor as i64 - 128;
    let limited = from_middle.clamp(0, (cells as i64 - 1) * 256);
    let cell = ((limited / 256) as usize).min(cells.saturating_sub(2));
    (cell, (limited - cell as i64 * 256).min(256) as u32)
}

/// The extreme of a square window of `reach` to each side, one direction after the other.
pub(super) fn extremes(grey: &mut Grey, reach: usize, pick: impl Fn(u8, u8) -> u8) {
    let (width, whole) = (grey.width, grey.clone());
    for (row, from) in grey.data.chunks_exact_mut(width).zip(whole.rows()) {
        for shift in 1..=reach.min(width - 1) {
            row.iter_mut().zip(&from[shift..]).for_each(|(pixel, &other)| *pixel = pick(*pixel, other));
            row[shift..].iter_mut().zip(from).for_each(|(pixel, &other)| *pixel = pick(*pixel, other));
        }
    }
    let whole = grey.clone();
    for (y, row) in grey.data.chunks_exact_mut(width).enumerate() {
        for other in y.saturating_sub(reach)..(y + reach + 1).min(whole.height) {
            row.iter_mut().zip(whole.row(other)).for_each(|(pixel, &other)| *pixel = pick(*pixel, other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No border, in cells of eight pixels.
    fn none(grey: &Grey) -> Ink {
        let (width, height) = (grey.width.div_ceil(8), grey.height.div_ceil(8));
        Ink { width, height, data: vec![0; width * height] }
    }

    #[test]
    fn the_black_beside_the_paper_is_not_its_ink() {
        let (width, height) = (800, 600);
        let mut grey = Grey { width, height, data: vec![240; width * height] };
        let mut border = none(&grey);
        for y in 0..height {
            for x in 0..width {
                let ink = y % 50 < 6 && x % 40 < 25;
                grey.data[y * width + x] = if x < 16 {
                    10
                } else if ink {
                    190
                } else {
                    240
                };
            }
        }
        for y in 0..border.height {
            border.data[y * border.width..y * border.width + 2].fill(1);
        }
        let even = evened(&grey, 300.0, (&border, 8));
        assert!((195..210).contains(&even.darkest), "darkest {}", even.darkest);
        assert!(even.grey.data[102 * width + 50] < 110, "pale ink is stretched");
        assert!(evened(&grey, 300.0, (&none(&grey), 8)).darkest < 60);
    }

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
        let even = evened(&grey, 300.0, (&none(&grey), 8));
        for (x, y, ink) in [(20, 102, true), (780, 102, true), (20, 130, false), (780, 130, false)] {
            let pixel = even.grey.data[y * width + x];
            assert_eq!(pixel < 60, ink, "pixel {pixel} at {x},{y}");
            assert_eq!(pixel > 230, !ink, "pixel {pixel} at {x},{y}");
        }
    }
}
