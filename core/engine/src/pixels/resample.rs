//! Scaling by area, turning by a small angle. Pure functions on grey and colour bytes.

mod regular;

use multiversion::multiversion;

use super::{Colour, Grey};

/// What one output place takes of its inputs: the first of them, and the weights of it and its followers in
/// 256ths.
type Span<const TAPS: usize> = (usize, [u16; TAPS]);

/// A picture shrunk more than this is shrunk by whole blocks first: 256ths are too coarse for long spans.
const MOST_RATIO: usize = 6;

fn spans<const TAPS: usize>(from: usize, to: usize) -> Vec<Span<TAPS>> {
    let ratio = from as f64 / to as f64;
    let mut spans = Vec::with_capacity(to);
    for place in 0..to {
        let start = place as f64 * ratio;
        let end = ((place + 1) as f64 * ratio).min(from as f64);
        let first = (start.floor() as usize).min(from - 1);
        let last = (end.ceil() as usize).clamp(first + 1, from);
        // Rounding the running total keeps the sum at 256 exactly.
        let (mut weights, mut given) = ([0; TAPS], 0);
        for (step, weight) in weights.iter_mut().enumerate().take(last - first) {
            let covered = ((first + step + 1) as f64 - start) / (end - start);
            let total = if first + step + 1 == last { 256 } else { (covered * 256.0).round() as u16 };
            *weight = total - given;
            given = total;
        }
        spans.push((first, weights));
    }
    spans
}

