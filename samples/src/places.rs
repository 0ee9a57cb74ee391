//! Towns, villages, addresses, offices and workplaces with the forms that phrases need.
//!
//! Town names are real, the firms in them are not. Knows no paper.

use crate::decline::Lang;
use crate::paper::Rng;
use crate::people::{Pair, any_line, columns, lines};
use time::Date;

const TOWNS: &str = include_str!("../data/towns.txt");
const VILLAGES: &str = include_str!("../data/villages.txt");
const STREETS: &str = include_str!("../data/streets.txt");
const WORKS: &str = include_str!("../data/works.txt");
const FIRMS: &str = include_str!("../data/firms.txt");

#[derive(Clone, Debug)]
pub struct Town {
    name: Pair,
    genitive: Pair,
    locative: Pair,
    adjective: Pair,
    oblast: Pair,
    pub post_prefix: &'static str,
    pub centre: bool,
}

/// Gender of an adjective with its case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    M,
    F,
    N,
    MGen,
    FGen,
    MLoc,
    MDat,
    MIns,
}

pub fn any_town(rng: &mut Rng) -> Town {
    town_of(&any_line(rng, TOWNS))
}

/// A second town of the same oblast, or the same one.
pub fn neighbour(rng: &mut Rng, town: &Town) -> Town {
    let mut near = Vec::new();
    for line in lines(TOWNS) {
        let candidate = town_of(&columns(line));
        if candidate.oblast == town.oblast {
            near.push(candidate);
        }
    }
    rng.pick(&near).clone()
}

