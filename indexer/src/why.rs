//! Why a dossier was found: a code and what is needed to say it. The sentence is made where it is shown.
//!
//! The parameters hold words of the question and of the paper: personal data, for the screen alone.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::asked::{Asked, AskedWord};
use crate::content::Card;
use crate::document::number_forms;
use crate::matching::{Exactness, Place, compare};

/// In the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyCode {
    TaxNumber,
    CaseNumber,
    BirthDate,
    /// The person's name as asked.
    Name,
    /// The name in another form or in the other language: `asked`, `found`.
    NameForm,
    /// A similar name: `asked`, `found`.
    NameSimilar,
    /// Another name that the papers state: `found`.
    OtherName,
    /// A number of one of its documents.
    DocumentNumber,
    /// A date in its papers.
    Date,
    /// Words on a page: `page`, `hits`.
    Text,
    TextForm,
    TextSimilar,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    pub code: WhyCode,
    pub params: BTreeMap<&'static str, String>,
}

impl Why {
    fn plain(code: WhyCode) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    fn with(code: WhyCode, params: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { code, params: params.into_iter().collect() }
    }
}

impl WhyCode {
    pub fn code(self) -> &'static str {
        match self {
            Self::TaxNumber => "tax_number",
            Self::CaseNumber => "case_number",
            Self::BirthDate => "birth_date",
            Self::Name => "name",
            Self::NameForm => "name_form",
            Self::NameSimilar => "name_similar",
            Self::OtherName => "other_name",
            Self::DocumentNumber => "document_number",
            Self::Date => "date",
            Self::Text => "text",
            Self::TextForm => "text_form",
            Self::TextSimilar => "text_similar",
        }
    }
}

/// Reasons in the dossier's own values.
pub fn card_reasons(asked: &Asked, card: &Card) -> Vec<Why> {
    let mut all = Vec::new();
    let numbers: Vec<&String> =
        asked.numbers.iter().chain(asked.words.iter().flat_map(|word| &word.numbers)).collect();
    let is_asked = |number: &String| number_forms(number).iter().any(|form| numbers.contains(&form));
    if card.tax_number.as_ref().is_some_and(is_asked) {
        all.push(Why::plain(WhyCode::TaxNumber));
    }
    if card.case_number.iter().chain([&card.reference]).any(is_asked) {
        all.push(Why::plain(WhyCode::CaseNumber));
    }
    if card.numbers.iter().any(is_asked) {
        all.push(Why::plain(WhyCode::DocumentNumber));
    }
    if asked.date.is_some() {
        if card.birth_date == asked.date {
            all.push(Why::plain(WhyCode::BirthDate));
        } else if card.dates.iter().any(|date| Some(date) == asked.date.as_ref()) {
            all.push(Why::plain(WhyCode::Date));
        }
    }
    for word in asked.words.iter().filter(|word| word.numbers.is_empty()) {
        if let Some(why) = name_reason(word, card) {
            all.push(why);
        }
    }
    all.dedup_by(|one, other| one.code == WhyCode::Name && other.code == WhyCode::Name);
    all
}

fn name_reason(word: &AskedWord, card: &Card) -> Option<Why> {
    let (closeness, found) = nearest(word, &card.names)?;
    if closeness == Exactness::Similar
        && let Some((other, found)) = nearest(word, &card.other_names)
        && other < Exactness::Similar
    {
        return Some(Why::with(WhyCode::OtherName, [("found", found)]));
    }
    let pair = [("asked", word.typed.clone()), ("found", found)];
    Some(match closeness {
        Exactness::Exact => Why::plain(WhyCode::Name),
        Exactness::Form => Why::with(WhyCode::NameForm, pair),
        Exactness::Similar => Why::with(WhyCode::NameSimilar, pair),
    })
}

fn nearest(word: &AskedWord, names: &[String]) -> Option<(Exactness, String)> {
    let parts = names
        .iter()
        .flat_map(|name| language::words(name).into_iter().map(|span| &name[span.start..span.end]));
    parts
        .filter_map(|part| Some((compare_name(word, part)?, part.to_owned())))
        .min_by_key(|(closeness, _)| *closeness)
}

/// A name is compared by its keys as well: the index found it by them.
fn compare_name(word: &AskedWord, name: &str) -> Option<Exactness> {
    let found = compare(word, name);
    if found.is_some_and(|found| found < Exactness::Similar) {
        return found;
    }
    let same_key = crate::tokenizer::name_terms(name).iter().any(|term| word.names.contains(term));
    if same_key { Some(Exactness::Form) } else { found }
}

/// Reasons on the page that is shown.
pub fn page_reasons(asked: &Asked, places: &[Place], page: u32) -> Option<Why> {
    let best = places.iter().map(|place| place.exactness).min()?;
    let code = match best {
        Exactness::Exact if !asked.numbers.is_empty() => WhyCode::DocumentNumber,
        Exactness::Exact if asked.date.is_some() => WhyCode::Date,
        Exactness::Exact => WhyCode::Text,
        Exactness::Form => WhyCode::TextForm,
        Exactness::Similar => WhyCode::TextSimilar,
    };
    Some(Why::with(code, [("page", page.to_string()), ("hits", places.len().to_string())]))
}
