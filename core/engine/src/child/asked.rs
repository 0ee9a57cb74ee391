//! What Tesseract is asked for: of each line the parts that the line model is not sure of, as crops.

use std::ops::Range;

use super::again::Seen;
use super::lines::{Desk, Pictures};
use crate::error::EngineError;
use crate::readers::{First, LineReading, sure};
use crate::recognise::Look;
use crate::script;
use crate::structure::TextLine;

/// A line is so likely set in type.
const SET: f32 = 0.8;
/// Of so few letters, one of them less probable than this, Tesseract reads two of 146 as the line model does (38 pages).
const FEW: usize = 3;
const HARDLY: f32 = 0.5;

/// The first reading of each line; none where nobody is asked: a hand, a dash, a line of print that is all sure.
pub(super) fn firsts(
    both: &[Seen],
    pictures: Pictures<'_>,
    monospaced: bool,
    desk: &mut Desk<'_>,
) -> Result<Vec<Option<First>>, EngineError> {
    let mut parts: Vec<(usize, Range<f32>)> = Vec::new();
    let mut lines: Vec<(TextLine, bool)> = Vec::new();
    for (place, seen) in both.iter().enumerate().filter(|(_, seen)| is_legible(seen)) {
        for part in unsure(seen, monospaced) {
            lines.push((seen.crop.part(&seen.line, &part), seen.bare));
            parts.push((place, part));
        }
    }
    let read = desk.firsts(pictures, &lines, Look::Line)?;
    let mut of_lines: Vec<Vec<(Range<f32>, LineReading)>> = vec![Vec::new(); both.len()];
    for (((place, part), (line, _)), mut reading) in parts.into_iter().zip(lines).zip(read) {
        let crop = &both[place].crop;
        let offset = (line.left.floor() - crop.left) * crop.scale;
        for letter in &mut reading.letters {
            (letter.from, letter.to) = (letter.from + offset, letter.to + offset);
        }
        of_lines[place].push((part, reading));
    }
    let mut firsts = Vec::with_capacity(both.len());
    for (seen, parts) in both.iter().zip(of_lines) {
        let alike = is_legible(seen) && is_alike(seen, monospaced);
        firsts.push((alike || !parts.is_empty()).then(|| First::of(parts, &seen.second)));
    }
    Ok(firsts)
}

/// Where the line model sees no letter, Tesseract sees letters in stains.
fn is_legible(seen: &Seen) -> bool {
    let in_type = seen.line.sealed == 0.0 && script::set(&seen.early) > SET;
    !seen.second.letters.is_empty()
        && !seen.line.dash
        && !script::surely_hand(&seen.early)
        && (in_type || !is_hardly_seen(&seen.second))
}

/// A few letters that the line model hardly sees: in a seal or by a hand nobody else reads them either.
fn is_hardly_seen(second: &LineReading) -> bool {
    let letters = || second.letters.iter().filter(|letter| letter.letter != ' ');
    letters().count() <= FEW && letters().any(|letter| letter.probability < HARDLY)
}

/// What stands under a seal is read by both always; so is what may be a stamp or a hand: what tells scripts apart wants to know how
/// far both readers agree.
fn unsure(seen: &Seen, monospaced: bool) -> Vec<Range<f32>> {
    let whole = vec![0.0..seen.crop.grey.width as f32];
    if seen.line.sealed > 0.0 {
        return whole;
    }
    if !is_alike(seen, monospaced) && sure::is_sure(&seen.second, &seen.crop) {
        return Vec::new();
    }
    if script::set(&seen.early) > SET { sure::unsure(&seen.second, &seen.crop) } else { whole }
}

/// What tells scripts apart knows sure lines of typing and of tables as lines that both have read alike.
fn is_alike(seen: &Seen, monospaced: bool) -> bool {
    monospaced || seen.line.cell.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::Letter;

    #[test]
    fn a_few_letters_hardly_seen_are_asked_of_nobody() {
        let check = |letters: &[(char, f32)], expected: bool| {
            let letter =
                |&(letter, probability): &(char, f32)| Letter { letter, probability, from: 0.0, to: 1.0 };
            let second =
                LineReading { letters: letters.iter().map(letter).collect(), ..LineReading::default() };
            assert_eq!(is_hardly_seen(&second), expected, "{letters:?}");
        };
        check(&[('№', 0.4), (' ', 0.9), ('5', 0.99)], true);
        check(&[('№', 0.6), (' ', 0.1), ('5', 0.99)], false);
        check(&[('1', 0.4), ('9', 0.4), ('8', 0.4), ('1', 0.4)], false);
    }
}
