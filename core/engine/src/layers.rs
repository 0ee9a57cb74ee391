//! A page taken apart for the archive copy: the ground in few pixels, the ink's colours in few pixels, and a sharp
//! mask of one bit a pixel that says where ink is. Together far smaller than one picture, and letters stay sharp.
//! Photographs have no letters to cut out: they stand over the rest as pictures of their own.

mod contrast;
pub(crate) mod encode;
mod grain;
mod made;
mod mask;
mod photographs;
mod pieces;
mod planes;
mod smooth;

use dossier::PixelBox;
use serde::{Deserialize, Serialize};

use crate::pixels::bits::Bits;

pub(crate) use made::of;

/// All layers cover the whole upright page, each with a grid of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// Of ground, ink and photographs: 1 grey, 3 colour.
    pub channels: u8,
    /// Baseline JPEG: paper, shadows, and whatever is too faint to be ink.
    pub ground: Layer,
    /// Baseline JPEG: the colour of the ink that is nearest.
    pub ink: Layer,
    /// JBIG2 for a PDF, generic regions alone: black where the ink shows, else the ground.
    pub mask: Layer,
    /// At most [`Layers::MOST_PHOTOGRAPHS`].
    pub photographs: Vec<Patch>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    pub width: u32,
    pub height: u32,
    length: usize,
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A baseline JPEG over a part of the page; `bounds` on the page's own grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    pub bounds: PixelBox,
    pub image: Layer,
}

impl Layer {
    pub(crate) fn new(width: usize, height: usize, bytes: Vec<u8>) -> Self {
        Self { width: width as u32, height: height as u32, length: bytes.len(), bytes }
    }
}

impl Layers {
    pub const MOST_PHOTOGRAPHS: usize = 6;

    /// As they are stored: the length of the description, the description, the bytes of every layer.
    pub fn to_bytes(&self) -> Vec<u8> {
        let description = serde_json::to_vec(self).expect("numbers are JSON");
        let mut bytes = (description.len() as u32).to_le_bytes().to_vec();
        bytes.extend(description);
        for layer in [&self.ground, &self.ink, &self.mask] {
            bytes.extend_from_slice(&layer.bytes);
        }
        for patch in &self.photographs {
            bytes.extend_from_slice(&patch.image.bytes);
        }
        bytes
    }

    /// `None` for anything that [`Self::to_bytes`] did not write.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (description, mut rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let mut layers: Self = serde_json::from_slice(description).ok()?;
        if layers.photographs.len() > Self::MOST_PHOTOGRAPHS {
            return None;
        }
        let images = layers.photographs.iter_mut().map(|patch| &mut patch.image);
        for layer in [&mut layers.ground, &mut layers.ink, &mut layers.mask].into_iter().chain(images) {
            let (own, others) = rest.split_at_checked(layer.length)?;
            layer.bytes = own.to_vec();
            rest = others;
        }
        rest.is_empty().then_some(layers)
    }
}

/// A picture of one bit a pixel as lossless JBIG2 for a PDF: generic regions alone, since symbol matching swaps digits.
/// One byte a pixel, 1 ink and 0 paper. `None` where the sides do not fit the pixels.
pub fn jbig2(ink: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let (width, height) = (width as usize, height as usize);
    if width == 0 || height == 0 || Some(ink.len()) != width.checked_mul(height) {
        return None;
    }
    let mut bits = Bits::none(width, height);
    for (y, row) in ink.chunks_exact(width).enumerate() {
        bits.set_row(y, row);
    }
    encode::jbig2(&bits)
}

#[cfg(test)]
mod tests;
