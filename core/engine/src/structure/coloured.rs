//! Seals and signatures in coloured ink over print. Blue ink is as dark as print to the eye of a lightness, but one of its
//! channels is light: seen by its lightest channel a coloured stroke is pale, and what is dark in all of them stands out.

use dossier::Rotation;

use super::seals;
use crate::pixels::ink::{Ink, Piece};
use crate::pixels::{Colour, Grey};
use crate::prepare::Prepared;

/// Sides in millimetres of a seal, of an arc of one, of a signature; how much of the box is ink at most.
const SIDES: std::ops::Range<f32> = 7.0..70.0;
const INKED: f32 = 0.3;
/// The lightest channel of coloured ink is so much lighter than the ink; most of the piece is such ink.
const COLOURED: u8 = 18;
const MOST: f32 = 0.5;
/// Places of a piece, and of the page, that are looked at.
const PLACES: usize = 400;
const PAGE_PLACES: usize = 20_000;
/// Paper is lighter than so much of the page.
const PAPER: f32 = 0.6;
/// Letters beside a seal that are looked at; fewer say nothing, and so large a share of coloured ones is a pen's writing.
const LETTERS: usize = 80;
const FEW: usize = 4;
const WRITTEN: f32 = 0.3;
/// Print is hardly coloured: what is less so stays as dark as it is, the rest gets so many times lighter.
const PRINT: u8 = 8;
const LIGHTER: u8 = 3;

/// The colours of a scan as it lies.
pub(crate) struct Scan<'a> {
    colour: &'a Colour,
    /// How it is turned upright.
    undo: Rotation,
    /// What makes its paper white, channel by channel, in 256ths.
    white: [u32; 3],
}

impl<'a> Scan<'a> {
    pub fn of(colour: &'a Colour, undo: Rotation) -> Self {
        let (pixels, _) = colour.data.as_chunks::<3>();
        let every = (pixels.len() / PAGE_PLACES).max(1);
        let white = [0, 1, 2].map(|channel| {
            let mut seen: Vec<u8> = pixels.iter().step_by(every).map(|pixel| pixel[channel]).collect();
            seen.sort_unstable();
            let paper = seen.get((seen.len() as f32 * PAPER) as usize).copied().unwrap_or(255);
            255 * 256 / u32::from(paper.max(64))
        });
        Self { colour, undo, white }
    }

    /// By how much the lightest channel is lighter than the lightness, at a place of the upright frame.
    fn lift(&self, (x, y): (f32, f32)) -> u8 {
        let Colour { width, height, ref data } = *self.colour;
        let (x, y) = match self.undo {
            Rotation::None => (x, y),
            Rotation::Half => (width as f32 - x, height as f32 - y),
            Rotation::Quarter => (width as f32 - y, x),
            Rotation::ThreeQuarters => (y, height as f32 - x),
        };
        let x = (x.max(0.0) as usize).min(width.saturating_sub(1));
        let y = (y.max(0.0) as usize).min(height.saturating_sub(1));
        let Some(pixel) = data.as_chunks::<3>().0.get(y * width + x) else { return 0 };
        let [red, green, blue] =
            [0, 1, 2].map(|channel| (u32::from(pixel[channel]) * self.white[channel] / 256).min(255) as u8);
        red.max(green).max(blue) - Colour::lightness([red, green, blue])
    }
}

/// The page with its coloured seals as their lightest channel; none where it has none. `ink` and `pieces` are the page's.
pub(super) fn paled(
    prepared: &Prepared,
    scan: &Scan<'_>,
    (ink, pieces): (&Ink, &[Piece]),
    millimetre: f32,
) -> Option<Grey> {
    let mut page: Option<Grey> = None;
    for piece in pieces.iter().filter(|piece| piece.is_open(&SIDES, INKED, millimetre)) {
        if !is_coloured(prepared, scan, ink, piece)
            || stands_in_coloured(prepared, scan, (ink, pieces), piece)
        {
            continue;
        }
        let page = page.get_or_insert_with(|| prepared.grey.clone());
        for y in piece.top as usize..piece.bottom as usize {
            let places = y * page.width + piece.left as usize..y * page.width + piece.right as usize;
            for ((x, out), &own) in
                (piece.left..).zip(&mut page.data[places.clone()]).zip(&prepared.grey.data[places])
            {
                let lift = scan.lift(prepared.grid.place(x as f32 + 0.5, y as f32 + 0.5));
                *out = own.saturating_add(lift.saturating_sub(PRINT).saturating_mul(LIGHTER));
            }
        }
    }
    page
}

