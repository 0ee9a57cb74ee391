//! What a word that no list knows was likely meant to be: the nearest word along the model's own probabilities.

use dossier::recognition::Meant;
use language::lexicon::{self, LETTERS};

use super::{Letter, LineReading};

/// Shorter words are near to too many others.
const LEAST_LETTERS: usize = 4;
/// A word whose every letter is surer was written so: a name, an abbreviation.
const SURE: f32 = 0.97;
/// A word costs at most so much, natural logarithms.
const LIMIT: f32 = 14.0;
/// Of a step that leaves a letter no chance at all.
const NONE: f32 = -30.0;

/// The likeliest are kept.
const MOST: usize = 6;

/// Words of the lists for what stands between two columns of the crop.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub from: f32,
    pub to: f32,
    pub words: Vec<Meant>,
}

/// Log-probabilities of a line, a row of `classes` for each step.
pub(super) struct Steps<'a> {
    pub rows: &'a [f32],
    pub classes: usize,
    /// How many columns of the crop one step covers.
    pub columns: f32,
    /// The lexicon's code of each class.
    pub codes: &'a [Option<u8>],
}

/// The lexicon's code of each class of a model with the alphabet; class 0 is the blank.
pub(super) fn codes(alphabet: &[char]) -> Vec<Option<u8>> {
    let of = |letter: &char| {
        let code = letter.to_lowercase().next().and_then(lexicon::code)?;
        (usize::from(code) < LETTERS).then_some(code)
    };
    std::iter::once(Some(0)).chain(alphabet.iter().map(of)).collect()
}

pub(super) fn of(reading: &LineReading, steps: &Steps<'_>) -> Vec<Place> {
    let mut all = Vec::new();
    let letters = &reading.letters;
    let mut start = 0;
    for word in letters.split(|letter| letter.letter == ' ') {
        let is_part = |letter: &Letter| letter.letter.is_alphanumeric();
        let first = word.iter().position(is_part).map(|first| start + first);
        let last = word.iter().rposition(is_part).map(|last| start + last);
        start += word.len() + 1;
        let (Some(first), Some(last)) = (first, last) else { continue };
        let core = &letters[first..=last];
        if !is_doubtful(core) {
            continue;
        }
        // From sign to sign: what was not read of the word stands between them.
        let from = first.checked_sub(1).map_or(0.0, |before| letters[before].to);
        let to = letters.get(last + 1).map_or(f32::MAX, |after| after.from);
        let words = steps.words(from, to);
        if !words.is_empty() {
            all.push(Place { from: core[0].from, to: core[core.len() - 1].to, words });
        }
    }
    all
}

/// A word, and not known.
fn is_doubtful(core: &[Letter]) -> bool {
    let text: String = core.iter().map(|letter| letter.letter).collect();
    let letters = core.iter().filter(|letter| letter.letter.is_alphabetic()).count();
    let least = core.iter().map(|letter| letter.probability).fold(1.0, f32::min);
    letters >= LEAST_LETTERS
        && letters * 4 >= core.len() * 3
        && least < SURE
        && !text.contains('-')
        && lexicon::known(&text).is_none()
}

impl Steps<'_> {
    fn words(&self, from: f32, to: f32) -> Vec<Meant> {
        let first = (from / self.columns).round() as usize;
        let last = ((to / self.columns).round() as usize).min(self.rows.len() / self.classes);
        let rows = self.rows.chunks_exact(self.classes).take(last).skip(first);
        let mut steps = Vec::with_capacity((last - first.min(last)) * LETTERS);
        let mut free = Vec::with_capacity(last - first.min(last));
        for row in rows {
            let start = steps.len();
            steps.resize(start + LETTERS, NONE);
            for (&log, code) in row.iter().zip(self.codes) {
                if let Some(code) = code {
                    let place = &mut steps[start + usize::from(*code)];
                    *place = place.max(log);
                }
            }
            free.push(row.iter().copied().fold(f32::MIN, f32::max));
        }
        let near = lexicon::along(&steps, &free, LIMIT).into_iter().take(MOST);
        near.map(|near| Meant { word: near.word, cost: near.cost }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::ctc;

    const ALPHABET: &str = "абвгежзикопрст ЖП.";

    /// Three steps a letter, its peak in the middle; `doubt` gives another letter half its chance.
    fn read(text: &str, doubt: (char, char)) -> (LineReading, Vec<Place>) {
        let alphabet: Vec<char> = ALPHABET.chars().collect();
        let classes = alphabet.len() + 1;
        let class = |letter: char| alphabet.iter().position(|known| *known == letter).expect("known") + 1;
        let mut rows = Vec::new();
        for letter in text.chars() {
            for step in 0..3 {
                let mut row = vec![-12.0; classes];
                if step == 1 {
                    row[class(letter)] = 0.6_f32.ln();
                    if letter == doubt.0 {
                        row[class(doubt.1)] = 0.3_f32.ln();
                    }
                } else {
                    row[0] = 0.0;
                }
                rows.extend(row);
            }
        }
        let reading = ctc::letters(&rows, classes, &alphabet, 4.0);
        let codes = codes(&alphabet);
        let places = of(&reading, &Steps { rows: &rows, classes, columns: 4.0, codes: &codes });
        (reading, places)
    }

    #[test]
    fn an_unknown_word_has_the_words_it_may_be_meant_for() {
        let (reading, places) = read("опис Жриказ.", ('Ж', 'П'));
        assert_eq!(reading.text(), "опис Жриказ.");
        assert_eq!(places.len(), 1, "{places:?}");
        assert_eq!(places[0].words[0].word, "приказ");
        assert!((places[0].words[0].cost - 2.0_f32.ln()).abs() < 0.01, "{places:?}");
        let words = LineReading { meant: places, ..reading }.words();
        assert!(words[0].meant.is_empty() && words[1].meant[0].word == "приказ");
        // Known, or too short to say anything.
        assert!(read("опис", ('о', 'а')).1.is_empty());
        assert!(read("жрк", ('ж', 'п')).1.is_empty());
    }
}
