//! Two words cannot stand in one place: where lines cross (a seal over text, a line that dances), the surer stays.

use super::text::ReadLine;

/// A word is another's double when so much of its place is the other's.
const SHARED: f32 = 0.6;
/// A caption close under a large hand stands in the lowest part of the other's place (share of its height), and a word of it was
/// read: less sure are the feet of the hand.
const LOWEST: f32 = 0.2;
const READ: f32 = 0.5;

/// Takes out of every line the words in whose place another line has a surer one that covers them.
pub(super) fn remove(lines: &mut Vec<ReadLine>) {
    let places: Vec<Vec<Place>> = lines.iter().map(places).collect();
    for (own, line) in lines.iter_mut().enumerate() {
        let mut place = places[own].iter();
        line.words.retain(|_| {
            let Some(place) = place.next() else { return true };
            let doubled = |other: &Place| other.confidence > place.confidence && place.is_covered(other);
            !places.iter().enumerate().any(|(other, places)| other != own && places.iter().any(doubled))
        });
    }
    lines.retain(|line| !line.words.is_empty());
}

/// Left, top, right, bottom on the prepared grid.
struct Place {
    corners: (f32, f32, f32, f32),
    confidence: f32,
    /// Of the surest word of its line.
    surest: f32,
}

fn places(line: &ReadLine) -> Vec<Place> {
    let surest = line.words.iter().map(|word| word.confidence).fold(0.0, f32::max);
    let place = |word: &crate::vote::Voted| Place {
        corners: line.crop.back(word.from, word.to),
        confidence: word.confidence,
        surest,
    };
    line.words.iter().map(place).collect()
}

impl Place {
    fn is_covered(&self, by: &Place) -> bool {
        let ((left, top, right, bottom), other) = (self.corners, by.corners);
        let across = right.min(other.2) - left.max(other.0);
        let down = bottom.min(other.3) - top.max(other.1);
        let lowest = f32::midpoint(top, bottom) > other.3 - LOWEST * (other.3 - other.1);
        let caption = lowest && self.surest > READ;
        let covered = across > 0.0 && down > 0.0 && across * down > SHARED * (right - left) * (bottom - top);
        covered && !caption
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_covered_is_a_double() {
        let place = |left: f32, top: f32, right: f32, bottom: f32| Place {
            corners: (left, top, right, bottom),
            confidence: 0.4,
            surest: 0.75,
        };
        let word = place(100.0, 100.0, 160.0, 120.0);
        let check = |name: &str, other: Place, expected: bool| {
            assert_eq!(word.is_covered(&other), expected, "{name}");
        };
        let feet = Place { surest: 0.45, ..place(100.0, 100.0, 160.0, 120.0) };
        assert!(feet.is_covered(&place(90.0, 50.0, 190.0, 118.0)), "the feet of a large hand");
        check("a word over it", place(90.0, 98.0, 190.0, 125.0), true);
        check("the next word", place(155.0, 100.0, 220.0, 120.0), false);
        check("the line below", place(90.0, 115.0, 190.0, 135.0), false);
        check("a large hand whose feet it stands at", place(90.0, 50.0, 190.0, 118.0), false);
        check("a large hand", place(90.0, 50.0, 190.0, 150.0), true);
        check("a small word within it", place(110.0, 105.0, 130.0, 115.0), false);
    }
}
