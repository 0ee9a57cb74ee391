//! Copies that leave the archive: passed on as they are read, with their length, and written into the journal.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use dossier::access::Role;
use register::EventFilter;
use storage::Key;

use crate::house::House;
use crate::paper::{publish, read};

#[tokio::test]
async fn the_archive_copy_comes_whole_with_its_length() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", &[("surname", &["Кравченко"])]).await;
    let copy = "%PDF-1.4 a page ".repeat(40_000);
    publish(&house, dossier, copy.as_bytes()).await;
    let mut reader = house.browser("reader", &[Role::Caseworker]).await;
    reader.post("/purpose", &[("kind", "appeal"), ("reference", "4471/П-12")]).await;

    for path in [format!("/dossiers/{dossier}/pdf"), format!("/api/v1/dossiers/{dossier}/pdf")] {
        let packed = [("accept-encoding", "gzip")];
        let answer = reader.send(Method::GET, &path, &packed, Body::empty()).await.is(StatusCode::OK);
        assert_eq!(answer.header("content-length"), copy.len().to_string(), "{path}");
        assert_eq!(answer.header("content-encoding"), "", "{path}");
        assert!(answer.body == copy, "{path}: other bytes");
    }
    let revision = house.app.register.dossier(&house.access(), dossier).await.unwrap().pdf_revision;
    let key = Key::archive_pdf(dossier, revision.unwrap());
    house.app.storage.remove(&key).await.unwrap();
    let lost = reader.get(&format!("/dossiers/{dossier}/pdf")).await.is(StatusCode::NOT_FOUND);
    assert_eq!(lost.header("content-disposition"), "");
    let exports = EventFilter { action: Some("dossier.exported".to_owned()), ..EventFilter::default() };
    let events = house.app.register.events(&house.access(), &exports).await.unwrap();
    assert_eq!(events.len(), 2, "what did not leave is not journalled as gone");
}
