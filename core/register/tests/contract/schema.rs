//! Opening: SQLite brings itself up to date, PostgreSQL waits for `migrate`, neither touches what is newer.

use register::*;

use crate::house::{House, both, fresh_postgres};

both!(newer_is_refused, an_edited_migration_is_noticed, old_words_of_errors_hold_no_values);

#[tokio::test]
async fn postgres_waits_for_migrate() {
    let url = fresh_postgres().await;
    assert!(matches!(Register::open(&url).await, Err(RegisterError::SchemaOlder)));
    assert_eq!(Register::schema_state(&url).await.unwrap(), SchemaState::Older);
    let (one, two) = tokio::join!(Register::migrate(&url), Register::migrate(&url));
    assert!(one.is_ok() && two.is_ok(), "two operators at once: {:?} {:?}", one.err(), two.err());
    assert_eq!(Register::schema_state(&url).await.unwrap(), SchemaState::Current);
    Register::open(&url).await.unwrap().ping().await.unwrap();
}

#[tokio::test]
async fn sqlite_makes_and_opens_itself() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/r.sqlite", dir.path().display());
    assert_eq!(Register::schema_state(&url).await.unwrap(), SchemaState::Older);
    assert!(!dir.path().join("r.sqlite").exists(), "asking makes nothing");
    let (one, two) = tokio::join!(Register::open(&url), Register::open(&url));
    assert!(one.is_ok() && two.is_ok(), "two processes at once: {:?} {:?}", one.err(), two.err());
    assert_eq!(Register::schema_state(&url).await.unwrap(), SchemaState::Current);
    Register::migrate(&url).await.unwrap().ping().await.unwrap();
}

#[tokio::test]
async fn unreachable_is_told() {
    let error = Register::open("postgres://sprava@127.0.0.1:1/none").await.unwrap_err();
    assert!(matches!(error, RegisterError::Unreachable), "{error:?}");
    assert!(matches!(Register::open("mysql:nonsense").await, Err(RegisterError::Other(_))));
}

async fn newer_is_refused(house: House) {
    house.sql("INSERT INTO schema_migrations (version, name, digest) VALUES (9999, 'future', '')").await;
    assert!(matches!(Register::open(&house.url).await, Err(RegisterError::SchemaNewer)));
    assert!(matches!(Register::migrate(&house.url).await, Err(RegisterError::SchemaNewer)));
}

async fn an_edited_migration_is_noticed(house: House) {
    house.sql("UPDATE schema_migrations SET digest = 'x'").await;
    assert!(matches!(Register::open(&house.url).await, Err(RegisterError::Other(_))));
}

async fn old_words_of_errors_hold_no_values(house: House) {
    let user = house.user("Таємний").await;
    let twin = NewUser {
        login: user.login,
        name: "Таємний".into(),
        password_hash: String::new(),
        roles: vec![],
        office: dossier::OfficeId::new(),
        locale: "uk".into(),
    };
    let unknown_office = NewUser { login: "Таємний-2".into(), ..twin.clone() };
    for user in [twin, unknown_office] {
        let error = house.register.add_user(dossier::access::Actor::Nobody, user).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("Таємн"), "{error:?}");
    }
}
