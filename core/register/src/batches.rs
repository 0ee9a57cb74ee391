//! Batches: dossiers handed over together, their lists and their progress.

use std::collections::HashMap;

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::{BatchId, Digest, DossierId, OfficeId, UserId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::dossiers::{DossierRow, whole};
use crate::sql::{At, Ids, Tx, count, row, rows, run, scope, small};
use crate::words::digest_or_none;
use crate::{Dossier, Register, RegisterError, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: BatchId,
    pub office: OfficeId,
    pub office_code: String,
    pub name: String,
    pub created_by: Option<UserId>,
    pub created_at: OffsetDateTime,
}

/// Which batches to list, newest first, from `after` on.
#[derive(Clone, Debug)]
pub struct BatchFilter {
    pub office_code: Option<String>,
    /// Exact name.
    pub name: Option<String>,
    pub after: Option<BatchId>,
    pub limit: u32,
}

impl Default for BatchFilter {
    fn default() -> Self {
        Self { office_code: None, name: None, after: None, limit: 50 }
    }
}

/// A batch with its counts, made by the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    pub id: BatchId,
    pub office: OfficeId,
    pub office_code: String,
    pub name: String,
    pub created_at: OffsetDateTime,
    pub dossiers: u64,
    pub understood: u64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    /// Open Concerns.
    pub concerns: u64,
    pub files: u64,
    pub arrivals: u64,
    pub refusals: u64,
    pub duplicates: u64,
    /// Since when the oldest unread page waits.
    pub oldest_waiting_at: Option<OffsetDateTime>,
}

/// One line of a batch's list (manifest CSV).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedFile {
    pub reference: String,
    pub volume: Option<String>,
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    pub sheets: Option<u32>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    office_id: Uuid,
    office_code: String,
    name: String,
    files: i64,
    created_by: Option<Uuid>,
    created_at: At,
}

const COLUMNS: &str =
    "SELECT b.id, b.office_id, o.code AS office_code, b.name, b.files, b.created_by, b.created_at
     FROM batches b JOIN offices o ON o.id = b.office_id";

/// Counts by batch, of these batches only.
async fn counted(tx: &mut Tx, sql: &str, batches: &Ids) -> Result<HashMap<Uuid, i64>> {
    Ok(rows!(tx, (Uuid, i64), sql, batches.clone())?.into_iter().collect())
}

/// Adds the counts, each made by the database for all these batches at once.
async fn with_counts(tx: &mut Tx, found: Vec<Row>) -> Result<Vec<BatchRow>> {
    let ids = Ids(found.iter().map(|row| row.id).collect());
    let grouped = |what: &str| format!("SELECT batch_id, count(*) FROM {what} GROUP BY batch_id");
    let arrivals = counted(tx, &grouped("arrivals WHERE batch_id IN_IDS($1)"), &ids).await?;
    let refusals = counted(tx, &grouped("refusals WHERE batch_id IN_IDS($1)"), &ids).await?;
    let duplicates = counted(tx, &grouped("known_duplicates WHERE batch_id IN_IDS($1)"), &ids).await?;
    let concerns =
        counted(tx, &grouped("concerns WHERE batch_id IN_IDS($1) AND state = 'open'"), &ids).await?;
    let dossiers =
        counted(tx, &grouped("dossiers WHERE batch_id IN_IDS($1) AND next_order > 0"), &ids).await?;
    let understood =
        counted(tx, &grouped("dossiers WHERE batch_id IN_IDS($1) AND state = 'understood'"), &ids).await?;
    let pages = rows!(
        tx,
        (Uuid, String, i64, At),
        "SELECT d.batch_id, p.state, count(*), min(p.created_at)
         FROM dossiers d JOIN pages p ON p.dossier_id = d.id
         WHERE d.batch_id IN_IDS($1) AND p.aside IS NULL GROUP BY d.batch_id, p.state",
        ids.clone()
    )?;
    let of = |counts: &HashMap<Uuid, i64>, id: &Uuid| count(counts.get(id).copied().unwrap_or(0));
    let mut batches = Vec::new();
    for row in found {
        let mut batch = BatchRow {
            id: BatchId(row.id),
            office: OfficeId(row.office_id),
            office_code: row.office_code,
            name: row.name,
            created_at: row.created_at.0,
            dossiers: of(&dossiers, &row.id),
            understood: of(&understood, &row.id),
            pages: 0,
            waiting: 0,
            read: 0,
            failed: 0,
            concerns: of(&concerns, &row.id),
            files: count(row.files),
            arrivals: of(&arrivals, &row.id),
            refusals: of(&refusals, &row.id),
            duplicates: of(&duplicates, &row.id),
            oldest_waiting_at: None,
        };
        for (_, state, number, oldest) in pages.iter().filter(|(id, ..)| *id == row.id) {
            batch.pages += count(*number);
            match state.as_str() {
                "waiting" => (batch.waiting, batch.oldest_waiting_at) = (count(*number), Some(oldest.0)),
                "failed" => batch.failed = count(*number),
                _ => batch.read = count(*number),
            }
        }
        batches.push(batch);
    }
    Ok(batches)
}

