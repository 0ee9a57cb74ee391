//! Surnames: how they decline in the two languages, and how likely a text is to be one in the nominative.
//!
//! A nominative is found by synthesis: endings are taken off, nominatives are tried, and those are kept whose
//! own declension gives the written form back.

use crate::declension::Case::{Accusative, Dative, Genitive, Instrumental, Locative, Nominative};
use crate::declension::*;
use crate::script::Language;

const FEMALE_ADJECTIVE: &[(Case, &str)] =
    &[(Genitive, "ої"), (Dative, "ій"), (Accusative, "у"), (Instrumental, "ою"), (Locative, "ій")];
const MALE_ADJECTIVE: &[(Case, &str)] =
    &[(Genitive, "ого"), (Dative, "ому"), (Accusative, "ого"), (Instrumental, "им"), (Locative, "ому")];
const MALE_POSSESSIVE: &[(Case, &str)] = &[
    (Genitive, "а"),
    (Dative, "у"),
    (Dative, "ові"),
    (Accusative, "а"),
    (Instrumental, "им"),
    (Locative, "і"),
];
const RUSSIAN_FEMALE: &[(Case, &str)] =
    &[(Genitive, "ой"), (Dative, "ой"), (Instrumental, "ой"), (Instrumental, "ою"), (Locative, "ой")];
const RUSSIAN_MALE_ADJECTIVE: &[(Case, &str)] = &[
    (Genitive, "ого"),
    (Dative, "ому"),
    (Accusative, "ого"),
    (Instrumental, "ым"),
    (Instrumental, "им"),
    (Locative, "ом"),
];
const RUSSIAN_MALE_POSSESSIVE: &[(Case, &str)] =
    &[(Genitive, "а"), (Dative, "у"), (Accusative, "а"), (Instrumental, "ым"), (Locative, "е")];

/// Case forms of a lower-case surname. One that does not decline has its nominative in every case.
pub(crate) fn decline(name: &str, sex: Sex, language: Language) -> Vec<(Case, String)> {
    let mut forms = vec![(Nominative, name.to_owned())];
    let oblique = match (language, sex) {
        (Language::Russian, Sex::Male) => russian_male(name),
        (Language::Russian, Sex::Female) => russian_female(name),
        (_, Sex::Male) => ukrainian_male(name),
        (_, Sex::Female) => ukrainian_female(name),
    };
    if oblique.is_empty() {
        forms.extend(
            [Genitive, Dative, Accusative, Instrumental, Locative].map(|case| (case, name.to_owned())),
        );
    }
    forms.extend(oblique);
    forms
}

fn ends(name: &str, tails: &[&str]) -> bool {
    tails.iter().any(|tail| name.ends_with(tail))
}

fn without<'a>(name: &'a str, tail: &str) -> &'a str {
    name.strip_suffix(tail).unwrap_or(name)
}

fn is_consonant_end(name: &str) -> bool {
    name.chars().last().is_some_and(|last| !is_vowel(last))
}

fn ukrainian_male(name: &str) -> Vec<(Case, String)> {
    if let Some(stem) = name.strip_suffix("ий") {
        return joined(stem, MALE_ADJECTIVE).collect();
    }
    if ends(name, &["ов", "ев", "єв", "їв", "ин", "ін", "їн"]) {
        return joined(name, MALE_POSSESSIVE).chain([(Instrumental, format!("{name}ом"))]).collect();
    }
    if name == "швець" {
        return joined("шевц", UKRAINIAN_SOFT).collect();
    }
    if let Some(stem) = name.strip_suffix("ець") {
        return joined(&format!("{stem}ц"), UKRAINIAN_SOFT).collect();
    }
    if let Some(stem) = name.strip_suffix("єць") {
        return joined(&format!("{stem}йц"), UKRAINIAN_SOFT).collect();
    }
    if let Some(stem) = name.strip_suffix('ь') {
        return joined(stem, UKRAINIAN_SOFT).collect();
    }
    if let Some(stem) = name.strip_suffix('й') {
        return joined(stem, UKRAINIAN_IOT).collect();
    }
    if let Some(stem) = name.strip_suffix('о') {
        return joined(stem, UKRAINIAN_HARD).collect();
    }
    if name.ends_with(['а', 'я']) {
        return ukrainian_noun_a(name);
    }
    if !is_consonant_end(name) || ends(name, &["их"]) {
        return Vec::new();
    }
    if name.ends_with(['ж', 'ч', 'ш', 'щ']) {
        return joined(name, UKRAINIAN_SON).collect();
    }
    let mut forms: Vec<(Case, String)> = joined(name, UKRAINIAN_HARD).collect();
    if name.ends_with('р') {
        forms.extend(joined(name, UKRAINIAN_SOFT));
    }
    if let Some(stem) = name.strip_suffix("ок") {
        forms.extend(joined(&format!("{stem}к"), UKRAINIAN_HARD));
    }
    if let Some(stem) = name.strip_suffix("ів") {
        forms.extend(joined(&format!("{stem}ов"), UKRAINIAN_HARD));
    }
    forms
}

