//! The register's side of the one door: every file ends as an Arrival, a known duplicate or a Refusal,
//! each in one transaction with its audit event, and the three add up to the files counted.

use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::concern::RefusalCode;
use dossier::{ArrivalId, BatchId, Digest, DossierId, OfficeId, RefusalId, UserId};
use time::OffsetDateTime;

use crate::{Register, Result};

/// Which way a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Inbox,
    CommandLine,
    Upload,
}

/// Why a dossier counts as complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The batch's list is present.
    List,
    /// `.complete` lies in its folder.
    Marker,
    /// Nothing changed for a while.
    Quiet,
    /// A person or command said so.
    Asked,
}

/// A file whose bytes are stored and verified.
#[derive(Clone, Debug)]
pub struct Received {
    pub office: OfficeId,
    pub batch: BatchId,
    pub reference: String,
    /// Empty where the dossier has no volumes.
    pub volume: String,
    pub file_name: String,
    /// Place among the files of this delivery, from 0; later deliveries are appended.
    pub order: u32,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    pub channel: Channel,
    pub by: Option<UserId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiveOutcome {
    Arrival(ArrivalId, DossierId),
    /// The same bytes at the same place came before: this arrival.
    Known(ArrivalId, DossierId),
}

#[derive(Clone, Debug)]
pub struct Refused {
    pub office: OfficeId,
    pub batch: BatchId,
    pub reference: String,
    pub volume: String,
    pub file_name: String,
    pub code: RefusalCode,
    pub params: BTreeMap<String, String>,
    pub channel: Channel,
    pub by: Option<UserId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub id: RefusalId,
    pub batch: BatchId,
    pub reference: String,
    pub volume: String,
    pub file_name: String,
    pub code: RefusalCode,
    pub params: BTreeMap<String, String>,
    pub at: OffsetDateTime,
}

/// Invariant 1: `files == arrivals + duplicates + refusals`; `files` is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoorCounts {
    pub files: u64,
    pub arrivals: u64,
    pub duplicates: u64,
    pub refusals: u64,
}

impl Register {
    /// The dossier of this reference in this office, made if new. Asked before storing: blobs are kept by dossier.
    pub async fn dossier_for(&self, office: OfficeId, batch: BatchId, reference: &str) -> Result<DossierId> {
        crate::open::unready((office, batch, reference))
    }

    /// Arrival, Original, audit and the paginate job in one; reopens a closed dossier.
    pub async fn receive(&self, file: Received) -> Result<ReceiveOutcome> {
        crate::open::unready(file)
    }

    pub async fn refuse(&self, file: Refused) -> Result<RefusalId> {
        crate::open::unready(file)
    }

    /// No more files are expected; understanding starts when all pages are read.
    pub async fn close_dossier(&self, dossier: DossierId, how: Closing) -> Result<()> {
        crate::open::unready((dossier, how))
    }

    /// Counts of one batch, or of everything the asker may see.
    pub async fn door_counts(&self, access: &Access, batch: Option<BatchId>) -> Result<DoorCounts> {
        crate::open::unready((access, batch))
    }

    /// Newest first.
    pub async fn refusals(&self, access: &Access, batch: BatchId) -> Result<Vec<Refusal>> {
        crate::open::unready((access, batch))
    }

    /// Open dossiers that have files and got none since `since`.
    pub async fn quiet_dossiers(&self, since: OffsetDateTime) -> Result<Vec<DossierId>> {
        crate::open::unready(since)
    }
}
