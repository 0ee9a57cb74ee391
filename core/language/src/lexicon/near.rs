//! The words nearest to a reading, by what a reader is likely to have confused.

use std::collections::HashMap;

use fst::raw::{Fst, Node, Output};

use super::Known;
use super::letters::{LETTERS, SIGNS, code, coded, letter};

/// What each confusion costs: the negative natural logarithm of how often it happens.
#[derive(Clone, Debug)]
pub struct Costs {
    swap: Vec<[f32; LETTERS]>,
    /// A letter on the paper that was not read.
    lost: [f32; LETTERS],
    /// A sign read where the paper has none.
    added: [f32; SIGNS],
    /// Two signs read for one letter.
    joined: HashMap<(u8, u8), Vec<(u8, f32)>>,
    /// One sign read for two letters.
    parted: HashMap<u8, Vec<([u8; 2], f32)>>,
}

/// A word of the lexicon and how unlikely the reading is to have come from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    pub word: String,
    pub cost: f32,
    pub known: Known,
}

impl Costs {
    /// Every confusion that is not named costs `other`.
    pub fn new(other: f32) -> Self {
        let mut swap = vec![[other; LETTERS]; SIGNS];
        for (sign, row) in swap.iter_mut().enumerate().take(LETTERS) {
            row[sign] = 0.0;
        }
        Self {
            swap,
            lost: [other; LETTERS],
            added: [other; SIGNS],
            joined: HashMap::new(),
            parted: HashMap::new(),
        }
    }

    /// Names the cost of reading `read` where `meant` is written: no, one or two signs each, not two for two.
    /// Returns whether such a confusion can be kept.
    pub fn set(&mut self, read: &str, meant: &str, cost: f32) -> bool {
        let codes = |text: &str| text.chars().map(code).collect::<Option<Vec<u8>>>();
        let (Some(read), Some(meant)) = (codes(read), codes(meant)) else { return false };
        if meant.iter().any(|letter| usize::from(*letter) >= LETTERS) {
            return false;
        }
        match (read.as_slice(), meant.as_slice()) {
            ([sign], [letter]) => self.swap[usize::from(*sign)][usize::from(*letter)] = cost,
            ([], [letter]) => self.lost[usize::from(*letter)] = cost,
            ([sign], []) => self.added[usize::from(*sign)] = cost,
            ([one, two], [letter]) => self.joined.entry((*one, *two)).or_default().push((*letter, cost)),
            ([sign], [one, two]) => self.parted.entry(*sign).or_default().push(([*one, *two], cost)),
            _ => return false,
        }
        true
    }
}

pub(super) fn near(words: &Fst<&'static [u8]>, read: &str, costs: &Costs, limit: f32) -> Vec<Near> {
    let Some(read) = coded(read) else { return Vec::new() };
    let mut walk = Walk { words, read: &read, costs, limit, path: Vec::new(), found: HashMap::new() };
    walk.step(&words.root(), 0, Output::zero(), 0.0);
    let mut near: Vec<Near> = walk
        .found
        .into_iter()
        .map(|(path, (cost, known))| Near { word: path.into_iter().map(letter).collect(), cost, known })
        .collect();
    near.sort_by(|one, other| one.cost.total_cmp(&other.cost).then_with(|| one.word.cmp(&other.word)));
    near
}

struct Walk<'a> {
    words: &'a Fst<&'static [u8]>,
    read: &'a [u8],
    costs: &'a Costs,
    limit: f32,
    path: Vec<u8>,
    found: HashMap<Vec<u8>, (f32, Known)>,
}

impl Walk<'_> {
    /// `at` signs of the reading are explained by the path to `node`.
    fn step(&mut self, node: &Node<'_>, at: usize, output: Output, cost: f32) {
        let rest = &self.read[at..];
        if rest.is_empty() && node.is_final() {
            let known = Known(output.cat(node.final_output()).value() as u8);
            let best = self.found.entry(self.path.clone()).or_insert((cost, known));
            best.0 = best.0.min(cost);
        }
        let costs = self.costs;
        for next in node.transitions() {
            let way = |cost: f32| cost <= self.limit;
            let swap = rest.first().map(|sign| cost + costs.swap[usize::from(*sign)][usize::from(next.inp)]);
            let swap = swap.filter(|cost| way(*cost));
            let lost = Some(cost + costs.lost[usize::from(next.inp)]).filter(|cost| way(*cost));
            let pair = rest.first().zip(rest.get(1)).and_then(|(one, two)| costs.joined.get(&(*one, *two)));
            let joined = pair.and_then(|letters| letters.iter().find(|(letter, _)| *letter == next.inp));
            let joined = joined.map(|(_, own)| cost + own).filter(|cost| way(*cost));
            let parted = rest.first().and_then(|sign| costs.parted.get(sign));
            if swap.is_none() && lost.is_none() && joined.is_none() && parted.is_none() {
                continue;
            }
            let (below, output) = (self.words.node(next.addr), output.cat(next.out));
            self.path.push(next.inp);
            for (ahead, cost) in [(1, swap), (0, lost), (2, joined)] {
                if let Some(cost) = cost {
                    self.step(&below, at + ahead, output, cost);
                }
            }
            for ([one, two], own) in parted.into_iter().flatten() {
                if *one == next.inp && cost + own <= self.limit {
                    self.second(&below, *two, at + 1, output, cost + own);
                }
            }
            self.path.pop();
        }
        if let Some(sign) = rest.first() {
            let cost = cost + costs.added[usize::from(*sign)];
            if cost <= self.limit {
                self.step(node, at + 1, output, cost);
            }
        }
    }

    /// The second of two letters that were read as one sign.
    fn second(&mut self, node: &Node<'_>, letter: u8, at: usize, output: Output, cost: f32) {
        let Some(place) = node.find_input(letter) else { return };
        let next = node.transition(place);
        self.path.push(letter);
        self.step(&self.words.node(next.addr), at, output.cat(next.out), cost);
        self.path.pop();
    }
}
