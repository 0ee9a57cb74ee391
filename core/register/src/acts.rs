//! What people do with pages of a batch: mark, ask to scan again, take as it is, call blank; and each of it undone.
//! Every write carries the version that was shown; a page that someone else changed meanwhile is left alone and told.

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::page::{AcceptReason, RescanReason};
use dossier::{BatchId, DossierId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::{reopen_about, settle_about};
use crate::sql::{At, Tx, person, row, rows, run, scope};
use crate::{Register, RegisterError, Result, flow};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAct {
    Mark,
    Unmark,
    /// The sheet is to be scanned again; its open Concerns about the scan are settled by it.
    Rescan(RescanReason),
    /// No longer; not while a new scan waits to be confirmed.
    KeepScan,
    /// Its open Concerns about the scan are settled; a page without any is left alone.
    Accept(AcceptReason),
    Unaccept,
    /// Blank whatever the machine reads there: the dossier is understood again.
    Blank,
    NotBlank,
}

impl PageAct {
    /// What the row becomes, and where that is possible.
    fn change(self) -> (&'static str, &'static str) {
        match self {
            Self::Mark => ("marked_by = $3", "marked_by IS NULL"),
            Self::Unmark => ("marked_by = NULL", "marked_by IS NOT NULL"),
            Self::Rescan(_) => {
                ("rescan = $4, rescan_by = $3, rescan_at = $5, marked_by = NULL", "rescan IS NULL")
            }
            Self::KeepScan => (
                "rescan = NULL, rescan_by = NULL, rescan_at = NULL",
                "rescan IS NOT NULL AND NOT EXISTS
                     (SELECT 1 FROM pages n WHERE n.replaces = pages.id AND n.aside = 'offered')",
            ),
            Self::Accept(_) => (
                "marked_by = NULL",
                "EXISTS (SELECT 1 FROM concerns c WHERE c.page_id = pages.id AND c.state = 'open' AND c.sort = 'scan')",
            ),
            Self::Unaccept => (
                "marked_by = NULL",
                "EXISTS (SELECT 1 FROM concerns c WHERE c.page_id = pages.id AND c.state = 'decided'
                     AND c.decision = 'accept')",
            ),
            Self::Blank => ("blank = true, blank_set = true, marked_by = NULL", "NOT blank"),
            Self::NotBlank => ("blank = false, blank_set = false", "blank_set"),
        }
    }

    fn reason(self) -> Option<&'static str> {
        match self {
            Self::Rescan(reason) => Some(reason.name()),
            Self::Accept(reason) => Some(reason.name()),
            _ => None,
        }
    }

    /// The decision that settles the page's Concerns, or whose Concerns are open again.
    fn decides(self) -> Option<(&'static str, bool)> {
        match self {
            Self::Mark | Self::Unmark => None,
            Self::Rescan(_) => Some(("rescan", true)),
            Self::KeepScan => Some(("rescan", false)),
            Self::Accept(_) => Some(("accept", true)),
            Self::Unaccept => Some(("accept", false)),
            Self::Blank => Some(("blank", true)),
            Self::NotBlank => Some(("blank", false)),
        }
    }

    /// The name in the journal; marks are no decisions and leave no trace.
    fn action(self) -> Option<&'static str> {
        match self {
            Self::Mark | Self::Unmark => None,
            Self::Rescan(_) => Some("page.rescan_asked"),
            Self::KeepScan => Some("page.rescan_withdrawn"),
            Self::Accept(_) => Some("page.accepted"),
            Self::Unaccept => Some("page.accept_withdrawn"),
            Self::Blank => Some("page.blank_set"),
            Self::NotBlank => Some("page.blank_withdrawn"),
        }
    }

    fn changes_text(self) -> bool {
        matches!(self, Self::Blank | Self::NotBlank)
    }
}

/// What became of the pages that were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acted {
    pub done: Vec<PageId>,
    /// Changed by someone else since they were shown.
    pub clashed: Vec<PageId>,
    /// Nothing to do there: asked for already, no Concern to settle, blank already.
    pub idle: Vec<PageId>,
}

