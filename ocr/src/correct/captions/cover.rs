//! A run of words of a caption laid over a row: what of it is seen, what is not, and the row with it.

use std::ops::{Range, RangeInclusive};

use dossier::geometry::PixelBox;
use dossier::recognition::{Alternative, Recognition, Script, Word};
use language::lexicon::known;

use super::laid::Laid;
use super::written::in_case;
use super::{Caption, is_doubtful};
use crate::correct::parts::Parts;
use crate::correct::words::SURE;

/// Letters a word may stand beside its place.
const BESIDE: f32 = 1.3;
/// Of a word that is not seen wholly, so much of its hidden part lies under a seal.
const UNDER: f32 = 0.5;
/// How sure a word is that nobody saw, before the words' own probabilities.
const GUESS: f32 = 0.5;
/// So few letters may be any word's.
const SHORT: Range<usize> = 2..4;
/// Less sure is a guess.
const GUESSED: f32 = 0.3;
/// The source of what stood there before; nothing, often.
pub(crate) const UNSEEN: &str = "raw covered";

/// A word of a row: its line, its place there.
pub(super) struct Seen {
    pub line: usize,
    pub place: usize,
    pub word: Word,
    pub letters: Vec<char>,
    pub by_hand: bool,
    /// Whether it may be another word than was read.
    pub is_open: bool,
}

/// What tells where the last word stands: the column where it ends, or the one where it begins.
#[derive(Clone, Copy)]
pub(super) enum Ends {
    At(u32),
    Begins(u32),
}

/// How a word that was read is a word of a caption.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Whole,
    /// So many first letters of the caption's word are its first.
    Start(usize),
    End(usize),
}

pub(super) struct Cover {
    caption: &'static Caption,
    numbers: RangeInclusive<usize>,
    laid: Laid,
    /// For each word of the run: the word of the row, and how it is that.
    shown: Vec<Option<(usize, Part)>>,
    /// Words of the row that stand in the caption's place and are none of its words.
    lost: Vec<usize>,
    /// How many letters are seen.
    pub seen: usize,
}

/// Whether the word may be another than was read: not one that the lists have, but where it is a guess; nor one that is a
/// caption's already.
pub(super) fn is_open(word: &Word, letters: &[char]) -> bool {
    let settled = |other: &Alternative| [UNSEEN, "raw caption"].contains(&other.source.as_str());
    if word.alternatives.iter().any(settled) {
        return false;
    }
    // The end of a word is a short word of the lists by chance.
    let short = SHORT.contains(&letters.len()) && word.confidence <= SURE;
    let listed =
        word.confidence >= GUESSED && letters.len() > 1 && known(Parts::of(&word.text).core).is_some();
    short || (is_doubtful(word) && !listed)
}

/// How the word is this word of a caption.
pub(super) fn part(seen: &Seen, whole: &[char]) -> Option<Part> {
    let letters = &seen.letters;
    // Figures are never letters of a caption, and a pen writes what a form would not.
    if seen.by_hand || letters.is_empty() || letters.iter().any(char::is_ascii_digit) {
        return None;
    }
    if letters == whole {
        return Some(Part::Whole);
    }
    let start = letters.iter().zip(whole).take_while(|(one, two)| one == two).count();
    let end = letters.iter().rev().zip(whole.iter().rev()).take_while(|(one, two)| one == two).count();
    if !seen.is_open {
        // «Заведу» is a word, and the half of «Заведующий»; «ванного» is one, and the end of «ответственного».
        let half = |count: usize| {
            count > 3 && count + 2 >= letters.len() && whole.len() > count + 2 && seen.word.confidence <= SURE
        };
        return match (half(start), half(end)) {
            (true, _) if start == letters.len() => Some(Part::Start(start)),
            (_, true) => Some(Part::End(end)),
            _ => None,
        };
    }
    // A letter alone is the beginning of many words, but at the end of one it says nothing.
    let enough = |count: usize| count > 2 || (count == 2 && letters.len() < 5);
    match (start, end) {
        (start, end) if start >= end && (enough(start) || start == letters.len()) => Some(Part::Start(start)),
        (_, end) if enough(end) => Some(Part::End(end)),
        _ => None,
    }
}

impl Cover {
    /// `places`: the words of the row from the run's first to its last that is seen. `None` where a word stands among them
    /// that was surely read and is another.
    pub fn of(
        caption: &'static Caption,
        numbers: RangeInclusive<usize>,
        laid: Laid,
        row: &[Seen],
        places: Range<usize>,
    ) -> Option<Self> {
        let end = laid.words.last()?.last()?.1 - laid.letter;
        let shown = vec![None; laid.words.len()];
        let mut cover = Self { caption, numbers, laid, shown, lost: Vec::new(), seen: 0 };
        for (at, seen) in row.iter().enumerate().skip(places.start) {
            if at >= places.end && seen.word.bbox.x as f32 >= end {
                break;
            }
            match cover.place(seen) {
                Some((number, part)) if cover.shown[number].is_none() => {
                    cover.seen += match part {
                        Part::Start(count) | Part::End(count) => count,
                        Part::Whole => seen.letters.len(),
                    };
                    cover.shown[number] = Some((at, part));
                }
                _ if seen.is_open => cover.lost.push(at),
                _ => return None,
            }
        }
        Some(cover)
    }

