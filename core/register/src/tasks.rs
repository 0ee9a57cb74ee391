//! Verification tasks: one field at a time, leased to one person.

use dossier::FieldId;
use dossier::access::Access;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::sql::{At, Ids, Tx, count, person, row, rows, run, scope};
use crate::{Document, Dossier, Field, Register, RegisterError, Result, documents, dossiers, fields};

/// How long a task belongs to one person.
pub const TASK_MINUTES: i64 = 10;

#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub field: Field,
    pub document: Option<Document>,
    pub dossier: Dossier,
    /// Held by someone else until then, with the name for the screen.
    pub held_by_other: Option<(String, OffsetDateTime)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Fields waiting for a person; not those that wait for an arbiter.
    pub review: u64,
    pub auto: u64,
    pub verified: u64,
    /// Leased to somebody now.
    pub held: u64,
    /// Verdicts this person gave in the last 24 hours.
    pub mine_today: u64,
}

/// Tries of finding a task before giving the queue up to others: each lost try means someone else took one.
const TRIES: u32 = 8;

/// Fields that wait for any verifier, in the order of work.
const WAITING: &str = "SELECT f.id FROM fields f JOIN dossiers d ON d.id = f.dossier_id
         LEFT JOIN documents t ON t.id = f.document_id
     WHERE SCOPE(d.office_id) AND f.status = 'review' AND f.verdict_id IS NULL AND (t.id IS NULL OR NOT t.gone)
         AND (f.lease_by IS NULL OR f.lease_by = $2 OR f.lease_until < $3) AND NOT (f.id IN_IDS($4))
     ORDER BY f.dossier_id, CASE WHEN t.id IS NULL THEN 1 ELSE 0 END, t.position, f.path";

/// Takes the field for this person, where nobody else holds it.
async fn lease(tx: &mut Tx, field: Uuid, by: Uuid, now: OffsetDateTime) -> Result<bool> {
    let taken = run!(
        tx,
        "UPDATE fields SET lease_by = $2, lease_until = $3
         WHERE id = $1 AND (lease_by IS NULL OR lease_by = $2 OR lease_until < $4)",
        field,
        by,
        At(now + Duration::minutes(TASK_MINUTES)),
        At(now)
    )?;
    Ok(taken > 0)
}

async fn load(tx: &mut Tx, access: &Access, id: FieldId, now: OffsetDateTime) -> Result<Task> {
    let field = fields::load(tx, access, id).await?;
    let document = match field.document {
        Some(document) => Some(documents::load(tx, document.0).await?),
        None => None,
    };
    let dossier = dossiers::load(tx, access, field.dossier).await?;
    let held = row!(
        tx,
        (String, At),
        "SELECT u.name, f.lease_until FROM fields f JOIN users u ON u.id = f.lease_by
         WHERE f.id = $1 AND f.lease_until >= $2 AND ($3 IS NULL OR f.lease_by <> $3)",
        id.0,
        At(now),
        person(access).map(|user| user.0)
    )?;
    Ok(Task { field, document, dossier, held_by_other: held.map(|(name, until)| (name, until.0)) })
}

impl Register {
    /// The next field that waits, leased to the asker; `skip` are left for others. A document's fields go before
    /// the dossier's own, which mostly follow from them.
    pub async fn next_task(&self, access: &Access, skip: &[FieldId]) -> Result<Option<Task>> {
        self.take(access, skip, &format!("{WAITING} LIMIT 1")).await
    }

    /// Takes the first field of `queue`, a statement with the asker's offices, the asker, the time and the skipped.
    pub(crate) async fn take(&self, access: &Access, skip: &[FieldId], queue: &str) -> Result<Option<Task>> {
        let Some(by) = person(access) else { return Ok(None) };
        let now = self.now();
        let skip = Ids(skip.iter().map(|field| field.0).collect());
        for _ in 0..TRIES {
            let mut tx = self.write().await?;
            let found = row!(&mut tx, (Uuid,), queue, scope(access), by.0, At(now), skip.clone())?;
            let Some((field,)) = found else { return Ok(None) };
            if lease(&mut tx, field, by.0, now).await? {
                let task = load(&mut tx, access, FieldId(field), now).await?;
                tx.commit().await?;
                return Ok(Some(task));
            }
        }
        Ok(None)
    }

    /// The fields that follow in the asker's queue, at most `limit`; nothing is leased.
    pub async fn upcoming(&self, access: &Access, skip: &[FieldId], limit: u32) -> Result<Vec<FieldId>> {
        let Some(by) = person(access) else { return Ok(Vec::new()) };
        let skip = Ids(skip.iter().map(|field| field.0).collect());
        let mut tx = self.read().await?;
        let sql = format!("{WAITING} LIMIT $5");
        let found =
            rows!(&mut tx, (Uuid,), &sql, scope(access), by.0, At(self.now()), skip, i64::from(limit))?;
        Ok(found.into_iter().map(|(field,)| FieldId(field)).collect())
    }

    /// This field as a task, not leased: it is only fetched ahead.
    pub async fn task_ahead(&self, access: &Access, field: FieldId) -> Result<Task> {
        let mut tx = self.read().await?;
        load(&mut tx, access, field, self.now()).await
    }

    /// This field as a task; leased to the asker unless another holds it or it waits for an arbiter.
    pub async fn task(&self, access: &Access, field: FieldId) -> Result<Task> {
        self.hold(access, field, false).await
    }

    /// As `task`; a disputed field is held by arbiters alone, any other by verifiers.
    pub(crate) async fn hold(&self, access: &Access, field: FieldId, disputed: bool) -> Result<Task> {
        let now = self.now();
        let mut tx = self.write().await?;
        // Loading first: what one may not see is not leased either.
        let seen = load(&mut tx, access, field, now).await?;
        if let (Some(by), None) = (person(access), &seen.held_by_other)
            && seen.field.disputed() == disputed
        {
            lease(&mut tx, field.0, by.0, now).await?;
        }
        tx.commit().await?;
        Ok(seen)
    }

    pub async fn release_task(&self, access: &Access, field: FieldId) -> Result<()> {
        let by = person(access).ok_or(RegisterError::NotFound)?;
        let mut tx = self.write().await?;
        let sql = "UPDATE fields SET lease_by = NULL, lease_until = NULL WHERE id = $1 AND lease_by = $2";
        run!(&mut tx, sql, field.0, by.0)?;
        tx.commit().await
    }

    pub async fn queue_counts(&self, access: &Access) -> Result<QueueCounts> {
        let now = self.now();
        let mut tx = self.read().await?;
        let found = row!(
            &mut tx,
            (i64, i64, i64, i64, i64),
            "SELECT count(*) FILTER (WHERE f.status = 'review' AND f.verdict_id IS NULL), count(*) FILTER (WHERE f.status = 'auto'),
                 count(*) FILTER (WHERE f.status = 'verified'), count(*) FILTER (WHERE f.lease_until >= $2),
                 (SELECT count(*) FROM verifications v WHERE v.by_user = $3 AND v.at > $4)
             FROM fields f JOIN dossiers d ON d.id = f.dossier_id JOIN documents t ON t.id = f.document_id
             WHERE SCOPE(d.office_id) AND NOT t.gone",
            scope(access),
            At(now),
            person(access).map(|user| user.0),
            At(now - Duration::days(1))
        )?;
        let (review, auto, verified, held, mine) = found.unwrap_or_default();
        Ok(QueueCounts {
            review: count(review),
            auto: count(auto),
            verified: count(verified),
            held: count(held),
            mine_today: count(mine),
        })
    }
}
