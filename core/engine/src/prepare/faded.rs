//! Ink that faded unevenly: a worn ribbon, a pale copy, a page bleached on one side. One stretch for the page leaves
//! the pale parts pale; here each neighbourhood is brought to the darkness of the page's better ink.

use crate::pixels::Grey;

/// A cell is about as wide as the strokes and gaps of a letter (millimetres): its mean tells ink from grain.
const CELL: f32 = 0.6;
/// Darkness (255 black) of a cell that surely holds ink: its mean, and its darkest four pixels.
const INK: u8 = 14;
const STROKE: u8 = 35;
/// A neighbourhood (millimetres to each side) holds letters of its own line; with fewer cells of ink it tells nothing.
const REACH: f32 = 2.4;
const LEAST_CELLS: u32 = 4;
/// Fewer cells of ink are no text.
const LEAST_INK: usize = 150;
/// Faded pages: half of the strokes are lighter than the first, so large a share of them than the second. Forms with
/// pale small print are dark for the most part.
const HALF_DARK: f32 = 160.0;
const PALE: f32 = 100.0;
const LEAST_PALE: f32 = 0.22;
/// Pale ink is brought to the darkness of the better, than which so large a share is paler.
const BETTER: f32 = 0.8;
/// Paper takes no more.
const MOST: f32 = 3.0;

/// An evened page with even ink, and the share of its ink that was pale.
pub(crate) struct Levelled {
    pub grey: Grey,
    pub pale: f32,
}

/// Brings pale ink up to the better; none where most of the page's ink is dark.
pub(crate) fn levelled(even: &Grey, dpi: f32) -> Option<Levelled> {
    // Pixels of the page in one of half its size, and those in a cell.
    let factor = ((CELL * dpi / 25.4 / 2.0).round() as usize).max(1);
    if even.width < 8 * factor || even.height < 8 * factor {
        return None;
    }
    let (means, strokes) = cells(&even.shrunk(2), factor);
    let reach = (REACH / CELL).round() as usize;
    let sorted = |levels: &[Option<f32>], cells: &Grey| {
        let inked = levels.iter().zip(&cells.data).filter(|&(_, &dark)| dark > 0);
        let mut inked: Vec<f32> = inked.filter_map(|(&level, _)| level).collect();
        inked.sort_unstable_by(f32::total_cmp);
        inked
    };
    let peaks = sorted(&levels(&strokes, reach), &strokes);
    let pale = peaks.partition_point(|&level| level < PALE) as f32 / peaks.len().max(1) as f32;
    if peaks.len() < LEAST_INK || peaks[peaks.len() / 2] > HALF_DARK || pale < LEAST_PALE {
        return None;
    }
    let levels = levels(&means, reach);
    let inked = sorted(&levels, &means);
    let better = inked[(inked.len() as f32 * BETTER) as usize];
    let gain = |level: f32| (better / level).clamp(1.0, MOST);
    let gains: Vec<f32> = levels.iter().map(|level| level.map_or(1.0, gain)).collect();
    Some(Levelled { grey: darkened(even, &gains, (means.width, 2 * factor)), pale })
}

/// How dark each cell is on the whole, and how dark its strokes are: 255 black, 0 where it holds no ink.
fn cells(half: &Grey, factor: usize) -> (Grey, Grey) {
    let (width, height) = (half.width.div_ceil(factor), half.height.div_ceil(factor));
    let mut means = Grey { width, height, data: vec![0; width * height] };
    let mut strokes = means.clone();
    for (place, (mean, stroke)) in means.data.iter_mut().zip(&mut strokes.data).enumerate() {
        let (left, top) = (place % width * factor, place / width * factor);
        let columns = left..(left + factor).min(half.width);
        let rows = top..(top + factor).min(half.height);
        let (mut darkest, mut sum) = (255, 0);
        for row in rows.clone().map(|y| &half.row(y)[columns.clone()]) {
            darkest = row.iter().copied().fold(darkest, u8::min);
            sum += row.iter().map(|&pixel| u32::from(255 - pixel)).sum::<u32>();
        }
        let whole = (sum / (rows.len() * columns.len()) as u32) as u8;
        if whole >= INK {
            *mean = whole;
            *stroke = if 255 - darkest >= STROKE { 255 - darkest } else { 0 };
        }
    }
    (means, strokes)
}

