//! Where arrivals and dossiers stand. Transitions are decided in the register, under a lock on the row.

use serde::{Deserialize, Serialize};

/// An Arrival's way through paginate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArrivalState {
    Received,
    Paginated,
    /// Locked, damaged or too large: a Concern says which.
    Failed,
}

/// A dossier as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierState {
    /// Files may still come.
    Open,
    /// Closed; pages are being read.
    Reading,
    /// Understood: documents and fields stand.
    Understood,
}

impl ArrivalState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Paginated => "paginated",
            Self::Failed => "failed",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Received, Self::Paginated, Self::Failed].into_iter().find(|state| state.name() == name)
    }
}

impl DossierState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reading => "reading",
            Self::Understood => "understood",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Open, Self::Reading, Self::Understood].into_iter().find(|state| state.name() == name)
    }
}
