//! What an evaluation found, in counts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bound::upper;
use super::misses::Miss;
use super::reading::Reading;

#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub dossiers: u64,
    /// Dossiers of the truth without a result.
    pub missing: Vec<String>,
    /// How well the pages were read.
    pub reading: Reading,
    /// Pages with text, and those of them that were turned upright.
    pub turned_pages: u64,
    pub turned_right: u64,
    pub kind_pages: u64,
    pub kind_right: u64,
    pub confusions: BTreeMap<String, u64>,
    pub borders_right: u64,
    pub borders_missed: u64,
    pub borders_spurious: u64,
    /// By `kind.field`.
    pub fields: BTreeMap<String, FieldCounts>,
    pub printed_fields: u64,
    /// Printed ones that are no cells of lists.
    pub printed_single: u64,
    pub handwritten_fields: u64,
    pub auto: Auto,
    /// Without the cells of lists.
    pub auto_single: Auto,
    pub documents: u64,
    /// Documents, and dossiers, whose every field was right and accepted without a person.
    pub straight_through: u64,
    pub dossiers_through: u64,
    pub reliability: Vec<Bin>,
    #[serde(skip)]
    pub judged: Vec<Judged>,
    #[serde(skip)]
    pub misses: Vec<Miss>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rate {
    pub errors: u64,
    pub of: u64,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct FieldCounts {
    pub right: u64,
    pub wrong: u64,
    /// On the paper, and no value was found; `unread` of them were at least seen.
    pub missed: u64,
    pub unread: u64,
    /// A value where the paper has none.
    pub spurious: u64,
}

/// Values accepted without a person.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Auto {
    pub count: u64,
    pub wrong: u64,
    /// Upper bound of the share of wrong ones at 95 %.
    pub upper_bound: f64,
    /// Printed fields of the truth, and the accepted ones among them.
    pub printed: u64,
    pub printed_auto: u64,
}

/// One value with its confidence and whether it was right.
#[derive(Clone, Debug)]
pub struct Judged {
    pub name: String,
    pub cell: bool,
    pub confidence: f32,
    pub right: bool,
    pub auto: bool,
    pub by_hand: bool,
}

/// Values of like confidence.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Bin {
    pub from: f32,
    pub to: f32,
    pub count: u64,
    pub mean_confidence: f64,
    pub right: u64,
}

const EDGES: [f32; 9] = [0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.001];

impl Rate {
    pub fn add(&mut self, other: Rate) {
        self.errors += other.errors;
        self.of += other.of;
    }

    pub fn rate(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.errors as f64 / self.of as f64 }
    }
}

impl FieldCounts {
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong + self.spurious)
    }

    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.wrong + self.missed)
    }

    pub fn add(&mut self, other: &FieldCounts) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.unread += other.unread;
        self.spurious += other.spurious;
    }
}

/// Judged things by their confidence.
pub(super) fn bins(judged: impl Iterator<Item = (f32, bool)>) -> Vec<Bin> {
    let mut bins = Vec::new();
    for pair in EDGES.windows(2) {
        bins.push(Bin { from: pair[0], to: pair[1].min(1.0), count: 0, mean_confidence: 0.0, right: 0 });
    }
    for (confidence, right) in judged {
        let above = EDGES[1..bins.len()].iter().filter(|edge| confidence >= **edge).count();
        let bin = &mut bins[above];
        bin.count += 1;
        bin.mean_confidence += f64::from(confidence);
        bin.right += u64::from(right);
    }
    for bin in &mut bins {
        bin.mean_confidence /= bin.count.max(1) as f64;
    }
    bins
}

pub fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

impl Report {
    pub fn kind_accuracy(&self) -> f64 {
        share(self.kind_right, self.kind_pages)
    }

    pub fn border_f1(&self) -> f64 {
        share(2 * self.borders_right, 2 * self.borders_right + self.borders_missed + self.borders_spurious)
    }

    /// Counts over all kinds, by field.
    pub fn by_field(&self) -> BTreeMap<String, FieldCounts> {
        let mut out: BTreeMap<String, FieldCounts> = BTreeMap::new();
        for (path, counts) in &self.fields {
            let name = path.split_once('.').map_or(path.as_str(), |(_, name)| name);
            out.entry(name.to_owned()).or_default().add(counts);
        }
        out
    }

    /// Sums up what was accepted and how honest the confidence was.
    pub(super) fn finish(&mut self) {
        self.auto = self.accepted(self.printed_fields, |_| true);
        self.auto_single = self.accepted(self.printed_single, |one| !one.cell);
        self.reliability = bins(self.judged.iter().map(|one| (one.confidence, one.right)));
        self.reading.finish();
    }

    fn accepted(&self, printed: u64, counts: impl Fn(&Judged) -> bool) -> Auto {
        let own = || self.judged.iter().filter(|one| one.auto && counts(one));
        let (count, wrong) = (own().count() as u64, own().filter(|one| !one.right).count() as u64);
        let printed_auto = own().filter(|one| !one.by_hand).count() as u64;
        Auto { count, wrong, upper_bound: upper(wrong, count), printed, printed_auto }
    }
}
