//! The JSON API: described as it is, walked as a program walks it, closed where the screens are.

use std::collections::BTreeSet;

use archive_api::routes;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use dossier::access::Role;
use dossier::concern::ConcernCode;
use register::NewConcern;
use serde_json::{Value, json};

use crate::house::{Answer, Browser, House, PASSWORD};
use crate::paper::read;

const FIELDS: &[(&str, &[&str])] = &[("surname", &["Кравченко"]), ("tax_number", &["1759013776"])];

async fn ask(browser: &mut Browser, method: Method, path: &str, body: Option<Value>) -> Answer {
    let csrf = browser.csrf.clone();
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("x-csrf-token", csrf.as_str()),
    ];
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    browser.send(method, &format!("/api/v1/{path}"), &headers, body).await
}

async fn get(browser: &mut Browser, path: &str) -> Answer {
    ask(browser, Method::GET, path, None).await
}

async fn post(browser: &mut Browser, path: &str, body: Value) -> Answer {
    ask(browser, Method::POST, path, Some(body)).await
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.body))
}

/// A problem as RFC 9457 has it, whatever it is about.
#[track_caller]
fn problem(answer: &Answer, status: u16, code: &str) -> Value {
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (status, "application/problem+json"));
    let told = json_of(answer);
    assert_eq!(
        (&told["status"], &told["type"]),
        (&json!(status), &json!(format!("urn:sprava:problem:{code}")))
    );
    assert_eq!(told["instance"], answer.header("x-request-id"));
    for part in ["title", "detail"] {
        let text = told[part].as_str().unwrap();
        assert!(!text.is_empty() && !text.contains('⟦'), "{part}: {text}");
    }
    told
}

async fn signed_in(house: &House, login: &str, roles: &[Role]) -> Browser {
    house.person(login, roles).await;
    let mut browser = house.stranger();
    let answer = post(&mut browser, "session", json!({ "login": login, "password": PASSWORD })).await;
    let entered = json_of(&answer.is(StatusCode::OK));
    browser.csrf = entered["csrf"].as_str().unwrap().to_owned();
    browser
}

#[tokio::test]
async fn every_route_is_described_and_no_other() {
    let house = House::new().await;
    let api = json_of(&get(&mut house.stranger(), "openapi.json").await.is(StatusCode::OK));
    assert_eq!(api["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            described.insert((method.to_uppercase(), path.clone()));
        }
    }
    let mut served = BTreeSet::new();
    for route in routes::table().iter().filter(|route| route.path.starts_with("/api/")) {
        served.insert((route.method.to_string(), route.path.to_owned()));
    }
    assert_eq!(described, served);
}

#[tokio::test]
async fn problems_are_of_one_form_in_answers_and_in_the_description() {
    let house = House::new().await;
    let mut operator = signed_in(&house, "operator", &[Role::Operator]).await;
    problem(&get(&mut operator, "no-such-thing").await, 404, "not_found");
    problem(&get(&mut operator, "audit").await, 404, "not_found");
    // What the framework itself cannot read is told in the same form.
    problem(&get(&mut operator, "batches/no-id").await, 400, "bad");
    problem(&get(&mut operator, "concerns?after=no-id").await, 400, "bad");
    operator.csrf = "0".repeat(64);
    let decision = "concerns/019a0000-0000-7000-8000-000000000000/decision";
    problem(&post(&mut operator, decision, json!({ "decision": "accept" })).await, 403, "csrf");

    let api = json_of(&get(&mut house.stranger(), "openapi.json").await.is(StatusCode::OK));
    let mut told = 0;
    for methods in api["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                let Some(content) = response["content"].as_object() else { continue };
                let is_problem = content.contains_key("application/problem+json");
                assert_eq!(is_problem, status.starts_with(['4', '5']), "{status}: {content:?}");
                told += usize::from(is_problem);
            }
        }
    }
    assert!(told > 10, "{told}");
    let fault = &api["components"]["schemas"]["Fault"]["properties"];
    for part in ["type", "title", "status", "detail", "instance"] {
        assert!(fault[part].is_object(), "{part}");
    }
}