/// Whether the text beside it is coloured as well: a pen's writing under the seal would go with it.
fn stands_in_coloured(
    prepared: &Prepared,
    scan: &Scan<'_>,
    (ink, pieces): (&Ink, &[Piece]),
    seal: &Piece,
) -> bool {
    let millimetre = prepared.dpi / 25.4;
    let beside = |piece: &&Piece| {
        let (x, y) = ((piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2);
        let level = (seal.top..seal.bottom).contains(&y);
        let near = x + seal.width() > seal.left && x < seal.right + seal.width();
        level && near && !(seal.left..seal.right).contains(&x) && seals::is_letter(piece, millimetre)
    };
    let letters: Vec<&Piece> = pieces.iter().filter(beside).take(LETTERS).collect();
    let coloured = letters.iter().filter(|piece| is_coloured(prepared, scan, ink, piece)).count();
    letters.len() >= FEW && coloured as f32 > WRITTEN * letters.len() as f32
}

fn is_coloured(prepared: &Prepared, scan: &Scan<'_>, ink: &Ink, piece: &Piece) -> bool {
    let every = (piece.area as usize / PLACES).max(1);
    let (mut coloured, mut all) = (0, 0);
    let mut until = every;
    for y in piece.top as usize..piece.bottom as usize {
        for (x, &inked) in
            (piece.left..piece.right).zip(&ink.row(y)[piece.left as usize..piece.right as usize])
        {
            until -= usize::from(inked);
            if until == 0 {
                until = every;
                all += 1;
                let place = prepared.grid.place(x as f32 + 0.5, y as f32 + 0.5);
                coloured += usize::from(scan.lift(place) > COLOURED);
            }
        }
    }
    coloured as f32 > MOST * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::grid::{Cut, Grid};

    const PAPER: [u8; 3] = [230, 220, 200];

    /// A page of cream paper, a ring of the ink 12 mm wide, and dark letters under it; as grey and as colour.
    fn page(ring: [u8; 3]) -> (Prepared, Colour) {
        let mut colour = Colour { width: 300, height: 200, data: PAPER.repeat(300 * 200) };
        for y in 0..200 {
            for x in 0..300 {
                let away = (x as f32 - 150.0).hypot(y as f32 - 100.0);
                let letter = (90..110).contains(&y) && x % 20 < 8;
                let ink = match (letter, (56.0..60.0).contains(&away)) {
                    (true, _) => [50, 45, 40],
                    (_, true) => ring,
                    _ => continue,
                };
                colour.data[(y * 300 + x) * 3..][..3].copy_from_slice(&ink);
            }
        }
        let (width, height) = (300.0, 200.0);
        let (cut, warp) = (Cut::default(), None);
        let grid = Grid { pad: 0.0, width, height, degrees: 0.0, scale_x: 1.0, scale_y: 1.0, cut, warp };
        let grey = colour.to_grey();
        (
            Prepared { grey, dpi: 254.0, grid, skew: 0.0, bitonal: false, tables: Vec::new(), gutter: None },
            colour,
        )
    }

    fn paled_page(ring: [u8; 3], undo: Rotation) -> (Grey, Option<Grey>) {
        let (prepared, colour) = page(ring);
        let lying = match undo {
            Rotation::Quarter => Rotation::ThreeQuarters,
            Rotation::ThreeQuarters => Rotation::Quarter,
            same => same,
        };
        let crate::pixels::Raster::Colour(colour) = crate::pixels::Raster::Colour(colour).turned(lying)
        else {
            panic!("a page turned is as coloured");
        };
        let ink = Ink::local(&prepared.grey, 35, 25);
        let pieces = ink.pieces(1_000);
        let paled = paled(&prepared, &Scan::of(&colour, undo), (&ink, &pieces), 10.0);
        (prepared.grey, paled)
    }

    #[test]
    fn a_blue_ring_gets_pale_and_letters_under_it_do_not() {
        for undo in [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters] {
            let (before, paled) = paled_page([80, 90, 150], undo);
            let paled = paled.expect("a coloured seal");
            let (ring, letter) = (42 * 300 + 150, 100 * 300 + 145);
            assert!(paled.data[ring] > before.data[ring] + 60, "{} {}", before.data[ring], paled.data[ring]);
            assert!(paled.data[letter] < 60, "{}", paled.data[letter]);
        }
    }

    #[test]
    fn a_black_ring_stays_as_it_is() {
        assert_eq!(paled_page([50, 45, 40], Rotation::None).1, None);
    }
}
