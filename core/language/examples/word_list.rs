//! Makes `core/language/data/words.fst` again: `cargo run --release -p language --example word_list -- HUNSPELL LISTS`.
//! HUNSPELL is a folder with `uk_UA` and `ru_RU` (.aff and .dic), LISTS one with `ukr.txt` and `rus.txt`, a form a line.
//! `core/language/data/WORDS.md` says where both come from.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use language::lexicon::{Known, key};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(hunspell), Some(lists)) = (arguments.next(), arguments.next()) else {
        return Err("say where the dictionaries and the lists are".into());
    };
    let mut forms: Vec<(Vec<u8>, u8)> = Vec::new();
    for (name, language) in [("uk_UA", Known::UKRAINIAN), ("ru_RU", Known::RUSSIAN)] {
        let rules = rules(&fs::read_to_string(hunspell.join(name).with_extension("aff"))?);
        let stems = fs::read_to_string(hunspell.join(name).with_extension("dic"))?;
        for line in stems.lines().skip(1) {
            let (stem, flags) = line.split_once('/').unwrap_or((line, ""));
            add(&mut forms, stem.trim(), language);
            for rule in flags.trim().chars().filter_map(|flag| rules.get(&flag)).flatten() {
                if let Some(form) = rule.applied(stem) {
                    add(&mut forms, &form, language);
                }
            }
        }
    }
    for (name, language) in [("ukr.txt", Known::UKRAINIAN), ("rus.txt", Known::RUSSIAN)] {
        for form in fs::read_to_string(lists.join(name))?.lines() {
            add(&mut forms, form, Known(language.0 | Known::COMMON.0));
        }
    }
    for line in include_str!("../data/office.txt").lines().filter(|line| !line.starts_with('#')) {
        for form in line.split_whitespace() {
            add(&mut forms, form, Known::HOUSE);
        }
    }
    for form in language::name_forms() {
        add(&mut forms, &form, Known::HOUSE);
    }
    write(forms)
}

/// One ending for another, after stems that end as `after` says.
struct Rule {
    strip: String,
    append: String,
    after: Vec<Class>,
}

/// Letters of which one must stand, or none may.
struct Class {
    letters: String,
    wanted: bool,
}

impl Rule {
    fn applied(&self, stem: &str) -> Option<String> {
        let mut ends = stem.chars().rev();
        for class in self.after.iter().rev() {
            let letter = ends.next()?;
            if class.letters.contains(letter) != class.wanted {
                return None;
            }
        }
        Some(format!("{}{}", stem.strip_suffix(self.strip.as_str())?, self.append))
    }
}

/// `SFX flag strip append condition`; both dictionaries have suffixes alone, and no suffix takes another.
fn rules(text: &str) -> HashMap<char, Vec<Rule>> {
    let mut rules: HashMap<char, Vec<Rule>> = HashMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, strip, append, condition, ..] = words.as_slice() else { continue };
        let Some(flag) = flag.chars().next() else { continue };
        let none = |part: &str| if part == "0" { String::new() } else { part.to_owned() };
        rules.entry(flag).or_default().push(Rule {
            strip: none(strip),
            append: none(append),
            after: classes(condition),
        });
    }
    rules
}

/// `[^аб]в` as classes; a dot is any letter.
fn classes(condition: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut signs = condition.chars();
    while let Some(sign) = signs.next() {
        let mut class = Class { letters: sign.to_string(), wanted: true };
        if sign == '.' {
            class = Class { letters: String::new(), wanted: false };
        } else if sign == '[' {
            class.letters = signs.by_ref().take_while(|sign| *sign != ']').collect();
            if let Some(letters) = class.letters.strip_prefix('^') {
                class = Class { letters: letters.to_owned(), wanted: false };
            }
        }
        classes.push(class);
    }
    classes
}

/// A form and its spelling without ё. Parts of what is joined by a hyphen are words by themselves.
fn add(forms: &mut Vec<(Vec<u8>, u8)>, form: &str, known: Known) {
    let plain = form.replace('\u{301}', "").to_lowercase();
    let long = |part: &str| part.chars().count() > 1 || "авєзийіоуясквяь".contains(part);
    for part in plain.split('-').filter(|part| long(part)) {
        forms.extend(key(part).map(|codes| (codes, known.0)));
        if part.contains('ё') {
            forms.extend(key(&part.replace('ё', "е")).map(|codes| (codes, known.0)));
        }
    }
}

fn write(mut forms: Vec<(Vec<u8>, u8)>) -> Result<(), Box<dyn Error>> {
    forms.retain(|(codes, _)| !codes.is_empty());
    forms.sort_unstable();
    forms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    let mut map = fst::MapBuilder::memory();
    for (codes, known) in &forms {
        map.insert(codes, u64::from(*known))?;
    }
    let bytes = map.into_inner()?;
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/words.fst"), &bytes)?;
    writeln!(std::io::stdout(), "{} forms, {} bytes", forms.len(), bytes.len())?;
    Ok(())
}
