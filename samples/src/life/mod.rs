//! One invented life, told once: every paper of a dossier is drawn from it, so dates, numbers and sums agree.
//!
//! Knows no paper and no layout.

mod pension;
mod service;
mod wages;
mod work;

pub use pension::{Disability, Pension, PensionKind};
pub use service::{Education, Military, School};
pub use wages::{Currency, currency, rubles};
pub use work::{Job, WorkBook};

use crate::codes;
use crate::decline::Sex;
use crate::paper::Rng;
use crate::people::{self, Pair, Person};
use crate::places::{self, Address, Birthplace, Office};
use std::collections::BTreeMap;
use time::{Date, Duration, Month};

/// A civil-status record.
#[derive(Clone, Debug)]
pub struct Record {
    pub date: Date,
    pub act: i64,
    pub act_date: Date,
    pub issued: Date,
    pub series: String,
    pub number: String,
}

#[derive(Clone, Debug)]
pub struct Passport {
    pub series: String,
    pub number: String,
    pub issued: Date,
}

/// What one paper says otherwise than the rest: real files are like that.
#[derive(Clone, Debug)]
pub struct Quirk {
    pub kind: &'static str,
    pub birth: Option<Date>,
    pub patronymic: Option<Pair>,
}

#[derive(Clone, Debug)]
pub struct Life {
    pub person: Person,
    pub maiden: Option<Pair>,
    pub father: Person,
    pub mother: Person,
    pub birthplace: Birthplace,
    pub birth_record: Record,
    pub address: Address,
    pub phone: String,
    pub spouse: Option<Person>,
    pub marriage: Option<Record>,
    /// The person's death, or for a survivor's pension the spouse's.
    pub death: Option<Record>,
    pub education: Option<Education>,
    pub military: Option<Military>,
    pub jobs: Vec<Job>,
    pub workbook: WorkBook,
    /// Pay in hundredths by month, in the currency of the month.
    pub wages: BTreeMap<(i32, u8), i64>,
    pub disability: Option<Disability>,
    pub pension: Pension,
    pub office: Office,
    pub tax_number: String,
    pub tax_date: Date,
    pub soviet_passport: Passport,
    pub booklet: Passport,
    pub card: Option<Passport>,
    pub unzr: String,
    pub bank: &'static str,
    pub bank_account_date: Date,
    pub iban: String,
    pub quirk: Option<Quirk>,
}

impl Life {
    pub fn invent(rng: &mut Rng) -> Life {
        let sex = if rng.chance(0.56) { Sex::F } else { Sex::M };
        let birth = day_between(rng, date(1925, 1, 1), date(1964, 12, 28));
        let town = places::any_town(rng);
        let (person, maiden, father, mother) = family(rng, sex, birth);
        let birthplace = Birthplace::any(rng, town.clone());
        let birth_record = record(rng, birth, 20, true);
        let spouse_and_marriage = rng.chance(0.8).then(|| marry(rng, &person));
        let education = service::education(rng, birth);
        let military = service::military(rng, sex, birth);
        let retirement = pension::retirement(rng, sex, birth);
        let jobs =
            work::jobs(rng, &town, sex, birth, education.as_ref(), military.as_ref(), retirement.last_work);
        let workbook = WorkBook::of(rng, &jobs);
        let wages = wages::history(rng, &jobs);
        let pension = pension::grant(rng, &person, &retirement, &jobs, education.as_ref(), military.as_ref());
        let disability = pension::disability(rng, &pension, military.is_some());
        let death = death(rng, &pension);
        let soviet =
            day_between(rng, date(1976, 3, 1), date(1981, 6, 1).min(pension.applied - Duration::days(30)));
        let booklet_date = day_between(rng, date(1996, 1, 10), date(2003, 12, 20));
        let card =
            (last_day(&pension, death.as_ref()).year() >= 2018 && rng.chance(0.35)).then(|| Passport {
                series: String::new(),
                number: codes::id_card(rng),
                issued: day_between(rng, date(2017, 2, 1), date(2018, 11, 30)),
            });
        let tax_number = codes::tax_number(rng, birth, sex);
        let bank = *rng.pick(&BANKS);
        let quirk = quirk(rng, birth, &person);
        let (spouse, marriage) = spouse_and_marriage.map_or((None, None), |(a, b)| (Some(a), Some(b)));
        Life {
            maiden: if marriage.is_some() { maiden } else { None },
            father,
            mother,
            birthplace,
            birth_record,
            address: Address::any(rng, town.clone()),
            phone: phone(rng),
            spouse,
            marriage,
            death,
            education,
            military,
            jobs,
            workbook,
            wages,
            disability,
            bank_account_date: bank_day(rng, &pension),
            pension,
            office: Office { town, edrpou: codes::edrpou(rng, 1993) },
            tax_date: day_between(rng, date(1996, 10, 1), date(1999, 12, 20)),
            soviet_passport: Passport {
                series: codes::ussr_series(rng),
                number: codes::six(rng),
                issued: soviet,
            },
            booklet: Passport {
                series: codes::booklet_series(rng),
                number: codes::six(rng),
                issued: booklet_date,
            },
            card,
            unzr: codes::unzr(birth, rng.int(1, 9999) as u32),
            bank: bank.0,
            iban: codes::iban_of(rng, bank.1),
            tax_number,
            person,
            quirk,
        }
    }

    /// The person as a paper of this kind has them; most papers agree.
    pub fn person_on(&self, kind: &str) -> Person {
        let mut person = self.person.clone();
        if let Some(quirk) = self.quirk.as_ref().filter(|quirk| quirk.kind == kind) {
            person.birth = quirk.birth.unwrap_or(person.birth);
            person.patronymic = quirk.patronymic.clone().unwrap_or(person.patronymic);
        }
        person
    }

