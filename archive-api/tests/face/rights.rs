//! Every route with every role, in one table. A route that is not here fails; so does one that is gone.

use archive_api::routes;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use dossier::access::Role;

use crate::house::{Browser, House};

/// The letters of the roles a route lets in: Operator, Verifier, arBiter, arcHivist, Caseworker, Supervisor,
/// auDitor, Administrator. `*` is everyone with a session, `open` everyone.
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "/healthz", "open"),
    ("GET", "/readyz", "open"),
    ("GET", "/metrics", "open"),
    ("GET", "/assets/{version}/{*path}", "open"),
    ("GET", "/sign-in", "open"),
    ("POST", "/sign-in", "open"),
    ("POST", "/language", "open"),
    ("GET", "/first/{link}", "open"),
    ("POST", "/first/{link}", "open"),
    ("POST", "/sign-out", "*"),
    ("GET", "/", "*"),
    ("GET", "/me", "*"),
    ("POST", "/me", "*"),
    ("POST", "/me/password", "*"),
    ("GET", "/help/keys", "*"),
    ("GET", "/batches", "OHS"),
    ("POST", "/batches", "OH"),
    ("GET", "/batches/list", "OHS"),
    ("GET", "/batches/{id}", "OHS"),
    ("GET", "/batches/{id}/head", "OHS"),
    ("GET", "/batches/{id}/wall", "OHS"),
    ("GET", "/batches/{id}/concerns", "OHS"),
    ("GET", "/batches/{id}/refusals", "OHS"),
    ("POST", "/batches/{id}/close", "OH"),
    ("GET", "/batches/{id}/upload", "OH"),
    ("POST", "/batches/{id}/upload", "OH"),
    ("GET", "/batches/{id}/upload/sums", "OH"),
    ("POST", "/batches/{id}/pages", "OH"),
    ("GET", "/batches/{id}/pages/{page}", "OH"),
    ("POST", "/batches/{id}/pages/{page}", "OH"),
    ("GET", "/batches/{id}/pages/{page}/thumbnail", "OH"),
    ("GET", "/batches/{id}/pages/{page}/picture", "OH"),
    ("GET", "/batches/{id}/rescans", "OH"),
    ("GET", "/batches/{id}/rescans/{page}", "OH"),
    ("POST", "/batches/{id}/rescans/{page}", "OH"),
    ("GET", "/concerns", "OVBH"),
    ("GET", "/concerns/{id}", "OVBH"),
    ("POST", "/concerns/{id}", "OVBH"),
    ("POST", "/concerns/{id}/undo", "OVBH"),
    ("GET", "/concerns/{id}/picture", "OVBH"),
    ("GET", "/verify", "VB"),
    ("POST", "/verify", "VB"),
    ("POST", "/verify/arbiter", "B"),
    ("GET", "/verify/arbiter/{id}", "B"),
    ("POST", "/verify/arbiter/{id}", "B"),
    ("GET", "/verify/{id}", "VB"),
    ("POST", "/verify/{id}", "VB"),
    ("POST", "/verify/{id}/finish", "VB"),
    ("POST", "/verify/{id}/rescan", "VB"),
    ("GET", "/verify/{id}/ink", "VB"),
    ("GET", "/verify/{id}/page", "VB"),
    ("GET", "/purpose", "HCD"),
    ("POST", "/purpose", "HCD"),
    ("GET", "/search", "HCD"),
    ("POST", "/search", "HCD"),
    ("GET", "/search/{id}", "HCD"),
    ("GET", "/dossiers/{id}", "HCD"),
    ("GET", "/dossiers/{id}/fields", "HCD"),
    ("GET", "/dossiers/{id}/concerns", "HCD"),
    ("GET", "/dossiers/{id}/history", "HCD"),
    ("GET", "/dossiers/{id}/viewers", "D"),
    ("GET", "/dossiers/{id}/pages/{number}/ink", "HCD"),
    ("GET", "/dossiers/{id}/pages/{number}/thumbnail", "HCD"),
    ("GET", "/dossiers/{id}/print", "HC"),
    ("GET", "/dossiers/{id}/pdf", "HC"),
    ("GET", "/iiif/3/{page}/info.json", "HCD"),
    ("GET", "/iiif/3/{page}/{region}/{size}/{rotation}/{file}", "HCD"),
    ("GET", "/iiif/3/dossiers/{id}/manifest", "HCD"),
    ("GET", "/iiif/3/dossiers/{id}/search", "HCD"),
    ("GET", "/api/v1/openapi.json", "open"),
    ("POST", "/api/v1/session", "open"),
    ("DELETE", "/api/v1/session", "*"),
    ("POST", "/api/v1/purpose", "HCD"),
    ("POST", "/api/v1/search", "HCD"),
    ("GET", "/api/v1/batches", "OHS"),
    ("GET", "/api/v1/batches/{id}", "OHS"),
    ("POST", "/api/v1/batches/{name}/files", "OH"),
    ("GET", "/api/v1/progress", "OHS"),
    ("GET", "/api/v1/dossiers/{id}", "HCD"),
    ("GET", "/api/v1/dossiers/{id}/pages", "HCD"),
    ("GET", "/api/v1/dossiers/{id}/documents", "HCD"),
    ("GET", "/api/v1/dossiers/{id}/fields", "HCD"),
    ("GET", "/api/v1/dossiers/{id}/pdf", "HC"),
    ("POST", "/api/v1/fields/{id}/verdict", "VB"),
    ("GET", "/api/v1/concerns", "OVBH"),
    ("POST", "/api/v1/concerns/{id}/decision", "OVBH"),
    ("GET", "/api/v1/audit", "D"),
    ("GET", "/audit", "D"),
    ("GET", "/users", "A"),
    ("POST", "/users", "A"),
    ("POST", "/users/{id}", "A"),
];

