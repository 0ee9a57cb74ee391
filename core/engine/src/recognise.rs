//! Tesseract, kept alive between pages. Gives words as Tesseract says them, on the prepared grid.

pub(crate) mod clean;
pub(crate) mod lines;
pub(crate) mod words;

use std::path::Path;

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

pub(crate) fn version() -> String {
    format!("tesseract {}", tesseract_plumbing::version().to_string_lossy())
}

impl Reader {
    /// Reads a picture of one line.
    pub fn read(
        &mut self,
        grey: &Grey,
        dpi: f32,
        tessdata: Option<&Path>,
    ) -> Result<Vec<RawLine>, EngineError> {
        let mut reader = match self.tesseract.take() {
            Some(reader) => reader,
            None => load(tessdata)?,
        };
        reader.set_page_seg_mode(PageSegMode::PsmSingleLine);
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
    // Its remarks quote pixels and words; nobody may read them.
    reader =
        reader.set_variable("debug_file", "/dev/null").map_err(|_| EngineError::unavailable("tesseract"))?;
    Ok(reader)
}

/// Whether a model can be loaded at all, for `doctor`.
pub(crate) fn has_model(name: &str, tessdata: Option<&Path>) -> bool {
    let folder = tessdata.and_then(Path::to_str);
    Tesseract::new_with_oem(folder, Some(name), OcrEngineMode::LstmOnly).is_ok()
}
