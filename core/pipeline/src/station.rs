//! The contract between the motor and a station.

use std::future::Future;
use std::pin::Pin;

use dossier::stage::Stage;
use register::{Claim, RegisterError};
use storage::StorageError;

/// What a station's step returns.
pub type Work<'a> = Pin<Box<dyn Future<Output = Result<(), StepError>> + Send + 'a>>;

/// One kind of work. Every step may run twice: it reads the present and ends in one commit.
pub trait Station: Send + Sync + 'static {
    fn stages(&self) -> &'static [Stage];
    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a>;
}

/// Why a step did not end in a commit, as what the motor does next. Codes only: they are stored with the job.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// May pass by itself: try again later, a Concern after the last attempt.
    #[error("will be tried again: {0}")]
    Retry(&'static str),
    /// The same each time: a Concern now.
    #[error("will not be tried again: {0}")]
    Never(&'static str),
    /// Another worker has the job by now; nothing is to be said.
    #[error("the lease is lost")]
    LeaseLost,
}

impl From<RegisterError> for StepError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::LeaseLost => Self::LeaseLost,
            RegisterError::NotFound => Self::Never("register.not_found"),
            RegisterError::Unreachable => Self::Retry("register.unreachable"),
            other => {
                tracing::error!(error = %other, "the register refused a step");
                Self::Retry("register.error")
            }
        }
    }
}

impl From<StorageError> for StepError {
    fn from(error: StorageError) -> Self {
        tracing::warn!(error = %error, "storage refused a step");
        match error {
            StorageError::NotFound => Self::Never("storage.not_found"),
            StorageError::Damaged => Self::Never("storage.damaged"),
            _ => Self::Retry("storage.error"),
        }
    }
}
