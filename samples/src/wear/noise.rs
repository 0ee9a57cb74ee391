//! Grain and slow unevenness, cheap enough for every pixel.
//! Knows nothing of paper.

use crate::paper::Rng;

const TILE: usize = 1 << 16;

/// A tape of roughly normal numbers (deviation 32), read from another place in each row.
#[derive(Clone, Debug)]
pub struct Grain {
    tape: Vec<i8>,
    starts: u64,
}

impl Grain {
    pub fn new(rng: &mut Rng) -> Grain {
        let mut tape = Vec::with_capacity(TILE);
        while tape.len() < TILE {
            let word = rng.next_u64();
            let mut bytes = [0_i32; 8];
            for (index, byte) in word.to_le_bytes().iter().enumerate() {
                bytes[index] = i32::from(*byte);
            }
            // Sums of four bytes are near enough to normal.
            let (a, b) = (bytes[..4].iter().sum::<i32>(), bytes[4..].iter().sum::<i32>());
            tape.push(((a - 510) * 32 / 148).clamp(-127, 127) as i8);
            tape.push(((b - 510) * 32 / 148).clamp(-127, 127) as i8);
        }
        Grain { tape, starts: rng.next_u64() | 1 }
    }

    /// `length` numbers for a row; the same row and salt give the same ones.
    pub fn row(&self, row: usize, salt: u64, length: usize) -> &[i8] {
        let mut word =
            (row as u64 + 1).wrapping_mul(self.starts).wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        word ^= word >> 31;
        word = word.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word ^= word >> 29;
        let start = (word % (TILE - length.min(TILE - 1)) as u64) as usize;
        &self.tape[start..start + length.min(TILE - 1)]
    }
}

/// Slow unevenness: random knots with straight lines between them, about 0 ± 1.
#[derive(Clone, Debug)]
pub struct Clouds {
    columns: usize,
    rows: usize,
    knots: Vec<f32>,
    cell: f32,
}

impl Clouds {
    pub fn new(width: usize, height: usize, cell: f32, rng: &mut Rng) -> Clouds {
        let columns = (width as f32 / cell) as usize + 3;
        let rows = (height as f32 / cell) as usize + 3;
        let mut knots = Vec::with_capacity(columns * rows);
        for _ in 0..columns * rows {
            knots.push(rng.float(-1.0, 1.0));
        }
        Clouds { columns, rows, knots, cell }
    }

    /// Fills `out` with the values along row `y`.
    pub fn row(&self, y: usize, out: &mut [f32]) {
        let v = y as f32 / self.cell;
        let row = (v as usize).min(self.rows - 2);
        let down = smooth(v - row as f32);
        let knot = |column: usize| {
            let at = row * self.columns + column;
            self.knots[at] * (1.0 - down) + self.knots[at + self.columns] * down
        };
        let (mut column, mut from, mut to) = (usize::MAX, 0.0, 0.0);
        for (x, value) in out.iter_mut().enumerate() {
            let u = x as f32 / self.cell;
            let index = (u as usize).min(self.columns - 2);
            if index != column {
                column = index;
                from = knot(index);
                to = knot(index + 1);
            }
            *value = from + (to - from) * smooth(u - index as f32);
        }
    }
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
