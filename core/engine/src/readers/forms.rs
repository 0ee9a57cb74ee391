//! What a doubtful line of print was likely meant for as a whole: words that blank forms have printed on them. Letters that ran
//! together or broke say little one by one; along a whole line the model's probabilities tell one caption from another.

use std::sync::Arc;

use language::captions::{self, CODES, Run, SPACE};
use language::lexicon;

use super::meant::Steps;
use super::{Letter, LineReading, ctc};

/// A letter less sure is doubtful.
const SURE: f32 = 0.97;
/// Letters of a stain are less sure on average: anything may be seen there.
const SEEN: f32 = 0.45;
/// What one step says against a letter at most, natural logarithm: a stain is as sure as a letter.
const AGAINST: f32 = -9.0;
/// What a space costs where none was seen; one that was seen may be none.
const UNSEEN_SPACE: f32 = 2.0;
/// What a letter of several words costs at most, of a word alone, and of what is by far the likeliest.
const A_LETTER: f32 = 1.1;
const OF_A_WORD: f32 = 0.7;
const AT_MOST: f32 = 1.4;
/// No letter costs more than so many times the mean doubt of what was read: a line that was read surely but for one letter is that
/// and no other.
const OF_DOUBT: f32 = 6.0;
/// Letters, at least: shorter words are near to too many others.
const LEAST: usize = 7;
/// What another letter is worth: where little is seen, the shorter of two always costs less.
const WORTH: f32 = 0.5;
/// By so much the likeliest is better than the next, at least; and where it is by far.
const CLEARLY: f32 = 4.0;
const BY_FAR: f32 = 8.0;
/// What is followed of other ways beside the likeliest.
const BESIDE: f32 = 20.0;
/// Letters that were not read at all, at most.
const LOST: usize = 6;

/// Log-probabilities of a doubtful line, kept until it is known whether it is print.
#[derive(Debug, PartialEq)]
pub(crate) struct Open {
    /// The mean probability of the letters that were read.
    mean: f32,
    letters: usize,
    rows: Vec<f32>,
    free: Vec<f32>,
    /// How many columns of the crop one step covers.
    columns: f32,
}

/// The captions' code of each class of a model with the alphabet; class 0 is the blank, and so is every sign. `None` for what
/// no caption is written with.
pub(super) fn codes(alphabet: &[char]) -> Vec<Option<u8>> {
    let of = |&letter: &char| match captions::code(letter) {
        None if !letter.is_alphanumeric() => Some(0),
        code => code,
    };
    std::iter::once(Some(0)).chain(alphabet.iter().map(of)).collect()
}

/// `None` where nothing of the line is doubtful.
pub(super) fn open(reading: &LineReading, steps: &Steps<'_>, codes: &[Option<u8>]) -> Option<Arc<Open>> {
    let mean = reading.mean();
    if mean < SEEN || !reading.letters.split(|letter| letter.letter == ' ').any(is_doubtful) {
        return None;
    }
    let count = steps.rows.len() / steps.classes;
    let mut rows = vec![AGAINST; count * CODES];
    let mut free = Vec::with_capacity(count);
    for (row, own) in steps.rows.chunks_exact(steps.classes).zip(rows.chunks_exact_mut(CODES)) {
        for (&log, code) in row.iter().zip(codes) {
            if let Some(code) = code {
                let place = &mut own[usize::from(*code)];
                *place = place.max(log);
            }
        }
        let space = usize::from(SPACE);
        own[0] = own[0].max(own[space]);
        own[space] = own[space].max(own[0] - UNSEEN_SPACE);
        free.push(row.iter().copied().fold(f32::MIN, f32::max));
    }
    Some(Arc::new(Open { mean, letters: reading.letters.len(), rows, free, columns: steps.columns }))
}

/// Letters that are no word of the lists.
fn is_doubtful(word: &[Letter]) -> bool {
    let letters: String =
        word.iter().map(|letter| letter.letter).filter(|sign| sign.is_alphabetic()).collect();
    let least = word.iter().map(|letter| letter.probability).fold(1.0, f32::min);
    letters.chars().nth(1).is_some() && least < SURE && lexicon::known(&letters).is_none()
}

