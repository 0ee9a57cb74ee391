//! Weights of signs from rows whose truth is known: what both fits of this room share.

/// Weights by so many rounds of gradient descent with momentum on the logistic loss; held to `start` as by `hold` rows
/// more. A row is its values and 1 where it was right, else 0.
pub(crate) fn logistic(rows: &[(Vec<f64>, f64)], start: &[f64], hold: f64, rounds: usize) -> Vec<f64> {
    let mut weights = start.to_vec();
    let mut speed = vec![0.0; weights.len()];
    let count = rows.len().max(1) as f64;
    for _ in 0..rounds {
        let mut slope: Vec<f64> =
            weights.iter().zip(start).map(|(weight, held)| hold * (weight - held) / count).collect();
        for (values, right) in rows {
            let sum: f64 = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let miss = 1.0 / (1.0 + (-sum).exp()) - right;
            for (slope, value) in slope.iter_mut().zip(values) {
                *slope += miss * value / count;
            }
        }
        for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(&slope) {
            *speed = 0.9 * *speed - 0.4 * slope;
            *weight += *speed;
        }
    }
    weights
}
