//! Commits: a stage's result, its audit event, the next jobs and the end of the job, in one transaction.
//! Each checks the lease first; a lost one commits nothing.

mod matching;
mod moved;
mod paginated;
mod published;
mod recognised;
mod understood;
mod values;

pub use paginated::*;
pub use recognised::*;
pub use understood::*;

/// What became of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    Done,
    /// The dossier is at a later revision: the job ended without effect.
    Stale,
}
