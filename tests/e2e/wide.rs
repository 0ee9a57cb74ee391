//! The same line on PostgreSQL and S3 with several processes: what comes out is the same, and reading again keeps what
//! people said and how dossiers were split.

use std::path::PathBuf;
use std::process::Command;

use dossier::access::{Access, Actor, Scope};
use dossier::field::VerdictKind;
use register::{Again, Register};

use crate::house::{House, service, until_finished};
use crate::{paper, results};

/// A house on a database and a prefix of its own.
fn wide_house() -> House {
    let server = service("SPRAVA_TEST_POSTGRES_URL");
    let name = format!("e2e_{}", uuid::Uuid::now_v7().simple());
    let made =
        Command::new("psql").args(["-q", "-d", &server, "-c", &format!("CREATE DATABASE {name}")]).status();
    assert!(made.expect("psql comes with PostgreSQL").success());
    let (base, _) = server.rsplit_once('/').unwrap();
    House::new("").in_bucket(&name).with(&[("SPRAVA_DATABASE_URL", &format!("{base}/{name}"))])
}

/// Three pages with two separator sheets between them: the first page stays, the others go to dossiers of their own.
fn stack(house: &House) -> PathBuf {
    let folder = house.desk().join("stack");
    std::fs::create_dir_all(&folder).unwrap();
    let (_, files) = paper::scanned_as("png");
    for (at, file) in files.iter().take(3).enumerate() {
        std::fs::copy(file, folder.join(format!("{}.png", 2 * at + 1))).unwrap();
    }
    paper::separator("SPRAVA:DOSSIER:E-2", &folder.join("2.png"));
    paper::separator("SPRAVA:DOSSIER:E-3", &folder.join("4.png"));
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn many_processes_come_to_the_same() {
    let (wide, small) = (wide_house(), House::new(""));
    let ran = wide.run(&["ingest", "."]);
    assert_eq!(ran.code, 1, "without tables nothing is taken: {}", ran.err);
    wide.run(&["migrate"]).ended(0);

    let mut workers =
        [wide.start(&["worker"], &[]), wide.start(&["worker", "--stages", "recognise,understand"], &[])];
    let stack = stack(&wide);
    let ran = wide.run(&["ingest", stack.to_str().unwrap(), "--batch", "stack", "--wait"]);
    assert!([0, 3].contains(&ran.code), "{}", ran.err);
    small.run(&["ingest", stack.to_str().unwrap(), "--batch", "stack", "--wait"]);

    let register = wide.register().await;
    until_finished(&register, 3).await;
    let exported = results::exported(&wide);
    assert_eq!(exported.keys().collect::<Vec<_>>(), ["E-2", "E-3", "stack"]);
    results::same(&results::exported(&small), &exported);

    reading_again_keeps_verdicts(&wide, &register).await;
    for worker in &mut workers {
        worker.line("step done");
    }
    register.close().await;
    for worker in workers {
        worker.stop();
    }
    wide.run(&["audit", "verify"]).ended(0);
    wide.run(&["fixity"]).ended(0);
}

async fn reading_again_keeps_verdicts(house: &House, register: &Register) {
    house.add_user("verifier", &["verifier"]);
    let user = register.user_by_login("verifier").await.unwrap().id;
    let person = Access { actor: Actor::Person(user), scope: Scope::All, purpose: None };
    let access = Access::command_line();
    let dossiers = register.all_dossiers(&access, None, None, 10).await.unwrap();

    // A value nobody could read from the paper, on a field of a document and in every dossier that has one.
    let mut corrected = Vec::new();
    for dossier in &dossiers {
        let fields = register.fields(&access, dossier.id).await.unwrap();
        let Some(field) = fields.iter().find(|field| field.document.is_some() && field.path == "surname")
        else {
            continue;
        };
        let value = Some("Виправленко".to_owned());
        let verdict =
            register.verify(&person, field.id, field.version, VerdictKind::Corrected, value, register.now());
        verdict.await.unwrap();
        corrected.push(field.id);
    }
    assert!(!corrected.is_empty(), "some page of the stack names a person");
    until_finished(register, 3).await;
    let before = layout(register).await;

    for dossier in &dossiers {
        register.again(&access, dossier.id, Again::Read).await.unwrap();
    }
    until_finished(register, 3).await;
    assert_eq!(layout(register).await, before);
    for field in corrected {
        let field = register.field(&access, field).await.unwrap();
        assert_eq!(field.value.as_deref(), Some("Виправленко"));
        assert_eq!(field.verdict.map(|verdict| verdict.kind), Some(VerdictKind::Corrected));
    }
}

/// Which pages and documents every dossier has, by id.
async fn layout(register: &Register) -> Vec<String> {
    let access = Access::command_line();
    let mut told = Vec::new();
    for dossier in register.all_dossiers(&access, None, None, 10).await.unwrap() {
        for page in register.pages(&access, dossier.id).await.unwrap() {
            told.push(format!("{} page {} {}", dossier.reference, page.number, page.id));
        }
        for document in register.documents(&access, dossier.id).await.unwrap() {
            told.push(format!("{} {} {}", dossier.reference, document.kind, document.id));
        }
    }
    told
}
