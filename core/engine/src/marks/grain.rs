//! The grain of a scan: specks, and the roughness of its paper. Both vanish when a page is reduced, so they are
//! taken from the scan's own pixels, on some bands of it.

use crate::pixels::Grey;
use crate::pixels::ink::Ink;

/// A band of so many rows in each so many.
const BAND: usize = 32;
const EACH: usize = 256;
const MOST_PIECES: usize = 50_000;
/// What counts as ink is stretched to black as the whole page is; paler ink is left pale.
const LIGHTEST_INK: u32 = 175;
const WHITE: u32 = 245;
/// Mean step between neighbours, and specks on a square centimetre, of a noisy page.
const ROUGH: f32 = 9.0;
const SPECKLED: f32 = 4.0;

pub(crate) struct Grain {
    /// Specks per square centimetre.
    pub specks: f32,
    /// Mean step from a pixel of paper to the mean of its neighbours, on the evened page.
    pub roughness: f32,
}

impl Grain {
    pub fn is_noisy(&self) -> bool {
        self.roughness > ROUGH || self.specks > SPECKLED
    }

    pub fn of(scan: &Grey, dpi: f32) -> Self {
        let tops = (EACH / 2..scan.height.saturating_sub(BAND)).step_by(EACH);
        let mut bands: Vec<Grey> = tops.map(|top| scan.band(top, top + BAND)).collect();
        if bands.is_empty() {
            bands.push(scan.clone());
        }
        let low = darkest(&bands);
        let millimetre = dpi / 25.4;
        let speck = (0.25 * millimetre).max(1.5);
        let (mut specks, mut rough, mut pixels) = (0usize, 0.0, 0);
        for band in &mut bands {
            stretch(band, low);
            rough += super::roughness(band) * band.data.len() as f32;
            pixels += band.data.len();
            let pieces = Ink::darker_than(band, 128).pieces(MOST_PIECES);
            // What touches an edge of the band may be the end of a letter.
            let inside = pieces.iter().filter(|piece| piece.top > 0 && (piece.bottom as usize) < band.height);
            specks += inside
                .filter(|piece| piece.width() as f32 <= speck && piece.height() as f32 <= speck)
                .count();
        }
        let area = pixels as f32 / (millimetre * 10.0).powi(2);
        Self { specks: specks as f32 / area.max(0.1), roughness: rough / pixels.max(1) as f32 }
    }
}

/// The paper of a band: the brightness most of it has.
fn paper(band: &Grey) -> u32 {
    let mut sample: Vec<u8> = band.data.iter().step_by(61).copied().collect();
    sample.sort_unstable();
    u32::from(sample.get(sample.len() / 2).copied().unwrap_or(255).max(8))
}

/// The darkest seven in a thousand against their paper.
fn darkest(bands: &[Grey]) -> u32 {
    let mut against: Vec<u32> = Vec::new();
    for band in bands {
        let paper = paper(band);
        against.extend(band.data.iter().step_by(13).map(|&pixel| u32::from(pixel) * 255 / paper));
    }
    let rank = against.len() * 7 / 1000;
    if against.is_empty() { 0 } else { *against.select_nth_unstable(rank).1 }
}

fn stretch(band: &mut Grey, low: u32) {
    let (paper, low) = (paper(band), low.min(LIGHTEST_INK));
    let curve: [u8; 256] = std::array::from_fn(|value| {
        let above = (value as u32 * 255 / paper).saturating_sub(low);
        (above * 255 / (WHITE - low)).min(255) as u8
    });
    band.data.iter_mut().for_each(|pixel| *pixel = curve[usize::from(*pixel)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specks_are_counted_and_letters_are_not() {
        // 10 x 10 cm at 300 dpi; letters everywhere, one speck in each square of 100 pixels.
        let side = 1181;
        let mut clean = Grey { width: side, height: side, data: vec![200; side * side] };
        for y in 0..side {
            for x in 0..side {
                if y % 60 < 30 && x % 40 < 20 {
                    clean.data[y * side + x] = 40;
                }
            }
        }
        let mut dirty = clean.clone();
        for y in (0..side).step_by(20) {
            for x in (30..side).step_by(40) {
                dirty.data[y * side + x] = 30;
            }
        }
        let (clean, dirty) = (Grain::of(&clean, 300.0), Grain::of(&dirty, 300.0));
        assert!(!clean.is_noisy() && clean.specks < 0.1, "{} specks", clean.specks);
        assert!(dirty.is_noisy() && dirty.specks > 10.0, "{} specks", dirty.specks);
    }
}
