//! A register and a storage folder with dossiers put through the line by hand, up to the index.

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dossier::access::Access;
use dossier::field::{Candidate, FieldStatus, FoundField};
use dossier::page::ScanQuality;
use dossier::stage::Stage;
use dossier::{Digest, DossierId, PageId, RecognitionId, Rotation, alto};
use indexer::{Index, IndexStation};
use pipeline::Station;
use register::*;
use storage::{Key, Storage};
use tempfile::TempDir;

pub struct Filed {
    pub register: Register,
    pub storage: Storage,
    pub index: Index,
    dir: TempDir,
}

impl Filed {
    pub async fn new() -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        let database = format!("sqlite://{}/register.sqlite", dir.path().display());
        let register = Register::open(&database).await.expect("a register");
        let folder = dir.path().join("storage");
        let storage = Storage::open(&folder.display().to_string(), &folder).await.expect("a storage");
        let index = Index::open(&dir.path().join("index")).expect("an index");
        Self { register, storage, index, dir }
    }

    pub fn index_dir(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// Receives, paginates, reads and closes a dossier of these pages.
    pub async fn dossier(&self, reference: &str, pages: &[&str]) -> DossierId {
        let office = self.register.ensure_office("0501", "Район", "District", None).await.expect("an office");
        let batch = self.register.ensure_batch(office, "1", None).await.expect("a batch").id;
        let received = Received {
            office,
            batch,
            reference: reference.into(),
            volume: String::new(),
            file_name: "scan.tif".into(),
            order: 0,
            digest: Digest::of(reference.as_bytes()),
            bytes: 1,
            media_type: "image/tiff".into(),
            channel: Channel::CommandLine,
            by: None,
        };
        let ReceiveOutcome::Arrival(arrival, dossier) =
            self.register.receive(received).await.expect("received")
        else {
            panic!("every reference is new");
        };
        let frames =
            (0..pages.len() as u32).map(|frame| NewPage { frame, width: 2000, height: 3000, dpi: 200 });
        let claim = self.claim(Stage::Paginate).await;
        self.register.commit_paginated(&claim, arrival, Ok(frames.collect())).await.expect("paginated");
        for _ in pages {
            let claim = self.claim(Stage::Recognise).await;
            let page = self.register.page(&everyone(), PageId(claim.job.subject)).await.expect("a page");
            self.read(&claim, &page, pages[page.frame as usize]).await;
        }
        self.register.close_dossier(dossier, Closing::Asked).await.expect("closed");
        dossier
    }

    async fn read(&self, claim: &Claim, page: &Page, text: &str) {
        let recognition = RecognitionId::new();
        let bytes = alto::write(&crate::common::recognition(text));
        self.storage.put(&Key::alto(page.home, page.id, recognition), &bytes).await.expect("stored");
        let read = PageRead {
            recognition,
            engine: "test".into(),
            alto: Digest::of(&bytes),
            picture: Digest::of(b"picture"),
            width: 2000,
            height: 3000,
            dpi: 200,
            rotation: Rotation::None,
            blank: false,
            separator: None,
            perceptual_hash: 0,
            pixel_digest: Digest::of(text.as_bytes()),
            quality: ScanQuality::default(),
            mean_confidence: 0.9,
            words: 3,
            text_language: "uk".into(),
            steps: serde_json::json!([]),
        };
        let outcome = PageOutcome::Read(Box::new(read));
        self.register.commit_recognised(claim, page.id, outcome, Vec::new()).await.expect("recognised");
    }

    /// Understands the dossier that is due: one document, one person.
    pub async fn understand(&self, surname: &str, given_name: &str) {
        let claim = self.claim(Stage::Understand).await;
        let dossier = DossierId(claim.job.subject);
        let pages = self.register.pages(&everyone(), dossier).await.expect("pages");
        let document = NewDocument {
            matched: None,
            kind: "salary_certificate".into(),
            confidence: 0.9,
            pages: pages.iter().map(|page| page.id).collect(),
            fields: vec![found("surname", surname), found("given_name", given_name)],
        };
        let settled = |path: &str, value: &str| DossierField {
            found: found(path, value),
            sources: vec![FieldSource { document: 0, path: path.into() }],
        };
        let understood = Understood {
            documents: vec![document],
            dossier_fields: vec![settled("surname", surname), settled("given_name", given_name)],
            ..Understood::default()
        };
        self.register
            .commit_understood(&claim, dossier, claim.job.revision, understood)
            .await
            .expect("understood");
    }

    /// Runs the station over every waiting job.
    pub async fn index_all(&self) {
        let station = IndexStation::new(self.register.clone(), self.storage.clone(), self.index.clone());
        while let Some(claim) = self.register.claim(&[Stage::Index], 1, LEASE).await.expect("claims").pop() {
            station.run(&claim).await.expect("indexed");
        }
    }

    /// The recognised text of the last page goes from storage.
    pub async fn lose_text(&self, dossier: DossierId) {
        let pages = self.register.pages(&everyone(), dossier).await.expect("pages");
        let page = pages.last().expect("a page");
        let recognition = page.recognition.expect("it was read");
        self.storage.remove(&Key::alto(page.home, page.id, recognition)).await.expect("removed");
    }

    async fn claim(&self, stage: Stage) -> Claim {
        self.register.claim(&[stage], 1, LEASE).await.expect("claims").pop().expect("a job is waiting")
    }
}

const LEASE: Duration = Duration::from_secs(60);

fn everyone() -> Access {
    Access::command_line()
}

fn found(path: &str, value: &str) -> FoundField {
    let candidate = Candidate {
        value: Some(value.into()),
        reason: None,
        evidence: None,
        engine: "test".into(),
        rule: "test".into(),
        probability: 0.99,
    };
    FoundField { path: path.into(), candidates: vec![candidate], status: FieldStatus::Auto }
}

/// Everything that was logged.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody panicked while writing")).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panicked while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> tracing_subscriber::fmt::MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
