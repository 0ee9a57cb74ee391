//! Words, lines and tables back from the prepared grid to the upright frame that people see.

use dossier::PixelBox;
use dossier::recognition::{Alternative, Cell, FormWord, Line, Table, Word};

use super::text::{PageText, ReadLine};
use crate::pixels::ink::Piece;
use crate::prepare::Prepared;
use crate::readers::ReadWord;
use crate::structure::{CellPlace, TextLine};

/// Width and height of the upright frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct FrameSize(pub u32, pub u32);

impl FrameSize {
    /// The box of a line by its type, not its ink.
    pub fn back(self, prepared: &Prepared, line: &TextLine) -> PixelBox {
        let (top, bottom) = (line.base - line.em, line.base + 0.3 * line.em);
        prepared.grid.back(line.left, top, line.right, bottom, (self.0, self.1))
    }
}

pub(super) fn lines(text: &PageText, frame: FrameSize) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.lines.len());
    for read in &text.lines {
        let words = words(read, text, frame);
        if let Some(bbox) = PixelBox::around(words.iter().map(|word| &word.bbox)) {
            let form = form(read, text, frame);
            out.push(Line { bbox, block: read.block, script: read.script, words, form });
        }
    }
    out
}

fn form(read: &ReadLine, text: &PageText, frame: FrameSize) -> Vec<FormWord> {
    let placed = |word: &ReadWord| {
        let (left, top, right, bottom) = read.crop.back(word.from, word.to);
        let bbox = text.prepared.grid.back(left, top, right, bottom, (frame.0, frame.1));
        FormWord { text: word.text.clone(), bbox }
    };
    read.form.iter().map(placed).collect()
}

fn words(read: &ReadLine, text: &PageText, frame: FrameSize) -> Vec<Word> {
    let mut words = Vec::with_capacity(read.words.len());
    for word in &read.words {
        let (left, top, right, bottom) = read.crop.back(word.from, word.to);
        let alternatives = word
            .other
            .iter()
            .map(|(other, second)| {
                let source = if *second { &text.names.1 } else { &text.names.0 };
                Alternative { text: other.clone(), source: source.clone() }
            })
            .collect();
        words.push(Word {
            text: word.text.clone(),
            bbox: text.prepared.grid.back(left, top, right, bottom, (frame.0, frame.1)),
            confidence: word.confidence,
            alternatives,
            meant: word.meant.clone(),
        });
    }
    words
}

pub(super) fn tables(text: &PageText, frame: FrameSize) -> Vec<Table> {
    let mut out = Vec::new();
    for (number, places) in text.tables.iter().enumerate() {
        let cells: Vec<Cell> = places
            .iter()
            .enumerate()
            .map(|(cell, place)| {
                let own = text.lines.iter().find(|read| read.line.cell == Some((number, cell)));
                Cell {
                    bbox: back(place, text, frame),
                    row: place.row,
                    column: place.column,
                    rows: place.rows,
                    columns: place.columns,
                    block: own.map(|read| read.block),
                }
            })
            .collect();
        if let Some(bbox) = PixelBox::around(cells.iter().map(|cell| &cell.bbox)) {
            out.push(Table { bbox, cells });
        }
    }
    out
}

fn back(place: &CellPlace, text: &PageText, frame: FrameSize) -> PixelBox {
    let (left, top) = (place.left as f32, place.top as f32);
    let (right, bottom) = (place.right as f32, place.bottom as f32);
    text.prepared.grid.back(left, top, right, bottom, (frame.0, frame.1))
}

/// Ink that lies over the page, each piece's box.
pub(super) fn covers(text: &PageText, frame: FrameSize) -> Vec<PixelBox> {
    let of = |piece: &Piece| {
        let (left, top) = (piece.left as f32, piece.top as f32);
        let (right, bottom) = (piece.right as f32, piece.bottom as f32);
        text.prepared.grid.back(left, top, right, bottom, (frame.0, frame.1))
    };
    text.covers.iter().map(of).collect()
}

/// Every line's box on the frame, its place for its neighbours, and its measures.
#[cfg(feature = "learn")]
pub(super) fn measured(text: &PageText, frame: FrameSize) -> Vec<crate::reading::Measured> {
    let of = |read: &ReadLine| crate::reading::Measured {
        bbox: frame.back(&text.prepared, &read.line),
        place: [
            read.line.left,
            read.line.right,
            read.line.base,
            read.line.em,
            read.line.letters.len() as f32,
        ],
        measures: read.measures.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
        ink: read.seen.0.clone(),
        read: read.seen.1.clone(),
    };
    // Lettering of seals is known for what it is.
    text.lines.iter().filter(|read| !read.measures.is_empty()).map(of).collect()
}

/// Every place of a line on the frame that was voted on, with what both readers have there.
#[cfg(feature = "learn")]
pub(super) fn asked(text: &PageText, frame: FrameSize) -> Vec<crate::reading::Asked> {
    let mut asked = Vec::new();
    for (crop, places) in &text.places {
        for laid in places {
            let words = || laid.place.first.iter().chain(&laid.place.second);
            let from = words().map(|word| word.from).fold(f32::MAX, f32::min);
            let to = words().map(|word| word.to).fold(0.0, f32::max);
            let (left, top, right, bottom) = crop.back(from, to);
            asked.push(crate::reading::Asked {
                bbox: text.prepared.grid.back(left, top, right, bottom, (frame.0, frame.1)),
                first: crate::vote::joined(&laid.place.first),
                second: crate::vote::joined(&laid.place.second),
                signs: laid.signs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect(),
            });
        }
    }
    asked
}

/// Every place on the frame where a line's writer may have changed.
#[cfg(feature = "learn")]
pub(super) fn gaps(text: &PageText, frame: FrameSize) -> Vec<crate::reading::GapSeen> {
    let named = |measures: &crate::net::Measures| {
        measures.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    };
    let of = |gap: &super::mixed::Gap| crate::reading::GapSeen {
        sides: gap.parts.each_ref().map(|part| frame.back(&text.prepared, part)),
        space: gap.space,
        before: gap.before,
        whole: named(&gap.whole),
        halves: gap.halves.each_ref().map(named),
    };
    text.gaps.iter().map(of).collect()
}
