//! Forms filled by hand: a printed label and the writing behind it stand on one line. They are parted, so that each is
//! cut to its own size, read, and marked as what it is.

use super::lines::Desk;
use super::text::Measuring;
use super::view::View;
use crate::error::EngineError;
use crate::pixels::ink::filled;
use crate::readers::{Letter, LineReading};
use crate::script::{self, Likely, Measures};
use crate::structure::TextLine;
use crate::structure::crop::Crop;

/// A label ends with at least this space, in em.
const SPACE: f32 = 0.3;
/// Print fills so much more of its letters' boxes than a pen's writing.
const FILLED: f32 = 0.04;
/// Fewer letters do not show what wrote them.
const LEAST: usize = 3;
/// Places of one line that are looked at: the likeliest.
const MOST: usize = 3;
/// How sure both parts must be what they are, one of them a hand's.
const SURE: f32 = 0.75;

/// Parts the lines of the view of which one end is print and the other a hand's, and reads both. `measures` are those of
/// its lines; afterwards none for parts.
pub(super) fn part(
    view: &mut View,
    measures: &mut Vec<Option<Measures>>,
    measuring: &Measuring<'_>,
    desk: &mut Desk<'_>,
) -> Result<(), EngineError> {
    let mut places: Vec<(usize, [TextLine; 2])> = Vec::new();
    let mut halves: Vec<Measures> = Vec::new();
    for (place, (line, read)) in view.structure.lines.iter().zip(&view.read).enumerate() {
        let Some((crop, reading)) = read else { continue };
        for (column, parts) in divisions(line, crop, reading) {
            for (part, reading) in parts.iter().zip(divided(reading, column)) {
                halves.push(measuring.of(&view.prepared, part, &reading));
            }
            places.push((place, parts));
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    // Parts are compared with the page's ink, which the whole lines tell.
    let mut letters: Vec<usize> = Vec::new();
    let mut wholes: Vec<Measures> = Vec::new();
    for (line, measures) in view.structure.lines.iter().zip(measures.iter()) {
        wholes.extend(measures.clone());
        letters.extend(measures.is_some().then_some(line.letters.len()));
    }
    letters.resize(wholes.len() + halves.len(), 0);
    script::page::add(&letters, &mut wholes.iter_mut().chain(&mut halves).collect::<Vec<_>>());
    let mut best: Vec<Option<(f32, [TextLine; 2])>> = vec![None; view.structure.lines.len()];
    for ((place, parts), halves) in places.into_iter().zip(halves.chunks_exact(2)) {
        let sure = apart(&script::early(&halves[0]), &script::early(&halves[1]));
        if sure > best[place].as_ref().map_or(SURE, |(most, _)| *most) {
            best[place] = Some((sure, parts));
        }
    }
    let lines = std::mem::take(&mut view.structure.lines);
    let old = lines.into_iter().zip(std::mem::take(&mut view.read)).zip(std::mem::take(measures));
    let mut unread = Vec::new();
    for (((line, read), own), parts) in old.zip(best) {
        let (lines, read, own) = match parts {
            None => (vec![line], vec![read], vec![own]),
            Some((_, parts)) => {
                unread.extend([view.read.len(), view.read.len() + 1]);
                (parts.to_vec(), vec![None, None], vec![None, None])
            }
        };
        view.structure.lines.extend(lines);
        view.read.extend(read);
        measures.extend(own);
    }
    view.read(&unread, desk)
}

/// How likely one of two parts is a hand's and the other is not.
fn apart(left: &Likely, right: &Likely) -> f32 {
    let (hand, set) = (script::hand, script::set);
    (hand(left) * set(right)).max(set(left) * hand(right))
}

/// Where a line may change its writer, between words whose ink differs: the column of its crop, and both parts.
fn divisions(line: &TextLine, crop: &Crop, reading: &LineReading) -> Vec<(f32, [TextLine; 2])> {
    let mut found: Vec<(f32, f32, [TextLine; 2])> = Vec::new();
    if line.dash {
        return Vec::new();
    }
    for pair in reading.words().windows(2) {
        if (pair[1].from - pair[0].to) / crop.scale <= SPACE * line.em {
            continue;
        }
        let column = (pair[0].to + pair[1].from) / 2.0;
        let parts = line.parted(crop.left + column / crop.scale);
        let enough = parts.iter().all(|part| part.letters.len() >= LEAST);
        let differ = (filled(&parts[0].letters) - filled(&parts[1].letters)).abs();
        if enough && differ > FILLED {
            found.push((differ, column, parts));
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.into_iter().take(MOST).map(|(_, column, parts)| (column, parts)).collect()
}

/// A reading's letters left and right of a column.
fn divided(reading: &LineReading, column: f32) -> [LineReading; 2] {
    let (left, right): (Vec<Letter>, Vec<Letter>) =
        reading.letters.iter().partition(|letter| (letter.from + letter.to) / 2.0 < column);
    [left, right].map(|letters| LineReading { letters, meant: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;
    use crate::pixels::ink::Piece;

    /// Words of four letters 12 wide and 15 apart, a word's space of 18 between them; `filled` is a word's ink, percent.
    fn line(filled: &[u32]) -> (TextLine, Crop, LineReading) {
        let (mut letters, mut read) = (Vec::new(), Vec::new());
        let mut left = 20;
        for (word, filled) in filled.iter().enumerate() {
            if word > 0 {
                read.push(Letter {
                    letter: ' ',
                    probability: 0.9,
                    from: left as f32 - 15.0,
                    to: left as f32 - 5.0,
                });
            }
            for _ in 0..4 {
                letters.push(Piece {
                    left,
                    top: 85,
                    right: left + 12,
                    bottom: 100,
                    area: 180 * filled / 100,
                });
                let (from, to) = (left as f32, left as f32 + 12.0);
                read.push(Letter { letter: 'о', probability: 0.9, from, to });
                left += 15;
            }
            left += 15;
        }
        let line = TextLine {
            left: 0.0,
            right: left as f32,
            top: 85.0,
            bottom: 100.0,
            base: 100.0,
            em: 30.0,
            letters,
            ..TextLine::default()
        };
        let grey = Grey::white(left as usize, 30);
        let crop = Crop { grey, left: 0.0, base: 100.0, slope: 0.0, above: 25.0, scale: 1.0 };
        (line, crop, LineReading { letters: read, meant: Vec::new() })
    }

    #[test]
    fn a_label_ends_where_the_ink_changes() {
        let (form, crop, reading) = line(&[55, 55, 30]);
        let found = divisions(&form, &crop, &reading);
        let (column, [label, value]) = &found[0];
        assert_eq!((label.letters.len(), value.letters.len()), (8, 4));
        assert_eq!(label.right, value.left);
        let [one, other] = divided(&reading, *column).map(|part| part.words().len());
        assert_eq!((one, other), (2, 1));
        let (print, crop, reading) = line(&[55, 54, 56]);
        assert!(divisions(&print, &crop, &reading).is_empty());
    }

    #[test]
    fn one_part_is_a_hands_and_the_other_is_not() {
        let (print, hand, unsure) =
            ([0.95, 0.02, 0.02, 0.01], [0.02, 0.01, 0.96, 0.01], [0.5, 0.0, 0.5, 0.0]);
        assert!(apart(&print, &hand) > SURE && apart(&hand, &print) > SURE);
        assert!(apart(&print, &print) < SURE && apart(&hand, &hand) < SURE && apart(&print, &unsure) < SURE);
    }
}
