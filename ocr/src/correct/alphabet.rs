//! Letters of other alphabets: what neither language has, and Latin letters among Cyrillic ones.

use dossier::codes::{to_cyrillic, to_latin};
use language::loose_twin;

use super::parts::Parts;

pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{0400}'..='\u{052f}').contains(&letter)
}

/// Letters of other Cyrillic alphabets as the Ukrainian or Russian letter they are misread from; a letter that looks
/// like none of ours is dropped.
pub(super) fn own_letters(text: &str) -> String {
    text.chars().filter_map(own_letter).collect()
}

fn own_letter(letter: char) -> Option<char> {
    let own = match letter {
        'ә' | 'ҽ' | 'ѐ' => 'е',
        'Ә' | 'Ѐ' => 'Е',
        'ҡ' | 'қ' | 'ќ' | 'ҝ' | 'ӄ' => 'к',
        'Қ' | 'Ќ' | 'Ҡ' => 'К',
        'ӏ' | 'ј' | 'ӣ' | 'ѝ' => 'і',
        'Ӏ' | 'Ј' | 'Ѝ' => 'І',
        'ў' | 'ү' | 'ұ' | 'ӯ' => 'у',
        'Ў' | 'Ү' | 'Ұ' => 'У',
        'ң' | 'ӊ' | 'њ' => 'н',
        'Ң' | 'Њ' => 'Н',
        'һ' | 'ћ' => 'н',
        'ҳ' | 'ӽ' => 'х',
        'Ҳ' => 'Х',
        'џ' => 'ц',
        'Џ' => 'Ц',
        'љ' => 'л',
        'Љ' => 'Л',
        'ѓ' | 'ғ' => 'г',
        'Ѓ' | 'Ғ' => 'Г',
        'ө' | 'ӧ' => 'о',
        'Ө' | 'Ӧ' => 'О',
        'ҷ' | 'ӌ' => 'ч',
        'ѕ' => 'с',
        other => other,
    };
    let ours =
        matches!(own, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ');
    (ours || !is_cyrillic(own)).then_some(own)
}

/// «IBAN» after the word for an account: the one Latin word of the forms, whose letters but one have Cyrillic twins.
pub(super) fn account_number(text: &str, before: &str) -> Option<String> {
    let before = before.to_lowercase();
    let account = ["рахун", "счет", "счёт"].iter().any(|start| before.starts_with(start));
    let parts = Parts::of(text);
    let letters = parts.core.chars().count();
    let latin: String = parts.core.chars().map(to_latin).collect();
    let read = account && (3..=5).contains(&letters) && latin.starts_with("IBA") && latin != "IBAN";
    read.then(|| parts.with("IBAN"))
}

/// A word in one alphabet: that of the letters which only one has; where every letter has a twin, Cyrillic if both
/// alphabets are mixed. A word in one alphabet stays as it is.
pub(super) fn one_alphabet(text: &str) -> String {
    let cyrillic = text.chars().any(is_cyrillic);
    let latin = text.chars().any(|letter| letter.is_ascii_alphabetic() || matches!(letter, 'ï' | 'Ï'));
    if !cyrillic || !latin {
        return text.to_owned();
    }
    let only_cyrillic = text.chars().any(|letter| is_cyrillic(letter) && to_latin(letter) == letter);
    let only_latin = text.chars().any(|letter| letter.is_ascii_alphabetic() && twin(letter).is_none());
    match (only_cyrillic, only_latin) {
        (false, true) => text.chars().map(to_latin).collect(),
        // Both alphabets own letters here: a word of ours if they can be taken for ours, else two words run together.
        (true, true) => {
            let loose = |letter| twin(letter).or_else(|| loose_twin(letter)).unwrap_or(letter);
            let changed: String = text.chars().map(loose).collect();
            if changed.chars().any(|letter| letter.is_ascii_alphabetic()) { text.to_owned() } else { changed }
        }
        _ => text.chars().map(to_cyrillic).collect(),
    }
}

/// A word of Latin letters that all have twins, in Cyrillic; `None` where one has none or nothing is Latin.
pub(super) fn as_cyrillic(text: &str) -> Option<String> {
    let mut changed = String::with_capacity(text.len());
    for letter in text.chars() {
        match twin(letter) {
            Some(own) => changed.push(own),
            None if letter.is_alphabetic() => return None,
            None => changed.push(letter),
        }
    }
    (changed != text).then_some(changed)
}

/// The letter of the other alphabet that looks the same.
fn twin(letter: char) -> Option<char> {
    Some(to_cyrillic(letter)).filter(|own| *own != letter)
}
