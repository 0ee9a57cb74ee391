//! The station and the rebuild over a real register and a real storage folder.

use crate::common::{everything, find, query};
use crate::filed::Filed;
use dossier::state::DossierState;
use indexer::{Found, Index, Search, WhyCode, rebuild};

/// An answer without what may differ between two indexes of the same dossiers: scores.
fn comparable(found: Found) -> Found {
    let hits = found.hits.into_iter().map(|hit| indexer::Hit { score: 0.0, ..hit });
    let mut hits: Vec<_> = hits.collect();
    hits.sort_by_key(|hit| hit.dossier);
    Found { hits, ..found }
}

#[tokio::test]
async fn what_was_read_is_found() {
    let filed = Filed::new().await;
    let dossier =
        filed.dossier("044120", &["ДОВІДКА видана Кравченку Захару", "записи трудової книжки"]).await;
    filed.understand("Кравченко", "Захар").await;
    filed.index_all().await;
    let search = Search::new(filed.index.clone());
    let found = find(&search, "Кравченко");
    assert_eq!((found.total, found.hits[0].dossier), (1, dossier));
    assert_eq!(
        found.hits[0].why.iter().map(|why| why.code).collect::<Vec<_>>(),
        [WhyCode::Name, WhyCode::TextForm]
    );
    assert_eq!(found.hits[0].page.expect("a page").number, 1);
    let found = find(&search, "трудова книжка");
    assert_eq!(found.hits[0].page.expect("a page").number, 2);
    let mut asked = query("трудова книжка");
    asked.filters.state = Some(DossierState::Understood);
    assert_eq!(search.find(&everything(), &asked).await.expect("an answer").total, 1);
    let row = filed.register.dossier(&everything(), dossier).await.expect("the dossier");
    assert_eq!(row.indexed_revision, Some(row.revision));
}

#[tokio::test]
async fn a_rebuilt_index_answers_like_the_old_one() {
    let filed = Filed::new().await;
    for number in 0..6 {
        let text = format!("справка {number}0{number} о заработной плате\nгр. Шевчуку Николаю");
        filed.dossier(&format!("5500{number}"), &[&text, "Кравченко Ольга"]).await;
        filed.understand("Шевчук", "Микола").await;
    }
    filed.index_all().await;
    let questions = ["Шевчук", "Микола", "довідка", "\"заработной плате\"", "55003", "Кравченка Ольга"];
    let search = Search::new(filed.index.clone());
    let before: Vec<Found> = questions.map(|text| comparable(find(&search, text))).into();

    let mut told = Vec::new();
    let rebuilt =
        rebuild(&filed.register, &filed.storage, &filed.index_dir(), |state| told.push(state)).await;
    let rebuilt = rebuilt.expect("rebuilt");
    assert_eq!((rebuilt.dossiers, rebuilt.written, rebuilt.resumed), (6, 6, false));
    assert_eq!(told[0].seen, 6);
    // The reader that was open before goes over to the new index by itself.
    let after: Vec<Found> = questions.map(|text| comparable(find(&search, text))).into();
    assert_eq!(after, before);
    assert!(before.iter().all(|found| found.total > 0));
    let fresh = Search::new(Index::open(&filed.index_dir()).expect("the new index opens"));
    let fresh: Vec<Found> = questions.map(|text| comparable(find(&fresh, text))).into();
    assert_eq!(fresh, before);
    // And so does the writer.
    filed.dossier("56000", &["Кравченко Ольга"]).await;
    filed.understand("Кравченко", "Ольга").await;
    filed.index_all().await;
    assert_eq!(find(&search, "56000").total, 1);
    let folders = std::fs::read_dir(filed.index_dir()).expect("the folder").flatten();
    assert_eq!(folders.filter(|entry| entry.path().is_dir()).count(), 1);
}

#[tokio::test]
async fn a_broken_off_rebuild_goes_on() {
    let filed = Filed::new().await;
    for number in 0..3 {
        filed.dossier(&format!("5500{number}"), &["Шевчук Микола"]).await;
        filed.understand("Шевчук", "Микола").await;
    }
    // A progress that panics is a process that dies after the first commit.
    let (register, storage, dir) = (filed.register.clone(), filed.storage.clone(), filed.index_dir());
    let broken = tokio::spawn(async move {
        let died = rebuild(&register, &storage, &dir, |_| panic!("killed")).await;
        died.is_ok()
    });
    assert!(broken.await.is_err());
    assert_eq!(find(&Search::new(filed.index.clone()), "Шевчук").total, 0);
    let rebuilt =
        rebuild(&filed.register, &filed.storage, &filed.index_dir(), |_| {}).await.expect("rebuilt");
    assert_eq!((rebuilt.dossiers, rebuilt.written, rebuilt.resumed), (3, 0, true));
    assert_eq!(find(&Search::new(filed.index.clone()), "Шевчук").total, 3);
}

#[test]
fn logs_hold_nothing_of_a_person() {
    let log = crate::filed::Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    tracing::subscriber::with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let filed = Filed::new().await;
            let dossier = filed.dossier("Канаркевич.tif", &["Канаркевич Захар"]).await;
            filed.understand("Канаркевич", "Захар").await;
            // One page's text is lost: that is told, by id.
            filed.lose_text(dossier).await;
            filed.index_all().await;
            assert_eq!(find(&Search::new(filed.index.clone()), "Канаркевич").total, 1);
        });
    });
    let told = log.text();
    assert!(told.contains("page.id"), "{told}");
    assert!(!told.to_lowercase().contains("канаркевич"), "{told}");
}
