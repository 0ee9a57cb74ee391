//! The journal's entries: canonical bytes and the chain of hashes over them.
//!
//! An event names ids and codes, never personal values. Its canonical text (sorted keys, UTC, microseconds)
//! is what is stored and hashed, so every database verifies alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::macros::format_description;
use uuid::Uuid;

use crate::access::Actor;
use crate::digest::Digest;
use crate::id::{AuditId, PurposeId};

/// Every action the journal knows, by what it is done to. The journal's screen asks by this list.
pub const ACTIONS: &[&str] = &[
    "user.signed_in",
    "user.sign_in_failed",
    "user.signed_out",
    "user.added",
    "user.changed",
    "office.added",
    "office.changed",
    "purpose.stated",
    "search.asked",
    "dossier.opened",
    "dossier.printed",
    "dossier.exported",
    "dossier.closed",
    "dossier.split",
    "dossier.again",
    "dossier.understood",
    "dossier.published",
    "dossier.indexed",
    "page.viewed",
    "page.recognised",
    "page.accepted",
    "page.accept_withdrawn",
    "page.blank_set",
    "page.blank_withdrawn",
    "page.rescan_asked",
    "page.rescan_withdrawn",
    "page.rescan_declined",
    "page.replaced",
    "page.replace_undone",
    "page.moved",
    "page.moved_back",
    "document.kind_set",
    "document.closed",
    "field.shown",
    "field.verified",
    "field.disputed",
    "field.arbitrated",
    "concern.raised",
    "concern.decided",
    "concern.reopened",
    "batch.listed",
    "arrival.received",
    "arrival.known",
    "arrival.paginated",
    "file.refused",
    "original.checked",
    "audit.read",
];

/// One entry of the journal: who did what to what, on what ground, with what outcome.
#[derive(Clone, Debug)]
pub struct AuditEvent {
    pub id: AuditId,
    pub at: OffsetDateTime,
    pub actor: Actor,
    /// One of `ACTIONS`.
    pub action: &'static str,
    /// Kind of object: `page`, `dossier`, `user` …
    pub object: &'static str,
    pub object_id: Option<Uuid>,
    pub purpose: Option<PurposeId>,
    pub outcome: Outcome,
    /// Codes and counts, never values of a person.
    pub details: BTreeMap<&'static str, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Done,
    Refused,
    Failed,
}

#[derive(Serialize)]
struct Canonical<'a> {
    action: &'a str,
    actor: &'a Actor,
    at: String,
    details: &'a BTreeMap<&'static str, String>,
    id: AuditId,
    object: &'a str,
    object_id: Option<Uuid>,
    outcome: Outcome,
    purpose: Option<PurposeId>,
}

impl AuditEvent {
    pub fn new(
        actor: Actor,
        action: &'static str,
        object: &'static str,
        object_id: Uuid,
        at: OffsetDateTime,
    ) -> Self {
        debug_assert!(ACTIONS.contains(&action), "«{action}» is missing in ACTIONS");
        Self {
            id: AuditId::new(),
            at,
            actor,
            action,
            object,
            object_id: Some(object_id),
            purpose: None,
            outcome: Outcome::Done,
            details: BTreeMap::new(),
        }
    }

    pub fn with(mut self, key: &'static str, value: impl ToString) -> Self {
        self.details.insert(key, value.to_string());
        self
    }

    pub fn on_ground(mut self, purpose: Option<PurposeId>) -> Self {
        self.purpose = purpose;
        self
    }

    pub fn ended(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    /// The canonical text: keys in order, UTC with six digits of a second.
    pub fn canonical(&self) -> String {
        let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");
        let at = self.at.to_offset(time::UtcOffset::UTC).format(form).expect("every UTC time has this form");
        let canonical = Canonical {
            action: self.action,
            actor: &self.actor,
            at,
            details: &self.details,
            id: self.id,
            object: self.object,
            object_id: self.object_id,
            outcome: self.outcome,
            purpose: self.purpose,
        };
        serde_json::to_string(&canonical).expect("strings, numbers and maps of strings always serialise")
    }
}

/// The hash of an entry in the chain: over its number, the hash before it and its canonical text.
pub fn chained(sequence: i64, previous: &Digest, canonical: &str) -> Digest {
    Digest::of(format!("{sequence}\n{previous}\n{canonical}").as_bytes())
}

/// What stands before the first entry.
pub const GENESIS: Digest = Digest([0; 32]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_is_stable_and_sorted() {
        let id = Uuid::from_u128(7);
        let mut event = AuditEvent::new(
            Actor::Machine("recognise".into()),
            "page.recognised",
            "page",
            id,
            time::macros::datetime!(2026-01-02 03:04:05.000006 UTC),
        )
        .with("words", 12)
        .with("engine", "tesseract");
        event.id = AuditId(Uuid::from_u128(1));
        let text = event.canonical();
        assert!(text.starts_with(r#"{"action":"page.recognised","actor":{"actor":"machine","of":"recognise"},"at":"2026-01-02T03:04:05.000006Z","details":{"engine":"tesseract","words":"12"}"#), "{text}");
        let first = chained(1, &GENESIS, &text);
        assert_ne!(first, chained(2, &GENESIS, &text));
        assert_ne!(first, chained(1, &first, &text));
    }
}
