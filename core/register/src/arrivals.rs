//! Arrivals: one file at one place, at one time.

use dossier::access::Access;
use dossier::state::ArrivalState;
use dossier::{ArrivalId, BatchId, Digest, DossierId};
use time::OffsetDateTime;

use crate::{Register, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub id: ArrivalId,
    /// Whose folder in storage holds the bytes.
    pub dossier: DossierId,
    pub batch: BatchId,
    pub volume: String,
    pub file_name: String,
    /// Place in the dossier, from 0, gaps allowed.
    pub order: u32,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    pub state: ArrivalState,
    pub received_at: OffsetDateTime,
}

impl Register {
    /// In their order in the dossier.
    pub async fn arrivals(&self, access: &Access, dossier: DossierId) -> Result<Vec<Arrival>> {
        crate::open::unready((access, dossier))
    }

    pub async fn arrival(&self, access: &Access, id: ArrivalId) -> Result<Arrival> {
        crate::open::unready((access, id))
    }
}
