//! One year a row: months of service, sum, code of the payer (ОК-5, ОК-7).

use dossier::codes;
use dossier::value::{ValueType, amount};

use super::{Entry, cells};
use crate::understand::fields::Sheet;

/// Rows `{year, months, amount, edrpou}`.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut out = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for row in &sheet.text.rows {
            let cells = cells(row, sheet.text.letter);
            let place = cells.iter().take(3).position(|cell| year(&cell.text()).is_some());
            let Some(place) = place.filter(|_| cells.len() >= 3) else {
                continue;
            };
            let entry = |name, found| Entry { name, found, sheet: number, checked: None };
            let value = year(&cells[place].text()).unwrap_or_default();
            let mut own = vec![entry("year", cells[place].with(value, false))];
            for (at, cell) in cells.iter().enumerate() {
                let text = cell.text();
                let has = |name: &str| own.iter().any(|one| one.name == name);
                // What stands before the year is the number of the row.
                if at <= place {
                    continue;
                }
                if let Some(code) = codes::edrpou(&text).filter(|_| !has("edrpou")) {
                    own.push(entry("edrpou", cell.with(code.value, code.edited)));
                } else if let Some(count) = months(&text).filter(|_| !has("months")) {
                    own.push(entry("months", cell.with(count, false)));
                } else if let Some(sum) = amount(&text).filter(|_| text.len() >= 3 && !has("amount")) {
                    own.push(entry("amount", cell.with(sum.value, sum.edited)));
                }
            }
            if own.len() >= 3 {
                out.push(own);
            }
        }
    }
    out
}

fn year(text: &str) -> Option<String> {
    let bare = text.trim_matches(|one: char| !one.is_ascii_digit());
    let value: i32 = bare.parse().ok()?;
    (bare.len() == 4 && (1950..=2035).contains(&value)).then(|| bare.to_owned())
}

fn months(text: &str) -> Option<String> {
    let bare = ValueType::Count.canonical(text)?.value;
    bare.parse::<u32>().ok().filter(|count| (1..=12).contains(count)).map(|count| count.to_string())
}
