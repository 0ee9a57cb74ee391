//! Boxes to be ticked: small squares drawn beside the words of a choice. A reader of letters sees none of them, so they are told
//! by their form, and so is whether anything stands in them.

use super::TextLine;
use crate::pixels::ink::{Ink, Piece};

/// Sides of a box in millimetres; a tick reaches out of it by as much again.
const SIDES: std::ops::Range<f32> = 2.2..6.5;
const REACH: f32 = 2.2;
/// Its sides differ by no more (share).
const SQUARE: f32 = 0.2;
/// A side is ink over so much of its length, within so much of where it should be (millimetres).
const DRAWN: f32 = 0.85;
const BAND: f32 = 0.3;
/// Its lines are no broader (sides).
const THIN: f32 = 0.16;
/// So much of each edge of a box may be its line: within that is what stands in it.
const EDGE: f32 = 0.2;
/// Less ink within it is dirt, more is a tick; in between a person should look.
const EMPTY: f32 = 0.012;
const TICKED: f32 = 0.05;
const SURE: f32 = 0.95;
const UNSURE: f32 = 0.5;
/// Boxes so near each other (sides) in one row, or with letters (millimetres) so near on both sides, are for letters and
/// figures, one in each; others of their row stand a whole number of sides away, give or take.
const COMB: f32 = 0.45;
const LETTER: f32 = 1.0;
const STEP: f32 = 0.12;
/// A letter within a box is so high (sides), and so many times higher than wide.
const HIGH: f32 = 0.4;
const TALL: f32 = 1.2;
/// Words stand so near behind a box, or before it, in em.
const BEHIND: f32 = 3.0;
const BEFORE: f32 = 1.5;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TickBox {
    pub bounds: Piece,
    pub ticked: bool,
    /// How sure that is, 0 to 1.
    pub sure: f32,
}

/// The boxes among a page's pieces of ink, which are taken out with what stands in them.
pub(super) fn taken(ink: &Ink, pieces: &mut Vec<Piece>, millimetre: f32) -> Vec<TickBox> {
    let mut found: Vec<(Piece, TickBox)> = Vec::new();
    for piece in pieces.iter() {
        let side = piece.width().max(piece.height()) as f32 / millimetre;
        if (SIDES.start..SIDES.end * REACH).contains(&side)
            && let Some(square) = square(ink, piece, millimetre)
        {
            found.push((*piece, filled(ink, square)));
        }
    }
    let squares: Vec<Piece> = found.iter().map(|(_, square)| square.bounds).collect();
    let combs: Vec<Piece> = squares
        .iter()
        .filter(|own| is_beside_another(own, &squares) || is_among_letters(own, pieces, millimetre))
        .copied()
        .collect();
    let of_comb = |square: &Piece| combs.iter().any(|comb| is_of_comb(square, comb));
    found.retain(|(_, square)| !of_comb(&square.bounds) && !holds_letter(&square.bounds, pieces));
    let own =
        |piece: &Piece| found.iter().any(|(whole, square)| piece == whole || square.bounds.holds(piece));
    pieces.retain(|piece| !own(piece));
    found.into_iter().map(|(_, square)| square).collect()
}

/// Gives every box to the line whose choice it marks: the words behind it, or else those before it.
pub(super) fn give(boxes: Vec<TickBox>, lines: &mut [TextLine]) {
    for square in boxes {
        let (left, right) = (square.bounds.left as f32, square.bounds.right as f32);
        let (top, bottom) = (square.bounds.top as f32, square.bounds.bottom as f32);
        let mut best: Option<(f32, usize)> = None;
        for (place, line) in lines.iter().enumerate() {
            let middle = line.base_at(right.clamp(line.left, line.right)) - 0.3 * line.em;
            let reach = if line.left >= left { BEHIND } else { BEFORE };
            let apart = (line.left - right).max(left - line.right).max(0.0) / line.em.max(1.0);
            let off = if line.left >= left { 0.0 } else { BEHIND };
            if (top..bottom).contains(&middle)
                && apart < reach
                && best.is_none_or(|(least, _)| apart + off < least)
            {
                best = Some((apart + off, place));
            }
        }
        if let Some((_, place)) = best {
            lines[place].boxes.push(square);
        }
    }
}

