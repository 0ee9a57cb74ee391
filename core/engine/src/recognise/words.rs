//! Words and lines out of Tesseract's table, and what a reading is worth.

use super::clean;
use crate::prepare::rules::Table;

/// A word on the prepared grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawWord {
    pub text: String,
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    pub confidence: f32,
}

/// The words of one line; lines of one paragraph share `block`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawLine {
    pub block: u32,
    pub words: Vec<RawWord>,
}

/// Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
pub(crate) fn from_table(table: &str) -> Vec<RawLine> {
    let mut lines: Vec<RawLine> = Vec::new();
    let mut line_key = None;
    let mut block_key = None;
    let mut block = 0;
    for row in table.lines() {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        if cells.len() < 12 || cells[0] != "5" {
            continue;
        }
        let number = |place: usize| cells[place].parse::<f32>().unwrap_or(0.0);
        let confidence = (number(10) / 100.0).clamp(0.0, 1.0);
        let Some(text) = clean::word(cells[11], confidence) else { continue };
        let here_block = (cells[2], cells[3]);
        if block_key != Some(here_block) {
            block += u32::from(block_key.is_some());
            block_key = Some(here_block);
        }
        let here_line = (cells[2], cells[3], cells[4]);
        if line_key != Some(here_line) {
            line_key = Some(here_line);
            lines.push(RawLine { block, words: Vec::new() });
        }
        let (left, top) = (number(6), number(7));
        let word = RawWord { text, left, top, right: left + number(8), bottom: top + number(9), confidence };
        if let Some(line) = lines.last_mut() {
            line.words.push(word);
        }
    }
    lines
}

/// Tesseract reads a table column by column; a person, and the rules of a wage table, by rows. Words inside a
/// ruled table are put into lines by their height, from left to right.
pub(crate) fn in_rows(mut lines: Vec<RawLine>, tables: &[Table]) -> Vec<RawLine> {
    for table in tables {
        let mut inside = Vec::new();
        let mut first = None;
        for (place, line) in lines.iter_mut().enumerate() {
            let holds =
                |word: &RawWord| table.holds((word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0);
            if line.words.iter().any(holds) {
                first = first.or(Some(place));
            }
            let (theirs, rest) = std::mem::take(&mut line.words).into_iter().partition(holds);
            inside.push(theirs);
            line.words = rest;
        }
        let Some(first) = first else { continue };
        let words: Vec<RawWord> = inside.into_iter().flatten().collect();
        let block = lines[first].block;
        let rows = rows_of(words).into_iter().map(|words| RawLine { block, words });
        let rest = lines.split_off(first);
        let stands_above =
            |line: &RawLine| line.words.iter().all(|word| word.bottom <= table.top as f32 + 2.0);
        let (above, below): (Vec<RawLine>, Vec<RawLine>) =
            rest.into_iter().filter(|line| !line.words.is_empty()).partition(stands_above);
        lines.extend(above);
        lines.extend(rows);
        lines.extend(below);
    }
    lines
}

/// Words by rows: a word belongs to the row whose middle it covers.
fn rows_of(mut words: Vec<RawWord>) -> Vec<Vec<RawWord>> {
    let middle = |word: &RawWord| (word.top + word.bottom) / 2.0;
    words.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let mut rows: Vec<(f32, f32, Vec<RawWord>)> = Vec::new();
    for word in words {
        let (here, height) = (middle(&word), word.bottom - word.top);
        match rows.last_mut() {
            Some((at, tallest, row)) if here - *at < 0.5 * tallest.max(height) => {
                let count = row.len() as f32;
                *at = (*at * count + here) / (count + 1.0);
                *tallest = tallest.max(height);
                row.push(word);
            }
            _ => rows.push((here, height, vec![word])),
        }
    }
    for (_, _, row) in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows.into_iter().map(|(_, _, row)| row).collect()
}

fn words(lines: &[RawLine]) -> impl Iterator<Item = &RawWord> {
    lines.iter().flat_map(|line| &line.words)
}

/// Mean word confidence weighted by letters; 0 for no words.
pub(crate) fn confidence(lines: &[RawLine]) -> f32 {
    let (mut sum, mut letters) = (0.0, 0.0);
    for word in words(lines) {
        let weight = word.text.chars().count() as f32;
        sum += weight * word.confidence;
        letters += weight;
    }
    if letters == 0.0 { 0.0 } else { sum / letters }
}

/// How much was surely read: letters of words of three letters and more, by their confidence over a coin toss.
/// Upside-down text gives short words of little confidence and so next to nothing.
pub(crate) fn yield_of(lines: &[RawLine]) -> f32 {
    let sure = words(lines).filter(|word| word.confidence > 0.6);
    sure.map(|word| {
        let letters = word.text.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters < 3 { 0.0 } else { letters as f32 * (word.confidence - 0.5) * 2.0 }
    })
    .sum()
}

/// Words of three letters and more that were surely read.
pub(crate) fn sure_words(lines: &[RawLine]) -> usize {
    words(lines)
        .filter(|word| word.confidence > 0.75)
        .filter(|word| word.text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_becomes_lines() {
        let table = "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tПенсія\n\
            5\t1\t1\t1\t1\t2\t45\t20\t30\t8\t91\tза\n\
            5\t1\t1\t1\t2\t1\t10\t40\t30\t8\t20\t|\n\
            5\t1\t1\t2\t1\t1\t10\t60\t30\t8\t88\tвік";
        let lines = from_table(table);
        let texts: Vec<(u32, Vec<&str>)> = lines
            .iter()
            .map(|line| (line.block, line.words.iter().map(|word| word.text.as_str()).collect()))
            .collect();
        assert_eq!(texts, [(0, vec!["Пенсія", "за"]), (1, vec!["вік"])]);
        assert_eq!((lines[0].words[0].right, lines[0].words[0].bottom), (40.0, 28.0));
        assert!((confidence(&lines) - 0.934).abs() < 0.01);
    }

    #[test]
    fn a_table_is_read_by_rows() {
        let word = |text: &str, left: f32, top: f32| RawWord {
            text: text.to_owned(),
            left,
            top,
            right: left + 20.0,
            bottom: top + 10.0,
            confidence: 0.9,
        };
        let line = |words: Vec<RawWord>| RawLine { block: 0, words };
        let lines = vec![
            line(vec![word("заголовок", 10.0, 5.0)]),
            line(vec![word("січень", 10.0, 30.0)]),
            line(vec![word("лютий", 10.0, 50.0)]),
            line(vec![word("120", 90.0, 31.0)]),
            line(vec![word("130", 90.0, 49.0)]),
            line(vec![word("підпис", 10.0, 90.0)]),
        ];
        let read: Vec<String> = in_rows(lines, &[Table { left: 0, top: 25, right: 200, bottom: 70 }])
            .iter()
            .map(|line| line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(read, ["заголовок", "січень 120", "лютий 130", "підпис"]);
    }
}
