//! Opening the register, and its clock.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::schema::{self, MIGRATIONS, Migration, SchemaState};
use crate::sql::{Tx, row};
use crate::{RegisterError, Result};

/// The register. Cheap to clone; all clones share connections.
#[derive(Clone, Debug)]
pub struct Register {
    pool: Pool,
    ahead: time::Duration,
}

#[derive(Clone, Debug)]
enum Pool {
    /// One writer, so that nobody waits for a lock that a sleeping neighbour holds; readers beside it.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// Connections of one process to PostgreSQL; workers and web pages share them.
const CONNECTIONS: u32 = 16;

impl Register {
    /// `sqlite:///path/register.sqlite` or `postgres://…`. A SQLite file is made, copied and migrated on the way;
    /// PostgreSQL waits for `migrate` and answers `SchemaOlder`.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_at(url, &MIGRATIONS).await
    }

    /// `open` of a program that carries these migrations.
    pub(crate) async fn open_at(url: &str, migrations: &[Migration]) -> Result<Self> {
        let register = Self::connect(url).await?;
        let state = register.state(migrations).await?;
        match (state, &register.pool) {
            (SchemaState::Current, _) => Ok(register),
            (SchemaState::Newer, _) => Err(RegisterError::SchemaNewer),
            (SchemaState::Older, Pool::Postgres(_)) => Err(RegisterError::SchemaOlder),
            (SchemaState::Older, Pool::Sqlite { .. }) => {
                register.bring_up_to_date(url, migrations).await?;
                Ok(register)
            }
        }
    }

    /// Opens either database, migrates it under a lock, and gives the register.
    pub async fn migrate(url: &str) -> Result<Self> {
        let register = Self::connect(url).await?;
        match register.state(&MIGRATIONS).await? {
            SchemaState::Current => {}
            SchemaState::Newer => return Err(RegisterError::SchemaNewer),
            SchemaState::Older => register.bring_up_to_date(url, &MIGRATIONS).await?,
        }
        Ok(register)
    }

    /// How this program and that database fit; makes no table. A SQLite file that is not there yet is `Older`.
    pub async fn schema_state(url: &str) -> Result<SchemaState> {
        if let Some(path) = url.strip_prefix("sqlite://")
            && !std::path::Path::new(path).exists()
        {
            return Ok(SchemaState::Older);
        }
        Self::connect(url).await?.state(&MIGRATIONS).await
    }

    async fn connect(url: &str) -> Result<Self> {
        let pool = match url.strip_prefix("sqlite://") {
            Some(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(15))
                    .disable_statement_logging();
                let pools = SqlitePoolOptions::new().acquire_timeout(Duration::from_secs(60));
                let write = pools.clone().max_connections(1).connect_with(options.clone()).await?;
                let read = pools.max_connections(8).connect_lazy_with(options.pragma("query_only", "on"));
                Pool::Sqlite { write, read }
            }
            None if !url.starts_with("postgres://") && !url.starts_with("postgresql://") => {
                return Err(RegisterError::Other(
                    "an address of a database starts with sqlite:// or postgres://".into(),
                ));
            }
            None => {
                let options = PgConnectOptions::from_str(url)
                    .map_err(|_| RegisterError::Other("not an address of a database".into()))?
                    .application_name("sprava")
                    .options([("timezone", "UTC")])
                    .disable_statement_logging();
                let pools = PgPoolOptions::new().max_connections(CONNECTIONS);
                Pool::Postgres(pools.acquire_timeout(Duration::from_secs(20)).connect_with(options).await?)
            }
        };
        Ok(Self { pool, ahead: time::Duration::ZERO })
    }

    async fn state(&self, migrations: &[Migration]) -> Result<SchemaState> {
        let mut tx = self.write().await?;
        schema::state(&mut tx, migrations).await
    }

    /// SQLite: the copy first, then all migrations in one transaction. One that fails leaves the database as it was.
    async fn bring_up_to_date(&self, url: &str, migrations: &[Migration]) -> Result<()> {
        let copy = match (&self.pool, url.strip_prefix("sqlite://")) {
            (Pool::Sqlite { write, .. }, Some(path)) => self.copy_aside(write, path, migrations).await?,
            _ => None,
        };
        let mut tx = self.write().await?;
        match schema::bring_up_to_date(&mut tx, migrations).await {
            Ok(()) => tx.commit().await,
            Err(RegisterError::Unreachable) => Err(RegisterError::Unreachable),
            Err(error) => Err(RegisterError::MigrationFailed { cause: error.to_string(), copy }),
        }
    }

    /// Copies a SQLite file that holds something beside itself, as `<path>.before-<the next version>`: whole by
    /// itself, whatever the write-ahead log holds. Gives the copy's path.
    async fn copy_aside(
        &self,
        write: &SqlitePool,
        path: &str,
        migrations: &[Migration],
    ) -> Result<Option<String>> {
        let mut tx = self.write().await?;
        let version = schema::version(&mut tx).await?;
        drop(tx);
        if version == 0 || migrations.iter().all(|migration| migration.version <= version) {
            return Ok(None);
        }
        let copy = format!("{path}.before-{:04}", version + 1);
        let part = format!("{copy}.{}.part", Uuid::now_v7().simple());
        let statement = format!("VACUUM INTO '{}'", part.replace('\'', "''"));
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(write).await?;
        // Another process may have migrated in between: then its copy is the one from before.
        if version_of(&part).await? == version {
            std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(unkept)?;
            std::fs::rename(&part, &copy).map_err(unkept)?;
        } else {
            std::fs::remove_file(&part).map_err(unkept)?;
        }
        Ok(Some(copy))
    }

    /// A transaction that writes. On SQLite it is the only one.
    pub(crate) async fn write(&self) -> Result<Tx> {
        Ok(match &self.pool {
            Pool::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that only reads: all its statements see one moment.
    pub(crate) async fn read(&self) -> Result<Tx> {
        Ok(match &self.pool {
            Pool::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Pool::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Does the database answer?
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        row!(&mut tx, (i64,), "SELECT count(*) FROM offices")?;
        Ok(())
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, Pool::Postgres(_))
    }

    /// Ends all connections; rows are safe without it.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
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

/// The version of a SQLite file, opened as one that nobody writes.
async fn version_of(path: &str) -> Result<i64> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).disable_statement_logging();
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let mut tx = Tx::Sqlite(pool.begin().await?);
    let version = schema::version(&mut tx).await?;
    drop(tx);
    pool.close().await;
    Ok(version)
}

fn unkept(error: std::io::Error) -> RegisterError {
    RegisterError::Other(format!("the copy from before the migration cannot be kept: {error}"))
}

#[cfg(test)]
mod tests;
