//! What a machine surely misread in one word: letters of neither alphabet, Latin look-alikes among Cyrillic,
//! bits of lines and frames. Nothing is guessed: real correction is another room's work.

/// The cleaned word; `None` where nothing of a word is left.
pub(crate) fn word(raw: &str, confidence: f32) -> Option<String> {
    let text: String = raw.trim().chars().filter_map(own_letter).collect();
    let edges = |letter: char| matches!(letter, '|' | '_' | '~' | '¦' | '`' | '\\' | '^' | '{' | '}');
    let text = text.trim_matches(edges);
    if text.is_empty() {
        return None;
    }
    let says_something = text.chars().any(char::is_alphanumeric);
    // A lone mark is kept where the engine is sure: a dash between words, № before a number.
    if !says_something && (confidence < 0.5 || text.chars().count() > 3 || text.contains(['|', '_'])) {
        return None;
    }
    Some(one_alphabet(text))
}

/// Letters of other Cyrillic alphabets become the Ukrainian or Russian letter they are misread from.
fn own_letter(letter: char) -> Option<char> {
    let own = match letter {
        'ә' | 'ҽ' | 'ѐ' => 'е',
        'Ә' | 'Ѐ' => 'Е',
        'ҡ' | 'қ' | 'ќ' | 'ҝ' | 'ӄ' => 'к',
        'Қ' | 'Ќ' | 'Ҡ' => 'К',
        'ӏ' | 'ј' | 'ӣ' => 'і',
        'Ӏ' | 'Ј' => 'І',
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
    let foreign_cyrillic = ('\u{0400}'..='\u{052f}').contains(&own) && !ours;
    (!foreign_cyrillic && !own.is_control()).then_some(own)
}

/// In a word with Cyrillic letters, Latin letters that look Cyrillic are.
fn one_alphabet(text: &str) -> String {
    let cyrillic = |letter: char| ('\u{0400}'..='\u{052f}').contains(&letter);
    if !text.chars().any(cyrillic) {
        return text.to_owned();
    }
    text.chars().map(twin).collect()
}

pub(crate) fn twin(letter: char) -> char {
    match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'ï' => 'ї',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'I' => 'І',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cleaned() {
        let check = |raw: &str, confidence: f32, expected: Option<&str>| {
            assert_eq!(word(raw, confidence).as_deref(), expected, "{raw}");
        };
        check("Пенсія", 0.9, Some("Пенсія"));
        check("|справка_", 0.9, Some("справка"));
        check("Kиїв", 0.9, Some("Київ"));
        check("кәрточка", 0.9, Some("керточка"));
        check("UA213223130000026007233566001", 0.9, Some("UA213223130000026007233566001"));
        check("XIV", 0.9, Some("XIV"));
        check("—", 0.9, Some("—"));
        check("—", 0.3, None);
        check("|", 0.9, None);
        check("____", 0.9, None);
        check("12.03.1957", 0.9, Some("12.03.1957"));
        check("№", 0.9, Some("№"));
        check("  ", 0.9, None);
    }
}
