//! The size of a line's type. Small letters, capitals and figures of one size differ in height, so the height of a
//! line's letters alone does not tell; the other lines of the page do.

use super::TextLine;
use crate::pixels::ink::{Piece, filled};

/// A small letter's height in the em, and how much higher capitals and figures stand.
pub(super) const SMALL_IN_EM: f32 = 0.48;
pub(super) const CAPITAL: f32 = 1.42;
/// Letters of one height: their upper fifth is hardly higher than their lower fifth.
const EVEN: f32 = 1.18;
/// Print fills more of its letters' boxes, a pen less.
const PEN: f32 = 0.45;
/// Fewer letters say nothing about the page.
const ENOUGH: usize = 6;
/// So many figures are a sum, and so much higher than small letters of their size figures are.
const FIGURES: usize = 3;
const HIGHER: std::ops::Range<f32> = 1.3..1.55;
/// So many letters of the same row say more than the page.
const ENOUGH_BESIDE: usize = 12;

/// Heights of a line's letters over its base line, pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Body {
    /// Of the lower third: a small letter's where there are small letters.
    pub low: f32,
    /// Whether all are of one height: capitals, figures, or (rarely) small letters without heads.
    pub even: bool,
}

impl Body {
    pub fn of(letters: &[Piece], base: impl Fn(f32) -> f32, small: f32) -> Self {
        let height = |piece: &Piece| base((piece.left + piece.right) as f32 / 2.0) - piece.top as f32;
        // A pen joins letters; what stands alone beside them is little and low.
        let pen = filled(letters) < PEN;
        let weight = |piece: &Piece| if pen { piece.width() as f32 } else { 1.0 };
        let mut heights: Vec<(f32, f32)> =
            letters.iter().map(|piece| (height(piece), weight(piece))).collect();
        heights.retain(|(height, _)| *height > 0.5 * small);
        heights.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        if heights.is_empty() {
            return Self { low: small, even: false };
        }
        let all: f32 = heights.iter().map(|(_, width)| width).sum();
        let at = |share: f32| {
            let mut sum = 0.0;
            let reached = heights.iter().find(|(_, width)| {
                sum += width;
                sum >= share * all
            });
            reached.map_or(heights[heights.len() - 1].0, |(height, _)| *height)
        };
        Self { low: at(0.33), even: at(0.8) < EVEN * at(0.2) }
    }
}

/// Gives every line its size, by the small letters of uneven lines: those beside it, or those of the page. In a row of a table
/// the figures tell: «лютий», all of whose letters are of one height, stands lower than the sums beside it.
pub(super) fn settle(lines: &mut [TextLine]) {
    let known: Vec<Known> = lines.iter().filter_map(Known::of).collect();
    let evens: Vec<Even> = lines.iter().filter_map(Even::of).collect();
    let page = small(known.iter());
    for line in lines {
        let beside = || known.iter().filter(|known| known.top < line.bottom && line.top < known.bottom);
        let letters: usize = beside().map(|known| known.letters).sum();
        let below_figures = Even::of(line).is_some_and(|own| evens.iter().any(|other| own.is_below(other)));
        let own = match letters >= ENOUGH_BESIDE {
            true => small(beside()),
            false if below_figures => Some(line.body.low),
            false => page,
        };
        line.em = em(line.body, own);
    }
}

/// A line in which small letters can be told from others.
struct Known {
    low: f32,
    letters: usize,
    top: f32,
    bottom: f32,
}

impl Known {
    fn of(line: &TextLine) -> Option<Self> {
        let letters = line.letters.len();
        let TextLine { body, top, bottom, .. } = *line;
        (!body.even && letters >= ENOUGH).then_some(Self { low: body.low, letters, top, bottom })
    }
}

/// A line of a cell whose letters are of one height.
struct Even {
    table: usize,
    top: f32,
    bottom: f32,
    low: f32,
}

impl Even {
    fn of(line: &TextLine) -> Option<Self> {
        let TextLine { body, top, bottom, .. } = *line;
        let (table, _) = line.cell.filter(|_| body.even && line.letters.len() >= FIGURES)?;
        Some(Self { table, top, bottom, low: body.low })
    }

