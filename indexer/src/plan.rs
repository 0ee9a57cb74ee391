//! The question as a Tantivy query, with the asker's offices inside it.

use std::ops::Bound;

use dossier::access::{Access, Scope};
use language::tolerance;
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::asked::{Asked, AskedWord};
use crate::schema::{Fields, ROLE_PAGE};
use crate::search::Filters;

type Clause = Box<dyn TantivyQuery>;

/// How strictly words are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closeness {
    /// The word, its forms, and its name or meaning in the other language.
    Same,
    /// A slip or two in a longer word; of many words one may be missing.
    Similar,
}

/// The query for dossiers and pages; `None` where the asker may see no office.
pub fn plan(
    fields: &Fields,
    access: &Access,
    filters: &Filters,
    asked: &Asked,
    closeness: Closeness,
) -> Option<Clause> {
    let mut all = permitted(fields, access)?;
    all.extend(filtered(fields, filters));
    all.push((Occur::Must, question(fields, asked, closeness)));
    Some(Box::new(BooleanQuery::new(all)))
}

/// The query for the pages of one dossier: any word of the question is a hit.
pub fn within(fields: &Fields, access: &Access, dossier: &str, asked: &Asked) -> Option<Clause> {
    let mut all = permitted(fields, access)?;
    all.push((Occur::Must, silent(term(fields.dossier, dossier))));
    let mut any: Vec<Clause> =
        asked.words.iter().map(|word| on_page(fields, word, Closeness::Similar)).collect();
    any.extend(asked.phrases.iter().map(|phrase| phrase_on_page(fields, phrase)));
    any.extend(asked.numbers.iter().map(|number| term(fields.numbers, number)));
    any.extend(asked.date.iter().map(|date| term(fields.dates, date)));
    all.push((Occur::Must, Box::new(BooleanQuery::union(any))));
    let page = Term::from_field_u64(fields.role, ROLE_PAGE);
    all.push((Occur::Must, silent(Box::new(TermQuery::new(page, IndexRecordOption::Basic)))));
    Some(Box::new(BooleanQuery::new(all)))
}

fn permitted(fields: &Fields, access: &Access) -> Option<Vec<(Occur, Clause)>> {
    match &access.scope {
        Scope::All => Some(Vec::new()),
        Scope::Offices(offices) if offices.is_empty() => None,
        Scope::Offices(offices) => Some(vec![(Occur::Must, any_of(fields.office, offices))]),
    }
}

fn filtered(fields: &Fields, filters: &Filters) -> Vec<(Occur, Clause)> {
    let mut all = Vec::new();
    if !filters.offices.is_empty() {
        all.push((Occur::Must, any_of(fields.office, &filters.offices)));
    }
    if !filters.kinds.is_empty() {
        all.push((Occur::Must, any_of(fields.kind, &filters.kinds)));
    }
    if let Some(state) = filters.state {
        all.push((Occur::Must, silent(term(fields.state, state.name()))));
    }
    if let Some((first, last)) = filters.birth_years {
        let bound = |year: u16| Bound::Included(Term::from_field_u64(fields.birth_year, u64::from(year)));
        all.push((Occur::Must, silent(Box::new(RangeQuery::new(bound(first), bound(last))))));
    }
    all
}

fn question(fields: &Fields, asked: &Asked, closeness: Closeness) -> Clause {
    let mut any: Vec<Clause> = Vec::new();
    for number in &asked.numbers {
        any.push(boosted(term(fields.tax_number, number), 20.0));
        any.push(boosted(term(fields.case_number, number), 20.0));
        any.push(boosted(term(fields.numbers, number), 5.0));
    }
    if let Some(date) = &asked.date {
        any.push(boosted(term(fields.dates, date), 10.0));
    }
    // A number of ten digits and a date are never words; a case number may be a word of the text.
    if asked.date.is_none() && !matches!(asked.kind, language::QueryKind::TaxNumber(_)) {
        any.push(every_word(fields, asked, closeness));
    }
    Box::new(BooleanQuery::union(any))
}

