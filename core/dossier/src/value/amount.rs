//! Sums of money: `1 234,56`, `184-06`, `1234 грн 56 коп.` → `1234.56`. The currency is another question.

use super::Canonical;
use crate::codes::alike::to_digit;

/// The one sum a text is.
pub fn amount(raw: &str) -> Option<Canonical> {
    let lower = raw.trim().to_lowercase();
    let coins = coins_after_units(&lower);
    let body = match coins {
        Some((units, _)) => units,
        None => lower.as_str(),
    };
    let mut digits = String::new();
    let mut edited = false;
    let letters: Vec<char> = body.trim().chars().collect();
    let mut fraction = None;
    for (at, letter) in letters.iter().enumerate() {
        if letter.is_whitespace() || matches!(letter, '\'' | '’' | '_') {
            continue;
        }
        if let Some(digit) = to_digit(*letter) {
            edited |= digit != *letter;
            digits.push(digit);
            continue;
        }
        let rest: Vec<char> = letters[at + 1..].iter().copied().filter(|one| !one.is_whitespace()).collect();
        let after = rest.iter().take_while(|one| to_digit(**one).is_some()).count();
        match letter {
            // The last sign with one or two digits behind it parts the coins; three digits are a group.
            '.' | ',' | '-' | '=' | '–' if after <= 2 && fraction.is_none() && !digits.is_empty() => {
                let tail: String = rest[..after].iter().filter_map(|one| to_digit(*one)).collect();
                fraction = Some(tail);
                let others =
                    rest[after..].iter().any(|one| one.is_alphanumeric() && to_digit(*one).is_some());
                if others {
                    return None;
                }
                break;
            }
            '.' | ',' if after >= 3 => {}
            'г' | 'р' | 'к' | '₴' => break,
            _ => return None,
        }
    }
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let cents = match (coins, fraction) {
        (Some((_, cents)), _) => cents,
        (None, Some(tail)) if tail.len() == 1 => format!("{tail}0"),
        (None, Some(tail)) if tail.len() == 2 => tail,
        _ => "00".to_owned(),
    };
    let units = digits.trim_start_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    Some(Canonical { value: format!("{units}.{cents}"), edited })
}

/// «1234 грн 56 коп.» → the part of the units and the two digits of coins.
fn coins_after_units(lower: &str) -> Option<(&str, String)> {
    let at = ["грн", "гр.", "руб", "крб", "р."].iter().filter_map(|mark| lower.find(mark)).min()?;
    let tail = &lower[at..];
    let cents: String =
        tail.chars().skip_while(|one| !one.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (cents.len() <= 2 && !cents.is_empty()).then(|| (&lower[..at], format!("{cents:0>2}")))
}

/// All sums of a text in order, with their bytes: runs of digits with groups and coins.
pub fn amounts_in(text: &str) -> Vec<(usize, usize, Canonical)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut close = |start: &mut Option<usize>, end: usize| {
        if let Some(from) = start.take()
            && let Some(sum) = amount(text[from..end].trim_end_matches([',', '.', '-', ' ']))
        {
            found.push((from, end, sum));
        }
    };
    for (at, letter) in text.char_indices() {
        let inside = start.is_some();
        if letter.is_ascii_digit() {
            start.get_or_insert(at);
            end = at + 1;
            continue;
        }
        let group = inside
            && matches!(letter, ' ' | '\u{a0}')
            && three_digits_follow(&text[at + letter.len_utf8()..]);
        let point = inside && matches!(letter, ',' | '.' | '-');
        if !(group || point) {
            close(&mut start, end);
        }
    }
    close(&mut start, end);
    found
}

fn three_digits_follow(rest: &str) -> bool {
    let run = rest.bytes().take_while(u8::is_ascii_digit).count();
    run == 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sums() {
        for (raw, expected) in [
            ("184,06", Some("184.06")),
            ("184-06", Some("184.06")),
            ("1 234,5", Some("1234.50")),
            ("1.234,56", Some("1234.56")),
            ("1234 грн 56 коп.", Some("1234.56")),
            ("120 руб. 5 коп.", Some("120.05")),
            ("120 руб.", Some("120.00")),
            ("450 000", Some("450000.00")),
            ("12О,50", Some("120.50")),
            ("184.06 грн", Some("184.06")),
            ("немає", None),
            ("", None),
        ] {
            assert_eq!(amount(raw).map(|one| one.value).as_deref(), expected, "{raw}");
        }
        let all: Vec<String> =
            amounts_in("разом 1 234,56 грн, утримано 12,00").into_iter().map(|one| one.2.value).collect();
        assert_eq!(all, ["1234.56", "12.00"]);
    }

    proptest! {
        #[test]
        fn written_sums_read_back(units in 0u64..10_000_000, cents in 0u64..100) {
            for raw in [format!("{units},{cents:02}"), format!("{units} грн {cents:02} коп."), format!("{units}-{cents:02}")] {
                let expected = format!("{units}.{cents:02}");
                prop_assert_eq!(amount(&raw).map(|one| one.value), Some(expected), "{}", raw);
            }
        }
    }
}
