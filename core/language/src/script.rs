//! Which of the two languages a text is written in, judged by the letters only one of them has.

/// The language of a text or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    Ukrainian,
    Russian,
    /// No letter decides, or both sides have as many.
    Unknown,
}

/// Counts the letters that only one language has: і ї є ґ against ы э ё ъ.
pub fn language_of(text: &str) -> Language {
    let mut ukrainian = 0_i64;
    let mut russian = 0_i64;
    for letter in text.chars() {
        match letter {
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => ukrainian += 1,
            'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => russian += 1,
            _ => {}
        }
    }
    match ukrainian.cmp(&russian) {
        std::cmp::Ordering::Greater => Language::Ukrainian,
        std::cmp::Ordering::Less => Language::Russian,
        std::cmp::Ordering::Equal => Language::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        let check = |text, expected| assert_eq!(language_of(text), expected, "{text}");
        check("Довідка про заробітну плату", Language::Ukrainian);
        check("Справка о заработной плате выдана", Language::Russian);
        check("Кравченко", Language::Unknown);
        check("12.03.1957", Language::Unknown);
    }
}
