//! A line that very likely is words of a form, by its reader's own probabilities (`Line::form`): letters that ran together or
//! broke are told apart by what may stand there at all.

use std::ops::Range;

use dossier::geometry::PixelBox;
use dossier::recognition::{Alternative, FormWord, Line, Word};
use language::captions::spelt;
use language::lexicon::known;

use super::written::{At, text};
use super::{CAPTIONS, Caption, DOUBTED, compared};
use crate::correct::parts::Parts;
use crate::correct::words::SURE;

/// How sure a word is of which nothing was read.
const GUESS: f32 = 0.5;
/// A shorter word is one of the lists by chance.
const SHORT: usize = 4;

/// Puts the words of the form in place of what was read; gives how many were changed.
pub(in crate::correct) fn restore(line: &mut Line) -> usize {
    let form = std::mem::take(&mut line.form);
    let Some(run) = Run::of(&form, &line.text()) else { return 0 };
    let place = place(&line.words, &form);
    let read = &line.words[place.clone()];
    if read.iter().any(|word| contradicts(word, &form)) {
        return 0;
    }
    let words = run.written(read, &form);
    let changed = words.iter().filter(|word| !read.contains(word)).count();
    line.words.splice(place, words);
    line.bbox = PixelBox::around(line.words.iter().map(|word| &word.bbox)).unwrap_or(line.bbox);
    changed
}

/// The words of the line from the first to the last that stand on the form's.
fn place(words: &[Word], form: &[FormWord]) -> Range<usize> {
    let shares = |word: &Word, own: &FormWord| {
        let (left, right) = (word.bbox.x.max(own.bbox.x), word.bbox.right().min(own.bbox.right()));
        right.saturating_sub(left) * 2 > word.bbox.w.min(own.bbox.w)
    };
    let is_on = |word: &Word| form.iter().any(|own| shares(word, own));
    let first = words.iter().position(is_on);
    let end = words.iter().rposition(is_on).map(|last| last + 1);
    // Where nothing was read, they stand before what stands behind them.
    let before = || words.iter().take_while(|word| word.bbox.x < form[0].bbox.x).count();
    first.zip(end).map_or_else(|| before()..before(), |(first, end)| first..end)
}

/// A word that was surely read and is none of the form's, and every number.
fn contradicts(word: &Word, form: &[FormWord]) -> bool {
    let core = Parts::of(&word.text).core;
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let number = digits > 0 && digits * 2 >= core.chars().count() && word.confidence > GUESS;
    let letters = compared(core);
    let sure = if letters.len() < SHORT { SURE } else { DOUBTED };
    let listed = word.confidence > sure && known(core).is_some();
    number || (listed && !form.iter().any(|own| compared(&own.text) == letters))
}

/// A run of words of a caption, with the signs that stand alone between them.
struct Run {
    caption: &'static Caption,
    words: Range<usize>,
}

impl Run {
    /// Of captions that have these words, one that has no others, or the one whose signs and capitals are nearest to what
    /// was read.
    fn of(form: &[FormWord], read: &str) -> Option<Self> {
        let count = form.len();
        let mut runs = Vec::new();
        for caption in CAPTIONS.iter().filter(|_| count > 0) {
            let own: Vec<String> = caption.words.iter().map(|word| spelt(word)).collect();
            let is_it = |own: &[String]| own.iter().zip(form).all(|(own, word)| *own == word.text);
            let starts = own.windows(count).enumerate().filter(|(_, own)| is_it(own));
            runs.extend(starts.map(|(start, _)| Self { caption, words: start..start + count }));
        }
        let unlike = |run: &Self| language::distance(read, &run.caption.words[run.words.clone()].join(" "));
        let is_part = |run: &Self| run.words.len() < run.caption.words.len();
        runs.into_iter().min_by_key(|run| (is_part(run), unlike(run)))
    }

