//! From a name in any case to its nominative, with how sure that is.

use crate::declension::{Case, Sex};
use crate::dictionary::{Reading, dictionary};
use crate::fold::{clean_word, fold};
use crate::script::{Language, language_of};
use crate::surname::{candidates, decline, prior};

/// A part of a person's full name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePart {
    Surname,
    GivenName,
    Patronymic,
}

/// What is known beside the form itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint {
    pub sex: Option<Sex>,
    pub case: Option<Case>,
    pub language: Option<Language>,
}

/// A surname so likely of one case and sex tells those of the given name.
const TELLS: f32 = 0.8;

/// A possible nominative.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    pub form: String,
    /// 0 to 1; the guesses of one form sum to at most 1.
    pub probability: f32,
    pub sex: Option<Sex>,
    pub case: Case,
}

/// A full name brought to the nominative. A part that was empty is `None`.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub surname: Option<Guess>,
    pub given_name: Option<Guess>,
    pub patronymic: Option<Guess>,
    pub sex: Option<Sex>,
    pub case: Option<Case>,
    pub language: Option<Language>,
}

/// First letter of each part capital, the rest small, one alphabet, the plain apostrophe.
pub fn title(name: &str) -> String {
    let mut titled = String::with_capacity(name.len());
    for (place, part) in clean_word(name.trim()).split('-').enumerate() {
        if place > 0 {
            titled.push('-');
        }
        let mut letters = part.chars();
        titled.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        titled.extend(letters.flat_map(char::to_lowercase));
    }
    titled
}

/// Nominatives that a written form may stand for, likeliest first.
pub fn nominative(part: NamePart, form: &str, hint: Hint) -> Vec<Guess> {
    let written = title(form);
    if written.is_empty() {
        return Vec::new();
    }
    let language = hint.language.unwrap_or_else(|| language_of(&written));
    let known = known_readings(part, &written);
    let mut weighed = Weighed::default();
    for reading in &known {
        let mut weight = if reading.usual { 1.0 } else { 0.3 };
        if language != Language::Unknown && reading.language != language {
            weight *= 0.05;
        }
        weight *= fit(hint.sex, reading.sex, 0.02) * case_weight(hint.case, reading.case);
        weighed.add(
            &dictionary().nominatives[reading.nominative as usize],
            weight,
            reading.sex,
            reading.case,
        );
    }
    if !known.is_empty() {
        return weighed.guesses(0.99);
    }
    if part == NamePart::Patronymic {
        if let Some((cut, tail, case, sex)) = by_ending(&written.to_lowercase()) {
            let kept: String = written.chars().take(written.chars().count() - cut).collect();
            return vec![Guess { form: format!("{kept}{tail}"), probability: 0.9, sex: Some(sex), case }];
        }
        return vec![Guess { form: written, probability: 0.3, sex: None, case: Case::Nominative }];
    }
    surname(&written, hint, language, &mut weighed);
    weighed.guesses(if part == NamePart::Surname { 0.97 } else { 0.6 })
}

fn surname(written: &str, hint: Hint, language: Language, weighed: &mut Weighed) {
    // Of a double surname the last part shows the case; both parts decline alike.
    let (first, last) = match written.rsplit_once('-') {
        Some((first, last)) => (Some(first), last),
        None => (None, written),
    };
    let form = last.to_lowercase();
    let sides: &[(Language, f32)] = match language {
        Language::Ukrainian => &[(Language::Ukrainian, 1.0)],
        Language::Russian => &[(Language::Russian, 1.0)],
        Language::Unknown => &[(Language::Ukrainian, 1.0), (Language::Russian, 0.8)],
    };
    for name in candidates(&form) {
        for sex in [Sex::Male, Sex::Female] {
            for &(side, share) in sides {
                let mut best: Option<(f32, Case)> = None;
                for (case, declined) in decline(&name, sex, side) {
                    let weight = case_weight(hint.case, case);
                    if declined == form && best.is_none_or(|(seen, _)| weight > seen) {
                        best = Some((weight, case));
                    }
                }
                if let Some((weight, case)) = best {
                    let weight = weight * share * prior(&name, sex, side) * fit(hint.sex, sex, 0.02);
                    let whole = match first {
                        Some(first) => format!("{}-{}", first_part(first, sex, case, side), title(&name)),
                        None => title(&name),
                    };
                    weighed.add(&whole, weight, sex, case);
                }
            }
        }
    }
}

