//! The end of recognise: what was measured and read on a page.

use std::collections::BTreeMap;

use dossier::concern::ConcernCode;
use dossier::page::ScanQuality;
use dossier::{Digest, PageId, RecognitionId, Rotation};
use serde_json::Value;

use crate::{Claim, Committed, NewConcern, Register, Result};

#[derive(Clone, Debug, PartialEq)]
pub struct PageRead {
    pub recognition: RecognitionId,
    /// Engine, version and models.
    pub engine: String,
    /// Digest of the stored ALTO.
    pub alto: Digest,
    /// Digest of the stored page image for people.
    pub picture: Digest,
    /// Of the upright page.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    pub blank: bool,
    /// Payload of a separator sheet.
    pub separator: Option<String>,
    pub perceptual_hash: u64,
    /// Digest of the decoded pixels.
    pub pixel_digest: Digest,
    pub quality: ScanQuality,
    pub mean_confidence: f32,
    pub words: u32,
    /// `uk`, `ru` or empty.
    pub text_language: String,
    /// Steps of preparation that were used, for the record.
    pub steps: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PageOutcome {
    Read(Box<PageRead>),
    /// Counts as read, with empty text and a Concern.
    Failed {
        code: ConcernCode,
        params: BTreeMap<String, String>,
    },
}

impl Register {
    pub async fn commit_recognised(
        &self,
        claim: &Claim,
        page: PageId,
        outcome: PageOutcome,
        concerns: Vec<NewConcern>,
    ) -> Result<Committed> {
        crate::open::unready((claim, page, outcome, concerns))
    }
}
