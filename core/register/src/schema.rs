//! The schema: migrations in order, embedded, each applied once and never edited after it landed.

use dossier::{Digest, OfficeId};

use crate::sql::{Tx, row, rows, run};
use crate::{DEFAULT_OFFICE, RegisterError, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    Current,
    /// `sprava migrate` brings it up to date.
    Older,
    /// A later program was here.
    Newer,
}

pub(crate) struct Migration {
    pub version: i64,
    pub name: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

macro_rules! migration {
    ($version:literal, $name:literal, $file:literal) => {
        Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

pub(crate) const MIGRATIONS: [Migration; 2] = [
    migration!(1, "register", "0001_register.sql"),
    migration!(2, "pages_decided", "0002_pages_decided.sql"),
];

/// Held while migrating, so that two operators do not do it at once.
const LOCK: i64 = 0x5370_7261_7661;

/// The last migration applied, 0 for an empty database.
pub(crate) async fn version(tx: &mut Tx) -> Result<i64> {
    let exists = match tx.is_postgres() {
        true => row!(
            tx,
            (i64,),
            "SELECT count(*) FROM pg_tables WHERE tablename = 'schema_migrations' AND schemaname = current_schema()"
        ),
        false => row!(tx, (i64,), "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'"),
    }?;
    if exists.is_none_or(|(tables,)| tables == 0) {
        return Ok(0);
    }
    let last = row!(tx, (i64,), "SELECT coalesce(max(version), 0) FROM schema_migrations")?;
    Ok(last.map_or(0, |(version,)| version))
}

pub(crate) async fn state(tx: &mut Tx, migrations: &[Migration]) -> Result<SchemaState> {
    let have = version(tx).await?;
    check_landed(tx, have, migrations).await?;
    let want = migrations.last().map_or(0, |last| last.version);
    Ok(match have.cmp(&want) {
        std::cmp::Ordering::Equal => SchemaState::Current,
        std::cmp::Ordering::Less => SchemaState::Older,
        std::cmp::Ordering::Greater => SchemaState::Newer,
    })
}

pub(crate) async fn bring_up_to_date(tx: &mut Tx, migrations: &[Migration]) -> Result<()> {
    if tx.is_postgres() {
        run!(tx, "SELECT pg_advisory_xact_lock($1)", LOCK)?;
    }
    let have = version(tx).await?;
    if have == 0 {
        let table = "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, name text NOT NULL, digest text NOT NULL)";
        run!(tx, table)?;
    }
    for migration in migrations {
        if migration.version <= have {
            continue;
        }
        match tx {
            Tx::Sqlite(tx) => sqlx::raw_sql(migration.sqlite).execute(&mut **tx).await.map(|_| ())?,
            Tx::Postgres(tx) => sqlx::raw_sql(migration.postgres).execute(&mut **tx).await.map(|_| ())?,
        }
        let digest = digest(migration, tx);
        run!(
            tx,
            "INSERT INTO schema_migrations (version, name, digest) VALUES ($1, $2, $3)",
            migration.version,
            migration.name,
            digest
        )?;
        tracing::info!(migration.version, migration.name, "schema migrated");
    }
    default_office(tx).await?;
    Ok(())
}

/// A migration that landed with other text than this program carries is a mixed-up build.
async fn check_landed(tx: &mut Tx, have: i64, migrations: &[Migration]) -> Result<()> {
    if have == 0 {
        return Ok(());
    }
    for (version, landed) in rows!(tx, (i64, String), "SELECT version, digest FROM schema_migrations")? {
        let ours = migrations.iter().find(|migration| migration.version == version);
        if ours.is_some_and(|ours| digest(ours, tx) != landed) {
            return Err(RegisterError::Other(format!("migration {version} was edited after it landed")));
        }
    }
    Ok(())
}

fn digest(migration: &Migration, tx: &Tx) -> String {
    let text = if tx.is_postgres() { migration.postgres } else { migration.sqlite };
    Digest::of(text.as_bytes()).to_string()
}

async fn default_office(tx: &mut Tx) -> Result<()> {
    run!(
        tx,
        "INSERT INTO offices (id, code, title_uk, title_en) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING",
        OfficeId::new().0,
        DEFAULT_OFFICE,
        "Підрозділ за замовчуванням",
        "Default office"
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    fn folder(name: &str) -> Vec<String> {
        let path = format!("{}/migrations/{name}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(path).expect("the folder of migrations");
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn both_databases_have_the_same_migrations_and_all_are_carried() {
        let carried: Vec<String> =
            MIGRATIONS.iter().map(|m| format!("{:04}_{}.sql", m.version, m.name)).collect();
        assert_eq!(folder("sqlite"), carried);
        assert_eq!(folder("postgres"), carried);
    }
}
