//! Periods in running text: «з 01.09.1975 по 15.08.1980», «прийнятий … з 16.07.1980, звільнений 25.04.1990».

use dossier::date::{self, FoundDate, Precision, Span};
use dossier::recognition::Word;

use super::{Entry, evidence};
use crate::understand::fields::Sheet;

const HIRED: [&str; 8] =
    ["прийнят", "принят", "зачислен", "зарахован", "призначен", "назначен", "начал", "почав"];
const LEFT: [&str; 6] = ["звільнен", "уволен", "відрахован", "отчислен", "выбыл", "вибув"];

/// Rows `{from, to}`.
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
            .filter(|one| one.date.precision() == Precision::Day && !of_an_order(&text[..one.start]))
            .collect();
        let entry = |name, found: &FoundDate| {
            let inside =
                |start: usize, word: &Word| start < found.end && start + word.text.len() > found.start;
            let own: Vec<&Word> =
                words.iter().filter(|(start, word)| inside(*start, word)).map(|(_, word)| *word).collect();
            Entry {
                name,
                found: evidence(&own, found.date.to_string(), found.edited),
                sheet: number,
                checked: None,
            }
        };
        let mut place = 0;
        while place + 1 < dates.len() {
            let (from, to) = (&dates[place], &dates[place + 1]);
            let before = &text[..from.start];
            let between = &text[from.end..to.start];
            let period = joins(between) || says(tail(before, 120), &HIRED) && says(between, &LEFT);
            if period && !to.date.surely_before(&from.date) {
                out.push(vec![entry("from", from), entry("to", to)]);
                place += 2;
            } else {
                place += 1;
            }
        }
    }
    out
}

/// The date of an order («наказ № 5 від …») is no day of work.
fn of_an_order(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let last = last.trim_matches(|one: char| !one.is_alphabetic());
    matches!(last, "від" | "от" | "вiд" | "бід" | "вид")
}

fn tail(text: &str, letters: usize) -> &str {
    let start = text.char_indices().rev().nth(letters).map_or(0, |(at, _)| at);
    &text[start..]
}

fn says(text: &str, stems: &[&str]) -> bool {
    let lower = text.to_lowercase();
    stems.iter().any(|stem| lower.contains(stem))
}

/// «з 16.07.1980 (наказ № 5) по …»: what is bracketed does not part a period.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0;
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    out
}

/// What stands between the two dates of a period: «по», «до», a dash, «р. по».
fn joins(between: &str) -> bool {
    let between = outside_brackets(between);
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
