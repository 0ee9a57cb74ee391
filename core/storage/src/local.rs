//! A stored thing as a path on this machine, for programs that cannot read a stream.

use std::path::{Path, PathBuf};

/// The stored file itself, to be read only, or a copy that is removed with this value.
#[derive(Debug)]
pub struct LocalFile {
    path: PathBuf,
    copy: bool,
}

impl LocalFile {
    pub(crate) fn stored(path: PathBuf) -> Self {
        Self { path, copy: false }
    }

    pub(crate) fn copy(path: PathBuf) -> Self {
        Self { path, copy: true }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for LocalFile {
    fn drop(&mut self) {
        if self.copy {
            // A copy left behind is swept away when the storage is next opened.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
