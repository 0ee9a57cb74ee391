//! The match key: one spelling for what the two languages, and two clerks, write differently.
//!
//! A key compares names across papers; it is never shown and never replaces what the paper says.

use crate::fold::fold_word;
use crate::word::words;

/// Match key of a text: keys of its words, one space between.
pub fn key(text: &str) -> String {
    let mut keys = String::with_capacity(text.len());
    for span in words(text) {
        if !keys.is_empty() {
            keys.push(' ');
        }
        keys.push_str(&key_word(&fold_word(&text[span.start..span.end])));
    }
    keys
}

/// Match key of one folded word.
pub fn key_word(folded: &str) -> String {
    if folded.chars().any(|sign| sign.is_ascii_digit()) {
        return folded.to_owned();
    }
    let plain = ending(&letters(folded));
    let mut key = String::with_capacity(plain.len() * 2);
    let mut before = None;
    for letter in plain {
        if before != Some(letter) {
            key.push(letter);
        }
        before = Some(letter);
    }
    key
}

fn is_consonant(letter: char) -> bool {
    matches!(
        letter,
        'б' | 'в'
            | 'г'
            | 'д'
            | 'ж'
            | 'з'
            | 'к'
            | 'л'
            | 'м'
            | 'н'
            | 'п'
            | 'р'
            | 'с'
            | 'т'
            | 'ф'
            | 'х'
            | 'ц'
            | 'ч'
            | 'ш'
            | 'щ'
    )
}

/// One letter for the vowels that the languages write apart; soft and hard signs gone.
fn letters(folded: &str) -> Vec<char> {
    let source: Vec<char> = folded.chars().collect();
    let mut plain: Vec<char> = Vec::with_capacity(source.len());
    let mut place = 0;
    while place < source.len() {
        let letter = source[place];
        let next = source.get(place + 1).copied();
        let before = plain.last().copied();
        let after_consonant = before.is_some_and(is_consonant);
        match letter {
            // Ковальов and Ковалёв, Соловйов and Соловьёв.
            'ь' | 'й' if next == Some('о') && after_consonant => {
                plain.push('е');
                place += 1;
            }
            'ь' | 'ъ' => {}
            // Чорний and Чёрный.
            'о' if matches!(before, Some('ж' | 'ч' | 'ш' | 'щ')) => plain.push('е'),
            'і' | 'ї' | 'ы' | 'й' | 'и' => {
                // Олійник and Олейник, Сергій and Сергей.
                if letter == 'й' && before == Some('е') && plain.len() > 1 {
                    plain.pop();
                }
                plain.push('и');
            }
            'є' | 'э' | 'ё' | 'е' => plain.push('е'),
            'ґ' => plain.push('г'),
            other => plain.push(other),
        }
        place += 1;
    }
    plain
}

/// Endings of surnames and patronymics that differ by a vowel only.
fn ending(plain: &[char]) -> Vec<char> {
    let text: String = plain.iter().collect();
    for (tail, common) in ENDINGS {
        if let Some(root) = text.strip_suffix(tail)
            && root.chars().count() >= 2
        {
            return root.chars().chain(common.chars()).collect();
        }
    }
    plain.to_vec()
}

const ENDINGS: &[(&str, &str)] = &[
    ("ивна", "овна"),
    ("евна", "овна"),
    ("евич", "ович"),
    ("ева", "ова"),
    ("ива", "ова"),
    ("ев", "ов"),
    ("ив", "ов"),
    ("ская", "ска"),
    ("цкая", "цка"),
    ("ная", "на"),
    ("лая", "ла"),
    ("рая", "ра"),
    ("вая", "ва"),
    ("тая", "та"),
    ("гая", "га"),
    ("кая", "ка"),
    ("хая", "ха"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_with_one_key() {
        let check = |one: &str, other: &str| assert_eq!(key(one), key(other), "{one} / {other}");
        check("Лук'яненко", "Лукьяненко");
        check("КРАВЧЕНКО", "Кравченко");
        check("Вишневський", "Вишневский");
        check("Вишневська", "Вишневская");
        check("Заболоцький", "Заболоцкий");
        check("Ковальов", "Ковалёв");
        check("Соловйов", "Соловьев");
        check("Афанасьєв", "Афанасьев");
        check("Іванів", "Иванов");
        check("Чорний", "Черный");
        check("Чорна", "Черная");
        check("Олійник", "Олейник");
        check("Коломієць", "Коломиец");
        check("Ґалаґан", "Галаган");
        check("В'ячеслав", "Вячеслав");
        check("Дем'яненко", "Демьяненко");
        check("Шилін", "Шилин");
        check("Київ", "Киев");
        check("Харків", "Харков");
        check("Геннадій", "Генадий");
        check("Сергій", "Сергей");
    }

    #[test]
    fn different_names_keep_different_keys() {
        let check = |one: &str, other: &str| assert_ne!(key(one), key(other), "{one} / {other}");
        check("Кравченко", "Кравчук");
        check("Іваненко", "Іванов");
        check("Бондар", "Бондаренко");
        check("44120", "44121");
        check("Шевченко", "Левченко");
    }
}
