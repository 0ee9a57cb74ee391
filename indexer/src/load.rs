//! Gathers what the index needs of one dossier: rows from the register, text from storage.

use std::collections::{BTreeSet, HashMap};

use dossier::access::Access;
use dossier::page::PageState;
use dossier::stage::Stage;
use dossier::{DocumentId, DossierId, alto};
use language::query::date;
use register::{Field, Page, Register};
use storage::{Key, Storage, StorageError};

use crate::content::{Card, Content, ContentPage};
use crate::error::IndexError;

pub async fn load(register: &Register, storage: &Storage, id: DossierId) -> Result<Content, IndexError> {
    let access = Access::machine(Stage::Index.name());
    let dossier = register.dossier(&access, id).await?;
    let documents = register.documents(&access, id).await?;
    let fields = register.fields(&access, id).await?;
    let kinds: HashMap<DocumentId, String> =
        documents.into_iter().map(|document| (document.id, document.kind)).collect();
    let mut pages = Vec::new();
    for page in register.pages(&access, id).await? {
        let kind = page.document.and_then(|document| kinds.get(&document).cloned());
        pages.extend(content_page(storage, &page, kind).await?);
    }
    let summary = dossier.summary;
    let mut card = Card {
        reference: dossier.reference,
        names: [summary.surname, summary.given_name, summary.patronymic].into_iter().flatten().collect(),
        birth_date: summary.birth_date,
        tax_number: summary.tax_number,
        case_number: summary.case_number,
        ..Card::default()
    };
    add_fields(&mut card, &fields);
    let mut kinds: Vec<String> = kinds.into_values().collect();
    kinds.sort_unstable();
    kinds.dedup();
    Ok(Content {
        dossier: id,
        office: dossier.office,
        state: dossier.state,
        revision: dossier.revision,
        card,
        kinds,
        pages,
    })
}

/// Blank backs, separators and repeated pages hold nothing to find.
async fn content_page(
    storage: &Storage,
    page: &Page,
    kind: Option<String>,
) -> Result<Option<ContentPage>, IndexError> {
    let silent = page.blank
        || page.separator.is_some()
        || page.duplicate_of.is_some()
        || page.state != PageState::Read;
    let (false, Some(recognition)) = (silent, page.recognition) else { return Ok(None) };
    let bytes = match storage.get(&Key::alto(page.home, page.id, recognition)).await {
        Ok(bytes) => bytes,
        Err(StorageError::NotFound) => {
            tracing::warn!(page.id = %page.id, "recognised text is not in storage, the page cannot be found");
            return Ok(None);
        }
        Err(other) => return Err(other.into()),
    };
    match alto::read(&bytes) {
        Ok(recognition) => Ok(Some(ContentPage { id: page.id, number: page.number, kind, recognition })),
        Err(_) => {
            tracing::warn!(page.id = %page.id, "stored text cannot be read, the page cannot be found");
            Ok(None)
        }
    }
}

/// Names, numbers and dates that the papers state beside the settled ones.
fn add_fields(card: &mut Card, fields: &[Field]) {
    let mut names = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    let mut dates = BTreeSet::new();
    let mut series: HashMap<Option<DocumentId>, &str> = HashMap::new();
    for field in fields {
        if let (Some(value), true) = (&field.value, field.path.ends_with("_series")) {
            series.insert(field.document, value);
        }
    }
    for field in fields {
        let Some(value) = &field.value else { continue };
        let path = field.path.as_str();
        let is_name = ["surname", "given_name", "patronymic", "_full_name", "surname_after"];
        let is_number = ["_number", "edrpou", "iban", "unzr", "case_reference", "phone"];
        if is_name.iter().any(|tail| path.ends_with(tail)) {
            names.insert(value.clone());
        } else if is_number.iter().any(|tail| path.ends_with(tail)) {
            numbers.insert(value.clone());
            if let Some(series) = series.get(&field.document) {
                numbers.insert(format!("{series}{value}"));
            }
        } else if path.ends_with("_date") {
            dates.extend(date(value));
        }
    }
    card.other_names = names.into_iter().filter(|name| !card.names.contains(name)).collect();
    let own = [&card.tax_number, &card.case_number];
    card.numbers = numbers.into_iter().filter(|number| !own.contains(&&Some(number.clone()))).collect();
    card.dates = dates.into_iter().filter(|date| card.birth_date.as_ref() != Some(date)).collect();
}
