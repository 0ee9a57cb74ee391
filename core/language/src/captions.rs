//! What blank forms have printed on them (`data/captions.txt` says where it is from), and which of it a line recogniser's
//! probabilities allow.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fst::raw::{Builder, Fst};

use crate::lexicon::{self, Beam, LETTERS};

/// One more than the greatest code of a letter, of a space and of «№».
pub const CODES: usize = LETTERS + 2;
pub const SPACE: u8 = LETTERS as u8;
const NUMBER: u8 = SPACE + 1;

/// Ways kept from step to step: a line's first letters may be its worst.
const WIDTH: usize = 256;
/// Letters of a run, at least.
const LEAST: usize = 5;

static RUNS: LazyLock<Fst<Vec<u8>>> = LazyLock::new(|| {
    let mut runs = BTreeSet::new();
    for caption in all() {
        let words: Vec<Vec<u8>> = caption.split(' ').map(coded).filter(|word| !word.is_empty()).collect();
        for start in 0..words.len() {
            let mut run = Vec::new();
            for word in &words[start..] {
                if !run.is_empty() {
                    run.push(SPACE);
                }
                run.extend(word);
                if run.len() >= LEAST {
                    runs.insert(run.clone());
                }
            }
        }
    }
    let mut builder = Builder::memory();
    for run in runs {
        builder.add(run).expect("a set gives its members in order");
    }
    builder.into_fst()
});

/// A run of words of a caption that may stand on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// In small letters, without signs and figures; words parted by spaces.
    pub text: String,
    /// How much less likely than the best of every step, natural logarithm.
    pub cost: f32,
}

/// The captions of all forms, with their own capitals and signs.
pub fn all() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../data/captions.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The code of a letter of either case, a space or «№»; `None` for signs and figures, which forms set as they like.
pub fn code(sign: char) -> Option<u8> {
    match sign.to_lowercase().next()? {
        ' ' => Some(SPACE),
        '№' => Some(NUMBER),
        'ё' => lexicon::code('е'),
        small if small.is_alphabetic() => lexicon::code(small),
        _ => None,
    }
}

fn coded(word: &str) -> Vec<u8> {
    word.chars().filter_map(code).collect()
}

/// A text as [`Run::text`] has it.
pub fn spelt(text: &str) -> String {
    let words = text.split(' ').map(coded).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(&SPACE).into_iter().map(letter).collect()
}

fn letter(code: u8) -> char {
    match code {
        SPACE => ' ',
        NUMBER => '№',
        code => lexicon::letter(code),
    }
}

/// Runs of words that the probabilities of a whole line allow, the likeliest first. `steps` holds a row of [`CODES`]
/// log-probabilities a step: of the blank and of all signs, then of each letter by its [`code`]; `free` the greatest of each.
pub fn along(steps: &[f32], free: &[f32], limit: f32) -> Vec<Run> {
    let beam = Beam { classes: CODES, width: WIDTH, limit };
    let ways = beam.along(&RUNS, steps, free);
    ways.into_iter()
        .map(|way| Run { text: way.codes.into_iter().map(letter).collect(), cost: way.cost })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_run_of_words_of_a_form() {
        let seen = |text: &str, doubt: &str| {
            let (mut steps, mut free) = (Vec::new(), Vec::new());
            for (sign, other) in text.chars().zip(doubt.chars()) {
                let mut row = vec![-9.0_f32; CODES];
                row[usize::from(code(sign).unwrap_or(0))] = 0.3_f32.ln();
                row[usize::from(code(other).unwrap_or(0))] = 0.6_f32.ln();
                steps.extend(row);
                let mut blank = vec![-9.0; CODES];
                blank[0] = 0.0;
                steps.extend(blank);
                free.extend([0.6_f32.ln(), 0.0]);
            }
            along(&steps, &free, 40.0)
        };
        let found = seen("(вид пенсии)", "(енд вовсни)");
        assert_eq!(found[0].text, "вид пенсии", "{found:?}");
        assert!((found[0].cost - 6.0 * 2.0_f32.ln()).abs() < 0.1, "{found:?}");
        assert_eq!(seen("Начальник", "Начальних")[0].text, "начальник");
        assert!(seen("жжжжжжжж", "щщщщщщщщ").iter().all(|run| run.cost > 20.0));
    }

    #[test]
    fn texts_are_compared_by_their_letters() {
        assert_eq!(spelt("(число, месяц, год)"), "число месяц год");
        assert_eq!(spelt("Ім'я № з/п"), "імя № зп");
        assert_eq!(spelt("Счёт 12"), "счет");
    }
}
