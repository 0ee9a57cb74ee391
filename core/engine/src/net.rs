//! A small net over named measures: one hidden layer, the likelihoods of four kinds. Fitted by the example `judges`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Named measures of one thing that is judged.
pub type Measures = BTreeMap<&'static str, f32>;
/// How likely each of the four kinds is; 1 in all.
pub type Likely = [f32; 4];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Net {
    pub names: Vec<String>,
    /// Mean and spread of each measure in the lines it was fitted on.
    pub mean: Vec<f32>,
    pub spread: Vec<f32>,
    /// For each hidden unit its weights and its bias behind them.
    pub hidden: Vec<Vec<f32>>,
    /// For each kind the weights of the hidden units and its bias.
    pub out: Vec<Vec<f32>>,
}

impl Net {
    pub fn likely(&self, measures: &Measures) -> Likely {
        self.judged(&self.evened(measures)).1
    }

    /// The measures as the net takes them; one that is missing is 0, and none lies further off than a line can.
    pub fn evened(&self, measures: &Measures) -> Vec<f32> {
        let even = |((name, mean), spread): ((&String, &f32), &f32)| {
            let value = measures.get(name.as_str()).copied().unwrap_or(0.0);
            ((value - mean) / spread).clamp(-4.0, 4.0)
        };
        self.names.iter().zip(&self.mean).zip(&self.spread).map(even).collect()
    }

    /// What the hidden units say, and the likelihoods.
    pub fn judged(&self, evened: &[f32]) -> (Vec<f32>, Likely) {
        let hidden: Vec<f32> = self.hidden.iter().map(|weights| weighed(weights, evened).tanh()).collect();
        let mut likely: Likely = [0.0; 4];
        for (likely, weights) in likely.iter_mut().zip(&self.out) {
            *likely = weighed(weights, &hidden);
        }
        let most = likely.iter().copied().fold(f32::MIN, f32::max);
        likely.iter_mut().for_each(|one| *one = (*one - most).exp());
        let sum: f32 = likely.iter().sum();
        likely.iter_mut().for_each(|one| *one /= sum);
        (hidden, likely)
    }
}

fn weighed(weights: &[f32], values: &[f32]) -> f32 {
    let bias = weights.last().copied().unwrap_or(0.0);
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f32>() + bias
}
