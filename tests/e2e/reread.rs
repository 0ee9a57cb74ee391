//! Another engine reads a verified, split dossier again: ids and verdicts stay, and a verdict whose document vanished
//! becomes a Concern until the document is back.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use dossier::access::{Access, Actor, Scope};
use dossier::concern::ConcernCode;
use dossier::field::VerdictKind;
use dossier::{DocumentId, DossierId, FieldId, PageId};
use register::{Field, Register};

use crate::house::{House, concerns, until_finished};
use crate::paper;

const SAID: &str = "Виправленко";
const DOSSIERS: u64 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn another_engine_keeps_what_people_said() {
    let house = House::new("");
    // Three dossiers of one stack, parted by two sheets.
    let folder = house.desk().join("stack");
    fs::create_dir(&folder).unwrap();
    let (_, files) = paper::scanned_as("jpg");
    for (at, file) in [1, 2, 5].into_iter().enumerate() {
        fs::copy(&files[file], folder.join(format!("{}.jpg", at + 1))).unwrap();
    }
    paper::separator("SPRAVA:DOSSIER:E-2", &folder.join("4.png"));
    fs::copy(&files[5], folder.join("5.jpg")).unwrap();
    paper::separator("SPRAVA:DOSSIER:E-3", &folder.join("6.png"));
    fs::copy(&files[11], folder.join("7.jpg")).unwrap();
    let ran = house.run(&["ingest", folder.to_str().unwrap(), "--wait"]);
    assert!([0, 3].contains(&ran.code), "{}", ran.err);
    let ran = house.run(&["reread", "--all"]).ended(0);
    assert!(ran.out.contains("tesseract"), "nothing to do, and by whom: {}", ran.out);

    let register = house.register().await;
    until_finished(&register, DOSSIERS).await;
    house.add_user("verifier", &["verifier"]);
    let said = verdicts(&register).await;
    read_on(&house, &register).await;
    let before = Standing::of(&register).await;
    assert!(before.documents.len() >= 3, "{before:?}");

    // Models of another language by the same names, so that papers are read badly and some may be no papers any more.
    use_models(&house, "eng");
    let ran = house.run(&["reread", "stack"]).ended(0);
    assert!(ran.out.contains("сторінок 3 "), "{}", ran.out);
    house.run(&["reread", "--all"]).ended(0);
    read_on(&house, &register).await;
    let worse = Standing::of(&register).await;
    assert_eq!(worse.pages.keys().collect::<Vec<_>>(), before.pages.keys().collect::<Vec<_>>());
    for (page, engine) in &worse.pages {
        assert_ne!(*engine, before.pages[page], "every page was read by the other engine");
    }
    let vanished: Vec<DocumentId> =
        before.documents.iter().filter(|one| !worse.documents.contains(one)).copied().collect();
    let orphaned: Vec<_> = concerns(&register)
        .await
        .into_iter()
        .filter(|one| one.code == ConcernCode::VerdictOrphaned)
        .map(|one| one.document.unwrap())
        .collect();
    let mut of_said: Vec<DocumentId> =
        said.iter().filter_map(|(_, document)| vanished.contains(document).then_some(*document)).collect();
    of_said.sort();
    let mut orphaned_sorted = orphaned.clone();
    orphaned_sorted.sort();
    assert_eq!(orphaned_sorted, of_said, "each verdict without its document is a Concern, no other is");
    for (field, document) in said.iter().filter(|(_, document)| !vanished.contains(document)) {
        assert!(is_said(&register, *field).await, "of {document}");
    }

    // The first engine again: all documents and verdicts are where they were, and nothing is left to decide.
    fs::write(house.data().join("sprava.toml"), SETTINGS).unwrap();
    house.run(&["reread", "--all"]).ended(0);
    read_on(&house, &register).await;
    assert_eq!(Standing::of(&register).await, before);
    for (field, _) in &said {
        assert!(is_said(&register, *field).await);
    }
    assert!(concerns(&register).await.iter().all(|one| one.code != ConcernCode::VerdictOrphaned));
    register.close().await;
    house.run(&["audit", "verify"]).ended(0);
}

