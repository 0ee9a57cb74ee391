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
    out
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
