//! Disputes: two people said different things of one field. It waits for an arbiter, who is neither of them; only the
//! arbiter's verdict settles it.

use std::collections::HashMap;

use dossier::access::Access;
use dossier::field::NoValue;
use dossier::{FieldId, UserId};
use uuid::Uuid;

use crate::fields::{Told, VERIFICATIONS, verification};
use crate::sql::{Tx, count, person, row, rows, scope};
use crate::{Field, Register, RegisterError, Result, Task, Verification, VerifyError};

/// What a verdict was in the history of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first word, the same word again, or one's own word changed.
    Plain,
    /// Against another person's: from then on an arbiter was needed.
    Disputed,
    /// The arbiter's.
    Arbitrated,
}

/// A disputed field as a task, and the two verdicts that differ, in a random order that stays the same for the task.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    pub task: Task,
    pub sides: [Verification; 2],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisputeCounts {
    /// Fields that wait for an arbiter.
    pub all: u64,
    /// Those of them that the asker may settle: nothing of one's own.
    pub mine: u64,
}

/// A verdict of this person on this field would be against another's that stands.
pub(crate) fn differs(field: &Field, by: UserId, value: Option<&str>, reason: Option<NoValue>) -> bool {
    let Some(standing) = &field.verdict else { return false };
    standing.by != Some(by) && (standing.value.as_deref() != value || standing.kind.reason() != reason)
}

/// Whether this person ever gave a verdict on this field.
pub(crate) async fn spoke(tx: &mut Tx, field: FieldId, by: UserId) -> Result<bool> {
    let sql = "SELECT id FROM verifications WHERE field_id = $1 AND by_user = $2 LIMIT 1";
    Ok(row!(tx, (Uuid,), sql, field.0, by.0)?.is_some())
}

/// Says of each verdict, oldest first, what part it had. In a dispute nobody but the arbiter is heard.
pub(crate) fn parted(mut verdicts: Vec<Verification>) -> Vec<Verification> {
    let mut last: HashMap<FieldId, usize> = HashMap::new();
    for place in 0..verdicts.len() {
        let one = &verdicts[place];
        let part = match last.get(&one.field).map(|before| &verdicts[*before]) {
            None => Part::Plain,
            Some(before) if before.part == Part::Disputed => Part::Arbitrated,
            Some(before) => {
                let same = before.value == one.value && before.kind.reason() == one.kind.reason();
                if same || before.by == one.by { Part::Plain } else { Part::Disputed }
            }
        };
        last.insert(one.field, place);
        verdicts[place].part = part;
    }
    verdicts
}

/// The last two verdicts; who comes first is decided by the random end of the id, and does not change.
fn shuffled(mut last: Vec<Verification>) -> Option<[Verification; 2]> {
    let (second, first) = (last.pop()?, last.pop()?);
    let turned = first.id.0.as_bytes()[15] & 1 == 1;
    Some(if turned { [first, second] } else { [second, first] })
}

/// Disputed fields the asker may settle.
const DISPUTED: &str = "FROM fields f JOIN dossiers d ON d.id = f.dossier_id
         LEFT JOIN documents t ON t.id = f.document_id
     WHERE SCOPE(d.office_id) AND f.status = 'review' AND f.verdict_id IS NOT NULL AND (t.id IS NULL OR NOT t.gone)";
const NOT_OWN: &str = "NOT EXISTS (SELECT 1 FROM verifications v WHERE v.field_id = f.id AND v.by_user = $2)";

impl Register {
    /// The oldest dispute that the asker has no part in, leased to the asker.
    pub async fn next_dispute(&self, access: &Access, skip: &[FieldId]) -> Result<Option<Task>> {
        let queue = format!(
            "SELECT f.id {DISPUTED} AND {NOT_OWN}
                 AND (f.lease_by IS NULL OR f.lease_by = $2 OR f.lease_until < $3) AND NOT (f.id IN_IDS($4))
             ORDER BY f.verdict_at, f.id LIMIT 1"
        );
        self.take(access, skip, &queue).await
    }

    /// This dispute, leased to the asker unless another holds it. Refused to both who typed; settled meanwhile, it is
    /// a `Conflict`.
    pub async fn dispute(&self, access: &Access, field: FieldId) -> Result<Dispute, VerifyError> {
        let by = person(access).ok_or(VerifyError::Incomplete)?;
        let mut tx = self.read().await?;
        // Seeing it comes first: what one may not see does not exist.
        let seen = crate::fields::load(&mut tx, access, field).await?;
        if !seen.disputed() {
            return Err(RegisterError::Conflict("nobody disputes the field").into());
        }
        if spoke(&mut tx, field, by).await? {
            return Err(VerifyError::OwnWork);
        }
        let sql = format!("{VERIFICATIONS} WHERE v.field_id = $1 ORDER BY v.id DESC LIMIT 2");
        let told = rows!(&mut tx, Told, &sql, field.0)?.into_iter().map(verification);
        let sides = shuffled(told.collect::<Result<_>>()?).ok_or(RegisterError::NotFound)?;
        drop(tx);
        Ok(Dispute { task: self.hold(access, field, true).await?, sides })
    }

    pub async fn dispute_counts(&self, access: &Access) -> Result<DisputeCounts> {
        let mut tx = self.read().await?;
        let sql = format!("SELECT count(*), count(*) FILTER (WHERE {NOT_OWN}) {DISPUTED}");
        let by = person(access).map(|user| user.0);
        let (all, mine) = row!(&mut tx, (i64, i64), &sql, scope(access), by)?.unwrap_or_default();
        Ok(DisputeCounts { all: count(all), mine: count(mine) })
    }
}
