//! What can go wrong with the index, as what the caller does next.

#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The index was written in another form than this program's: rebuild it.
    #[error("the index has another form and must be rebuilt")]
    FormDiffers,
    /// Another process writes to the index: try later.
    #[error("another process holds the index")]
    Busy,
    /// The index's files cannot be read: rebuild it.
    #[error("the index is damaged and must be rebuilt")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The folder cannot be written: rights or disk space.
    #[error("the index folder cannot be used")]
    Folder(#[from] std::io::Error),
    #[error("the index failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The register did not answer while a dossier was loaded.
    #[error("the register failed")]
    Register(#[from] register::RegisterError),
    /// Storage did not give the recognised text.
    #[error("the storage failed")]
    Storage(#[from] storage::StorageError),
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(tantivy::directory::error::LockError::LockBusy, _) => {
                Self::Busy
            }
            tantivy::TantivyError::DataCorruption(_)
            | tantivy::TantivyError::IncompatibleIndex(_)
            | tantivy::TantivyError::OpenReadError(_)
            | tantivy::TantivyError::SchemaError(_) => Self::Damaged(Box::new(error)),
            other => Self::Other(Box::new(other)),
        }
    }
}
