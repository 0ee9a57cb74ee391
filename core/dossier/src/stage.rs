//! The stages of the line and what they are done to. The order itself stands in `register::flow`.

use serde::{Deserialize, Serialize};

/// One step of the line. The text form is a contract: it stands in job rows, audit and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Arrival: headers and frame list → Pages.
    Paginate,
    /// Page: decoded once → quality, marks, Recognition, page image.
    Recognise,
    /// Dossier revision → Documents, kinds, fields, Concerns.
    Understand,
    /// Dossier revision → archive PDF/A and manifest. Apart from `Index` because OCR and index never meet.
    Publish,
    /// Dossier revision → search index; one writer at a time.
    Index,
    /// Dossier → its originals are read again and compared with their digests.
    Fixity,
}

impl Stage {
    pub const ALL: [Stage; 6] =
        [Stage::Paginate, Stage::Recognise, Stage::Understand, Stage::Publish, Stage::Index, Stage::Fixity];

    pub fn name(self) -> &'static str {
        match self {
            Self::Paginate => "paginate",
            Self::Recognise => "recognise",
            Self::Understand => "understand",
            Self::Publish => "publish",
            Self::Index => "index",
            Self::Fixity => "fixity",
        }
    }

    pub fn from_name(name: &str) -> Option<Stage> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}
