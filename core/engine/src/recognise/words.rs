//! Words and lines out of Tesseract's table.

use super::clean;

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
    }
}
