//! Carbon paper and photocopiers: what happens to ink before the paper ages.
//! Knows pixels only.

use super::chance::Wear;
use super::noise::{Clouds, Grain};
use super::sheet::Pixels;
use crate::paper::{Page, Rng};

pub fn copy(pixels: &mut Pixels, page: &Page, wear: &Wear, rng: &mut Rng) {
    if wear.carbon {
        carbon(pixels, rng);
    }
    for generation in 0..wear.copies {
        photocopy(pixels, generation, rng);
    }
    if wear.copies > 0 {
        edges(pixels, page, rng);
    }
}

/// Soft letters with a halo and a faint smear of carbon over the sheet.
fn carbon(pixels: &mut Pixels, rng: &mut Rng) {
    let mut halo = pixels.clone();
    halo.blur(7, 2);
    pixels.blur(1, 2);
    let strength = rng.float(0.68, 0.9);
    let veil = rng.float(0.2, 0.4);
    let tint = if pixels.channels == 3 { [1.0, 0.98, 0.86] } else { [1.0, 1.0, 1.0] };
    let clouds = Clouds::new(pixels.width, pixels.height, 300.0, rng);
    let mut patch = vec![0.0; pixels.width];
    let channels = pixels.channels;
    for y in 0..pixels.height {
        clouds.row(y, &mut patch);
        let at = y * pixels.width * channels;
        for (x, cloud) in patch.iter().enumerate() {
            for (channel, tint) in tint.iter().take(channels).enumerate() {
                let index = at + x * channels + channel;
                let sharp = 255.0 - f32::from(pixels.data[index]);
                let soft = 255.0 - f32::from(halo.data[index]);
                let dark = sharp * strength * (1.0 + 0.2 * cloud) + soft * veil;
                pixels.data[index] = (255.0 - dark * tint).clamp(0.0, 255.0) as u8;
            }
        }
    }
}

/// One generation: everything grey, softened, pushed to black or white, with toner specks.
fn photocopy(pixels: &mut Pixels, generation: u32, rng: &mut Rng) {
    grey_out(pixels);
    pixels.blur(1, if generation == 0 { 1 } else { 2 });
    let grain = Grain::new(rng);
    let clouds = Clouds::new(pixels.width, pixels.height, 500.0, rng);
    let mut patch = vec![0.0; pixels.width];
    let middle = rng.float(150.0, 205.0);
    let steep = rng.float(1.5, 3.0);
    let floor = rng.float(10.0, 50.0);
    let channels = pixels.channels;
    for y in 0..pixels.height {
        clouds.row(y, &mut patch);
        let noise = grain.row(y, u64::from(generation), pixels.width);
        let at = y * pixels.width * channels;
        for x in 0..pixels.width {
            let value = f32::from(pixels.data[at + x * channels]);
            let wobble = f32::from(noise[x]) * 0.35 + patch[x] * 14.0;
            let pushed = ((value + wobble - middle) * steep + 128.0).clamp(floor, 255.0) as u8;
            pixels.data[at + x * channels..at + (x + 1) * channels].fill(pushed);
        }
    }
    let specks = rng.int(80, 700) as usize * (generation as usize + 1);
    for _ in 0..specks {
        let (x, y) = (rng.index(pixels.width - 4), rng.index(pixels.height - 4));
        let size = 1 + rng.weighted(&[6.0, 3.0, 1.0]);
        let dark = rng.float(20.0, 140.0) as u8;
        for row in y..y + size {
            for column in x..x + size {
                let index = (row * pixels.width + column) * channels;
                pixels.data[index..index + channels].fill(dark);
            }
        }
    }
}

fn grey_out(pixels: &mut Pixels) {
    if pixels.channels == 1 {
        return;
    }
    for pixel in pixels.data.chunks_exact_mut(3) {
        let value = super::sheet::luma(pixel);
        pixel.fill(value);
    }
}

/// Black borders where the lid was open.
fn edges(pixels: &mut Pixels, page: &Page, rng: &mut Rng) {
    if !rng.chance(0.6) {
        return;
    }
    let channels = pixels.channels;
    let side = rng.index(4);
    let reach = rng.float(18.0, 80.0).min(page.w() * 0.03);
    let lean = rng.float(-0.012, 0.012);
    for y in 0..pixels.height {
        for x in 0..pixels.width {
            let along = if side < 2 { y as f32 } else { x as f32 };
            let from = match side {
                0 => x as f32,
                1 => (pixels.width - x) as f32,
                2 => y as f32,
                _ => (pixels.height - y) as f32,
            };
            let border = reach + lean * along;
            if from < border + 12.0 {
                let keep = ((from - border) / 12.0).clamp(0.0, 1.0);
                let index = (y * pixels.width + x) * channels;
                for value in &mut pixels.data[index..index + channels] {
                    *value = (f32::from(*value) * (0.12 + 0.88 * keep)) as u8;
                }
            } else if side < 2 && from > border + 12.0 && side == 0 {
                break;
            }
        }
    }
}
