//! Fixity: originals are read again on a schedule and compared with their digests.

use dossier::access::Actor;
use dossier::audit::AuditEvent;
use dossier::concern::ConcernCode;
use dossier::stage::Stage;
use dossier::{Digest, DossierId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::raise_in;
use crate::jobs::finish;
use crate::sql::{At, count, rows, run};
use crate::words::digest;
use crate::{Claim, Committed, NewConcern, Register, Result, flow};

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
        let now = self.now();
        let mut tx = self.write().await?;
        let sql = "SELECT DISTINCT o.dossier_id FROM originals o
             WHERE coalesce(o.checked_at, o.stored_at) < $1
                 AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.stage = 'fixity' AND j.subject_id = o.dossier_id)
             LIMIT $2";
        let found = rows!(&mut tx, (Uuid,), sql, At(before), i64::from(limit))?;
        for (dossier,) in &found {
            flow::enqueue(&mut tx, Stage::Fixity, *dossier, now.unix_timestamp(), now).await?;
        }
        tx.commit().await?;
        Ok(found.len() as u64)
    }

    pub async fn originals(&self, dossier: DossierId) -> Result<Vec<Original>> {
        let mut tx = self.read().await?;
        let sql = "SELECT digest, bytes, media_type, checked_at FROM originals WHERE dossier_id = $1 ORDER BY digest";
        let mut originals = Vec::new();
        for (text, bytes, media_type, checked_at) in
            rows!(&mut tx, (String, i64, String, Option<At>), sql, dossier.0)?
        {
            let (digest, bytes, checked_at) = (digest(&text)?, count(bytes), checked_at.map(|at| at.0));
            originals.push(Original { dossier, digest, bytes, media_type, checked_at });
        }
        Ok(originals)
    }

    /// Raises a Concern for every original that is not sound.
    pub async fn commit_fixity(
        &self,
        claim: &Claim,
        dossier: DossierId,
        verdicts: &[(Digest, FixityVerdict)],
    ) -> Result<Committed> {
        let now = self.now();
        let mut tx = self.write().await?;
        finish(&mut tx, claim).await?;
        let mut sound = 0;
        for (digest, verdict) in verdicts {
            let code = match verdict {
                FixityVerdict::Sound => {
                    sound += 1;
                    let sql = "UPDATE originals SET checked_at = $3 WHERE dossier_id = $1 AND digest = $2";
                    run!(&mut tx, sql, dossier.0, digest.to_string(), At(now))?;
                    continue;
                }
                FixityVerdict::Changed => ConcernCode::OriginalChanged,
                FixityVerdict::Missing => ConcernCode::OriginalMissing,
            };
            let concern = NewConcern::new(code).with("digest", digest);
            raise_in(&mut tx, dossier, &concern, Stage::Fixity.name(), now).await?;
        }
        let actor = Actor::Machine(Stage::Fixity.name().to_owned());
        let event = AuditEvent::new(actor, "original.checked", "dossier", dossier.0, now)
            .with("sound", sound)
            .with("unsound", verdicts.len() - sound)
            .with("revision", claim.job.revision);
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(Committed::Done)
    }
}
