//! The ends of publish and index: the archive copy is stored, the dossier can be found.

use dossier::access::Actor;
use dossier::audit::AuditEvent;
use dossier::{Digest, DossierId};

use crate::audit::audit_in;
use crate::bury::told_as;
use crate::jobs::finish;
use crate::sql::{Tx, run};
use crate::{Claim, Committed, Register, Result, flow};

/// Ends the job under the dossier's lock. A later revision has its own job: then nothing else is done.
async fn begin(tx: &mut Tx, claim: &Claim, dossier: DossierId, revision: i64) -> Result<Committed> {
    finish(tx, claim).await?;
    let standing = flow::lock(tx, dossier).await?;
    Ok(if standing.revision == revision { Committed::Done } else { Committed::Stale })
}

impl Register {
    async fn told(&self, tx: &mut Tx, claim: &Claim) -> Result<()> {
        let (action, object) = told_as(claim.job.stage);
        let actor = Actor::Machine(claim.job.stage.name().to_owned());
        let event = AuditEvent::new(actor, action, object, claim.job.subject, self.now());
        audit_in(tx, &event.with("revision", claim.job.revision)).await
    }

    pub async fn commit_published(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
        pdf: Digest,
        bytes: u64,
    ) -> Result<Committed> {
        let mut tx = self.write().await?;
        let committed = begin(&mut tx, claim, dossier, revision).await?;
        if committed == Committed::Done {
            let sql = "UPDATE dossiers SET pdf = $2, pdf_bytes = $3, pdf_revision = $4 WHERE id = $1";
            run!(&mut tx, sql, dossier.0, pdf.to_string(), bytes as i64, revision)?;
            self.told(&mut tx, claim).await?;
        }
        tx.commit().await?;
        Ok(committed)
    }

    pub async fn commit_indexed(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
    ) -> Result<Committed> {
        let mut tx = self.write().await?;
        let committed = begin(&mut tx, claim, dossier, revision).await?;
        if committed == Committed::Done {
            let sql = "UPDATE dossiers SET indexed_revision = $2 WHERE id = $1";
            run!(&mut tx, sql, dossier.0, revision)?;
            self.told(&mut tx, claim).await?;
        }
        tx.commit().await?;
        Ok(committed)
    }
}
