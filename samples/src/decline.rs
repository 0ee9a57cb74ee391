//! Declension of full names for the generator's running text, in Ukrainian and in Russian.
//!
//! Written for the sample papers alone. It does not know how the product reads names back.

/// Language of a paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    Uk,
    Ru,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    M,
    F,
}

/// The cases that the phrases of office papers need.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    Nom,
    Gen,
    Dat,
    Ins,
}

/// Endings of the genitive, dative and instrumental that follow a stem.
type Endings = [&'static str; 3];

/// Genitives that no rule gives: a vowel drops, or «р» is soft.
const GENITIVES: &[(&str, &str)] = &[
    ("Кравець", "Кравця"),
    ("Горобець", "Горобця"),
    ("Швець", "Шевця"),
    ("Стрілець", "Стрільця"),
    ("Кисіль", "Киселя"),
    ("Журавель", "Журавля"),
    ("Бондар", "Бондаря"),
    ("Гончар", "Гончаря"),
    ("Кобзар", "Кобзаря"),
    ("Федір", "Федора"),
    ("Прокіп", "Прокопа"),
    ("Яків", "Якова"),
    ("Кравец", "Кравца"),
    ("Горобец", "Горобца"),
    ("Швец", "Швеца"),
    ("Стрелец", "Стрельца"),
    ("Павел", "Павла"),
];

/// Russian words whose last syllable bears the stress, so the instrumental ends in «-ом» after a hushing sound.
const STRESSED_HUSHING: &[&str] = &["Ткач", "Сыч", "Кулиш", "Ильич", "Лукич", "Фомич", "Кузьмич"];

/// `base` is the man's nominative («Задорожний»), also for a woman.
pub fn surname(base: &str, lang: Lang, sex: Sex, case: Case) -> String {
    if sex == Sex::F {
        return womans_surname(base, lang, case);
    }
    if case == Case::Nom {
        return base.to_string();
    }
    if let Some((stem, [_, gen_, dat, ins])) = adjective(base, lang) {
        return format!("{stem}{}", pick(case, [gen_, dat, ins]));
    }
    match lang {
        Lang::Uk if ends(base, &["ов", "ев", "єв", "ін", "їн", "ів"]) => {
            join(base, case, ["а", "у", "им"])
        }
        Lang::Ru if ends(base, &["ов", "ев", "ин"]) => join(base, case, ["а", "у", "ым"]),
        Lang::Ru if base.ends_with('о') => base.to_string(),
        _ => noun(base, lang, case),
    }
}

fn womans_surname(base: &str, lang: Lang, case: Case) -> String {
    if let Some((stem, [nom, ..])) = adjective(base, lang) {
        let forms = if lang == Lang::Uk { ["ої", "ій", "ою"] } else { ["ой", "ой", "ой"] };
        let ending = if case == Case::Nom { nom } else { pick(case, forms) };
        return format!("{stem}{ending}");
    }
    let possessive = match lang {
        Lang::Uk => ends(base, &["ов", "ев", "єв", "ін", "їн"]),
        Lang::Ru => ends(base, &["ов", "ев", "ин"]),
    };
    if possessive {
        let forms = if lang == Lang::Uk { ["ої", "ій", "ою"] } else { ["ой", "ой", "ой"] };
        return if case == Case::Nom { format!("{base}а") } else { join(base, case, forms) };
    }
    if case != Case::Nom && ends(base, &["а", "я"]) {
        return noun(base, lang, case);
    }
    base.to_string()
}

/// The stem of an adjective-like surname, with the woman's nominative and the man's three cases.
fn adjective(base: &str, lang: Lang) -> Option<(&str, [&'static str; 4])> {
    match lang {
        Lang::Uk => base.strip_suffix("ий").map(|stem| (stem, ["а", "ого", "ому", "им"])),
        Lang::Ru => {
            if ends(base, &["ский", "цкий"]) {
                return base.strip_suffix("ий").map(|stem| (stem, ["ая", "ого", "ому", "им"]));
            }
            let stem = base.strip_suffix("ый").or_else(|| base.strip_suffix("ой"))?;
            Some((stem, ["ая", "ого", "ому", "ым"]))
        }
    }
}

/// A given name; its ending tells the declension, the sex only parts «Любов» from «Святослав».
pub fn given(nominative: &str, lang: Lang, case: Case) -> String {
    if case == Case::Nom {
        return nominative.to_string();
    }
    match nominative {
        "Любов" => join(nominative, case, ["і", "і", "'ю"]),
        "Любовь" => join("Любов", case, ["и", "и", "ью"]),
        _ => noun(nominative, lang, case),
    }
}

pub fn patronymic(nominative: &str, lang: Lang, case: Case) -> String {
    if case == Case::Nom { nominative.to_string() } else { noun(nominative, lang, case) }
}

fn noun(word: &str, lang: Lang, case: Case) -> String {
    if case == Case::Nom {
        return word.to_string();
    }
    if let Some((_, genitive)) = GENITIVES.iter().find(|(nominative, _)| *nominative == word) {
        return from_genitive(genitive, case);
    }
    let stem_of = |cut: char| word.strip_suffix(cut).unwrap_or(word);
    match (lang, word.chars().next_back()) {
        (Lang::Uk, Some('о')) => join(stem_of('о'), case, ["а", "у", "ом"]),
        (_, Some('а')) => first_declension_hard(stem_of('а'), lang, case),
        (_, Some('я')) => first_declension_soft(stem_of('я'), lang, case),
        (_, Some('ь')) => join(stem_of('ь'), case, ["я", "ю", "ем"]),
        (Lang::Uk, Some('й')) => join(stem_of('й'), case, ["я", "ю", "єм"]),
        (Lang::Ru, Some('й')) => join(stem_of('й'), case, ["я", "ю", "ем"]),
        (Lang::Uk, Some('ж' | 'ч' | 'ш' | 'щ')) => join(word, case, ["а", "у", "ем"]),
        (Lang::Ru, Some('ж' | 'ч' | 'ш' | 'щ')) if !STRESSED_HUSHING.contains(&word) => {
            join(word, case, ["а", "у", "ем"])
        }
        _ => join(word, case, ["а", "у", "ом"]),
    }
}

fn first_declension_hard(stem: &str, lang: Lang, case: Case) -> String {
    let hushing = ends(stem, &["ж", "ч", "ш", "щ"]);
    match lang {
        Lang::Ru => {
            let gen_ = if hushing || ends(stem, &["г", "к", "х"]) { "и" } else { "ы" };
            join(stem, case, [gen_, "е", if hushing { "ей" } else { "ой" }])
        }
        Lang::Uk if case == Case::Dat => format!("{}і", softened(stem)),
        Lang::Uk if hushing => join(stem, case, ["і", "і", "ею"]),
        Lang::Uk => join(stem, case, ["и", "і", "ою"]),
    }
}

fn first_declension_soft(stem: &str, lang: Lang, case: Case) -> String {
    let after_vowel = stem.chars().next_back().is_some_and(|c| "аеєиіїоуюяы".contains(c));
    match lang {
        Lang::Uk if after_vowel => join(stem, case, ["ї", "ї", "єю"]),
        Lang::Uk => join(stem, case, ["і", "і", "ею"]),
        Lang::Ru if stem.ends_with('и') => join(stem, case, ["и", "и", "ей"]),
        Lang::Ru => join(stem, case, ["и", "е", "ей"]),
    }
}

/// Ukrainian г, к, х before the «-і» of the dative.
fn softened(stem: &str) -> String {
    for (hard, soft) in [("г", "з"), ("к", "ц"), ("х", "с")] {
        if let Some(rest) = stem.strip_suffix(hard) {
            return format!("{rest}{soft}");
        }
    }
    stem.to_string()
}

fn from_genitive(genitive: &str, case: Case) -> String {
    if let Some(stem) = genitive.strip_suffix('я') {
        return join(stem, case, ["я", "ю", "ем"]);
    }
    join(genitive.strip_suffix('а').unwrap_or(genitive), case, ["а", "у", "ом"])
}

fn join(stem: &str, case: Case, endings: Endings) -> String {
    format!("{stem}{}", pick(case, endings))
}

fn pick(case: Case, [gen_, dat, ins]: Endings) -> &'static str {
    match case {
        Case::Nom => "",
        Case::Gen => gen_,
        Case::Dat => dat,
        Case::Ins => ins,
    }
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests;
