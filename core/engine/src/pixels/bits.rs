//! One bit a pixel, the first pixel of a word its highest bit, every row on words of its own: the form in which JBIG2
//! takes a mask, and in which a mask is widened, counted and walked 32 pixels at a time.

use std::ops::Range;

/// Bits past the right edge are 0.
#[derive(Clone)]
pub(crate) struct Bits {
    pub width: usize,
    pub height: usize,
    across: usize,
    pub words: Vec<u32>,
}

impl Bits {
    pub fn none(width: usize, height: usize) -> Self {
        let across = width.div_ceil(32);
        Self { width, height, across, words: vec![0; across * height] }
    }

    pub fn row(&self, y: usize) -> &[u32] {
        &self.words[y * self.across..(y + 1) * self.across]
    }

    fn row_mut(&mut self, y: usize) -> &mut [u32] {
        &mut self.words[y * self.across..(y + 1) * self.across]
    }

    /// The rows that have bits set, from the first to the last, and the words of a row that do. Of none, the first of each.
    pub fn inked(&self) -> (Range<usize>, Range<usize>) {
        let mut any = vec![0u32; self.across];
        let mut rows = None;
        for y in 0..self.height {
            let mut here = 0;
            for (any, &word) in any.iter_mut().zip(self.row(y)) {
                *any |= word;
                here |= word;
            }
            if here != 0 {
                rows = Some(rows.map_or(y, |rows: Range<usize>| rows.start)..y + 1);
            }
        }
        let first = any.iter().position(|&word| word != 0).unwrap_or(0);
        let last = any.iter().rposition(|&word| word != 0).unwrap_or(0);
        (rows.unwrap_or(0..1), first..last + 1)
    }

    /// Sets a row from bytes of 0 and 1, one a pixel.
    pub fn set_row(&mut self, y: usize, pixels: &[u8]) {
        for (word, pixels) in self.row_mut(y).iter_mut().zip(pixels.chunks(32)) {
            let (eights, rest) = pixels.as_chunks::<8>();
            let mut bits = 0;
            for eight in eights {
                bits = bits << 8 | packed(*eight);
            }
            for &pixel in rest {
                bits = bits << 1 | u32::from(pixel);
            }
            *word = bits << (32 - pixels.len());
        }
    }

    /// A row as bytes, one a pixel: 255 where the bit is set, else 0; `repeated` times each.
    pub fn spread<const REPEATED: usize>(&self, y: usize, out: &mut [u8]) {
        let table = const { spreads::<REPEATED>() };
        let (eights, rest) = out.split_at_mut(self.width / 8 * 8 * REPEATED);
        let byte = |place: usize| usize::from(self.row(y)[place / 4].to_be_bytes()[place % 4]);
        for (place, eight) in eights.chunks_exact_mut(8 * REPEATED).enumerate() {
            eight.copy_from_slice(table[byte(place)].as_flattened());
        }
        if !rest.is_empty() {
            rest.copy_from_slice(&table[byte(self.width / 8)].as_flattened()[..rest.len()]);
        }
    }

    pub fn clear(&mut self, y: usize, from: usize, to: usize) {
        let row = self.row_mut(y);
        let mut at = from;
        while at < to {
            let end = (at / 32 * 32 + 32).min(to);
            row[at / 32] &= !(u32::MAX >> (at % 32) & u32::MAX << (31 - (end - 1) % 32));
            at = end;
        }
    }

    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The first place at or after `from` whose bit is `set`; the width where there is none.
    pub fn next(&self, y: usize, from: usize, set: bool) -> usize {
        let flip = if set { 0 } else { u32::MAX };
        let row = self.row(y);
        let mut unseen = u32::MAX >> (from % 32);
        for (place, &word) in row.iter().enumerate().skip(from / 32) {
            let found = (word ^ flip) & unseen;
            if found != 0 {
                return (place * 32 + found.leading_zeros() as usize).min(self.width);
            }
            unseen = u32::MAX;
        }
        self.width
    }

