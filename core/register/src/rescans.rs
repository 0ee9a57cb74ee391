//! Sheets scanned again: which await it, the new scan beside the old one, and a person's word that it takes its place.
//! The old page is kept; it only leaves the order, and with it text, fields and index.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::page::{OrderKey, PageState, RescanReason};
use dossier::{BatchId, DossierId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::acts::{standing, stir};
use crate::audit::audit_in;
use crate::sql::{At, Tx, count, row, rows, run, scope, small};
use crate::words::Word;
use crate::{Register, RegisterError, Result, flow, pages};

/// A sheet that is asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescan {
    pub page: PageId,
    pub number: u32,
    pub dossier: DossierId,
    pub reference: String,
    pub volume: String,
    /// For screens only.
    pub file_name: String,
    pub reason: RescanReason,
    /// Name of the person, for screens.
    pub by: Option<String>,
    pub at: OffsetDateTime,
    /// The new scan that waits to be confirmed.
    pub offered: Option<PageId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    dossier_id: Uuid,
    reference: String,
    volume: String,
    file_name: String,
    rescan: String,
    by_name: Option<String>,
    rescan_at: At,
    offered: Option<Uuid>,
}

/// Gives new frames of an arrival to the pages that wait: to the one that was named, else to those of a file of the
/// same name by their frame, else in order. Returns the page each frame is for.
pub(crate) async fn meant_for(
    tx: &mut Tx,
    dossier: DossierId,
    arrival: Uuid,
    frames: &[u32],
) -> Result<Vec<Option<PageId>>> {
    let sql = "SELECT rescan_of, volume, file_name FROM arrivals WHERE id = $1";
    let (named, volume, file) =
        row!(tx, (Option<Uuid>, String, String), sql, arrival)?.ok_or(RegisterError::NotFound)?;
    let sql =
        "SELECT p.id, p.frame, a.volume, a.file_name FROM pages p JOIN arrivals a ON a.id = p.arrival_id
         WHERE p.dossier_id = $1 AND p.rescan IS NOT NULL AND p.aside IS NULL
             AND NOT EXISTS (SELECT 1 FROM pages n WHERE n.replaces = p.id AND n.aside = 'offered')
         ORDER BY p.place";
    let mut waiting = rows!(tx, (Uuid, i64, String, String), sql, dossier.0)?;
    let mut meant = vec![None; frames.len()];
    if let Some(named) = named {
        let found = waiting.iter().position(|one| one.0 == named);
        if let (Some(place), Some(first)) = (found, meant.first_mut()) {
            *first = Some(PageId(waiting.remove(place).0));
        }
        return Ok(meant);
    }
    for (place, frame) in frames.iter().enumerate() {
        let same = |one: &(Uuid, i64, String, String)| {
            one.1 == i64::from(*frame) && one.2 == volume && one.3 == file
        };
        if let Some(found) = waiting.iter().position(same) {
            meant[place] = Some(PageId(waiting.remove(found).0));
        }
    }
    if meant.iter().all(Option::is_none) {
        for (place, one) in waiting.into_iter().take(frames.len()).enumerate() {
            meant[place] = Some(PageId(one.0));
        }
    }
    Ok(meant)
}

/// A new scan and the page it is for, while both stand as they should.
struct Pair {
    dossier: DossierId,
    new: PageId,
    old: PageId,
}

impl Register {
    /// Sheets of the batch that are asked for again, by dossier and place.
    pub async fn rescans(&self, access: &Access, batch: BatchId) -> Result<Vec<Rescan>> {
        let mut tx = self.read().await?;
        let sql = "SELECT p.id, p.dossier_id, d.reference, a.volume, a.file_name, p.rescan, u.name AS by_name, p.rescan_at,
                 (SELECT n.id FROM pages n WHERE n.replaces = p.id AND n.aside = 'offered' ORDER BY n.id DESC LIMIT 1)
                     AS offered,
                 (SELECT count(*) FROM pages q WHERE q.dossier_id = p.dossier_id AND q.place <= p.place
                     AND q.aside IS NULL) AS number
             FROM pages p JOIN dossiers d ON d.id = p.dossier_id JOIN arrivals a ON a.id = p.arrival_id
                 LEFT JOIN users u ON u.id = p.rescan_by
             WHERE SCOPE(d.office_id) AND d.batch_id = $2 AND p.rescan IS NOT NULL AND p.aside IS NULL
             ORDER BY p.dossier_id, p.place";
        let mut rescans = Vec::new();
        for one in rows!(&mut tx, Row, sql, scope(access), batch.0)? {
            rescans.push(Rescan {
                page: PageId(one.id),
                number: small(one.number),
                dossier: DossierId(one.dossier_id),
                reference: one.reference,
                volume: one.volume,
                file_name: one.file_name,
                reason: RescanReason::of_word(&one.rescan)?,
                by: one.by_name,
                at: one.rescan_at.0,
                offered: one.offered.map(PageId),
            });
        }
        Ok(rescans)
    }

    /// How many sheets of the batch await it.
    pub async fn rescan_count(&self, access: &Access, batch: BatchId) -> Result<u64> {
        let mut tx = self.read().await?;
        let sql = "SELECT count(*) FROM dossiers d JOIN pages p ON p.dossier_id = d.id
             WHERE SCOPE(d.office_id) AND d.batch_id = $2 AND p.rescan IS NOT NULL AND p.aside IS NULL";
        Ok(row!(&mut tx, (i64,), sql, scope(access), batch.0)?.map_or(0, |(number,)| count(number)))
    }

