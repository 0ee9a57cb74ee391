//! JPEG with tables of our own choice, and JBIG2. The JPEG is always baseline: every reader of PDF/A-1 knows it.

use jbig2enc_rust::Jbig2ArithCoder;
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};

use crate::pixels::bits::Bits;

/// How much a JPEG may lose.
#[derive(Clone, Copy)]
pub(crate) enum Loss {
    /// The usual scale, 1 to 100, with colour at half the resolution across.
    Quality(u8),
    /// The step of the plainest wave, and how much coarser each finer one is. Smooth paper keeps no blocks so.
    Steps { first: u16, more: u16, full_colour: bool },
}

/// `None` for sides that a JPEG cannot have.
pub(crate) fn jpeg(data: &[u8], width: usize, height: usize, loss: Loss) -> Option<Vec<u8>> {
    let (wide, high) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let colour = if data.len() == width * height { ColorType::Luma } else { ColorType::Rgb };
    let mut bytes = Vec::new();
    let mut encoder = match loss {
        Loss::Quality(quality) => Encoder::new(&mut bytes, quality),
        Loss::Steps { .. } => Encoder::new(&mut bytes, 50),
    };
    encoder.set_optimized_huffman_tables(true);
    // Fitted tables put each channel in a scan of its own, and decoders are at odds about those of half the height.
    encoder.set_sampling_factor(SamplingFactor::F_2_1);
    if let Loss::Steps { first, more, full_colour } = loss {
        encoder.set_quantization_tables(steps(first, more), steps(first, more));
        if full_colour {
            encoder.set_sampling_factor(SamplingFactor::F_1_1);
        }
    }
    encoder.encode(data, wide, high, colour).ok()?;
    Some(bytes)
}

fn steps(first: u16, more: u16) -> QuantizationTableType {
    let mut table = [0; 64];
    for (place, step) in table.iter_mut().enumerate() {
        *step = first + more * (place % 8 + place / 8) as u16;
    }
    QuantizationTableType::Custom(Box::new(table))
}

/// A mask as JBIG2 for a PDF: a page and one generic region.
pub(crate) fn jbig2(mask: &Bits) -> Option<Vec<u8>> {
    let (width, height) = (u32::try_from(mask.width).ok()?, u32::try_from(mask.height).ok()?);
    let mut coder = Jbig2ArithCoder::new();
    coder.encode_generic_region(&mask.words, mask.width, mask.height, 0, &[]).ok()?;
    // The coder leaves out a last FF, which the marker of the end begins with.
    let coded = [coder.into_vec(), vec![0xff, 0xac]].concat();
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Resolution unknown, lossless, no stripes.
    let page = [&size[..], &[0; 8], &[1, 0, 0]].concat();
    // At the corner, laid over the page by OR, by the first template with its pixels at their usual places.
    let at = [3, -1, -3, -1, 2, -2, -2, -2i8].map(|place| place as u8);
    let region = [&size[..], &[0; 8], &[0, 0], &at, &coded].concat();
    Some([segment(0, 48, &page), segment(1, 38, &region)].concat())
}

/// Of page 1, referring to no other segment.
fn segment(number: u32, kind: u8, data: &[u8]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &[kind, 0, 1], &(data.len() as u32).to_be_bytes(), data].concat()
}
