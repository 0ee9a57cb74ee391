//! Invariant 1: every file ends as an Arrival, a known duplicate or a Refusal, and the three add up.

use dossier::concern::RefusalCode;
use register::*;

use crate::house::{House, all, both, no_params};

both!(three_ends_add_up, later_files_are_appended, quiet_dossiers_are_found, receiving_at_once);

async fn three_ends_add_up(house: House) {
    let register = &house.register;
    let (arrival, dossier) = house.give("А-1", "1.tif", 0).await;
    let again = register.receive(house.file("А-1", "1.tif", 0)).await.unwrap();
    assert_eq!(again, ReceiveOutcome::Known(arrival, dossier));
    // The same bytes under another name are another arrival and one original.
    let mut twin = house.file("А-1", "1 (копія).tif", 1);
    twin.digest = house.file("А-1", "1.tif", 0).digest;
    assert!(matches!(register.receive(twin).await.unwrap(), ReceiveOutcome::Arrival(..)));
    assert_eq!(register.originals(dossier).await.unwrap().len(), 1);
    let refused = Refused {
        office: house.office,
        batch: house.batch.id,
        reference: "А-1".into(),
        volume: String::new(),
        file_name: "порожній.tif".into(),
        code: RefusalCode::Empty,
        params: no_params(),
        channel: Channel::Inbox,
        by: None,
    };
    register.refuse(refused).await.unwrap();
    let counts = register.door_counts(&all(), Some(house.batch.id)).await.unwrap();
    assert_eq!(counts, DoorCounts { files: 4, arrivals: 2, duplicates: 1, refusals: 1 });
    assert_eq!(counts.files, counts.arrivals + counts.duplicates + counts.refusals);
    assert_eq!(register.door_counts(&all(), None).await.unwrap(), counts);
    let refusals = register.refusals(&all(), house.batch.id).await.unwrap();
    assert_eq!((refusals.len(), refusals[0].code), (1, RefusalCode::Empty));
    // Two files wait for paginate: the known one brought no second job.
    assert_eq!(house.claim(dossier::stage::Stage::Paginate).await.len(), 2);
    let batch = register.batch(&all(), house.batch.id).await.unwrap();
    assert_eq!(
        (batch.files, batch.arrivals, batch.duplicates, batch.refusals, batch.dossiers),
        (4, 2, 1, 1, 1)
    );
}

async fn later_files_are_appended(house: House) {
    let register = &house.register;
    let (_, dossier) = house.give("А-1", "b.tif", 1).await;
    house.give("А-1", "a.tif", 0).await;
    register.close_dossier(dossier, Closing::Quiet).await.unwrap();
    // The next delivery counts from 0 again.
    house.give("А-1", "d.tif", 1).await;
    house.give("А-1", "c.tif", 0).await;
    // A place already taken: behind everything.
    house.give("А-1", "e.tif", 0).await;
    let arrivals = register.arrivals(&all(), dossier).await.unwrap();
    let names: Vec<&str> = arrivals.iter().map(|arrival| arrival.file_name.as_str()).collect();
    assert_eq!(names, ["a.tif", "b.tif", "c.tif", "d.tif", "e.tif"]);
    let state = register.dossier(&all(), dossier).await.unwrap().state;
    assert_eq!(state, dossier::state::DossierState::Open);
}

async fn quiet_dossiers_are_found(house: House) {
    let register = &house.register;
    let (_, dossier) = house.give("А-1", "a.tif", 0).await;
    // Made before its first file is stored: nothing came yet, so it is not quiet and nobody lists it.
    register.dossier_for(house.office, house.batch.id, "порожня").await.unwrap();
    let now = register.now();
    assert_eq!(register.quiet_dossiers(now - time::Duration::seconds(60)).await.unwrap(), []);
    assert_eq!(register.quiet_dossiers(now + time::Duration::seconds(1)).await.unwrap(), [dossier]);
    assert_eq!(register.all_dossiers(&all(), None, None, 10).await.unwrap().len(), 1);
    register.close_dossier(dossier, Closing::Quiet).await.unwrap();
    register.close_dossier(dossier, Closing::Quiet).await.unwrap();
    assert_eq!(register.quiet_dossiers(now + time::Duration::seconds(1)).await.unwrap(), []);
    assert_eq!(house.number("SELECT count(*) FROM audit WHERE action = 'dossier.closed'").await, 1);
}

async fn receiving_at_once(house: House) {
    let mut tasks = tokio::task::JoinSet::new();
    for file in 0..24 {
        let register = house.register.clone();
        // Three dossiers, each file given twice.
        let received = house.file(&format!("А-{}", file % 3), &format!("{}.tif", file / 6), file / 6);
        tasks.spawn(async move { register.receive(received).await.unwrap() });
    }
    tasks.join_all().await;
    let counts = house.register.door_counts(&all(), None).await.unwrap();
    assert_eq!(counts, DoorCounts { files: 24, arrivals: 12, duplicates: 12, refusals: 0 });
}
