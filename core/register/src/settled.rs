//! Dossier-level values follow their documents: settled anew after each verdict and each reading.
//! The rule itself is `dossier::settle`.

use dossier::field::{Candidate, FieldStatus};
use dossier::settle::{Statement, settle};
use dossier::{DossierId, FieldId};
use sqlx::types::Json;

use crate::fields::{COLUMNS, FieldRow};
use crate::sql::{Tx, rows, run};
use crate::{Field, Result};

/// The rule's name where a dossier's value was taken over from a document's verdict.
const RULE: &str = "verdict";

/// Settles every dossier-level value that a person's verdict on a document bears on, then renews the summary.
pub(crate) async fn follow(tx: &mut Tx, dossier: DossierId) -> Result<()> {
    let sql = format!(
        "SELECT {COLUMNS} FROM fields f LEFT JOIN documents t ON t.id = f.document_id
         WHERE f.dossier_id = $1 AND (t.id IS NULL OR NOT t.gone)"
    );
    let mut fields = Vec::new();
    for row in rows!(tx, FieldRow, &sql, dossier.0)? {
        fields.push(row.field()?);
    }
    for field in &fields {
        // A person's verdict on the dossier's own value stands above all papers.
        if field.document.is_some() || field.verdict.is_some() {
            continue;
        }
        let sources = sources_of(field, &fields);
        // Also where people dispute it: what followed from the first one's word no longer holds.
        if sources.iter().any(|source| source.status == FieldStatus::Verified || source.disputed()) {
            settle_one(tx, field, &sources).await?;
        }
    }
    renew_summary(tx, dossier).await
}

fn sources_of<'a>(field: &Field, fields: &'a [Field]) -> Vec<&'a Field> {
    let by_id = |id: &FieldId| fields.iter().find(|one| one.id == *id);
    field.sources.iter().filter_map(by_id).collect()
}

async fn settle_one(tx: &mut Tx, field: &Field, sources: &[&Field]) -> Result<()> {
    let mut statements = Vec::new();
    for source in sources {
        statements.push(Statement {
            key: source.value.as_deref().unwrap_or_default(),
            value: source.value.as_deref(),
            reason: source.reason,
            status: source.status,
            probability: source.confidence,
        });
    }
    let Some(settled) = settle(&statements) else { return Ok(()) };
    let source = sources[settled.source];
    if field.value == source.value && field.status == settled.status && field.reason == source.reason {
        return Ok(());
    }
    // The value keeps its ink: that of the paper it was taken from.
    let mut candidates: Vec<Candidate> = vec![Candidate {
        value: source.value.clone(),
        reason: source.reason,
        evidence: source.evidence.clone(),
        engine: source.engine.clone(),
        rule: RULE.to_owned(),
        probability: settled.confidence,
    }];
    candidates.extend(field.candidates.iter().filter(|candidate| candidate.rule != RULE).cloned());
    run!(
        tx,
        "UPDATE fields SET value = $2, reason = $3, status = $4, confidence = $5, candidates = $6,
             version = version + 1
         WHERE id = $1",
        field.id.0,
        source.value.clone(),
        source.reason.map(|reason| reason.name()),
        settled.status.name(),
        f64::from(settled.confidence),
        Json(candidates)
    )?;
    Ok(())
}

/// Copies the dossier-level values that lists show into the dossier's row.
async fn renew_summary(tx: &mut Tx, dossier: DossierId) -> Result<()> {
    let value = |path: &str| {
        format!(
            "(SELECT f.value FROM fields f WHERE f.dossier_id = $1 AND f.document_id IS NULL AND f.path = '{path}')"
        )
    };
    let mut sets = Vec::new();
    for path in ["surname", "given_name", "patronymic", "birth_date", "tax_number", "case_number"] {
        sets.push(format!("{path} = {}", value(path)));
    }
    let sql = format!("UPDATE dossiers SET {} WHERE id = $1", sets.join(", "));
    run!(tx, &sql, dossier.0)?;
    Ok(())
}
