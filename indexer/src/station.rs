//! The station of the index stage: one dossier revision becomes findable.

use dossier::DossierId;
use dossier::stage::Stage;
use fail::fail_point;
use pipeline::{Station, StepError, Work};
use register::{Claim, Register};
use storage::Storage;

use crate::error::IndexError;
use crate::index::Index;
use crate::load::load;

pub struct IndexStation {
    register: Register,
    storage: Storage,
    index: Index,
}

impl IndexStation {
    pub fn new(register: Register, storage: Storage, index: Index) -> Self {
        Self { register, storage, index }
    }

    async fn step(&self, claim: &Claim) -> Result<(), StepError> {
        let dossier = DossierId(claim.job.subject);
        let content = load(&self.register, &self.storage, dossier).await.map_err(step_error)?;
        let index = self.index.clone();
        let put = tokio::task::spawn_blocking(move || index.put(&[content]));
        put.await.map_err(|_| StepError::Retry("index.panicked"))?.map_err(step_error)?;
        fail_point!("index::before_commit");
        self.register.commit_indexed(claim, dossier, claim.job.revision).await?;
        fail_point!("index::after_commit");
        Ok(())
    }
}

impl Station for IndexStation {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Index]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.step(claim))
    }
}

fn step_error(error: IndexError) -> StepError {
    match error {
        IndexError::Register(error) => error.into(),
        IndexError::Storage(error) => error.into(),
        IndexError::Busy => StepError::Retry("index.busy"),
        IndexError::FormDiffers | IndexError::Damaged(_) => StepError::Retry("index.rebuild_needed"),
        IndexError::Folder(_) => StepError::Retry("index.folder"),
        IndexError::Other(_) => StepError::Retry("index.error"),
    }
}
