//! What comes out of the engine: frames of a file, and everything one decoding of a page gave.

use dossier::page::ScanQuality;
use dossier::recognition::{Line, Recognition, Table};
use dossier::{Digest, PixelBox, Rotation};
use serde::{Deserialize, Serialize};

use crate::layers::Layers;

/// What the leading bytes say a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Pdf,
    Tiff,
    Jpeg,
    Png,
    Jpeg2000,
}

impl Media {
    /// Looks at leading bytes alone; at least 1,024 should be given, since PDFs may open with rubbish.
    pub fn of(head: &[u8]) -> Option<Self> {
        let starts = |magic: &[u8]| head.starts_with(magic);
        if starts(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if starts(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if starts(b"II*\0") || starts(b"MM\0*") || starts(b"II+\0") || starts(b"MM\0+") {
            return Some(Self::Tiff);
        }
        if starts(b"\0\0\0\x0cjP  \r\n\x87\n") || starts(b"\xff\x4f\xff\x51") {
            return Some(Self::Jpeg2000);
        }
        let window = &head[..head.len().min(1024)];
        if window.windows(5).any(|five| five == b"%PDF-") {
            return Some(Self::Pdf);
        }
        None
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Tiff => "image/tiff",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Jpeg2000 => "image/jp2",
        }
    }
}

/// The frames of a file, from its headers alone. The grid is the frame as stored, not yet turned upright.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frames {
    pub media: Media,
    pub frames: Vec<FrameInfo>,
    /// A PDF that brings text of its own.
    pub text_layer: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrameInfo {
    pub width: u32,
    pub height: u32,
    /// As the file says; none where it says nothing believable.
    pub dpi_x: Option<f32>,
    pub dpi_y: Option<f32>,
}

/// Everything one decoding of one frame gave. Boxes stand on the upright grid, neither deskewed nor cropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageReading {
    /// Upright size in pixels of the frame.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    /// Whether the file said so; else it was reckoned from the size of the paper.
    pub dpi_known: bool,
    /// How far clockwise the scan had been turned.
    pub rotation: Rotation,
    pub blank: bool,
    /// The payload of a separator sheet's code (`dossier::page::Separator::from_payload` reads it).
    pub separator: Option<String>,
    pub quality: ScanQuality,
    pub perceptual_hash: u64,
    /// SHA-256 over the size and the BLAKE3 of the decoded pixels, as stored, before turning.
    pub pixel_digest: Digest,
    pub lines: Vec<Line>,
    pub tables: Vec<Table>,
    /// As in [`Recognition`].
    pub covers: Vec<PixelBox>,
    pub picture: Picture,
    /// The page for the archive copy; none where the picture is as small and as good.
    #[serde(skip)]
    pub layers: Option<Layers>,
    pub steps: Vec<Step>,
    /// Readers, versions and models, for example `tesseract 5.3.0 sprava 0.1.0 Cyrillic + line-1`.
    pub engine: String,
    /// Mean word confidence as the engine gives it, 0 to 1; 0 where nothing was read.
    pub confidence: f32,
    #[cfg(feature = "learn")]
    pub measured: Vec<Measured>,
    #[cfg(feature = "learn")]
    pub asked: Vec<Asked>,
    #[cfg(feature = "learn")]
    pub gaps: Vec<GapSeen>,
    /// The page as the readers saw it, JPEG; empty where nothing was read.
    #[cfg(feature = "learn")]
    pub prepared: Vec<u8>,
}

/// What is known of a line that was read, for those who fit what tells scripts apart.
#[cfg(feature = "learn")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// On the upright frame.
    pub bbox: PixelBox,
    /// The fields of [`crate::script::Place`], in their order.
    pub place: [f32; 5],
    pub measures: std::collections::BTreeMap<String, f32>,
    /// The line as the line model saw it: rows of ink from 0 to 255, as many as its card's height.
    pub ink: Vec<u8>,
    /// What the line model read.
    pub read: String,
}

/// A place of a line that the readers were asked about, for those who fit the vote.
#[cfg(feature = "learn")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// On the upright frame.
    pub bbox: PixelBox,
    pub first: String,
    pub second: String,
    pub signs: std::collections::BTreeMap<String, f32>,
}

/// A place of a line where its writer may change, for those who fit what parts lines there.
#[cfg(feature = "learn")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapSeen {
    /// What stands before and behind it, on the upright frame.
    pub sides: [PixelBox; 2],
    /// Its width in em, and the share of the line before it.
    pub space: f32,
    pub before: f32,
    /// Measures of the line and of both sides.
    pub whole: std::collections::BTreeMap<String, f32>,
    pub halves: [std::collections::BTreeMap<String, f32>; 2],
}

impl PageReading {
    pub fn recognition(&self) -> Recognition {
        Recognition {
            width: self.width,
            height: self.height,
            dpi: self.dpi,
            rotation: self.rotation,
            engine: self.engine.clone(),
            lines: self.lines.clone(),
            tables: self.tables.clone(),
            covers: self.covers.clone(),
        }
    }
}

/// A page as people see it: upright and faithful.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// `image/png` (one bit a pixel) or `image/jpeg`.
    pub media_type: String,
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Its own size; boxes are on the frame's grid, so scale by the ratio of the widths.
    pub width: u32,
    pub height: u32,
}

/// One step of preparation or recognition: what it did and what it took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub name: String,
    pub detail: String,
    pub ms: u32,
}

/// What a reopened PDF holds, to check an archive copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PdfFacts {
    pub pages: u32,
    /// Text of each page, in order.
    pub text: Vec<String>,
}

/// One line of `doctor`: a part, whether it is there, and its version or what is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// `pdfium`, `tesseract`, `model.Cyrillic`, `model.line`, `child`.
    pub part: String,
    pub present: bool,
    pub detail: String,
}
