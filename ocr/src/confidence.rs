//! How likely a word was read right: signs of the word and its place, weighed, then made honest by a curve. The
//! numbers are data (`ocr/data/words.toml`), fitted on generated pages by `ocr/examples/readings`.

pub mod fit;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use dossier::recognition::{Line, Recognition, Script, Word};
use language::lexicon::{Known, known};
use serde::{Deserialize, Serialize};

use crate::correct::captions;
use crate::curve::along;

/// Weights of signs and a curve for each class of reading.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// On what it was fitted, for people.
    pub fitted_on: String,
    /// By class, `default` for the rest.
    pub weights: BTreeMap<String, BTreeMap<String, f32>>,
    #[serde(default)]
    pub curves: BTreeMap<String, Vec<[f32; 2]>>,
}

/// A word with its signs.
#[derive(Clone, Debug)]
pub struct Signed {
    /// `print`, `typewriter`, `table`, `poor`, `hand` or `stamp`.
    pub class: &'static str,
    pub signs: Vec<(&'static str, f32)>,
}

/// A word that stands under a seal is no likelier, for people.
const GUESS: f32 = 0.5;
/// A page whose words the engine gives less on average is poor.
const POOR: f32 = 0.85;

impl Trust {
    /// The one built into the executable.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Trust> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            toml::from_str(include_str!("../data/words.toml"))
                .expect("the built-in file is checked by a test")
        })
    }

    /// The probability that a word with these signs is right.
    pub fn probability(&self, word: &Signed) -> f32 {
        let stated = self.stated(word);
        let curve = self.curves.get(word.class).or_else(|| self.curves.get("default"));
        curve.map_or(stated, |curve| along(curve, stated))
    }

    /// The probability before the curve.
    fn stated(&self, word: &Signed) -> f32 {
        let weights = self.weights.get(word.class).or_else(|| self.weights.get("default"));
        let weight = |name: &str| weights.and_then(|weights| weights.get(name)).copied().unwrap_or(0.0);
        let sum: f32 = word.signs.iter().map(|(name, value)| value * weight(name)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// Every word's confidence becomes a probability. The engine's own must stand there before.
pub fn weigh(recognition: &mut Recognition, trust: &Trust) {
    let weighed: Vec<f32> = signed(recognition).iter().map(|word| trust.probability(word)).collect();
    let words = recognition.lines.iter_mut().flat_map(|line| &mut line.words);
    for (word, probability) in words.zip(weighed) {
        // What nobody saw is a guess, however well it fits.
        let unseen = word.alternatives.iter().any(|other| other.source == captions::UNSEEN);
        word.confidence = if unseen { probability.min(GUESS) } else { probability };
    }
}

/// The signs of every word of a page, in reading order.
pub fn signed(recognition: &Recognition) -> Vec<Signed> {
    let page = recognition.mean_confidence();
    let read_twice = recognition.words().any(|word| other_reading(word).is_some());
    let mut all = Vec::new();
    for line in &recognition.lines {
        let class = class(recognition, line, page);
        let mean =
            line.words.iter().map(|word| word.confidence).sum::<f32>() / line.words.len().max(1) as f32;
        for word in &line.words {
            let mut signs = of_word(word);
            signs.extend([
                ("line", odds(mean)),
                ("page", odds(page)),
                ("agrees", flag(read_twice && other_reading(word).is_none())),
                ("differs", flag(other_reading(word).is_some())),
            ]);
            all.push(Signed { class, signs });
        }
    }
    all
}

fn class(recognition: &Recognition, line: &Line, page: f32) -> &'static str {
    let in_table = || {
        let mut cells = recognition.tables.iter().flat_map(|table| &table.cells);
        cells.any(|cell| cell.block == Some(line.block))
    };
    match line.script {
        Script::Handwritten => "hand",
        Script::Stamp => "stamp",
        _ if in_table() => "table",
        Script::Typed => "typewriter",
        Script::Printed if page < POOR => "poor",
        Script::Printed => "print",
    }
}

fn of_word(word: &Word) -> Vec<(&'static str, f32)> {
    let text = word.text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let found = if digits == 0 { known(text) } else { None };
    let rule = word.alternatives.iter().find_map(|other| other.source.strip_prefix("raw "));
    let unknown = letters > 0 && digits == 0 && found.is_none();
    vec![
        ("bias", 1.0),
        ("engine", odds(word.confidence)),
        ("engine_low", flag(word.confidence < 0.6)),
        ("known", flag(found.is_some() && letters > 2)),
        ("house", flag(found.is_some_and(|known| known.is(Known::HOUSE)))),
        ("unknown", flag(unknown)),
        ("unknown_name", flag(unknown && text.starts_with(char::is_uppercase))),
        ("short", flag(letters + digits < 3)),
        ("number", flag(digits > 0 && letters == 0)),
        ("mixed", flag(digits > 0 && letters > 0)),
        ("signs_only", flag(letters + digits == 0)),
        ("length", (letters + digits).min(12) as f32 / 12.0),
        ("corrected", flag(rule.is_some())),
        ("guessed", flag(rule.is_some_and(|rule| rule.ends_with("lexicon") || rule.ends_with("probable")))),
    ]
}

/// What another reader made of the word.
fn other_reading(word: &Word) -> Option<&str> {
    let mut others = word.alternatives.iter().filter(|other| !other.source.starts_with("raw "));
    others.next().map(|other| other.text.as_str())
}

/// Log odds of the engine's confidence, about -1 to 1.
fn odds(confidence: f32) -> f32 {
    let held = confidence.clamp(0.02, 0.995);
    (held / (1.0 - held)).ln() / 4.0
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::recognition::Alternative;

    fn page(words: Vec<Word>) -> Recognition {
        let line = Line { words, ..Line::default() };
        Recognition { lines: vec![line], ..Recognition::default() }
    }

    fn word(text: &str, confidence: f32) -> Word {
        Word { text: text.to_owned(), confidence, ..Word::default() }
    }

    #[test]
    fn the_built_in_file_is_whole() {
        let names: Vec<&str> =
            signed(&page(vec![word("пенсія", 0.9)]))[0].signs.iter().map(|(name, _)| *name).collect();
        let trust = Trust::builtin();
        assert!(trust.weights.contains_key("default"));
        for (class, weights) in &trust.weights {
            for name in weights.keys() {
                assert!(names.contains(&name.as_str()), "{class} {name}");
            }
        }
        for curve in trust.curves.values() {
            assert!(curve.windows(2).all(|pair| pair[0][0] <= pair[1][0] && pair[0][1] <= pair[1][1]));
        }
    }

    #[test]
    fn a_surer_and_a_known_word_is_likelier_right() {
        let weighed = |words: Vec<Word>| {
            let mut page = page(words);
            weigh(&mut page, Trust::builtin());
            page.lines.remove(0).words.into_iter().map(|word| word.confidence).collect::<Vec<f32>>()
        };
        let sure = weighed(vec![word("довідка", 0.96), word("довідка", 0.4)]);
        assert!(sure[0] > sure[1], "{sure:?}");
        let known = weighed(vec![word("довідка", 0.8), word("довгдха", 0.8)]);
        assert!(known[0] > known[1], "{known:?}");
        let nothing = Alternative { text: String::new(), source: captions::UNSEEN.to_owned() };
        let unseen = weighed(vec![Word { alternatives: vec![nothing], ..word("довідка", 0.96) }]);
        assert_eq!(unseen, [GUESS], "nobody saw it");
    }

    #[test]
    fn two_readers_are_told_from_one() {
        let other = Alternative { text: "довідха".to_owned(), source: "line".to_owned() };
        let differs = Word { alternatives: vec![other], ..word("довідка", 0.9) };
        let signs = signed(&page(vec![differs, word("про", 0.9)]));
        let value = |at: usize, name: &str| {
            signs[at].signs.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
        };
        assert_eq!((value(0, "differs"), value(0, "agrees")), (Some(1.0), Some(0.0)));
        assert_eq!((value(1, "differs"), value(1, "agrees")), (Some(0.0), Some(1.0)));
        let alone = signed(&page(vec![word("про", 0.9)]));
        assert!(alone[0].signs.contains(&("agrees", 0.0)));
    }
}
