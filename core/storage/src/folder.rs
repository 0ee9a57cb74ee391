//! Storage in a folder: write aside, sync, then take the name without ever replacing an original.

use std::io;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use dossier::DossierId;
use rustix::fs::{CWD, RenameFlags};
use rustix::io::Errno;
use tokio::fs;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

use crate::error::StorageError;
use crate::key::{DOSSIERS, Key};
use crate::local::LocalFile;
use crate::spool::{self, Spooled};
use crate::{Entry, Stream};

#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    incoming: PathBuf,
}

impl Folder {
    pub async fn open(root: &Path) -> Result<Self, StorageError> {
        fs::create_dir_all(root).await.map_err(StorageError::of_disk)?;
        let root = fs::canonicalize(root).await.map_err(StorageError::of_disk)?;
        // Inside the store itself: a name can only be taken within one file system.
        let incoming = root.join("incoming");
        spool::prepare(&incoming).await?;
        Ok(Self { root, incoming })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn incoming(&self) -> &Path {
        &self.incoming
    }

    /// Gives spooled bytes their name; true when the name was taken already.
    pub(crate) async fn keep(&self, key: &Key, spooled: &Spooled) -> Result<bool, StorageError> {
        let target = self.path(key);
        let folder = self.make_parent(&target).await?;
        let read_only = std::fs::Permissions::from_mode(0o440);
        fs::set_permissions(&spooled.path, read_only).await.map_err(StorageError::of_disk)?;
        fail::fail_point!("storage::before_name");
        let (from, to) = (spooled.path.clone(), target);
        let already = blocking(move || take_name(&from, &to)).await?;
        sync_folder(&folder).await?;
        Ok(already)
    }

    pub(crate) async fn put(&self, key: &Key, bytes: &[u8]) -> Result<(), StorageError> {
        let aside = spool::fresh(&self.incoming);
        let put = match write_synced(&aside, bytes).await {
            Ok(()) => self.put_file(key, &aside).await,
            Err(error) => Err(StorageError::of_disk(error)),
        };
        if put.is_err() {
            let _ = fs::remove_file(&aside).await;
        }
        put
    }

    pub(crate) async fn put_spooled(&self, key: &Key, spooled: &Spooled) -> Result<(), StorageError> {
        self.put_file(key, &spooled.path).await
    }

    /// Moves a synced file to its name, over what was there.
    async fn put_file(&self, key: &Key, aside: &Path) -> Result<(), StorageError> {
        let target = self.path(key);
        let folder = self.make_parent(&target).await?;
        fail::fail_point!("storage::put");
        fs::rename(aside, &target).await.map_err(StorageError::of_disk)?;
        sync_folder(&folder).await
    }

    pub(crate) async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        fs::read(self.path(key)).await.map_err(StorageError::of_disk)
    }

    pub(crate) async fn get_range(&self, key: &Key, range: Range<u64>) -> Result<Vec<u8>, StorageError> {
        let mut file = fs::File::open(self.path(key)).await.map_err(StorageError::of_disk)?;
        file.seek(io::SeekFrom::Start(range.start)).await.map_err(StorageError::of_disk)?;
        let mut bytes = Vec::new();
        file.take(range.end - range.start).read_to_end(&mut bytes).await.map_err(StorageError::of_disk)?;
        Ok(bytes)
    }

    pub(crate) async fn stream(&self, key: &Key) -> Result<Stream, StorageError> {
        let file = fs::File::open(self.path(key)).await.map_err(StorageError::of_disk)?;
        let size = file.metadata().await.map_err(StorageError::of_disk)?.len();
        Ok(Stream { size: Some(size), bytes: Box::new(file) })
    }

    pub(crate) async fn size(&self, key: &Key) -> Result<Option<u64>, StorageError> {
        match fs::metadata(self.path(key)).await {
            Ok(facts) => Ok(Some(facts.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::of_disk(error)),
        }
    }

    pub(crate) async fn to_local(&self, key: &Key) -> Result<LocalFile, StorageError> {
        match self.size(key).await? {
            Some(_) => Ok(LocalFile::stored(self.path(key))),
            None => Err(StorageError::NotFound),
        }
    }

    pub(crate) async fn dossiers(&self) -> Result<Vec<DossierId>, StorageError> {
        let mut found = Vec::new();
        for spread in names(&self.root.join(DOSSIERS)).await? {
            for name in names(&self.root.join(DOSSIERS).join(spread)).await? {
                found.extend(name.parse::<DossierId>().ok());
            }
        }
        Ok(found)
    }

    pub(crate) async fn list(&self, dossier: DossierId) -> Result<Vec<Entry>, StorageError> {
        let mut entries = Vec::new();
        let mut folders = vec![Key::prefix(dossier)];
        while let Some(folder) = folders.pop() {
            for name in names(&self.root.join(&folder)).await? {
                let inside = format!("{folder}{name}");
                let facts = fs::metadata(self.root.join(&inside)).await.map_err(StorageError::of_disk)?;
                if facts.is_dir() {
                    folders.push(inside + "/");
                    continue;
                }
                if let Some(key) = Key::parse(&inside) {
                    entries.push(Entry { key, size: facts.len() });
                }
            }
        }
        Ok(entries)
    }

    pub(crate) async fn remove(&self, key: &Key) -> Result<(), StorageError> {
        match fs::remove_file(self.path(key)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StorageError::of_disk(error)),
            _ => Ok(()),
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    /// Makes the folder a file will lie in, each new level synced into the one above.
    async fn make_parent(&self, target: &Path) -> Result<PathBuf, StorageError> {
        let folder = target.parent().unwrap_or(&self.root).to_owned();
        let mut missing = Vec::new();
        for level in folder.ancestors() {
            if level == self.root || fs::try_exists(level).await.map_err(StorageError::of_disk)? {
                break;
            }
            missing.push(level.to_owned());
        }
        fs::create_dir_all(&folder).await.map_err(StorageError::of_disk)?;
        for level in missing.iter().rev() {
            sync_folder(level.parent().unwrap_or(&self.root)).await?;
        }
        Ok(folder)
    }
}

/// Moves `from` to `to` unless `to` exists; true when it did.
fn take_name(from: &Path, to: &Path) -> io::Result<bool> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(false),
        Err(Errno::EXIST) => Ok(true),
        // Some network file systems know no such rename; a second name for the file is as safe.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => match std::fs::hard_link(from, to) {
            Ok(()) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(true),
            Err(error) => Err(error),
        },
        Err(error) => Err(error.into()),
    }
}

async fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path).await?;
    file.write_all(bytes).await?;
    file.flush().await?;
    file.sync_all().await
}

/// A name is on disk only when its folder is.
async fn sync_folder(folder: &Path) -> Result<(), StorageError> {
    let folder = folder.to_owned();
    blocking(move || std::fs::File::open(folder)?.sync_all()).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StorageError> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| StorageError::Other(error.into()))?;
    done.map_err(StorageError::of_disk)
}

/// What lies in a folder; nothing when there is no folder.
async fn names(folder: &Path) -> Result<Vec<String>, StorageError> {
    let mut names = Vec::new();
    let mut entries = match fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(StorageError::of_disk(error)),
    };
    while let Some(entry) = entries.next_entry().await.map_err(StorageError::of_disk)? {
        names.extend(entry.file_name().into_string().ok());
    }
    Ok(names)
}
