//! A verified document loses its only page to another dossier, gets it back, and loses it again as a blank back: each
//! time its verdict becomes a Concern, and nothing that was read or said is lost.

use dossier::access::{Access, Actor, Scope};
use dossier::concern::ConcernCode;
use dossier::field::VerdictKind;
use dossier::manifest::DossierManifest;
use dossier::{DocumentId, DossierId, PageId};
use register::{Concern, Document, Field, Register};
use storage::{Key, Storage};

use crate::browser::Browser;
use crate::house::{House, PASSWORD, concerns, until_finished};
use crate::{paper, results};

const SAID: &str = "Виправленко";
const ELSEWHERE: &str = "E-9";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_vanished_document_waits_for_a_person() {
    let house = House::new("");
    let folder = house.desk().join("A-1");
    std::fs::create_dir(&folder).unwrap();
    let (_, files) = paper::scanned_as("jpg");
    for (at, file) in [3, 4, 5].into_iter().enumerate() {
        std::fs::copy(&files[file], folder.join(format!("{}.jpg", at + 1))).unwrap();
    }
    let ran = house.run(&["ingest", folder.to_str().unwrap(), "--wait"]);
    assert!([0, 3].contains(&ran.code), "{}", ran.err);
    house.add_user("verifier", &["verifier"]);
    house.add_user("operator", &["operator"]);
    let mut serve = house.start(&["serve"], &[]);
    let mut operator = Browser::sign_in(&serve.address(), "operator", PASSWORD);
    let register = house.register().await;
    until_finished(&register, 1).await;
    let dossier = only(&register, "A-1").await;
    let (document, field) = single(&register, dossier).await;
    say(&register, &field).await;
    until_finished(&register, 1).await;
    let (read, before) = (texts(&house), documents(&register, dossier).await);
    let page = document.first_page;

    // Away with its page.
    act(&register, &mut operator, page, &[("act", "move_sure"), ("reference", ELSEWHERE)]).await;
    until_finished(&register, 2).await;
    assert!(!documents(&register, dossier).await.contains(&document.id));
    let orphan = orphaned(&register).await;
    assert_eq!(orphan.len(), 1, "{orphan:?}");
    assert_eq!((orphan[0].document, orphan[0].dossier), (Some(document.id), dossier));
    assert_eq!(orphan[0].params["field"], "surname");
    assert_eq!(texts(&house), read, "every page is still in the export, with its text");
    let other = only(&register, ELSEWHERE).await;
    let (here, there) =
        (manifest(&house, &register, dossier).await, manifest(&house, &register, other).await);
    let said = here.verdicts.iter().find(|verdict| verdict.document == Some(document.id)).unwrap();
    assert_eq!((said.value.as_deref(), said.path.as_str()), (Some(SAID), "surname"));
    let moved = there.pages.iter().find(|one| one.id == page).unwrap();
    assert_eq!(moved.home, Some(dossier));
    let storage = storage(&house).await;
    assert!(storage.exists(&Key::original(dossier, &moved.original.unwrap())).await.unwrap());

    // Back: the document is the one it was, and what was said of it holds.
    act(&register, &mut operator, page, &[("act", "move_back")]).await;
    until_finished(&register, 2).await;
    assert_eq!(documents(&register, dossier).await, before);
    assert!(orphaned(&register).await.is_empty(), "it answers its own question");
    holds(&register, &field).await;

    // Put away as blank: it belongs to no document, and the question is asked again until the mark is taken away.
    act(&register, &mut operator, page, &[("act", "blank")]).await;
    until_finished(&register, 2).await;
    assert!(!documents(&register, dossier).await.contains(&document.id));
    assert_eq!(orphaned(&register).await.len(), 1);
    assert_eq!(texts(&house).len(), read.len());
    assert!(
        manifest(&house, &register, dossier).await.pages.iter().any(|one| one.id == page && one.blank_set)
    );
    act(&register, &mut operator, page, &[("act", "not_blank")]).await;
    until_finished(&register, 2).await;
    assert_eq!(documents(&register, dossier).await, before);
    holds(&register, &field).await;
    assert!(orphaned(&register).await.is_empty());
    assert_eq!(texts(&house), read);
    register.close().await;
    serve.stop();
    house.run(&["audit", "verify"]).ended(0);
}

async fn only(register: &Register, reference: &str) -> DossierId {
    register.find_dossiers(&Access::command_line(), reference).await.unwrap()[0].id
}

/// A paper of one page, not the first, with its surname.
async fn single(register: &Register, dossier: DossierId) -> (Document, Field) {
    let access = Access::command_line();
    let fields = register.fields(&access, dossier).await.unwrap();
    let papers = register.documents(&access, dossier).await.unwrap();
    for document in papers.iter().skip(1).filter(|one| one.first_page == one.last_page) {
        let own = |field: &&Field| field.document == Some(document.id) && field.path == "surname";
        if let Some(field) = fields.iter().find(own) {
            return (document.clone(), field.clone());
        }
    }
    panic!("no paper of one page has a surname: {papers:?}");
}

async fn say(register: &Register, field: &Field) {
    let user = register.user_by_login("verifier").await.unwrap().id;
    let person = Access { actor: Actor::Person(user), scope: Scope::All, purpose: None };
    let (kind, value) = (VerdictKind::Corrected, Some(SAID.to_owned()));
    register.verify(&person, field.id, field.version, kind, value, register.now()).await.unwrap();
}

async fn holds(register: &Register, field: &Field) {
    let field = register.field(&Access::command_line(), field.id).await.unwrap();
    assert_eq!(field.value.as_deref(), Some(SAID));
    assert!(field.verdict.is_some());
}

/// As the operator's browser does it, on the page's own screen.
async fn act(register: &Register, operator: &mut Browser, page: PageId, fields: &[(&str, &str)]) {
    let access = Access::command_line();
    let now = register.page(&access, page).await.unwrap();
    let batch = register.dossier(&access, now.dossier).await.unwrap().batch;
    let named = format!("{page}:{}", now.version);
    let mut form = vec![("page", named.as_str())];
    form.extend_from_slice(fields);
    operator.form(&format!("/batches/{batch}/pages/{page}"), &form).is(200);
    let after = register.page(&access, page).await.unwrap();
    assert_ne!(after.version, now.version, "{fields:?} was done");
}

async fn documents(register: &Register, dossier: DossierId) -> Vec<DocumentId> {
    let found = register.documents(&Access::command_line(), dossier).await.unwrap();
    found.iter().map(|document| document.id).collect()
}

async fn orphaned(register: &Register) -> Vec<Concern> {
    let mut all = concerns(register).await;
    all.retain(|one| one.code == ConcernCode::VerdictOrphaned);
    all
}

/// Of all pages of the house, whichever dossier they are in.
fn texts(house: &House) -> Vec<String> {
    let mut all: Vec<String> = results::exported(house).values().flat_map(results::texts).collect();
    all.sort();
    all
}

async fn storage(house: &House) -> Storage {
    let place = house.data().join("storage");
    Storage::open(place.to_str().unwrap(), &house.desk()).await.unwrap()
}

/// The one written with the last revision.
async fn manifest(house: &House, register: &Register, dossier: DossierId) -> DossierManifest {
    let revision = register.dossier(&Access::command_line(), dossier).await.unwrap().revision;
    let bytes = storage(house).await.get(&Key::manifest(dossier, revision)).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
