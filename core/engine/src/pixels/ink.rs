//! What is ink: a mask by local threshold, and its connected components with their boxes.

use std::ops::Range;

use memchr::memchr;
use multiversion::multiversion;

use super::Grey;

/// One byte a pixel: 1 ink, 0 paper.
#[derive(Clone, Debug)]
pub(crate) struct Ink {
    pub width: usize,
    pub height: usize,
    pub data: Vec<u8>,
}

/// One connected piece of ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    pub left: u32,
    pub top: u32,
    /// Exclusive.
    pub right: u32,
    pub bottom: u32,
    pub area: u32,
}

impl Piece {
    pub fn width(&self) -> u32 {
        self.right - self.left
    }

    pub fn height(&self) -> u32 {
        self.bottom - self.top
    }

    /// Whether the other's box lies within its own.
    pub fn holds(&self, other: &Self) -> bool {
        let across = self.left <= other.left && self.right >= other.right;
        across && self.top <= other.top && self.bottom >= other.bottom
    }

    /// Whether its sides are of such a size, in millimetres, and less of its box than that share is ink: a ring, an arc of one, a
    /// frame, a signature, with what hangs together with it.
    pub fn is_open(&self, sides: &Range<f32>, inked: f32, millimetre: f32) -> bool {
        let side = |pixels: u32| sides.contains(&(pixels as f32 / millimetre));
        let filled = self.area as f32 / (self.width() * self.height()) as f32;
        side(self.width()) && side(self.height()) && filled < inked
    }
}

/// Share of the pieces' boxes that is ink, 0 to 1.
pub(crate) fn filled(pieces: &[Piece]) -> f32 {
    let boxes: f32 = pieces.iter().map(|piece| (piece.width() * piece.height()) as f32).sum();
    pieces.iter().map(|piece| piece.area as f32).sum::<f32>() / boxes.max(1.0)
}

