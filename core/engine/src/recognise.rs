//! Tesseract, kept alive between pages. Gives words as Tesseract says them, on the prepared grid.

pub(crate) mod clean;
mod figures;
pub(crate) mod lines;
mod unpacked;
pub(crate) mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dossier::Digest;
use tesseract::{OcrEngineMode, PageSegMode, Tesseract};

use crate::error::EngineError;
use crate::pixels::Grey;
use words::RawLine;

/// One script model for Ukrainian and Russian: as fast as one language and best on print.
pub(crate) const MODEL: &str = "Cyrillic";

#[derive(Default)]
pub(crate) struct Reader {
    tesseract: Option<Tesseract>,
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

/// Its remarks quote pixels and words; nobody may read them. No page has white letters on black here: a line it doubts is
/// not read a second time the other way round. Whether letters stand at an even pitch changes nothing of a line that is
/// read as a whole, and is looked for long.
const SETTINGS: [(&str, &str); 3] =
    [("debug_file", "/dev/null"), ("tessedit_do_invert", "0"), ("textord_disable_pitch_test", "1")];

/// How Tesseract looks at a picture of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// It finds the letters first and cuts the picture to them: best on whole print.
    #[default]
    Line,
    /// The picture as it is: best where broken, specked or joined letters make it find no line at all.
    Raw,
}

impl Reader {
    /// Reads a picture of one line.
    pub fn read(
        &mut self,
        grey: &Grey,
        look: Look,
        dpi: f32,
        tessdata: Option<&Path>,
    ) -> Result<Vec<RawLine>, EngineError> {
        let mut reader = match self.tesseract.take() {
            Some(reader) => reader,
            None => load(tessdata)?,
        };
        reader.set_page_seg_mode(match look {
            Look::Line => PageSegMode::PsmSingleLine,
            Look::Raw => PageSegMode::PsmRawLine,
        });
        let (width, height) = (grey.width as i32, grey.height as i32);
        // Setters take the reader and give it back; on an error it is gone and the next page loads another.
        let reader = reader.set_frame(&grey.data, width, height, 1, width);
        let reader = reader.map_err(|_| EngineError::damaged("tesseract.image"))?;
        let reader = reader.set_source_resolution(dpi.round() as i32).recognize();
        let mut reader = reader.map_err(|_| EngineError::damaged("tesseract.recognise"))?;
        let table = reader.get_tsv_text(0).map_err(|_| EngineError::damaged("tesseract.result"))?;
        self.tesseract = Some(reader);
        Ok(words::from_table(&table))
    }
}

fn load(tessdata: Option<&Path>) -> Result<Tesseract, EngineError> {
    let folder = tessdata.and_then(Path::to_str);
    let missing = |_| EngineError::unavailable("tessdata");
    let mut reader =
        Tesseract::new_with_oem(folder, Some(MODEL), OcrEngineMode::LstmOnly).map_err(missing)?;
    for (name, value) in SETTINGS {
        reader = reader.set_variable(name, value).map_err(|_| EngineError::unavailable("tesseract"))?;
    }
    Ok(reader)
}

/// Whether the model can be loaded at all, for `doctor`.
pub(crate) fn has_model(tessdata: Option<&Path>) -> bool {
    load(tessdata).is_ok()
}
