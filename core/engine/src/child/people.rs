//! The picture for people: upright and faithful, as small as it stays easy to read.

use crate::error::EngineError;
use crate::layers::encode::{self, Loss};
use crate::pixels::bits::Bits;
use crate::pixels::{Grey, Raster};
use crate::reading::Picture;

/// An A4 should not take more; a busier page is compressed harder, then made smaller.
const ENOUGH_BYTES: usize = 350_000;
/// Resolutions that grey and colour are shown at, and the qualities tried at each.
const TRIES: [(f32, &[u8]); 2] = [(200.0, &[62, 42]), (150.0, &[42])];
const A4_SQUARE_INCHES: f32 = 8.27 * 11.69;

pub(super) fn picture(upright: &Raster, dpi: f32) -> Result<Picture, EngineError> {
    if let Raster::Bitonal(grey) = upright {
        let bytes = one_bit_png(grey)?;
        return Ok(made("image/png", bytes, grey.width, grey.height));
    }
    let (width, height) = upright.size();
    let paper = (width as f32 / dpi * height as f32 / dpi / A4_SQUARE_INCHES).max(0.2);
    let enough = (ENOUGH_BYTES as f32 * paper) as usize;
    let mut smallest = None;
    for (most_dpi, qualities) in TRIES {
        let factor = (most_dpi / dpi).min(1.0);
        let to = |pixels: usize| ((pixels as f32 * factor).round() as usize).max(1);
        let (width, height) = (to(width), to(height));
        let pixels = match upright {
            Raster::Bitonal(grey) | Raster::Grey(grey) => grey.scaled(width, height).data,
            Raster::Colour(colour) => colour.scaled(width, height).data,
        };
        for &quality in qualities {
            let bytes = encode::jpeg(&pixels, width, height, Loss::Quality(quality))
                .ok_or_else(|| EngineError::damaged("picture.encode"))?;
            let done = bytes.len() <= enough;
            let picture = made("image/jpeg", bytes, width, height);
            if done {
                return Ok(picture);
            }
            smallest = Some(picture);
        }
    }
    smallest.ok_or_else(|| EngineError::damaged("picture.encode"))
}

fn made(media_type: &str, bytes: Vec<u8>, width: usize, height: usize) -> Picture {
    Picture { media_type: media_type.to_owned(), bytes, width: width as u32, height: height as u32 }
}

fn one_bit_png(grey: &Grey) -> Result<Vec<u8>, EngineError> {
    let mut white = Bits::none(grey.width, 1);
    let mut line = vec![0u8; grey.width];
    let across = grey.width.div_ceil(8);
    let mut packed = Vec::with_capacity((across + 3) * grey.height);
    for (y, row) in grey.rows().enumerate() {
        line.iter_mut().zip(row).for_each(|(white, &pixel)| *white = u8::from(pixel > 127));
        white.set_row(0, &line);
        packed.extend(white.row(0).iter().flat_map(|word| word.to_be_bytes()));
        packed.truncate((y + 1) * across);
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, grey.width as u32, grey.height as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let failed = |_| EngineError::damaged("picture.encode");
    encoder.write_header().and_then(|mut writer| writer.write_image_data(&packed)).map_err(failed)?;
    Ok(bytes)
}
