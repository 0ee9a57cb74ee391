//! Which way is up. Standing or lying is told by the rows of text; upright or upside down by reading a strip
//! both ways, and only where the first reading gave reason to doubt.

use dossier::Rotation;

use crate::pixels::Grey;
use crate::pixels::ink::Ink;
use crate::prepare::skew;

/// Sharpness of rows against columns: over 1, lines of text run across; under 1, the page lies on its side.
pub(crate) fn standing(even: &Grey, dpi: f32) -> f32 {
    let factor = ((dpi / 75.0).round() as usize).max(1);
    let mut ink = Ink::local(&even.shrunk(factor), 31, 20);
    without_rules(&mut ink);
    let across = skew::points(&ink);
    if across.len() < 100 {
        return 1.0;
    }
    let down: Vec<(i32, i32)> = across.iter().map(|&(x, y)| (y, x)).collect();
    let rows = sharpest(&across, ink.width, ink.height) * ink.height as f64;
    let columns = sharpest(&down, ink.height, ink.width) * ink.width as f64;
    (rows / columns.max(1.0)) as f32
}

fn sharpest(points: &[(i32, i32)], width: usize, height: usize) -> f64 {
    (-6..=6).map(|step| skew::sharpness(points, width, height, step as f32 * 0.5)).fold(0.0, f64::max)
}

/// Long runs are table lines: they are as sharp down as across.
fn without_rules(ink: &mut Ink) {
    const LONGEST: usize = 34;
    let (width, height) = (ink.width, ink.height);
    let before = ink.data.clone();
    for (row, from) in ink.data.chunks_exact_mut(width).zip(before.chunks_exact(width)) {
        let mut run = 0;
        for x in 0..=width {
            if from.get(x) == Some(&1) {
                run += 1;
                continue;
            }
            if run > LONGEST {
                row[x - run..x].fill(0);
            }
            run = 0;
        }
    }
    let mut runs = vec![0usize; width];
    for y in 0..=height {
        for (x, run) in runs.iter_mut().enumerate() {
            if y < height && before[y * width + x] == 1 {
                *run += 1;
                continue;
            }
            if *run > LONGEST {
                (y - *run..y).for_each(|row| ink.data[row * width + x] = 0);
            }
            *run = 0;
        }
    }
}

/// How much of the longest lines was read: surely read letters, and their share of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sample {
    pub letters: f32,
    pub share: f32,
}

/// A share of surely read letters that text on its head does not reach, given so many of them.
const SURE: f32 = 0.75;
const LEAST_LETTERS: f32 = 40.0;
/// A sample that yields so many, and so large a share, stands as it was read: on its side text yields less than a
/// third, as it stands more than a half.
const READS: f32 = 60.0;
const LEGIBLE: f32 = 0.5;
/// Noise yields under a tenth, text on its side still a quarter.
const NOISE: f32 = 0.15;
const OWN: f32 = 0.9;
/// Text reads so much better from its own side.
const FROM_BEHIND: f32 = 1.2;

impl Sample {
    /// Whether the text reads so well that the page surely stands upright.
    pub fn is_sure(self) -> bool {
        self.share > SURE && self.letters >= LEAST_LETTERS
    }

    /// Whether the text reads so well that it is this side's: what shows through is mirrored, and yields two thirds.
    pub fn is_own(self) -> bool {
        self.share > OWN && self.letters >= LEAST_LETTERS
    }

    /// Whether the page reads the better way along this axis, so that the other need not be tried.
    pub fn reads(self) -> bool {
        self.letters >= READS && self.share >= LEGIBLE
    }

    /// Whether the longest lines are none: grain of paper taken for pale letters.
    pub fn is_noise(self) -> bool {
        self.share < NOISE
    }

    /// Tells the better of two axes: long lines of noise give many letters, few of them surely.
    pub fn merit(self) -> f32 {
        self.letters * self.share
    }

    /// Whether the text is the other side's, seen through the paper: it reads better mirrored.
    pub fn shows_through(self, mirrored: Self) -> bool {
        mirrored.letters >= READS && mirrored.merit() > self.merit() * FROM_BEHIND
    }
}

/// One half turn more.
pub(crate) fn half_turned(rotation: Rotation) -> Rotation {
    match rotation {
        Rotation::None => Rotation::Half,
        Rotation::Quarter => Rotation::ThreeQuarters,
        Rotation::Half => Rotation::None,
        Rotation::ThreeQuarters => Rotation::Quarter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_reads_settles_how_a_page_stands() {
        let sample = |letters, share| Sample { letters, share };
        // A pale table on its side, and as it stands.
        let (side, upright) = (sample(86.0, 0.28), sample(150.0, 0.85));
        assert!(!side.reads() && upright.reads() && upright.is_sure());
        assert!(upright.merit() > side.merit());
        // A page of a hard hand reads, though not surely.
        assert!(sample(72.0, 0.57).reads() && !sample(72.0, 0.57).is_sure());
        assert!(!sample(20.0, 0.9).reads());
        // An empty back of grainy paper, and a text on its side.
        assert!(sample(10.0, 0.06).is_noise() && Sample::default().is_noise() && !side.is_noise());
    }

    #[test]
    fn what_shows_through_reads_better_mirrored() {
        let sample = |letters, share| Sample { letters, share };
        assert!(sample(364.0, 0.67).shows_through(sample(520.0, 0.95)));
        assert!(!sample(338.0, 0.96).shows_through(sample(221.0, 0.6)));
        assert!(
            sample(338.0, 0.96).is_own() && !sample(364.0, 0.67).is_own() && !sample(20.0, 0.96).is_own()
        );
        // Neither way is text.
        assert!(!sample(4.0, 0.05).shows_through(sample(10.0, 0.2)));
    }
}
