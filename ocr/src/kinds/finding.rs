//! What is wrong with a kind file: a code and parameters for `doctor`; the sentence is made in `words`.

/// A bad kind file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindFinding {
    /// The file's name inside the folder.
    pub file: String,
    pub problem: KindProblem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindProblem {
    /// The file cannot be read from its disk.
    Unreadable,
    /// Not TOML, or a key is missing or of the wrong type: where and what the reader says.
    NotToml { line: usize, detail: String },
    /// `id` is not lower-case letters, digits and underscores.
    BadId { id: String },
    /// `fields` names a field that neither the common file nor this one describes.
    UnknownField { field: String },
    /// A `[[field]]` without labels, phrases or a place to look.
    NoLabels { field: String },
    /// An anchor without words.
    EmptyAnchor { number: usize },
    /// The kind could never be recognised.
    NoAnchors,
}

impl KindProblem {
    /// The key of its sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotToml { .. } => "not_toml",
            Self::BadId { .. } => "bad_id",
            Self::UnknownField { .. } => "unknown_field",
            Self::NoLabels { .. } => "no_labels",
            Self::EmptyAnchor { .. } => "empty_anchor",
            Self::NoAnchors => "no_anchors",
        }
    }

    /// Parameters of the sentence.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable | Self::NoAnchors => Vec::new(),
            Self::NotToml { line, detail } => vec![("line", line.to_string()), ("detail", detail.clone())],
            Self::BadId { id } => vec![("id", id.clone())],
            Self::UnknownField { field } | Self::NoLabels { field } => vec![("field", field.clone())],
            Self::EmptyAnchor { number } => vec![("number", number.to_string())],
        }
    }
}
