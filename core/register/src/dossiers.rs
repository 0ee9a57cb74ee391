//! Dossiers: one person's case file, with the summary that lists show.

use dossier::access::Access;
use dossier::state::DossierState;
use dossier::{BatchId, Digest, DossierId, OfficeId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::sql::{At, Ids, Tx, count, row, rows, scope};
use crate::words::{Word, digest_or_none};
use crate::{Register, RegisterError, Result};

/// Settled dossier-level values that lists show. Personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub surname: Option<String>,
    pub given_name: Option<String>,
    pub patronymic: Option<String>,
    pub birth_date: Option<String>,
    pub tax_number: Option<String>,
    pub case_number: Option<String>,
}

/// Fields of a dossier's documents by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldCounts {
    pub auto: u64,
    pub review: u64,
    pub verified: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    pub id: DossierId,
    pub reference: String,
    pub office: OfficeId,
    pub office_code: String,
    pub batch: BatchId,
    pub batch_name: String,
    pub state: DossierState,
    pub revision: i64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    pub documents: u64,
    pub fields: FieldCounts,
    /// Open Concerns.
    pub concerns: u64,
    pub summary: Summary,
    /// The archive copy and the revision it shows.
    pub pdf: Option<Digest>,
    pub pdf_bytes: Option<u64>,
    pub pdf_revision: Option<i64>,
    pub indexed_revision: Option<i64>,
    pub created_at: OffsetDateTime,
    pub changed_at: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
pub(crate) struct DossierRow {
    id: Uuid,
    reference: String,
    office_id: Uuid,
    office_code: String,
    batch_id: Uuid,
    batch_name: String,
    state: String,
    revision: i64,
    surname: Option<String>,
    given_name: Option<String>,
    patronymic: Option<String>,
    birth_date: Option<String>,
    tax_number: Option<String>,
    case_number: Option<String>,
    pdf: Option<String>,
    pdf_bytes: Option<i64>,
    pdf_revision: Option<i64>,
    indexed_revision: Option<i64>,
    created_at: At,
    changed_at: At,
}

impl DossierRow {
    /// The statement for these conditions, which start with the scope.
    pub(crate) fn select(conditions: &str) -> String {
        format!(
            "SELECT d.id, d.reference, d.office_id, o.code AS office_code, d.batch_id, b.name AS batch_name, d.state,
                 d.revision, d.surname, d.given_name, d.patronymic, d.birth_date, d.tax_number, d.case_number,
                 d.pdf, d.pdf_bytes, d.pdf_revision, d.indexed_revision, d.created_at, d.changed_at
             FROM dossiers d JOIN offices o ON o.id = d.office_id JOIN batches b ON b.id = d.batch_id
             WHERE {conditions}"
        )
    }

    fn dossier(self) -> Result<Dossier> {
        Ok(Dossier {
            id: DossierId(self.id),
            reference: self.reference,
            office: OfficeId(self.office_id),
            office_code: self.office_code,
            batch: BatchId(self.batch_id),
            batch_name: self.batch_name,
            state: DossierState::of_word(&self.state)?,
            revision: self.revision,
            pages: 0,
            waiting: 0,
            read: 0,
            failed: 0,
            documents: 0,
            fields: FieldCounts::default(),
            concerns: 0,
            summary: Summary {
                surname: self.surname,
                given_name: self.given_name,
                patronymic: self.patronymic,
                birth_date: self.birth_date,
                tax_number: self.tax_number,
                case_number: self.case_number,
            },
            pdf: digest_or_none(self.pdf)?,
            pdf_bytes: self.pdf_bytes.map(count),
            pdf_revision: self.pdf_revision,
            indexed_revision: self.indexed_revision,
            created_at: self.created_at.0,
            changed_at: self.changed_at.0,
        })
    }
}

