//! What the lines about a line are: a value stands on a typed page, in a row of values, behind a printed label.

use super::{Likely, Measures};

/// Where a line stands, for its neighbours: pixels of one grid.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub left: f32,
    pub right: f32,
    pub base: f32,
    pub em: f32,
    pub letters: f32,
}

/// Lines no further above or below than this (em) are near.
const NEAR: f32 = 3.5;
/// Lines whose base lines differ by less (em) stand in one row.
const ROW: f32 = 0.5;

const PAGE: [&str; 4] = ["page_printed", "page_typed", "page_hand", "page_stamp"];
const ABOUT: [&str; 4] = ["near_printed", "near_typed", "near_hand", "near_stamp"];
const BESIDE: [&str; 4] = ["row_printed", "row_typed", "row_hand", "row_stamp"];
const ALONE: [&str; 4] = ["alone_printed", "alone_typed", "alone_hand", "alone_stamp"];

/// Adds to the measures of every line what it looked like alone and what its neighbours do.
pub fn add(places: &[Place], early: &[Likely], measures: &mut [&mut Measures]) {
    for (here, own) in measures.iter_mut().enumerate() {
        let (mut page, mut near, mut row) = ([0.0; 5], [0.0; 5], [0.0; 5]);
        let place = places[here];
        for (other, likely) in early.iter().enumerate() {
            if other == here {
                continue;
            }
            let there = places[other];
            let weight = there.letters.clamp(1.0, 30.0);
            gather(&mut page, likely, weight);
            let off = (there.base - place.base).abs() / place.em.max(1.0);
            if off < ROW {
                gather(&mut row, likely, weight);
            } else if off < NEAR && there.left < place.right && there.right > place.left {
                gather(&mut near, likely, weight);
            }
        }
        for (names, sums) in [(PAGE, page), (ABOUT, near), (BESIDE, row)] {
            for (name, sum) in names.into_iter().zip(sums) {
                own.insert(name, if sums[4] > 0.0 { sum / sums[4] } else { 0.0 });
            }
        }
        for (name, likely) in ALONE.into_iter().zip(early[here]) {
            own.insert(name, likely);
        }
    }
}

/// Sums of likelihoods, and of weights at the end.
fn gather(sums: &mut [f32; 5], likely: &Likely, weight: f32) {
    for (sum, likely) in sums.iter_mut().zip(likely) {
        *sum += weight * likely;
    }
    sums[4] += weight;
}
