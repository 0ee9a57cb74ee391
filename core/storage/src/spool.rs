//! Bytes on their way in: hashed while written to a place nobody reads, forgotten unless kept.
//!
//! A process that dies leaves its half files here; they are swept away a day later, when a storage opens.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use dossier::Digest;
use sha2::Digest as _;
use tokio::fs;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use crate::Stream;
use crate::error::StorageError;
use crate::local::LocalFile;

const CHUNK: usize = 256 * 1024;
pub(crate) const HEAD: usize = 1024;
/// Longer than any upload lasts: a younger file may belong to another process.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// Bytes taken in but not yet kept.
#[derive(Debug)]
pub struct Spooled {
    pub digest: Digest,
    pub size: u64,
    /// The leading bytes, at most 1,024: a PDF may open with other matter before its header.
    pub head: Vec<u8>,
    pub(crate) path: PathBuf,
}

impl Spooled {
    /// Its bytes from the beginning; the file stays until this is dropped.
    pub async fn stream(&self) -> Result<Stream, StorageError> {
        let file = tokio::fs::File::open(&self.path).await.map_err(StorageError::of_reading)?;
        Ok(Stream { size: Some(self.size), bytes: Box::new(file) })
    }

    /// Hands the file over to one who reads it.
    pub(crate) fn into_local(mut self) -> LocalFile {
        LocalFile::copy(std::mem::take(&mut self.path))
    }
}

impl Drop for Spooled {
    fn drop(&mut self) {
        // Gone already when it was moved to its place.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Writes the stream to a fresh file in `folder`, synced to disk.
pub(crate) async fn take_in(
    folder: &Path,
    mut from: impl AsyncRead + Unpin,
    max_bytes: u64,
) -> Result<Spooled, StorageError> {
    let path = fresh(folder);
    let mut file = fs::File::create_new(&path).await.map_err(|error| StorageError::Other(error.into()))?;
    // From here on the file is removed on every way out.
    let mut spooled = Spooled { digest: Digest([0; 32]), size: 0, head: Vec::new(), path };
    let mut hash = sha2::Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = from.read(&mut chunk).await.map_err(StorageError::Source)?;
        if count == 0 {
            break;
        }
        spooled.size += count as u64;
        if spooled.size > max_bytes {
            return Err(StorageError::TooLarge { limit: max_bytes });
        }
        let missing = HEAD.saturating_sub(spooled.head.len()).min(count);
        spooled.head.extend_from_slice(&chunk[..missing]);
        hash.update(&chunk[..count]);
        file.write_all(&chunk[..count]).await.map_err(StorageError::of_disk)?;
    }
    file.flush().await.map_err(StorageError::of_disk)?;
    file.sync_all().await.map_err(StorageError::of_disk)?;
    spooled.digest = Digest(hash.finalize().into());
    Ok(spooled)
}

pub(crate) async fn digest_of(mut from: impl AsyncRead + Unpin) -> io::Result<Digest> {
    let mut hash = sha2::Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = from.read(&mut chunk).await?;
        if count == 0 {
            return Ok(Digest(hash.finalize().into()));
        }
        hash.update(&chunk[..count]);
    }
}

/// A name nobody else has.
pub(crate) fn fresh(folder: &Path) -> PathBuf {
    folder.join(format!("{}.part", Uuid::now_v7()))
}

/// Makes the folder, and removes what dead processes left in it.
pub(crate) async fn prepare(folder: &Path) -> Result<(), StorageError> {
    fs::create_dir_all(folder).await.map_err(StorageError::of_disk)?;
    let mut entries = fs::read_dir(folder).await.map_err(StorageError::of_disk)?;
    while let Some(entry) = entries.next_entry().await.map_err(StorageError::of_disk)? {
        if entry.path().extension().is_none_or(|ending| ending != "part") {
            continue;
        }
        let Ok(facts) = entry.metadata().await else { continue };
        let age = facts.modified().ok().and_then(|then| SystemTime::now().duration_since(then).ok());
        if age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path()).await;
        }
    }
    Ok(())
}
