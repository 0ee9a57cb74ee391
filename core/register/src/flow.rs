//! The order of steps, on one screen: what follows each stage, and when a dossier is due.
//!
//! receive → paginate → recognise (a page each) → understand (when due) → publish and index.
//! A person's verdict → publish and index of the next revision.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::stage::Stage;
use dossier::{ArrivalId, DossierId, JobId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::sql::{At, Tx, row, rows, run};
use crate::words::Word;
use crate::{Closing, MAX_ATTEMPTS, Register, RegisterError, Result, dossiers};

pub(crate) async fn after_receive(tx: &mut Tx, arrival: ArrivalId, now: OffsetDateTime) -> Result<()> {
    enqueue(tx, Stage::Paginate, arrival.0, 1, now).await
}

/// `pages` are the new ones; an arrival without any may have been the last thing waited for.
pub(crate) async fn after_paginate(
    tx: &mut Tx,
    dossier: DossierId,
    pages: &[PageId],
    now: OffsetDateTime,
) -> Result<()> {
    for page in pages {
        enqueue(tx, Stage::Recognise, page.0, 1, now).await?;
    }
    due(tx, dossier, now).await
}

pub(crate) async fn after_recognise(tx: &mut Tx, dossier: DossierId, now: OffsetDateTime) -> Result<()> {
    due(tx, dossier, now).await
}

/// After understanding and after a verdict: older copies not yet begun are not made at all.
pub(crate) async fn after_change(
    tx: &mut Tx,
    dossier: DossierId,
    revision: i64,
    now: OffsetDateTime,
) -> Result<()> {
    for stage in [Stage::Publish, Stage::Index] {
        drop_older(tx, stage, dossier, revision).await?;
        enqueue(tx, stage, dossier.0, revision, now).await?;
    }
    Ok(())
}

/// Starts understanding exactly once: when no more files come, every arrival is paginated or failed and every page
/// read or failed. The lock makes two last pages see one another.
pub(crate) async fn due(tx: &mut Tx, dossier: DossierId, now: OffsetDateTime) -> Result<()> {
    let standing = lock(tx, dossier).await?;
    if !standing.closed || !standing.pending {
        return Ok(());
    }
    let waiting = row!(
        tx,
        (i64,),
        "SELECT (SELECT count(*) FROM arrivals WHERE dossier_id = $1 AND state = 'received')
              + (SELECT count(*) FROM pages WHERE dossier_id = $1 AND state = 'waiting')",
        dossier.0
    )?;
    if waiting != Some((0,)) {
        return Ok(());
    }
    let revision = standing.revision + 1;
    run!(
        tx,
        "UPDATE dossiers SET revision = $2, received_revision = $2, pending = false, changed_at = $3 WHERE id = $1",
        dossier.0,
        revision,
        At(now)
    )?;
    drop_older(tx, Stage::Understand, dossier, revision).await?;
    enqueue(tx, Stage::Understand, dossier.0, revision, now).await
}

/// Finishing what was begun goes before beginning more.
fn priority(stage: Stage) -> i64 {
    match stage {
        Stage::Understand => 0,
        Stage::Index => 1,
        Stage::Publish => 2,
        Stage::Paginate => 3,
        Stage::Recognise => 4,
        Stage::Fixity => 9,
    }
}

/// The same job twice is one job; one that died before starts anew.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    stage: Stage,
    subject: Uuid,
    revision: i64,
    now: OffsetDateTime,
) -> Result<()> {
    run!(
        tx,
        "INSERT INTO jobs (id, stage, subject_id, revision, priority, state, attempts, max_attempts, run_at, created_at)
         VALUES ($1, $2, $3, $4, $5, 'ready', 0, $6, $7, $7)
         ON CONFLICT (stage, subject_id, revision) DO UPDATE SET state = 'ready', attempts = 0, run_at = excluded.run_at
             WHERE jobs.state = 'dead'",
        JobId::new().0,
        stage.name(),
        subject,
        revision,
        priority(stage),
        MAX_ATTEMPTS,
        At(now)
    )?;
    Ok(())
}

async fn drop_older(tx: &mut Tx, stage: Stage, dossier: DossierId, revision: i64) -> Result<()> {
    run!(
        tx,
        "DELETE FROM jobs WHERE stage = $1 AND subject_id = $2 AND revision < $3 AND state IN ('ready', 'dead')",
        stage.name(),
        dossier.0,
        revision
    )?;
    Ok(())
}

/// A dossier's row while its lock is held.
#[derive(sqlx::FromRow)]
pub(crate) struct Standing {
    pub office_id: Uuid,
    pub batch_id: Uuid,
    pub reference: String,
    pub closed: bool,
    /// Something came that understanding has not seen.
    pub pending: bool,
    pub revision: i64,
    pub received_revision: i64,
    pub next_order: i64,
    pub order_base: i64,
}

pub(crate) async fn lock(tx: &mut Tx, dossier: DossierId) -> Result<Standing> {
    let sql = "SELECT office_id, batch_id, reference, closed, pending, revision, received_revision, next_order, order_base
         FROM dossiers WHERE id = $1 LOCKING";
    row!(tx, Standing, sql, dossier.0)?.ok_or(RegisterError::NotFound)
}

