//! The publish station: a dossier revision → its archive copy and its manifest.

mod body;
mod font;
mod icc;
mod manifest;
pub mod pdf;
mod picture;
mod xmp;

use dossier::access::Access;
use dossier::stage::Stage;
use dossier::{DossierId, alto};
use engine::{Engine, Layers};
use pipeline::{Station, StepError, Work};
use register::{Claim, Page, Register};
use storage::{Key, Spooled, Storage, StorageError};
use time::OffsetDateTime;
use tokio::sync::mpsc;
use uuid::Uuid;

use pdf::{PdfFacts, PdfPage};
pub use picture::{PdfImage, PictureError, to_pdf};

/// Pages loaded ahead of the one being written.
const LOADED: usize = 2;

pub struct Publish {
    pub register: Register,
    pub storage: Storage,
    pub engine: Engine,
}

impl Station for Publish {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Publish]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.publish(claim))
    }
}

impl Publish {
    async fn publish(&self, claim: &Claim) -> Result<(), StepError> {
        let access = Access::machine("publish");
        let dossier = self.register.dossier(&access, DossierId(claim.job.subject)).await?;
        let revision = claim.job.revision;
        let pages = self.register.pages(&access, dossier.id).await?;
        let copy = copy(&self.storage, &dossier.reference, self.register.now(), &pages).await?;
        let (digest, size) = (copy.digest, copy.size);
        let key = Key::archive_pdf(dossier.id, revision);
        self.storage.put_spooled(&key, copy).await?;
        self.reopen(&key, pages.len()).await?;
        let manifest = manifest::of(&self.register, &access, &dossier, revision, &pages).await?;
        let mut sink = self.storage.sink()?;
        serde_json::to_writer_pretty(&mut sink, &manifest)
            .map_err(|_| StepError::Retry("publish.manifest"))?;
        self.storage.put_spooled(&Key::manifest(dossier.id, revision), sink.finish()?).await?;
        fail::fail_point!("publish::before_commit");
        self.register.commit_published(claim, dossier.id, revision, digest, size).await?;
        fail::fail_point!("publish::after_commit");
        Ok(())
    }

    /// A copy counts only when another program can open it and finds every page.
    async fn reopen(&self, key: &Key, pages: usize) -> Result<(), StepError> {
        let file = self.storage.to_local(key).await?;
        let facts = self.engine.inspect_pdf(file.path()).await.map_err(|error| {
            tracing::error!(error = %error, "the archive copy cannot be opened again");
            StepError::Retry("publish.reopen")
        })?;
        if facts.pages as usize == pages { Ok(()) } else { Err(StepError::Never("publish.page_count")) }
    }
}

/// Pages as PDF/A-1b in the spool. They are loaded while earlier ones are written, a few at a time.
pub async fn copy(
    storage: &Storage,
    title: &str,
    made_at: OffsetDateTime,
    pages: &[Page],
) -> Result<Spooled, StepError> {
    let title = title.to_owned();
    let mut sink = storage.sink()?;
    let (leaves, mut queue) = mpsc::channel::<Leaf>(LOADED);
    let writing = tokio::task::spawn_blocking(move || {
        let facts = PdfFacts { title: &title, made_at, id: Uuid::now_v7().into_bytes() };
        let pages = std::iter::from_fn(|| queue.blocking_recv()).map(Leaf::into_page);
        pdf::write(&facts, pages, &mut sink)?;
        sink.finish().map_err(Unwritten::from)
    });
    for page in pages {
        // A full disk ends the writing early: it tells why itself.
        if leaves.send(leaf(storage, page).await?).await.is_err() {
            break;
        }
    }
    drop(leaves);
    let written = writing.await.map_err(|_| StepError::Retry("publish.panicked"))?;
    written.map_err(StepError::from)
}

/// A page's picture and text; a page that could not be read keeps its place, empty.
async fn leaf(storage: &Storage, page: &Page) -> Result<Leaf, StepError> {
    let layers = held(storage, &Key::layers(page.home, page.id)).await?;
    let picture = match layers {
        Some(_) => None,
        None => held(storage, &Key::picture(page.home, page.id)).await?,
    };
    let text = match page.recognition {
        None => None,
        Some(id) => Some(storage.get(&Key::alto(page.home, page.id, id)).await?),
    };
    Ok(Leaf { width: page.width, height: page.height, dpi: page.dpi, layers, picture, text })
}

async fn held(storage: &Storage, key: &Key) -> Result<Option<Vec<u8>>, StepError> {
    match storage.get(key).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(StorageError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A page as it lies in the storage; decoding it is the writer's work, on a thread that may compute.
struct Leaf {
    width: u32,
    height: u32,
    dpi: u32,
    /// The page taken apart; where it has none, the picture people see.
    layers: Option<Vec<u8>>,
    picture: Option<Vec<u8>>,
    /// ALTO.
    text: Option<Vec<u8>>,
}

impl Leaf {
    fn into_page(self) -> Result<PdfPage, Unwritten> {
        let image = match self.layers {
            Some(bytes) => Some(PdfImage::Layers(Layers::from_bytes(&bytes).ok_or(Unwritten::Layers)?)),
            None => self.picture.map(to_pdf).transpose()?,
        };
        let recognition =
            self.text.map(|bytes| alto::read(&bytes)).transpose().map_err(|_| Unwritten::Text)?;
        Ok(PdfPage { width: self.width, height: self.height, dpi: self.dpi, image, recognition })
    }
}

/// Why there is no archive copy.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error("a stored picture cannot stand in a PDF")]
    Picture(#[from] PictureError),
    #[error("the stored layers are of no known form")]
    Layers,
    #[error("a stored text cannot be read")]
    Text,
    #[error("the spool takes no more")]
    Sink(#[from] std::io::Error),
    #[error("the spool could not be finished")]
    Spool(#[from] StorageError),
}

impl From<Unwritten> for StepError {
    fn from(error: Unwritten) -> Self {
        match error {
            Unwritten::Picture(_) => Self::Never("publish.picture"),
            Unwritten::Layers => Self::Never("publish.layers"),
            Unwritten::Text => Self::Never("publish.alto"),
            Unwritten::Sink(error) => {
                tracing::warn!(error = %error, "the archive copy could not be written aside");
                Self::Retry("storage.error")
            }
            Unwritten::Spool(error) => error.into(),
        }
    }
}
