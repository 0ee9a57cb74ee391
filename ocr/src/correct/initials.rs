//! Initials: «О.О. Довгань» read as «0.0. Довгань».

/// Initials beside a surname with figures for the letters they look like. No heading is numbered «0.1.»; «3.О.» begins
/// with a letter or a nought, else it stays: «3.1. Загальні положення».
pub(super) fn of_letters(text: &str, before: &str, after: &str) -> Option<String> {
    let [first, second] = text.strip_suffix('.')?.split('.').collect::<Vec<&str>>()[..] else { return None };
    let (first, second) = (only(first)?, only(second)?);
    let begins = first == '0' || first.is_uppercase();
    let figures = [first, second].iter().any(char::is_ascii_digit);
    if !begins || !figures || !(is_surname(before) || is_surname(after)) {
        return None;
    }
    Some(format!("{}.{}.", letter(first)?, letter(second)?))
}

fn only(part: &str) -> Option<char> {
    let mut signs = part.chars();
    signs.next().filter(|_| signs.next().is_none())
}

fn letter(sign: char) -> Option<char> {
    match sign {
        '0' => Some('О'),
        '3' => Some('З'),
        '6' => Some('Б'),
        '8' => Some('В'),
        sign => Some(sign).filter(|sign| sign.is_uppercase()),
    }
}

/// A capital and small letters.
fn is_surname(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str().trim_end_matches([',', '.', ';', ')']);
    capital
        && rest.chars().count() > 1
        && rest.chars().all(|sign| sign.is_lowercase() || "-'’".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_beside_a_surname_are_initials() {
        let check = |text: &str, after: &str, expected: Option<&str>| {
            assert_eq!(of_letters(text, "", after).as_deref(), expected, "{text} {after}");
        };
        check("0.0.", "Довгань", Some("О.О."));
        check("Ю.0.", "Чуб", Some("Ю.О."));
        check("0.3.", "Ткач", Some("О.З."));
        assert_eq!(of_letters("А.0.", "Шевченко", "").as_deref(), Some("А.О."));
        check("3.0.", "Загальні", None);
        check("О.О.", "Довгань", None);
        check("0.0.", "15", None);
        check("0.5", "Довгань", None);
        check("12.0.", "Довгань", None);
    }
}