    /// The word of the run that stands where this one does and is like it.
    fn place(&self, seen: &Seen) -> Option<(usize, Part)> {
        let (left, right) = (seen.word.bbox.x as f32, seen.word.bbox.right() as f32);
        let near = |place: f32, of: f32| (place - of).abs() < BESIDE * self.laid.letter;
        let first = *self.numbers.start();
        self.laid.words.iter().enumerate().find_map(|(number, letters)| {
            let part = part(seen, &self.caption.letters[first + number])?;
            let (from, to) = (letters[0].0, letters[letters.len() - 1].1);
            let all = |count: usize| count == seen.letters.len();
            let stands = match part {
                // What lies over its end may have made it longer.
                Part::Whole if seen.is_open => near(left, from) || near(right, to),
                Part::Whole => near(left, from) && near(right, to),
                Part::Start(count) => near(left, from) && (!all(count) || near(right, letters[count - 1].1)),
                Part::End(count) => {
                    near(right, to) && (!all(count) || near(left, letters[letters.len() - count].0))
                }
            };
            stands.then_some((number, part))
        })
    }

    pub fn letters(&self) -> impl Iterator<Item = &char> {
        self.caption.letters[self.numbers.clone()].iter().flatten()
    }

    /// Whether not all of it is seen, and a seal lies, or something that nobody can read stands, wherever a letter is not.
    pub fn lies_under(&self, row: &[Seen], seals: &[PixelBox]) -> bool {
        if self.shown.iter().all(|shown| matches!(shown, Some((_, Part::Whole)))) {
            return false;
        }
        let read = self.shown.iter().flatten().map(|(at, _)| at).chain(&self.lost);
        let over: Vec<PixelBox> = seals.iter().copied().chain(read.map(|&at| row[at].word.bbox)).collect();
        // A letter is lost beside a seal, too.
        let reach = self.laid.letter;
        let is_over = |column: f32| {
            over.iter().any(|seal| (seal.x as f32 - reach..=seal.right() as f32 + reach).contains(&column))
        };
        self.shown.iter().zip(&self.laid.words).all(|(shown, letters)| {
            let hidden = match shown {
                Some((_, Part::Whole)) => return true,
                Some((_, Part::Start(count))) => &letters[*count..],
                Some((_, Part::End(count))) => &letters[..letters.len() - count],
                None => &letters[..],
            };
            let under = hidden.iter().filter(|(from, to)| is_over(f32::midpoint(*from, *to))).count();
            under as f32 >= UNDER * hidden.len() as f32
        })
    }

    /// Puts the words of the caption into the line of the first of them; gives how many were changed.
    pub fn write(&self, recognition: &mut Recognition, row: &[Seen]) -> usize {
        let mut used: Vec<usize> = self.shown.iter().flatten().map(|(at, _)| *at).collect();
        // A hand's or a stamp's own words stay where they are.
        let of_print =
            |at: &&usize| matches!(recognition.lines[row[**at].line].script, Script::Printed | Script::Typed);
        let lost: Vec<usize> = self.lost.iter().filter(of_print).copied().collect();
        used.extend(&lost);
        used.sort_unstable();
        let Some(first) = used.first().map(|&at| &row[at]) else { return 0 };
        let mut words = self.words(row, first.word.bbox);
        // What stood in the midst of the caption is another reading of what it stood on.
        for lost in lost.iter().map(|&at| &row[at].word) {
            let far = |word: &&mut Word| word.bbox.x.abs_diff(lost.bbox.x);
            let unseen =
                words.iter_mut().filter(|word| word.alternatives.iter().any(|one| one.source == UNSEEN));
            if let Some(word) = unseen.min_by_key(far) {
                word.alternatives.push(Alternative { text: lost.text.clone(), source: UNSEEN.to_owned() });
            }
        }
        let changed = self.shown.iter().filter(|shown| !matches!(shown, Some((_, Part::Whole)))).count();
        let gone =
            |line: usize, place: usize| used.iter().any(|&at| (row[at].line, row[at].place) == (line, place));
        let place = (0..first.place).filter(|&before| !gone(first.line, before)).count();
        for (number, line) in recognition.lines.iter_mut().enumerate() {
            let mut places = 0..;
            line.words.retain(|_| !gone(number, places.next().unwrap_or_default()));
        }
        let line = &mut recognition.lines[first.line];
        line.words.splice(place..place, words);
        line.bbox = PixelBox::around(line.words.iter().map(|word| &word.bbox)).unwrap_or(line.bbox);
        changed
    }

    /// The words of the run, at the height of `own`.
    fn words(&self, row: &[Seen], own: PixelBox) -> Vec<Word> {
        let seen = self.shown.iter().flatten().map(|(at, _)| row[*at].word.text.as_str());
        let shout = seen.clone().all(|text| text == text.to_uppercase());
        let mut words = Vec::new();
        for (number, shown) in self.shown.iter().enumerate() {
            if let Some((at, Part::Whole)) = shown {
                words.push(row[*at].word.clone());
                continue;
            }
            let letters = &self.laid.words[number];
            let (from, to) = (letters[0].0.round() as u32, letters[letters.len() - 1].1.round() as u32);
            let form = self.caption.words[self.numbers.start() + number];
            let read = shown.map(|(at, _)| row[at].word.clone()).unwrap_or_default();
            let mut alternatives = read.alternatives;
            alternatives.push(Alternative { text: read.text.clone(), source: UNSEEN.to_owned() });
            words.push(Word {
                text: match shown {
                    _ if shout => form.to_uppercase(),
                    Some((_, Part::Start(_))) => in_case(form, &read.text),
                    _ => form.to_owned(),
                },
                bbox: PixelBox { x: from, w: to.saturating_sub(from), ..own },
                confidence: GUESS,
                alternatives,
                meant: Vec::new(),
            });
        }
        words
    }
}
