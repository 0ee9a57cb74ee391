//! The sheet on the scanner: askew, unevenly lit, dusty, then sampled at the chosen resolution and colour.
//! Knows pixels only.

use std::f32::consts::TAU;

use super::chance::{Quality, Wear};
use super::noise::Grain;
use super::sheet::{Colour, Pixels, Sheet, Word};
use crate::paper::{Page, Rect, Rng, mm};

/// From the scan to the paper.
struct Placing {
    cos: f32,
    sin: f32,
    scale: f32,
    /// Middles of scan and paper.
    scan: (f32, f32),
    paper: (f32, f32),
}

impl Placing {
    fn back(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = ((x - self.scan.0) * self.scale, (y - self.scan.1) * self.scale);
        (dx * self.cos + dy * self.sin + self.paper.0, dy * self.cos - dx * self.sin + self.paper.1)
    }

    fn forth(&self, x: f32, y: f32) -> (f32, f32) {
        let (dx, dy) = ((x - self.paper.0) / self.scale, (y - self.paper.1) / self.scale);
        (dx * self.cos - dy * self.sin + self.scan.0, dy * self.cos + dx * self.sin + self.scan.1)
    }

    fn rect(&self, place: &Rect) -> Rect {
        let (mut left, mut top, mut right, mut bottom) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for (x, y) in [
            (place.x, place.y),
            (place.right(), place.y),
            (place.x, place.bottom()),
            (place.right(), place.bottom()),
        ] {
            let (x, y) = self.forth(x, y);
            left = left.min(x);
            right = right.max(x);
            top = top.min(y);
            bottom = bottom.max(y);
        }
        Rect { x: left, y: top, w: right - left, h: bottom - top }
    }
}

pub fn scan(mut pixels: Pixels, page: &Page, wear: &Wear, rng: &mut Rng) -> Sheet {
    if wear.blur > 0.35 {
        pixels.blur(1, if wear.blur > 0.8 { 2 } else { 1 });
    }
    let scale = 300.0 / wear.dpi as f32;
    let margin = mm(wear.bed) * 2.0;
    let width = ((pixels.width as f32 + margin) / scale).round() as usize;
    let height = ((pixels.height as f32 + margin) / scale).round() as usize;
    let angle = wear.skew.to_radians();
    let shift = margin * 0.2;
    let placing = Placing {
        cos: angle.cos(),
        sin: angle.sin(),
        scale,
        scan: (width as f32 / 2.0, height as f32 / 2.0),
        paper: (
            pixels.width as f32 / 2.0 + rng.float(-shift, shift),
            pixels.height as f32 / 2.0 + rng.float(-shift, shift),
        ),
    };
    let mut data = sample(&pixels, &placing, page, wear, (width, height), rng);
    let channels = pixels.channels;
    dust(&mut data, width, height, channels, wear, rng);
    let mut sheet = Sheet {
        width,
        height,
        colour: wear.colour,
        dpi: wear.dpi,
        jpeg: wear.jpeg,
        data,
        words: Vec::new(),
        cells: Vec::new(),
        skew: wear.skew,
        rotation: 0,
    };
    for block in &page.blocks {
        sheet.words.push(Word {
            text: block.text.clone(),
            script: block.script,
            place: placing.rect(&block.place),
            region: block.region,
        });
    }
    for grid in &page.grids {
        sheet.cells.push(grid.cells().iter().map(|cell| placing.rect(&grid.place(cell))).collect());
    }
    if wear.colour == Colour::Bitonal {
        threshold(&mut sheet, wear, rng);
    }
    sheet
}

