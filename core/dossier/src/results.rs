//! The export of results: JSON Lines, one dossier a line (kinds.md, "Export of results"). A contract.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::field::{FieldStatus, NoValue};
use crate::geometry::PixelBox;
use crate::id::{DocumentId, DossierId, PageId};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierResult {
    /// The external reference.
    pub dossier: String,
    pub id: DossierId,
    pub office: String,
    pub batch: String,
    pub fields: BTreeMap<String, SettledResult>,
    pub documents: Vec<DocumentResult>,
    pub pages: Vec<PageResult>,
}

/// A dossier-level field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettledResult {
    pub value: Option<String>,
    pub confidence: f32,
    pub status: FieldStatus,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentResult {
    pub id: DocumentId,
    pub kind: String,
    pub confidence: f32,
    /// Page numbers from 1, in scan order within the dossier.
    pub first_page: u32,
    pub last_page: u32,
    pub fields: BTreeMap<String, FieldResult>,
}

/// A field of a document: one value, or a list of small objects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldResult {
    List { value: Vec<BTreeMap<String, ValueResult>>, confidence: f32, status: FieldStatus },
    Value(ValueResult),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueResult {
    pub value: Option<String>,
    pub confidence: f32,
    pub status: FieldStatus,
    pub reason: Option<NoValue>,
    pub page: Option<u32>,
    #[serde(rename = "box")]
    pub bbox: Option<PixelBox>,
    pub raw: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageResult {
    pub page: u32,
    pub id: PageId,
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub text: String,
    pub rotation: u16,
    pub blank: bool,
    pub separator: bool,
    /// The number of the page that this one repeats.
    pub duplicate_of: Option<u32>,
}
