//! Fits the weights of signs to proposals whose truth is known. Used by `sprava eval --fit`, never by the line.

use std::collections::BTreeMap;

use super::calibration::signs;
use super::proposal::{Rule, Signs};
use crate::logistic::logistic;

/// A proposal of known truth.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub family: &'static str,
    pub rule: Rule,
    pub signs: Signs,
    pub right: bool,
}

type Weights = BTreeMap<String, f32>;

/// Fewer proposals than this make no weights of their own.
const ENOUGH: usize = 100;
/// How strongly a family's weights are held to those of all: as so many proposals.
const HOLD: f64 = 6.0;
const ROUNDS: usize = 1500;

/// Weights for `default` and for every family with enough proposals.
pub fn weights(known: &[Known]) -> BTreeMap<String, Weights> {
    let rows: Vec<(Vec<f64>, f64)> = known.iter().map(row).collect();
    let width = rows.first().map_or(0, |(row, _)| row.len());
    let common = logistic(&rows, &vec![0.0; width], 2.0, ROUNDS);
    let mut out = BTreeMap::from([("default".to_owned(), named(&common))]);
    let mut families: Vec<&str> = known.iter().map(|one| one.family).collect();
    families.sort_unstable();
    families.dedup();
    for family in families {
        let own: Vec<(Vec<f64>, f64)> = known
            .iter()
            .zip(&rows)
            .filter(|(one, _)| one.family == family)
            .map(|(_, row)| row.clone())
            .collect();
        if own.len() >= ENOUGH {
            out.insert(family.to_owned(), named(&logistic(&own, &common, HOLD, ROUNDS)));
        }
    }
    out
}

fn row(known: &Known) -> (Vec<f64>, f64) {
    let values = signs(known.rule, &known.signs).into_iter().map(|(_, value)| f64::from(value)).collect();
    (values, f64::from(u8::from(known.right)))
}

fn named(weights: &[f64]) -> Weights {
    let names = signs(Rule::Phrase, &Signs::default()).into_iter().map(|(name, _)| name.to_owned());
    names.zip(weights.iter().map(|weight| (*weight * 1000.0).round() as f32 / 1000.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_sign_gets_weight() {
        let one = |least: f32, right| {
            let signs = Signs { least, label: 1.0, ..Signs::default() };
            Known { family: "name", rule: Rule::LabelAfter, signs, right }
        };
        let mut known = Vec::new();
        for number in 0..200 {
            known.push(one(0.96, number % 20 != 0));
            known.push(one(0.5, number % 5 == 0));
        }
        let weights = weights(&known);
        assert!(weights["name"]["least"] + weights["name"]["least_high"] > 1.0, "{:?}", weights["name"]);
        assert!(weights.contains_key("default"));
    }
}
