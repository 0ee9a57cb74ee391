//! The recognise station: one Page → quality, marks, Recognition, ALTO and the picture people see.

use dossier::access::Access;
use dossier::stage::Stage;
use dossier::{Digest, PageId, RecognitionId, alto};
use engine::{Decision, Engine, EngineError, PageReading, Step};
use language::Language;
use pipeline::{Station, StepError, Work};
use register::{Claim, NewConcern, Page, PageOutcome, PageRead, Register};
use storage::{Key, Storage};

use crate::confidence::{self, Trust};
use crate::correct::correct;

pub struct Recognise {
    pub register: Register,
    pub storage: Storage,
    pub engine: Engine,
}

impl Station for Recognise {
    fn stages(&self) -> &'static [Stage] {
        &[Stage::Recognise]
    }

    fn run<'a>(&'a self, claim: &'a Claim) -> Work<'a> {
        Box::pin(self.recognise(claim))
    }
}

impl Recognise {
    async fn recognise(&self, claim: &Claim) -> Result<(), StepError> {
        let page = self.register.page(&Access::machine("recognise"), PageId(claim.job.subject)).await?;
        let file = self.storage.to_local(&Key::original(page.home, &page.original)).await?;
        let (outcome, concerns) = match self.engine.read(file.path(), page.frame).await {
            Ok(reading) => self.keep(&page, reading).await?,
            Err(error) => (given_up(claim, &error)?, Vec::new()),
        };
        fail::fail_point!("recognise::before_commit");
        self.register.commit_recognised(claim, page.id, outcome, concerns).await?;
        fail::fail_point!("recognise::after_commit");
        Ok(())
    }

    /// Blobs before rows: what a crash leaves behind is a derivative that nobody names.
    async fn keep(
        &self,
        page: &Page,
        mut reading: PageReading,
    ) -> Result<(PageOutcome, Vec<NewConcern>), StepError> {
        let start = std::time::Instant::now();
        let mut recognition = reading.recognition();
        let corrected = correct(&mut recognition);
        confidence::weigh(&mut recognition, Trust::builtin());
        let ms = start.elapsed().as_millis() as u32;
        reading.steps.push(Step { name: "correct".to_owned(), detail: format!("{corrected} words"), ms });
        let id = RecognitionId::new();
        let document = alto::write(&recognition);
        self.storage.put(&Key::alto(page.home, page.id, id), &document).await?;
        self.storage.put(&Key::picture(page.home, page.id), &reading.picture.bytes).await?;
        let layers = Key::layers(page.home, page.id);
        match &reading.layers {
            Some(made) => self.storage.put(&layers, &made.to_bytes()).await?,
            // An earlier reading may have left some.
            None => self.storage.remove(&layers).await?,
        }
        let words = recognition.words().count() as u32;
        let concerns = match reading.blank || reading.separator.is_some() {
            true => Vec::new(),
            false => crate::quality::concerns(page.id, reading.confidence, &recognition),
        };
        let read = PageRead {
            recognition: id,
            engine: reading.engine,
            alto: Digest::of(&document),
            picture: Digest::of(&reading.picture.bytes),
            width: reading.width,
            height: reading.height,
            dpi: reading.dpi,
            rotation: reading.rotation,
            blank: reading.blank,
            separator: reading.separator,
            perceptual_hash: reading.perceptual_hash,
            pixel_digest: reading.pixel_digest,
            quality: reading.quality,
            mean_confidence: recognition.mean_confidence(),
            words,
            text_language: text_language(&recognition.text()).to_owned(),
            steps: serde_json::to_value(&reading.steps).unwrap_or_default(),
        };
        Ok((PageOutcome::Read(Box::new(read)), concerns))
    }
}

fn text_language(text: &str) -> &'static str {
    match language::language_of(text) {
        Language::Ukrainian => "uk",
        Language::Russian => "ru",
        Language::Unknown => "",
    }
}

/// The last attempt of what may pass ends as a Concern with its own words, not as a failed step. So does a page that
/// took too long: the engine has tried it twice.
fn given_up(claim: &Claim, error: &EngineError) -> Result<PageOutcome, StepError> {
    let last = claim.attempt >= claim.job.max_attempts || matches!(error, EngineError::Timeout { .. });
    match error.decision() {
        Decision::Concern => Ok(failed(error)),
        Decision::Retry if last => Ok(failed(error)),
        Decision::Retry | Decision::Mend => Err(StepError::Retry(error.code())),
    }
}

fn failed(error: &EngineError) -> PageOutcome {
    let params = error.parameters().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    PageOutcome::Failed { code: error.concern(false), params }
}
