//! How sums, counts and durations are put into words on office paper. Knows no layout.

pub mod dates;
pub mod numerals;

use crate::decline::Lang;
use crate::life::{Currency, PensionKind, rubles};
use crate::paper::Rng;

/// The form of a noun after a number.
pub fn plural<'a>(count: i64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    let (tens, units) = (count % 100, count % 10);
    match (tens, units) {
        (11..=14, _) => many,
        (_, 1) => one,
        (_, 2..=4) => few,
        _ => many,
    }
}

/// «36 років 2 місяці 2 дні»
pub fn duration((years, months, days): (i64, i64, i64), lang: Lang) -> String {
    let words = match lang {
        Lang::Uk => [["рік", "роки", "років"], ["місяць", "місяці", "місяців"], ["день", "дні", "днів"]],
        Lang::Ru => [["год", "года", "лет"], ["месяц", "месяца", "месяцев"], ["день", "дня", "дней"]],
    };
    let mut parts = Vec::new();
    for (count, [one, few, many]) in [years, months, days].into_iter().zip(words) {
        parts.push(format!("{count} {}", plural(count, one, few, many)));
    }
    parts.join(" ")
}

pub fn iso_duration((years, months, days): (i64, i64, i64)) -> String {
    format!("P{years}Y{months}M{days}D")
}

/// How sums are written in a table or a line: the separator and the grouping.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MoneyStyle {
    Comma,
    Dash,
    Point,
    Grouped,
}

impl MoneyStyle {
    pub fn any(rng: &mut Rng, soviet: bool) -> MoneyStyle {
        if soviet {
            [MoneyStyle::Comma, MoneyStyle::Dash][rng.weighted(&[2.0, 3.0])]
        } else {
            [MoneyStyle::Comma, MoneyStyle::Point, MoneyStyle::Grouped][rng.weighted(&[4.0, 2.0, 1.0])]
        }
    }

    pub fn write(self, hundredths: i64) -> String {
        let plain = rubles(hundredths);
        match self {
            MoneyStyle::Comma => plain.replace('.', ","),
            MoneyStyle::Dash => plain.replace('.', "-"),
            MoneyStyle::Point => plain,
            MoneyStyle::Grouped => format!("{},{:02}", grouped(hundredths / 100), hundredths % 100),
        }
    }
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// «184 руб. 06 коп.», «3150,85 грн»
pub fn money(hundredths: i64, currency: Currency, lang: Lang) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (currency, lang) {
        (Currency::Ruble, Lang::Ru) => format!("{whole} руб. {rest:02} коп."),
        (Currency::Ruble, Lang::Uk) => format!("{whole} крб. {rest:02} коп."),
        (Currency::Karbovanets, _) => format!("{} крб.", grouped(whole)),
        (Currency::Hryvnia, _) => format!("{whole},{rest:02} грн"),
    }
}

pub fn currency_label(currency: Currency, lang: Lang) -> &'static str {
    match (currency, lang) {
        (Currency::Ruble, Lang::Ru) => "руб.",
        (Currency::Hryvnia, _) => "грн",
        _ => "крб.",
    }
}

/// «за віком»
pub fn pension_kind(kind: PensionKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (PensionKind::OldAge, Lang::Uk) => "за віком",
        (PensionKind::OldAge, Lang::Ru) => "по старости",
        (PensionKind::Disability, Lang::Uk) => "по інвалідності",
        (PensionKind::Disability, Lang::Ru) => "по инвалидности",
        (PensionKind::Survivor, Lang::Uk) => "у зв'язку з втратою годувальника",
        (PensionKind::Survivor, Lang::Ru) => "по случаю потери кормильца",
        (PensionKind::LongService, Lang::Uk) => "за вислугу років",
        (PensionKind::LongService, Lang::Ru) => "за выслугу лет",
        (PensionKind::Social, Lang::Uk) => "соціальна",
        (PensionKind::Social, Lang::Ru) => "социальная",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_numbers() {
        assert_eq!(duration((36, 2, 2), Lang::Uk), "36 років 2 місяці 2 дні");
        assert_eq!(duration((21, 11, 1), Lang::Ru), "21 год 11 месяцев 1 день");
        assert_eq!(duration((12, 1, 24), Lang::Ru), "12 лет 1 месяц 24 дня");
    }

    #[test]
    fn sums() {
        assert_eq!(MoneyStyle::Grouped.write(460_000_000), "4 600 000,00");
        assert_eq!(MoneyStyle::Dash.write(18_406), "184-06");
        assert_eq!(money(18_406, Currency::Ruble, Lang::Ru), "184 руб. 06 коп.");
        assert_eq!(money(315_085, Currency::Hryvnia, Lang::Uk), "3150,85 грн");
    }
}
