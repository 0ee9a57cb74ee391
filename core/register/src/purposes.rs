//! Purposes: the ground on which personal data is opened, asked once per task.

use dossier::access::{Access, PurposeKind};
use dossier::{PurposeId, UserId};
use time::OffsetDateTime;

use crate::{Register, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub id: PurposeId,
    pub user: Option<UserId>,
    pub kind: PurposeKind,
    /// Number of the appeal, request or case.
    pub reference: String,
    pub note: String,
    pub at: OffsetDateTime,
}

impl Register {
    pub async fn add_purpose(
        &self,
        access: &Access,
        kind: PurposeKind,
        reference: &str,
        note: &str,
    ) -> Result<PurposeId> {
        crate::open::unready((access, kind, reference, note))
    }

    pub async fn purpose(&self, id: PurposeId) -> Result<Purpose> {
        crate::open::unready(id)
    }

    /// The person's last ten, newest first.
    pub async fn recent_purposes(&self, user: UserId) -> Result<Vec<Purpose>> {
        crate::open::unready(user)
    }
}