#[tokio::test]
async fn a_program_signs_in_reads_decides_and_leaves() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut reader = signed_in(&house, "reader", &[Role::Caseworker]).await;
    let closed = get(&mut reader, &format!("dossiers/{dossier}")).await.is(StatusCode::FORBIDDEN);
    problem(&closed, 403, "purpose");
    post(&mut reader, "search", json!({ "text": "Кравченко" })).await.is(StatusCode::FORBIDDEN);
    post(&mut reader, "purpose", json!({ "kind": "appeal" })).await.is(StatusCode::BAD_REQUEST);
    let ground = json!({ "kind": "appeal", "reference": "4471/П-12" });
    post(&mut reader, "purpose", ground).await.is(StatusCode::OK);

    let one = json_of(&get(&mut reader, &format!("dossiers/{dossier}")).await.is(StatusCode::OK));
    assert_eq!((&one["reference"], &one["surname"]), (&json!("63905/65"), &json!("Кравченко")));
    let pages = json_of(&get(&mut reader, &format!("dossiers/{dossier}/pages")).await.is(StatusCode::OK));
    assert_eq!(pages["pages"][0]["number"], 1);
    let documents =
        json_of(&get(&mut reader, &format!("dossiers/{dossier}/documents")).await.is(StatusCode::OK));
    assert_eq!(documents["documents"][0]["kind"], "employment_record_book");
    let fields = json_of(&get(&mut reader, &format!("dossiers/{dossier}/fields")).await.is(StatusCode::OK));
    let surname =
        fields["fields"].as_array().unwrap().iter().find(|one| one["path"] == "surname").unwrap().clone();
    assert_eq!(surname["evidence"]["box"], json!([240, 300, 160, 24]));
    get(&mut reader, &format!("dossiers/{dossier}/pdf")).await.is(StatusCode::NOT_FOUND);
    let found = post(&mut reader, "search", json!({ "text": "Кравченко" })).await.is(StatusCode::OK);
    assert_eq!(json_of(&found)["total"], 0, "nothing is in the index of this house");

    let verdict = format!("fields/{}/verdict", surname["id"].as_str().unwrap());
    let version = surname["version"].clone();
    let said = |value: &str| json!({ "version": version, "kind": "corrected", "value": value });
    post(&mut reader, &verdict, said("Кравець")).await.is(StatusCode::NOT_FOUND);
    let mut verifier = signed_in(&house, "verifier", &[Role::Verifier]).await;
    let settled = post(&mut verifier, &verdict, said("КРАВЕЦЬ")).await.is(StatusCode::OK);
    assert!(json_of(&settled)["version"].as_i64() > version.as_i64());
    let clash = problem(&post(&mut verifier, &verdict, said("Кравчук")).await, 409, "conflict");
    assert_eq!(clash["value"], "Кравець");
    problem(&post(&mut verifier, &verdict, said("Кр4вець")).await, 422, "doubtful");
    problem(&post(&mut verifier, &verdict, json!({ "kind": "nonsense" })).await, 400, "bad");

    ask(&mut verifier, Method::DELETE, "session", None).await.is(StatusCode::NO_CONTENT);
    let gone = get(&mut verifier, "concerns").await.is(StatusCode::UNAUTHORIZED);
    problem(&gone, 401, "sign_in");
}

