//! Documents found anew are matched with those known, so that ids, verdicts and hand-set kinds stay.

use std::collections::{HashMap, HashSet};

use dossier::concern::ConcernCode;
use dossier::{DocumentId, DossierId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::concerns::raise_in;
use crate::sql::{Tx, rows, run};
use crate::{NewConcern, NewDocument, Result};

/// Concerns of this step are not understanding's own: it does not find them again, yet they must stay open.
const RAISED_BY: &str = "matching";

#[derive(sqlx::FromRow)]
struct Known {
    id: Uuid,
    first_page_id: Uuid,
    set_by: Option<Uuid>,
    gone: bool,
}

/// Writes the documents; gives the id of each, `None` for one whose pages all went to other dossiers.
pub(super) async fn documents(
    tx: &mut Tx,
    dossier: DossierId,
    found: &[NewDocument],
    now: OffsetDateTime,
) -> Result<Vec<Option<DocumentId>>> {
    let sql = "SELECT id FROM pages WHERE dossier_id = $1 AND aside IS NULL";
    let here: HashSet<Uuid> = rows!(tx, (Uuid,), sql, dossier.0)?.into_iter().map(|(id,)| id).collect();
    let sql = "SELECT id, first_page_id, set_by, gone FROM documents WHERE dossier_id = $1 ORDER BY gone, position, id";
    let known = rows!(tx, Known, sql, dossier.0)?;
    let pages: Vec<Vec<PageId>> = found
        .iter()
        .map(|document| document.pages.iter().copied().filter(|page| here.contains(&page.0)).collect())
        .collect();
    let ids = matched(found, &pages, &known);
    let sql = "UPDATE documents SET gone = true WHERE dossier_id = $1";
    run!(tx, sql, dossier.0)?;
    let mut kept = Vec::new();
    for (position, document) in found.iter().enumerate() {
        let (Some(first), Some(last)) = (pages[position].first(), pages[position].last()) else {
            kept.push(None);
            continue;
        };
        let id = ids.get(&position).copied().unwrap_or_else(|| DocumentId::new().0);
        // A kind that a person set stays; borders follow the pages.
        run!(
            tx,
            "INSERT INTO documents (id, dossier_id, kind, confidence, first_page_id, last_page_id, position, gone)
             VALUES ($1, $2, $3, $4, $5, $6, $7, false)
             ON CONFLICT (id) DO UPDATE SET
                 kind = CASE WHEN documents.set_by IS NULL THEN excluded.kind ELSE documents.kind END,
                 confidence = CASE WHEN documents.set_by IS NULL THEN excluded.confidence ELSE 1 END,
                 first_page_id = excluded.first_page_id, last_page_id = excluded.last_page_id,
                 position = excluded.position, gone = false",
            id,
            dossier.0,
            document.kind.as_str(),
            f64::from(document.confidence),
            first.0,
            last.0,
            position as i64
        )?;
        for page in &pages[position] {
            run!(tx, "UPDATE pages SET document_id = $2 WHERE id = $1", page.0, id)?;
        }
        kept.push(Some(DocumentId(id)));
    }
    vanished(tx, dossier, &known, now).await?;
    Ok(kept)
}

/// Place in `found` → the id it had: by what understanding says, else by the first page; living ones first.
fn matched(found: &[NewDocument], pages: &[Vec<PageId>], known: &[Known]) -> HashMap<usize, Uuid> {
    let mut ids = HashMap::new();
    let mut used = HashSet::new();
    for (place, document) in found.iter().enumerate() {
        if let Some(DocumentId(id)) = document.matched
            && known.iter().any(|one| one.id == id)
            && used.insert(id)
        {
            ids.insert(place, id);
        }
    }
    for (place, own) in pages.iter().enumerate() {
        let Some(first) = own.first() else { continue };
        if ids.contains_key(&place) {
            continue;
        }
        let same = known.iter().find(|one| one.first_page_id == first.0 && !used.contains(&one.id));
        if let Some(one) = same {
            used.insert(one.id);
            ids.insert(place, one.id);
        }
    }
    ids
}

/// Verdicts on documents that were there before and are not now: a person must decide where they belong.
async fn vanished(tx: &mut Tx, dossier: DossierId, known: &[Known], now: OffsetDateTime) -> Result<()> {
    let sql = "SELECT f.document_id, f.path FROM fields f JOIN documents t ON t.id = f.document_id
         WHERE t.dossier_id = $1 AND t.gone AND f.verdict_id IS NOT NULL ORDER BY f.document_id, f.path";
    for (document, path) in rows!(tx, (Uuid, String), sql, dossier.0)? {
        if known.iter().any(|one| one.id == document && !one.gone) {
            let mut concern = NewConcern::new(ConcernCode::VerdictOrphaned).with("field", path);
            concern.document = Some(DocumentId(document));
            raise_in(tx, dossier, &concern, RAISED_BY, now).await?;
        }
    }
    // A kind set by hand is a verdict too.
    for one in known.iter().filter(|one| one.set_by.is_some() && !one.gone) {
        let sql = "SELECT id FROM documents WHERE id = $1 AND gone";
        if !rows!(tx, (Uuid,), sql, one.id)?.is_empty() {
            let mut concern = NewConcern::new(ConcernCode::VerdictOrphaned).with("field", "kind");
            concern.document = Some(DocumentId(one.id));
            raise_in(tx, dossier, &concern, RAISED_BY, now).await?;
        }
    }
    // A document that came back answers its own question.
    let sql =
        "UPDATE concerns SET state = 'withdrawn' WHERE dossier_id = $1 AND raised_by = $2 AND state = 'open'
         AND document_id IN (SELECT id FROM documents WHERE dossier_id = $1 AND NOT gone)";
    run!(tx, sql, dossier.0, RAISED_BY)?;
    let sql = "DELETE FROM fields WHERE dossier_id = $1 AND verdict_id IS NULL
             AND id NOT IN (SELECT field_id FROM verifications WHERE dossier_id = $1)
             AND document_id IN (SELECT id FROM documents WHERE dossier_id = $1 AND gone)";
    run!(tx, sql, dossier.0)?;
    Ok(())
}
