//! Documents: consecutive pages that are one paper, of one kind.

use dossier::access::Access;
use dossier::{DocumentId, DossierId, PageId, UserId};

use crate::{Register, Result};

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub dossier: DossierId,
    pub kind: String,
    pub confidence: f32,
    pub first_page: PageId,
    pub last_page: PageId,
    /// Page numbers from 1.
    pub first_number: u32,
    pub last_number: u32,
    /// Who set kind or boundary by hand: the machine leaves it alone.
    pub set_by: Option<UserId>,
}

impl Register {
    /// In order of their pages.
    pub async fn documents(&self, access: &Access, dossier: DossierId) -> Result<Vec<Document>> {
        crate::open::unready((access, dossier))
    }

    /// A person sets the kind; the machine leaves it alone from then on.
    pub async fn set_kind(&self, access: &Access, document: DocumentId, kind: &str) -> Result<()> {
        crate::open::unready((access, document, kind))
    }
}
