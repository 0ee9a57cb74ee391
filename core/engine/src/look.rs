//! What is seen of a page before it is read: brought to the resolution it reads best at, evened, measured.
//! Specks and roughness are those of the scan's own pixels.

use std::borrow::Cow;

use dossier::page::ScanQuality;

use crate::marks::{self, Census, grain::Grain};
use crate::pixels::{Grey, Raster};
use crate::prepare::warp::Warp;
use crate::prepare::{self, Steps, background, faded, grainy, sheet, through};
use crate::wire::Try;

/// Frames coarser than this have no specks of their own: dots and letters are of one size.
const FINE_DPI: f32 = 220.0;
/// Frames finer than [`MOST_DPI`] are brought to this. Letters part from what touches them, and captions of five points
/// are found, better than at 200; 300 cost a tenth more and read no better.
const READING_DPI: f32 = 250.0;
const MOST_DPI: f32 = 260.0;
/// Sound black and white is read as it is: to reduce it takes longer than all the rest.
const MOST_BITONAL_DPI: f32 = 330.0;
/// A page that took too long is looked at more coarsely.
const SECOND_DPI: f32 = 200.0;
/// Fewer pieces of a letter's size are a stray mark on an empty back.
const LEAST_LETTERS: u32 = 8;
/// So many, though pale, are a text: a stain falls into fewer.
const MANY_LETTERS: usize = 60;
/// A page whose ink is darker has not faded.
const GREY: u8 = 115;
/// Ink no darker than this against its paper (255) may be the other side's, or hardly is this one's.
const PALE: u8 = 150;
const FAINT: u8 = 185;
/// Smaller frames hold no text.
const LEAST_SIDE: usize = 40;

pub(crate) struct Look {
    pub even: Grey,
    /// What was evened, where it was: large black squares of a code go for paper when a page is evened.
    pub scan: Option<Grey>,
    /// Resolution of `even`.
    pub dpi: f32,
    /// From `even` to the frame at its resolution, where the sheet was laid flat.
    pub warp: Option<Warp>,
    pub census: Census,
    pub quality: ScanQuality,
    pub surely_blank: bool,
    /// No dark ink: very pale typing, or the other side showing through.
    pub faint: bool,
    /// Not so faint, but this side's ink is hardly so pale.
    pub pale: bool,
    /// Its ink is of uneven darkness.
    pub faded: bool,
    /// Noise that is still on `even`.
    pub noisy: bool,
    pub separators: bool,
}

impl Look {
    pub fn doubtful(&self) -> bool {
        self.census.letters < 3 * LEAST_LETTERS
    }

    /// Looks at a frame of `dpi` dots an inch. One that took too long is taken for noise, and for no small print.
    pub fn at(raster: &Raster, dpi: f32, attempt: Try, steps: &mut Steps) -> Self {
        let whole = raster.as_grey();
        if attempt == Try::Second {
            let clean = steps.timed("median", || (whole.median3().median3(), "3x3, twice".to_owned()));
            let to = SECOND_DPI.min(dpi);
            return measured(raster, reduced(&clean, dpi, to, steps), to, None, steps);
        }
        if dpi <= FINE_DPI {
            return measured(raster, whole.into_owned(), dpi, None, steps);
        }
        let grain = steps.timed("grain", || {
            let grain = Grain::of(&whole, dpi);
            let Grain { specks, roughness, clustered } = grain;
            (grain, format!("{specks:.1} specks ({clustered:.2} together), roughness {roughness:.1}"))
        });
        let clean = if grain.is_noisy() {
            Some(steps.timed("median", || (whole.median3(), "3x3".to_owned())))
        } else if grain.is_dotted() {
            Some(steps.timed("close", || (whole.closed3(), "dots of faded letters joined".to_owned())))
        } else {
            None
        };
        let rough = clean.is_some();
        let whole = clean.map_or(whole, Cow::Owned);
        let most = if raster.is_bitonal() && !rough { MOST_BITONAL_DPI } else { MOST_DPI };
        if dpi <= most {
            return measured(raster, whole.into_owned(), dpi, Some(&grain), steps);
        }
        measured(raster, reduced(&whole, dpi, READING_DPI, steps), READING_DPI, Some(&grain), steps)
    }
}

fn reduced(grey: &Grey, from: f32, to: f32, steps: &mut Steps) -> Grey {
    let size = |pixels: usize| ((pixels as f32 * to / from).round() as usize).max(1);
    steps.timed("reduce", || {
        (grey.scaled(size(grey.width), size(grey.height)), format!("{from:.0} to {to:.0} dpi"))
    })
}

