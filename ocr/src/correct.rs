//! Corrects what a reader surely or very likely misread, word by word, and keeps what stood before with the rule.
//!
//! Rules about letters and signs are certain by themselves; a word is changed for another only on evidence: a second
//! reader, or a low confidence and one word that is clearly nearest. Numbers and codes are never touched, names only
//! where a list has them.

mod alphabet;
mod boxed;
pub(crate) mod captions;
pub mod confusions;
mod initials;
mod nearest;
mod numbering;
mod numerals;
mod parts;
mod probable;
mod signs;
mod words;

use dossier::codes::alike::roman;
use dossier::recognition::{Alternative, Line, Recognition, Script, Word};
use language::lexicon::known;
use language::{Language, language_of};

use parts::Parts;
use words::Place;

/// Corrects every word of a page; gives how many were changed.
pub fn correct(recognition: &mut Recognition) -> usize {
    boxed::join(recognition);
    let mut count: usize = recognition.lines.iter_mut().map(captions::restore_whole).sum();
    let by_hand = |line: &&mut Line| line.script == Script::Handwritten;
    count += recognition.lines.iter_mut().filter(|line| !by_hand(line)).map(captions::restore).sum::<usize>();
    let page = language_of(&recognition.text());
    let broken: Vec<bool> = recognition.lines.iter().map(ends_broken).collect();
    for (number, line) in recognition.lines.iter_mut().enumerate() {
        let own = language_of(&line.text());
        let language = if own == Language::Unknown { page } else { own };
        let after_broken = number > 0 && broken[number - 1];
        for place in 0..line.words.len() {
            let last = place + 1 == line.words.len();
            let part = (last && broken[number]) || (place == 0 && after_broken);
            let text = |at: Option<usize>| {
                at.and_then(|at| line.words.get(at)).map_or("", |word| word.text.as_str())
            };
            let beside = (text(place.checked_sub(1)), text(Some(place + 1)));
            if let Some((rule, changed)) = reading(&line.words[place], beside, line.script, language, part) {
                replace(&mut line.words[place], changed, &rule);
                count += 1;
            }
            line.words[place].meant = Vec::new();
        }
    }
    count += numbering::restore(recognition) + captions::complete(recognition);
    // Of a pen the words' own probabilities say more than what a form would have.
    count += recognition.lines.iter_mut().filter(by_hand).map(captions::restore).sum::<usize>();
    count
}

/// The last word goes on in the next line.
fn ends_broken(line: &Line) -> bool {
    let last = line.words.last().map_or("", |word| word.text.as_str());
    last.chars().count() > 1 && last.ends_with(['-', '¬', '–'])
}

/// The rules that changed a word, and the word after them.
fn reading(
    word: &Word,
    (before, after): (&str, &str),
    script: Script,
    language: Language,
    broken: bool,
) -> Option<(String, String)> {
    let mut text = word.text.clone();
    let mut rules: Vec<&str> = Vec::new();
    let mut apply = |rule: &'static str, text: &mut String, changed: Option<String>| {
        if let Some(changed) = changed.filter(|changed| changed != text && !changed.is_empty()) {
            *text = changed;
            rules.push(rule);
        }
    };
    let own = alphabet::own_letters(&text);
    apply("letter", &mut text, Some(own));
    let one = alphabet::one_alphabet(&text);
    apply("alphabet", &mut text, Some(one));
    let account = alphabet::account_number(&text, before);
    apply("alphabet", &mut text, account);
    let numeral = numerals::roman_numeral(&text, before, after);
    apply("roman", &mut text, numeral);
    let initials = initials::of_letters(&text, before, after);
    apply("initials", &mut text, initials);
    let sign = signs::number_sign(&text, after);
    apply("number_sign", &mut text, sign);
    let cyrillic = look_alike(&text, after);
    apply("alphabet", &mut text, cyrillic);
    let joints = signs::joints(&text);
    apply("joint", &mut text, joints);
    let soft = signs::hard_sign(Parts::of(&text).core, language).map(|core| Parts::of(&text).with(&core));
    apply("hard_sign", &mut text, soft);
    let upturned = signs::upturned(Parts::of(&text).core).map(|core| Parts::of(&text).with(&core));
    apply("upturned", &mut text, upturned);
    let others = word.alternatives.iter().filter(|other| !other.source.starts_with("raw"));
    let others = others.map(|other| other.text.as_str()).collect();
    let place = Place { script, language, confidence: word.confidence, others, meant: &word.meant, broken };
    if let Some((rule, changed)) = words::corrected(&text, &place) {
        apply(rule, &mut text, Some(changed));
    }
    // What one rule changed another may have changed back.
    (text != word.text).then(|| (rules.join("+"), text))
}

/// A word all of whose Latin letters have Cyrillic twins, where a Cyrillic word, or a series before its number, is
/// what the paper has.
fn look_alike(text: &str, after: &str) -> Option<String> {
    let parts = Parts::of(text);
    if roman(parts.core).is_some() {
        return None;
    }
    let changed = alphabet::as_cyrillic(parts.core)?;
    let digits = after.trim_start_matches('№').chars().filter(char::is_ascii_digit).count();
    let letters = changed.chars().count();
    let series = letters == 2 && changed.chars().all(char::is_uppercase) && (after == "№" || digits == 6);
    let word = letters > 2 && known(&changed).is_some();
    (series || word).then(|| parts.with(&changed))
}

fn replace(word: &mut Word, changed: String, rule: &str) {
    word.alternatives.retain(|other| other.text != changed);
    let raw = std::mem::replace(&mut word.text, changed);
    word.alternatives.push(Alternative { text: raw, source: format!("raw {rule}") });
}

#[cfg(test)]
mod tests;
