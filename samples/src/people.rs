//! Invented people: names in both languages, a sex, a birth date, relatives.
//!
//! Names come from lists in `data/`; nobody here lives or lived. Knows no paper.

use crate::decline::{self, Case, Lang, Sex};
use crate::paper::Rng;
use time::Date;

const MEN: &str = include_str!("../data/given_men.txt");
const WOMEN: &str = include_str!("../data/given_women.txt");
const SURNAMES: &str = include_str!("../data/surnames.txt");

/// One thing named in both languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    pub uk: String,
    pub ru: String,
}

impl Pair {
    pub fn new(uk: &str, ru: &str) -> Pair {
        Pair { uk: uk.to_string(), ru: ru.to_string() }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Uk => &self.uk,
            Lang::Ru => &self.ru,
        }
    }
}

/// A person. The surname is kept as the man's form, whatever the sex: declension starts from it.
#[derive(Clone, Debug)]
pub struct Person {
    pub sex: Sex,
    pub birth: Date,
    pub base: Pair,
    pub given: Pair,
    pub patronymic: Pair,
}

/// The columns of a line of a data file.
pub fn columns(line: &'static str) -> Vec<&'static str> {
    line.split('|').collect()
}

pub fn lines(file: &'static str) -> Vec<&'static str> {
    file.lines().filter(|line| !line.is_empty()).collect()
}

pub fn any_line(rng: &mut Rng, file: &'static str) -> Vec<&'static str> {
    let all = lines(file);
    columns(all[rng.index(all.len())])
}

pub fn any_surname(rng: &mut Rng) -> Pair {
    let row = any_line(rng, SURNAMES);
    Pair::new(row[0], row[1])
}

/// A father with a name that gives patronymics, born `birth`.
pub fn father(rng: &mut Rng, base: Pair, birth: Date) -> Person {
    let row = any_line(rng, MEN);
    let own = any_line(rng, MEN);
    Person {
        sex: Sex::M,
        birth,
        base,
        given: Pair::new(row[0], row[1]),
        patronymic: Pair::new(own[2], own[4]),
    }
}

pub fn anyone(rng: &mut Rng, sex: Sex, base: Pair, birth: Date) -> Person {
    let father = any_line(rng, MEN);
    let given = any_line(rng, if sex == Sex::M { MEN } else { WOMEN });
    Person { sex, birth, base, given: Pair::new(given[0], given[1]), patronymic: patronymic_in(&father, sex) }
}

/// A child of `father`, under the father's surname.
pub fn child(rng: &mut Rng, father: &Person, sex: Sex, birth: Date) -> Person {
    let mut child = anyone(rng, sex, father.base.clone(), birth);
    for line in lines(MEN) {
        let row = columns(line);
        if row[0] == father.given.uk && row[1] == father.given.ru {
            child.patronymic = patronymic_in(&row, sex);
        }
    }
    child
}

fn patronymic_in(row: &[&str], sex: Sex) -> Pair {
    match sex {
        Sex::M => Pair::new(row[2], row[4]),
        Sex::F => Pair::new(row[3], row[5]),
    }
}

impl Person {
    pub fn surname(&self, lang: Lang) -> String {
        self.surname_in(lang, Case::Nom)
    }

    pub fn surname_in(&self, lang: Lang, case: Case) -> String {
        decline::surname(self.base.get(lang), lang, self.sex, case)
    }

    pub fn given_in(&self, lang: Lang, case: Case) -> String {
        decline::given(self.given.get(lang), lang, case)
    }

    pub fn patronymic_in(&self, lang: Lang, case: Case) -> String {
        decline::patronymic(self.patronymic.get(lang), lang, case)
    }

    /// Surname first, as office papers have it.
    pub fn full(&self, lang: Lang, case: Case) -> String {
        format!(
            "{} {} {}",
            self.surname_in(lang, case),
            self.given_in(lang, case),
            self.patronymic_in(lang, case)
        )
    }

    pub fn nominative(&self, lang: Lang) -> String {
        self.full(lang, Case::Nom)
    }

    /// «Кравченко З.О.»
    pub fn short(&self, lang: Lang) -> String {
        format!("{} {}", self.surname(lang), self.initials(lang))
    }

    /// «З.О. Кравченко», as under a signature.
    pub fn signed(&self, lang: Lang) -> String {
        format!("{} {}", self.initials(lang), self.surname(lang))
    }

    /// «Кравченку З.О.»
    pub fn short_in(&self, lang: Lang, case: Case) -> String {
        format!("{} {}", self.surname_in(lang, case), self.initials(lang))
    }

    fn initials(&self, lang: Lang) -> String {
        let first = |word: &str| word.chars().next().unwrap_or('_');
        format!("{}.{}.", first(self.given.get(lang)), first(self.patronymic.get(lang)))
    }

    pub fn renamed(&self, base: Pair) -> Person {
        Person { base, ..self.clone() }
    }

    /// `man` or `woman`, whichever agrees.
    pub fn agree<'a>(&self, man: &'a str, woman: &'a str) -> &'a str {
        if self.sex == Sex::M { man } else { woman }
    }
}

/// A clerk, a director, a doctor: only the name is ever seen.
pub fn official(rng: &mut Rng) -> Person {
    let sex = if rng.chance(0.55) { Sex::F } else { Sex::M };
    let base = any_surname(rng);
    anyone(rng, sex, base, Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn every_line_of_the_lists_has_its_columns() {
        for (file, count) in [(MEN, 6), (WOMEN, 2), (SURNAMES, 2)] {
            for line in lines(file) {
                assert_eq!(columns(line).len(), count, "{line}");
            }
        }
        assert!(lines(SURNAMES).len() >= 150);
    }

    #[test]
    fn a_child_bears_the_fathers_name() {
        let mut rng = Rng::new(1, 1);
        let base = Pair::new("Левицький", "Левицкий");
        let mut dad = father(&mut rng, base, date!(1930 - 01 - 01));
        dad.given = Pair::new("Опанас", "Афанасий");
        let girl = child(&mut rng, &dad, Sex::F, date!(1955 - 01 - 01));
        assert_eq!(girl.patronymic.uk, "Опанасівна");
        assert_eq!(girl.surname(Lang::Ru), "Левицкая");
        assert!(girl.short(Lang::Uk).ends_with("О."));
    }
}