/// The square that a piece is, or that a tick reaches out of.
fn square(ink: &Ink, piece: &Piece, millimetre: f32) -> Option<Piece> {
    let least = (SIDES.start * millimetre) as usize;
    let rows = piece.top as usize..piece.bottom as usize;
    let columns = piece.left as usize..piece.right as usize;
    let at = |x: usize, y: usize| ink.data[y * ink.width + x] == 1;
    let floors: Vec<usize> =
        rows.clone().filter(|&y| longest(columns.clone().map(|x| at(x, y))) >= least).collect();
    let walls: Vec<usize> = columns.filter(|&x| longest(rows.clone().map(|y| at(x, y))) >= least).collect();
    let (top, bottom) = (*floors.first()? as u32, *floors.last()? as u32 + 1);
    let (left, right) = (*walls.first()? as u32, *walls.last()? as u32 + 1);
    let square = Piece { left, top, right, bottom, area: piece.area };
    let (width, height) = (square.width() as f32, square.height() as f32);
    let sized = SIDES.contains(&(width / millimetre)) && SIDES.contains(&(height / millimetre));
    let even = (width - height).abs() <= SQUARE * width.max(height);
    if !sized || !even {
        return None;
    }
    let band = (BAND * millimetre).ceil() as usize;
    let (x0, x1, y0, y1) = (left as usize, right as usize, top as usize, bottom as usize);
    let share = |count: usize, of: usize| count as f32 >= DRAWN * of as f32;
    let upright =
        |x: std::ops::Range<usize>| share((y0..y1).filter(|&y| x.clone().any(|x| at(x, y))).count(), y1 - y0);
    let level =
        |y: std::ops::Range<usize>| share((x0..x1).filter(|&x| y.clone().any(|y| at(x, y))).count(), x1 - x0);
    let drawn =
        upright(x0..x0 + band) && upright(x1 - band..x1) && level(y0..y0 + band) && level(y1 - band..y1);
    // A letter's stem stands in the middle, and a solid square is a mark of another kind.
    let inner = |place: usize, from: usize, to: usize| {
        let edge = (EDGE * (to - from) as f32) as usize;
        (from + edge..to - edge).contains(&place)
    };
    let solid = walls.iter().any(|&x| inner(x, x0, x1)) || floors.iter().any(|&y| inner(y, y0, y1));
    (drawn && !solid && is_thin(ink, &square, band)).then_some(square)
}

/// Whether its lines are those of a printed box: a nought in pen has straight sides too, but broad ones that bulge.
fn is_thin(ink: &Ink, square: &Piece, band: usize) -> bool {
    let at = |x: usize, y: usize| x < ink.width && y < ink.height && ink.data[y * ink.width + x] == 1;
    let Piece { left, top, right, bottom, .. } = *square;
    let (left, top, right, bottom) = (left as usize, top as usize, right as usize, bottom as usize);
    let (width, height) = (right - left, bottom - top);
    // Ink both ways from the first of it within the band.
    let line = |inked: &dyn Fn(usize) -> bool, from: usize| {
        let Some(start) = (from..from + band).find(|&place| inked(place)) else { return 0 };
        let back = (1..=start).take_while(|step| inked(start - step)).count();
        1 + back + (1..width).take_while(|step| inked(start + step)).count()
    };
    let mut lines: Vec<usize> = Vec::new();
    for share in 3..=7 {
        let (x, y) = (left + width * share / 10, top + height * share / 10);
        lines.extend([line(&|x| at(x, y), left), line(&|x| at(x, y), right - band)]);
        lines.extend([line(&|y| at(x, y), top), line(&|y| at(x, y), bottom - band)]);
    }
    lines.sort_unstable();
    lines[lines.len() / 2] as f32 <= THIN * width.min(height) as f32
}

