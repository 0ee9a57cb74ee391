//! Screens in both languages, empty and filled; a Concern is decided; two people meet at one.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use dossier::access::{Role, Scope};
use dossier::concern::ConcernCode;
use register::NewConcern;

use crate::house::House;

const SCREENS: &[&str] = &[
    "/",
    "/me",
    "/help/keys",
    "/batches",
    "/batches/list",
    "/concerns",
    "/audit",
    "/users",
    "/nowhere",
    "/sign-in",
];

#[tokio::test]
async fn every_screen_speaks_both_languages() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &Role::ALL).await;
    let batch = house.batch("П-1").await;
    let mut screens: Vec<String> = SCREENS.iter().map(|path| (*path).to_owned()).collect();
    for part in ["", "/head", "/wall", "/concerns", "/refusals", "/upload"] {
        screens.push(format!("/batches/{batch}{part}"));
    }
    for lang in ["uk", "en"] {
        let settings = [("lang", lang), ("theme", "auto"), ("density", "dense"), ("letters", "on")];
        browser.post("/me", &settings).await.is(StatusCode::SEE_OTHER);
        for path in &screens {
            let page = browser.get(path).await;
            assert!(!page.body.contains('⟦'), "{path} in {lang} has a hole: {}", page.body);
            assert!(!page.status.is_server_error(), "{path}");
            let english = page.body.replace("Українська", "").replace("Тестова olena", "").replace("П-1", "");
            let cyrillic = english.chars().find(|letter| ('а'..='я').contains(letter));
            assert_eq!(lang == "en", cyrillic.is_none() || path.is_empty(), "{path} in {lang}: {english}");
        }
    }
}

#[tokio::test]
async fn a_concern_is_decided_once() {
    let house = House::new().await;
    let batch = house.batch("П-1").await;
    let dossier = house.dossier(batch, "63905/65").await;
    let raise = NewConcern::new(ConcernCode::SheetsDiffer).with("listed", 26).with("scanned", 24);
    let id = house.app.register.raise(&house.access(), dossier, raise).await.unwrap();
    let conflict = NewConcern::new(ConcernCode::ValuesDiffer).with("field", "birth_date");
    let data = house.app.register.raise(&house.access(), dossier, conflict).await.unwrap();

    let mut olena = house.browser("olena", &[Role::Operator]).await;
    let mut petro = house.browser("petro", &[Role::Operator]).await;
    let list = olena.get("/concerns").await.shows("За описом 26 аркушів, відскановано 24");
    assert!(!list.body.contains("Дата народження"), "an operator does not decide about data");
    olena.get(&format!("/concerns/{data}")).await.is(StatusCode::NOT_FOUND);
    let path = format!("/concerns/{id}");
    olena.get(&path).await.shows("На папері так само").shows("Файл додано знову");
    olena.post(&path, &[("decision", "destroy")]).await.is(StatusCode::BAD_REQUEST);
    olena.post(&path, &[("decision", "complete")]).await.is(StatusCode::SEE_OTHER);
    let late = petro.post(&path, &[("decision", "added")]).await.is(StatusCode::SEE_OTHER);
    let told = late.header("location").to_owned();
    petro.get(&told).await.shows("щойно вирішила інша людина");
    olena.get(&path).await.shows("Вирішено: На папері так само");
    olena.get(&format!("/batches/{batch}/concerns")).await.shows("різниться");
}

#[tokio::test]
async fn the_journal_shows_what_was_done_and_that_it_was_read() {
    let house = House::new().await;
    let mut auditor = house.browser("audit", &[Role::Auditor]).await;
    let mut browser = house.stranger();
    house.person("olena", &[Role::Operator]).await;
    browser.sign_in("olena", crate::house::PASSWORD).await.is(StatusCode::SEE_OTHER);
    house.app.register.seal().await.unwrap();
    house.stranger().sign_in("olena", "не той пароль").await;
    house.stranger().sign_in("кравченко", "не той пароль").await;
    browser.sign_in("olena", crate::house::PASSWORD).await;
    let rows = auditor.get("/audit").await.shows("Ланцюг цілий до події").body;
    let count = |what: &str| rows.matches(&format!("<td class=\"what\">{what} ")).count();
    assert_eq!((count("Вхід"), count("Невдалий вхід")), (0, 2), "those that failed are marked: {rows}");
    assert_eq!(rows.matches("<td class=\"what\">Вхід</td>").count(), 2);
    assert!(!rows.contains("кравченко"), "no login that nobody has");
    let listed = auditor.get("/audit?action=field.disputed").await;
    listed.shows("<optgroup label=\"Реквізит\">").shows("value=\"field.disputed\" selected");
    auditor.get("/audit").await.shows("Перегляд журналу");
    auditor.get("/audit?object=кравченко").await.shows("Перевірте введене");
    auditor.get("/audit?from=2020-01-01&to=2020-01-02").await.shows("Подій немає");
}

/// Words a person typed may stand on the page, never in an address that the page offers.
#[tokio::test]
async fn addresses_carry_nobody() {
    let house = House::new().await;
    let batch = house.batch("П-1").await;
    house.dossier(batch, "КРАВЧЕНКО-1959403575").await;
    let mut browser = house.browser("olena", &Role::ALL).await;
    let mut addresses = BTreeSet::new();
    for path in [format!("/batches/{batch}"), "/batches".to_owned(), "/".to_owned(), "/concerns".to_owned()] {
        let page = browser.get(&path).await.is(StatusCode::OK).body;
        for part in
            page.split("href=\"").chain(page.split("src=\"")).chain(page.split("data-live=\"")).skip(1)
        {
            addresses.insert(part.split('"').next().unwrap().to_owned());
        }
        let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(!title.contains("КРАВЧЕНКО"));
    }
    for address in addresses {
        assert!(!address.contains("КРАВЧЕНКО") && !address.contains("1959403575"), "{address}");
    }
    let scope = Scope::Offices(vec![house.office]);
    assert_ne!(scope, Scope::All);
}