fn first_part(first: &str, sex: Sex, case: Case, language: Language) -> String {
    let hint = Hint { sex: Some(sex), case: Some(case), language: Some(language) };
    nominative(NamePart::Surname, first, hint)
        .into_iter()
        .next()
        .map_or_else(|| first.to_owned(), |guess| guess.form)
}

/// A full name whose parts stand in one case: the given name and patronymic tell sex and case to the surname.
pub fn person(surname: &str, given_name: &str, patronymic: &str, paper: Language) -> Person {
    let given = known_readings(NamePart::GivenName, &title(given_name));
    let father = father_readings(patronymic);
    let told = if father.is_empty() { told_by_surname(surname, &given) } else { None };
    let sex = told
        .map(|(_, sex)| sex)
        .or_else(|| crate::sex_of(patronymic))
        .or_else(|| crate::sex_of(given_name))
        .or_else(|| {
            let common = father.iter().find(|one| given.iter().any(|other| other.sex == one.1))?;
            Some(common.1)
        });
    let language = language_of(&format!("{surname} {given_name} {patronymic}"));
    let known_father = known_readings(NamePart::Patronymic, &title(patronymic));
    let language = match language {
        // «Павленку Якову Макаровичу» is Яків on a Ukrainian paper, Яков on a Russian one.
        Language::Unknown => only_language(&known_father)
            .or_else(|| only_language(&given))
            .or((paper != Language::Unknown).then_some(paper)),
        known => Some(known),
    };
    let cases = [
        Case::Nominative,
        Case::Dative,
        Case::Genitive,
        Case::Instrumental,
        Case::Accusative,
        Case::Locative,
    ];
    let fits = |case: Case| {
        let sexed = |other: Sex| sex.is_none_or(|sex| sex == other);
        let given_fits = given.is_empty() || given.iter().any(|one| one.case == case && sexed(one.sex));
        let father_fits = father.is_empty() || father.iter().any(|one| one.0 == case && sexed(one.1));
        given_fits && father_fits
    };
    let case = match told {
        Some((case, _)) => Some(case),
        None if given.is_empty() && father.is_empty() => None,
        None => cases.into_iter().find(|&case| fits(case)),
    };
    let hint = Hint { sex, case, language };
    let best = |part, form: &str| nominative(part, form, hint).into_iter().next();
    Person {
        surname: best(NamePart::Surname, surname),
        given_name: best(NamePart::GivenName, given_name),
        patronymic: best(NamePart::Patronymic, patronymic),
        sex,
        case,
        language,
    }
}

/// «Ярослава» is a woman's name and a man's in the genitive: where no patronymic tells, the surname does, if its ending is
/// that of one case and one sex («Квятковського») and the given name has them too.
fn told_by_surname(surname: &str, given: &[Reading]) -> Option<(Case, Sex)> {
    let best = nominative(NamePart::Surname, surname, Hint::default()).into_iter().next()?;
    let sex = best.sex.filter(|_| best.probability >= TELLS && best.case != Case::Nominative)?;
    given.iter().any(|one| one.case == best.case && one.sex == sex).then_some((best.case, sex))
}

fn only_language(readings: &[Reading]) -> Option<Language> {
    let first = readings.first()?.language;
    readings.iter().all(|reading| reading.language == first).then_some(first)
}

pub(crate) fn known_readings(part: NamePart, form: &str) -> Vec<Reading> {
    dictionary().readings(&fold(form)).iter().filter(|reading| reading.part == part).copied().collect()
}

