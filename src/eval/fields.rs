//! Fields of documents against truth: right, wrong, missed, spurious; what was accepted without a person.

use std::collections::BTreeMap;

use dossier::field::FieldStatus;
use dossier::results::{DocumentResult, DossierResult, FieldResult, ValueResult};
use dossier::value::ValueType;
use serde_json::Value;

use super::misses::{Miss, What};
use super::report::{Judged, Report};
use super::truth::{TrueDocument, Truth};

/// Adds all fields of the dossier's documents.
pub fn add(report: &mut Report, truth: &Truth, result: &DossierResult) {
    let mut used = vec![false; result.documents.len()];
    let mut whole = true;
    for (document, place) in truth.documents.iter().zip(paired(&truth.documents, &result.documents)) {
        let found = place.map(|place| &result.documents[place]);
        if let Some(place) = place {
            used[place] = true;
        }
        let through = compare(report, document, found);
        report.documents += 1;
        report.straight_through += u64::from(through);
        whole &= through;
    }
    report.dossiers_through += u64::from(whole);
    for (document, _) in result.documents.iter().zip(&used).filter(|(_, used)| !**used) {
        for (name, field) in &document.fields {
            for (name, value) in cells(name, field) {
                spurious(report, &document.kind, &name, value);
            }
        }
    }
}

/// The found document of each true one. Where a border was missed, one found document lies over several true ones: it is
/// judged once, as the one whose pages it has most of, and the others are missed. Every accepted value counts once.
/// Of several with as many pages (one sheet scanned twice, parted by a border that is not there) the one of the same kind.
fn paired(documents: &[TrueDocument], found: &[DocumentResult]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> =
        documents.iter().map(|document| best_overlap(document, found)).collect();
    for (place, one) in found.iter().enumerate() {
        let claims = (0..documents.len()).filter(|claim| pairs[*claim] == Some(place));
        let worth = |claim: &usize| {
            let document = &documents[*claim];
            let begins = document.first_page == one.first_page;
            (shared(document, one), one.kind == document.kind, begins, u32::MAX - document.first_page)
        };
        let Some(owner) = claims.max_by_key(worth) else { continue };
        for (claim, pair) in pairs.iter_mut().enumerate() {
            if claim != owner && *pair == Some(place) {
                *pair = None;
            }
        }
    }
    pairs
}

/// Pages both have.
fn shared(document: &TrueDocument, one: &DocumentResult) -> u32 {
    let first = one.first_page.max(document.first_page);
    let last = one.last_page.min(document.last_page);
    (last + 1).saturating_sub(first)
}

fn best_overlap(document: &TrueDocument, found: &[DocumentResult]) -> Option<usize> {
    let shared = |one: &DocumentResult| shared(document, one);
    let best = (0..found.len()).max_by_key(|place| {
        let one = &found[*place];
        let begins = one.first_page == document.first_page;
        (shared(one), one.kind == document.kind, begins, u32::MAX - one.last_page)
    })?;
    (shared(&found[best]) > 0).then_some(best)
}

/// Whether the whole document went through right without a person.
fn compare(report: &mut Report, document: &TrueDocument, found: Option<&DocumentResult>) -> bool {
    let mut through = true;
    for (name, wanted) in &document.fields {
        let by_hand = document.handwritten.contains(name);
        let field = found.and_then(|one| one.fields.get(name));
        match wanted {
            Value::Array(rows) => through &= list(report, document, name, rows, field, by_hand),
            wanted => {
                let value = match field {
                    Some(FieldResult::Value(value)) => Some(value),
                    _ => None,
                };
                let wanted = wanted.as_str().unwrap_or_default();
                through &= judge(report, &document.kind, name, wanted, value, by_hand);
            }
        }
    }
    if let Some(found) = found {
        for (name, field) in found.fields.iter().filter(|(name, _)| !document.fields.contains_key(*name)) {
            for (name, value) in cells(name, field) {
                spurious(report, &document.kind, &name, value);
            }
        }
    }
    through
}

