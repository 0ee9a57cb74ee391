//! Forms filled by hand: a printed label and the writing behind it stand on one line. They are parted, so that each is
//! cut to its own size, read, and marked as what it is.

use super::framed::FrameSize;
use super::lines::Desk;
use super::view::View;
use crate::error::EngineError;
use crate::pixels::Raster;
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

/// Parts the lines of the view of which one end is print and the other a hand's.
pub(super) fn part(
    view: &mut View,
    upright: (&Raster, FrameSize),
    monospaced: bool,
    desk: &mut Desk<'_>,
) -> Result<(), EngineError> {
    let measured = |line: &TextLine, reading: &LineReading, view: &View| {
        let on_frame = upright.1.back(&view.prepared, line);
        let (grey, dpi) = (&view.prepared.grey, view.prepared.dpi);
        script::measures(line, grey, Some((upright.0, on_frame)), reading, monospaced, dpi)
    };
    let mut wholes: Vec<Measures> = Vec::new();
    let mut letters: Vec<usize> = Vec::new();
    let mut parts: Vec<(usize, [TextLine; 2])> = Vec::new();
    let mut halves: Vec<Measures> = Vec::new();
    for (place, (line, read)) in view.structure.lines.iter().zip(&view.read).enumerate() {
        let Some((crop, reading)) = read else { continue };
        wholes.push(measured(line, reading, view));
        letters.push(line.letters.len());
        for at in spaces(line, crop, reading) {
            let lines = line.parted(at);
            let column = (at - crop.left) * crop.scale;
            for (line, reading) in lines.iter().zip(divided(reading, column)) {
                halves.push(measured(line, &reading, view));
            }
            parts.push((place, lines));
        }
    }
    // Parts are compared with the page's ink, which the whole lines tell.
    letters.resize(wholes.len() + halves.len(), 0);
    script::page::add(&letters, &mut wholes.iter_mut().chain(&mut halves).collect::<Vec<_>>());
    let mut best: Vec<Option<(f32, [TextLine; 2])>> = vec![None; view.structure.lines.len()];
    for ((place, lines), halves) in parts.into_iter().zip(halves.chunks_exact(2)) {
        let sure = apart(&script::early(&halves[0]), &script::early(&halves[1]));
        if sure > best[place].as_ref().map_or(SURE, |(most, _)| *most) {
            best[place] = Some((sure, lines));
        }
    }
    let old = std::mem::take(&mut view.structure.lines).into_iter().zip(std::mem::take(&mut view.read));
    let mut unread = Vec::new();
    for ((line, read), parts) in old.zip(best) {
        match parts {
            None => {
                view.structure.lines.push(line);
                view.read.push(read);
            }
            Some((_, parts)) => {
                unread.extend([view.read.len(), view.read.len() + 1]);
                view.structure.lines.extend(parts);
                view.read.extend([None, None]);
            }
        }
    }
    view.read(&unread, desk)
}

/// How likely one of two parts is a hand's and the other is not.
fn apart(left: &Likely, right: &Likely) -> f32 {
    let (hand, print) = (|likely: &Likely| likely[2], |likely: &Likely| likely[0] + likely[1]);
    (hand(left) * print(right)).max(print(left) * hand(right))
}

/// Where on the page a line may change its writer: between words whose ink differs.
fn spaces(line: &TextLine, crop: &Crop, reading: &LineReading) -> Vec<f32> {
    let mut found: Vec<(f32, f32)> = Vec::new();
    if line.dash {
        return Vec::new();
    }
    for pair in reading.words().windows(2) {
        let (from, to) = (crop.left + pair[0].to / crop.scale, crop.left + pair[1].from / crop.scale);
        let at = (from + to) / 2.0;
        let [left, right] = line.parted(at);
        let enough = left.letters.len() >= LEAST && right.letters.len() >= LEAST;
        let differ = (left.filled() - right.filled()).abs();
        if enough && to - from > SPACE * line.em && differ > FILLED {
            found.push((differ, at));
        }
    }
    found.sort_unstable_by(|one, other| other.0.total_cmp(&one.0));
    found.into_iter().take(MOST).map(|(_, at)| at).collect()
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
            slope: 0.0,
            em: 30.0,
            body: Default::default(),
            letters,
            sealed: 0.0,
            cell: None,
            dash: false,
        };
        let grey = Grey::white(left as usize, 30);
        let crop = Crop { grey, left: 0.0, base: 100.0, slope: 0.0, above: 25.0, scale: 1.0 };
        (line, crop, LineReading { letters: read, meant: Vec::new() })
    }

    #[test]
    fn a_label_ends_where_the_ink_changes() {
        let (form, crop, reading) = line(&[55, 55, 30]);
        let found = spaces(&form, &crop, &reading);
        let [label, value] = form.parted(found[0]);
        assert_eq!((label.letters.len(), value.letters.len()), (8, 4));
        assert_eq!(label.right, value.left);
        let [one, other] = divided(&reading, found[0]).map(|part| part.words().len());
        assert_eq!((one, other), (2, 1));
        let (print, crop, reading) = line(&[55, 54, 56]);
        assert!(spaces(&print, &crop, &reading).is_empty());
    }

    #[test]
    fn one_part_is_a_hands_and_the_other_is_not() {
        let (print, hand, unsure) =
            ([0.95, 0.02, 0.02, 0.01], [0.02, 0.01, 0.96, 0.01], [0.5, 0.0, 0.5, 0.0]);
        assert!(apart(&print, &hand) > SURE && apart(&hand, &print) > SURE);
        assert!(apart(&print, &print) < SURE && apart(&hand, &hand) < SURE && apart(&print, &unsure) < SURE);
    }
}
