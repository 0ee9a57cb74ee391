//! Series and numbers of papers: passports of three kinds, civil-status certificates, work-books.

use super::alike::{numeric, roman, to_cyrillic};

/// A series (empty where the paper has none) and a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperNumber {
    pub series: String,
    pub number: String,
    pub edited: bool,
}

/// A passport: booklet (two Cyrillic letters, six digits), USSR (Roman numeral, two letters, six digits).
pub fn passport(raw: &str) -> Option<PaperNumber> {
    let (head, number, edited) = head_and_number(raw, 6..=6)?;
    let series = if head.contains('-') { roman_series(&head)? } else { letters(&head)? };
    let changed = series != head;
    Some(PaperNumber { series, number, edited: edited || changed })
}

/// The number of an ID card: nine digits, noughts kept.
pub fn identity_card(raw: &str) -> Option<PaperNumber> {
    let coded = numeric(raw).filter(|coded| coded.value.len() == 9)?;
    Some(PaperNumber { series: String::new(), number: coded.value, edited: coded.edited })
}

/// A civil-status certificate: `VI-АТ № 127456`; newer forms write an Arabic first digit.
pub fn civil_paper(raw: &str) -> Option<PaperNumber> {
    let (head, number, edited) = head_and_number(raw, 5..=7)?;
    let series = roman_series(&head)?;
    let changed = series != head;
    Some(PaperNumber { series, number, edited: edited || changed })
}

/// A work-book: `БТ-II № 1234567`; the letters stand before the Roman numeral.
pub fn workbook(raw: &str) -> Option<PaperNumber> {
    let (head, number, edited) = head_and_number(raw, 6..=7)?;
    let series = match head.split_once('-') {
        Some((first, second)) => format!("{}-{}", letters(first)?, roman(second)?.0),
        None => letters(&head)?,
    };
    let changed = series != head;
    Some(PaperNumber { series, number, edited: edited || changed })
}

/// A diploma: one to three capital letters and six or seven digits.
pub fn diploma(raw: &str) -> Option<PaperNumber> {
    let (head, number, edited) = head_and_number(raw, 6..=7)?;
    let count = head.chars().count();
    let capitals = head.chars().all(|one| to_cyrillic(one).is_uppercase());
    let series: String = head.chars().map(to_cyrillic).collect();
    ((1..=3).contains(&count) && capitals).then_some(PaperNumber { series, number, edited })
}

/// A series alone, in canonical letters: `VI-АТ`, `БТ-II`, `МЮ`.
pub fn series(raw: &str) -> Option<String> {
    let head = tidy(raw);
    if let Some((first, second)) = head.split_once('-') {
        if let (Some((latin, _)), Some(pair)) = (roman(first), letters(second)) {
            return Some(format!("{latin}-{pair}"));
        }
        return Some(format!("{}-{}", letters(first)?, roman(second)?.0));
    }
    letters(&head)
}

fn roman_series(head: &str) -> Option<String> {
    let (first, second) = head.split_once('-')?;
    let lead = match roman(first) {
        Some((latin, _)) => latin,
        None if first.len() == 1 && first.chars().all(|one| one.is_ascii_digit()) => first.to_owned(),
        None => return None,
    };
    Some(format!("{lead}-{}", letters(second)?))
}

/// Two capital Cyrillic letters; digits that resemble letters are mapped back.
fn letters(raw: &str) -> Option<String> {
    let mut out = String::new();
    for letter in raw.chars() {
        // «от 123456» is a preposition: series are written in capitals.
        if letter.is_lowercase() {
            return None;
        }
        let capital = to_cyrillic(letter).to_uppercase().next().unwrap_or(letter);
        let capital = match capital {
            '0' => 'О',
            '3' => 'З',
            '8' => 'В',
            'N' => 'И',
            other => other,
        };
        if !matches!(capital, 'А'..='Я' | 'І' | 'Ї' | 'Є' | 'Ґ') {
            return None;
        }
        out.push(capital);
    }
    (out.chars().count() == 2).then_some(out)
}

fn tidy(raw: &str) -> String {
    let mut head = String::new();
    for letter in raw.chars() {
        match letter {
            '-' | '–' | '—' | '−' => head.push('-'),
            letter if letter.is_alphanumeric() => head.push(letter),
            _ => {}
        }
    }
    head.trim_matches('-').to_owned()
}

/// Splits at the number sign, or before the last run of digits.
fn head_and_number(raw: &str, length: std::ops::RangeInclusive<usize>) -> Option<(String, String, bool)> {
    let raw = raw.trim().trim_end_matches(['.', ',', ';', ' ']);
    let cut = match raw.find('№') {
        Some(at) => at,
        None => {
            let tail: usize = raw
                .chars()
                .rev()
                .take_while(|one| one.is_ascii_digit() || one.is_whitespace())
                .map(char::len_utf8)
                .sum();
            raw.len() - tail
        }
    };
    let number = numeric(raw[cut..].trim_start_matches(['№', 'N', ' ', '.', ':']))?;
    let head = tidy(&raw[..cut]);
    length.contains(&number.value.len()).then_some((head, number.value, number.edited))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Option<PaperNumber>, raw: &str, expected: Option<(&str, &str)>) {
        let found = read(raw);
        assert_eq!(found.as_ref().map(|one| (one.series.as_str(), one.number.as_str())), expected, "{raw}");
    }

    #[test]
    fn passports() {
        for (raw, expected) in [
            ("МЮ 123456", Some(("МЮ", "123456"))),
            ("CK № 012345", Some(("СК", "012345"))),
            ("ХХIV-МЮ № 123456", Some(("XXIV-МЮ", "123456"))),
            ("XXIV-MЮ 123456", Some(("XXIV-МЮ", "123456"))),
            ("МЮ12345", None),
            ("12 123456", None),
        ] {
            check(passport, raw, expected);
        }
        check(identity_card, "000 123 456", Some(("", "000123456")));
    }

    #[test]
    fn certificates() {
        for (raw, expected) in [
            ("VI-АТ № 127456", Some(("VI-АТ", "127456"))),
            ("УІ-АТ №127456", Some(("VI-АТ", "127456"))),
            ("1-БК № 127456", Some(("I-БК", "127456"))),
            ("2-БК № 127456", Some(("2-БК", "127456"))),
        ] {
            check(civil_paper, raw, expected);
        }
        check(workbook, "АТ-ІІ № 1234567", Some(("АТ-II", "1234567")));
        check(workbook, "БТ-I 7654321", Some(("БТ-I", "7654321")));
    }
}