/// A file came: the dossier is open (again). Gives the file's place: by `order` within this delivery, behind
/// everything where that is taken.
pub(crate) async fn reopen(
    tx: &mut Tx,
    dossier: DossierId,
    standing: &Standing,
    order: u32,
    now: OffsetDateTime,
) -> Result<i64> {
    let base = if standing.closed { standing.next_order } else { standing.order_base };
    let wanted = base + i64::from(order);
    let sql = "SELECT count(*) FROM arrivals WHERE dossier_id = $1 AND place = $2";
    let taken = row!(tx, (i64,), sql, dossier.0, wanted)? != Some((0,));
    let place = if taken { standing.next_order } else { wanted };
    run!(
        tx,
        "UPDATE dossiers SET closed = false, pending = true, state = 'open', order_base = $2, next_order = $3,
             last_arrival_at = $4, changed_at = $4
         WHERE id = $1",
        dossier.0,
        base,
        standing.next_order.max(place + 1),
        At(now)
    )?;
    Ok(place)
}

/// A new scan of a sheet came to a closed dossier: it stays closed, the scan stands behind everything.
pub(crate) async fn append(
    tx: &mut Tx,
    dossier: DossierId,
    standing: &Standing,
    now: OffsetDateTime,
) -> Result<i64> {
    let sql = "UPDATE dossiers SET next_order = $2, last_arrival_at = $3 WHERE id = $1";
    run!(tx, sql, dossier.0, standing.next_order + 1, At(now))?;
    Ok(standing.next_order)
}

/// What to do again with a dossier that has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Every page is recognised anew, then understood.
    Read,
    /// The recognitions stand; documents and fields are made anew.
    Understand,
    /// Archive PDF and index are made anew.
    Publish,
}

impl Again {
    fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Understand => "understand",
            Self::Publish => "publish",
        }
    }
}

impl Register {
    /// No more files are expected; understanding starts when all pages are read.
    pub async fn close_dossier(&self, dossier: DossierId, how: Closing) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let standing = lock(&mut tx, dossier).await?;
        if standing.closed {
            return Ok(());
        }
        let state = if standing.pending { "reading" } else { "open" };
        run!(
            &mut tx,
            "UPDATE dossiers SET closed = true, state = $2, changed_at = $3 WHERE id = $1",
            dossier.0,
            state,
            At(now)
        )?;
        let actor = dossier::access::Actor::Machine("receive".to_owned());
        let event =
            AuditEvent::new(actor, "dossier.closed", "dossier", dossier.0, now).with("how", how.word());
        audit_in(&mut tx, &event).await?;
        due(&mut tx, dossier, now).await?;
        tx.commit().await
    }

    /// Asks for a dossier to be done again: a better engine, other kinds. Ids and verdicts stay.
    pub async fn again(&self, access: &Access, dossier: DossierId, what: Again) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        dossiers::seen(&mut tx, access, dossier).await?;
        let standing = lock(&mut tx, dossier).await?;
        let event = AuditEvent::new(access.actor.clone(), "dossier.again", "dossier", dossier.0, now);
        audit_in(&mut tx, &event.with("what", what.word())).await?;
        if what == Again::Publish {
            let revision = standing.revision + 1;
            let sql = "UPDATE dossiers SET revision = $2, changed_at = $3 WHERE id = $1";
            run!(&mut tx, sql, dossier.0, revision, At(now))?;
            after_change(&mut tx, dossier, revision, now).await?;
            return tx.commit().await;
        }
        if what == Again::Read {
            read_again(&mut tx, dossier, None, now).await?;
        }
        understand_again(&mut tx, dossier, now).await?;
        tx.commit().await
    }

    /// Asks for those pages of a dossier to be read anew that another engine read last, or none could: `engine` is how
    /// the recognitions of the present one begin. Gives how many; without any, nothing is done.
    pub async fn read_with(&self, access: &Access, dossier: DossierId, engine: &str) -> Result<u64> {
        let now = self.now();
        let mut tx = self.write().await?;
        dossiers::seen(&mut tx, access, dossier).await?;
        lock(&mut tx, dossier).await?;
        let pages = read_again(&mut tx, dossier, Some(engine), now).await?;
        if pages == 0 {
            return Ok(0);
        }
        let event = AuditEvent::new(access.actor.clone(), "dossier.again", "dossier", dossier.0, now);
        audit_in(&mut tx, &event.with("what", Again::Read.word()).with("pages", pages)).await?;
        understand_again(&mut tx, dossier, now).await?;
        tx.commit().await?;
        Ok(pages)
    }
}

/// Queues the dossier's pages for reading; with `unless`, those alone that this engine did not read.
async fn read_again(
    tx: &mut Tx,
    dossier: DossierId,
    unless: Option<&str>,
    now: OffsetDateTime,
) -> Result<u64> {
    // A page that waits is read by the present engine anyway. The space: 0.1 is not the beginning of 0.10.
    let sql = "UPDATE pages SET state = 'waiting', readings = readings + 1
         WHERE dossier_id = $1 AND aside IS NULL AND (CAST($2 AS text) IS NULL OR state = 'failed' OR (state = 'read'
             AND substr(coalesce(engine, '') || ' ', 1, length(CAST($2 AS text)) + 1) <> CAST($2 AS text) || ' '))
         RETURNING id, readings";
    let pages = rows!(tx, (Uuid, i64), sql, dossier.0, unless)?;
    for (page, reading) in &pages {
        enqueue(tx, Stage::Recognise, *page, *reading, now).await?;
    }
    Ok(pages.len() as u64)
}

async fn understand_again(tx: &mut Tx, dossier: DossierId, now: OffsetDateTime) -> Result<()> {
    let sql = "UPDATE dossiers SET pending = true, state = CASE WHEN closed THEN 'reading' ELSE state END
         WHERE id = $1";
    run!(tx, sql, dossier.0)?;
    due(tx, dossier, now).await
}
