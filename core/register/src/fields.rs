//! Fields: the machine's candidates and the people's verdicts, and what is shown of both.

use dossier::access::Access;
use dossier::field::{Candidate, Evidence, FieldStatus, NoValue, VerdictKind};
use dossier::{DocumentId, DossierId, FieldId, UserId, VerificationId};
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::dossiers::seen;
use crate::sql::{At, Tx, row, rows, scope};
use crate::words::Word;
use crate::{Part, Register, RegisterError, Result, parted};

/// The verdict that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub id: VerificationId,
    pub kind: VerdictKind,
    pub value: Option<String>,
    pub by: Option<UserId>,
    pub at: OffsetDateTime,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: FieldId,
    pub dossier: DossierId,
    /// `None` for a value of the whole dossier.
    pub document: Option<DocumentId>,
    pub path: String,
    /// What holds: the verdict's value, else the best candidate's.
    pub value: Option<String>,
    pub reason: Option<NoValue>,
    pub status: FieldStatus,
    pub confidence: f32,
    pub evidence: Option<Evidence>,
    pub engine: String,
    pub rule: String,
    /// Grows with every verdict and every reading.
    pub version: i64,
    /// Best first.
    pub candidates: Vec<Candidate>,
    /// For a dossier's value: the documents' fields it was settled from.
    pub sources: Vec<FieldId>,
    pub verdict: Option<Verdict>,
}

/// One verdict of a field's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub id: VerificationId,
    pub field: FieldId,
    pub document: Option<DocumentId>,
    pub path: String,
    pub kind: VerdictKind,
    pub value: Option<String>,
    pub by: Option<UserId>,
    /// Name of the person, for screens.
    pub by_name: Option<String>,
    pub at: OffsetDateTime,
    pub part: Part,
}

impl Field {
    /// Two people typed different things: a third one, the arbiter, settles it.
    pub fn disputed(&self) -> bool {
        self.status == FieldStatus::Review && self.verdict.is_some()
    }
}

#[derive(sqlx::FromRow)]
pub(crate) struct FieldRow {
    id: Uuid,
    dossier_id: Uuid,
    document_id: Option<Uuid>,
    path: String,
    value: Option<String>,
    reason: Option<String>,
    status: String,
    confidence: f64,
    candidates: Json<Vec<Candidate>>,
    sources: Json<Vec<FieldId>>,
    version: i64,
    verdict_id: Option<Uuid>,
    verdict_kind: Option<String>,
    verdict_value: Option<String>,
    verdict_by: Option<Uuid>,
    verdict_at: Option<At>,
}

/// Of table `fields` under the name `f`.
pub(crate) const COLUMNS: &str = "f.id, f.dossier_id, f.document_id, f.path, f.value, f.reason, f.status, f.confidence,
     f.candidates, f.sources, f.version, f.verdict_id, f.verdict_kind, f.verdict_value, f.verdict_by, f.verdict_at";

impl FieldRow {
    pub(crate) fn field(self) -> Result<Field> {
        let verdict = match (self.verdict_id, &self.verdict_kind, self.verdict_at) {
            (Some(id), Some(kind), Some(at)) => Some(Verdict {
                id: VerificationId(id),
                kind: VerdictKind::of_word(kind)?,
                value: self.verdict_value,
                by: self.verdict_by.map(UserId),
                at: at.0,
            }),
            _ => None,
        };
        let candidates = self.candidates.0;
        // The ink of the value that holds; a corrected value stands on the ink that was misread.
        let shown = candidates.iter().find(|one| one.value == self.value).or(candidates.first());
        let (engine, rule) =
            shown.map_or_else(Default::default, |one| (one.engine.clone(), one.rule.clone()));
        Ok(Field {
            id: FieldId(self.id),
            dossier: DossierId(self.dossier_id),
            document: self.document_id.map(DocumentId),
            path: self.path,
            value: self.value,
            reason: self.reason.as_deref().map(NoValue::of_word).transpose()?,
            status: FieldStatus::of_word(&self.status)?,
            confidence: self.confidence as f32,
            evidence: shown.and_then(|one| one.evidence.clone()),
            engine,
            rule,
            version: self.version,
            candidates,
            sources: self.sources.0,
            verdict,
        })
    }
}

/// A field the asker may see.
pub(crate) async fn load(tx: &mut Tx, access: &Access, id: FieldId) -> Result<Field> {
    let sql = format!(
        "SELECT {COLUMNS} FROM fields f JOIN dossiers d ON d.id = f.dossier_id
             LEFT JOIN documents t ON t.id = f.document_id
         WHERE f.id = $2 AND SCOPE(d.office_id) AND (t.id IS NULL OR NOT t.gone)"
    );
    row!(tx, FieldRow, &sql, scope(access), id.0)?.ok_or(RegisterError::NotFound)?.field()
}

pub(crate) type Told =
    (Uuid, Uuid, Option<Uuid>, String, String, Option<String>, Option<Uuid>, Option<String>, At);

pub(crate) fn verification(
    (id, field, document, path, kind, value, by, by_name, at): Told,
) -> Result<Verification> {
    Ok(Verification {
        id: VerificationId(id),
        field: FieldId(field),
        document: document.map(DocumentId),
        path,
        kind: VerdictKind::of_word(&kind)?,
        value,
        by: by.map(UserId),
        by_name,
        at: at.0,
        part: Part::Plain,
    })
}

pub(crate) const VERIFICATIONS: &str =
    "SELECT v.id, v.field_id, v.document_id, v.path, v.kind, v.value, v.by_user, u.name, v.at
     FROM verifications v LEFT JOIN users u ON u.id = v.by_user";

impl Register {
    /// All fields of a dossier: its own first, then by document and path.
    pub async fn fields(&self, access: &Access, dossier: DossierId) -> Result<Vec<Field>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = format!(
            "SELECT {COLUMNS} FROM fields f LEFT JOIN documents t ON t.id = f.document_id
             WHERE f.dossier_id = $1 AND (t.id IS NULL OR NOT t.gone)
             ORDER BY CASE WHEN t.id IS NULL THEN -1 ELSE t.position END, t.id, f.path"
        );
        rows!(&mut tx, FieldRow, &sql, dossier.0)?.into_iter().map(FieldRow::field).collect()
    }

    pub async fn field(&self, access: &Access, id: FieldId) -> Result<Field> {
        let mut tx = self.read().await?;
        load(&mut tx, access, id).await
    }

    /// Every verdict on a field, newest first.
    pub async fn history(&self, access: &Access, id: FieldId) -> Result<Vec<Verification>> {
        let mut tx = self.read().await?;
        load(&mut tx, access, id).await?;
        let sql = format!("{VERIFICATIONS} WHERE v.field_id = $1 ORDER BY v.id DESC");
        let told = rows!(&mut tx, Told, &sql, id.0)?.into_iter().rev();
        let mut verdicts = parted(told.map(verification).collect::<Result<_>>()?);
        verdicts.reverse();
        Ok(verdicts)
    }

    /// Every verdict in a dossier, oldest first: for its manifest.
    pub async fn verdicts(&self, access: &Access, dossier: DossierId) -> Result<Vec<Verification>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = format!("{VERIFICATIONS} WHERE v.dossier_id = $1 ORDER BY v.id");
        let told = rows!(&mut tx, Told, &sql, dossier.0)?.into_iter();
        Ok(parted(told.map(verification).collect::<Result<_>>()?))
    }
}
