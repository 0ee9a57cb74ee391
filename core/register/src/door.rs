//! The register's side of the one door: every file ends as an Arrival, a known duplicate or a Refusal,
//! each in one transaction with its audit event, and the three add up to the files counted.

use std::collections::BTreeMap;

use dossier::access::{Access, Actor};
use dossier::audit::{AuditEvent, Outcome};
use dossier::concern::RefusalCode;
use dossier::state::ArrivalState;
use dossier::{ArrivalId, BatchId, Digest, DossierId, OfficeId, PageId, RefusalId, UserId};
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::sql::{At, Tx, count, row, rows, run, scope};
use crate::words::Word;
use crate::{Register, RegisterError, Result, flow};

/// Which way a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Inbox,
    CommandLine,
    Upload,
}

/// Why a dossier counts as complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The batch's list is present.
    List,
    /// `.complete` lies in its folder.
    Marker,
    /// Nothing changed for a while.
    Quiet,
    /// A person or command said so.
    Asked,
}

/// A file whose bytes are stored and verified.
#[derive(Clone, Debug)]
pub struct Received {
    pub office: OfficeId,
    pub batch: BatchId,
    pub reference: String,
    /// Empty where the dossier has no volumes.
    pub volume: String,
    pub file_name: String,
    /// Place among the files of this delivery, from 0; later deliveries are appended.
    pub order: u32,
    pub digest: Digest,
    pub bytes: u64,
    pub media_type: String,
    pub channel: Channel,
    pub by: Option<UserId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiveOutcome {
    Arrival(ArrivalId, DossierId),
    /// The same bytes at the same place came before: this arrival.
    Known(ArrivalId, DossierId),
}

#[derive(Clone, Debug)]
pub struct Refused {
    pub office: OfficeId,
    pub batch: BatchId,
    pub reference: String,
    pub volume: String,
    pub file_name: String,
    pub code: RefusalCode,
    pub params: BTreeMap<String, String>,
    pub channel: Channel,
    pub by: Option<UserId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub id: RefusalId,
    pub batch: BatchId,
    pub reference: String,
    pub volume: String,
    pub file_name: String,
    pub code: RefusalCode,
    pub params: BTreeMap<String, String>,
    pub at: OffsetDateTime,
}

/// Invariant 1: `files == arrivals + duplicates + refusals`; `files` is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoorCounts {
    pub files: u64,
    pub arrivals: u64,
    pub duplicates: u64,
    pub refusals: u64,
}

fn actor(by: Option<UserId>, channel: Channel) -> Actor {
    match (by, channel) {
        (Some(user), _) => Actor::Person(user),
        (None, Channel::CommandLine) => Actor::CommandLine,
        (None, Channel::Inbox | Channel::Upload) => Actor::Machine("receive".to_owned()),
    }
}

/// Counts the file, and takes the batch's row first: every transaction locks batch before dossier.
async fn count_file(tx: &mut Tx, batch: BatchId) -> Result<()> {
    let counted = run!(tx, "UPDATE batches SET files = files + 1 WHERE id = $1", batch.0)?;
    if counted == 0 { Err(RegisterError::NotFound) } else { Ok(()) }
}

/// The dossier of this reference in this office, made if new.
pub(crate) async fn ensure_dossier(
    tx: &mut Tx,
    office: Uuid,
    batch: Uuid,
    reference: &str,
    now: OffsetDateTime,
) -> Result<DossierId> {
    run!(
        tx,
        "INSERT INTO dossiers (id, office_id, batch_id, reference, state, created_at, changed_at)
         VALUES ($1, $2, $3, $4, 'open', $5, $5) ON CONFLICT (office_id, reference) DO NOTHING",
        DossierId::new().0,
        office,
        batch,
        reference,
        At(now)
    )?;
    let sql = "SELECT id FROM dossiers WHERE office_id = $1 AND reference = $2";
    row!(tx, (Uuid,), sql, office, reference)?.map(|(id,)| DossierId(id)).ok_or(RegisterError::NotFound)
}

