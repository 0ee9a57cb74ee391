//! A point lost from a figure. Under the arm of a 7 a decimal point stands so close that neither reader sees it, and
//! hryvnias become kopecks a hundredfold; the ink shows it.

use super::Voted;
use crate::pixels::ink::{Ink, Piece};
use crate::readers::{Letter, LineReading};
use crate::structure::crop::Crop;

/// Ink surely, between grey and black: paler, a point runs together with the figure over it.
const INK: u8 = 130;
/// Figures behind the point of a sum.
const KOPECKS: usize = 2;
/// A figure with so much in it is a drawing.
const MOST: usize = 200;
/// A point's size in em, and how much of its box is ink.
const SMALL: f32 = 0.05;
const LARGE: f32 = 0.2;
const FULL: f32 = 0.6;
/// It stands on the base line: how far its lower edge may lie above and below, in em.
const ABOVE: f32 = 0.09;
const BELOW: f32 = 0.16;
/// What a sum is worth whose point no reader saw.
const DOUBTED: f32 = 0.5;

/// Puts kopecks' point into figures of digits alone where the ink shows one; a person looks at it. `em` is the size of
/// the line's type in pixels of the crop.
pub(crate) fn put(words: &mut [Voted], second: &LineReading, crop: &Crop, em: f32) {
    for word in words {
        let count = word.text.len();
        if count <= KOPECKS || !word.text.bytes().all(|sign| sign.is_ascii_digit()) {
            continue;
        }
        let [point] = shown(word, crop, em)[..] else { continue };
        let letters = second.letters.iter().filter(|letter| letter.to > word.from && letter.from < word.to);
        let (before, behind): (Vec<&Letter>, Vec<&Letter>) =
            letters.partition(|letter| (letter.from + letter.to) / 2.0 < point);
        // Elsewhere it is a foot of a broken figure.
        if behind.len() == KOPECKS && before.len() + KOPECKS == count {
            let without = std::mem::take(&mut word.text);
            word.text = format!("{}.{}", &without[..before.len()], &without[before.len()..]);
            word.other = Some((without, true));
            word.confidence = word.confidence.min(DOUBTED);
        }
    }
}

/// The middles of the points on the base line between the word's first and last figures; none where specks of that
/// size lie about.
fn shown(word: &Voted, crop: &Crop, em: f32) -> Vec<f32> {
    let base = crop.above * crop.scale;
    let (from, to) = (word.from.max(0.0) as usize, (word.to.ceil() as usize).min(crop.grey.width));
    let ink = Ink::darker_than(&crop.grey.cut(from, 0, to, crop.grey.height), INK);
    let mut points = Vec::new();
    for piece in ink.pieces(MOST) {
        if !is_dot(&piece, em) {
            continue;
        }
        let bottom = piece.bottom as f32;
        if bottom < base - ABOVE * em || bottom > base + BELOW * em {
            return Vec::new();
        }
        let middle = (piece.left + piece.right) as f32 / 2.0;
        // At the ends it belongs to the neighbour, or ends a sentence.
        if middle > 0.25 * em && middle < ink.width as f32 - 0.25 * em {
            points.push(from as f32 + middle);
        }
    }
    points
}

fn is_dot(piece: &Piece, em: f32) -> bool {
    let (width, height) = (piece.width() as f32, piece.height() as f32);
    let small = SMALL * em..LARGE * em;
    small.contains(&width) && small.contains(&height) && piece.area as f32 > FULL * width * height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;

    const EM: f32 = 32.0;

    /// Figures as bars of twelve columns, with specks of four pixels at the places given; the base line is row 24.
    fn sum(text: &str, specks: &[(usize, usize)]) -> (Vec<Voted>, LineReading, Crop) {
        let mut grey = Grey::white(12 * text.len(), 34);
        let mut bar = |left: usize, top: usize, width: usize, height: usize| {
            (top..top + height).for_each(|y| grey.data[y * 12 * text.len() + left..][..width].fill(0));
        };
        (0..text.len()).for_each(|place| bar(12 * place + 1, 4, 4, 20));
        specks.iter().for_each(|&(x, y)| bar(x, y, 4, 4));
        let letter = |(place, letter)| Letter {
            letter,
            probability: 0.99,
            from: 12.0 * place as f32,
            to: 12.0 * (place + 1) as f32,
        };
        let reading =
            LineReading { letters: text.chars().enumerate().map(letter).collect(), meant: Vec::new() };
        let word = Voted {
            text: text.to_owned(),
            from: 0.0,
            to: 12.0 * text.len() as f32,
            confidence: 0.99,
            other: None,
            meant: Vec::new(),
        };
        let crop = Crop { grey, left: 0.0, base: 24.0, slope: 0.0, above: 24.0, scale: 1.0 };
        (vec![word], reading, crop)
    }

    #[test]
    fn a_point_no_reader_saw_is_put_in_and_doubted() {
        let check = |text: &str, specks: &[(usize, usize)], expected: &str| {
            let (mut words, reading, crop) = sum(text, specks);
            put(&mut words, &reading, &crop, EM);
            assert_eq!(words[0].text, expected, "{specks:?}");
            let changed = text != expected;
            assert_eq!(words[0].confidence < 0.6, changed, "{specks:?}");
            assert_eq!(words[0].other.as_ref().map(|(other, _)| other.as_str()), changed.then_some(text));
        };
        check("89740", &[(31, 21)], "897.40");
        check("129776", &[(43, 20)], "1297.76");
        check("89740", &[], "89740");
        // A foot of a broken figure, specks, what hangs in the air, the end of a sentence; words.
        check("1962", &[(7, 21)], "1962");
        check("89740", &[(31, 21), (43, 10)], "89740");
        check("89740", &[(31, 10)], "89740");
        check("89740", &[(56, 21)], "89740");
        check("897.4", &[(31, 21)], "897.4");
    }
}
