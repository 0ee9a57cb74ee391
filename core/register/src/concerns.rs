//! Concerns: what a person must decide. Code and parameters are stored; the sentence is made at display.

use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::concern::{ConcernCode, ConcernSort};
use dossier::{ArrivalId, BatchId, ConcernId, DocumentId, DossierId, PageId, UserId};
use time::OffsetDateTime;

use crate::{Register, Result};

/// A Concern to raise. Parameters are codes, counts and ids, never names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConcern {
    pub code: ConcernCode,
    pub arrival: Option<ArrivalId>,
    pub page: Option<PageId>,
    pub document: Option<DocumentId>,
    pub params: BTreeMap<String, String>,
}

impl NewConcern {
    pub fn new(code: ConcernCode) -> Self {
        Self { code, arrival: None, page: None, document: None, params: BTreeMap::new() }
    }

    pub fn on_page(mut self, page: PageId) -> Self {
        self.page = Some(page);
        self
    }

    pub fn on_arrival(mut self, arrival: ArrivalId) -> Self {
        self.arrival = Some(arrival);
        self
    }

    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernState {
    Open,
    Decided,
    /// Reading again no longer finds it.
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub id: ConcernId,
    pub code: ConcernCode,
    pub sort: ConcernSort,
    pub params: BTreeMap<String, String>,
    pub office_code: String,
    pub batch: BatchId,
    pub batch_name: String,
    pub dossier: DossierId,
    pub reference: String,
    pub arrival: Option<ArrivalId>,
    /// For screens and terminals only.
    pub file_name: Option<String>,
    pub page: Option<PageId>,
    /// Number of the page, from 1.
    pub page_number: Option<u32>,
    pub document: Option<DocumentId>,
    pub state: ConcernState,
    pub raised_at: OffsetDateTime,
    pub decision: Option<String>,
    pub note: Option<String>,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<OffsetDateTime>,
}

/// Which Concerns to list, newest first, from `after` on.
#[derive(Clone, Debug)]
pub struct ConcernFilter {
    pub sort: Option<ConcernSort>,
    pub batch: Option<BatchId>,
    pub dossier: Option<DossierId>,
    /// Only open ones, or only those that are not.
    pub open: Option<bool>,
    pub after: Option<ConcernId>,
    pub limit: u32,
}

impl Default for ConcernFilter {
    fn default() -> Self {
        Self { sort: None, batch: None, dossier: None, open: Some(true), after: None, limit: 50 }
    }
}

impl Register {
    /// Raised already and still open: the same Concern again.
    pub async fn raise(&self, access: &Access, dossier: DossierId, concern: NewConcern) -> Result<ConcernId> {
        crate::open::unready((access, dossier, concern))
    }

    pub async fn concerns(&self, access: &Access, filter: &ConcernFilter) -> Result<Vec<Concern>> {
        crate::open::unready((access, filter))
    }

    pub async fn concern(&self, access: &Access, id: ConcernId) -> Result<Concern> {
        crate::open::unready((access, id))
    }

    /// Settles an open Concern; one decided meanwhile is a `Conflict`.
    pub async fn decide(
        &self,
        access: &Access,
        id: ConcernId,
        decision: &str,
        note: Option<&str>,
    ) -> Result<()> {
        crate::open::unready((access, id, decision, note))
    }

    /// Open Concerns by sort.
    pub async fn concern_counts(&self, access: &Access) -> Result<Vec<(ConcernSort, u64)>> {
        crate::open::unready(access)
    }
}
