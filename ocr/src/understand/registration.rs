//! The line by which a paper is registered: «№ 384 від 27.06.2005», «Вих. № 12/5», «I-БК № 123456».
//!
//! It stands near the title and has no label of its own but the number sign and «від».

use dossier::codes::{self, PaperNumber};
use dossier::date::{self, Precision, Span};
use dossier::recognition::Word;
use dossier::value::ValueType;

use super::extract::{Extracted, extract, number_sign};
use super::fields::Sheet;
use super::header::title_row;
use super::layout::Row;
use super::proposal::{Proposal, Rule};
use super::region::Piece;
use super::tables::evidence;
use crate::kinds::Kind;

/// How many rows below the title a registration may stand.
const BELOW_TITLE: usize = 2;

/// Number and date of the paper from the rows around its title.
pub fn numbered(sheet: &Sheet<'_>, kind: f32, own: &Kind) -> Vec<Proposal> {
    let rows = &sheet.text.rows;
    let title = title_row(own, rows);
    let last = title.map_or(rows.len() / 3, |row| row + BELOW_TITLE);
    let mut out = Vec::new();
    for (number, row) in rows.iter().enumerate().take(last + 1) {
        let near = title.is_none_or(|title| number <= title + BELOW_TITLE);
        if !near || !opens_as_registration(row) {
            continue;
        }
        let pieces = pieces(row, number);
        if own.field("document_number").is_some()
            && let Some(place) = number_place(row)
            && !names_another(&pieces[..place])
        {
            let from =
                if pieces[place].text.chars().any(|one| one.is_ascii_digit()) { place } else { place + 1 };
            let found = extract(ValueType::Number, &pieces[from..], true);
            out.extend(
                found.map(|one| sheet.proposal("document_number", kind, Rule::Registration, 1.0, one)),
            );
        }
        if own.field("issue_date").is_some() {
            out.extend(day(row).map(|one| sheet.proposal("issue_date", kind, Rule::Registration, 1.0, one)));
        }
    }
    out
}

/// A row that begins with the number sign, «Вих.», «від» or a date, one that has both number and date, or a
/// row of very few words. Running text has brackets and more words.
fn opens_as_registration(row: &Row) -> bool {
    let text = row.text();
    if row.words.len() > 12 || text.contains(')') {
        return false;
    }
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let opens =
        ["№", "вих", "исх", "від", "от", "реєстр", "\"", "«"].iter().any(|mark| first.starts_with(mark));
    let date = day(row);
    let signed = text.contains('№') || row.words.iter().any(|word| number_sign(&word.text));
    let dated_first = date.as_ref().is_some_and(|found| text.starts_with(&found.raw));
    opens || dated_first || signed && date.is_some() || number_place(row).is_some() || row.words.len() <= 4
}

/// The word that is the number sign; at the row's start even a badly read one, where «від» follows the number.
fn number_place(row: &Row) -> Option<usize> {
    if let Some(place) = row.words.iter().position(|word| number_sign(&word.text)) {
        return Some(place);
    }
    let [sign, number, from, ..] = row.words.as_slice() else {
        return None;
    };
    let short = sign.text.chars().count() <= 2;
    let digits = number.text.chars().any(|one| one.is_ascii_digit());
    (short && digits && matches!(from.text.to_lowercase().as_str(), "від" | "от" | "бід")).then_some(0)
}

/// «Справа №», «паспорт №», «наказ №»: the number of something else.
fn names_another(before: &[Piece<'_>]) -> bool {
    let stems = [
        "справ",
        "дел",
        "паспорт",
        "наказ",
        "приказ",
        "форма",
        "додаток",
        "приложен",
        "запис",
        "список",
        "школ",
        "завод",
        "фонд",
        "опис",
        "рахун",
        "счет",
        "закон",
        "статт",
        "цех",
        "управлін",
        "трест",
        "арх",
    ];
    let last = before.iter().rev().take(2);
    last.into_iter().any(|piece| {
        let lower = piece.text.trim_matches(|one: char| !one.is_alphabetic()).to_lowercase();
        stems.iter().any(|stem| lower.starts_with(stem))
    })
}

fn day(row: &Row) -> Option<Extracted> {
    let words: Vec<&Word> = row.words.iter().collect();
    let text = row.text();
    let found =
        date::find(&text, Span::default()).into_iter().find(|one| one.date.precision() == Precision::Day)?;
    let mut start = 0;
    let mut own: Vec<&Word> = Vec::new();
    for word in words {
        let end = start + word.text.len();
        if start < found.end && end > found.start {
            own.push(word);
        }
        start = end + 1;
    }
    Some(evidence(&own, found.date.to_string(), found.edited))
}

fn pieces(row: &Row, number: usize) -> Vec<Piece<'_>> {
    row.words.iter().map(|word| Piece { text: &word.text, word, row: number }).collect()
}

/// Series and number written together anywhere on the page, in the form of the kind.
pub fn series(sheet: &Sheet<'_>, kind: f32, own: &Kind) -> Vec<Proposal> {
    let passport = own.id == "passport";
    let has = |name: &str| own.field(name).is_some();
    let numbered = has("document_series") && has("document_number");
    if !passport && !numbered {
        return Vec::new();
    }
    let (series_path, number_path) = if passport {
        ("passport_series", "passport_number")
    } else {
        ("document_series", "document_number")
    };
    for (number, row) in sheet.text.rows.iter().enumerate() {
        let pieces = pieces(row, number);
        for from in 0..pieces.len() {
            for to in (from + 1..=pieces.len().min(from + 5)).rev() {
                let words: Vec<&Word> = pieces[from..to].iter().map(|piece| piece.word).collect();
                let text: Vec<&str> = words
                    .iter()
                    .map(|word| if number_sign(&word.text) { "№" } else { word.text.as_str() })
                    .collect();
                let Some(read) = read(&text.join(" "), &own.id) else {
                    continue;
                };
                let series = evidence(&words, read.series, read.edited);
                let number = evidence(&words, read.number, read.edited);
                return vec![
                    sheet.proposal(series_path, kind, Rule::Pattern, 1.0, series),
                    sheet.proposal(number_path, kind, Rule::Pattern, 1.0, number),
                ];
            }
        }
    }
    Vec::new()
}

fn read(text: &str, kind: &str) -> Option<PaperNumber> {
    match kind {
        "passport" => codes::passport(text),
        "education_diploma" => codes::diploma(text).filter(|_| text.contains('№')),
        _ => codes::civil_paper(text).or_else(|| codes::workbook(text)).filter(|read| read.number.len() >= 5),
    }
}
