//! How well pages were read: letters and words in reading order and in any order, cells, marks, the honesty of the
//! words' confidence, and what it took.

mod align;
mod cells;
mod marks;
mod place;
pub mod show;
mod spent;
#[cfg(test)]
mod tests;
mod trust;

use std::collections::BTreeMap;

use dossier::recognition::{Recognition, Script};
use serde::Serialize;

use super::misses::{Miss, What};
use super::report::{Bin, Rate};
use super::text::{chars, plain, words};
use super::truth::{TrueLine, TruePage};
use align::{Aligned, align};
use place::Placed;
pub use spent::Step;

/// What is known of one page as read.
#[derive(Clone, Debug, Default)]
pub struct PageSeen {
    pub recognition: Recognition,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Reading {
    /// By class: `all`, a quality, a script, or both (`printed clean`).
    pub text: BTreeMap<String, TextCounts>,
    /// Pages without text, and letters read on them all the same.
    pub blank_pages: u64,
    pub blank_letters: u64,
    /// By class: `all`, what put the text there (`empty`: nothing), or that and the quality.
    pub cells: BTreeMap<String, CellCounts>,
    /// Cells read where the truth has none.
    pub extra_cells: u64,
    pub marks: Marks,
    /// Words of stamps and seals; an error is one that was read nowhere on its imprint.
    pub stamp_words: Rate,
    /// By class: `print`, `typewriter`, `table`, `poor`, `handwritten`, `stamp`, `all`.
    pub trust: BTreeMap<String, Trust>,
    pub spent: Spent,
    /// Of the dossier at hand.
    #[serde(skip)]
    pub misses: Vec<Miss>,
}

/// Errors of letters and of words. Reading order is that of the truth's pieces, stamps left out on both sides.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct TextCounts {
    pub pages: u64,
    pub cer: Rate,
    pub wer: Rate,
    /// In any order: see `by_place`.
    pub cer_any: Rate,
    pub wer_any: Rate,
    /// Words that stand nowhere on the page as read, wherever that is.
    pub words_lost: Rate,
    /// Letters read where the truth has no text: in no error rate of any order. Of a page, so of no script.
    pub extra: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CellCounts {
    pub of: u64,
    pub found: u64,
    pub right: u64,
    pub in_net: u64,
}

/// Pieces of text by what put them there and how they were marked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Marks {
    pub counts: BTreeMap<String, BTreeMap<String, u64>>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Trust {
    pub words: u64,
    pub right: u64,
    /// Mean distance between confidence and the share that is right, bin by bin, weighted by words.
    pub calibration_error: f64,
    pub bins: Vec<Bin>,
    #[serde(skip)]
    judged: Vec<(f32, bool)>,
}

/// Milliseconds of the steps of all pages read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Spent {
    pub pages: u64,
    pub ms: f64,
    pub recogniser_ms: f64,
    pub steps: BTreeMap<String, StepSpent>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct StepSpent {
    /// Pages that needed it.
    pub pages: u64,
    pub ms: f64,
}

impl Reading {
    /// Adds one page; separator sheets are of no interest but for their time.
    pub fn add(&mut self, page: &TruePage, seen: &PageSeen) {
        spent::add(&mut self.spent, &seen.steps);
        if page.blank {
            self.blank_pages += 1;
            self.blank_letters += plain(&seen.recognition.text()).chars().count() as u64;
        }
        if !page.counts() {
            return;
        }
        for class in classes(page, None) {
            self.text.entry(class).or_default().pages += 1;
        }
        self.in_order(page, &seen.recognition);
        let placed = place::place(page, &seen.recognition);
        let right = self.by_place(page, &placed);
        marks::add(self, page, &seen.recognition, &placed);
        trust::add(self, page, &placed, &right);
        cells::add(self, page, &seen.recognition);
    }

    pub fn finish(&mut self) {
        self.trust.values_mut().for_each(Trust::finish);
    }

    /// The running text of the whole page beside the true one; each error belongs to the piece in which it happens.
    fn in_order(&mut self, page: &TruePage, recognition: &Recognition) {
        let running = page.lines.iter().filter(|line| line.script != Script::Stamp.as_str());
        let mut pieces: Vec<(String, &str)> =
            running.map(|line| (plain(&line.text), &*line.script)).collect();
        pieces.retain(|piece| !piece.0.is_empty());
        if page.lines.is_empty() {
            pieces.push((plain(&page.text), "unknown"));
        }
        let found = plain(&recognition.text());
        let errors = align(&letters(&pieces), &chars(&found)).errors;
        each(
            &pieces,
            &errors,
            |text| text.chars().count(),
            |script, own| {
                self.count(page, script, |counts| counts.cer.add(own));
            },
        );
        let read = words(&found);
        let wanted: Vec<&str> = pieces.iter().flat_map(|piece| words(&piece.0)).collect();
        let errors = align(&wanted, &read).errors;
        let lost = lost(&wanted, &read);
        let count = |text: &str| words(text).len();
        each(&pieces, &errors, count, |script, own| self.count(page, script, |counts| counts.wer.add(own)));
        each(&pieces, &lost, count, |script, own| {
            self.count(page, script, |counts| counts.words_lost.add(own))
        });
    }

