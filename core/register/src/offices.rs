//! Offices: who owns files. A tree: national, oblast, district.

use dossier::OfficeId;
use dossier::access::Access;

use crate::{Register, Result};

/// The office every installation has from its first minute.
pub const DEFAULT_OFFICE: &str = "0000";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub id: OfficeId,
    pub code: String,
    pub title_uk: String,
    pub title_en: String,
    pub parent: Option<OfficeId>,
}

impl Register {
    /// Makes the office or renews its titles and parent.
    pub async fn ensure_office(
        &self,
        code: &str,
        title_uk: &str,
        title_en: &str,
        parent: Option<OfficeId>,
    ) -> Result<OfficeId> {
        crate::open::unready((code, title_uk, title_en, parent))
    }

    pub async fn office_by_code(&self, code: &str) -> Result<Office> {
        crate::open::unready(code)
    }

    pub async fn offices(&self, access: &Access) -> Result<Vec<Office>> {
        crate::open::unready(access)
    }
}
