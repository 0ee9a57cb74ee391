//! The fixity station: every original of a dossier is read again and compared with its digest (invariant 2).

use std::time::Duration;

use dossier::DossierId;
use dossier::stage::Stage;
use pipeline::{Station, StepError, Work};
use register::{Claim, FixityVerdict, Register, RegisterError};
use storage::{Key, Storage, Verdict};

pub struct Fixity {
    pub register: Register,
    pub storage: Storage,
}

impl Station for Fixity {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Fixity]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.check(claim))
    }
}

impl Fixity {
    async fn check(&self, claim: &Claim) -> Result<(), StepError> {
        let dossier = DossierId(claim.job.subject);
        let mut verdicts = Vec::new();
        for original in self.register.originals(dossier).await? {
            let verdict =
                self.storage.verify(&Key::original(dossier, &original.digest), &original.digest).await?;
            let verdict = match verdict {
                Verdict::Same => FixityVerdict::Sound,
                Verdict::Changed => FixityVerdict::Changed,
                Verdict::Missing => FixityVerdict::Missing,
            };
            verdicts.push((original.digest, verdict));
        }
        fail::fail_point!("fixity::before_commit");
        self.register.commit_fixity(claim, dossier, &verdicts).await?;
        Ok(())
    }
}

/// How many dossiers one round puts in line, so that a large archive does not flood the job table.
const ROUND: u32 = 1_000;

/// Puts every dossier in line whose originals were not checked within `every`. Returns how many.
///
/// # Errors
/// The register did not answer.
pub async fn queue(register: &Register, every: Duration) -> Result<u64, RegisterError> {
    let mut queued = 0;
    loop {
        let round = register.queue_fixity(register.now() - every, ROUND).await?;
        queued += round;
        if round < u64::from(ROUND) {
            return Ok(queued);
        }
    }
}
