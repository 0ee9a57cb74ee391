//! What the truth says stands on the paper, and the papers of a file agree with each other.

use super::dossier_documents;
use crate::life::Life;
use crate::paper::Rng;
use crate::truth::Paper;
use std::collections::BTreeSet;

/// Fields whose value is written on the paper sign for sign.
const LITERAL: [&str; 12] = [
    "surname",
    "given_name",
    "patronymic",
    "tax_number",
    "iban",
    "edrpou",
    "case_number",
    "passport_number",
    "document_number",
    "act_number",
    "unzr",
    "registration_number",
];

fn file(seed: u64) -> (Life, Vec<Paper>) {
    let mut rng = Rng::new(seed, 11);
    let life = Life::invent(&mut rng);
    let papers = dossier_documents(&mut rng, &life);
    (life, papers)
}

fn text(paper: &Paper) -> String {
    let mut text = String::new();
    for block in paper.sheets.iter().flat_map(|page| &page.blocks) {
        text.push_str(&block.text);
        text.push(' ');
    }
    text
}

/// The beginning of a name: declined names share it with the nominative.
fn stem(value: &str) -> String {
    let length = value.chars().count();
    value.chars().take(if length > 4 { length - 3 } else { 2 }).collect()
}

#[test]
fn what_the_truth_says_is_on_the_paper() {
    let mut kinds = BTreeSet::new();
    for seed in 0..6 {
        let (_, papers) = file(seed);
        for paper in &papers {
            kinds.insert(paper.kind);
            let text = text(paper);
            for name in LITERAL {
                let Some(value) = paper.fields.values.get(name).and_then(|value| value.as_str()) else {
                    continue;
                };
                let wanted = if name.contains("name") || name == "patronymic" {
                    stem(value)
                } else {
                    value.to_string()
                };
                assert!(
                    text.contains(&wanted),
                    "seed {seed}, {}: {name} {wanted} is not in {text}",
                    paper.kind
                );
            }
            for name in &paper.fields.handwritten {
                assert!(paper.fields.values.contains_key(name), "{}: {name}", paper.kind);
            }
        }
    }
    assert!(kinds.len() >= 15, "{kinds:?}");
}

#[test]
fn the_inventory_counts_the_sheets() {
    for seed in [3, 21] {
        let (_, papers) = file(seed);
        let sheets: usize = papers.iter().map(|paper| paper.sheets.len()).sum();
        assert!((8..=40).contains(&sheets), "seed {seed}: {sheets}");
        let numbered: usize = papers
            .iter()
            .filter(|paper| !["case_cover", "inventory", "certifying_sheet"].contains(&paper.kind))
            .map(|paper| paper.sheets.len())
            .sum();
        for paper in &papers {
            if paper.kind == "inventory" {
                let last = paper.fields.values["entries"].as_array().and_then(|list| list.last().cloned());
                assert_eq!(last.map(|entry| entry["sheets_to"].clone()), Some(numbered.to_string().into()));
            }
            if paper.kind == "certifying_sheet" {
                assert_eq!(paper.fields.values["sheet_count"], numbered.to_string());
            }
        }
    }
}

#[test]
fn papers_of_one_file_agree() {
    for seed in 30..33 {
        let (life, papers) = file(seed);
        for paper in &papers {
            let values = &paper.fields.values;
            for (name, expected) in
                [("tax_number", &life.tax_number), ("case_number", &life.pension.case_number)]
            {
                if let Some(value) = values.get(name) {
                    assert_eq!(value, expected, "{}", paper.kind);
                }
            }
        }
    }
}
