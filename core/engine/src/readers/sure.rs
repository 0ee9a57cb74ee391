//! What the line model reads so surely that the dearer reader need not be asked: words that both the model and the
//! lists know, long words in small letters that it is surer of, and no ink left over. Figures, initials and marks go to
//! both readers always, for there a second opinion changes what a person is paid; so do names, but for those that stand
//! among listed words alone on a line of print.

use std::ops::Range;

use language::lexicon::{self, Known};
use language::{is_given_name, is_patronymic};

use super::{LineReading, ReadWord};
use crate::structure::crop::Crop;

/// Every letter is at least so probable (seeds 3101 and 1601: of listed words between 0.85 and 0.95 the model is right in 81 of
/// a hundred, of those above in 99); of a word that no list knows, so. (Of 2,070 such words of seeds 3001, 3002 and 3021 the model
/// is right in 99.4 of a hundred, Tesseract in 95.2.)
const LEAST: f32 = 0.95;
const SURELY: f32 = 0.9975;
/// Fewer letters are too few to be sure by.
const ENOUGH: usize = 5;
/// Ink beyond the first and last letters farther than this, in heights of the crop, was not read; ink is darker than
/// the second.
const BEYOND: f32 = 0.35;
const INK: u8 = 130;
/// Sure words in the midst of others are left out of a crop where they take more than so many heights of it: a crop more
/// costs as much as two.
const WORTH: f32 = 2.0;
/// Fewer letters and figures are asked with the word before them.
const SHORT: usize = 6;

/// Whether the whole line is read so.
pub(crate) fn is_sure(reading: &LineReading, crop: &Crop) -> bool {
    let words = reading.words();
    let letters: usize = words.iter().map(letters).sum();
    letters >= ENOUGH && sure(&words, crop).iter().all(|sure| *sure)
}

/// The parts of the line, in columns of the crop, that are not read so, names among them; none for a line that is all sure.
pub(crate) fn unsure(reading: &LineReading, crop: &Crop) -> Vec<Range<f32>> {
    let (height, end) = (crop.grey.height as f32, crop.grey.width as f32);
    let words = reading.words();
    let mut sure = sure(&words, crop);
    for (place, word) in words.iter().enumerate() {
        // A capital begins a sentence, or a name: «Вишня» is a word of the lists too.
        let sentence = match (place, words.get(1)) {
            (0, Some(next)) => !is_capital(&next.text),
            (0, None) => is_of_office(&word.text),
            _ => false,
        };
        sure[place] &= sentence || !is_capital(&word.text);
    }
    with_context(&words, &mut sure);
    let words: Vec<(ReadWord, bool)> = words.into_iter().zip(sure).collect();
    let runs: Vec<&[(ReadWord, bool)]> = words.chunk_by(|one, other| one.1 == other.1).collect();
    let mut parts: Vec<Range<f32>> = Vec::new();
    let mut left = 0.0;
    for (number, run) in runs.iter().enumerate() {
        let right = match (run.last(), runs.get(number + 1).and_then(|next| next.first())) {
            (Some((last, _)), Some((next, _))) => seam(crop, last, next),
            _ => end,
        };
        let letters: usize = run.iter().map(|(word, _)| letters(word)).sum();
        let spared = run.iter().all(|(_, sure)| *sure)
            && letters >= ENOUGH
            && (runs.len() == 1 || right - left > WORTH * height);
        match parts.last_mut() {
            _ if spared => {}
            Some(part) if part.end == left => part.end = right,
            _ => parts.push(left..right),
        }
        left = right;
    }
    if words.is_empty() { vec![0.0..end] } else { parts }
}

/// Which words are sure.
fn sure(words: &[ReadWord], crop: &Crop) -> Vec<bool> {
    let by_itself = |word: &ReadWord| word.least >= SURELY && is_plain(&word.text);
    let is_sure = |word: &ReadWord| word.least >= LEAST && is_word(&word.text) || by_itself(word);
    let mut sure: Vec<bool> = words.iter().map(is_sure).collect();
    let (reach, end) = (BEYOND * crop.grey.height as f32, crop.grey.width as f32);
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        sure[0] &= !is_inked(crop, 0.0..first.from - reach);
        sure[words.len() - 1] &= !is_inked(crop, last.to + reach..end);
    }
    sure
}

