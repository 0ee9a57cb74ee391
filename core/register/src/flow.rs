//! The order of steps, on one screen: what follows each stage, and when a dossier is due.

use dossier::DossierId;

use crate::{Register, Result};

/// What to do again with a dossier that has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Every page is recognised anew, then understood.
    Read,
    /// The recognitions stand; documents and fields are made anew.
    Understand,
    /// Archive PDF and index are made anew.
    Publish,
}

impl Register {
    /// Asks for a dossier to be done again: a better engine, other kinds.
    pub async fn again(&self, dossier: DossierId, what: Again) -> Result<()> {
        crate::open::unready((dossier, what))
    }
}
