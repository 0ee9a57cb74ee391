//! A person at verification asks for a page to be scanned again: one Concern a page, for whoever decides about scans.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::concern::ConcernCode;
use dossier::page::RescanReason;
use dossier::{DossierId, PageId};
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::raise_in;
use crate::sql::{row, scope};
use crate::words::Word;
use crate::{ConcernState, NewConcern, Register, RegisterError, Result, flow};

/// Who raised it, as a Concern's row says it.
const BY: &str = "person";

/// What became of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RescanAsked {
    /// The Concern is new.
    Now,
    /// It was asked before and nobody has decided yet.
    Before,
    /// It was asked before, and this was decided.
    Decided(String),
}

impl Register {
    /// Asks to scan this page again. Asked twice, it is one Concern, whatever the reasons.
    pub async fn ask_rescan(
        &self,
        access: &Access,
        page: PageId,
        reason: RescanReason,
    ) -> Result<RescanAsked> {
        let now = self.now();
        let concern = NewConcern::new(ConcernCode::RescanAsked).on_page(page).with("reason", reason.name());
        let mut tx = self.write().await?;
        let sql = "SELECT d.id FROM pages p JOIN dossiers d ON d.id = p.dossier_id
             WHERE p.id = $2 AND SCOPE(d.office_id)";
        let (dossier,) =
            row!(&mut tx, (Uuid,), sql, scope(access), page.0)?.ok_or(RegisterError::NotFound)?;
        let dossier = DossierId(dossier);
        // One after the other: the second press finds what the first one left.
        flow::lock(&mut tx, dossier).await?;
        let sql = "SELECT state, decision FROM concerns WHERE dossier_id = $1 AND mark = $2";
        let mark = concern.mark(BY);
        let before = row!(&mut tx, (String, Option<String>), sql, dossier.0, mark.as_str())?;
        if let Some((state, decision)) = before {
            match ConcernState::of_word(&state)? {
                ConcernState::Open => return Ok(RescanAsked::Before),
                ConcernState::Decided => return Ok(RescanAsked::Decided(decision.unwrap_or_default())),
                ConcernState::Withdrawn => {}
            }
        }
        let id = raise_in(&mut tx, dossier, &concern, BY, now).await?;
        let event = AuditEvent::new(access.actor.clone(), "concern.raised", "concern", id.0, now)
            .with("dossier", dossier)
            .with("code", concern.code.code())
            .with("reason", reason.name());
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(RescanAsked::Now)
    }
}
