//! Pay by month through three currencies and two reforms. Knows no paper.

use super::work::Job;
use crate::paper::Rng;
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Currency {
    Ruble,
    Karbovanets,
    Hryvnia,
}

pub fn currency(year: i32, month: u8) -> Currency {
    match (year, month) {
        (..=1991, _) | (1992, ..=10) => Currency::Ruble,
        (1992..=1995, _) | (1996, ..=8) => Currency::Karbovanets,
        _ => Currency::Hryvnia,
    }
}

/// The country's average pay at turning points, whole units of the money of the day.
const AVERAGES: [(f64, f64); 34] = [
    (1940.0, 420.0),
    (1950.0, 640.0),
    (1955.0, 715.0),
    (1960.99, 800.0),
    (1961.0, 82.0),
    (1965.0, 96.0),
    (1970.0, 122.0),
    (1975.0, 146.0),
    (1980.0, 169.0),
    (1985.0, 190.0),
    (1988.0, 219.0),
    (1990.0, 265.0),
    (1991.0, 330.0),
    (1992.0, 1_300.0),
    (1992.83, 9_500.0),
    (1992.84, 11_000.0),
    (1993.5, 120_000.0),
    (1994.0, 1_000_000.0),
    (1995.0, 4_600_000.0),
    (1996.0, 7_200_000.0),
    (1996.66, 8_900_000.0),
    (1996.67, 92.0),
    (1998.0, 152.0),
    (2000.0, 230.0),
    (2002.0, 376.0),
    (2005.0, 806.0),
    (2008.0, 1_806.0),
    (2010.0, 2_239.0),
    (2013.0, 3_265.0),
    (2015.0, 4_195.0),
    (2018.0, 8_865.0),
    (2021.0, 14_014.0),
    (2024.0, 19_000.0),
    (2030.0, 24_000.0),
];

fn average(year: i32, month: u8) -> f64 {
    let at = f64::from(year) + (f64::from(month) - 1.0) / 12.0;
    for pair in AVERAGES.windows(2) {
        let ((from, low), (to, high)) = (pair[0], pair[1]);
        if at >= from && at < to {
            let share = (at - from) / (to - from);
            return low * (high / low).powf(share);
        }
    }
    AVERAGES[0].1
}

/// What a month's pay could be in that money.
fn limits(year: i32, month: u8) -> (f64, f64) {
    match (year, month) {
        (..=1960, _) => (300.0, 1_500.0),
        (1961..=1990, _) => (60.0, 500.0),
        (1991, _) | (1992, ..=10) => (200.0, 20_000.0),
        (1992..=1995, _) | (1996, ..=8) => (10_000.0, 9_990_000.0),
        (1996..=2000, _) => (50.0, 500.0),
        _ => (118.0, 60_000.0),
    }
}

pub fn history(rng: &mut Rng, jobs: &[Job]) -> BTreeMap<(i32, u8), i64> {
    let mut wages = BTreeMap::new();
    for job in jobs {
        let (mut year, mut month) = (job.from.year(), u8::from(job.from.month()));
        while (year, month) <= (job.to.year(), u8::from(job.to.month())) {
            let bonus = if rng.chance(0.07) { 1.3 } else { 1.0 };
            let pay = average(year, month) * f64::from(job.generous * rng.float(0.88, 1.12)) * bonus;
            let (low, high) = limits(year, month);
            let pay = pay.clamp(low * 1.02, high * 0.98);
            let hundredths = match currency(year, month) {
                Currency::Karbovanets => (pay / 10.0).round() as i64 * 1000,
                _ => (pay * 100.0).round() as i64,
            };
            // Two jobs in one month: the first pays what it owes, the second the rest.
            wages.entry((year, month)).or_insert(hundredths);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
    }
    wages
}

/// «1234.56»: whole and hundredths with a point.
pub fn rubles(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
