//! Two readings of one line into one: words that stand at the same place are laid over each other, and of each place
//! is judged which reader is right, if any. The likelihood is the word's confidence; the other reading is kept beside.
//!
//! `models/vote.json` holds the weights of the judge; the example `judges` fits them anew.

mod places;
pub(crate) mod points;
mod signs;
mod spaced;

use std::cmp::Ordering;
use std::sync::LazyLock;

use dossier::codes::alike::to_digit;
use dossier::codes::to_cyrillic;
use dossier::recognition::{Meant, Script, TICKED, UNTICKED};
use language::lexicon;

use crate::net::{Likely, Measures, Net};
use crate::readers::{First, LineReading, ReadWord};
use crate::recognise::clean;
use crate::structure::TextLine;
use places::Place;

/// A word as the vote has it; columns are the crop's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voted {
    pub text: String,
    pub from: f32,
    pub to: f32,
    pub confidence: f32,
    /// What the other reader has there, where it differs, and whether that is the second.
    pub other: Option<(String, bool)>,
    /// The words that the second reader's probabilities allow there, where no list knows its own.
    pub meant: Vec<Meant>,
}

/// What is known of the line whose readings are voted on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    pub script: Script,
    /// How far both readings of the line are the same text, 0 to 1.
    pub shared: f32,
    /// The size of its type, pixels.
    pub em: f32,
    pub sealed: f32,
    pub in_cell: bool,
    /// What the second reader can write.
    pub alphabet: &'a [char],
}

/// A place of the line with the signs it is judged by.
#[derive(Clone, Debug)]
pub(crate) struct Laid {
    pub place: Place,
    /// The first reader has a lone sign there that the second does not know, and no letter in its place.
    pub beyond: bool,
    pub signs: Measures,
}

/// The kinds of the judge, in its order; the fourth is something read where nothing stands.
const FIRST: usize = 0;
const SECOND: usize = 1;
const NOTHING: usize = 3;
/// What is rather nothing than a word is left out: a stain, a piece of a frame, a signature.
const RATHER_NOTHING: f32 = 0.5;
/// Shorter readings may be alike by chance.
const SEEN: usize = 4;
/// How sure the first is on average of lines of typing and of cells that the second is sure of (99 lines of three fixtures, where
/// both were asked: they read 90 % of them alike to the letter).
const UNASKED: f32 = 0.92;
/// Of words that are rather nothing.
const UNSURE: f32 = 0.2;
/// Bars in cells that are dashes.
const DASH: f32 = 0.95;

static JUDGE: LazyLock<Net> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../models/vote.json")).expect("the file that comes along is sound")
});

/// Both readings laid over each other; `first` is none where that reader was not asked.
pub(crate) fn laid(first: Option<&First>, second: &LineReading, about: &About<'_>) -> Vec<Laid> {
    let nothing = LineReading::default();
    let places = places::of(first.map_or(&nothing, |first| &first.reading), second);
    let count = places.len();
    let mut laid = Vec::with_capacity(count);
    for (number, mut place) in places.into_iter().enumerate() {
        let asked =
            first.is_some_and(|first| place.second.iter().all(|word| first.is_asked(word.from, word.to)));
        // As on a line that the first was not asked for at all.
        let about = if asked { *about } else { About { shared: 0.0, ..*about } };
        if !asked {
            place.first.clear();
        }
        let mut signs = signs::of(&place, &about);
        signs.insert("alone", f32::from(u8::from(count == 1)));
        signs.insert("at_end", f32::from(u8::from(number == 0 || number + 1 == count)));
        signs.insert("asked", f32::from(u8::from(asked)));
        // What the second knows for a letter or a figure is none of the signs it lacks.
        let beyond = is_beyond(&joined(&place.first), about.alphabet)
            && !joined(&place.second).contains(char::is_alphanumeric);
        laid.push(Laid { place, beyond, signs });
    }
    laid
}

/// The words that are likeliest right.
pub(crate) fn voted(laid: Vec<Laid>) -> Vec<Voted> {
    let mut voted = Vec::new();
    for laid in laid {
        let likely = JUDGE.likely(&laid.signs);
        decide(laid, &likely, &mut voted);
    }
    spaced::joined(voted)
}

/// A sign alone that is not in the alphabet: =, §.
fn is_beyond(text: &str, alphabet: &[char]) -> bool {
    let mut signs = text.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return false };
    !sign.is_alphanumeric() && !alphabet.iter().any(|&letter| same_shape(letter) == same_shape(sign))
}

fn decide(laid: Laid, likely: &Likely, voted: &mut Vec<Voted>) {
    let Laid { place: Place { first, second }, beyond, .. } = laid;
    let (one, other) = (joined(&first), joined(&second));
    // Two readers do not see much the same letters in a stain, and one sees no word of a list there.
    let seen = one.chars().count().max(other.chars().count()) >= SEEN && alike(&one, &other) > 0.5
        || is_figure_for_letter(&one, &other)
        || is_known(&other);
    if likely[NOTHING] > RATHER_NOTHING && !seen {
        return;
    }
    if !first.is_empty() && folded(&one) == folded(&other) {
        let meant = meant(&second);
        let takes_second = is_parted_better(&second, &first)
            || has_number_sign_for_letter(&one) && !has_number_sign_for_letter(&other);
        let words = if takes_second { second } else { first };
        push(voted, words, likely[FIRST] + likely[SECOND], None, meant);
        return;
    }
    let takes_second = first.is_empty() || (!second.is_empty() && !beyond && likely[SECOND] > likely[FIRST]);
    let meant = meant(&second);
    let (taken, kept, confidence) =
        if takes_second { (second, one, likely[SECOND]) } else { (first, other, likely[FIRST]) };
    push(voted, taken, confidence, Some((kept, !takes_second)).filter(|(kept, _)| !kept.is_empty()), meant);
}

