//! A word as read: what stands around it, and its letters.

use super::alphabet::is_cyrillic;

pub(super) struct Parts<'a> {
    pub before: &'a str,
    pub core: &'a str,
    pub after: &'a str,
}

impl<'a> Parts<'a> {
    pub fn of(text: &'a str) -> Self {
        let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
        let end = text
            .rfind(char::is_alphanumeric)
            .map_or(start, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        Self { before: &text[..start], core: &text[start..end], after: &text[end..] }
    }

    /// Cyrillic letters, and at most what is read inside them for a letter: no number, no code, no foreign word.
    pub fn is_word(&self) -> bool {
        let letters = self.core.chars().filter(|letter| is_cyrillic(*letter)).count();
        let others = self.core.chars().count() - letters;
        let joints = self.core.chars().filter(|sign| *sign == '\'' || *sign == '-').count();
        let digits = self.core.chars().filter(char::is_ascii_digit).count();
        let ends = |sign: Option<char>| sign.is_some_and(is_cyrillic);
        let closed = ends(self.core.chars().next()) && ends(self.core.chars().next_back());
        let signs = self.core.chars().filter(|sign| matches!(sign, '!' | '|' | '/')).count();
        others == joints + digits + signs && (digits + signs) * 4 <= letters && closed
    }

    pub fn with(&self, core: &str) -> String {
        format!("{}{core}{}", self.before, self.after)
    }
}

/// A word of small letters in the case of what was read: all capitals, one capital first, or none.
pub(super) fn cased(word: &str, read: &str) -> String {
    let letters: Vec<char> = read.chars().filter(|letter| letter.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    if capitals * 3 > letters.len() * 2 && letters.len() > 1 {
        return word.to_uppercase();
    }
    let mut signs = word.chars();
    match signs.next() {
        Some(first) if letters.first().is_some_and(|letter| letter.is_uppercase()) => {
            first.to_uppercase().chain(signs).collect()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_codes() {
        for (text, core, word) in [
            ("«пенсії»,", "пенсії", true),
            ("Укра1ни", "Укра1ни", true),
            ("44120/П", "44120/П", false),
            ("АВ123456", "АВ123456", false),
            ("UA21", "UA21", false),
            ("сім'я)", "сім'я", true),
            ("—", "", false),
            ("1957р", "1957р", false),
        ] {
            let parts = Parts::of(text);
            assert_eq!((parts.core, parts.is_word()), (core, word), "{text}");
            assert_eq!(parts.with(parts.core), text);
        }
    }

    #[test]
    fn case_follows_the_reading() {
        for (word, read, expected) in [
            ("довідка", "ДОВІДХА", "ДОВІДКА"),
            ("довідка", "Довідха", "Довідка"),
            ("довідка", "довідха", "довідка"),
        ] {
            assert_eq!(cased(word, read), expected);
        }
    }
}
