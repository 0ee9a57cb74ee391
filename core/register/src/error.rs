//! What a caller can decide on when the register refuses. Texts hold codes and our own names of columns,
//! never a value of a row.

/// The register's answer when it cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// No such row, or not for this asker.
    #[error("not found")]
    NotFound,
    /// Someone else was first: a version differs or a name is taken.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The job belongs to another worker by now: throw the work away.
    #[error("the lease is lost")]
    LeaseLost,
    /// The database waits for `sprava migrate`.
    #[error("the database schema is older than this program")]
    SchemaOlder,
    /// The database was migrated by a later program.
    #[error("the database schema is newer than this program")]
    SchemaNewer,
    /// A migration did not go through and left everything as it was. `copy`: where a SQLite file of before lies.
    #[error("the database could not be migrated: {cause}")]
    MigrationFailed { cause: String, copy: Option<String> },
    /// No connection: try later.
    #[error("the database cannot be reached")]
    Unreachable,
    /// Anything else; a fault of ours or of the database.
    #[error("the database failed: {0}")]
    Other(String),
}

pub type Result<T, E = RegisterError> = std::result::Result<T, E>;

/// Keeps what names the fault and drops what may hold a value of a person.
impl From<sqlx::Error> for RegisterError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Tls(_) => Self::Unreachable,
            sqlx::Error::Database(error) => {
                if error.is_unique_violation() {
                    return Self::Conflict("unique");
                }
                let code = error.code().unwrap_or_default().into_owned();
                // Connection and shutdown classes of PostgreSQL.
                if code.starts_with("08") || code.starts_with("57P") {
                    return Self::Unreachable;
                }
                // Only a fault in our own statement is told in the database's words: others may quote values.
                let ours = code.starts_with("42") || code.len() < 5;
                let text = if ours { error.message().to_owned() } else { String::new() };
                Self::Other(format!("{code} {} {text}", error.constraint().unwrap_or_default()))
            }
            sqlx::Error::ColumnDecode { index, .. } => {
                Self::Other(format!("column {index} has another form"))
            }
            sqlx::Error::ColumnNotFound(column) => Self::Other(format!("no column {column}")),
            sqlx::Error::Encode(_) => Self::Other("a value cannot be sent".into()),
            sqlx::Error::Decode(_) => Self::Other("a value cannot be read".into()),
            other => Self::Other(format!("{other}")),
        }
    }
}

/// A stored word this program does not know.
pub(crate) fn unknown(what: &'static str) -> RegisterError {
    RegisterError::Other(format!("unknown {what} in a row"))
}
