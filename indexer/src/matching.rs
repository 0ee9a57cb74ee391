//! Which words of a page answer the question, and how closely: the boxes of the hits.
//!
//! The same comparison for every kind of question, over the same words that were indexed.

use std::cmp::Reverse;

use dossier::{PageId, PixelBox};
use language::{distance, fold_word, marks, search_key, tolerance};
use serde::Serialize;

use crate::asked::{Asked, AskedWord};
use crate::document::{dates_in, number_forms, number_in};
use crate::page_text::{PageToken, PageWord, tokens};

/// How close the ink is to the word asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exactness {
    Exact,
    /// Another form of the word, or the same name or thing in the other language.
    Form,
    /// A similar spelling.
    Similar,
}

/// One box of a hit. A hit over several lines has several boxes with one number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchedWord {
    pub page: PageId,
    #[serde(rename = "box")]
    pub bbox: PixelBox,
    pub exactness: Exactness,
    /// Number of the hit on its page, from 1.
    pub hit: u32,
    /// What stands there.
    pub text: String,
}

/// A hit as places in the page's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub words: Vec<usize>,
    pub exactness: Exactness,
}

/// How a written word answers a word of the question.
pub fn compare(asked: &AskedWord, written: &str) -> Option<Exactness> {
    let exact = fold_word(written);
    if exact == asked.exact {
        return Some(Exactness::Exact);
    }
    if search_key(written) == asked.stem || marks(written).iter().any(|mark| asked.marks.contains(mark)) {
        return Some(Exactness::Form);
    }
    let allowed = tolerance(&asked.exact);
    let is_number = !asked.numbers.is_empty();
    if allowed > 0 && !is_number && distance(&exact, &asked.exact) <= usize::from(allowed) {
        return Some(Exactness::Similar);
    }
    None
}

/// All hits of a question on a page, in reading order.
pub fn places(asked: &Asked, words: &[PageWord]) -> Vec<Place> {
    let tokens = tokens(words);
    let mut found: Vec<Place> = Vec::new();
    for token in &tokens {
        let best = asked.words.iter().filter_map(|word| compare(word, &token.text)).min();
        if let Some(exactness) = best {
            found.push(Place { words: token.words.clone(), exactness });
        }
    }
    for phrase in &asked.phrases {
        found.extend(phrase_places(phrase, &tokens));
    }
    let numbers: Vec<&String> =
        asked.numbers.iter().chain(asked.words.iter().flat_map(|word| &word.numbers)).collect();
    if !numbers.is_empty() {
        for (place, word) in words.iter().enumerate() {
            let forms = number_in(&word.text).map(|number| number_forms(&number)).unwrap_or_default();
            if forms.iter().any(|form| numbers.contains(&form)) {
                found.push(Place { words: vec![place], exactness: Exactness::Exact });
            }
        }
    }
    if let Some(asked_date) = &asked.date {
        for (range, _) in dates_in(words).into_iter().filter(|(_, date)| date == asked_date) {
            found.push(Place { words: range.collect(), exactness: Exactness::Exact });
        }
    }
    // A similar spelling beside better hits is noise unless nothing better is there.
    if found.iter().any(|place| place.exactness < Exactness::Similar) {
        let answered = |place: &Place| place.exactness < Exactness::Similar || alone(asked, words, place);
        found.retain(answered);
    }
    found.sort_by_key(|place| (place.words.first().copied(), Reverse(place.words.len()), place.exactness));
    found.dedup_by(|later, first| later.words.iter().all(|word| first.words.contains(word)));
    found
}

/// Whether the word of the question that this place answers has no better answer on the page.
fn alone(asked: &Asked, words: &[PageWord], place: &Place) -> bool {
    let written: String = place.words.iter().map(|&word| words[word].text.as_str()).collect();
    let answered = asked.words.iter().filter(|word| compare(word, &written) == Some(Exactness::Similar));
    let mut better = answered.map(|word| {
        tokens(words)
            .iter()
            .any(|token| compare(word, &token.text).is_some_and(|found| found < Exactness::Similar))
    });
    better.any(|better| !better)
}

fn phrase_places(phrase: &[AskedWord], tokens: &[PageToken]) -> Vec<Place> {
    let mut found = Vec::new();
    for window in tokens.windows(phrase.len().max(1)) {
        let mut closeness = Exactness::Exact;
        let mut words = Vec::new();
        let matched = window.iter().zip(phrase).all(|(token, word)| {
            words.extend(&token.words);
            match compare(word, &token.text) {
                Some(found) if found < Exactness::Similar => {
                    closeness = closeness.max(found);
                    true
                }
                _ => false,
            }
        });
        if matched {
            words.dedup();
            found.push(Place { words, exactness: closeness });
        }
    }
    found
}

/// Hits as boxes: one a line.
pub fn boxes(page: PageId, places: &[Place], words: &[PageWord]) -> Vec<MatchedWord> {
    let mut all = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let mut rest = place.words.as_slice();
        while let Some(&first) = rest.first() {
            let on_line = rest.iter().take_while(|&&word| words[word].line == words[first].line).count();
            let (line, next) = rest.split_at(on_line);
            let text: Vec<&str> = line.iter().map(|&word| words[word].text.as_str()).collect();
            let bbox = PixelBox::around(line.iter().map(|&word| &words[word].bbox))
                .expect("a line of one word or more");
            all.push(MatchedWord {
                page,
                bbox,
                exactness: place.exactness,
                hit: number as u32 + 1,
                text: text.join(" "),
            });
            rest = next;
        }
    }
    all
}
