//! TIFF of many pages through the `tiff` crate; what that cannot decode goes to Leptonica.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use tiff::decoder::ifd::Value;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::jpeg2000::from_cmyk;
use super::{Decoded, leptonica, lies_down, oriented, plain_colour, plain_grey, read_whole, still, within};
use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::pixels::Raster;
use crate::reading::{FrameInfo, Media};

type Reader = Decoder<BufReader<File>>;

fn open(file: &Path) -> Result<Reader, EngineError> {
    let opened = File::open(file).map_err(|_| EngineError::unavailable("file"))?;
    Decoder::new(BufReader::new(opened)).map_err(|error| why(&error))
}

/// Every directory is a frame but those that say they are thumbnails of another.
pub(super) fn frames(file: &Path, config: &ChildConfig) -> Result<Vec<FrameInfo>, EngineError> {
    let mut reader = open(file).map_err(|error| match claimed_size(file) {
        // A directory too strange to open may still say why: it claims more than anyone scans.
        Some((width, height)) => within(width, height, config).err().unwrap_or(error),
        None => error,
    })?;
    let mut frames = Vec::new();
    loop {
        if frames.len() as u32 >= config.max_frames {
            return Err(EngineError::TooManyFrames { limit: config.max_frames });
        }
        if !is_thumbnail(&mut reader) {
            frames.push(info(&mut reader)?);
        }
        if !reader.more_images() {
            return Ok(frames);
        }
        reader.next_image().map_err(|error| why(&error))?;
    }
}

pub(super) fn frame(file: &Path, index: u32, config: &ChildConfig) -> Result<Decoded, EngineError> {
    let mut reader = open(file)?;
    let mut directory = 0;
    let mut left = index;
    loop {
        if !is_thumbnail(&mut reader) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
        if !reader.more_images() {
            return Err(EngineError::NoSuchFrame);
        }
        reader.next_image().map_err(|error| why(&error))?;
        directory += 1;
    }
    let (width, height) = reader.dimensions().map_err(|error| why(&error))?;
    within(width, height, config)?;
    let info = info(&mut reader)?;
    let orientation = orientation(&mut reader);
    let mut limits = Limits::default();
    limits.decoding_buffer_size = (config.max_pixels * 8) as usize;
    limits.intermediate_buffer_size = (config.max_pixels * 8) as usize;
    reader = reader.with_limits(limits);
    let raster = match pixels(&mut reader, width as usize, height as usize) {
        Err(EngineError::Unsupported) => {
            let bytes = read_whole(file)?;
            match old_jpeg(&mut reader, &bytes) {
                Some(jpeg) => still::decode(jpeg, Media::Jpeg, config)?.raster,
                None => leptonica::tiff_page(&bytes, directory)?,
            }
        }
        other => other?,
    };
    Ok(Decoded { raster: oriented(raster, orientation), dpi: info.dpi() })
}

/// Width and height in the first directory of a classic TIFF, whatever else is wrong with it.
fn claimed_size(file: &Path) -> Option<(u32, u32)> {
    let mut opened = File::open(file).ok()?;
    let mut head = [0; 8];
    opened.read_exact(&mut head).ok()?;
    let little = head.starts_with(b"II");
    let number = |bytes: &[u8]| -> u32 {
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
    };
    opened.seek(SeekFrom::Start(u64::from(number(&head[4..8])))).ok()?;
    let mut count = [0; 2];
    opened.read_exact(&mut count).ok()?;
    let (mut width, mut height) = (None, None);
    for _ in 0..number(&count) {
        let mut entry = [0; 12];
        opened.read_exact(&mut entry).ok()?;
        let is_short = number(&entry[2..4]) == 3;
        let value = number(if is_short { &entry[8..10] } else { &entry[8..12] });
        match number(&entry[..2]) {
            256 => width = Some(value),
            257 => height = Some(value),
            _ => {}
        }
    }
    width.zip(height)
}

fn is_thumbnail(reader: &mut Reader) -> bool {
    reader.find_tag_unsigned::<u32>(Tag::NewSubfileType).ok().flatten().unwrap_or(0) & 1 == 1
}

fn orientation(reader: &mut Reader) -> u16 {
    reader.find_tag_unsigned::<u16>(Tag::Orientation).ok().flatten().unwrap_or(1)
}

fn info(reader: &mut Reader) -> Result<FrameInfo, EngineError> {
    let (width, height) = reader.dimensions().map_err(|error| why(&error))?;
    let to_inch = match reader.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten().unwrap_or(2) {
        2 => Some(1.0),
        3 => Some(2.54),
        _ => None,
    };
    let dpi = to_inch.and_then(|to_inch| {
        let x = ratio(reader.find_tag(Tag::XResolution).ok()??)?;
        let y = ratio(reader.find_tag(Tag::YResolution).ok()??)?;
        Some((x * to_inch, y * to_inch))
    });
    if lies_down(orientation(reader)) {
        return Ok(FrameInfo::new(height, width, dpi.map(|(x, y)| (y, x))));
    }
    Ok(FrameInfo::new(width, height, dpi))
}

