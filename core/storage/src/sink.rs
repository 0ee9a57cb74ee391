//! A file that grows in the spool: hashed while written by code that makes its bytes piece by piece.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use dossier::Digest;
use sha2::Digest as _;

use crate::error::StorageError;
use crate::spool::{self, HEAD, Spooled};

/// Dropped unfinished, it forgets its bytes.
#[derive(Debug)]
pub struct Sink {
    file: BufWriter<File>,
    hash: sha2::Sha256,
    spooled: Spooled,
}

impl Sink {
    pub(crate) fn open(folder: &Path) -> Result<Self, StorageError> {
        let path = spool::fresh(folder);
        let file = File::create_new(&path).map_err(StorageError::of_disk)?;
        let spooled = Spooled { digest: Digest([0; 32]), size: 0, head: Vec::new(), path };
        Ok(Self { file: BufWriter::new(file), hash: sha2::Sha256::new(), spooled })
    }

    /// The bytes, whole and synced to disk.
    pub fn finish(mut self) -> Result<Spooled, StorageError> {
        self.file.flush().map_err(StorageError::of_disk)?;
        self.file.get_ref().sync_all().map_err(StorageError::of_disk)?;
        self.spooled.digest = Digest(self.hash.finalize().into());
        Ok(self.spooled)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        let missing = HEAD.saturating_sub(self.spooled.head.len()).min(count);
        self.spooled.head.extend_from_slice(&bytes[..missing]);
        self.hash.update(&bytes[..count]);
        self.spooled.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
