//! The ways a date is written on paper. Knows no layout.

use super::numerals;
use crate::decline::Lang;
use crate::paper::Rng;
use time::Date;

const MONTHS_UK: [&str; 12] = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
];
const MONTHS_RU: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];
const OF_MONTHS_UK: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const OF_MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
pub const ROMANS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Nominative; `month` is 1 to 12.
pub fn month(month: u8, lang: Lang) -> &'static str {
    let names = if lang == Lang::Uk { &MONTHS_UK } else { &MONTHS_RU };
    names[usize::from(month) - 1]
}

/// «березня», «марта».
pub fn of_month(day: Date, lang: Lang) -> &'static str {
    let names = if lang == Lang::Uk { &OF_MONTHS_UK } else { &OF_MONTHS_RU };
    names[usize::from(u8::from(day.month())) - 1]
}

pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

pub fn iso_month((year, month): (i32, u8)) -> String {
    format!("{year:04}-{month:02}")
}

/// 12.03.1957
pub fn dotted(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), u8::from(day.month()), day.year())
}

/// 12.03.57
pub fn brief(day: Date) -> String {
    format!("{:02}.{:02}.{:02}", day.day(), u8::from(day.month()), day.year() % 100)
}

/// 12/III-57
pub fn roman(day: Date) -> String {
    format!("{}/{}-{:02}", day.day(), ROMANS[usize::from(u8::from(day.month())) - 1], day.year() % 100)
}

/// 12 березня 1957 року
pub fn long(day: Date, lang: Lang) -> String {
    let year = if lang == Lang::Uk { "року" } else { "года" };
    format!("{} {} {} {year}", day.day(), of_month(day, lang), day.year())
}

/// 12 марта 1957 г.
pub fn middling(day: Date, lang: Lang) -> String {
    let year = if lang == Lang::Uk { "р." } else { "г." };
    format!("{} {} {} {year}", day.day(), of_month(day, lang), day.year())
}

/// «12» березня 1957 р.
pub fn quoted(day: Date, lang: Lang) -> String {
    let year = if lang == Lang::Uk { "р." } else { "г." };
    format!("«{:02}» {} {} {year}", day.day(), of_month(day, lang), day.year())
}

/// дванадцятого березня тисяча дев'ятсот п'ятдесят сьомого року
pub fn words(day: Date, lang: Lang) -> String {
    let year = if lang == Lang::Uk { "року" } else { "года" };
    format!(
        "{} {} {} {year}",
        numerals::ordinal(i64::from(day.day()), lang),
        of_month(day, lang),
        numerals::ordinal(i64::from(day.year()), lang)
    )
}

/// A way of writing that a clerk of the time would use; always with the day.
pub fn any(rng: &mut Rng, day: Date, lang: Lang) -> String {
    let year = if lang == Lang::Uk { "р." } else { "г." };
    match rng.weighted(&[5.0, 1.5, 1.5, 2.0, 1.0]) {
        0 => dotted(day),
        1 => format!("{} {year}", dotted(day)),
        2 => middling(day, lang),
        3 => long(day, lang),
        _ if day.year() < 1995 => roman(day),
        _ => dotted(day),
    }
}

/// As a pen fills a narrow column.
pub fn by_hand(rng: &mut Rng, day: Date, lang: Lang) -> String {
    match rng.weighted(&[5.0, 1.0, 1.5, 1.0]) {
        0 => dotted(day),
        1 if day.year() < 1995 => roman(day),
        2 => middling(day, lang),
        3 => brief(day),
        _ => dotted(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_date_in_many_ways() {
        let day = date!(1957 - 03 - 12);
        assert_eq!(iso(day), "1957-03-12");
        assert_eq!(roman(day), "12/III-57");
        assert_eq!(quoted(day, Lang::Uk), "«12» березня 1957 р.");
        assert_eq!(words(day, Lang::Uk), "дванадцятого березня тисяча дев'ятсот п'ятдесят сьомого року");
        assert_eq!(words(day, Lang::Ru), "двенадцатого марта тысяча девятьсот пятьдесят седьмого года");
        assert_eq!(words(date!(2003 - 08 - 30), Lang::Uk), "тридцятого серпня дві тисячі третього року");
        assert_eq!(
            words(date!(1960 - 10 - 21), Lang::Ru),
            "двадцать первого октября тысяча девятьсот шестидесятого года"
        );
    }
}
