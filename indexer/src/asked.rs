//! A search line taken apart: its kind, its words in every form they are looked for, its phrases.

use language::{Hint, NamePart, QueryKind, fold_word, key, marks, nominative, query_kind, search_key, words};

use crate::document::number_forms;
use crate::tokenizer::name_terms;

/// One word of the question.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedWord {
    /// As typed.
    pub typed: String,
    pub exact: String,
    pub stem: String,
    /// Marks of names and meanings, equal in both languages.
    pub marks: Vec<String>,
    /// Terms in a field of names.
    pub names: Vec<String>,
    /// Comparable forms, where the word is a number.
    pub numbers: Vec<String>,
}

/// The whole question.
#[derive(Clone, Debug)]
pub struct Asked {
    pub kind: QueryKind,
    /// Words that must be there, small words left out.
    pub words: Vec<AskedWord>,
    /// What stood in quotation marks.
    pub phrases: Vec<Vec<AskedWord>>,
    /// Comparable forms of the one number or date asked for.
    pub numbers: Vec<String>,
    pub date: Option<String>,
}

/// Words too small to be asked for, both languages.
const SMALL: &[&str] = &[
    "про", "о", "об", "на", "у", "в", "з", "із", "зі", "с", "со", "та", "і", "и", "й", "до", "за", "від",
    "от", "по", "для", "при", "не", "як", "как", "що", "что", "а", "або", "или", "к", "ко", "из", "n",
];

/// Longer lines are cut: nobody types them, and each word is a dozen terms.
const MOST_WORDS: usize = 16;

pub fn asked(text: &str) -> Asked {
    let kind = query_kind(text);
    let (phrases, rest) = quoted(text);
    let mut all: Vec<AskedWord> = split(&rest);
    let large: Vec<AskedWord> =
        all.iter().filter(|word| !SMALL.contains(&word.exact.as_str())).cloned().collect();
    if !large.is_empty() || !phrases.is_empty() {
        all = large;
    }
    all.truncate(MOST_WORDS);
    let (numbers, date) = match &kind {
        QueryKind::TaxNumber(number) | QueryKind::CaseNumber(number) => (number_forms(number), None),
        QueryKind::Date(date) => (Vec::new(), Some(date.clone())),
        QueryKind::Name | QueryKind::Phrase | QueryKind::Text => (Vec::new(), None),
    };
    Asked { kind, words: all, phrases, numbers, date }
}

impl Asked {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }
}

fn split(text: &str) -> Vec<AskedWord> {
    words(text).into_iter().map(|span| asked_word(&text[span.start..span.end])).collect()
}

fn asked_word(typed: &str) -> AskedWord {
    let mut names = name_terms(typed);
    for guess in nominative(NamePart::Surname, typed, Hint::default()) {
        if guess.probability >= 0.25 {
            names.push(key(&guess.form));
        }
    }
    names.sort_unstable();
    names.dedup();
    let numbers = if typed.chars().filter(char::is_ascii_digit).count() >= 2 {
        number_forms(typed)
    } else {
        Vec::new()
    };
    AskedWord {
        typed: typed.to_owned(),
        exact: fold_word(typed),
        stem: search_key(typed),
        marks: marks(typed),
        names,
        numbers,
    }
}

/// Parts the phrases in quotation marks from the rest. An unclosed mark is none.
fn quoted(text: &str) -> (Vec<Vec<AskedWord>>, String) {
    let mut phrases = Vec::new();
    let mut rest = String::new();
    let mut open: Option<String> = None;
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied().unwrap_or(' ');
        let inside_word = sign == '"' && before.is_alphabetic() && after.is_alphabetic();
        let quote = matches!(sign, '"' | '«' | '»' | '“' | '”' | '„') && !inside_word;
        match (&mut open, quote) {
            (Some(phrase), true) => {
                let words = split(phrase);
                if !words.is_empty() {
                    phrases.push(words);
                }
                open = None;
                rest.push(' ');
            }
            (None, true) => open = Some(String::new()),
            (Some(phrase), false) => phrase.push(sign),
            (None, false) => rest.push(sign),
        }
        before = sign;
    }
    if let Some(unclosed) = open {
        rest.push(' ');
        rest.push_str(&unclosed);
    }
    (phrases, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_and_words_are_parted() {
        let check = |text: &str, phrases: &[&str], words: &[&str]| {
            let found = asked(text);
            let of = |words: &[AskedWord]| {
                words.iter().map(|word| word.exact.clone()).collect::<Vec<_>>().join(" ")
            };
            let found_phrases: Vec<String> = found.phrases.iter().map(|phrase| of(phrase)).collect();
            assert_eq!(found_phrases, phrases, "{text}");
            assert_eq!(of(&found.words), words.join(" "), "{text}");
        };
        check("Кравченко \"трудова книжка\"", &["трудова книжка"], &["кравченко"]);
        check("«справка о заработной плате»", &["справка о заработной плате"], &[]);
        check("довідка про стаж", &[], &["довідка", "стаж"]);
        check("Лук\"яненко", &[], &["лукяненко"]);
        check("про", &[], &["про"]);
        check("\"незакрита лапка", &[], &["незакрита", "лапка"]);
        check("\"\"", &[], &[]);
    }
}
