//! Forms filled by hand: a printed label and the writing behind it stand on one line. They are parted, so that each is
//! cut to its own size, read, and marked as what it is.

use super::lines::Desk;
use super::text::Measuring;
use super::view::View;
use crate::error::EngineError;
use crate::pixels::ink::filled;
use crate::readers::{Letter, LineReading};
use crate::script::page::Usual;
use crate::script::{self, Measures};
use crate::structure::TextLine;
use crate::structure::crop::Crop;

/// A label ends with at least this space, in em.
const SPACE: f32 = 0.3;
/// Places of one line that are looked at: those between which the ink differs most.
const MOST: usize = 5;
/// How likely it must be that the writer changes.
const LIKELY: f32 = 0.5;
/// A line so surely set in type as a whole has no writing behind it.
const SET: f32 = 0.97;
/// Print, writing, and print again: what was parted is looked at once more.
const ROUNDS: usize = 2;

/// A place of a line where the writer may change.
pub(super) struct Gap {
    /// Place of the line among the view's.
    line: usize,
    pub parts: [TextLine; 2],
    /// Width of the gap in em, and the share of the line before it.
    pub space: f32,
    pub before: f32,
    /// What the line and both parts look like, beside the page.
    pub whole: Measures,
    pub halves: [Measures; 2],
}

/// Parts the lines of the view whose writer changes, and reads both parts. `measures` are those of its lines. Gives the
/// places that were looked at, from which the example `judges` learns.
pub(super) fn part(
    view: &mut View,
    measures: &mut Vec<Option<Measures>>,
    measuring: &Measuring<'_>,
    desk: &mut Desk<'_>,
) -> Result<Vec<Gap>, EngineError> {
    let mut seen = Vec::new();
    let mut fresh: Vec<usize> = (0..view.read.len()).collect();
    for _ in 0..ROUNDS {
        let gaps = gaps(view, measures, &fresh, measuring);
        fresh = divide(view, measures, changes(&gaps, view.read.len()));
        view.read(&fresh, desk)?;
        for &place in &fresh {
            let line = &view.structure.lines[place];
            let second = view.read[place].as_ref().map(|(_, second)| second);
            measures[place] = second.map(|second| measuring.of(&view.prepared, line, second));
        }
        seen.extend(gaps);
    }
    Ok(seen)
}

/// Where these of the view's lines may change their writer.
fn gaps(view: &View, measures: &[Option<Measures>], lines: &[usize], measuring: &Measuring<'_>) -> Vec<Gap> {
    let (mut letters, mut known) = (Vec::new(), Vec::new());
    for (line, measures) in view.structure.lines.iter().zip(measures) {
        letters.extend(measures.is_some().then_some(line.letters.len()));
        known.extend(measures.iter());
    }
    let Some(usual) = Usual::of(&letters, &known) else { return Vec::new() };
    let mut gaps = Vec::new();
    for &place in lines {
        let (line, read) = (&view.structure.lines[place], &view.read[place]);
        let (Some((crop, reading)), Some(mut whole)) = (read, measures[place].clone()) else { continue };
        usual.compare(&mut whole);
        if line.dash || script::set(&script::early(&whole)) > SET {
            continue;
        }
        for Division { column, space, parts } in divisions(line, crop, reading) {
            let [left, right] = divided(reading, column);
            let mut halves = [(&parts[0], left), (&parts[1], right)]
                .map(|(part, reading)| measuring.of(&view.prepared, part, &reading));
            halves.iter_mut().for_each(|half| usual.compare(half));
            let before = parts[0].width() / line.width().max(1.0);
            gaps.push(Gap { line: place, parts, space, before, whole: whole.clone(), halves });
        }
    }
    gaps
}

/// For each line its likeliest change of writer, where there is one.
fn changes(gaps: &[Gap], lines: usize) -> Vec<Option<[TextLine; 2]>> {
    let mut best: Vec<Option<(f32, &Gap)>> = vec![None; lines];
    for gap in gaps {
        let likely = script::parts_at(&gap.whole, gap.halves.each_ref(), gap.space, gap.before);
        if likely > best[gap.line].map_or(LIKELY, |(most, _)| most) {
            best[gap.line] = Some((likely, gap));
        }
    }
    best.into_iter().map(|best| best.map(|(_, gap)| gap.parts.clone())).collect()
}

