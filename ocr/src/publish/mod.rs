//! The publish station: a dossier revision → its archive copy and its manifest.

mod font;
mod icc;
mod manifest;
pub mod pdf;
mod picture;
mod xmp;

use dossier::access::Access;
use dossier::stage::Stage;
use dossier::{Digest, DossierId, alto};
use engine::{Engine, Layers};
use pipeline::{Station, StepError, Work};
use register::{Claim, Page, Register};
use storage::{Key, Storage, StorageError};
use uuid::Uuid;

use pdf::{PdfFacts, PdfPage};
pub use picture::{PdfImage, PictureError, to_pdf};

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
        let mut leaves = Vec::with_capacity(pages.len());
        for page in &pages {
            leaves.push(self.leaf(page).await?);
        }
        let made_at = self.register.now();
        let reference = dossier.reference.clone();
        let bytes = tokio::task::spawn_blocking(move || {
            let facts = PdfFacts { title: &reference, made_at, id: Uuid::now_v7().into_bytes() };
            pdf::write(&facts, &leaves)
        })
        .await
        .map_err(|_| StepError::Retry("publish.panicked"))?;
        let key = Key::archive_pdf(dossier.id, revision);
        self.storage.put(&key, &bytes).await?;
        self.reopen(&key, pages.len()).await?;
        let manifest = manifest::of(&self.register, &access, &dossier, revision, &pages).await?;
        let manifest =
            serde_json::to_vec_pretty(&manifest).map_err(|_| StepError::Never("publish.manifest"))?;
        self.storage.put(&Key::manifest(dossier.id, revision), &manifest).await?;
        fail::fail_point!("publish::before_commit");
        let digest = Digest::of(&bytes);
        self.register.commit_published(claim, dossier.id, revision, digest, bytes.len() as u64).await?;
        fail::fail_point!("publish::after_commit");
        Ok(())
    }

    /// A page's picture and text; a page that could not be read keeps its place, empty.
    async fn leaf(&self, page: &Page) -> Result<PdfPage, StepError> {
        let image = self.image(page).await?;
        let recognition = match page.recognition {
            None => None,
            Some(recognition) => {
                let bytes = self.storage.get(&Key::alto(page.home, page.id, recognition)).await?;
                Some(alto::read(&bytes).map_err(|_| StepError::Never("publish.alto"))?)
            }
        };
        Ok(PdfPage { width: page.width, height: page.height, dpi: page.dpi, image, recognition })
    }

    /// Layers where the page has some, else the picture people see.
    async fn image(&self, page: &Page) -> Result<Option<PdfImage>, StepError> {
        match self.storage.get(&Key::layers(page.home, page.id)).await {
            Ok(bytes) => {
                let layers = Layers::from_bytes(&bytes).ok_or(StepError::Never("publish.layers"))?;
                return Ok(Some(PdfImage::Layers(layers)));
            }
            Err(StorageError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
        match self.storage.get(&Key::picture(page.home, page.id)).await {
            Ok(bytes) => Ok(Some(to_pdf(bytes).map_err(|_| StepError::Never("publish.picture"))?)),
            Err(StorageError::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
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
