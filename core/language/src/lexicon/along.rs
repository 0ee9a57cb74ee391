//! The words that a line recogniser's probabilities allow: its best path may be no word where the second or third letter
//! of a place makes one.

use std::collections::HashMap;

use fst::raw::{CompiledAddr, Fst, Output};

use super::letters::{LETTERS, letter};
use super::{Known, Near};

/// Ways kept from step to step.
const WIDTH: usize = 48;

/// The beginning of a word: its last letter and what comes before.
struct Beginning {
    before: usize,
    letter: u8,
    node: CompiledAddr,
    output: Output,
}

/// Log-probabilities of the best way to a beginning that ends in a blank, and in its letter.
#[derive(Clone, Copy)]
struct Ways {
    blank: f32,
    letter: f32,
}

impl Ways {
    const NONE: Self = Self { blank: f32::MIN, letter: f32::MIN };

    fn best(self) -> f32 {
        self.blank.max(self.letter)
    }
}

/// `steps` holds a row of [`LETTERS`] log-probabilities a step: of the blank, then of each letter by its code. `free` is
/// the best of each step whatever it is; a word's cost is what its best way loses to those, and at most `limit`.
pub(super) fn along(words: &Fst<&'static [u8]>, steps: &[f32], free: &[f32], limit: f32) -> Vec<Near> {
    let root = Beginning { before: 0, letter: 0, node: words.root().addr(), output: Output::zero() };
    let mut beginnings = vec![root];
    let mut longer: HashMap<(usize, u8), usize> = HashMap::new();
    let mut open: Vec<(usize, Ways)> = vec![(0, Ways { blank: 0.0, letter: f32::MIN })];
    let mut best = 0.0;
    for (row, free) in steps.chunks_exact(LETTERS).zip(free) {
        best += free;
        let mut next: HashMap<usize, Ways> = HashMap::new();
        for &(place, ways) in &open {
            let Beginning { letter: last, node, output, .. } = beginnings[place];
            let own = next.entry(place).or_insert(Ways::NONE);
            own.blank = own.blank.max(ways.best() + row[0]);
            own.letter = own.letter.max(ways.letter + row[usize::from(last)]);
            for way in words.node(node).transitions() {
                let from = if way.inp == last { ways.blank } else { ways.best() };
                let score = from + row[usize::from(way.inp)];
                if best - score > limit {
                    continue;
                }
                let child = *longer.entry((place, way.inp)).or_insert_with(|| {
                    beginnings.push(Beginning {
                        before: place,
                        letter: way.inp,
                        node: way.addr,
                        output: output.cat(way.out),
                    });
                    beginnings.len() - 1
                });
                let ways = next.entry(child).or_insert(Ways::NONE);
                ways.letter = ways.letter.max(score);
            }
        }
        open = next.into_iter().filter(|(_, ways)| best - ways.best() <= limit).collect();
        open.sort_unstable_by(|one, other| other.1.best().total_cmp(&one.1.best()).then(one.0.cmp(&other.0)));
        open.truncate(WIDTH);
    }
    let mut found = Vec::new();
    for (place, ways) in open {
        let Beginning { node, output, .. } = beginnings[place];
        let node = words.node(node);
        if node.is_final() {
            let known = Known(output.cat(node.final_output()).value() as u8);
            found.push(Near { word: spelt(&beginnings, place), cost: best - ways.best(), known });
        }
    }
    found
}

fn spelt(beginnings: &[Beginning], mut place: usize) -> String {
    let mut letters = Vec::new();
    while place != 0 {
        letters.push(letter(beginnings[place].letter));
        place = beginnings[place].before;
    }
    letters.into_iter().rev().collect()
}
