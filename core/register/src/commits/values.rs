//! Fields found anew are laid under what people said: candidates are replaced, verdicts stay.

use std::collections::{HashMap, HashSet};

use dossier::field::{FieldStatus, FoundField, NoValue};
use dossier::{DocumentId, DossierId, FieldId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::Result;
use crate::sql::{Tx, rows, run};

#[derive(sqlx::FromRow)]
struct Known {
    id: Uuid,
    path: String,
    value: Option<String>,
    reason: Option<String>,
    status: String,
    verdict_id: Option<Uuid>,
}

/// Whose fields are written: a document's, or the dossier's own.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub dossier: DossierId,
    pub document: Option<DocumentId>,
}

async fn known(tx: &mut Tx, owner: Owner) -> Result<HashMap<String, Known>> {
    let found = match owner.document {
        Some(document) => {
            let sql = "SELECT id, path, value, reason, status, verdict_id FROM fields WHERE document_id = $1";
            rows!(tx, Known, sql, document.0)?
        }
        None => {
            let sql = "SELECT id, path, value, reason, status, verdict_id FROM fields
                 WHERE dossier_id = $1 AND document_id IS NULL";
            rows!(tx, Known, sql, owner.dossier.0)?
        }
    };
    Ok(found.into_iter().map(|one| (one.path.clone(), one)).collect())
}

/// Writes the fields of one owner; gives the id of each path. A path named twice counts once.
pub(super) async fn write(
    tx: &mut Tx,
    owner: Owner,
    found: &[(&FoundField, Vec<FieldId>)],
) -> Result<HashMap<String, FieldId>> {
    let mut known = known(tx, owner).await?;
    let mut ids = HashMap::new();
    let mut done = HashSet::new();
    for (field, sources) in found {
        if !done.insert(field.path.as_str()) {
            continue;
        }
        let id = match known.remove(&field.path) {
            Some(old) => renew(tx, &old, field, sources).await?,
            None => insert(tx, owner, field, sources).await?,
        };
        ids.insert(field.path.clone(), FieldId(id));
    }
    for old in known.into_values() {
        if old.verdict_id.is_some() {
            // No longer found by the machine, but a person said what stands there.
            let sql = "UPDATE fields SET candidates = $2 WHERE id = $1";
            run!(tx, sql, old.id, Json::<[u8; 0]>([]))?;
            ids.insert(old.path, FieldId(old.id));
        } else {
            run!(tx, "DELETE FROM fields WHERE id = $1", old.id)?;
        }
    }
    Ok(ids)
}

fn best(field: &FoundField) -> (Option<String>, Option<NoValue>, f64) {
    match field.candidates.first() {
        Some(best) => (best.value.clone(), best.reason, f64::from(best.probability)),
        None => (None, None, 0.0),
    }
}

async fn insert(tx: &mut Tx, owner: Owner, field: &FoundField, sources: &[FieldId]) -> Result<Uuid> {
    let id = FieldId::new().0;
    let (value, reason, confidence) = best(field);
    run!(
        tx,
        "INSERT INTO fields (id, dossier_id, document_id, path, value, reason, status, confidence, candidates, sources)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        owner.dossier.0,
        owner.document.map(|document| document.0),
        field.path.as_str(),
        value,
        reason.map(|reason| reason.name()),
        machine_status(field).name(),
        confidence,
        Json(&field.candidates),
        Json(sources)
    )?;
    Ok(id)
}

/// Only a person makes a field verified.
fn machine_status(field: &FoundField) -> FieldStatus {
    match field.status {
        FieldStatus::Auto => FieldStatus::Auto,
        FieldStatus::Review | FieldStatus::Verified => FieldStatus::Review,
    }
}

async fn renew(tx: &mut Tx, old: &Known, field: &FoundField, sources: &[FieldId]) -> Result<Uuid> {
    let (value, reason, confidence) = best(field);
    if old.verdict_id.is_some() {
        let sql = "UPDATE fields SET candidates = $2, sources = $3 WHERE id = $1";
        run!(tx, sql, old.id, Json(&field.candidates), Json(sources))?;
        return Ok(old.id);
    }
    let (status, reason) = (machine_status(field).name(), reason.map(|reason| reason.name()));
    // Someone may have the field before their eyes: the version tells only of what they would see change.
    let changed = old.value != value || old.status != status || old.reason.as_deref() != reason;
    run!(
        tx,
        "UPDATE fields SET value = $2, reason = $3, status = $4, confidence = $5, candidates = $6, sources = $7,
             version = version + $8
         WHERE id = $1",
        old.id,
        value,
        reason,
        status,
        confidence,
        Json(&field.candidates),
        Json(sources),
        i64::from(changed)
    )?;
    Ok(old.id)
}
