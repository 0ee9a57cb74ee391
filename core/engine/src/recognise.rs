//! Tesseract, kept alive for each set of models. Gives words as Tesseract says them, on the prepared grid.

pub(crate) mod clean;
pub(crate) mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dossier::Digest;
use tesseract::{OcrEngineMode, PageSegMode, Tesseract};

use crate::error::EngineError;
use crate::pixels::Grey;
use words::RawLine;

/// A set of models. Loading is dear, so each set has a Tesseract of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Models {
    /// One script model for Ukrainian and Russian: as fast as one language and best on print.
    Cyrillic,
    /// The most accurate of all, at half as much again: for the unsure and the typewritten.
    All,
}

impl Models {
    pub fn name(self) -> &'static str {
        match self {
            Self::Cyrillic => "Cyrillic",
            Self::All => "Cyrillic+ukr+rus",
        }
    }
}

/// What a picture holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Anything: full layout analysis.
    Page,
    /// One row of a table, its lines removed. Layout analysis would drop lone numbers between wide gaps.
    Row,
}

#[derive(Default)]
pub(crate) struct Reader {
    cyrillic: Option<Tesseract>,
    all: Option<Tesseract>,
}

/// The models a child reads with: one set for its whole life.
static MODELS: OnceLock<Option<PathBuf>> = OnceLock::new();

/// Tells the child where its models are; `None` for those of the system.
pub(crate) fn reads_with(tessdata: Option<&Path>) {
    let _ = MODELS.set(tessdata.map(Path::to_owned));
}

/// What reads here: Tesseract, models of one's own by the beginning of their digest, and this program, whose
/// preparation decides what Tesseract sees.
pub(crate) fn version() -> String {
    static VERSION: OnceLock<String> = OnceLock::new();
    let made = || {
        let tesseract = tesseract_plumbing::version().to_string_lossy();
        let models = MODELS.get().and_then(Option::as_deref).map(mark_of).unwrap_or_default();
        format!("tesseract {tesseract}{models} sprava {}", env!("CARGO_PKG_VERSION"))
    };
    VERSION.get_or_init(made).clone()
}

/// `-` and eight digits that stand for the bytes of all models read with.
fn mark_of(tessdata: &Path) -> String {
    let mut digests = String::new();
    for name in ["Cyrillic", "ukr", "rus"] {
        // A model that is missing is found out when it is loaded.
        let bytes = std::fs::read(tessdata.join(format!("{name}.traineddata"))).unwrap_or_default();
        digests.push_str(&Digest::of(&bytes).to_string());
    }
    format!("-{}", &Digest::of(digests.as_bytes()).to_string()[..8])
}

impl Reader {
    /// Reads a grey picture.
    pub fn read(
        &mut self,
        models: Models,
        layout: Layout,
        grey: &Grey,
        dpi: f32,
        tessdata: Option<&Path>,
    ) -> Result<Vec<RawLine>, EngineError> {
        let place = match models {
            Models::Cyrillic => &mut self.cyrillic,
            Models::All => &mut self.all,
        };
        let mut reader = match place.take() {
            Some(reader) => reader,
            None => load(models, tessdata)?,
        };
        reader.set_page_seg_mode(match layout {
            Layout::Page => PageSegMode::PsmAuto,
            Layout::Row => PageSegMode::PsmSingleBlock,
        });
        let (width, height) = (grey.width as i32, grey.height as i32);
        // Setters take the reader and give it back; on an error it is gone and the next page loads another.
        let reader = reader.set_frame(&grey.data, width, height, 1, width);
        let reader = reader.map_err(|_| EngineError::damaged("tesseract.image"))?;
        let reader = reader.set_source_resolution(dpi.round() as i32).recognize();
        let mut reader = reader.map_err(|_| EngineError::damaged("tesseract.recognise"))?;
        let table = reader.get_tsv_text(0).map_err(|_| EngineError::damaged("tesseract.result"))?;
        *place = Some(reader);
        Ok(words::from_table(&table))
    }
}

fn load(models: Models, tessdata: Option<&Path>) -> Result<Tesseract, EngineError> {
    let folder = tessdata.and_then(Path::to_str);
    let missing = |_| EngineError::unavailable("tessdata");
    let mut reader =
        Tesseract::new_with_oem(folder, Some(models.name()), OcrEngineMode::LstmOnly).map_err(missing)?;
    // Its remarks quote pixels and words; nobody may read them.
    reader =
        reader.set_variable("debug_file", "/dev/null").map_err(|_| EngineError::unavailable("tesseract"))?;
    Ok(reader)
}

/// Whether a model can be loaded at all, for `doctor`.
pub(crate) fn has_model(name: &str, tessdata: Option<&Path>) -> bool {
    let folder = tessdata.and_then(Path::to_str);
    let mode = if name == "osd" { OcrEngineMode::Default } else { OcrEngineMode::LstmOnly };
    Tesseract::new_with_oem(folder, Some(name), mode).is_ok()
}
