//! Seals and stamps over text. On paper that was not scanned in black and white a seal's ink is paler than the
//! letters under it: by that both are parted, and the letters stand alone again.

use super::TextLine;
use crate::pixels::Grey;
use crate::pixels::ink::{Ink, Piece};

/// Its sides in millimetres, and how much of its box is ink at most: an arc of a ring, a whole seal, a stamp's frame.
const SIDES: std::ops::Range<f32> = 9.0..70.0;
const INKED: f32 = 0.25;
/// So much paler than the letters a stroke surely is another ink.
const PALER: u8 = 30;
/// Such strokes are most of what stands in the seal's box.
const MOST: f32 = 0.4;
/// A piece of which such a share is a coloured seal's is a letter grown together with that.
const MIXED: std::ops::Range<f32> = 0.1..0.95;
/// So many letters under it make a piece of ink a seal over text.
const LEAST_LETTERS: usize = 4;
/// Letters whose darkness is looked at.
const ENOUGH: usize = 1_000;
/// Between the letters' darkness (0) and the seal's (1): what is darker is a letter, what is paler goes.
const LETTER: f32 = 0.5;
const GOES: f32 = 0.8;

/// A seal whose ink is paler than the page's letters; grey values of both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Seal {
    pub bounds: Piece,
    pub letters: u8,
    pub stroke: u8,
}

