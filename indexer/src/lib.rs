//! Dossier to Tantivy, and the search. The index is disposable: everything in it can be made again from the
//! register and the stored recognitions.
//!
//! The only room that knows Tantivy. It asks no person for rights: whoever searches brings `Access`, and the
//! filter stands inside the query.

mod asked;
mod content;
mod document;
mod error;
mod groups;
mod index;
mod load;
mod matching;
mod page_text;
mod plan;
mod rebuild;
mod schema;
mod search;
mod station;
mod tokenizer;
mod why;
mod within;

pub use content::{Card, Content, ContentPage};
pub use error::IndexError;
pub use index::Index;
pub use load::load;
pub use matching::{Exactness, MatchedWord};
pub use rebuild::{Rebuilding, Rebuilt, rebuild};
pub use schema::FORM;
pub use search::{Counts, Filters, Found, Hit, HitPage, Query, Search, SnippetWord};
pub use station::IndexStation;
pub use why::{Why, WhyCode};
pub use within::PageMatches;