fn is_known(text: &str) -> bool {
    text.chars().count() >= SEEN && text.chars().all(char::is_alphabetic) && lexicon::known(text).is_some()
}

/// «3» of one reader and «з» of the other: one sign seen by both.
fn is_figure_for_letter(one: &str, other: &str) -> bool {
    let mut signs = one.chars().chain(other.chars());
    let (Some(first), Some(second), None) = (signs.next(), signs.next(), signs.next()) else { return false };
    // An upright stroke may be a stain.
    first != second
        && first != '1'
        && second != '1'
        && (to_digit(first) == Some(second) || to_digit(second) == Some(first))
}

/// Of two readings of the same letters, whether the first parts them better. A figure's parts stand apart in print, so one reader
/// may part them; figures and the letters beside them, «з 1 травня 2010 р.», are words, and one reader may join them.
fn is_parted_better(one: &[ReadWord], other: &[ReadWord]) -> bool {
    let (figure, letter) = (|letter: char| letter.is_ascii_digit(), char::is_alphabetic);
    let figures = |words: &[ReadWord]| words.iter().any(|word| word.text.contains(figure));
    let meets = |two: &[ReadWord]| {
        let (before, behind) = (&two[0].text, &two[1].text);
        (before.ends_with(figure) && behind.starts_with(letter))
            || (before.ends_with(letter) && behind.starts_with(figure))
    };
    let are_words = |parts: &[ReadWord]| parts.windows(2).all(meets);
    match one.len().cmp(&other.len()) {
        Ordering::Less => figures(other) && !are_words(other),
        Ordering::Greater => figures(one) && are_words(one),
        Ordering::Equal => false,
    }
}

/// «IBA№»: behind a letter «№» is an N.
fn has_number_sign_for_letter(text: &str) -> bool {
    text.char_indices().any(|(at, sign)| sign == '№' && text[..at].ends_with(char::is_alphabetic))
}

/// What the second reader's only word may be meant for.
fn meant(second: &[ReadWord]) -> Vec<Meant> {
    if let [word] = second { word.meant.clone() } else { Vec::new() }
}

fn push(
    voted: &mut Vec<Voted>,
    words: Vec<ReadWord>,
    confidence: f32,
    other: Option<(String, bool)>,
    meant: Vec<Meant>,
) {
    // The other reading stands beside one word; beside several nobody could say which it means.
    let (other, meant) = if words.len() == 1 { (other, meant) } else { (None, Vec::new()) };
    for word in words {
        let Some(text) = clean::word(&word.text, confidence) else { continue };
        voted.push(Voted {
            text,
            from: word.from,
            to: word.to,
            confidence,
            other: other.clone(),
            meant: meant.clone(),
        });
    }
}

/// Words that the vote leaves out, as they are.
pub(crate) fn unsure(words: Vec<ReadWord>) -> Vec<Voted> {
    let mut voted = Vec::new();
    push(&mut voted, words, UNSURE, None, Vec::new());
    voted
}

/// What a bar alone in its cell says.
pub(crate) fn dash(line: &TextLine) -> Voted {
    Voted {
        text: "-".to_owned(),
        from: 0.0,
        to: line.width(),
        confidence: DASH,
        other: None,
        meant: Vec::new(),
    }
}

/// The boxes beside a line's words, put where they stand among them; `left` and `scale` are the crop's.
pub(crate) fn put_boxes(words: &mut Vec<Voted>, line: &TextLine, left: f32, scale: f32) {
    for square in &line.boxes {
        let column = |x: u32| (x as f32 - left) * scale;
        let (from, to) = (column(square.bounds.left), column(square.bounds.right));
        let text = if square.ticked { TICKED } else { UNTICKED };
        let sign = Voted {
            text: text.to_owned(),
            from,
            to,
            confidence: square.sure,
            other: None,
            meant: Vec::new(),
        };
        let place = words.iter().position(|word| word.from > from).unwrap_or(words.len());
        words.insert(place, sign);
    }
}

/// How far both readings are the same text, 0 to 1, and how sure the first is of what it was asked for.
pub(crate) fn agreement(first: &First, second: &LineReading) -> (f32, f32) {
    let words = first.reading.words();
    let asked: Vec<&ReadWord> = words.iter().filter(|word| first.is_asked(word.from, word.to)).collect();
    let sure = asked.iter().map(|word| word.mean).sum::<f32>() / asked.len().max(1) as f32;
    let nothing = asked.is_empty() && !words.is_empty();
    (alike(&first.reading.text(), &second.text()), if nothing { UNASKED } else { sure })
}

/// How far two texts are the same letters, 0 to 1, whatever their case.
fn alike(one: &str, other: &str) -> f32 {
    let letters = |text: &str| folded(text).to_lowercase().chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    let longest = one.len().max(other.len()).max(1);
    1.0 - distance(&one, &other) as f32 / longest as f32
}

pub(crate) fn joined(words: &[ReadWord]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Without what differs in shape alone, and without spaces.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).map(same_shape).collect()
}

/// One for all signs of one meaning, and for letters that look alike in both alphabets.
pub fn same_shape(letter: char) -> char {
    match letter {
        '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
        '«' | '»' | '“' | '”' | '„' => '"',
        '–' | '—' | '−' => '-',
        '№' => 'N',
        other => to_cyrillic(other),
    }
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
mod tests;
