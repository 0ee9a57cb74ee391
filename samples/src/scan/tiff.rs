//! TIFF as scanners write it: Group 4, LZW, JPEG, deflate, one page or many.
//! Knows sheets only. Little-endian, classic TIFF.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use weezl::BitOrder;

use super::EncodeError;
use super::picture::{group4, jpeg, packed};
use crate::wear::{Colour, Sheet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Bitonal sheets only; others become deflate.
    Group4,
    Lzw,
    Deflate,
    Jpeg,
}

const ROWS: usize = 128;

fn strips(sheet: &Sheet, packing: Packing) -> Result<(u16, usize, Vec<Vec<u8>>), EncodeError> {
    if packing == Packing::Group4 && sheet.colour == Colour::Bitonal {
        return Ok((4, sheet.height, vec![group4(sheet)]));
    }
    if packing == Packing::Jpeg && sheet.colour != Colour::Bitonal {
        return Ok((7, sheet.height, vec![jpeg(sheet)?]));
    }
    let bitonal = sheet.colour == Colour::Bitonal;
    let rows = if bitonal { packed(sheet, true) } else { sheet.data.clone() };
    let stride = if bitonal { sheet.width.div_ceil(8) } else { sheet.width * sheet.channels() };
    let mut strips = Vec::new();
    for strip in rows.chunks(stride * ROWS) {
        if packing == Packing::Lzw {
            let mut encoder = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8);
            strips.push(encoder.encode(strip).map_err(EncodeError::of)?);
        } else {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(strip).map_err(EncodeError::of)?;
            strips.push(encoder.finish().map_err(EncodeError::of)?);
        }
    }
    Ok((if packing == Packing::Lzw { 5 } else { 8 }, ROWS, strips))
}

/// One entry: tag, type, count, and the value or where it lies.
fn entry(out: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32) {
    out.extend_from_slice(&tag.to_le_bytes());
    out.extend_from_slice(&kind.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    if kind == 3 && count == 1 {
        out.extend_from_slice(&(value as u16).to_le_bytes());
        out.extend_from_slice(&[0, 0]);
    } else {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

fn even(out: &mut Vec<u8>) {
    if !out.len().is_multiple_of(2) {
        out.push(0);
    }
}

/// A file of one or more pages, each with its packing.
pub fn tiff(pages: &[(&Sheet, Packing)]) -> Result<Vec<u8>, EncodeError> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    const ASCII: u16 = 2;
    let mut out = vec![b'I', b'I', 42, 0, 0, 0, 0, 0];
    let mut link = 4;
    for (number, (sheet, packing)) in pages.iter().enumerate() {
        let (compression, rows, strips) = strips(sheet, *packing)?;
        let mut offsets = Vec::new();
        for strip in &strips {
            even(&mut out);
            offsets.push(out.len() as u32);
            out.extend_from_slice(strip);
        }
        even(&mut out);
        let offsets_at = out.len() as u32;
        for offset in &offsets {
            out.extend_from_slice(&offset.to_le_bytes());
        }
        let lengths_at = out.len() as u32;
        for strip in &strips {
            out.extend_from_slice(&(strip.len() as u32).to_le_bytes());
        }
        let resolution_at = out.len() as u32;
        out.extend_from_slice(&sheet.dpi.to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
        let depths_at = out.len() as u32;
        out.extend_from_slice(&[8, 0, 8, 0, 8, 0]);
        let maker_at = out.len() as u32;
        let maker = b"Scanner\0";
        out.extend_from_slice(maker);
        even(&mut out);
        let colour = sheet.channels() == 3;
        let photometric = match (sheet.colour, compression) {
            (Colour::Rgb, 7) => 6,
            (Colour::Rgb, _) => 2,
            (Colour::Grey, _) => 1,
            // White is zero: what fax machines and scanners write.
            (Colour::Bitonal, _) => 0,
        };
        let depth = if sheet.colour == Colour::Bitonal { 1 } else { 8 };
        let count = strips.len() as u32;
        let one = |at: u32, only: u32| if count == 1 { only } else { at };
        let mut entries = Vec::new();
        entry(&mut entries, 254, LONG, 1, if pages.len() > 1 { 2 } else { 0 });
        entry(&mut entries, 256, LONG, 1, sheet.width as u32);
        entry(&mut entries, 257, LONG, 1, sheet.height as u32);
        if colour {
            entry(&mut entries, 258, SHORT, 3, depths_at);
        } else {
            entry(&mut entries, 258, SHORT, 1, depth);
        }
        entry(&mut entries, 259, SHORT, 1, u32::from(compression));
        entry(&mut entries, 262, SHORT, 1, photometric);
        entry(&mut entries, 271, ASCII, maker.len() as u32, maker_at);
        entry(&mut entries, 273, LONG, count, one(offsets_at, offsets[0]));
        entry(&mut entries, 274, SHORT, 1, 1);
        entry(&mut entries, 277, SHORT, 1, sheet.channels() as u32);
        entry(&mut entries, 278, LONG, 1, rows as u32);
        entry(&mut entries, 279, LONG, count, one(lengths_at, strips[0].len() as u32));
        entry(&mut entries, 282, RATIONAL, 1, resolution_at);
        entry(&mut entries, 283, RATIONAL, 1, resolution_at);
        entry(&mut entries, 284, SHORT, 1, 1);
        entry(&mut entries, 296, SHORT, 1, 2);
        if pages.len() > 1 {
            entry(&mut entries, 297, SHORT, 2, number as u32 | (pages.len() as u32) << 16);
        }
        if photometric == 6 {
            entry(&mut entries, 530, SHORT, 2, 1 | 1 << 16);
        }
        let directory = out.len() as u32;
        out[link..link + 4].copy_from_slice(&directory.to_le_bytes());
        out.extend_from_slice(&((entries.len() / 12) as u16).to_le_bytes());
        out.extend_from_slice(&entries);
        link = out.len();
        out.extend_from_slice(&[0; 4]);
    }
    Ok(out)
}
