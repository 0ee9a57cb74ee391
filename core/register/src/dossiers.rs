//! Dossiers: one person's case file, with the summary that lists show.

use dossier::access::Access;
use dossier::state::DossierState;
use dossier::{BatchId, Digest, DossierId, OfficeId};
use time::OffsetDateTime;

use crate::{Register, Result};

/// Settled dossier-level values that lists show. Personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub surname: Option<String>,
    pub given_name: Option<String>,
    pub patronymic: Option<String>,
    pub birth_date: Option<String>,
    pub tax_number: Option<String>,
    pub case_number: Option<String>,
}

/// Fields of a dossier's documents by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldCounts {
    pub auto: u64,
    pub review: u64,
    pub verified: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    pub id: DossierId,
    pub reference: String,
    pub office: OfficeId,
    pub office_code: String,
    pub batch: BatchId,
    pub batch_name: String,
    pub state: DossierState,
    pub revision: i64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    pub documents: u64,
    pub fields: FieldCounts,
    /// Open Concerns.
    pub concerns: u64,
    pub summary: Summary,
    /// The archive copy and the revision it shows.
    pub pdf: Option<Digest>,
    pub pdf_bytes: Option<u64>,
    pub pdf_revision: Option<i64>,
    pub indexed_revision: Option<i64>,
    pub created_at: OffsetDateTime,
    pub changed_at: OffsetDateTime,
}

impl Register {
    pub async fn dossier(&self, access: &Access, id: DossierId) -> Result<Dossier> {
        crate::open::unready((access, id))
    }

    /// By external reference or id; an ambiguous reference gives several, an unknown one none.
    pub async fn find_dossiers(&self, access: &Access, reference: &str) -> Result<Vec<Dossier>> {
        crate::open::unready((access, reference))
    }

    /// In order of their making, from `after` on: for exports and rebuilding the index.
    pub async fn all_dossiers(
        &self,
        access: &Access,
        batch: Option<BatchId>,
        after: Option<DossierId>,
        limit: u32,
    ) -> Result<Vec<Dossier>> {
        crate::open::unready((access, batch, after, limit))
    }
}
