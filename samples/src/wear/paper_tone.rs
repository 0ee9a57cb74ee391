//! Paper under the ink: its colour, fibres, yellow edges, stains, folds, tape, and the other side shining through.
//! Knows pixels only.

use std::f32::consts::TAU;

use super::chance::Wear;
use super::noise::{Clouds, Grain};
use super::sheet::Pixels;
use crate::paper::{Page, Rng, Stock};

/// Colour of new and of old paper.
fn tones(stock: Stock) -> ([f32; 3], [f32; 3]) {
    match stock {
        Stock::White => ([252.0, 252.0, 250.0], [240.0, 236.0, 224.0]),
        Stock::Cream => ([246.0, 242.0, 230.0], [226.0, 210.0, 176.0]),
        Stock::Newsprint => ([238.0, 234.0, 222.0], [208.0, 188.0, 150.0]),
        Stock::Onion => ([244.0, 240.0, 228.0], [228.0, 214.0, 182.0]),
        Stock::Card => ([206.0, 184.0, 148.0], [184.0, 152.0, 112.0]),
        Stock::Secure => ([232.0, 240.0, 232.0], [222.0, 220.0, 196.0]),
        Stock::Passport => ([238.0, 230.0, 226.0], [222.0, 206.0, 192.0]),
    }
}

/// A fold: where it runs, and how light or dark it is.
struct Fold {
    across: bool,
    at: f32,
    lean: f32,
    dark: f32,
    broken: f32,
}

pub fn age(pixels: &mut Pixels, page: &Page, behind: Option<&Page>, wear: &Wear, rng: &mut Rng) {
    let (width, height, channels) = (pixels.width, pixels.height, pixels.channels);
    let (new, old) = tones(page.stock);
    let mut base = [0.0; 3];
    for (channel, value) in base.iter_mut().enumerate() {
        *value = new[channel] + (old[channel] - new[channel]) * wear.age;
    }
    if wear.copies > 0 && page.stock != Stock::Card {
        base = [250.0, 250.0, 248.0];
    }
    if channels == 1 {
        base[0] = base[0] * 0.3 + base[1] * 0.59 + base[2] * 0.11;
    }
    let ghost = behind.filter(|_| wear.show_through > 0.0).map(|other| Ghost::of(other, width, height));
    let clouds = Clouds::new(width, height, 260.0, rng);
    let fade = Clouds::new(width, height, 420.0, rng);
    let grain = Grain::new(rng);
    let folds = folds(page, wear, rng);
    let across = edge(width, wear, rng);
    let down = edge(height, wear, rng);
    let (mut tone, mut left) = (vec![0.0; width], vec![0.0; width]);
    let fibre = 2.0 + 7.0 * wear.grain;
    let mottle = 0.012 + 0.05 * wear.age;
    let net = matches!(page.stock, Stock::Secure | Stock::Passport) && wear.copies == 0;
    for (y, down) in down.iter().enumerate() {
        clouds.row(y, &mut tone);
        fade.row(y, &mut left);
        let fine = grain.row(y, 0, width);
        let slow = grain.row(y / 3, 1, width);
        let row = &mut pixels.data[y * width * channels..(y + 1) * width * channels];
        for x in 0..width {
            let mut paper = 1.0 + mottle * tone[x] - across[x] - down;
            if net {
                paper -= guilloche(x, y);
            }
            if let Some(ghost) = &ghost {
                paper -= wear.show_through * ghost.dark(x, y);
            }
            for fold in &folds {
                paper += fold.shade(x as f32, y as f32, tone[x]);
            }
            let fibres = (f32::from(fine[x]) * 0.6 + f32::from(slow[x]) * 0.5) / 32.0 * fibre * 0.5;
            let strength = (wear.ink * (1.0 + 0.16 * left[x] * (1.2 - wear.ink))).clamp(0.0, 1.0);
            for channel in 0..channels {
                let ink = 1.0 - (1.0 - f32::from(row[x * channels + channel]) / 255.0) * strength;
                // Edges brown faster in blue than in red.
                let warm = if channel == 2 { paper - 0.35 * (1.0 - paper).max(0.0) } else { paper };
                row[x * channels + channel] = ((base[channel] * warm + fibres) * ink).clamp(0.0, 255.0) as u8;
            }
        }
    }
    stains(pixels, wear, rng);
    if wear.tape {
        tape(pixels, rng);
    }
}

