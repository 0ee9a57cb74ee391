//! Verification tasks: one field at a time, leased to one person.

use dossier::FieldId;
use dossier::access::Access;
use time::OffsetDateTime;

use crate::{Document, Dossier, Field, Register, Result};

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
    /// Fields waiting for a person.
    pub review: u64,
    pub auto: u64,
    pub verified: u64,
    /// Leased to somebody now.
    pub held: u64,
    /// Verdicts this person gave in the last 24 hours.
    pub mine_today: u64,
}

impl Register {
    /// The next field that waits, leased to the asker; `skip` are left for others.
    pub async fn next_task(&self, access: &Access, skip: &[FieldId]) -> Result<Option<Task>> {
        crate::open::unready((access, skip))
    }

    /// This field as a task; leased to the asker unless another holds it.
    pub async fn task(&self, access: &Access, field: FieldId) -> Result<Task> {
        crate::open::unready((access, field))
    }

    pub async fn release_task(&self, access: &Access, field: FieldId) -> Result<()> {
        crate::open::unready((access, field))
    }

    pub async fn queue_counts(&self, access: &Access) -> Result<QueueCounts> {
        crate::open::unready(access)
    }
}
