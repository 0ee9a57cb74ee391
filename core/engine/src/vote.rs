//! Two readings of one line into one: words that stand at the same place are laid over each other. Where they agree,
//! doubt falls; where they differ, the better reader for this kind of line is taken and the other is kept beside.
//!
//! The numbers are shares of right words, counted on the fixtures; later rooms calibrate anew.

use dossier::codes::to_cyrillic;
use dossier::recognition::Script;

use crate::readers::{LineReading, ReadWord};
use crate::recognise::clean;
use crate::structure::TextLine;

/// A word as the vote has it; columns are the crop's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voted {
    pub text: String,
    pub from: f32,
    pub to: f32,
    pub confidence: f32,
    /// What the other reader has there, where it differs, and whether that is the second.
    pub other: Option<(String, bool)>,
}

/// Words share a place when the narrower lies so far within the other.
const OVERLAP: f32 = 0.35;
/// A word that both readers doubt so much is a stain.
const STAIN: f32 = 0.1;

/// Bars in cells that are dashes.
const DASH: f32 = 0.95;

/// Words at one place, of the first reader and of the second.
#[derive(Clone, Debug, Default)]
struct Place {
    first: Vec<ReadWord>,
    second: Vec<ReadWord>,
}

/// Both readings as one; `first` is none where that reader was not asked.
pub(crate) fn voted(first: Option<&LineReading>, second: &LineReading, script: Script) -> Vec<Voted> {
    let Some(first) = first else {
        let alone = |word: ReadWord| {
            let confidence = alone(&word, script);
            clean::word(&word.text, confidence).map(|text| Voted {
                text,
                from: word.from,
                to: word.to,
                confidence,
                other: None,
            })
        };
        return second.words().into_iter().filter_map(alone).collect();
    };
    let mut voted = Vec::new();
    for place in places(first, second) {
        decide(place, script, &mut voted);
    }
    voted
}

/// What a bar alone in its cell says.
pub(crate) fn dash(line: &TextLine) -> Voted {
    Voted { text: "-".to_owned(), from: 0.0, to: line.width(), confidence: DASH, other: None }
}

/// How far both readings are the same text, 0 to 1, and how sure the first is.
pub(crate) fn agreement(first: &LineReading, second: &LineReading) -> (f32, f32) {
    let (one, other) = (folded(&first.text()).to_lowercase(), folded(&second.text()).to_lowercase());
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len()).max(1);
    let words = first.words();
    let sure = words.iter().map(|word| word.mean).sum::<f32>() / words.len().max(1) as f32;
    (1.0 - distance(&one, &other) as f32 / longest as f32, sure)
}

fn decide(place: Place, script: Script, voted: &mut Vec<Voted>) {
    let joined =
        |words: &[ReadWord]| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let least = |words: &[ReadWord]| words.iter().map(|word| word.least).fold(1.0, f32::min);
    let (one, other) = (joined(&place.first), joined(&place.second));
    let (sure, second_sure) = (least(&place.first), least(&place.second));
    if place.first.is_empty() {
        // What only the line model sees is mostly a stain; print that it is sure of is not.
        let confidence = 0.5 * alone_at(second_sure, script);
        if second_sure > 0.8 {
            push(voted, place.second, confidence, None);
        }
        return;
    }
    if place.second.is_empty() {
        let confidence = if sure > 0.9 { 0.6 } else { 0.2 };
        if sure > 0.5 {
            push(voted, place.first, confidence, None);
        }
        return;
    }
    if folded(&one) == folded(&other) {
        let confidence = agreed(second_sure, script);
        // One reader may part a word that is whole; what stands closer together is likelier right in print.
        push(voted, place.first, confidence, None);
        return;
    }
    let takes_second = match script {
        Script::Typed => sure < 0.95 && second_sure >= 0.8,
        Script::Handwritten => (sure < 0.8 && second_sure >= 0.5) || (sure < 0.95 && second_sure >= 0.8),
        Script::Printed | Script::Stamp => sure < 0.6 && second_sure >= 0.9,
    };
    let mut confidence =
        if takes_second { 0.65 * alone_at(second_sure, script) } else { differing(sure, script) };
    if alike(&one, &other) {
        confidence = confidence.max(STAIN);
    }
    let (taken, kept) = if takes_second { (place.second, one) } else { (place.first, other) };
    push(voted, taken, confidence, Some((kept, !takes_second)));
}

/// Two readers do not see much the same letters in a stain.
fn alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) =
        (folded(one).chars().collect(), folded(other).chars().collect());
    let longest = one.len().max(other.len());
    longest >= 4 && distance(&one, &other) * 2 <= longest
}

fn push(voted: &mut Vec<Voted>, words: Vec<ReadWord>, confidence: f32, other: Option<(String, bool)>) {
    // The other reading stands beside one word; beside several nobody could say which it means.
    let other = if words.len() == 1 { other } else { None };
    for word in words {
        let Some(text) = clean::word(&word.text, confidence) else { continue };
        if confidence >= STAIN {
            voted.push(Voted { text, from: word.from, to: word.to, confidence, other: other.clone() });
        }
    }
}

/// Both say the same; the less sure the second was, the less that says.
fn agreed(second: f32, script: Script) -> f32 {
    let by_hand = script == Script::Handwritten;
    match second {
        sure if sure > 0.95 => {
            if by_hand {
                0.95
            } else {
                0.992
            }
        }
        sure if sure > 0.85 => {
            if by_hand {
                0.89
            } else {
                0.965
            }
        }
        sure if sure > 0.7 => {
            if by_hand {
                0.87
            } else {
                0.945
            }
        }
        sure if sure > 0.5 => {
            if by_hand {
                0.70
            } else {
                0.91
            }
        }
        _ => {
            if by_hand {
                0.40
            } else {
                0.88
            }
        }
    }
}

