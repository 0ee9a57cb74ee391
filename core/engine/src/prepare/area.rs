//! Which part of a frame is read: a small paper on a big scanner bed is cut out, an open book is two pages.

use crate::pixels::Grey;
use crate::pixels::ink::Ink;

/// Pixels lighter than this on the small copy are paper: sensitive, since what is cut away is not read.
const PAPER: u8 = 225;
/// White left round what stands on the page.
const MARGIN_MM: f32 = 5.0;
/// A frame of which the content takes more is left whole.
const MOST_SHARE: f32 = 0.5;
/// A frame with a shorter side than this is no scanner's bed.
const LEAST_BED_MM: f32 = 140.0;
/// Pixels of the page for one of the small copy.
const FACTOR: usize = 4;

/// The rectangle of an evened page that holds everything on it (left, top, right, bottom; exclusive), where that
/// is much less than the page.
pub(crate) fn content(even: &Grey, dpi: f32) -> Option<(usize, usize, usize, usize)> {
    if (even.width.min(even.height) as f32) < LEAST_BED_MM * dpi / 25.4 {
        return None;
    }
    let small = Ink::darker_than(&even.shrunk(FACTOR), PAPER);
    let rows: Vec<usize> = (0..small.height).filter(|&y| small.row(y).contains(&1)).collect();
    let mut columns = vec![0u8; small.width];
    for &y in &rows {
        columns.iter_mut().zip(small.row(y)).for_each(|(column, &ink)| *column |= ink);
    }
    let (left, right) =
        (columns.iter().position(|&ink| ink == 1)?, columns.iter().rposition(|&ink| ink == 1)?);
    let (top, bottom) = (*rows.first()?, *rows.last()?);
    let margin = (MARGIN_MM * dpi / 25.4) as usize;
    let from = |place: usize| (place * FACTOR).saturating_sub(margin);
    let to = |place: usize, most: usize| ((place + 1) * FACTOR + margin).min(most);
    let found = (from(left), from(top), to(right, even.width), to(bottom, even.height));
    let area = (found.2 - found.0) * (found.3 - found.1);
    (area as f32 <= MOST_SHARE * (even.width * even.height) as f32).then_some(found)
}

/// An open book is wider than high, but not by more than this.
const WIDE: std::ops::Range<f32> = 1.15..1.75;
/// Each page of it is at least so wide: a work book's page has 88 mm.
const LEAST_PAGE_MM: f32 = 75.0;
/// The gutter with both inner margins; columns of one page stand nearer.
const LEAST_GUTTER_MM: f32 = 9.0;
/// It lies in the middle part of the frame.
const MIDDLE: std::ops::Range<f32> = 0.40..0.60;
/// What is dark over more of the height is the fold itself, or the edge of the paper.
const FOLD: f32 = 0.55;
/// A column of the gutter may be dirty on this share of its height.
const DIRT: f32 = 0.006;
/// A side with less ink than this share of its columns holds nothing worth a page of its own.
const LEAST_SIDE_INK: f32 = 0.25;