/// How to lay a photographed sheet flat.
fn perspective(grey: &Grey, dpi: f32, steps: &mut Steps) -> Option<Warp> {
    steps.timed("perspective", || {
        let corners = sheet::corners(grey, dpi);
        let warp = corners.map(|corners| Warp::of(corners, (grey.width as f32, grey.height as f32)));
        let detail = corners.map_or_else(|| "none".to_owned(), |corners| format!("sheet at {corners:.0?}"));
        (warp, detail)
    })
}

fn without_other_side(even: Grey, dpi: f32, steps: &mut Steps) -> (Grey, bool) {
    steps.timed("show-through", || match through::cleared(&even, dpi) {
        Some(cleared) => ((cleared.grey, true), format!("{} pieces taken away", cleared.pieces)),
        None => ((even, false), "none".to_owned()),
    })
}

fn with_even_ink(even: Grey, dpi: f32, steps: &mut Steps) -> (Grey, bool) {
    steps.timed("faded ink", || match faded::levelled(&even, dpi) {
        Some(levelled) => {
            ((levelled.grey, true), format!("{:.0} % of it pale, brought up", levelled.pale * 100.0))
        }
        None => ((even, false), "none".to_owned()),
    })
}

/// Evens a page and measures it. `grain` is that of the scan, where the page was reduced.
fn measured(raster: &Raster, grey: Grey, dpi: f32, grain: Option<&Grain>, steps: &mut Steps) -> Look {
    let small = grey.width.min(grey.height) < LEAST_SIDE;
    let warp = if raster.is_bitonal() || small { None } else { perspective(&grey, dpi, steps) };
    let grey = match warp {
        Some(warp) => warp.flat(&grey),
        None => grey,
    };
    let factor = ((dpi / 37.5).round() as usize).max(2);
    let (border, border_share) = steps.timed("border", || {
        let (border, share) = prepare::border(&grey, factor);
        ((border, share), format!("{:.1} %", share * 100.0))
    });
    let (mut even, scan, paper, darkest) = if raster.is_bitonal() {
        (grey, None, 255, 0)
    } else {
        let even = steps.timed("background", || {
            let even = background::evened(&grey, dpi, (&border, factor));
            let detail = format!("paper {}, ink {}", even.paper, even.darkest);
            (even, detail)
        });
        (even.grey, Some(grey), even.paper, even.darkest)
    };
    if border_share > 0.0 {
        prepare::without_border(&mut even, &border, factor);
    }
    if scan.is_some() {
        steps.timed("paper", || {
            let share = grainy::cleared(&mut even);
            ((), format!("grain cleared from {:.0} %", share * 100.0))
        });
    }
    let mut faded = false;
    // On a scan of black and white the other side is as black as this one, or gone.
    if scan.is_some() && !small {
        let mut cleared = false;
        // Where no ink is dark, nothing tells this side from the other.
        if darkest <= PALE {
            (even, cleared) = without_other_side(even, dpi, steps);
        }
        // What is left of the other side is pale too.
        if darkest >= GREY && !cleared {
            (even, faded) = with_even_ink(even, dpi, steps);
        }
    }
    let (census, quality, own_grain) = steps.timed("census", || {
        let (census, ink) = marks::census(&even, dpi);
        let detail = format!("{} letters, {:.0} px", census.letters, census.letter_height);
        let (sharpness, contrast) =
            marks::sharpness_and_contrast(scan.as_ref().unwrap_or(&even), &ink, paper);
        let own = Grain { specks: census.specks, roughness: marks::roughness(&even), clustered: 0.0 };
        let quality = ScanQuality {
            sharpness,
            contrast,
            noise: grain.unwrap_or(&own).specks,
            border: border_share,
            ink: census.ink_share,
            bitonal: raster.is_bitonal(),
            ..ScanQuality::default()
        };
        ((census, quality, own), detail)
    });
    let empty = census.letters < LEAST_LETTERS && census.ink_share < 0.03;
    let pale_letters = if empty && !small && scan.is_some() {
        steps.timed("pale letters", || {
            let letters = marks::pale_letters(&even, dpi);
            (letters, format!("{letters}"))
        })
    } else {
        0
    };
    let pale = darkest > PALE || pale_letters >= MANY_LETTERS;
    let surely_blank = small || (empty && pale_letters < MANY_LETTERS);
    let faint = darkest > FAINT || pale_letters >= MANY_LETTERS;
    let noisy = grain.is_none() && own_grain.is_noisy();
    Look {
        even,
        scan,
        dpi,
        warp,
        census,
        quality,
        surely_blank,
        faint,
        pale,
        faded,
        noisy,
        separators: !small,
    }
}
