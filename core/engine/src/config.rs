//! What the engine needs to know of its surroundings and its limits. Reads no file and no environment.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Where the parts are and what one page may cost.
#[derive(Clone, Debug)]
pub struct EngineConfig {
    /// The program started as a child; by default this very executable.
    pub executable: PathBuf,
    /// What makes that program call [`crate::run_child`].
    pub arguments: Vec<OsString>,
    /// How many children may live at once. They start when first needed.
    pub children: usize,
    /// The PDFium library. Never searched for in the system.
    pub pdfium: PathBuf,
    /// The folder of Tesseract's models; none: where the system's Tesseract looks.
    pub tessdata: Option<PathBuf>,
    /// A line model (ONNX) with its card beside it; none: the one that comes with the program.
    pub line_model: Option<PathBuf>,
    /// Address space of one child.
    pub memory_bytes: u64,
    /// Wall clock and, doubled, processor time of one request.
    pub page_seconds: u64,
    /// The largest answer a child may give.
    pub output_bytes: u64,
    /// A child that has answered so many requests is replaced.
    pub pages_per_child: u32,
    /// More frames than this in one file is beyond a machine.
    pub max_frames: u32,
    /// A frame of more megapixels than this is beyond a machine.
    pub max_megapixels: u32,
}

impl EngineConfig {
    /// The defaults, with the PDFium library at `pdfium`.
    pub fn new(pdfium: impl Into<PathBuf>) -> Self {
        Self {
            executable: std::env::current_exe().unwrap_or_else(|_| PathBuf::from("/proc/self/exe")),
            arguments: vec![OsString::from("engine-child")],
            children: 2,
            pdfium: pdfium.into(),
            tessdata: None,
            line_model: None,
            memory_bytes: 2 << 30,
            page_seconds: 60,
            output_bytes: 64 << 20,
            pages_per_child: 200,
            max_frames: 5_000,
            max_megapixels: 200,
        }
    }

    /// For an example of this package: cargo builds the child one folder above it.
    ///
    /// # Errors
    /// The path is empty, or this executable is nowhere.
    pub fn for_example(pdfium: impl AsRef<Path>) -> std::io::Result<Self> {
        let here = std::env::current_exe()?;
        let folder = here.parent().and_then(Path::parent).unwrap_or(&here);
        Ok(Self { executable: folder.join("engine-child"), ..Self::new(std::path::absolute(pdfium)?) })
    }

    pub(crate) fn for_child(&self) -> ChildConfig {
        ChildConfig {
            pdfium: self.pdfium.clone(),
            tessdata: self.tessdata.clone(),
            line_model: self.line_model.clone(),
            memory_bytes: self.memory_bytes,
            page_seconds: self.page_seconds,
            max_frames: self.max_frames,
            max_pixels: u64::from(self.max_megapixels) * 1_000_000,
        }
    }
}

/// The part of the configuration a child is told, as its first message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ChildConfig {
    pub pdfium: PathBuf,
    pub tessdata: Option<PathBuf>,
    pub line_model: Option<PathBuf>,
    pub memory_bytes: u64,
    pub page_seconds: u64,
    pub max_frames: u32,
    pub max_pixels: u64,
}
