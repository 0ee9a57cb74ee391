//! The other side of a thin sheet showing through: paler than the page's own ink, softer, and all over the page.
//! It is taken away where there is dark ink besides, and where little else is pale: pencil, a worn ribbon and a
//! stamp are as pale, but their edges are sharp.

use memchr::memchr;
use multiversion::multiversion;

use crate::pixels::Grey;

/// Ink of this side: what shows through does not become so dark.
const DARK: u8 = 110;
/// Lighter is paper, whatever lies behind it.
const PALE: u8 = 232;
/// A page with less dark ink than this share has nothing to tell the other side from: it may be all pale.
const LEAST_DARK: f32 = 0.003;
/// So near (millimetres) to dark ink its own edges are pale.
const NEAR_MM: f32 = 0.25;
/// How steep the edges of a piece may be for the other side's: shares of its darkness, and grey values, on a
/// millimetre. Paper spreads light by a tenth of a millimetre and more.
const SOFT: f32 = 2.8;
const GENTLE: f32 = 173.0;
/// A piece no darker than this (255 black) is pale ink, not the frayed edge of something dark; or as pale as no
/// rule.
const PALE_INK: f32 = 100.0;
const VERY_PALE: f32 = 70.0;
/// Half of what is paler than this is lighter than [`PALE`].
const FAINT: f32 = 60.0;
/// Fewer pixels are a dot.
const LEAST_AREA: usize = 12;
/// Letters and words are no larger (millimetres).
const WIDEST: f32 = 60.0;
const HIGHEST: f32 = 9.0;
/// The other side has at least so many letters, over so many of the fields into which the page is parted.
const LEAST_LETTERS: usize = 60;
const LEAST_FIELDS: usize = 12;
const FIELDS: (usize, usize) = (8, 12);
/// More pieces are the grain of the paper, and worn letters fall into such pieces too.
const GRAINS: usize = 8_000;
/// Its share of all pale letters: with less, what is pale may be this side's.
const LEAST_SHARE: f32 = 0.75;

/// A page without what showed through, and how many pieces of that there were.
pub(crate) struct Cleared {
    pub grey: Grey,
    pub pieces: usize,
}

/// Takes away what shows through an evened grey page; none where nothing does, or nothing surely.
pub(crate) fn cleared(even: &Grey, dpi: f32) -> Option<Cleared> {
    let millimetre = dpi / 25.4;
    let (mut pale, dark) = pale(even, (NEAR_MM * millimetre).round() as usize);
    if dark < LEAST_DARK {
        return None;
    }
    let mut behind = Behind::default();
    let mut from = 0;
    while let Some(ahead) = memchr(1, &pale[from..]) {
        from += ahead;
        let start = behind.places.len();
        let piece = piece(even, &mut pale, from, &mut behind.places);
        let through = piece.shows_through(millimetre);
        behind.count(&piece, through, even, millimetre);
        if !through {
            behind.places.truncate(start);
        }
    }
    if !behind.is_sure() {
        return None;
    }
    let mut grey = even.clone();
    behind.places.iter().for_each(|&place| grey.data[place] = 255);
    Some(Cleared { grey, pieces: behind.pieces })
}

/// 1 where a page is pale and nothing dark is within `reach`; and the share of it that is dark.
#[multiversion(targets("x86_64+avx2"))]
fn pale(even: &Grey, reach: usize) -> (Vec<u8>, f32) {
    let width = even.width;
    let mut pale: Vec<u8> = even.data.iter().map(|&pixel| u8::from(pixel < PALE)).collect();
    let mut dark = 0;
    let (mut row_dark, mut near) = (vec![0u8; width], vec![0u8; width]);
    for (y, row) in even.rows().enumerate() {
        row_dark.iter_mut().zip(row).for_each(|(dark, &pixel)| *dark = u8::from(pixel < DARK));
        let in_row: usize = row_dark.chunks(255).map(|part| usize::from(part.iter().sum::<u8>())).sum();
        if in_row == 0 {
            continue;
        }
        dark += in_row;
        near.copy_from_slice(&row_dark);
        for shift in 1..=reach.min(width - 1) {
            near[shift..].iter_mut().zip(&row_dark).for_each(|(near, &dark)| *near |= dark);
            near.iter_mut().zip(&row_dark[shift..]).for_each(|(near, &dark)| *near |= dark);
        }
        for other in y.saturating_sub(reach)..(y + reach + 1).min(even.height) {
            let row = &mut pale[other * width..(other + 1) * width];
            row.iter_mut().zip(&near).for_each(|(pale, &near)| *pale &= 1 - near);
        }
    }
    (pale, dark as f32 / even.data.len().max(1) as f32)
}

