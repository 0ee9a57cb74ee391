//! One year a row: months of service, sum, code of the payer (ОК-5 with a column for each month, ОК-7).

use dossier::codes;
use dossier::recognition::Word;
use dossier::value::amount;

use super::{Entry, cents, evidence};
use crate::understand::extract::Extracted;
use crate::understand::fields::Sheet;
use crate::understand::layout::Row;

/// Rows `{year, months, amount, edrpou}`.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut out = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        out.extend(sheet.text.rows.iter().filter_map(|row| line(row, number)));
    }
    out
}

/// The row's last sum is the year's; sums before it are its months and prove it.
fn line(row: &Row, sheet: usize) -> Option<Vec<Entry>> {
    let words = &row.words;
    let place = words.iter().take(3).position(|word| year(&word.text).is_some())?;
    let code = words[place..].iter().position(|word| codes::edrpou(&word.text).is_some())? + place;
    let sums: Vec<(usize, String)> =
        (code + 1..words.len()).filter_map(|at| Some((at, sum(&words[at].text)?))).collect();
    let (last, total) = sums.last()?;
    let monthly = &sums[..sums.len() - 1];
    let added: i64 = monthly.iter().filter_map(|(_, sum)| cents(sum)).sum();
    let holds = !monthly.is_empty() && cents(total) == Some(added);
    let checked = holds.then_some(true);
    let entry = |name, found: Extracted, checked| Entry { name, found, sheet, checked };
    let own = |word: &Word, value: String| evidence(&[word], value, false);
    let mut out = vec![
        entry("year", own(&words[place], year(&words[place].text)?), None),
        entry("edrpou", own(&words[code], codes::edrpou(&words[code].text)?.value), None),
    ];
    let read =
        words[..*last].last().filter(|_| *last > code + 1).and_then(|word| Some((word, months(&word.text)?)));
    match read {
        // As many months as sums, where they add up to the year's.
        Some((word, _)) if holds => {
            out.push(entry("months", own(word, monthly.len().to_string()), Some(true)))
        }
        Some((word, count)) => out.push(entry("months", own(word, count), None)),
        None => {}
    }
    out.push(entry("amount", own(&words[*last], total.clone()), checked));
    Some(out)
}

fn year(text: &str) -> Option<String> {
    let bare = text.trim_matches(|one: char| !one.is_ascii_digit());
    let value: i32 = bare.parse().ok()?;
    (bare.len() == 4 && (1950..=2035).contains(&value)).then(|| bare.to_owned())
}

fn months(text: &str) -> Option<String> {
    let bare = text.trim_matches(|one: char| !one.is_alphanumeric());
    bare.parse::<u32>().ok().filter(|count| (1..=12).contains(count)).map(|count| count.to_string())
}

/// A sum with its coins; a number without them may be anything.
fn sum(text: &str) -> Option<String> {
    let coins = text.trim_end_matches(|one: char| !one.is_ascii_digit()).rsplit(['.', ',']).next()?;
    (coins.len() == 2 && coins.len() < text.len()).then(|| amount(text))?.map(|sum| sum.value)
}
