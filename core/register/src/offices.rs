//! Offices: who owns files. A tree: national, oblast, district.

use dossier::OfficeId;
use dossier::access::Access;
use uuid::Uuid;

use crate::sql::{row, rows, scope};
use crate::{Register, RegisterError, Result};

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

type Row = (Uuid, String, String, String, Option<Uuid>);

fn office((id, code, title_uk, title_en, parent): Row) -> Office {
    Office { id: OfficeId(id), code, title_uk, title_en, parent: parent.map(OfficeId) }
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
        let mut tx = self.write().await?;
        let kept = row!(
            &mut tx,
            (Uuid,),
            "INSERT INTO offices (id, code, title_uk, title_en, parent_id) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (code) DO UPDATE SET title_uk = excluded.title_uk, title_en = excluded.title_en,
                 parent_id = excluded.parent_id
             RETURNING id",
            OfficeId::new().0,
            code,
            title_uk,
            title_en,
            parent.map(|parent| parent.0)
        )?;
        tx.commit().await?;
        kept.map(|(id,)| OfficeId(id)).ok_or(RegisterError::NotFound)
    }

    pub async fn office_by_code(&self, code: &str) -> Result<Office> {
        let mut tx = self.read().await?;
        let sql = "SELECT id, code, title_uk, title_en, parent_id FROM offices WHERE code = $1";
        row!(&mut tx, Row, sql, code)?.map(office).ok_or(RegisterError::NotFound)
    }

    /// The offices the asker may see, by code.
    pub async fn offices(&self, access: &Access) -> Result<Vec<Office>> {
        let mut tx = self.read().await?;
        let sql = "SELECT id, code, title_uk, title_en, parent_id FROM offices WHERE SCOPE(id) ORDER BY code";
        Ok(rows!(&mut tx, Row, sql, scope(access))?.into_iter().map(office).collect())
    }
}