/// Darkening towards the edges of one axis.
fn edge(length: usize, wear: &Wear, rng: &mut Rng) -> Vec<f32> {
    let reach = rng.float(120.0, 420.0);
    let (near, far) = (rng.float(0.3, 1.0) * wear.age * 0.14, rng.float(0.3, 1.0) * wear.age * 0.14);
    let mut dark = Vec::with_capacity(length);
    for at in 0..length {
        let (from, to) = (at as f32 / reach, (length - at) as f32 / reach);
        dark.push(near * (-from * from).exp() + far * (-to * to).exp());
    }
    dark
}

/// A faint net of waves, as on certificates.
fn guilloche(x: usize, y: usize) -> f32 {
    let (u, v) = (x as f32, y as f32);
    let wave = (v / 150.0).sin() * 22.0;
    let first = ((u + wave) / 7.5).sin();
    let second = ((v + (u / 170.0).sin() * 26.0) / 8.5).sin();
    (if first > 0.8 { 0.05 } else { 0.0 }) + (if second > 0.86 { 0.04 } else { 0.0 })
}

fn folds(page: &Page, wear: &Wear, rng: &mut Rng) -> Vec<Fold> {
    let mut folds = Vec::new();
    for index in 0..wear.folds {
        let across = index % 2 == 0;
        let length = if across { page.h() } else { page.w() };
        let place = *rng.pick(&[0.5, 0.5, 0.333, 0.667, 0.25]);
        folds.push(Fold {
            across,
            at: length * (place + rng.float(-0.015, 0.015)),
            lean: rng.float(-0.01, 0.01),
            dark: rng.float(0.05, 0.13) * if wear.copies > 0 { 0.6 } else { 1.0 },
            broken: rng.float(0.0, 0.1),
        });
    }
    folds
}

impl Fold {
    fn shade(&self, x: f32, y: f32, tone: f32) -> f32 {
        let off = if self.across { y - self.at - self.lean * x } else { x - self.at - self.lean * y };
        if off.abs() > 40.0 {
            return 0.0;
        }
        let wobble = tone * 3.0;
        let crease = off + wobble;
        let line = (-crease * crease / 5.0).exp();
        let side = if off > 0.0 { -0.3 } else { 0.22 } * (-off.abs() / 14.0).exp();
        self.dark * (side - line) + self.broken * (-(crease - 3.0).powi(2) / 3.0).exp()
    }
}

/// The other side of the sheet, small, soft and mirrored.
struct Ghost {
    width: usize,
    height: usize,
    dark: Vec<u8>,
    last: usize,
}

impl Ghost {
    const STEP: usize = 4;

    fn of(page: &Page, width: usize, height: usize) -> Ghost {
        let (small_width, small_height) = (page.width / Self::STEP, page.height / Self::STEP);
        let mut dark = Vec::with_capacity(small_width * small_height);
        for y in 0..small_height {
            for x in 0..small_width {
                let mut sum = 0_u32;
                for dy in 0..Self::STEP {
                    let at = ((y * Self::STEP + dy) * page.width + x * Self::STEP) * 3;
                    for dx in 0..Self::STEP {
                        sum += u32::from(page.pixels[at + dx * 3 + 1]);
                    }
                }
                dark.push(255 - (sum / (Self::STEP * Self::STEP) as u32) as u8);
            }
        }
        let mut pixels = Pixels { width: small_width, height: small_height, channels: 1, data: dark };
        pixels.blur(1, 1);
        let last = width.min(page.width).saturating_sub(1);
        Ghost { width: small_width, height: small_height.min(height), dark: pixels.data, last }
    }

