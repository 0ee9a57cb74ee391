//! The end of understand: documents, fields and Concerns of a dossier, matched with what people said before.

use dossier::field::FoundField;
use dossier::{DocumentId, DossierId, PageId};

use crate::{Claim, Committed, NewConcern, Register, Result};

/// Consecutive pages that are one paper.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDocument {
    /// The earlier document this is; where `None`, one with the same first page is taken.
    pub matched: Option<DocumentId>,
    pub kind: String,
    pub confidence: f32,
    /// In order; not empty. Blank backs belong to it, separators to none.
    pub pages: Vec<PageId>,
    pub fields: Vec<FoundField>,
}

/// A document's field that a dossier's value was settled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSource {
    /// Place in `Understood::documents`.
    pub document: usize,
    pub path: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DossierField {
    pub found: FoundField,
    pub sources: Vec<FieldSource>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    pub documents: Vec<NewDocument>,
    pub dossier_fields: Vec<DossierField>,
    /// The page, and the earlier page it repeats. A page not named here is no duplicate.
    pub duplicates: Vec<(PageId, PageId)>,
    /// Pages behind a DOSSIER sheet and the reference they go to, in order; the sheet itself is among them.
    pub moved: Vec<(PageId, String)>,
    pub concerns: Vec<NewConcern>,
}

impl Register {
    /// `revision` is the job's. Open Concerns that understanding raised before and does not raise now are withdrawn.
    pub async fn commit_understood(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
        understood: Understood,
    ) -> Result<Committed> {
        crate::open::unready((claim, dossier, revision, understood))
    }
}
