//! A page standing one way: its picture, its lines, and what the line model makes of some of them. Only reading tells
//! which way is up.

use dossier::Rotation;

use super::lines::Desk;
use crate::error::EngineError;
use crate::pixels::Raster;
use crate::prepare::Prepared;
use crate::readers::LineReading;
use crate::reading::Step;
use crate::structure::coloured::Scan;
use crate::structure::crop::Crop;
use crate::structure::{Structure, TextLine};
use crate::upright::Sample;

/// So many of the longest lines tell how a page stands.
const SAMPLE: usize = 10;
/// A letter is read when its probability is so high; upside-down text gives few such.
const READ: f32 = 0.5;

pub(super) struct View {
    pub rotation: Rotation,
    pub prepared: Prepared,
    pub structure: Structure,
    /// Readings of the line model so far, by line.
    pub read: Vec<Option<(Crop, LineReading)>>,
    pub sample: Sample,
}

impl View {
    /// Finds the lines and reads the longest of them. `scan` is the frame as it lies.
    pub fn of(
        prepared: Prepared,
        rotation: Rotation,
        scan: Option<&Raster>,
        desk: &mut Desk<'_>,
    ) -> Result<Self, EngineError> {
        let scan = match scan {
            Some(Raster::Colour(colour)) => Some(Scan::of(colour, rotation)),
            _ => None,
        };
        let structure = desk.structure(&prepared, scan.as_ref());
        let mut order: Vec<usize> = (0..structure.lines.len()).collect();
        // Long for their type and of many pieces: a large heading says less than a line of text, a scratch nothing.
        let worth = |line: &TextLine| (line.width() / line.em.max(1.0)).min(2.0 * line.letters.len() as f32);
        order.sort_by(|&one, &other| worth(&structure.lines[other]).total_cmp(&worth(&structure.lines[one])));
        order.truncate(SAMPLE);
        let count = structure.lines.len();
        let mut view =
            Self { rotation, prepared, structure, read: vec![None; count], sample: Sample::default() };
        view.read(&order, desk)?;
        let (mut sure, mut all) = (0.0, 0.0);
        for (_, reading) in view.read.iter().flatten() {
            for letter in reading.letters.iter().filter(|letter| letter.letter.is_alphanumeric()) {
                all += 1.0;
                sure += ((letter.probability - READ) / (1.0 - READ)).max(0.0);
            }
        }
        let share = if all > 0.0 { sure / all } else { 0.0 };
        view.sample = Sample { letters: sure, share };
        let detail = format!("{sure:.0} letters sure, {:.0} %", share * 100.0);
        let name = format!("turned {}", rotation.degrees());
        desk.steps.done.push(Step { name, detail, ms: 0 });
        Ok(view)
    }

    /// Reads those of the lines that are not read yet.
    pub fn read(&mut self, places: &[usize], desk: &mut Desk<'_>) -> Result<(), EngineError> {
        let places: Vec<usize> = places.iter().copied().filter(|&place| self.read[place].is_none()).collect();
        let lines: Vec<TextLine> = places.iter().map(|&place| self.structure.lines[place].clone()).collect();
        let (crops, readings) = desk.second(&self.prepared.grey, &lines)?;
        for ((place, crop), reading) in places.into_iter().zip(crops).zip(readings) {
            self.read[place] = Some((crop, reading));
        }
        Ok(())
    }

    /// Leaves the longest of the lines, in their order.
    pub fn keep_longest(&mut self, most: usize) {
        let mut widths: Vec<f32> = self.structure.lines.iter().map(TextLine::width).collect();
        widths.sort_unstable_by(|one, other| other.total_cmp(one));
        let Some(&least) = widths.get(most) else { return };
        let kept: Vec<bool> = self.structure.lines.iter().map(|line| line.width() > least).collect();
        let mut keep = kept.iter();
        self.structure.lines.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.read.retain(|_| keep.next() == Some(&true));
    }
}
