//! Decoded pixels: one grey or colour raster, and the plain arithmetic on it. Knows no file format and no text.

pub(crate) mod bits;
pub(crate) mod ink;
pub(crate) mod resample;

use std::borrow::Cow;

use dossier::Rotation;
use multiversion::multiversion;

/// Eight bits a pixel, 0 black, 255 white, rows from the top, no padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grey {
    pub width: usize,
    pub height: usize,
    pub data: Vec<u8>,
}

/// Three times eight bits a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Colour {
    pub width: usize,
    pub height: usize,
    pub data: Vec<u8>,
}

/// A frame as decoded. A bitonal frame is grey with 0 and 255 alone.
#[derive(Clone, Debug)]
pub(crate) enum Raster {
    Bitonal(Grey),
    Grey(Grey),
    Colour(Colour),
}

impl Grey {
    pub fn white(width: usize, height: usize) -> Self {
        Self { width, height, data: vec![255; width * height] }
    }

    pub fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..(y + 1) * self.width]
    }

    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.data.chunks_exact(self.width.max(1))
    }

    /// The same with `black` and darker as black, `white` and lighter as white.
    pub fn stretched(&self, black: u8, white: u8) -> Self {
        let span = u32::from(white.saturating_sub(black).max(1));
        let stretch = |pixel: usize| (pixel as u32).saturating_sub(u32::from(black)) * 255 / span;
        let table: [u8; 256] = std::array::from_fn(|pixel| stretch(pixel).min(255) as u8);
        let data = self.data.iter().map(|&pixel| table[usize::from(pixel)]).collect();
        Self { width: self.width, height: self.height, data }
    }

    pub fn turned(&self, undo: Rotation) -> Self {
        let (width, height, data) = turn::<1>(&self.data, self.width, self.height, undo);
        Self { width, height, data }
    }

    /// Left and right swapped.
    pub fn mirrored(mut self) -> Self {
        self.data.chunks_exact_mut(self.width.max(1)).for_each(<[u8]>::reverse);
        self
    }

    /// A rectangle of the picture; right and bottom are exclusive.
    pub fn cut(&self, left: usize, top: usize, right: usize, bottom: usize) -> Self {
        let (right, bottom) = (right.min(self.width), bottom.min(self.height));
        let (left, top) = (left.min(right), top.min(bottom));
        let rows = (top..bottom).flat_map(|y| &self.row(y)[left..right]);
        Self { width: right - left, height: bottom - top, data: rows.copied().collect() }
    }

    /// The part of the picture between two rows.
    pub fn band(&self, top: usize, bottom: usize) -> Self {
        let data = self.data[top * self.width..bottom * self.width].to_vec();
        Self { width: self.width, height: bottom - top, data }
    }
}

impl Raster {
    pub fn size(&self) -> (usize, usize) {
        match self {
            Self::Bitonal(grey) | Self::Grey(grey) => (grey.width, grey.height),
            Self::Colour(colour) => (colour.width, colour.height),
        }
    }

    pub fn is_bitonal(&self) -> bool {
        matches!(self, Self::Bitonal(_))
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Bitonal(grey) | Self::Grey(grey) => &grey.data,
            Self::Colour(colour) => &colour.data,
        }
    }

    pub fn to_grey(&self) -> Grey {
        self.as_grey().into_owned()
    }

    /// The frame's own pixels where they are grey already.
    pub fn as_grey(&self) -> Cow<'_, Grey> {
        match self {
            Self::Bitonal(grey) | Self::Grey(grey) => Cow::Borrowed(grey),
            Self::Colour(colour) => Cow::Owned(colour.to_grey()),
        }
    }

    /// Turns the raster so that a scan turned clockwise by `undo` stands upright.
    pub fn turned(self, undo: Rotation) -> Self {
        if undo == Rotation::None {
            return self;
        }
        match self {
            Self::Bitonal(grey) => Self::Bitonal(grey.turned(undo)),
            Self::Grey(grey) => Self::Grey(grey.turned(undo)),
            Self::Colour(colour) => {
                let (width, height, data) = turn::<3>(&colour.data, colour.width, colour.height, undo);
                Self::Colour(Colour { width, height, data })
            }
        }
    }

    /// Turns it where it lies; upright, nothing is copied.
    pub fn turn(&mut self, undo: Rotation) {
        if undo != Rotation::None {
            *self = std::mem::replace(self, Self::Grey(Grey::white(0, 0))).turned(undo);
        }
    }

    /// Grey where the colour says nothing.
    pub fn without_tint(self) -> Self {
        match self {
            Self::Colour(colour) if colour.is_grey() => Self::Grey(colour.to_grey()),
            other => other,
        }
    }

    /// Left and right swapped.
    pub fn mirrored(self) -> Self {
        fn flip(data: &mut [u8], width: usize, channels: usize) {
            for row in data.chunks_exact_mut(width * channels) {
                for x in 0..width / 2 {
                    for channel in 0..channels {
                        row.swap(x * channels + channel, (width - 1 - x) * channels + channel);
                    }
                }
            }
        }
        match self {
            Self::Bitonal(mut grey) => {
                flip(&mut grey.data, grey.width, 1);
                Self::Bitonal(grey)
            }
            Self::Grey(mut grey) => {
                flip(&mut grey.data, grey.width, 1);
                Self::Grey(grey)
            }
            Self::Colour(mut colour) => {
                flip(&mut colour.data, colour.width, 3);
                Self::Colour(colour)
            }
        }
    }
}