impl Register {
    /// The dossier of this reference in this office, made if new. Asked before storing: blobs are kept by dossier.
    pub async fn dossier_for(&self, office: OfficeId, batch: BatchId, reference: &str) -> Result<DossierId> {
        let mut tx = self.write().await?;
        let id = ensure_dossier(&mut tx, office.0, batch.0, reference, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Arrival, Original, audit and the paginate job in one; reopens a closed dossier.
    pub async fn receive(&self, file: Received) -> Result<ReceiveOutcome> {
        self.receive_for(file, None).await
    }

    /// As `receive`; a new scan of this page of the dossier leaves a closed one closed. A page elsewhere, or one that
    /// nobody asked for, is not heeded.
    pub async fn receive_for(&self, file: Received, page: Option<PageId>) -> Result<ReceiveOutcome> {
        let now = self.now();
        let mut tx = self.write().await?;
        count_file(&mut tx, file.batch).await?;
        let dossier = ensure_dossier(&mut tx, file.office.0, file.batch.0, &file.reference, now).await?;
        let standing = flow::lock(&mut tx, dossier).await?;
        let digest = file.digest.to_string();
        let known = row!(
            &mut tx,
            (Uuid,),
            "SELECT id FROM arrivals WHERE dossier_id = $1 AND volume = $2 AND file_name = $3 AND digest = $4",
            dossier.0,
            file.volume.as_str(),
            file.file_name.as_str(),
            digest.as_str()
        )?;
        if let Some((arrival,)) = known {
            note_duplicate(&mut tx, &file, arrival, dossier, now).await?;
            tx.commit().await?;
            return Ok(ReceiveOutcome::Known(ArrivalId(arrival), dossier));
        }
        run!(
            &mut tx,
            "INSERT INTO originals (dossier_id, digest, bytes, media_type, stored_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (dossier_id, digest) DO NOTHING",
            dossier.0,
            digest.as_str(),
            file.bytes as i64,
            file.media_type.as_str(),
            At(now)
        )?;
        let sql =
            "SELECT id FROM pages WHERE id = $1 AND dossier_id = $2 AND rescan IS NOT NULL AND aside IS NULL";
        let rescan_of = match page {
            Some(page) => row!(&mut tx, (Uuid,), sql, page.0, dossier.0)?,
            None => None,
        };
        let place = match rescan_of {
            Some(_) if standing.closed => flow::append(&mut tx, dossier, &standing, now).await?,
            _ => flow::reopen(&mut tx, dossier, &standing, file.order, now).await?,
        };
        let id = ArrivalId::new();
        run!(
            &mut tx,
            "INSERT INTO arrivals (id, dossier_id, batch_id, volume, file_name, place, digest, bytes, media_type,
                 channel, state, received_by, received_at, rescan_of)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            id.0,
            dossier.0,
            file.batch.0,
            file.volume.as_str(),
            file.file_name.as_str(),
            place,
            digest.as_str(),
            file.bytes as i64,
            file.media_type.as_str(),
            file.channel.word(),
            ArrivalState::Received.name(),
            file.by.map(|by| by.0),
            At(now),
            rescan_of.map(|(page,)| page)
        )?;
        let event = AuditEvent::new(actor(file.by, file.channel), "arrival.received", "arrival", id.0, now)
            .with("dossier", dossier)
            .with("digest", file.digest)
            .with("bytes", file.bytes)
            .with("channel", file.channel.word());
        audit_in(&mut tx, &event).await?;
        flow::after_receive(&mut tx, id, now).await?;
        tx.commit().await?;
        Ok(ReceiveOutcome::Arrival(id, dossier))
    }

    pub async fn refuse(&self, file: Refused) -> Result<RefusalId> {
        let now = self.now();
        let id = RefusalId::new();
        let mut tx = self.write().await?;
        count_file(&mut tx, file.batch).await?;
        run!(
            &mut tx,
            "INSERT INTO refusals (id, batch_id, reference, volume, file_name, code, params, channel, by_user, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            id.0,
            file.batch.0,
            file.reference,
            file.volume,
            file.file_name,
            file.code.code(),
            Json(&file.params),
            file.channel.word(),
            file.by.map(|by| by.0),
            At(now)
        )?;
        let event = AuditEvent::new(actor(file.by, file.channel), "file.refused", "refusal", id.0, now)
            .with("batch", file.batch)
            .with("code", file.code.code())
            .ended(Outcome::Refused);
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Counts of one batch, or of everything the asker may see.
    pub async fn door_counts(&self, access: &Access, batch: Option<BatchId>) -> Result<DoorCounts> {
        let mut tx = self.read().await?;
        let in_batches = "IN (SELECT id FROM batches WHERE SCOPE(office_id) AND ($2 IS NULL OR id = $2))";
        let sql = format!(
            "SELECT (SELECT CAST(coalesce(sum(files), 0) AS bigint) FROM batches WHERE id {in_batches}),
                 (SELECT count(*) FROM arrivals WHERE batch_id {in_batches}),
                 (SELECT count(*) FROM known_duplicates WHERE batch_id {in_batches}),
                 (SELECT count(*) FROM refusals WHERE batch_id {in_batches})"
        );
        let batch = batch.map(|batch| batch.0);
        let found = row!(&mut tx, (i64, i64, i64, i64), &sql, scope(access), batch)?;
        let (files, arrivals, duplicates, refusals) = found.unwrap_or_default();
        Ok(DoorCounts {
            files: count(files),
            arrivals: count(arrivals),
            duplicates: count(duplicates),
            refusals: count(refusals),
        })
    }

    /// Newest first.
    pub async fn refusals(&self, access: &Access, batch: BatchId) -> Result<Vec<Refusal>> {
        type Row = (Uuid, String, String, String, String, Json<BTreeMap<String, String>>, At);
        let mut tx = self.read().await?;
        let sql = "SELECT r.id, r.reference, r.volume, r.file_name, r.code, r.params, r.at
             FROM refusals r JOIN batches b ON b.id = r.batch_id
             WHERE SCOPE(b.office_id) AND r.batch_id = $2 ORDER BY r.id DESC";
        let mut refusals = Vec::new();
        for (id, reference, volume, file_name, code, params, at) in
            rows!(&mut tx, Row, sql, scope(access), batch.0)?
        {
            let (id, code, params, at) = (RefusalId(id), RefusalCode::of_word(&code)?, params.0, at.0);
            refusals.push(Refusal { id, batch, reference, volume, file_name, code, params, at });
        }
        Ok(refusals)
    }

    /// Open dossiers that have files and got none since `since`.
    pub async fn quiet_dossiers(&self, since: OffsetDateTime) -> Result<Vec<DossierId>> {
        let mut tx = self.read().await?;
        let sql = "SELECT id FROM dossiers WHERE NOT closed AND last_arrival_at < $1 ORDER BY id";
        Ok(rows!(&mut tx, (Uuid,), sql, At(since))?.into_iter().map(|(id,)| DossierId(id)).collect())
    }
}

async fn note_duplicate(
    tx: &mut Tx,
    file: &Received,
    arrival: Uuid,
    dossier: DossierId,
    now: OffsetDateTime,
) -> Result<()> {
    run!(
        tx,
        "INSERT INTO known_duplicates (id, arrival_id, batch_id, channel, by_user, at) VALUES ($1, $2, $3, $4, $5, $6)",
        ArrivalId::new().0,
        arrival,
        file.batch.0,
        file.channel.word(),
        file.by.map(|by| by.0),
        At(now)
    )?;
    let event = AuditEvent::new(actor(file.by, file.channel), "arrival.known", "arrival", arrival, now)
        .with("dossier", dossier)
        .with("batch", file.batch);
    audit_in(tx, &event).await
}
