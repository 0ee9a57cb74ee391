//! Whether a store can do what is asked of it: found out by doing it.

use aws_sdk_s3::types::BucketVersioningStatus;
use tokio::fs;
use uuid::Uuid;

use crate::error::StorageError;
use crate::folder::Folder;
use crate::s3::S3;
use crate::s3_fault::{is_taken, of_answer};
use crate::spool;

/// One thing looked at. The words for people are in `words`, by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    Writable,
    NotWritable,
    FreeSpace {
        bytes: u64,
    },
    LittleSpace {
        bytes: u64,
    },
    BucketReachable,
    BucketUnreachable,
    BucketDenied,
    BucketMissing,
    /// The bucket refuses to replace an original.
    ConditionalPutHonoured,
    /// The service takes a second write over the first: it may not hold originals.
    ConditionalPutIgnored,
    VersioningOn,
    VersioningOff,
}

impl Finding {
    pub fn code(self) -> &'static str {
        match self {
            Self::Writable => "storage-writable",
            Self::NotWritable => "storage-not-writable",
            Self::FreeSpace { .. } => "storage-free-space",
            Self::LittleSpace { .. } => "storage-little-space",
            Self::BucketReachable => "storage-bucket-reachable",
            Self::BucketUnreachable => "storage-bucket-unreachable",
            Self::BucketDenied => "storage-bucket-denied",
            Self::BucketMissing => "storage-bucket-missing",
            Self::ConditionalPutHonoured => "storage-conditional-put-honoured",
            Self::ConditionalPutIgnored => "storage-conditional-put-ignored",
            Self::VersioningOn => "storage-versioning-on",
            Self::VersioningOff => "storage-versioning-off",
        }
    }

    /// Something the operator must put right. Versioning is advice only.
    pub fn is_problem(self) -> bool {
        matches!(
            self,
            Self::NotWritable
                | Self::LittleSpace { .. }
                | Self::BucketUnreachable
                | Self::BucketDenied
                | Self::BucketMissing
                | Self::ConditionalPutIgnored
        )
    }
}

pub(crate) async fn folder(folder: &Folder, low_space: u64) -> Vec<Finding> {
    let probe = spool::fresh(folder.incoming());
    let wrote = fs::write(&probe, b"probe").await.is_ok() && fs::remove_file(&probe).await.is_ok();
    let mut findings = vec![if wrote { Finding::Writable } else { Finding::NotWritable }];
    if let Ok(facts) = rustix::fs::statvfs(folder.root()) {
        let bytes = facts.f_bavail.saturating_mul(facts.f_frsize);
        findings.push(match bytes < low_space {
            true => Finding::LittleSpace { bytes },
            false => Finding::FreeSpace { bytes },
        });
    }
    findings
}

pub(crate) async fn s3(s3: &S3) -> Vec<Finding> {
    let (client, bucket) = s3.client();
    if let Err(error) = client.head_bucket().bucket(bucket).send().await {
        return vec![match of_answer(error) {
            StorageError::NotFound => Finding::BucketMissing,
            StorageError::Denied(_) => Finding::BucketDenied,
            _ => Finding::BucketUnreachable,
        }];
    }
    let mut findings = vec![Finding::BucketReachable];
    findings.extend(conditional_put(s3).await);
    if let Ok(answer) = client.get_bucket_versioning().bucket(bucket).send().await {
        let on = answer.status() == Some(&BucketVersioningStatus::Enabled);
        findings.push(if on { Finding::VersioningOn } else { Finding::VersioningOff });
    }
    findings
}

/// Writes a probe twice: the second write must be refused.
async fn conditional_put(s3: &S3) -> Vec<Finding> {
    let (client, bucket) = s3.client();
    let probe = s3.name(&format!("doctor/{}", Uuid::now_v7()));
    let write =
        || client.put_object().bucket(bucket).key(&probe).if_none_match("*").body(b"probe".to_vec().into());
    if write().send().await.is_err() {
        return vec![Finding::NotWritable];
    }
    let findings = match write().send().await {
        Ok(_) => vec![Finding::Writable, Finding::ConditionalPutIgnored],
        Err(error) if is_taken(&error) => vec![Finding::Writable, Finding::ConditionalPutHonoured],
        Err(_) => vec![Finding::Writable],
    };
    let _ = client.delete_object().bucket(bucket).key(&probe).send().await;
    findings
}
