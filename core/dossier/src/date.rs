//! Dates as papers write them: value and precision (day, month or year). Finding them in text is in
//! `find`, month names and numerals in words in `words`. No clock is asked; two-digit years need a `Span`.

mod find;
mod tokens;
mod words;

use std::fmt;
use std::str::FromStr;

use time::Month;

pub use find::{FoundDate, find, read};
pub(crate) use words::distance;
pub use words::{month_named, months_in};

/// A date with the precision the paper gives: `1957-03-12`, `1957-03` or `1957`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperDate {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    Year,
    Month,
    Day,
}

/// The years a date may lie in; settles two-digit years.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub earliest: i32,
    pub latest: i32,
}

impl Default for Span {
    /// Living memory of pension files; the upper end only guards against misread digits.
    fn default() -> Self {
        Self { earliest: 1880, latest: 2035 }
    }
}

impl Span {
    /// The year meant by two digits: the last century that puts it into the span and leaves ten years of it.
    pub fn whole_year(self, short: i32) -> Option<i32> {
        let late = 2000 + short;
        let early = 1900 + short;
        if late <= self.latest.min(2029) && late >= self.earliest {
            return Some(late);
        }
        (early >= self.earliest && early <= self.latest).then_some(early)
    }

    pub fn holds(self, year: i32) -> bool {
        (self.earliest..=self.latest).contains(&year)
    }
}

impl PaperDate {
    /// A day of the calendar; none for 30 February.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, known, day).ok()?;
        Some(Self { year, month: Some(month), day: Some(day) })
    }

    pub fn month(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    pub fn year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            _ => Precision::Year,
        }
    }

    pub fn year_number(&self) -> i32 {
        self.year
    }

    pub fn month_number(&self) -> Option<u8> {
        self.month
    }

    /// The first day it may mean.
    pub fn first_day(&self) -> time::Date {
        let month = Month::try_from(self.month.unwrap_or(1)).unwrap_or(Month::January);
        time::Date::from_calendar_date(self.year, month, self.day.unwrap_or(1)).unwrap_or(time::Date::MIN)
    }

    /// Whether it certainly lies before the other, whatever their precisions leave open.
    pub fn surely_before(&self, other: &Self) -> bool {
        let own = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        let others = (other.year, other.month.unwrap_or(1), other.day.unwrap_or(1));
        own < others
    }
}

impl fmt::Display for PaperDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[derive(Debug, thiserror::Error)]
#[error("not a date in canonical form")]
pub struct NotADate;

impl FromStr for PaperDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let proper =
            matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|one| one.is_ascii_digit() || one == b'-');
        if !proper {
            return Err(NotADate);
        }
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| part.parse().ok()).ok_or(NotADate)?;
        let mut small = || parts.next().map(|part| part.parse::<u8>().map_err(|_| NotADate)).transpose();
        let date = match (small()?, small()?) {
            (Some(month), Some(day)) => Self::day(year, month, day),
            (Some(month), None) => Self::month(year, month),
            _ => Some(Self::year(year)),
        };
        date.ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn order_respects_precision() {
        let date = |text: &str| text.parse::<PaperDate>().expect("a date");
        for (first, second, expected) in [
            ("1957-03-12", "1957-03-13", true),
            ("1957-03", "1957-03-13", false),
            ("1957", "1958-01", true),
            ("1957", "1957-06-01", false),
        ] {
            assert_eq!(date(first).surely_before(&date(second)), expected, "{first} {second}");
        }
        assert!("1957-02-30".parse::<PaperDate>().is_err());
    }

    proptest! {
        #[test]
        fn canonical_form_reads_back(year in 1900i32..2030, month in 1u8..=12, day in 1u8..=28) {
            let date = PaperDate::day(year, month, day).expect("a day");
            prop_assert_eq!(date.to_string().parse::<PaperDate>().expect("reads back"), date);
        }

        #[test]
        fn every_numeric_form_is_found(year in 1930i32..2025, month in 1u8..=12, day in 1u8..=28) {
            let expected = PaperDate::day(year, month, day);
            let roman = crate::codes::alike::to_roman(u32::from(month));
            for text in [
                format!("{day:02}.{month:02}.{year}"), format!("{day}/{month}/{year}"), format!("{day}-{roman}-{year}г."),
                format!("{year}.{roman}.{day:02}"), format!("{year}-{month:02}-{day:02}"), format!("{year} {month:02} {day:02}"),
            ] {
                let found = find(&text, Span::default());
                prop_assert_eq!(found.first().map(|one| one.date), expected, "{}", text);
            }
        }
    }
}
