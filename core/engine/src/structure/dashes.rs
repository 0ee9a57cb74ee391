//! A dash alone in a cell: the month without wages, the column that does not apply. A reader is not asked what a bar
//! says.

use super::TextLine;
use super::cells::CellPlace;
use super::size::Body;
use crate::pixels::ink::Piece;

/// Sides of the bar in millimetres, and how much longer than high it is at least.
const LONG: std::ops::Range<f32> = 0.7..7.0;
const HIGH: std::ops::Range<f32> = 0.1..1.1;
const LONGER: f32 = 1.8;
/// It stands in the middle of its cell: nearer to the edge is what was left of a line.
const EDGE: f32 = 0.2;
/// Smaller pieces beside it are specks.
const SPECK_MM: f32 = 0.3;
/// A dash stands so high over the base line, in em.
const OVER_BASE: f32 = 0.26;

/// The dash that is all there is in a cell. `em`: the size of type about it, pixels.
pub(super) fn dash(cell: &CellPlace, pieces: &[Piece], em: f32, millimetre: f32) -> Option<TextLine> {
    let mm = |pixels: u32| pixels as f32 / millimetre;
    let mut of_size = pieces.iter().filter(|piece| mm(piece.width().max(piece.height())) > SPECK_MM);
    let bar = *of_size.next()?;
    let alone = of_size.next().is_none();
    let is_bar = LONG.contains(&mm(bar.width()))
        && HIGH.contains(&mm(bar.height()))
        && bar.width() as f32 > LONGER * bar.height() as f32;
    let middle = |from: u32, to: u32, start: usize, end: usize| {
        let (place, size) = ((from + to) as f32 / 2.0 - start as f32, (end - start) as f32);
        (EDGE..1.0 - EDGE).contains(&(place / size.max(1.0)))
    };
    let stands = middle(bar.left, bar.right, cell.left, cell.right)
        && middle(bar.top, bar.bottom, cell.top, cell.bottom);
    if !alone || !is_bar || !stands {
        return None;
    }
    let base = (bar.top + bar.bottom) as f32 / 2.0 + OVER_BASE * em;
    Some(TextLine {
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
        cell: None,
        dash: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let piece = |left: u32, top: u32, width: u32, height: u32| Piece {
            left,
            top,
            right: left + width,
            bottom: top + height,
            area: width * height,
        };
        let check = |name: &str, pieces: &[Piece], expected: bool| {
            assert_eq!(dash(&cell, pieces, 24.0, 8.0).is_some(), expected, "{name}");
        };
        check("a dash", &[piece(190, 128, 12, 3)], true);
        check("a dash and a speck", &[piece(190, 128, 12, 3), piece(120, 120, 2, 2)], true);
        check("two dashes", &[piece(190, 128, 12, 3), piece(210, 128, 12, 3)], false);
        check("what is left of the line above", &[piece(190, 103, 12, 3)], false);
        check("a point", &[piece(190, 128, 4, 4)], false);
        check("a figure", &[piece(190, 120, 8, 16)], false);
        check("a long rule", &[piece(120, 128, 160, 3)], false);
        check("nothing", &[], false);
    }
}
