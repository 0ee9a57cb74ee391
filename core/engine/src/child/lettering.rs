//! Round seals: what is lettered along their rings is read from strips laid out straight, and takes the place of the scraps that
//! were chained across them.

use dossier::recognition::Script;

use super::lines::Desk;
use super::text::ReadLine;
use crate::error::EngineError;
use crate::prepare::Prepared;
use crate::readers::First;
use crate::recognise::Look;
use crate::script::Measures;
use crate::structure::TextLine;
use crate::structure::lettering::{self, Strip};
use crate::structure::rings::{self, Ring};
use crate::vote::{self, About, Voted};

/// A strip whose letters the line model finds less probable on average holds none: another ring, a stain, a coat of arms.
const LEGIBLE: f32 = 0.5;
/// Fewer letters and digits are no lettering.
const LEAST: usize = 6;
/// Lettering is a stamp's: how much it is surrounded by it.
const SEALED: f32 = 1.0;
/// Scraps of lettering lie wholly within the ring (share of their letters), near its edge and about as far from its middle (radii).
const WITHIN: f32 = 0.95;
const MIDDLE: std::ops::Range<f32> = 0.55..1.0;
const SPREAD: f32 = 0.13;
/// Print that a ring happens to surround reads so surely.
const SURELY_TEXT: f32 = 0.9;

/// Reads what is lettered along the rings, and takes scraps of it out of `lines`.
pub(super) fn read(
    lines: &mut Vec<ReadLine>,
    rings: &[Ring],
    prepared: &Prepared,
    desk: &mut Desk<'_>,
) -> Result<(), EngineError> {
    let mut found: Vec<ReadLine> = Vec::new();
    for ring in rings {
        let before = found.len();
        for strip in lettering::of(&prepared.grey, ring, prepared.dpi / 25.4) {
            found.extend(read_strip(strip, ring, prepared.dpi, desk)?);
        }
        if found.len() > before {
            lines.retain(|read| !is_scrap(read, ring));
        }
    }
    lines.extend(found);
    Ok(())
}

/// The lines of one strip that are lettering.
fn read_strip(
    strip: Strip,
    ring: &Ring,
    dpi: f32,
    desk: &mut Desk<'_>,
) -> Result<Vec<ReadLine>, EngineError> {
    let (crops, seconds) = desk.second(&strip.grey, &strip.lines)?;
    let read: Vec<_> = strip.lines.into_iter().zip(crops.into_iter().zip(seconds)).collect();
    let read: Vec<_> = read.into_iter().filter(|(_, (_, second))| second.mean() >= LEGIBLE).collect();
    let lines: Vec<TextLine> = read.iter().map(|(line, _)| line.clone()).collect();
    let firsts = desk.first(&strip.grey, dpi, &lines, Look::Line)?;
    let mut found = Vec::new();
    for ((line, (mut crop, second)), first) in read.into_iter().zip(firsts) {
        let first = First::whole(first);
        let (shared, _) = vote::agreement(&first, &second);
        let about = About {
            script: Script::Stamp,
            shared,
            em: line.em,
            sealed: SEALED,
            in_cell: false,
            alphabet: desk.model.alphabet(),
        };
        let words = vote::voted(vote::laid(Some(&first), &second, &about));
        if letters(&words) < LEAST {
            continue;
        }
        crop.arc = Some(strip.arc);
        found.push(ReadLine {
            #[cfg(feature = "learn")]
            seen: (desk.model.sees(&crop), second.text()),
            line: placed(line, ring),
            crop,
            block: 0,
            script: Script::Stamp,
            words,
            form: Vec::new(),
            measures: Measures::new(),
        });
    }
    Ok(found)
}

fn letters(words: &[Voted]) -> usize {
    words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphanumeric()).count()
}

/// The line as its seal lies on the page, for what is about it.
fn placed(line: TextLine, ring: &Ring) -> TextLine {
    TextLine {
        left: ring.x - ring.radius,
        right: ring.x + ring.radius,
        top: ring.y - ring.radius,
        bottom: ring.y + ring.radius,
        base: ring.y + ring.radius,
        sealed: SEALED,
        ..line
    }
}

/// Whether a line is a part of the lettering, chained across it.
fn is_scrap(read: &ReadLine, ring: &Ring) -> bool {
    let lies = rings::about(&read.line, std::slice::from_ref(ring));
    let text = read.script != Script::Stamp
        && read.words.iter().map(|word| word.confidence).fold(1.0, f32::min) > SURELY_TEXT
        && letters(&read.words) >= LEAST;
    !text && lies.share >= WITHIN && MIDDLE.contains(&lies.middle) && lies.spread < SPREAD
}
