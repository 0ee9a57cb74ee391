//! Characters that look alike: Cyrillic and Latin twins, letters that stand for digits.
//!
//! In a numeric field a letter becomes the digit it resembles; the edit is marked, because an edited code
//! deserves less trust than one read as it stands.

/// A code in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    pub value: String,
    /// Characters were replaced by look-alikes on the way.
    pub edited: bool,
}

const TWINS: [(char, char); 24] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('Ï', 'Ї'),
    ('ï', 'ї'),
    ('k', 'к'),
];

/// The Cyrillic twin of a Latin letter, or the character itself.
pub fn to_cyrillic(letter: char) -> char {
    TWINS.iter().find(|(latin, _)| *latin == letter).map_or(letter, |(_, cyrillic)| *cyrillic)
}

/// The Latin twin of a Cyrillic letter, or the character itself.
pub fn to_latin(letter: char) -> char {
    TWINS.iter().find(|(_, cyrillic)| *cyrillic == letter).map_or(letter, |(latin, _)| *latin)
}

/// The digit that a character is or resembles.
pub fn to_digit(letter: char) -> Option<char> {
    Some(match letter {
        '0'..='9' => letter,
        'О' | 'о' | 'O' | 'o' | 'Q' | 'D' => '0',
        'І' | 'і' | 'I' | 'l' | '|' | '!' | 'i' | '[' | ']' => '1',
        'З' | 'з' | 'Э' | 'э' => '3',
        'Ч' | 'ч' => '4',
        'S' | 's' | 'Ѕ' => '5',
        'б' | 'Б' => '6',
        'В' | 'B' => '8',
        _ => return None,
    })
}

/// Digits alone: separators (spaces, points, dashes) dropped, look-alikes mapped; `None` where anything else stands.
pub fn numeric(raw: &str) -> Option<Coded> {
    let mut value = String::new();
    let mut edited = false;
    for letter in raw.trim().chars() {
        if letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '_' | '.' | ',' | '\'' | '’' | '·')
        {
            continue;
        }
        let digit = to_digit(letter)?;
        edited |= digit != letter;
        value.push(digit);
    }
    let own = raw.chars().filter(char::is_ascii_digit).count();
    // A word of letters is not a number, however its letters look.
    (!value.is_empty() && own * 2 >= value.len()).then_some(Coded { value, edited })
}

/// A Roman numeral read tolerantly (Cyrillic twins, 1 and l for I), as Latin capitals, with its value.
pub fn roman(raw: &str) -> Option<(String, u32)> {
    let mut latin = String::new();
    for letter in raw.chars() {
        latin.push_str(match letter {
            'I' | 'І' | 'i' | 'і' | 'l' | '1' | '|' | 'Ї' => "I",
            // Strokes under one serif: the commonest misreadings of II and III.
            'П' | 'п' => "II",
            'Ш' | 'ш' => "III",
            'V' | 'У' | 'у' | 'v' => "V",
            'X' | 'Х' | 'х' | 'x' => "X",
            'L' => "L",
            _ => return None,
        });
    }
    let value = roman_value(&latin)?;
    Some((latin, value))
}

fn roman_value(latin: &str) -> Option<u32> {
    if latin.is_empty() || latin.len() > 8 {
        return None;
    }
    let worth = |letter: char| match letter {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        _ => 50,
    };
    let letters: Vec<u32> = latin.chars().map(worth).collect();
    let mut total = 0;
    for (place, own) in letters.iter().enumerate() {
        let before_greater = letters.get(place + 1).is_some_and(|next| next > own);
        if before_greater {
            total -= *own as i32;
        } else {
            total += *own as i32;
        }
    }
    let value = u32::try_from(total).ok()?;
    (to_roman(value) == latin).then_some(value)
}

/// The Roman numeral of a number below ninety.
pub fn to_roman(mut value: u32) -> String {
    let mut out = String::new();
    for (worth, sign) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while value >= worth {
            out.push_str(sign);
            value -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_through_look_alikes() {
        let rows: [(&str, Option<(&str, bool)>); 7] = [
            ("1759013776", Some(("1759013776", false))),
            ("17590 13776", Some(("1759013776", false))),
            ("175901З776", Some(("1759013776", true))),
            ("1759О1І776", Some(("1759011776", true))),
            ("ОЗІ", None),
            ("12а4", None),
            ("", None),
        ];
        for (raw, expected) in rows {
            let found = numeric(raw);
            assert_eq!(found.as_ref().map(|one| (one.value.as_str(), one.edited)), expected, "{raw}");
        }
    }

    #[test]
    fn roman_numerals_are_read_through_look_alikes() {
        for (raw, expected) in [
            ("XXIV", Some(24)),
            ("ХІІ", Some(12)),
            ("УІ", Some(6)),
            ("ІІІ", Some(3)),
            ("П", Some(2)),
            ("Ш", Some(3)),
            ("ІІХ", None),
            ("А", None),
            ("УШ", Some(8)),
        ] {
            assert_eq!(roman(raw).map(|(_, value)| value), expected, "{raw}");
        }
    }
}