impl Open {
    /// The run of words of a form that the line very likely is, where its letters stand.
    pub fn meant(&self) -> Option<LineReading> {
        let doubt = OF_DOUBT * (1.0 - self.mean);
        let most = f32::min(AT_MOST, doubt) * (self.letters + LOST) as f32;
        let mut runs = captions::along(&self.rows, &self.free, most + BESIDE);
        runs.sort_by(|one, other| loss(one).total_cmp(&loss(other)));
        let next = runs.get(1).map_or(f32::MAX, loss);
        let first = runs.into_iter().next()?;
        let letters = first.text.chars().filter(|sign| *sign != ' ').count();
        let ahead = next - loss(&first);
        let limit = match first.text.contains(' ') {
            _ if ahead >= BY_FAR => AT_MOST,
            true => A_LETTER,
            false => OF_A_WORD,
        };
        let limit = f32::min(limit, doubt);
        let likely = letters >= LEAST && ahead >= CLEARLY && first.cost <= limit * letters as f32;
        likely.then(|| self.placed(&first.text))
    }

    /// The text along its likeliest way through the steps (A. Graves, 2006: the blank may stand between any two letters).
    fn placed(&self, text: &str) -> LineReading {
        let letters: Vec<char> = text.chars().collect();
        let codes: Vec<usize> =
            letters.iter().map(|&letter| captions::code(letter).map_or(0, usize::from)).collect();
        // Blanks at even states, letters at odd ones.
        let states = 2 * codes.len() + 1;
        let code = |state: usize| if state.is_multiple_of(2) { 0 } else { codes[state / 2] };
        let mut scores = vec![f32::MIN; states];
        scores[0] = 0.0;
        let mut from: Vec<usize> = Vec::with_capacity(self.free.len() * states);
        for row in self.rows.chunks_exact(CODES) {
            let mut next = vec![f32::MIN; states];
            for state in 0..states {
                let skips = state % 2 == 1 && state > 1 && code(state) != code(state - 2);
                let mut best = state;
                for before in
                    [state.checked_sub(1), state.checked_sub(2).filter(|_| skips)].into_iter().flatten()
                {
                    if scores[before] > scores[best] {
                        best = before;
                    }
                }
                next[state] = scores[best] + row[code(state)];
                from.push(best);
            }
            scores = next;
        }
        let mut state = if scores[states - 1] > scores[states - 2] { states - 1 } else { states - 2 };
        let mut placed: Vec<Letter> = Vec::new();
        let mut before = states;
        for step in (0..self.free.len()).rev() {
            if state % 2 == 1 {
                let (left, right) = (step as f32 * self.columns, (step + 1) as f32 * self.columns);
                let probability = self.rows[step * CODES + code(state)].exp();
                match placed.last_mut() {
                    Some(last) if state == before => {
                        last.from = left;
                        last.probability = last.probability.max(probability);
                    }
                    _ => {
                        placed.push(Letter { letter: letters[state / 2], probability, from: left, to: right })
                    }
                }
            }
            before = state;
            state = from[step * states + state];
        }
        placed.reverse();
        ctc::spread(&mut placed, self.columns);
        LineReading::of(placed)
    }
}

fn loss(run: &Run) -> f32 {
    run.cost - WORTH * run.text.chars().count() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::ctc;

    const ALPHABET: &str = "абвдежзийлнопрстчш (.3";

    /// A step a letter and a blank behind it; a letter of `text` has little, that of `instead` more.
    fn meant(text: &str, instead: &str) -> Option<LineReading> {
        let alphabet: Vec<char> = ALPHABET.chars().collect();
        let classes = alphabet.len() + 1;
        let class = |letter: char| alphabet.iter().position(|known| *known == letter).map_or(0, |at| at + 1);
        let mut rows = Vec::new();
        for (letter, other) in text.chars().zip(instead.chars()) {
            let mut row = vec![-12.0; classes];
            row[class(letter)] = 0.3_f32.ln();
            row[class(other)] = 0.6_f32.ln();
            rows.extend(row);
            rows.extend((0..classes).map(|class| if class == 0 { 0.0 } else { -12.0 }));
        }
        let reading = ctc::letters(&rows, classes, &alphabet, 4.0);
        let steps = Steps { rows: &rows, classes, columns: 4.0, codes: &[] };
        let open = open(&reading, &steps, &codes(&alphabet))?;
        open.meant()
    }

    #[test]
    fn a_doubtful_line_is_what_forms_have() {
        let found = meant("(вид пенсии)", "(енд вонсни)").expect("a caption");
        assert_eq!(found.text(), "вид пенсии");
        // Two steps a sign, four columns a step: «п» is the sixth sign.
        let words = found.words();
        assert!((36.0..=44.0).contains(&words[1].from) && (80.0..=96.0).contains(&words[1].to), "{words:?}");
        // Read surely, short, or nothing like a form.
        assert_eq!(meant("вид пенсии", "вид пенсии"), None);
        assert_eq!(meant("за три", "зз трш"), None);
        assert_eq!(meant("ржзшойчдж", "ржзшойчжж"), None);
    }
}
