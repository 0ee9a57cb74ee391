//! Jobs: one stage for one subject, leased to one worker. A claim counts as an attempt; a lease token fences.

use std::time::Duration;

use dossier::stage::Stage;
use dossier::{JobId, LeaseToken};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Register, Result};

/// Attempts before a person must look.
pub const MAX_ATTEMPTS: i64 = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub stage: Stage,
    /// The id of an arrival, a page or a dossier, as the stage says.
    pub subject: Uuid,
    pub revision: i64,
    pub attempts: i64,
    pub max_attempts: i64,
}

impl Job {
    /// The job's unique key in text.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.stage.name(), self.subject, self.revision)
    }
}

/// A job in this worker's hands until the lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub job: Job,
    pub lease: LeaseToken,
    /// From 1.
    pub attempt: i64,
    pub until: OffsetDateTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    Later,
    /// Trying again cannot help.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    WillRetry(OffsetDateTime),
    /// A Concern was raised and the rest of the dossier goes on.
    Dead,
}

/// Jobs of one stage by their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCount {
    pub stage: Stage,
    /// Ready to be claimed now.
    pub ready: u64,
    /// Waiting for their time after a failure.
    pub later: u64,
    pub leased: u64,
    pub dead: u64,
}

impl Register {
    /// Up to `limit` jobs of these stages, expired leases included.
    pub async fn claim(&self, stages: &[Stage], limit: u32, lease: Duration) -> Result<Vec<Claim>> {
        crate::open::unready((stages, limit, lease))
    }

    /// Lengthens the lease from now; `LeaseLost` where it is another's by now. Returns the new end.
    pub async fn extend(&self, claim: &Claim, lease: Duration) -> Result<OffsetDateTime> {
        crate::open::unready((claim, lease))
    }

    /// Puts the job back, the attempt not counted: the worker is shutting down.
    pub async fn release(&self, claim: &Claim) -> Result<()> {
        crate::open::unready(claim)
    }

    /// The attempt failed; `code` is a code, never a text with values.
    pub async fn fail(&self, claim: &Claim, code: &str, retry: Retry) -> Result<Failed> {
        crate::open::unready((claim, code, retry))
    }

    /// A dead job starts anew with fresh attempts.
    pub async fn revive(&self, id: JobId) -> Result<()> {
        crate::open::unready(id)
    }

    pub async fn counts_by_stage(&self) -> Result<Vec<StageCount>> {
        crate::open::unready(())
    }
}
