//! A register of its own for each test, and the steps of the line in one call each.

use std::collections::BTreeMap;
use std::time::Duration;

use dossier::access::Access;
use dossier::field::{Candidate, Evidence, FieldStatus, FoundField};
use dossier::page::ScanQuality;
use dossier::stage::Stage;
use dossier::{ArrivalId, Digest, DossierId, OfficeId, PageId, PixelBox, RecognitionId, Rotation, UserId};
use register::*;
use sqlx::{AssertSqlSafe, Connection};
use uuid::Uuid;

/// The same test on both databases.
macro_rules! both {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$test($crate::house::House::sqlite().await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$test($crate::house::House::postgres().await).await;
            }
        }
    )+};
}
pub(crate) use both;

pub struct House {
    pub register: Register,
    pub url: String,
    pub office: OfficeId,
    pub batch: Batch,
    _dir: tempfile::TempDir,
}

pub const LEASE: Duration = Duration::from_secs(60);

pub fn all() -> Access {
    Access::machine("test")
}

/// An address of an empty PostgreSQL database.
pub async fn fresh_postgres() -> String {
    let server = std::env::var("SPRAVA_TEST_POSTGRES_URL")
        .expect("a PostgreSQL is needed: run this under scripts/with-services");
    let name = format!("t_{}", Uuid::now_v7().simple());
    let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    sqlx::raw_sql(AssertSqlSafe(create)).execute(&mut admin).await.unwrap();
    let (base, _) = server.rsplit_once('/').expect("an address ends with a database");
    format!("{base}/{name}")
}

impl House {
    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/register.sqlite", dir.path().display());
        let register = Register::open(&url).await.unwrap();
        Self::furnish(register, url, dir).await
    }

    pub async fn postgres() -> Self {
        let url = fresh_postgres().await;
        let register = Register::migrate(&url).await.unwrap();
        Self::furnish(register, url, tempfile::tempdir().unwrap()).await
    }

    async fn furnish(register: Register, url: String, dir: tempfile::TempDir) -> Self {
        let office = register.office_by_code(DEFAULT_OFFICE).await.unwrap().id;
        let batch = register.ensure_batch(office, "партія", None).await.unwrap();
        Self { register, url, office, batch, _dir: dir }
    }

    /// Raw SQL, to look behind the register and to damage rows.
    pub async fn sql(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            let mut raw = sqlx::SqliteConnection::connect(path).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut raw).await.unwrap();
        } else {
            let mut raw = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut raw).await.unwrap();
        }
    }

    pub async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            let mut raw = sqlx::SqliteConnection::connect(path).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut raw).await.unwrap()
        } else {
            let mut raw = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut raw).await.unwrap()
        }
    }

    /// Starts the work while no audit event can be written, and lets go when all of it waits there: every
    /// transaction has then done its part and none has committed. SQLite has one writer: there it just starts.
    pub async fn abreast<F: Future<Output = ()> + Send + 'static>(&self, work: Vec<F>) {
        let number = work.len() as i64;
        let mut tasks = tokio::task::JoinSet::new();
        if !self.register.is_postgres() {
            work.into_iter().for_each(|one| drop(tasks.spawn(one)));
            tasks.join_all().await;
            return;
        }
        let mut holder = sqlx::PgConnection::connect(&self.url).await.unwrap();
        sqlx::raw_sql("BEGIN; LOCK TABLE audit IN SHARE MODE").execute(&mut holder).await.unwrap();
        work.into_iter().for_each(|one| drop(tasks.spawn(one)));
        let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'audit'::regclass";
        while self.number(waiting).await < number {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        sqlx::raw_sql("COMMIT").execute(&mut holder).await.unwrap();
        tasks.join_all().await;
    }

    pub async fn user(&self, login: &str) -> User {
        self.user_of(login, self.office).await
    }

    pub async fn user_of(&self, login: &str, office: OfficeId) -> User {
        let user = NewUser {
            login: login.to_owned(),
            name: format!("Особа {login}"),
            password_hash: "hash".to_owned(),
            roles: vec![dossier::access::Role::Verifier],
            office,
            locale: "uk".to_owned(),
        };
        let id = self.register.add_user(dossier::access::Actor::CommandLine, user).await.unwrap();
        self.register.user(id).await.unwrap()
    }

    pub fn file(&self, reference: &str, name: &str, order: u32) -> Received {
        Received {
            office: self.office,
            batch: self.batch.id,
            reference: reference.to_owned(),
            volume: String::new(),
            file_name: name.to_owned(),
            order,
            digest: Digest::of(format!("{reference}/{name}").as_bytes()),
            bytes: 100,
            media_type: "image/tiff".to_owned(),
            channel: Channel::Inbox,
            by: None,
        }
    }

    pub async fn give(&self, reference: &str, name: &str, order: u32) -> (ArrivalId, DossierId) {
        match self.register.receive(self.file(reference, name, order)).await.unwrap() {
            ReceiveOutcome::Arrival(arrival, dossier) => (arrival, dossier),
            other => panic!("{other:?}"),
        }
    }

    pub async fn claim(&self, stage: Stage) -> Vec<Claim> {
        self.register.claim(&[stage], 100, LEASE).await.unwrap()
    }

    /// Gives every arrival that waits this many pages.
    pub async fn paginate(&self, frames: u32) {
        for claim in self.claim(Stage::Paginate).await {
            let arrival = ArrivalId(claim.job.subject);
            self.register.commit_paginated(&claim, arrival, Ok(frames_of(frames))).await.unwrap();
        }
    }

    /// Reads every page that waits.
    pub async fn read(&self) {
        for claim in self.claim(Stage::Recognise).await {
            let page = PageId(claim.job.subject);
            self.register.commit_recognised(&claim, page, page_read("engine 1"), vec![]).await.unwrap();
        }
    }

    /// A closed dossier of one file with read pages, due.
    pub async fn due(&self, reference: &str, frames: u32) -> (DossierId, Vec<Page>) {
        let (_, dossier) = self.give(reference, "a.tif", 0).await;
        self.paginate(frames).await;
        self.read().await;
        self.register.close_dossier(dossier, Closing::Marker).await.unwrap();
        (dossier, self.register.pages(&all(), dossier).await.unwrap())
    }

    /// Commits what was understood of the one dossier that is due.
    pub async fn understand(&self, understood: Understood) -> (DossierId, Committed) {
        let claims = self.claim(Stage::Understand).await;
        assert_eq!(claims.len(), 1, "one dossier is due");
        let (dossier, revision) = (DossierId(claims[0].job.subject), claims[0].job.revision);
        let committed =
            self.register.commit_understood(&claims[0], dossier, revision, understood).await.unwrap();
        (dossier, committed)
    }

    /// Ends all publish and index jobs, the stale ones too.
    pub async fn finish(&self) {
        for claim in self.claim(Stage::Publish).await {
            let (dossier, digest) = (DossierId(claim.job.subject), Digest::of(b"pdf"));
            self.register.commit_published(&claim, dossier, claim.job.revision, digest, 3).await.unwrap();
        }
        for claim in self.claim(Stage::Index).await {
            let dossier = DossierId(claim.job.subject);
            self.register.commit_indexed(&claim, dossier, claim.job.revision).await.unwrap();
        }
    }

    /// The field of this path; the document's where there are both.
    pub async fn field(&self, dossier: DossierId, path: &str, of_document: bool) -> Field {
        let fields = self.register.fields(&all(), dossier).await.unwrap();
        let found =
            fields.into_iter().find(|field| field.path == path && field.document.is_some() == of_document);
        found.unwrap_or_else(|| panic!("no field {path}"))
    }
}