fn sample(
    pixels: &Pixels,
    placing: &Placing,
    page: &Page,
    wear: &Wear,
    size: (usize, usize),
    rng: &mut Rng,
) -> Vec<u8> {
    let (width, height) = size;
    let channels = pixels.channels;
    let grain = Grain::new(rng);
    let bed = if wear.bed_dark { [34.0, 34.0, 36.0] } else { [244.0, 244.0, 243.0] };
    let tilt =
        (rng.float(-1.0, 1.0) * wear.uneven_light * 0.12, rng.float(-1.0, 1.0) * wear.uneven_light * 0.12);
    let spread = page.spread;
    let gutter_at = if spread { pixels.width as f32 / 2.0 } else { 0.0 };
    let gutter_reach = mm(if spread { 7.0 } else { 12.0 });
    let gutter = if spread { wear.gutter.max(0.3) } else { wear.gutter };
    let streaks: Vec<(usize, f32)> =
        (0..wear.streaks).map(|_| (rng.index(width), rng.float(-26.0, 20.0))).collect();
    let noise = 1.0 + 9.0 * wear.noise;
    // A good scanner lifts paper towards white; a tired one leaves it grey.
    let gain = match wear.quality {
        Quality::Clean => 1.015,
        Quality::Normal => 1.0,
        Quality::Poor => 0.97 - 0.08 * wear.uneven_light,
    };
    let mut light = vec![0.0_f32; width];
    for (x, value) in light.iter_mut().enumerate() {
        *value = gain + tilt.0 * (x as f32 / width as f32 - 0.5);
    }
    let mut offset = vec![0.0_f32; width];
    for (at, strength) in &streaks {
        offset[*at] += strength;
        offset[(*at + 1).min(width - 1)] += strength * 0.6;
    }
    let (inner_width, inner_height) = (pixels.width as f32 - 1.0, pixels.height as f32 - 1.0);
    let mut data = vec![0_u8; width * height * channels];
    let whole = placing.scale == 1.0;
    for y in 0..height {
        let row = &mut data[y * width * channels..(y + 1) * width * channels];
        let fine = grain.row(y, 3, width);
        let lit = tilt.1 * (y as f32 / height as f32 - 0.5);
        let (mut u, mut v) = placing.back(0.5, y as f32 + 0.5);
        let (du, dv) = (placing.cos * placing.scale, -placing.sin * placing.scale);
        for x in 0..width {
            let (px, py) = (u - 0.5, v - 0.5);
            u += du;
            v += dv;
            let speck = f32::from(fine[x]) / 32.0 * noise * 0.6 + offset[x];
            if px < 0.0 || py < 0.0 || px >= inner_width || py >= inner_height {
                // The sheet throws a narrow shadow on the bed.
                let off = (-px).max(-py).max(px - inner_width).max(py - inner_height);
                let shadow = 1.0 - 0.35 * (-off / 14.0).exp();
                for channel in 0..channels {
                    row[x * channels + channel] =
                        (bed[channel] * shadow + speck * 0.5).clamp(0.0, 255.0) as u8;
                }
                continue;
            }
            let (column, line) = (px as usize, py as usize);
            let (fx, fy) = (px - column as f32, py - line as f32);
            let at = (line * pixels.width + column) * channels;
            let below = at + pixels.width * channels;
            let mut bright = light[x] + lit;
            if gutter > 0.0 {
                let off = (px - gutter_at) / gutter_reach;
                if off.abs() < 3.0 {
                    bright *= 1.0 - 0.75 * gutter * (-off * off * 1.6).exp();
                }
            }
            for channel in 0..channels {
                let pick = |index: usize| f32::from(pixels.data[index + channel]);
                let top = pick(at) * (1.0 - fx) + pick(at + channels) * fx;
                let bottom = pick(below) * (1.0 - fx) + pick(below + channels) * fx;
                let mut value = top * (1.0 - fy) + bottom * fy;
                if !whole && line + 1 < pixels.height - 1 {
                    // Larger steps: take a neighbour in too, lest thin strokes break.
                    let next = below + (pixels.width + 1) * channels;
                    if next + channel < pixels.data.len() {
                        value = value * 0.8 + pick(next) * 0.2;
                    }
                }
                row[x * channels + channel] = (value * bright + speck).clamp(0.0, 255.0) as u8;
            }
        }
    }
    data
}

/// Specks and hairs on the glass.
fn dust(data: &mut [u8], width: usize, height: usize, channels: usize, wear: &Wear, rng: &mut Rng) {
    let mut dab = |x: i64, y: i64, keep: f32| {
        if x >= 0 && y >= 0 && x < width as i64 && y < height as i64 {
            let at = (y as usize * width + x as usize) * channels;
            for value in &mut data[at..at + channels] {
                *value = (f32::from(*value) * keep) as u8;
            }
        }
    };
    for _ in 0..wear.dust {
        let (x, y) = (rng.index(width) as i64, rng.index(height) as i64);
        let keep = rng.float(0.25, 0.8);
        if rng.chance(0.06) {
            let (mut hx, mut hy) = (x as f32, y as f32);
            let mut angle = rng.float(0.0, TAU);
            for _ in 0..rng.int(15, 90) {
                angle += rng.float(-0.16, 0.16);
                hx += angle.cos();
                hy += angle.sin();
                dab(hx as i64, hy as i64, keep.max(0.5));
            }
            continue;
        }
        let size = 1 + rng.weighted(&[5.0, 3.0, 1.0, 0.4]) as i64;
        for dy in 0..size {
            for dx in 0..size {
                dab(x + dx, y + dy, keep);
            }
        }
    }
}

/// Black or white by the neighbourhood's mean, as the electronics of office scanners do.
fn threshold(sheet: &mut Sheet, wear: &Wear, rng: &mut Rng) {
    let (width, height) = (sheet.width, sheet.height);
    let mut around = Pixels { width, height, channels: 1, data: sheet.data.clone() };
    around.blur(24, 1);
    let fixed = rng.float(120.0, 150.0);
    let local = rng.float(0.82, 0.88) - 0.05 * wear.noise;
    for (value, mean) in sheet.data.iter_mut().zip(&around.data) {
        let limit = (f32::from(*mean) * local).max(fixed * 0.55);
        *value = if f32::from(*value) < limit { 0 } else { 255 };
    }
    // The electronics drop lonely pixels, mostly.
    if wear.quality != Quality::Poor {
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let at = y * width + x;
                if sheet.data[at] == 0
                    && sheet.data[at - 1] == 255
                    && sheet.data[at + 1] == 255
                    && sheet.data[at - width] == 255
                    && sheet.data[at + width] == 255
                {
                    sheet.data[at] = 255;
                }
            }
        }
    }
}