impl Colour {
    pub fn to_grey(&self) -> Grey {
        self.thinned(1)
    }

    /// How light a colour is (ITU-R BT.601).
    #[inline(always)]
    pub fn lightness([red, green, blue]: [u8; 3]) -> u8 {
        ((u16::from(red) * 77 + u16::from(green) * 150 + u16::from(blue) * 29) >> 8) as u8
    }

    /// One row of each `every`, in grey.
    pub fn thinned(&self, every: usize) -> Grey {
        let (width, height) = (self.width, self.height.div_ceil(every));
        let mut data = vec![0; width * height];
        let rows = self.data.chunks_exact(width * 3).step_by(every);
        data.chunks_exact_mut(width).zip(rows).for_each(|(out, row)| greyed(row, out));
        Grey { width, height, data }
    }

    /// Whether the colour says nothing: scanners set to colour send grey paper all the same.
    fn is_grey(&self) -> bool {
        let coloured = self.data.chunks_exact(3).step_by(7).filter(|p| {
            let most = p[0].max(p[1]).max(p[2]);
            let least = p[0].min(p[1]).min(p[2]);
            most - least > 24
        });
        coloured.count() * 7 * 2000 < self.data.len() / 3
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn greyed(colours: &[u8], out: &mut [u8]) {
    for (out, colour) in out.iter_mut().zip(colours.as_chunks::<3>().0) {
        *out = Colour::lightness(*colour);
    }
}

/// Undoes a clockwise turn of the picture.
fn turn<const CHANNELS: usize>(
    data: &[u8],
    width: usize,
    height: usize,
    undo: Rotation,
) -> (usize, usize, Vec<u8>) {
    let (pixels, _) = data.as_chunks::<CHANNELS>();
    match undo {
        Rotation::None => (width, height, data.to_vec()),
        Rotation::Half => (width, height, pixels.iter().rev().flatten().copied().collect()),
        // Upright (x, y) was carried clockwise to (height' - 1 - y, x); so we read the columns from the right.
        Rotation::Quarter => {
            (height, width, columns(pixels, width, height, |x, y| (width - 1 - x) * height + y))
        }
        Rotation::ThreeQuarters => {
            (height, width, columns(pixels, width, height, |x, y| x * height + height - 1 - y))
        }
    }
}

/// Pixels of a page whose columns become rows, `to` where each goes; in squares, since a column touches as many lines
/// of the processor's memory as the page has rows.
fn columns<const CHANNELS: usize>(
    pixels: &[[u8; CHANNELS]],
    width: usize,
    height: usize,
    to: impl Fn(usize, usize) -> usize,
) -> Vec<u8> {
    const SQUARE: usize = 32;
    let mut turned = vec![[0; CHANNELS]; pixels.len()];
    for top in (0..height).step_by(SQUARE) {
        for left in (0..width).step_by(SQUARE) {
            for x in left..(left + SQUARE).min(width) {
                for y in top..(top + SQUARE).min(height) {
                    turned[to(x, y)] = pixels[y * width + x];
                }
            }
        }
    }
    turned.into_flattened()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_back_gives_the_upright_picture() {
        // Upright:  1 2 3     turned 90 clockwise:  4 1    turned 270:  3 6
        //           4 5 6                           5 2                 2 5
        //                                           6 3                 1 4
        let check = |width, height, data: &[u8], undo| {
            let grey = Grey { width, height, data: data.to_vec() };
            assert_eq!(grey.turned(undo), Grey { width: 3, height: 2, data: vec![1, 2, 3, 4, 5, 6] });
        };
        check(3, 2, &[1, 2, 3, 4, 5, 6], Rotation::None);
        check(2, 3, &[4, 1, 5, 2, 6, 3], Rotation::Quarter);
        check(3, 2, &[6, 5, 4, 3, 2, 1], Rotation::Half);
        check(2, 3, &[3, 6, 2, 5, 1, 4], Rotation::ThreeQuarters);
    }
}