/// Resolutions are rationals; some scanners write them as plain numbers.
fn ratio(value: Value) -> Option<f32> {
    match value {
        Value::Rational(above, below) if below != 0 => Some(above as f32 / below as f32),
        Value::Float(number) => Some(number),
        Value::Short(number) => Some(f32::from(number)),
        Value::Unsigned(number) => Some(number as f32),
        _ => None,
    }
}

fn pixels(reader: &mut Reader, width: usize, height: usize) -> Result<Raster, EngineError> {
    let colours = reader.colortype().map_err(|error| why(&error))?;
    let known = matches!(
        colours,
        ColorType::Gray(1 | 2 | 4 | 8 | 16)
            | ColorType::RGB(8 | 16)
            | ColorType::RGBA(8)
            | ColorType::CMYK(8)
            | ColorType::GrayA(8)
    );
    let planar = reader.find_tag_unsigned::<u16>(Tag::PlanarConfiguration).ok().flatten() == Some(2);
    // The crate takes bits in the usual order whatever the file says.
    let backwards = reader.find_tag_unsigned::<u16>(Tag::FillOrder).ok().flatten() == Some(2);
    if !known || backwards || (planar && colours != ColorType::RGB(8)) {
        return Err(EngineError::Unsupported);
    }
    let mut read = DecodingResult::U8(Vec::new());
    let layout = reader.read_image_to_buffer(&mut read).map_err(|error| why(&error))?;
    let data = match read {
        DecodingResult::U8(bytes) if layout.planes > 1 => interleaved(&bytes, width * height),
        DecodingResult::U8(bytes) => bytes,
        DecodingResult::U16(words) => words.iter().map(|word| (word >> 8) as u8).collect(),
        _ => return Err(EngineError::Unsupported),
    };
    let bits = if colours.bit_depth() == 16 { 8 } else { usize::from(colours.bit_depth()) };
    let samples = match colours {
        ColorType::RGB(_) => 3,
        ColorType::RGBA(_) | ColorType::CMYK(_) => 4,
        ColorType::GrayA(_) => 2,
        _ => 1,
    };
    let line = (width * samples * bits).div_ceil(8);
    if data.len() < line * height {
        return Err(EngineError::damaged("tiff.truncated"));
    }
    Ok(match colours {
        ColorType::Gray(1 | 2 | 4) => plain_grey(width, height, unpacked(&data, width, height, bits)),
        ColorType::Gray(_) => plain_grey(width, height, data),
        ColorType::GrayA(_) => plain_grey(width, height, data.chunks_exact(2).map(|p| p[0]).collect()),
        ColorType::RGBA(_) => {
            plain_colour(width, height, data.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect())
        }
        ColorType::CMYK(_) => plain_colour(width, height, data.chunks_exact(4).flat_map(from_cmyk).collect()),
        _ => plain_colour(width, height, data),
    })
}

/// The whole stream that an old-style JPEG names. Files that keep only its tables apart have none.
fn old_jpeg<'a>(reader: &mut Reader, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let mut tag = |tag| reader.find_tag_unsigned::<u32>(tag).ok().flatten();
    if tag(Tag::Compression)? != 6 {
        return None;
    }
    let (from, length) = (tag(Tag::Unknown(513))? as usize, tag(Tag::Unknown(514))? as usize);
    let stream = bytes.get(from..from.checked_add(length)?)?;
    stream.starts_with(b"\xff\xd8").then_some(stream)
}

/// One plane after another becomes one pixel after another.
fn interleaved(planes: &[u8], pixels: usize) -> Vec<u8> {
    let plane = |number: usize| planes.get(number * pixels..(number + 1) * pixels).unwrap_or_default();
    let (red, green, blue) = (plane(0), plane(1), plane(2));
    red.iter().zip(green).zip(blue).flat_map(|((&red, &green), &blue)| [red, green, blue]).collect()
}

/// Spreads packed samples of 1, 2 or 4 bits over bytes from 0 to 255.
fn unpacked(data: &[u8], width: usize, height: usize, bits: usize) -> Vec<u8> {
    let line = (width * bits).div_ceil(8);
    let most = ((1u32 << bits) - 1) as u8;
    let mut out = vec![0; width * height];
    for (row, pixels) in data.chunks_exact(line).zip(out.chunks_exact_mut(width)) {
        for (&byte, pixels) in row.iter().zip(pixels.chunks_mut(8 / bits)) {
            for (place, pixel) in pixels.iter_mut().enumerate() {
                *pixel = ((byte >> (8 - bits - place * bits)) & most) * (255 / most);
            }
        }
    }
    out
}

fn why(error: &TiffError) -> EngineError {
    match error {
        TiffError::UnsupportedError(_) => EngineError::Unsupported,
        TiffError::LimitsExceeded => EngineError::damaged("tiff.limits"),
        TiffError::IoError(_) => EngineError::damaged("tiff.truncated"),
        _ => EngineError::damaged("tiff.format"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_samples_are_spread() {
        let check = |data: &[u8], width, height, bits, expected: &[u8]| {
            assert_eq!(unpacked(data, width, height, bits), expected);
        };
        check(&[0b1010_0000, 0b0100_0000], 3, 2, 1, &[255, 0, 255, 0, 255, 0]);
        check(&[0b0001_1011], 4, 1, 2, &[0, 85, 170, 255]);
        check(&[0x0f, 0x80], 3, 1, 4, &[0, 255, 136]);
    }
}
