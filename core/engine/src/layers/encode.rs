//! JPEG with tables of our own choice. Always baseline: every reader of PDF/A-1 knows it.

use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};

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
        encoder.set_quantization_tables(steps(first, more), steps(first * 4 / 3, more * 3 / 2));
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
