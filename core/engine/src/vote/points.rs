//! A point lost from a figure. Under the arm of a 7 a decimal point stands so close that neither reader sees it, and
//! hryvnias become kopecks a hundredfold; the ink shows it, or the sums above and below it do.

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
/// So many sums tell what a column holds, if no more have lost their point.
const LEAST_SUMS: usize = 4;
/// Sums of a column are within so many times the usual one, and a lost point makes them so many times larger.
const UNLIKE: f64 = 4.0;
const HUNDREDFOLD: f64 = 20.0;
const YEARS: std::ops::Range<u32> = 1900..2050;
/// What a sum is worth whose point no reader saw.
const DOUBTED: f32 = 0.5;

/// Puts kopecks' point into figures of digits alone where the ink shows one; a person looks at it. `em` is the size of
/// the line's type in pixels of the crop.
pub(crate) fn put(words: &mut [Voted], second: &LineReading, crop: &Crop, em: f32) {
    for word in words {
        let count = word.text.len();
        let digits = word.text.bytes().all(|sign| sign.is_ascii_digit());
        if count <= KOPECKS || !digits || is_year(&word.text) {
            continue;
        }
        let [point] = shown(word, crop, em)[..] else { continue };
        let letters = second.letters.iter().filter(|letter| letter.to > word.from && letter.from < word.to);
        let (before, behind): (Vec<&Letter>, Vec<&Letter>) =
            letters.partition(|letter| (letter.from + letter.to) / 2.0 < point);
        // Elsewhere it is a foot of a broken figure.
        if behind.len() == KOPECKS && before.len() + KOPECKS == count {
            put_point(word);
        }
    }
}

/// A speck in a year is no point.
fn is_year(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| YEARS.contains(&number))
}

/// Puts the point before the kopecks of a word of digits. A person looks at it.
fn put_point(word: &mut Voted) {
    let without = std::mem::take(&mut word.text);
    let (units, kopecks) = without.split_at(without.len() - KOPECKS);
    word.text = format!("{units}.{kopecks}");
    word.other = Some((without, true));
    word.confidence = word.confidence.min(DOUBTED);
}

/// Where a point touches the foot of the figure behind it, it is no ink of its own. In a column whose sums have kopecks
/// a number of digits alone that is a sum like the others only with a point gets it. `column`: what stands alone in its cell.
pub(crate) fn as_others(column: &mut [&mut Voted]) {
    let mut sums: Vec<f64> = column.iter().filter_map(|word| sum(&word.text)).collect();
    let digits =
        |word: &Voted| word.text.len() > KOPECKS && word.text.bytes().all(|sign| sign.is_ascii_digit());
    let bare = column.iter().filter(|word| digits(word)).count();
    if sums.len() < LEAST_SUMS || bare > sums.len() {
        return;
    }
    sums.sort_by(f64::total_cmp);
    let usual = sums[sums.len() / 2];
    for word in column.iter_mut().filter(|word| digits(word)) {
        let whole: f64 = word.text.parse().unwrap_or(0.0);
        let kopecks = whole / 100.0;
        let is_like = kopecks * UNLIKE >= usual && kopecks <= usual * UNLIKE;
        if is_like && whole > usual * HUNDREDFOLD {
            put_point(word);
        }
    }
}

/// A sum with its kopecks.
fn sum(text: &str) -> Option<f64> {
    let (units, kopecks) = text.split_once(['.', ','])?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
    if !digits(units) || !digits(kopecks) || kopecks.len() != KOPECKS {
        return None;
    }
    format!("{units}.{kopecks}").parse().ok()
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
    fn drawn(text: &str, specks: &[(usize, usize)]) -> (Vec<Voted>, LineReading, Crop) {
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
        let reading = LineReading::of(text.chars().enumerate().map(letter).collect());
        let word = Voted {
            text: text.to_owned(),
            from: 0.0,
            to: 12.0 * text.len() as f32,
            confidence: 0.99,
            other: None,
            meant: Vec::new(),
        };
        let crop = Crop { grey, left: 0.0, base: 24.0, slope: 0.0, above: 24.0, scale: 1.0, arc: None };
        (vec![word], reading, crop)
    }

    #[test]
    fn a_sum_is_like_the_others_of_its_column() {
        let check = |texts: &[&str], expected: &[&str]| {
            let mut words: Vec<Voted> = texts.iter().map(|text| drawn(text, &[]).0.swap_remove(0)).collect();
            as_others(&mut words.iter_mut().collect::<Vec<_>>());
            let found: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(found, expected);
            for (word, was) in words.iter().zip(texts) {
                assert_eq!(word.confidence <= DOUBTED, word.text != *was, "{found:?}");
            }
        };
        check(
            &["897.40", "74723", "1157.27", "912,10", "880.15", "05"],
            &["897.40", "747.23", "1157.27", "912,10", "880.15", "05"],
        );
        // Whole units among kopecks, a code, too few sums, a column of whole units.
        check(&["97.40", "120", "115.27", "91.10", "88.15"], &["97.40", "120", "115.27", "91.10", "88.15"]);
        check(&["97.40", "02349439", "115.27", "91.10"], &["97.40", "02349439", "115.27", "91.10"]);
        check(&["97.40", "9740", "91.10"], &["97.40", "9740", "91.10"]);
        check(
            &["97.40", "9740", "9110", "9215", "9300", "9420", "91.10", "92.20", "91.30"],
            &["97.40", "9740", "9110", "9215", "9300", "9420", "91.10", "92.20", "91.30"],
        );
    }

    #[test]
    fn a_point_no_reader_saw_is_put_in_and_doubted() {
        let check = |text: &str, specks: &[(usize, usize)], expected: &str| {
            let (mut words, reading, crop) = drawn(text, specks);
            put(&mut words, &reading, &crop, EM);
            assert_eq!(words[0].text, expected, "{specks:?}");
            let changed = text != expected;
            assert_eq!(words[0].confidence < 0.6, changed, "{specks:?}");
            assert_eq!(words[0].other.as_ref().map(|(other, _)| other.as_str()), changed.then_some(text));
        };
        check("89740", &[(31, 21)], "897.40");
        check("129776", &[(43, 20)], "1297.76");
        check("1974", &[(19, 21)], "1974");
        check("89740", &[], "89740");
        // A foot of a broken figure, specks, what hangs in the air, the end of a sentence; words.
        check("1962", &[(7, 21)], "1962");
        check("89740", &[(31, 21), (43, 10)], "89740");
        check("89740", &[(31, 10)], "89740");
        check("89740", &[(56, 21)], "89740");
        check("897.4", &[(31, 21)], "897.4");
    }
}
