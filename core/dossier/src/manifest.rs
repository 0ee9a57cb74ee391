//! The dossier manifest: what storage knows of a dossier, enough to rebuild the register from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::digest::Digest;
use crate::field::VerdictKind;
use crate::id::*;
use crate::page::OrderKey;

/// Written at each dossier revision, beside the originals.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DossierManifest {
    /// Version of this form; readers of old manifests are kept for ever.
    pub form: u32,
    pub dossier: DossierId,
    pub reference: String,
    pub office: String,
    pub batch: String,
    pub revision: i64,
    #[serde(with = "time::serde::rfc3339")]
    pub written_at: OffsetDateTime,
    pub arrivals: Vec<ManifestArrival>,
    pub pages: Vec<ManifestPage>,
    pub documents: Vec<ManifestDocument>,
    pub verdicts: Vec<ManifestVerdict>,
}

pub const MANIFEST_FORM: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestArrival {
    pub id: ArrivalId,
    pub volume: String,
    pub file_name: String,
    pub order: u32,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    #[serde(with = "time::serde::rfc3339")]
    pub received_at: OffsetDateTime,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestPage {
    pub id: PageId,
    pub arrival: ArrivalId,
    pub frame: u32,
    pub order: OrderKey,
    pub rotation: u16,
    pub blank: bool,
    pub separator: Option<String>,
    pub duplicate_of: Option<PageId>,
    /// Digest of the stored ALTO, where the page was read.
    pub alto: Option<Digest>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestDocument {
    pub id: DocumentId,
    pub kind: String,
    pub first_page: PageId,
    pub last_page: PageId,
    pub fields: BTreeMap<String, Option<String>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestVerdict {
    pub id: VerificationId,
    pub document: Option<DocumentId>,
    pub path: String,
    pub kind: VerdictKind,
    pub value: Option<String>,
    pub by: Option<UserId>,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}
