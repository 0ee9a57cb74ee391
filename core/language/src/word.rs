//! Where words begin and end. An apostrophe between letters belongs to the word, whatever sign stands for it.

use crate::fold::is_apostrophe;

/// A word's place in its text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordSpan {
    pub start: usize,
    pub end: usize,
}

/// Marks that stand on or inside letters and never part a word: combining accents, soft hyphen, joiners.
pub(crate) fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Splits a text into words: runs of letters and digits, with inner apostrophes. Hyphens part words.
pub fn words(text: &str) -> Vec<WordSpan> {
    let mut spans = Vec::new();
    let mut open: Option<WordSpan> = None;
    let mut signs = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((place, sign)) = signs.next() {
        let after = signs.peek().map_or(' ', |&(_, next)| next);
        let inside = (sign.is_alphanumeric() && !is_apostrophe(sign))
            || (open.is_some() && is_mark(sign))
            || (open.is_some() && joins(before, sign, after));
        if inside {
            let end = place + sign.len_utf8();
            match &mut open {
                Some(span) => span.end = end,
                None => open = Some(WordSpan { start: place, end }),
            }
        } else if let Some(span) = open.take() {
            spans.push(span);
        }
        before = sign;
    }
    spans.extend(open);
    spans
}

fn joins(before: char, sign: char, after: char) -> bool {
    if is_apostrophe(sign) {
        return before.is_alphabetic() && after.is_alphabetic();
    }
    // Typewriters had no apostrophe: a quotation mark or an asterisk stands in its place before a iotated vowel.
    matches!(sign, '"' | '*' | '”' | '“')
        && before.is_alphabetic()
        && matches!(after, 'я' | 'ю' | 'є' | 'ї' | 'Я' | 'Ю' | 'Є' | 'Ї')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_apostrophes_and_part_at_hyphens() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text).into_iter().map(|span| &text[span.start..span.end]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Лук'яненко, сім’я.", &["Лук'яненко", "сім’я"]);
        check("Лук\"яненко В*ячеслав", &["Лук\"яненко", "В*ячеслав"]);
        check("\"Завод\" 'Маяк'", &["Завод", "Маяк"]);
        check("Нечуй-Левицький 12.03.1957", &["Нечуй", "Левицький", "12", "03", "1957"]);
        check("зарпла\u{AD}та Івано\u{301}ва", &["зарпла\u{AD}та", "Івано\u{301}ва"]);
        check("№ 44120/П", &["44120", "П"]);
        check("", &[]);
    }
}
