//! The journal: entries come unsealed in the transaction of what they tell; one sealer chains them by hash.

use std::collections::BTreeMap;

use dossier::access::{Access, Actor};
use dossier::audit::{AuditEvent, Outcome};
use dossier::{AuditId, Digest, DossierId, PurposeId, UserId};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::sql::{At, Tx, count, row, rows, run, scope};
use crate::words::digest_or_none;
use crate::{Register, Result};

/// An entry as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: AuditId,
    /// `None` until sealed.
    pub sequence: Option<i64>,
    pub at: OffsetDateTime,
    pub actor: Actor,
    /// Name of the person, for screens.
    pub actor_name: Option<String>,
    pub action: String,
    pub object: String,
    pub object_id: Option<Uuid>,
    pub purpose: Option<PurposeId>,
    pub outcome: Outcome,
    pub details: BTreeMap<String, String>,
    pub hash: Option<Digest>,
}

/// Which entries to list, newest first, before `before`.
#[derive(Clone, Debug)]
pub struct EventFilter {
    pub actor: Option<UserId>,
    pub action: Option<String>,
    pub object: Option<Uuid>,
    pub from: Option<OffsetDateTime>,
    pub to: Option<OffsetDateTime>,
    pub before: Option<AuditId>,
    pub limit: u32,
}

impl Default for EventFilter {
    fn default() -> Self {
        Self { actor: None, action: None, object: None, from: None, to: None, before: None, limit: 100 }
    }
}

/// Keys are made a moment before or after the time that is written; clocks of several machines differ.
const SLACK: time::Duration = time::Duration::hours(1);

/// The least key that can be made at that time.
fn first_id(at: OffsetDateTime) -> Uuid {
    let millis = u128::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(0);
    Uuid::from_u128(millis << 80)
}

/// What of the canonical text is shown.
#[derive(Deserialize)]
struct Told {
    actor: Actor,
    purpose: Option<PurposeId>,
    details: BTreeMap<String, String>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: Uuid,
    sequence: Option<i64>,
    at: At,
    actor_name: Option<String>,
    action: String,
    object: String,
    object_id: Option<Uuid>,
    outcome: String,
    canonical: String,
    hash: Option<String>,
}

impl EventRow {
    fn event(self) -> Result<Event> {
        // A damaged text must not hide the entries around it; the chain's walk names it.
        let told = serde_json::from_str(&self.canonical).unwrap_or(Told {
            actor: Actor::Nobody,
            purpose: None,
            details: BTreeMap::new(),
        });
        let outcome = match self.outcome.as_str() {
            "refused" => Outcome::Refused,
            "failed" => Outcome::Failed,
            _ => Outcome::Done,
        };
        Ok(Event {
            id: AuditId(self.id),
            sequence: self.sequence,
            at: self.at.0,
            actor: told.actor,
            actor_name: self.actor_name,
            action: self.action,
            object: self.object,
            object_id: self.object_id,
            purpose: told.purpose,
            outcome,
            details: told.details,
            hash: digest_or_none(self.hash)?,
        })
    }
}

pub(crate) fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "done",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
    }
}

/// Puts the event into the transaction of what it tells; the sealer chains it later.
pub(crate) async fn audit_in(tx: &mut Tx, event: &AuditEvent) -> Result<()> {
    let (actor, actor_id) = match &event.actor {
        Actor::Person(user) => ("person", Some(user.0)),
        Actor::Machine(_) => ("machine", None),
        Actor::CommandLine => ("command_line", None),
        Actor::Nobody => ("nobody", None),
    };
    // The dossier an event belongs to: its object, or the detail of that name.
    let dossier = match event.object {
        "dossier" => event.object_id,
        _ => event.details.get("dossier").and_then(|id| id.parse().ok()),
    };
    run!(
        tx,
        "INSERT INTO audit (id, at, actor, actor_id, action, object, object_id, dossier_id, outcome, canonical, office_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             coalesce((SELECT office_id FROM dossiers WHERE id = $8), (SELECT office_id FROM users WHERE id = $4)))",
        event.id.0,
        At(event.at),
        actor,
        actor_id,
        event.action,
        event.object,
        event.object_id,
        dossier,
        outcome_word(event.outcome),
        event.canonical()
    )?;
    Ok(())
}

impl Register {
    /// An event that stands alone: a page was opened, a sign-in was refused.
    pub async fn record(&self, event: &AuditEvent) -> Result<()> {
        let mut tx = self.write().await?;
        audit_in(&mut tx, event).await?;
        tx.commit().await
    }

    /// Entries about offices in sight, and those about none. A filter that is not asked for is not in the statement, so
    /// that each question finds its index; times bound the keys, which begin with the time of their making.
    pub async fn events(&self, access: &Access, filter: &EventFilter) -> Result<Vec<Event>> {
        let mut tx = self.read().await?;
        let asked = |is: bool, condition: &'static str, bind: &str| {
            if is { format!(" AND {condition}") } else { format!(" AND ({bind} IS NULL OR 1 = 1)") }
        };
        let sql = format!(
            "SELECT a.id, a.sequence, a.at, u.name AS actor_name, a.action, a.object, a.object_id, a.outcome,
                 a.canonical, a.hash
             FROM audit a LEFT JOIN users u ON u.id = a.actor_id
             WHERE (a.office_id IS NULL OR SCOPE(a.office_id)) AND a.id >= $7 AND a.id < $8{}{}{}{}{}
             ORDER BY a.id DESC LIMIT $9",
            asked(filter.actor.is_some(), "a.actor_id = $2", "$2"),
            asked(filter.action.is_some(), "a.action = $3", "$3"),
            asked(filter.object.is_some(), "(a.object_id = $4 OR a.dossier_id = $4)", "$4"),
            asked(filter.from.is_some(), "a.at >= $5", "$5"),
            asked(filter.to.is_some(), "a.at < $6", "$6"),
        );
        let from = filter.from.map_or(Uuid::nil(), |from| first_id(from - SLACK));
        let to = filter.to.map_or(Uuid::max(), |to| first_id(to + SLACK));
        let before = filter.before.map_or(to, |before| before.0.min(to));
        let found = rows!(
            &mut tx,
            EventRow,
            &sql,
            scope(access),
            filter.actor.map(|actor| actor.0),
            filter.action.clone(),
            filter.object,
            filter.from.map(At),
            filter.to.map(At),
            from,
            before,
            i64::from(filter.limit)
        )?;
        found.into_iter().map(EventRow::event).collect()
    }

    /// Everything that happened to a dossier and its parts, newest first.
    pub async fn subject_events(&self, access: &Access, dossier: DossierId) -> Result<Vec<Event>> {
        let mut tx = self.read().await?;
        let found = rows!(
            &mut tx,
            EventRow,
            "SELECT a.id, a.sequence, a.at, u.name AS actor_name, a.action, a.object, a.object_id, a.outcome,
                 a.canonical, a.hash
             FROM audit a LEFT JOIN users u ON u.id = a.actor_id
             WHERE a.dossier_id = $2 AND SCOPE(a.office_id)
             ORDER BY a.id DESC LIMIT 1000",
            scope(access),
            dossier.0
        )?;
        found.into_iter().map(EventRow::event).collect()
    }

    /// Entries of the journal that wait for the sealer.
    pub async fn unsealed(&self) -> Result<u64> {
        let mut tx = self.read().await?;
        let waiting = row!(&mut tx, (i64,), "SELECT count(*) FROM audit WHERE sequence IS NULL")?;
        Ok(waiting.map_or(0, |(waiting,)| count(waiting)))
    }
}