/// Rows are matched by what names them: the month, the year, the beginning of the period, the number.
fn list(
    report: &mut Report,
    document: &TrueDocument,
    name: &str,
    rows: &[Value],
    field: Option<&FieldResult>,
    by_hand: bool,
) -> bool {
    let empty = Vec::new();
    let found = match field {
        Some(FieldResult::List { value, .. }) => value,
        _ => &empty,
    };
    let places = matched(rows, found, key_of(name));
    let mut through = true;
    for (row, place) in rows.iter().zip(&places) {
        for (cell, wanted) in row.as_object().into_iter().flatten() {
            let value = place.and_then(|place| found[place].get(cell));
            let wanted = wanted.as_str().unwrap_or_default();
            through &= judge(report, &document.kind, &format!("{name}.{cell}"), wanted, value, by_hand);
        }
    }
    let used = |place: &usize| places.contains(&Some(*place));
    for row in (0..found.len()).filter(|place| !used(place)).map(|place| &found[place]) {
        for (cell, value) in row {
            spurious(report, &document.kind, &format!("{name}.{cell}"), value);
        }
    }
    through
}

/// For each true row the found one that is named alike. One year may stand twice, with two payers, and one of the two be
/// lost: the two most alike belong together first.
fn matched(rows: &[Value], found: &[BTreeMap<String, ValueResult>], key: &str) -> Vec<Option<usize>> {
    let text = |row: &Value, cell: &str| row.get(cell).and_then(Value::as_str).map(str::to_owned);
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        for (place, other) in found.iter().enumerate() {
            let same =
                |cell: &str, value: &ValueResult| value.value.is_some() && text(row, cell) == value.value;
            if other.get(key).is_some_and(|value| same(key, value)) {
                pairs.push((other.iter().filter(|(cell, value)| same(cell, value)).count(), number, place));
            }
        }
    }
    // Of pairs alike the first row is taken first.
    pairs.sort_by_key(|&(alike, number, place)| (std::cmp::Reverse(alike), number, place));
    let mut places = vec![None; rows.len()];
    for (_, number, place) in pairs {
        if places[number].is_none() && !places.contains(&Some(place)) {
            places[number] = Some(place);
        }
    }
    places
}

/// The cell by which rows of a list are told apart.
pub fn key_of(list: &str) -> &'static str {
    match list {
        "salary_months" | "payments" => "month",
        "insurance_years" => "year",
        "employment_periods" => "from",
        _ => "number",
    }
}

fn cells<'f>(name: &str, field: &'f FieldResult) -> Vec<(String, &'f ValueResult)> {
    match field {
        FieldResult::Value(value) => vec![(name.to_owned(), value)],
        FieldResult::List { value, .. } => {
            let rows = value.iter().flat_map(|row| row.iter());
            rows.map(|(cell, value)| (format!("{name}.{cell}"), value)).collect()
        }
    }
}

fn judge(
    report: &mut Report,
    kind: &str,
    name: &str,
    wanted: &str,
    found: Option<&ValueResult>,
    by_hand: bool,
) -> bool {
    let cell = name.contains('.');
    let counts = if by_hand { &mut report.handwritten_fields } else { &mut report.printed_fields };
    *counts += 1;
    report.printed_single += u64::from(!by_hand && !cell);
    let row = report.fields.entry(format!("{kind}.{name}")).or_default();
    let Some(found) = found else {
        row.missed += 1;
        return false;
    };
    let Some(value) = &found.value else {
        row.missed += 1;
        row.unread += 1;
        return false;
    };
    let right = same(name, wanted, value);
    if right {
        row.right += 1;
    } else {
        row.wrong += 1;
    }
    let auto = found.status == FieldStatus::Auto;
    if auto && !right {
        report.misses.push(unseen(kind, name, wanted, found));
    }
    report.judged.push(Judged {
        name: name.to_owned(),
        cell,
        confidence: found.confidence,
        right,
        auto,
        by_hand,
    });
    right && auto
}

