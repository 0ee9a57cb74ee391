//! Invented dossiers for the tests of the index. Every person here is made up.

use dossier::access::{Access, Scope};
use dossier::recognition::{Line, Recognition, Word};
use dossier::state::DossierState;
use dossier::{DossierId, OfficeId, PageId, PixelBox};
use indexer::{Card, Content, ContentPage, Found, Index, Query, Search};
use tempfile::TempDir;

/// A page whose lines are the lines of the text; boxes are laid out by place.
pub fn recognition(text: &str) -> Recognition {
    let mut page = Recognition { width: 2000, height: 3000, dpi: 200, ..Recognition::default() };
    for (row, line) in text.lines().enumerate() {
        let words = line.split_whitespace().enumerate().map(|(column, word)| Word {
            text: word.to_owned(),
            bbox: PixelBox::new(column as u32 * 100, row as u32 * 50, 90, 40),
            confidence: 0.9,
            ..Word::default()
        });
        page.lines.push(Line { words: words.collect(), ..Line::default() });
    }
    page
}

/// A dossier of one person: names, values and pages of text.
pub fn content(office: OfficeId, names: &[&str], pages: &[&str]) -> Content {
    let pages = pages.iter().enumerate().map(|(place, text)| ContentPage {
        id: PageId::new(),
        number: place as u32 + 1,
        kind: Some("salary_certificate".into()),
        recognition: recognition(text),
    });
    Content {
        dossier: DossierId::new(),
        office,
        state: DossierState::Understood,
        revision: 1,
        card: Card {
            reference: "044120/П".into(),
            names: names.iter().map(|&name| name.into()).collect(),
            ..Card::default()
        },
        kinds: vec!["salary_certificate".into()],
        pages: pages.collect(),
    }
}

pub fn index_of(contents: &[Content]) -> (TempDir, Search) {
    let dir = TempDir::new().expect("a temporary folder");
    let index = Index::open(dir.path()).expect("an empty index");
    index.put(contents).expect("dossiers are indexed");
    (dir, Search::new(index))
}

pub fn everything() -> Access {
    Access::command_line()
}

pub fn of_offices(offices: &[OfficeId]) -> Access {
    Access { scope: Scope::Offices(offices.to_vec()), ..Access::command_line() }
}

pub fn query(text: &str) -> Query {
    Query { text: text.into(), limit: 50, ..Query::default() }
}

pub fn find(search: &Search, text: &str) -> Found {
    search.find_now(&everything(), &query(text)).expect("the search answers")
}