fn ukrainian_noun_a(name: &str) -> Vec<(Case, String)> {
    if let Some(stem) = name.strip_suffix('я') {
        let iot = stem.ends_with(|last| is_vowel(last) || last == '\'');
        return joined(stem, if iot { UKRAINIAN_IOT_A } else { UKRAINIAN_SOFT_A }).collect();
    }
    let stem = without(name, "а");
    let mut forms = ukrainian_a(stem);
    if stem.ends_with(['ж', 'ч', 'ш', 'щ']) {
        forms.push((Instrumental, format!("{stem}ею")));
        forms.push((Genitive, format!("{stem}і")));
    }
    forms
}

fn ukrainian_female(name: &str) -> Vec<(Case, String)> {
    let Some(stem) = name.strip_suffix('а') else {
        return if name.ends_with('я') { ukrainian_noun_a(name) } else { Vec::new() };
    };
    if ends(stem, &["ськ", "цьк", "зьк", "ов", "ев", "єв", "ін", "їн"]) {
        return joined(stem, FEMALE_ADJECTIVE).collect();
    }
    let mut forms = ukrainian_noun_a(name);
    if ends(stem, &["н", "л", "т", "р", "г", "х", "в", "б", "д", "к"]) {
        forms.extend(joined(stem, FEMALE_ADJECTIVE));
    }
    forms
}

fn russian_male(name: &str) -> Vec<(Case, String)> {
    if let Some(stem) = ["ий", "ый", "ой"].iter().find_map(|tail| name.strip_suffix(tail)) {
        let adjective = joined(stem, RUSSIAN_MALE_ADJECTIVE);
        // Палий is a noun, and clerks decline adjectives like it.
        let noun = name.strip_suffix('й').filter(|stem| stem.ends_with('и') && !ends(stem, &["ски", "цки"]));
        return adjective.chain(noun.into_iter().flat_map(|stem| joined(stem, RUSSIAN_SOFT))).collect();
    }
    if ends(name, &["ов", "ев", "ёв", "ин", "ын"]) {
        return joined(name, RUSSIAN_MALE_POSSESSIVE).collect();
    }
    if let Some(stem) = name.strip_suffix("ец") {
        let stem = match stem.chars().last() {
            Some(last) if is_vowel(last) => format!("{stem}йц"),
            _ => format!("{stem}ц"),
        };
        return joined(&stem, RUSSIAN_SON).chain(joined(&stem, RUSSIAN_HARD)).collect();
    }
    if let Some(stem) = name.strip_suffix(['ь', 'й']) {
        return joined(stem, RUSSIAN_SOFT).collect();
    }
    if name.ends_with(['а', 'я']) {
        return russian_noun_a(name);
    }
    if !is_consonant_end(name) || ends(name, &["их", "ых"]) {
        return Vec::new();
    }
    if name.ends_with(['ж', 'ч', 'ш', 'щ']) {
        return joined(name, RUSSIAN_SON).collect();
    }
    let mut forms: Vec<(Case, String)> = joined(name, RUSSIAN_HARD).collect();
    if let Some(stem) = name.strip_suffix("ок") {
        forms.extend(joined(&format!("{stem}к"), RUSSIAN_HARD));
    }
    forms
}

fn russian_noun_a(name: &str) -> Vec<(Case, String)> {
    if let Some(stem) = name.strip_suffix('я') {
        return joined(stem, RUSSIAN_SOFT_A).collect();
    }
    let stem = without(name, "а");
    let velar = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']);
    joined(stem, if velar { RUSSIAN_VELAR_A } else { RUSSIAN_HARD_A }).collect()
}

fn russian_female(name: &str) -> Vec<(Case, String)> {
    if let Some(stem) = name.strip_suffix("ая") {
        return joined(stem, RUSSIAN_FEMALE).chain([(Accusative, format!("{stem}ую"))]).collect();
    }
    let Some(stem) = name.strip_suffix('а') else {
        return if name.ends_with('я') { russian_noun_a(name) } else { Vec::new() };
    };
    if ends(stem, &["ов", "ев", "ёв", "ин", "ын"]) {
        let own = joined(stem, RUSSIAN_FEMALE).chain([(Accusative, format!("{stem}у"))]);
        // Калина and Дубина are nouns, of women too.
        return if stem.ends_with("ин") {
            own.chain(russian_noun_a(name)).collect()
        } else {
            own.collect()
        };
    }
    russian_noun_a(name)
}

