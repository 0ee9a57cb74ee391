//! Letters as bytes: the lexicon keeps one byte a letter, so that a step in it is a letter.

use std::sync::LazyLock;

/// Everything a word may be written with, in the order of its codes, which begin at 1.
const WRITTEN: &str = "'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёъыэ";
/// What is read in place of letters, and stands in no word.
const READ: &str = "0123456789!|/°";

/// One more than the greatest code of a letter of words, and of any sign that may be read for one.
pub const LETTERS: usize = 39;
pub const SIGNS: usize = 53;
/// One more than the last letter of the alphabets above, «ґ», as a number.
const LAST: usize = 0x492;

/// The code of a small letter, a digit or a sign; `None` for what no letter is misread as.
pub fn code(sign: char) -> Option<u8> {
    static CODES: LazyLock<[u8; LAST]> = LazyLock::new(|| {
        let mut codes = [0; LAST];
        for (place, sign) in WRITTEN.chars().chain(READ.chars()).enumerate() {
            codes[sign as usize] = place as u8 + 1;
        }
        codes
    });
    CODES.get(sign as usize).copied().filter(|code| *code > 0)
}

pub(crate) fn letter(code: u8) -> char {
    WRITTEN.chars().nth(usize::from(code) - 1).unwrap_or(' ')
}

/// A word in bytes, its case and the shape of its apostrophe taken away; `None` if another sign stands in it.
pub(super) fn coded(word: &str) -> Option<Vec<u8>> {
    let mut codes = Vec::with_capacity(word.len() / 2);
    for sign in word.chars() {
        let sign = if crate::is_apostrophe(sign) { '\'' } else { sign };
        for low in sign.to_lowercase() {
            codes.push(code(low)?);
        }
    }
    Some(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_turn_back() {
        let turned = |word: &str| coded(word).map(|codes| codes.into_iter().map(letter).collect::<String>());
        assert_eq!(turned("Сім’я").as_deref(), Some("сім'я"));
        assert_eq!(turned("ҐАНОК").as_deref(), Some("ґанок"));
        assert_eq!(turned("word"), None);
        assert_eq!(WRITTEN.chars().count() + 1, LETTERS);
        assert_eq!(WRITTEN.chars().chain(READ.chars()).count() + 1, SIGNS);
    }
}
