//! Readers of lines. A reader gets lines as pictures, in batches, and gives letters with probabilities and places;
//! who it is and how it does it stays its own affair.

pub(crate) mod card;
mod ctc;
mod first;
pub(crate) mod forms;
pub(crate) mod meant;
pub(crate) mod model;
pub(crate) mod sure;

use std::sync::Arc;

use dossier::recognition::Meant;

use crate::error::EngineError;
use crate::structure::crop::{Crop, Reach};
pub(crate) use first::First;
use forms::Open;
use meant::Place;

/// One letter of a line. `from` and `to` are columns of the crop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letter {
    pub letter: char,
    /// As the reader gives it, 0 to 1; the ranking counts, not the number.
    pub probability: f32,
    pub from: f32,
    pub to: f32,
}

/// A line as one reader has it, spaces included.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LineReading {
    pub letters: Vec<Letter>,
    /// Of words that no list knows, the words they may be meant for.
    pub meant: Vec<Place>,
    /// What the reader saw, where some of it is doubtful.
    pub open: Option<Arc<Open>>,
}

/// A word of a line: its text and the columns it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadWord {
    pub text: String,
    pub from: f32,
    pub to: f32,
    /// Probability of the least sure letter, and the mean of all.
    pub least: f32,
    pub mean: f32,
    /// The words of the lists it may be meant for, where no list knows it.
    pub meant: Vec<Meant>,
}

pub(crate) trait Recogniser {
    /// The name a reading is kept under.
    fn name(&self) -> &str;
    /// How high the crops should be cut.
    fn reach(&self) -> Reach;
    /// Reads lines; one reading each, in order.
    fn read(&mut self, crops: &[&Crop]) -> Result<Vec<LineReading>, EngineError>;
}

impl LineReading {
    pub fn of(letters: Vec<Letter>) -> Self {
        Self { letters, ..Self::default() }
    }

    pub fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.letter).collect()
    }

    /// The mean probability of its letters; 0 for none.
    pub fn mean(&self) -> f32 {
        let sum: f32 = self.letters.iter().map(|letter| letter.probability).sum();
        sum / self.letters.len().max(1) as f32
    }

    pub fn words(&self) -> Vec<ReadWord> {
        let mut words = Vec::new();
        for letters in self.letters.split(|letter| letter.letter == ' ') {
            let (Some(first), Some(last)) = (letters.first(), letters.last()) else { continue };
            let least = letters.iter().map(|letter| letter.probability).fold(1.0, f32::min);
            let sum: f32 = letters.iter().map(|letter| letter.probability).sum();
            words.push(ReadWord {
                text: letters.iter().map(|letter| letter.letter).collect(),
                from: first.from,
                to: last.to,
                least,
                mean: sum / letters.len() as f32,
                meant: self.meant_between(first.from, last.to),
            });
        }
        words
    }

    fn meant_between(&self, from: f32, to: f32) -> Vec<Meant> {
        let place = self.meant.iter().find(|place| from <= place.from && place.to <= to);
        place.map_or_else(Vec::new, |place| place.words.clone())
    }
}
