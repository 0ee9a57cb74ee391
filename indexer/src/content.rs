//! What the index needs of one dossier: plain values, gathered by `load`.

use dossier::recognition::Recognition;
use dossier::state::DossierState;
use dossier::{DossierId, OfficeId, PageId};
use serde::{Deserialize, Serialize};

/// One dossier as it goes into the index.
#[derive(Clone, Debug)]
pub struct Content {
    pub dossier: DossierId,
    pub office: OfficeId,
    pub state: DossierState,
    pub revision: i64,
    pub card: Card,
    /// Kinds of its documents.
    pub kinds: Vec<String>,
    /// Pages with text that is no other page's.
    pub pages: Vec<ContentPage>,
}

/// The values a dossier is found by; stored, to say why it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub reference: String,
    /// Surname, given name, patronymic of the person, as settled.
    pub names: Vec<String>,
    /// Other spellings and earlier surnames that its papers state.
    pub other_names: Vec<String>,
    pub birth_date: Option<String>,
    pub tax_number: Option<String>,
    pub case_number: Option<String>,
    /// Numbers of its documents: passport, certificates, accounts.
    pub numbers: Vec<String>,
    pub dates: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct ContentPage {
    pub id: PageId,
    pub number: u32,
    /// Kind of the document it belongs to.
    pub kind: Option<String>,
    pub recognition: Recognition,
}
