//! Lines on which the two readers have little in common are read once more, otherwise: as they are, without Tesseract
//! looking for their letters first, and without the fainter ink, as if the seal over them were not there.

use super::lines::{Desk, Pictures};
use crate::error::EngineError;
use crate::pixels::Grey;
use crate::readers::{First, LineReading};
use crate::recognise::Look;
use crate::script::{self, Likely, Measures};
use crate::structure::TextLine;
use crate::structure::crop::Crop;
use crate::structure::seals::{self, Seal};
use crate::vote;

/// Readings that share less of their letters than this are asked for again, where the second saw so many letters.
const APART: f32 = 0.6;
const LEAST: usize = 3;
/// Under a seal most of a line stands free and is read alike.
const SEALED_APART: f32 = 0.97;
/// A page with more such lines is noise or a drawing: reading it twice would cost its time.
const MOST: usize = 80;
/// A first reading so sure needs no second look, whatever the other reader says.
const SURE: f32 = 0.9;
/// By so much another reading has to be nearer.
const NEARER: f32 = 0.08;
/// On an evened page text is darker than the first, a seal over it lighter than the second.
const INK: u8 = 40;
const FAINT: u8 = 150;

/// A line as the second reader has read it, before the first is asked.
pub(super) struct Seen {
    pub line: TextLine,
    pub crop: Crop,
    pub second: LineReading,
    pub measures: Measures,
    /// What the line looks like alone.
    pub early: Likely,
    /// It is read without the circles of the seal that runs through it.
    pub bare: bool,
}

/// Puts in place of the readings of doubtful lines those that come nearest to each other. `paled` is the prepared page with its
/// coloured seals made pale.
pub(super) fn ask(
    pictures: Pictures<'_>,
    (paled, seals): (&Grey, &[Seal]),
    seen: &mut [Seen],
    firsts: &mut [Option<First>],
    desk: &mut Desk<'_>,
) -> Result<(), EngineError> {
    let sealed = |line: &TextLine| seals.iter().any(|seal| seal.covers(line));
    let mut places = Vec::new();
    for (place, (one, first)) in seen.iter().zip(firsts.iter()).enumerate() {
        let Some(first) = first else { continue };
        let (shared, sure) = vote::agreement(first, &one.second);
        let apart = if sealed(&one.line) { SEALED_APART } else { APART };
        if shared < apart && sure < SURE && one.second.text().chars().count() >= LEAST {
            places.push((place, shared));
        }
    }
    if places.is_empty() || places.len() > MOST {
        return Ok(());
    }
    let lines: Vec<(TextLine, bool)> =
        places.iter().map(|&(place, _)| (seen[place].line.clone(), seen[place].bare)).collect();
    let raw = desk.firsts(pictures, &lines, Look::Raw)?;
    for ((place, shared), raw) in places.iter_mut().zip(raw) {
        let raw = First::whole(raw);
        let by_raw = vote::agreement(&raw, &seen[*place].second).0;
        if by_raw > *shared + NEARER {
            firsts[*place] = Some(raw);
            *shared = by_raw;
        }
    }
    // A pen's faint strokes are its letters.
    places.retain(|&(place, shared)| {
        let Seen { line, early, .. } = &seen[place];
        (shared < APART || sealed(line)) && !script::likely_hand(early)
    });
    if places.is_empty() {
        return Ok(());
    }
    let lines: Vec<TextLine> = places.iter().map(|&(place, _)| seen[place].line.clone()).collect();
    let dark = seals::lifted(pictures.page.stretched(INK, FAINT), seals, paled);
    let (_, seconds) = desk.second(&dark, &lines)?;
    let darks = desk.first(&dark, pictures.dpi, &lines, Look::Line)?;
    for ((place, before), (first, second)) in places.into_iter().zip(darks.into_iter().zip(seconds)) {
        let first = First::whole(first);
        let enough = second.text().chars().count() >= LEAST;
        // Of a line that is mostly free of the seal the rest agrees already.
        let nearer = if before < APART { NEARER } else { 0.0 };
        if enough && vote::agreement(&first, &second).0 > before + nearer {
            firsts[place] = Some(first);
            seen[place].second = second;
        }
    }
    Ok(())
}