fn every_word(fields: &Fields, asked: &Asked, closeness: Closeness) -> Clause {
    if asked.is_empty() {
        return Box::new(EmptyQuery);
    }
    let mut all: Vec<Clause> = Vec::new();
    let mut text: Vec<Clause> = Vec::new();
    for word in &asked.words {
        let page = on_page(fields, word, closeness);
        text.push(page.box_clone());
        let owner = names(fields.owner, word, closeness, 0.5);
        let card = names(fields.name, word, closeness, 4.0);
        let numbers = word.numbers.iter().flat_map(|number| {
            [fields.tax_number, fields.case_number, fields.numbers]
                .map(|field| boosted(term(field, number), 3.0))
        });
        let places = [page, owner, card].into_iter().chain(numbers).collect();
        all.push(Box::new(BooleanQuery::union(places)));
    }
    for phrase in &asked.phrases {
        let page = phrase_on_page(fields, phrase);
        text.push(page.box_clone());
        all.push(page);
    }
    let least = if closeness == Closeness::Similar && all.len() >= 3 { all.len() - 1 } else { all.len() };
    let every: Clause = Box::new(BooleanQuery::union_with_minimum_required_clauses(all, least));
    // The owner's name alone would make a hit of every page: a page must hold a word itself, a card its name.
    let mut ink = text;
    ink.extend(asked.words.iter().map(|word| names(fields.name, word, closeness, 0.0)));
    ink.extend(asked.words.iter().flat_map(|word| &word.numbers).flat_map(|number| {
        [fields.tax_number, fields.case_number, fields.numbers].map(|field| term(field, number))
    }));
    let ink: Clause = Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::union(ink)), 0.0));
    Box::new(BooleanQuery::intersection(vec![every, ink]))
}

fn on_page(fields: &Fields, word: &AskedWord, closeness: Closeness) -> Clause {
    let mut any =
        vec![boosted(term(fields.exact, &word.exact), 3.0), boosted(term(fields.stem, &word.stem), 1.5)];
    any.extend(word.marks.iter().map(|mark| boosted(term(fields.stem, mark), 1.0)));
    if closeness == Closeness::Similar && tolerance(&word.exact) > 0 && !is_number(word) {
        let near = FuzzyTermQuery::new(
            Term::from_field_text(fields.exact, &word.exact),
            tolerance(&word.exact),
            true,
        );
        any.push(boosted(Box::new(near), 0.5));
    }
    Box::new(BooleanQuery::union(any))
}

fn names(field: Field, word: &AskedWord, closeness: Closeness, boost: f32) -> Clause {
    let mut any: Vec<Clause> = word.names.iter().map(|name| boosted(term(field, name), boost)).collect();
    if closeness == Closeness::Similar && !is_number(word) {
        for name in word.names.iter().filter(|name| !name.starts_with('#') && tolerance(name) > 0) {
            let near = FuzzyTermQuery::new(Term::from_field_text(field, name), tolerance(name), true);
            any.push(boosted(Box::new(near), boost / 2.0));
        }
    }
    Box::new(BooleanQuery::union(any))
}

fn phrase_on_page(fields: &Fields, phrase: &[AskedWord]) -> Clause {
    if let [word] = phrase {
        return boosted(term(fields.exact, &word.exact), 3.0);
    }
    let of = |field: Field, form: fn(&AskedWord) -> &str| -> Clause {
        let terms = phrase.iter().map(|word| Term::from_field_text(field, form(word))).collect();
        Box::new(PhraseQuery::new(terms))
    };
    let exact = boosted(of(fields.exact, |word| &word.exact), 3.0);
    let forms = of(fields.stem, |word| &word.stem);
    Box::new(BooleanQuery::union(vec![exact, forms]))
}

fn is_number(word: &AskedWord) -> bool {
    !word.numbers.is_empty()
}

fn term(field: Field, text: &str) -> Clause {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn any_of<T: ToString>(field: Field, values: &[T]) -> Clause {
    let terms = values.iter().map(|value| Term::from_field_text(field, &value.to_string()));
    silent(Box::new(TermSetQuery::new(terms)))
}

fn boosted(clause: Clause, boost: f32) -> Clause {
    Box::new(BoostQuery::new(clause, boost))
}

/// Filters, but does not rank.
fn silent(clause: Clause) -> Clause {
    Box::new(ConstScoreQuery::new(clause, 0.0))
}
