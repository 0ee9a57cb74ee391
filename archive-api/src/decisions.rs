//! Which decisions a Concern allows, in the order of their buttons, each with its consequence in words. One that would
//! do nothing as things stand is not offered.

use dossier::concern::ConcernCode;
use dossier::page::{AcceptReason, RescanReason};
use register::Concern;
use words::Words;

pub struct Decision {
    pub code: &'static str,
    pub text: String,
    pub consequence: String,
    /// Physical key and its cap.
    pub key: Option<(&'static str, &'static str)>,
    /// Code and words, in the order of their digits; empty where none is asked for.
    pub reasons: Vec<(&'static str, String)>,
    pub main: bool,
}

pub fn decisions(concern: &Concern, words: Words) -> Vec<Decision> {
    let possible = codes(concern.code).iter().filter(|code| is_possible(concern, code));
    let mut all = Vec::new();
    for (place, code) in possible.enumerate() {
        all.push(Decision {
            code,
            text: words.decision(code),
            consequence: consequence(concern, code, words),
            key: key(code),
            reasons: reasons(code, words),
            main: place == 0,
        });
    }
    all
}

/// Whether many of the kind may be decided by one act; where each is settled by its own ink, each is looked at.
pub fn at_once(code: ConcernCode) -> bool {
    use ConcernCode::*;
    !matches!(code, ValuesDiffer | Impossible | PerhapsDuplicate)
}

fn codes(code: ConcernCode) -> &'static [&'static str] {
    use ConcernCode::*;
    match code {
        FileLocked | FileDamaged | FileUnsupported | TooManyFrames | FrameTooLarge | NoPages => {
            &["added", "accept"]
        }
        PageDamaged | PageTimeout | PageCrashed | PageMemory => &["rescan", "retry", "accept", "blank"],
        PageUnreadable | RescanAsked => &["rescan", "accept", "blank"],
        ListedFileMissing | ListedDigestDiffers => &["added", "list_wrong"],
        SheetsDiffer => &["added", "complete"],
        SeparatorDiffers => &["folder_right", "moved"],
        ValuesDiffer | Impossible | VerdictOrphaned => &["checked"],
        PerhapsDuplicate => &["duplicate", "different"],
        OriginalChanged | OriginalMissing => &["restored"],
        StepFailed => &["retry", "accept"],
    }
}

fn is_possible(concern: &Concern, code: &str) -> bool {
    let can = &concern.can;
    match code {
        "rescan" => can.rescan,
        "blank" => can.blank,
        "added" => can.added,
        "moved" => can.moved.is_some(),
        "duplicate" => can.twin.is_some(),
        _ => true,
    }
}

fn consequence(concern: &Concern, code: &str, words: Words) -> String {
    match (&concern.can.moved, code) {
        (Some((reference, pages)), "moved") => {
            words.with("consequence-moved", &[("name", reference.as_str().into()), ("n", (*pages).into())])
        }
        _ => words.text(&format!("consequence-{code}")),
    }
}

fn key(code: &str) -> Option<(&'static str, &'static str)> {
    match code {
        "rescan" => Some(("F9", "F9")),
        "accept" => Some(("KeyA", "A")),
        "blank" => Some(("F4", "F4")),
        _ => None,
    }
}

/// Why, as a closed list.
pub fn reasons(code: &str, words: Words) -> Vec<(&'static str, String)> {
    let names: Vec<&'static str> = match code {
        "rescan" => RescanReason::ALL.iter().map(|reason| reason.name()).collect(),
        "accept" => AcceptReason::ALL.iter().map(|reason| reason.name()).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(|name| (name, words.text(&format!("why-{name}")))).collect()
}

/// The note that goes with a decision: the reason's code, or a person's own words; `None` where one is asked for and
/// none was given.
pub fn noted<'a>(code: &str, reason: &'a str, note: &'a str) -> Option<Option<&'a str>> {
    let filled = |text: &'a str| Some(text.trim()).filter(|text| !text.is_empty());
    match code {
        "rescan" => RescanReason::from_name(reason).map(|_| Some(reason)),
        "accept" => {
            let coded = AcceptReason::from_name(reason).map(|_| reason);
            filled(note).or(coded).map(Some)
        }
        _ => Some(filled(note)),
    }
}

/// A stored note in words.
pub fn note_shown(note: &str, words: Words) -> String {
    if register::is_reason(note) { words.text(&format!("why-{note}")) } else { note.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concern_can_be_decided_in_words() {
        for words in words::Lang::ALL.map(Words::new) {
            for code in ConcernCode::ALL {
                assert!(!codes(*code).is_empty(), "{}", code.code());
                for one in codes(*code) {
                    assert!(words.has(&format!("decision-{one}")), "{one}");
                    assert!(words.has(&format!("consequence-{one}")), "{one}");
                    for (_, reason) in reasons(one, words) {
                        assert!(!reason.contains('⟦'), "{reason}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_reason_is_asked_for_where_the_paper_is_judged() {
        assert_eq!(noted("rescan", "blurred", "слово"), Some(Some("blurred")));
        assert_eq!(noted("rescan", "", "слово"), None);
        assert_eq!(noted("accept", "same_paper", " "), Some(Some("same_paper")));
        assert_eq!(noted("accept", "", " на папері так "), Some(Some("на папері так")));
        assert_eq!(noted("accept", "nonsense", ""), None);
        assert_eq!(noted("checked", "", ""), Some(None));
    }
}
