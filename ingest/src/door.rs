//! The one door: every file, whichever way it comes, ends as an Arrival, a known duplicate or a Refusal
//! (invariant 1). It refuses only what it can see without parsing; all else becomes an Original.

use std::collections::BTreeMap;
use std::path::Path;

use dossier::concern::RefusalCode;
use dossier::{ArrivalId, BatchId, DossierId, OfficeId, PageId, UserId};
use engine::Media;
use register::{Channel, ReceiveOutcome, Received, Refused, Register, RegisterError};
use storage::{Storage, StorageError};
use tokio::io::AsyncRead;

/// What the door needs; cheap to clone.
#[derive(Clone)]
pub struct Door {
    pub register: Register,
    pub storage: Storage,
    /// Larger files are refused; 2 GiB by default.
    pub max_file_bytes: u64,
}

/// Where a file belongs, and who brought it.
#[derive(Clone, Debug)]
pub struct Place {
    pub office: OfficeId,
    pub batch: BatchId,
    pub reference: String,
    /// Empty where the dossier has no volumes.
    pub volume: String,
    pub file_name: String,
    /// Place among the files of this delivery, from 0.
    pub order: u32,
    pub channel: Channel,
    pub by: Option<UserId>,
}

/// How a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoorOutcome {
    Arrival(ArrivalId, DossierId),
    /// The same bytes are at this place already.
    Known(ArrivalId, DossierId),
    Refused(RefusalCode, BTreeMap<String, String>),
}

/// The door itself is out of order: the file was neither taken nor refused and should be brought again.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    #[error("the register is out of order")]
    Register(#[from] RegisterError),
    #[error("the storage is out of order")]
    Storage(#[source] StorageError),
}

impl Door {
    /// Takes one stream. The sender's breaking off is a `DoorError`: nothing is kept of half a file.
    ///
    /// # Errors
    /// Register or storage did not answer as they should.
    pub async fn receive(
        &self,
        place: Place,
        from: impl AsyncRead + Unpin,
    ) -> Result<DoorOutcome, DoorError> {
        self.receive_for(place, None, from).await
    }

    /// As `receive`, for a new scan of this page of the dossier.
    ///
    /// # Errors
    /// Register or storage did not answer as they should.
    pub async fn receive_for(
        &self,
        place: Place,
        page: Option<PageId>,
        from: impl AsyncRead + Unpin,
    ) -> Result<DoorOutcome, DoorError> {
        let spooled = match self.storage.spool(from, self.max_file_bytes).await {
            Ok(spooled) => spooled,
            Err(StorageError::TooLarge { limit }) => {
                return self.refuse(place, RefusalCode::TooLarge, [("limit", limit.to_string())]).await;
            }
            Err(error) => return Err(DoorError::Storage(error)),
        };
        if spooled.size == 0 {
            return self.refuse(place, RefusalCode::Empty, []).await;
        }
        let Some(media) = Media::of(&spooled.head) else {
            return self.refuse(place, RefusalCode::UnsupportedType, []).await;
        };
        // Blobs are kept by dossier, so it exists before its first file does.
        let dossier = self.register.dossier_for(place.office, place.batch, &place.reference).await?;
        let stored = self.storage.keep_original(dossier, spooled).await.map_err(DoorError::Storage)?;
        fail::fail_point!("receive::before_commit");
        let received = Received {
            office: place.office,
            batch: place.batch,
            reference: place.reference,
            volume: place.volume,
            file_name: place.file_name,
            order: place.order,
            digest: stored.digest,
            bytes: stored.size,
            media_type: media.media_type().to_owned(),
            channel: place.channel,
            by: place.by,
        };
        Ok(match self.register.receive_for(received, page).await? {
            ReceiveOutcome::Arrival(arrival, dossier) => DoorOutcome::Arrival(arrival, dossier),
            ReceiveOutcome::Known(arrival, dossier) => DoorOutcome::Known(arrival, dossier),
        })
    }

    /// Takes a file of this machine. Links and devices are refused unread, and so is what the disk does not give.
    ///
    /// # Errors
    /// Register or storage did not answer as they should.
    pub async fn receive_file(&self, place: Place, path: &Path) -> Result<DoorOutcome, DoorError> {
        match tokio::fs::symlink_metadata(path).await {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return self.refuse(place, RefusalCode::NotAFile, []).await,
            Err(_) => return self.refuse(place, RefusalCode::Unreadable, []).await,
        }
        let Ok(file) = tokio::fs::File::open(path).await else {
            return self.refuse(place, RefusalCode::Unreadable, []).await;
        };
        match self.receive(place.clone(), file).await {
            // The local disk gave up in the middle: the same each time.
            Err(DoorError::Storage(StorageError::Source(_))) => {
                self.refuse(place, RefusalCode::Unreadable, []).await
            }
            other => other,
        }
    }

    async fn refuse<const N: usize>(
        &self,
        place: Place,
        code: RefusalCode,
        params: [(&str, String); N],
    ) -> Result<DoorOutcome, DoorError> {
        let params: BTreeMap<String, String> =
            params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let refused = Refused {
            office: place.office,
            batch: place.batch,
            reference: place.reference,
            volume: place.volume,
            file_name: place.file_name,
            code,
            params: params.clone(),
            channel: place.channel,
            by: place.by,
        };
        self.register.refuse(refused).await?;
        Ok(DoorOutcome::Refused(code, params))
    }
}
