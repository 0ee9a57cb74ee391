//! How far apart two written forms are, for what a recogniser or a clerk misspelt.

/// Letters changed, added, dropped or swapped with a neighbour.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// How many slips a word of this length may have and still be taken for the same; short words none.
pub fn tolerance(word: &str) -> u8 {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}