pub fn frames_of(frames: u32) -> Vec<NewPage> {
    (0..frames).map(|frame| NewPage { frame, width: 2480, height: 3508, dpi: 300 }).collect()
}

pub fn page_read(engine: &str) -> PageOutcome {
    PageOutcome::Read(Box::new(PageRead {
        recognition: RecognitionId::new(),
        engine: engine.to_owned(),
        alto: Digest::of(b"alto"),
        picture: Digest::of(b"picture"),
        width: 2480,
        height: 3508,
        dpi: 300,
        rotation: Rotation::Quarter,
        blank: false,
        separator: None,
        perceptual_hash: u64::MAX - 5,
        pixel_digest: Digest::of(b"pixels"),
        quality: ScanQuality { sharpness: 1.5, bitonal: true, ..ScanQuality::default() },
        mean_confidence: 0.75,
        words: 12,
        text_language: "uk".to_owned(),
        steps: serde_json::json!({"deskew": 0.3}),
    }))
}

pub fn found(path: &str, value: &str, status: FieldStatus, page: PageId) -> FoundField {
    let evidence = Evidence { page, bbox: PixelBox::new(1, 2, 3, 4), raw: value.to_uppercase() };
    let candidate = Candidate {
        value: Some(value.to_owned()),
        reason: None,
        evidence: Some(evidence),
        engine: "engine 1".to_owned(),
        rule: "label".to_owned(),
        probability: 0.9,
    };
    FoundField { path: path.to_owned(), candidates: vec![candidate], status }
}

/// A document over these pages whose surname waits for a person.
pub fn paper(kind: &str, pages: &[Page], surname: &str) -> NewDocument {
    NewDocument {
        matched: None,
        kind: kind.to_owned(),
        confidence: 0.9,
        pages: pages.iter().map(|page| page.id).collect(),
        fields: vec![found("surname", surname, FieldStatus::Review, pages[0].id)],
    }
}

/// One paper over all pages, and the dossier's surname from it.
pub fn simple(pages: &[Page], surname: &str) -> Understood {
    let field = found("surname", surname, FieldStatus::Review, pages[0].id);
    let sources = vec![FieldSource { document: 0, path: "surname".to_owned() }];
    Understood {
        documents: vec![paper("case_cover", pages, surname)],
        dossier_fields: vec![DossierField { found: field, sources }],
        ..Understood::default()
    }
}

pub fn no_params() -> BTreeMap<String, String> {
    BTreeMap::new()
}

pub fn by(user: &User) -> Option<UserId> {
    Some(user.id)
}
