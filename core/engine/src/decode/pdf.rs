//! PDF through PDFium. A page that is one scanned picture gives that picture's own pixels; any other page is
//! drawn at 300 dpi. Sizes are always given in pixels with a maximum: a page box can say two billion points.

mod stored;

use std::path::Path;

use dossier::Rotation;
use pdfium_render::prelude::*;

use super::still::over_white;
use super::{Decoded, plain_colour, plain_grey, within};
use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::pixels::Raster;
use crate::reading::{FrameInfo, PdfFacts};

const DRAWN_DPI: f32 = 300.0;
/// The longest side of a drawn page: an A2 at 300 dpi.
const MOST_DRAWN: f32 = 7_100.0;
/// Pages looked at for a text layer.
const SAMPLED_FOR_TEXT: i32 = 5;

/// PDFium, bound when the first PDF comes. It can be bound once in a process.
#[derive(Default)]
pub(crate) struct Library {
    pdfium: Option<Pdfium>,
    known: stored::Known,
}

fn bound<'a>(pdfium: &'a mut Option<Pdfium>, path: &Path) -> Result<&'a Pdfium, EngineError> {
    if pdfium.is_none() {
        let bindings = Pdfium::bind_to_library(path).map_err(|_| EngineError::unavailable("pdfium"))?;
        *pdfium = Some(Pdfium::new(bindings));
    }
    pdfium.as_ref().ok_or_else(|| EngineError::unavailable("pdfium"))
}

impl Library {
    /// For `doctor`: does it bind?
    pub fn check(&mut self, path: &Path) -> Result<(), EngineError> {
        bound(&mut self.pdfium, path).map(|_| ())
    }

    pub fn open<'a>(&'a mut self, file: &'a Path, config: &'a ChildConfig) -> Result<Pdf<'a>, EngineError> {
        let pdfium = bound(&mut self.pdfium, &config.pdfium)?;
        let document = pdfium.load_pdf_from_file(file, None).map_err(|error| why(&error))?;
        Ok(Pdf { document, file, config, known: &mut self.known })
    }
}

pub(crate) struct Pdf<'a> {
    document: PdfDocument<'a>,
    file: &'a Path,
    config: &'a ChildConfig,
    known: &'a mut stored::Known,
}

/// How the pixels of a page are had.
enum Plan {
    /// The picture object at this index, of the size it is shown; the page shows it turned unless `undo` is none.
    Picture {
        index: usize,
        width: u32,
        height: u32,
        dpi: (f32, f32),
        undo: Rotation,
    },
    Drawn {
        width: u32,
        height: u32,
        dpi: f32,
    },
}

impl Plan {
    fn info(&self) -> FrameInfo {
        match *self {
            Self::Picture { width, height, dpi, .. } => FrameInfo::new(width, height, Some(dpi)),
            Self::Drawn { width, height, dpi } => FrameInfo::new(width, height, Some((dpi, dpi))),
        }
    }
}

impl Pdf<'_> {
    pub fn frames(&self) -> Result<(Vec<FrameInfo>, bool), EngineError> {
        let pages = self.document.pages();
        if pages.is_empty() {
            return Err(EngineError::damaged("pdf.no_pages"));
        }
        if pages.len() as u32 > self.config.max_frames {
            return Err(EngineError::TooManyFrames { limit: self.config.max_frames });
        }
        let mut frames = Vec::with_capacity(pages.len() as usize);
        let mut text_layer = false;
        for index in 0..pages.len() {
            let page = pages.get(index).map_err(|error| why(&error))?;
            frames.push(plan(&page).info());
            if index < SAMPLED_FOR_TEXT && !text_layer {
                let letters = page.text().map(|text| text.all()).unwrap_or_default();
                text_layer = letters.chars().filter(|letter| letter.is_alphanumeric()).count() >= 8;
            }
        }
        Ok((frames, text_layer))
    }

    pub fn frame(&mut self, index: u32) -> Result<Decoded, EngineError> {
        let pages = self.document.pages();
        if index >= pages.len() as u32 {
            return Err(EngineError::NoSuchFrame);
        }
        let page = pages.get(index as i32).map_err(|error| why(&error))?;
        let plan = plan(&page);
        let info = plan.info();
        within(info.width, info.height, self.config)?;
        if let Plan::Picture { index, dpi, undo, .. } = plan {
            let as_stored = self.known.shown_as_stored(self.file);
            if let Some(raster) = picture(&page, index, undo, as_stored.then_some(self.config)) {
                let dpi = FrameInfo::new(info.width, info.height, Some(dpi)).dpi();
                return Ok(Decoded { raster, dpi });
            }
        }
        Ok(Decoded { raster: drawn(&page, info.width, info.height)?, dpi: info.dpi() })
    }

    pub fn facts(&self) -> Result<PdfFacts, EngineError> {
        let pages = self.document.pages();
        if pages.len() as u32 > self.config.max_frames {
            return Err(EngineError::TooManyFrames { limit: self.config.max_frames });
        }
        let mut text = Vec::new();
        for index in 0..pages.len() {
            let page = pages.get(index).map_err(|error| why(&error))?;
            text.push(page.text().map(|text| text.all()).unwrap_or_default());
        }
        Ok(PdfFacts { pages: pages.len() as u32, text })
    }
}