/// They differ and the first is taken.
fn differing(first: f32, script: Script) -> f32 {
    let share = match first {
        sure if sure > 0.95 => 0.93,
        sure if sure > 0.9 => 0.82,
        sure if sure > 0.8 => 0.45,
        sure if sure > 0.5 => 0.27,
        _ => 0.12,
    };
    if script == Script::Handwritten { share * 0.5 } else { share }
}

fn alone(word: &ReadWord, script: Script) -> f32 {
    alone_at(word.least, script)
}

/// The second reader alone.
fn alone_at(second: f32, script: Script) -> f32 {
    let by_hand = script == Script::Handwritten;
    match second {
        sure if sure > 0.95 => {
            if by_hand {
                0.86
            } else {
                0.95
            }
        }
        sure if sure > 0.85 => {
            if by_hand {
                0.62
            } else {
                0.78
            }
        }
        sure if sure > 0.7 => {
            if by_hand {
                0.43
            } else {
                0.57
            }
        }
        sure if sure > 0.5 => {
            if by_hand {
                0.25
            } else {
                0.41
            }
        }
        _ => 0.12,
    }
}

/// Lays both readings over each other, left to right.
fn places(first: &LineReading, second: &LineReading) -> Vec<Place> {
    let mut all: Vec<(bool, ReadWord)> = first.words().into_iter().map(|word| (false, word)).collect();
    all.extend(second.words().into_iter().map(|word| (true, word)));
    all.sort_by(|one, other| one.1.from.total_cmp(&other.1.from));
    let mut places: Vec<Place> = Vec::new();
    for (is_second, word) in all {
        let joins = places.last().is_some_and(|place| {
            let others = if is_second { &place.first } else { &place.second };
            others.iter().any(|other| {
                let narrow = (other.to - other.from).min(word.to - word.from);
                other.to.min(word.to) - other.from.max(word.from) > OVERLAP * narrow
            })
        });
        if !joins {
            places.push(Place::default());
        }
        if let Some(place) = places.last_mut() {
            if is_second { place.second.push(word) } else { place.first.push(word) }
        }
    }
    rejoined(places)
}

/// A narrow word (a figure alone in its cell) may stand beside itself: the readers' columns are not exact.
fn rejoined(places: Vec<Place>) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in places {
        if let Some(before) = out.last_mut()
            && let Some((one, other)) = alone_each(before, &place)
            && folded(&one.text) == folded(&other.text)
            && (one.from.max(other.from) - one.to.min(other.to))
                < (one.to - one.from).max(other.to - other.from)
        {
            before.first.extend(place.first);
            before.second.extend(place.second);
            continue;
        }
        out.push(place);
    }
    out
}

/// The only word of each place, where one reader has the one and the other reader the other.
fn alone_each<'p>(one: &'p Place, other: &'p Place) -> Option<(&'p ReadWord, &'p ReadWord)> {
    match (&one.first[..], &one.second[..], &other.first[..], &other.second[..]) {
        ([first], [], [], [second]) | ([], [second], [first], []) => Some((first, second)),
        _ => None,
    }
}

/// Without what differs in shape alone: signs of one meaning, letters that look alike in both alphabets.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
            '«' | '»' | '“' | '”' | '„' => '"',
            '–' | '—' | '−' => '-',
            '№' => 'N',
            other => to_cyrillic(other),
        })
        .collect()
}

/// Edit distance.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, compared) in other.iter().enumerate() {
            let change = before + usize::from(letter != compared);
            before = row[place + 1];
            row[place + 1] = change.min(row[place] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::Letter;

    /// Ten columns a letter; `probability` for all.
    fn reading(text: &str, probability: f32) -> LineReading {
        let letters = text.chars().enumerate().map(|(place, letter)| Letter {
            letter,
            probability,
            from: 10.0 * place as f32,
            to: 10.0 * place as f32 + 10.0,
        });
        LineReading { letters: letters.collect() }
    }

    fn texts(first: &str, sure: f32, second: &str, second_sure: f32, script: Script) -> Vec<String> {
        let (first, second) = (reading(first, sure), reading(second, second_sure));
        voted(Some(&first), &second, script).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn agreement_lifts_and_difference_lowers() {
        let first = reading("справа № 63", 0.96);
        let both = voted(Some(&first), &reading("справа N 63", 0.99), Script::Printed);
        assert!(both.iter().all(|word| word.confidence > 0.98 && word.other.is_none()), "{both:?}");
        let differ = voted(Some(&first), &reading("справи № 68", 0.99), Script::Printed);
        assert_eq!(differ[0].other, Some(("справи".to_owned(), true)));
        assert!(differ[0].confidence < both[0].confidence);
    }

    #[test]
    fn the_better_reader_for_the_kind_of_line_is_taken() {
        assert_eq!(texts("дохлад", 0.9, "доклад", 0.95, Script::Typed), ["доклад"]);
        assert_eq!(texts("доклад", 0.96, "дохлад", 0.95, Script::Printed), ["доклад"]);
        assert_eq!(texts("Увелен", 0.6, "Уволен", 0.7, Script::Handwritten), ["Уволен"]);
    }

    #[test]
    fn stains_are_left_out() {
        assert!(texts("", 0.9, "ъ", 0.3, Script::Printed).is_empty());
        assert_eq!(texts("12", 0.95, "", 0.9, Script::Printed), ["12"]);
    }
}
