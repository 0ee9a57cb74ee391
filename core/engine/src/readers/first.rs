//! What the first reader has of a line that it may have been asked for in parts.

use std::ops::Range;

use super::{Letter, LineReading};

/// A line as the first reader has it, which was asked for parts of it.
#[derive(Clone, Debug)]
pub(crate) struct First {
    /// What it read, and between it what the second read so surely that the first was not asked.
    pub reading: LineReading,
    asked: Vec<Range<f32>>,
}

impl First {
    /// A reading of the whole line.
    pub fn whole(reading: LineReading) -> Self {
        Self { reading, asked: vec![f32::MIN..f32::MAX] }
    }

    /// Readings of the parts, left to right, their columns the line's, among what the second reader has.
    pub fn of(parts: Vec<(Range<f32>, LineReading)>, second: &LineReading) -> Self {
        let asked: Vec<Range<f32>> = parts.iter().map(|(part, _)| part.clone()).collect();
        let mut pieces: Vec<Vec<Letter>> = parts.into_iter().map(|(_, reading)| reading.letters).collect();
        let spared = second.letters.split(|letter| letter.letter == ' ').filter(|word| {
            word.first().zip(word.last()).is_some_and(|(first, last)| !is_asked(&asked, first.from, last.to))
        });
        pieces.extend(spared.map(<[Letter]>::to_vec));
        pieces.retain(|piece| !piece.is_empty());
        pieces.sort_by(|one, other| one[0].from.total_cmp(&other[0].from));
        let mut letters: Vec<Letter> = Vec::new();
        for piece in pieces {
            if !letters.is_empty() {
                letters.push(Letter {
                    letter: ' ',
                    probability: piece[0].probability,
                    from: piece[0].from,
                    to: piece[0].from,
                });
            }
            letters.extend(piece);
        }
        Self { reading: LineReading::of(letters), asked }
    }

    /// Whether the first reader was asked for what stands between two columns.
    pub fn is_asked(&self, from: f32, to: f32) -> bool {
        is_asked(&self.asked, from, to)
    }
}

fn is_asked(asked: &[Range<f32>], from: f32, to: f32) -> bool {
    let middle = f32::midpoint(from, to);
    asked.iter().any(|part| part.contains(&middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten columns a letter, from `left` on.
    fn line(text: &str, left: f32) -> LineReading {
        let letter = |(place, letter)| {
            let from = left + 10.0 * place as f32;
            Letter { letter, probability: 0.9, from, to: from + 10.0 }
        };
        LineReading { letters: text.chars().enumerate().map(letter).collect(), ..LineReading::default() }
    }

    #[test]
    fn what_was_not_asked_stands_between() {
        let first = First::of(vec![(65.0..95.0, line("75", 70.0))], &line("видана 15 довідка", 0.0));
        assert_eq!(first.reading.text(), "видана 75 довідка");
        assert!(first.is_asked(70.0, 90.0) && !first.is_asked(0.0, 60.0));
        assert!(First::whole(LineReading::default()).is_asked(0.0, 60.0));
    }
}