/// Where an open book's two pages part, in pixels from the left of an evened, upright page; none where it is one
/// page.
pub(crate) fn spread(even: &Grey, dpi: f32) -> Option<usize> {
    let millimetre = dpi / 25.4 / FACTOR as f32;
    let small = Ink::darker_than(&even.shrunk(FACTOR), 160);
    let (width, height) = (small.width as f32, small.height as f32);
    if !WIDE.contains(&(width / height.max(1.0))) || width / 2.0 < LEAST_PAGE_MM * millimetre {
        return None;
    }
    let mut inked = vec![0u32; small.width];
    for y in 0..small.height {
        inked.iter_mut().zip(small.row(y)).for_each(|(column, &ink)| *column += u32::from(ink));
    }
    let is_fold = |column: &u32| *column as f32 > FOLD * height;
    let is_clear = |column: &u32| *column as f32 <= (DIRT * height).max(1.0) || is_fold(column);
    let (mut best, mut run) = ((0, 0), 0);
    for (x, column) in inked.iter().enumerate() {
        run = if is_clear(column) { run + 1 } else { 0 };
        let middle = x as f32 + 0.5 - run as f32 / 2.0;
        if run > best.1 && MIDDLE.contains(&(middle / width)) {
            best = (middle as usize, run);
        }
    }
    let (gutter, wide) = best;
    if (wide as f32) < LEAST_GUTTER_MM * millimetre {
        return None;
    }
    let written = |side: &[u32]| {
        let written = side.iter().filter(|column| !is_clear(column)).count();
        written as f32 > LEAST_SIDE_INK * side.len() as f32
    };
    (written(&inked[..gutter]) && written(&inked[gutter..])).then_some(gutter * FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words on white; each block is left, top, right, bottom in millimetres at 200 dpi.
    fn page(width_mm: f32, height_mm: f32, blocks: &[[f32; 4]]) -> Grey {
        let pixels = |mm: f32| (mm * 200.0 / 25.4) as usize;
        let mut page = Grey::white(pixels(width_mm), pixels(height_mm));
        for &[left, top, right, bottom] in blocks {
            for y in (pixels(top)..pixels(bottom)).filter(|y| y % 33 < 14) {
                for x in (pixels(left)..pixels(right)).filter(|x| x % 16 < 10 && x % 90 < 75) {
                    page.data[y * page.width + x] = 20;
                }
            }
        }
        page
    }

    #[test]
    fn an_open_book_is_parted() {
        let check = |name: &str, page: &Grey, expected_mm: Option<f32>| {
            let found = spread(page, 200.0).map(|x| x as f32 * 25.4 / 200.0);
            let near = match (found, expected_mm) {
                (Some(found), Some(expected)) => (found - expected).abs() < 4.0,
                (None, None) => true,
                _ => false,
            };
            assert!(near, "{name}: {found:?}, not {expected_mm:?}");
        };
        let two = [[12.0, 10.0, 82.0, 115.0], [96.0, 10.0, 166.0, 115.0]];
        let book = page(178.0, 125.0, &two);
        check("a work book", &book, Some(89.0));
        check("a leaning work book", &book.rotated(0.8), Some(89.0));
        let mut folded = book.clone();
        (0..folded.height).for_each(|y| folded.data[y * folded.width + 699..][..6].fill(10));
        check("with a dark fold", &folded, Some(89.0));
        let head = [[60.0, 4.0, 120.0, 8.0], two[0], two[1]];
        check("a heading over both", &page(178.0, 125.0, &head), None);
        check("one page lying", &page(297.0, 210.0, &[[20.0, 20.0, 280.0, 190.0]]), None);
        let columns = [[15.0, 15.0, 145.5, 195.0], [151.0, 15.0, 282.0, 195.0]];
        check("two columns", &page(297.0, 210.0, &columns), None);
        check("one side written", &page(297.0, 210.0, &[[15.0, 15.0, 130.0, 195.0]]), None);
        check(
            "an upright page",
            &page(210.0, 297.0, &[[20.0, 20.0, 95.0, 280.0], [115.0, 20.0, 190.0, 280.0]]),
            None,
        );
    }

    #[test]
    fn a_small_paper_is_found_on_its_bed() {
        let check = |page: &Grey, expected_mm: Option<[f32; 4]>| {
            let mm = |pixels: usize| pixels as f32 * 25.4 / 200.0;
            let found = content(page, 200.0).map(|(l, t, r, b)| [mm(l), mm(t), mm(r), mm(b)]);
            let near = match (found, expected_mm) {
                (Some(found), Some(expected)) => {
                    found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 3.0)
                }
                (None, None) => true,
                _ => false,
            };
            assert!(near, "{found:?}, not {expected_mm:?}");
        };
        check(&page(210.0, 297.0, &[[10.0, 12.0, 100.0, 130.0]]), Some([5.0, 7.0, 105.0, 135.0]));
        check(&page(210.0, 297.0, &[[10.0, 12.0, 200.0, 280.0]]), None);
        // A page number far below the text belongs to the page.
        check(&page(210.0, 297.0, &[[10.0, 12.0, 200.0, 90.0], [180.0, 284.0, 190.0, 288.0]]), None);
        check(&Grey::white(1000, 1000), None);
    }
}
