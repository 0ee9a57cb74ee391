//! Numbers with right check digits, for invented people and firms.
//!
//! The arithmetic is the generator's own on purpose: a mistake in the product's validators
//! must not be repeated here. Knows no product code.

use crate::decline::Sex;
use crate::paper::Rng;
use time::{Date, Month};

/// Days are counted from the last day of 1899.
fn days_of(date: Date) -> i64 {
    let origin = Date::from_calendar_date(1899, Month::December, 31).expect("a fixed date that exists");
    (date - origin).whole_days()
}

/// The control digit of a tax number, from its first nine digits.
pub fn tax_number_check(nine: &[u32; 9]) -> u32 {
    const WEIGHTS: [i64; 9] = [-1, 5, 7, 9, 4, 6, 10, 5, 7];
    let mut sum = 0;
    for (digit, weight) in nine.iter().zip(WEIGHTS) {
        sum += i64::from(*digit) * weight;
    }
    (sum.rem_euclid(11) % 10) as u32
}

pub fn tax_number(rng: &mut Rng, birth: Date, sex: Sex) -> String {
    let serial = rng.int(10, 499) * 10 + rng.int(0, 4) * 2 + i64::from(sex == Sex::M);
    let nine = digits(&format!("{:05}{:04}", days_of(birth), serial));
    let nine: [u32; 9] = nine.try_into().expect("five and four digits make nine");
    let text: String = nine.iter().map(u32::to_string).collect();
    format!("{text}{}", tax_number_check(&nine))
}

/// The control digit of a ЄДРПОУ code, from its first seven digits.
pub fn edrpou_check(seven: &[u32; 7]) -> u32 {
    let head = seven.iter().fold(0, |number, digit| number * 10 + digit);
    let middle = (3_000_000..=6_000_000).contains(&head);
    let weights: [u32; 7] = if middle { [7, 1, 2, 3, 4, 5, 6] } else { [1, 2, 3, 4, 5, 6, 7] };
    let weighed = |extra: u32| -> u32 {
        let mut sum = 0;
        for (digit, weight) in seven.iter().zip(weights) {
            sum += digit * (weight + extra);
        }
        sum % 11
    };
    match weighed(0) {
        10 => weighed(2) % 10,
        digit => digit,
    }
}

/// Old enterprises carry codes from 00100000, firms of the nineties 20–25 million, later ones 30 million and up.
pub fn edrpou(rng: &mut Rng, founded: i32) -> String {
    let head = match founded {
        ..1991 => rng.int(10_000, 590_000),
        1991..1999 => rng.int(1_900_000, 2_599_999),
        _ => rng.int(3_000_000, 4_300_000),
    };
    let text = format!("{head:07}");
    let seven: [u32; 7] = digits(&text).try_into().expect("seven digits were written");
    format!("{text}{}", edrpou_check(&seven))
}

/// `UA`, two control digits, the bank's six, nineteen of the account.
pub fn iban(bank: &str, account: &str) -> String {
    let body = format!("{bank}{account:0>19}");
    let mut rest: u64 = 0;
    // «UA00» moved to the end and turned into numbers: U = 30, A = 10.
    for digit in digits(&format!("{body}301000")) {
        rest = (rest * 10 + u64::from(digit)) % 97;
    }
    format!("UA{:02}{body}", 98 - rest)
}

pub fn iban_of(rng: &mut Rng, bank: &str) -> String {
    let account = format!("2620{:010}", rng.int(1_000_000, 9_999_999_999));
    iban(bank, &account)
}

/// The demographic register's number: birth date, serial of four digits and a control digit.
pub fn unzr(birth: Date, serial: u32) -> String {
    let day = format!("{:04}{:02}{:02}", birth.year(), u8::from(birth.month()), birth.day());
    let serial = format!("{serial:04}");
    let mut sum = 0;
    for (digit, weight) in digits(&format!("{day}{serial}")).iter().zip([7, 3, 1].into_iter().cycle()) {
        sum += digit * weight;
    }
    format!("{day}-{serial}{}", sum % 10)
}

