//! The arbiter's journey: two verifiers disagree, a third person settles it by the ink, everybody sees the end.

use axum::http::StatusCode;
use dossier::DossierId;
use dossier::access::Role;
use dossier::field::{FieldStatus, VerdictKind};

use crate::house::{Answer, Browser, House};
use crate::paper::{field, read};
use crate::verify::{FIELDS, give, hidden};

/// Olena says Кравчук, Petro afterwards Кравець; gives the address of the dispute.
async fn disagree(house: &House, dossier: DossierId, olena: &mut Browser, petro: &mut Browser) -> String {
    let id = field(house, dossier, "surname").await.id;
    let address = format!("/verify/{id}");
    let page = olena.get(&address).await.is(StatusCode::OK);
    give(olena, &page, &address, &[("value", "Кравчук")]).await.is(StatusCode::SEE_OTHER);
    let page = petro.get(&address).await.is(StatusCode::OK);
    let after = give(petro, &page, &address, &[("value", "Кравець")]).await.is(StatusCode::SEE_OTHER);
    let next = after.header("location").to_owned();
    petro.get(&next).await.shows("розбіжність вирішить арбітр");
    format!("/verify/arbiter/{id}")
}

async fn decide(browser: &mut Browser, page: &Answer, address: &str, fields: &[(&str, &str)]) -> Answer {
    let (version, sure) = (hidden(&page.body, "version"), hidden(&page.body, "sure"));
    let mut all = vec![("version", version.as_str()), ("sure", sure.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &all).await
}

/// The letter under which this value is shown.
fn letter_of(page: &str, value: &str) -> &'static str {
    for (code, text) in [("a", "value=\"a\""), ("b", "value=\"b\"")] {
        let side = page.split(text).nth(1).unwrap().split("</label>").next().unwrap();
        let shown = side.split("<b").nth(1).unwrap().split_once('>').unwrap().1;
        if shown.replace("<u>", "").replace("</u>", "").starts_with(value) {
            return code;
        }
    }
    panic!("nobody typed {value} in {page}");
}

#[tokio::test]
async fn two_disagree_a_third_settles_and_the_history_tells_it() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier, Role::Arbiter]).await;
    let mut iryna = house.browser("iryna", &[Role::Arbiter]).await;
    iryna.get("/").await.is(StatusCode::OK).shows("Розбіжностей для вас немає");
    let address = disagree(&house, dossier, &mut olena, &mut petro).await;
    assert!(field(&house, dossier, "surname").await.disputed());

    // A verifier sees that it waits and types nothing more; the one who typed may not decide.
    let plain = address.replace("/arbiter", "");
    let seen = olena.get(&plain).await.is(StatusCode::OK).shows("Двоє людей набрали тут різне");
    assert!(!seen.body.contains("id=\"value\"") && !seen.body.contains(&address));
    olena.get("/verify").await.shows("Чекають на арбітра");
    olena.get(&address).await.is(StatusCode::NOT_FOUND);
    let own = petro.get(&address).await.is(StatusCode::FORBIDDEN).shows("Одне з двох значень набрали ви");
    assert!(!own.body.contains("Кравчук") && !own.body.contains("Кравець"), "nothing of the field is told");
    let chosen = [("version", "3"), ("choice", "a")];
    petro.post(&address, &chosen).await.is(StatusCode::FORBIDDEN);
    petro.get("/").await.shows("Розбіжностей для вас немає");

    // The arbiter finds it at home and in the queue.
    iryna.get("/").await.shows("Вирішити розбіжність");
    iryna.get("/verify").await.shows("Чекає вашого рішення 1 розбіжність");
    let found = iryna.post("/verify/arbiter", &[]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(found.header("location"), address);
    let page = iryna.get(&address).await.is(StatusCode::OK).shows("Крав<u>").shows("/ink?v=");
    for name in ["olena", "petro", "⟦"] {
        assert!(!page.body.contains(name), "{name}");
    }
    assert_eq!(letter_of(&page.body, "Кравчук"), letter_of(&iryna.get(&address).await.body, "Кравчук"));
    let ink = format!("{plain}/ink");
    iryna.get(&ink).await.is(StatusCode::OK);

    let none = decide(&mut iryna, &page, &address, &[]).await;
    none.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Виберіть А, Б або наберіть своє значення");
    let choice = letter_of(&page.body, "Кравчук");
    let end = decide(&mut iryna, &page, &address, &[("choice", choice)]).await.is(StatusCode::SEE_OTHER);
    let next = end.header("location").to_owned();
    iryna.get(&next).await.shows("збережено").shows("Розбіжностей для вас немає");
    let surname = field(&house, dossier, "surname").await;
    assert_eq!((surname.value.as_deref(), surname.status), (Some("Кравчук"), FieldStatus::Verified));
    assert_eq!(surname.verdict.unwrap().kind, VerdictKind::Corrected);
    let due = house.app.register.dossier(&house.access(), dossier).await.unwrap();
    assert!(due.indexed_revision < Some(due.revision), "published and indexed again");

    // The answer was lost on the way and the form was sent again; another's form comes too late.
    let again = decide(&mut iryna, &page, &address, &[("choice", choice)]).await.is(StatusCode::SEE_OTHER);
    assert!(again.header("location").starts_with("/verify?from="));
    let mut late = house.browser("late", &[Role::Arbiter]).await;
    decide(&mut late, &page, &address, &[("choice", "b")]).await.is(StatusCode::CONFLICT);

    let mut reader = house.browser("reader", &[Role::Caseworker]).await;
    reader.post("/purpose", &[("kind", "own_access"), ("reference", "1")]).await;
    let history = reader.get(&format!("/dossiers/{dossier}/history")).await.is(StatusCode::OK);
    history.shows("рішення арбітра").shows("інша людина набрала інше").shows("Тестова iryna");
}

