//! Kinds of documents as data: one TOML file a kind, built into the executable, and overrides from a folder.
//!
//! A kind says by which words its first page is known (anchors), by which a later page (continues), what
//! fields it has and by which labels they are found. Reading a page with it is `understand`.

mod builtin;
mod file;
mod finding;

use std::path::Path;

use dossier::value::ValueType;
use serde::Deserialize;

pub use file::{AnchorFile, KindFile};
pub use finding::{KindFinding, KindProblem};

use crate::understand::normalise::Phrase;

/// All kinds known, the built-in ones first.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: Vec<Kind>,
}

/// One kind of paper.
#[derive(Clone, Debug)]
pub struct Kind {
    pub id: String,
    pub title: Titles,
    pub anchors: Vec<Anchor>,
    pub continues: Vec<Anchor>,
    pub fields: Vec<FieldRule>,
    pub lists: Vec<ListRule>,
    /// Most pages one such paper has.
    pub longest: usize,
    pub sensitivity: Sensitivity,
    pub retention_years: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    pub uk: String,
    pub en: String,
    #[serde(default)]
    pub ru: String,
}

/// Words that speak for a kind (or, with a negative weight, against it).
#[derive(Clone, Debug)]
pub struct Anchor {
    pub at: AnchorPlace,
    pub weight: f32,
    pub phrases: Vec<Phrase>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnchorPlace {
    /// A line of its own in the upper part of the page.
    Title,
    /// Anywhere in the upper part.
    Top,
    #[default]
    Any,
}

/// How one field is found on a page of the kind.
#[derive(Clone, Debug)]
pub struct FieldRule {
    pub name: String,
    pub target: Target,
    pub labels: Vec<Phrase>,
    /// Words of running text before the value.
    pub phrases: Vec<Phrase>,
    /// Words after the value: «12.03.1957 року народження».
    pub suffixes: Vec<Phrase>,
    pub places: Vec<Place>,
    /// The value proves itself (check digits, closed list) and is looked for without a label too.
    pub anywhere: bool,
    /// The value may stand as a letterhead at the top of the page.
    pub header: bool,
    pub needed: bool,
    pub validators: Vec<Validator>,
}

/// What a rule yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `surname`, `given_name` and `patronymic` at once.
    Person,
    Value(ValueType),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    After,
    Below,
    Above,
}

/// Checks beyond the type's own proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validator {
    CheckDigit,
    BirthInPast,
    NotBeforeBirth,
}

/// A list field and the rule that reads its rows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListRule {
    pub name: String,
    pub rule: TableRule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableRule {
    /// Months against sums, one year a column or one month a row.
    MonthAmount,
    /// One year a row: months, sum, payer.
    YearRows,
    /// Entries of a work-book.
    WorkbookRows,
    /// Periods in running text: from, to, where, as what.
    PeriodRows,
    /// Numbered lines of an inventory.
    InventoryRows,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    Open,
    #[default]
    Personal,
    /// Health, convictions, faith, unions.
    Special,
}

impl Kinds {
    /// The kinds built into the executable.
    pub fn builtin() -> Self {
        let (kinds, findings) = builtin::load();
        debug_assert!(findings.is_empty(), "{findings:?}");
        Self { kinds }
    }

    /// The built-in kinds with those of `folder` added or put in their place. Bad files are left out and named.
    pub fn load(folder: &Path) -> (Self, Vec<KindFinding>) {
        let mut all = Self::builtin();
        let (own, findings) = file::read_folder(folder);
        for kind in own {
            match all.kinds.iter_mut().find(|one| one.id == kind.id) {
                Some(place) => *place = kind,
                None => all.kinds.push(kind),
            }
        }
        (all, findings)
    }

    /// What is wrong with the files of `folder`, for `doctor`.
    pub fn check(folder: &Path) -> Vec<KindFinding> {
        file::read_folder(folder).1
    }

    pub fn all(&self) -> &[Kind] {
        &self.kinds
    }

    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}

impl Kind {
    pub fn field(&self, name: &str) -> Option<&FieldRule> {
        self.fields.iter().find(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_the_dictionary_is_built_in() {
        let kinds = Kinds::builtin();
        let expected = [
            "case_cover",
            "inventory",
            "certifying_sheet",
            "pension_application",
            "bank_account_application",
            "passport",
            "tax_number_certificate",
            "employment_record_book",
            "salary_certificate",
            "employment_certificate",
            "archival_certificate",
            "insurance_record_ok5",
            "pension_decision",
            "disability_certificate",
            "military_record",
            "birth_certificate",
            "marriage_certificate",
            "death_certificate",
            "education_diploma",
            "pension_certificate",
            "status_certificate",
            "power_of_attorney",
            "court_ruling",
            "payment_account",
            "family_certificate",
            "witness_statement",
            "correspondence",
            "receipt",
            "other",
        ];
        let ids: Vec<&str> = kinds.all().iter().map(|kind| kind.id.as_str()).collect();
        for id in expected {
            assert!(ids.contains(&id), "{id}");
        }
        assert_eq!(ids.len(), expected.len());
        for kind in kinds.all() {
            for field in &kind.fields {
                if let Target::Value(value) = field.target {
                    assert_eq!(value, ValueType::of(&field.name), "{} {}", kind.id, field.name);
                }
            }
        }
    }

    #[test]
    fn a_bad_file_is_named_and_a_good_one_overrides() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("broken.toml", "id = \"x\"\nfields = [");
        write("unknown.toml", "id = \"permit\"\nfields = [\"shoe_size\"]\n[title]\nuk = \"а\"\nen = \"a\"\n");
        write(
            "receipt.toml",
            "id = \"receipt\"\nfields = [\"issue_date\"]\n[title]\nuk = \"Квитанція\"\nen = \"Receipt\"\n[[anchor]]\nat = \"title\"\nweight = 5.0\nuk = [\"квитанція\"]\n",
        );
        let (kinds, findings) = Kinds::load(folder.path());
        let problems: Vec<(&str, &str)> =
            findings.iter().map(|one| (one.file.as_str(), one.problem.code())).collect();
        assert_eq!(problems, [("broken.toml", "not_toml"), ("unknown.toml", "unknown_field")]);
        assert_eq!(kinds.kind("receipt").map(|kind| kind.title.uk.as_str()), Some("Квитанція"));
    }
}
