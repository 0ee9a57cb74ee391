//! Pages: one side of a sheet, with what was measured and read on it.

use std::collections::HashMap;

use dossier::access::Access;
use dossier::page::{Aside, OrderKey, PageState, RescanReason, ScanQuality};
use dossier::{ArrivalId, Digest, DocumentId, DossierId, PageId, RecognitionId, Rotation, UserId};

use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::dossiers::seen;
use crate::sql::{Tx, row, rows, scope, small};
use crate::words::{Word, digest, digest_or_none, rotation};
use crate::{Register, RegisterError, Result};

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub id: PageId,
    pub dossier: DossierId,
    /// The dossier under which storage keeps this page's blobs: its arrival's. Differs from `dossier` only
    /// for pages a separator sheet moved.
    pub home: DossierId,
    pub arrival: ArrivalId,
    /// Digest of the original this page is a frame of.
    pub original: Digest,
    /// From 0.
    pub frame: u32,
    pub order: OrderKey,
    /// From 1, derived from the order; a page set aside has the number of the page before it.
    pub number: u32,
    pub state: PageState,
    /// Of the upright page once read; of the frame before.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub rotation: Rotation,
    pub blank: bool,
    /// Payload of a separator sheet.
    pub separator: Option<String>,
    pub duplicate_of: Option<PageId>,
    pub document: Option<DocumentId>,
    pub perceptual_hash: Option<u64>,
    pub pixel_digest: Option<Digest>,
    pub quality: Option<ScanQuality>,
    pub recognition: Option<RecognitionId>,
    pub engine: Option<String>,
    pub alto: Option<Digest>,
    pub picture: Option<Digest>,
    pub mean_confidence: Option<f32>,
    pub words: Option<u32>,
    pub text_language: Option<String>,
    /// Counts what people did with the page; a write carries the one that was shown.
    pub version: i64,
    /// Out of the dossier's order: a new scan not confirmed yet, or an old one that was replaced.
    pub aside: Option<Aside>,
    /// The page this scan was brought for.
    pub replaces: Option<PageId>,
    /// Why the sheet is asked for again.
    pub rescan: Option<RescanReason>,
    /// Who marked it on the wall.
    pub marked_by: Option<UserId>,
    /// The same by name, for screens.
    pub marked_name: Option<String>,
    /// A person said that it is blank.
    pub blank_set: bool,
    /// A person said whether it repeats another page.
    pub twin_set: bool,
    /// The dossier that a person moved it from.
    pub came_from: Option<DossierId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    dossier_id: Uuid,
    home_id: Uuid,
    arrival_id: Uuid,
    original: String,
    frame: i64,
    place: String,
    number: i64,
    state: String,
    width: i64,
    height: i64,
    dpi: i64,
    rotation: i64,
    blank: bool,
    separator: Option<String>,
    duplicate_of: Option<Uuid>,
    document_id: Option<Uuid>,
    perceptual_hash: Option<i64>,
    pixel_digest: Option<String>,
    quality: Option<Json<ScanQuality>>,
    recognition_id: Option<Uuid>,
    engine: Option<String>,
    alto: Option<String>,
    picture: Option<String>,
    mean_confidence: Option<f64>,
    words: Option<i64>,
    text_language: Option<String>,
    version: i64,
    aside: Option<String>,
    replaces: Option<Uuid>,
    rescan: Option<String>,
    marked_by: Option<Uuid>,
    marked_name: Option<String>,
    blank_set: bool,
    twin_set: bool,
    came_from: Option<Uuid>,
}