const LETTERS: [(char, Role); 8] = [
    ('O', Role::Operator),
    ('V', Role::Verifier),
    ('B', Role::Arbiter),
    ('H', Role::Archivist),
    ('C', Role::Caseworker),
    ('S', Role::Supervisor),
    ('D', Role::Auditor),
    ('A', Role::Administrator),
];

/// Addresses that tell "not found" also to whoever may come in, because their subject does not exist.
fn needs_subject(path: &str) -> bool {
    path.contains('{')
}

fn filled(path: &str) -> String {
    let nobody = "019a0000-0000-7000-8000-000000000000";
    let path = path.replace("{version}", "v").replace("{*path}", "app.css").replace("{link}", "link");
    let mut text = String::new();
    for part in path.split('/').skip(1) {
        text.push('/');
        text.push_str(if part.starts_with('{') { nobody } else { part });
    }
    text
}

#[test]
fn the_table_holds_every_route_and_no_other() {
    let routes: Vec<(String, &str)> =
        routes::table().iter().map(|route| (route.method.to_string(), route.path)).collect();
    for (method, path) in &routes {
        assert!(
            TABLE.iter().any(|row| row.0 == method && row.1 == *path),
            "{method} {path} is missing from the table of rights"
        );
    }
    for (method, path, _) in TABLE {
        assert!(
            routes.iter().any(|row| row.0 == *method && row.1 == *path),
            "{method} {path} exists no longer"
        );
    }
}

async fn ask(browser: &mut Browser, method: &str, path: &str) -> StatusCode {
    let method: Method = method.parse().unwrap();
    let csrf = browser.csrf.clone();
    let kind = if path.ends_with("/upload") && method == Method::POST {
        "multipart/form-data; boundary=x"
    } else {
        "application/x-www-form-urlencoded"
    };
    let headers = [("x-csrf-token", csrf.as_str()), ("content-type", kind)];
    browser.send(method, &filled(path), &headers, Body::empty()).await.status
}

#[tokio::test]
async fn every_route_with_every_role() {
    let house = House::new().await;
    for (letter, role) in LETTERS {
        let user = house.person(role.name(), &[role]).await;
        for (method, path, who) in TABLE {
            // A fresh session each time: signing out and changing the password end it.
            let mut browser = house.signed_in(user).await;
            let may = matches!(*who, "open" | "*") || who.contains(letter);
            if *who == "open" {
                browser.csrf = "f".repeat(64);
                browser.cookies.insert("sprava_before".into(), browser.csrf.clone());
            }
            if may && *path == "/api/v1/search" {
                browser.post("/purpose", &[("kind", "own_access")]).await;
            }
            let status = ask(&mut browser, method, path).await;
            let told = format!("{method} {path} as {}: {status}", role.name());
            assert!(!status.is_server_error(), "{told}");
            if !may {
                assert_eq!(status, StatusCode::NOT_FOUND, "{told}");
            } else if !needs_subject(path) {
                assert_ne!(status, StatusCode::NOT_FOUND, "{told}");
                assert_ne!(status, StatusCode::FORBIDDEN, "{told}");
            }
        }
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_session() {
    let house = House::new().await;
    let mut browser = house.stranger();
    for (method, path, who) in TABLE {
        if *who == "open" {
            continue;
        }
        let answer = {
            let method: Method = method.parse().unwrap();
            browser.send(method, &filled(path), &[], Body::empty()).await
        };
        let is_page = *method == "GET" && !path.starts_with("/api/") && !path.starts_with("/iiif/");
        if is_page {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {path}");
            assert!(answer.header("location").starts_with("/sign-in?next="), "{method} {path}");
        } else {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn another_office_does_not_exist() {
    let house = House::new().await;
    let register = &house.app.register;
    let other = register.ensure_office("5900", "Сумське", "Sumy", None).await.unwrap();
    let theirs = register.ensure_batch(other, "Чужа партія", None).await.unwrap().id;
    let one = register.ensure_office("5901", "Роменське", "Romny", None).await.unwrap();
    let user = house.person_of("romny", &[Role::Operator], one).await;
    let mut browser = house.signed_in(user).await;
    for part in ["", "/head", "/wall", "/concerns", "/refusals", "/upload"] {
        let answer = browser.get(&format!("/batches/{theirs}{part}")).await;
        answer.is(StatusCode::NOT_FOUND).shows("Не знайдено");
    }
    let list = browser.get("/batches").await.is(StatusCode::OK);
    assert!(!list.body.contains("Чужа партія"));
}
