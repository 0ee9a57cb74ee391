//! Pieces of ink that hang together: those that are grain leave the mask.

use super::grain::{FIELD, Fields};
use crate::pixels::Grey;
use crate::pixels::bits::Bits;

/// Pieces of less than this, in square pixels of 300 dpi, stay with the ground: grain, and no point of a letter.
const LEAST_PIECE: f32 = 6.0;

/// A stretch of ink in one row.
struct Run {
    row: usize,
    from: usize,
    to: usize,
}

/// Takes away the pieces that are small, or nowhere dark enough. The mask has `dpi` dots an inch and is `times` as fine
/// as the contrast.
pub(super) fn drop_grain(ink: &mut Bits, contrast: &Grey, fields: &Fields, times: usize, dpi: f32) {
    let scale = dpi / 300.0;
    let least = (LEAST_PIECE * scale * scale).max(3.0) as u32;
    let (runs, mut owner) = pieces(ink);
    // Of every piece: its area, and whether it has a core.
    let mut found = vec![(0u32, false); runs.len()];
    for (place, run) in runs.iter().enumerate() {
        let piece = &mut found[root(&mut owner, place)];
        piece.0 += (run.to - run.from) as u32;
        if !piece.1 {
            let (y, from) = (run.row / times, run.from / times);
            let core = fields.row(y)[from / FIELD].least_core;
            piece.1 = contrast.row(y)[from..run.to.div_ceil(times)].iter().any(|&pixel| pixel >= core);
        }
    }
    for (place, run) in runs.iter().enumerate() {
        let (area, core) = found[root(&mut owner, place)];
        if area < least || !core {
            ink.clear(run.row, run.from, run.to);
        }
    }
}

/// Every run of the mask and, with [`root`], the piece that it belongs to.
fn pieces(ink: &Bits) -> (Vec<Run>, Vec<u32>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut owner: Vec<u32> = Vec::new();
    let mut above = 0..0;
    for y in 0..ink.height {
        let start = runs.len();
        find_runs(ink, y, &mut runs);
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

fn find_runs(ink: &Bits, y: usize, runs: &mut Vec<Run>) {
    let mut from = ink.next(y, 0, true);
    while from < ink.width {
        let to = ink.next(y, from, false);
        runs.push(Run { row: y, from, to });
        from = ink.next(y, to, true);
    }
}

fn root(owner: &mut [u32], mut run: usize) -> usize {
    while owner[run] as usize != run {
        owner[run] = owner[owner[run] as usize];
        run = owner[run] as usize;
    }
    run
}
