//! What a verifier typed, as the value to store: brought to its canonical form, with the impossibilities that a second
//! Enter must confirm. Nothing that stands on paper is forbidden.

use dossier::codes;
use dossier::date::PaperDate;
use dossier::value::{self, ValueType};
use words::{Lang, Words};

/// A typed value: what to store, and the key of the doubt that asks for a second Enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub value: String,
    pub doubt: Option<&'static str>,
}

/// `None` for a text of spaces.
pub fn read(path: &str, typed: &str) -> Option<Typed> {
    let plain = value::text(typed)?;
    let kind = ValueType::of(path);
    let dotted = dotted(kind, &plain);
    let Some(canonical) = kind.canonical(dotted.as_deref().unwrap_or(typed)) else {
        return Some(Typed { value: plain, doubt: Some(no_form(kind)) });
    };
    let doubt = match kind.proof(&canonical.value) {
        Some(false) => Some(no_proof(kind)),
        _ => None,
    };
    Some(Typed { value: canonical.value, doubt })
}

/// `24081953`: eight digits are a day without its dots.
fn dotted(kind: ValueType, plain: &str) -> Option<String> {
    let dated = matches!(kind, ValueType::Date | ValueType::Until);
    let digits = plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit());
    (dated && digits).then(|| format!("{}.{}.{}", &plain[..2], &plain[2..4], &plain[4..]))
}

fn no_form(kind: ValueType) -> &'static str {
    match kind {
        ValueType::Date | ValueType::Until | ValueType::Month | ValueType::Year => "verify-doubt-date",
        ValueType::Amount | ValueType::Count => "verify-doubt-number",
        ValueType::TaxNumber => "verify-doubt-tax-form",
        ValueType::Name | ValueType::FullName => "verify-doubt-name",
        _ => "verify-doubt-form",
    }
}

fn no_proof(kind: ValueType) -> &'static str {
    if kind == ValueType::TaxNumber { "verify-doubt-tax" } else { "verify-doubt-proof" }
}

/// The stored value as one types it: a date as `24.08.1953`, a length of service in words, all else as stored.
pub fn typed_form(path: &str, stored: &str, words: Words) -> String {
    match ValueType::of(path) {
        ValueType::Date | ValueType::Month | ValueType::Until => words.date(stored),
        ValueType::Amount if words.lang() == Lang::Uk => stored.replace('.', ","),
        ValueType::Duration => words.duration(stored),
        _ => stored.to_owned(),
    }
}

/// A check beside the input: whether it holds, and its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub holds: bool,
    pub text: String,
}

/// What the value proves by itself and against the dossier's date of birth.
pub fn checks(path: &str, stored: &str, birth: Option<&str>, words: Words) -> Vec<Check> {
    let kind = ValueType::of(path);
    let mut all = Vec::new();
    if let Some(holds) = kind.proof(stored) {
        let key = if holds { "verify-check-proof" } else { "verify-check-no-proof" };
        all.push(Check { holds, text: words.text(key) });
    }
    let born = birth.and_then(|birth| birth.parse::<PaperDate>().ok());
    if kind == ValueType::TaxNumber
        && let (Some(born), Some(told)) = (born, codes::birth_date(stored))
    {
        let holds = born.first_day() == told;
        let key = if holds { "verify-check-tax-birth" } else { "verify-check-tax-other" };
        all.push(Check { holds, text: words.text(key) });
    }
    if kind == ValueType::Date
        && !path.ends_with("birth_date")
        && let (Some(born), Ok(date)) = (born, stored.parse::<PaperDate>())
    {
        let holds = !date.surely_before(&born);
        let years = date.year_number() - born.year_number();
        let text = match holds {
            true => words.count("verify-check-age", years),
            false => words.text("verify-check-before-birth"),
        };
        all.push(Check { holds, text });
    }
    all
}

/// «з таких хибне 1 із 4»: what a probability means to whoever must decide.
pub fn frequency(probability: f32, words: Words) -> String {
    let wrong = f64::from(1.0 - probability).clamp(0.0, 1.0);
    if wrong > 0.5 {
        return words.text("verify-frequency-most");
    }
    let of = if wrong < 0.001 { 1000 } else { (1.0 / wrong).round() as i64 };
    words.count("verify-frequency", of)
}

/// The one sign in which two readings of the same length differ.
pub fn doubtful_sign(first: &str, second: &str) -> Option<(char, char)> {
    if first.chars().count() != second.chars().count() {
        return None;
    }
    let mut differing = first.chars().zip(second.chars()).filter(|(one, other)| one != other);
    let found = differing.next()?;
    differing.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_stored_in_one_form() {
        let rows: &[(&str, &str, &str, Option<&str>)] = &[
            ("birth_date", "24.08.1953", "1953-08-24", None),
            ("birth_date", "24081953", "1953-08-24", None),
            ("birth_date", "24 серпня 1953", "1953-08-24", None),
            ("birth_date", "1953-08-24", "1953-08-24", None),
            ("birth_date", "31.02.1953", "31.02.1953", Some("verify-doubt-date")),
            ("tax_number", "1759013776", "1759013776", None),
            ("tax_number", "1759013770", "1759013770", Some("verify-doubt-tax")),
            ("tax_number", "17590", "17590", Some("verify-doubt-tax-form")),
            ("surname", "  КРАВЧЕНКО ", "Кравченко", None),
            ("surname", "Кравч3нко", "Кравч3нко", Some("verify-doubt-name")),
            ("organisation", "Сумский   мясокомбинат", "Сумский мясокомбинат", None),
            ("salary_months[2].amount", "3 150,85", "3150.85", None),
        ];
        for (path, typed, value, doubt) in rows {
            let expected = Typed { value: (*value).to_owned(), doubt: *doubt };
            assert_eq!(read(path, typed), Some(expected), "{path}: {typed}");
        }
        assert_eq!(read("surname", "   "), None);
    }

    #[test]
    fn a_length_of_service_typed_as_it_is_shown_is_the_same() {
        for words in Lang::ALL.map(Words::new) {
            for stored in ["P37Y2M14D", "P21Y0M1D", "P1Y", "P11M30D"] {
                let shown = typed_form("insurance_record", stored, words);
                assert!(!shown.contains('P'), "{shown}");
                let typed = Typed { value: stored.to_owned(), doubt: None };
                assert_eq!(read("insurance_record", &shown), Some(typed), "{shown}");
            }
        }
    }

    #[test]
    fn probability_is_told_as_a_frequency() {
        let uk = Words::new(Lang::Uk);
        let check =
            |probability, part: &str| assert!(frequency(probability, uk).contains(part), "{probability}");
        check(0.75, "1 із 4");
        check(0.98, "1 із 50");
        check(1.0, "1 із 1");
        check(0.3, "більшість");
    }

    #[test]
    fn the_doubtful_sign_is_found() {
        assert_eq!(doubtful_sign("1971-12-08", "1977-12-08"), Some(('1', '7')));
        assert_eq!(doubtful_sign("1971", "1971"), None);
        assert_eq!(doubtful_sign("1971", "1882"), None);
        assert_eq!(doubtful_sign("1971", "197"), None);
    }
}
