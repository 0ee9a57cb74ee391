//! The types of values (kinds.md, "How values are written"): which field has which type, and the canonical
//! form of what stands on paper or was typed by a person. Knows no page.

mod amount;
mod choice;
mod duration;

use serde::{Deserialize, Serialize};

use crate::codes;
use crate::date::{self, PaperDate, Precision, Span};

pub use amount::{amount, amounts_in};
pub use choice::{choice, choice_in, offers_choices};
pub use duration::{duration, duration_in};

/// The type of a field's value. The text form stands in kind files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    Text,
    /// One part of a person's name, nominative.
    Name,
    /// A whole name in one text, surname first.
    FullName,
    Date,
    /// `indefinite` or a date.
    Until,
    Year,
    Month,
    Amount,
    /// A count of sheets or documents.
    Count,
    TaxNumber,
    Edrpou,
    Iban,
    Unzr,
    PassportSeries,
    PassportNumber,
    /// Series of a certificate or book: `VI-АТ`, `БТ-II`.
    Series,
    /// Any other number of a paper, kept as text.
    Number,
    Phone,
    Sex,
    PensionKind,
    DisabilityGroup,
    Duration,
    List,
}

/// A canonical value and whether look-alikes were mapped on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    pub value: String,
    pub edited: bool,
}

impl ValueType {
    /// The type of a field by its path; the last name of `salary_months[2].amount` decides.
    pub fn of(path: &str) -> ValueType {
        let name = path.rsplit('.').next().unwrap_or(path);
        match name.split('[').next().unwrap_or(name) {
            "surname" | "given_name" | "patronymic" | "husband_surname_after" | "wife_surname_after" => {
                Self::Name
            }
            name if name.ends_with("_full_name") => Self::FullName,
            "valid_until" => Self::Until,
            "period_from" | "period_to" | "month" => Self::Month,
            "enrolment_year" | "graduation_year" | "year" => Self::Year,
            "from" | "to" | "service_from" | "service_to" | "date" => Self::Date,
            name if name.ends_with("_date") => Self::Date,
            "amount" | "pension_amount" | "salary_total" | "insurance_total" => Self::Amount,
            "document_count" | "sheet_count" | "preferential_list" | "months" | "sheets_from"
            | "sheets_to" => Self::Count,
            "tax_number" => Self::TaxNumber,
            "edrpou" => Self::Edrpou,
            "iban" => Self::Iban,
            "unzr" => Self::Unzr,
            "passport_series" => Self::PassportSeries,
            "passport_number" => Self::PassportNumber,
            "document_series" => Self::Series,
            "document_number"
            | "case_number"
            | "act_number"
            | "registration_number"
            | "case_reference"
            | "number" => Self::Number,
            "phone" => Self::Phone,
            "sex" => Self::Sex,
            "pension_kind" => Self::PensionKind,
            "disability_group" => Self::DisabilityGroup,
            "insurance_record" => Self::Duration,
            "employment_periods" | "salary_months" | "insurance_years" | "entries" | "payments" => Self::List,
            _ => Self::Text,
        }
    }

    /// The canonical form of a raw text; `None` where it is no such value.
    pub fn canonical(self, raw: &str) -> Option<Canonical> {
        self.canonical_within(raw, Span::default())
    }

    /// The same, with the years a date may lie in.
    pub fn canonical_within(self, raw: &str, span: Span) -> Option<Canonical> {
        let plain = |value: Option<String>| value.map(|value| Canonical { value, edited: false });
        let coded = |one: codes::Coded| Canonical { value: one.value, edited: one.edited };
        match self {
            Self::Text | Self::List => plain(text(raw)),
            Self::Name | Self::FullName => plain(name(raw)),
            Self::Date => dated(raw, span, Precision::Year),
            Self::Until => match is_indefinite(raw) {
                true => Some(Canonical { value: "indefinite".to_owned(), edited: false }),
                false => dated(raw, span, Precision::Year),
            },
            Self::Month => dated(raw, span, Precision::Month)
                .map(|one| Canonical { value: one.value.chars().take(7).collect(), ..one }),
            Self::Year => dated(raw, span, Precision::Year)
                .map(|one| Canonical { value: one.value.chars().take(4).collect(), ..one }),
            Self::Amount => amount(raw),
            Self::Count => codes::numeric(raw).filter(|one| one.value.len() <= 4).map(|one| Canonical {
                value: one.value.trim_start_matches('0').to_owned(),
                edited: one.edited,
            }),
            Self::TaxNumber => codes::tax_number(raw).map(coded),
            Self::Edrpou => codes::edrpou(raw).map(coded),
            Self::Iban => codes::iban(raw).map(coded),
            Self::Unzr => codes::unzr(raw).map(coded),
            Self::PassportSeries | Self::Series => plain(codes::papers::series(raw)),
            Self::PassportNumber => {
                codes::numeric(raw).filter(|one| matches!(one.value.len(), 6 | 9)).map(coded)
            }
            Self::Number => plain(number(raw)),
            Self::Phone => plain(phone(raw)),
            Self::Sex => plain(choice::sex(raw)),
            Self::PensionKind => plain(choice::pension_kind(raw)),
            Self::DisabilityGroup => plain(choice::disability_group(raw)),
            Self::Duration => plain(duration(raw)),
        }
    }

