//! What a page is beside its text: blank or not, its look as a hash, its quality. Pure functions on pixels.

pub(crate) mod grain;
pub(crate) mod pitch;
pub(crate) mod separator;

use crate::pixels::ink::{Ink, Piece};
use crate::pixels::{Grey, Raster};

/// Sizes of the pieces of ink on an evened page.
pub(crate) struct Census {
    /// How many pieces have a letter's size; joined writing counts by its width.
    pub letters: u32,
    /// Median height of those, pixels.
    pub letter_height: f32,
    /// Specks per square centimetre.
    pub specks: f32,
    pub ink_share: f32,
}

const MOST_PIECES: usize = 400_000;

pub(crate) fn census(even: &Grey, dpi: f32) -> (Census, Ink) {
    let ink = Ink::darker_than(even, 128);
    let pieces = ink.pieces(MOST_PIECES);
    let millimetre = dpi / 25.4;
    let speck = (0.25 * millimetre).max(1.5);
    let mut letters = 0;
    let mut specks = 0;
    let mut heights = Vec::new();
    for piece in &pieces {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        if width <= speck && height <= speck {
            specks += 1;
        } else if is_letter(piece, millimetre) {
            letters += (width / (2.0 * height)).ceil().clamp(1.0, 8.0) as u32;
            heights.push(piece.height());
        }
    }
    heights.sort_unstable();
    let area = even.data.len() as f32 / (millimetre * 10.0).powi(2);
    let census = Census {
        letters,
        letter_height: heights.get(heights.len() / 2).copied().unwrap_or(0) as f32,
        specks: specks as f32 / area.max(0.1),
        ink_share: ink.share(),
    };
    (census, ink)
}

/// Pieces of a letter's size that stand out of their surroundings, however pale they are.
pub(crate) fn pale_letters(even: &Grey, dpi: f32) -> usize {
    let millimetre = dpi / 25.4;
    let ink = Ink::standing_out(even, millimetre, Ink::DARKER);
    ink.pieces(MOST_PIECES).iter().filter(|piece| is_letter(piece, millimetre)).count()
}

/// Between 0.9 and 9 mm high, not a bar, not a solid disk (a punch hole, a blot).
pub(crate) fn is_letter(piece: &Piece, millimetre: f32) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    let fits = height >= 0.9 * millimetre && height <= 9.0 * millimetre && width <= 60.0 * millimetre;
    let filled = piece.area as f32 / (width * height);
    let solid = filled > 0.7 && width > 3.0 * millimetre && height > 3.0 * millimetre;
    fits && width >= 0.25 * millimetre && width / height < 15.0 && !solid
}

/// Roughness of the paper: mean step from a pixel to the mean of its neighbours where there is no ink.
pub(crate) fn roughness(even: &Grey) -> f32 {
    let (mut sum, mut count) = (0u64, 1u64);
    for y in (1..even.height.saturating_sub(1)).step_by(5) {
        let row = even.row(y);
        let (mut steps, mut paper) = (0u32, 0u32);
        for three in row.windows(3) {
            let around = (u16::from(three[0]) + u16::from(three[2])) / 2;
            let here = u16::from(three[1]);
            let counts = u32::from(here > 150) & u32::from(around > 150);
            steps += counts * u32::from(here.abs_diff(around));
            paper += counts;
        }
        sum += u64::from(steps);
        count += u64::from(paper);
    }
    sum as f32 / count as f32
}

/// Mean squared Laplacian over ink, and paper minus ink from 0 to 1.
pub(crate) fn sharpness_and_contrast(grey: &Grey, ink: &Ink, paper: u8) -> (f32, f32) {
    let (mut squares, mut dark, mut count) = (0f64, 0u64, 0u64);
    for y in (1..grey.height.saturating_sub(1)).step_by(3) {
        let (above, row, below, inked) = (grey.row(y - 1), grey.row(y), grey.row(y + 1), ink.row(y));
        for x in 1..grey.width.saturating_sub(1) {
            if inked[x] == 1 {
                let around =
                    i32::from(above[x]) + i32::from(below[x]) + i32::from(row[x - 1]) + i32::from(row[x + 1]);
                squares += f64::from(4 * i32::from(row[x]) - around).powi(2);
                dark += u64::from(row[x]);
                count += 1;
            }
        }
    }
    if count == 0 {
        return (0.0, 0.0);
    }
    let ink_level = dark as f32 / count as f32;
    ((squares / count as f64) as f32, ((f32::from(paper) - ink_level) / 255.0).max(0.0))
}

/// A 64-bit hash of how the page looks: low frequencies of a 32 × 32 copy against their median.
pub(crate) fn perceptual_hash(upright: &Raster) -> u64 {
    let grey = match upright {
        Raster::Bitonal(grey) | Raster::Grey(grey) => grey,
        // So coarse a look needs a part of the rows only.
        Raster::Colour(colour) => &colour.thinned(4),
    };
    let small = grey.scaled(32.min(grey.width), 32.min(grey.height)).stretched_to(32);
    let wave = |place: usize, times: usize| {
        (std::f64::consts::PI * (2 * place + 1) as f64 * times as f64 / 64.0).cos()
    };
    let waves: Vec<[f64; 32]> = (0..8).map(|times| std::array::from_fn(|place| wave(place, times))).collect();
    let mut strengths = Vec::with_capacity(64);
    for down in &waves {
        for across in &waves {
            let rows = small.chunks_exact(32).zip(down);
            let along = |row: &[u8]| -> f64 {
                row.iter().zip(across).map(|(&pixel, wave)| f64::from(pixel) * wave).sum()
            };
            strengths.push(rows.map(|(row, wave)| wave * along(row)).sum::<f64>());
        }
    }
    let mut sorted = strengths[1..].to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    strengths
        .iter()
        .enumerate()
        .fold(0, |hash, (bit, &strength)| hash | (u64::from(strength > median) << bit))
}

impl Grey {
    /// The picture on a square of `side`, pixels repeated where it is smaller.
    fn stretched_to(&self, side: usize) -> Vec<u8> {
        let at = |x: usize, y: usize| self.data[y * self.height / side * self.width + x * self.width / side];
        (0..side * side).map(|place| at(place % side, place / side)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_letters_are_counted_on_paper_that_looks_empty() {
        let mut grey = Grey::white(1000, 800);
        for y in 0..800 {
            for x in 0..1000 {
                if y % 60 < 24 && x % 40 < 16 && x % 8 < 5 {
                    grey.data[y * 1000 + x] = 190;
                }
            }
        }
        assert_eq!(census(&grey, 250.0).0.letters, 0);
        assert!(pale_letters(&grey, 250.0) > 200, "{} letters", pale_letters(&grey, 250.0));
        assert_eq!(pale_letters(&Grey::white(1000, 800), 250.0), 0);
    }
}