fn letters(word: &ReadWord) -> usize {
    word.text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// Tesseract reads figures and short words better behind another word: that is asked with them.
fn with_context(words: &[ReadWord], sure: &mut [bool]) {
    let mut start = 0;
    while start < words.len() {
        let end = start + sure[start..].iter().take_while(|one| **one == sure[start]).count();
        let letters: usize = words[start..end].iter().map(|word| word.text.chars().count()).sum();
        if !sure[start] && letters < SHORT {
            match start.checked_sub(1) {
                Some(before) => sure[before] = false,
                None if end < words.len() => sure[end] = false,
                None => {}
            }
        }
        start = end;
    }
}

/// The column between two words where a crop is best cut: the middle of the widest gap without ink.
fn seam(crop: &Crop, before: &ReadWord, next: &ReadWord) -> f32 {
    let half = |word: &ReadWord| (word.to - word.from) / word.text.chars().count().max(1) as f32 / 2.0;
    let (from, to) = (before.to - half(before), next.from + half(next));
    let (mut widest, mut run, mut at) = (0, 0, f32::midpoint(before.to, next.from));
    for column in from.max(0.0) as usize..to.max(0.0) as usize {
        run = if is_inked(crop, column as f32..column as f32 + 1.0) { 0 } else { run + 1 };
        if run > widest {
            (widest, at) = (run, column as f32 + 1.0 - run as f32 / 2.0);
        }
    }
    at.round()
}

/// A listed word, in small letters, in capitals or with a capital, and the signs about it.
fn is_word(text: &str) -> bool {
    let word = text.trim_start_matches(['«', '(', '"']).trim_end_matches(['»', ')', '"', '.', ',', ':', ';']);
    let mut cases = word.chars().filter(|letter| letter.is_alphabetic()).map(char::is_uppercase);
    let first = cases.next().unwrap_or_default();
    let rest: Vec<bool> = cases.collect();
    let even = rest.iter().all(|upper| *upper) && first || rest.iter().all(|upper| !upper);
    // A capital alone is an initial, or a number.
    let alone = rest.is_empty() && first;
    // Running text has its own misprints: what stands in no dictionary beside it may be one («украни»).
    let spelt = |known: Known| known.is(Known::UKRAINIAN) || known.is(Known::RUSSIAN);
    let common = |known: Known| known.is(Known::COMMON) && spelt(known) || known.is(Known::HOUSE);
    even && !alone && lexicon::known(word).is_some_and(common)
}

/// Small letters, too many of them to be any word by chance.
fn is_plain(text: &str) -> bool {
    let word = text.trim_end_matches(['.', ',', ':', ';']);
    word.chars().count() >= ENOUGH && word.chars().all(char::is_lowercase)
}

/// A word of the office that is no name: a month, a heading.
fn is_of_office(text: &str) -> bool {
    let word = text.trim_end_matches(['.', ',', ':', ';']);
    lexicon::known(word).is_some_and(|known| known.is(Known::HOUSE))
        && !is_given_name(word)
        && !is_patronymic(word)
}

/// With a capital before small letters.
fn is_capital(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

fn is_inked(crop: &Crop, columns: Range<f32>) -> bool {
    let grey = &crop.grey;
    let (from, to) =
        ((columns.start.max(0.0) as usize).min(grey.width), (columns.end.max(0.0) as usize).min(grey.width));
    from < to && grey.rows().any(|row| row[from..to].iter().any(|&pixel| pixel < INK))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;
    use crate::readers::Letter;

    fn line(text: &str, probability: f32) -> LineReading {
        let letter = |(place, letter)| Letter {
            letter,
            probability,
            from: 10.0 * place as f32,
            to: 10.0 * (place + 1) as f32,
        };
        LineReading { letters: text.chars().enumerate().map(letter).collect(), ..LineReading::default() }
    }

    fn crop(letters: usize, ink_at: Option<usize>) -> Crop {
        let mut grey = Grey::white(10 * letters + 100, 32);
        if let Some(x) = ink_at {
            grey.data[5 * grey.width + x] = 0;
        }
        Crop { grey, left: 0.0, base: 24.0, slope: 0.0, above: 23.0, scale: 1.0, arc: None }
    }

    #[test]
    fn words_of_the_lists_are_sure_where_nothing_is_left() {
        let check = |text: &str, probability: f32, expected: bool| {
            let (line, crop) = (line(text, probability), crop(text.chars().count(), None));
            assert_eq!(is_sure(&line, &crop), expected, "{text}");
            assert!(expected || !unsure(&line, &crop).is_empty(), "{text}");
        };
        check("Довідка про заробітну плату", 0.97, true);
        check("ПЕНСІЙНИЙ ФОНД (УКРАЇНИ),", 0.97, true);
        check("Справка выдана", 0.97, true);
        check("Довідка про заробітну плату", 0.8, false);
        // Figures, initials, names no list knows, letters of uneven case, too little, nothing.
        check("Наказ 15", 0.97, false);
        check("підпис І. Ткач", 0.97, false);
        check("громадянин Кобзурин", 0.97, false);
        check("жінОТА прийнята", 0.97, false);
        check("за", 0.97, false);
        check("", 0.97, false);
        let text = line("Довідка видана", 0.97);
        assert!(!is_sure(&text, &crop(14, Some(200))), "ink behind the last letter was not read");
        assert!(is_sure(&text, &crop(14, Some(145))), "a letter's own ink");
    }

    #[test]
    fn only_what_is_unsure_is_asked() {
        let parts = |text: &str| unsure(&line(text, 0.97), &crop(text.chars().count(), None));
        for (name, asked) in [("Вишня Марія", true), ("Вишня", true), ("Марія", true), ("Січень", false)]
        {
            assert_eq!(!parts(name).is_empty(), asked, "{name}");
        }
        // Ten columns a letter.
        assert_eq!(parts("згідно наказу директора 15 від червня того року"), [135.0..265.0]);
        assert_eq!(parts("громадянці Вишня-Кобзурина видана довідка про плату"), [105.0..265.0]);
        assert_eq!(parts("15 видана довідка про плату"), [0.0..95.0]);
        // Too little between the two to be worth a crop.
        assert_eq!(parts("15 про 16"), [0.0..190.0]);
    }
}
