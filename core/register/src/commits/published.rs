//! The ends of publish and index: the archive copy is stored, the dossier can be found.

use dossier::{Digest, DossierId};

use crate::{Claim, Committed, Register, Result};

impl Register {
    pub async fn commit_published(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
        pdf: Digest,
        bytes: u64,
    ) -> Result<Committed> {
        crate::open::unready((claim, dossier, revision, pdf, bytes))
    }

    pub async fn commit_indexed(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
    ) -> Result<Committed> {
        crate::open::unready((claim, dossier, revision))
    }
}
