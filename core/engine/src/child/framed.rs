//! Words back from the prepared grid to the upright frame that people see.

use dossier::PixelBox;
use dossier::recognition::{Line, Script, Word};

use crate::prepare::Prepared;
use crate::recognise::words::RawLine;

/// Words with their boxes on the upright frame.
pub(super) fn lines(raw: &[RawLine], script: Script, prepared: &Prepared, frame: (u32, u32)) -> Vec<Line> {
    let mut out = Vec::with_capacity(raw.len());
    for line in raw {
        let words: Vec<Word> = line
            .words
            .iter()
            .map(|word| Word {
                text: word.text.clone(),
                bbox: prepared.grid.back(word.left, word.top, word.right, word.bottom, frame),
                confidence: word.confidence,
                alternatives: Vec::new(),
            })
            .collect();
        if let Some(bbox) = PixelBox::around(words.iter().map(|word| &word.bbox)) {
            out.push(Line { bbox, block: line.block, script, words });
        }
    }
    out
}