/// One connected piece of pale ink, boxes in pixels, right and bottom inclusive.
struct Piece {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
    area: usize,
    /// Its darkest, 255 black, and the mean slope where it is half as dark, a pixel; 0 where it is so nowhere.
    peak: f32,
    slope: f32,
}

impl Piece {
    /// A larger piece may be a thin rule of this side with what lies behind it, unless it is very pale.
    fn shows_through(&self, millimetre: f32) -> bool {
        let steep = self.slope * millimetre;
        let soft = self.is_doubtful() || (steep > 0.0 && steep < GENTLE.min(SOFT * self.peak));
        let (width, height) = self.size(millimetre);
        soft && (self.peak < VERY_PALE || (width <= WIDEST && height <= HIGHEST))
    }

    /// Too small or too pale to show how steep its edges are: it goes where the rest goes.
    fn is_doubtful(&self) -> bool {
        let is_dot = self.area < LEAST_AREA && self.peak < PALE_INK;
        is_dot || (self.slope == 0.0 && self.peak < FAINT)
    }

    /// As high and wide as a letter or a word.
    fn is_text(&self, millimetre: f32) -> bool {
        let (width, height) = self.size(millimetre);
        let fits = (0.9..=HIGHEST).contains(&height) && (0.5..=WIDEST).contains(&width);
        fits && self.area >= LEAST_AREA
    }

    fn size(&self, millimetre: f32) -> (f32, f32) {
        let of = |from: usize, to: usize| (to + 1 - from) as f32 / millimetre;
        (of(self.left, self.right), of(self.top, self.bottom))
    }
}

/// Takes the piece that holds `place` out of the mask, and adds its places to the others.
fn piece(even: &Grey, mask: &mut [u8], place: usize, places: &mut Vec<usize>) -> Piece {
    let (width, start) = (even.width, places.len());
    let at = |place: usize| (place % width, place / width);
    let (x, y) = at(place);
    let mut piece = Piece { left: x, top: y, right: x, bottom: y, area: 0, peak: 0.0, slope: 0.0 };
    mask[place] = 0;
    places.push(place);
    let (mut next, mut darkest) = (start, 255);
    while let Some(&place) = places.get(next) {
        next += 1;
        let (x, y) = at(place);
        piece.left = piece.left.min(x);
        piece.right = piece.right.max(x);
        piece.bottom = piece.bottom.max(y);
        darkest = even.data[place].min(darkest);
        for row in y.saturating_sub(1)..=(y + 1).min(even.height - 1) {
            for column in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                let beside = row * width + column;
                if mask[beside] == 1 {
                    mask[beside] = 0;
                    places.push(beside);
                }
            }
        }
    }
    piece.area = places.len() - start;
    piece.peak = f32::from(255 - darkest);
    piece.slope = slope(even, &places[start..], piece.peak);
    piece
}

/// The mean slope of the places that are about half as dark as `peak`.
fn slope(even: &Grey, places: &[usize], peak: f32) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    let half = 0.35 * peak..0.65 * peak;
    for &place in places {
        let (x, y) = (place % even.width, place / even.width);
        let inside = x > 0 && y > 0 && x + 1 < even.width && y + 1 < even.height;
        if inside && half.contains(&f32::from(255 - even.data[place])) {
            let step = |one: usize, other: usize| f32::from(even.data[one]) - f32::from(even.data[other]);
            let (across, down) = (step(place + 1, place - 1), step(place + even.width, place - even.width));
            sum += (across * across + down * down).sqrt() / 2.0;
            count += 1;
        }
    }
    if count < 4 { 0.0 } else { sum / count as f32 }
}

