//! What years, drawers, photocopiers and scanners do to a clean sheet.
//! Knows pages as pixels, nothing of what they say and of file formats.

mod chance;
mod copier;
mod noise;
mod paper_tone;
mod scanner;
mod sheet;

pub use chance::{Quality, Wear};
pub use scanner::scan;
pub use sheet::{Colour, Sheet, Word};

use crate::paper::{Page, Rng};

/// A page worn and scanned. `behind` is what shines through from the other side of the sheet.
pub fn wear(page: &Page, behind: Option<&Page>, wear: &Wear, rng: &mut Rng) -> Sheet {
    let mut pixels = sheet::Pixels::of(page, wear.colour);
    copier::copy(&mut pixels, page, wear, rng);
    paper_tone::age(&mut pixels, page, behind, wear, rng);
    let mut sheet = scan(pixels, page, wear, rng);
    sheet.turn(wear.turn);
    sheet
}
