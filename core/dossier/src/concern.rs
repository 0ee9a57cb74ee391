//! Concerns and Refusals: a code and parameters. The sentence a person reads is made in `words` at display,
//! so a stored row never holds a name. File names stand in columns of their own, for screens only.

use serde::{Deserialize, Serialize};

/// Whose decision a Concern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernSort {
    /// A bad scan or a damaged file: the operator.
    Scan,
    /// A sheet or file that should be there: the operator, then the archivist.
    Missing,
    /// Values or papers that contradict: the verifier.
    Conflict,
    /// Perhaps the same page twice: the archivist.
    Duplicate,
    /// The line gave up on a step: the archivist, with the administrator.
    Job,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stored and exported form; also the key of its sentence in `words`.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

codes! {
    /// Something a person must decide.
    ConcernCode {
        /// The file needs a password.
        FileLocked = "file_locked",
        /// The file is damaged; parameter `detail` is a code of the decoder.
        FileDamaged = "file_damaged",
        /// The file's content is of no kind we read.
        FileUnsupported = "file_unsupported",
        /// More frames than `limit`.
        TooManyFrames = "too_many_frames",
        /// A frame larger than `limit` megapixels.
        FrameTooLarge = "frame_too_large",
        /// The file has no page.
        NoPages = "no_pages",
        /// One page cannot be decoded.
        PageDamaged = "page_damaged",
        /// Reading the page took longer than allowed.
        PageTimeout = "page_timeout",
        /// Reading the page crashed the engine.
        PageCrashed = "page_crashed",
        /// Reading the page took more memory than allowed.
        PageMemory = "page_memory",
        /// Blurred, too pale or too dark to be read: rescan.
        PageUnreadable = "page_unreadable",
        /// A person asks to scan the page again: parameter `reason`, a name of `page::RescanReason`.
        RescanAsked = "rescan_asked",
        /// The manifest lists a file that did not come: parameter `count`.
        ListedFileMissing = "listed_file_missing",
        /// A file's digest differs from the manifest's.
        ListedDigestDiffers = "listed_digest_differs",
        /// The inventory or manifest counts other sheets than were scanned: `listed`, `scanned`.
        SheetsDiffer = "sheets_differ",
        /// One separator sheet names another dossier than the folder.
        SeparatorDiffers = "separator_differs",
        /// Two papers state different values: parameter `field`.
        ValuesDiffer = "values_differ",
        /// Dates or sums that cannot be: parameter `field`, `rule`.
        Impossible = "impossible",
        /// Two pages look alike but not surely the same.
        PerhapsDuplicate = "perhaps_duplicate",
        /// A verdict whose document is gone after reading again.
        VerdictOrphaned = "verdict_orphaned",
        /// The stored original no longer has its digest.
        OriginalChanged = "original_changed",
        /// The original is gone from storage.
        OriginalMissing = "original_missing",
        /// A step of the line failed on every attempt: parameter `stage`.
        StepFailed = "step_failed",
    }
}

codes! {
    /// What the door did not take.
    RefusalCode {
        Empty = "empty",
        /// Leading bytes of no kind we take.
        UnsupportedType = "unsupported_type",
        /// A link, device, socket or pipe.
        NotAFile = "not_a_file",
        /// Larger than `limit` bytes.
        TooLarge = "too_large",
        /// The file could not be read from its disk.
        Unreadable = "unreadable",
    }
}

impl ConcernCode {
    pub fn sort(self) -> ConcernSort {
        match self {
            Self::FileLocked
            | Self::FileDamaged
            | Self::FileUnsupported
            | Self::TooManyFrames
            | Self::FrameTooLarge
            | Self::NoPages
            | Self::PageDamaged
            | Self::PageTimeout
            | Self::PageCrashed
            | Self::PageMemory
            | Self::PageUnreadable
            | Self::RescanAsked => ConcernSort::Scan,
            Self::ListedFileMissing | Self::ListedDigestDiffers | Self::SheetsDiffer => ConcernSort::Missing,
            Self::SeparatorDiffers | Self::ValuesDiffer | Self::Impossible | Self::VerdictOrphaned => {
                ConcernSort::Conflict
            }
            Self::PerhapsDuplicate => ConcernSort::Duplicate,
            Self::OriginalChanged | Self::OriginalMissing | Self::StepFailed => ConcernSort::Job,
        }
    }
}

impl ConcernSort {
    pub fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Missing => "missing",
            Self::Conflict => "conflict",
            Self::Duplicate => "duplicate",
            Self::Job => "job",
        }
    }
}
