//! JPEG, and JBIG2. The JPEG is always baseline: every reader of PDF/A-1 knows it.

mod huffman;

use jbig2enc_rust::Jbig2ArithCoder;
use mozjpeg::qtable::NRobidoux;
use mozjpeg::{ColorSpace, Compress};

use crate::pixels::bits::Bits;

/// The longest side libjpeg writes.
const MOST_SIDE: usize = 65_500;

/// How much a JPEG may lose.
#[derive(Clone, Copy)]
pub(crate) enum Loss {
    /// The usual scale, 1 to 100, with colour at half the resolution across, by the Huffman tables fitted on pages.
    Quality(u8),
    /// With Huffman tables of its own. Fine in what is plain, coarse in what is grainy: smooth paper keeps no blocks so. The
    /// same scale, for the mean
    /// of a block and for its finest waves.
    Smooth { plain: f32, fine: f32, full_colour: bool },
}

/// `None` for sides that a JPEG cannot have.
pub(crate) fn jpeg(data: &[u8], width: usize, height: usize, loss: Loss) -> Option<Vec<u8>> {
    if width.min(height) == 0 || width.max(height) > MOST_SIDE {
        return None;
    }
    let grey = data.len() == width * height;
    let colours = if grey { ColorSpace::JCS_GRAYSCALE } else { ColorSpace::JCS_RGB };
    let mut encoder = Compress::new_err(huffman::errors_and_tables(), colours);
    // Progressive scans and trellis quantisation, on by default, take many times as long.
    encoder.set_fastest_defaults();
    encoder.set_size(width, height);
    encoder.set_optimize_coding(matches!(loss, Loss::Smooth { .. }));
    match loss {
        Loss::Quality(quality) => encoder.set_quality(f32::from(quality)),
        Loss::Smooth { plain, fine, .. } => {
            let table = NRobidoux.scaled(plain, fine);
            encoder.set_luma_qtable(&table);
            encoder.set_chroma_qtable(&table);
        }
    }
    if !grey {
        let colour = if matches!(loss, Loss::Smooth { full_colour: true, .. }) { (1, 1) } else { (2, 1) };
        encoder.set_chroma_sampling_pixel_sizes(colour, colour);
    }
    let mut started = encoder.start_compress(Vec::new()).ok()?;
    started.write_scanlines(data).ok()?;
    started.finish().ok()
}

/// A mask as JBIG2 for a PDF: a page and one generic region, which leaves out the bare edges of the page.
pub(crate) fn jbig2(mask: &Bits) -> Option<Vec<u8>> {
    let bytes = |number: usize| u32::try_from(number).map(u32::to_be_bytes).ok();
    let (rows, words) = mask.inked();
    let (left, right) = (words.start * 32, (words.end * 32).min(mask.width));
    let inked: Vec<u32> = rows.clone().flat_map(|y| &mask.row(y)[words.clone()]).copied().collect();
    let mut coder = Jbig2ArithCoder::new();
    coder.encode_generic_region(&inked, right - left, rows.len(), 0, &[]).ok()?;
    // The coder leaves out a last FF, which the marker of the end begins with.
    let coded = [coder.into_vec(), vec![0xff, 0xac]].concat();
    // Resolution unknown, lossless, no stripes; white where no region is.
    let page = [&bytes(mask.width)?[..], &bytes(mask.height)?, &[0; 8], &[1, 0, 0]].concat();
    let bounds = [bytes(right - left)?, bytes(rows.len())?, bytes(left)?, bytes(rows.start)?].concat();
    // Laid over the page by OR, by the first template with its pixels at their usual places.
    let at = [3, -1, -3, -1, 2, -2, -2, -2i8].map(|place| place as u8);
    let region = [&bounds[..], &[0, 0], &at, &coded].concat();
    Some([segment(0, 48, &page), segment(1, 38, &region)].concat())
}

/// Of page 1, referring to no other segment.
fn segment(number: u32, kind: u8, data: &[u8]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &[kind, 0, 1], &(data.len() as u32).to_be_bytes(), data].concat()
}
