//! From a file to frames and pixels, one module a format. What a header promises is checked before a pixel
//! is decoded. Runs only in the child.

mod density;
mod jpeg2000;
mod leptonica;
pub(crate) mod pdf;
mod still;
mod tiff;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::pixels::{Colour, Grey, Raster};
use crate::reading::{FrameInfo, Frames, Media};

/// Still pictures are decoded from memory; a larger file is no page.
const MOST_STILL_BYTES: u64 = 600 << 20;

/// A frame in pixels. `dpi` is what the file says, where that is believable.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub raster: Raster,
    pub dpi: Option<(f32, f32)>,
}

pub(crate) fn frames(
    file: &Path,
    config: &ChildConfig,
    pdf: &mut pdf::Library,
) -> Result<Frames, EngineError> {
    let media = media_of(file)?;
    let mut text_layer = false;
    let frames = match media {
        Media::Pdf => {
            let (frames, text) = pdf.open(file, config)?.frames()?;
            text_layer = text;
            frames
        }
        Media::Tiff => tiff::frames(file, config)?,
        Media::Jpeg | Media::Png => vec![still::info(&read_whole(file)?, media)?],
        Media::Jpeg2000 => vec![jpeg2000::info(&read_whole(file)?)?],
    };
    for frame in &frames {
        within(frame.width, frame.height, config)?;
    }
    let frames = frames.into_iter().map(FrameInfo::squared).collect();
    Ok(Frames { media, frames, text_layer })
}

pub(crate) fn frame(
    file: &Path,
    index: u32,
    config: &ChildConfig,
    pdf: &mut pdf::Library,
) -> Result<Decoded, EngineError> {
    let media = media_of(file)?;
    if index > 0 && matches!(media, Media::Jpeg | Media::Png | Media::Jpeg2000) {
        return Err(EngineError::NoSuchFrame);
    }
    let mut decoded = match media {
        Media::Pdf => pdf.open(file, config)?.frame(index)?,
        Media::Tiff => tiff::frame(file, index, config)?,
        Media::Jpeg | Media::Png => still::decode(&read_whole(file)?, media, config)?,
        Media::Jpeg2000 => jpeg2000::decode(&read_whole(file)?, config)?,
    };
    let (width, height) = decoded.raster.size();
    let stated = FrameInfo {
        width: width as u32,
        height: height as u32,
        dpi_x: decoded.dpi.map(|dpi| dpi.0),
        dpi_y: decoded.dpi.map(|dpi| dpi.1),
    };
    let square = stated.squared();
    if (square.width, square.height) != (stated.width, stated.height) {
        decoded.raster = stretched(&decoded.raster, square.width as usize, square.height as usize);
    }
    decoded.dpi = square.dpi_x.zip(square.dpi_y);
    Ok(decoded)
}

pub(crate) fn media_of(file: &Path) -> Result<Media, EngineError> {
    let mut head = Vec::with_capacity(1024);
    let opened = File::open(file).map_err(|_| EngineError::unavailable("file"))?;
    opened.take(1024).read_to_end(&mut head).map_err(|_| EngineError::unavailable("file"))?;
    Media::of(&head).ok_or(EngineError::Unsupported)
}

