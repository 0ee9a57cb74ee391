//! Opening the register, its schema, and its clock.

use time::OffsetDateTime;

use crate::{RegisterError, Result};

/// The register. Cheap to clone; all clones share connections.
#[derive(Clone, Debug)]
pub struct Register {
    ahead: time::Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    Current,
    /// `sprava migrate` brings it up to date.
    Older,
    /// A later program was here.
    Newer,
}

pub(crate) fn unready<T, A>(_: A) -> Result<T> {
    Err(RegisterError::Other("being built".into()))
}

impl Register {
    /// `sqlite:///path/register.sqlite` or `postgres://…`. A SQLite file is made, copied and migrated on the way;
    /// PostgreSQL waits for `migrate` and answers `SchemaOlder`.
    pub async fn open(url: &str) -> Result<Self> {
        unready(url)
    }

    /// Opens PostgreSQL or SQLite, migrates under a lock, and gives the register.
    pub async fn migrate(url: &str) -> Result<Self> {
        unready(url)
    }

    pub async fn schema_state(url: &str) -> Result<SchemaState> {
        unready(url)
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<()> {
        unready(())
    }

    pub fn is_postgres(&self) -> bool {
        false
    }

    /// The one clock of rows: UTC, whole microseconds.
    pub fn now(&self) -> OffsetDateTime {
        let now = OffsetDateTime::now_utc() + self.ahead;
        now.replace_nanosecond(now.microsecond() * 1000).expect("microseconds are below a second")
    }

    /// The same register whose clock runs ahead: tests see leases and sessions end without waiting.
    pub fn ahead(&self, by: time::Duration) -> Self {
        Self { ahead: self.ahead + by, ..self.clone() }
    }
}