/// Scales down so that every output pixel is the mean of what it covers. Sizes are at least 1. What is less than a place
/// at the right and bottom edge is left out where places are whole numbers of pixels.
fn area<const CHANNELS: usize>(data: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
    if let Some(scaled) = regular::scaled::<CHANNELS>(data, from, to) {
        return scaled;
    }
    let whole = from.0 / to.0;
    if whole > 1 && (from.0 / whole, from.1 / whole) == to {
        return blocks::<CHANNELS>(data, from.0, (whole, whole));
    }
    match (from.0.div_ceil(to.0)).max(from.1.div_ceil(to.1)) {
        0..=1 => area_by::<2, CHANNELS>(data, from, to),
        2 => area_by::<3, CHANNELS>(data, from, to),
        3 => area_by::<4, CHANNELS>(data, from, to),
        _ => area_by::<{ MOST_RATIO + 2 }, CHANNELS>(data, from, to),
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn area_by<const TAPS: usize, const CHANNELS: usize>(
    data: &[u8],
    from: (usize, usize),
    to: (usize, usize),
) -> Vec<u8> {
    let line = from.0 * CHANNELS;
    let columns = spans::<TAPS>(from.0, to.0);
    // Longer than a line, so that every output place may take the same number of inputs.
    let mut sums = vec![0u16; line + TAPS * CHANNELS];
    let mut out = vec![0u8; to.0 * to.1 * CHANNELS];
    for (row, (top, weights)) in out.chunks_exact_mut(to.0 * CHANNELS).zip(spans::<TAPS>(from.1, to.1)) {
        let lines = data[top * line..].chunks_exact(line);
        for (step, (line, &weight)) in lines.zip(&weights).enumerate() {
            match (step, weight) {
                (0, _) => {
                    sums.iter_mut().zip(line).for_each(|(sum, &pixel)| *sum = u16::from(pixel) * weight)
                }
                (_, 0) => break,
                _ => sums.iter_mut().zip(line).for_each(|(sum, &pixel)| *sum += u16::from(pixel) * weight),
            }
        }
        for (pixel, (left, weights)) in row.chunks_exact_mut(CHANNELS).zip(&columns) {
            let inputs = &sums[left * CHANNELS..(left + TAPS) * CHANNELS];
            for (channel, value) in pixel.iter_mut().enumerate() {
                let taps = weights.iter().enumerate();
                let sum: u32 =
                    taps.map(|(step, &w)| u32::from(inputs[step * CHANNELS + channel]) * u32::from(w)).sum();
                *value = ((sum + (1 << 15)) >> 16) as u8;
            }
        }
    }
    out
}

/// The highest block: a column of it is summed in 16 bits.
const HIGHEST_BLOCK: usize = 257;

/// Mean of blocks of pixels, `across` wide and `down` high, at most [`HIGHEST_BLOCK`]; the rest at the right and bottom
/// edge is left out.
#[multiversion(targets("x86_64+avx2"))]
fn blocks<const CHANNELS: usize>(data: &[u8], width: usize, (across, down): (usize, usize)) -> Vec<u8> {
    let line = width * CHANNELS;
    let mut out = Vec::with_capacity(data.len() / across / down);
    let mut sums = vec![0u16; line];
    // A multiplication instead of a division for each pixel; exact for blocks of up to a thousand pixels.
    let times = (1u64 << 32).div_ceil((across * down) as u64);
    for band in data.chunks_exact(line * down) {
        sums.fill(0);
        for row in band.chunks_exact(line) {
            sums.iter_mut().zip(row).for_each(|(sum, &pixel)| *sum += u16::from(pixel));
        }
        // The usual widths as constants, so that each becomes a loop without a loop within it.
        match across {
            2 => means::<CHANNELS>(&sums, 2, times, &mut out),
            3 => means::<CHANNELS>(&sums, 3, times, &mut out),
            4 => means::<CHANNELS>(&sums, 4, times, &mut out),
            8 => means::<CHANNELS>(&sums, 8, times, &mut out),
            _ => means::<CHANNELS>(&sums, across, times, &mut out),
        }
    }
    out
}

#[inline(always)]
fn means<const CHANNELS: usize>(sums: &[u16], across: usize, times: u64, out: &mut Vec<u8>) {
    for block in sums.chunks_exact(across * CHANNELS) {
        for channel in 0..CHANNELS {
            let mut sum = 0;
            for column in 0..across {
                sum += u32::from(block[column * CHANNELS + channel]);
            }
            out.push(((u64::from(sum) * times) >> 32) as u8);
        }
    }
}

impl Grey {
    pub fn scaled(&self, width: usize, height: usize) -> Grey {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let ratio = (self.width / width).max(self.height / height);
        if ratio >= MOST_RATIO {
            let half = |from: usize, to: usize| (from / to / 2).clamp(1, HIGHEST_BLOCK);
            let (across, down) = (half(self.width, width), half(self.height, height));
            return self.blocks(across, down).scaled(width, height);
        }
        let data = area::<1>(&self.data, (self.width, self.height), (width, height));
        Grey { width, height, data }
    }

    /// Mean of `factor` × `factor` blocks; the rest at the right and bottom edge is left out.
    pub fn shrunk(&self, factor: usize) -> Grey {
        if self.width < factor || self.height < factor {
            return self.scaled((self.width / factor).max(1), (self.height / factor).max(1));
        }
        self.blocks(factor, factor)
    }

    fn blocks(&self, across: usize, down: usize) -> Grey {
        let data = blocks::<1>(&self.data, self.width, (across, down));
        Grey { width: self.width / across, height: self.height / down, data }
    }

    /// Turns the picture's content by `degrees` clockwise about its middle, on the same grid, white outside.
    pub fn rotated(&self, degrees: f64) -> Grey {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f64 / 2.0, self.height as f64 / 2.0);
        let mut out = Grey::white(self.width, self.height);
        let one = f64::from(1 << 16);
        let step = ((cos * one) as i64, (-sin * one) as i64);
        for (y, row) in out.data.chunks_exact_mut(self.width.max(1)).enumerate() {
            let dy = y as f64 + 0.5 - middle_y;
            let dx = 0.5 - middle_x;
            let from_x = ((dx * cos + dy * sin + middle_x - 0.5) * one) as i64;
            let from_y = ((-dx * sin + dy * cos + middle_y - 0.5) * one) as i64;
            self.sample_along(row, (from_x, from_y), step);
        }
        out
    }

    /// Fills `out` with pixels taken along a line, `start` and `step` in 65,536ths of a pixel. The line is all but
    /// level, so it stays between two rows and beside its own columns for long runs, and those are plain loops.
    fn sample_along(&self, out: &mut [u8], start: (i64, i64), step: (i64, i64)) {
        let (last_x, last_y) = ((self.width as i64 - 1) << 16, (self.height as i64 - 1) << 16);
        let (mut from_x, mut from_y) = start;
        let mut x = 0;
        while x < out.len() {
            if from_x < 0 || from_y < 0 || from_x >= last_x || from_y >= last_y {
                (x, from_x, from_y) = (x + 1, from_x + step.0, from_y + step.1);
                continue;
            }
            let (fx, fy) = (from_x & 0xffff, from_y & 0xffff);
            let same_rows = match step.1 {
                0 => i64::MAX,
                down if down > 0 => (0xffff - fy) / down + 1,
                up => fy / -up + 1,
            };
            let drift = step.0 - (1 << 16);
            let same_columns = match drift {
                0 => i64::MAX,
                slower if slower < 0 => fx / -slower + 1,
                faster => (0xffff - fx) / faster + 1,
            };
            let inside = ((last_x - from_x) >> 16).max(1);
            let run = same_rows.min(same_columns).min(inside).min((out.len() - x) as i64);
            let at = (from_y >> 16) as usize * self.width + (from_x >> 16) as usize;
            let length = run as usize;
            let (above, below) = (&self.data[at..], &self.data[at + self.width..]);
            let (mut fx, mut fy) = (fx as u16, fy as u16);
            let pixels = above.windows(2).zip(below.windows(2)).zip(&mut out[x..x + length]);
            for ((above, below), pixel) in pixels {
                let (right, down) = (fx >> 8, fy >> 8);
                let blend =
                    |two: &[u8]| (u16::from(two[0]) * (256 - right) + u16::from(two[1]) * right + 128) >> 8;
                *pixel = ((blend(above) * (256 - down) + blend(below) * down + 128) >> 8) as u8;
                fx = fx.wrapping_add(drift as u16);
                fy = fy.wrapping_add(step.1 as u16);
            }
            (x, from_x, from_y) = (x + length, from_x + run * step.0, from_y + run * step.1);
        }
    }

    pub fn padded(&self, pad: usize) -> Grey {
        let mut out = Grey::white(self.width + 2 * pad, self.height + 2 * pad);
        for (y, row) in self.rows().enumerate() {
            let start = (y + pad) * out.width + pad;
            out.data[start..start + self.width].copy_from_slice(row);
        }
        out
    }

    /// Ink grown by a pixel all round and shrunk again: dots a gap of two pixels apart become a stroke.
    pub fn closed3(&self) -> Grey {
        self.extremes3(u8::min).extremes3(u8::max)
    }

    /// Of every pixel and its eight neighbours the one that `pick` picks; the outermost pixels stay.
    fn extremes3(&self, pick: impl Fn(u8, u8) -> u8) -> Grey {
        let mut out = self.clone();
        if self.width < 3 || self.height < 3 {
            return out;
        }
        let mut column = vec![0u8; self.width];
        for y in 1..self.height - 1 {
            let (above, here, below) = (self.row(y - 1), self.row(y), self.row(y + 1));
            for (((out, &one), &two), &three) in column.iter_mut().zip(above).zip(here).zip(below) {
                *out = pick(pick(one, two), three);
            }
            let row = &mut out.data[y * self.width + 1..(y + 1) * self.width - 1];
            for (out, three) in row.iter_mut().zip(column.windows(3)) {
                *out = pick(pick(three[0], three[1]), three[2]);
            }
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
        // Each column sorted once and used three times.
        let (mut lows, mut middles, mut highs) =
            (vec![0u8; self.width], vec![0u8; self.width], vec![0u8; self.width]);
        for y in 1..self.height - 1 {
            let rows = self.row(y - 1).iter().zip(self.row(y)).zip(self.row(y + 1));
            let columns = lows.iter_mut().zip(&mut middles).zip(&mut highs);
            for (((low, middle), high), ((&above, &here), &below)) in columns.zip(rows) {
                let (least, more) = sort(above, here);
                let (rest, most) = sort(more, below);
                (*low, *high) = (least.min(rest), most);
                *middle = least.max(rest);
            }
            let row = &mut out.data[y * self.width + 1..(y + 1) * self.width - 1];
            let columns = lows.windows(3).zip(middles.windows(3)).zip(highs.windows(3));
            for (pixel, ((low, mid), high)) in row.iter_mut().zip(columns) {
                let low = low[0].max(low[1]).max(low[2]);
                let high = high[0].min(high[1]).min(high[2]);
                let (first, second) = sort(mid[0], mid[1]);
                let (first, second) = sort(low, first.max(second.min(mid[2])));
                *pixel = first.max(second.min(high));
            }
        }
        out
    }
}

impl Colour {
    /// Mean of `factor` × `factor` blocks; the rest at the right and bottom edge is left out.
    pub fn shrunk(&self, factor: usize) -> Colour {
        if self.width < factor || self.height < factor {
            return self.scaled((self.width / factor).max(1), (self.height / factor).max(1));
        }
        let data = blocks::<3>(&self.data, self.width, (factor, factor));
        Colour { width: self.width / factor, height: self.height / factor, data }
    }

    pub fn scaled(&self, width: usize, height: usize) -> Colour {
        let ratio = (self.width / width).max(self.height / height);
        if ratio >= MOST_RATIO {
            let (grey_width, grey_height) = (self.width.div_ceil(2), self.height.div_ceil(2));
            return self.scaled(grey_width.max(width), grey_height.max(height)).scaled(width, height);
        }
        let data = area::<3>(&self.data, (self.width, self.height), (width, height));
        Colour { width, height, data }
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
