//! Scaling by area, turning by a small angle. Pure functions on grey and colour bytes.

use super::{Colour, Grey};

/// For each output place: the first input place and the weights (16.16) of it and its followers.
fn spans(from: usize, to: usize) -> Vec<(usize, Vec<u32>)> {
    let ratio = from as f64 / to as f64;
    let mut spans = Vec::with_capacity(to);
    for place in 0..to {
        let start = place as f64 * ratio;
        let end = ((place + 1) as f64 * ratio).min(from as f64);
        let first = start.floor() as usize;
        let last = (end.ceil() as usize).clamp(first + 1, from);
        let mut weights = Vec::with_capacity(last - first);
        for input in first..last {
            let covered = (end.min((input + 1) as f64) - start.max(input as f64)).max(0.0);
            weights.push((covered / (end - start) * 65536.0).round() as u32);
        }
        spans.push((first, weights));
    }
    spans
}

/// Scales down so that every output pixel is the mean of what it covers. Sizes are at least 1.
fn area(data: &[u8], width: usize, height: usize, channels: usize, to: (usize, usize)) -> Vec<u8> {
    let columns = spans(width, to.0);
    let rows = spans(height, to.1);
    let mut sums = vec![0u64; width * channels];
    let mut out = Vec::with_capacity(to.0 * to.1 * channels);
    for (first, weights) in &rows {
        sums.fill(0);
        for (step, &weight) in weights.iter().enumerate() {
            let line = &data[(first + step) * width * channels..(first + step + 1) * width * channels];
            for (sum, &pixel) in sums.iter_mut().zip(line) {
                *sum += u64::from(pixel) * u64::from(weight);
            }
        }
        for (left, weights) in &columns {
            for channel in 0..channels {
                let mut sum = 0u64;
                for (step, &weight) in weights.iter().enumerate() {
                    sum += sums[(left + step) * channels + channel] * u64::from(weight);
                }
                out.push(((sum + (1 << 31)) >> 32).min(255) as u8);
            }
        }
    }
    out
}

impl Grey {
    pub fn scaled(&self, width: usize, height: usize) -> Grey {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        Grey { width, height, data: area(&self.data, self.width, self.height, 1, (width, height)) }
    }

    /// Mean of `factor` × `factor` blocks; the rest at the right and bottom edge is left out.
    pub fn shrunk(&self, factor: usize) -> Grey {
        let width = (self.width / factor).max(1);
        let height = (self.height / factor).max(1);
        if self.width < factor || self.height < factor {
            return self.scaled(width, height);
        }
        let mut data = Vec::with_capacity(width * height);
        let mut sums = vec![0u32; width];
        let area = (factor * factor) as u32;
        for y in 0..height {
            sums.fill(0);
            for line in 0..factor {
                let row = self.row(y * factor + line);
                for (sum, block) in sums.iter_mut().zip(row.chunks_exact(factor)) {
                    *sum += block.iter().map(|&pixel| u32::from(pixel)).sum::<u32>();
                }
            }
            data.extend(sums.iter().map(|sum| (sum / area) as u8));
        }
        Grey { width, height, data }
    }

    /// Turns the picture's content by `degrees` clockwise about its middle, on the same grid, white outside.
    pub fn rotated(&self, degrees: f64) -> Grey {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        let mut out = Grey::white(self.width, self.height);
        let (last_x, last_y) = (self.width as i64 - 1, self.height as i64 - 1);
        let one = f64::from(1 << 16);
        let (step_x, step_y) = ((cos * one) as i64, (-sin * one) as i64);
        for y in 0..self.height {
            let dy = y as f64 + 0.5 - middle_y;
            let dx = 0.5 - middle_x;
            let mut from_x = ((dx * cos + dy * sin + middle_x - 0.5) * one) as i64;
            let mut from_y = ((-dx * sin + dy * cos + middle_y - 0.5) * one) as i64;
            let row = &mut out.data[y * self.width..(y + 1) * self.width];
            for pixel in row {
                let (x0, y0) = (from_x >> 16, from_y >> 16);
                if x0 >= 0 && y0 >= 0 && x0 < last_x && y0 < last_y {
                    let at = y0 as usize * self.width + x0 as usize;
                    let (fx, fy) = (((from_x >> 8) & 255) as u32, ((from_y >> 8) & 255) as u32);
                    let value = |offset: usize| u32::from(self.data[at + offset]);
                    let top = value(0) * (256 - fx) + value(1) * fx;
                    let bottom = value(self.width) * (256 - fx) + value(self.width + 1) * fx;
                    *pixel = ((top * (256 - fy) + bottom * fy + (1 << 15)) >> 16) as u8;
                }
                from_x += step_x;
                from_y += step_y;
            }
        }
        out
    }