    /// Whether the other stands in the same row and is as much higher as figures are than small letters.
    fn is_below(&self, other: &Self) -> bool {
        let in_row = self.table == other.table && self.top < other.bottom && other.top < self.bottom;
        in_row && HIGHER.contains(&(other.low / self.low))
    }
}

/// The height of small letters that half of the letters have at most.
fn small<'k>(known: impl Iterator<Item = &'k Known>) -> Option<f32> {
    let mut heights: Vec<(f32, usize)> = known.map(|known| (known.low, known.letters)).collect();
    heights.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let half = heights.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut sum = 0;
    heights.into_iter().find_map(|(low, letters)| {
        sum += letters;
        (sum > half).then_some(low)
    })
}

/// A part of a line of the size `em`, with the size of its own letters.
pub(super) fn of_part(mut part: TextLine, whole: f32) -> TextLine {
    let small = SMALL_IN_EM * whole;
    part.body = Body::of(&part.letters, |x| part.base_at(x), small);
    part.em = em(part.body, Some(small));
    part
}

fn em(body: Body, small: Option<f32>) -> f32 {
    let as_capital = body.low / (SMALL_IN_EM * CAPITAL);
    let as_small = body.low / SMALL_IN_EM;
    let Some(small) = small else {
        return if body.even { as_capital } else { as_small };
    };
    let over = body.low / small;
    if body.even {
        return if (0.8..1.15).contains(&over) { as_small } else { as_capital };
    }
    if (1.22..1.75).contains(&over) { as_capital } else { as_small }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_the_size_of_their_letters() {
        let check = |low: f32, even: bool, small: Option<f32>, expected: f32| {
            let found = em(Body { low, even }, small);
            assert!((found - expected).abs() < 1.0, "{low} {even} {small:?}: {found}");
        };
        check(14.0, false, Some(14.0), 29.0);
        check(20.0, true, Some(14.0), 29.0);
        check(20.0, true, None, 29.0);
        check(14.0, true, Some(14.0), 29.0);
        check(19.0, false, Some(14.0), 28.0);
        // A heading of twice the size.
        check(28.0, false, Some(14.0), 58.0);
    }

    #[test]
    fn what_a_pen_joins_says_more_than_what_stands_alone() {
        // One joined word and three low letters beside it.
        let word = |width: u32, height: u32, area: u32| Piece {
            left: 0,
            top: 100 - height,
            right: width,
            bottom: 100,
            area: area * width * height / 100,
        };
        let check = |filled: u32, expected: f32| {
            let letters = [word(90, 30, filled), word(12, 16, 40), word(12, 16, 40), word(12, 16, 40)];
            assert_eq!(Body::of(&letters, |_| 100.0, 16.0).low, expected, "{filled} % ink");
        };
        check(25, 30.0);
        check(60, 16.0);
    }

    #[test]
    fn the_own_row_says_more_than_the_page() {
        let line = |top: f32, letters: usize, low: f32, even: bool| {
            let letter = Piece { left: 0, top: top as u32, right: 9, bottom: (top + low) as u32, area: 50 };
            TextLine {
                right: 100.0,
                top,
                bottom: top + low,
                base: top + low,
                body: Body { low, even },
                letters: vec![letter; letters],
                ..TextLine::default()
            }
        };
        // A page written large; a head in small print, one of its words without a small letter of its own.
        let mut lines =
            vec![line(100.0, 40, 20.0, false), line(200.0, 20, 13.0, false), line(198.0, 1, 19.0, true)];
        settle(&mut lines);
        assert!((lines[2].em - 28.0).abs() < 1.0, "{}", lines[2].em);
        assert!((lines[0].em - 41.7).abs() < 1.0, "{}", lines[0].em);
        // «лютий» beside a sum, on a page of larger letters; capitals beside a sum are as high as its figures.
        let cell = |low: f32| TextLine { cell: Some((0, 0)), ..line(300.0, 5, low, true) };
        for (page, label, expected) in [(30.0, 22.0, 45.8), (22.0, 31.0, 45.5)] {
            let mut lines = vec![line(100.0, 40, page, false), cell(label), cell(31.0)];
            settle(&mut lines);
            assert!((lines[1].em - expected).abs() < 1.0, "{}", lines[1].em);
        }
    }
}
