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
/// Specks of a faded ribbon on a bitonal scan stand this close together (millimetres), dirt does not.
const TOGETHER: f32 = 0.4;
const DOTTED: f32 = 2.0;

#[derive(Clone, Copy)]
pub(crate) struct Grain {
    /// Specks per square centimetre.
    pub specks: f32,
    /// Mean step from a pixel of paper to the mean of its neighbours, on the evened page.
    pub roughness: f32,
    /// Share of the specks that have another beside them: letters that fell to dots.
    pub clustered: f32,
}

impl Grain {
    pub fn is_noisy(&self) -> bool {
        (self.roughness > ROUGH || self.specks > SPECKLED) && !self.is_dotted()
    }

    /// Letters so faint that a scanner of black and white left dots of them: what clears dirt would take them away.
    pub fn is_dotted(&self) -> bool {
        // So many of specks strewn at random have another beside them.
        let by_chance = 1.0 - (-self.specks * (0.2 * TOGETHER).powi(2)).exp();
        self.roughness <= ROUGH && self.specks > DOTTED && self.clustered > (by_chance + 0.2).min(0.97)
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
        let (mut specks, mut together, mut rough, mut pixels) = (0usize, 0usize, 0.0, 0);
        for band in &mut bands {
            stretch(band, low);
            rough += super::roughness(band) * band.data.len() as f32;
            pixels += band.data.len();
            let pieces = Ink::darker_than(band, 128).pieces(MOST_PIECES);
            // What touches an edge of the band may be the end of a letter.
            let inside = pieces.iter().filter(|piece| piece.top > 0 && (piece.bottom as usize) < band.height);
            let mut small: Vec<(f32, f32)> = inside
                .filter(|piece| piece.width() as f32 <= speck && piece.height() as f32 <= speck)
                .map(|piece| (piece.left as f32, piece.top as f32))
                .collect();
            specks += small.len();
            small.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
            together += clustered(&small, TOGETHER * millimetre);
        }
        let area = pixels as f32 / (millimetre * 10.0).powi(2);
        Self {
            specks: specks as f32 / area.max(0.1),
            roughness: rough / pixels.max(1) as f32,
            clustered: together as f32 / specks.max(1) as f32,
        }
    }
}

/// How many of the places, sorted from left to right, have the next ones beside them.
fn clustered(places: &[(f32, f32)], reach: f32) -> usize {
    let near = |place: usize| {
        let (x, y) = places[place];
        let beside = |&(other, down): &(f32, f32)| (other - x).abs() <= reach && (down - y).abs() <= reach;
        let after = places[place + 1..].iter().take_while(|(other, _)| other - x <= reach).any(beside);
        after || places[..place].iter().rev().take_while(|(other, _)| x - other <= reach).any(beside)
    };
    (0..places.len()).filter(|&place| near(place)).count()
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

    #[test]
    fn letters_of_dots_are_no_dirt() {
        let side = 1181;
        let mut faded = Grey { width: side, height: side, data: vec![255; side * side] };
        for y in 0..side {
            for x in 0..side {
                let letter = y % 60 < 30 && x % 40 < 20;
                if letter && x % 3 == 0 && y % 3 == 0 {
                    faded.data[y * side + x] = 0;
                }
            }
        }
        let grain = Grain::of(&faded, 300.0);
        assert!(grain.is_dotted() && !grain.is_noisy(), "{} specks, {}", grain.specks, grain.clustered);
        let mended = faded.closed3();
        assert_eq!(mended.data[side * 10 + 10], 0, "dots become a stroke");
    }
}
