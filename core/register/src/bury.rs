//! What follows when a job is given up: the subject counts as failed, a person is asked, the rest goes on.

use dossier::access::Actor;
use dossier::audit::{AuditEvent, Outcome};
use dossier::concern::ConcernCode;
use dossier::stage::Stage;
use dossier::{ArrivalId, DossierId, PageId};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::raise_in;
use crate::sql::{Tx, row, run};
use crate::{Job, NewConcern, Result, flow};

/// Action and object of a stage's audit events.
pub(crate) fn told_as(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Paginate => ("arrival.paginated", "arrival"),
        Stage::Recognise => ("page.recognised", "page"),
        Stage::Understand => ("dossier.understood", "dossier"),
        Stage::Publish => ("dossier.published", "dossier"),
        Stage::Index => ("dossier.indexed", "dossier"),
        Stage::Fixity => ("original.checked", "dossier"),
    }
}

/// Marks the job dead, with the consequence for its stage. The caller holds the job's row.
pub(crate) async fn bury(tx: &mut Tx, job: &Job, code: &str, now: OffsetDateTime) -> Result<()> {
    run!(
        tx,
        "UPDATE jobs SET state = 'dead', last_code = $2, lease_token = NULL, lease_until = NULL WHERE id = $1",
        job.id.0,
        code
    )?;
    let Some(dossier) = dossier_of(tx, job).await? else { return Ok(()) };
    let mut concern = NewConcern::new(concern_code(job.stage, code)).with("stage", job.stage.name());
    if concern.code == ConcernCode::StepFailed {
        concern = concern.with("code", code);
    }
    match job.stage {
        Stage::Paginate => {
            concern = concern.on_arrival(ArrivalId(job.subject));
            run!(tx, "UPDATE arrivals SET state = 'failed', failure = $2 WHERE id = $1", job.subject, code)?;
        }
        Stage::Recognise => {
            concern = concern.on_page(PageId(job.subject));
            run!(tx, "UPDATE pages SET state = 'failed', failure = $2 WHERE id = $1", job.subject, code)?;
        }
        Stage::Understand | Stage::Publish | Stage::Index | Stage::Fixity => {}
    }
    raise_in(tx, dossier, &concern, job.stage.name(), now).await?;
    let (action, object) = told_as(job.stage);
    let event =
        AuditEvent::new(Actor::Machine(job.stage.name().to_owned()), action, object, job.subject, now)
            .with("dossier", dossier)
            .with("revision", job.revision)
            .with("code", code)
            .ended(Outcome::Failed);
    audit_in(tx, &event).await?;
    flow::due(tx, dossier, now).await
}

/// The sentence that fits: what became of the page, or that a step of the line gave up.
fn concern_code(stage: Stage, code: &str) -> ConcernCode {
    match (stage, code) {
        (Stage::Recognise, "worker_lost") => ConcernCode::PageCrashed,
        (Stage::Paginate | Stage::Recognise, code) => {
            ConcernCode::from_code(code).unwrap_or(ConcernCode::StepFailed)
        }
        _ => ConcernCode::StepFailed,
    }
}

/// Whose step it was; `None` where the subject is gone.
async fn dossier_of(tx: &mut Tx, job: &Job) -> Result<Option<DossierId>> {
    let sql = match job.stage {
        Stage::Paginate => "SELECT dossier_id FROM arrivals WHERE id = $1",
        Stage::Recognise => "SELECT dossier_id FROM pages WHERE id = $1",
        Stage::Understand | Stage::Publish | Stage::Index | Stage::Fixity => {
            "SELECT id FROM dossiers WHERE id = $1"
        }
    };
    Ok(row!(tx, (Uuid,), sql, job.subject)?.map(|(id,)| DossierId(id)))
}
