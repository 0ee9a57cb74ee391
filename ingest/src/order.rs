//! Natural order of file names: runs of digits by value, everything else by code points (design, section 7).
//!
//! Not the `natord` crate: it skips blanks and compares letters its own way, and this order is a contract.

use std::cmp::Ordering;

/// Compares two names; equal only when they are the same text.
pub fn natural(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len()).then_with(|| left.cmp(right));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (first, rest_a) = digits(a);
            let (second, rest_b) = digits(b);
            let by_value = value_of(first).cmp(&value_of(second));
            if by_value != Ordering::Equal {
                return by_value;
            }
            (a, b) = (rest_a, rest_b);
            continue;
        }
        if x != y {
            return x.cmp(&y);
        }
        (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// A run of any length by value: shorter without leading zeros is smaller, then digit by digit.
fn value_of(run: &str) -> (usize, &str) {
    let significant = run.trim_start_matches('0');
    (significant.len(), significant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digit_runs_by_value_else_code_points() {
        let mut names = [
            "c10.tif",
            "c9.tif",
            "c1.tif",
            "C2.tif",
            "с1.tif",
            "c01.tif",
            "c1a.tif",
            "c99999999999999999999999.tif",
        ];
        names.sort_by(|left, right| natural(left, right));
        let expected = [
            "C2.tif",
            "c01.tif",
            "c1.tif",
            "c1a.tif",
            "c9.tif",
            "c10.tif",
            "c99999999999999999999999.tif",
            "с1.tif",
        ];
        assert_eq!(names, expected);
        assert_eq!(natural("a", "a"), Ordering::Equal);
    }
}
