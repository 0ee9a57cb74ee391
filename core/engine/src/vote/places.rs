//! Words of two readings at the same places of a line.

use super::folded;
use crate::readers::{LineReading, ReadWord};

/// Words share a place when the narrower lies so far within the other.
const OVERLAP: f32 = 0.35;

/// Words at one place, of the first reader and of the second.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub first: Vec<ReadWord>,
    pub second: Vec<ReadWord>,
}

/// Lays both readings over each other, left to right.
pub(super) fn of(first: &LineReading, second: &LineReading) -> Vec<Place> {
    let mut all: Vec<(bool, ReadWord)> = first.words().into_iter().map(|word| (false, word)).collect();
    all.extend(second.words().into_iter().map(|word| (true, word)));
    all.sort_by(|one, other| one.1.from.total_cmp(&other.1.from));
    let mut places: Vec<Place> = Vec::new();
    for (is_second, word) in all {
        let joins = places.last().is_some_and(|place| {
            let others = if is_second { &place.first } else { &place.second };
            others.iter().any(|other| {
                let narrow = (other.to - other.from).min(word.to - word.from);
                other.to.min(word.to) - other.from.max(word.from) > OVERLAP * narrow
            })
        });
        if !joins {
            places.push(Place::default());
        }
        if let Some(place) = places.last_mut() {
            if is_second { place.second.push(word) } else { place.first.push(word) }
        }
    }
    rejoined(places)
}

/// A narrow word (a figure alone in its cell) may stand beside itself: the readers' columns are not exact.
fn rejoined(places: Vec<Place>) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        if let Some(before) = out.last_mut()
            && let Some((one, other)) = alone_each(before, &place)
            && folded(&one.text) == folded(&other.text)
            && (one.from.max(other.from) - one.to.min(other.to))
                < (one.to - one.from).max(other.to - other.from)
        {
            before.first.extend(place.first);
            before.second.extend(place.second);
            continue;
        }
        out.push(place);
    }
    out
}

/// The only word of each place, where one reader has the one and the other reader the other.
fn alone_each<'p>(one: &'p Place, other: &'p Place) -> Option<(&'p ReadWord, &'p ReadWord)> {
    match (&one.first[..], &one.second[..], &other.first[..], &other.second[..]) {
        ([first], [], [], [second]) | ([], [second], [first], []) => Some((first, second)),
        _ => None,
    }
}
