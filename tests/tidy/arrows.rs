//! Who may depend on whom, and who alone may depend on what from outside. ARCHITECTURE.md draws the same map.

use std::process::Command;

use serde_json::Value;

use crate::{none, root};

/// Each room with the rooms it may use directly.
const ARROWS: &[(&str, &[&str])] = &[
    ("dossier", &[]),
    ("words", &["dossier"]),
    ("language", &["dossier"]),
    ("register", &["dossier"]),
    ("storage", &["dossier"]),
    ("engine", &["dossier", "language"]),
    ("pipeline", &["dossier", "register", "storage"]),
    ("ingest", &["dossier", "register", "storage", "pipeline", "engine"]),
    ("ocr", &["dossier", "register", "storage", "pipeline", "engine", "language"]),
    ("indexer", &["dossier", "register", "storage", "pipeline", "language"]),
    (
        "archive-api",
        &[
            "dossier", "words", "language", "register", "storage", "engine", "pipeline", "ingest", "ocr",
            "indexer",
        ],
    ),
    (
        "sprava",
        &[
            "dossier",
            "words",
            "language",
            "register",
            "storage",
            "engine",
            "pipeline",
            "ingest",
            "ocr",
            "indexer",
            "archive-api",
        ],
    ),
    ("samples", &["dossier"]),
];

/// A crate from outside (or the start of its name, with a star), and the one room that may use it.
const OWNERS: &[(&str, &str)] = &[
    ("sqlx*", "register"),
    ("aws-*", "storage"),
    ("axum*", "archive-api"),
    ("tower-http", "archive-api"),
    ("utoipa*", "archive-api"),
    ("tantivy*", "indexer"),
    ("tesseract*", "engine"),
    ("leptonica*", "engine"),
    ("pdfium-render", "engine"),
    ("fluent*", "words"),
];

#[test]
fn arrows_never_turn_back() {
    let mut problems = Vec::new();
    let packages = packages();
    for (room, dependencies) in &packages {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == room) else {
            problems.push(format!("{room} is not on the map: add it to ARROWS and to ARCHITECTURE.md"));
            continue;
        };
        for dependency in dependencies {
            if packages.iter().any(|(name, _)| name == dependency) && !allowed.contains(&dependency.as_str())
            {
                problems.push(format!("{room} may not use {dependency}"));
            }
        }
    }
    for (room, _) in ARROWS {
        if !packages.iter().any(|(name, _)| name == room) {
            problems.push(format!("{room} is on the map and nowhere else"));
        }
    }
    none(&problems);
}

#[test]
fn what_comes_from_outside_has_one_room() {
    let mut problems = Vec::new();
    for (room, dependencies) in packages() {
        for dependency in dependencies {
            for (pattern, owner) in OWNERS {
                let named = match pattern.strip_suffix('*') {
                    Some(start) => dependency.starts_with(start),
                    None => dependency == *pattern,
                };
                if named && room != *owner {
                    problems.push(format!("only {owner} may use {dependency}, and {room} does"));
                }
            }
        }
    }
    none(&problems);
}

/// Every package of the workspace with all its dependencies: for building, testing and running alike.
fn packages() -> Vec<(String, Vec<String>)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo is there, it runs this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let facts: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let mut packages = Vec::new();
    for package in facts["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().expect("a name").to_owned();
        let dependencies = package["dependencies"].as_array().expect("dependencies").iter();
        let names = dependencies.map(|one| one["name"].as_str().expect("a name").to_owned()).collect();
        packages.push((name, names));
    }
    packages
}