impl Row {
    fn page(self) -> Result<Page> {
        Ok(Page {
            id: PageId(self.id),
            dossier: DossierId(self.dossier_id),
            home: DossierId(self.home_id),
            arrival: ArrivalId(self.arrival_id),
            original: digest(&self.original)?,
            frame: small(self.frame),
            order: OrderKey(self.place),
            number: small(self.number),
            state: PageState::of_word(&self.state)?,
            width: small(self.width),
            height: small(self.height),
            dpi: small(self.dpi),
            rotation: rotation(self.rotation)?,
            blank: self.blank,
            separator: self.separator,
            duplicate_of: self.duplicate_of.map(PageId),
            document: self.document_id.map(DocumentId),
            perceptual_hash: self.perceptual_hash.map(i64::cast_unsigned),
            pixel_digest: digest_or_none(self.pixel_digest)?,
            quality: self.quality.map(|quality| quality.0),
            recognition: self.recognition_id.map(RecognitionId),
            engine: self.engine,
            alto: digest_or_none(self.alto)?,
            picture: digest_or_none(self.picture)?,
            mean_confidence: self.mean_confidence.map(|value| value as f32),
            words: self.words.map(small),
            text_language: self.text_language,
            version: self.version,
            aside: self.aside.as_deref().map(Aside::of_word).transpose()?,
            replaces: self.replaces.map(PageId),
            rescan: self.rescan.as_deref().map(RescanReason::of_word).transpose()?,
            marked_by: self.marked_by.map(UserId),
            marked_name: self.marked_name,
            blank_set: self.blank_set,
            twin_set: self.twin_set,
            came_from: self.came_from.map(DossierId),
        })
    }
}

const COLUMNS: &str =
    "p.id, p.dossier_id, a.dossier_id AS home_id, p.arrival_id, a.digest AS original, p.frame, p.place,
     p.state, p.width, p.height, p.dpi, p.rotation, p.blank, p.separator, p.duplicate_of, p.document_id,
     p.perceptual_hash, p.pixel_digest, p.quality, p.recognition_id, p.engine, p.alto, p.picture,
     p.mean_confidence, p.words, p.text_language, p.version, p.aside, p.replaces, p.rescan, p.marked_by,
     (SELECT u.name FROM users u WHERE u.id = p.marked_by) AS marked_name, p.blank_set, p.twin_set, p.came_from";

/// Of one page: in the order, or of the page before it.
const NUMBER: &str = "(SELECT count(*) FROM pages q
     WHERE q.dossier_id = p.dossier_id AND q.place <= p.place AND q.aside IS NULL)";

impl Register {
    /// In order, numbered from 1; without those set aside.
    pub async fn pages(&self, access: &Access, dossier: DossierId) -> Result<Vec<Page>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = format!(
            "SELECT {COLUMNS}, row_number() OVER (ORDER BY p.place) AS number
             FROM pages p JOIN arrivals a ON a.id = p.arrival_id
             WHERE p.dossier_id = $1 AND p.aside IS NULL ORDER BY p.place"
        );
        rows!(&mut tx, Row, &sql, dossier.0)?.into_iter().map(Row::page).collect()
    }

    /// Those out of the order, in the order of their coming: new scans not confirmed yet and old ones replaced.
    pub async fn pages_aside(&self, access: &Access, dossier: DossierId) -> Result<Vec<Page>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = format!(
            "SELECT {COLUMNS}, {NUMBER} AS number FROM pages p JOIN arrivals a ON a.id = p.arrival_id
             WHERE p.dossier_id = $1 AND p.aside IS NOT NULL ORDER BY p.id"
        );
        rows!(&mut tx, Row, &sql, dossier.0)?.into_iter().map(Row::page).collect()
    }

    pub async fn page(&self, access: &Access, id: PageId) -> Result<Page> {
        let mut tx = self.read().await?;
        load(&mut tx, access, id).await
    }

    /// What the last reading of each page did, as it was kept: a list of steps. Pages not read are left out.
    pub async fn steps(&self, access: &Access, dossier: DossierId) -> Result<HashMap<PageId, Value>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = "SELECT p.id, r.steps FROM pages p JOIN recognitions r ON r.id = p.recognition_id
             WHERE p.dossier_id = $1";
        let found = rows!(&mut tx, (Uuid, Json<Value>), sql, dossier.0)?;
        Ok(found.into_iter().map(|(page, steps)| (PageId(page), steps.0)).collect())
    }
}

pub(crate) async fn load(tx: &mut Tx, access: &Access, id: PageId) -> Result<Page> {
    let sql = format!(
        "SELECT {COLUMNS}, {NUMBER} AS number
             FROM pages p JOIN arrivals a ON a.id = p.arrival_id JOIN dossiers d ON d.id = p.dossier_id
             WHERE p.id = $2 AND SCOPE(d.office_id)"
    );
    row!(tx, Row, &sql, scope(access), id.0)?.ok_or(RegisterError::NotFound)?.page()
}
