//! What is known of a page beside its text: quality, marks, and how it counts.

use serde::{Deserialize, Serialize};

/// Measures of a scan, taken on the decoded frame. Kept with the page; shown in words, never as a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanQuality {
    /// Variance of the Laplacian over ink, higher is sharper.
    pub sharpness: f32,
    /// Paper minus ink, 0 to 1.
    pub contrast: f32,
    /// Specks per square centimetre.
    pub noise: f32,
    /// Skew left after turning upright, degrees clockwise.
    pub skew_degrees: f32,
    /// Share of the frame that is black scanner border, 0 to 1.
    pub border: f32,
    /// Share of the page that is ink, 0 to 1.
    pub ink: f32,
    /// Letters stand on a fixed pitch: typewriting.
    pub monospaced: bool,
    /// The frame had one bit a pixel.
    pub bitonal: bool,
}

/// A separator sheet's payload (kinds.md).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "separator")]
pub enum Separator {
    /// `SPRAVA:DOSSIER:<external reference>`
    Dossier { reference: String },
    /// `SPRAVA:DOCUMENT[:<kind>]`, or any other payload.
    Document { kind: Option<String> },
}

impl Separator {
    /// Reads a barcode's payload. A sheet with a foreign payload starts a new document.
    pub fn from_payload(payload: &str) -> Self {
        let payload = payload.trim();
        if let Some(reference) = payload.strip_prefix("SPRAVA:DOSSIER:")
            && !reference.trim().is_empty()
        {
            return Self::Dossier { reference: reference.trim().to_owned() };
        }
        let kind = payload.strip_prefix("SPRAVA:DOCUMENT:").map(str::trim).filter(|kind| !kind.is_empty());
        Self::Document { kind: kind.map(str::to_owned) }
    }
}

/// Where a page stands in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageState {
    Waiting,
    Read,
    /// Beyond the machine: counts as read, with empty text and a Concern.
    Failed,
}

impl PageState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Read, Self::Failed].into_iter().find(|state| state.name() == name)
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// In the order of their digits.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// Why a page is not in its dossier's order; it is kept all the same.
    Aside {
        /// A new scan of a sheet, until a person confirms it beside the old one.
        Offered = "offered",
        /// A newer scan stands in its place.
        Replaced = "replaced",
    }
}

named! {
    /// What is wrong with a scan that is asked for again.
    RescanReason {
        Blurred = "blurred",
        CutOff = "cut_off",
        FoldedCorner = "folded_corner",
        WrongSide = "wrong_side",
        /// Two sheets went through at once.
        FedDouble = "fed_double",
    }
}

named! {
    /// Why a scan with a fault is taken as it is.
    AcceptReason {
        /// The paper itself is so.
        SamePaper = "same_paper",
        /// All that matters can be read.
        Readable = "readable",
        /// The sheet cannot be scanned again.
        SheetGone = "sheet_gone",
    }
}

/// The place of a page in its dossier: sorts as text, leaves room between neighbours, so that a sheet
/// inserted later moves nothing. Made of volume, arrival order and frame.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderKey(pub String);

impl OrderKey {
    /// The key of frame `frame` (from 0) of the arrival that stands at `arrival_order` (from 0) of its dossier.
    pub fn of(arrival_order: u32, frame: u32) -> Self {
        Self(format!("{arrival_order:08}.{frame:06}"))
    }
}
