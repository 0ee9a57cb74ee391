//! A page's words with their boxes, as the index keeps them: enough to show a hit without asking storage.

use dossier::PixelBox;
use dossier::recognition::Recognition;
use language::words;

/// One recognised word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageWord {
    pub text: String,
    pub bbox: PixelBox,
    /// Number of its line on the page, from 0.
    pub line: u32,
}

/// One searchable word: a part of a recognised word, or two halves parted by the end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageToken {
    pub text: String,
    /// Places in the list of words; more than one only across lines.
    pub words: Vec<usize>,
}

pub fn page_words(recognition: &Recognition) -> Vec<PageWord> {
    let mut all = Vec::new();
    for (line, one) in recognition.lines.iter().enumerate() {
        for word in &one.words {
            all.push(PageWord { text: word.text.clone(), bbox: word.bbox, line: line as u32 });
        }
    }
    all
}

/// The searchable words in reading order. Index and hit boxes both come from here, so they agree.
pub fn tokens(all: &[PageWord]) -> Vec<PageToken> {
    let mut found: Vec<PageToken> = Vec::new();
    let mut open_half = false;
    for (place, word) in all.iter().enumerate() {
        let starts_line = place > 0 && all[place - 1].line + 1 == word.line;
        for (part, span) in words(&word.text).into_iter().enumerate() {
            let text = &word.text[span.start..span.end];
            let lower = text.starts_with(char::is_lowercase);
            if part == 0
                && open_half
                && starts_line
                && lower
                && let Some(half) = found.last_mut()
            {
                half.text.push_str(text);
                half.words.push(place);
            } else {
                found.push(PageToken { text: text.to_owned(), words: vec![place] });
            }
        }
        let trimmed = word.text.trim_end_matches(['-', '¬', '‐', '\u{AD}', '–']);
        open_half = trimmed.len() < word.text.len() && trimmed.ends_with(char::is_alphabetic);
    }
    found
}

/// Bytes of the stored words: little, because every page carries them.
pub fn pack(all: &[PageWord]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(all.len() * 24);
    let mut line = 0;
    for word in all {
        number(&mut bytes, word.line - line);
        line = word.line;
        for side in <[u32; 4]>::from(word.bbox) {
            number(&mut bytes, side);
        }
        number(&mut bytes, word.text.len() as u32);
        bytes.extend_from_slice(word.text.as_bytes());
    }
    bytes
}

/// Reads stored words; whatever a damaged index left readable.
pub fn unpack(mut bytes: &[u8]) -> Vec<PageWord> {
    let mut all = Vec::new();
    let mut line = 0;
    while let Some(word) = unpack_word(&mut bytes, &mut line) {
        all.push(word);
    }
    all
}

fn unpack_word(bytes: &mut &[u8], line: &mut u32) -> Option<PageWord> {
    *line = line.checked_add(take(bytes)?)?;
    let bbox = PixelBox::new(take(bytes)?, take(bytes)?, take(bytes)?, take(bytes)?);
    let length = take(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(PageWord { text: String::from_utf8_lossy(text).into_owned(), bbox, line: *line })
}

fn number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0_u32;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, line: u32, x: u32) -> PageWord {
        PageWord { text: text.to_owned(), bbox: PixelBox::new(x, line * 40, 3000, 30), line }
    }

    #[test]
    fn words_come_back_from_bytes() {
        let all = [word("Довідка", 0, 1), word("№ 5", 3, 200), word("", 3, 70_000)];
        let bytes = pack(&all);
        assert_eq!(unpack(&bytes), all);
        assert_eq!(unpack(&bytes[..bytes.len() - 3]).len(), 2);
        assert!(unpack(&[0xFF; 40]).is_empty());
    }

    #[test]
    fn halves_of_a_word_are_one_token() {
        let all = [
            word("заро-", 0, 1),
            word("бітна", 1, 1),
            word("Нечуй-", 1, 90),
            word("Левицький", 2, 1),
            word("5-к", 2, 9),
        ];
        let found = tokens(&all);
        let texts: Vec<&str> = found.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts, ["заробітна", "Нечуй", "Левицький", "5", "к"]);
        assert_eq!(found[0].words, [0, 1]);
    }
}
