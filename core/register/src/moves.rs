//! Pages that lie in the wrong dossier go to the right one, by reference, in the same office and batch. Their bytes
//! stay with the arrival that brought them, as with a separator sheet; each page remembers where it came from.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::page::OrderKey;
use dossier::{DossierId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::acts::{standing, stir};
use crate::audit::audit_in;
use crate::door::ensure_dossier;
use crate::flow::{self, Standing};
use crate::sql::{Tx, row, run, small};
use crate::{Register, RegisterError, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub from: DossierId,
    pub to: DossierId,
    pub pages: u64,
}

/// Locks two dossiers in the one order that all keep to.
async fn lock_both(tx: &mut Tx, one: DossierId, other: DossierId) -> Result<(Standing, Standing)> {
    if one < other {
        let first = flow::lock(tx, one).await?;
        return Ok((first, flow::lock(tx, other).await?));
    }
    let second = flow::lock(tx, other).await?;
    Ok((flow::lock(tx, one).await?, second))
}

/// The pages, in their order, behind everything of the dossier of that reference, made if new.
pub(crate) async fn move_in(
    tx: &mut Tx,
    access: &Access,
    from: DossierId,
    pages: &[PageId],
    reference: &str,
    now: OffsetDateTime,
) -> Result<Moved> {
    let sql = "SELECT office_id, batch_id FROM dossiers WHERE id = $1";
    let (office, batch) = row!(tx, (Uuid, Uuid), sql, from.0)?.ok_or(RegisterError::NotFound)?;
    let to = ensure_dossier(tx, office, batch, reference, now).await?;
    if to == from {
        return Err(RegisterError::Conflict("the page is there"));
    }
    let (_, there) = lock_both(tx, from, to).await?;
    if there.batch_id != batch {
        return Err(RegisterError::Conflict("the dossier is of another batch"));
    }
    let mut moved = 0;
    for page in pages {
        let place = OrderKey::of(small(there.next_order), moved as u32);
        moved += move_one(tx, access, *page, from, to, &place, now).await?;
    }
    if moved == 0 {
        return Err(RegisterError::Conflict("the page is elsewhere"));
    }
    // One that only ever got pages this way expects no files; one that does stays as it is.
    let sql = "UPDATE dossiers SET next_order = $2, closed = $3 WHERE id = $1";
    run!(tx, sql, to.0, there.next_order + 1, there.closed || there.next_order == 0)?;
    stir(tx, from, now).await?;
    stir(tx, to, now).await?;
    Ok(Moved { from, to, pages: moved })
}

async fn move_one(
    tx: &mut Tx,
    access: &Access,
    page: PageId,
    from: DossierId,
    to: DossierId,
    place: &OrderKey,
    now: OffsetDateTime,
) -> Result<u64> {
    leave_document(tx, page).await?;
    let sql = "UPDATE pages SET came_from = dossier_id, came_place = place, dossier_id = $2, place = $3,
             duplicate_of = NULL, twin_set = false, document_id = NULL, marked_by = NULL, version = version + 1
         WHERE id = $1 AND dossier_id = $4 AND aside IS NULL AND rescan IS NULL AND replaces IS NULL";
    let moved = run!(tx, sql, page.0, to.0, place.0.as_str(), from.0)?;
    if moved > 0 {
        follow(tx, access, page, from, to, "page.moved", now).await?;
    }
    Ok(moved)
}

/// Its document begins or ends with a neighbour from now on; one that was only this page vanishes with the next reading.
async fn leave_document(tx: &mut Tx, page: PageId) -> Result<()> {
    for (border, order) in [("first_page_id", "ASC"), ("last_page_id", "DESC")] {
        let other =
            "SELECT p.id FROM pages p WHERE p.document_id = documents.id AND p.id <> $1 AND p.aside IS NULL";
        let sql = format!(
            "UPDATE documents SET {border} = ({other} ORDER BY p.place {order} LIMIT 1)
             WHERE {border} = $1 AND EXISTS ({other})"
        );
        run!(tx, &sql, page.0)?;
    }
    Ok(())
}

/// What hangs on the page goes with it, and the journal of both dossiers tells it.
async fn follow(
    tx: &mut Tx,
    access: &Access,
    page: PageId,
    from: DossierId,
    to: DossierId,
    action: &'static str,
    now: OffsetDateTime,
) -> Result<()> {
    run!(tx, "UPDATE pages SET duplicate_of = NULL, twin_set = false WHERE duplicate_of = $1", page.0)?;
    run!(
        tx,
        "UPDATE concerns SET dossier_id = $2 WHERE page_id = $1 AND raised_by = 'recognise'",
        page.0,
        to.0
    )?;
    for (dossier, other) in [(from, to), (to, from)] {
        let event = AuditEvent::new(access.actor.clone(), action, "page", page.0, now)
            .with("dossier", dossier)
            .with(if dossier == from { "to" } else { "from" }, other)
            .on_ground(access.purpose);
        audit_in(tx, &event).await?;
    }
    Ok(())
}

impl Register {
    /// One page, with the version that was shown. A page that awaits a rescan stays until that is settled.
    pub async fn move_page(
        &self,
        access: &Access,
        page: PageId,
        version: i64,
        reference: &str,
    ) -> Result<Moved> {
        let now = self.now();
        let mut tx = self.write().await?;
        let (from, stands) = standing(&mut tx, access, page).await?;
        if stands != version {
            return Err(RegisterError::Conflict("changed meanwhile"));
        }
        let moved = move_in(&mut tx, access, from, &[page], reference, now).await?;
        tx.commit().await?;
        Ok(moved)
    }

    /// Back to its old place in the dossier it came from.
    pub async fn move_back(&self, access: &Access, page: PageId, version: i64) -> Result<Moved> {
        let now = self.now();
        let mut tx = self.write().await?;
        let (from, stands) = standing(&mut tx, access, page).await?;
        let sql =
            "SELECT came_from, came_place FROM pages WHERE id = $1 AND aside IS NULL AND rescan IS NULL";
        let came = row!(&mut tx, (Option<Uuid>, Option<String>), sql, page.0)?;
        let (Some((Some(to), Some(place))), true) = (came, stands == version) else {
            return Err(RegisterError::Conflict("changed meanwhile"));
        };
        let to = DossierId(to);
        lock_both(&mut tx, from, to).await?;
        leave_document(&mut tx, page).await?;
        let sql = "UPDATE pages SET dossier_id = $2, place = $3, came_from = NULL, came_place = NULL, duplicate_of = NULL,
                 twin_set = false, document_id = NULL, marked_by = NULL, version = version + 1
             WHERE id = $1 AND version = $4";
        if run!(&mut tx, sql, page.0, to.0, place, version)? == 0 {
            return Err(RegisterError::Conflict("changed meanwhile"));
        }
        follow(&mut tx, access, page, from, to, "page.moved_back", now).await?;
        stir(&mut tx, from, now).await?;
        stir(&mut tx, to, now).await?;
        tx.commit().await?;
        Ok(Moved { from, to, pages: 1 })
    }

    /// How many pages the dossier of this reference in the page's office and batch has; `None` where there is none yet.
    /// `Conflict` where the page cannot go there.
    pub async fn move_preview(&self, access: &Access, page: PageId, reference: &str) -> Result<Option<u64>> {
        let mut tx = self.read().await?;
        let (from, _) = standing(&mut tx, access, page).await?;
        let sql = "SELECT d.id, d.batch_id, f.batch_id, (SELECT count(*) FROM pages p WHERE p.dossier_id = d.id
                 AND p.aside IS NULL)
             FROM dossiers f JOIN dossiers d ON d.office_id = f.office_id WHERE f.id = $1 AND d.reference = $2";
        match row!(&mut tx, (Uuid, Uuid, Uuid, i64), sql, from.0, reference)? {
            None => Ok(None),
            Some((to, ..)) if to == from.0 => Err(RegisterError::Conflict("the page is there")),
            Some((_, there, here, _)) if there != here => {
                Err(RegisterError::Conflict("the dossier is of another batch"))
            }
            Some((.., pages)) => Ok(Some(crate::sql::count(pages))),
        }
    }
}
