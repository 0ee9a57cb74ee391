//! A run of words of a line that is a run of words of a caption.

use std::ops::Range;

use dossier::recognition::{Script, Word};
use language::Language;
use language::lexicon::{Known, known};

use super::pieces::{Piece, cut};
use super::{Caption, DOUBTED, compared};
use crate::correct::parts::Parts;
use crate::correct::words::SURE;

/// Letters of a run that were read right, at least: fewer say little together.
const LEAST_RIGHT: usize = 8;
/// Letters of a run that are wrong, added or lost, at most; where a pen may have written something else.
const OF_ALL: f32 = 0.43;
const OF_ALL_BY_HAND: f32 = 0.25;
/// Of a shorter word between others its neighbours say more than its own letters.
const SHORT: usize = 4;
/// Forms of one word begin with as many letters in common, and half of them.
const STEM: usize = 3;

pub(super) struct Run {
    pub caption: &'static Caption,
    pub pieces: Vec<Piece>,
    pub words: Vec<Own>,
}

/// A word of a caption and the pieces of the line that are it.
pub(super) struct Own {
    pub number: usize,
    pub place: Range<usize>,
    wrong: usize,
    /// What was read is a word: it is not changed.
    pub stays: bool,
}

impl Run {
    /// The run of words of the caption that says most; `None` where none says enough.
    pub fn of(words: &[Word], script: Script, caption: &'static Caption) -> Option<Self> {
        let pieces = cut(words, &caption.letters);
        let mut runs: Vec<Vec<Own>> = Vec::new();
        for number in 0..caption.words.len() {
            let owned = |piece: &Piece| piece.owner == Some(number);
            let ends = pieces.iter().position(owned).zip(pieces.iter().rposition(owned));
            let Some((first, last)) = ends else { continue };
            let reading = Reading { words, script, caption, pieces: &pieces[first..=last] };
            let Some((wrong, stays)) = reading.as_word(number) else { continue };
            let own = Own { number, place: first..last + 1, wrong, stays };
            match runs.last_mut() {
                Some(run) if goes_on(run, &own) => run.push(own),
                _ => runs.push(vec![own]),
            }
        }
        let limit = if script == Script::Handwritten { OF_ALL_BY_HAND } else { OF_ALL };
        let letters =
            |words: &[Own]| words.iter().map(|own| caption.letters[own.number].len()).sum::<usize>();
        let wrong = |words: &[Own]| words.iter().map(|own| own.wrong).sum::<usize>();
        let says_enough = |words: &Vec<Own>| {
            let (letters, wrong) = (letters(words), wrong(words));
            words.len() > 1
                && (several(&pieces, words) || wrong * 6 <= letters)
                && letters >= LEAST_RIGHT + wrong
                && wrong as f32 <= limit * letters as f32
        };
        let runs = runs.into_iter().map(|words| trimmed(words, caption)).filter(says_enough);
        let words = runs.max_by_key(|words| letters(words).saturating_sub(2 * wrong(words)))?;
        Some(Self { caption, pieces, words })
    }

    /// The words of the line.
    pub fn place(&self) -> Range<usize> {
        let ends = self.words.first().zip(self.words.last());
        ends.map_or(0..0, |(first, last)| {
            self.pieces[first.place.start].word..self.pieces[last.place.end - 1].word + 1
        })
    }

    pub fn touches(&self, other: &Self) -> bool {
        self.place().start < other.place().end && other.place().start < self.place().end
    }

    pub fn letters(&self) -> impl Iterator<Item = &char> {
        self.words.iter().flat_map(|own| &self.caption.letters[own.number])
    }

    /// How much it says: letters that hold, less those that do not.
    pub fn right(&self) -> usize {
        let wrong: usize = self.words.iter().map(|own| own.wrong).sum();
        self.letters().count().saturating_sub(2 * wrong)
    }

    /// How far the form's own signs and capitals are from those read; between captions of the same letters.
    pub fn unlike(&self, words: &[Word]) -> usize {
        let read: Vec<&str> = words[self.place()].iter().map(|word| word.text.as_str()).collect();
        let form: Vec<&str> = self.words.iter().map(|own| self.caption.words[own.number]).collect();
        language::distance(&read.join(" "), &form.join(" "))
    }
}

