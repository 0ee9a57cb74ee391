//! Months against sums: a grid with years as columns, or one month a row.

use dossier::date::{self, Precision, Span};
use dossier::value::{Canonical, amount};

use super::{Cell, Entry, cells};
use crate::understand::extract::Extracted;
use crate::understand::fields::Sheet;
use crate::understand::layout::Row;

/// A year and the middle of its column.
struct Column {
    year: i32,
    centre: i64,
}

/// Rows `{month, amount}` in the order of time.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut found: Vec<(String, Extracted, Extracted, usize)> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let mut columns: Vec<Column> = Vec::new();
        for row in &sheet.text.rows {
            let cells = cells(row, sheet.text.letter);
            let years = years(&cells);
            if !years.is_empty() && month_of(&cells).is_none() {
                columns = years;
                continue;
            }
            let rows = match in_line(row, &cells) {
                rows if !rows.is_empty() => rows,
                _ => in_grid(&cells, &columns),
            };
            found.extend(rows.into_iter().map(|(month, of, sum)| (month, of, sum, number)));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.dedup_by(|one, other| one.0 == other.0 && one.2.value == other.2.value);
    let entry = |name, found, sheet| Entry { name, found, sheet };
    found
        .into_iter()
        .map(|(_, of, sum, sheet)| vec![entry("month", of, sheet), entry("amount", sum, sheet)])
        .collect()
}

/// The heading of a grid: cells that are years and nothing else.
fn years(cells: &[Cell<'_>]) -> Vec<Column> {
    let mut columns = Vec::new();
    for cell in cells {
        for word in &cell.words {
            let bare = word.text.trim_matches(|one: char| !one.is_ascii_digit());
            let rest = word.text.chars().filter(|one| one.is_alphanumeric()).count();
            let year = bare
                .parse::<i32>()
                .ok()
                .filter(|year| bare.len() == 4 && rest <= 5 && (1930..=2030).contains(year));
            if let Some(year) = year {
                let centre = i64::from(word.bbox.x) + i64::from(word.bbox.w) / 2;
                columns.push(Column { year, centre });
            }
        }
    }
    let words: usize = cells.iter().map(|cell| cell.words.len()).sum();
    // One year stands as a heading alone or with «рік»; a sentence with a year in it is no heading.
    if columns.len() * 3 + 1 < words { Vec::new() } else { columns }
}

fn month_of<'p>(cells: &'p [Cell<'p>]) -> Option<(u8, &'p Cell<'p>)> {
    let first = cells.iter().take(2).find_map(|cell| {
        let word = cell.words.first()?;
        let month = date::months_in(&word.text)?;
        Some((month, cell))
    });
    first
}

/// «січень 1987 184,06» or «03.1987 184,06», perhaps twice in a row.
fn in_line(row: &Row, cells: &[Cell<'_>]) -> Vec<(String, Extracted, Extracted)> {
    let mut out = Vec::new();
    let mut waiting: Option<(String, Extracted)> = None;
    if !row.words.iter().any(|word| word.text.chars().any(|one| one.is_ascii_digit())) {
        return out;
    }
    for cell in cells {
        let text = cell.text();
        let month = date::find(&text, Span::default())
            .into_iter()
            .find(|one| one.date.precision() == Precision::Month);
        if let Some(month) = month {
            let value = month.date.to_string();
            let rest =
                text.get(month.end..).unwrap_or_default().trim_matches(|one: char| !one.is_ascii_digit());
            let own = cell.with(value.clone(), month.edited);
            // Month and sum may stand so near that they look like one cell.
            if let Some(sum) = amount(rest).filter(|_| rest.len() >= 2) {
                out.push((value, own, cell.with(sum.value, sum.edited)));
            } else {
                waiting = Some((value, own));
            }
            continue;
        }
        if let Some(sum) = sum_of(cell)
            && let Some((value, own)) = waiting.take()
        {
            out.push((value, own, sum));
        }
    }
    out
}

fn in_grid(cells: &[Cell<'_>], columns: &[Column]) -> Vec<(String, Extracted, Extracted)> {
    let mut out = Vec::new();
    let Some((month, label)) = month_of(cells) else {
        return out;
    };
    if columns.is_empty() {
        return out;
    }
    let reach = columns
        .windows(2)
        .map(|pair| (pair[1].centre - pair[0].centre).abs())
        .min()
        .map_or(i64::MAX, |gap| gap * 6 / 10);
    for cell in cells {
        let Some(sum) = sum_of(cell) else {
            continue;
        };
        let centre = cell.centre();
        let Some(column) = columns.iter().min_by_key(|column| (column.centre - centre).abs()) else {
            continue;
        };
        if (column.centre - centre).abs() > reach {
            continue;
        }
        let value = format!("{:04}-{month:02}", column.year);
        out.push((value.clone(), label.with(value, false), sum));
    }
    out
}

/// A cell that is a sum: figures and little else.
fn sum_of(cell: &Cell<'_>) -> Option<Extracted> {
    let text = cell.text();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|one| one.is_alphabetic()).count();
    if digits < 2 || letters > digits {
        return None;
    }
    let Canonical { value, edited } = amount(text.trim_matches(|one: char| !one.is_alphanumeric()))?;
    Some(cell.with(value, edited))
}