/// Puts the parts in the places of their lines; gives the places of the parts, which are not read yet.
fn divide(
    view: &mut View,
    measures: &mut Vec<Option<Measures>>,
    changes: Vec<Option<[TextLine; 2]>>,
) -> Vec<usize> {
    let lines = std::mem::take(&mut view.structure.lines);
    let old = lines.into_iter().zip(std::mem::take(&mut view.read)).zip(std::mem::take(measures));
    let mut unread = Vec::new();
    for (((line, read), own), parts) in old.zip(changes) {
        let (lines, read, own) = match parts {
            None => (vec![line], vec![read], vec![own]),
            Some(parts) => {
                unread.extend([view.read.len(), view.read.len() + 1]);
                (parts.to_vec(), vec![None, None], vec![None, None])
            }
        };
        view.structure.lines.extend(lines);
        view.read.extend(read);
        measures.extend(own);
    }
    unread
}

/// A line divided between two words.
struct Division {
    /// Of the line's crop.
    column: f32,
    /// Width of the gap in em.
    space: f32,
    parts: [TextLine; 2],
}

/// Columns of the crop between which the writer may change: spaces, and where a capital follows a small letter, «Ім'яЯрослав».
fn changes_of_word(reading: &LineReading, least: f32) -> Vec<(f32, f32)> {
    let words = reading.words();
    let spaces =
        words.windows(2).map(|pair| (pair[0].to, pair[1].from)).filter(|(from, to)| to - from > least);
    let joints = reading
        .letters
        .windows(2)
        .filter(|pair| pair[0].letter.is_lowercase() && pair[1].letter.is_uppercase());
    spaces.chain(joints.map(|pair| (pair[0].to, pair[1].from.max(pair[0].to)))).collect()
}

/// The divisions of a line between whose parts the ink differs most.
fn divisions(line: &TextLine, crop: &Crop, reading: &LineReading) -> Vec<Division> {
    let mut found: Vec<(f32, Division)> = Vec::new();
    let em = line.em.max(1.0) * crop.scale;
    for (from, to) in changes_of_word(reading, SPACE * em) {
        let space = (to - from) / em;
        let column = (from + to) / 2.0;
        let parts = line.parted(crop.left + column / crop.scale);
        if parts.iter().any(|part| part.letters.is_empty()) {
            continue;
        }
        let differ = (filled(&parts[0].letters) - filled(&parts[1].letters)).abs();
        found.push((differ, Division { column, space, parts }));
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.into_iter().take(MOST).map(|(_, division)| division).collect()
}

/// A reading's letters left and right of a column.
fn divided(reading: &LineReading, column: f32) -> [LineReading; 2] {
    let (left, right): (Vec<Letter>, Vec<Letter>) =
        reading.letters.iter().partition(|letter| (letter.from + letter.to) / 2.0 < column);
    [left, right].map(LineReading::of)
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
        let crop = Crop { grey, left: 0.0, base: 100.0, slope: 0.0, above: 25.0, scale: 1.0, arc: None };
        (line, crop, LineReading::of(read))
    }

    #[test]
    fn a_label_ends_where_the_ink_changes() {
        let (form, crop, reading) = line(&[55, 55, 30]);
        let found = divisions(&form, &crop, &reading);
        let Division { column, space, parts: [label, value] } = &found[0];
        assert!((0.4..0.8).contains(space), "{space}");
        assert_eq!((label.letters.len(), value.letters.len()), (8, 4));
        assert_eq!(label.right, value.left);
        let [one, other] = divided(&reading, *column).map(|part| part.words().len());
        assert_eq!((one, other), (2, 1));
    }

    #[test]
    fn a_capital_behind_a_small_letter_may_be_another_writers() {
        let letter = |(place, letter): (usize, char)| {
            let from = place as f32 * 15.0;
            Letter { letter, probability: 0.9, from, to: from + 12.0 }
        };
        let read = |text: &str| LineReading::of(text.chars().enumerate().map(letter).collect());
        assert_eq!(changes_of_word(&read("Ім'яЯрослав"), 16.0), [(57.0, 60.0)]);
        assert_eq!(changes_of_word(&read("Імя Ярослав"), 16.0), [(42.0, 60.0)]);
        assert!(changes_of_word(&read("УКРАЇНА"), 16.0).is_empty());
    }
}
