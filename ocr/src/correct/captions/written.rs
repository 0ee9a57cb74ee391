//! The words of a line as the form has them: its own signs, the paper's own capitals.

use dossier::geometry::PixelBox;
use dossier::recognition::{Alternative, Word};
use language::lexicon::known;

use super::pieces::Piece;
use super::run::Run;
use super::{compared, letter};
use crate::correct::parts::Parts;
use crate::correct::words::SURE;

/// Signs that may stand around a part of a caption without being of it.
const BEFORE: [char; 4] = ['«', '"', '(', '„'];
const BEHIND: [char; 4] = [':', '.', ',', ';'];

impl Run {
    /// The words that stand in the place of the run's, and how many of them are changed.
    pub fn written(&self, words: &[Word]) -> (Vec<Word>, usize) {
        let letters: Vec<char> = words[self.place()].iter().flat_map(|word| word.text.chars()).collect();
        let letters: Vec<char> = letters.into_iter().filter(|sign| sign.is_alphabetic()).collect();
        let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
        let shout = capitals * 3 > letters.len() * 2;
        let mut fresh: Vec<Word> = Vec::new();
        let mut changed = 0;
        for (number, own) in self.words.iter().enumerate() {
            let read = joined(words, &self.pieces[own.place.clone()]);
            let at = At {
                first: number == 0,
                last: number + 1 == self.words.len(),
                begins: own.number == 0,
                ends: own.number + 1 == self.caption.words.len(),
            };
            let form = self.caption.words[own.number];
            let text = if own.stays { read.text.clone() } else { text(form, &read, at, shout) };
            if text == read.text {
                fresh.push(read);
                continue;
            }
            changed += 1;
            let mut alternatives = read.alternatives;
            alternatives.retain(|other| other.text != text);
            alternatives.push(Alternative { text: read.text, source: "raw caption".to_owned() });
            fresh.push(Word { text, alternatives, meant: Vec::new(), ..read });
        }
        // What else was read in the first and the last word.
        let (first, end) = (self.words[0].place.start, self.words[self.words.len() - 1].place.end);
        let of = |at: usize| self.pieces[at].word;
        let before = (0..first).find(|at| of(*at) == of(first)).map(|from| from..first);
        let after = (end..self.pieces.len()).rfind(|at| of(*at) == of(end - 1)).map(|to| end..to + 1);
        if let Some(rest) = before {
            fresh.insert(0, joined(words, &self.pieces[rest]));
        }
        if let Some(rest) = after {
            fresh.push(joined(words, &self.pieces[rest]));
        }
        (fresh, changed)
    }
}

/// Where a word stands in a run of words of a caption, and whether the caption begins or ends with it.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub first: bool,
    pub last: bool,
    pub begins: bool,
    pub ends: bool,
}

/// What the form has where `read` was read.
pub(super) fn text(form: &str, read: &Word, at: At, shout: bool) -> String {
    let whole = compared(&read.text) == compared(form) && !read.text.contains(' ');
    if whole && read.confidence > SURE {
        return read.text.clone();
    }
    let form = Parts::of(form);
    let paper = Parts::of(&read.text);
    let core = match (whole && known(paper.core).is_some(), shout) {
        (true, _) => paper.core.to_owned(),
        (false, true) => form.core.to_uppercase(),
        (false, false) => in_case(form.core, paper.core),
    };
    let of_paper =
        |text: &str, signs: &[char]| -> String { text.chars().filter(|sign| signs.contains(sign)).collect() };
    // Where the run begins within the caption, the form's own sign may stand in another line.
    let before = match form.before {
        sign if !at.first || (at.begins && !sign.is_empty()) => sign.to_owned(),
        _ => of_paper(paper.before, &BEFORE),
    };
    let after = match form.after {
        sign if !at.last || (at.ends && !sign.is_empty()) => sign.to_owned(),
        // A stain behind a word is no sign.
        _ if read.text.contains(' ') => String::new(),
        _ => of_paper(paper.after, &BEHIND),
    };
    format!("{before}{core}{after}")
}

/// The form's letters; the first is as large as the paper has it, where that letter was read.
pub(super) fn in_case(form: &str, paper: &str) -> String {
    let mut letters = form.chars();
    let first = letters.next();
    match first.zip(paper.chars().next()) {
        Some((own, read)) if letter(own) == letter(read) && read.is_uppercase() => {
            own.to_uppercase().chain(letters).collect()
        }
        Some((own, read)) if letter(own) == letter(read) => own.to_lowercase().chain(letters).collect(),
        _ => form.to_owned(),
    }
}

/// Pieces of neighbouring words as one word, in the box of their letters.
fn joined(words: &[Word], pieces: &[Piece]) -> Word {
    let texts: Vec<&str> = pieces.iter().map(|piece| &words[piece.word].text[piece.part.clone()]).collect();
    let boxes: Vec<PixelBox> = pieces.iter().map(|piece| part(&words[piece.word], piece)).collect();
    let own = &words[pieces[0].word];
    if pieces.len() == 1 && texts[0] == own.text {
        return own.clone();
    }
    Word {
        text: texts.join(" "),
        bbox: PixelBox::around(&boxes).unwrap_or_default(),
        confidence: pieces.iter().map(|piece| words[piece.word].confidence).fold(1.0, f32::min),
        ..Word::default()
    }
}

/// The part of a word's box where the letters of a piece stand, as if all were as wide.
fn part(word: &Word, piece: &Piece) -> PixelBox {
    let signs = |text: &str| text.chars().count() as u32;
    let all = signs(&word.text).max(1);
    let at = |byte: usize| word.bbox.w * signs(&word.text[..byte]) / all;
    let (from, to) = (at(piece.part.start), at(piece.part.end));
    PixelBox { x: word.bbox.x + from, w: to - from, ..word.bbox }
}
