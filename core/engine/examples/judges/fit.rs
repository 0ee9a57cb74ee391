//! The fit of a net by gradient descent (Adam), from fixed beginnings: the same rows give the same weights.

use std::collections::BTreeMap;

use engine::{Measures, Net};

const UNITS: usize = 32;
const ROUNDS: usize = 60;
const BATCH: usize = 32;
/// Weights are pulled towards nothing by so much a step, so that few rows decide little.
const DECAY: f32 = 2e-4;
/// Each measure is left out so often: what is measured of a whole page (its pitch) would decide alone.
const BLIND: f32 = 0.1;

/// Names of measures live as long as the program.
pub fn named(measures: &BTreeMap<String, f32>) -> Measures {
    measures.iter().map(|(name, value)| (&*name.clone().leak(), *value)).collect()
}

/// A net over these measures; each row says which of the four kinds it is.
pub fn net(names: &[&str], rows: &[(&Measures, usize)]) -> Net {
    let count = rows.len() as f32;
    let value = |row: &Measures, name: &str| row.get(name).copied().unwrap_or(0.0);
    let mut net = Net {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        mean: Vec::new(),
        spread: Vec::new(),
        hidden: Vec::new(),
        out: Vec::new(),
    };
    for name in names {
        let mean = rows.iter().map(|(row, _)| value(row, name)).sum::<f32>() / count;
        let spread = rows.iter().map(|(row, _)| (value(row, name) - mean).powi(2)).sum::<f32>() / count;
        net.mean.push(mean);
        net.spread.push(spread.sqrt().max(1e-3));
    }
    let mut chance = Chance(1);
    net.hidden = (0..UNITS).map(|_| (0..=names.len()).map(|_| chance.next() * 0.3).collect()).collect();
    net.out = (0..4).map(|_| (0..=UNITS).map(|_| chance.next() * 0.3).collect()).collect();
    let even: Vec<(Vec<f32>, usize)> = rows.iter().map(|(row, kind)| (net.evened(row), *kind)).collect();
    descend(&mut net, &even, &mut chance);
    net
}

fn descend(net: &mut Net, rows: &[(Vec<f32>, usize)], chance: &mut Chance) {
    let mut hidden = Adam::of(&net.hidden);
    let mut out = Adam::of(&net.out);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    for round in 0..ROUNDS {
        for place in (1..order.len()).rev() {
            order.swap(place, chance.below(place + 1));
        }
        let rate = 0.003 * (1.0 - round as f32 / ROUNDS as f32);
        for batch in order.chunks(BATCH) {
            for &place in batch {
                let (even, kind_of_row) = &rows[place];
                let even = &chance.blinded(even);
                let (said, likely) = net.judged(even);
                let mut back = [0.0; UNITS];
                for (kind, likely) in likely.iter().enumerate() {
                    let miss = likely - f32::from(u8::from(kind == *kind_of_row));
                    out.add(kind, &said, miss);
                    back.iter_mut().zip(&net.out[kind]).for_each(|(back, weight)| *back += miss * weight);
                }
                for (unit, (back, said)) in back.iter().zip(&said).enumerate() {
                    hidden.add(unit, even, back * (1.0 - said * said));
                }
            }
            hidden.step(&mut net.hidden, rate, batch.len());
            out.step(&mut net.out, rate, batch.len());
        }
    }
}

struct Adam {
    slope: Vec<Vec<f32>>,
    mean: Vec<Vec<f32>>,
    square: Vec<Vec<f32>>,
    steps: i32,
}

impl Adam {
    fn of(weights: &[Vec<f32>]) -> Self {
        let empty: Vec<Vec<f32>> = weights.iter().map(|own| vec![0.0; own.len()]).collect();
        Self { slope: empty.clone(), mean: empty.clone(), square: empty, steps: 0 }
    }

    /// The slope of a unit by its inputs; the bias stands behind the weights.
    fn add(&mut self, unit: usize, inputs: &[f32], miss: f32) {
        let slope = &mut self.slope[unit];
        slope.iter_mut().zip(inputs).for_each(|(slope, input)| *slope += miss * input);
        slope[inputs.len()] += miss;
    }

    fn step(&mut self, weights: &mut [Vec<f32>], rate: f32, count: usize) {
        self.steps += 1;
        let (first, second) = (1.0 - 0.9_f32.powi(self.steps), 1.0 - 0.999_f32.powi(self.steps));
        for (unit, weights) in weights.iter_mut().enumerate() {
            for (place, weight) in weights.iter_mut().enumerate() {
                let slope = self.slope[unit][place] / count as f32 + DECAY * *weight;
                self.slope[unit][place] = 0.0;
                let (mean, square) = (&mut self.mean[unit][place], &mut self.square[unit][place]);
                *mean = 0.9 * *mean + 0.1 * slope;
                *square = 0.999 * *square + 0.001 * slope * slope;
                *weight -= rate * (*mean / first) / ((*square / second).sqrt() + 1e-8);
            }
        }
    }
}

/// Numbers that look like chance and are the same every time (xorshift).
struct Chance(u64);

impl Chance {
    fn step(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From -1 to 1.
    fn next(&mut self) -> f32 {
        (self.step() >> 40) as f32 / (1u64 << 23) as f32 - 1.0
    }

    /// The measures, some of them at their mean.
    fn blinded(&mut self, even: &[f32]) -> Vec<f32> {
        even.iter().map(|value| if self.next().abs() < BLIND { 0.0 } else { *value }).collect()
    }

    fn below(&mut self, most: usize) -> usize {
        (self.step() >> 11) as usize % most
    }
}