#[tokio::test]
async fn an_arbiter_types_an_own_value_or_says_there_is_none() {
    let house = House::new().await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier]).await;
    let mut iryna = house.browser("iryna", &[Role::Arbiter]).await;
    let one = read(&house, house.office, "1/1", FIELDS).await;
    let address = disagree(&house, one, &mut olena, &mut petro).await;
    let page = iryna.get(&address).await;
    let own = [("choice", "own"), ("value", "Кравч3нко")];
    let doubted = decide(&mut iryna, &page, &address, &own).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let doubted = doubted.shows("В імені незвичні знаки").shows("Кравч3нко").shows("Помилка:");
    let meant = [("choice", "own"), ("value", "Кравченко")];
    decide(&mut iryna, &doubted, &address, &meant).await.is(StatusCode::SEE_OTHER);
    assert_eq!(field(&house, one, "surname").await.value.as_deref(), Some("Кравченко"));

    let two = read(&house, house.office, "2/2", FIELDS).await;
    let address = disagree(&house, two, &mut olena, &mut petro).await;
    let page = iryna.get(&address).await;
    let later = decide(&mut iryna, &page, &address, &[("verdict", "later")]).await.is(StatusCode::SEE_OTHER);
    assert!(later.header("location").starts_with("/verify?skip="));
    decide(&mut iryna, &page, &address, &[("verdict", "absent")]).await.is(StatusCode::SEE_OTHER);
    let end = field(&house, two, "surname").await;
    assert_eq!((end.value, end.status), (None, FieldStatus::Verified));
}

#[tokio::test]
async fn a_third_verdict_is_not_lost_when_two_disagree_meanwhile() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier]).await;
    let mut late = house.browser("late", &[Role::Verifier]).await;
    let address = format!("/verify/{}", field(&house, dossier, "surname").await.id);
    let shown = late.get(&address).await;
    disagree(&house, dossier, &mut olena, &mut petro).await;
    let end = give(&mut late, &shown, &address, &[("value", "Кравцов")]).await.is(StatusCode::CONFLICT);
    end.shows("Двоє людей набрали тут різне").shows("Ваше значення не записано").shows("Кравцов");
    let current = [("version", "3"), ("value", "Кравцов"), ("verdict", "confirm")];
    late.post(&address, &current).await.is(StatusCode::CONFLICT).shows("Кравцов");
    assert_eq!(field(&house, dossier, "surname").await.value.as_deref(), Some("Кравець"));
}