fn town_of(row: &[&'static str]) -> Town {
    Town {
        name: Pair::new(row[0], row[3]),
        genitive: Pair::new(row[1], row[4]),
        locative: Pair::new(row[2], row[5]),
        adjective: Pair::new(row[6], row[7]),
        oblast: Pair::new(row[8], row[9]),
        post_prefix: row[10],
        centre: row[11] == "1",
    }
}

impl Town {
    pub fn name(&self, lang: Lang) -> &str {
        self.name.get(lang)
    }

    pub fn genitive(&self, lang: Lang) -> &str {
        self.genitive.get(lang)
    }

    /// «у Сумах»: the form after «в».
    pub fn locative(&self, lang: Lang) -> &str {
        self.locative.get(lang)
    }

    /// «Сумська», without the word «область».
    pub fn oblast(&self, lang: Lang) -> &str {
        self.oblast.get(lang)
    }

    /// «Сумської» / «Сумской»; in Russian the locative is the same.
    pub fn oblast_genitive(&self, lang: Lang) -> String {
        match lang {
            Lang::Uk => replace_end(&self.oblast.uk, "а", "ої"),
            Lang::Ru => replace_end(&self.oblast.ru, "ая", "ой"),
        }
    }

    pub fn oblast_locative(&self, lang: Lang) -> String {
        match lang {
            Lang::Uk => replace_end(&self.oblast.uk, "а", "ій"),
            Lang::Ru => self.oblast_genitive(lang),
        }
    }

    pub fn adjective(&self, lang: Lang, form: Form) -> String {
        let word = self.adjective.get(lang);
        let ending = match (lang, form) {
            (_, Form::M) => return word.to_string(),
            (Lang::Uk, Form::F) => "а",
            (Lang::Uk, Form::N) => "е",
            (Lang::Uk, Form::MGen) => "ого",
            (Lang::Uk, Form::FGen) => "ої",
            (Lang::Uk, Form::MDat | Form::MLoc) => "ому",
            (Lang::Uk, Form::MIns) => "им",
            (Lang::Ru, Form::F) => "ая",
            (Lang::Ru, Form::N) => "ое",
            (Lang::Ru, Form::MGen) => "ого",
            (Lang::Ru, Form::FGen) => "ой",
            (Lang::Ru, Form::MDat) => "ому",
            (Lang::Ru, Form::MLoc) => "ом",
            (Lang::Ru, Form::MIns) => "им",
        };
        replace_end(word, "ий", ending)
    }

    /// Five digits since independence, six before.
    pub fn post_code(&self, rng: &mut Rng, soviet: bool) -> String {
        if soviet {
            format!("2{}{:03}", rng.int(45, 99), rng.int(1, 999))
        } else {
            format!("{}{:03}", self.post_prefix, rng.int(1, 999))
        }
    }
}

fn replace_end(word: &str, old: &str, new: &str) -> String {
    format!("{}{new}", word.strip_suffix(old).unwrap_or(word))
}

/// Where someone was born: a village of a raion, or a town.
#[derive(Clone, Debug)]
pub struct Birthplace {
    pub village: Option<Pair>,
    pub town: Town,
}

impl Birthplace {
    pub fn any(rng: &mut Rng, town: Town) -> Birthplace {
        let row = any_line(rng, VILLAGES);
        Birthplace { village: rng.chance(0.65).then(|| Pair::new(row[0], row[1])), town }
    }

    /// One line as a passport has it.
    pub fn line(&self, lang: Lang) -> String {
        let oblast = self.town.oblast(lang);
        let (c, m, raion, obl) = match lang {
            Lang::Uk => ("с.", "м.", "району", "обл."),
            Lang::Ru => ("с.", "г.", "района", "обл."),
        };
        match &self.village {
            Some(village) => {
                let adjective = self.town.adjective(lang, Form::MGen);
                let genitive = self.town.oblast_genitive(lang);
                format!("{c} {} {adjective} {raion} {genitive} {obl}", village.get(lang))
            }
            None => format!("{m} {} {oblast} {obl}", self.town.name(lang)),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Address {
    pub town: Town,
    street: Vec<&'static str>,
    house: i64,
    flat: Option<i64>,
}

impl Address {
    pub fn any(rng: &mut Rng, town: Town) -> Address {
        let street = any_line(rng, STREETS);
        let flat = rng.chance(0.7).then(|| rng.int(1, 120));
        Address { town, street, house: rng.int(1, 140), flat }
    }

    /// Street names changed with the years.
    pub fn street(&self, lang: Lang, year: i32) -> &'static str {
        match lang {
            Lang::Ru => self.street[1],
            Lang::Uk if year >= 2016 => self.street[2],
            Lang::Uk => self.street[0],
        }
    }

    pub fn line(&self, lang: Lang, year: i32) -> String {
        let town = self.town.name(lang);
        let street = self.street(lang, year);
        let (m, vul, b, kv) = match lang {
            Lang::Uk => ("м.", "вул.", "буд.", "кв."),
            Lang::Ru => ("г.", "ул.", "дом", "кв."),
        };
        let flat = self.flat.map(|flat| format!(", {kv} {flat}")).unwrap_or_default();
        format!("{m} {town}, {vul} {street}, {b} {}{flat}", self.house)
    }
}

/// The office that keeps the file, under its name of the time.
#[derive(Clone, Debug)]
pub struct Office {
    pub town: Town,
    pub edrpou: String,
}

impl Office {
    pub fn lang(date: Date) -> Lang {
        if date.year() < 1992 { Lang::Ru } else { Lang::Uk }
    }

    pub fn name(&self, date: Date) -> String {
        let town = &self.town;
        match date.year() {
            ..1992 if town.centre => {
                format!(
                    "Отдел социального обеспечения исполкома {} горсовета",
                    town.adjective(Lang::Ru, Form::MGen)
                )
            }
            ..1992 => format!("{} районный отдел социального обеспечения", town.adjective(Lang::Ru, Form::M)),
            1992..2002 if town.centre => {
                format!("Управління соціального захисту населення м. {}", town.genitive(Lang::Uk))
            }
            1992..2002 => {
                format!("{} районний відділ соціального захисту населення", town.adjective(Lang::Uk, Form::M))
            }
            2002..2017 if town.centre => {
                format!("Управління Пенсійного фонду України в м. {}", town.locative(Lang::Uk))
            }
            2002..2017 => format!(
                "Управління Пенсійного фонду України в {} районі {} області",
                town.adjective(Lang::Uk, Form::MLoc),
                town.oblast_genitive(Lang::Uk)
            ),
            _ => format!(
                "Головне управління Пенсійного фонду України в {} області",
                town.oblast_locative(Lang::Uk)
            ),
        }
    }

    /// «До …», «В …»: the office as addressee.
    pub fn addressee(&self, date: Date) -> String {
        let name = self.name(date);
        match Office::lang(date) {
            Lang::Ru => {
                format!("В {}", name.replacen("Отдел", "отдел", 1))
            }
            Lang::Uk => {
                let name = name.replacen("районний відділ", "районного відділу", 1).replacen(
                    "Головне управління",
                    "Головного управління",
                    1,
                );
                let adjective = self.town.adjective(Lang::Uk, Form::M);
                let genitive = self.town.adjective(Lang::Uk, Form::MGen);
                let name =
                    if name.starts_with(&adjective) { name.replacen(&adjective, &genitive, 1) } else { name };
                format!("До {}", name.replacen("Управління", "управління", 1))
            }
        }
    }
}

/// A workplace.
#[derive(Clone, Debug)]
pub struct Firm {
    pub sector: &'static str,
    pub name: Pair,
    pub genitive: Pair,
    pub town: Town,
    pub edrpou: String,
}

/// `year` is the year of hiring: private firms have no Russian name on paper, since their papers are Ukrainian.
pub fn any_firm(rng: &mut Rng, town: &Town, year: i32) -> Firm {
    let place = if rng.chance(0.75) { town.clone() } else { neighbour(rng, town) };
    if year > 1993 && rng.chance(0.45) {
        let name = any_line(rng, FIRMS)[0];
        let edrpou = crate::codes::edrpou(rng, year);
        let sector = if rng.chance(0.5) { "office" } else { "plant" };
        let pair = Pair::new(name, name);
        return Firm { sector, name: pair.clone(), genitive: pair, town: place, edrpou };
    }
    let row = any_line(rng, WORKS);
    let (form, genitive) = match row[1] {
        "f" => (Form::F, Form::FGen),
        "n" => (Form::N, Form::MGen),
        _ => (Form::M, Form::MGen),
    };
    let named = |lang: Lang, form: Form, noun: &str| format!("{} {noun}", place.adjective(lang, form));
    let name = Pair { uk: named(Lang::Uk, form, row[2]), ru: named(Lang::Ru, form, row[4]) };
    let genitive = Pair { uk: named(Lang::Uk, genitive, row[3]), ru: named(Lang::Ru, genitive, row[5]) };
    let edrpou = crate::codes::edrpou(rng, 1960);
    Firm { sector: row[0], name, genitive, town: place, edrpou }
}