    pub fn padded(&self, pad: usize) -> Grey {
        let mut out = Grey::white(self.width + 2 * pad, self.height + 2 * pad);
        for (y, row) in self.rows().enumerate() {
            let start = (y + pad) * out.width + pad;
            out.data[start..start + self.width].copy_from_slice(row);
        }
        out
    }

    /// The middle of each 3 × 3 neighbourhood; edges stay.
    pub fn median3(&self) -> Grey {
        let mut out = self.clone();
        if self.width < 3 || self.height < 3 {
            return out;
        }
        let sort = |a: u8, b: u8| (a.min(b), a.max(b));
        // Each column sorted once and used three times: low, middle, high.
        let mut columns = vec![[0u8; 3]; self.width];
        for y in 1..self.height - 1 {
            let (above, here, below) = (self.row(y - 1), self.row(y), self.row(y + 1));
            for x in 0..self.width {
                let (low, high) = sort(above[x], here[x]);
                let (high, highest) = sort(high, below[x]);
                let (low, middle) = sort(low, high);
                columns[x] = [low, middle, highest];
            }
            let row = &mut out.data[y * self.width..(y + 1) * self.width];
            for x in 1..self.width - 1 {
                let (a, b, c) = (columns[x - 1], columns[x], columns[x + 1]);
                let low = a[0].max(b[0]).max(c[0]);
                let high = a[2].min(b[2]).min(c[2]);
                let (first, second) = sort(a[1], b[1]);
                let middle = first.max(second.min(c[1]));
                let (first, second) = sort(low, middle);
                row[x] = first.max(second.min(high));
            }
        }
        out
    }
}

impl Colour {
    pub fn scaled(&self, width: usize, height: usize) -> Colour {
        Colour { width, height, data: area(&self.data, self.width, self.height, 3, (width, height)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaling_keeps_the_mean() {
        let check = |width: usize, height: usize, to: (usize, usize)| {
            let data: Vec<u8> = (0..width * height).map(|place| (place * 37 % 251) as u8).collect();
            let grey = Grey { width, height, data };
            let mean = |grey: &Grey| {
                grey.data.iter().map(|&pixel| f64::from(pixel)).sum::<f64>() / grey.data.len() as f64
            };
            assert!((mean(&grey) - mean(&grey.scaled(to.0, to.1))).abs() < 1.5, "{width}x{height} to {to:?}");
        };
        check(300, 300, (200, 200));
        check(97, 31, (10, 7));
        check(5, 5, (1, 1));
        check(1, 1000, (1, 10));
    }

    #[test]
    fn the_median_is_the_middle() {
        let mut data: Vec<u8> = (0..63).map(|place| (place * 89 % 256) as u8).collect();
        data[31] = 0;
        let grey = Grey { width: 9, height: 7, data };
        let fast = grey.median3();
        for y in 1..6 {
            for x in 1..8 {
                let mut nine: Vec<u8> =
                    (0..9).map(|i| grey.data[(y + i / 3 - 1) * 9 + x + i % 3 - 1]).collect();
                nine.sort_unstable();
                assert_eq!(fast.data[y * 9 + x], nine[4], "{x},{y}");
            }
        }
    }

    #[test]
    fn a_small_turn_and_back_is_nearly_the_same() {
        let mut grey = Grey::white(200, 200);
        for y in 90..110 {
            for x in 50..150 {
                grey.data[y * 200 + x] = 0;
            }
        }
        let back = grey.rotated(2.0).rotated(-2.0);
        let wrong = grey.data.iter().zip(&back.data).filter(|(a, b)| a.abs_diff(**b) > 128).count();
        assert!(wrong < 60, "{wrong} pixels differ");
    }
}
