//! Entries of a work-book: a hiring opens a period, a dismissal closes it.

use dossier::date::{self, Precision, Span};
use dossier::recognition::Word;
use dossier::value;

use super::{Entry, evidence};
use crate::understand::fields::Sheet;
use crate::understand::layout::Row;

const HIRED: [&str; 9] = [
    "прийнят",
    "принят",
    "зачислен",
    "зарахован",
    "призначен",
    "назначен",
    "направлен",
    "вступив",
    "вступил",
];
const LEFT: [&str; 6] = ["звільнен", "уволен", "відрахован", "отчислен", "выбыл", "вибув"];

struct Open {
    entries: Vec<Entry>,
}

/// Rows `{from, to, position}`.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut out: Vec<Vec<Entry>> = Vec::new();
    let mut open: Option<Open> = None;
    for (number, sheet) in sheets.iter().enumerate() {
        let mut latest: Option<Entry> = None;
        for row in &sheet.text.rows {
            if let Some(found) = date_of(row) {
                latest = Some(Entry { name: "from", found, sheet: number, checked: None });
            }
            let text = row.text().to_lowercase();
            let says = |stems: &[&str]| stems.iter().any(|stem| text.contains(stem));
            if says(&LEFT) {
                let end = latest.take().map(|entry| Entry { name: "to", ..entry });
                if let Some(mut period) = open.take() {
                    period.entries.extend(end);
                    out.push(period.entries);
                }
            } else if says(&HIRED) && open.is_none() {
                let mut entries: Vec<Entry> = latest.take().into_iter().collect();
                entries.extend(position(row).map(|found| Entry {
                    name: "position",
                    found,
                    sheet: number,
                    checked: None,
                }));
                if entries.iter().any(|entry| entry.name == "from") {
                    open = Some(Open { entries });
                }
            }
        }
    }
    out.extend(open.map(|period| period.entries));
    out
}

/// A date in the first half of the row, as the columns of the book have it.
fn date_of(row: &Row) -> Option<crate::understand::extract::Extracted> {
    let head: Vec<&Word> = row.words.iter().take(5).collect();
    for start in 0..head.len().min(2) {
        let own = &head[start..];
        let text = own.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
        let found =
            date::find(&text, Span::default()).into_iter().find(|one| one.date.precision() == Precision::Day);
        if let Some(found) = found.filter(|one| one.start < 4) {
            let count = text[..found.end].split(' ').count();
            return Some(evidence(&own[..count.min(own.len())], found.date.to_string(), found.edited));
        }
    }
    None
}

/// The words behind the verb: «прийнятий на посаду слюсаря» → «слюсаря».
fn position(row: &Row) -> Option<crate::understand::extract::Extracted> {
    let at = row.words.iter().position(|word| {
        let lower = word.text.to_lowercase();
        HIRED.iter().any(|stem| lower.contains(stem))
    })?;
    let skip = ["на", "посаду", "роботу", "должность", "работу", "в", "у", "якості", "качестве", "цех"];
    let words: Vec<&Word> = row.words[at + 1..]
        .iter()
        .skip_while(|word| skip.contains(&word.text.to_lowercase().as_str()))
        .take_while(|word| !word.text.chars().any(|one| one.is_ascii_digit() || one == '№'))
        .take(4)
        .collect();
    let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
    let value = value::text(text.trim_matches(|one: char| !one.is_alphanumeric()))?;
    Some(evidence(&words, value, false))
}
