//! DOSSIER sheets: the pages behind one go to the dossier of its reference, made in the same office and batch.
//! Their blobs stay with their arrival.

use dossier::access::Actor;
use dossier::audit::AuditEvent;
use dossier::page::OrderKey;
use dossier::stage::Stage;
use dossier::{DossierId, PageId};
use time::OffsetDateTime;

use crate::Result;
use crate::audit::audit_in;
use crate::door::ensure_dossier;
use crate::flow::{self, Standing};
use crate::sql::{At, Tx, run, small};

/// Moves the pages, in order, and lets each receiving dossier be understood when it is due.
pub(super) async fn split(
    tx: &mut Tx,
    dossier: DossierId,
    standing: &Standing,
    moved: &[(PageId, String)],
    now: OffsetDateTime,
) -> Result<()> {
    let mut references: Vec<&str> = Vec::new();
    for (_, reference) in moved {
        if *reference != standing.reference && !references.contains(&reference.as_str()) {
            references.push(reference);
        }
    }
    for reference in references {
        let to = ensure_dossier(tx, standing.office_id, standing.batch_id, reference, now).await?;
        let there = flow::lock(tx, to).await?;
        let mut pages = 0;
        for (page, _) in moved.iter().filter(|(_, other)| other == reference) {
            let place = OrderKey::of(small(there.next_order), pages);
            let sql = "UPDATE pages SET dossier_id = $2, place = $3, duplicate_of = NULL, document_id = NULL
                 WHERE id = $1 AND dossier_id = $4";
            pages += run!(tx, sql, page.0, to.0, place.0, dossier.0)? as u32;
        }
        if pages == 0 {
            continue;
        }
        // One that only ever got pages this way expects no files; one that does stays as it is.
        let closed = there.closed || there.next_order == 0;
        run!(
            tx,
            "UPDATE dossiers SET next_order = $2, pending = true, closed = $3, state = $4, changed_at = $5 WHERE id = $1",
            to.0,
            there.next_order + 1,
            closed,
            if closed { "reading" } else { "open" },
            At(now)
        )?;
        let actor = Actor::Machine(Stage::Understand.name().to_owned());
        let event = AuditEvent::new(actor, "dossier.split", "dossier", dossier.0, now);
        audit_in(tx, &event.with("to", to).with("pages", pages)).await?;
        flow::due(tx, to, now).await?;
    }
    Ok(())
}
