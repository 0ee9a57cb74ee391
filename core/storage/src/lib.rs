//! Originals and derivatives: a folder or S3. The one place that builds object keys.
//!
//! It knows nothing of the register: it keeps bytes, proves that they are the same bytes, and names what went wrong.
//! Originals are written once and never changed; everything else can be written again.

mod cache;
mod doctor;
mod error;
mod folder;
mod key;
mod local;
mod s3;
mod s3_access;
mod s3_fault;
mod sink;
mod spool;

use std::ops::Range;
use std::path::{Path, PathBuf};

use dossier::{Digest, DossierId};
use tokio::io::AsyncRead;

pub use doctor::Finding;
pub use error::StorageError;
pub use folder::Folder;
pub use key::{Holding, Key};
pub use local::LocalFile;
pub use s3::S3;
pub use s3_access::S3Access;
pub use sink::Sink;
pub use spool::Spooled;

/// Stored bytes as they come, for what is larger than memory should hold.
pub struct Stream {
    /// How many there are, where the store tells.
    pub size: Option<u64>,
    pub bytes: Box<dyn AsyncRead + Send + Unpin>,
}

/// Where bytes are kept.
#[derive(Clone)]
pub enum Storage {
    Folder(Folder),
    S3(S3),
}

/// An original that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub digest: Digest,
    pub size: u64,
    /// The dossier already had these bytes.
    pub already: bool,
    /// The leading bytes, enough to tell the format.
    pub head: Vec<u8>,
}

/// What a second look at stored bytes found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Same,
    Changed,
    Missing,
}

/// One stored thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: Key,
    pub size: u64,
}

impl Storage {
    /// Opens `s3://bucket/prefix` or a folder, which is made when missing. `spool` is a local folder for bytes on
    /// their way: S3 alone uses it, a folder spools inside itself. The AWS variables are read here, once.
    pub async fn open(url: &str, spool: &Path) -> Result<Self, StorageError> {
        if let Some(place) = url.strip_prefix("s3://") {
            return Ok(Self::S3(S3::open(place, spool, S3Access::from_env()).await?));
        }
        if url.contains("://") && !url.starts_with("file://") {
            return Err(StorageError::Address);
        }
        let path = url.strip_prefix("file://").unwrap_or(url);
        Ok(Self::Folder(Folder::open(&PathBuf::from(path)).await?))
    }

    /// Takes a stream in, hashing it on the way to a place nobody reads. Nothing is stored yet: the caller may look at
    /// digest and head first. Dropping the result forgets the bytes.
    pub async fn spool(&self, from: impl AsyncRead + Unpin, max_bytes: u64) -> Result<Spooled, StorageError> {
        spool::take_in(self.spool_folder(), from, max_bytes).await
    }

    /// A place in the spool for bytes that are made piece by piece, larger than memory should hold. `Sink::finish`
    /// gives what `put_spooled` takes.
    pub fn sink(&self) -> Result<Sink, StorageError> {
        Sink::open(self.spool_folder())
    }

