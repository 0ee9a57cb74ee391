//! Which decisions a Concern allows, in the order of their buttons, each with its consequence in words.

use dossier::concern::ConcernCode;
use words::Words;

pub struct Decision {
    pub code: &'static str,
    pub text: String,
    pub consequence: String,
    /// Physical key and its cap.
    pub key: Option<(&'static str, &'static str)>,
    pub main: bool,
}

pub fn decisions(code: ConcernCode, words: Words) -> Vec<Decision> {
    let mut all = Vec::new();
    for (place, code) in codes(code).iter().enumerate() {
        all.push(Decision {
            code,
            text: words.decision(code),
            consequence: words.text(&format!("consequence-{code}")),
            key: key(code),
            main: place == 0,
        });
    }
    all
}

fn codes(code: ConcernCode) -> &'static [&'static str] {
    use ConcernCode::*;
    match code {
        FileLocked | FileDamaged | FileUnsupported | TooManyFrames | FrameTooLarge | NoPages => {
            &["added", "accept"]
        }
        PageDamaged | PageTimeout | PageCrashed | PageMemory => &["rescan", "manual", "accept"],
        PageUnreadable | RescanAsked => &["rescan", "accept"],
        ListedFileMissing | ListedDigestDiffers => &["added", "list_wrong"],
        SheetsDiffer => &["added", "complete"],
        SeparatorDiffers => &["folder_right", "moved"],
        ValuesDiffer | Impossible | VerdictOrphaned => &["checked"],
        PerhapsDuplicate => &["duplicate", "different"],
        OriginalChanged | OriginalMissing => &["restored"],
        StepFailed => &["retry", "manual"],
    }
}

fn key(code: &str) -> Option<(&'static str, &'static str)> {
    match code {
        "rescan" => Some(("F9", "F9")),
        "accept" => Some(("KeyA", "A")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concern_can_be_decided_in_words() {
        for words in words::Lang::ALL.map(Words::new) {
            for code in ConcernCode::ALL {
                let all = decisions(*code, words);
                assert!(!all.is_empty(), "{}", code.code());
                for one in all {
                    assert!(words.has(&format!("decision-{}", one.code)), "{}", one.code);
                    assert!(!one.consequence.contains('⟦'), "{}", one.consequence);
                }
            }
        }
    }
}
