//! Fits weights and curves to words whose truth is known. Used by the calibration run, never by the line.

use std::collections::BTreeMap;

use super::{Signed, Trust};
use crate::curve::monotone;
use crate::logistic::logistic;

/// Fewer words than this make no weights of their own.
const ENOUGH: usize = 300;
/// How strongly a class's weights are held to those of all: as so many words.
const HOLD: f64 = 10.0;
const ROUNDS: usize = 600;
/// A curve is kept at so many points at most: more would only follow chance.
const POINTS: usize = 24;

/// What was fitted: weights for `default` and for every class with enough words, and a curve for each.
pub fn trust(known: &[(Signed, bool)], fitted_on: &str) -> Trust {
    let names: Vec<&str> =
        known.first().map_or(Vec::new(), |(word, _)| word.signs.iter().map(|(name, _)| *name).collect());
    let row = |(word, right): &(Signed, bool)| {
        let values: Vec<f64> = word.signs.iter().map(|(_, value)| f64::from(*value)).collect();
        (values, f64::from(u8::from(*right)))
    };
    let named = |weights: &[f64]| -> BTreeMap<String, f32> {
        let rounded = weights.iter().map(|weight| (*weight * 1000.0).round() as f32 / 1000.0);
        names.iter().map(|name| (*name).to_owned()).zip(rounded).collect()
    };
    let rows: Vec<(Vec<f64>, f64)> = known.iter().map(row).collect();
    let common = logistic(&rows, &vec![0.0; names.len()], 2.0, ROUNDS);
    let mut trust = Trust {
        fitted_on: fitted_on.to_owned(),
        weights: BTreeMap::from([("default".to_owned(), named(&common))]),
        curves: BTreeMap::new(),
    };
    let mut classes: BTreeMap<&str, Vec<&(Signed, bool)>> = BTreeMap::new();
    for one in known {
        classes.entry(one.0.class).or_default().push(one);
    }
    classes.retain(|_, words| words.len() >= ENOUGH);
    for (class, words) in &classes {
        let own: Vec<(Vec<f64>, f64)> = words.iter().map(|one| row(one)).collect();
        trust.weights.insert((*class).to_owned(), named(&logistic(&own, &common, HOLD, ROUNDS)));
    }
    let all: Vec<&(Signed, bool)> = known.iter().collect();
    for (class, words) in classes.into_iter().chain([("default", all)]) {
        let values = words.iter().map(|(word, right)| (trust.stated(word), *right)).collect();
        trust.curves.insert(class.to_owned(), thinned(monotone(values)));
    }
    trust
}

/// Points evenly along the curve, the first and the last among them.
fn thinned(curve: Vec<[f32; 2]>) -> Vec<[f32; 2]> {
    let round = |point: &[f32; 2]| point.map(|value| (value * 10_000.0).round() / 10_000.0);
    if curve.len() <= POINTS {
        return curve.iter().map(round).collect();
    }
    (0..POINTS).map(|point| round(&curve[point * (curve.len() - 1) / (POINTS - 1)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_sign_gets_weight_and_the_curve_tells_the_share() {
        let word = |engine: f32| Signed { class: "print", signs: vec![("bias", 1.0), ("engine", engine)] };
        let mut known = Vec::new();
        for number in 0..400 {
            known.push((word(0.9), number % 10 != 0));
            known.push((word(-0.5), number % 4 == 0));
        }
        let trust = trust(&known, "a test");
        assert!(trust.weights["print"]["engine"] > 1.0, "{:?}", trust.weights);
        let (sure, unsure) = (trust.probability(&word(0.9)), trust.probability(&word(-0.5)));
        assert!((sure - 0.9).abs() < 0.02 && (unsure - 0.25).abs() < 0.02, "{sure} {unsure}");
    }
}
