//! The inner inventory: number, title, date, sheets.

use dossier::date::{self, Precision, Span};
use dossier::value;

use super::{Cell, Entry, cells};
use crate::understand::fields::Sheet;

/// Rows `{number, title, date, sheets_from, sheets_to}`.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut out: Vec<Vec<Entry>> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for row in &sheet.text.rows {
            let cells = cells(row, sheet.text.gap);
            let Some((own, rest)) = numbered(&cells, out.len() + 1) else {
                continue;
            };
            let entry = |name, found| Entry { name, found, sheet: number, checked: None };
            let mut line = vec![entry("number", own)];
            let (mut title, mut dated, mut leaves) = (None, None, None);
            for cell in rest {
                let text = cell.text();
                let date = date::find(&text, Span::default())
                    .into_iter()
                    .find(|one| one.date.precision() == Precision::Day);
                if let Some(date) = date.filter(|_| dated.is_none()) {
                    dated = Some(cell.with(date.date.to_string(), date.edited));
                } else if let Some(range) = range(&text) {
                    leaves = Some((cell, range));
                } else if title.is_none() && text.chars().filter(|one| one.is_alphabetic()).count() >= 4 {
                    title = value::text(&text).map(|text| cell.with(text, false));
                }
            }
            let Some(title) = title else {
                continue;
            };
            line.push(entry("title", title));
            line.extend(dated.map(|found| entry("date", found)));
            if let Some((cell, (from, to))) = leaves {
                line.push(entry("sheets_from", cell.with(from, false)));
                line.push(entry("sheets_to", cell.with(to, false)));
            }
            out.push(line);
        }
    }
    follow_on(&mut out);
    out
}

/// Sheets go up from row to row. Where a row's do not, while its neighbours' do, a lost dash is put back («79» between 6 and
/// 10 is 7-9), and what fits in no way is left to a person.
fn follow_on(rows: &mut [Vec<Entry>]) {
    let sheets = |row: &Vec<Entry>, name: &str| -> Option<u32> {
        row.iter().find(|entry| entry.name == name)?.found.value.parse().ok()
    };
    for number in 1..rows.len().saturating_sub(1) {
        let before = sheets(&rows[number - 1], "sheets_to");
        let after = sheets(&rows[number + 1], "sheets_from");
        let own = (sheets(&rows[number], "sheets_from"), sheets(&rows[number], "sheets_to"));
        let (Some(before), Some(after), (Some(from), Some(to))) = (before, after, own) else { continue };
        if before > after || (before..=after).contains(&from) && (from..=after).contains(&to) {
            continue;
        }
        let parted = if from == to { parted(to, before, after) } else { None };
        for entry in rows[number].iter_mut().filter(|entry| entry.name.starts_with("sheets_")) {
            match parted {
                Some((from, to)) => {
                    let sheet = if entry.name == "sheets_from" { from } else { to };
                    (entry.found.value, entry.found.edited) = (sheet.to_string(), true);
                }
                None => entry.checked = Some(false),
            }
        }
    }
}

/// The one way to part a number's figures in two that go up between these.
fn parted(number: u32, before: u32, after: u32) -> Option<(u32, u32)> {
    let ways = [10, 100].into_iter().map(|at| (number / at, number % at));
    let mut fit =
        ways.filter(|(from, to)| (before..=after).contains(from) && (from + 1..=after).contains(to));
    fit.next().filter(|_| fit.next().is_none())
}

/// The number that opens the row, if it is the next one or nearly so.
fn numbered<'p>(
    cells: &'p [Cell<'p>],
    expected: usize,
) -> Option<(crate::understand::extract::Extracted, &'p [Cell<'p>])> {
    let first = cells.first()?;
    let bare = first.text();
    let bare = bare.trim_matches(|one: char| !one.is_ascii_digit());
    let dated = |cell: &Cell<'_>| {
        date::find(&cell.text(), Span::default()).iter().any(|one| one.date.precision() == Precision::Day)
    };
    if bare.is_empty() && first.text().chars().count() <= 4 && cells.get(1).is_some_and(dated) {
        // A badly read number before a date: the next in order.
        return Some((first.with(expected.to_string(), true), &cells[1..]));
    }
    let number: usize = bare.parse().ok()?;
    let near = number >= expected && number <= expected + 2;
    (near && first.words.len() == 1).then(|| (first.with(bare.to_owned(), false), &cells[1..]))
}

/// «3», «3-5», «3–5».
fn range(text: &str) -> Option<(String, String)> {
    let plain: String = text.chars().map(|one| if matches!(one, '–' | '—') { '-' } else { one }).collect();
    let plain = plain.trim_matches(|one: char| !one.is_alphanumeric());
    let (from, to) = plain.split_once('-').unwrap_or((plain, plain));
    let sheet = |part: &str| {
        let part = part.trim();
        let digits = part.chars().filter(char::is_ascii_digit).count();
        (digits > 0 && digits <= 3 && part.chars().count() <= 4).then(|| part.to_owned())
    };
    Some((sheet(from)?, sheet(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of these sheets, as they come out.
    fn followed(written: &[&str]) -> Vec<(String, String, Option<bool>)> {
        let entry = |name, value: &str| {
            let found = Cell { words: Vec::new() }.with(value.to_owned(), false);
            Entry { name, found, sheet: 0, checked: None }
        };
        let mut rows: Vec<Vec<Entry>> = Vec::new();
        for text in written {
            let (from, to) = range(text).expect("sheets");
            rows.push(vec![entry("number", "1"), entry("sheets_from", &from), entry("sheets_to", &to)]);
        }
        follow_on(&mut rows);
        let told = |row: Vec<Entry>| (row[1].found.value.clone(), row[2].found.value.clone(), row[2].checked);
        rows.into_iter().map(told).collect()
    }

    #[test]
    fn sheets_go_up() {
        let middle = |written: &[&str; 3]| {
            let (from, to, checked) = followed(written).swap_remove(1);
            (from, to, checked)
        };
        let check = |written, from: &str, to: &str, checked| {
            assert_eq!(middle(written), (from.to_owned(), to.to_owned(), checked), "{written:?}");
        };
        check(&["6", "79", "10"], "7", "9", None);
        check(&["8", "912", "13"], "9", "12", None);
        check(&["6", "7-9", "10"], "7", "9", None);
        check(&["6", "7", "8"], "7", "7", None);
        // No way to part it, and neighbours that tell nothing.
        check(&["6", "88", "10"], "88", "88", Some(false));
        check(&["60", "79", "10"], "79", "79", None);
    }
}
