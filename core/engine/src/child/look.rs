//! A page before reading: evened and measured.

use dossier::page::ScanQuality;

use crate::marks::{self, Census};
use crate::pixels::{Grey, Raster};
use crate::prepare::{self, Steps, background};

/// Frames finer than this are brought to [`WORK_DPI`] before anything is measured.
const FINE_DPI: f32 = 340.0;
const WORK_DPI: f32 = 300.0;
/// Fewer pieces of a letter's size are a stray mark on an empty back.
const LEAST_LETTERS: u32 = 8;
/// Smaller frames hold no text.
const LEAST_SIDE: usize = 40;

/// What was seen before reading.
pub(super) struct Look {
    pub even: Grey,
    /// Resolution of `even`.
    pub dpi: f32,
    pub census: Census,
    pub quality: ScanQuality,
    pub surely_blank: bool,
    /// No dark ink: very pale typing, or the other side showing through.
    pub faint: bool,
    pub noisy: bool,
    pub separators: bool,
}

impl Look {
    pub fn doubtful(&self) -> bool {
        self.census.letters < 3 * LEAST_LETTERS
    }
}

/// Evens the page and measures it.
pub(super) fn look(raster: &Raster, dpi: f32, steps: &mut Steps) -> Look {
    let mut grey = raster.to_grey();
    let mut dpi = dpi;
    if dpi > FINE_DPI {
        let factor = WORK_DPI / dpi;
        let to = |pixels: usize| ((pixels as f32 * factor).round() as usize).max(1);
        grey = steps.timed("reduce", || {
            (grey.scaled(to(grey.width), to(grey.height)), format!("{dpi:.0} to {WORK_DPI:.0} dpi"))
        });
        dpi = WORK_DPI;
    }
    let small = grey.width.min(grey.height) < LEAST_SIDE;
    let factor = ((dpi / 37.5).round() as usize).max(2);
    let (border, border_share) = prepare::border(&grey, factor);
    let (mut even, paper, darkest) = if raster.is_bitonal() {
        (grey.clone(), 255, 0)
    } else {
        let even = steps.timed("background", || {
            let even = background::evened(&grey, dpi);
            let detail = format!("paper {}, ink {}", even.paper, even.darkest);
            (even, detail)
        });
        (even.grey, even.paper, even.darkest)
    };
    if border_share > 0.0 {
        steps.timed("border", || {
            prepare::without_border(&mut even, &border, factor);
            ((), format!("{:.1} %", border_share * 100.0))
        });
    }
    let (census, ink) = steps.timed("census", || {
        let (census, ink) = marks::census(&even, dpi);
        let detail = format!("{} letters, {:.0} px", census.letters, census.letter_height);
        ((census, ink), detail)
    });
    let roughness = marks::roughness(&even);
    let (sharpness, contrast) = marks::sharpness_and_contrast(&grey, &ink, paper);
    let noisy = roughness > 9.0 || census.specks > 4.0;
    let surely_blank = small || (census.letters < LEAST_LETTERS && census.ink_share < 0.03);
    let quality = ScanQuality {
        sharpness,
        contrast,
        noise: census.specks,
        skew_degrees: 0.0,
        border: border_share,
        ink: census.ink_share,
        monospaced: false,
        bitonal: raster.is_bitonal(),
    };
    Look { even, dpi, census, quality, surely_blank, faint: darkest > 185, noisy, separators: !small }
}
