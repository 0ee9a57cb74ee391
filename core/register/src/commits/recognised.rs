//! The end of recognise: what was measured and read on a page.

use std::collections::BTreeMap;

use dossier::DossierId;
use dossier::access::Actor;
use dossier::audit::{AuditEvent, Outcome};
use dossier::concern::ConcernCode;
use dossier::page::ScanQuality;
use dossier::stage::Stage;
use dossier::{Digest, PageId, RecognitionId, Rotation};
use serde_json::Value;
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::renew;
use crate::jobs::finish;
use crate::sql::{At, Tx, row, run};
use crate::{Claim, Committed, NewConcern, Register, RegisterError, Result, flow};

#[derive(Clone, Debug, PartialEq)]
pub struct PageRead {
    pub recognition: RecognitionId,
    /// Engine, version and models.
    pub engine: String,
    /// Digest of the stored ALTO.
    pub alto: Digest,
    /// Digest of the stored page image for people.
    pub picture: Digest,
    /// Of the upright page.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    pub blank: bool,
    /// Payload of a separator sheet.
    pub separator: Option<String>,
    pub perceptual_hash: u64,
    /// Digest of the decoded pixels.
    pub pixel_digest: Digest,
    pub quality: ScanQuality,
    pub mean_confidence: f32,
    pub words: u32,
    /// `uk`, `ru` or empty.
    pub text_language: String,
    /// Steps of preparation that were used, for the record.
    pub steps: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PageOutcome {
    Read(Box<PageRead>),
    /// Counts as read, with empty text and a Concern.
    Failed {
        code: ConcernCode,
        params: BTreeMap<String, String>,
    },
}

async fn keep_reading(tx: &mut Tx, page: PageId, read: &PageRead, now: OffsetDateTime) -> Result<()> {
    run!(
        tx,
        "INSERT INTO recognitions (id, page_id, engine, alto, mean_confidence, words, text_language, steps, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        read.recognition.0,
        page.0,
        read.engine.as_str(),
        read.alto.to_string(),
        f64::from(read.mean_confidence),
        i64::from(read.words),
        read.text_language.as_str(),
        Json(&read.steps),
        At(now)
    )?;
    run!(
        tx,
        "UPDATE pages SET state = 'read', failure = NULL, width = $2, height = $3, dpi = $4, rotation = $5,
             blank = CASE WHEN blank_set THEN blank ELSE $6 END,
             separator = $7, perceptual_hash = $8, pixel_digest = $9, quality = $10, recognition_id = $11,
             engine = $12, alto = $13, picture = $14, mean_confidence = $15, words = $16, text_language = $17,
             read_at = $18
         WHERE id = $1",
        page.0,
        i64::from(read.width),
        i64::from(read.height),
        i64::from(read.dpi),
        i64::from(read.rotation.degrees()),
        read.blank,
        read.separator.as_deref(),
        read.perceptual_hash.cast_signed(),
        read.pixel_digest.to_string(),
        Json(&read.quality),
        read.recognition.0,
        read.engine.as_str(),
        read.alto.to_string(),
        read.picture.to_string(),
        f64::from(read.mean_confidence),
        i64::from(read.words),
        read.text_language.as_str(),
        At(now)
    )?;
    Ok(())
}

impl Register {
    /// Concerns without a page are taken to be about this one.
    pub async fn commit_recognised(
        &self,
        claim: &Claim,
        page: PageId,
        outcome: PageOutcome,
        mut concerns: Vec<NewConcern>,
    ) -> Result<Committed> {
        let now = self.now();
        let by = Stage::Recognise.name();
        let mut tx = self.write().await?;
        finish(&mut tx, claim).await?;
        let found = row!(&mut tx, (Uuid,), "SELECT dossier_id FROM pages WHERE id = $1", page.0)?;
        let dossier = DossierId(found.ok_or(RegisterError::NotFound)?.0);
        let mut event =
            AuditEvent::new(Actor::Machine(by.to_owned()), "page.recognised", "page", page.0, now)
                .with("dossier", dossier)
                .with("revision", claim.job.revision);
        match outcome {
            PageOutcome::Read(read) => {
                keep_reading(&mut tx, page, &read, now).await?;
                event = event.with("engine", &read.engine).with("words", read.words);
            }
            PageOutcome::Failed { code, params } => {
                let sql =
                    "UPDATE pages SET state = 'failed', failure = $2, recognition_id = NULL, alto = NULL,
                         read_at = $3
                     WHERE id = $1";
                run!(&mut tx, sql, page.0, code.code(), At(now))?;
                concerns.push(NewConcern { params, ..NewConcern::new(code) });
                event = event.with("code", code.code()).ended(Outcome::Failed);
            }
        }
        for concern in &mut concerns {
            concern.page = Some(page);
        }
        renew(&mut tx, dossier, Some(page), &concerns, by, now).await?;
        audit_in(&mut tx, &event).await?;
        flow::after_recognise(&mut tx, dossier, now).await?;
        tx.commit().await?;
        Ok(Committed::Done)
    }
}
