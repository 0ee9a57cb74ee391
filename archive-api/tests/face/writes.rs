//! Writes need the session's token; settings, batches, uploads, users.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use dossier::access::Role;

use crate::house::{Browser, House, PASSWORD};

#[tokio::test]
async fn a_write_without_its_token_does_nothing() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    let right = browser.csrf.clone();
    let other = "0".repeat(64);
    for fields in
        [vec![("name", "П-1")], vec![("csrf", ""), ("name", "П-1")], vec![("csrf", &other), ("name", "П-1")]]
    {
        browser.post_bare("/batches", &fields).await.is(StatusCode::FORBIDDEN).shows("Дію не виконано");
    }
    let form = "application/x-www-form-urlencoded";
    let foreign = [("content-type", form), ("x-csrf-token", &right), ("sec-fetch-site", "cross-site")];
    let body = || Body::from("name=1");
    browser.send(Method::POST, "/batches", &foreign, body()).await.is(StatusCode::FORBIDDEN);
    let foreign =
        [("content-type", form), ("x-csrf-token", &right), ("origin", "http://evil"), ("host", "us")];
    browser.send(Method::POST, "/batches", &foreign, body()).await.is(StatusCode::FORBIDDEN);
    let plain = [("content-type", "text/plain")];
    browser.send(Method::POST, "/batches", &plain, body()).await.is(StatusCode::FORBIDDEN);
    assert!(browser.get("/batches").await.body.contains("Партій ще немає"));
    browser.post("/batches", &[("name", "П-1")]).await.is(StatusCode::SEE_OTHER);
    browser.get("/batches").await.shows("П-1");
}

#[tokio::test]
async fn settings_hold() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    let english = [("lang", "en"), ("theme", "dark"), ("density", "wide")];
    browser.post("/me", &english).await.is(StatusCode::SEE_OTHER);
    let home = browser.get("/").await.shows("Latest batches").shows("data-theme=\"dark\"");
    home.shows("data-density=\"wide\"").shows("data-letters=\"off\"").shows("lang=\"en\"");
    let wrong = [("old", "не той"), ("new", "ще один довгий")];
    browser.post("/me/password", &wrong).await.shows("The current password is wrong");
    let right = [("old", PASSWORD), ("new", "ще один довгий")];
    browser.post("/me/password", &right).await.is(StatusCode::SEE_OTHER);
    house.stranger().sign_in("olena", "ще один довгий").await.is(StatusCode::SEE_OTHER);
}

/// A multipart body as browsers write it.
fn multipart(token: &str, reference: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in [("csrf", token), ("reference", reference)] {
        let part = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    body
}

async fn upload(browser: &mut Browser, path: &str, body: Vec<u8>) -> crate::house::Answer {
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    browser.send(Method::POST, path, &kind, Body::from(body)).await
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest of a picture";

#[tokio::test]
async fn an_upload_says_what_became_of_every_file() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    let batch = house.batch("П-1").await;
    let path = format!("/batches/{batch}/upload");
    let files: &[(&str, &[u8])] =
        &[("1.png", PNG), ("порожній.pdf", b""), ("лист.pdf", b"just text"), ("Thumbs.db", b"x")];
    let body = multipart(&browser.csrf.clone(), "63905/65", files);
    let page = upload(&mut browser, &path, body).await.is(StatusCode::OK);
    let page = page.shows("1.png").shows("Файл порожній").shows("Це не скан");
    page.shows("<b id=\"sum-files\">3</b>")
        .shows("<b id=\"sum-accepted\">1</b>")
        .shows("<b id=\"sum-refused\">2</b>");
    let again = multipart(&browser.csrf.clone(), "63905/65", &[("1.png", PNG)]);
    upload(&mut browser, &path, again)
        .await
        .shows("Другий раз не збережено")
        .shows("<b id=\"sum-known\">1</b>");
    let counts = house.app.register.door_counts(&house.access(), Some(batch)).await.unwrap();
    assert_eq!((counts.files, counts.arrivals, counts.duplicates, counts.refusals), (4, 1, 1, 2));
    browser.get(&format!("/batches/{batch}/refusals")).await.shows("порожній.pdf").shows("Файл порожній");
    browser.get(&format!("/batches/{batch}")).await.shows("4 = 1 + 1 + 2").shows("63905/65");
}

#[tokio::test]
async fn an_upload_without_its_token_leaves_nothing() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    let batch = house.batch("П-1").await;
    let body = multipart("", "1", &[("1.png", PNG)]);
    upload(&mut browser, &format!("/batches/{batch}/upload"), body).await.is(StatusCode::FORBIDDEN);
    // Broken off in the middle of a file.
    let mut body = multipart(&browser.csrf.clone(), "1", &[("1.png", PNG)]);
    body.truncate(body.len() - 12);
    let answer = upload(&mut browser, &format!("/batches/{batch}/upload"), body).await;
    assert!(!answer.status.is_success(), "{}", answer.status);
    let counts = house.app.register.door_counts(&house.access(), Some(batch)).await.unwrap();
    assert_eq!(counts.files, 0);
}

#[tokio::test]
async fn the_administrator_adds_and_closes_accounts_but_not_the_own() {
    let house = House::new().await;
    let me = house.person("ada", &[Role::Administrator]).await;
    let mut browser = house.signed_in(me).await;
    let office = house.office.to_string();
    let mut fields =
        vec![("name", "Мельник Д. А."), ("login", "melnyk"), ("password", PASSWORD), ("office", &office)];
    browser.post("/users", &fields).await.shows("Виберіть хоча б одну роль");
    fields.push(("role-operator", "on"));
    browser.post("/users", &fields).await.is(StatusCode::SEE_OTHER);
    browser.post("/users", &fields).await.shows("вже є");
    let melnyk = house.app.register.user_by_login("melnyk").await.unwrap();
    assert_eq!(melnyk.roles, [Role::Operator]);
    let mut theirs = house.stranger();
    theirs.sign_in("melnyk", PASSWORD).await.is(StatusCode::SEE_OTHER);
    browser.post(&format!("/users/{}", melnyk.id), &[("disabled", "yes")]).await.is(StatusCode::SEE_OTHER);
    theirs.get("/batches").await.is(StatusCode::SEE_OTHER);
    house.stranger().sign_in("melnyk", PASSWORD).await.shows("хибні");
    browser.post(&format!("/users/{me}"), &[("disabled", "yes")]).await.is(StatusCode::NOT_FOUND);
}
