//! Ukrainian and Russian: comparing, stems, names, declension. Pure rules over tables of its own.
//!
//! Everything here makes *match keys*: two spellings are held to be comparable, never to be the same on paper.
//! It reads no file and knows no index, page or database.

pub mod captions;
pub mod declension;
mod dictionary;
mod distance;
mod fold;
mod given;
mod key;
pub mod lexicon;
pub mod names;
mod office_words;
mod patronymic;
pub mod query;
mod script;
mod spelling;
mod stem;
mod surname;
mod word;

pub use declension::{Case, Sex};
pub use dictionary::{classes, equivalents, is_given_name, is_patronymic, name_forms, sex_of};
pub use distance::{distance, tolerance};
pub use fold::{fold, fold_word, is_apostrophe, loose_twin, numeric};
pub use key::{key, key_word};
pub use names::{Guess, Hint, NamePart, Person, nominative, person, title};
pub use query::{QueryKind, query_kind};
pub use script::{Language, language_of};
pub use spelling::{misspelt, spelled};
pub use stem::{marks, search_key, stem};
pub use word::{WordSpan, words};
