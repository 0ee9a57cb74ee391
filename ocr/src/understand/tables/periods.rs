//! Periods in running text: «з 01.09.1975 по 15.08.1980 працював слюсарем».

use dossier::date::{self, FoundDate, Precision, Span};
use dossier::recognition::Word;

use super::{Entry, evidence};
use crate::understand::fields::Sheet;

/// Rows `{from, to, position}`.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut out = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let mut text = String::new();
        let mut words: Vec<(usize, &Word)> = Vec::new();
        for word in sheet.text.rows.iter().flat_map(|row| &row.words) {
            if !text.is_empty() {
                text.push(' ');
            }
            words.push((text.len(), word));
            text.push_str(&word.text);
        }
        let dates: Vec<FoundDate> = date::find(&text, Span::default())
            .into_iter()
            .filter(|one| one.date.precision() == Precision::Day)
            .collect();
        for pair in dates.windows(2) {
            let (from, to) = (&pair[0], &pair[1]);
            if !joins(&text[from.end..to.start]) || to.date.surely_before(&from.date) {
                continue;
            }
            let entry = |name, found: &FoundDate| {
                let own: Vec<&Word> = words
                    .iter()
                    .filter(|(start, word)| *start < found.end && start + word.text.len() > found.start)
                    .map(|(_, word)| *word)
                    .collect();
                Entry { name, found: evidence(&own, found.date.to_string(), found.edited), sheet: number }
            };
            out.push(vec![entry("from", from), entry("to", to)]);
        }
    }
    out
}

/// What stands between the two dates of a period: «по», «до», a dash, «р. по».
fn joins(between: &str) -> bool {
    let words: Vec<String> = between
        .split(|one: char| !one.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = |word: &String| {
        matches!(word.as_str(), "р" | "г" | "року" | "года" | "рік" | "по" | "до" | "ло" | "no" | "пo")
    };
    let dash = between.chars().any(|one| matches!(one, '-' | '–' | '—'));
    words.len() <= 3 && words.iter().all(known) && (dash || words.iter().any(|word| word.len() > 2))
}