    /// Letters and words in any order. Every word read is given to the piece of truth it stands on (`place`); the
    /// words of a piece, from left to right, are compared with its text and with nothing else, so the order
    /// of lines, columns and cells does not matter. Pieces that one word lies over are compared together, and each
    /// error belongs to the piece in which it happens. Words on no piece, and words on a seal that are none
    /// of its, are counted as `extra`, unless they are marked as of a stamp. Says for every word whether it is right.
    fn by_place(&mut self, page: &TruePage, placed: &Placed) -> Vec<bool> {
        let mut right = vec![false; placed.read.len()];
        for group in &placed.groups {
            let mut own: Vec<usize> = (0..placed.read.len())
                .filter(|word| placed.read[*word].piece.is_some_and(|piece| group.contains(&piece)))
                .collect();
            let middle = |word: usize| placed.read[word].band.left + placed.read[word].band.right;
            own.sort_by(|one, other| middle(*one).total_cmp(&middle(*other)));
            let read: Vec<&str> = own.iter().map(|word| placed.read[*word].text.as_str()).collect();
            let pieces: Vec<(String, &str)> = group
                .iter()
                .map(|piece| (placed.pieces[*piece].text.clone(), placed.pieces[*piece].line.script.as_str()))
                .collect();
            let wanted: Vec<&str> = pieces.iter().flat_map(|piece| words(&piece.0)).collect();
            for (text, _) in pieces.iter().filter(|piece| piece.1 == Script::Stamp.as_str()) {
                let lost = lost(&words(text), &read);
                self.stamp_words.add(Rate { errors: lost.iter().sum(), of: lost.len() as u64 });
            }
            if placed.pieces[group[0]].line.seal {
                own.iter().for_each(|word| right[*word] = wanted.contains(&&*placed.read[*word].text));
                continue;
            }
            let Aligned { errors, right: same } = align(&wanted, &read);
            own.iter().zip(same).for_each(|(word, same)| right[*word] = same);
            each(
                &pieces,
                &errors,
                |text| words(text).len(),
                |script, own| {
                    self.count(page, script, |counts| counts.wer_any.add(own));
                },
            );
            let errors = align(&letters(&pieces), &chars(&read.join(" "))).errors;
            // Pieces compared together are one row: the words lie over all of them.
            let truth: Vec<&str> =
                group.iter().map(|piece| placed.pieces[*piece].line.text.as_str()).collect();
            let line = TrueLine { text: truth.join(" "), ..placed.pieces[group[0]].line.clone() };
            self.missed(page, &line, What::Text, Some(read.join(" ")), errors.iter().sum());
            each(
                &pieces,
                &errors,
                |text| text.chars().count(),
                |script, own| {
                    self.count(page, script, |counts| counts.cer_any.add(own));
                },
            );
        }
        let mut extra = 0;
        for (word, right) in placed.read.iter().zip(&right) {
            let stands = word.piece.is_some_and(|piece| !placed.pieces[piece].line.seal || *right);
            if !stands && word.script != Script::Stamp {
                extra += word.text.chars().count() as u64;
                self.misses.push(Miss {
                    page: page.page,
                    what: What::Extra,
                    class: format!("{} {}", word.script.as_str(), page.quality),
                    read: Some(word.text.clone()),
                    errors: word.text.chars().count() as u64,
                    ..Miss::default()
                });
            }
        }
        for class in classes(page, None) {
            self.text.entry(class).or_default().extra += extra;
        }
        right
    }

    /// Keeps what was not right for `--misses`.
    fn missed(&mut self, page: &TruePage, line: &TrueLine, what: What, read: Option<String>, errors: u64) {
        if errors > 0 {
            let class = format!("{} {}", line.script, page.quality);
            let (place, truth) = (Some(line.place), line.text.clone());
            self.misses.push(Miss {
                page: page.page,
                what,
                class,
                place,
                truth,
                read,
                errors,
                ..Miss::default()
            });
        }
    }

    fn count(&mut self, page: &TruePage, script: &str, add: impl Fn(&mut TextCounts)) {
        // A stamp is no part of what is printed, typed or written: it has a row of its own only.
        if script == Script::Stamp.as_str() {
            return add(self.text.entry(script.to_owned()).or_default());
        }
        for class in classes(page, Some(script)) {
            add(self.text.entry(class).or_default());
        }
    }
}

/// The classes something on a page counts in.
fn classes(page: &TruePage, script: Option<&str>) -> Vec<String> {
    let quality = if page.quality.is_empty() { "unknown" } else { &page.quality };
    let mut classes = vec!["all".to_owned(), quality.to_owned()];
    if let Some(script) = script {
        classes.push(script.to_owned());
        classes.push(format!("{script} {quality}"));
    }
    classes
}

/// The pieces as one line, a space between them.
fn letters(pieces: &[(String, &str)]) -> Vec<char> {
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.0.as_str()).collect();
    chars(&texts.join(" "))
}

/// Errors piece by piece. `length` says how many of the items are a piece's; where letters are counted, the space
/// after a piece is its as well.
fn each(
    pieces: &[(String, &str)],
    errors: &[u64],
    length: impl Fn(&str) -> usize,
    mut add: impl FnMut(&str, Rate),
) {
    let all: usize = pieces.iter().map(|piece| length(&piece.0)).sum();
    let spaced = errors.len() > all;
    let mut at = 0;
    for (number, (text, script)) in pieces.iter().enumerate() {
        let own = length(text) + usize::from(spaced && number + 1 < pieces.len());
        add(script, Rate { errors: errors[at..at + own].iter().sum(), of: own as u64 });
        at += own;
    }
}

/// For each wanted word whether the bag of words read has none left of it.
fn lost(wanted: &[&str], read: &[&str]) -> Vec<u64> {
    let mut bag: BTreeMap<&str, usize> = BTreeMap::new();
    for word in read {
        *bag.entry(word).or_default() += 1;
    }
    let mut lost = Vec::new();
    for word in wanted {
        let left = bag.get_mut(word).filter(|left| **left > 0);
        lost.push(u64::from(left.is_none()));
        if let Some(left) = left {
            *left -= 1;
        }
    }
    lost
}
