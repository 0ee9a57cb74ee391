//! JPEG and PNG through the `image` crate: one frame a file.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};

use super::{Decoded, density, lies_down, oriented, plain_colour, plain_grey, within};
use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::pixels::Raster;
use crate::reading::{FrameInfo, Media};

pub(super) fn info(bytes: &[u8], media: Media) -> Result<FrameInfo, EngineError> {
    let (mut decoder, _, dpi) = open(bytes, media)?;
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms).to_exif();
    if lies_down(u16::from(orientation)) {
        return Ok(FrameInfo::new(height, width, dpi.map(|(x, y)| (y, x))));
    }
    Ok(FrameInfo::new(width, height, dpi))
}

pub(super) fn decode(bytes: &[u8], media: Media, config: &ChildConfig) -> Result<Decoded, EngineError> {
    let (mut decoder, complete, dpi) = open(bytes, media)?;
    let (width, height) = decoder.dimensions();
    within(width, height, config)?;
    if !complete {
        return Err(EngineError::damaged("jpeg.truncated"));
    }
    let orientation = u16::from(decoder.orientation().unwrap_or(Orientation::NoTransforms).to_exif());
    let raster = oriented(pixels(decoder, media, config)?, orientation);
    let (width, height) = raster.size();
    let dpi = if lies_down(orientation) { dpi.map(|(x, y)| (y, x)) } else { dpi };
    Ok(Decoded { raster, dpi: FrameInfo::new(width as u32, height as u32, dpi).dpi() })
}

/// A whole JPEG that stands in another file, as it lies. `None` for one that is cut or cannot be decoded.
pub(super) fn jpeg(bytes: &[u8], config: &ChildConfig) -> Option<Raster> {
    let (decoder, complete, _) = open(bytes, Media::Jpeg).ok()?;
    let (width, height) = decoder.dimensions();
    within(width, height, config).ok()?;
    if complete { pixels(decoder, Media::Jpeg, config).ok() } else { None }
}

fn pixels(
    mut decoder: Box<dyn ImageDecoder + '_>,
    media: Media,
    config: &ChildConfig,
) -> Result<Raster, EngineError> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(config.max_pixels * 8);
    decoder.set_limits(limits).map_err(|error| why(&error, media))?;
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error, media))?;
    Ok(plain(picture))
}

type Opened<'a> = (Box<dyn ImageDecoder + 'a>, bool, Option<(f32, f32)>);

fn open(bytes: &[u8], media: Media) -> Result<Opened<'_>, EngineError> {
    if media == Media::Jpeg {
        let markers = density::of_jpeg(bytes);
        let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|error| why(&error, media))?;
        return Ok((Box::new(decoder), markers.complete, markers.dpi));
    }
    let decoder = PngDecoder::new(Cursor::new(bytes)).map_err(|error| why(&error, media))?;
    Ok((Box::new(decoder), true, density::of_png(bytes)))
}

fn why(error: &ImageError, media: Media) -> EngineError {
    match error {
        ImageError::Unsupported(_) => EngineError::Unsupported,
        ImageError::Limits(_) => EngineError::OutOfMemory,
        _ if media == Media::Jpeg => EngineError::damaged("jpeg.decode"),
        _ => EngineError::damaged("png.decode"),
    }
}

/// A channel laid over white paper, as transparent as `alpha` says.
pub(super) fn over_white(channel: u8, alpha: u8) -> u8 {
    ((u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255) as u8
}

/// Eight bits a channel; what is transparent is paper.
fn plain(picture: DynamicImage) -> Raster {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if picture.color().has_alpha() {
        let rgba = picture.into_rgba8().into_raw();
        let mut data = vec![0; 3 * width * height];
        for (pixel, out) in rgba.chunks_exact(4).zip(data.chunks_exact_mut(3)) {
            out.iter_mut().zip(pixel).for_each(|(out, channel)| *out = over_white(*channel, pixel[3]));
        }
        return plain_colour(width, height, data);
    }
    if picture.color().has_color() {
        return plain_colour(width, height, picture.into_rgb8().into_raw());
    }
    plain_grey(width, height, picture.into_luma8().into_raw())
}
