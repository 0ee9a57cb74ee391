//! A person's verdict on a field: appended for ever, shown at once, never overwritten by the machine.

use dossier::access::Access;
use dossier::field::VerdictKind;
use dossier::{DossierId, FieldId, UserId};
use time::OffsetDateTime;

use crate::{Register, RegisterError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    pub version: i64,
    pub dossier: DossierId,
    /// The dossier revision that carries the verdict.
    pub revision: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The field changed since it was shown: both values go side by side, the writer chooses.
    #[error("the field changed since it was shown")]
    Clash {
        version: i64,
        value: Option<String>,
        by: Option<UserId>,
        by_name: Option<String>,
        at: Option<OffsetDateTime>,
    },
    /// An arbiter settles others' disagreements, never one's own verdict.
    #[error("one's own verdict cannot be arbitrated by oneself")]
    OwnWork,
    /// A verdict needs a person, and a value exactly when its kind carries one.
    #[error("the verdict is not complete")]
    Incomplete,
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl Register {
    /// `version` is the one that was shown. Verification, field, dossier revision, publish and index jobs and
    /// audit in one transaction.
    pub async fn verify(
        &self,
        access: &Access,
        field: FieldId,
        version: i64,
        kind: VerdictKind,
        value: Option<String>,
        at: OffsetDateTime,
    ) -> Result<Verified, VerifyError> {
        Ok(crate::open::unready((access, field, version, kind, value, at))?)
    }

    /// As `verify`, by an arbiter: refused to whoever gave a verdict on this field before.
    pub async fn arbitrate(
        &self,
        access: &Access,
        field: FieldId,
        version: i64,
        kind: VerdictKind,
        value: Option<String>,
        at: OffsetDateTime,
    ) -> Result<Verified, VerifyError> {
        Ok(crate::open::unready((access, field, version, kind, value, at))?)
    }
}
