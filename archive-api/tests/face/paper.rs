//! A dossier that was read: one paper of one page with its picture, and the fields found on it.

use std::io::Cursor;
use std::time::Duration;

use dossier::field::{Candidate, Evidence, FieldStatus, FoundField};
use dossier::page::ScanQuality;
use dossier::stage::Stage;
use dossier::{ArrivalId, Digest, DossierId, OfficeId, PageId, PixelBox, RecognitionId, Rotation};
use image::{GrayImage, ImageFormat, Luma};
use register::{
    Channel, Claim, Closing, DossierField, Field, FieldSource, NewDocument, NewPage, PageOutcome, PageRead,
    ReceiveOutcome, Received, Understood,
};
use storage::Key;

use crate::house::House;

pub const WIDTH: u32 = 827;
pub const HEIGHT: u32 = 1170;

async fn claim(house: &House, stage: Stage) -> Vec<Claim> {
    house.app.register.claim(&[stage], 10, Duration::from_secs(60)).await.unwrap()
}

/// A field with its readings, best first.
pub fn found(path: &str, values: &[&str], status: FieldStatus, page: PageId) -> FoundField {
    let mut probability = 0.75;
    let mut candidates = Vec::new();
    for value in values {
        let bbox = PixelBox::new(240, 300, 160, 24);
        let evidence = Evidence { page, bbox, raw: (*value).to_owned() };
        candidates.push(Candidate {
            value: Some((*value).to_owned()),
            reason: None,
            evidence: Some(evidence),
            engine: "engine 1".to_owned(),
            rule: "label".to_owned(),
            probability,
        });
        probability /= 4.0;
    }
    FoundField { path: path.to_owned(), candidates, status }
}

/// A work-book of one page with these fields, all of which await a person.
pub async fn read(house: &House, office: OfficeId, reference: &str, fields: &[(&str, &[&str])]) -> DossierId {
    let register = &house.app.register;
    let batch = register.ensure_batch(office, &format!("партія {reference}"), None).await.unwrap();
    let received = Received {
        office,
        batch: batch.id,
        reference: reference.to_owned(),
        volume: String::new(),
        file_name: "скан-001.tif".to_owned(),
        order: 0,
        digest: Digest::of(reference.as_bytes()),
        bytes: 100,
        media_type: "image/tiff".to_owned(),
        channel: Channel::Inbox,
        by: None,
    };
    let ReceiveOutcome::Arrival(_, dossier) = register.receive(received).await.unwrap() else {
        panic!("a new file is an arrival");
    };
    for claim in claim(house, Stage::Paginate).await {
        let page = NewPage { frame: 0, width: WIDTH, height: HEIGHT, dpi: 100 };
        register.commit_paginated(&claim, ArrivalId(claim.job.subject), Ok(vec![page])).await.unwrap();
    }
    for claim in claim(house, Stage::Recognise).await {
        let page = PageId(claim.job.subject);
        let picture = picture(house, dossier, page).await;
        register.commit_recognised(&claim, page, outcome(picture), vec![]).await.unwrap();
    }
    register.close_dossier(dossier, Closing::Marker).await.unwrap();
    let page = register.pages(&house.access(), dossier).await.unwrap()[0].id;
    for claim in claim(house, Stage::Understand).await {
        let revision = claim.job.revision;
        register.commit_understood(&claim, dossier, revision, understood(page, fields)).await.unwrap();
    }
    dossier
}

/// The archive copy of what is known now: these bytes.
pub async fn publish(house: &House, dossier: DossierId, copy: &[u8]) {
    for claim in claim(house, Stage::Publish).await {
        let revision = claim.job.revision;
        house.app.storage.put(&Key::archive_pdf(dossier, revision), copy).await.unwrap();
        let (digest, bytes) = (Digest::of(copy), copy.len() as u64);
        house.app.register.commit_published(&claim, dossier, revision, digest, bytes).await.unwrap();
    }
}

/// A new scan of this page, read; it waits for a person.
pub async fn bring(house: &House, dossier: DossierId, reference: &str, page: PageId) {
    let register = &house.app.register;
    let known = register.dossier(&house.access(), dossier).await.unwrap();
    let received = Received {
        office: known.office,
        batch: known.batch,
        reference: reference.to_owned(),
        volume: String::new(),
        file_name: "скан-001.tif".to_owned(),
        order: 0,
        digest: Digest::of(b"again"),
        bytes: 100,
        media_type: "image/tiff".to_owned(),
        channel: Channel::Upload,
        by: None,
    };
    register.receive_for(received, Some(page)).await.unwrap();
    for claim in claim(house, Stage::Paginate).await {
        let frame = NewPage { frame: 0, width: WIDTH, height: HEIGHT, dpi: 100 };
        register.commit_paginated(&claim, ArrivalId(claim.job.subject), Ok(vec![frame])).await.unwrap();
    }
    for claim in claim(house, Stage::Recognise).await {
        let page = PageId(claim.job.subject);
        let picture = picture(house, dossier, page).await;
        register.commit_recognised(&claim, page, outcome(picture), vec![]).await.unwrap();
    }
}

async fn picture(house: &House, dossier: DossierId, page: PageId) -> Digest {
    let ink = |x: u32, y: u32| {
        if (240..400).contains(&x) && (300..324).contains(&y) && x % 5 < 2 { 40 } else { 220 }
    };
    let image = GrayImage::from_fn(WIDTH, HEIGHT, |x, y| Luma([ink(x, y)]));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    house.app.storage.put(&Key::picture(dossier, page), &bytes).await.unwrap();
    Digest::of(&bytes)
}

fn outcome(picture: Digest) -> PageOutcome {
    PageOutcome::Read(Box::new(PageRead {
        recognition: RecognitionId::new(),
        engine: "engine 1".to_owned(),
        alto: Digest::of(b"alto"),
        picture,
        width: WIDTH,
        height: HEIGHT,
        dpi: 100,
        rotation: Rotation::None,
        blank: false,
        separator: None,
        perceptual_hash: 5,
        pixel_digest: picture,
        quality: ScanQuality::default(),
        mean_confidence: 0.75,
        words: 12,
        text_language: "uk".to_owned(),
        steps: serde_json::json!({}),
    }))
}

fn understood(page: PageId, fields: &[(&str, &[&str])]) -> Understood {
    let mut found_here = Vec::new();
    let mut own = Vec::new();
    for (path, values) in fields {
        found_here.push(found(path, values, FieldStatus::Review, page));
        let sources = vec![FieldSource { document: 0, path: (*path).to_owned() }];
        own.push(DossierField { found: found(path, values, FieldStatus::Auto, page), sources });
    }
    let document = NewDocument {
        matched: None,
        kind: "employment_record_book".to_owned(),
        confidence: 0.9,
        pages: vec![page],
        fields: found_here,
    };
    Understood { documents: vec![document], dossier_fields: own, ..Understood::default() }
}

/// The document's field of this path.
pub async fn field(house: &House, dossier: DossierId, path: &str) -> Field {
    let fields = house.app.register.fields(&house.access(), dossier).await.unwrap();
    let found = fields.into_iter().find(|field| field.path == path && field.document.is_some());
    found.unwrap_or_else(|| panic!("no field {path}"))
}