/// A value where the paper has none.
fn spurious(report: &mut Report, kind: &str, name: &str, found: &ValueResult) {
    if found.value.is_none() {
        return;
    }
    report.fields.entry(format!("{kind}.{name}")).or_default().spurious += 1;
    let auto = found.status == FieldStatus::Auto;
    if auto {
        report.misses.push(unseen(kind, name, "", found));
    }
    let cell = name.contains('.');
    report.judged.push(Judged {
        name: name.to_owned(),
        cell,
        confidence: found.confidence,
        right: false,
        auto,
        by_hand: false,
    });
}

/// A wrong value that no person would have seen.
fn unseen(kind: &str, name: &str, wanted: &str, found: &ValueResult) -> Miss {
    Miss {
        page: found.page.unwrap_or(0),
        what: What::Auto,
        class: format!("{kind}.{name}"),
        truth: wanted.to_owned(),
        read: found.value.clone(),
        errors: 1,
        ..Miss::default()
    }
}

/// Codes, dates, names and sums letter for letter; running text without regard to case and shapes of signs.
pub fn same(name: &str, wanted: &str, found: &str) -> bool {
    match ValueType::of(name) {
        ValueType::Text => {
            let bare = |text: &str| {
                let plain = super::text::plain(text).to_lowercase();
                plain.chars().filter(|one| one.is_alphanumeric()).collect::<String>()
            };
            bare(wanted) == bare(found)
        }
        _ => wanted == found,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use dossier::DocumentId;
    use serde_json::Map;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_found_document_over_two_true_ones_is_judged_once() {
        let written = |first_page, last_page| TrueDocument {
            kind: "other".to_owned(),
            first_page,
            last_page,
            fields: Map::new(),
            handwritten: BTreeSet::new(),
        };
        let found = |first_page, last_page| DocumentResult {
            id: DocumentId(Uuid::nil()),
            kind: "other".to_owned(),
            confidence: 1.0,
            first_page,
            last_page,
            fields: BTreeMap::new(),
        };
        let check = |written: &[TrueDocument], found: &[DocumentResult], expected: &[Option<usize>]| {
            assert_eq!(paired(written, found), expected);
        };
        check(&[written(1, 1), written(2, 3)], &[found(1, 1), found(2, 3)], &[Some(0), Some(1)]);
        // A missed border: the longer one has more of it; of two alike the first.
        check(&[written(1, 1), written(2, 3)], &[found(1, 3)], &[None, Some(0)]);
        check(&[written(1, 2), written(3, 4)], &[found(1, 4)], &[Some(0), None]);
        // A border too many: the part with more pages.
        check(&[written(1, 3)], &[found(1, 1), found(2, 3)], &[Some(1)]);
        check(&[written(5, 5)], &[found(1, 1)], &[None]);
        // One sheet scanned twice, its first scan taken for the end of the document before it.
        let before = DocumentResult { kind: "correspondence".to_owned(), ..found(1, 2) };
        check(&[written(2, 3)], &[before, found(3, 3)], &[Some(1)]);
    }

    #[test]
    fn a_lost_row_does_not_take_its_years_other_row() {
        let row = |year: &str, payer: &str| serde_json::json!({ "year": year, "edrpou": payer });
        let read = |year: &str, payer: &str| {
            let value = |text: &str| ValueResult {
                value: Some(text.to_owned()),
                confidence: 1.0,
                status: FieldStatus::Auto,
                reason: None,
                page: None,
                bbox: None,
                raw: None,
            };
            BTreeMap::from([("year".to_owned(), value(year)), ("edrpou".to_owned(), value(payer))])
        };
        let rows = [row("2008", "05690989"), row("2008", "04190983"), row("2009", "04190983")];
        assert_eq!(matched(&rows, &[read("2008", "04190983")], "year"), [None, Some(0), None]);
        let both = [read("2008", "04190983"), read("2008", "05690989"), read("2010", "04190983")];
        assert_eq!(matched(&rows, &both, "year"), [Some(1), Some(0), None]);
        // Alone of its year it is the row, whatever else was misread.
        assert_eq!(matched(&rows, &[read("2009", "00000000")], "year"), [None, None, Some(0)]);
    }
}
