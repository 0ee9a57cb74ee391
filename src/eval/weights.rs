//! Proposals of understanding judged by the truth: what weights of signs are fitted to.

use ocr::understand::calibration::family;
use ocr::understand::fit::Known;
use ocr::understand::proposal::Proposal;
use serde_json::Value;

use super::fields::{key_of, same};
use super::truth::{TrueDocument, Truth};

/// The proposals of one document, whose first and last page count from 0.
pub fn judged(truth: &Truth, (first, last): (usize, usize), proposals: &[Proposal]) -> Vec<Known> {
    let document = most_shared(truth, first as u32 + 1, last as u32 + 1);
    let mut known = Vec::new();
    for proposal in proposals {
        let Some(value) = &proposal.value else { continue };
        let right = document.is_some_and(|document| is_right(document, &proposal.path, value, proposals));
        let family = family(proposal.value_type);
        known.push(Known { family, rule: proposal.rule, signs: proposal.signs, right });
    }
    known
}

fn most_shared(truth: &Truth, first: u32, last: u32) -> Option<&TrueDocument> {
    let shared = |one: &TrueDocument| (one.last_page.min(last) + 1).saturating_sub(one.first_page.max(first));
    truth.documents.iter().filter(|one| shared(one) > 0).max_by_key(|one| shared(one))
}

/// A cell is right when it stands in a row of the truth with the same key.
fn is_right(document: &TrueDocument, path: &str, value: &str, proposals: &[Proposal]) -> bool {
    let Some((list, cell)) = path.split_once("].") else {
        let wanted = document.fields.get(path).and_then(Value::as_str);
        return wanted.is_some_and(|wanted| same(path, wanted, value));
    };
    let name = list.split('[').next().unwrap_or_default();
    let key = key_of(name);
    let key_path = format!("{list}].{key}");
    let row_key = proposals.iter().find(|one| one.path == key_path).and_then(|one| one.value.as_deref());
    let rows = document.fields.get(name).and_then(Value::as_array).into_iter().flatten();
    let cell_of = |row: &Value, cell: &str| row.get(cell).and_then(Value::as_str).map(str::to_owned);
    rows.filter(|row| cell_of(row, key).as_deref() == row_key)
        .any(|row| cell_of(row, cell).is_some_and(|wanted| same(cell, &wanted, value)))
}

#[cfg(test)]
mod tests {
    use dossier::value::ValueType;
    use dossier::{PageId, PixelBox};
    use ocr::understand::proposal::{Rule, Signs};

    use super::*;

    #[test]
    fn proposals_are_judged_by_the_document_of_their_pages() {
        let truth: Truth = serde_json::from_str(
            r#"{"dossier":"A","pages":[],"documents":[
                {"kind":"passport","first_page":1,"last_page":1,"fields":{"surname":"Коваль"}},
                {"kind":"salary_certificate","first_page":2,"last_page":3,"fields":{"surname":"Мельник",
                 "salary_months":[{"month":"1987-01","amount":"10.00"},{"month":"1987-02","amount":"11.00"}]}}]}"#,
        )
        .expect("a truth");
        let proposal = |path: &str, value: Option<&str>| Proposal {
            path: path.to_owned(),
            value_type: ValueType::of(path.rsplit('.').next().unwrap_or(path)),
            value: value.map(str::to_owned),
            reason: None,
            page: PageId::new(),
            bbox: PixelBox::new(0, 0, 1, 1),
            raw: String::new(),
            engine: String::new(),
            rule: Rule::Table,
            signs: Signs::default(),
        };
        let proposals = [
            proposal("surname", Some("Мельник")),
            proposal("surname", Some("Коваль")),
            proposal("given_name", Some("Іван")),
            proposal("patronymic", None),
            proposal("salary_months[4].month", Some("1987-02")),
            proposal("salary_months[4].amount", Some("11.00")),
            proposal("salary_months[5].month", Some("1987-01")),
            proposal("salary_months[5].amount", Some("11.00")),
        ];
        let right: Vec<bool> = judged(&truth, (1, 2), &proposals).iter().map(|one| one.right).collect();
        assert_eq!(right, [true, false, false, true, true, true, false]);
        assert!(judged(&truth, (7, 8), &proposals).iter().all(|one| !one.right), "no paper has these pages");
    }
}