    fn written(&self, words: &[Word], form: &[FormWord]) -> Vec<Word> {
        let letters = words.iter().flat_map(|word| word.text.chars()).filter(|sign| sign.is_alphabetic());
        let letters: Vec<char> = letters.collect();
        let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
        let shout = capitals * 3 > letters.len() * 2;
        let mut written = Vec::with_capacity(form.len());
        for (place, own) in form.iter().enumerate() {
            let number = self.words.start + place;
            let at = At {
                first: place == 0,
                last: place + 1 == form.len(),
                begins: number == 0,
                ends: number + 1 == self.caption.words.len(),
            };
            let read = read(words, place, form);
            let text = text(self.caption.words[number], &read, at, shout);
            let (bbox, confidence) = (own.bbox, read.confidence);
            let mut alternatives = read.alternatives;
            if text == read.text {
                written.push(Word { text, bbox: read.bbox, confidence, alternatives, meant: Vec::new() });
            } else {
                alternatives.retain(|other| other.text != text);
                alternatives.push(Alternative { text: read.text, source: "raw caption".to_owned() });
                written.push(Word { text, bbox, confidence, alternatives, meant: Vec::new() });
            }
            if let Some(sign) = self.caption.signs[number].filter(|_| !at.last) {
                let w = form[place + 1].bbox.x.saturating_sub(bbox.right());
                let bbox = PixelBox { x: bbox.right(), w, ..bbox };
                written.push(Word { text: sign.to_owned(), bbox, confidence, ..Word::default() });
            }
        }
        written
    }
}

/// What was read where a word of the form stands: the words that lie nearest to it.
fn read(words: &[Word], place: usize, form: &[FormWord]) -> Word {
    let nearest = |word: &Word| {
        let middle = word.bbox.x + word.bbox.w / 2;
        (0..form.len()).min_by_key(|&at| middle.abs_diff(form[at].bbox.x + form[at].bbox.w / 2))
    };
    let own: Vec<&Word> = words.iter().filter(|word| nearest(word) == Some(place)).collect();
    match own.as_slice() {
        [] => Word { confidence: GUESS, ..Word::default() },
        [word] => (*word).clone(),
        several => Word {
            text: several.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "),
            bbox: PixelBox::around(several.iter().map(|word| &word.bbox)).unwrap_or_default(),
            confidence: several.iter().map(|word| word.confidence).fold(1.0, f32::min),
            ..Word::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words at columns, ten pixels a letter; one behind `+` was read surely.
    fn words(read: &[(u32, &str)]) -> Vec<Word> {
        let of = |&(x, text): &(u32, &str)| {
            let confidence = if text.starts_with('+') { 0.97 } else { 0.4 };
            let text = text.trim_start_matches('+').to_owned();
            let bbox = PixelBox::new(x, 0, text.chars().count() as u32 * 10, 20);
            Word { text, bbox, confidence, ..Word::default() }
        };
        read.iter().map(of).collect()
    }

    fn check(read: &[(u32, &str)], form: &[(u32, &str)], expected: &str) -> Line {
        let form = words(form).into_iter().map(|word| FormWord { text: word.text, bbox: word.bbox });
        let mut line = Line { words: words(read), form: form.collect(), ..Line::default() };
        restore(&mut line);
        assert_eq!(line.text(), expected);
        assert!(line.form.is_empty());
        line
    }

    #[test]
    fn a_line_becomes_the_words_of_a_form() {
        let form = [(10, "вид"), (50, "пенсии")];
        let line = check(&[(0, "(пд"), (50, "воио)")], &form, "(вид пенсии)");
        assert_eq!(line.words[1].alternatives[0].text, "воио)");
        assert_eq!((line.words[1].bbox.x, line.words[1].confidence), (50, 0.4));
        // Its signs are the form's, its capitals the paper's.
        check(&[(0, "ЗАВЕДУЮШНЙТГОДЕЛОМ")], &[(0, "заведующий"), (110, "отделом")], "ЗАВЕДУЮЩИЙ ОТДЕЛОМ");
        check(
            &[(0, "Фемияия"), (110, "Прізнще")],
            &[(0, "фамилия"), (110, "прізвище")],
            "Фамилия / Прізвище",
        );
        // What stands beside it stays.
        check(
            &[(0, "произведена"), (120, "вапнсь"), (260, "+12")],
            &[(0, "произведена"), (120, "запись")],
            "произведена запись 12",
        );
    }

    #[test]
    fn what_was_surely_read_is_not_changed() {
        let form = [(0, "место"), (60, "последней"), (160, "работы")];
        check(&[(0, "Место"), (60, "+первой"), (160, "рабты")], &form, "Место первой рабты");
        check(&[(0, "Место"), (60, "1962"), (160, "рабты")], &form, "Место последней работы");
        check(&[(0, "Место"), (60, "+1962"), (160, "рабты")], &form, "Место 1962 рабты");
        check(&[(0, "Место"), (60, "послдней")], &[], "Место послдней");
    }
}
