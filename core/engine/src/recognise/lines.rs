//! Tesseract as a reader of lines. It gives words with one confidence each; their letters share it, and the word's
//! width in equal parts.

use std::path::Path;

use super::words::RawWord;
use super::{Look, Reader, figures};
use crate::error::EngineError;
use crate::readers::{Letter, LineReading, Recogniser};
use crate::structure::crop::{Crop, Reach};

/// White round a crop: Tesseract loses letters that touch the edge.
const EDGE: usize = 12;
pub(crate) const NAME: &str = "tesseract";

pub(crate) struct Lines<'a> {
    pub reader: &'a mut Reader,
    pub look: Look,
    pub dpi: f32,
    pub tessdata: Option<&'a Path>,
}

impl Recogniser for Lines<'_> {
    fn name(&self) -> &str {
        NAME
    }

    fn reach(&self) -> Reach {
        Reach { above: 0.9, below: 0.4 }
    }

    fn read(&mut self, crops: &[&Crop]) -> Result<Vec<LineReading>, EngineError> {
        crops.iter().map(|crop| self.line(crop)).collect()
    }
}

impl Lines<'_> {
    fn line(&mut self, crop: &Crop) -> Result<LineReading, EngineError> {
        let grey = crop.grey.padded(EDGE);
        let read = self.reader.read(&grey, self.look, self.dpi, self.tessdata)?;
        let mut letters = Vec::new();
        let mut words: Vec<_> = read.into_iter().flat_map(|line| line.words).collect();
        words.sort_by(|one, other| one.left.total_cmp(&other.left));
        parted(&mut words);
        let em = crop.grey.height as f32 / (self.reach().above + self.reach().below);
        for word in figures::mended(words, em) {
            let (from, to) = (word.left - EDGE as f32, word.right - EDGE as f32);
            let count = word.text.chars().count().max(1) as f32;
            if !letters.is_empty() {
                letters.push(Letter { letter: ' ', probability: word.confidence, from, to: from });
            }
            for (place, letter) in word.text.chars().enumerate() {
                let at = |step: f32| from + (to - from) * step / count;
                let (from, to) = (at(place as f32), at(place as f32 + 1.0));
                letters.push(Letter { letter, probability: word.confidence, from, to });
            }
        }
        Ok(LineReading::of(letters))
    }
}

/// A word whose letters Tesseract did not find has the box of all that is left of the line; it ends where the next begins.
fn parted(words: &mut [RawWord]) {
    for place in 1..words.len() {
        let next = &words[place];
        let (start, middle) = (next.left, (next.left + next.right) / 2.0);
        let word = &mut words[place - 1];
        if word.right > middle && start > word.left {
            word.right = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_reaches_over_the_next() {
        let word = |left: f32, right: f32| RawWord {
            text: "слово".to_owned(),
            left,
            top: 0.0,
            right,
            bottom: 30.0,
            confidence: 0.9,
        };
        let mut words = [word(10.0, 500.0), word(205.0, 320.0), word(318.0, 500.0)];
        parted(&mut words);
        let ends: Vec<f32> = words.iter().map(|word| word.right).collect();
        // Boxes that touch are left as they are.
        assert_eq!(ends, [205.0, 320.0, 500.0]);
    }
}
