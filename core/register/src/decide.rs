//! Decisions about Concerns and what each of them does, in one transaction with its audit event. What can be taken back
//! is taken back by `undecide`; a step that was repeated or an original that is checked again cannot.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::page::{AcceptReason, RescanReason};
use dossier::stage::Stage;
use dossier::{ConcernId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::acts::{PageAct, act_in, stir};
use crate::audit::audit_in;
use crate::flow::{self, enqueue};
use crate::moves::move_in;
use crate::sql::{At, Tx, person, row, rows, run};
use crate::{Concern, ConcernState, Register, RegisterError, Result};

const UNFIT: RegisterError = RegisterError::Conflict("that is not possible here");

/// Decisions that `undecide` refuses.
const FINAL: [&str; 3] = ["retry", "restored", "moved"];

/// Whether the decision can be taken back.
pub fn can_undo(decision: &str) -> bool {
    !FINAL.contains(&decision)
}

impl Register {
    /// Settles an open Concern and does what the decision says; one decided meanwhile is a `Conflict`. `note` is the
    /// reason: a code of `RescanReason` or `AcceptReason`, or a person's words.
    pub async fn decide(
        &self,
        access: &Access,
        id: ConcernId,
        decision: &str,
        note: Option<&str>,
    ) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let concern = self.concern(access, id).await?;
        if decision != "moved" {
            // A move locks two dossiers in an order of its own.
            flow::lock(&mut tx, concern.dossier).await?;
        }
        // What the line says again after this is a new question, not the one that was answered.
        let again = ["retry", "restored"].contains(&decision);
        let mark = if again { format!(":{}", id.0.simple()) } else { String::new() };
        let decided = run!(
            &mut tx,
            "UPDATE concerns SET state = 'decided', decision = $2, note = $3, decided_by = $4, decided_at = $5,
                 mark = mark || $6
             WHERE id = $1 AND state = 'open'",
            id.0,
            decision,
            note,
            person(access).map(|user| user.0),
            At(now),
            mark
        )?;
        if decided == 0 {
            return Err(RegisterError::Conflict("decided meanwhile"));
        }
        let event = AuditEvent::new(access.actor.clone(), "concern.decided", "concern", id.0, now)
            .with("dossier", concern.dossier)
            .with("code", concern.code.code())
            .with("decision", decision)
            .on_ground(access.purpose);
        audit_in(&mut tx, &event).await?;
        effect(&mut tx, access, &concern, decision, note, now).await?;
        tx.commit().await
    }

    /// Takes a decision back with what it did; the Concern is open again.
    pub async fn undecide(&self, access: &Access, id: ConcernId) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let concern = self.concern(access, id).await?;
        let decision = concern.decision.clone().unwrap_or_default();
        if concern.state != ConcernState::Decided || !can_undo(&decision) {
            return Err(RegisterError::Conflict("that cannot be taken back"));
        }
        flow::lock(&mut tx, concern.dossier).await?;
        let sql = "UPDATE concerns SET state = 'open', decision = NULL, note = NULL, decided_by = NULL, decided_at = NULL
             WHERE id = $1 AND state = 'decided' AND decision = $2";
        if run!(&mut tx, sql, id.0, decision.as_str())? == 0 {
            return Err(RegisterError::Conflict("changed meanwhile"));
        }
        let event = AuditEvent::new(access.actor.clone(), "concern.reopened", "concern", id.0, now)
            .with("dossier", concern.dossier)
            .with("decision", decision.as_str())
            .on_ground(access.purpose);
        audit_in(&mut tx, &event).await?;
        let act = match decision.as_str() {
            "rescan" => Some(PageAct::KeepScan),
            "blank" => Some(PageAct::NotBlank),
            _ => None,
        };
        if let (Some(act), Some(page)) = (act, concern.page) {
            if !act_in(&mut tx, access, act, concern.dossier, page, now).await? {
                return Err(RegisterError::Conflict("a new scan is there already"));
            }
            if act == PageAct::NotBlank {
                stir(&mut tx, concern.dossier, now).await?;
            }
        }
        if matches!(decision.as_str(), "duplicate" | "different") {
            twin(&mut tx, &concern, None, false, now).await?;
        }
        tx.commit().await
    }
}

async fn effect(
    tx: &mut Tx,
    access: &Access,
    concern: &Concern,
    decision: &str,
    note: Option<&str>,
    now: OffsetDateTime,
) -> Result<()> {
    match decision {
        "rescan" => {
            let reason = note.and_then(RescanReason::from_name).ok_or(UNFIT)?;
            on_page(tx, access, concern, PageAct::Rescan(reason), now).await
        }
        "blank" => {
            on_page(tx, access, concern, PageAct::Blank, now).await?;
            stir(tx, concern.dossier, now).await
        }
        // The reason is the whole of it: a code, or words.
        "accept" => match note {
            Some(_) => Ok(()),
            None => Err(UNFIT),
        },
        "added" if !concern.can.added => Err(UNFIT),
        "moved" => moved(tx, access, concern, now).await,
        "duplicate" => match concern.can.twin {
            Some(other) => twin(tx, concern, Some(other), true, now).await,
            None => Err(UNFIT),
        },
        "different" => twin(tx, concern, None, true, now).await,
        "retry" => retry(tx, concern, now).await,
        "restored" => {
            let revision = now.unix_timestamp();
            enqueue(tx, Stage::Fixity, concern.dossier.0, revision, now).await
        }
        // The person's finding itself: the question is answered and is not asked again.
        "added" | "list_wrong" | "complete" | "folder_right" | "checked" => Ok(()),
        _ => Err(UNFIT),
    }
}

