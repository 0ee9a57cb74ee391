//! Words and lines out of Tesseract's table, and what a reading is worth.

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

/// Puts the lines of a table where it stands: before the first line that is wholly below it.
pub(crate) fn with_table(lines: &mut Vec<RawLine>, table: Vec<RawLine>, bottom: usize) {
    let below = |line: &RawLine| line.words.iter().all(|word| word.top >= bottom as f32 - 2.0);
    let place = lines.iter().position(below).unwrap_or(lines.len());
    let first_free = lines.iter().map(|line| line.block + 1).max().unwrap_or(0);
    let numbered = table.into_iter().map(|line| RawLine { block: first_free + line.block, ..line });
    lines.splice(place..place, numbered);
}

/// Moves what was read in a crop to where the crop was cut.
pub(crate) fn moved(lines: Vec<RawLine>, x: f32, y: f32, block: u32) -> Vec<RawLine> {
    let moved = |word: RawWord| RawWord {
        left: word.left + x,
        right: word.right + x,
        top: word.top + y,
        bottom: word.bottom + y,
        ..word
    };
    lines
        .into_iter()
        .map(|line| RawLine { block, words: line.words.into_iter().map(moved).collect() })
        .collect()
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

/// Letters and digits read.
pub(crate) fn letters(lines: &[RawLine]) -> usize {
    let all = words(lines).flat_map(|word| word.text.chars());
    all.filter(|letter| letter.is_alphanumeric()).count()
}

/// Tesseract reads text that runs up or down the page too. Such a word stands taller than it is wide, and
/// speaks for another turn of the page, not for this one.
fn is_sideways(word: &RawWord) -> bool {
    word.text.chars().count() >= 3 && word.bottom - word.top > 1.3 * (word.right - word.left)
}

/// How much was surely read: letters of words of three letters and more, by their confidence over a coin toss.
/// Upside-down text gives short words of little confidence and so next to nothing.
pub(crate) fn yield_of(lines: &[RawLine]) -> f32 {
    let sure = words(lines).filter(|word| word.confidence > 0.6 && !is_sideways(word));
    sure.map(|word| {
        let letters = word.text.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters < 3 { 0.0 } else { letters as f32 * (word.confidence - 0.5) * 2.0 }
    })
    .sum()
}

/// Words of three letters and more that were surely read.
pub(crate) fn sure_words(lines: &[RawLine]) -> usize {
    words(lines)
        .filter(|word| word.confidence > 0.75 && !is_sideways(word))
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
    fn a_table_keeps_its_place() {
        let line = |text: &str, top: f32, block: u32| {
            let word = RawWord {
                text: text.to_owned(),
                left: 10.0,
                top,
                right: 30.0,
                bottom: top + 10.0,
                confidence: 0.9,
            };
            RawLine { block, words: vec![word] }
        };
        let mut lines = vec![line("заголовок", 5.0, 0), line("підпис", 90.0, 1)];
        let row = moved(vec![line("січень", 5.0, 9)], 100.0, 25.0, 0);
        assert_eq!((row[0].words[0].left, row[0].words[0].top), (110.0, 30.0));
        with_table(&mut lines, row, 70);
        let read: Vec<(u32, &str)> =
            lines.iter().map(|line| (line.block, line.words[0].text.as_str())).collect();
        assert_eq!(read, [(0, "заголовок"), (2, "січень"), (1, "підпис")]);
    }
}