/// Adds the counts, each made by the database for all these dossiers at once.
pub(crate) async fn whole(tx: &mut Tx, found: Vec<DossierRow>) -> Result<Vec<Dossier>> {
    let ids = Ids(found.iter().map(|row| row.id).collect());
    let mut dossiers = Vec::new();
    for row in found {
        dossiers.push(row.dossier()?);
    }
    let counted = rows!(
        tx,
        (Uuid, String, i64),
        "SELECT dossier_id, 'page.' || state, count(*) FROM pages WHERE dossier_id IN_IDS($1)
             AND aside IS NULL GROUP BY dossier_id, state
         UNION ALL
         SELECT f.dossier_id, 'field.' || f.status, count(*) FROM fields f JOIN documents t ON t.id = f.document_id
             WHERE f.dossier_id IN_IDS($1) AND NOT t.gone GROUP BY f.dossier_id, f.status
         UNION ALL
         SELECT dossier_id, 'documents', count(*) FROM documents WHERE dossier_id IN_IDS($1) AND NOT gone
             GROUP BY dossier_id
         UNION ALL
         SELECT dossier_id, 'concerns', count(*) FROM concerns WHERE dossier_id IN_IDS($1) AND state = 'open'
             GROUP BY dossier_id",
        ids
    )?;
    for (id, what, number) in counted {
        let Some(dossier) = dossiers.iter_mut().find(|dossier| dossier.id.0 == id) else { continue };
        let number = count(number);
        match what.as_str() {
            "page.waiting" => dossier.waiting = number,
            "page.read" => dossier.read = number,
            "page.failed" => dossier.failed = number,
            "field.auto" => dossier.fields.auto = number,
            "field.review" => dossier.fields.review = number,
            "field.verified" => dossier.fields.verified = number,
            "documents" => dossier.documents = number,
            _ => dossier.concerns = number,
        }
    }
    for dossier in &mut dossiers {
        dossier.pages = dossier.waiting + dossier.read + dossier.failed;
    }
    Ok(dossiers)
}

/// Whether the asker may see the dossier.
pub(crate) async fn seen(tx: &mut Tx, access: &Access, dossier: DossierId) -> Result<()> {
    let sql = "SELECT id FROM dossiers WHERE id = $2 AND SCOPE(office_id)";
    row!(tx, (Uuid,), sql, scope(access), dossier.0)?.map(|_| ()).ok_or(RegisterError::NotFound)
}

pub(crate) async fn load(tx: &mut Tx, access: &Access, id: DossierId) -> Result<Dossier> {
    let sql = DossierRow::select("SCOPE(d.office_id) AND d.id = $2");
    let found = rows!(tx, DossierRow, &sql, scope(access), id.0)?;
    whole(tx, found).await?.pop().ok_or(RegisterError::NotFound)
}

impl Register {
    pub async fn dossier(&self, access: &Access, id: DossierId) -> Result<Dossier> {
        let mut tx = self.read().await?;
        load(&mut tx, access, id).await
    }

    /// By external reference or id; an ambiguous reference gives several, an unknown one none.
    pub async fn find_dossiers(&self, access: &Access, reference: &str) -> Result<Vec<Dossier>> {
        let mut tx = self.read().await?;
        let sql = DossierRow::select(
            "SCOPE(d.office_id) AND (d.reference = $2 OR d.id = $3) ORDER BY d.id LIMIT 50",
        );
        let id = Uuid::parse_str(reference).ok();
        let found = rows!(&mut tx, DossierRow, &sql, scope(access), reference, id)?;
        whole(&mut tx, found).await
    }

    /// In order of their making, from `after` on: for exports and rebuilding the index.
    pub async fn all_dossiers(
        &self,
        access: &Access,
        batch: Option<BatchId>,
        after: Option<DossierId>,
        limit: u32,
    ) -> Result<Vec<Dossier>> {
        let mut tx = self.read().await?;
        let sql = DossierRow::select(
            "SCOPE(d.office_id) AND d.next_order > 0 AND ($2 IS NULL OR d.batch_id = $2)
                 AND ($3 IS NULL OR d.id > $3) ORDER BY d.id LIMIT $4",
        );
        let (batch, after) = (batch.map(|batch| batch.0), after.map(|after| after.0));
        let found = rows!(&mut tx, DossierRow, &sql, scope(access), batch, after, i64::from(limit))?;
        whole(&mut tx, found).await
    }
}
