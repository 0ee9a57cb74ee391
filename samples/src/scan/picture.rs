//! JPEG and PNG files with the resolution written in them, and Group 4 strips.
//! Knows sheets only.

use fax::VecWriter;
use fax::encoder::Encoder;
use image::ExtendedColorType;
use image::codecs::jpeg::{JpegEncoder, PixelDensity};

use super::EncodeError;
use crate::wear::{Colour, Sheet};

/// Baseline JPEG, grey or colour; a bitonal sheet becomes grey.
pub fn jpeg(sheet: &Sheet) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, sheet.jpeg);
    encoder.set_pixel_density(PixelDensity::dpi(sheet.dpi as u16));
    let colour = if sheet.channels() == 3 { ExtendedColorType::Rgb8 } else { ExtendedColorType::L8 };
    encoder.encode(&sheet.data, sheet.width as u32, sheet.height as u32, colour).map_err(EncodeError::of)?;
    Ok(bytes)
}

/// Rows of eight pixels a byte, the first in the highest bit; `ink` is the bit black gets.
pub fn packed(sheet: &Sheet, ink: bool) -> Vec<u8> {
    let stride = sheet.width.div_ceil(8);
    let mut bytes = vec![0_u8; stride * sheet.height];
    for (row, line) in sheet.data.chunks_exact(sheet.width).enumerate() {
        for (x, value) in line.iter().enumerate() {
            if (*value < 128) == ink {
                bytes[row * stride + x / 8] |= 0x80 >> (x % 8);
            }
        }
    }
    bytes
}

/// PNG with pHYs; a bitonal sheet has one bit a pixel.
pub fn png(sheet: &Sheet) -> Result<Vec<u8>, EncodeError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, sheet.width as u32, sheet.height as u32);
    let per_metre = (f64::from(sheet.dpi) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    encoder.set_compression(png::Compression::Balanced);
    let (colour, depth) = match sheet.colour {
        Colour::Rgb => (png::ColorType::Rgb, png::BitDepth::Eight),
        Colour::Grey => (png::ColorType::Grayscale, png::BitDepth::Eight),
        Colour::Bitonal => (png::ColorType::Grayscale, png::BitDepth::One),
    };
    encoder.set_color(colour);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().map_err(EncodeError::of)?;
    if sheet.colour == Colour::Bitonal {
        writer.write_image_data(&packed(sheet, false)).map_err(EncodeError::of)?;
    } else {
        writer.write_image_data(&sheet.data).map_err(EncodeError::of)?;
    }
    writer.finish().map_err(EncodeError::of)?;
    Ok(bytes)
}

/// CCITT Group 4 of a bitonal sheet.
pub fn group4(sheet: &Sheet) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for line in sheet.data.chunks_exact(sheet.width) {
        let pels = line.iter().map(|value| if *value < 128 { fax::Color::Black } else { fax::Color::White });
        match encoder.encode_line(pels, sheet.width as u32) {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }
    match encoder.finish() {
        Ok(writer) => writer.finish(),
        Err(never) => match never {},
    }
}
