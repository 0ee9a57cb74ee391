//! The words of a line cut where two words of a caption were read as one: «ответственногоза».

use std::cmp::Reverse;
use std::ops::Range;

use dossier::recognition::Word;

use super::alignment::local;
use super::{compared, is_doubtful, letter};

/// A word of a line, or a part of it that is another word.
pub(super) struct Piece {
    /// The number of the word, and the bytes of its text.
    pub word: usize,
    pub part: Range<usize>,
    pub letters: Vec<char>,
    /// The word of the caption that has most of its letters.
    pub owner: Option<usize>,
}

pub(super) fn cut(words: &[Word], caption: &[Vec<char>]) -> Vec<Piece> {
    let read: Vec<Vec<char>> = words.iter().map(|word| compared(&word.text)).collect();
    let letters: Vec<char> = read.concat();
    let all: Vec<char> = caption.concat();
    let of_caption: Vec<usize> =
        caption.iter().enumerate().flat_map(|(number, word)| word.iter().map(move |_| number)).collect();
    let mut owners = vec![Owner::None; letters.len()];
    for (one, other) in local(&letters, &all) {
        let owner = of_caption[other];
        owners[one] = if letters[one] == all[other] { Owner::Same(owner) } else { Owner::Beside(owner) };
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (word, letters) in read.iter().enumerate() {
        let own = &owners[start..start + letters.len()];
        start += letters.len();
        let mut from = 0;
        for end in ends(letters, own, is_doubtful(&words[word]), caption) {
            let part = bytes(&words[word].text, from..end, letters.len());
            pieces.push(Piece {
                word,
                part,
                letters: letters[from..end].to_vec(),
                owner: owner(&own[from..end]),
            });
            from = end;
        }
    }
    pieces
}

/// The word of a caption that a letter is of: as the same letter, or as one that stands in its place.
#[derive(Clone, Copy, PartialEq)]
enum Owner {
    Same(usize),
    Beside(usize),
    None,
}

/// Where the parts of a word end: figures behind it, and another word of the caption read with it, most of whose letters
/// are there.
fn ends(letters: &[char], owners: &[Owner], doubtful: bool, caption: &[Vec<char>]) -> Vec<usize> {
    let figures = letters.iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
    let end = if figures > 1 { letters.len() - figures } else { letters.len() };
    let same = |owner: usize| owners.iter().filter(|own| **own == Owner::Same(owner)).count();
    let enough = |owner: usize| same(owner) * 5 >= caption[owner].len() * 3;
    let mut ends = Vec::new();
    let mut before = None;
    for (at, own) in owners.iter().enumerate().take(if doubtful { end } else { 0 }) {
        let Owner::Same(next) = *own else { continue };
        if before.is_some_and(|one| one != next && enough(one) && enough(next)) {
            ends.push(at);
        }
        before = Some(next);
    }
    if end > 0 && end < letters.len() {
        ends.push(end);
    }
    ends.push(letters.len());
    ends
}

/// The word that has most of the letters, or stands in the place of most where it has none.
fn owner(owners: &[Owner]) -> Option<usize> {
    let most = |each: Vec<usize>| {
        let count = |owner: usize| each.iter().filter(|own| **own == owner).count();
        each.iter().copied().max_by_key(|owner| (count(*owner), Reverse(*owner)))
    };
    let same = owners.iter().filter_map(|own| if let Owner::Same(owner) = own { Some(*owner) } else { None });
    let beside =
        owners.iter().filter_map(|own| if let Owner::Beside(owner) = own { Some(*owner) } else { None });
    most(same.collect()).or_else(|| most(beside.collect()))
}

/// The bytes of a text that hold these of its letters; signs belong to the letter before them, the first to the first.
fn bytes(text: &str, letters: Range<usize>, of: usize) -> Range<usize> {
    let places: Vec<usize> =
        text.char_indices().filter(|(_, sign)| letter(*sign).is_some()).map(|(at, _)| at).collect();
    let start = if letters.start == 0 { 0 } else { places[letters.start] };
    let end = if letters.end == of { text.len() } else { places[letters.end] };
    start..end
}