/// What there is of the other side.
#[derive(Default)]
struct Behind {
    places: Vec<usize>,
    pieces: usize,
    letters: usize,
    /// Letters as pale that are not the other side's.
    own: usize,
    fields: [[bool; FIELDS.0]; FIELDS.1],
}

impl Behind {
    fn count(&mut self, piece: &Piece, through: bool, even: &Grey, millimetre: f32) {
        self.pieces += usize::from(through);
        if !piece.is_text(millimetre) || piece.is_doubtful() {
            return;
        }
        if !through {
            self.own += usize::from(piece.peak < PALE_INK);
            return;
        }
        self.letters += 1;
        let column = (piece.left + piece.right) * FIELDS.0 / (2 * even.width);
        let row = (piece.top + piece.bottom) * FIELDS.1 / (2 * even.height);
        self.fields[row][column] = true;
    }

    fn is_sure(&self) -> bool {
        let fields = self.fields.iter().flatten().filter(|&&field| field).count();
        let share = self.letters as f32 / (self.letters + self.own).max(1) as f32;
        self.pieces <= GRAINS
            && self.letters >= LEAST_LETTERS
            && fields >= LEAST_FIELDS
            && share >= LEAST_SHARE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DPI: f32 = 200.0;

    /// An A4 of letters of this side on the left half of each line.
    fn page() -> Grey {
        let mut page = Grey::white(1654, 2339);
        for y in (100..2200).filter(|y| y % 40 < 14) {
            for x in (120..800).filter(|x| x % 20 < 10) {
                page.data[y * page.width + x] = 20;
            }
        }
        page
    }

    /// Letters in a part of the page, `peak` darker than paper and with edges of so many pixels.
    fn written(page: &mut Grey, rows: std::ops::Range<usize>, peak: f32, edge: f32) {
        for y in rows {
            for x in 840..1560 {
                let (across, down) = ((x % 40) as f32 - 14.0, (y % 40) as f32 - 20.0);
                let inside = (10.0 - across.abs()).min(9.0 - down.abs()) / edge;
                page.data[y * page.width + x] -= (peak * inside.clamp(0.0, 1.0)) as u8;
            }
        }
    }

    #[test]
    fn what_shows_through_goes_and_pale_ink_stays() {
        let check = |name: &str, rows: std::ops::Range<usize>, peak: f32, edge: f32, expected: bool| {
            let mut both = page();
            written(&mut both, rows, peak, edge);
            let found = cleared(&both, DPI);
            assert_eq!(found.is_some(), expected, "{name}");
            if let Some(found) = found {
                let own = page();
                let wrong = |(left, own): (&u8, &u8)| left.abs_diff(*own) > 255 - PALE;
                let differ = found.grey.data.iter().zip(&own.data).filter(|pair| wrong(*pair)).count();
                assert_eq!(differ, 0, "{name}: pixels that are not this side's alone");
            }
        };
        check("the other side", 120..2200, 60.0, 6.0, true);
        check("nothing", 0..0, 60.0, 6.0, false);
        check("pencil as pale, its edges sharp", 120..2200, 60.0, 1.0, false);
        check("soft, but as dark as worn type", 120..2200, 140.0, 3.0, false);
        check("a stain of the other side", 120..320, 60.0, 6.0, false);
    }

    #[test]
    fn a_page_that_is_all_pale_is_left_alone() {
        let mut page = Grey::white(1654, 2339);
        written(&mut page, 120..2200, 60.0, 6.0);
        assert!(cleared(&page, DPI).is_none());
    }

    #[test]
    fn a_grainy_page_is_left_alone() {
        let mut page = page();
        written(&mut page, 120..2200, 60.0, 6.0);
        for y in (0..page.height).step_by(4) {
            (0..110).step_by(4).for_each(|x| page.data[y * page.width + x] = 190);
        }
        assert!(cleared(&page, DPI).is_none());
    }

    #[test]
    fn pencil_beside_the_other_side_keeps_it() {
        let mut page = page();
        written(&mut page, 120..1160, 60.0, 6.0);
        written(&mut page, 1160..2200, 60.0, 1.0);
        assert!(cleared(&page, DPI).is_none());
    }
}
