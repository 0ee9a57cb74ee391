//! Pages: one side of a sheet, with what was measured and read on it.

use dossier::access::Access;
use dossier::page::{OrderKey, PageState, ScanQuality};
use dossier::{ArrivalId, Digest, DocumentId, DossierId, PageId, RecognitionId, Rotation};

use crate::{Register, Result};

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub id: PageId,
    pub dossier: DossierId,
    /// The dossier under which storage keeps this page's blobs: its arrival's. Differs from `dossier` only
    /// for pages a separator sheet moved.
    pub home: DossierId,
    pub arrival: ArrivalId,
    /// Digest of the original this page is a frame of.
    pub original: Digest,
    /// From 0.
    pub frame: u32,
    pub order: OrderKey,
    /// From 1, derived from the order.
    pub number: u32,
    pub state: PageState,
    /// Of the upright page once read; of the frame before.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    pub blank: bool,
    /// Payload of a separator sheet.
    pub separator: Option<String>,
    pub duplicate_of: Option<PageId>,
    pub document: Option<DocumentId>,
    pub perceptual_hash: Option<u64>,
    pub pixel_digest: Option<Digest>,
    pub quality: Option<ScanQuality>,
    pub recognition: Option<RecognitionId>,
    pub engine: Option<String>,
    pub alto: Option<Digest>,
    pub picture: Option<Digest>,
    pub mean_confidence: Option<f32>,
    pub words: Option<u32>,
    pub text_language: Option<String>,
}

impl Register {
    /// In order, numbered from 1.
    pub async fn pages(&self, access: &Access, dossier: DossierId) -> Result<Vec<Page>> {
        crate::open::unready((access, dossier))
    }

    pub async fn page(&self, access: &Access, id: PageId) -> Result<Page> {
        crate::open::unready((access, id))
    }
}