/// The dossier has changed under the machine's feet: it is understood again when it is due.
pub(crate) async fn stir(tx: &mut Tx, dossier: DossierId, now: OffsetDateTime) -> Result<()> {
    let sql = "UPDATE dossiers SET pending = true, state = CASE WHEN closed THEN 'reading' ELSE state END,
             changed_at = $2
         WHERE id = $1";
    run!(tx, sql, dossier.0, At(now))?;
    flow::due(tx, dossier, now).await
}

/// One page in a transaction whose caller holds the dossier's lock. `false`: nothing to do there.
pub(crate) async fn act_in(
    tx: &mut Tx,
    access: &Access,
    act: PageAct,
    dossier: DossierId,
    page: PageId,
    now: OffsetDateTime,
) -> Result<bool> {
    let (change, possible) = act.change();
    // The last condition names every bind, used or not, so that both databases know their types.
    let sql = format!(
        "UPDATE pages SET version = version + 1, {change} WHERE id = $1 AND dossier_id = $2 AND aside IS NULL
             AND {possible} AND ($3 IS NULL OR $4 IS NULL OR $5 IS NULL OR id = $1)"
    );
    let by = person(access).map(|user| user.0);
    if run!(tx, &sql, page.0, dossier.0, by, act.reason(), At(now))? == 0 {
        return Ok(false);
    }
    if let Some((decision, settles)) = act.decides() {
        if settles {
            settle_about(tx, access, page, decision, act.reason(), now).await?;
        } else {
            reopen_about(tx, access, page, decision, now).await?;
        }
    }
    if let Some(action) = act.action() {
        let mut event = AuditEvent::new(access.actor.clone(), action, "page", page.0, now)
            .with("dossier", dossier)
            .on_ground(access.purpose);
        if let Some(reason) = act.reason() {
            event = event.with("reason", reason);
        }
        audit_in(tx, &event).await?;
    }
    Ok(true)
}

/// Where a page stands now, for those who may see it.
pub(crate) async fn standing(tx: &mut Tx, access: &Access, page: PageId) -> Result<(DossierId, i64)> {
    let sql = "SELECT p.dossier_id, p.version FROM pages p JOIN dossiers d ON d.id = p.dossier_id
         WHERE p.id = $2 AND SCOPE(d.office_id)";
    let found = row!(tx, (Uuid, i64), sql, scope(access), page.0)?;
    found.map(|(dossier, version)| (DossierId(dossier), version)).ok_or(RegisterError::NotFound)
}

impl Register {
    /// Does the same with each page, all in one transaction. `pages` carry the versions that were shown.
    pub async fn act_on_pages(
        &self,
        access: &Access,
        batch: BatchId,
        act: PageAct,
        pages: &[(PageId, i64)],
    ) -> Result<Acted> {
        let now = self.now();
        let mut tx = self.write().await?;
        // Dossiers are locked in one order, whoever names them.
        let sql = "SELECT p.id, p.dossier_id FROM pages p JOIN dossiers d ON d.id = p.dossier_id
             WHERE SCOPE(d.office_id) AND d.batch_id = $2 AND p.id IN_IDS($3) ORDER BY p.dossier_id, p.place";
        let ids = crate::sql::Ids(pages.iter().map(|(page, _)| page.0).collect());
        let found = rows!(&mut tx, (Uuid, Uuid), sql, scope(access), batch.0, ids)?;
        if found.is_empty() {
            return Err(RegisterError::NotFound);
        }
        let mut acted = Acted::default();
        let mut stirred = Vec::new();
        let mut locked = None;
        for (page, dossier) in found {
            let (page, dossier) = (PageId(page), DossierId(dossier));
            if locked != Some(dossier) {
                flow::lock(&mut tx, dossier).await?;
                locked = Some(dossier);
            }
            let shown = pages.iter().find(|(one, _)| *one == page).map(|(_, version)| *version);
            if shown != Some(standing(&mut tx, access, page).await?.1) {
                acted.clashed.push(page);
            } else if act_in(&mut tx, access, act, dossier, page, now).await? {
                acted.done.push(page);
                if act.changes_text() && !stirred.contains(&dossier) {
                    stirred.push(dossier);
                }
            } else {
                acted.idle.push(page);
            }
        }
        for dossier in stirred {
            stir(&mut tx, dossier, now).await?;
        }
        tx.commit().await?;
        Ok(acted)
    }
}
