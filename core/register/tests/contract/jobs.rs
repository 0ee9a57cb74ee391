//! Jobs: a lease fences, a crash counts, poison dies, and exactly one success is told.

use dossier::concern::ConcernCode;
use dossier::page::PageState;
use dossier::stage::Stage;
use dossier::{DossierId, PageId};
use register::*;
use time::Duration;

use crate::house::{House, LEASE, all, both, frames_of, page_read, simple};

both!(
    lease_fences,
    a_crash_counts,
    poison_dies_with_a_concern,
    release_counts_nothing,
    never_means_now,
    each_job_once,
    one_success_each,
    priorities_and_counts,
);

async fn lease_fences(house: House) {
    let (arrival, _) = house.give("А-1", "a.tif", 0).await;
    let slow = house.claim(Stage::Paginate).await.remove(0);
    assert!(house.claim(Stage::Paginate).await.is_empty(), "leased to one");
    // The lease ends; another takes the job.
    let later = house.register.ahead(Duration::minutes(5));
    let quick = later.claim(&[Stage::Paginate], 1, LEASE).await.unwrap().remove(0);
    assert_eq!((quick.job.id, quick.attempt), (slow.job.id, 2));
    let lost = later.commit_paginated(&slow, arrival, Ok(frames_of(3))).await;
    assert!(matches!(lost, Err(RegisterError::LeaseLost)), "{lost:?}");
    assert!(matches!(later.extend(&slow, LEASE).await, Err(RegisterError::LeaseLost)));
    assert!(matches!(later.fail(&slow, "x", Retry::Later).await, Err(RegisterError::LeaseLost)));
    assert!(matches!(later.release(&slow).await, Err(RegisterError::LeaseLost)));
    assert_eq!(house.number("SELECT count(*) FROM pages").await, 0, "nothing of the lost work stands");
    later.extend(&quick, LEASE).await.unwrap();
    later.commit_paginated(&quick, arrival, Ok(frames_of(3))).await.unwrap();
    let twice = later.commit_paginated(&quick, arrival, Ok(frames_of(3))).await;
    assert!(matches!(twice, Err(RegisterError::LeaseLost)));
    assert_eq!(house.number("SELECT count(*) FROM pages").await, 3);
    assert_eq!(house.number("SELECT count(*) FROM jobs WHERE stage = 'recognise'").await, 3);
}

async fn a_crash_counts(house: House) {
    house.give("А-1", "a.tif", 0).await;
    for attempt in 1..=3 {
        let then = house.register.ahead(Duration::minutes(10 * attempt));
        let claim = then.claim(&[Stage::Paginate], 1, LEASE).await.unwrap().remove(0);
        assert_eq!(claim.attempt, attempt);
    }
    let then = house.register.ahead(Duration::hours(1));
    assert!(
        then.claim(&[Stage::Paginate], 1, LEASE).await.unwrap().is_empty(),
        "three workers vanished with it"
    );
    assert_eq!(house.number("SELECT count(*) FROM jobs WHERE state = 'dead'").await, 1);
    let concerns = then.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!((concerns.len(), concerns[0].code), (1, ConcernCode::StepFailed));
    assert_eq!(concerns[0].params["stage"], "paginate");
}

async fn poison_dies_with_a_concern(house: House) {
    let (_, dossier) = house.give("А-1", "a.tif", 0).await;
    house.register.close_dossier(dossier, Closing::Marker).await.unwrap();
    house.paginate(1).await;
    let mut last = None;
    for attempt in 0..3 {
        let then = house.register.ahead(Duration::hours(attempt));
        let claim = then.claim(&[Stage::Recognise], 1, LEASE).await.unwrap().remove(0);
        let failed = then.fail(&claim, "page_crashed", Retry::Later).await.unwrap();
        if attempt < 2 {
            let Failed::WillRetry(at) = failed else { panic!("{failed:?}") };
            assert!(at > then.now(), "a pause before the next attempt");
            assert!(then.claim(&[Stage::Recognise], 1, LEASE).await.unwrap().is_empty());
        }
        last = Some(failed);
    }
    assert_eq!(last, Some(Failed::Dead));
    let page = house.register.pages(&all(), dossier).await.unwrap().remove(0);
    assert_eq!(page.state, PageState::Failed);
    let concerns = house.register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!(
        (concerns.len(), concerns[0].code, concerns[0].page),
        (1, ConcernCode::PageCrashed, Some(page.id))
    );
    let then = house.register.ahead(Duration::hours(3));
    let next = then.claim(&[Stage::Understand], 1, LEASE).await.unwrap();
    assert_eq!(next.len(), 1, "the rest of the dossier goes on");
    // Read again with a better engine: the Concern goes by itself.
    house.register.again(&all(), dossier, Again::Read).await.unwrap();
    house.read().await;
    let concerns = house.register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!(concerns, []);
}

