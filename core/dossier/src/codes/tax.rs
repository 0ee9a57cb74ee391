//! РНОКПП (ІПН), ten digits: days since 31.12.1899, serial number, sex, check digit.

use time::{Date, Duration, Month};

use super::alike::{Coded, numeric};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// The exported code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "m",
            Self::Female => "f",
        }
    }
}

const WEIGHTS: [i32; 9] = [-1, 5, 7, 9, 4, 6, 10, 5, 7];

fn digits_of(number: &str) -> Option<[i32; 10]> {
    let mut digits = [0; 10];
    if number.len() != 10 {
        return None;
    }
    for (place, letter) in number.chars().enumerate() {
        digits[place] = letter.to_digit(10)? as i32;
    }
    Some(digits)
}

/// Ten digits as they stand on paper; whether the check digit holds is asked apart.
pub fn tax_number(raw: &str) -> Option<Coded> {
    numeric(raw).filter(|coded| coded.value.len() == 10)
}

/// Whether the check digit holds.
pub fn tax_number_holds(number: &str) -> bool {
    let Some(digits) = digits_of(number) else {
        return false;
    };
    let sum: i32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * digit).sum();
    sum.rem_euclid(11) % 10 == digits[9]
}

/// The birth date inside the number; none for the numbers that start with five zeros.
pub fn birth_date(number: &str) -> Option<Date> {
    digits_of(number)?;
    let days: i64 = number[..5].parse().ok()?;
    if days == 0 {
        return None;
    }
    epoch().checked_add(Duration::days(days))
}

pub fn sex(number: &str) -> Option<Sex> {
    let digits = digits_of(number)?;
    Some(if digits[8] % 2 == 1 { Sex::Male } else { Sex::Female })
}

/// The five digits with which the number of a person born that day starts.
pub fn number_of_day(birth: Date) -> Option<String> {
    let days = (birth - epoch()).whole_days();
    (1..=99_999).contains(&days).then(|| format!("{days:05}"))
}

fn epoch() -> Date {
    Date::from_calendar_date(1899, Month::December, 31).expect("31 December 1899 is a day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers() {
        let rows = [("1759013776", "1948-02-28", Sex::Male), ("3184710691", "1987-03-12", Sex::Male)];
        for (number, birth, expected_sex) in rows {
            assert!(tax_number_holds(number), "{number}");
            assert_eq!(birth_date(number).map(|day| day.to_string()).as_deref(), Some(birth), "{number}");
            assert_eq!(sex(number), Some(expected_sex), "{number}");
        }
        assert!(!tax_number_holds("1759013777"));
        let born = Date::from_calendar_date(1957, Month::March, 12).expect("a day");
        assert_eq!(number_of_day(born).as_deref(), Some("20890"));
    }

    proptest! {
        #[test]
        fn day_and_number_agree(days in 1i64..60_000) {
            let day = epoch() + Duration::days(days);
            let number = format!("{}00000", number_of_day(day).expect("in range"));
            prop_assert_eq!(birth_date(&number), Some(day));
        }

        #[test]
        fn one_wrong_digit_is_nearly_always_seen(start in 10_000u32..45_000, serial in 0u32..9_999, place in 0usize..9, add in 1u32..9) {
            let nine = format!("{start:05}{serial:04}");
            let whole = (0..10).map(|last| format!("{nine}{last}")).find(|one| tax_number_holds(one)).expect("some digit holds");
            let mut digits: Vec<u32> = whole.chars().filter_map(|one| one.to_digit(10)).collect();
            digits[place] = (digits[place] + add) % 10;
            let changed: String = digits.iter().map(u32::to_string).collect();
            // The remainder ten is written as nought, so those two alone may be mistaken for each other.
            if tax_number_holds(&changed) {
                prop_assert_eq!(digits[9], 0);
            }
        }
    }
}
