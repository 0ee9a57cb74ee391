//! A person's verdict on a field: appended for ever, shown at once, never overwritten by the machine.

use dossier::VerificationId;
use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::field::FieldStatus;
use dossier::field::VerdictKind;
use dossier::{DossierId, FieldId, UserId};
use time::OffsetDateTime;

use crate::audit::audit_in;
use crate::sql::{At, Tx, person, row, run};
use crate::{Field, Register, RegisterError, disputes, fields, flow, settled};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    pub version: i64,
    pub dossier: DossierId,
    /// The dossier revision that carries the verdict.
    pub revision: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The field changed since it was shown: both values go side by side, the writer chooses.
    #[error("the field changed since it was shown")]
    Clash {
        version: i64,
        value: Option<String>,
        by: Option<UserId>,
        by_name: Option<String>,
        at: Option<OffsetDateTime>,
    },
    /// An arbiter settles others' disagreements, never one's own verdict.
    #[error("one's own verdict cannot be arbitrated by oneself")]
    OwnWork,
    /// A verdict needs a person, and a value exactly when its kind carries one.
    #[error("the verdict is not complete")]
    Incomplete,
    #[error(transparent)]
    Register(#[from] RegisterError),
}

/// What a person says of a field that was shown in this version.
struct Said {
    field: FieldId,
    version: i64,
    kind: VerdictKind,
    value: Option<String>,
    at: OffsetDateTime,
    as_arbiter: bool,
}

/// The value that will hold: what was said, or what was confirmed.
fn value_of(said: &Said, field: &Field) -> Result<Option<String>, VerifyError> {
    match said.kind {
        VerdictKind::Confirmed => {
            let shown = field.value.clone().ok_or(VerifyError::Incomplete)?;
            if said.value.as_ref().is_some_and(|value| *value != shown) {
                return Err(VerifyError::Incomplete);
            }
            Ok(Some(shown))
        }
        VerdictKind::Corrected => match &said.value {
            Some(value) if !value.trim().is_empty() => Ok(Some(value.trim().to_owned())),
            _ => Err(VerifyError::Incomplete),
        },
        VerdictKind::Illegible | VerdictKind::Absent | VerdictKind::Covered => match said.value {
            Some(_) => Err(VerifyError::Incomplete),
            None => Ok(None),
        },
    }
}

async fn clash(tx: &mut Tx, field: Field) -> VerifyError {
    let by = field.verdict.as_ref().and_then(|verdict| verdict.by);
    let name = match by {
        Some(user) => row!(tx, (String,), "SELECT name FROM users WHERE id = $1", user.0).unwrap_or(None),
        None => None,
    };
    VerifyError::Clash {
        version: field.version,
        value: field.value,
        by,
        by_name: name.map(|(name,)| name),
        at: field.verdict.map(|verdict| verdict.at),
    }
}

impl Register {
    /// `version` is the one that was shown. Verification, field, dossier revision, publish and index jobs and
    /// audit in one transaction. Where another person said otherwise before, the field waits for an arbiter; from
    /// then on it is a `Conflict` to settle it here.
    pub async fn verify(
        &self,
        access: &Access,
        field: FieldId,
        version: i64,
        kind: VerdictKind,
        value: Option<String>,
        at: OffsetDateTime,
    ) -> Result<Verified, VerifyError> {
        self.settle_field(access, Said { field, version, kind, value, at, as_arbiter: false }).await
    }

    /// As `verify`, by an arbiter, of a field that two people dispute: refused to whoever gave a verdict on it
    /// before.
    pub async fn arbitrate(
        &self,
        access: &Access,
        field: FieldId,
        version: i64,
        kind: VerdictKind,
        value: Option<String>,
        at: OffsetDateTime,
    ) -> Result<Verified, VerifyError> {
        self.settle_field(access, Said { field, version, kind, value, at, as_arbiter: true }).await
    }

    async fn settle_field(&self, access: &Access, said: Said) -> Result<Verified, VerifyError> {
        let by = person(access).ok_or(VerifyError::Incomplete)?;
        let mut tx = self.write().await?;
        let dossier = fields::load(&mut tx, access, said.field).await?.dossier;
        let standing = flow::lock(&mut tx, dossier).await?;
        // Once more, now that nobody else can change it.
        let field = fields::load(&mut tx, access, said.field).await?;
        if field.version != said.version {
            return Err(clash(&mut tx, field).await);
        }
        if said.as_arbiter && disputes::spoke(&mut tx, field.id, by).await? {
            return Err(VerifyError::OwnWork);
        }
        match (said.as_arbiter, field.disputed()) {
            (true, false) => return Err(RegisterError::Conflict("nobody disputes the field").into()),
            (false, true) => return Err(RegisterError::Conflict("an arbiter settles the field").into()),
            _ => {}
        }
        let value = value_of(&said, &field)?;
        let reason = said.kind.reason();
        let disputed = !said.as_arbiter && disputes::differs(&field, by, value.as_deref(), reason);
        // Two voices against each other: neither is more likely than the other.
        let (status, confidence) =
            if disputed { (FieldStatus::Review, 0.5) } else { (FieldStatus::Verified, 1.0) };
        let id = VerificationId::new();
        run!(
            &mut tx,
            "INSERT INTO verifications (id, field_id, dossier_id, document_id, path, kind, value, by_user, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id.0,
            field.id.0,
            dossier.0,
            field.document.map(|document| document.0),
            field.path.as_str(),
            said.kind.name(),
            value.clone(),
            by.0,
            At(said.at)
        )?;
        run!(
            &mut tx,
            "UPDATE fields SET value = $2, reason = $3, status = $4, confidence = $9, version = version + 1,
                 verdict_id = $5, verdict_kind = $6, verdict_value = $2, verdict_by = $7, verdict_at = $8,
                 lease_by = NULL, lease_until = NULL
             WHERE id = $1",
            field.id.0,
            value,
            reason.map(|reason| reason.name()),
            status.name(),
            id.0,
            said.kind.name(),
            by.0,
            At(said.at),
            confidence
        )?;
        settled::follow(&mut tx, dossier).await?;
        let revision = standing.revision + 1;
        let sql = "UPDATE dossiers SET revision = $2, changed_at = $3 WHERE id = $1";
        run!(&mut tx, sql, dossier.0, revision, At(said.at))?;
        flow::after_change(&mut tx, dossier, revision, self.now()).await?;
        let action = match (said.as_arbiter, disputed) {
            (true, _) => "field.arbitrated",
            (false, true) => "field.disputed",
            (false, false) => "field.verified",
        };
        let event = AuditEvent::new(access.actor.clone(), action, "field", field.id.0, said.at)
            .with("dossier", dossier)
            .with("path", &field.path)
            .with("kind", said.kind.name())
            .with("revision", revision)
            .on_ground(access.purpose);
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(Verified { version: field.version + 1, dossier, revision })
    }
}