/// The longest run of ink; single pixels may be missing.
fn longest(pixels: impl Iterator<Item = bool>) -> usize {
    let (mut best, mut run, mut gap) = (0, 0, 0);
    for inked in pixels {
        gap = if inked { 0 } else { gap + 1 };
        run = if gap > 1 { 0 } else { run + 1 };
        best = best.max(run);
    }
    best
}

fn filled(ink: &Ink, bounds: Piece) -> TickBox {
    let inset = (EDGE * bounds.width() as f32) as u32;
    let (mut inked, mut all) = (0, 0);
    for y in bounds.top + inset..bounds.bottom - inset {
        let row = &ink.row(y as usize)[(bounds.left + inset) as usize..(bounds.right - inset) as usize];
        inked += row.iter().filter(|ink| **ink == 1).count();
        all += row.len();
    }
    let share = inked as f32 / all.max(1) as f32;
    let sure = if (EMPTY..TICKED).contains(&share) { UNSURE } else { SURE };
    TickBox { bounds, ticked: share >= (EMPTY + TICKED) / 2.0, sure }
}

/// Whether a letter or a figure stands in it, free of its lines: those are higher than wide, a cross or a tick is not.
fn holds_letter(square: &Piece, pieces: &[Piece]) -> bool {
    let is_letter = |piece: &Piece| {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        square.holds(piece) && height > HIGH * square.height() as f32 && height > TALL * width
    };
    pieces.iter().any(|piece| piece != square && is_letter(piece) && piece.height() < square.height())
}

/// Whether the square stands in a row of squares, each for one letter.
fn is_beside_another(own: &Piece, squares: &[Piece]) -> bool {
    let near = |other: &Piece| other != own && is_level(own, other) && apart(own, other) < COMB;
    squares.iter().any(near)
}

/// Whether letters stand close on both its sides: those of the next squares, whose lines were taken for a table's.
fn is_among_letters(own: &Piece, pieces: &[Piece], millimetre: f32) -> bool {
    let near = |other: &&Piece| {
        is_level(own, other) && apart(own, other) < COMB && other.height() as f32 > LETTER * millimetre
    };
    let on_left = |other: &Piece| other.right <= own.left;
    let on_right = |other: &Piece| other.left >= own.right;
    pieces.iter().filter(near).any(on_left) && pieces.iter().filter(near).any(on_right)
}

/// Whether a square stands in the row of one that is in a comb, a whole number of squares away.
fn is_of_comb(own: &Piece, comb: &Piece) -> bool {
    let steps = (own.left as f32 - comb.left as f32) / comb.width().max(1) as f32;
    is_level(own, comb) && (steps - steps.round()).abs() < STEP
}

fn is_level(one: &Piece, other: &Piece) -> bool {
    let middle = (other.top + other.bottom) / 2;
    (one.top..one.bottom).contains(&middle)
}

