//! Fields: the machine's candidates and the people's verdicts, and what is shown of both.

use dossier::access::Access;
use dossier::field::{Candidate, Evidence, FieldStatus, NoValue, VerdictKind};
use dossier::{DocumentId, DossierId, FieldId, UserId, VerificationId};
use time::OffsetDateTime;

use crate::{Register, Result};

/// The verdict that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub id: VerificationId,
    pub kind: VerdictKind,
    pub value: Option<String>,
    pub by: Option<UserId>,
    pub at: OffsetDateTime,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: FieldId,
    pub dossier: DossierId,
    /// `None` for a value of the whole dossier.
    pub document: Option<DocumentId>,
    pub path: String,
    /// What holds: the verdict's value, else the best candidate's.
    pub value: Option<String>,
    pub reason: Option<NoValue>,
    pub status: FieldStatus,
    pub confidence: f32,
    pub evidence: Option<Evidence>,
    pub engine: String,
    pub rule: String,
    /// Grows with every verdict and every reading.
    pub version: i64,
    /// Best first.
    pub candidates: Vec<Candidate>,
    /// For a dossier's value: the documents' fields it was settled from.
    pub sources: Vec<FieldId>,
    pub verdict: Option<Verdict>,
}

/// One verdict of a field's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub id: VerificationId,
    pub field: FieldId,
    pub document: Option<DocumentId>,
    pub path: String,
    pub kind: VerdictKind,
    pub value: Option<String>,
    pub by: Option<UserId>,
    /// Name of the person, for screens.
    pub by_name: Option<String>,
    pub at: OffsetDateTime,
}

impl Register {
    /// All fields of a dossier: its own first, then by document and path.
    pub async fn fields(&self, access: &Access, dossier: DossierId) -> Result<Vec<Field>> {
        crate::open::unready((access, dossier))
    }

    pub async fn field(&self, access: &Access, id: FieldId) -> Result<Field> {
        crate::open::unready((access, id))
    }

    /// Every verdict on a field, newest first.
    pub async fn history(&self, access: &Access, id: FieldId) -> Result<Vec<Verification>> {
        crate::open::unready((access, id))
    }

    /// Every verdict in a dossier, oldest first: for its manifest.
    pub async fn verdicts(&self, access: &Access, dossier: DossierId) -> Result<Vec<Verification>> {
        crate::open::unready((access, dossier))
    }
}
