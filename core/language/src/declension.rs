//! Case forms of given names and patronymics in both languages.

use crate::script::Language;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    Male,
    Female,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
}

/// All case forms of a given name in the nominative. A case may have two forms.
pub fn given_name(name: &str, sex: Sex, language: Language) -> Vec<(Case, String)> {
    let mut forms = vec![(Case::Nominative, name.to_owned())];
    let oblique = match (language, sex) {
        (Language::Russian, Sex::Male) => russian_male(name),
        (Language::Russian, Sex::Female) => russian_female(name),
        (_, Sex::Male) => ukrainian_male(name),
        (_, Sex::Female) => ukrainian_female(name),
    };
    forms.extend(oblique);
    forms
}

/// All case forms of a patronymic in the nominative.
pub fn patronymic(name: &str, sex: Sex, language: Language) -> Vec<(Case, String)> {
    let mut forms = vec![(Case::Nominative, name.to_owned())];
    let endings: &[(Case, &str)] = match (language, sex) {
        (Language::Russian, Sex::Male) => RUSSIAN_SON,
        (Language::Russian, Sex::Female) => RUSSIAN_HARD_A,
        (_, Sex::Male) => UKRAINIAN_SON,
        (_, Sex::Female) => UKRAINIAN_HARD_A,
    };
    let stem = name.strip_suffix('а').unwrap_or(name);
    forms.extend(joined(stem, endings));
    forms
}

use Case::{Accusative, Dative, Genitive, Instrumental, Locative};

type Endings = &'static [(Case, &'static str)];

pub(crate) const UKRAINIAN_SON: Endings = &[
    (Genitive, "а"),
    (Dative, "у"),
    (Dative, "еві"),
    (Accusative, "а"),
    (Instrumental, "ем"),
    (Locative, "і"),
];
pub(crate) const UKRAINIAN_HARD: Endings = &[
    (Genitive, "а"),
    (Dative, "у"),
    (Dative, "ові"),
    (Accusative, "а"),
    (Instrumental, "ом"),
    (Locative, "і"),
];
pub(crate) const UKRAINIAN_SOFT: Endings = &[
    (Genitive, "я"),
    (Dative, "ю"),
    (Dative, "еві"),
    (Accusative, "я"),
    (Instrumental, "ем"),
    (Locative, "і"),
];
pub(crate) const UKRAINIAN_IOT: Endings = &[
    (Genitive, "я"),
    (Dative, "ю"),
    (Dative, "єві"),
    (Accusative, "я"),
    (Instrumental, "єм"),
    (Locative, "ї"),
];
pub(crate) const UKRAINIAN_HARD_A: Endings =
    &[(Genitive, "и"), (Dative, "і"), (Accusative, "у"), (Instrumental, "ою"), (Locative, "і")];
pub(crate) const UKRAINIAN_SOFT_A: Endings =
    &[(Genitive, "і"), (Dative, "і"), (Accusative, "ю"), (Instrumental, "ею"), (Locative, "і")];
pub(crate) const UKRAINIAN_IOT_A: Endings =
    &[(Genitive, "ї"), (Dative, "ї"), (Accusative, "ю"), (Instrumental, "єю"), (Locative, "ї")];
pub(crate) const RUSSIAN_SON: Endings = &[
    (Genitive, "а"),
    (Dative, "у"),
    (Accusative, "а"),
    (Instrumental, "ем"),
    (Instrumental, "ом"),
    (Locative, "е"),
];
pub(crate) const RUSSIAN_HARD: Endings =
    &[(Genitive, "а"), (Dative, "у"), (Accusative, "а"), (Instrumental, "ом"), (Locative, "е")];
pub(crate) const RUSSIAN_SOFT: Endings =
    &[(Genitive, "я"), (Dative, "ю"), (Accusative, "я"), (Instrumental, "ем"), (Locative, "е")];
pub(crate) const RUSSIAN_HARD_A: Endings = &[
    (Genitive, "ы"),
    (Dative, "е"),
    (Accusative, "у"),
    (Instrumental, "ой"),
    (Instrumental, "ою"),
    (Locative, "е"),
];
pub(crate) const RUSSIAN_VELAR_A: Endings = &[
    (Genitive, "и"),
    (Dative, "е"),
    (Accusative, "у"),
    (Instrumental, "ой"),
    (Instrumental, "ою"),
    (Locative, "е"),
];
pub(crate) const RUSSIAN_SOFT_A: Endings = &[
    (Genitive, "и"),
    (Dative, "е"),
    (Accusative, "ю"),
    (Instrumental, "ей"),
    (Instrumental, "ею"),
    (Locative, "е"),
];
pub(crate) const RUSSIAN_IA: Endings = &[
    (Genitive, "и"),
    (Dative, "и"),
    (Accusative, "ю"),
    (Instrumental, "ей"),
    (Instrumental, "ею"),
    (Locative, "и"),
];

