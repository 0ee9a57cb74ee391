//! The form of a kind file, and how it becomes a `Kind`: common fields looked up, words made comparable.

use std::path::Path;

use dossier::value::ValueType;
use serde::Deserialize;

use super::finding::{KindFinding, KindProblem};
use super::{
    Anchor, AnchorPlace, FieldRule, Kind, ListRule, Place, Sensitivity, Target, Titles, Validator, builtin,
};
use crate::understand::normalise::Phrase;

/// A kind file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    pub id: String,
    #[serde(default = "two")]
    pub longest: usize,
    #[serde(default)]
    pub sensitivity: Sensitivity,
    pub retention_years: Option<u32>,
    /// Names of fields, described here or in the common file.
    pub fields: Vec<String>,
    #[serde(default)]
    pub needed: Vec<String>,
    pub title: Titles,
    #[serde(default, rename = "anchor")]
    pub anchors: Vec<AnchorFile>,
    #[serde(default)]
    pub continues: Vec<AnchorFile>,
    #[serde(default, rename = "field")]
    pub own: Vec<FieldFile>,
    #[serde(default, rename = "list")]
    pub lists: Vec<ListRule>,
}

fn two() -> usize {
    2
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorFile {
    #[serde(default)]
    pub at: AnchorPlace,
    pub weight: f32,
    /// Words of either language.
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub uk: Vec<String>,
    #[serde(default)]
    pub ru: Vec<String>,
}

/// A field as written; what is empty is taken from the common file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    pub name: String,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    #[serde(default)]
    pub uk: Vec<String>,
    #[serde(default)]
    pub ru: Vec<String>,
    #[serde(default)]
    pub phrases_uk: Vec<String>,
    #[serde(default)]
    pub phrases_ru: Vec<String>,
    #[serde(default)]
    pub suffix_uk: Vec<String>,
    #[serde(default)]
    pub suffix_ru: Vec<String>,
    #[serde(default, rename = "where")]
    pub places: Vec<Place>,
    #[serde(default)]
    pub anywhere: Option<bool>,
    #[serde(default)]
    pub header: Option<bool>,
    #[serde(default)]
    pub validators: Vec<Validator>,
    /// Take the common labels too, not these alone.
    #[serde(default)]
    pub also_common: bool,
}

/// The file of fields that look alike on every paper.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonFile {
    #[serde(rename = "field")]
    pub fields: Vec<FieldFile>,
}

/// Kinds of a folder's `*.toml`, by name; what is wrong with the others.
pub fn read_folder(folder: &Path) -> (Vec<Kind>, Vec<KindFinding>) {
    let mut names: Vec<String> = Vec::new();
    if let Ok(entries) = std::fs::read_dir(folder) {
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                names.push(name);
            }
        }
    }
    names.sort();
    let mut kinds = Vec::new();
    let mut findings = Vec::new();
    for name in names {
        let read = std::fs::read_to_string(folder.join(&name)).map_err(|_| KindProblem::Unreadable);
        match read.and_then(|text| parse(&text, builtin::common())) {
            Ok(kind) => kinds.push(kind),
            Err(problem) => findings.push(KindFinding { file: name, problem }),
        }
    }
    (kinds, findings)
}

/// One kind from the text of its file.
pub fn parse(text: &str, common: &[FieldFile]) -> Result<Kind, KindProblem> {
    let file: KindFile = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        KindProblem::NotToml {
            line: text[..start].lines().count().max(1),
            detail: error.message().to_owned(),
        }
    })?;
    let proper = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    if file.id.is_empty() || !file.id.chars().all(proper) {
        return Err(KindProblem::BadId { id: file.id });
    }
    let anchors = anchors(&file.anchors)?;
    let mut fields = Vec::new();
    for name in &file.fields {
        fields.extend(rules(name, &file, common)?);
    }
    if anchors.is_empty() && file.id != "other" {
        return Err(KindProblem::NoAnchors);
    }
    Ok(Kind {
        continues: self::anchors(&file.continues)?,
        anchors,
        fields,
        lists: file.lists,
        longest: file.longest.max(1),
        sensitivity: file.sensitivity,
        retention_years: file.retention_years,
        title: file.title,
        id: file.id,
    })
}

fn anchors(files: &[AnchorFile]) -> Result<Vec<Anchor>, KindProblem> {
    let mut anchors = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let phrases = phrases(&[&file.words, &file.uk, &file.ru]);
        if phrases.is_empty() {
            return Err(KindProblem::EmptyAnchor { number: number + 1 });
        }
        anchors.push(Anchor { at: file.at, weight: file.weight, phrases });
    }
    Ok(anchors)
}

/// Longer phrases first, so that «паспорт серія» is found before «паспорт».
fn phrases(lists: &[&Vec<String>]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> =
        lists.iter().flat_map(|list| list.iter()).filter_map(|one| Phrase::new(one)).collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases.dedup();
    phrases
}

/// The rules of one named field; `person` brings its three parts with it.
fn rules(name: &str, file: &KindFile, common: &[FieldFile]) -> Result<Vec<FieldRule>, KindProblem> {
    let mut found = vec![rule(name, file, common)?];
    if name == "person" {
        for part in ["surname", "given_name", "patronymic"] {
            found.push(rule(part, file, common)?);
        }
    }
    Ok(found)
}

fn rule(name: &str, file: &KindFile, common: &[FieldFile]) -> Result<FieldRule, KindProblem> {
    let shared = common.iter().find(|field| field.name == name);
    let own = file.own.iter().find(|field| field.name == name);
    let first = own.or(shared).ok_or_else(|| KindProblem::UnknownField { field: name.to_owned() })?;
    let extends = own.is_some_and(|field| field.also_common);
    let base = if extends { shared } else { None };
    let none = Vec::new();
    let of = |pick: fn(&FieldFile) -> &Vec<String>| [pick(first), base.map_or(&none, pick)];
    let with = |left: fn(&FieldFile) -> &Vec<String>, right: fn(&FieldFile) -> &Vec<String>| {
        let (left, right) = (of(left), of(right));
        phrases(&[left[0], left[1], right[0], right[1]])
    };
    let labels = with(|one| &one.uk, |one| &one.ru);
    let running = with(|one| &one.phrases_uk, |one| &one.phrases_ru);
    let either =
        |pick: fn(&FieldFile) -> Option<bool>| pick(first).or_else(|| shared.and_then(pick)).unwrap_or(false);
    let (anywhere, header) = (either(|one| one.anywhere), either(|one| one.header));
    if labels.is_empty() && running.is_empty() && !anywhere && !header {
        return Err(KindProblem::NoLabels { field: name.to_owned() });
    }
    let places = [&first.places, shared.map_or(&first.places, |one| &one.places)];
    let places = places.into_iter().find(|list| !list.is_empty()).cloned();
    let validators =
        if first.validators.is_empty() { shared.map(|one| one.validators.clone()) } else { None };
    let is_person = name == "person" || first.kind.as_deref() == Some("person");
    Ok(FieldRule {
        target: if is_person { Target::Person } else { Target::Value(ValueType::of(name)) },
        name: name.to_owned(),
        labels,
        phrases: running,
        suffixes: with(|one| &one.suffix_uk, |one| &one.suffix_ru),
        places: places.unwrap_or_else(|| vec![Place::After, Place::Below, Place::Above]),
        anywhere,
        header,
        needed: file.needed.iter().any(|one| one == name),
        validators: validators.unwrap_or_else(|| first.validators.clone()),
    })
}
