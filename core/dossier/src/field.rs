//! Fields: candidates proposed by the machine, verdicts given by people, and what is shown of both.

use serde::{Deserialize, Serialize};

use crate::geometry::PixelBox;
use crate::id::PageId;

/// Who settled a value, as exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldStatus {
    /// Accepted without a person.
    Auto,
    /// Waits for a person.
    Review,
    /// A person settled it.
    Verified,
}

/// Why a field that is on the paper has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoValue {
    Illegible,
    Handwritten,
    Covered,
    /// A person says the paper does not carry it.
    Absent,
}

/// What a person decided about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictKind {
    Confirmed,
    Corrected,
    Illegible,
    Absent,
    Covered,
}

/// Where a value was read: the ink.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub page: PageId,
    pub bbox: PixelBox,
    /// The string as it stands on paper.
    pub raw: String,
}

/// A proposed value with its provenance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Canonical form (kinds.md); `None` where the paper has the field but it cannot be read.
    pub value: Option<String>,
    pub reason: Option<NoValue>,
    pub evidence: Option<Evidence>,
    /// Engine and models that read the words.
    pub engine: String,
    /// The rule that proposed the value, for example `label:surname`.
    pub rule: String,
    /// Calibrated probability that the value is right, 0 to 1.
    pub probability: f32,
}

/// A field as understanding found it: its path and candidates, best first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundField {
    /// `surname`, `salary_months[2].amount`.
    pub path: String,
    pub candidates: Vec<Candidate>,
    pub status: FieldStatus,
}

impl FieldStatus {
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Review => "review",
            Self::Verified => "verified",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Auto, Self::Review, Self::Verified].into_iter().find(|status| status.name() == name)
    }
}

impl NoValue {
    pub fn name(self) -> &'static str {
        match self {
            Self::Illegible => "illegible",
            Self::Handwritten => "handwritten",
            Self::Covered => "covered",
            Self::Absent => "absent",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Illegible, Self::Handwritten, Self::Covered, Self::Absent]
            .into_iter()
            .find(|reason| reason.name() == name)
    }
}

impl VerdictKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Corrected => "corrected",
            Self::Illegible => "illegible",
            Self::Absent => "absent",
            Self::Covered => "covered",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Confirmed, Self::Corrected, Self::Illegible, Self::Absent, Self::Covered]
            .into_iter()
            .find(|verdict| verdict.name() == name)
    }

    /// Whether the verdict carries a value.
    pub fn has_value(self) -> bool {
        matches!(self, Self::Confirmed | Self::Corrected)
    }

    /// The reason that stands in place of a value.
    pub fn reason(self) -> Option<NoValue> {
        match self {
            Self::Confirmed | Self::Corrected => None,
            Self::Illegible => Some(NoValue::Illegible),
            Self::Absent => Some(NoValue::Absent),
            Self::Covered => Some(NoValue::Covered),
        }
    }
}
