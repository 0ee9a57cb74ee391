//! Repeatable chance: the same seed, dossier and purpose always give the same numbers.
//! Knows nothing of paper.

use rand::{Rng as _, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of repeatable chance.
#[derive(Clone, Debug)]
pub struct Rng(ChaCha8Rng);

/// FNV-1a; stable over releases, unlike the hasher of the standard library.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut value = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        value = (value ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    value
}

impl Rng {
    /// The stream of one dossier: dossier K is the same however the work is split.
    pub fn new(seed: u64, dossier: u64) -> Rng {
        let mut bytes = [0_u8; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&dossier.to_le_bytes());
        Rng(ChaCha8Rng::from_seed(bytes))
    }

    /// A stream of its own for a purpose; what it draws does not move the parent further than one step.
    pub fn fork(&mut self, purpose: &str) -> Rng {
        let mut bytes = [0_u8; 32];
        bytes[..8].copy_from_slice(&self.0.next_u64().to_le_bytes());
        bytes[8..16].copy_from_slice(&hash(purpose.as_bytes()).to_le_bytes());
        Rng(ChaCha8Rng::from_seed(bytes))
    }

    pub fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// From 0 up to, not including, 1.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / 16_777_216.0
    }

    pub fn float(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.unit()
    }

    /// Both ends included.
    pub fn int(&mut self, from: i64, to: i64) -> i64 {
        let span = (to - from + 1).max(1) as u64;
        from + (self.0.next_u64() % span) as i64
    }

    /// An index below `length`.
    pub fn index(&mut self, length: usize) -> usize {
        (self.0.next_u64() % length.max(1) as u64) as usize
    }

    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// An index drawn in proportion to its weight.
    pub fn weighted(&mut self, weights: &[f32]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f32>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// Roughly normal, mean 0, deviation 1.
    pub fn normal(&mut self) -> f32 {
        let mut sum = 0.0;
        for _ in 0..6 {
            sum += self.unit();
        }
        (sum - 3.0) * 1.414
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            let other = self.index(index + 1);
            list.swap(index, other);
        }
    }
}
