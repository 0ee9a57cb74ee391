//! What a blank form has printed on it, known as a whole: «(найменування органу внутрішніх справ)» in letters of five
//! points, «Заведующий отделом ЗАГС» under a seal. Several words vouch for one another where one alone would not.
//!
//! Only words that are unsure or in no list are changed, and each must resemble what it becomes: a word that is a word
//! stays, «Начальника» is no misread «Начальник».

mod alignment;
mod cover;
mod covered;
mod laid;
mod pairs;
mod pieces;
mod run;
mod whole;
mod written;

use std::ops::Range;
use std::sync::LazyLock;

use dossier::codes::alike::to_cyrillic;
use dossier::recognition::{Line, Script, Word};
use language::lexicon::known;
use language::{Language, language_of};

use super::parts::Parts;
use super::words::SURE;
pub(crate) use cover::UNSEEN;
pub(super) use covered::complete;
use pairs::Pairs;
use run::Run;
pub(super) use whole::restore as restore_whole;

/// An engine that gives a word less does not trust it, whether a list has it or not.
const DOUBTED: f32 = 0.6;

/// Pairs of letters that a caption and a line share, at least: with fewer they are not compared at all.
const LEAST_PAIRS: u32 = 5;

/// A caption cut into words, with their letters as they are compared.
struct Caption {
    words: Vec<&'static str>,
    /// The sign that stands alone behind each word: «/» between two languages.
    signs: Vec<Option<&'static str>>,
    letters: Vec<Vec<char>>,
    language: Language,
    pairs: Pairs,
}

static CAPTIONS: LazyLock<Vec<Caption>> =
    LazyLock::new(|| language::captions::all().map(Caption::of).collect());

impl Caption {
    fn of(line: &'static str) -> Self {
        let (mut words, mut signs): (Vec<&str>, Vec<Option<&str>>) = (Vec::new(), Vec::new());
        for part in line.split(' ') {
            match signs.last_mut() {
                Some(sign) if compared(part).is_empty() => *sign = Some(part),
                _ if compared(part).is_empty() => {}
                _ => {
                    words.push(part);
                    signs.push(None);
                }
            }
        }
        let letters: Vec<Vec<char>> = words.iter().map(|word| compared(word)).collect();
        let pairs = Pairs::of(&letters.concat());
        Self { words, signs, letters, language: language_of(line), pairs }
    }

    /// How many of its words these letters are; `None` for all, for less than two, and where they are others.
    fn begins_with(&self, read: &[char]) -> Option<usize> {
        let mut rest = read;
        for (number, word) in self.letters.iter().enumerate() {
            if rest.is_empty() {
                return (number > 1).then_some(number);
            }
            rest = rest.strip_prefix(word.as_slice())?;
        }
        None
    }

    /// Whether it may stand among words of that language.
    fn speaks(&self, words: &[&str]) -> bool {
        let own = language_of(&words.join(" "));
        own == Language::Unknown || self.language == Language::Unknown || self.language == own
    }
}

/// The letters of a text, those that readers confuse at any size as one.
fn compared(text: &str) -> Vec<char> {
    text.chars().filter_map(letter).collect()
}

fn letter(sign: char) -> Option<char> {
    if !sign.is_alphanumeric() && sign != '№' {
        return None;
    }
    let small = to_cyrillic(sign).to_lowercase().next().unwrap_or(sign);
    Some(match to_cyrillic(small) {
        'ё' => 'е',
        'ґ' => 'г',
        'й' => 'и',
        'ї' => 'і',
        'ъ' => 'ь',
        other => other,
    })
}

/// Sets the captions of a line right; gives how many words were changed.
pub(super) fn restore(line: &mut Line) -> usize {
    if line.script == Script::Stamp {
        return 0;
    }
    let all = 0..line.words.len();
    within(line, all)
}

fn within(line: &mut Line, range: Range<usize>) -> usize {
    let words = &line.words[range.clone()];
    if !words.iter().any(is_doubtful) {
        return 0;
    }
    let Some(found) = best(words, line.script) else { return 0 };
    let place = range.start + found.place().start..range.start + found.place().end;
    let (fresh, changed) = found.written(words);
    // From the right, so that the numbers of words before stay good.
    let after = within(line, place.end..range.end);
    line.words.splice(place.clone(), fresh);
    after + changed + within(line, range.start..place.start)
}

fn is_doubtful(word: &Word) -> bool {
    let core = Parts::of(&word.text).core;
    let odd = word.confidence <= SURE && known(core).is_none();
    core.chars().any(char::is_alphabetic) && (word.confidence < DOUBTED || odd)
}

/// The caption that is likelier than every other that would take one of its words.
fn best(words: &[Word], script: Script) -> Option<Run> {
    let sure: Vec<&str> =
        words.iter().filter(|word| !is_doubtful(word)).map(|word| word.text.as_str()).collect();
    let read: Vec<char> = words.iter().flat_map(|word| compared(&word.text)).collect();
    let pairs = Pairs::of(&read);
    let alike = |caption: &&Caption| caption.pairs.shared(&pairs) >= LEAST_PAIRS;
    let runs = CAPTIONS.iter().filter(alike).filter(|caption| caption.speaks(&sure));
    let mut runs: Vec<Run> = runs
        .filter_map(|caption| Run::of(words, script, caption))
        .filter(|run| words[run.place()].iter().any(is_doubtful))
        .collect();
    let most = runs.iter().map(Run::right).max()?;
    runs.retain(|run| run.right() == most);
    runs.sort_by_cached_key(|run| run.unlike(words));
    let first = &runs[0];
    let clear = runs[1..].iter().all(|run| !run.touches(first) || run.letters().eq(first.letters()));
    if clear { Some(runs.swap_remove(0)) } else { None }
}

#[cfg(test)]
mod tests;
