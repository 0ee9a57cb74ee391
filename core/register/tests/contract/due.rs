//! When understanding starts: once, and only when everything is read.

use dossier::concern::ConcernCode;
use dossier::stage::Stage;
use dossier::state::{ArrivalState, DossierState};
use dossier::{ArrivalId, DossierId, PageId};
use register::*;

use crate::house::{House, all, both, frames_of, page_read, simple};

both!(
    two_last_pages_at_once,
    arrivals_of_one_dossier_at_once,
    waits_for_all,
    failed_arrival_counts,
    a_page_that_fails_counts,
    reopened_is_due_again
);

async fn two_last_pages_at_once(house: House) {
    for round in 0..6 {
        let (_, dossier) = house.give(&format!("А-{round}"), "a.tif", 0).await;
        house.register.close_dossier(dossier, Closing::Marker).await.unwrap();
        house.paginate(8).await;
        let claims = house.claim(Stage::Recognise).await;
        assert_eq!(claims.len(), 8);
        let mut work = Vec::new();
        for claim in claims {
            let register = house.register.clone();
            work.push(async move {
                let page = PageId(claim.job.subject);
                register.commit_recognised(&claim, page, page_read("engine 1"), vec![pale()]).await.unwrap();
            });
        }
        house.abreast(work).await;
        let started = house.claim(Stage::Understand).await;
        assert_eq!(started.len(), 1, "round {round}");
        assert_eq!((started[0].job.subject, started[0].job.revision), (dossier.0, 1));
        assert_eq!(house.register.dossier(&all(), dossier).await.unwrap().revision, 1);
    }
}

/// New rows lean on the dossier's row before its lock is asked for: that must not tie two commits in a knot.
async fn arrivals_of_one_dossier_at_once(house: House) {
    let (_, dossier) = house.give("А-1", "0.tif", 0).await;
    for file in 1..6 {
        house.give("А-1", &format!("{file}.tif"), file).await;
    }
    house.register.close_dossier(dossier, Closing::Marker).await.unwrap();
    let mut work = Vec::new();
    for claim in house.claim(Stage::Paginate).await {
        let register = house.register.clone();
        work.push(async move {
            let arrival = ArrivalId(claim.job.subject);
            register.commit_paginated(&claim, arrival, Ok(frames_of(2))).await.unwrap();
        });
    }
    house.abreast(work).await;
    house.read().await;
    assert_eq!(house.claim(Stage::Understand).await.len(), 1);
}

fn pale() -> NewConcern {
    NewConcern::new(ConcernCode::PageUnreadable)
}

async fn waits_for_all(house: House) {
    let register = &house.register;
    let (_, dossier) = house.give("А-1", "a.tif", 0).await;
    house.give("А-1", "b.tif", 1).await;
    let claims = house.claim(Stage::Paginate).await;
    register.commit_paginated(&claims[0], ArrivalId(claims[0].job.subject), Ok(frames_of(2))).await.unwrap();
    house.read().await;
    register.close_dossier(dossier, Closing::List).await.unwrap();
    assert!(house.claim(Stage::Understand).await.is_empty(), "one arrival is not paginated");
    register.commit_paginated(&claims[1], ArrivalId(claims[1].job.subject), Ok(frames_of(1))).await.unwrap();
    assert!(house.claim(Stage::Understand).await.is_empty(), "one page is not read");
    house.read().await;
    let pages = register.pages(&all(), dossier).await.unwrap();
    let numbers: Vec<(u32, u32)> = pages.iter().map(|page| (page.number, page.frame)).collect();
    assert_eq!(numbers, [(1, 0), (2, 1), (3, 0)]);
    house.understand(simple(&pages, "Коваль")).await;
    let kept = register.dossier(&all(), dossier).await.unwrap();
    assert_eq!((kept.state, kept.revision, kept.pages, kept.read), (DossierState::Understood, 2, 3, 3));
    assert_eq!(kept.summary.surname.as_deref(), Some("Коваль"));
    house.finish().await;
    let progress = register.progress(&all(), Some(house.batch.id)).await.unwrap();
    assert_eq!((progress.dossiers, progress.finished, progress.read), (1, 1, 3));
    assert_eq!(house.number("SELECT count(*) FROM jobs").await, 0, "jobs done are gone");
}

async fn failed_arrival_counts(house: House) {
    let register = &house.register;
    let (arrival, dossier) = house.give("А-1", "a.pdf", 0).await;
    register.close_dossier(dossier, Closing::Marker).await.unwrap();
    let claim = house.claim(Stage::Paginate).await.remove(0);
    let locked = Unpaginated { code: ConcernCode::FileLocked, params: Default::default() };
    register.commit_paginated(&claim, arrival, Err(locked)).await.unwrap();
    assert_eq!(register.arrival(&all(), arrival).await.unwrap().state, ArrivalState::Failed);
    let concerns = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!((concerns.len(), concerns[0].code), (1, ConcernCode::FileLocked));
    assert_eq!(concerns[0].file_name.as_deref(), Some("a.pdf"));
    let (done, _) = house.understand(Understood::default()).await;
    assert_eq!(done, dossier);
}

async fn a_page_that_fails_counts(house: House) {
    let register = &house.register;
    let (_, dossier) = house.give("А-1", "a.tif", 0).await;
    register.close_dossier(dossier, Closing::Marker).await.unwrap();
    house.paginate(2).await;
    let claims = house.claim(Stage::Recognise).await;
    let (first, second) = (PageId(claims[0].job.subject), PageId(claims[1].job.subject));
    register.commit_recognised(&claims[0], first, page_read("engine 1"), vec![]).await.unwrap();
    let failed = PageOutcome::Failed { code: ConcernCode::PageDamaged, params: Default::default() };
    register.commit_recognised(&claims[1], second, failed, vec![]).await.unwrap();
    let page = register.page(&all(), second).await.unwrap();
    assert_eq!((page.state, page.number, page.alto), (dossier::page::PageState::Failed, 2, None));
    let concerns = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!((concerns[0].page, concerns[0].page_number), (Some(second), Some(2)));
    assert_eq!(house.claim(Stage::Understand).await.len(), 1);
}

async fn reopened_is_due_again(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 2).await;
    // A file comes while understanding is under way: its result counts, and another follows.
    let claim = house.claim(Stage::Understand).await.remove(0);
    house.give("А-1", "later.tif", 0).await;
    let committed = register.commit_understood(&claim, dossier, 1, simple(&pages, "Коваль")).await.unwrap();
    assert_eq!(committed, Committed::Done);
    assert_eq!(register.dossier(&all(), dossier).await.unwrap().state, DossierState::Open);
    register.close_dossier(dossier, Closing::Quiet).await.unwrap();
    house.paginate(1).await;
    house.read().await;
    let pages = register.pages(&all(), DossierId(claim.job.subject)).await.unwrap();
    assert_eq!(pages.len(), 3);
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(register.dossier(&all(), dossier).await.unwrap().state, DossierState::Understood);
    // A stale claim: asked for again before the last was done.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    let stale = house.claim(Stage::Understand).await.remove(0);
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    let committed = register
        .commit_understood(&stale, dossier, stale.job.revision, simple(&pages, "Інший"))
        .await
        .unwrap();
    assert_eq!(committed, Committed::Stale);
    assert_eq!(house.field(dossier, "surname", true).await.value.as_deref(), Some("Коваль"));
}
