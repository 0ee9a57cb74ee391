//! Stored words of enumerations: one form for both databases, read back into types.

use dossier::access::PurposeKind;
use dossier::concern::{ConcernCode, ConcernSort, RefusalCode};
use dossier::field::{FieldStatus, NoValue, VerdictKind};
use dossier::page::{AcceptReason, Aside, PageState, RescanReason};
use dossier::stage::Stage;
use dossier::state::{ArrivalState, DossierState};
use dossier::{Digest, Rotation};

use crate::error::unknown;
use crate::{Channel, Closing, ConcernState, Result};

/// A value that stands in rows as one word.
pub(crate) trait Word: Sized + Copy + 'static {
    fn word(self) -> &'static str;
    fn of_word(word: &str) -> Result<Self>;
}

macro_rules! words {
    ($($type:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl Word for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            fn of_word(word: &str) -> Result<Self> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err(unknown(stringify!($type))) }
            }
        }
    )+};
}

words! {
    PurposeKind {
        Appeal = "appeal", Request = "request", OwnAccess = "own_access", Court = "court",
        QualityCheck = "quality_check", Other = "other",
    }
    Channel { Inbox = "inbox", CommandLine = "command_line", Upload = "upload" }
    Closing { List = "list", Marker = "marker", Quiet = "quiet", Asked = "asked" }
    ConcernState { Open = "open", Decided = "decided", Withdrawn = "withdrawn" }
    ConcernSort {
        Scan = "scan", Missing = "missing", Conflict = "conflict", Duplicate = "duplicate", Job = "job",
    }
}

/// The vocabulary already names these.
macro_rules! named {
    ($($type:ident: $name:ident, $from:ident;)+) => {$(
        impl Word for $type {
            fn word(self) -> &'static str {
                self.$name()
            }
            fn of_word(word: &str) -> Result<Self> {
                Self::$from(word).ok_or_else(|| unknown(stringify!($type)))
            }
        }
    )+};
}

named! {
    AcceptReason: name, from_name;
    ArrivalState: name, from_name;
    Aside: name, from_name;
    ConcernCode: code, from_code;
    DossierState: name, from_name;
    FieldStatus: name, from_name;
    NoValue: name, from_name;
    PageState: name, from_name;
    RefusalCode: code, from_code;
    RescanReason: name, from_name;
    Stage: name, from_name;
    VerdictKind: name, from_name;
}

pub(crate) fn digest(text: &str) -> Result<Digest> {
    text.parse().map_err(|_| unknown("digest"))
}

pub(crate) fn digest_or_none(text: Option<String>) -> Result<Option<Digest>> {
    text.as_deref().map(digest).transpose()
}

pub(crate) fn rotation(degrees: i64) -> Result<Rotation> {
    u16::try_from(degrees)
        .ok()
        .and_then(|degrees| Rotation::try_from(degrees).ok())
        .ok_or_else(|| unknown("rotation"))
}