/// Letters of the 1994 booklet: region letters with a second one that ran through the alphabet.
pub fn booklet_series(rng: &mut Rng) -> String {
    const FIRST: [char; 6] = ['А', 'В', 'Е', 'К', 'М', 'С'];
    const SECOND: [char; 12] = ['А', 'В', 'Е', 'К', 'М', 'Н', 'О', 'Р', 'С', 'Т', 'І', 'Ю'];
    format!("{}{}", rng.pick(&FIRST), rng.pick(&SECOND))
}

pub fn six(rng: &mut Rng) -> String {
    format!("{:06}", rng.int(1_000, 999_999))
}

pub fn seven(rng: &mut Rng) -> String {
    format!("{:07}", rng.int(1_000_000, 9_999_999))
}

/// ID cards: nine digits, leading zeros kept.
pub fn id_card(rng: &mut Rng) -> String {
    format!("{:09}", rng.int(100_000, 9_800_000))
}

/// Roman part and two letters, as in a Soviet passport or a civil-status certificate.
pub fn roman_series(rng: &mut Rng, romans: &[&str], letters: &[&str]) -> String {
    format!("{}-{}", rng.pick(romans), rng.pick(letters))
}

pub fn ussr_series(rng: &mut Rng) -> String {
    const ROMANS: [&str; 8] = ["I", "II", "III", "IV", "VIII", "XIV", "XXIV", "XXXI"];
    roman_series(rng, &ROMANS, &["БО", "БМ", "АП", "МЮ", "СУ", "ЯР", "ЕЛ", "КА"])
}

/// Civil-status forms: Soviet ones II-УР, later I-БК.
pub fn civil_series(rng: &mut Rng, soviet: bool) -> String {
    if soviet {
        roman_series(rng, &["II", "III", "IV", "V", "VI", "I"], &["УР", "БК", "ЖС", "СГ", "ВЛ", "АТ", "ЯР"])
    } else {
        roman_series(rng, &["I", "II"], &["БК", "СГ", "КИ", "БП", "ЖД", "АМ", "НО"])
    }
}

/// Workbooks had no series before 1974.
pub fn workbook_series(year: i32) -> Option<&'static str> {
    match year {
        ..1974 => None,
        1974..1977 => Some("АТ-I"),
        1977..1980 => Some("АТ-II"),
        1980..1983 => Some("АТ-III"),
        1983..1987 => Some("АТ-V"),
        1987..1993 => Some("БТ-I"),
        1993..1998 => Some("БТ-II"),
        _ => Some("АВ"),
    }
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn known_tax_numbers() {
        for (number, birth) in [("1759013776", date!(1948 - 02 - 28)), ("3184710691", date!(1987 - 03 - 12))]
        {
            let nine: [u32; 9] = digits(&number[..9]).try_into().unwrap();
            assert_eq!(tax_number_check(&nine).to_string(), number[9..]);
            assert_eq!(format!("{:05}", days_of(birth)), number[..5]);
        }
        assert_eq!(days_of(date!(1957 - 03 - 12)), 20890);
        assert_eq!(days_of(date!(1900 - 01 - 01)), 1);
    }

    #[test]
    fn a_tax_number_tells_the_sex() {
        let mut rng = Rng::new(4, 0);
        for (sex, parity) in [(Sex::M, 1), (Sex::F, 0)] {
            let number = tax_number(&mut rng, date!(1953 - 08 - 24), sex);
            assert_eq!(number.len(), 10);
            assert!(number.starts_with("19594"));
            assert_eq!(digits(&number)[8] % 2, parity);
        }
    }

    #[test]
    fn known_edrpou() {
        for code in ["32855961", "23226362", "00130820", "23246880", "25083040"] {
            let seven: [u32; 7] = digits(&code[..7]).try_into().unwrap();
            assert_eq!(edrpou_check(&seven).to_string(), code[7..], "{code}");
        }
    }

    #[test]
    fn known_iban_and_register_number() {
        let known = "UA583808050000026009702978805";
        assert_eq!(iban(&known[4..10], &known[10..]), known);
        assert_eq!(iban("380805", "26009702978805").len(), 29);
        assert_eq!(unzr(date!(1991 - 08 - 24), 2), "19910824-00026");
    }
}