    fn dark(&self, x: usize, y: usize) -> f32 {
        let mirrored = (self.last - x.min(self.last)) as f32 / Self::STEP as f32;
        let v = y as f32 / Self::STEP as f32;
        let (column, row) = (mirrored as usize, v as usize);
        if column + 1 >= self.width || row + 1 >= self.height {
            return 0.0;
        }
        let (fx, fy) = (mirrored - column as f32, v - row as f32);
        let at = row * self.width + column;
        let pick = |index: usize| f32::from(self.dark[index]);
        let top = pick(at) * (1.0 - fx) + pick(at + 1) * fx;
        let below = pick(at + self.width) * (1.0 - fx) + pick(at + self.width + 1) * fx;
        (top * (1.0 - fy) + below * fy) / 255.0
    }
}

/// Rings of cups, damp corners, finger marks.
fn stains(pixels: &mut Pixels, wear: &Wear, rng: &mut Rng) {
    let count = if rng.chance(wear.age * 0.6) { rng.int(1, 3) } else { 0 };
    for _ in 0..count {
        let (cx, cy) = (rng.float(0.0, pixels.width as f32), rng.float(0.0, pixels.height as f32));
        let radius = rng.float(50.0, 320.0);
        let dark = rng.float(0.02, 0.09);
        let wobble = rng.float(0.0, TAU);
        let ring = rng.chance(0.4);
        for y in (cy - radius * 1.2).max(0.0) as usize..((cy + radius * 1.2) as usize).min(pixels.height) {
            for x in (cx - radius * 1.2).max(0.0) as usize..((cx + radius * 1.2) as usize).min(pixels.width) {
                let (dx, dy) = (x as f32 - cx, y as f32 - cy);
                let angle = dy.atan2(dx);
                let reach = radius
                    * (1.0 + 0.05 * (2.0 * angle + wobble).sin() + 0.02 * (5.0 * angle - wobble).sin());
                let from = dx.hypot(dy) / reach;
                let rim = (-((from - 0.97) / 0.035).powi(2)).exp();
                let inside = if from < 1.0 && !ring { 0.45 } else { 0.0 };
                let amount = dark * (rim + inside);
                if amount > 0.002 {
                    let at = (y * pixels.width + x) * pixels.channels;
                    for channel in 0..pixels.channels {
                        let warm = 1.0 + 0.5 * channel as f32;
                        let value = &mut pixels.data[at + channel];
                        *value = (f32::from(*value) * (1.0 - amount * warm)) as u8;
                    }
                }
            }
        }
    }
}

/// A strip of yellowed sticky tape along a torn edge or across the middle.
fn tape(pixels: &mut Pixels, rng: &mut Rng) {
    let (width, height) = (pixels.width as f32, pixels.height as f32);
    let wide = rng.float(130.0, 200.0);
    let lean = rng.float(-0.02, 0.02);
    let upright = rng.chance(0.6);
    let (length, across) = if upright { (height, width) } else { (width, height) };
    let at = if rng.chance(0.7) {
        *rng.pick(&[0.0, across - wide]) + rng.float(-60.0, 60.0)
    } else {
        across * 0.5
    };
    let start = length * rng.float(0.0, 0.5);
    let end = (start + length * rng.float(0.2, 0.6)).min(length);
    let clouds = Clouds::new(pixels.width, pixels.height, 90.0, rng);
    let mut patch = vec![0.0; pixels.width];
    for y in 0..pixels.height {
        clouds.row(y, &mut patch);
        for (x, cloud) in patch.iter().enumerate() {
            let (u, v) = if upright { (y as f32, x as f32) } else { (x as f32, y as f32) };
            // The ends are torn by hand.
            let torn = cloud * 18.0;
            let near =
                (v - at - lean * u).min(at + lean * u + wide - v).min(u - start - torn).min(end + torn - u);
            if near < 0.0 {
                continue;
            }
            let shade = if near < 3.0 { 0.88 } else { 0.965 + 0.02 * cloud };
            let index = (y * pixels.width + x) * pixels.channels;
            for channel in 0..pixels.channels {
                let warm = [1.0, 0.975, 0.87][channel];
                let value = &mut pixels.data[index + channel];
                *value = (f32::from(*value) * shade * warm + 4.0).min(255.0) as u8;
            }
        }
    }
}