async fn release_counts_nothing(house: House) {
    house.give("А-1", "a.tif", 0).await;
    for _ in 0..5 {
        let claim = house.claim(Stage::Paginate).await.remove(0);
        assert_eq!(claim.attempt, 1);
        house.register.release(&claim).await.unwrap();
    }
}

async fn never_means_now(house: House) {
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Коваль")).await;
    let claim = house.claim(Stage::Publish).await.remove(0);
    assert_eq!(house.register.fail(&claim, "no_space", Retry::Never).await.unwrap(), Failed::Dead);
    let concerns = house.register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!((concerns[0].code, concerns[0].dossier), (ConcernCode::StepFailed, dossier));
    // A person clears the cause and revives it.
    assert!(house.claim(Stage::Publish).await.is_empty());
    house.register.revive(claim.job.id).await.unwrap();
    assert_eq!(house.claim(Stage::Publish).await[0].attempt, 1);
    assert!(matches!(house.register.revive(claim.job.id).await, Err(RegisterError::NotFound)));
}

async fn each_job_once(house: House) {
    for file in 0..40 {
        house.give("А-1", &format!("{file}.tif"), file).await;
    }
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let register = house.register.clone();
        tasks.spawn(async move {
            let mut taken = Vec::new();
            loop {
                let claims = register.claim(&[Stage::Paginate], 3, LEASE).await.unwrap();
                if claims.is_empty() {
                    return taken;
                }
                taken.extend(claims.iter().map(|claim| claim.job.id));
            }
        });
    }
    let mut taken: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
    assert_eq!(taken.len(), 40);
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 40, "no job went to two");
}

async fn one_success_each(house: House) {
    let (dossier, pages) = house.due("А-1", 3).await;
    house.understand(simple(&pages, "Коваль")).await;
    house.finish().await;
    let told = house.register.subject_events(&all(), dossier).await.unwrap();
    let mut successes: Vec<_> = told
        .iter()
        .filter(|event| {
            event.outcome == dossier::audit::Outcome::Done && event.details.contains_key("revision")
        })
        .map(|event| (event.action.clone(), event.object_id, event.details["revision"].clone()))
        .collect();
    successes.sort();
    let all_of_them = successes.len();
    successes.dedup();
    assert_eq!(all_of_them, successes.len(), "each subject, stage and revision once");
    let of = |action: &str| successes.iter().filter(|(one, ..)| one == action).count();
    assert_eq!(
        [
            "arrival.paginated",
            "page.recognised",
            "dossier.understood",
            "dossier.published",
            "dossier.indexed"
        ]
        .map(of),
        [1, 3, 1, 1, 1]
    );
}

async fn priorities_and_counts(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.give("А-2", "a.tif", 0).await;
    house.give("А-2", "b.tif", 1).await;
    let counts = register.counts_by_stage().await.unwrap();
    let ready = |stage| counts.iter().find(|one| one.stage == stage).unwrap().ready;
    assert_eq!((ready(Stage::Paginate), ready(Stage::Understand), ready(Stage::Recognise)), (2, 1, 0));
    let first = register.claim(&Stage::ALL, 1, LEASE).await.unwrap().remove(0);
    assert_eq!(first.job.stage, Stage::Understand, "what was begun is finished first");
    register.commit_understood(&first, dossier, 1, simple(&pages, "Коваль")).await.unwrap();
    assert_eq!(register.pages_by_state().await.unwrap(), [(PageState::Read, 1)]);
    // Fixity: once in line, not twice.
    let tomorrow = register.now() + Duration::days(1);
    assert_eq!(register.queue_fixity(tomorrow, 10).await.unwrap(), 2);
    assert_eq!(register.queue_fixity(tomorrow, 10).await.unwrap(), 0);
    for claim in house.claim(Stage::Fixity).await {
        let dossier = DossierId(claim.job.subject);
        let originals = register.originals(dossier).await.unwrap();
        let verdicts: Vec<_> = originals.iter().map(|one| (one.digest, FixityVerdict::Missing)).collect();
        register.commit_fixity(&claim, dossier, &verdicts).await.unwrap();
    }
    let lost = ConcernFilter { sort: Some(dossier::concern::ConcernSort::Job), ..ConcernFilter::default() };
    let lost = register.concerns(&all(), &lost).await.unwrap();
    assert_eq!(lost.len(), 3, "an original each");
    assert!(lost.iter().all(|concern| concern.code == ConcernCode::OriginalMissing));
    let page = page_read("engine 2");
    let nobody = PageId::new();
    house.paginate(1).await;
    let claim = house.claim(Stage::Recognise).await.remove(0);
    let gone = register.commit_recognised(&claim, nobody, page, vec![]).await;
    assert!(matches!(gone, Err(RegisterError::NotFound)));
}
