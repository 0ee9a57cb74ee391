//! Two exports compared, and the journal counted: whatever happened on the way, the end is the same.

use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::audit::Outcome;
use register::{EventFilter, Register};
use serde_json::Value;

use crate::house::House;

/// The dossiers of the export, by reference, without ids: those differ from run to run.
pub fn exported(house: &House) -> BTreeMap<String, Value> {
    let ran = house.run(&["export", "results"]).ended(0);
    let mut dossiers = BTreeMap::new();
    for line in ran.out.lines() {
        let mut dossier: Value = serde_json::from_str(line).unwrap();
        without_ids(&mut dossier);
        dossiers.insert(dossier["dossier"].as_str().unwrap().to_owned(), dossier);
    }
    dossiers
}

fn without_ids(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("id");
            members.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

/// Fails at the first difference, naming its place instead of printing both.
#[track_caller]
pub fn same(one: &BTreeMap<String, Value>, other: &BTreeMap<String, Value>) {
    let references = |dossiers: &BTreeMap<String, Value>| dossiers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(references(one), references(other));
    for (reference, dossier) in one {
        let found = difference(dossier, &other[reference], reference);
        assert!(found.is_none(), "{}", found.unwrap_or_default());
    }
}

fn difference(one: &Value, other: &Value, place: &str) -> Option<String> {
    match (one, other) {
        (Value::Object(left), Value::Object(right)) if left.keys().eq(right.keys()) => {
            left.iter().find_map(|(key, value)| difference(value, &right[key], &format!("{place}.{key}")))
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(at, (left, right))| difference(left, right, &format!("{place}[{at}]")))
        }
        _ if one == other => None,
        _ => Some(format!("{place}: {one} and {other}")),
    }
}

/// The text of every page of one dossier, in order.
pub fn texts(dossier: &Value) -> Vec<String> {
    let pages = dossier["pages"].as_array().unwrap();
    pages.iter().map(|page| page["text"].as_str().unwrap().to_owned()).collect()
}

/// How often each step was told as done: action → (subject and revision → times).
pub async fn told(register: &Register) -> BTreeMap<String, BTreeMap<String, u32>> {
    let mut told: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    let mut filter = EventFilter { limit: 500, ..EventFilter::default() };
    loop {
        let events = register.events(&Access::command_line(), &filter).await.unwrap();
        let Some(last) = events.last() else { return told };
        filter.before = Some(last.id);
        for event in events.iter().filter(|event| event.outcome == Outcome::Done) {
            let subject = event.object_id.map(|id| id.to_string()).unwrap_or_default();
            let revision = event.details.get("revision").cloned().unwrap_or_default();
            *told
                .entry(event.action.clone())
                .or_default()
                .entry(format!("{subject} {revision}"))
                .or_default() += 1;
        }
    }
}
