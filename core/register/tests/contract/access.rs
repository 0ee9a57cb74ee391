//! Invariant 6: what one may not see answers «not found», on every read.

use dossier::access::{Access, Actor, Scope};
use dossier::field::VerdictKind;
use dossier::{DocumentId, DossierId, PageId};
use register::*;

use crate::house::{House, all, both, simple};

both!(another_office_sees_nothing, the_tree_of_offices);

async fn another_office_sees_nothing(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Коваль")).await;
    let concern = NewConcern::new(dossier::concern::ConcernCode::SheetsDiffer);
    let concern = register.raise(&all(), dossier, concern).await.unwrap();
    let field = house.field(dossier, "surname", true).await;
    let elsewhere = register.ensure_office("2600", "Інша", "Other", None).await.unwrap();
    let stranger = house.user_of("s1", elsewhere).await;
    let nowhere = Access { actor: Actor::Person(stranger.id), scope: Scope::Offices(vec![]), purpose: None };
    let arrival = register.arrivals(&all(), dossier).await.unwrap()[0].id;
    let document = register.documents(&all(), dossier).await.unwrap()[0].id;

    macro_rules! hidden {
        ($($call:expr),+ $(,)?) => {$(
            let answer = $call.await;
            assert!(matches!(answer, Err(RegisterError::NotFound)), stringify!($call));
        )+};
    }
    macro_rules! empty {
        ($($call:expr),+ $(,)?) => {$( assert!($call.await.unwrap().is_empty(), stringify!($call)); )+};
    }
    for access in [stranger.access(), nowhere] {
        let access = &access;
        hidden!(
            register.dossier(access, dossier),
            register.batch(access, house.batch.id),
            register.batch_dossiers(access, house.batch.id, None, 10),
            register.batch_list(access, house.batch.id),
            register.set_batch_list(access, house.batch.id, &[]),
            register.arrivals(access, dossier),
            register.arrival(access, arrival),
            register.pages(access, dossier),
            register.page(access, pages[0].id),
            register.documents(access, dossier),
            register.set_kind(access, document, "passport"),
            register.fields(access, dossier),
            register.field(access, field.id),
            register.history(access, field.id),
            register.verdicts(access, dossier),
            register.task(access, field.id),
            register.concern(access, concern),
            register.decide(access, concern, "accepted", None),
            register.raise(access, dossier, NewConcern::new(dossier::concern::ConcernCode::Impossible)),
            register.again(access, dossier, Again::Read),
        );
        empty!(
            register.find_dossiers(access, "А-1"),
            register.find_dossiers(access, &dossier.to_string()),
            register.all_dossiers(access, None, None, 10),
            register.batches(access, &BatchFilter::default()),
            register.concerns(access, &ConcernFilter::default()),
            register.concern_counts(access),
            register.refusals(access, house.batch.id),
            register.subject_events(access, dossier),
        );
        assert_eq!(register.next_task(access, &[]).await.unwrap(), None);
        assert_eq!(register.queue_counts(access).await.unwrap(), QueueCounts::default());
        assert_eq!(register.door_counts(access, None).await.unwrap(), DoorCounts::default());
        assert_eq!(register.progress(access, None).await.unwrap(), Progress::default());
        let about = EventFilter { object: Some(dossier.0), ..Default::default() };
        assert_eq!(register.events(access, &about).await.unwrap(), []);
        let end = register.verify(access, field.id, 1, VerdictKind::Confirmed, None, register.now()).await;
        assert!(matches!(end, Err(VerifyError::Register(RegisterError::NotFound))));
    }
    // What is not there at all answers the same.
    hidden!(
        register.dossier(&all(), DossierId::new()),
        register.page(&all(), PageId::new()),
        register.set_kind(&all(), DocumentId::new(), "passport"),
    );
}

async fn the_tree_of_offices(house: House) {
    let register = &house.register;
    let oblast = register.ensure_office("2600", "Обласне", "Oblast", None).await.unwrap();
    let district = register.ensure_office("2601", "Районне", "District", Some(oblast)).await.unwrap();
    let below = register.ensure_office("260101", "Сектор", "Sector", Some(district)).await.unwrap();
    let (high, low) = (house.user_of("h", oblast).await, house.user_of("l", below).await);
    assert_eq!(high.offices, [oblast, district, below]);
    assert_eq!(low.offices, [below]);
    let codes = async |user: &User| {
        let offices = register.offices(&user.access()).await.unwrap();
        offices.into_iter().map(|office| office.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&high).await, ["2600", "2601", "260101"]);
    assert_eq!(codes(&low).await, ["260101"]);
    let mut file = house.file("А-1", "a.tif", 0);
    file.office = below;
    file.batch = register.ensure_batch(below, "район", None).await.unwrap().id;
    register.receive(file).await.unwrap();
    for (user, seen) in [(&high, 1), (&low, 1), (&house.user("d").await, 0)] {
        assert_eq!(register.find_dossiers(&user.access(), "А-1").await.unwrap().len(), seen);
    }
    // Titles are renewed, the id stays.
    assert_eq!(register.ensure_office("2600", "Обласне управління", "Oblast", None).await.unwrap(), oblast);
    assert_eq!(register.office_by_code("2600").await.unwrap().title_uk, "Обласне управління");
    // The same reference in two offices is two dossiers.
    house.give("А-1", "a.tif", 0).await;
    assert_eq!(register.find_dossiers(&all(), "А-1").await.unwrap().len(), 2);
}
