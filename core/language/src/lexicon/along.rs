//! What of a list a line recogniser's probabilities allow: its best path may be no word where the second or third letter
//! of a place makes one.

use fst::raw::{CompiledAddr, Fst, Output};
use rustc_hash::FxHashMap;

/// How ways along a line are followed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beam {
    /// Log-probabilities of a step: of the blank, then of each letter by its code.
    pub classes: usize,
    /// Ways kept from step to step.
    pub width: usize,
    /// What a way may cost.
    pub limit: f32,
}

/// A way that a list has: its letters, what it loses to the best of each step, and what the list says of it.
pub(crate) struct Way {
    pub codes: Vec<u8>,
    pub cost: f32,
    pub value: u64,
}

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

/// The ways of one step, each beginning once.
#[derive(Default)]
struct Step {
    ways: Vec<(usize, Ways)>,
    /// Where each beginning stands; those that have no way here, anywhere.
    places: Vec<usize>,
}

impl Step {
    fn to(&mut self, beginning: usize) -> &mut Ways {
        if self.places.len() <= beginning {
            self.places.resize(2 * beginning + 1, 0);
        }
        let known = self.places[beginning];
        if self.ways.get(known).is_none_or(|(own, _)| *own != beginning) {
            self.places[beginning] = self.ways.len();
            self.ways.push((beginning, Ways::NONE));
        }
        let at = self.places[beginning];
        &mut self.ways[at].1
    }
}

impl Beam {
    /// `steps` holds the rows of all steps, `free` the best of each whatever it is; the likeliest ways first.
    pub fn along<D: AsRef<[u8]>>(self, list: &Fst<D>, steps: &[f32], free: &[f32]) -> Vec<Way> {
        let root = Beginning { before: 0, letter: 0, node: list.root().addr(), output: Output::zero() };
        let mut beginnings = vec![root];
        let mut longer: FxHashMap<(usize, u8), usize> = FxHashMap::default();
        let mut open: Vec<(usize, Ways)> = vec![(0, Ways { blank: 0.0, letter: f32::MIN })];
        let mut next = Step::default();
        let mut best = 0.0;
        for (row, free) in steps.chunks_exact(self.classes).zip(free) {
            best += free;
            next.ways.clear();
            for &(place, ways) in &open {
                let Beginning { letter: last, node, output, .. } = beginnings[place];
                let own = next.to(place);
                own.blank = own.blank.max(ways.best() + row[0]);
                own.letter = own.letter.max(ways.letter + row[usize::from(last)]);
                for way in list.node(node).transitions() {
                    let from = if way.inp == last { ways.blank } else { ways.best() };
                    let score = from + row[usize::from(way.inp)];
                    if best - score > self.limit {
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
                    let ways = next.to(child);
                    ways.letter = ways.letter.max(score);
                }
            }
            open.clear();
            open.extend(next.ways.iter().filter(|(_, ways)| best - ways.best() <= self.limit));
            open.sort_unstable_by(|one, other| {
                other.1.best().total_cmp(&one.1.best()).then(one.0.cmp(&other.0))
            });
            open.truncate(self.width);
        }
        let mut found = Vec::new();
        for (place, ways) in open {
            let Beginning { node, output, .. } = beginnings[place];
            let node = list.node(node);
            if node.is_final() {
                let value = output.cat(node.final_output()).value();
                found.push(Way { codes: codes(&beginnings, place), cost: best - ways.best(), value });
            }
        }
        found
    }
}

fn codes(beginnings: &[Beginning], mut place: usize) -> Vec<u8> {
    let mut codes = Vec::new();
    while place != 0 {
        codes.push(beginnings[place].letter);
        place = beginnings[place].before;
    }
    codes.reverse();
    codes
}