    /// The new scan takes the old one's place in order; ids and verdicts of its document stay.
    pub async fn confirm_rescan(&self, access: &Access, new: PageId, version: i64) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let pair = pair(&mut tx, access, new, version, "offered").await?;
        if pages::load(&mut tx, access, new).await?.state == PageState::Waiting {
            return Err(RegisterError::Conflict("not read yet"));
        }
        let sql = "UPDATE pages SET aside = NULL, version = version + 1,
                 place = (SELECT o.place FROM pages o WHERE o.id = pages.replaces)
             WHERE id = $1";
        run!(&mut tx, sql, new.0)?;
        let sql =
            "UPDATE pages SET aside = 'replaced', document_id = NULL, duplicate_of = NULL, marked_by = NULL,
                 version = version + 1
             WHERE id = $1 AND aside IS NULL";
        if run!(&mut tx, sql, pair.old.0)? == 0 {
            return Err(RegisterError::Conflict("replaced meanwhile"));
        }
        // What the machine says of the old scan is no question any more.
        let sql = "UPDATE concerns SET state = 'withdrawn' WHERE page_id = $1 AND state = 'open'";
        run!(&mut tx, sql, pair.old.0)?;
        hand_over(&mut tx, pair.old, pair.new).await?;
        tell(&mut tx, access, "page.replaced", &pair, now).await?;
        stir(&mut tx, pair.dossier, now).await?;
        tx.commit().await
    }

    /// The old scan stands in its place again, and the new one waits beside it.
    pub async fn undo_rescan(&self, access: &Access, new: PageId, version: i64) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let pair = pair(&mut tx, access, new, version, "").await?;
        let sql = "UPDATE pages SET aside = NULL, version = version + 1 WHERE id = $1 AND aside = 'replaced'
             AND dossier_id = $2";
        if run!(&mut tx, sql, pair.old.0, pair.dossier.0)? == 0 {
            return Err(RegisterError::Conflict("the old scan is elsewhere"));
        }
        let place = own_place(&mut tx, new).await?;
        let sql = "UPDATE pages SET aside = 'offered', place = $2, document_id = NULL, duplicate_of = NULL,
                 marked_by = NULL, rescan = NULL, version = version + 1
             WHERE id = $1";
        run!(&mut tx, sql, new.0, place.0)?;
        hand_over(&mut tx, pair.new, pair.old).await?;
        tell(&mut tx, access, "page.replace_undone", &pair, now).await?;
        stir(&mut tx, pair.dossier, now).await?;
        tx.commit().await
    }

    /// It is another sheet: the new scan becomes a page of its own, the old one still awaits.
    pub async fn decline_rescan(&self, access: &Access, new: PageId, version: i64) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let pair = pair(&mut tx, access, new, version, "offered").await?;
        let sql = "UPDATE pages SET aside = NULL, replaces = NULL, version = version + 1 WHERE id = $1";
        run!(&mut tx, sql, new.0)?;
        tell(&mut tx, access, "page.rescan_declined", &pair, now).await?;
        stir(&mut tx, pair.dossier, now).await?;
        tx.commit().await
    }
}

/// Locks the dossier and looks again: the new scan as it was shown, aside as expected.
async fn pair(tx: &mut Tx, access: &Access, new: PageId, version: i64, aside: &str) -> Result<Pair> {
    let (dossier, _) = standing(tx, access, new).await?;
    flow::lock(tx, dossier).await?;
    let sql = "SELECT replaces, version, coalesce(aside, '') FROM pages WHERE id = $1 AND dossier_id = $2";
    let found = row!(tx, (Option<Uuid>, i64, String), sql, new.0, dossier.0)?;
    let (Some(old), now, stands) = found.ok_or(RegisterError::Conflict("moved meanwhile"))? else {
        return Err(RegisterError::NotFound);
    };
    if now != version || stands != aside {
        return Err(RegisterError::Conflict("changed meanwhile"));
    }
    Ok(Pair { dossier, new, old: PageId(old) })
}

/// Borders of documents follow, so that reading again finds the same documents.
async fn hand_over(tx: &mut Tx, from: PageId, to: PageId) -> Result<()> {
    run!(tx, "UPDATE documents SET first_page_id = $2 WHERE first_page_id = $1", from.0, to.0)?;
    run!(tx, "UPDATE documents SET last_page_id = $2 WHERE last_page_id = $1", from.0, to.0)?;
    let sql = "UPDATE pages SET duplicate_of = $2 WHERE duplicate_of = $1 AND id <> $2";
    run!(tx, sql, from.0, to.0)?;
    Ok(())
}

/// The place a page had when it came.
async fn own_place(tx: &mut Tx, page: PageId) -> Result<OrderKey> {
    let sql = "SELECT a.place, p.frame FROM pages p JOIN arrivals a ON a.id = p.arrival_id WHERE p.id = $1";
    let (place, frame) = row!(tx, (i64, i64), sql, page.0)?.ok_or(RegisterError::NotFound)?;
    Ok(OrderKey::of(small(place), small(frame)))
}

async fn tell(
    tx: &mut Tx,
    access: &Access,
    action: &'static str,
    pair: &Pair,
    now: OffsetDateTime,
) -> Result<()> {
    let event = AuditEvent::new(access.actor.clone(), action, "page", pair.new.0, now)
        .with("dossier", pair.dossier)
        .with("earlier", pair.old)
        .on_ground(access.purpose);
    audit_in(tx, &event).await
}

/// New pages of which these are for pages that wait stand aside until a person has looked.
pub(crate) async fn offer(tx: &mut Tx, new: &[PageId], meant: &[Option<PageId>]) -> Result<u64> {
    let mut offered = 0;
    for (new, old) in new.iter().zip(meant) {
        if let Some(old) = old {
            let sql = "UPDATE pages SET aside = 'offered', replaces = $2 WHERE id = $1";
            offered += run!(tx, sql, new.0, old.0)?;
        }
    }
    Ok(offered)
}
