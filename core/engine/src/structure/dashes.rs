//! A dash that stands alone, in a cell or in a column without rules: the month without wages, what does not apply. A
//! reader is not asked what a bar says.

use super::TextLine;
use super::cells::CellPlace;
use super::rings::InRing;
use super::size::Body;
use crate::pixels::ink::Piece;

/// Sides of the bar in millimetres, and how much longer than high it is at least.
const LONG: std::ops::Range<f32> = 0.7..7.0;
const HIGH: std::ops::Range<f32> = 0.1..1.1;
const LONGER: f32 = 1.8;
/// A typewriter's blurred hyphen is higher and shorter, but full of ink.
const BLURRED_HIGH: f32 = 1.3;
const BLURRED_LONGER: f32 = 1.5;
const FULL: f32 = 0.65;
/// It stands at half the height of its cell and off its sides (shares): nearer to an edge is what was left of a line.
const EDGE: f32 = 0.2;
const SIDE: f32 = 0.04;
/// Smaller pieces beside it are specks.
const SPECK_MM: f32 = 0.3;
/// A dash stands so high over the base line, in em.
const OVER_BASE: f32 = 0.26;
/// Give or take.
const OFF: f32 = 0.12;
/// A dash is no wider, in em: what is, is a rule.
const WIDEST: f32 = 1.4;
/// Outside cells nothing stands so near it, in em: bars in a row lead to something, a bar at a letter is its foot.
const ALONE: f32 = 1.0;

/// The dash that is all there is in a cell. `em`: the size of type about it, pixels.
pub(super) fn dash(cell: &CellPlace, pieces: &[Piece], em: f32, millimetre: f32) -> Option<TextLine> {
    let mm = |pixels: u32| pixels as f32 / millimetre;
    let mut of_size = pieces.iter().filter(|piece| mm(piece.width().max(piece.height())) > SPECK_MM);
    let bar = *of_size.next()?;
    let alone = of_size.next().is_none();
    let within = |place: u32, start: usize, end: usize, edge: f32| {
        let size = (end - start).max(1) as f32;
        (edge..1.0 - edge).contains(&((place as f32 - start as f32) / size))
    };
    let stands = within(bar.left, cell.left, cell.right, SIDE)
        && within(bar.right, cell.left, cell.right, SIDE)
        && within((bar.top + bar.bottom) / 2, cell.top, cell.bottom, EDGE);
    (alone && is_bar(&bar, millimetre) && stands).then(|| line(bar, em))
}

/// Dashes outside tables: each in the row of a line of text, at the height of its letters, with nothing near it.
pub(super) fn loose(lines: &[TextLine], pieces: &[Piece], millimetre: f32) -> Vec<TextLine> {
    let mut dashes = Vec::new();
    for bar in pieces.iter().filter(|bar| is_bar(bar, millimetre)) {
        let beside = |line: &&TextLine| line.cell.is_none() && is_in_row(bar, line);
        let mut row = lines.iter().filter(beside).peekable();
        let Some(em) = row.peek().map(|line| line.em) else { continue };
        let free = row.all(|line| apart(bar, line.left, line.right) > 0.0);
        let near = |other: &&Piece| {
            let level =
                other.bottom as f32 > bar.top as f32 - em && (other.top as f32) < bar.bottom as f32 + em;
            *other != bar && level && apart(bar, other.left as f32, other.right as f32) < ALONE * em
        };
        if free && !pieces.iter().any(|other| near(&other)) {
            dashes.push(line(*bar, em));
        }
    }
    dashes
}

/// Whether it could be a dash by its form.
fn is_bar(piece: &Piece, millimetre: f32) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    let (long, high) = (width / millimetre, height / millimetre);
    let full = piece.area as f32 > FULL * width * height;
    let bar = HIGH.contains(&high) && width > LONGER * height;
    let blurred = full && (HIGH.start..BLURRED_HIGH).contains(&high) && width > BLURRED_LONGER * height;
    LONG.contains(&long) && (bar || blurred)
}

/// Whether a bar stands where a dash of the line's row would, however far along it.
pub(super) fn is_in_row(bar: &Piece, line: &TextLine) -> bool {
    let middle = (bar.top + bar.bottom) as f32 / 2.0;
    let over = line.base_at(bar.left as f32) - middle;
    (over / line.em - OVER_BASE).abs() < OFF && (bar.width() as f32) < WIDEST * line.em
}

fn apart(bar: &Piece, left: f32, right: f32) -> f32 {
    (left - bar.right as f32).max(bar.left as f32 - right)
}

fn line(bar: Piece, em: f32) -> TextLine {
    let base = (bar.top + bar.bottom) as f32 / 2.0 + OVER_BASE * em;
    TextLine {
        left: bar.left as f32,
        right: bar.right as f32,
        top: bar.top as f32,
        bottom: bar.bottom as f32,
        base,
        slope: 0.0,
        em,
        body: Body::default(),
        letters: vec![bar],
        sealed: 0.0,
        ring: InRing::default(),
        cell: None,
        dash: true,
        boxes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: u32, top: u32, width: u32, height: u32) -> Piece {
        Piece { left, top, right: left + width, bottom: top + height, area: width * height }
    }

    #[test]
    fn a_bar_in_the_middle_of_a_cell_is_a_dash() {
        let cell = CellPlace {
            left: 100,
            top: 100,
            right: 300,
            bottom: 160,
            row: 0,
            column: 0,
            rows: 1,
            columns: 1,
        };
        let check = |name: &str, pieces: &[Piece], expected: bool| {
            assert_eq!(dash(&cell, pieces, 24.0, 8.0).is_some(), expected, "{name}");
        };
        check("a dash", &[piece(190, 128, 12, 3)], true);
        check("a dash and a speck", &[piece(190, 128, 12, 3), piece(120, 120, 2, 2)], true);
        check("a dash among right-aligned sums", &[piece(275, 128, 14, 3)], true);
        check("what is left of the line at the side", &[piece(288, 128, 12, 3)], false);
        check("two dashes", &[piece(190, 128, 12, 3), piece(210, 128, 12, 3)], false);
        check("what is left of the line above", &[piece(190, 103, 12, 3)], false);
        check("a typewriter's hyphen", &[piece(190, 126, 17, 9)], true);
        check("a small letter", &[Piece { area: 60, ..piece(190, 124, 14, 9) }], false);
        check("a point", &[piece(190, 128, 4, 4)], false);
        check("a figure", &[piece(190, 120, 8, 16)], false);
        check("a long rule", &[piece(120, 128, 160, 3)], false);
        check("nothing", &[], false);
    }

    #[test]
    fn a_bar_in_a_row_of_text_is_a_dash() {
        // A word of the row, its base line at 200.
        let text = TextLine { right: 180.0, base: 200.0, dash: false, ..line(piece(100, 186, 80, 14), 24.0) };
        let check = |name: &str, pieces: &[Piece], expected: usize| {
            assert_eq!(loose(std::slice::from_ref(&text), pieces, 8.0).len(), expected, "{name}");
        };
        check("a dash in a column", &[piece(400, 192, 14, 3)], 1);
        check("two columns", &[piece(400, 192, 14, 3), piece(500, 192, 14, 3)], 2);
        check("a leader", &[piece(400, 192, 14, 3), piece(420, 192, 14, 3), piece(440, 192, 14, 3)], 0);
        check("what is left of an underline", &[piece(400, 202, 14, 3)], 0);
        check("within the line", &[piece(150, 192, 14, 3)], 0);
        check("a rule", &[piece(400, 192, 50, 3)], 0);
    }
}
