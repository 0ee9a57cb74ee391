//! The pixels of a sheet on their way through wear, and the scan that comes out.
//! Knows nothing of file formats.

use crate::paper::{Page, Rect, Script};

/// What the scanner was set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Rgb,
    Grey,
    /// Black and white, one bit.
    Bitonal,
}

/// Interleaved pixels, one or three channels.
#[derive(Clone, Debug)]
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    pub channels: usize,
    pub data: Vec<u8>,
}

pub fn luma(rgb: &[u8]) -> u8 {
    ((u32::from(rgb[0]) * 77 + u32::from(rgb[1]) * 150 + u32::from(rgb[2]) * 29) >> 8) as u8
}

impl Pixels {
    pub fn of(page: &Page, colour: Colour) -> Pixels {
        let (width, height) = (page.width, page.height);
        if colour == Colour::Rgb {
            return Pixels { width, height, channels: 3, data: page.pixels.clone() };
        }
        let mut data = Vec::with_capacity(width * height);
        for pixel in page.pixels.chunks_exact(3) {
            data.push(luma(pixel));
        }
        Pixels { width, height, channels: 1, data }
    }

    /// Box blur of radius `reach` along both axes, `times` times (three is near a Gauss).
    pub fn blur(&mut self, reach: usize, times: usize) {
        for _ in 0..times {
            blur_rows(&mut self.data, self.width, self.channels, reach);
            blur_columns(&mut self.data, self.width * self.channels, self.height, reach);
        }
    }
}

fn blur_rows(data: &mut [u8], width: usize, channels: usize, reach: usize) {
    let window = (2 * reach + 1) as u32;
    let mut line = vec![0_u8; width];
    for row in data.chunks_exact_mut(width * channels) {
        for channel in 0..channels {
            for x in 0..width {
                line[x] = row[x * channels + channel];
            }
            let mut sum = u32::from(line[0]) * (reach as u32 + 1);
            for x in 1..=reach {
                sum += u32::from(line[x.min(width - 1)]);
            }
            for x in 0..width {
                row[x * channels + channel] = (sum / window) as u8;
                sum += u32::from(line[(x + reach + 1).min(width - 1)]);
                sum -= u32::from(line[x.saturating_sub(reach)]);
            }
        }
    }
}

fn blur_columns(data: &mut [u8], stride: usize, height: usize, reach: usize) {
    let window = (2 * reach + 1) as u32;
    let old = data.to_vec();
    let at = |y: usize| &old[y.min(height - 1) * stride..][..stride];
    let mut sums = vec![0_u32; stride];
    for (sum, value) in sums.iter_mut().zip(at(0)) {
        *sum = u32::from(*value) * (reach as u32 + 1);
    }
    for y in 1..=reach {
        for (sum, value) in sums.iter_mut().zip(at(y)) {
            *sum += u32::from(*value);
        }
    }
    for y in 0..height {
        let row = &mut data[y * stride..(y + 1) * stride];
        let (next, last) = (at(y + reach + 1), at(y.saturating_sub(reach)));
        for index in 0..stride {
            row[index] = (sums[index] / window) as u8;
            sums[index] = sums[index] + u32::from(next[index]) - u32::from(last[index]);
        }
    }
}

/// A line of text where it stands on the scan turned upright.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub script: Script,
    pub place: Rect,
    pub region: u32,
}

/// A scan: what the file will hold.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub width: usize,
    pub height: usize,
    pub colour: Colour,
    pub dpi: u32,
    pub jpeg: u8,
    /// Interleaved; bitonal is 0 or 255 in one channel.
    pub data: Vec<u8>,
    /// Text, its places in the scan turned upright.
    pub words: Vec<Word>,
    /// The cells of each ruled table of the page, in its order, in the scan turned upright.
    pub cells: Vec<Vec<Rect>>,
    /// Degrees clockwise the paper lay askew on the glass, seen upright.
    pub skew: f32,
    /// Degrees clockwise.
    pub rotation: u32,
}

impl Sheet {
    pub fn channels(&self) -> usize {
        if self.colour == Colour::Rgb { 3 } else { 1 }
    }

    /// Turns the scan clockwise by quarters; the places of the words stay those of the upright page.
    pub fn turn(&mut self, quarters: u32) {
        let quarters = quarters % 4;
        if quarters == 0 {
            return;
        }
        let channels = self.channels();
        let (width, height) = (self.width, self.height);
        let (new_width, new_height) = if quarters == 2 { (width, height) } else { (height, width) };
        let mut data = vec![0; self.data.len()];
        for y in 0..new_height {
            for x in 0..new_width {
                let (from_x, from_y) = match quarters {
                    1 => (y, height - 1 - x),
                    2 => (width - 1 - x, height - 1 - y),
                    _ => (width - 1 - y, x),
                };
                let from = (from_y * width + from_x) * channels;
                let to = (y * new_width + x) * channels;
                data[to..to + channels].copy_from_slice(&self.data[from..from + channels]);
            }
        }
        self.data = data;
        self.width = new_width;
        self.height = new_height;
        self.rotation = (self.rotation + quarters * 90) % 360;
    }
}
