//! Upgrading: kept databases of releases, and a migration after all that this program carries.

use std::path::Path;

use dossier::access::Access;
use dossier::field::VerdictKind;

use super::*;

/// One file for each release, as that release left it (docs/operate.md, Updating).
fn kept() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "sqlite"));
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What this program carries, and one more.
fn and_one_more(sql: &'static str) -> Vec<Migration> {
    let mut migrations: Vec<Migration> = Vec::new();
    for Migration { version, name, sqlite, postgres } in MIGRATIONS {
        migrations.push(Migration { version, name, sqlite, postgres });
    }
    let version = migrations.last().unwrap().version + 1;
    migrations.push(Migration { version, name: "next", sqlite: sql, postgres: "" });
    migrations
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// The files beside the register, without those of the write-ahead log.
fn copies(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("register.sqlite.before"))
        .collect();
    names.sort();
    names
}

/// What the kept databases hold: a dossier of two pages, a field corrected by a person.
async fn holds_what_was_kept(register: &Register) {
    let access = Access::command_line();
    let dossier = register.find_dossiers(&access, "008-77001").await.unwrap().remove(0);
    assert_eq!(register.pages(&access, dossier.id).await.unwrap().len(), 2);
    assert!(!register.documents(&access, dossier.id).await.unwrap().is_empty());
    let fields = register.fields(&access, dossier.id).await.unwrap();
    // The dossier's own surname follows the document's, on which the verdict stands.
    let corrected: Vec<_> =
        fields.iter().filter(|field| field.value.as_deref() == Some("Виправленко")).collect();
    let verdicts = corrected.iter().filter_map(|field| field.verdict.as_ref());
    assert_eq!(verdicts.map(|verdict| verdict.kind).collect::<Vec<_>>(), [VerdictKind::Corrected]);
    assert!(register.user_by_login("verifier").await.is_ok());
    assert_eq!(register.verify_chain(|_| ()).await.unwrap().broken_at, None);
}

#[tokio::test]
async fn databases_of_every_release_are_brought_up_to_date_after_a_copy() {
    for file in kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("register.sqlite");
        std::fs::copy(&file, &path).unwrap();
        let before = version_of(path.to_str().unwrap()).await.unwrap();

        let migrations = and_one_more("CREATE TABLE later (id integer); INSERT INTO later VALUES (7);");
        let register = Register::open_at(&url(&path), &migrations).await.unwrap();
        holds_what_was_kept(&register).await;
        let mut tx = register.write().await.unwrap();
        assert_eq!(row!(&mut tx, (i64,), "SELECT id FROM later").unwrap(), Some((7,)));
        drop(tx);
        register.close().await;

        let copy = format!("register.sqlite.before-{:04}", before + 1);
        assert_eq!(copies(dir.path()), [copy.as_str()], "{}", file.display());
        let copy = dir.path().join(copy);
        assert_eq!(version_of(copy.to_str().unwrap()).await.unwrap(), before);
        // The copy is a register: a program of that time would open it, and this one does, elsewhere: it migrates it.
        let elsewhere = tempfile::tempdir().unwrap();
        let opened = elsewhere.path().join("register.sqlite");
        std::fs::copy(&copy, &opened).unwrap();
        let old = Register::open(&url(&opened)).await.unwrap();
        holds_what_was_kept(&old).await;
        old.close().await;
        // Opened again, nothing is migrated and nothing copied.
        std::fs::remove_file(&copy).unwrap();
        Register::open_at(&url(&path), &migrations).await.unwrap().close().await;
        assert!(copies(dir.path()).is_empty());
    }
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing_and_names_the_copy() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("register.sqlite");
    std::fs::copy(kept().last().unwrap(), &path).unwrap();
    let before = version_of(path.to_str().unwrap()).await.unwrap();
    let broken = and_one_more("CREATE TABLE half (id integer); INSERT INTO nowhere VALUES (1);");
    // The second time as the first: the copy of the first is no obstacle.
    for _ in 0..2 {
        let error = Register::open_at(&url(&path), &broken).await.unwrap_err();
        let RegisterError::MigrationFailed { cause, copy: Some(copy) } = &error else { panic!("{error:?}") };
        assert!(cause.contains("nowhere"), "{cause}");
        assert_eq!(Path::new(copy).parent(), Some(dir.path()));
        assert_eq!(version_of(copy).await.unwrap(), before);
        assert_eq!(copies(dir.path()).len(), 1, "no half copies are left: {:?}", copies(dir.path()));
    }
    // The program before goes on with what it left.
    let register = Register::open(&url(&path)).await.unwrap();
    holds_what_was_kept(&register).await;
    let mut tx = register.write().await.unwrap();
    assert_eq!(
        row!(&mut tx, (i64,), "SELECT count(*) FROM sqlite_master WHERE name = 'half'").unwrap(),
        Some((0,))
    );
}