fn father_readings(patronymic: &str) -> Vec<(Case, Sex)> {
    let known = known_readings(NamePart::Patronymic, &title(patronymic));
    if known.is_empty() {
        return patronymic_by_ending(&fold(patronymic))
            .map(|(_, case, sex)| (case, sex))
            .into_iter()
            .collect();
    }
    known.into_iter().map(|reading| (reading.case, reading.sex)).collect()
}

/// Nominative, case and sex of a folded patronymic outside the dictionary, by its ending.
pub(crate) fn patronymic_by_ending(folded: &str) -> Option<(String, Case, Sex)> {
    let (cut, tail, case, sex) = by_ending(folded)?;
    let kept: String = folded.chars().take(folded.chars().count() - cut).collect();
    Some((format!("{kept}{tail}"), case, sex))
}

/// How many letters to cut, what to put there, the case and the sex.
fn by_ending(low: &str) -> Option<(usize, &'static str, Case, Sex)> {
    use Case::*;
    const SONS: &[(&str, Case)] = &[
        ("", Nominative),
        ("у", Dative),
        ("еві", Dative),
        ("а", Genitive),
        ("ем", Instrumental),
        ("і", Locative),
        ("е", Locative),
    ];
    const DAUGHTERS: &[(&str, Case)] = &[
        ("а", Nominative),
        ("і", Dative),
        ("е", Dative),
        ("и", Genitive),
        ("ы", Genitive),
        ("у", Accusative),
        ("ою", Instrumental),
        ("ой", Instrumental),
    ];
    for (ending, case) in SONS {
        if let Some(stem) = low.strip_suffix(ending)
            && ["ович", "евич", "євич"].iter().any(|tail| stem.len() > tail.len() + 2 && stem.ends_with(tail))
        {
            return Some((ending.chars().count(), "", *case, Sex::Male));
        }
    }
    for (ending, case) in DAUGHTERS {
        if let Some(stem) = low.strip_suffix(ending)
            && ["івн", "ївн", "овн", "евн"]
                .iter()
                .any(|tail| stem.len() > tail.len() + 2 && stem.ends_with(tail))
        {
            return Some((ending.chars().count(), "а", *case, Sex::Female));
        }
    }
    None
}

fn fit(hint: Option<Sex>, sex: Sex, otherwise: f32) -> f32 {
    if hint.is_none_or(|hint| hint == sex) { 1.0 } else { otherwise }
}

fn case_weight(hint: Option<Case>, case: Case) -> f32 {
    match hint {
        Some(hint) if hint == case => 3.0,
        Some(_) => 0.05,
        None => match case {
            Case::Nominative => 3.0,
            Case::Dative => 1.2,
            Case::Genitive => 1.0,
            Case::Instrumental => 0.5,
            Case::Accusative => 0.3,
            Case::Locative => 0.1,
        },
    }
}

#[derive(Default)]
struct Weighed {
    all: Vec<(Guess, f32)>,
}

impl Weighed {
    /// `probability` of a guess holds the best single weight until the guesses are told.
    fn add(&mut self, form: &str, weight: f32, sex: Sex, case: Case) {
        match self.all.iter_mut().find(|(guess, _)| guess.form == form) {
            Some((guess, sum)) => {
                if guess.sex != Some(sex) {
                    guess.sex = None;
                }
                if weight > guess.probability {
                    guess.probability = weight;
                    guess.case = case;
                }
                *sum += weight;
            }
            None => {
                let guess = Guess { form: form.to_owned(), probability: weight, sex: Some(sex), case };
                self.all.push((guess, weight));
            }
        }
    }

    fn guesses(self, certainty: f32) -> Vec<Guess> {
        let sum: f32 = self.all.iter().map(|(_, weight)| weight).sum();
        let mut guesses: Vec<Guess> = self
            .all
            .into_iter()
            .map(|(guess, weight)| Guess { probability: certainty * weight / sum, ..guess })
            .filter(|guess| guess.probability >= 0.005)
            .collect();
        guesses.sort_by(|one, other| {
            other.probability.total_cmp(&one.probability).then(one.form.cmp(&other.form))
        });
        guesses
    }
}