const SETTINGS: &str = "listen = \"127.0.0.1:0\"\ninbox_settle_seconds = 0\n";

/// A folder of models of one's own, all of them this language's.
fn use_models(house: &House, language: &str) {
    let own = house.desk().join("models");
    fs::create_dir_all(&own).unwrap();
    let system = system_models();
    symlink(system.join(format!("{language}.traineddata")), own.join("Cyrillic.traineddata")).unwrap();
    // The line model too is another: its card calls every letter by a wrong name.
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("core/engine/models");
    fs::copy(ours.join("line.onnx"), own.join("other.onnx")).unwrap();
    let card = fs::read_to_string(ours.join("line.toml")).unwrap();
    let letters = card.lines().find(|line| line.starts_with("alphabet = ")).unwrap();
    let (first, last) = (letters.find("абвг").unwrap(), letters.find("АБВГ").unwrap());
    let turned: String = letters[first..last].chars().rev().collect();
    let card = card.replace(&letters[first..last], &turned).replace("\"line-1\"", "\"other\"");
    fs::write(own.join("other.toml"), card).unwrap();
    let settings = format!(
        "{SETTINGS}tessdata = \"{}\"\nline_model = \"{}\"\n",
        own.display(),
        own.join("other.onnx").display()
    );
    fs::write(house.data().join("sprava.toml"), settings).unwrap();
}

fn system_models() -> PathBuf {
    let asked = std::process::Command::new("tesseract").arg("--list-langs").output();
    let output = asked.expect("tesseract is installed by make install");
    let told =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let (_, path) = told.split_once('"').expect("it tells where its models are");
    Path::new(path.split('"').next().unwrap()).to_owned()
}

async fn read_on(house: &House, register: &Register) {
    let mut serve = house.start(&["serve"], &[]);
    serve.address();
    until_finished(register, DOSSIERS).await;
    serve.stop();
}

/// A value nobody could read from the paper, on one field of every document.
async fn verdicts(register: &Register) -> Vec<(FieldId, DocumentId)> {
    let user = register.user_by_login("verifier").await.unwrap().id;
    let person = Access { actor: Actor::Person(user), scope: Scope::All, purpose: None };
    let mut said = BTreeMap::new();
    for dossier in dossiers(register).await {
        for field in register.fields(&Access::command_line(), dossier).await.unwrap() {
            let Field { document: Some(document), .. } = field else { continue };
            if field.path != "surname" || said.contains_key(&document) {
                continue;
            }
            let value = Some(SAID.to_owned());
            let at = register.now();
            register
                .verify(&person, field.id, field.version, VerdictKind::Corrected, value, at)
                .await
                .unwrap();
            said.insert(document, field.id);
        }
    }
    said.into_iter().map(|(document, field)| (field, document)).collect()
}

async fn is_said(register: &Register, field: FieldId) -> bool {
    let field = register.field(&Access::command_line(), field).await.unwrap();
    field.value.as_deref() == Some(SAID) && field.verdict.is_some()
}

async fn dossiers(register: &Register) -> Vec<DossierId> {
    let all = register.all_dossiers(&Access::command_line(), None, None, 10).await.unwrap();
    all.into_iter().map(|dossier| dossier.id).collect()
}

/// Which pages by which engine, and which documents there are.
#[derive(Debug, PartialEq)]
struct Standing {
    pages: BTreeMap<(DossierId, PageId), Option<String>>,
    documents: Vec<DocumentId>,
}

impl Standing {
    async fn of(register: &Register) -> Self {
        let access = Access::command_line();
        let (mut pages, mut documents) = (BTreeMap::new(), Vec::new());
        for dossier in dossiers(register).await {
            for page in register.pages(&access, dossier).await.unwrap() {
                pages.insert((dossier, page.id), page.engine);
            }
            for document in register.documents(&access, dossier).await.unwrap() {
                documents.push(document.id);
            }
        }
        Self { pages, documents }
    }
}
