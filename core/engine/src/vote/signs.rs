//! What a place of a line shows of who is right there: how sure the readers are, how like their readings, and what
//! kind of text it is.

use dossier::recognition::Script;

use super::places::Place;
use super::{About, alike, folded, joined};
use crate::net::Measures;
use crate::readers::ReadWord;

/// Lengths count up to so many letters.
const LONG: usize = 12;

pub(super) fn of(place: &Place, about: &About<'_>) -> Measures {
    let (one, other) = (joined(&place.first), joined(&place.second));
    let mut signs = Measures::new();
    for (names, text, words) in [(&FIRST, &one, &place.first), (&SECOND, &other, &place.second)] {
        add_reading(names, text, words, about, &mut signs);
    }
    let differ = one != other && !one.is_empty() && !other.is_empty();
    signs.extend([
        ("agree", flag(!one.is_empty() && folded(&one) == folded(&other))),
        ("alike", alike(&one, &other)),
        ("case_only", flag(differ && one.to_lowercase() == other.to_lowercase())),
        ("longer", (one.chars().count() as f32 - other.chars().count() as f32).clamp(-4.0, 4.0)),
        ("more_words", (place.first.len() as f32 - place.second.len() as f32).clamp(-3.0, 3.0)),
        ("printed", flag(about.script == Script::Printed)),
        ("typed", flag(about.script == Script::Typed)),
        ("handwritten", flag(about.script == Script::Handwritten)),
        ("shared", about.shared),
        ("em", about.em / 30.0),
        ("sealed", about.sealed),
        ("in_cell", flag(about.in_cell)),
    ]);
    signs
}

/// Names of one reader's signs, in the order of [`add_reading`].
type Names = [&'static str; 12];
const FIRST: Names = [
    "first",
    "first_least",
    "first_mean",
    "first_length",
    "first_digits",
    "first_number",
    "first_money",
    "first_foreign",
    "first_mixed",
    "first_capitals",
    "first_signs",
    "first_width",
];
const SECOND: Names = [
    "second",
    "second_least",
    "second_mean",
    "second_length",
    "second_digits",
    "second_number",
    "second_money",
    "second_foreign",
    "second_mixed",
    "second_capitals",
    "second_signs",
    "second_width",
];

fn add_reading(names: &Names, text: &str, words: &[ReadWord], about: &About<'_>, signs: &mut Measures) {
    let letters: Vec<char> = text.chars().collect();
    let count = letters.len().max(1) as f32;
    let share = |of: fn(&char) -> bool| letters.iter().filter(|letter| of(letter)).count() as f32 / count;
    let least = words.iter().map(|word| word.least).fold(1.0, f32::min);
    let mean = words.iter().map(|word| word.mean).sum::<f32>() / words.len().max(1) as f32;
    let width: f32 = words.iter().map(|word| word.to - word.from).sum();
    let latin = letters.iter().any(char::is_ascii_alphabetic);
    let cyrillic = letters.iter().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let values: [f32; 12] = [
        flag(!words.is_empty()),
        if words.is_empty() { 0.0 } else { odds(least) },
        if words.is_empty() { 0.0 } else { odds(mean) },
        letters.len().min(LONG) as f32 / LONG as f32,
        share(char::is_ascii_digit),
        flag(is_number(&letters)),
        flag(is_money(&letters)),
        flag(letters.iter().any(|letter| is_foreign(*letter))),
        flag(latin && cyrillic),
        share(|letter| letter.is_uppercase()),
        share(|letter| !letter.is_alphanumeric() && *letter != ' '),
        (width / count / about.em.max(1.0)).min(3.0),
    ];
    signs.extend(names.iter().copied().zip(values));
}

/// Digits with single signs between them: a sum, a date, a number of a document.
fn is_number(letters: &[char]) -> bool {
    let digit = |letter: Option<&char>| letter.is_some_and(char::is_ascii_digit);
    digit(letters.first())
        && digit(letters.last())
        && letters.iter().all(|letter| letter.is_ascii_digit() || ".,-/ ".contains(*letter))
        && letters.windows(2).all(|pair| pair[0].is_ascii_digit() || pair[1].is_ascii_digit())
}

/// Ends in hundredths.
fn is_money(letters: &[char]) -> bool {
    let Some((start, end)) = letters.split_last_chunk::<3>() else { return false };
    digit_before(start) && matches!(end[0], '.' | ',') && end[1].is_ascii_digit() && end[2].is_ascii_digit()
}

fn digit_before(start: &[char]) -> bool {
    start.last().is_some_and(char::is_ascii_digit)
}

/// A letter that neither language writes.
fn is_foreign(letter: char) -> bool {
    let known = letter.is_ascii() || ('а'..='я').contains(&letter) || ('А'..='Я').contains(&letter);
    let of_one = matches!(letter, 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ');
    letter.is_alphabetic() && !known && !of_one
}

/// Log odds, about -1 to 2.
fn odds(probability: f32) -> f32 {
    let held = probability.clamp(0.02, 0.9995);
    (held / (1.0 - held)).ln() / 4.0
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_text_are_told_apart() {
        let check = |text: &str, number: bool, money: bool| {
            let letters: Vec<char> = text.chars().collect();
            assert_eq!((is_number(&letters), is_money(&letters)), (number, money), "{text}");
        };
        check("1236.36", true, true);
        check("12.03.1957", true, false);
        check("12-34", true, false);
        check("1236.,36", false, false);
        check("12З6", false, false);
        check(".5", false, false);
        assert!(is_foreign('ү') && !is_foreign('ґ') && !is_foreign('N') && !is_foreign('5'));
    }
}
