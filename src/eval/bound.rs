//! How bad it may really be: the exact upper bound of a share of errors.

/// Clopper and Pearson's upper bound at 95 % (one-sided) for `wrong` of `count`.
pub fn upper(wrong: u64, count: u64) -> f64 {
    if count == 0 || wrong >= count {
        return 1.0;
    }
    // The greatest share under which so few errors still have a chance of 5 %.
    let (mut low, mut high) = (wrong as f64 / count as f64, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if at_most(wrong, count, middle) > 0.05 { low = middle } else { high = middle }
    }
    high
}

/// The chance of at most `wrong` errors among `count` at the share `share`.
fn at_most(wrong: u64, count: u64, share: f64) -> f64 {
    let mut log_term = count as f64 * (1.0 - share).ln();
    let mut sum = log_term.exp();
    for number in 1..=wrong {
        log_term += ((count - number + 1) as f64 / number as f64).ln() + share.ln() - (1.0 - share).ln();
        sum += log_term.exp();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_bounds() {
        for (wrong, count, expected) in
            [(0, 100, 0.029_51), (1, 100, 0.046_56), (0, 300, 0.009_94), (10, 500, 0.033_67), (0, 0, 1.0)]
        {
            assert!(
                (upper(wrong, count) - expected).abs() < 2e-4,
                "{wrong} of {count}: {}",
                upper(wrong, count)
            );
        }
    }
}