#[tokio::test]
async fn files_come_in_and_concerns_are_decided() {
    let house = House::new().await;
    let mut operator = signed_in(&house, "operator", &[Role::Operator]).await;
    let csrf = operator.csrf.clone();
    let part = |name: &str, bytes: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{bytes}\r\n"
        )
    };
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\n63905/65\r\n{}{}--x--\r\n",
        part("a.pdf", "%PDF-1.4 not much of one"),
        part("b.txt", "no scan")
    );
    let headers = [("content-type", "multipart/form-data; boundary=x"), ("x-csrf-token", csrf.as_str())];
    let address = "/api/v1/batches/П-1/files".replace("П", "%D0%9F");
    let taken =
        operator.send(Method::POST, &address, &headers, Body::from(body.clone())).await.is(StatusCode::OK);
    let taken = json_of(&taken);
    assert_eq!((&taken["arrivals"], &taken["known"], &taken["refused"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(taken["files"][1]["code"], "unsupported_type");
    let again = operator.send(Method::POST, &address, &headers, Body::from(body.clone())).await;
    assert_eq!(json_of(&again)["known"], 1);
    let bare = [("content-type", "multipart/form-data; boundary=x")];
    operator.send(Method::POST, &address, &bare, Body::from(body)).await.is(StatusCode::FORBIDDEN);

    let batches = json_of(&get(&mut operator, "batches").await.is(StatusCode::OK));
    let batch = batches["batches"][0].clone();
    assert_eq!((&batch["name"], &batch["files"]), (&json!("П-1"), &json!(4)));
    let id = batch["id"].as_str().unwrap();
    get(&mut operator, &format!("batches/{id}")).await.is(StatusCode::OK);
    let progress = json_of(&get(&mut operator, "progress").await.is(StatusCode::OK));
    assert_eq!(progress["arrivals_waiting"], 1);

    let dossier = taken["files"][0]["dossier"].as_str().unwrap().parse().unwrap();
    let raise = NewConcern::new(ConcernCode::SheetsDiffer).with("listed", 26).with("scanned", 24);
    let concern = house.app.register.raise(&house.access(), dossier, raise).await.unwrap();
    let concerns = json_of(&get(&mut operator, "concerns?sort=missing").await.is(StatusCode::OK));
    assert_eq!(concerns["concerns"][0]["id"], json!(concern.to_string()));
    let decision = format!("concerns/{concern}/decision");
    post(&mut operator, &decision, json!({ "decision": "destroy" })).await.is(StatusCode::BAD_REQUEST);
    post(&mut operator, &decision, json!({ "decision": "complete" })).await.is(StatusCode::NO_CONTENT);
    post(&mut operator, &decision, json!({ "decision": "added" })).await.is(StatusCode::CONFLICT);

    let mut auditor = signed_in(&house, "auditor", &[Role::Auditor]).await;
    let events = json_of(&get(&mut auditor, "audit?action=concern.decided").await.is(StatusCode::OK));
    assert_eq!(events["events"][0]["object_id"], json!(concern.to_string()));
}

#[tokio::test]
async fn another_office_and_another_site_get_nothing() {
    let house = House::new().await;
    let other = house.app.register.ensure_office("5900", "Сумське", "Sumy", None).await.unwrap();
    let one = house.app.register.ensure_office("5901", "Роменське", "Romny", None).await.unwrap();
    let theirs = read(&house, other, "1/1", FIELDS).await;
    let user = house.person_of("romny", &Role::ALL, one).await;
    let mut browser = house.signed_in(user).await;
    post(&mut browser, "purpose", json!({ "kind": "own_access" })).await.is(StatusCode::OK);
    for part in ["", "/pages", "/documents", "/fields", "/pdf"] {
        get(&mut browser, &format!("dossiers/{theirs}{part}")).await.is(StatusCode::NOT_FOUND);
    }
    let foreign = crate::paper::field(&house, theirs, "surname").await.id;
    let verdict = json!({ "version": 1, "kind": "absent" });
    post(&mut browser, &format!("fields/{foreign}/verdict"), verdict.clone()).await.is(StatusCode::NOT_FOUND);

    browser.csrf = "f".repeat(64);
    post(&mut browser, &format!("fields/{foreign}/verdict"), verdict).await.is(StatusCode::FORBIDDEN);
    let credentials = json!({ "login": "romny", "password": PASSWORD }).to_string();
    let mut stranger = house.stranger();
    let form = [("content-type", "text/plain")];
    stranger
        .send(Method::POST, "/api/v1/session", &form, Body::from(credentials.clone()))
        .await
        .is(StatusCode::BAD_REQUEST);
    let foreign = [("content-type", "application/json"), ("sec-fetch-site", "cross-site")];
    stranger
        .send(Method::POST, "/api/v1/session", &foreign, Body::from(credentials))
        .await
        .is(StatusCode::FORBIDDEN);
    let wrong = json!({ "login": "romny", "password": "не той" });
    post(&mut stranger, "session", wrong).await.is(StatusCode::UNAUTHORIZED);
}