/// How usual a nominative of this shape is, relative to others.
pub(crate) fn prior(name: &str, sex: Sex, language: Language) -> f32 {
    let male = sex == Sex::Male;
    let russian = language == Language::Russian;
    if ends(name, &["ський", "цький", "зький"]) {
        return if male && !russian { 10.0 } else { 0.01 };
    }
    if ends(name, &["ський", "ский", "цкий"]) {
        return if male && russian { 10.0 } else { 0.01 };
    }
    if ends(name, &["ська", "цька", "зька"]) {
        return if !male && !russian { 10.0 } else { 0.01 };
    }
    if ends(name, &["ская", "цкая"]) {
        return if !male && russian { 10.0 } else { 0.01 };
    }
    if ends(name, &["енко"]) {
        return 10.0;
    }
    if impossible_end(name) {
        return 0.005;
    }
    if ["енк", "ськ", "цьк"].iter().any(|typical| name.contains(typical) && !name.ends_with("сько"))
        || ends(name, &["нок", "йець", "йец", "ком", "кові", "цею", "цем", "чем"])
    {
        // An oblique form of a typical surname rather than an odd nominative.
        return 0.03;
    }
    if ends(name, &["ова", "ева", "єва", "ёва", "іна", "їна"]) || (russian && ends(name, &["ина", "ына"]))
    {
        return match (male, ends(name, &["ина"])) {
            (false, _) => 6.0,
            (true, true) => 0.5,
            (true, false) => 0.05,
        };
    }
    if ends(name, &["ов", "ев", "єв", "ёв", "ін", "їн"]) || (russian && ends(name, &["ин", "ын"]))
    {
        return if male { 6.0 } else { 0.03 };
    }
    if ends(name, &["ий", "ый"]) {
        let own = if russian {
            ends(name, &["ый", "кий", "гий", "хий", "жий", "щий"])
        } else {
            ends(name, &["ий"])
        };
        return if male && own { 4.0 } else { 0.01 };
    }
    if ends(name, &["ой"]) {
        return if male && russian { 1.0 } else { 0.05 };
    }
    if ends(name, &["ая"]) {
        let usual =
            ends(name, &["ная", "вая", "лая", "тая", "гая", "хая", "чая", "шая", "жая", "щая", "рая"]);
        return match (!male && russian, usual) {
            (true, true) => 2.0,
            (true, false) => 0.5,
            (false, _) => 0.05,
        };
    }
    // Genitives of men's surnames rather than nominatives; and forms of adjectives.
    if ends(name, &["енка", "чука", "щука", "юка", "ої", "ого", "ому", "овій", "евій", "ській"])
        || (male && ends(name, &["яка", "ука", "ика"]))
    {
        return 0.1;
    }
    if ends(name, &["ко", "ук", "юк", "ак", "як", "ик", "ік", "ець"]) || (russian && ends(name, &["ец"]))
    {
        return 5.0;
    }
    if !russian && ends(name, &["ец", "ск"]) {
        return 0.02;
    }
    if !male && ends(name, &["ій", "ей"]) {
        return 0.2;
    }
    match name.chars().last() {
        Some('а') => 1.2,
        Some('я' | 'о') => 1.0,
        Some('ь' | 'й') => 2.0,
        Some('е' | 'є' | 'и' | 'і' | 'ї' | 'у' | 'ю' | 'ы' | 'э' | 'ё') => 0.2,
        _ if ends(name, &["ар", "яр", "ич", "ян"]) => 4.0,
        _ => 2.0,
    }
}

/// -й stands after a vowel only, -ь after a consonant, and -ок makes no syllable with a vowel before it.
fn impossible_end(name: &str) -> bool {
    let mut letters = name.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return true };
    match last {
        'й' => !is_vowel(before),
        'ь' if ends(name, &["ець"]) => letters.nth(1).is_none_or(is_vowel),
        'ь' if before == 'ц' => letters.next().is_none_or(|third| !is_vowel(third)),
        'ь' => is_vowel(before) || matches!(before, 'й' | 'к' | 'г' | 'х' | 'ж' | 'ч' | 'ш' | 'щ' | '\''),
        'к' => before == 'о' && letters.next().is_some_and(is_vowel),
        'я' => matches!(before, 'о' | 'у' | 'е'),
        'о' => ends(name, &["уко", "юко", "яко", "ово", "ево"]),
        _ => false,
    }
}

/// Endings that an oblique form may wear, and nominative endings to try on what is left.
const WORN: &[&str] = &[
    "", "а", "у", "ом", "ові", "і", "и", "ы", "ою", "ой", "ої", "ій", "ого", "ому", "им", "ым", "ую", "я",
    "ю", "ем", "еві", "єві", "єм", "ї", "ею", "єю", "ей", "е", "ім",
];
const TRIED: &[&str] = &["", "о", "а", "я", "ь", "й", "ий", "ый", "ой", "ая"];

/// Nominatives worth trying for a lower-case form.
pub(crate) fn candidates(form: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![form.to_owned()];
    for worn in WORN {
        let Some(root) = form.strip_suffix(worn) else { continue };
        if root.chars().count() < 2 {
            continue;
        }
        found.extend(TRIED.iter().map(|tried| format!("{root}{tried}")));
        let changes = [
            ("йц", "єць"),
            ("йц", "ец"),
            ("ц", "ець"),
            ("ц", "ец"),
            ("к", "ок"),
            ("ов", "ів"),
            ("шевц", "швець"),
        ];
        for (worn_root, own_root) in changes {
            found.extend(root.strip_suffix(worn_root).map(|before| format!("{before}{own_root}")));
        }
        for (soft, hard) in [('ц', 'к'), ('з', 'г'), ('с', 'х')] {
            found.extend(root.strip_suffix(soft).map(|before| format!("{before}{hard}а")));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
