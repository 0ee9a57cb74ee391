//! Arrivals: one file at one place, at one time.

use dossier::access::Access;
use dossier::state::ArrivalState;
use dossier::{ArrivalId, BatchId, Digest, DossierId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::dossiers::seen;
use crate::sql::{At, count, row, rows, scope, small};
use crate::words::{Word, digest};
use crate::{Register, RegisterError, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub id: ArrivalId,
    /// Whose folder in storage holds the bytes.
    pub dossier: DossierId,
    pub batch: BatchId,
    pub volume: String,
    pub file_name: String,
    /// Place in the dossier, from 0, gaps allowed.
    pub order: u32,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    pub state: ArrivalState,
    pub received_at: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    dossier_id: Uuid,
    batch_id: Uuid,
    volume: String,
    file_name: String,
    place: i64,
    digest: String,
    bytes: i64,
    media_type: String,
    state: String,
    received_at: At,
}

impl Row {
    fn arrival(self) -> Result<Arrival> {
        Ok(Arrival {
            id: ArrivalId(self.id),
            dossier: DossierId(self.dossier_id),
            batch: BatchId(self.batch_id),
            volume: self.volume,
            file_name: self.file_name,
            order: small(self.place),
            digest: digest(&self.digest)?,
            bytes: count(self.bytes),
            media_type: self.media_type,
            state: ArrivalState::of_word(&self.state)?,
            received_at: self.received_at.0,
        })
    }
}

impl Register {
    /// In their order in the dossier.
    pub async fn arrivals(&self, access: &Access, dossier: DossierId) -> Result<Vec<Arrival>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql =
            "SELECT id, dossier_id, batch_id, volume, file_name, place, digest, bytes, media_type, state,
                 received_at
             FROM arrivals WHERE dossier_id = $1 ORDER BY place";
        rows!(&mut tx, Row, sql, dossier.0)?.into_iter().map(Row::arrival).collect()
    }

    pub async fn arrival(&self, access: &Access, id: ArrivalId) -> Result<Arrival> {
        let mut tx = self.read().await?;
        let sql = "SELECT a.id, a.dossier_id, a.batch_id, a.volume, a.file_name, a.place, a.digest, a.bytes,
                 a.media_type, a.state, a.received_at
             FROM arrivals a JOIN dossiers d ON d.id = a.dossier_id WHERE a.id = $2 AND SCOPE(d.office_id)";
        row!(&mut tx, Row, sql, scope(access), id.0)?.ok_or(RegisterError::NotFound)?.arrival()
    }
}
