//! The row under a table's head that numbers its columns, 1 2 3 4: a «3» alone in its cell is read as «з», and nothing
//! beside it in the cell tells which. The numbers before and behind do.

use std::collections::BTreeMap;

use dossier::codes::alike::to_digit;
use dossier::recognition::Recognition;

/// Numbers that were read as such, at least: one says nothing of the others.
const LEAST: usize = 2;

/// Sets letters among the numbers of columns right; gives how many.
pub(super) fn restore(recognition: &mut Recognition) -> usize {
    let mut lines: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, line) in recognition.lines.iter().enumerate() {
        lines.entry(line.block).or_default().push(number);
    }
    let mut count = 0;
    for table in &recognition.tables {
        let mut rows: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
        for cell in &table.cells {
            let own = cell.block.and_then(|block| lines.get(&block));
            if let Some([line]) = own.map(Vec::as_slice)
                && recognition.lines[*line].words.len() == 1
            {
                rows.entry(cell.row).or_default().push((cell.column, *line));
            }
        }
        for mut row in rows.into_values() {
            row.sort_unstable();
            let texts: Vec<&str> =
                row.iter().map(|(_, line)| recognition.lines[*line].words[0].text.as_str()).collect();
            for (place, number) in misread(&texts) {
                let word = &mut recognition.lines[row[place].1].words[0];
                super::replace(word, number.to_string(), "numbering");
                count += 1;
            }
        }
    }
    count
}

/// The places of a row that hold a letter where the count of columns has a figure, and that figure.
fn misread(texts: &[&str]) -> Vec<(usize, u32)> {
    let numbers: Vec<Option<u32>> = texts.iter().map(|text| text.parse().ok()).collect();
    let read: Vec<u32> = numbers.iter().flatten().copied().collect();
    let counts = read.len() >= LEAST && read.windows(2).all(|pair| pair[0] < pair[1]);
    if !counts {
        return Vec::new();
    }
    let figure = |text: &str| {
        let mut letters = text.chars();
        letters.next().filter(|_| letters.next().is_none()).and_then(to_digit)?.to_digit(10)
    };
    let mut found = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|at| numbers[at]);
        let after = numbers.get(place + 1).copied().flatten();
        let Some(number) = figure(text).filter(|_| numbers[place].is_none()) else { continue };
        let follows = before.is_none_or(|before| before + 1 == number);
        let leads = after.is_none_or(|after| number + 1 == after);
        if follows && leads && (before.is_some() || after.is_some()) {
            found.push((place, number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::recognition::{Cell, Line, Table, Word};

    #[test]
    fn letters_between_the_numbers_of_columns_are_figures() {
        for (row, expected) in [
            (vec!["1", "2", "з", "4"], vec![(2, 3)]),
            (vec!["1", "2", "З"], vec![(2, 3)]),
            (vec!["І", "2", "3"], vec![(0, 1)]),
            (vec!["1", "2", "б", "4"], vec![]),
            (vec!["1", "з"], vec![]),
            (vec!["4", "2", "з", "4"], vec![]),
            (vec!["1", "2", "зо", "4"], vec![]),
            (vec!["1965", "01", "з"], vec![]),
        ] {
            assert_eq!(misread(&row), expected, "{row:?}");
        }
    }

    #[test]
    fn the_row_is_that_of_a_table() {
        let texts = ["1", "2", "з"];
        let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
        let line = |block: u32| Line { block, words: vec![word(texts[block as usize])], ..Line::default() };
        let cell = |column: u32| Cell {
            bbox: Default::default(),
            row: 1,
            column,
            rows: 1,
            columns: 1,
            block: Some(column),
        };
        let table = Table { cells: (0..3).rev().map(cell).collect(), ..Table::default() };
        let mut page = Recognition { lines: (0..3).map(line).collect(), ..Recognition::default() };
        assert_eq!(restore(&mut page), 0);
        page.tables.push(table);
        assert_eq!(restore(&mut page), 1);
        assert_eq!(page.lines[2].words[0].text, "3");
        assert_eq!(page.lines[2].words[0].alternatives[0].source, "raw numbering");
    }
}
