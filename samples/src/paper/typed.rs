//! A typewriter at work: letters off by a hair, an uneven strike, the weave of the ribbon.
//! Knows pens and pages.

use super::curve::{Affine, Coverage};
use super::font::glyph;
use super::page::Page;
use super::pen::{Machine, Pen};

/// The weave of a ribbon: a cheap value from 0 to 1 that is the same at the same place.
fn weave(x: i32, y: i32, salt: u32) -> f32 {
    let mut word = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77) ^ salt;
    word ^= word >> 15;
    word = word.wrapping_mul(0x2c1b_3c6d);
    word ^= word >> 13;
    (word & 0xffff) as f32 / 65_535.0
}

/// A coarse and a fine grain together.
pub(super) fn grain(x: i32, y: i32, salt: u32) -> f32 {
    let coarse = weave(x >> 2, y >> 2, salt);
    let middle = weave(x >> 1, y >> 1, salt ^ 0x51);
    let fine = weave(x, y, salt ^ 0xa3);
    0.45 * coarse + 0.35 * middle + 0.2 * fine
}

pub(super) fn strike(
    page: &mut Page,
    x: f32,
    y: f32,
    pen: &Pen,
    machine: &Machine,
    text: &str,
    wide: f32,
) -> f32 {
    let mut x = x;
    let salt = page.rng.next_u64() as u32;
    let mut force = page.rng.float(0.9, 1.05);
    let cell = machine.pitch + pen.spacing;
    for letter in text.chars() {
        if letter != ' ' {
            let [dx, dy, angle, habit] = machine.habit(letter);
            force = (force + page.rng.normal() * 0.06).clamp(0.72, 1.15);
            let outline = glyph(machine.face, letter);
            // A letter wider than its cell is squeezed, a narrow one stands in the middle.
            let squeeze = if outline.advance * pen.size > cell * 1.12 {
                cell / (outline.advance * pen.size)
            } else {
                1.0
            };
            let centre = (cell - outline.advance * pen.size * squeeze) / 2.0;
            let dx = dx + centre + page.rng.normal() * 0.35 * machine.worn;
            let dy = dy + page.rng.normal() * 0.5 * machine.worn;
            let place = Affine::letter(x + dx, y + dy, pen.size * squeeze, pen.size, 0.0, angle);
            if let Some(mut coverage) = Coverage::of(&outline.curves, &place) {
                let strength = (machine.ribbon * force * habit).clamp(0.18, 1.0);
                coverage.bleed(1.15 + 0.5 * strength);
                let holes = 0.12 + 0.45 * (1.0 - strength);
                // One side of the type often strikes harder than the other.
                let lean = page.rng.normal() * 0.12 * machine.worn;
                for row in 0..coverage.height {
                    for column in 0..coverage.width {
                        let at = row * coverage.width + column;
                        let value = coverage.values[at];
                        if value <= 0.003 {
                            continue;
                        }
                        let texture = grain(coverage.x + column as i32, coverage.y + row as i32, salt);
                        let side = 1.0 + lean * (column as f32 / coverage.width as f32 - 0.5) * 2.0;
                        let ink = value * side * (1.0 - holes * texture * 1.6).clamp(0.12, 1.0);
                        coverage.values[at] = ink.clamp(0.0, 1.0) * (0.45 + 0.55 * strength);
                    }
                }
                page.put(&coverage, pen.ink, 1.0);
            }
        }
        x += cell + if letter == ' ' { wide } else { 0.0 };
    }
    x
}
