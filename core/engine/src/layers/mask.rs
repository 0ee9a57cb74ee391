//! Which pixels are ink: darker than half of the darkest ink beside them, and surely darker than the grain of the paper.

use crate::pixels::Grey;

/// Side of the field whose grain is measured.
const FIELD: usize = 64;
/// No pixel that stands out less is ink, and no piece whose darkest pixel stands out less than the second.
const LEAST: u8 = 12;
const LEAST_CORE: u8 = 24;
/// Of 256: a little under half, since a stroke's edge is blurred into the paper.
const HALF: u16 = 100;
/// Pieces of less than this, in square pixels of 300 dpi, stay with the ground: grain, and no point of a letter.
const LEAST_PIECE: f32 = 6.0;

/// One byte a pixel: 1 ink, 0 ground; `times` (1 or 2) as fine as the contrast, whose resolution is `dpi`.
pub(super) fn of(contrast: &Grey, darkest: &Grey, times: usize, dpi: f32) -> Grey {
    let fields = fields(contrast);
    let limits = limits(darkest, &fields);
    let (width, height) = (contrast.width * times, contrast.height * times);
    let mut mask = Grey { width, height, data: vec![0; width * height] };
    let mut line = vec![0u8; width];
    for (y, row) in mask.data.chunks_exact_mut(width).enumerate() {
        let limits = limits.row(y / times);
        if times == 1 {
            darker(contrast.row(y), limits, row);
        } else {
            between(contrast, y, &mut line);
            for ((two, value), &limit) in row.chunks_exact_mut(2).zip(line.chunks_exact(2)).zip(limits) {
                two[0] = u8::from(value[0] > limit);
                two[1] = u8::from(value[1] > limit);
            }
        }
    }
    let scale = dpi * times as f32 / 300.0;
    let least = (LEAST_PIECE * scale * scale).max(3.0) as u32;
    drop_grain(&mut mask, contrast, &fields, times, least);
    mask
}

fn darker(row: &[u8], limits: &[u8], out: &mut [u8]) {
    for ((out, &pixel), &limit) in out.iter_mut().zip(row).zip(limits) {
        *out = u8::from(pixel > limit);
    }
}

/// A row of the contrast at twice the resolution: each value three quarters its own pixel's, each way.
fn between(contrast: &Grey, y: usize, line: &mut [u8]) {
    let own = y / 2;
    let other = if y.is_multiple_of(2) { own.saturating_sub(1) } else { (own + 1).min(contrast.height - 1) };
    let (own, other) = (contrast.row(own), contrast.row(other));
    let width = own.len();
    let at = |x: usize| 3 * u16::from(own[x]) + u16::from(other[x]);
    for x in 0..width {
        let (left, here, right) = (at(x.saturating_sub(1)), 3 * at(x), at((x + 1).min(width - 1)));
        line[2 * x] = ((here + left + 8) >> 4) as u8;
        line[2 * x + 1] = ((here + right + 8) >> 4) as u8;
    }
}

/// The paper of a field: its middle contrast, and how far most of it strays from that.
struct Grain {
    middle: u8,
    strays: u8,
}

/// What a pixel, and what the darkest pixel of a piece, must reach to be ink.
#[derive(Clone, Copy)]
struct Field {
    least: u8,
    least_core: u8,
}

struct Fields {
    across: usize,
    data: Vec<Field>,
}

impl Fields {
    fn at(&self, x: usize, y: usize) -> Field {
        self.data[y / FIELD * self.across + x / FIELD]
    }
}

