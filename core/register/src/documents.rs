//! Documents: consecutive pages that are one paper, of one kind.

use dossier::access::Access;
use dossier::{DocumentId, DossierId, PageId, UserId};

use dossier::audit::AuditEvent;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::dossiers::seen;
use crate::sql::{At, Tx, person, row, rows, run, scope, small};
use crate::{Register, RegisterError, Result, flow};

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub dossier: DossierId,
    pub kind: String,
    pub confidence: f32,
    pub first_page: PageId,
    pub last_page: PageId,
    /// Page numbers from 1.
    pub first_number: u32,
    pub last_number: u32,
    /// Who set kind or boundary by hand: the machine leaves it alone.
    pub set_by: Option<UserId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    dossier_id: Uuid,
    kind: String,
    confidence: f64,
    first_page_id: Uuid,
    last_page_id: Uuid,
    first_number: i64,
    last_number: i64,
    set_by: Option<Uuid>,
}

const SELECT: &str = "SELECT t.id, t.dossier_id, t.kind, t.confidence, t.first_page_id, t.last_page_id, t.set_by,
         (SELECT count(*) FROM pages p WHERE p.dossier_id = t.dossier_id AND p.place <= f.place AND p.aside IS NULL)
             AS first_number,
         (SELECT count(*) FROM pages p WHERE p.dossier_id = t.dossier_id AND p.place <= l.place AND p.aside IS NULL)
             AS last_number
     FROM documents t JOIN pages f ON f.id = t.first_page_id JOIN pages l ON l.id = t.last_page_id
     WHERE NOT t.gone AND";

impl Row {
    fn document(self) -> Document {
        Document {
            id: DocumentId(self.id),
            dossier: DossierId(self.dossier_id),
            kind: self.kind,
            confidence: self.confidence as f32,
            first_page: PageId(self.first_page_id),
            last_page: PageId(self.last_page_id),
            first_number: small(self.first_number),
            last_number: small(self.last_number),
            set_by: self.set_by.map(UserId),
        }
    }
}

/// A document by id; the caller has checked access to its dossier.
pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<Document> {
    let sql = format!("{SELECT} t.id = $1");
    row!(tx, Row, &sql, id)?.map(Row::document).ok_or(RegisterError::NotFound)
}

impl Register {
    /// In order of their pages.
    pub async fn documents(&self, access: &Access, dossier: DossierId) -> Result<Vec<Document>> {
        let mut tx = self.read().await?;
        seen(&mut tx, access, dossier).await?;
        let sql = format!("{SELECT} t.dossier_id = $1 ORDER BY t.position, t.id");
        Ok(rows!(&mut tx, Row, &sql, dossier.0)?.into_iter().map(Row::document).collect())
    }

    /// A person sets the kind; the machine leaves it alone from then on.
    pub async fn set_kind(&self, access: &Access, document: DocumentId, kind: &str) -> Result<()> {
        let now = self.now();
        let mut tx = self.write().await?;
        let sql = "SELECT t.dossier_id FROM documents t JOIN dossiers d ON d.id = t.dossier_id
             WHERE t.id = $2 AND NOT t.gone AND SCOPE(d.office_id)";
        let found = row!(&mut tx, (Uuid,), sql, scope(access), document.0)?.ok_or(RegisterError::NotFound)?;
        let dossier = DossierId(found.0);
        let revision = flow::lock(&mut tx, dossier).await?.revision + 1;
        let by = person(access).map(|user| user.0);
        let sql = "UPDATE documents SET kind = $2, confidence = 1, set_by = $3 WHERE id = $1";
        run!(&mut tx, sql, document.0, kind, by)?;
        let sql = "UPDATE dossiers SET revision = $2, changed_at = $3 WHERE id = $1";
        run!(&mut tx, sql, dossier.0, revision, At(now))?;
        flow::after_change(&mut tx, dossier, revision, now).await?;
        let event = AuditEvent::new(access.actor.clone(), "document.kind_set", "document", document.0, now)
            .with("dossier", dossier)
            .with("kind", kind)
            .with("revision", revision)
            .on_ground(access.purpose);
        audit_in(&mut tx, &event).await?;
        tx.commit().await
    }
}