/// More than parts of one word as it was read: «Перехрестна» is no «Перевести на».
fn several(pieces: &[Piece], words: &[Own]) -> bool {
    let mut read = words.iter().flat_map(|own| &pieces[own.place.clone()]).map(|piece| piece.word);
    let first = read.next();
    read.any(|word| Some(word) != first)
}

/// The word goes on where the run ends, in the caption and in the line.
fn goes_on(run: &[Own], own: &Own) -> bool {
    run.last().is_some_and(|last| last.number + 1 == own.number && last.place.end == own.place.start)
}

/// A word at an end has a neighbour on one side only and must be like itself.
fn trimmed(mut words: Vec<Own>, caption: &Caption) -> Vec<Own> {
    let holds = |own: &Own| match caption.letters[own.number].len() {
        0..3 => own.wrong == 0 && own.place.len() == 1,
        3 => own.wrong < 2,
        length => own.wrong * 2 <= length,
    };
    let first = words.iter().position(holds).unwrap_or(words.len());
    let end = words.iter().rposition(holds).map_or(first, |last| last + 1);
    words.drain(first..end).collect()
}

/// Pieces of a line that may be one word.
struct Reading<'a> {
    words: &'a [Word],
    script: Script,
    caption: &'a Caption,
    pieces: &'a [Piece],
}

impl Reading<'_> {
    /// How many letters are wrong if they are this word of the caption, and whether it stays as it was read; `None`
    /// where they are another word.
    fn as_word(&self, number: usize) -> Option<(usize, bool)> {
        let letters = self.caption.letters[number].as_slice();
        let read: Vec<char> = self.pieces.iter().flat_map(|piece| &piece.letters).copied().collect();
        let text = |letters: &[char]| letters.iter().collect::<String>();
        let wrong = language::distance(&text(&read), &text(letters));
        if wrong == 0 {
            return Some((0, false));
        }
        let stays = self.pieces.iter().any(|piece| self.stays(piece, letters));
        let limit = match (stays || self.is_name(self.caption.words[number]), letters.len() < SHORT) {
            (true, _) => letters.len() / 3,
            (false, true) => letters.len(),
            (false, false) => letters.len() * 2 / 3,
        };
        let figures = |letters: &[char]| letters.iter().filter(|sign| sign.is_ascii_digit()).count();
        let number = self.pieces.iter().any(|piece| figures(&piece.letters) == piece.letters.len());
        (wrong <= limit && !number && figures(&read) * 3 <= read.len()).then_some((wrong, stays))
    }

    /// A capital where the form has none: a name, most likely.
    fn is_name(&self, form: &str) -> bool {
        let parts = Parts::of(&self.words[self.pieces[0].word].text);
        let small = |text: &str| text.chars().skip(1).any(char::is_lowercase);
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        capital(parts.core) && small(parts.core) && !capital(Parts::of(form).core)
    }

    /// A word of the language that was read well enough or in another form, or an abbreviation.
    fn stays(&self, piece: &Piece, letters: &[char]) -> bool {
        let word = &self.words[piece.word];
        if piece.part.len() < word.text.len() {
            return false;
        }
        let parts = Parts::of(&word.text);
        let read = compared(parts.core);
        let shared = read.iter().zip(letters).take_while(|(one, other)| one == other).count();
        let cut_short = parts.after.starts_with('.') && shared == read.len() && shared < letters.len();
        // A hard sign is a soft one: «сільсъка» is a word, and no «сільської».
        let Some(known) = known(&parts.core.replace('ъ', "ь")).or_else(|| known(parts.core)) else {
            return cut_short || word.confidence > SURE;
        };
        // «Начальника» for «Начальник», «архіву» for «архівного».
        let other_form = shared >= STEM
            && shared * 2 >= letters.len()
            && read.len().abs_diff(letters.len()) <= 3
            && is_of(known, self.caption.language);
        cut_short || word.confidence >= DOUBTED || self.script == Script::Handwritten || other_form
    }
}

fn is_of(known: Known, language: Language) -> bool {
    match language {
        Language::Ukrainian => known.is(Known::UKRAINIAN),
        Language::Russian => known.is(Known::RUSSIAN),
        Language::Unknown => true,
    }
}
