//! Jobs: one stage for one subject, leased to one worker. A claim counts as an attempt; a lease token fences.

use std::time::Duration;

use dossier::stage::Stage;
use dossier::{JobId, LeaseToken};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::bury::bury;
use crate::sql::{At, Texts, Tx, count, row, rows, run};
use crate::words::Word;
use crate::{Register, RegisterError, Result};

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

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    stage: String,
    subject_id: Uuid,
    revision: i64,
    attempts: i64,
    max_attempts: i64,
}

impl Row {
    fn job(self) -> Result<Job> {
        Ok(Job {
            id: JobId(self.id),
            stage: Stage::of_word(&self.stage)?,
            subject: self.subject_id,
            revision: self.revision,
            attempts: self.attempts,
            max_attempts: self.max_attempts,
        })
    }
}

/// The job's row goes: the work is done, in the transaction of its result. Another's by now: nothing is done.
pub(crate) async fn finish(tx: &mut Tx, claim: &Claim) -> Result<()> {
    let sql = "DELETE FROM jobs WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
    let ended = run!(tx, sql, claim.job.id.0, claim.lease.0)?;
    if ended == 0 { Err(RegisterError::LeaseLost) } else { Ok(()) }
}

/// Seconds until the next attempt: growing, and never the same for many at once.
fn pause(attempts: i64) -> time::Duration {
    let base = 2_000_i64 << (2 * attempts.clamp(1, 6) - 2);
    let jitter = i64::from(Uuid::now_v7().as_bytes()[15]) * base / 512;
    time::Duration::milliseconds(base + jitter)
}

