//! How worn a page is: drawn once for each page from its quality class.
//! Knows nothing of pixels.

use super::sheet::Colour;
use crate::paper::{Copy, Page, Rng, Stock};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    Clean,
    Normal,
    Poor,
}

impl Quality {
    pub fn word(self) -> &'static str {
        match self {
            Quality::Clean => "clean",
            Quality::Normal => "normal",
            Quality::Poor => "poor",
        }
    }
}

/// The wear of one page. Strengths run from 0, nothing, to 1.
#[derive(Clone, Debug)]
pub struct Wear {
    pub quality: Quality,
    pub colour: Colour,
    pub dpi: u32,
    /// Degrees.
    pub skew: f32,
    /// Quarter turns clockwise.
    pub turn: u32,
    /// How much of the ink is left.
    pub ink: f32,
    /// Yellowing and stains.
    pub age: f32,
    pub grain: f32,
    pub show_through: f32,
    pub folds: u32,
    pub tape: bool,
    /// Photocopiers passed; 0 for an original.
    pub copies: u32,
    pub carbon: bool,
    pub uneven_light: f32,
    pub noise: f32,
    pub dust: u32,
    pub streaks: u32,
    pub blur: f32,
    /// Millimetres of scanner bed seen around the sheet.
    pub bed: f32,
    /// How black the bed is.
    pub bed_dark: bool,
    /// Shadow where the sheet is sewn into the case, or in the middle of a spread.
    pub gutter: f32,
    /// Quality of the JPEG the scanner writes.
    pub jpeg: u8,
}

impl Wear {
    pub fn draw(page: &Page, quality: Quality, colour: Colour, dpi: u32, rng: &mut Rng) -> Wear {
        let old = ((2005 - page.year) as f32 / 50.0).clamp(0.0, 1.0);
        let small = page.width < 2000;
        let mut wear = match quality {
            Quality::Clean => Wear {
                quality,
                colour,
                dpi,
                skew: rng.normal() * 0.2,
                turn: 0,
                ink: rng.float(0.93, 1.0),
                age: old * rng.float(0.1, 0.4),
                grain: rng.float(0.15, 0.4),
                show_through: if rng.chance(0.25) { rng.float(0.01, 0.03) } else { 0.0 },
                folds: u32::from(rng.chance(0.1)),
                tape: false,
                copies: 0,
                carbon: false,
                uneven_light: rng.float(0.0, 0.15),
                noise: rng.float(0.1, 0.3),
                dust: rng.int(0, 10) as u32,
                streaks: 0,
                blur: rng.float(0.0, 0.3),
                bed: 0.0,
                bed_dark: false,
                gutter: 0.0,
                jpeg: rng.int(78, 90) as u8,
            },
            Quality::Normal => Wear {
                quality,
                colour,
                dpi,
                skew: (rng.normal() * 0.7).clamp(-1.6, 1.6),
                turn: 0,
                ink: rng.float(0.72, 0.96),
                age: old * rng.float(0.3, 0.8),
                grain: rng.float(0.3, 0.7),
                show_through: if rng.chance(0.55) { rng.float(0.02, 0.07) } else { 0.0 },
                folds: rng.weighted(&[5.0, 2.0, 1.0, 0.5]) as u32,
                tape: rng.chance(0.025),
                copies: 0,
                carbon: false,
                uneven_light: rng.float(0.1, 0.45),
                noise: rng.float(0.25, 0.6),
                dust: rng.int(5, 60) as u32,
                streaks: u32::from(rng.chance(0.12)),
                blur: rng.float(0.2, 0.6),
                bed: if rng.chance(0.25) { rng.float(1.0, 5.0) } else { 0.0 },
                bed_dark: rng.chance(0.5),
                gutter: if rng.chance(0.3) { rng.float(0.2, 0.5) } else { 0.0 },
                jpeg: rng.int(60, 82) as u8,
            },
            Quality::Poor => Wear {
                quality,
                colour,
                dpi,
                skew: (rng.normal() * 1.2).clamp(-2.6, 2.6),
                turn: 0,
                ink: rng.float(0.42, 0.78),
                age: (0.25 + 0.75 * old) * rng.float(0.6, 1.0),
                grain: rng.float(0.5, 1.0),
                show_through: if rng.chance(0.75) { rng.float(0.05, 0.16) } else { 0.0 },
                folds: rng.int(0, 4) as u32,
                tape: rng.chance(0.09),
                copies: 0,
                carbon: false,
                uneven_light: rng.float(0.3, 0.9),
                noise: rng.float(0.5, 1.0),
                dust: rng.int(40, 260) as u32,
                streaks: rng.weighted(&[5.0, 2.0, 1.0]) as u32,
                blur: rng.float(0.4, 1.0),
                bed: if rng.chance(0.5) { rng.float(1.0, 8.0) } else { 0.0 },
                bed_dark: rng.chance(0.7),
                gutter: if rng.chance(0.5) { rng.float(0.3, 0.8) } else { 0.0 },
                jpeg: rng.int(34, 58) as u8,
            },
        };
        match page.copy {
            Copy::Original => {}
            Copy::Carbon => wear.carbon = true,
            Copy::Photocopy(times) => wear.copies = u32::from(times.max(1)),
        }
        if quality == Quality::Poor && wear.copies == 0 && rng.chance(0.25) {
            wear.copies = rng.int(1, 3) as u32;
        } else if quality == Quality::Poor && wear.copies > 0 && rng.chance(0.5) {
            wear.copies += 1;
        }
        if wear.copies > 0 {
            // Toner is black on new white paper; what was lost was lost on the way.
            wear.ink = wear.ink.max(0.8);
            wear.age *= 0.25;
            wear.show_through *= 0.3;
        }
        if small && quality != Quality::Clean && wear.bed == 0.0 && rng.chance(0.6) {
            wear.bed = rng.float(4.0, 18.0);
        }
        if page.stock == Stock::Card {
            wear.show_through = 0.0;
            wear.folds = wear.folds.min(1);
        }
        if page.stock == Stock::Onion {
            wear.show_through = (wear.show_through * 2.0).min(0.2);
        }
        wear
    }
}