/// How far apart across, in sides of the first.
fn apart(one: &Piece, other: &Piece) -> f32 {
    let (left, right) = (other.left as f32 - one.right as f32, one.left as f32 - other.right as f32);
    left.max(right) / one.width().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten pixels to the millimetre; squares of four millimetres with lines of three pixels at these places, and what `more`
    /// adds.
    fn page(squares: &[(usize, usize)], more: impl Fn(usize, usize) -> bool) -> Ink {
        let mut ink = Ink { width: 400, height: 120, data: vec![0; 400 * 120] };
        for y in 0..120_usize {
            for x in 0..400_usize {
                let drawn = squares.iter().any(|&(left, top)| {
                    let (dx, dy) = (x.wrapping_sub(left), y.wrapping_sub(top));
                    dx < 40 && dy < 40 && (dx < 3 || dy < 3 || dx >= 37 || dy >= 37)
                });
                ink.data[y * 400 + x] = u8::from(drawn || more(x, y));
            }
        }
        ink
    }

    fn found(ink: &Ink) -> (Vec<TickBox>, usize) {
        let mut pieces = ink.pieces(1_000);
        let boxes = taken(ink, &mut pieces, 10.0);
        (boxes, pieces.len())
    }

    /// A tick from within the square at (100, 40) out over its right upper corner.
    fn tick(x: usize, y: usize) -> bool {
        let down = (106..118).contains(&x) && (y + 106).abs_diff(x + 62) < 4;
        let up = (118..150).contains(&x) && (x + y).abs_diff(118 + 74) < 4;
        down || up
    }

    #[test]
    fn a_square_is_a_box_and_what_stands_in_it_ticks_it() {
        let (boxes, left) = found(&page(&[(100, 40)], |_, _| false));
        assert_eq!((boxes.len(), left), (1, 0));
        assert!(!boxes[0].ticked && boxes[0].sure > 0.9);
        let (boxes, left) = found(&page(&[(100, 40)], tick));
        assert_eq!((boxes.len(), left), (1, 0), "{boxes:?}");
        assert!(boxes[0].ticked && boxes[0].sure > 0.9);
        assert!(
            boxes[0].bounds.left.abs_diff(100) < 3 && boxes[0].bounds.right.abs_diff(140) < 3,
            "{boxes:?}"
        );
    }

    #[test]
    fn letters_gates_and_combs_are_none() {
        // «П», without its floor; «Ш», with a stem in the middle; squares in a row, one for each figure.
        let gate = |x: usize, y: usize| {
            (100..140).contains(&x) && (40..80).contains(&y) && (!(106..134).contains(&x) || y < 46)
        };
        assert_eq!(found(&page(&[], gate)).0, []);
        assert_eq!(found(&page(&[(100, 40)], |x, y| (117..123).contains(&x) && (40..80).contains(&y))).0, []);
        assert_eq!(found(&page(&[(100, 40), (150, 40), (200, 40)], |_, _| false)).0, []);
        // A figure in a box of its own; a cross there is none.
        let five =
            |x: usize, y: usize| (114..126).contains(&x) && (49..71).contains(&y) && (x < 118 || y % 9 < 4);
        assert_eq!(found(&page(&[(100, 40)], five)).0, []);
        let cross = |x: usize, y: usize| {
            let (dx, dy) = (x.abs_diff(120), y.abs_diff(60));
            dx < 11 && dx.abs_diff(dy) < 2
        };
        let crossed = found(&page(&[(100, 40)], cross)).0;
        assert!(crossed.len() == 1 && crossed[0].ticked, "{crossed:?}");
        // Of a comb a single square was left, between the figures of the next ones.
        let figures = |x: usize, y: usize| [80, 150].contains(&(x / 10 * 10)) && (50..70).contains(&y);
        assert_eq!(found(&page(&[(100, 40)], figures)).0, []);
        let ring = |x: usize, y: usize| (15.0..20.0).contains(&(x as f32 - 120.0).hypot(y as f32 - 60.0));
        assert_eq!(found(&page(&[], ring)).0, []);
        // A nought with straight sides.
        let nought = |x: usize, y: usize| {
            let (dx, dy) = (x.abs_diff(120), y.abs_diff(60));
            dx < 20 && dy < 20 && (dx >= 15 || dy >= 15) && dx + dy < 32
        };
        assert_eq!(found(&page(&[], nought)).0, []);
    }

    #[test]
    fn a_box_belongs_to_the_words_behind_it() {
        let line =
            |left: f32, right: f32| TextLine { left, right, base: 75.0, em: 30.0, ..TextLine::default() };
        let mut lines = [line(0.0, 90.0), line(160.0, 300.0), line(330.0, 400.0)];
        let boxes = found(&page(&[(100, 40)], |_, _| false)).0;
        give(boxes, &mut lines);
        assert_eq!(lines.each_ref().map(|line| line.boxes.len()), [0, 1, 0]);
    }
}
