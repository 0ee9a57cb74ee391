//! Sign-in, its waits, the first administrator, the end of a session, the headers of every answer.

use archive_api::{WebConfig, first_link};
use axum::http::StatusCode;
use dossier::access::Role;

use crate::house::{House, PASSWORD, form_token};

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_answer_alike() {
    let house = House::new().await;
    house.person("olena", &[Role::Operator]).await;
    let mut told = Vec::new();
    for (login, password) in [("olena", "не той"), ("nobody", PASSWORD), ("nobody", "не той")] {
        let mut browser = house.stranger();
        let answer = browser.sign_in(login, password).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        let from = answer.body.find("role=\"alert\" id=\"wrong\"").expect("a notice");
        told.push(answer.body[from..from + 300].to_owned());
        assert!(answer.body.contains("<title>Помилка: Вхід"));
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[1], told[2]);
}

#[tokio::test]
async fn five_tries_and_one_waits_whether_the_name_exists_or_not() {
    let house = House::new().await;
    house.person("olena", &[Role::Operator]).await;
    for login in ["olena", "nobody"] {
        let mut browser = house.stranger();
        for _ in 0..4 {
            browser.sign_in(login, "не той").await.shows("хибні");
        }
        browser.sign_in(login, "не той").await.shows("Забагато невдалих спроб");
        browser.sign_in(login, PASSWORD).await.shows("Забагато невдалих спроб");
        let mut later = house.stranger();
        later.router = house.later(time::Duration::minutes(16));
        let expected =
            if login == "olena" { StatusCode::SEE_OTHER } else { StatusCode::UNPROCESSABLE_ENTITY };
        later.sign_in(login, PASSWORD).await.is(expected);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_told_in_the_language_of_the_asker() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &Role::ALL).await;
    for lang in ["uk", "en"] {
        let settings = [("lang", lang), ("theme", "auto"), ("density", "dense"), ("letters", "on")];
        browser.post("/me", &settings).await.is(StatusCode::SEE_OTHER);
        let text = if lang == "uk" {
            "Нічого не змінено. Поверніться"
        } else {
            "Nothing was changed. Go back"
        };
        let answers = [
            browser.get("/concerns?after=no-id").await,
            browser.get("/batches/no-id").await,
            browser.post("/batches", &[("mane", "П-1")]).await,
        ];
        for answer in answers {
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{}", answer.body);
            assert!(!answer.body.contains("deserialize"), "{}", answer.body);
            answer.is(StatusCode::BAD_REQUEST).shows(text);
        }
        let answer =
            browser.get("/api/v1/concerns?after=no-id").await.is(StatusCode::BAD_REQUEST).shows(text);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn one_comes_in_works_and_leaves() {
    let house = House::new().await;
    house.person("olena", &[Role::Operator]).await;
    let mut browser = house.stranger();
    let answer = browser.sign_in("olena", PASSWORD).await.is(StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/me");
    let cookie = answer.headers.get_all("set-cookie").iter().next_back().unwrap().to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"));
    let me = browser.get("/me").await.is(StatusCode::OK).shows("Мої налаштування");
    browser.csrf = form_token(&me.body);
    let old = browser.cookies["sprava_session"].clone();
    browser.post("/sign-out", &[]).await.is(StatusCode::SEE_OTHER);
    browser.cookies.insert("sprava_session".into(), old);
    browser.get("/me").await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_fifteen_idle_minutes() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    browser.router = house.later(time::Duration::minutes(14));
    browser.get("/").await.is(StatusCode::OK);
    browser.router = house.later(time::Duration::minutes(30));
    browser.get("/").await.is(StatusCode::SEE_OTHER);
    let piece =
        browser.send(axum::http::Method::GET, "/", &[("x-live", "1")], axum::body::Body::empty()).await;
    piece.is(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_first_administrator_comes_through_a_link_that_works_once() {
    let house = House::new().await;
    let link = first_link(&house.app.register).await.unwrap().expect("nobody has an account");
    let mut browser = house.stranger();
    browser.get("/first/guessed").await.is(StatusCode::NOT_FOUND);
    let form = browser.get(&link).await.is(StatusCode::OK);
    browser.csrf = form_token(&form.body);
    let short = [("name", "Адмін Ада"), ("login", "ada"), ("password", "коротко")];
    browser.post(&link, &short).await.is(StatusCode::OK).shows("Пароль закороткий");
    let good = [("name", "Адмін Ада"), ("login", "ada"), ("password", PASSWORD)];
    browser.post(&link, &good).await.is(StatusCode::SEE_OTHER);
    browser.post(&link, &good).await.is(StatusCode::NOT_FOUND);
    browser.sign_in("ada", PASSWORD).await.is(StatusCode::SEE_OTHER);
    browser.get("/").await.shows("З чого почати");
    assert_eq!(first_link(&house.app.register).await.unwrap(), None);
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let check = |https: bool| async move {
        let house = House::with(WebConfig { https, training: true }).await;
        let mut browser = house.stranger();
        for path in ["/sign-in", "/nowhere", "/healthz", "/readyz", "/metrics", "/batches"] {
            let answer = browser.get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert_eq!(answer.header("x-request-id").len(), 9, "{path}");
            assert_eq!(!answer.header("strict-transport-security").is_empty(), https, "{path}");
        }
    };
    check(false).await;
    check(true).await;
}

#[tokio::test]
async fn a_training_system_says_so_on_every_page() {
    for training in [true, false] {
        let house = House::with(WebConfig { https: false, training }).await;
        let mut everyone = house.browser("everyone", &Role::ALL).await;
        let mut seen = 0;
        for route in archive_api::routes::table() {
            let page = route.method == "GET" && !route.path.contains('{') && !route.path.starts_with("/api/");
            if !page || ["/healthz", "/readyz", "/metrics", "/batches/list"].contains(&route.path) {
                continue;
            }
            let answer = everyone.get(route.path).await.is(StatusCode::OK);
            assert_eq!(answer.body.contains("Навчальна система"), training, "{}", route.path);
            seen += 1;
        }
        assert!(seen >= 10, "{seen}");
        let nowhere = everyone.get("/nowhere").await.is(StatusCode::NOT_FOUND);
        assert_eq!(nowhere.body.contains("Навчальна система"), training);
        let stranger = house.stranger().get("/sign-in").await;
        assert_eq!(stranger.body.contains("Навчальна система"), training);
    }
}

#[tokio::test]
async fn metrics_hold_patterns_and_numbers() {
    let house = House::new().await;
    let mut browser = house.browser("olena", &[Role::Operator]).await;
    let secret = "019a0000-0000-7000-8000-00000000abcd";
    browser.get(&format!("/batches/{secret}")).await;
    let text = browser.get("/metrics").await.is(StatusCode::OK).body;
    assert!(text.contains("route=\"/batches/{id}\",method=\"GET\",status=\"404\""), "{text}");
    assert!(text.contains("sprava_pages{state=\"waiting\"} 0"), "{text}");
    assert!(!text.contains(secret));
}
