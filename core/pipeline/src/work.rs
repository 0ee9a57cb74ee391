//! One job from claim to end: the heartbeat of its lease, its failure, its release when the line stops.

use std::sync::Arc;
use std::time::{Duration, Instant};

use register::{Claim, Register, Retry};
use tokio_util::sync::CancellationToken;

use crate::station::{Station, StepError};

/// How long a claim holds without a sign of life.
pub const LEASE: Duration = Duration::from_secs(60);
const HEARTBEAT: Duration = Duration::from_secs(15);
/// What a stopping line gives the step in hand before it puts it back.
const GRACE: Duration = Duration::from_secs(20);

/// Runs one claim. Never fails: what goes wrong is told to the register.
pub async fn run(register: &Register, station: &Arc<dyn Station>, claim: &Claim, stop: &CancellationToken) {
    let stage = claim.job.stage.name();
    let started = Instant::now();
    let ended = tokio::select! {
        ended = step(station, claim) => ended,
        () = lost_lease(register, claim) => Err(StepError::LeaseLost),
        () = out_of_time(stop) => return put_back(register, claim).await,
    };
    let duration_ms = started.elapsed().as_millis() as u64;
    match ended {
        Ok(()) => {
            tracing::info!(job.stage = stage, job.subject = %claim.job.subject, duration_ms, "step done")
        }
        Err(StepError::LeaseLost) => {
            tracing::warn!(job.stage = stage, job.subject = %claim.job.subject, duration_ms, "lease lost, result dropped");
        }
        Err(StepError::Retry(code)) => fail(register, claim, code, Retry::Later).await,
        Err(StepError::Never(code)) => fail(register, claim, code, Retry::Never).await,
    }
}

/// The step itself in a task of its own, so that a panic is a failed attempt and not the end of the worker.
async fn step(station: &Arc<dyn Station>, claim: &Claim) -> Result<(), StepError> {
    let (station, claim) = (Arc::clone(station), claim.clone());
    let task = AbortOnDrop(tokio::spawn(async move {
        // The subjects' text may be in a panic message: the hook set by `main` prints the place only.
        station.run(&claim).await
    }));
    task.join().await.unwrap_or(Err(StepError::Retry("step.panicked")))
}

/// A step that nobody waits for any more ends, so that it cannot commit beside its successor's work.
struct AbortOnDrop(tokio::task::JoinHandle<Result<(), StepError>>);

impl AbortOnDrop {
    async fn join(mut self) -> Result<Result<(), StepError>, tokio::task::JoinError> {
        (&mut self.0).await
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Extends the lease while the work lives; returns when somebody else has the job.
async fn lost_lease(register: &Register, claim: &Claim) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        match register.extend(claim, LEASE).await {
            Ok(_) => {}
            Err(register::RegisterError::LeaseLost) => return,
            // A register out of reach for a moment: the lease may still hold, the commit will tell.
            Err(error) => tracing::warn!(error = %error, "lease could not be extended"),
        }
    }
}

async fn out_of_time(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

async fn put_back(register: &Register, claim: &Claim) {
    if let Err(error) = register.release(claim).await {
        tracing::warn!(error = %error, job.stage = claim.job.stage.name(), "job could not be put back, its lease will run out");
    }
}

async fn fail(register: &Register, claim: &Claim, code: &'static str, retry: Retry) {
    tracing::warn!(job.stage = claim.job.stage.name(), job.subject = %claim.job.subject, code, attempt = claim.job.attempts, "step failed");
    if let Err(error) = register.fail(claim, code, retry).await {
        tracing::warn!(error = %error, "failure could not be recorded, the lease will run out");
    }
}
