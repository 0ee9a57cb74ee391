//! What can go wrong with a file or page, told as what the caller does next. No variant holds a name or text.

use dossier::concern::ConcernCode;
use serde::{Deserialize, Serialize};

/// What the caller does with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Beyond a machine: trying again gives the same. A Concern.
    Concern,
    /// May pass: try again, and make a Concern of the last failure.
    Retry,
    /// The installation is at fault, not the file: try again after it is mended.
    Mend,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum EngineError {
    #[error("the file needs a password")]
    Locked,
    /// `detail` is a code of the decoder (`tiff.truncated`), never its message.
    #[error("the file is damaged ({detail})")]
    Damaged { detail: String },
    #[error("a frame has {megapixels} megapixels")]
    TooLarge { megapixels: u64 },
    #[error("the content is of no kind that is read")]
    Unsupported,
    #[error("the file has more frames than allowed")]
    TooManyFrames { limit: u32 },
    #[error("the file has no such frame")]
    NoSuchFrame,
    #[error("the page took longer than {seconds} s")]
    Timeout { seconds: u64 },
    #[error("the engine process ended by signal {signal}")]
    Crashed { signal: i32 },
    #[error("the page took more memory than allowed")]
    OutOfMemory,
    /// `what` is a part of the installation: `pdfium`, `tessdata`, `executable`, `protocol`, `file`, `closed`.
    #[error("the engine cannot work: {what}")]
    Unavailable { what: String },
}

impl EngineError {
    pub(crate) fn damaged(detail: &str) -> Self {
        Self::Damaged { detail: detail.to_owned() }
    }

    pub(crate) fn unavailable(what: &str) -> Self {
        Self::Unavailable { what: what.to_owned() }
    }

    pub fn decision(&self) -> Decision {
        match self {
            Self::Locked
            | Self::Damaged { .. }
            | Self::TooLarge { .. }
            | Self::Unsupported
            | Self::TooManyFrames { .. }
            | Self::NoSuchFrame => Decision::Concern,
            Self::Timeout { .. } | Self::Crashed { .. } | Self::OutOfMemory => Decision::Retry,
            Self::Unavailable { .. } => Decision::Mend,
        }
    }

    /// Stable text for rows and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "engine.locked",
            Self::Damaged { .. } => "engine.damaged",
            Self::TooLarge { .. } => "engine.too_large",
            Self::Unsupported => "engine.unsupported",
            Self::TooManyFrames { .. } => "engine.too_many_frames",
            Self::NoSuchFrame => "engine.no_such_frame",
            Self::Timeout { .. } => "engine.timeout",
            Self::Crashed { .. } => "engine.crashed",
            Self::OutOfMemory => "engine.out_of_memory",
            Self::Unavailable { .. } => "engine.unavailable",
        }
    }

    /// The Concern a person sees: about the whole file (`paginate`) or about one page (`recognise`).
    pub fn concern(&self, whole_file: bool) -> ConcernCode {
        match self {
            Self::Locked => ConcernCode::FileLocked,
            Self::Damaged { .. } | Self::NoSuchFrame if whole_file => ConcernCode::FileDamaged,
            Self::Damaged { .. } | Self::NoSuchFrame => ConcernCode::PageDamaged,
            Self::TooLarge { .. } => ConcernCode::FrameTooLarge,
            Self::Unsupported => ConcernCode::FileUnsupported,
            Self::TooManyFrames { .. } => ConcernCode::TooManyFrames,
            Self::Timeout { .. } => ConcernCode::PageTimeout,
            Self::Crashed { .. } => ConcernCode::PageCrashed,
            Self::OutOfMemory => ConcernCode::PageMemory,
            Self::Unavailable { .. } => ConcernCode::StepFailed,
        }
    }

    /// Parameters of that Concern: numbers and codes only.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Damaged { detail } => vec![("detail", detail.clone())],
            Self::TooLarge { megapixels } => vec![("megapixels", megapixels.to_string())],
            Self::TooManyFrames { limit } => vec![("limit", limit.to_string())],
            Self::Timeout { seconds } => vec![("seconds", seconds.to_string())],
            Self::Crashed { signal } => vec![("signal", signal.to_string())],
            Self::Unavailable { what } => vec![("what", what.clone())],
            Self::Locked | Self::Unsupported | Self::NoSuchFrame | Self::OutOfMemory => Vec::new(),
        }
    }
}
