//! Fixity: originals are read again on a schedule and compared with their digests.

use dossier::{Digest, DossierId};
use time::OffsetDateTime;

use crate::{Claim, Committed, Register, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixityVerdict {
    Sound,
    Changed,
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    pub dossier: DossierId,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    pub checked_at: Option<OffsetDateTime>,
}

impl Register {
    /// Puts up to `limit` dossiers in line whose originals were not checked since `before`. Returns how many.
    pub async fn queue_fixity(&self, before: OffsetDateTime, limit: u32) -> Result<u64> {
        crate::open::unready((before, limit))
    }

    pub async fn originals(&self, dossier: DossierId) -> Result<Vec<Original>> {
        crate::open::unready(dossier)
    }

    /// Raises a Concern for every original that is not sound.
    pub async fn commit_fixity(
        &self,
        claim: &Claim,
        dossier: DossierId,
        verdicts: &[(Digest, FixityVerdict)],
    ) -> Result<Committed> {
        crate::open::unready((claim, dossier, verdicts))
    }
}
