//! Values from closed lists: sex, kind of pension, group of disability, by the words of both languages.

use super::ValueType;
use crate::codes::alike::roman;

const PENSION_KINDS: [(&str, &[&str]); 5] = [
    ("old_age", &["за віком", "по віку", "по старости", "по старост", "за вiком", "по возраст", "old_age"]),
    ("disability", &["інвалідн", "инвалидн", "disability"]),
    (
        "survivor",
        &[
            "втрат годувальник",
            "втраті годувальник",
            "втратою годувальник",
            "втрати годувальник",
            "потери кормильц",
            "потеря кормильц",
            "кормильц",
            "годувальник",
            "survivor",
        ],
    ),
    ("long_service", &["вислуг", "выслуг", "long_service"]),
    (
        "social",
        // «Соціального захисту» names an office, not a pension.
        &[
            "соціальна пенс",
            "соціальну пенс",
            "соціальної пенс",
            "пенсія соціальн",
            "социальная пенс",
            "социальную пенс",
            "социальной пенс",
            "пенсия социальн",
            "social",
        ],
    ),
];

/// A choice that is the whole text of a field.
pub fn choice(kind: ValueType, raw: &str) -> Option<String> {
    match kind {
        ValueType::Sex => sex(raw),
        ValueType::PensionKind => pension_kind(raw),
        ValueType::DisabilityGroup => disability_group(raw),
        _ => None,
    }
}

/// A choice named anywhere in a longer text.
pub fn choice_in(kind: ValueType, text: &str) -> Option<String> {
    match kind {
        ValueType::PensionKind => pension_kind(text),
        ValueType::DisabilityGroup => disability_group(text),
        _ => None,
    }
}

/// Whether the text names more than one choice: «(по старости, по инвалидности, по случаю потери кормильца)» says what may
/// stand above it, and none of it was chosen.
pub fn offers_choices(kind: ValueType, text: &str) -> bool {
    let lower = text.to_lowercase();
    let named = |stems: &&[&str]| stems.iter().any(|stem| lower.contains(stem));
    kind == ValueType::PensionKind && PENSION_KINDS.iter().filter(|(_, stems)| named(stems)).count() > 1
}

pub(super) fn sex(raw: &str) -> Option<String> {
    let lower = raw.trim().to_lowercase();
    let word: String = lower.chars().filter(|one| one.is_alphabetic()).collect();
    let code = match word.as_str() {
        "m" | "м" | "ч" | "чм" => "m",
        "f" | "ж" | "жf" => "f",
        word if word.starts_with("чол") || word.starts_with("муж") => "m",
        word if word.starts_with("жін") || word.starts_with("жен") => "f",
        _ => return None,
    };
    Some(code.to_owned())
}

/// The kind whose words stand first in the text.
pub(super) fn pension_kind(raw: &str) -> Option<String> {
    let lower = raw.to_lowercase().replace(['’', '`'], "'");
    let bare = lower.trim_matches(|one: char| !one.is_alphabetic());
    if ["соціальна", "социальная", "соціальну", "социальную"].contains(&bare)
    {
        return Some("social".to_owned());
    }
    let mut best: Option<(usize, &str)> = None;
    for (code, stems) in PENSION_KINDS {
        for stem in stems {
            if let Some(at) = lower.find(stem)
                && best.is_none_or(|(before, _)| at < before)
            {
                best = Some((at, code));
            }
        }
    }
    best.map(|(_, code)| code.to_owned())
}

/// «друга група», «II группа», «2 гр.».
pub(super) fn disability_group(raw: &str) -> Option<String> {
    const WORDS: [(&str, &[&str]); 3] =
        [("I", &["перш", "перв"]), ("II", &["друг", "втор"]), ("III", &["трет"])];
    for word in raw.split(|one: char| !one.is_alphanumeric()) {
        let lower = word.to_lowercase();
        if let Some((code, _)) =
            WORDS.iter().find(|(_, stems)| stems.iter().any(|stem| lower.starts_with(stem)))
        {
            return Some((*code).to_owned());
        }
        if let Some((latin, 1..=3)) = roman(word) {
            return Some(latin);
        }
        if let Ok(number @ 1..=3) = word.parse::<usize>() {
            return Some("I".repeat(number));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_codes() {
        for (kind, raw, expected) in [
            (ValueType::PensionKind, "пенсія за віком", Some("old_age")),
            (ValueType::PensionKind, "По инвалидности III группы", Some("disability")),
            (ValueType::PensionKind, "у зв'язку з втратою годувальника", Some("survivor")),
            (ValueType::PensionKind, "за вислугу років", Some("long_service")),
            (ValueType::PensionKind, "отдел социального обеспечения", None),
            (ValueType::PensionKind, "соціальну пенсію", Some("social")),
            (ValueType::Sex, "чол.", Some("m")),
            (ValueType::Sex, "Ж", Some("f")),
            (ValueType::DisabilityGroup, "друга група", Some("II")),
            (ValueType::DisabilityGroup, "ІІІ", Some("III")),
            (ValueType::DisabilityGroup, "група", None),
        ] {
            assert_eq!(choice(kind, raw).as_deref(), expected, "{raw}");
        }
    }

    #[test]
    fn a_list_of_choices_is_none() {
        let kind = ValueType::PensionKind;
        assert!(offers_choices(kind, "(по старости, по инвалидности, по случаю потери кормильца)"));
        assert!(!offers_choices(kind, "по случаю потери кормильца"));
        assert!(!offers_choices(ValueType::Sex, "чол., жін."));
    }
}