/// Whether the asker may see the batch.
async fn seen(tx: &mut Tx, access: &Access, batch: BatchId) -> Result<()> {
    let sql = "SELECT id FROM batches WHERE id = $2 AND SCOPE(office_id)";
    row!(tx, (Uuid,), sql, scope(access), batch.0)?.map(|_| ()).ok_or(RegisterError::NotFound)
}

impl Register {
    /// The batch of this name in this office, made if new.
    pub async fn ensure_batch(&self, office: OfficeId, name: &str, by: Option<UserId>) -> Result<Batch> {
        let mut tx = self.write().await?;
        run!(
            &mut tx,
            "INSERT INTO batches (id, office_id, name, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (office_id, name) DO NOTHING",
            BatchId::new().0,
            office.0,
            name,
            by.map(|by| by.0),
            At(self.now())
        )?;
        let sql = format!("{COLUMNS} WHERE b.office_id = $1 AND b.name = $2");
        let found = row!(&mut tx, Row, &sql, office.0, name)?.ok_or(RegisterError::NotFound)?;
        tx.commit().await?;
        Ok(Batch {
            id: BatchId(found.id),
            office,
            office_code: found.office_code,
            name: found.name,
            created_by: found.created_by.map(UserId),
            created_at: found.created_at.0,
        })
    }

    pub async fn batches(&self, access: &Access, filter: &BatchFilter) -> Result<Vec<BatchRow>> {
        let mut tx = self.read().await?;
        let sql = format!(
            "{COLUMNS} WHERE SCOPE(b.office_id) AND ($2 IS NULL OR o.code = $2) AND ($3 IS NULL OR b.name = $3)
                 AND ($4 IS NULL OR b.id < $4) ORDER BY b.id DESC LIMIT $5"
        );
        let found = rows!(
            &mut tx,
            Row,
            &sql,
            scope(access),
            filter.office_code.clone(),
            filter.name.clone(),
            filter.after.map(|after| after.0),
            i64::from(filter.limit)
        )?;
        with_counts(&mut tx, found).await
    }

    pub async fn batch(&self, access: &Access, id: BatchId) -> Result<BatchRow> {
        let mut tx = self.read().await?;
        let sql = format!("{COLUMNS} WHERE SCOPE(b.office_id) AND b.id = $2");
        let found = rows!(&mut tx, Row, &sql, scope(access), id.0)?;
        with_counts(&mut tx, found).await?.pop().ok_or(RegisterError::NotFound)
    }

    /// Dossiers in order of their making, from `after` on.
    pub async fn batch_dossiers(
        &self,
        access: &Access,
        batch: BatchId,
        after: Option<DossierId>,
        limit: u32,
    ) -> Result<Vec<Dossier>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, batch).await?;
        let sql = DossierRow::select(
            "SCOPE(d.office_id) AND d.batch_id = $2 AND d.next_order > 0 AND ($3 IS NULL OR d.id > $3)
             ORDER BY d.id LIMIT $4",
        );
        let after = after.map(|after| after.0);
        let found = rows!(&mut tx, DossierRow, &sql, scope(access), batch.0, after, i64::from(limit))?;
        whole(&mut tx, found).await
    }

    /// Replaces the batch's list.
    pub async fn set_batch_list(&self, access: &Access, batch: BatchId, list: &[ListedFile]) -> Result<()> {
        let mut tx = self.write().await?;
        seen(&mut tx, access, batch).await?;
        run!(&mut tx, "DELETE FROM listed_files WHERE batch_id = $1", batch.0)?;
        for (position, file) in (0i64..).zip(list) {
            run!(
                &mut tx,
                "INSERT INTO listed_files (batch_id, position, reference, volume, file_name, sha256, sheets)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                batch.0,
                position,
                file.reference.clone(),
                file.volume.clone(),
                file.file.clone(),
                file.sha256.map(|sha256| sha256.to_string()),
                file.sheets.map(i64::from)
            )?;
        }
        let event = AuditEvent::new(access.actor.clone(), "batch.listed", "batch", batch.0, self.now());
        audit_in(&mut tx, &event.with("files", list.len())).await?;
        tx.commit().await
    }

    pub async fn batch_list(&self, access: &Access, batch: BatchId) -> Result<Vec<ListedFile>> {
        type Listed = (String, Option<String>, Option<String>, Option<String>, Option<i64>);
        let mut tx = self.read().await?;
        seen(&mut tx, access, batch).await?;
        let sql = "SELECT reference, volume, file_name, sha256, sheets FROM listed_files
             WHERE batch_id = $1 ORDER BY position";
        let mut list = Vec::new();
        for (reference, volume, file, sha256, sheets) in rows!(&mut tx, Listed, sql, batch.0)? {
            let sha256 = digest_or_none(sha256)?;
            list.push(ListedFile { reference, volume, file, sha256, sheets: sheets.map(small) });
        }
        Ok(list)
    }
}
