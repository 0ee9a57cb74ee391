//! What the documents of one dossier say of the same person: agreement raises a value, contradiction lowers it
//! and becomes a Concern. Names are compared by match key, never rewritten.

use std::collections::BTreeMap;

use dossier::PageId;
use dossier::concern::ConcernCode;
use dossier::field::{Candidate, FieldStatus, FoundField};
use dossier::settle::{Statement, settle};

use super::calibration::Calibration;
use super::proposal::Proposal;
use super::{DossierFound, FoundConcern};

/// The fields of the dossier, in the order of the data dictionary.
pub const DOSSIER_FIELDS: [&str; 13] = [
    "case_number",
    "surname",
    "given_name",
    "patronymic",
    "birth_date",
    "tax_number",
    "sex",
    "passport_series",
    "passport_number",
    "pension_kind",
    "pension_start_date",
    "pension_amount",
    "organisation",
];

/// Fields that one person has once, whatever paper states them.
const SHARED: [&str; 8] =
    ["surname", "given_name", "patronymic", "birth_date", "tax_number", "sex", "case_number", "pension_kind"];

/// Papers whose `surname` may be another person's.
const OF_OTHERS: [&str; 6] = [
    "birth_certificate",
    "death_certificate",
    "witness_statement",
    "correspondence",
    "other",
    "power_of_attorney",
];

/// Counts for each proposal the other documents that state the same and that state otherwise.
pub fn weigh(documents: &mut [Vec<Proposal>]) {
    let mut stated: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut speaking: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for proposal in document.iter().filter(|one| SHARED.contains(&one.path.as_str())) {
            // «1955 року народження» neither agrees nor differs with a day.
            let coarse = proposal.path == "birth_date" && proposal.signs.coarse;
            if let Some(value) = proposal.value.as_ref().filter(|_| !coarse) {
                add(stated.entry((proposal.path.clone(), key(&proposal.path, value))).or_default(), number);
                add(speaking.entry(proposal.path.clone()).or_default(), number);
            }
        }
    }
    for (number, document) in documents.iter_mut().enumerate() {
        for proposal in document.iter_mut() {
            let Some(value) = &proposal.value else {
                continue;
            };
            let Some(all) = speaking.get(&proposal.path) else {
                continue;
            };
            let same = stated.get(&(proposal.path.clone(), key(&proposal.path, value)));
            let others = |list: &Vec<usize>| list.iter().filter(|one| **one != number).count() as u32;
            let agree = same.map_or(0, others);
            proposal.signs.agree = agree;
            proposal.signs.differ = others(all).saturating_sub(agree);
        }
    }
}

fn add(list: &mut Vec<usize>, number: usize) {
    if !list.contains(&number) {
        list.push(number);
    }
}

/// Names by match key, the rest as it is.
fn key(path: &str, value: &str) -> String {
    match path {
        "surname" | "given_name" | "patronymic" => match language::equivalents(value).first() {
            Some(common) => language::key(common),
            None => language::key(value),
        },
        _ => value.to_owned(),
    }
}

/// The dossier's own fields, settled from all documents that state them, and Concerns where those differ.
pub fn dossier_level(
    kinds: &[&str],
    documents: &[Vec<FoundField>],
    calibration: &Calibration,
) -> (Vec<DossierFound>, Vec<FoundConcern>) {
    let mut out = Vec::new();
    let mut concerns = Vec::new();
    for path in DOSSIER_FIELDS {
        let mut sources: Vec<(usize, &FoundField, &Candidate)> = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            if speaks(kinds[number], path)
                && let Some(field) = document.iter().find(|field| field.path == path)
                && let Some(candidate) = field.candidates.first()
            {
                sources.push((number, field, candidate));
            }
        }
        fuller(&mut sources);
        let keys: Vec<String> = sources
            .iter()
            .map(|(_, _, one)| one.value.as_ref().map_or_else(String::new, |value| key(path, value)))
            .collect();
        let statements: Vec<Statement<'_>> = sources
            .iter()
            .zip(&keys)
            .map(|((_, field, one), key)| Statement {
                key,
                value: one.value.as_deref(),
                reason: one.reason,
                status: field.status,
                probability: one.probability,
            })
            .collect();
        let Some(settled) = settle(&statements) else {
            continue;
        };
        let chosen = sources[settled.source].2;
        let mut candidates: Vec<Candidate> =
            vec![Candidate { probability: settled.confidence, ..chosen.clone() }];
        for (_, _, other) in &sources {
            let known = candidates.iter().any(|one| one.value == other.value);
            if !known && other.value.is_some() {
                candidates.push(Candidate {
                    probability: other.probability.min(1.0 - settled.confidence),
                    ..(*other).clone()
                });
            }
        }
        if settled.conflict {
            let page: Option<PageId> = chosen.evidence.as_ref().map(|one| one.page);
            concerns.push(FoundConcern::new(ConcernCode::ValuesDiffer, page).with("field", path));
        }
        let status = match settled.status {
            FieldStatus::Auto if calibration.sure_enough(path, settled.confidence) => FieldStatus::Auto,
            FieldStatus::Verified => FieldStatus::Verified,
            _ => FieldStatus::Review,
        };
        let field = FoundField { path: path.to_owned(), candidates, status };
        let sources = sources.iter().map(|(number, ..)| (*number, path.to_owned())).collect();
        out.push(DossierFound { field, sources });
    }
    (out, concerns)
}

/// Where a day is stated, its bare year or month states nothing more.
fn fuller(sources: &mut Vec<(usize, &FoundField, &Candidate)>) {
    let values: Vec<String> = sources.iter().filter_map(|(_, _, one)| one.value.clone()).collect();
    sources.retain(|(_, field, one)| {
        let date = field.path.ends_with("_date");
        let part = |value: &String| {
            values.iter().any(|other| other.len() > value.len() && other.starts_with(value.as_str()))
        };
        !(date && one.value.as_ref().is_some_and(part))
    });
}

/// Whether a paper of the kind speaks of the dossier's person by this field.
fn speaks(kind: &str, path: &str) -> bool {
    match path {
        "organisation" => matches!(kind, "case_cover" | "pension_decision" | "pension_application"),
        "case_number" => matches!(kind, "case_cover" | "pension_decision" | "inventory" | "payment_account"),
        "pension_kind" | "pension_start_date" | "pension_amount" => {
            matches!(kind, "case_cover" | "pension_decision" | "pension_application" | "pension_certificate")
        }
        _ => !OF_OTHERS.contains(&kind),
    }
}
