//! A row of boxes with a figure to each: «О» alone in a box is a nought where the boxes about it hold figures.

use std::collections::BTreeMap;

use dossier::codes::alike::to_digit;

use super::again::Seen;
use crate::readers::{First, LineReading};
use crate::structure::cells::{self, CellPlace};

/// Sets letters of both readings right in rows of boxes that hold figures for the most part; tells which lines these are.
pub(super) fn figures(
    both: &mut [Seen],
    firsts: &mut [Option<First>],
    tables: &[Vec<CellPlace>],
) -> Vec<bool> {
    let mut boxed = vec![false; both.len()];
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, seen) in both.iter().enumerate() {
        if let Some((table, _)) = seen.line.cell.filter(|(table, _)| cells::are_boxes(&tables[*table])) {
            rows.entry(table).or_default().push(place);
        }
    }
    for places in rows.into_values() {
        let is_figure = |place: &&usize| {
            let text = both[**place].second.text();
            !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit())
        };
        if places.iter().filter(is_figure).count() * 2 <= places.len() {
            continue;
        }
        for place in places {
            as_figures(&mut both[place].second);
            if let Some(first) = &mut firsts[place] {
                as_figures(&mut first.reading);
            }
            boxed[place] = true;
        }
    }
    boxed
}

fn as_figures(reading: &mut LineReading) {
    for letter in &mut reading.letters {
        letter.letter = to_digit(letter.letter).unwrap_or(letter.letter);
    }
}