fn read_whole(file: &Path) -> Result<Vec<u8>, EngineError> {
    let unreadable = |_| EngineError::unavailable("file");
    let opened = File::open(file).map_err(unreadable)?;
    let length = opened.metadata().map_err(unreadable)?.len();
    if length > MOST_STILL_BYTES {
        return Err(EngineError::damaged("still.bytes"));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    opened.take(MOST_STILL_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Refuses a frame by its header: nothing of that size is ever allocated.
fn within(width: u32, height: u32, config: &ChildConfig) -> Result<(), EngineError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > config.max_pixels {
        return Err(EngineError::TooLarge { megapixels: pixels / 1_000_000 });
    }
    if pixels == 0 {
        return Err(EngineError::damaged("frame.empty"));
    }
    Ok(())
}

impl FrameInfo {
    fn new(width: u32, height: u32, dpi: Option<(f32, f32)>) -> Self {
        let believable = dpi.filter(|&(x, y)| {
            let paper = |pixels: u32, dpi: f32| (1.0..60.0).contains(&(pixels as f32 / dpi));
            (90.0..1300.0).contains(&x.max(y)) && x.min(y) > 40.0 && paper(width, x) && paper(height, y)
        });
        Self { width, height, dpi_x: believable.map(|dpi| dpi.0), dpi_y: believable.map(|dpi| dpi.1) }
    }

    fn dpi(&self) -> Option<(f32, f32)> {
        self.dpi_x.zip(self.dpi_y)
    }

    /// Fax machines scan finer across than down. Such a frame is read and shown with square pixels.
    fn squared(self) -> Self {
        let Some((x, y)) = self.dpi() else { return self };
        if x.max(y) / x.min(y) < 1.1 {
            return self;
        }
        let finest = x.max(y);
        Self {
            width: (self.width as f32 * finest / x).round() as u32,
            height: (self.height as f32 * finest / y).round() as u32,
            dpi_x: Some(finest),
            dpi_y: Some(finest),
        }
    }
}

/// Repeats pixels up to the size; keeps a bitonal frame bitonal.
fn stretched(raster: &Raster, width: usize, height: usize) -> Raster {
    let (from_width, from_height) = raster.size();
    let channels = if matches!(raster, Raster::Colour(_)) { 3 } else { 1 };
    let bytes = raster.bytes();
    let mut data = Vec::with_capacity(width * height * channels);
    for y in 0..height {
        let row = y * from_height / height * from_width;
        for x in 0..width {
            let at = (row + x * from_width / width) * channels;
            data.extend_from_slice(&bytes[at..at + channels]);
        }
    }
    match raster {
        Raster::Bitonal(_) => Raster::Bitonal(Grey { width, height, data }),
        Raster::Grey(_) => Raster::Grey(Grey { width, height, data }),
        Raster::Colour(_) => Raster::Colour(Colour { width, height, data }),
    }
}

/// Grey bytes as the plainest raster that holds them.
fn plain_grey(width: usize, height: usize, data: Vec<u8>) -> Raster {
    let grey = Grey { width, height, data };
    // Piece by piece: a loop that may end at every pixel is not made for many at once.
    let is_bitonal = |part: &[u8]| {
        part.iter().map(|&pixel| u8::from(pixel != 0 && pixel != 255)).fold(0, |some, one| some | one) == 0
    };
    if grey.data.chunks(4096).all(is_bitonal) {
        return Raster::Bitonal(grey);
    }
    Raster::Grey(grey)
}

/// Colour bytes as the plainest raster that holds them.
fn plain_colour(width: usize, height: usize, data: Vec<u8>) -> Raster {
    if data.chunks_exact(3).all(|p| p[0] == p[1] && p[1] == p[2]) {
        return plain_grey(width, height, data.chunks_exact(3).map(|p| p[0]).collect());
    }
    Raster::Colour(Colour { width, height, data })
}

/// Whether an EXIF or TIFF orientation swaps width and height.
fn lies_down(orientation: u16) -> bool {
    (5..=8).contains(&orientation)
}

/// Does what the orientation tag says must be done to show the picture.
fn oriented(raster: Raster, orientation: u16) -> Raster {
    use dossier::Rotation;
    // The tag names where the stored first row and column belong; `turned` undoes a clockwise turn.
    match orientation {
        2 => raster.mirrored(),
        3 => raster.turned(Rotation::Half),
        4 => raster.turned(Rotation::Half).mirrored(),
        5 => raster.turned(Rotation::ThreeQuarters).mirrored(),
        6 => raster.turned(Rotation::ThreeQuarters),
        7 => raster.turned(Rotation::Quarter).mirrored(),
        8 => raster.turned(Rotation::Quarter),
        _ => raster,
    }
}