/// A page is a picture when nothing visible stands on it but one upright image that fills it.
fn plan(page: &PdfPage<'_>) -> Plan {
    // As shown: a page's own turn is already in its width and height.
    let paper = (page.width().value.max(1.0), page.height().value.max(1.0));
    let scale = (DRAWN_DPI / 72.0).min(MOST_DRAWN / paper.0.max(paper.1));
    let pixels = |points: f32| ((points * scale).round() as u32).max(1);
    let drawn = Plan::Drawn { width: pixels(paper.0), height: pixels(paper.1), dpi: scale * 72.0 };
    // A picture that the page turns clockwise comes out as if it had been scanned turned the other way.
    let undo = match page.rotation() {
        Ok(PdfPageRenderRotation::None) => Rotation::None,
        Ok(PdfPageRenderRotation::Degrees90) => Rotation::ThreeQuarters,
        Ok(PdfPageRenderRotation::Degrees180) => Rotation::Half,
        Ok(PdfPageRenderRotation::Degrees270) => Rotation::Quarter,
        Err(_) => return drawn,
    };
    let lies = matches!(undo, Rotation::Quarter | Rotation::ThreeQuarters);
    let inside = if lies { (paper.1, paper.0) } else { paper };
    let mut picture = None;
    for (index, object) in page.objects().iter().enumerate() {
        match &object {
            PdfPageObject::Text(text) if !text.is_visible() => {}
            PdfPageObject::Image(image) if picture.is_none() => {
                let Some((width, height, (x, y))) = fills(image, inside) else { return drawn };
                picture = Some(if lies {
                    Plan::Picture { index, width: height, height: width, dpi: (y, x), undo }
                } else {
                    Plan::Picture { index, width, height, dpi: (x, y), undo }
                });
            }
            _ => return drawn,
        }
    }
    picture.unwrap_or(drawn)
}

/// Size and resolution of an image that stands upright, unmirrored, over nearly the whole page.
fn fills(image: &PdfPageImageObject<'_>, paper: (f32, f32)) -> Option<(u32, u32, (f32, f32))> {
    let matrix = image.matrix().ok()?;
    let upright = matrix.a() > 0.0 && matrix.d() > 0.0 && matrix.b().abs() + matrix.c().abs() < 0.01;
    let (width, height) = (matrix.a(), matrix.d());
    if !upright || width * height < 0.9 * paper.0 * paper.1 || width * height > 1.2 * paper.0 * paper.1 {
        return None;
    }
    let across = u32::try_from(image.width().ok()?).ok()?;
    let down = u32::try_from(image.height().ok()?).ok()?;
    Some((across, down, (across as f32 * 72.0 / width, down as f32 * 72.0 / height)))
}

/// The image's own pixels, if they look like the page does: masks, colour keys and odd decodings do not. With a
/// configuration where the file is known to have none of these.
fn picture(
    page: &PdfPage<'_>,
    index: usize,
    undo: Rotation,
    as_stored: Option<&ChildConfig>,
) -> Option<Raster> {
    let object = page.objects().get(index).ok()?;
    let image = object.as_image_object()?;
    if let Some(raster) = as_stored.and_then(|config| stored::jpeg(image, config)) {
        return Some(raster.turned(undo));
    }
    let raster = raster(&image.get_raw_bitmap().ok()?)?.turned(undo);
    let (width, height) = raster.size();
    let (small_width, small_height) = (64, (64 * height / width).clamp(1, 256));
    let seen = drawn(page, small_width as u32, small_height as u32).ok()?.to_grey();
    let own = raster.to_grey().scaled(seen.width, seen.height);
    let differs: u64 = own.data.iter().zip(&seen.data).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    (differs < 40 * own.data.len() as u64).then_some(raster)
}

fn drawn(page: &PdfPage<'_>, width: u32, height: u32) -> Result<Raster, EngineError> {
    let config = PdfRenderConfig::new().set_fixed_size(width as i32, height as i32).use_print_quality(true);
    let bitmap = page.render_with_config(&config).map_err(|error| why(&error))?;
    raster(&bitmap).ok_or_else(|| EngineError::damaged("pdf.bitmap"))
}

/// The bitmap's pixels, over white where they are transparent. The binding's own picture is made byte by byte and takes
/// longer than the decoder.
fn raster(bitmap: &PdfBitmap<'_>) -> Option<Raster> {
    let (width, height) = (usize::try_from(bitmap.width()).ok()?, usize::try_from(bitmap.height()).ok()?);
    let bytes = bitmap.as_raw_bytes();
    let stride = bytes.len().checked_div(height)?;
    let format = bitmap.format().ok()?;
    let channels = match format {
        PdfBitmapFormat::Gray => 1,
        PdfBitmapFormat::BGR => 3,
        PdfBitmapFormat::BGRx | PdfBitmapFormat::BGRA => 4,
    };
    if width == 0 || stride < width * channels {
        return None;
    }
    let rows = bytes.chunks_exact(stride).map(|row| &row[..width * channels]);
    if channels == 1 {
        return Some(plain_grey(width, height, rows.collect::<Vec<_>>().concat()));
    }
    let mut data = vec![0; 3 * width * height];
    for (row, out) in rows.zip(data.chunks_exact_mut(3 * width)) {
        for (pixel, out) in row.chunks_exact(channels).zip(out.chunks_exact_mut(3)) {
            (out[0], out[1], out[2]) = (pixel[2], pixel[1], pixel[0]);
            if format == PdfBitmapFormat::BGRA && pixel[3] < 255 {
                out.iter_mut().for_each(|channel| *channel = over_white(*channel, pixel[3]));
            }
        }
    }
    Some(plain_colour(width, height, data))
}

fn why(error: &PdfiumError) -> EngineError {
    match error {
        PdfiumError::PdfiumLibraryInternalError(
            PdfiumInternalError::PasswordError | PdfiumInternalError::SecurityError,
        ) => EngineError::Locked,
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::FormatError) => {
            EngineError::damaged("pdf.format")
        }
        PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::PageError) => {
            EngineError::damaged("pdf.page")
        }
        PdfiumError::IoError(_) => EngineError::unavailable("file"),
        _ => EngineError::damaged("pdf.other"),
    }
}
