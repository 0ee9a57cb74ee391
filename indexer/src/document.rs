//! A dossier's values as Tantivy documents: one card and a document for every page with text.

use language::query::{date, plain_number};
use tantivy::TantivyDocument;

use crate::content::{Card, Content, ContentPage};
use crate::page_text::{PageWord, pack, page_words, tokens};
use crate::schema::{Fields, ROLE_CARD, ROLE_PAGE, STANDINGS};

pub fn documents(fields: &Fields, content: &Content) -> Vec<TantivyDocument> {
    let mut all = vec![card(fields, content)];
    all.extend(content.pages.iter().map(|page| page_document(fields, content, page)));
    all
}

fn common(fields: &Fields, content: &Content, role: u64) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    let (high, low) = content.dossier.0.as_u64_pair();
    document.add_text(fields.dossier, content.dossier.to_string());
    document.add_u64(fields.dossier_high, high);
    document.add_u64(fields.dossier_low, low);
    document.add_u64(fields.role, role);
    document.add_text(fields.office, content.office.to_string());
    let (office_high, office_low) = content.office.0.as_u64_pair();
    document.add_u64(fields.office_high, office_high);
    document.add_u64(fields.office_low, office_low);
    document.add_text(fields.state, content.state.name());
    if let Some(number) = STANDINGS.iter().position(|state| *state == content.state) {
        document.add_u64(fields.standing, number as u64);
    }
    if let Some(year) = birth_year(&content.card) {
        document.add_u64(fields.birth_year, year);
    }
    document
}

fn card(fields: &Fields, content: &Content) -> TantivyDocument {
    let mut document = common(fields, content, ROLE_CARD);
    let card = &content.card;
    document.add_i64(fields.revision, content.revision);
    for kind in &content.kinds {
        document.add_text(fields.kind, kind);
    }
    for name in card.names.iter().chain(&card.other_names) {
        document.add_text(fields.name, name);
    }
    if let Some(number) = &card.tax_number {
        document.add_text(fields.tax_number, plain_number(number));
    }
    for number in card.case_number.iter().chain([&card.reference]) {
        for form in number_forms(number) {
            document.add_text(fields.case_number, form);
        }
    }
    for number in &card.numbers {
        for form in number_forms(number) {
            document.add_text(fields.numbers, form);
        }
    }
    for date in card.birth_date.iter().chain(&card.dates) {
        document.add_text(fields.dates, date);
    }
    let stored = serde_json::to_vec(card).expect("strings always serialise");
    document.add_bytes(fields.card, &stored);
    document
}

fn page_document(fields: &Fields, content: &Content, page: &ContentPage) -> TantivyDocument {
    let mut document = common(fields, content, ROLE_PAGE);
    let words = page_words(&page.recognition);
    if let Some(kind) = &page.kind {
        document.add_text(fields.kind, kind);
    }
    for name in &content.card.names {
        document.add_text(fields.owner, name);
    }
    let text: Vec<String> = tokens(&words).into_iter().map(|token| token.text).collect();
    let text = text.join(" ");
    document.add_text(fields.exact, &text);
    document.add_text(fields.stem, &text);
    for number in words.iter().filter_map(|word| number_in(&word.text)) {
        for form in number_forms(&number) {
            document.add_text(fields.numbers, form);
        }
    }
    for (_, date) in dates_in(&words) {
        document.add_text(fields.dates, date);
    }
    document.add_text(fields.page, page.id.to_string());
    document.add_u64(fields.number, u64::from(page.number));
    document.add_bytes(fields.words, &pack(&words));
    document
}

fn birth_year(card: &Card) -> Option<u64> {
    card.birth_date.as_deref()?.get(..4)?.parse().ok()
}

/// A number as written and without its leading zeros: clerks drop them.
pub fn number_forms(number: &str) -> Vec<String> {
    let plain = plain_number(number);
    let bare = plain.trim_start_matches('0').to_owned();
    if bare == plain || bare.is_empty() { vec![plain] } else { vec![plain, bare] }
}

/// The comparable form of a word that holds a number of two digits or more.
pub fn number_in(word: &str) -> Option<String> {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits < 2 || word.chars().count() > 40 {
        return None;
    }
    Some(plain_number(word.trim_matches(|sign: char| !sign.is_alphanumeric())))
}

/// Dates on a page, with the places of the words that make them.
pub fn dates_in(words: &[PageWord]) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let window = (1..=4)
            .filter(|length| place + length <= words.len())
            .find_map(|length| date_of(&words[place..place + length]).map(|date| (length, date)));
        match window {
            Some((length, date)) => {
                found.push((place..place + length, date));
                place += length;
            }
            None => place += 1,
        }
    }
    found
}

fn date_of(words: &[PageWord]) -> Option<String> {
    if !words[0].text.chars().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    date(parts.join(" ").trim_matches(|sign: char| !sign.is_alphanumeric()))
}
