//! The end of understand: documents, fields and Concerns of a dossier, matched with what people said before.

use dossier::access::Actor;
use dossier::audit::AuditEvent;
use dossier::field::FoundField;
use dossier::stage::Stage;
use dossier::{DocumentId, DossierId, FieldId, PageId};

use super::values::Owner;
use super::{matching, moved, values};
use crate::audit::audit_in;
use crate::concerns::renew;
use crate::jobs::finish;
use crate::sql::{At, Tx, run};
use crate::{Claim, Committed, NewConcern, Register, Result, flow, settled};

/// Consecutive pages that are one paper.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDocument {
    /// The earlier document this is; where `None`, one with the same first page is taken.
    pub matched: Option<DocumentId>,
    pub kind: String,
    pub confidence: f32,
    /// In order; not empty. Blank backs belong to it, separators to none.
    pub pages: Vec<PageId>,
    pub fields: Vec<FoundField>,
}

/// A document's field that a dossier's value was settled from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSource {
    /// Place in `Understood::documents`.
    pub document: usize,
    pub path: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DossierField {
    pub found: FoundField,
    pub sources: Vec<FieldSource>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    pub documents: Vec<NewDocument>,
    pub dossier_fields: Vec<DossierField>,
    /// The page, and the earlier page it repeats. A page not named here is no duplicate.
    pub duplicates: Vec<(PageId, PageId)>,
    /// Pages behind a DOSSIER sheet and the reference they go to, in order; the sheet itself is among them.
    pub moved: Vec<(PageId, String)>,
    pub concerns: Vec<NewConcern>,
}

async fn mark_duplicates(tx: &mut Tx, dossier: DossierId, duplicates: &[(PageId, PageId)]) -> Result<()> {
    // What a person said of two pages stays.
    let sql = "UPDATE pages SET duplicate_of = CASE WHEN twin_set THEN duplicate_of ELSE NULL END, document_id = NULL
         WHERE dossier_id = $1";
    run!(tx, sql, dossier.0)?;
    for (page, earlier) in duplicates {
        // Both must still be here: a separator sheet may have parted them.
        let sql = "UPDATE pages SET duplicate_of = $2
             WHERE id = $1 AND dossier_id = $3 AND NOT twin_set AND EXISTS (SELECT 1 FROM pages e WHERE e.id = $2 AND e.dossier_id = $3)";
        run!(tx, sql, page.0, earlier.0, dossier.0)?;
    }
    Ok(())
}

async fn write_values(
    tx: &mut Tx,
    dossier: DossierId,
    ids: &[Option<DocumentId>],
    understood: &Understood,
) -> Result<()> {
    let mut by_document = Vec::new();
    for (document, id) in understood.documents.iter().zip(ids) {
        let Some(id) = id else {
            by_document.push(Default::default());
            continue;
        };
        let found: Vec<_> = document.fields.iter().map(|field| (field, Vec::new())).collect();
        by_document.push(values::write(tx, Owner { dossier, document: Some(*id) }, &found).await?);
    }
    let mut found = Vec::new();
    for field in &understood.dossier_fields {
        let source =
            |one: &FieldSource| by_document.get(one.document).and_then(|paths| paths.get(&one.path)).copied();
        let sources: Vec<FieldId> = field.sources.iter().filter_map(source).collect();
        found.push((&field.found, sources));
    }
    values::write(tx, Owner { dossier, document: None }, &found).await?;
    Ok(())
}

impl Register {
    /// `revision` is the job's. Open Concerns that understanding raised before and does not raise now are withdrawn.
    pub async fn commit_understood(
        &self,
        claim: &Claim,
        dossier: DossierId,
        revision: i64,
        understood: Understood,
    ) -> Result<Committed> {
        let now = self.now();
        let by = Stage::Understand.name();
        let mut tx = self.write().await?;
        finish(&mut tx, claim).await?;
        let standing = flow::lock(&mut tx, dossier).await?;
        if standing.received_revision != revision {
            tx.commit().await?;
            return Ok(Committed::Stale);
        }
        moved::split(&mut tx, dossier, &standing, &understood.moved, now).await?;
        mark_duplicates(&mut tx, dossier, &understood.duplicates).await?;
        let ids = matching::documents(&mut tx, dossier, &understood.documents, now).await?;
        write_values(&mut tx, dossier, &ids, &understood).await?;
        settled::follow(&mut tx, dossier).await?;
        renew(&mut tx, dossier, None, &understood.concerns, by, now).await?;
        let next = standing.revision + 1;
        run!(
            &mut tx,
            "UPDATE dossiers SET revision = $2, changed_at = $3,
                 state = CASE WHEN closed AND NOT pending THEN 'understood' ELSE state END
             WHERE id = $1",
            dossier.0,
            next,
            At(now)
        )?;
        let event =
            AuditEvent::new(Actor::Machine(by.to_owned()), "dossier.understood", "dossier", dossier.0, now)
                .with("documents", ids.iter().flatten().count())
                .with("revision", revision);
        audit_in(&mut tx, &event).await?;
        flow::after_change(&mut tx, dossier, next, now).await?;
        tx.commit().await?;
        Ok(Committed::Done)
    }
}