/// The runs of ink of a row, from left to right.
pub(crate) fn runs(row: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memchr(1, row.get(from..)?)?;
        let end = memchr(0, &row[start..]).map_or(row.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

impl Ink {
    pub fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..(y + 1) * self.width]
    }

    /// Darker than a fixed value.
    pub fn darker_than(grey: &Grey, limit: u8) -> Self {
        let data = grey.data.iter().map(|&pixel| u8::from(pixel < limit)).collect();
        Self { width: grey.width, height: grey.height, data }
    }

    /// Ink is darker than its surroundings by so much: faded ink is grey on an even page too.
    pub const DARKER: i32 = 25;
    /// Its surroundings, in millimetres round it.
    const WINDOW: f32 = 4.3;

    /// What is darker by so much than what stands round it.
    pub fn standing_out(grey: &Grey, millimetre: f32, darker: i32) -> Self {
        Self::local(grey, (Self::WINDOW * millimetre) as usize | 1, darker)
    }

    /// Darker than the mean of a square window by more than `offset`.
    pub fn local(grey: &Grey, window: usize, offset: i32) -> Self {
        Self { width: grey.width, height: grey.height, data: darker_than_window(grey, window, offset) }
    }

    pub fn share(&self) -> f32 {
        let ink: u64 = self.data.iter().map(|&pixel| u64::from(pixel)).sum();
        ink as f32 / self.data.len().max(1) as f32
    }

    /// What of the ink hangs together with some places of it (4 neighbours). Places that are paper lead nowhere.
    pub fn reached(&self, mut open: Vec<usize>) -> Self {
        let (width, height) = (self.width, self.height);
        let mut reached = Self { width, height, data: vec![0; width * height] };
        while let Some(place) = open.pop() {
            if reached.data[place] == 1 || self.data[place] == 0 {
                continue;
            }
            reached.data[place] = 1;
            let (x, y) = (place % width, place / width);
            if x > 0 {
                open.push(place - 1);
            }
            if x + 1 < width {
                open.push(place + 1);
            }
            if y > 0 {
                open.push(place - width);
            }
            if y + 1 < height {
                open.push(place + width);
            }
        }
        reached
    }

    /// A pixel more on every side: what two pixels of paper part grows together.
    pub fn grown(&self) -> Self {
        let (width, height) = (self.width, self.height);
        let mut across = self.data.clone();
        for (row, out) in self.data.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
            for x in 1..width {
                out[x] |= row[x - 1];
                out[x - 1] |= row[x];
            }
        }
        let mut data = across.clone();
        for y in 1..height {
            let (above, here) = ((y - 1) * width, y * width);
            for x in 0..width {
                data[here + x] |= across[above + x];
                data[above + x] |= across[here + x];
            }
        }
        Self { width, height, data }
    }

    /// Connected pieces (8 neighbours) by runs and union-find; stops collecting after `most` pieces.
    pub fn pieces(&self, most: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut parent: Vec<u32> = Vec::new();
        let mut above: Vec<(u32, u32, u32)> = Vec::new();
        let mut here: Vec<(u32, u32, u32)> = Vec::new();
        for y in 0..self.height {
            here.clear();
            let mut next_above = 0;
            for run in runs(self.row(y)) {
                let (left, right) = (run.start as u32, run.end as u32);
                while next_above < above.len() && above[next_above].1 < left {
                    next_above += 1;
                }
                let mut label = u32::MAX;
                let mut place = next_above;
                while place < above.len() && above[place].0 <= right {
                    let other = root(&mut parent, above[place].2);
                    if label == u32::MAX {
                        label = other;
                    } else if other != label {
                        join(&mut pieces, &mut parent, label, other);
                    }
                    place += 1;
                }
                if label == u32::MAX {
                    if pieces.len() >= most {
                        continue;
                    }
                    label = pieces.len() as u32;
                    parent.push(label);
                    pieces.push(Piece { left, top: y as u32, right, bottom: y as u32 + 1, area: 0 });
                }
                let piece = &mut pieces[label as usize];
                piece.left = piece.left.min(left);
                piece.right = piece.right.max(right);
                piece.bottom = y as u32 + 1;
                piece.area += right - left;
                here.push((left, right, label));
            }
            std::mem::swap(&mut above, &mut here);
        }
        let is_root = |place: &(usize, &Piece)| parent[place.0] as usize == place.0;
        pieces.iter().enumerate().filter(is_root).map(|(_, piece)| *piece).collect()
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn darker_than_window(grey: &Grey, window: usize, offset: i32) -> Vec<u8> {
    let (width, height) = (grey.width, grey.height);
    let half = window / 2;
    let mut columns = vec![0u32; width];
    let mut data = vec![0u8; width * height];
    // Sums of the columns left of each place, so that a window's sum is one difference.
    let mut until = vec![0i32; width + 1];
    let add = |columns: &mut [u32], y: usize| {
        columns.iter_mut().zip(grey.row(y)).for_each(|(sum, &pixel)| *sum += u32::from(pixel));
    };
    (0..height.min(half)).for_each(|y| add(&mut columns, y));
    for y in 0..height {
        if y + half < height {
            add(&mut columns, y + half);
        }
        if y > half {
            let gone = grey.row(y - half - 1);
            columns.iter_mut().zip(gone).for_each(|(sum, &pixel)| *sum -= u32::from(pixel));
        }
        let rows_in = (y + half + 1).min(height) - y.saturating_sub(half);
        let mut sum = 0i32;
        for (until, &column) in until[1..].iter_mut().zip(&columns) {
            sum = sum.wrapping_add(column as i32);
            *until = sum;
        }
        let row = grey.row(y);
        let out = &mut data[y * width..(y + 1) * width];
        let inner = half.min(width)..width.saturating_sub(half).max(half.min(width));
        let edges = (0..inner.start).chain(inner.end..width);
        for x in edges {
            let (from, to) = (x.saturating_sub(half), (x + half + 1).min(width));
            let pixels = ((to - from) * rows_in) as i32;
            out[x] = u8::from((i32::from(row[x]) + offset) * pixels < until[to].wrapping_sub(until[from]));
        }
        let pixels = ((2 * half + 1) * rows_in) as i32;
        let sums = until.iter().zip(until.get(2 * half + 1..).unwrap_or_default());
        let places = out[inner.clone()].iter_mut().zip(&row[inner]);
        for ((ink, &pixel), (from, to)) in places.zip(sums) {
            *ink = u8::from((i32::from(pixel) + offset) * pixels < to.wrapping_sub(*from));
        }
    }
    data
}

fn root(parent: &mut [u32], mut label: u32) -> u32 {
    while parent[label as usize] != label {
        parent[label as usize] = parent[parent[label as usize] as usize];
        label = parent[label as usize];
    }
    label
}

fn join(pieces: &mut [Piece], parent: &mut [u32], into: u32, from: u32) {
    let other = pieces[from as usize];
    let piece = &mut pieces[into as usize];
    piece.left = piece.left.min(other.left);
    piece.top = piece.top.min(other.top);
    piece.right = piece.right.max(other.right);
    piece.bottom = piece.bottom.max(other.bottom);
    piece.area += other.area;
    parent[from as usize] = into;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(rows: &[&str]) -> Ink {
        let data = rows.iter().flat_map(|row| row.bytes().map(|byte| u8::from(byte == b'#'))).collect();
        Ink { width: rows[0].len(), height: rows.len(), data }
    }

    #[test]
    fn pieces_are_counted() {
        let check = |rows: &[&str], mut expected: Vec<u32>| {
            let mut areas: Vec<u32> = ink(rows).pieces(1000).iter().map(|piece| piece.area).collect();
            areas.sort_unstable();
            expected.sort_unstable();
            assert_eq!(areas, expected, "{rows:?}");
        };
        check(&["....", "...."], vec![]);
        check(&["#..#", "...."], vec![1, 1]);
        check(&["#.#", "#.#", "###"], vec![7]);
        check(&["#..", ".#.", "..#"], vec![3]);
        check(&["#.#.#", ".#.#.", "....#"], vec![6]);
        check(&["##.##", ".....", "##.##"], vec![2, 2, 2, 2]);
    }

    #[test]
    fn what_is_grown_joins_over_two_pixels() {
        let grown = ink(&["#..#....", "........", "........", ".......#"]).grown();
        assert_eq!(grown.data, ink(&["#####...", "#####...", "......##", "......##"]).data);
    }

    #[test]
    fn what_hangs_together_is_reached() {
        let all = ink(&["##..#", ".#..#", "...##"]);
        assert_eq!(all.reached(vec![0, 2]).data, ink(&["##...", ".#...", "....."]).data);
        assert_eq!(all.reached(vec![13]).data, ink(&["....#", "....#", "...##"]).data);
    }

    #[test]
    fn the_local_threshold_finds_ink_on_any_paper() {
        for paper in [90, 160, 250] {
            let mut grey = Grey { width: 100, height: 60, data: vec![paper; 6000] };
            for x in 20..60 {
                for y in 28..31 {
                    grey.data[y * 100 + x] = paper - 60;
                }
            }
            let found = Ink::local(&grey, 31, 20);
            assert_eq!(found.data.iter().map(|&pixel| u32::from(pixel)).sum::<u32>(), 120, "paper {paper}");
        }
    }
}
