//! Every text shown to a person, in Ukrainian and in English, and how dates, numbers and sums are written.
//!
//! A text is found by its key in `uk/<room>.ftl` and `en/<room>.ftl`; both languages hold the same keys and
//! ask for the same parameters, or the tests fail. It knows codes of the vocabulary, never a screen.

mod catalogue;
mod codes;
mod format;
mod value;

pub use catalogue::ROOMS;
pub use codes::purpose_code;
pub use format::{day_start, local_day};
pub use value::Value;

/// A language people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    Uk,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Uk, Lang::En];

    /// The tag of the language, as in `lang="uk"`, `--lang` and the user's locale.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    /// `uk`, `uk-UA`, `en_US.UTF-8`; `None` for every other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let start = tag.get(..2)?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.tag() == start)
    }

    /// The first language we speak among those a browser accepts.
    pub fn accepted(header: &str) -> Self {
        header.split(',').find_map(|part| Self::from_tag(part.trim())).unwrap_or_default()
    }
}

/// The catalogue in one language. Cheap to copy; the texts are parsed once for the whole process.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    lang: Lang,
}

impl Words {
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The text under a key without parameters.
    pub fn text(&self, key: &str) -> String {
        catalogue::find(self.lang, key, &[])
    }

    /// The text under a key, with its parameters filled in.
    pub fn with(&self, key: &str, parameters: &[(&str, Value)]) -> String {
        catalogue::find(self.lang, key, parameters)
    }

    /// The text whose one parameter is a count, `$n`: «12 сторінок».
    pub fn count(&self, key: &str, n: impl Into<Value>) -> String {
        catalogue::find(self.lang, key, &[("n", n.into())])
    }

    /// The text whose one parameter is `$name`.
    pub fn named(&self, key: &str, name: &str) -> String {
        catalogue::find(self.lang, key, &[("name", name.into())])
    }

    pub fn has(&self, key: &str) -> bool {
        catalogue::has(self.lang, key)
    }
}

#[cfg(test)]
mod tests;