    /// Half the resolution; a pixel with any bit of its four is set.
    pub fn halved(&self) -> Self {
        let mut half = Self::none(self.width / 2, self.height / 2);
        for y in 0..half.height {
            let (above, below) = (self.row(2 * y), self.row(2 * y + 1));
            let across = half.across;
            let words = above.chunks(2).zip(below.chunks(2));
            for (out, (above, below)) in half.words[y * across..].iter_mut().zip(words) {
                let either = |at: usize| {
                    let word = above.get(at).unwrap_or(&0) | below.get(at).unwrap_or(&0);
                    every_other(word | word << 1)
                };
                *out = either(0) << 16 | either(1);
            }
        }
        half
    }

    /// With every pixel that is at most two steps, up, down or sideways, from a set one.
    pub fn widened(&self) -> Self {
        let mut out = self.clone();
        let mut cross = vec![0; self.across];
        let none = vec![0; self.across];
        let row = |y: Option<usize>| match y {
            Some(y) if y < self.height => self.row(y),
            _ => &none,
        };
        for y in 0..self.height {
            let (above, below) = (row(y.checked_sub(1)), row(Some(y + 1)));
            let (far_above, far_below) = (row(y.checked_sub(2)), row(Some(y + 2)));
            beside(self.row(y), &mut cross);
            for (cross, (above, below)) in cross.iter_mut().zip(above.iter().zip(below)) {
                *cross |= above | below;
            }
            let out = out.row_mut(y);
            beside(&cross, out);
            for (out, (above, below)) in out.iter_mut().zip(far_above.iter().zip(far_below)) {
                *out |= above | below;
            }
        }
        out.cut_off();
        out
    }

    /// Every pixel as most of the nine are that it is the middle of: a stroke's edge loses its teeth.
    pub fn evened(&self) -> Self {
        let mut out = self.clone();
        let none = vec![0; self.across];
        for y in 0..self.height {
            let above = if y > 0 { self.row(y - 1) } else { &none };
            let below = if y + 1 < self.height { self.row(y + 1) } else { &none };
            let three = [above, self.row(y), below];
            for (place, out) in out.row_mut(y).iter_mut().enumerate() {
                let [(a, aa), (b, bb), (c, cc)] = three.map(|row| {
                    let word = row[place];
                    let before = if place > 0 { row[place - 1] } else { 0 };
                    let after = row.get(place + 1).unwrap_or(&0);
                    added(word >> 1 | before << 31, word, word << 1 | after >> 31)
                });
                let (ones, more) = added(a, b, c);
                let (twos, fours) = added(aa, bb, cc);
                *out = fours & (twos | more) | ones & (fours | twos & more);
            }
        }
        out.cut_off();
        out
    }

    /// The bits set here and in `other`, which is of the same size.
    pub fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub fn inverted(mut self) -> Self {
        for word in &mut self.words {
            *word = !*word;
        }
        self.cut_off();
        self
    }

    fn cut_off(&mut self) {
        if self.width.is_multiple_of(32) {
            return;
        }
        let inside = u32::MAX << (32 - self.width % 32);
        for last in self.words[self.across - 1..].iter_mut().step_by(self.across) {
            *last &= inside;
        }
    }
}

/// Every bit, and those left and right of it.
fn beside(row: &[u32], out: &mut [u32]) {
    let mut before = 0;
    for (place, out) in out.iter_mut().enumerate() {
        let (word, after) = (row[place], row.get(place + 1).unwrap_or(&0));
        *out = word | word << 1 | word >> 1 | before << 31 | after >> 31;
        before = word;
    }
}

/// The sum of three numbers of one bit, for all bits of a word: the ones, the twos.
fn added(a: u32, b: u32, c: u32) -> (u32, u32) {
    (a ^ b ^ c, a & b | c & (a | b))
}

