//! The export of results (kinds.md): what the register knows of a dossier as one line of JSON.

use std::collections::{BTreeMap, HashMap};

use dossier::access::Access;
use dossier::alto;
use dossier::field::FieldStatus;
use dossier::recognition::Recognition;
use dossier::results::{DocumentResult, DossierResult, FieldResult, PageResult, SettledResult, ValueResult};
use dossier::{DocumentId, PageId};
use register::{Dossier, Field, Page, Register};
use storage::{Key, Storage};

use crate::say::Trouble;

/// Everything of one dossier.
pub async fn of(register: &Register, storage: &Storage, dossier: &Dossier) -> Result<DossierResult, Trouble> {
    let access = Access::command_line();
    let pages = register.pages(&access, dossier.id).await?;
    let numbers: HashMap<PageId, u32> = pages.iter().map(|page| (page.id, page.number)).collect();
    let mut settled = BTreeMap::new();
    let mut by_document: HashMap<DocumentId, Vec<Field>> = HashMap::new();
    for field in register.fields(&access, dossier.id).await? {
        match field.document {
            Some(document) => by_document.entry(document).or_default().push(field),
            None => {
                let result =
                    SettledResult { value: field.value, confidence: field.confidence, status: field.status };
                settled.insert(field.path, result);
            }
        }
    }
    let mut documents = Vec::new();
    for document in register.documents(&access, dossier.id).await? {
        let fields = by_document.remove(&document.id).unwrap_or_default();
        documents.push(DocumentResult {
            id: document.id,
            kind: document.kind,
            confidence: document.confidence,
            first_page: document.first_number,
            last_page: document.last_number,
            fields: grouped(fields, &numbers),
        });
    }
    let mut page_results = Vec::new();
    for page in &pages {
        page_results.push(page_result(storage, page, &numbers).await?);
    }
    Ok(DossierResult {
        dossier: dossier.reference.clone(),
        id: dossier.id,
        office: dossier.office_code.clone(),
        batch: dossier.batch_name.clone(),
        fields: settled,
        documents,
        pages: page_results,
    })
}

/// Fields by name; those of a list (`salary_months[2].amount`) as its rows, in order.
fn grouped(fields: Vec<Field>, numbers: &HashMap<PageId, u32>) -> BTreeMap<String, FieldResult> {
    let mut results = BTreeMap::new();
    let mut lists: BTreeMap<String, BTreeMap<usize, BTreeMap<String, ValueResult>>> = BTreeMap::new();
    for field in fields {
        let path = field.path.clone();
        let value = value_result(field, numbers);
        match list_place(&path) {
            Some((list, row, cell)) => {
                lists
                    .entry(list.to_owned())
                    .or_default()
                    .entry(row)
                    .or_default()
                    .insert(cell.to_owned(), value);
            }
            None => {
                results.insert(path, FieldResult::Value(value));
            }
        }
    }
    for (name, rows) in lists {
        let rows: Vec<BTreeMap<String, ValueResult>> = rows.into_values().collect();
        let (status, confidence) = whole_list(&rows);
        results.insert(name, FieldResult::List { value: rows, confidence, status });
    }
    results
}

/// `salary_months[2].amount` → (`salary_months`, 2, `amount`).
fn list_place(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (row, cell) = rest.split_once("].")?;
    Some((list, row.parse().ok()?, cell))
}

/// A list's status is its worst cell's and its confidence the product of its cells'.
fn whole_list(rows: &[BTreeMap<String, ValueResult>]) -> (FieldStatus, f32) {
    let rank = |status: FieldStatus| match status {
        FieldStatus::Review => 0,
        FieldStatus::Auto => 1,
        FieldStatus::Verified => 2,
    };
    let mut worst = FieldStatus::Verified;
    let mut product = 1.0;
    for cell in rows.iter().flat_map(BTreeMap::values) {
        product *= cell.confidence;
        if rank(cell.status) < rank(worst) {
            worst = cell.status;
        }
    }
    (worst, product)
}

fn value_result(field: Field, numbers: &HashMap<PageId, u32>) -> ValueResult {
    let evidence = field.evidence;
    ValueResult {
        value: field.value,
        confidence: field.confidence,
        status: field.status,
        reason: field.reason,
        page: evidence.as_ref().and_then(|evidence| numbers.get(&evidence.page).copied()),
        bbox: evidence.as_ref().map(|evidence| evidence.bbox),
        raw: evidence.map(|evidence| evidence.raw),
    }
}

/// What was read on a page; none where it has not been read, or could not be.
pub async fn reading(storage: &Storage, page: &Page) -> Result<Option<Recognition>, Trouble> {
    let Some(recognition) = page.recognition else { return Ok(None) };
    let stored = storage.get(&Key::alto(page.home, page.id, recognition)).await?;
    Ok(Some(alto::read(&stored)?))
}

async fn page_result(
    storage: &Storage,
    page: &Page,
    numbers: &HashMap<PageId, u32>,
) -> Result<PageResult, Trouble> {
    let text = reading(storage, page).await?.map_or_else(String::new, |reading| reading.text());
    Ok(PageResult {
        page: page.number,
        id: page.id,
        width: page.width,
        height: page.height,
        dpi: page.dpi,
        text,
        rotation: page.rotation.degrees(),
        blank: page.blank,
        separator: page.separator.is_some(),
        duplicate_of: page.duplicate_of.and_then(|original| numbers.get(&original).copied()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_lists() {
        let check = |path, expected| assert_eq!(list_place(path), expected);
        check("salary_months[12].amount", Some(("salary_months", 12, "amount")));
        check("surname", None);
        check("odd[x].y", None);
    }
}
