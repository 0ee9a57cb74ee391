//! Purposes: the ground on which personal data is opened, asked once per task.

use dossier::access::{Access, PurposeKind};
use dossier::audit::AuditEvent;
use dossier::{PurposeId, UserId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::sql::{At, Tx, person, row, rows, run};
use crate::words::Word;
use crate::{Register, RegisterError, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub id: PurposeId,
    pub user: Option<UserId>,
    pub kind: PurposeKind,
    /// Number of the appeal, request or case.
    pub reference: String,
    pub note: String,
    pub at: OffsetDateTime,
}

type Row = (Uuid, Option<Uuid>, String, String, String, At);

fn purpose((id, user, kind, reference, note, at): Row) -> Result<Purpose> {
    let kind = PurposeKind::of_word(&kind)?;
    Ok(Purpose { id: PurposeId(id), user: user.map(UserId), kind, reference, note, at: at.0 })
}

pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<Purpose> {
    let sql = "SELECT id, user_id, kind, reference, note, at FROM purposes WHERE id = $1";
    purpose(row!(tx, Row, sql, id)?.ok_or(RegisterError::NotFound)?)
}

impl Register {
    pub async fn add_purpose(
        &self,
        access: &Access,
        kind: PurposeKind,
        reference: &str,
        note: &str,
    ) -> Result<PurposeId> {
        let (id, now) = (PurposeId::new(), self.now());
        let mut tx = self.write().await?;
        run!(
            &mut tx,
            "INSERT INTO purposes (id, user_id, kind, reference, note, at) VALUES ($1, $2, $3, $4, $5, $6)",
            id.0,
            person(access).map(|user| user.0),
            kind.word(),
            reference,
            note,
            At(now)
        )?;
        let event = AuditEvent::new(access.actor.clone(), "purpose.stated", "purpose", id.0, now);
        audit_in(&mut tx, &event.with("kind", kind.word()).on_ground(Some(id))).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub async fn purpose(&self, id: PurposeId) -> Result<Purpose> {
        let mut tx = self.read().await?;
        load(&mut tx, id.0).await
    }

    /// The person's last ten, newest first.
    pub async fn recent_purposes(&self, user: UserId) -> Result<Vec<Purpose>> {
        let mut tx = self.read().await?;
        let sql = "SELECT id, user_id, kind, reference, note, at FROM purposes WHERE user_id = $1
             ORDER BY id DESC LIMIT 10";
        rows!(&mut tx, Row, sql, user.0)?.into_iter().map(purpose).collect()
    }
}