/// How dark the ink round each cell is.
fn levels(cells: &Grey, reach: usize) -> Vec<Option<f32>> {
    let (width, height) = (cells.width, cells.height);
    // Sums and counts of ink until each place of a row, then down the columns.
    let mut across = vec![(0u32, 0u32); width * height];
    for y in 0..height {
        let mut until = vec![(0u32, 0u32); width + 1];
        for (x, &dark) in cells.row(y).iter().enumerate() {
            let (sum, count) = until[x];
            until[x + 1] = (sum + u32::from(dark), count + u32::from(dark > 0));
        }
        for x in 0..width {
            let (from, to) = (until[x.saturating_sub(reach)], until[(x + reach + 1).min(width)]);
            across[y * width + x] = (to.0 - from.0, to.1 - from.1);
        }
    }
    // A line's own ink: letters above and below are as likely of another.
    let reach = reach.div_ceil(2);
    let mut out = Vec::with_capacity(width * height);
    for y in 0..height {
        let rows = y.saturating_sub(reach)..(y + reach + 1).min(height);
        for x in 0..width {
            let column = rows.clone().map(|row| across[row * width + x]);
            let (sum, count) = column.fold((0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
            out.push((count >= LEAST_CELLS).then(|| sum as f32 / count as f32));
        }
    }
    out
}

/// The page with the darkness of each place multiplied by the gains of the cells about it.
fn darkened(even: &Grey, gains: &[f32], (width, factor): (usize, usize)) -> Grey {
    let height = gains.len() / width;
    let between = |place: usize, cells: usize| {
        let middle = ((place as f32 + 0.5) / factor as f32 - 0.5).clamp(0.0, (cells - 1) as f32);
        let cell = (middle as usize).min(cells.saturating_sub(2));
        (cell, middle - cell as f32)
    };
    let columns: Vec<(usize, f32)> = (0..even.width).map(|x| between(x, width)).collect();
    let mut out = even.clone();
    let mut row_gains = vec![1.0f32; width];
    for (y, row) in out.data.chunks_exact_mut(even.width).enumerate() {
        let (above, down) = between(y, height);
        let below = (above + 1).min(height - 1);
        for (x, gain) in row_gains.iter_mut().enumerate() {
            *gain = gains[above * width + x] * (1.0 - down) + gains[below * width + x] * down;
        }
        for (pixel, &(cell, way)) in row.iter_mut().zip(&columns) {
            if *pixel < 255 {
                let gain = row_gains[cell] * (1.0 - way) + row_gains[(cell + 1).min(width - 1)] * way;
                *pixel = 255 - (f32::from(255 - *pixel) * gain).min(255.0) as u8;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of strokes on an even page; those right of the middle are as dark as told.
    fn page(right: u8) -> Grey {
        let (width, height) = (1000, 800);
        let mut grey = Grey::white(width, height);
        for y in 0..height {
            for x in 0..width {
                let ink = y % 50 < 20 && x % 18 < 4;
                if ink {
                    grey.data[y * width + x] = 255 - if x < 400 { 220 } else { right };
                }
            }
        }
        grey
    }

    #[test]
    fn a_pale_side_becomes_as_dark_as_the_other() {
        let levelled = levelled(&page(70), 250.0).expect("half the page is pale");
        let at = |x: usize, y: usize| levelled.grey.data[y * 1000 + x];
        assert!((0.5..0.7).contains(&levelled.pale), "{} is pale", levelled.pale);
        assert!(at(18 * 40 + 1, 410) < 60, "pale ink is {}", at(18 * 40 + 1, 410));
        assert_eq!((at(18 * 10 + 1, 410), at(18 * 40 + 9, 435)), (35, 255));
    }

    #[test]
    fn even_ink_and_empty_paper_stay() {
        assert!(levelled(&page(200), 250.0).is_none());
        assert!(levelled(&Grey::white(1000, 800), 250.0).is_none());
    }
}