    /// Whether the value proves itself (check digit or closed list), fails its proof, or has none.
    pub fn proof(self, value: &str) -> Option<bool> {
        match self {
            Self::TaxNumber => Some(codes::tax_number_holds(value)),
            Self::Edrpou => Some(codes::edrpou_holds(value)),
            Self::Iban => Some(codes::iban_holds(value)),
            Self::Unzr => Some(codes::unzr_holds(value)),
            _ => None,
        }
    }
}

fn dated(raw: &str, span: Span, least: Precision) -> Option<Canonical> {
    if let Ok(date) = raw.trim().parse::<PaperDate>() {
        let precise = date.precision() >= least;
        return precise.then(|| Canonical { value: date.to_string(), edited: false });
    }
    let found = date::read(raw, span).filter(|one| one.date.precision() >= least)?;
    Some(Canonical { value: found.date.to_string(), edited: found.edited })
}

/// «безстроково», «бессрочно», «довічно», «пожизненно».
fn is_indefinite(raw: &str) -> bool {
    let lower = raw.trim().to_lowercase();
    let words = ["безстроков", "безтерміно", "бессроч", "довічно", "пожизненно", "indefinite"];
    words.iter().any(|word| lower.contains(word))
}

/// One line, single spaces, the canonical apostrophe.
pub fn text(raw: &str) -> Option<String> {
    let mut out = String::new();
    for word in raw.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(apostrophe));
    }
    (!out.is_empty()).then_some(out)
}

fn apostrophe(letter: char) -> char {
    match letter {
        '\u{2019}' | '\u{02bc}' | '\u{2018}' | '\u{0060}' | '\u{00b4}' | '\u{2032}' => '\'',
        other => other,
    }
}

/// A name: letters, apostrophes, hyphens; each part with a capital.
fn name(raw: &str) -> Option<String> {
    let clean = text(raw)?;
    let mut words = Vec::new();
    for word in clean.split(' ') {
        let word = word.trim_matches(|one: char| !one.is_alphabetic());
        let proper = word.chars().all(|one| one.is_alphabetic() || matches!(one, '\'' | '-'));
        if word.is_empty() {
            continue;
        }
        if !proper {
            return None;
        }
        words.push(capitalised(word));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// «КРАВЧЕНКО-БІЛА» → «Кравченко-Біла»; Latin twins become Cyrillic.
pub fn capitalised(word: &str) -> String {
    let mut out = String::new();
    let mut first = true;
    for letter in word.chars().map(codes::to_cyrillic) {
        if first {
            out.extend(letter.to_uppercase());
        } else {
            out.extend(letter.to_lowercase());
        }
        first = letter == '-' || (first && !letter.is_alphabetic());
    }
    out
}

/// The number of a paper: what stands after №, without the sign and without spaces around.
fn number(raw: &str) -> Option<String> {
    let clean = text(raw)?;
    let clean = clean
        .trim_start_matches(['№', 'N', '#', ' ', '.', ':'])
        .trim_end_matches(['.', ',', ';', ':', ' ', '_']);
    clean.chars().any(|one| one.is_ascii_digit()).then(|| clean.to_owned())
}

/// A telephone number as it is grouped on paper: single spaces, nothing around.
fn phone(raw: &str) -> Option<String> {
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    let others = raw.chars().filter(|one| one.is_alphabetic()).count();
    if !(5..=12).contains(&digits) || others > 0 {
        return None;
    }
    text(raw.trim_matches(|one: char| !one.is_ascii_digit() && !matches!(one, '+' | '(')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_forms() {
        use ValueType::*;
        let rows: [(ValueType, &str, Option<&str>); 20] = [
            (Text, "  відділ   кадрів ", Some("відділ кадрів")),
            (Text, "В’ячеслав", Some("В'ячеслав")),
            (Name, "КРАВЧЕНКО", Some("Кравченко")),
            (Name, "лук'яненко", Some("Лук'яненко")),
            (Name, "Нечуй-Левицька,", Some("Нечуй-Левицька")),
            (Name, "12345", None),
            (Date, "12/III-57", Some("1957-03-12")),
            (Date, "1957-03-12", Some("1957-03-12")),
            (Date, "30.02.1957", None),
            (Until, "безстроково", Some("indefinite")),
            (Until, "01.05.2009", Some("2009-05-01")),
            (Month, "березень 1987", Some("1987-03")),
            (Year, "1975 р.", Some("1975")),
            (Amount, "1 234,56", Some("1234.56")),
            (TaxNumber, "17590 13776", Some("1759013776")),
            (PassportSeries, "CK", Some("СК")),
            (Series, "УІ-АТ", Some("VI-АТ")),
            (Number, "№ 15/2-7.", Some("15/2-7")),
            (Phone, "(044) 234-56-78", Some("(044) 234-56-78")),
            (Sex, "жіноча", Some("f")),
        ];
        for (kind, raw, expected) in rows {
            assert_eq!(kind.canonical(raw).map(|one| one.value).as_deref(), expected, "{kind:?} {raw}");
        }
    }

    #[test]
    fn types_follow_the_path() {
        assert_eq!(ValueType::of("salary_months[2].amount"), ValueType::Amount);
        assert_eq!(ValueType::of("mother_full_name"), ValueType::FullName);
        assert_eq!(ValueType::of("issue_date"), ValueType::Date);
        assert_eq!(ValueType::of("organisation"), ValueType::Text);
    }
}
