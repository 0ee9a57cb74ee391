//! Who may do what: roles, rights, purposes and the `Access` value that every query carries.

use serde::{Deserialize, Serialize};

use crate::id::{OfficeId, PurposeId, UserId};

/// A person's role. The text form is a contract (`user add --role`, API).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Operator,
    Verifier,
    Arbiter,
    Archivist,
    Caseworker,
    Supervisor,
    Auditor,
    Administrator,
}

/// One thing a screen or an endpoint needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See batches and their progress.
    SeeBatches,
    /// Bring files in.
    Upload,
    /// Search and open dossiers (with a purpose).
    OpenDossiers,
    /// Settle fields.
    Verify,
    /// Settle disagreements between verifiers.
    Arbitrate,
    /// Decide Concerns about scans.
    DecideScans,
    /// Decide Concerns about data.
    DecideData,
    /// Take away usable copies: PDF, ALTO, results.
    Export,
    /// See counts by office and period.
    SeeReports,
    /// Read the journal.
    ReadAudit,
    /// Users, offices, configuration.
    Administer,
}

impl Role {
    pub const ALL: [Role; 8] = [
        Role::Operator,
        Role::Verifier,
        Role::Arbiter,
        Role::Archivist,
        Role::Caseworker,
        Role::Supervisor,
        Role::Auditor,
        Role::Administrator,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Verifier => "verifier",
            Self::Arbiter => "arbiter",
            Self::Archivist => "archivist",
            Self::Caseworker => "caseworker",
            Self::Supervisor => "supervisor",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    pub fn from_name(name: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The one table of rights. Scan, verify, accept and audit are kept apart (domain: roles must be separate).
    pub fn may(self, right: Right) -> bool {
        use Right::*;
        match self {
            Self::Operator => matches!(right, SeeBatches | Upload | DecideScans),
            Self::Verifier => matches!(right, Verify | DecideData),
            Self::Arbiter => matches!(right, Verify | Arbitrate | DecideData),
            Self::Archivist => {
                matches!(right, SeeBatches | Upload | OpenDossiers | DecideScans | DecideData | Export)
            }
            Self::Caseworker => matches!(right, OpenDossiers | Export),
            Self::Supervisor => matches!(right, SeeBatches | SeeReports),
            Self::Auditor => matches!(right, OpenDossiers | ReadAudit),
            Self::Administrator => matches!(right, Administer),
        }
    }
}

/// Who acts: a person, the machine by stage, the command line of the host, or nobody yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "actor", content = "of")]
pub enum Actor {
    Person(UserId),
    /// A worker of the line; the text is the stage's name.
    Machine(String),
    /// Someone with a shell on the host.
    CommandLine,
    /// Before sign-in.
    Nobody,
}

/// The ground on which personal data is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurposeKind {
    /// A citizen's appeal, by its number.
    Appeal,
    /// A request of another body.
    Request,
    /// The person's own access to their data.
    OwnAccess,
    Court,
    QualityCheck,
    /// Needs a sentence and is reviewed.
    Other,
}

/// Which offices one may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole system: commands of the host and the line's own stages.
    All,
    Offices(Vec<OfficeId>),
}

/// Carried by every read of register or index (design: access is a value).
#[derive(Clone, Debug)]
pub struct Access {
    pub actor: Actor,
    pub scope: Scope,
    pub purpose: Option<PurposeId>,
}

impl Access {
    /// The line's own work: sees every office, acts for a stage.
    pub fn machine(stage: &str) -> Self {
        Self { actor: Actor::Machine(stage.to_owned()), scope: Scope::All, purpose: None }
    }

    /// The host's command line.
    pub fn command_line() -> Self {
        Self { actor: Actor::CommandLine, scope: Scope::All, purpose: None }
    }
}
