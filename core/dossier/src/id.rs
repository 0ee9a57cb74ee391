//! Identifiers as types: a page's id never meets a dossier's. All are UUIDv7, so they sort by birth.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier, later than every one made before it on this machine.
            #[expect(clippy::new_without_default, reason = "a fresh id is an act, not a default")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// Who owns files: national, oblast, district.
    OfficeId,
    /// Dossiers handed over together.
    BatchId,
    /// One person's case file.
    DossierId,
    /// One file at one place at one time.
    ArrivalId,
    /// What the door did not take.
    RefusalId,
    /// One side of a sheet.
    PageId,
    /// Consecutive pages that are one paper.
    DocumentId,
    /// A named value of a document or dossier.
    FieldId,
    /// One engine's reading of one page.
    RecognitionId,
    /// A proposed value.
    CandidateId,
    /// A person's verdict.
    VerificationId,
    /// Something a person must decide.
    ConcernId,
    /// One stage for one subject.
    JobId,
    /// One claim of a job; fences a worker that lost its lease.
    LeaseToken,
    /// One entry of the journal.
    AuditId,
    /// A person with an account.
    UserId,
    /// The ground on which personal data is opened.
    PurposeId,
    /// A stored query, so that no address carries a name.
    SearchId,
}
