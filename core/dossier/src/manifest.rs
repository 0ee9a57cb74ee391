//! The dossier manifest: what storage knows of a dossier, enough to rebuild the register from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::digest::Digest;
use crate::field::VerdictKind;
use crate::id::*;
use crate::page::{Aside, OrderKey, RescanReason};

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
    /// Those in the dossier's order, then those set aside.
    pub pages: Vec<ManifestPage>,
    pub documents: Vec<ManifestDocument>,
    pub verdicts: Vec<ManifestVerdict>,
}

/// Form 1 told nothing of pages set aside, and of a page moved in not where its bytes lie.
pub const MANIFEST_FORM: u32 = 2;

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
    /// The dossier in whose folder the page's bytes lie and whose manifest tells of its arrival, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<DossierId>,
    /// Digest of the original it is a frame of; in form 1 the arrival alone tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Digest>,
    pub frame: u32,
    pub order: OrderKey,
    pub rotation: u16,
    pub blank: bool,
    pub separator: Option<String>,
    pub duplicate_of: Option<PageId>,
    /// Digest of the stored ALTO, where the page was read.
    pub alto: Option<Digest>,
    /// Why it is not in the dossier's order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Aside>,
    /// The page this scan was brought for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PageId>,
    /// Why the sheet is asked for again, or was before it was replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescan: Option<RescanReason>,
    /// The dossier that a person moved it from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came_from: Option<DossierId>,
    /// A person said that it is blank: no reading says otherwise.
    #[serde(default, skip_serializing_if = "is_false")]
    pub blank_set: bool,
    /// A person said whether it repeats another page.
    #[serde(default, skip_serializing_if = "is_false")]
    pub twin_set: bool,
}

fn is_false(value: &bool) -> bool {
    !value
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_first_form_is_read_for_ever() {
        let old = r#"{"id":"019a0000-0000-7000-8000-000000000001","arrival":"019a0000-0000-7000-8000-000000000002",
            "frame":3,"order":"00000000.000003","rotation":90,"blank":false,"separator":null,"duplicate_of":null,
            "alto":null}"#;
        let page: ManifestPage = serde_json::from_str(old).unwrap();
        assert_eq!((page.frame, page.home, page.aside, page.blank_set), (3, None, None, false));
        let again = serde_json::to_value(&page).unwrap();
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(old).unwrap(),
            "what is not so is not written"
        );
    }
}
