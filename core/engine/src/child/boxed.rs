//! A row of boxes with a figure to each: one sign stands in a box, and «О» is a nought where the boxes about it hold figures.

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
            for reading in
                [Some(&mut both[place].second), firsts[place].as_mut().map(|first| &mut first.reading)]
            {
                let Some(reading) = reading else { continue };
                one_sign(reading);
                as_figures(reading);
            }
            boxed[place] = true;
        }
    }
    boxed
}

/// A box holds one sign: what else was read there is a side of the box.
fn one_sign(reading: &mut LineReading) {
    let signs = reading.letters.iter().filter(|letter| letter.letter.is_alphanumeric());
    if let Some(&surest) = signs.max_by(|one, other| one.probability.total_cmp(&other.probability)) {
        reading.letters = vec![surest];
    }
}

fn as_figures(reading: &mut LineReading) {
    for letter in &mut reading.letters {
        letter.letter = to_digit(letter.letter).unwrap_or(letter.letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::Letter;

    #[test]
    fn a_box_holds_one_sign() {
        let check = |letters: &[(char, f32)], expected: &str| {
            let letter =
                |&(letter, probability): &(char, f32)| Letter { letter, probability, from: 0.0, to: 1.0 };
            let mut reading =
                LineReading { letters: letters.iter().map(letter).collect(), ..LineReading::default() };
            one_sign(&mut reading);
            assert_eq!(reading.text(), expected, "{letters:?}");
        };
        check(&[('1', 0.4), ('А', 0.9)], "А");
        check(&[('И', 0.6), (',', 0.9)], "И");
        check(&[('-', 0.9)], "-");
        check(&[], "");
    }
}
