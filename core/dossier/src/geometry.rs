//! Places on a page: pixels of the frame turned upright by a multiple of 90°, origin top left.

use serde::{Deserialize, Serialize};

/// A rectangle in pixels of the upright page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "[u32; 4]", into = "[u32; 4]")]
pub struct PixelBox {
    pub x: u32,
    pub y: u32,
    pub w: u32,
    pub h: u32,
}

impl PixelBox {
    pub fn new(x: u32, y: u32, w: u32, h: u32) -> Self {
        Self { x, y, w, h }
    }

    pub fn right(&self) -> u32 {
        self.x + self.w
    }

    pub fn bottom(&self) -> u32 {
        self.y + self.h
    }

    /// The smallest box that holds both.
    pub fn union(&self, other: &Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Self { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }

    /// The smallest box that holds all; `None` for no boxes.
    pub fn around<'a>(boxes: impl IntoIterator<Item = &'a PixelBox>) -> Option<Self> {
        boxes.into_iter().copied().reduce(|all, one| all.union(&one))
    }
}

impl From<[u32; 4]> for PixelBox {
    fn from([x, y, w, h]: [u32; 4]) -> Self {
        Self { x, y, w, h }
    }
}

impl From<PixelBox> for [u32; 4] {
    fn from(value: PixelBox) -> Self {
        [value.x, value.y, value.w, value.h]
    }
}

/// How many degrees clockwise the scan had been turned; undoing it gives the upright page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Rotation {
    #[default]
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

#[derive(Debug, thiserror::Error)]
#[error("a rotation is 0, 90, 180 or 270 degrees")]
pub struct NotARotation;

impl Rotation {
    pub fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Quarter => 90,
            Self::Half => 180,
            Self::ThreeQuarters => 270,
        }
    }
}

impl TryFrom<u16> for Rotation {
    type Error = NotARotation;
    fn try_from(degrees: u16) -> Result<Self, NotARotation> {
        match degrees {
            0 => Ok(Self::None),
            90 => Ok(Self::Quarter),
            180 => Ok(Self::Half),
            270 => Ok(Self::ThreeQuarters),
            _ => Err(NotARotation),
        }
    }
}

impl From<Rotation> for u16 {
    fn from(value: Rotation) -> u16 {
        value.degrees()
    }
}
