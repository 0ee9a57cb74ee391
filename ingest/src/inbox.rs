//! The inbox: `inbox/<office>/<batch>/<dossier>/[<volume>/]files`, watched by looking, not by events, so that
//! network folders work as well. Files go through the door and then to `.received/` or `.refused/` of their
//! dossier's folder; nothing is deleted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use dossier::access::Access;
use dossier::{BatchId, DossierId, OfficeId};
use register::{Channel, Closing, RegisterError};
use tokio_util::sync::CancellationToken;

use crate::door::{Door, DoorError, DoorOutcome, Place};
use crate::walk::{self, PlannedFile};
use crate::{list, names};

/// How the inbox is watched.
#[derive(Clone, Debug)]
pub struct InboxConfig {
    pub folder: PathBuf,
    /// A dossier to which nothing came for so long is closed.
    pub quiet: Duration,
    /// A file that changed more recently than this is still being written.
    pub settle: Duration,
    /// Pause between two looks.
    pub look_every: Duration,
}

/// The name of a batch's list in its folder.
const LIST: &str = "manifest.csv";

/// Looks until told to stop. One bad file or folder never stops the watch.
pub async fn watch(door: &Door, config: &InboxConfig, woken: &tokio::sync::Notify, stop: &CancellationToken) {
    let mut inbox = Inbox {
        door: door.clone(),
        config: config.clone(),
        complained: HashSet::new(),
        listed: HashMap::new(),
        closed: HashSet::new(),
    };
    while !stop.is_cancelled() {
        match inbox.look().await {
            Ok(0) => {}
            Ok(_) => woken.notify_waiters(),
            Err(error) => tracing::warn!(error = %error, "the inbox could not be read, trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(config.look_every) => {}
            () = stop.cancelled() => {}
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum InboxError {
    #[error("a folder cannot be listed")]
    Folder(#[from] io::Error),
    #[error("the register did not answer: {0}")]
    Register(#[from] RegisterError),
    #[error("the door is out of order: {0}")]
    Door(#[from] DoorError),
}

struct Inbox {
    door: Door,
    config: InboxConfig,
    /// Folders already complained of in the log, so that each is named once.
    complained: HashSet<PathBuf>,
    /// Batches whose list was read, with the time of the file.
    listed: HashMap<PathBuf, SystemTime>,
    /// Dossier folders closed since the last file came, so that a still inbox costs the register nothing.
    closed: HashSet<PathBuf>,
}

impl Inbox {
    /// One look at everything. Returns how many files went through the door.
    async fn look(&mut self) -> Result<usize, InboxError> {
        let mut taken = 0;
        for office_folder in folders(&self.config.folder)? {
            let office = match self.door.register.office_by_code(&name_of(&office_folder)).await {
                Ok(office) => office,
                Err(RegisterError::NotFound) => {
                    self.complain(&office_folder, "an inbox folder is named after no office");
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            for batch_folder in folders(&office_folder)? {
                let batch = self.door.register.ensure_batch(office.id, &name_of(&batch_folder), None).await?;
                let listed = self.read_list(&batch_folder, batch.id).await?;
                for dossier_folder in folders(&batch_folder)? {
                    taken += self.take_dossier(&dossier_folder, office.id, batch.id, &listed).await?;
                }
            }
        }
        self.close_quiet().await?;
        Ok(taken)
    }

    fn complain(&mut self, folder: &Path, what: &'static str) {
        if self.complained.insert(folder.to_owned()) {
            tracing::warn!("{what}; make the office first or rename the folder");
        }
    }

    /// Reads the batch's list when it is new or changed, and keeps it in the register.
    async fn read_list(
        &mut self,
        folder: &Path,
        batch: BatchId,
    ) -> Result<BTreeMap<String, list::Listed>, InboxError> {
        let path = folder.join(LIST);
        let Ok(metadata) = path.metadata() else { return Ok(BTreeMap::new()) };
        let changed = metadata.modified()?;
        let listed = match list::read(&std::fs::read(&path)?) {
            Ok(listed) => listed,
            Err(error) => {
                if self.complained.insert(path) {
                    tracing::warn!(batch.id = %batch, error = %error, "the manifest of a batch cannot be read");
                }
                return Ok(BTreeMap::new());
            }
        };
        if self.listed.insert(path, changed) != Some(changed) {
            self.door
                .register
                .set_batch_list(&Access::machine("receive"), batch, &list::rows(&listed))
                .await?;
        }
        Ok(listed)
    }

    async fn take_dossier(
        &mut self,
        folder: &Path,
        office: OfficeId,
        batch: BatchId,
        listed: &BTreeMap<String, list::Listed>,
    ) -> Result<usize, InboxError> {
        let reference = name_of(folder);
        let plan = walk::dossier(folder, &reference)?;
        let settled = plan.files.iter().all(|file| self.is_settled(&file.path));
        // Files are taken in their natural order, so a file still being written holds back those behind it.
        let ready = if settled {
            plan.files.len()
        } else {
            plan.files.iter().take_while(|file| self.is_settled(&file.path)).count()
        };
        for (order, file) in plan.files[..ready].iter().enumerate() {
            let place = Place {
                office,
                batch,
                reference: reference.clone(),
                volume: file.volume.clone(),
                file_name: file.file_name.clone(),
                order: order as u32,
                channel: Channel::Inbox,
                by: None,
            };
            let outcome = self.door.receive_file(place, &file.path).await?;
            put_aside(folder, file, &outcome)?;
        }
        let how = if folder.join(".complete").exists() {
            Some(Closing::Marker)
        } else if listed.contains_key(&reference) {
            Some(Closing::List)
        } else {
            None
        };
        if ready > 0 {
            self.closed.remove(folder);
        }
        if let Some(how) = how
            && ready == plan.files.len()
            && self.closed.insert(folder.to_owned())
        {
            self.close(office, batch, &reference, how).await?;
        }
        Ok(ready)
    }

    async fn close(
        &self,
        office: OfficeId,
        batch: BatchId,
        reference: &str,
        how: Closing,
    ) -> Result<(), InboxError> {
        let dossier: DossierId = self.door.register.dossier_for(office, batch, reference).await?;
        self.door.register.close_dossier(dossier, how).await?;
        Ok(())
    }

    async fn close_quiet(&self) -> Result<(), InboxError> {
        let register = &self.door.register;
        for dossier in register.quiet_dossiers(register.now() - self.config.quiet).await? {
            register.close_dossier(dossier, Closing::Quiet).await?;
        }
        Ok(())
    }

    fn is_settled(&self, path: &Path) -> bool {
        let changed = path.symlink_metadata().and_then(|metadata| metadata.modified());
        // A clock that runs backwards must not hold a file back for ever.
        changed
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= self.config.settle) || at > SystemTime::now())
    }
}

/// Moves a file out of sight, a refused one with its reason beside it.
fn put_aside(dossier: &Path, file: &PlannedFile, outcome: &DoorOutcome) -> io::Result<()> {
    let (shelf, reason) = match outcome {
        DoorOutcome::Arrival(..) | DoorOutcome::Known(..) => (".received", None),
        DoorOutcome::Refused(code, _) => (".refused", Some(code.code())),
    };
    let folder = dossier.join(shelf).join(&file.volume);
    std::fs::create_dir_all(&folder)?;
    let mut target = folder.join(&file.file_name);
    let mut copy = 1;
    while target.symlink_metadata().is_ok() {
        copy += 1;
        target = folder.join(format!("{copy}~{}", file.file_name));
    }
    std::fs::rename(&file.path, &target)?;
    if let Some(reason) = reason {
        let mut beside = target.into_os_string();
        beside.push(".reason");
        std::fs::write(beside, reason)?;
    }
    Ok(())
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && !names::is_litter(&entry.file_name().to_string_lossy()) {
            found.push(entry.path());
        }
    }
    found.sort_by(|left, right| crate::order::natural(&name_of(left), &name_of(right)));
    Ok(found)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