impl Register {
    /// Up to `limit` jobs of these stages, expired leases included. A job whose last worker vanished on its last
    /// attempt is not given out again: it is dead, with a Concern.
    pub async fn claim(&self, stages: &[Stage], limit: u32, lease: Duration) -> Result<Vec<Claim>> {
        let now = self.now();
        let stages = Texts(stages.iter().map(|stage| stage.name().to_owned()).collect());
        self.bury_exhausted(&stages, now).await?;
        let (lease, until) = (LeaseToken::new(), now + lease);
        let mut tx = self.write().await?;
        let sql = "WITH picked AS MATERIALIZED (
                 SELECT id FROM jobs WHERE state = 'leased' AND lease_until < $1 AND attempts < max_attempts
                     AND stage IN_TEXTS($2) ORDER BY lease_until LIMIT $3 LOCKING_FREE)
             UPDATE jobs SET attempts = attempts + 1, lease_token = $4, lease_until = $5
             WHERE id IN (SELECT id FROM picked)
             RETURNING id, stage, subject_id, revision, attempts, max_attempts";
        let limit = i64::from(limit);
        let mut taken = rows!(&mut tx, Row, sql, At(now), stages.clone(), limit, lease.0, At(until))?;
        // The joined empty text keeps SQLite on the index that has the order: by stage it would sort all that wait.
        let sql = "WITH picked AS MATERIALIZED (
                 SELECT id FROM jobs WHERE state = 'ready' AND run_at <= $1 AND (stage || '') IN_TEXTS($2)
                 ORDER BY priority, run_at, id LIMIT $3 LOCKING_FREE)
             UPDATE jobs SET state = 'leased', attempts = attempts + 1, lease_token = $4, lease_until = $5
             WHERE id IN (SELECT id FROM picked)
             RETURNING id, stage, subject_id, revision, attempts, max_attempts";
        let rest = limit - taken.len() as i64;
        taken.extend(rows!(&mut tx, Row, sql, At(now), stages, rest, lease.0, At(until))?);
        tx.commit().await?;
        let mut claims = Vec::new();
        for row in taken {
            let attempt = row.attempts;
            claims.push(Claim { job: row.job()?, lease, attempt, until });
        }
        claims.sort_by_key(|claim| claim.job.id);
        Ok(claims)
    }

    async fn bury_exhausted(&self, stages: &Texts, now: OffsetDateTime) -> Result<()> {
        let sql = "SELECT id, stage, subject_id, revision, attempts, max_attempts FROM jobs
             WHERE state = 'leased' AND lease_until < $1 AND attempts >= max_attempts AND stage IN_TEXTS($2)
             LIMIT 16";
        let mut tx = self.read().await?;
        let lost = rows!(&mut tx, Row, sql, At(now), stages.clone())?;
        drop(tx);
        for row in lost {
            let mut tx = self.write().await?;
            // Looked at again under the lock: another claimer may have been here.
            let sql =
                "SELECT id FROM jobs WHERE id = $1 AND state = 'leased' AND lease_until < $2 LOCKING_FREE";
            if row!(&mut tx, (Uuid,), sql, row.id, At(now))?.is_some() {
                bury(&mut tx, &row.job()?, "worker_lost", now).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Lengthens the lease from now; `LeaseLost` where it is another's by now. Returns the new end.
    pub async fn extend(&self, claim: &Claim, lease: Duration) -> Result<OffsetDateTime> {
        let until = self.now() + lease;
        let mut tx = self.write().await?;
        let sql = "UPDATE jobs SET lease_until = $3 WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
        let extended = run!(&mut tx, sql, claim.job.id.0, claim.lease.0, At(until))?;
        tx.commit().await?;
        if extended == 0 { Err(RegisterError::LeaseLost) } else { Ok(until) }
    }

    /// Puts the job back, the attempt not counted: the worker is shutting down.
    pub async fn release(&self, claim: &Claim) -> Result<()> {
        let mut tx = self.write().await?;
        let sql = "UPDATE jobs SET state = 'ready', attempts = attempts - 1, run_at = $3, lease_token = NULL,
                 lease_until = NULL
             WHERE id = $1 AND lease_token = $2 AND state = 'leased'";
        let released = run!(&mut tx, sql, claim.job.id.0, claim.lease.0, At(self.now()))?;
        tx.commit().await?;
        if released == 0 { Err(RegisterError::LeaseLost) } else { Ok(()) }
    }

    /// The attempt failed; `code` is a code, never a text with values. On the last attempt the job is dead.
    pub async fn fail(&self, claim: &Claim, code: &str, retry: Retry) -> Result<Failed> {
        let now = self.now();
        let mut tx = self.write().await?;
        let sql = "SELECT id, stage, subject_id, revision, attempts, max_attempts FROM jobs
             WHERE id = $1 AND lease_token = $2 AND state = 'leased' LOCKING";
        let found = row!(&mut tx, Row, sql, claim.job.id.0, claim.lease.0)?;
        let job = found.ok_or(RegisterError::LeaseLost)?.job()?;
        if retry == Retry::Never || job.attempts >= job.max_attempts {
            bury(&mut tx, &job, code, now).await?;
            tx.commit().await?;
            return Ok(Failed::Dead);
        }
        let at = now + pause(job.attempts);
        run!(
            &mut tx,
            "UPDATE jobs SET state = 'ready', run_at = $2, last_code = $3, lease_token = NULL, lease_until = NULL
             WHERE id = $1",
            job.id.0,
            At(at),
            code
        )?;
        tx.commit().await?;
        Ok(Failed::WillRetry(at))
    }

    /// A dead job starts anew with fresh attempts.
    pub async fn revive(&self, id: JobId) -> Result<()> {
        let mut tx = self.write().await?;
        let sql =
            "UPDATE jobs SET state = 'ready', attempts = 0, run_at = $2 WHERE id = $1 AND state = 'dead'";
        let revived = run!(&mut tx, sql, id.0, At(self.now()))?;
        tx.commit().await?;
        if revived == 0 { Err(RegisterError::NotFound) } else { Ok(()) }
    }

    pub async fn counts_by_stage(&self) -> Result<Vec<StageCount>> {
        let mut tx = self.read().await?;
        let sql = "SELECT stage, count(*) FILTER (WHERE state = 'ready' AND run_at <= $1),
                 count(*) FILTER (WHERE state = 'ready' AND run_at > $1),
                 count(*) FILTER (WHERE state = 'leased'), count(*) FILTER (WHERE state = 'dead')
             FROM jobs GROUP BY stage";
        let found = rows!(&mut tx, (String, i64, i64, i64, i64), sql, At(self.now()))?;
        let mut counts = Vec::new();
        for stage in Stage::ALL {
            let numbers = found.iter().find(|(name, ..)| name == stage.name());
            let (ready, later, leased, dead) =
                numbers.map_or((0, 0, 0, 0), |(_, a, b, c, d)| (*a, *b, *c, *d));
            let (ready, later) = (count(ready), count(later));
            counts.push(StageCount { stage, ready, later, leased: count(leased), dead: count(dead) });
        }
        Ok(counts)
    }
}