    fn spool_folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.incoming(),
            Self::S3(s3) => s3.spool_folder(),
        }
    }

    /// Keeps spooled bytes as an original of the dossier, reads them back and compares the digest.
    pub async fn keep_original(&self, dossier: DossierId, spooled: Spooled) -> Result<Stored, StorageError> {
        let key = Key::original(dossier, &spooled.digest);
        let already = match self {
            Self::Folder(folder) => folder.keep(&key, &spooled).await?,
            Self::S3(s3) => s3.keep(&key, &spooled).await?,
        };
        if self.verify(&key, &spooled.digest).await? != Verdict::Same {
            return Err(StorageError::Damaged);
        }
        Ok(Stored { digest: spooled.digest, size: spooled.size, already, head: spooled.head.clone() })
    }

    /// Spools and keeps in one go.
    pub async fn put_original(
        &self,
        dossier: DossierId,
        from: impl AsyncRead + Unpin,
        max_bytes: u64,
    ) -> Result<Stored, StorageError> {
        let spooled = self.spool(from, max_bytes).await?;
        self.keep_original(dossier, spooled).await
    }

    /// Writes a derivative or a manifest whole, replacing what was there. Originals do not go this way.
    pub async fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), StorageError> {
        if key.holding() == Holding::Original {
            return Err(StorageError::Forbidden);
        }
        match self {
            Self::Folder(folder) => folder.put(key, bytes).await,
            Self::S3(s3) => s3.put(key, bytes).await,
        }
    }

    /// `put` of bytes that lie in the spool. On S3 one request carries them: 5 GiB at most.
    pub async fn put_spooled(&self, key: &Key, spooled: Spooled) -> Result<(), StorageError> {
        if key.holding() == Holding::Original {
            return Err(StorageError::Forbidden);
        }
        match self {
            Self::Folder(folder) => folder.put_spooled(key, &spooled).await,
            Self::S3(s3) => s3.put_spooled(key, &spooled).await,
        }
    }

    pub async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        match self {
            Self::Folder(folder) => folder.get(key).await,
            Self::S3(s3) => s3.get(key).await,
        }
    }

    /// A part of the bytes; a range past the end is cut off there.
    pub async fn get_range(&self, key: &Key, range: Range<u64>) -> Result<Vec<u8>, StorageError> {
        if range.is_empty() {
            return Ok(Vec::new());
        }
        match self {
            Self::Folder(folder) => folder.get_range(key, range).await,
            Self::S3(s3) => s3.get_range(key, range).await,
        }
    }

    /// The bytes and their number from one look, so that the two agree when the object is replaced meanwhile.
    pub async fn stream(&self, key: &Key) -> Result<Stream, StorageError> {
        match self {
            Self::Folder(folder) => folder.stream(key).await,
            Self::S3(s3) => s3.stream(key).await,
        }
    }

    /// How many bytes are kept under the key; `None` when nothing is.
    pub async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        match self {
            Self::Folder(folder) => folder.size(key).await,
            Self::S3(s3) => s3.size(key).await,
        }
    }

    pub async fn exists(&self, key: &Key) -> Result<bool, StorageError> {
        Ok(self.size(key).await?.is_some())
    }

    /// Reads the bytes again and compares.
    pub async fn verify(&self, key: &Key, digest: &Digest) -> Result<Verdict, StorageError> {
        let stream = match self.stream(key).await {
            Ok(stream) => stream,
            Err(StorageError::NotFound) => return Ok(Verdict::Missing),
            Err(other) => return Err(other),
        };
        let found = match spool::digest_of(stream.bytes).await {
            Ok(found) => found,
            Err(error) => match StorageError::of_reading(error) {
                StorageError::Damaged => return Ok(Verdict::Changed),
                other => return Err(other),
            },
        };
        Ok(if found == *digest { Verdict::Same } else { Verdict::Changed })
    }

    /// A path for programs that need one: the stored file itself, or a copy that goes when the value is dropped.
    pub async fn to_local(&self, key: &Key) -> Result<LocalFile, StorageError> {
        match self {
            Self::Folder(folder) => folder.to_local(key).await,
            Self::S3(s3) => s3.to_local(key).await,
        }
    }

    /// Every dossier that has anything stored, in no order.
    pub async fn dossiers(&self) -> Result<Vec<DossierId>, StorageError> {
        match self {
            Self::Folder(folder) => folder.dossiers().await,
            Self::S3(s3) => s3.dossiers().await,
        }
    }

    /// Everything stored for one dossier, by key.
    pub async fn list(&self, dossier: DossierId) -> Result<Vec<Entry>, StorageError> {
        let mut entries = match self {
            Self::Folder(folder) => folder.list(dossier).await?,
            Self::S3(s3) => s3.list(dossier).await?,
        };
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(entries)
    }

    /// Removes a derivative; a missing one is no error. Originals and manifests stay.
    pub async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        if key.holding() != Holding::Derivative {
            return Err(StorageError::Forbidden);
        }
        match self {
            Self::Folder(folder) => folder.remove(key).await,
            Self::S3(s3) => s3.remove(key).await,
        }
    }

    /// Looks whether the store can do what is asked of it. Never fails: what it cannot do is a finding, and so is
    /// a disk with less than `low_space` bytes free.
    pub async fn doctor(&self, low_space: u64) -> Vec<Finding> {
        match self {
            Self::Folder(folder) => doctor::folder(folder, low_space).await,
            Self::S3(s3) => doctor::s3(s3).await,
        }
    }
}