/// The pale seals over text on a page. Letters that had grown together with them become pieces of their own. `before` is the
/// page before coloured seals were made pale.
pub(super) fn of(
    (grey, before): (&Grey, &Grey),
    ink: &Ink,
    pieces: &mut Vec<Piece>,
    millimetre: f32,
) -> Vec<Seal> {
    let mut seals: Vec<Seal> = Vec::new();
    let (mut letters, mut mixed): (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    for seal in pale(grey, ink, pieces, millimetre) {
        let (own, from) = covered((grey, before), ink, &seal, pieces, millimetre);
        // What covers no letters is no seal over text: a pale pen's joined hand is as large and as open.
        if own.iter().filter(|piece| is_letter(piece, millimetre)).count() >= LEAST_LETTERS {
            seals.push(seal);
            letters.extend(own);
            mixed.extend(from);
        }
    }
    pieces.retain(|piece| !mixed.contains(piece));
    pieces.extend(letters);
    seals
}

/// Large open pieces of ink that is paler than the page's letters; none within another.
fn pale(grey: &Grey, ink: &Ink, pieces: &[Piece], millimetre: f32) -> Vec<Seal> {
    let mut large: Vec<Piece> =
        pieces.iter().filter(|piece| piece.is_open(&SIDES, INKED, millimetre)).copied().collect();
    if large.is_empty() {
        return Vec::new();
    }
    let Some(letters) = darkness(grey, pieces, millimetre) else { return Vec::new() };
    large.sort_unstable_by_key(|piece| std::cmp::Reverse(piece.width() * piece.height()));
    let mut seals: Vec<Seal> = Vec::new();
    for bounds in large {
        let within = seals.iter().any(|outer| outer.bounds.holds(&bounds));
        if !within && let Some(stroke) = stroke(grey, ink, &bounds, letters) {
            seals.push(Seal { bounds, letters, stroke });
        }
    }
    seals
}

/// Dark pieces in a seal's box that are no pieces yet, and the pieces of which some are a part.
fn covered(
    (grey, before): (&Grey, &Grey),
    ink: &Ink,
    seal: &Seal,
    pieces: &[Piece],
    millimetre: f32,
) -> (Vec<Piece>, Vec<Piece>) {
    let bounds = &seal.bounds;
    // Another line of the seal, an inner ring, hangs together with letters as well.
    let is_whole = |piece: &&Piece| {
        meets(bounds, piece) && !piece.holds(bounds) && !piece.is_open(&SIDES, INKED, millimetre)
    };
    let (mut whole, mut mixed): (Vec<&Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    for piece in pieces.iter().filter(is_whole) {
        if is_mixed(piece, ink, grey, before) { mixed.push(*piece) } else { whole.push(piece) }
    }
    let mut out: Vec<Piece> = Vec::new();
    for piece in seal.dark(grey, ink).pieces(4_000) {
        let moved = Piece {
            left: piece.left + bounds.left,
            right: piece.right + bounds.left,
            top: piece.top + bounds.top,
            bottom: piece.bottom + bounds.top,
            area: piece.area,
        };
        // What stands free of the seal is a piece already.
        if !whole.iter().any(|other| other.holds(&moved)) {
            out.push(moved);
        }
    }
    mixed.retain(|piece| out.iter().any(|letter| piece.holds(letter)));
    (out, mixed)
}

/// Whether a part of a piece's ink, and not all of it, was made pale: a letter grown together with a coloured seal.
fn is_mixed(piece: &Piece, ink: &Ink, grey: &Grey, before: &Grey) -> bool {
    let (mut made_pale, mut all) = (0, 0);
    for y in piece.top as usize..piece.bottom as usize {
        let columns = piece.left as usize..piece.right as usize;
        let pixels = grey.row(y)[columns.clone()].iter().zip(&before.row(y)[columns.clone()]);
        for (&ink, (&pixel, &before)) in ink.row(y)[columns].iter().zip(pixels) {
            all += u32::from(ink);
            made_pale += u32::from(ink & u8::from(pixel > before.saturating_add(PALER)));
        }
    }
    MIXED.contains(&(made_pale as f32 / all.max(1) as f32))
}

/// The page without the seals, for letters that stand under them.
pub(crate) fn lifted(mut grey: Grey, seals: &[Seal], page: &Grey) -> Grey {
    for seal in seals {
        let Seal { bounds, letters, .. } = *seal;
        let white = seal.between(GOES);
        let span = u32::from(white.saturating_sub(letters).max(1));
        for y in bounds.top as usize..bounds.bottom as usize {
            let places = y * grey.width + bounds.left as usize..y * grey.width + bounds.right as usize;
            for (out, &pixel) in grey.data[places.clone()].iter_mut().zip(&page.data[places]) {
                let over = u32::from(pixel.saturating_sub(letters));
                *out = (over * 255 / span).min(255) as u8;
            }
        }
    }
    grey
}

impl Seal {
    pub fn covers(&self, line: &TextLine) -> bool {
        let (left, right) = (self.bounds.left as f32, self.bounds.right as f32);
        let (top, bottom) = (self.bounds.top as f32, self.bounds.bottom as f32);
        let height = line.base_at((left + right) / 2.0) - 0.25 * line.em;
        line.left < right && left < line.right && top < height && height < bottom
    }

    /// Whether a piece of ink in its box is as pale as it is.
    pub fn wrote(&self, piece: &Piece, grey: &Grey) -> bool {
        self.bounds.holds(piece) && darkest(grey, piece).is_some_and(|pixel| pixel > self.between(LETTER))
    }

    fn between(&self, share: f32) -> u8 {
        let (letters, stroke) = (f32::from(self.letters), f32::from(self.stroke));
        (letters + share * (stroke - letters)).round() as u8
    }

    /// Ink of its box that is as dark as letters.
    fn dark(&self, grey: &Grey, ink: &Ink) -> Ink {
        let limit = self.between(LETTER);
        let Piece { left, top, right, bottom, .. } = self.bounds;
        let mut data = Vec::with_capacity(self.bounds.width() as usize * self.bounds.height() as usize);
        for y in top as usize..bottom as usize {
            let columns = left as usize..right as usize;
            let row = ink.row(y)[columns.clone()].iter().zip(&grey.row(y)[columns]);
            data.extend(row.map(|(&ink, &pixel)| ink & u8::from(pixel <= limit)));
        }
        Ink { width: self.bounds.width() as usize, height: self.bounds.height() as usize, data }
    }
}

/// The median of the letters' darkest pixels.
fn darkness(grey: &Grey, pieces: &[Piece], millimetre: f32) -> Option<u8> {
    let letters: Vec<&Piece> = pieces.iter().filter(|piece| is_letter(piece, millimetre)).collect();
    let every = letters.len().div_ceil(ENOUGH).max(1);
    let mut all: Vec<u8> = Vec::new();
    for piece in letters.iter().step_by(every) {
        all.extend(darkest(grey, piece));
    }
    all.sort_unstable();
    all.get(all.len() / 2).copied()
}

fn darkest(grey: &Grey, piece: &Piece) -> Option<u8> {
    let columns = piece.left as usize..piece.right as usize;
    let rows = piece.top as usize..piece.bottom as usize;
    rows.filter_map(|y| grey.row(y)[columns.clone()].iter().copied().min()).min()
}

pub(super) fn is_letter(piece: &Piece, millimetre: f32) -> bool {
    let (width, height) = (piece.width() as f32 / millimetre, piece.height() as f32 / millimetre);
    (1.05..5.0).contains(&height) && (0.3..5.0).contains(&width)
}

/// How dark the strokes in a box are, where most of them are surely paler than letters.
fn stroke(grey: &Grey, ink: &Ink, bounds: &Piece, letters: u8) -> Option<u8> {
    let mut pale: Vec<u8> = Vec::new();
    let mut all = 0;
    for y in (bounds.top as usize..bounds.bottom as usize).step_by(2) {
        let columns = bounds.left as usize..bounds.right as usize;
        let mut darkest: Option<u8> = None;
        for (&ink, &pixel) in ink.row(y)[columns.clone()].iter().zip(&grey.row(y)[columns]) {
            if ink == 1 {
                darkest = Some(darkest.map_or(pixel, |before| before.min(pixel)));
                continue;
            }
            // A stroke across the row ends here.
            let Some(darkest) = darkest.take() else { continue };
            all += 1;
            if darkest > letters.saturating_add(PALER) {
                pale.push(darkest);
            }
        }
    }
    if (pale.len() as f32) < MOST * all as f32 || pale.is_empty() {
        return None;
    }
    pale.sort_unstable();
    Some(pale[pale.len() / 2])
}

fn meets(one: &Piece, other: &Piece) -> bool {
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLIMETRE: f32 = 8.0;

    /// Twelve letters on a row, the last eight under a ring of the given darkness that joins them.
    fn page(ring: u8) -> Grey {
        let mut grey = Grey::white(500, 300);
        let (middle_x, middle_y) = (320.0_f32, 150.0_f32);
        for y in 0..300 {
            for x in 0..500 {
                let away = (x as f32 - middle_x).hypot(y as f32 - middle_y);
                // Spokes as well, so that the ring meets every letter.
                let spoke = away < 100.0 && (120..180).contains(&y) && x % 20 < 2;
                if (100.0..103.0).contains(&away) || spoke || (away < 100.0 && (147..149).contains(&y)) {
                    grey.data[y * 500 + x] = ring;
                }
                if (140..156).contains(&y) && (120..360).contains(&x) && x % 20 < 10 {
                    grey.data[y * 500 + x] = 20;
                }
            }
        }
        grey
    }

    fn found(grey: &Grey) -> (Vec<Seal>, Vec<Piece>) {
        let ink = Ink::local(grey, 35, 25);
        let mut pieces = ink.pieces(10_000);
        let before = pieces.len();
        let seals = of((grey, grey), &ink, &mut pieces, MILLIMETRE);
        (seals, pieces.split_off(before))
    }

    #[test]
    fn letters_under_a_pale_seal_stand_alone() {
        let grey = page(130);
        let (seals, letters) = found(&grey);
        assert_eq!(seals.len(), 1, "{seals:?}");
        let whole = |piece: &&Piece| piece.width() == 10 && piece.height() == 16;
        assert!(letters.iter().filter(whole).count() >= 7, "{letters:?}");
        let lifted = lifted(grey.clone(), &seals, &grey);
        assert!(lifted.data[150 * 500 + 241] < 40, "the letter is left");
        assert!(lifted.data[148 * 500 + 235] > 200 && lifted.data[51 * 500 + 320] > 200, "the seal is not");
    }

    #[test]
    fn letters_that_hang_together_with_a_coloured_seal_stand_alone() {
        // By lightness the ring is as dark as print, by its lightest channel it is pale.
        let (before, paled) = (page(20), page(170));
        let ink = Ink::local(&before, 35, 25);
        let mut pieces = ink.pieces(10_000);
        let alone = |pieces: &[Piece]| {
            let whole = |piece: &&Piece| piece.width() == 10 && piece.height() == 16;
            pieces.iter().filter(whole).count()
        };
        let free = alone(&pieces);
        let seals = of((&paled, &before), &ink, &mut pieces, MILLIMETRE);
        assert_eq!(seals.len(), 1, "{seals:?}");
        assert_eq!((free, alone(&pieces)), (5, 12), "{pieces:?}");
    }

    #[test]
    fn a_seal_as_dark_as_letters_is_not_told_from_them() {
        assert_eq!(found(&page(20)), (vec![], vec![]));
    }
}
