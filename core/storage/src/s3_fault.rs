//! What an S3 service's answer means for the caller.

use std::error::Error;
use std::io;

use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};

use crate::error::StorageError;

/// The condition of a conditional write did not hold: the object is there.
pub(crate) fn is_taken<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    status(error) == Some(412) || error.code() == Some("PreconditionFailed")
}

/// Two conditional writes met; the service wants the second to try again.
pub(crate) fn is_collision<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    error.code() == Some("ConditionalRequestConflict")
}

pub(crate) fn of_answer<E>(error: SdkError<E, HttpResponse>) -> StorageError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let code = error.code().unwrap_or_default().to_owned();
    match (status(&error), code.as_str()) {
        (_, "BadDigest" | "XAmzContentSHA256Mismatch" | "InvalidDigest") => StorageError::Damaged,
        (_, "QuotaExceeded" | "XMinioStorageFull" | "StorageFull") | (Some(507), _) => {
            StorageError::Full(error.into())
        }
        (Some(404), "NoSuchBucket") | (Some(401 | 403), _) => StorageError::Denied(error.into()),
        (Some(404), _) => StorageError::NotFound,
        (Some(408 | 429 | 500..=599), _) => StorageError::Unreachable(error.into()),
        (Some(_), _) => StorageError::Other(error.into()),
        (None, _) => match error {
            SdkError::ConstructionFailure(_) => StorageError::Other(error.into()),
            _ => StorageError::Unreachable(error.into()),
        },
    }
}

/// The client checks what it reads against the checksum kept beside it, and breaks off at the end when they differ.
pub(crate) fn is_checksum_mismatch(error: &io::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if one.to_string().contains("checksum mismatch") {
            return true;
        }
        cause = one.source().or_else(|| {
            let inner = one.downcast_ref::<io::Error>()?.get_ref()?;
            Some(inner as &(dyn Error + 'static))
        });
    }
    false
}

fn status<E>(error: &SdkError<E, HttpResponse>) -> Option<u16> {
    error.raw_response().map(|answer| answer.status().as_u16())
}