    /// The person under the name borne on that day.
    pub fn person_then(&self, kind: &str, day: Date) -> Person {
        let person = self.person_on(kind);
        match (&self.maiden, &self.marriage) {
            (Some(maiden), Some(marriage)) if day < marriage.date => person.renamed(maiden.clone()),
            _ => person,
        }
    }

    /// The day after which nothing more was put into the file.
    pub fn last_day(&self) -> Date {
        last_day(&self.pension, self.death.as_ref())
    }
}

/// Banks with their six-digit codes.
const BANKS: [(&str, &str); 4] = [
    ("АТ «Ощадбанк»", "337568"),
    ("АТ КБ «ПриватБанк»", "305299"),
    ("АБ «Укргазбанк»", "320478"),
    ("АТ «Райффайзен Банк»", "380805"),
];

fn family(rng: &mut Rng, sex: Sex, birth: Date) -> (Person, Option<Pair>, Person, Person) {
    let own = people::any_surname(rng);
    let age = rng.int(8000, 13000);
    let father = people::father(rng, own.clone(), birth - Duration::days(age));
    let age = rng.int(7300, 11500);
    let mother = people::anyone(rng, Sex::F, own.clone(), birth - Duration::days(age));
    let mut person = people::child(rng, &father, sex, birth);
    let mut maiden = None;
    if sex == Sex::F && rng.chance(0.9) {
        person.base = people::any_surname(rng);
        maiden = Some(own);
    }
    (person, maiden, father, mother)
}

fn marry(rng: &mut Rng, person: &Person) -> (Person, Record) {
    let age = rng.int(19 * 365, 29 * 365);
    let wedding = saturday(person.birth + Duration::days(age));
    let (sex, base) = match person.sex {
        Sex::F => (Sex::M, person.base.clone()),
        Sex::M => (Sex::F, people::any_surname(rng)),
    };
    let shift = rng.int(-1500, 1500);
    let spouse = people::anyone(rng, sex, base, person.birth + Duration::days(shift));
    let soviet = wedding.year() < 1992;
    (spouse, record(rng, wedding, 1, soviet))
}

fn death(rng: &mut Rng, pension: &Pension) -> Option<Record> {
    let survivor = pension.kind == PensionKind::Survivor;
    if !survivor && !rng.chance(0.3) {
        return None;
    }
    let day = if survivor {
        pension.start - Duration::days(rng.int(0, 20))
    } else {
        pension.start + Duration::days(rng.int(900, 9000))
    };
    let day = day.min(date(2024, 11, 15));
    Some(record(rng, day, 4, day.year() < 1992))
}

fn record(rng: &mut Rng, day: Date, most_days: i64, soviet: bool) -> Record {
    let act_date = working(day + Duration::days(rng.int(0, most_days)));
    Record {
        date: day,
        act: rng.int(3, 1400),
        act_date,
        issued: act_date,
        series: codes::civil_series(rng, soviet),
        number: codes::six(rng),
    }
}

fn quirk(rng: &mut Rng, birth: Date, person: &Person) -> Option<Quirk> {
    const KINDS: [&str; 5] = [
        "employment_record_book",
        "archival_certificate",
        "employment_certificate",
        "military_record",
        "education_diploma",
    ];
    if !rng.chance(0.1) {
        return None;
    }
    let kind = *rng.pick(&KINDS);
    let other = people::anyone(rng, person.sex, person.base.clone(), birth);
    let day = rng.chance(0.6);
    let shifted = if birth.day() > 20 { birth - Duration::days(10) } else { birth + Duration::days(1) };
    Some(Quirk {
        kind,
        birth: day.then_some(shifted),
        patronymic: (!day && other.patronymic != person.patronymic).then_some(other.patronymic),
    })
}

fn bank_day(rng: &mut Rng, pension: &Pension) -> Date {
    let day = pension.decided + Duration::days(rng.int(30, 2500));
    working(day.max(date(2019, 9, 2)).min(date(2025, 3, 14)))
}

fn last_day(pension: &Pension, death: Option<&Record>) -> Date {
    let death = death.filter(|_| pension.kind != PensionKind::Survivor);
    death.map_or(date(2025, 6, 1), |death| death.issued + Duration::days(20))
}

fn phone(rng: &mut Rng) -> String {
    if rng.chance(0.5) {
        format!(
            "0{} {:03} {:02} {:02}",
            rng.pick(&["50", "67", "95", "63", "97"]),
            rng.int(100, 999),
            rng.int(0, 99),
            rng.int(0, 99)
        )
    } else {
        format!("{}-{:02}-{:02}", rng.int(2, 7), rng.int(10, 99), rng.int(10, 99))
    }
}

pub fn date(year: i32, month: u8, day: u8) -> Date {
    let month = Month::try_from(month).expect("months of the generator are 1 to 12");
    Date::from_calendar_date(year, month, day).expect("days of the generator exist")
}

pub fn day_between(rng: &mut Rng, from: Date, to: Date) -> Date {
    from + Duration::days(rng.int(0, (to - from).whole_days().max(0)))
}

/// Offices work from Monday to Friday.
pub fn working(day: Date) -> Date {
    match day.weekday() {
        time::Weekday::Saturday => day + Duration::days(2),
        time::Weekday::Sunday => day + Duration::days(1),
        _ => day,
    }
}

fn saturday(day: Date) -> Date {
    day + Duration::days(i64::from(6 - day.weekday().number_days_from_sunday().min(6)))
}

#[cfg(test)]
mod tests;
