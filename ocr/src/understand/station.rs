//! The understand station: a dossier's recognitions → Documents, fields, duplicates, Concerns, in one commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use dossier::access::Access;
use dossier::page::{PageState, Separator};
use dossier::recognition::Recognition;
use dossier::stage::Stage;
use dossier::{Digest, DossierId, alto};
use pipeline::{Station, StepError, Work};
use register::{Claim, DossierField, FieldSource, NewConcern, NewDocument, Page, Register, Understood};
use storage::{Key, Storage};

use super::{Calibration, DossierFound, FoundConcern, FoundDocument, PageInput, Understanding, understand};
use crate::kinds::Kinds;

pub struct Understand {
    pub register: Register,
    pub storage: Storage,
    pub kinds: Arc<Kinds>,
    pub calibration: Arc<Calibration>,
}

impl Station for Understand {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Understand]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.understand(claim))
    }
}

impl Understand {
    async fn understand(&self, claim: &Claim) -> Result<(), StepError> {
        let access = Access::machine("understand");
        let dossier = self.register.dossier(&access, DossierId(claim.job.subject)).await?;
        let pages = inputs(&self.register, &self.storage, &access, dossier.id).await?;
        let (kinds, calibration) = (Arc::clone(&self.kinds), Arc::clone(&self.calibration));
        let reference = dossier.reference.clone();
        let found = tokio::task::spawn_blocking(move || understand(&kinds, &calibration, &reference, &pages))
            .await
            .map_err(|_| StepError::Retry("understand.panicked"))?;
        fail::fail_point!("understand::before_commit");
        self.register.commit_understood(claim, dossier.id, claim.job.revision, understood(found)).await?;
        fail::fail_point!("understand::after_commit");
        Ok(())
    }
}

/// What understanding needs to know of a dossier's pages, in order.
pub async fn inputs(
    register: &Register,
    storage: &Storage,
    access: &Access,
    dossier: DossierId,
) -> Result<Vec<PageInput>, StepError> {
    let rows = register.pages(access, dossier).await?;
    let mut pages = Vec::new();
    for page in &rows {
        pages.push(input(storage, page, &rows).await?);
    }
    Ok(pages)
}

/// A page that could not be read counts as read, with empty text; so does one that a person called blank. One that a
/// person called a repetition has the pixels of the page it repeats.
async fn input(storage: &Storage, page: &Page, all: &[Page]) -> Result<PageInput, StepError> {
    let recognition = match page.recognition.filter(|_| !page.blank_set) {
        None => {
            Recognition { width: page.width, height: page.height, dpi: page.dpi, ..Recognition::default() }
        }
        Some(recognition) => {
            let bytes = storage.get(&Key::alto(page.home, page.id, recognition)).await?;
            alto::read(&bytes).map_err(|_| StepError::Never("understand.alto"))?
        }
    };
    // An unread page has no pixels to compare: its own id keeps it unlike every other.
    let unlike = || Digest::of(page.id.0.as_bytes());
    let twin = page.duplicate_of.filter(|_| page.twin_set);
    let shown = twin.and_then(|twin| all.iter().find(|one| one.id == twin)).unwrap_or(page);
    Ok(PageInput {
        id: page.id,
        number: page.number,
        recognition,
        blank: page.blank,
        separator: page.separator.as_deref().map(Separator::from_payload),
        perceptual_hash: page.perceptual_hash.unwrap_or_default(),
        pixel_digest: shown.pixel_digest.filter(|_| shown.state == PageState::Read).unwrap_or_else(unlike),
        quality: page.quality.clone().unwrap_or_default(),
    })
}

fn understood(found: Understanding) -> Understood {
    Understood {
        documents: found.documents.into_iter().map(document).collect(),
        dossier_fields: found.dossier_fields.into_iter().map(dossier_field).collect(),
        duplicates: found.duplicates,
        moved: found.moved,
        concerns: found.concerns.into_iter().map(concern).collect(),
    }
}

fn document(found: FoundDocument) -> NewDocument {
    NewDocument {
        matched: None,
        kind: found.kind,
        confidence: found.confidence,
        pages: found.pages,
        fields: found.fields,
    }
}

fn dossier_field(found: DossierFound) -> DossierField {
    let sources = found.sources.into_iter().map(|(document, path)| FieldSource { document, path }).collect();
    DossierField { found: found.field, sources }
}

fn concern(found: FoundConcern) -> NewConcern {
    let params: BTreeMap<String, String> = found.params;
    NewConcern { page: found.page, twin: found.twin, params, ..NewConcern::new(found.code) }
}