fn fields(contrast: &Grey) -> Fields {
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
    Fields { across, data: data.iter().map(field).collect() }
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

/// The darkest within two pixels, itself included: the ink of the stroke that a pixel belongs to or lies beside.
pub(super) fn darkest(contrast: &Grey) -> Grey {
    let (width, height) = (contrast.width, contrast.height);
    let mut along = contrast.clone();
    let mut line = vec![0u8; width + 4];
    for row in along.data.chunks_exact_mut(width) {
        line[2..width + 2].copy_from_slice(row);
        for (pixel, five) in row.iter_mut().zip(line.windows(5)) {
            *pixel = five[0].max(five[1]).max(five[2]).max(five[3]).max(five[4]);
        }
    }
    let mut data = Vec::with_capacity(width * height);
    for y in 0..height {
        let start = data.len();
        data.extend_from_slice(along.row(y));
        for other in y.saturating_sub(2)..(y + 3).min(height) {
            for (most, &value) in data[start..].iter_mut().zip(along.row(other)) {
                *most = value.max(*most);
            }
        }
    }
    Grey { width, height, data }
}

/// Every stroke has a limit of its own, a thin one beside a thick one too.
fn limits(darkest: &Grey, fields: &Fields) -> Grey {
    let mut limits = darkest.clone();
    for (y, row) in limits.data.chunks_exact_mut(darkest.width).enumerate() {
        for (x, limits) in row.chunks_mut(FIELD).enumerate() {
            let least = fields.at(x * FIELD, y).least;
            for limit in limits {
                *limit = ((u16::from(*limit) * HALF) >> 8).max(u16::from(least)) as u8;
            }
        }
    }
    limits
}

/// A stretch of ink in one row.
struct Run {
    row: usize,
    from: usize,
    to: usize,
}

/// Takes away the pieces that are small, or nowhere dark enough.
fn drop_grain(mask: &mut Grey, contrast: &Grey, fields: &Fields, times: usize, least: u32) {
    let (runs, mut owner) = pieces(mask);
    // Of every piece: its area, and whether it has a core.
    let mut found = vec![(0u32, false); runs.len()];
    for (place, run) in runs.iter().enumerate() {
        let piece = &mut found[root(&mut owner, place)];
        piece.0 += (run.to - run.from) as u32;
        if !piece.1 {
            let (y, from) = (run.row / times, run.from / times);
            let core = fields.at(from, y).least_core;
            piece.1 = contrast.row(y)[from..run.to.div_ceil(times)].iter().any(|&pixel| pixel >= core);
        }
    }
    for (place, run) in runs.iter().enumerate() {
        let (area, core) = found[root(&mut owner, place)];
        if area < least || !core {
            mask.data[run.row * mask.width..][run.from..run.to].fill(0);
        }
    }
}

/// Every run of the mask and, with [`root`], the piece that it belongs to.
fn pieces(mask: &Grey) -> (Vec<Run>, Vec<u32>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut owner: Vec<u32> = Vec::new();
    let mut above = 0..0;
    for y in 0..mask.height {
        let start = runs.len();
        find_runs(mask.row(y), y, &mut runs);
        let mut upper = above.start;
        for here in start..runs.len() {
            owner.push(here as u32);
            // Runs of the row above that touch this one, also by a corner.
            while upper < above.end && runs[upper].to < runs[here].from {
                upper += 1;
            }
            let mut touching = upper;
            while touching < above.end && runs[touching].from <= runs[here].to {
                let (one, other) = (root(&mut owner, touching), root(&mut owner, here));
                owner[one.max(other)] = one.min(other) as u32;
                touching += 1;
            }
        }
        above = start..runs.len();
    }
    (runs, owner)
}

fn find_runs(row: &[u8], y: usize, runs: &mut Vec<Run>) {
    let mut x = 0;
    while x < row.len() {
        // Eight at a time: most of a page is paper.
        if let Some(eight) = row[x..].first_chunk::<8>()
            && u64::from_ne_bytes(*eight) == 0
        {
            x += 8;
            continue;
        }
        if row[x] == 0 {
            x += 1;
            continue;
        }
        let length = row[x..].iter().position(|&pixel| pixel == 0).unwrap_or(row.len() - x);
        runs.push(Run { row: y, from: x, to: x + length });
        x += length;
    }
}

fn root(owner: &mut [u32], mut run: usize) -> usize {
    while owner[run] as usize != run {
        owner[run] = owner[owner[run] as usize];
        run = owner[run] as usize;
    }
    run
}
