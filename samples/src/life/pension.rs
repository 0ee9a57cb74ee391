//! When and why the pension was granted, and how much it was. Knows no paper.

use super::service::{Education, Military};
use super::wages::currency;
use super::work::Job;
use super::{date, working};
use crate::codes;
use crate::decline::Sex;
use crate::paper::Rng;
use crate::people::{Person, official};
use time::{Date, Duration};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PensionKind {
    OldAge,
    Disability,
    Survivor,
    LongService,
    Social,
}

impl PensionKind {
    pub fn id(self) -> &'static str {
        match self {
            PensionKind::OldAge => "old_age",
            PensionKind::Disability => "disability",
            PensionKind::Survivor => "survivor",
            PensionKind::LongService => "long_service",
            PensionKind::Social => "social",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Pension {
    pub kind: PensionKind,
    pub applied: Date,
    pub decided: Date,
    pub start: Date,
    /// Hundredths a month.
    pub amount: i64,
    /// Later recalculations: day and new amount.
    pub recalculated: Vec<(Date, i64)>,
    pub decision: String,
    pub case_number: String,
    /// Years, months, days.
    pub record: (i64, i64, i64),
    pub inspector: Person,
    pub head: Person,
}

#[derive(Clone, Debug)]
pub struct Disability {
    pub group: &'static str,
    pub from: Date,
    pub until: Option<Date>,
    pub cause: usize,
    pub series: String,
    pub number: String,
    pub act: i64,
    pub chair: Person,
}

#[derive(Clone, Copy, Debug)]
pub struct Retirement {
    pub kind: PensionKind,
    pub start: Date,
    pub last_work: Date,
}

pub fn retirement(rng: &mut Rng, sex: Sex, birth: Date) -> Retirement {
    let kind = [
        PensionKind::OldAge,
        PensionKind::Disability,
        PensionKind::Survivor,
        PensionKind::LongService,
        PensionKind::Social,
    ][rng.weighted(&[74.0, 12.0, 5.0, 6.0, 3.0])];
    let kind = if kind == PensionKind::Survivor && sex == Sex::M { PensionKind::OldAge } else { kind };
    let age = match (kind, sex) {
        (PensionKind::OldAge, Sex::F) if birth.year() > 1956 => 58,
        (PensionKind::OldAge, Sex::F) => 55,
        (PensionKind::OldAge, Sex::M) => 60,
        (PensionKind::Social, _) => 63,
        (PensionKind::LongService, _) => 52,
        _ => rng.int(44, 56) as i32,
    };
    let year = birth.year() + age;
    let day = birth.day().min(28);
    let mut start = date(year, u8::from(birth.month()), day);
    if kind == PensionKind::OldAge {
        // The pension starts on the birthday itself.
        start = birth.replace_year(year).unwrap_or(start);
    }
    let start = start.max(date(1977, 2, 1)).min(date(2024, 9, 2));
    let working_on = kind == PensionKind::OldAge && rng.chance(0.3);
    let last_work = if working_on {
        start + Duration::days(rng.int(200, 1800))
    } else {
        start - Duration::days(rng.int(0, 60))
    };
    Retirement { kind, start, last_work: working(last_work.min(date(2025, 1, 10))) }
}

pub fn grant(
    rng: &mut Rng,
    person: &Person,
    retirement: &Retirement,
    jobs: &[Job],
    education: Option<&Education>,
    military: Option<&Military>,
) -> Pension {
    let start = retirement.start;
    let applied = working(start + Duration::days(rng.int(0, 20)));
    let decided = working(applied + Duration::days(rng.int(4, 14)));
    let amount = pension_at(rng, decided.year());
    let mut recalculated = Vec::new();
    for _ in 0..rng.int(0, 2) {
        let day = working(decided + Duration::days(rng.int(400, 5000)));
        if day.year() <= 2024 {
            recalculated.push((date(day.year(), u8::from(day.month()), 1), pension_at(rng, day.year())));
        }
    }
    recalculated.sort();
    // A pension is not made smaller while the money stays the same.
    let mut before = (decided, amount);
    for grant in &mut recalculated {
        let same = currency(before.0.year(), u8::from(before.0.month()))
            == currency(grant.0.year(), u8::from(grant.0.month()));
        if same && grant.1 < before.1 {
            grant.1 = before.1 + before.1 / 12;
        }
        before = *grant;
    }
    let decision = match rng.int(0, 2) {
        0 => rng.int(12, 999).to_string(),
        1 => format!("{}/{:02}", rng.int(10, 2400), decided.year() % 100),
        _ => rng.int(100_000, 999_999).to_string(),
    };
    Pension {
        kind: retirement.kind,
        applied,
        decided,
        start,
        amount,
        recalculated,
        decision,
        case_number: case_number(rng, decided.year()),
        record: length(person, jobs, education, military, start),
        inspector: official(rng),
        head: official(rng),
    }
}

fn case_number(rng: &mut Rng, year: i32) -> String {
    if year >= 2010 && rng.chance(0.6) {
        return format!("{}{:07}", rng.int(10_000, 92_000), rng.int(100_000, 9_999_999));
    }
    match rng.int(0, 2) {
        0 => rng.int(1_200, 184_999).to_string(),
        1 => format!("{}/{:02}", rng.int(1_000, 99_999), rng.int(11, 98)),
        _ => format!("{}-{}", rng.pick(&["К", "С", "Л", "П", "В"]), rng.int(120, 9_999)),
    }
}

/// A usual pension of that year, hundredths of its money.
fn pension_at(rng: &mut Rng, year: i32) -> i64 {
    let (low, high) = match year {
        ..1982 => (45.0, 120.0),
        1982..1991 => (58.0, 132.0),
        1991 => (165.0, 420.0),
        1992 => (900.0, 3_800.0),
        1993 => (12_000.0, 190_000.0),
        1994 => (400_000.0, 1_100_000.0),
        1995..1997 => (1_100_000.0, 4_200_000.0),
        1997..2001 => (38.0, 96.0),
        2001..2004 => (92.0, 215.0),
        2004..2008 => (284.0, 760.0),
        2008..2012 => (640.0, 1_680.0),
        2012..2017 => (950.0, 2_480.0),
        2017..2021 => (1_452.0, 4_900.0),
        _ => (2_100.0, 8_600.0),
    };
    let amount = f64::from(rng.float(low, high));
    if (1993..1997).contains(&year) { (amount / 100.0) as i64 * 10_000 } else { (amount * 100.0) as i64 }
}

/// Work, study and the army before the pension, in the office's years of 12 months of 30 days.
fn length(
    person: &Person,
    jobs: &[Job],
    education: Option<&Education>,
    military: Option<&Military>,
    start: Date,
) -> (i64, i64, i64) {
    let mut days = 0;
    for job in jobs {
        days += commercial(job.from, job.to.min(start));
    }
    if let Some(education) = education {
        days += commercial(date(education.enrolled, 9, 1), education.graduated);
    }
    if let Some(military) = military {
        days += commercial(military.from, military.to);
    }
    let ceiling = commercial(person.birth, start) - 15 * 360;
    let days = days.clamp(360, ceiling.max(720));
    (days / 360, days % 360 / 30, days % 30)
}

fn commercial(from: Date, to: Date) -> i64 {
    if to <= from {
        return 0;
    }
    let day = |date: Date| {
        i64::from(date.year()) * 360
            + (i64::from(u8::from(date.month())) - 1) * 30
            + i64::from(date.day().min(30))
    };
    day(to) - day(from) + 1
}

pub fn disability(rng: &mut Rng, pension: &Pension, soldier: bool) -> Option<Disability> {
    if pension.kind != PensionKind::Disability && !rng.chance(0.08) {
        return None;
    }
    let shift = rng.int(5, 40);
    let from = working(pension.start - Duration::days(shift));
    let forever = rng.chance(0.45);
    let until = date(from.year() + rng.int(1, 2) as i32, u8::from(from.month()), 1);
    Some(Disability {
        group: ["I", "II", "III"][rng.weighted(&[1.0, 5.0, 4.0])],
        from,
        until: (!forever).then_some(until),
        cause: if soldier { rng.index(3) } else { rng.index(2) },
        series: if from.year() < 1992 {
            "ВТЭ"
        } else if from.year() < 2005 {
            "ВТЕ"
        } else {
            *rng.pick(&["10 ААА", "12 ААБ", "АВ", "МСЕ"])
        }
        .to_string(),
        number: codes::six(rng),
        act: rng.int(20, 2400),
        chair: official(rng),
    })
}
