//! How a value's standing is shown: shape and word first, colour only repeats them (who settled it: a person, the
//! machine, or nobody yet).

use dossier::field::{FieldStatus, NoValue};
use register::Field;
use words::Words;

/// Class of the mark (also the name of its drawing) and its word.
pub struct Mark {
    pub class: &'static str,
    pub text: String,
}

pub fn of(field: &Field, words: Words) -> Mark {
    let class = match (field.reason, field.status) {
        (Some(NoValue::Absent), FieldStatus::Verified) => "absent",
        (Some(_), FieldStatus::Verified) => "illegible",
        (_, FieldStatus::Verified) => "verified",
        (_, FieldStatus::Auto) => "auto",
        (_, FieldStatus::Review) => "review",
    };
    let text = match (class, field.reason) {
        ("absent" | "illegible", Some(reason)) => words.no_value(reason),
        _ => words.field_status(field.status),
    };
    Mark { class, text }
}

/// A value as people write it; codes and texts as they are.
pub fn value(field: &Field, words: Words) -> String {
    let Some(stored) = &field.value else {
        return field.reason.map(|reason| words.no_value(reason)).unwrap_or_default();
    };
    written(&field.path, stored, words)
}

pub fn written(path: &str, stored: &str, words: Words) -> String {
    use dossier::value::ValueType;
    let name = path.rsplit('.').next().unwrap_or(path);
    match ValueType::of(name) {
        ValueType::Date | ValueType::Month | ValueType::Until => words.date(stored),
        ValueType::Amount => words.amount(stored),
        ValueType::Duration => words.duration(stored),
        ValueType::Sex | ValueType::PensionKind | ValueType::DisabilityGroup => words.choice(stored),
        _ => stored.to_owned(),
    }
}
