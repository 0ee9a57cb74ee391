//! JPEG 2000, in its box or as a bare codestream, through `hayro-jpeg2000`.

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};

use super::{Decoded, plain_colour, plain_grey, within};
use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::reading::FrameInfo;

fn open(bytes: &[u8]) -> Result<Image<'_>, EngineError> {
    Image::new(bytes, &DecodeSettings::default()).map_err(|_| EngineError::damaged("jp2.header"))
}

pub(super) fn info(bytes: &[u8]) -> Result<FrameInfo, EngineError> {
    let image = open(bytes)?;
    Ok(FrameInfo::new(image.width(), image.height(), None))
}

pub(super) fn decode(bytes: &[u8], config: &ChildConfig) -> Result<Decoded, EngineError> {
    let image = open(bytes)?;
    within(image.width(), image.height(), config)?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    let colours = usize::from(image.color_space().num_channels());
    let is_cmyk = matches!(image.color_space(), ColorSpace::CMYK);
    let channels = colours + usize::from(image.has_alpha());
    let mut context = DecoderContext::default();
    let data = image.decode(&mut context).map_err(|_| EngineError::damaged("jp2.decode"))?.data_u8();
    if data.len() != width * height * channels {
        return Err(EngineError::damaged("jp2.size"));
    }
    let raster = match colours {
        1 => plain_grey(width, height, data.chunks_exact(channels).map(|p| p[0]).collect()),
        3 => plain_colour(
            width,
            height,
            data.chunks_exact(channels).flat_map(|p| [p[0], p[1], p[2]]).collect(),
        ),
        4 if is_cmyk => {
            plain_colour(width, height, data.chunks_exact(channels).flat_map(from_cmyk).collect())
        }
        _ => return Err(EngineError::Unsupported),
    };
    Ok(Decoded { raster, dpi: None })
}

/// Plain subtraction; no colour management is wanted to read ink.
pub(super) fn from_cmyk(p: &[u8]) -> [u8; 3] {
    let light = 255 - u32::from(p[3]);
    [0, 1, 2].map(|channel| ((255 - u32::from(p[channel])) * light / 255) as u8)
}
