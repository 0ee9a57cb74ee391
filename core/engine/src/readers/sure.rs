//! Lines that the line model reads so surely that the dearer reader need not be asked: words that both the model and the
//! lists know, and no ink left over. Figures, names, initials and marks go to both readers always, for only there does
//! a second opinion change what a person is paid.

use language::lexicon::{self, Known};

use super::LineReading;
use crate::structure::crop::Crop;

/// Every letter is at least so probable.
const LEAST: f32 = 0.9;
/// Fewer letters are too few to be sure by.
const ENOUGH: usize = 5;
/// Ink beyond the first and last letters farther than this, in heights of the crop, was not read; ink is darker than
/// the second.
const BEYOND: f32 = 0.35;
const INK: u8 = 130;

/// Whether the line is read so.
pub(crate) fn is_sure(reading: &LineReading, crop: &Crop) -> bool {
    let letters = &reading.letters;
    let sure = letters.iter().all(|letter| letter.probability >= LEAST || letter.letter == ' ');
    let count = letters.iter().filter(|letter| letter.letter.is_alphabetic()).count();
    if !sure || count < ENOUGH {
        return false;
    }
    reading.words().iter().all(|word| is_word(&word.text)) && !leaves_ink(reading, crop)
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
    let common = |known: Known| known.is(Known::COMMON) || known.is(Known::HOUSE);
    even && !alone && lexicon::known(word).is_some_and(common)
}

fn leaves_ink(reading: &LineReading, crop: &Crop) -> bool {
    let (Some(first), Some(last)) = (reading.letters.first(), reading.letters.last()) else { return true };
    let grey = &crop.grey;
    let reach = BEYOND * grey.height as f32;
    let before = (first.from - reach).max(0.0) as usize;
    let behind = (last.to + reach) as usize;
    grey.rows().any(|row| {
        let (before, behind) = (before.min(row.len()), behind.min(row.len()));
        row[..before].iter().chain(&row[behind..]).any(|&pixel| pixel < INK)
    })
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
            let letters = text.chars().count();
            assert_eq!(is_sure(&line(text, probability), &crop(letters, None)), expected, "{text}");
        };
        check("Довідка про заробітну плату", 0.95, true);
        check("ПЕНСІЙНИЙ ФОНД (УКРАЇНИ),", 0.95, true);
        check("Справка выдана", 0.95, true);
        check("Довідка про заробітну плату", 0.8, false);
        // Figures, initials, names no list knows, letters of uneven case, too little.
        check("Наказ 15", 0.95, false);
        check("підпис І. Ткач", 0.95, false);
        check("громадянин Кобзурин", 0.95, false);
        check("жінОТА прийнята", 0.95, false);
        check("за", 0.95, false);
        let text = "Довідка видана";
        assert!(!is_sure(&line(text, 0.95), &crop(14, Some(200))), "ink behind the last letter was not read");
        assert!(is_sure(&line(text, 0.95), &crop(14, Some(145))), "a letter's own ink");
    }
}
