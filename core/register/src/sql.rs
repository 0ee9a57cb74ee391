//! The two databases behind one set of words: transactions, times, lists and access filters.
//!
//! A statement is the same text for both, with `$1` binds, written in words both know. The few that differ are
//! marked in the text and put in here: `IN_IDS($n)`, `IN_TEXTS($n)`, `SCOPE(column)`, `LOCKING`, `LOCKING_FREE`.

use dossier::UserId;
use dossier::access::{Access, Actor, Scope};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{AssertSqlSafe, Decode, Encode, Postgres, Sqlite, Type};
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use crate::Result;

/// A transaction on either database. Dropped without `commit`, it leaves nothing.
pub(crate) enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// All rows of a statement.
macro_rules! rows {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::sql::Tx::Sqlite(tx) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($crate::sql::sqlite($sql))$(.bind($bind))*.fetch_all(&mut **tx).await
            }
            $crate::sql::Tx::Postgres(tx) => {
                sqlx::query_as::<sqlx::Postgres, $row>($crate::sql::postgres($sql))$(.bind($bind))*.fetch_all(&mut **tx).await
            }
        }
        .map_err($crate::RegisterError::from)
    };
}

/// The one row of a statement, if any.
macro_rules! row {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::sql::Tx::Sqlite(tx) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($crate::sql::sqlite($sql))$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
            $crate::sql::Tx::Postgres(tx) => {
                sqlx::query_as::<sqlx::Postgres, $row>($crate::sql::postgres($sql))$(.bind($bind))*.fetch_optional(&mut **tx).await
            }
        }
        .map_err($crate::RegisterError::from)
    };
}

/// Runs a statement; the number of rows it touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::sql::Tx::Sqlite(tx) => {
                sqlx::query::<sqlx::Sqlite>($crate::sql::sqlite($sql))$(.bind($bind))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected())
            }
            $crate::sql::Tx::Postgres(tx) => {
                sqlx::query::<sqlx::Postgres>($crate::sql::postgres($sql))$(.bind($bind))*.execute(&mut **tx).await
                    .map(|done| done.rows_affected())
            }
        }
        .map_err($crate::RegisterError::from)
    };
}

pub(crate) use {row, rows, run};

/// Statements are literals of this crate: `sql` never holds a caller's text.
pub(crate) fn sqlite(sql: &str) -> AssertSqlSafe<String> {
    let sql = with_scope(sql).replace("LOCKING_FREE", "").replace("LOCKING", "");
    let sql = with_lists(&sql, "IN_IDS(", "IN (SELECT unhex(value) FROM json_each(", "))");
    AssertSqlSafe(with_lists(&sql, "IN_TEXTS(", "IN (SELECT value FROM json_each(", "))"))
}

/// As `sqlite`, for the other. The lock is the one that lets rows with a foreign key to the locked one be written
/// meanwhile: two commits that each wrote such a row would otherwise wait for one another for ever.
pub(crate) fn postgres(sql: &str) -> AssertSqlSafe<String> {
    let sql = with_scope(sql)
        .replace("LOCKING_FREE", "FOR UPDATE SKIP LOCKED")
        .replace("LOCKING", "FOR NO KEY UPDATE");
    let sql = with_lists(&sql, "IN_IDS(", "= ANY(", ")");
    AssertSqlSafe(with_lists(&sql, "IN_TEXTS(", "= ANY(", ")"))
}

/// `SCOPE(column)`: the asker's offices are always the first bind; none means all.
fn with_scope(sql: &str) -> String {
    let mut out = sql.to_owned();
    while let Some(start) = out.find("SCOPE(") {
        let end = start + out[start..].find(')').expect("a scope is closed");
        let column = out[start + "SCOPE(".len()..end].to_owned();
        out.replace_range(start..=end, &format!("($1 IS NULL OR {column} IN_IDS($1))"));
    }
    out
}

fn with_lists(sql: &str, mark: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 32);
    let mut rest = sql;
    while let Some(start) = rest.find(mark) {
        let after = &rest[start + mark.len()..];
        let end = after.find(')').expect("a list is closed");
        out.push_str(&rest[..start]);
        out.push_str(open);
        out.push_str(&after[..end]);
        out.push_str(close);
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The person who asks, if it is one.
pub(crate) fn person(access: &Access) -> Option<UserId> {
    match access.actor {
        Actor::Person(user) => Some(user),
        _ => None,
    }
}

/// The first bind of every statement with `SCOPE`.
pub(crate) fn scope(access: &Access) -> Option<Ids> {
    match &access.scope {
        Scope::All => None,
        Scope::Offices(offices) => Some(Ids(offices.iter().map(|office| office.0).collect())),
    }
}

/// A list of ids as one bind.
#[derive(Clone, Debug)]
pub(crate) struct Ids(pub Vec<Uuid>);

impl Type<Sqlite> for Ids {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Ids {
    fn encode_by_ref(&self, args: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let ids: Vec<String> = self.0.iter().map(|id| id.simple().to_string()).collect();
        <String as Encode<Sqlite>>::encode(serde_json::to_string(&ids)?, args)
    }
}

impl Type<Postgres> for Ids {
    fn type_info() -> PgTypeInfo {
        Uuid::array_type_info()
    }
}

impl Encode<'_, Postgres> for Ids {
    fn encode_by_ref(&self, args: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <Vec<Uuid> as Encode<Postgres>>::encode_by_ref(&self.0, args)
    }
}

/// A list of words as one bind.
#[derive(Clone, Debug)]
pub(crate) struct Texts(pub Vec<String>);

impl Type<Sqlite> for Texts {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for Texts {
    fn encode_by_ref(&self, args: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(serde_json::to_string(&self.0)?, args)
    }
}

impl Type<Postgres> for Texts {
    fn type_info() -> PgTypeInfo {
        String::array_type_info()
    }
}

impl Encode<'_, Postgres> for Texts {
    fn encode_by_ref(&self, args: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <Vec<String> as Encode<Postgres>>::encode_by_ref(&self.0, args)
    }
}

/// A time in a row: `timestamptz`, or text of fixed width that sorts as time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At(pub OffsetDateTime);

const FORM: &[BorrowedFormatItem<'static>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:6]Z");

impl Type<Sqlite> for At {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
}

impl Encode<'_, Sqlite> for At {
    fn encode_by_ref(&self, args: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let text = self.0.to_offset(time::UtcOffset::UTC).format(FORM)?;
        <String as Encode<Sqlite>>::encode(text, args)
    }
}

impl<'r> Decode<'r, Sqlite> for At {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        let text = <String as Decode<Sqlite>>::decode(value)?;
        Ok(Self(PrimitiveDateTime::parse(&text, FORM)?.assume_utc()))
    }
}

impl Type<Postgres> for At {
    fn type_info() -> PgTypeInfo {
        <OffsetDateTime as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for At {
    fn encode_by_ref(&self, args: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <OffsetDateTime as Encode<Postgres>>::encode_by_ref(&self.0, args)
    }
}

impl<'r> Decode<'r, Postgres> for At {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<OffsetDateTime as Decode<Postgres>>::decode(value)?))
    }
}

/// A count of the database; never negative.
pub(crate) fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// A small number that was stored by us; a damaged one shows as 0.
pub(crate) fn small(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
