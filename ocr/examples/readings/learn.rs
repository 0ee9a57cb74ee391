//! Counts what was read for what.

use std::collections::{BTreeMap, HashMap};

use dossier::recognition::Script;
use language::lexicon::{LETTERS, code};
use ocr::correct::confusions::Confusions;

use super::align::{plain, signs, words};
use super::pages::Page;

/// The cost of what was never seen: once in so many letters.
const NEVER: f32 = 2500.0;
/// What happens less often than this tells nothing.
const LEAST: f32 = 2.0;
/// Counted beforehand, as a share of so many letters: what the models cannot write, or pages are too few to show.
const BEFOREHAND: &[(&str, &str, f32)] = &[
    ("г", "ґ", 0.95),
    ("ъ", "ь", 0.03),
    ("", "'", 0.1),
    ("і", "ї", 0.04),
    ("х", "к", 0.01),
    ("1", "і", 0.01),
];
const AS_MANY: f32 = 100.0;
/// Letters alike in shape cost no more than this though the pages did not show them confused: each with each of a word.
const ALIKE: &str = "нип шщ шт дл ес еє сє ео і1 і! їі ї1 йи зэ з3 о0 б6 бв хк иц чу гт ьы ву єэ мн";
const ALIKE_COST: f32 = 6.2;

pub fn confusions(pages: &[Page], on: &str) -> Confusions {
    let mut scripts = BTreeMap::new();
    for script in [Script::Printed, Script::Typed] {
        scripts.insert(script.as_str().to_owned(), counted(pages, script));
    }
    Confusions { counted_on: on.to_owned(), other: round(NEVER.ln()), scripts }
}

fn counted(pages: &[Page], script: Script) -> Vec<(String, String, f32)> {
    let mut confused: HashMap<(String, String), f32> = HashMap::new();
    let mut seen: HashMap<String, f32> = HashMap::new();
    let mut all = 0.0;
    for page in pages {
        let truth: Vec<String> = plain(&page.truth).to_lowercase().split(' ').map(str::to_owned).collect();
        let mut read: Vec<(String, Script)> = Vec::new();
        for line in &page.read.lines {
            let words = line.words.iter().flat_map(|word| {
                plain(&word.text).to_lowercase().split(' ').map(str::to_owned).collect::<Vec<_>>()
            });
            read.extend(words.map(|word| (word, line.script)));
        }
        let texts: Vec<String> = read.iter().map(|(word, _)| word.clone()).collect();
        for ((own, from), place) in read.iter().zip(words(&texts, &truth)) {
            let Some(other) = place.map(|at| &truth[at]) else { continue };
            let letters = other.chars().count();
            let runs = signs(own, other);
            let wrong = runs.iter().filter(|(read, meant)| read != meant).count();
            // Ink that is another word altogether, or no print at all, teaches nothing about letters.
            if *from != script || letters < 3 || wrong * 3 > letters {
                continue;
            }
            for (read, meant) in runs {
                all += 1.0;
                *seen.entry(meant.clone()).or_default() += 1.0;
                if read != meant && kept(&read, &meant) {
                    *confused.entry((read, meant)).or_default() += 1.0;
                }
            }
        }
    }
    for (read, meant, share) in BEFOREHAND {
        *confused.entry(((*read).to_owned(), (*meant).to_owned())).or_default() += share * AS_MANY;
    }
    let mut costs: Vec<(String, String, f32)> = confused
        .into_iter()
        .filter(|(_, count)| *count >= LEAST)
        .map(|((read, meant), count)| {
            // A lost or added sign may be lost or added anywhere; two letters are as rare as the rarer of them.
            let singles = meant.chars().map(|letter| seen.get(&letter.to_string()).copied().unwrap_or(1.0));
            let of = if meant.is_empty() { all / 30.0 } else { singles.fold(f32::INFINITY, f32::min) };
            (read, meant, round(((of + AS_MANY).max(count) / count).ln()))
        })
        .filter(|(_, _, cost)| *cost < NEVER.ln())
        .collect();
    for word in ALIKE.split_whitespace() {
        for (read, meant) in word.chars().flat_map(|read| word.chars().map(move |meant| (read, meant))) {
            let (read, meant) = (read.to_string(), meant.to_string());
            let known = costs.iter().any(|(own, other, _)| (own, other) == (&read, &meant));
            if read != meant && kept(&read, &meant) && !known {
                costs.push((read, meant, ALIKE_COST));
            }
        }
    }
    costs.sort_by(|one, other| (&one.1, &one.0).cmp(&(&other.1, &other.0)));
    costs
}

/// Confusions the lexicon can walk: no, one or two signs for no, one or two letters, not two for two.
fn kept(read: &str, meant: &str) -> bool {
    let (long, wide) = (read.chars().count(), meant.chars().count());
    let letters = meant.chars().all(|letter| code(letter).is_some_and(|code| usize::from(code) < LETTERS));
    let signs = read.chars().all(|sign| code(sign).is_some());
    letters && signs && long <= 2 && wide <= 2 && (long == 1 || wide == 1)
}

fn round(cost: f32) -> f32 {
    (cost * 100.0).round() / 100.0
}
