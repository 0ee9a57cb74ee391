//! The end of paginate: an arrival's Pages, or the reason why it has none.

use std::collections::BTreeMap;

use dossier::ArrivalId;
use dossier::concern::ConcernCode;

use crate::{Claim, Committed, Register, Result};

/// A frame of a file, as its headers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// From 0.
    pub frame: u32,
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
}

/// The file's content is beyond us: the arrival fails with a Concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaginated {
    pub code: ConcernCode,
    pub params: BTreeMap<String, String>,
}

impl Register {
    pub async fn commit_paginated(
        &self,
        claim: &Claim,
        arrival: ArrivalId,
        pages: std::result::Result<Vec<NewPage>, Unpaginated>,
    ) -> Result<Committed> {
        crate::open::unready((claim, arrival, pages))
    }
}
