//! Every case form of every known given name and patronymic, looked up by its comparison form.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::declension::{Case, Sex, given_name, patronymic};
use crate::fold::fold;
use crate::given::GIVEN;
use crate::names::NamePart;
use crate::patronymic::{Patronymics, russian, ukrainian};
use crate::script::Language;

/// One reading of a written form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    /// Names of one class are one name in two languages.
    pub class: u16,
    /// Which of the dictionary's nominatives.
    pub nominative: u32,
    pub part: NamePart,
    pub case: Case,
    pub sex: Sex,
    pub language: Language,
    /// The usual form of the name in its language, not a rare variant.
    pub usual: bool,
}

pub(crate) struct Dictionary {
    pub nominatives: Vec<String>,
    readings: HashMap<String, Vec<Reading>>,
    classes: Vec<Vec<&'static str>>,
}

impl Dictionary {
    pub fn readings(&self, folded: &str) -> &[Reading] {
        self.readings.get(folded).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, class: u16, part: NamePart, name: &str, sex: Sex, language: Language, usual: bool) {
        let nominative = self.nominatives.len() as u32;
        self.nominatives.push(name.to_owned());
        let forms = match part {
            NamePart::Patronymic => patronymic(name, sex, language),
            NamePart::GivenName | NamePart::Surname => given_name(name, sex, language),
        };
        for (case, form) in forms {
            let reading = Reading { class, nominative, part, case, sex, language, usual };
            self.readings.entry(fold(&form)).or_default().push(reading);
        }
    }

    fn new_class(&mut self) -> u16 {
        self.classes.push(Vec::new());
        (self.classes.len() - 1) as u16
    }
}

pub(crate) fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(build)
}

fn build() -> Dictionary {
    let mut all = Dictionary { nominatives: Vec::new(), readings: HashMap::new(), classes: Vec::new() };
    for row in GIVEN {
        let class = all.new_class();
        let sides = [(Language::Ukrainian, row.ukrainian), (Language::Russian, row.russian)];
        for (language, names) in sides {
            for (rank, name) in names.iter().enumerate() {
                all.classes[usize::from(class)].push(name);
                all.add(class, NamePart::GivenName, name, row.sex, language, rank == 0);
            }
        }
        if row.sex == Sex::Female {
            continue;
        }
        let (sons, daughters) = (all.new_class(), all.new_class());
        for (language, names) in sides {
            for (rank, name) in names.iter().enumerate() {
                let children: Patronymics =
                    if language == Language::Russian { russian(name) } else { ukrainian(name) };
                for (class, sex, forms) in
                    [(sons, Sex::Male, children.sons), (daughters, Sex::Female, children.daughters)]
                {
                    for (variant, form) in forms.into_iter().enumerate() {
                        let usual = rank == 0 && variant == 0;
                        all.add(class, NamePart::Patronymic, &form, sex, language, usual);
                        all.classes[usize::from(class)].push(String::leak(form));
                    }
                }
            }
        }
    }
    for forms in &mut all.classes {
        forms.sort_unstable();
        forms.dedup();
    }
    all
}

/// Nominatives of the same name or patronymic in both languages, for any case form; empty for an unknown word.
pub fn equivalents(form: &str) -> Vec<&'static str> {
    let all = dictionary();
    let mut found: Vec<&'static str> = Vec::new();
    for reading in all.readings(&fold(form)) {
        for name in &all.classes[usize::from(reading.class)] {
            if !found.contains(name) {
                found.push(name);
            }
        }
    }
    found
}

/// Every case form of every known given name and patronymic, as it is written, in small letters.
pub fn name_forms() -> Vec<String> {
    let all = dictionary();
    let mut forms = Vec::new();
    for reading in all.readings.values().flatten() {
        if reading.case != Case::Nominative {
            continue; // each name has one nominative, and its forms are made again from that
        }
        let name = &all.nominatives[reading.nominative as usize];
        let declined = match reading.part {
            NamePart::Patronymic => patronymic(name, reading.sex, reading.language),
            NamePart::GivenName | NamePart::Surname => given_name(name, reading.sex, reading.language),
        };
        forms.extend(declined.into_iter().map(|(_, form)| form.to_lowercase()));
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Numbers of the names that a folded word may be a form of. Equal numbers are one name in two languages.
pub fn classes(folded: &str) -> Vec<u16> {
    let mut found: Vec<u16> = dictionary().readings(folded).iter().map(|reading| reading.class).collect();
    found.sort_unstable();
    found.dedup();
    found
}

pub fn is_given_name(form: &str) -> bool {
    dictionary().readings(&fold(form)).iter().any(|reading| reading.part == NamePart::GivenName)
}

pub fn is_patronymic(form: &str) -> bool {
    dictionary().readings(&fold(form)).iter().any(|reading| reading.part == NamePart::Patronymic)
}

/// The sex a given name or patronymic tells, in any case form; `None` where both are possible.
pub fn sex_of(form: &str) -> Option<Sex> {
    let folded = fold(form);
    let readings = dictionary().readings(&folded);
    let patronymics = readings.iter().any(|reading| reading.part == NamePart::Patronymic);
    let mut sexes = readings
        .iter()
        .filter(|reading| !patronymics || reading.part == NamePart::Patronymic)
        .map(|reading| reading.sex);
    if let Some(first) = sexes.next() {
        return sexes.all(|sex| sex == first).then_some(first);
    }
    crate::names::patronymic_by_ending(&folded).map(|(_, _, sex)| sex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_languages() {
        let check = |form: &str, other: &str| assert!(equivalents(form).contains(&other), "{form}: {other}");
        check("Катерина", "Екатерина");
        check("Катерині", "Екатерина");
        check("Екатерины", "Катерина");
        check("Опанасович", "Афанасьевич");
        check("Афанасьевичу", "Опанасович");
        check("Миколаївна", "Николаевна");
        check("ГРИГОРОВИЧА", "Григорьевич");
        check("Вячеславу", "В'ячеслав");
        assert!(equivalents("Завод").is_empty());
    }

    #[test]
    fn sex_told_by_names() {
        let check = |form: &str, expected| assert_eq!(sex_of(form), expected, "{form}");
        check("Миколайовичу", Some(Sex::Male));
        check("Петрівні", Some(Sex::Female));
        check("Ильиничной", Some(Sex::Female));
        check("Микола", Some(Sex::Male));
        check("Ользі", Some(Sex::Female));
        check("Олександра", None);
        check("Гейдаровичем", Some(Sex::Male));
        check("Коваль", None);
    }
}