async fn on_page(
    tx: &mut Tx,
    access: &Access,
    concern: &Concern,
    act: PageAct,
    now: OffsetDateTime,
) -> Result<()> {
    let page = concern.page.ok_or(UNFIT)?;
    if act_in(tx, access, act, concern.dossier, page, now).await? { Ok(()) } else { Err(UNFIT) }
}

/// The separator sheet and all behind it go to the dossier it names.
async fn moved(tx: &mut Tx, access: &Access, concern: &Concern, now: OffsetDateTime) -> Result<()> {
    let ((reference, _), page) = (concern.can.moved.clone().ok_or(UNFIT)?, concern.page.ok_or(UNFIT)?);
    let sql = "SELECT q.id FROM pages p JOIN pages q ON q.dossier_id = p.dossier_id AND q.place >= p.place
         WHERE p.id = $1 AND q.aside IS NULL ORDER BY q.place";
    let pages: Vec<PageId> = rows!(tx, (Uuid,), sql, page.0)?.into_iter().map(|(id,)| PageId(id)).collect();
    move_in(tx, access, concern.dossier, &pages, &reference, now).await?;
    Ok(())
}

/// What a person says of two pages holds against every reading; `set` false takes it back.
async fn twin(
    tx: &mut Tx,
    concern: &Concern,
    other: Option<PageId>,
    set: bool,
    now: OffsetDateTime,
) -> Result<()> {
    let page = concern.page.ok_or(UNFIT)?;
    let sql = "UPDATE pages SET duplicate_of = $2, twin_set = $3, version = version + 1
         WHERE id = $1 AND dossier_id = $4 AND aside IS NULL";
    if run!(tx, sql, page.0, other.map(|other| other.0), set, concern.dossier.0)? == 0 {
        return Err(UNFIT);
    }
    stir(tx, concern.dossier, now).await
}

/// The step begins anew with fresh attempts; the dossier waits for it as it did the first time.
async fn retry(tx: &mut Tx, concern: &Concern, now: OffsetDateTime) -> Result<()> {
    let named = concern.params.get("stage").and_then(|name| Stage::from_name(name));
    // A page that was given up on inside its step names none.
    let stage = named.or(concern.page.map(|_| Stage::Recognise)).ok_or(UNFIT)?;
    let dossier = concern.dossier;
    let sql = "DELETE FROM jobs WHERE stage = $1 AND subject_id = $2 AND state = 'dead'";
    match stage {
        Stage::Paginate => {
            let arrival = concern.arrival.ok_or(UNFIT)?;
            run!(tx, sql, stage.name(), arrival.0)?;
            let sql =
                "UPDATE arrivals SET state = 'received', failure = NULL WHERE id = $1 AND state = 'failed'";
            if run!(tx, sql, arrival.0)? == 0 {
                return Err(UNFIT);
            }
            enqueue(tx, stage, arrival.0, 1, now).await?;
            stir(tx, dossier, now).await
        }
        Stage::Recognise => {
            let page = concern.page.ok_or(UNFIT)?;
            run!(tx, sql, stage.name(), page.0)?;
            let sql = "UPDATE pages SET state = 'waiting', failure = NULL, readings = readings + 1
                 WHERE id = $1 AND state <> 'waiting' AND aside IS NULL RETURNING readings";
            let (reading,) = row!(tx, (i64,), sql, page.0)?.ok_or(UNFIT)?;
            enqueue(tx, stage, page.0, reading, now).await?;
            stir(tx, dossier, now).await
        }
        Stage::Understand => {
            run!(tx, sql, stage.name(), dossier.0)?;
            stir(tx, dossier, now).await
        }
        Stage::Publish | Stage::Index => {
            run!(tx, sql, stage.name(), dossier.0)?;
            let revision = flow::lock(tx, dossier).await?.revision;
            enqueue(tx, stage, dossier.0, revision, now).await
        }
        Stage::Fixity => {
            run!(tx, sql, stage.name(), dossier.0)?;
            enqueue(tx, stage, dossier.0, now.unix_timestamp(), now).await
        }
    }
}

/// Both lists of reasons, for those who read a stored note.
pub fn is_reason(note: &str) -> bool {
    RescanReason::from_name(note).is_some() || AcceptReason::from_name(note).is_some()
}
