//! The grain of the paper, field by field: nothing that stands out no more than grain does is ink.

use crate::pixels::Grey;

/// Side in pixels of the field whose grain is measured.
pub(super) const FIELD: usize = 64;
/// No pixel that stands out less is ink, and no piece whose darkest pixel stands out less than the second.
const LEAST: u8 = 12;
const LEAST_CORE: u8 = 24;

/// The paper of a field: its middle contrast, and how far most of it strays from that.
struct Grain {
    middle: u8,
    strays: u8,
}

/// What a pixel, and what the darkest pixel of a piece, must reach to be ink.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub least: u8,
    pub least_core: u8,
}

pub(super) struct Fields {
    across: usize,
    data: Vec<Field>,
}

impl Fields {
    pub fn of(contrast: &Grey) -> Self {
        let (across, down) = (contrast.width.div_ceil(FIELD), contrast.height.div_ceil(FIELD));
        let mut data = Vec::with_capacity(across * down);
        for y in 0..down {
            data.extend((0..across).map(|x| grain(contrast, x * FIELD, y * FIELD)));
        }
        // Writing looks like grain to a field that is full of it. The paper of a page has much the same grain all over.
        let mut strays: Vec<u8> = data.iter().map(|grain| grain.strays).collect();
        let half = strays.len() / 2;
        let (_, &mut usual, _) = strays.select_nth_unstable(half);
        let most = (u16::from(usual) * 5 / 4 + 1).clamp(1, 24) as u8;
        let field = |grain: &Grain| {
            let strays = grain.strays.clamp(1, most);
            Field {
                least: grain.middle + LEAST.max(3 * strays),
                least_core: grain.middle + LEAST_CORE.max(6 * strays),
            }
        };
        Self { across, data: data.iter().map(field).collect() }
    }

    /// The fields that the row crosses, from the left.
    pub fn row(&self, y: usize) -> &[Field] {
        &self.data[y / FIELD * self.across..][..self.across]
    }
}

fn grain(contrast: &Grey, left: usize, top: usize) -> Grain {
    let right = (left + FIELD).min(contrast.width);
    let bottom = (top + FIELD).min(contrast.height);
    let mut counts = [0u32; 256];
    let mut total = 0;
    for row in (top..bottom).step_by(2) {
        for &pixel in contrast.row(row)[left..right].iter().step_by(2) {
            counts[usize::from(pixel)] += 1;
            total += 1;
        }
    }
    // Ink covers a part of the field, so its paper is looked for in the lighter share.
    let at = |rank: u32| {
        let mut below = 0;
        let darker = |&count: &u32| {
            below += count;
            below > rank
        };
        counts.iter().position(darker).unwrap_or(255) as u8
    };
    let (low, middle, high) = (at(total / 10), at(total * 4 / 10), at(total * 65 / 100));
    // Paper as light as its surroundings is cut off at nought, so both sides of the middle are asked.
    let strays = u16::from(middle - low).max(u16::from(high - middle) * 8 / 5);
    Grain { middle: middle.min(60), strays: strays.min(255) as u8 }
}
