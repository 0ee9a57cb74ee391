//! A page's picture as it stands in a PDF: JPEG as it is, one-bit PNG as lossless JBIG2, or layers.
//! Layers are the ground, the ink's colours shown through a stencil, and photographs; PDF/A-1 allows stencils
//! (`/Mask`, ISO 32000-1 8.9.6.3), but no soft masks.

use engine::{Layer, Layers};
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat};
use pdf_writer::{Chunk, Content, Dict, Filter, Name, Ref};

/// A picture ready to stand in a PDF.
pub enum PdfImage {
    /// Baseline JPEG as it is; `channels` 1 or 3.
    Jpeg { bytes: Vec<u8>, width: u32, height: u32, channels: u8 },
    /// JBIG2, generic regions alone: symbol matching swaps digits.
    Jbig2 { bytes: Vec<u8>, width: u32, height: u32 },
    /// As the engine took the page apart.
    Layers(Layers),
}

#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the stored picture cannot be decoded")]
    Decode(#[from] image::ImageError),
    #[error("the stored picture cannot be encoded as JBIG2")]
    Jbig2,
}

/// # Errors
/// The bytes are neither a JPEG nor a PNG of ours.
pub fn to_pdf(bytes: Vec<u8>) -> Result<PdfImage, PictureError> {
    if image::guess_format(&bytes)? == ImageFormat::Jpeg {
        let decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&bytes))?;
        let (width, height) = decoder.dimensions();
        let channels = if decoder.color_type() == ColorType::L8 { 1 } else { 3 };
        return Ok(PdfImage::Jpeg { bytes, width, height, channels });
    }
    let grey = match image::load_from_memory_with_format(&bytes, ImageFormat::Png)? {
        DynamicImage::ImageLuma8(grey) => grey,
        other => other.into_luma8(),
    };
    let (width, height) = grey.dimensions();
    let ink: Vec<u8> = grey.into_raw().into_iter().map(|value| u8::from(value < 128)).collect();
    let bytes = engine::jbig2(&ink, width, height).ok_or(PictureError::Jbig2)?;
    Ok(PdfImage::Jbig2 { bytes, width, height })
}

/// What the page's content calls its images: the ground or only picture, the ink, photographs.
const NAMES: [&[u8]; 8] = [b"G", b"I", b"P1", b"P2", b"P3", b"P4", b"P5", b"P6"];

impl PdfImage {
    /// One for each object that [`Self::write`] needs a number for.
    pub fn parts(&self) -> std::ops::Range<usize> {
        match self {
            Self::Jpeg { .. } | Self::Jbig2 { .. } => 0..1,
            Self::Layers(layers) => 0..3 + layers.photographs.len(),
        }
    }

    /// Lists what the content paints: all but the stencil, which is the last.
    pub fn name(&self, objects: &mut Dict<'_>, parts: &[Ref]) {
        let painted = parts.len() - usize::from(matches!(self, Self::Layers(_)));
        for (name, part) in NAMES.iter().zip(&parts[..painted]) {
            objects.pair(Name(name), *part);
        }
    }

    /// Paints over the whole page of `paper` points; the page's own grid has `grid` pixels.
    pub fn paint(&self, content: &mut Content, paper: (f32, f32), grid: (u32, u32)) {
        let mut at = |name: &[u8], [left, bottom, width, height]: [f32; 4]| {
            content.save_state().transform([width, 0.0, 0.0, height, left, bottom]);
            content.x_object(Name(name)).restore_state();
        };
        let whole = [0.0, 0.0, paper.0, paper.1];
        at(NAMES[0], whole);
        let Self::Layers(layers) = self else { return };
        at(NAMES[1], whole);
        let (across, down) = (paper.0 / grid.0.max(1) as f32, paper.1 / grid.1.max(1) as f32);
        for (name, patch) in NAMES[2..].iter().zip(&layers.photographs) {
            let bounds = patch.bounds;
            let bottom = paper.1 - bounds.bottom() as f32 * down;
            at(name, [bounds.x as f32 * across, bottom, bounds.w as f32 * across, bounds.h as f32 * down]);
        }
    }

    /// Writes one of its parts; `parts` are the numbers of all.
    pub fn write(&self, chunk: &mut Chunk, parts: &[Ref], part: usize) {
        let at = parts[part];
        match self {
            Self::Jpeg { bytes, width, height, channels } => {
                jpeg(chunk, at, (bytes, *width, *height), *channels, None);
            }
            Self::Jbig2 { bytes, width, height } => {
                let mut out = chunk.image_xobject(at, bytes);
                out.filter(Filter::Jbig2Decode);
                out.width(*width as i32).height(*height as i32).bits_per_component(1);
                out.color_space().device_gray();
            }
            Self::Layers(layers) => {
                let stencil = parts.len() - 1;
                match part {
                    0 => jpeg(chunk, at, bare(&layers.ground), layers.channels, None),
                    1 => jpeg(chunk, at, bare(&layers.ink), layers.channels, Some(parts[stencil])),
                    part if part == stencil => {
                        // Black, which JBIG2 decodes to 0, lets the ink through.
                        let mut out = chunk.image_xobject(at, &layers.mask.bytes);
                        out.filter(Filter::Jbig2Decode);
                        out.image_mask(true).bits_per_component(1);
                        out.width(layers.mask.width as i32).height(layers.mask.height as i32);
                    }
                    part => jpeg(chunk, at, bare(&layers.photographs[part - 2].image), layers.channels, None),
                }
            }
        }
    }
}

fn bare(layer: &Layer) -> (&[u8], u32, u32) {
    (&layer.bytes, layer.width, layer.height)
}

fn jpeg(
    chunk: &mut Chunk,
    at: Ref,
    (bytes, width, height): (&[u8], u32, u32),
    channels: u8,
    through: Option<Ref>,
) {
    let mut out = chunk.image_xobject(at, bytes);
    out.filter(Filter::DctDecode);
    out.width(width as i32).height(height as i32).bits_per_component(8);
    if channels == 1 {
        out.color_space().device_gray()
    } else {
        out.color_space().device_rgb()
    }
    if let Some(stencil) = through {
        out.pair(Name(b"Mask"), stencil);
    }
}
