//! What is no word at all: bits of lines and frames at a word's edges. What was misread for what is language, and
//! another room's work.

/// The cleaned word; `None` where nothing of a word is left.
pub(crate) fn word(raw: &str, confidence: f32) -> Option<String> {
    let text: String = raw.trim().chars().filter(|letter| !letter.is_control()).collect();
    let edges = |letter: char| matches!(letter, '|' | '_' | '~' | '¦' | '`' | '\\' | '^' | '{' | '}');
    let text = text.trim_matches(edges);
    if text.is_empty() {
        return None;
    }
    // Points on their own lead from a label to its value.
    if text.chars().all(|letter| matches!(letter, '.' | ',' | '·' | '…')) {
        return None;
    }
    let label = without_leader(text);
    if label == "№" && label != text {
        return Some("№".to_owned());
    }
    let text = label;
    let says_something = text.chars().any(char::is_alphanumeric);
    // A lone mark is kept where the engine is sure: a dash between words, № before a number.
    if !says_something && (confidence < 0.5 || text.chars().count() > 3 || text.contains(['|', '_'])) {
        return None;
    }
    Some(text.to_owned())
}

/// Without the points that lead from a label to its value: no word of an office ends so.
pub(crate) fn without_leader(text: &str) -> &str {
    let label = text.strip_suffix("..").map(|label| label.trim_end_matches('.'));
    label.filter(|label| !label.is_empty()).unwrap_or(text)
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
        check("кәрт\u{7}очка", 0.9, Some("кәрточка"));
        check("UA213223130000026007233566001", 0.9, Some("UA213223130000026007233566001"));
        check("XIV", 0.9, Some("XIV"));
        check("—", 0.9, Some("—"));
        check("—", 0.3, None);
        check("|", 0.9, None);
        check("____", 0.9, None);
        check("12.03.1957", 0.9, Some("12.03.1957"));
        check("№", 0.9, Some("№"));
        check("  ", 0.9, None);
        check("..", 0.9, None);
        check("Прізвище....", 0.9, Some("Прізвище"));
        check("№......", 0.3, Some("№"));
        check("стаж.", 0.9, Some("стаж."));
    }
}