/// Eight bytes of 0 and 1 as the low eight bits.
fn packed(eight: [u8; 8]) -> u32 {
    (u64::from_be_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
}

/// The first, third, fifth... bit of a word, side by side in the low half.
fn every_other(word: u32) -> u32 {
    let mut word = (word >> 1) & 0x5555_5555;
    word = (word | word >> 1) & 0x3333_3333;
    word = (word | word >> 2) & 0x0f0f_0f0f;
    word = (word | word >> 4) & 0x00ff_00ff;
    (word | word >> 8) & 0xffff
}

const fn spreads<const REPEATED: usize>() -> [[[u8; REPEATED]; 8]; 256] {
    let mut table = [[[0; REPEATED]; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            if byte >> (7 - bit) & 1 == 1 {
                table[byte][bit] = [255; REPEATED];
            }
            bit += 1;
        }
        byte += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of marks, so that every word boundary is met.
    fn some(width: usize, height: usize) -> (Bits, Vec<Vec<u8>>) {
        let mut bits = Bits::none(width, height);
        let mut rows = Vec::new();
        for y in 0..height {
            let row: Vec<u8> = (0..width).map(|x| u8::from((x * 7 + y * 13) % 29 < 2)).collect();
            bits.set_row(y, &row);
            rows.push(row);
        }
        (bits, rows)
    }

    #[test]
    fn what_goes_in_comes_out() {
        for width in [1, 8, 31, 32, 33, 70, 100] {
            let (bits, rows) = some(width, 5);
            for (y, row) in rows.iter().enumerate() {
                let mut out = vec![7; width];
                bits.spread::<1>(y, &mut out);
                assert_eq!(out, row.iter().map(|pixel| pixel * 255).collect::<Vec<_>>(), "{width}");
                let mut out = vec![7; width * 3];
                bits.spread::<3>(y, &mut out);
                assert_eq!(out, row.iter().flat_map(|pixel| [pixel * 255; 3]).collect::<Vec<_>>(), "{width}");
                for from in 0..width {
                    let next = |set: u8| {
                        row[from..].iter().position(|&pixel| pixel == set).map_or(width, |place| from + place)
                    };
                    assert_eq!((bits.next(y, from, true), bits.next(y, from, false)), (next(1), next(0)));
                }
            }
            assert_eq!(bits.count(), rows.concat().iter().filter(|&&pixel| pixel == 1).count());
        }
    }

    #[test]
    fn widening_and_halving_are_those_of_single_pixels() {
        for width in [34, 64, 70] {
            let (bits, rows) = some(width, 12);
            let (wide, half) = (bits.widened(), bits.halved());
            let at = |x: usize, y: usize| rows[y][x] == 1;
            for y in 0..12 {
                for x in 0..width {
                    let near = |(i, j): (usize, usize)| at(i, j) && i.abs_diff(x) + j.abs_diff(y) <= 2;
                    let expected = (0..12).any(|j| (0..width).any(|i| near((i, j))));
                    assert_eq!(wide.next(y, x, true) == x, expected, "{width}: {x},{y}");
                }
            }
            for y in 0..6 {
                for x in 0..width / 2 {
                    let any = (0..4).any(|of| at(2 * x + of % 2, 2 * y + of / 2));
                    assert_eq!(half.next(y, x, true) == x, any, "{width}: {x},{y}");
                }
            }
        }
    }

    #[test]
    fn a_stretch_is_cleared() {
        for (from, to) in [(0, 1), (3, 32), (31, 33), (0, 70), (40, 41), (5, 5), (64, 70)] {
            let mut bits = Bits::none(70, 1);
            bits.set_row(0, &[1; 70]);
            bits.clear(0, from, to);
            let mut out = vec![0; 70];
            bits.spread::<1>(0, &mut out);
            let expected: Vec<u8> = (0..70).map(|x| if (from..to).contains(&x) { 0 } else { 255 }).collect();
            assert_eq!(out, expected, "{from}..{to}");
        }
    }
}