pub(crate) fn joined(stem: &str, endings: Endings) -> impl Iterator<Item = (Case, String)> {
    endings.iter().map(move |(case, ending)| (*case, format!("{stem}{ending}")))
}

pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'є' | 'и' | 'і' | 'ї' | 'о' | 'у' | 'ю' | 'я' | 'ы' | 'э' | 'ё')
}

fn ukrainian_male(name: &str) -> Vec<(Case, String)> {
    let changed = match name {
        "Федір" => "Федор",
        "Сидір" => "Сидор",
        "Прокіп" => "Прокоп",
        "Антін" => "Антон",
        "Тихін" => "Тихон",
        "Тиміш" => "Тимош",
        "Яків" => "Яков",
        "Ничипір" => "Ничипор",
        "Лаврін" => "Лаврин",
        _ => name,
    };
    if name == "Лев" {
        return joined("Льв", UKRAINIAN_HARD).chain(joined("Лев", UKRAINIAN_HARD)).collect();
    }
    if name == "Яків" {
        return joined("Яков", UKRAINIAN_HARD).collect();
    }
    if name == "Ігор" {
        return joined("Ігор", UKRAINIAN_SOFT).collect();
    }
    if let Some(stem) = changed.strip_suffix('й') {
        return joined(stem, UKRAINIAN_IOT).collect();
    }
    if let Some(stem) = changed.strip_suffix('ь') {
        return joined(stem, UKRAINIAN_SOFT).collect();
    }
    if changed.ends_with(['а', 'я']) {
        return ukrainian_female(changed);
    }
    joined(changed.strip_suffix('о').unwrap_or(changed), UKRAINIAN_HARD).collect()
}

/// к, г, х before і turn to ц, з, с.
pub(crate) fn softened(stem: &str) -> String {
    let softer = [('к', 'ц'), ('г', 'з'), ('х', 'с')];
    for (hard, soft) in softer {
        if let Some(root) = stem.strip_suffix(hard) {
            return format!("{root}{soft}");
        }
    }
    stem.to_owned()
}

pub(crate) fn ukrainian_a(stem: &str) -> Vec<(Case, String)> {
    let soft = softened(stem);
    joined(stem, UKRAINIAN_HARD_A)
        .map(|(case, form)| match case {
            Dative | Locative => (case, format!("{soft}і")),
            _ => (case, form),
        })
        .collect()
}

fn ukrainian_female(name: &str) -> Vec<(Case, String)> {
    if name == "Любов" {
        return vec![
            (Genitive, "Любові".to_owned()),
            (Dative, "Любові".to_owned()),
            (Accusative, "Любов".to_owned()),
            (Instrumental, "Любов'ю".to_owned()),
            (Locative, "Любові".to_owned()),
        ];
    }
    if let Some(stem) = name.strip_suffix('я') {
        let after_vowel = stem.ends_with(|last| is_vowel(last) || last == 'й' || last == '\'');
        return joined(stem, if after_vowel { UKRAINIAN_IOT_A } else { UKRAINIAN_SOFT_A }).collect();
    }
    match name.strip_suffix('а') {
        Some(stem) => ukrainian_a(stem),
        None => Vec::new(),
    }
}

fn russian_male(name: &str) -> Vec<(Case, String)> {
    match name {
        "Павел" => return joined("Павл", RUSSIAN_HARD).collect(),
        "Лев" => return joined("Льв", RUSSIAN_HARD).collect(),
        "Пётр" => return joined("Петр", RUSSIAN_HARD).collect(),
        _ => {}
    }
    if name.ends_with(['а', 'я']) {
        return russian_female(name);
    }
    match name.strip_suffix(['й', 'ь']) {
        Some(stem) => joined(stem, RUSSIAN_SOFT).chain([(Locative, format!("{stem}и"))]).collect(),
        None => joined(name.strip_suffix('о').unwrap_or(name), RUSSIAN_HARD).collect(),
    }
}

fn russian_female(name: &str) -> Vec<(Case, String)> {
    if name == "Любовь" {
        return vec![
            (Genitive, "Любови".to_owned()),
            (Dative, "Любови".to_owned()),
            (Accusative, name.to_owned()),
            (Instrumental, "Любовью".to_owned()),
            (Locative, "Любови".to_owned()),
        ];
    }
    if let Some(stem) = name.strip_suffix('я') {
        return joined(stem, if stem.ends_with('и') { RUSSIAN_IA } else { RUSSIAN_SOFT_A }).collect();
    }
    match name.strip_suffix('а') {
        Some(stem) if stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']) => {
            joined(stem, RUSSIAN_VELAR_A).collect()
        }
        Some(stem) => joined(stem, RUSSIAN_HARD_A).collect(),
        None => Vec::new(),
    }
}
