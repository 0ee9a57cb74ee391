//! What can go wrong with stored bytes, as the decisions a caller has. Texts carry no key and no file name.

use std::io;

use crate::s3_fault::is_checksum_mismatch;

type Cause = Box<dyn std::error::Error + Send + Sync>;

#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Nothing is kept under that key.
    #[error("nothing is stored there")]
    NotFound,
    /// The stream is longer than allowed: refuse it.
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// The stream itself broke off: ask the sender again.
    #[error("the incoming stream broke off")]
    Source(#[source] io::Error),
    /// No room: stop taking in and tell the operator.
    #[error("the storage is full")]
    Full(#[source] Cause),
    /// Rights are missing: tell the administrator.
    #[error("the storage denies access")]
    Denied(#[source] Cause),
    /// Try again later.
    #[error("the storage cannot be reached")]
    Unreachable(#[source] Cause),
    /// The bytes read back are not the bytes written: give it to a person.
    #[error("the stored bytes are not the bytes that were written")]
    Damaged,
    /// The address names no storage of ours.
    #[error("the storage address is neither a folder nor s3://bucket/prefix")]
    Address,
    /// Originals are written once, manifests are never removed: a mistake in our own code.
    #[error("this kind of object must not be changed")]
    Forbidden,
    #[error("the storage failed")]
    Other(#[source] Cause),
}

impl StorageError {
    /// Worth another attempt later without a person's help.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Full(_) | Self::Source(_) | Self::Other(_))
    }

    /// A failure of the local disk.
    pub(crate) fn of_disk(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied(error.into()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full(error.into())
            }
            io::ErrorKind::TimedOut
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::StaleNetworkFileHandle => Self::Unreachable(error.into()),
            _ => Self::Other(error.into()),
        }
    }

    /// A failure in the middle of a `Stream`: over a network, most likely the network's.
    pub fn of_reading(error: io::Error) -> Self {
        // The S3 client compares its own checksum while reading and breaks off.
        if is_checksum_mismatch(&error) {
            return Self::Damaged;
        }
        match Self::of_disk(error) {
            Self::Other(cause) => Self::Unreachable(cause),
            other => other,
        }
    }
}
