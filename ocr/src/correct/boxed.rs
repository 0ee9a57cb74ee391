//! A number written a figure to a box, a name a letter to a box: one word, though every box was read by itself.

use dossier::geometry::PixelBox;
use dossier::recognition::{Alternative, Recognition, Table, Word};

/// A row has so many boxes, at least, all as wide, but for this part of it.
const LEAST: usize = 6;
const UNEVEN: f32 = 0.2;

/// Makes a line of every row of boxes that hold a sign each; boxes left empty part its words.
pub(super) fn join(recognition: &mut Recognition) {
    let tables = std::mem::take(&mut recognition.tables);
    for table in tables {
        match signs(&table, recognition) {
            Some(signs) => write(recognition, &signs),
            None => recognition.tables.push(table),
        }
    }
}

/// The lines of the boxes, none for an empty one; `None` where the table is no such row.
fn signs(table: &Table, recognition: &Recognition) -> Option<Vec<Option<usize>>> {
    let width =
        table.cells.iter().map(|cell| cell.bbox.w).sum::<u32>() as f32 / table.cells.len().max(1) as f32;
    let even = table.cells.iter().all(|cell| {
        (cell.row, cell.rows, cell.columns) == (0, 1, 1)
            && (cell.bbox.w as f32 - width).abs() <= UNEVEN * width
    });
    if table.cells.len() < LEAST || !even {
        return None;
    }
    let mut cells: Vec<_> = table.cells.iter().collect();
    cells.sort_by_key(|cell| cell.column);
    let mut signs = Vec::with_capacity(cells.len());
    for cell in cells {
        let lines = recognition.lines.iter().enumerate().filter(|(_, line)| Some(line.block) == cell.block);
        let lines: Vec<usize> = lines.map(|(number, _)| number).collect();
        let one_sign = |line: usize| match &recognition.lines[line].words[..] {
            [word] => word.text.chars().count() == 1,
            _ => false,
        };
        match lines[..] {
            [] => signs.push(None),
            [line] if one_sign(line) => signs.push(Some(line)),
            _ => return None,
        }
    }
    let text = |line: &usize| recognition.lines[*line].words[0].text.as_str();
    // 1 2 3 4 5 6 under a head number the columns of a table.
    let counts = signs.iter().flatten().map(text).zip(1..).all(|(sign, number)| sign == number.to_string());
    (signs.iter().flatten().count() > 1 && !counts).then_some(signs)
}

/// The words go into the line of the first sign.
fn write(recognition: &mut Recognition, signs: &[Option<usize>]) {
    let runs = signs.split(Option::is_none).filter(|run| !run.is_empty());
    let words: Vec<Word> = runs.map(|run| joined(recognition, run)).collect();
    let lines: Vec<usize> = signs.iter().flatten().copied().collect();
    let Some(&first) = lines.iter().min() else { return };
    let scripts = lines.iter().map(|&line| recognition.lines[line].script);
    // Whose a single sign is nobody can tell surely; of all of them most tell.
    let script = scripts.clone().max_by_key(|script| scripts.clone().filter(|other| other == script).count());
    let line = &mut recognition.lines[first];
    line.script = script.unwrap_or(line.script);
    line.bbox = PixelBox::around(words.iter().map(|word| &word.bbox)).unwrap_or(line.bbox);
    line.words = words;
    let mut numbers = 0..;
    recognition.lines.retain(|_| {
        let number = numbers.next().unwrap_or_default();
        number == first || !lines.contains(&number)
    });
}

/// It is right where all its signs are. What another reader saw in some boxes is its reading of the whole.
fn joined(recognition: &Recognition, run: &[Option<usize>]) -> Word {
    let signs: Vec<&Word> = run.iter().flatten().map(|&line| &recognition.lines[line].words[0]).collect();
    let mut sources: Vec<&str> =
        signs.iter().flat_map(|sign| &sign.alternatives).map(|other| other.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let seen_by = |source: &str, sign: &Word| {
        let other = sign.alternatives.iter().find(|other| other.source == source);
        other.map_or(sign.text.clone(), |other| other.text.clone())
    };
    let other = |source: &&str| Alternative {
        text: signs.iter().map(|sign| seen_by(source, sign)).collect(),
        source: (*source).to_owned(),
    };
    Word {
        text: signs.iter().map(|sign| sign.text.as_str()).collect(),
        bbox: PixelBox::around(signs.iter().map(|sign| &sign.bbox)).unwrap_or_default(),
        confidence: signs.iter().map(|sign| sign.confidence).product(),
        alternatives: sources.iter().map(other).collect(),
        meant: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use dossier::recognition::{Cell, Line};

    use super::*;

    /// A row of boxes, and a line before it; a dot is an empty box.
    fn page(signs: &[&str], wide: u32) -> Recognition {
        let mut page = Recognition::default();
        let word = |text: &str, x: u32| Word {
            text: text.to_owned(),
            bbox: PixelBox::new(x, 100, 10, 20),
            confidence: 0.9,
            ..Word::default()
        };
        page.lines.push(Line { words: vec![word("номер", 0)], ..Line::default() });
        let mut table = Table::default();
        for (number, sign) in signs.iter().enumerate() {
            let (column, x) = (number as u32, 40 * number as u32);
            let block = (*sign != ".").then_some(column + 1);
            let w = if number == 0 { wide } else { 40 };
            let bbox = PixelBox::new(x, 90, w, 40);
            table.cells.push(Cell { bbox, row: 0, column, rows: 1, columns: 1, block });
            if let Some(block) = block {
                page.lines.push(Line { block, words: vec![word(sign, x)], ..Line::default() });
            }
        }
        page.tables.push(table);
        page
    }

    #[test]
    fn a_row_of_boxes_is_a_number() {
        for (signs, wide, expected, tables) in [
            (&["1", "8", "0", "8", "9", "1"][..], 40, "номер 180891", 0),
            (&["І", "В", "А", "Н", ".", "."], 40, "номер ІВАН", 0),
            (&["1", "8", ".", "8", "9", "1"], 40, "номер 18 891", 0),
            // A table, with text in a cell, uneven, or too short.
            (&["1", "8", "08", "8", "9", "1"], 40, "номер 1 8 08 8 9 1", 1),
            (&["1", "8", "0", "8", "9", "1"], 90, "номер 1 8 0 8 9 1", 1),
            (&["1", "8", "0", "8", "9"], 40, "номер 1 8 0 8 9", 1),
            (&[".", ".", ".", ".", ".", "."], 40, "номер", 1),
            (&["1", "2", "3", "4", "5", "6"], 40, "номер 1 2 3 4 5 6", 1),
        ] {
            let mut page = page(signs, wide);
            join(&mut page);
            let lines: Vec<String> = page.lines.iter().map(Line::text).collect();
            assert_eq!((lines.join(" ").as_str(), page.tables.len()), (expected, tables), "{signs:?}");
        }
        let mut number = page(&["1", "8", "0", "8", "9", "1"], 40);
        let other = Alternative { text: "О".to_owned(), source: "tesseract".to_owned() };
        number.lines[3].words[0].alternatives.push(other);
        join(&mut number);
        let word = &number.lines[1].words[0];
        assert_eq!((word.bbox, number.lines[1].bbox), (PixelBox::new(0, 100, 210, 20), word.bbox));
        assert!((word.confidence - 0.9f32.powi(6)).abs() < 1e-4);
        let other = &word.alternatives[0];
        assert_eq!((other.text.as_str(), other.source.as_str()), ("18О891", "tesseract"));
    }
}
