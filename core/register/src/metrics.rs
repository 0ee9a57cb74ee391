//! Counts for the metrics page and progress bars: numbers and codes only.

use dossier::BatchId;
use dossier::access::Access;
use dossier::page::PageState;

use crate::{Register, Result};

/// How far the line is, for one batch or for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub dossiers: u64,
    /// No more files expected.
    pub closed: u64,
    pub understood: u64,
    /// Archive copy and index show the last revision.
    pub finished: u64,
    /// Arrivals not yet paginated.
    pub arrivals_waiting: u64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    pub concerns: u64,
}

impl Register {
    pub async fn pages_by_state(&self) -> Result<Vec<(PageState, u64)>> {
        crate::open::unready(())
    }

    pub async fn progress(&self, access: &Access, batch: Option<BatchId>) -> Result<Progress> {
        crate::open::unready((access, batch))
    }
}
