//! A proposed value before it has a probability: what was read, where, by which rule, and what speaks for it.

use dossier::field::NoValue;
use dossier::value::ValueType;
use dossier::{PageId, PixelBox};

/// One proposed value of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub path: String,
    pub value_type: ValueType,
    pub value: Option<String>,
    pub reason: Option<NoValue>,
    pub page: PageId,
    pub bbox: PixelBox,
    pub raw: String,
    pub engine: String,
    pub rule: Rule,
    pub signs: Signs,
}

/// How a value was found; the text form stands in the register with the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Behind its label in the same row.
    LabelAfter,
    /// In the row below its label.
    LabelBelow,
    /// Above its caption.
    LabelAbove,
    /// Behind words of running text.
    Phrase,
    /// Before words that follow such values.
    Suffix,
    /// Without a label: it proves itself.
    Pattern,
    /// A full name found by the look of its parts.
    NameScan,
    /// The letterhead.
    Header,
    /// The line of number and date near the title.
    Registration,
    /// A cell or row of a table.
    Table,
    /// Computed from another value of the same paper.
    Derived,
}

impl Rule {
    pub const ALL: [Rule; 11] = [
        Rule::LabelAfter,
        Rule::LabelBelow,
        Rule::LabelAbove,
        Rule::Phrase,
        Rule::Suffix,
        Rule::Pattern,
        Rule::NameScan,
        Rule::Header,
        Rule::Registration,
        Rule::Table,
        Rule::Derived,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::LabelAfter => "label_after",
            Self::LabelBelow => "label_below",
            Self::LabelAbove => "label_above",
            Self::Phrase => "phrase",
            Self::Suffix => "suffix",
            Self::Pattern => "pattern",
            Self::NameScan => "name_scan",
            Self::Header => "header",
            Self::Registration => "registration",
            Self::Table => "table",
            Self::Derived => "derived",
        }
    }
}

/// What speaks for or against a value; the only input of its probability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// The engine's confidence of the least and the mean word.
    pub least: f32,
    pub mean: f32,
    /// Mean confidence of the whole page.
    pub page: f32,
    /// How exactly the label was read; 1 where there was none.
    pub label: f32,
    /// The value proves itself, or fails to.
    pub proof: Option<bool>,
    /// Known to a dictionary of names.
    pub known: bool,
    /// Look-alikes were mapped.
    pub edited: bool,
    /// Other documents of the dossier that state the same, and that state otherwise.
    pub agree: u32,
    pub differ: u32,
    /// The document's kind is this certain.
    pub kind: f32,
    /// A check of dates or sums was passed or broken.
    pub checked: Option<bool>,
    /// Other candidates of the same field in this document.
    pub rivals: u32,
    /// Sure of the nominative (1 where nothing was declined).
    pub form: f32,
    pub typed: bool,
    /// A date without its day: half of it may be unread.
    pub coarse: bool,
    /// A name as the paper's language would hardly spell it: never accepted without a person.
    pub misspelt: bool,
}
