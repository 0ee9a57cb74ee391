//! Words of two readings at the same places of a line.

use super::{folded, joined};
use crate::readers::{LineReading, ReadWord};
use crate::recognise::clean;

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
    // The first comes cleaned.
    let label = |word: ReadWord| ReadWord { text: clean::without_leader(&word.text).to_owned(), ..word };
    all.extend(second.words().into_iter().map(|word| (true, label(word))));
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

/// Places that are one: what one reader alone has beside what the other alone has, or a word that one of them parted.
fn rejoined(places: Vec<Place>) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        match out.last_mut().filter(|before| before.is_beside_itself(&place) || before.is_whole_with(&place))
        {
            Some(before) => before.add(place),
            None => out.push(place),
        }
    }
    out
}

impl Place {
    fn add(&mut self, other: Self) {
        self.first.extend(other.first);
        self.second.extend(other.second);
    }

    /// A narrow word (a figure alone in its cell) may stand beside itself: the readers' columns are not exact.
    fn is_beside_itself(&self, next: &Self) -> bool {
        alone_each(self, next).is_some_and(|(one, other)| {
            let apart = one.from.max(other.from) - one.to.min(other.to);
            shape(&one.text) == shape(&other.text) && apart < (one.to - one.from).max(other.to - other.from)
        })
    }

    /// Whether one reader has in one word, «з1», what the other has in this place and the next, «з 1».
    fn is_whole_with(&self, next: &Self) -> bool {
        let both = |one: &[ReadWord], other: &[ReadWord]| folded(&joined(&[one, other].concat()));
        !self.first.is_empty()
            && !self.second.is_empty()
            && next.first.is_empty() != next.second.is_empty()
            && both(&self.first, &next.first) == both(&self.second, &next.second)
    }
}

/// Letters that one reader takes for a figure alone in its cell are that figure here.
fn shape(text: &str) -> String {
    let folded = folded(text);
    if folded.chars().count() > 1 {
        return folded;
    }
    let figure = |letter| match letter {
        'З' | 'з' => '3',
        'О' | 'о' => '0',
        'б' => '6',
        'В' => '8',
        'І' | 'і' => '1',
        other => other,
    };
    folded.chars().map(figure).collect()
}

/// The only word of each place, where one reader has the one and the other reader the other.
fn alone_each<'p>(one: &'p Place, other: &'p Place) -> Option<(&'p ReadWord, &'p ReadWord)> {
    match (&one.first[..], &one.second[..], &other.first[..], &other.second[..]) {
        ([first], [], [], [second]) | ([], [second], [first], []) => Some((first, second)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::Letter;

    fn alone(letter: char, from: f32, to: f32) -> LineReading {
        let letters = vec![Letter { letter, probability: 0.9, from, to }];
        LineReading { letters, ..LineReading::default() }
    }

    #[test]
    fn a_figure_alone_stands_once() {
        let places = |one: char, other: char| of(&alone(one, 12.0, 31.0), &alone(other, 0.0, 17.0)).len();
        assert_eq!(places('3', '3'), 1);
        assert_eq!(places('3', 'З'), 1);
        assert_eq!(places('3', 'к'), 2);
    }
}
