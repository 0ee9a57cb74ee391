//! Local copies of originals that lie in a bucket: a file of five hundred pages is fetched once, not once a page.
//!
//! Originals never change, so a copy is good for ever; the longest unused go when there are too many bytes.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::fs;

use crate::error::StorageError;
use crate::key::{Holding, Key};
use crate::local::LocalFile;
use crate::spool;

const LIMIT: u64 = 4 << 30;

#[derive(Clone, Debug)]
pub(crate) struct Cache {
    spool: PathBuf,
    folder: PathBuf,
    limit: u64,
}

impl Cache {
    pub(crate) async fn open(spool: &Path) -> Result<Self, StorageError> {
        let folder = spool.join("cache");
        fs::create_dir_all(&folder).await.map_err(StorageError::of_disk)?;
        Ok(Self { spool: spool.to_owned(), folder, limit: LIMIT })
    }

    /// A name of its own for the copy, so that the caller keeps it even when it is evicted meanwhile.
    pub(crate) async fn take(&self, key: &Key) -> Option<LocalFile> {
        let copy = self.copy(key)?;
        let own = spool::fresh(&self.spool);
        fs::hard_link(&copy, &own).await.ok()?;
        let local = LocalFile::copy(own);
        if let Ok(file) = fs::File::open(local.path()).await {
            let _ = file.into_std().await.set_modified(SystemTime::now());
        }
        Some(local)
    }

    /// Remembers a fetched file. Failing to is no failure: the next one fetches again.
    pub(crate) async fn remember(&self, key: &Key, local: &LocalFile) {
        let Some(copy) = self.copy(key) else { return };
        if fs::hard_link(local.path(), &copy).await.is_ok() {
            let _ = self.evict().await;
        }
    }

    fn copy(&self, key: &Key) -> Option<PathBuf> {
        let name = key.as_str().replace('/', "-");
        (key.holding() == Holding::Original).then(|| self.folder.join(name))
    }

    async fn evict(&self) -> io::Result<()> {
        let mut copies = Vec::new();
        let mut entries = fs::read_dir(&self.folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let facts = entry.metadata().await?;
            copies.push((facts.modified()?, facts.len(), entry.path()));
        }
        copies.sort();
        let mut bytes: u64 = copies.iter().map(|(_, size, _)| size).sum();
        for (_, size, path) in copies {
            if bytes <= self.limit {
                break;
            }
            fs::remove_file(path).await?;
            bytes -= size;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use dossier::{Digest, DossierId};

    use super::*;

    #[tokio::test]
    async fn the_longest_unused_copy_goes_first_and_users_keep_theirs() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache { limit: 25, ..Cache::open(dir.path()).await.unwrap() };
        let dossier = DossierId::new();
        let keys: Vec<_> = (0..3).map(|number| Key::original(dossier, &Digest::of(&[number]))).collect();
        let mut in_use = Vec::new();
        for (place, key) in keys.iter().enumerate() {
            assert!(cache.take(key).await.is_none());
            let path = spool::fresh(dir.path());
            std::fs::write(&path, [0; 10]).unwrap();
            let fetched = LocalFile::copy(path);
            let minute = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(60 * place as u64);
            std::fs::File::open(fetched.path()).unwrap().set_modified(minute).unwrap();
            cache.remember(key, &fetched).await;
            in_use.push(fetched);
        }
        assert!(cache.take(&keys[0]).await.is_none(), "evicted");
        assert!(cache.take(&keys[1]).await.is_some());
        assert_eq!(std::fs::read(in_use[0].path()).unwrap().len(), 10, "still there for its user");
        assert!(cache.take(&Key::manifest(dossier, 1)).await.is_none(), "only originals are kept");
    }
}
