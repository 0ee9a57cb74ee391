//! A house for one test: an empty register with people of every role, and a browser that keeps cookies.

use std::collections::BTreeMap;
use std::sync::Arc;

use archive_api::{App, WebConfig, password, router, token};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use dossier::access::{Access, Actor, Role};
use dossier::{BatchId, DossierId, OfficeId, UserId};
use ingest::Door;
use register::{DEFAULT_OFFICE, NewUser, Register};
use storage::Storage;
use tempfile::TempDir;
use tower::ServiceExt;

pub const PASSWORD: &str = "довгий пароль 1";

pub struct House {
    pub app: App,
    pub router: Router,
    pub office: OfficeId,
    _folder: TempDir,
}

impl House {
    pub async fn new() -> Self {
        Self::with(WebConfig::default()).await
    }

    pub async fn with(config: WebConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("register.sqlite").display());
        let register = Register::open(&url).await.unwrap();
        let place = folder.path().join("storage");
        let storage = Storage::open(place.to_str().unwrap(), folder.path()).await.unwrap();
        let door = Door { register: register.clone(), storage, max_file_bytes: 64 * 1024 * 1024 };
        let office = register.office_by_code(DEFAULT_OFFICE).await.unwrap().id;
        let index = indexer::Index::open(&folder.path().join("index")).unwrap();
        let kinds = Arc::new(ocr::kinds::Kinds::builtin());
        let app = App::new(door, index, kinds, Arc::default(), config);
        Self { router: router(app.clone()), app, office, _folder: folder }
    }

    /// The same house some time later.
    pub fn later(&self, by: time::Duration) -> Router {
        let mut app = self.app.clone();
        app.register = app.register.ahead(by);
        router(app)
    }

    pub async fn person(&self, login: &str, roles: &[Role]) -> UserId {
        self.person_of(login, roles, self.office).await
    }

    pub async fn person_of(&self, login: &str, roles: &[Role], office: OfficeId) -> UserId {
        let user = NewUser {
            login: login.to_owned(),
            name: format!("Тестова {login}"),
            password_hash: password::hash(PASSWORD),
            roles: roles.to_vec(),
            office,
            locale: "uk".to_owned(),
        };
        self.app.register.add_user(Actor::CommandLine, user).await.unwrap()
    }

    /// A browser of a new person with these roles, signed in without the form.
    pub async fn browser(&self, login: &str, roles: &[Role]) -> Browser {
        let user = self.person(login, roles).await;
        self.signed_in(user).await
    }

    pub async fn signed_in(&self, user: UserId) -> Browser {
        let (cookie, csrf) = (token::fresh(), token::fresh());
        let register = &self.app.register;
        register.open_session(token::digest(&cookie), user, &csrf, register.now()).await.unwrap();
        let mut browser = Browser::new(self.router.clone());
        browser.cookies.insert("sprava_session".to_owned(), cookie);
        browser.csrf = csrf;
        browser
    }

    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    pub async fn batch(&self, name: &str) -> BatchId {
        self.app.register.ensure_batch(self.office, name, None).await.unwrap().id
    }

    pub async fn dossier(&self, batch: BatchId, reference: &str) -> DossierId {
        self.app.register.dossier_for(self.office, batch, reference).await.unwrap()
    }

    pub fn access(&self) -> Access {
        Access::command_line()
    }
}

pub struct Browser {
    pub router: Router,
    pub cookies: BTreeMap<String, String>,
    pub csrf: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    #[track_caller]
    pub fn shows(self, text: &str) -> Self {
        assert!(self.body.contains(text), "no «{text}» in {}", self.body);
        self
    }
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), csrf: String::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// A form with the token this browser was given.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_bare(path, &all).await
    }

    pub async fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        for (key, value) in fields {
            body.push_str(&format!("{key}={}&", escaped(value)));
        }
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, Body::from(body)).await
    }

    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("accept", "text/html");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let request = request.header("cookie", cookies.join("; ")).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (key, value) = pair.split_once('=').unwrap();
            self.cookies.insert(key.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(body, 16 * 1024 * 1024).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Through the sign-in form, as a person does.
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let form = self.get("/sign-in").await;
        self.csrf = form_token(&form.body);
        self.post("/sign-in", &[("login", login), ("password", password), ("next", "/me")]).await
    }
}

pub fn form_token(page: &str) -> String {
    let at = page.find("name=\"csrf\" value=\"").expect("a form with a token") + 19;
    page[at - 1..].trim_start_matches('"').chars().take_while(char::is_ascii_hexdigit).collect()
}

/// As browsers write forms: letters and digits stay.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            byte if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}
