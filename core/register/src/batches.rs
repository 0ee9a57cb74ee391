//! Batches: dossiers handed over together, their lists and their progress.

use dossier::access::Access;
use dossier::{BatchId, Digest, DossierId, OfficeId, UserId};
use time::OffsetDateTime;

use crate::{Dossier, Register, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: BatchId,
    pub office: OfficeId,
    pub office_code: String,
    pub name: String,
    pub created_by: Option<UserId>,
    pub created_at: OffsetDateTime,
}

/// Which batches to list, newest first, from `after` on.
#[derive(Clone, Debug)]
pub struct BatchFilter {
    pub office_code: Option<String>,
    /// Exact name.
    pub name: Option<String>,
    pub after: Option<BatchId>,
    pub limit: u32,
}

impl Default for BatchFilter {
    fn default() -> Self {
        Self { office_code: None, name: None, after: None, limit: 50 }
    }
}

/// A batch with its counts, made by the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    pub id: BatchId,
    pub office: OfficeId,
    pub office_code: String,
    pub name: String,
    pub created_at: OffsetDateTime,
    pub dossiers: u64,
    pub understood: u64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    /// Open Concerns.
    pub concerns: u64,
    pub files: u64,
    pub arrivals: u64,
    pub refusals: u64,
    pub duplicates: u64,
    /// Since when the oldest unread page waits.
    pub oldest_waiting_at: Option<OffsetDateTime>,
}

/// One line of a batch's list (manifest CSV).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedFile {
    pub reference: String,
    pub volume: Option<String>,
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    pub sheets: Option<u32>,
}

impl Register {
    pub async fn ensure_batch(&self, office: OfficeId, name: &str, by: Option<UserId>) -> Result<Batch> {
        crate::open::unready((office, name, by))
    }

    pub async fn batches(&self, access: &Access, filter: &BatchFilter) -> Result<Vec<BatchRow>> {
        crate::open::unready((access, filter))
    }

    pub async fn batch(&self, access: &Access, id: BatchId) -> Result<BatchRow> {
        crate::open::unready((access, id))
    }

    /// Dossiers in order of their making, from `after` on.
    pub async fn batch_dossiers(
        &self,
        access: &Access,
        batch: BatchId,
        after: Option<DossierId>,
        limit: u32,
    ) -> Result<Vec<Dossier>> {
        crate::open::unready((access, batch, after, limit))
    }

    /// Replaces the batch's list.
    pub async fn set_batch_list(&self, batch: BatchId, list: &[ListedFile]) -> Result<()> {
        crate::open::unready((batch, list))
    }

    pub async fn batch_list(&self, access: &Access, batch: BatchId) -> Result<Vec<ListedFile>> {
        crate::open::unready((access, batch))
    }
}
