//! The comparison form of a text: what is left when case, apostrophes, stress marks, look-alike letters of the
//! other alphabet and the usual slips of a recogniser are taken away.

use crate::word::{is_mark, words};

/// Signs met in place of the apostrophe.
pub fn is_apostrophe(sign: char) -> bool {
    matches!(
        sign,
        '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '`' | '´' | '′' | '‛' | '＇' | '\u{0313}' | '\u{0315}'
    )
}

/// Comparison form of a whole text: words folded, spaces single, dashes plain, other signs kept.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut place = 0;
    for span in words(text) {
        fold_between(&text[place..span.start], &mut folded);
        folded.push_str(&fold_word(&text[span.start..span.end]));
        place = span.end;
    }
    fold_between(&text[place..], &mut folded);
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_between(text: &str, folded: &mut String) {
    for sign in text.chars() {
        if sign.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if matches!(sign, '–' | '—' | '−' | '‐' | '‑' | '‒') {
            folded.push('-');
        } else if !is_apostrophe(sign) && !is_mark(sign) {
            folded.push(sign);
        }
    }
}

/// Comparison form of one word.
pub fn fold_word(word: &str) -> String {
    let letters = one_alphabet(composed(word));
    let mut folded = String::with_capacity(word.len());
    for letter in letters {
        for low in letter.to_lowercase() {
            folded.push(match low {
                'ґ' => 'г',
                'ё' => 'е',
                other => other,
            });
        }
    }
    digits_to_letters(folded)
}

/// A word as a person would write it: one alphabet, one apostrophe, no stress marks; case is kept.
pub(crate) fn clean_word(word: &str) -> String {
    let mut cleaned = String::with_capacity(word.len());
    for part in word.split('-') {
        if !cleaned.is_empty() {
            cleaned.push('-');
        }
        let apostrophes: String =
            part.chars()
                .map(|sign| {
                    if is_apostrophe(sign) || matches!(sign, '"' | '*' | '”' | '“') { '\'' } else { sign }
                })
                .collect();
        let letters =
            joined_marks(apostrophes.trim_matches('\''), |sign| sign.is_alphanumeric() || sign == '\'');
        cleaned.extend(one_alphabet(letters));
    }
    cleaned
}

/// Letters with their own marks joined, every other mark and apostrophe dropped.
fn composed(word: &str) -> Vec<char> {
    joined_marks(word, |sign| sign.is_alphanumeric() && !is_apostrophe(sign))
}

fn joined_marks(word: &str, kept: impl Fn(char) -> bool) -> Vec<char> {
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    for sign in word.chars() {
        let joined = match (letters.last(), sign) {
            (Some('и'), '\u{0306}') => Some('й'),
            (Some('И'), '\u{0306}') => Some('Й'),
            (Some('і'), '\u{0308}') => Some('ї'),
            (Some('І'), '\u{0308}') => Some('Ї'),
            (Some('е'), '\u{0308}') => Some('ё'),
            (Some('Е'), '\u{0308}') => Some('Ё'),
            _ => None,
        };
        if let Some(joined) = joined {
            letters.pop();
            letters.push(joined);
        } else if kept(sign) {
            letters.push(sign);
        }
    }
    letters
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{0400}'..='\u{04FF}')
}

/// The Cyrillic twin of a Latin letter that looks the same.
fn cyrillic_twin(letter: char) -> Option<char> {
    Some(match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'Ï' => 'Ї',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'ï' => 'ї',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        _ => return None,
    })
}

/// Latin letters that stand for a Cyrillic one only inside a Cyrillic word.
pub fn loose_twin(letter: char) -> Option<char> {
    Some(match letter {
        'k' => 'к',
        'm' => 'м',
        't' => 'т',
        'h' => 'н',
        'b' => 'ь',
        'n' => 'п',
        'u' => 'и',
        'l' => 'і',
        'r' => 'г',
        _ => return None,
    })
}

fn latin_twin(letter: char) -> Option<char> {
    Some(match letter {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'І' => 'I',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' => 'i',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// A word is of one alphabet. A letter that only one alphabet has decides; with none, Cyrillic.
fn one_alphabet(letters: Vec<char>) -> Vec<char> {
    let cyrillic_only = letters.iter().any(|&letter| is_cyrillic(letter) && latin_twin(letter).is_none());
    let latin_only =
        letters.iter().any(|&letter| letter.is_ascii_alphabetic() && cyrillic_twin(letter).is_none());
    if latin_only && !cyrillic_only {
        return letters.into_iter().map(|letter| latin_twin(letter).unwrap_or(letter)).collect();
    }
    let to_cyrillic = |letter| cyrillic_twin(letter).or_else(|| loose_twin(letter)).unwrap_or(letter);
    letters.into_iter().map(to_cyrillic).collect()
}

/// Inside a word of letters a digit is a misread letter: «К0валенко», «3ахар».
fn digits_to_letters(word: String) -> String {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return word;
    }
    let letters = word.chars().filter(|&letter| is_cyrillic(letter)).count();
    let starts_or_inner = !word.ends_with(|last: char| last.is_ascii_digit());
    if letters < 3 || digits * 3 > letters || !starts_or_inner {
        return word;
    }
    let letter = |sign| match sign {
        '0' => 'о',
        '1' => 'і',
        '3' => 'з',
        '4' => 'ч',
        '6' => 'б',
        '8' => 'в',
        other => other,
    };
    word.chars().map(letter).collect()
}

/// In a numeric field letters that look like digits become digits. Returns the text and how many were changed.
pub fn numeric(text: &str) -> (String, usize) {
    let mut edits = 0;
    let digit = |sign| match sign {
        'О' | 'о' | 'O' | 'o' | 'Q' | 'D' => '0',
        'З' | 'з' | 'Э' => '3',
        'І' | 'і' | 'I' | 'l' | '|' | '!' => '1',
        'б' => '6',
        'В' | 'B' => '8',
        'ч' | 'Ч' => '4',
        'S' => '5',
        other => other,
    };
    let changed = text
        .chars()
        .map(|sign| {
            let now = digit(sign);
            edits += usize::from(now != sign);
            now
        })
        .collect();
    (changed, edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_forms() {
        let check = |text, expected| assert_eq!(fold(text), expected, "{text}");
        check("Лук'яненко", "лукяненко");
        check("ЛУК’ЯНЕНКО", "лукяненко");
        check("Лук\"яненко", "лукяненко");
        check("Лукʼяненко", "лукяненко");
        check("Ґалаґан", "галаган");
        check("Ковалёв", "ковалев");
        check("Ковале\u{308}в", "ковалев");
        check("Інститу\u{301}т", "інститут");
        check("Андрiй", "андрій");
        check("Андріи\u{306}", "андрій");
        check("KOBAЛЕНКО", "коваленко");
        check("TOB", "тов");
        check("XIV-МЮ", "xiv-мю");
        check("ХIV", "xiv");
        check("К0валенко 3ахар", "коваленко захар");
        check("UA58 3808", "ua58 3808");
        check("11а", "11а");
        check("  Довідка   №  5 — про ", "довідка № 5 - про");
        check("зарпла\u{AD}та", "зарплата");
    }

    #[test]
    fn letters_in_numbers() {
        assert_eq!(numeric("З1847l0691"), ("3184710691".to_owned(), 2));
        assert_eq!(numeric("3184710691"), ("3184710691".to_owned(), 0));
    }
}
