//! The journal: sealed by one, verified by anyone, a changed byte is found.

use dossier::access::Actor;
use dossier::audit::AuditEvent;
use register::*;
use uuid::Uuid;

use crate::house::{House, all, both};

both!(
    sealed_and_sound,
    a_changed_byte_is_found,
    the_walk_goes_on_from_where_it_ended,
    many_sealers,
    listed_newest_first,
    days_bound_the_list,
);

async fn fill(register: &Register, events: usize) {
    for _ in 0..events {
        let event =
            AuditEvent::new(Actor::Nobody, "user.sign_in_failed", "user", Uuid::now_v7(), register.now());
        register.record(&event.with("reason", "unknown")).await.unwrap();
    }
}

async fn sealed_and_sound(house: House) {
    let register = &house.register;
    let (_, pages) = house.due("А-1", 2).await;
    assert_eq!(pages.len(), 2);
    let waiting = register.unsealed().await.unwrap();
    assert!(waiting > 0);
    assert_eq!(register.seal().await.unwrap(), waiting);
    assert_eq!(register.seal().await.unwrap(), 0);
    let mut heard = Vec::new();
    let chain = register.verify_chain(|reached| heard.push(reached)).await.unwrap();
    assert_eq!((chain.ok_to, chain.broken_at, chain.unsealed), (waiting as i64, None, 0));
    assert_eq!(heard.last(), Some(&chain.ok_to));
    fill(register, 3).await;
    register.seal().await.unwrap();
    let longer = register.verify_chain(|_| ()).await.unwrap();
    assert_eq!((longer.ok_to, longer.broken_at), (chain.ok_to + 3, None));
    assert_ne!(longer.head, chain.head);
}

async fn a_changed_byte_is_found(house: House) {
    let register = &house.register;
    fill(register, 6).await;
    register.seal().await.unwrap();
    let check = async |damage: &str, mend: &str, expected: Option<i64>| {
        house.sql(damage).await;
        assert_eq!(register.verify_chain(|_| ()).await.unwrap().broken_at, expected, "{damage}");
        house.sql(mend).await;
        assert_eq!(register.verify_chain(|_| ()).await.unwrap().broken_at, None, "{mend}");
    };
    check(
        "UPDATE audit SET canonical = replace(canonical, 'unknown', 'unknowm') WHERE sequence = 3",
        "UPDATE audit SET canonical = replace(canonical, 'unknowm', 'unknown') WHERE sequence = 3",
        Some(3),
    )
    .await;
    check(
        "UPDATE audit SET action = 'sign_in' WHERE sequence = 4",
        "UPDATE audit SET action = 'user.sign_in_failed' WHERE sequence = 4",
        Some(4),
    )
    .await;
    check(
        "UPDATE audit SET sequence = -5 WHERE sequence = 5",
        "UPDATE audit SET sequence = 5 WHERE sequence = -5",
        Some(5),
    )
    .await;
    house.sql("DELETE FROM audit WHERE sequence = 2").await;
    let chain = register.verify_chain(|_| ()).await.unwrap();
    assert_eq!((chain.ok_to, chain.broken_at), (1, Some(2)));
}

async fn the_walk_goes_on_from_where_it_ended(house: House) {
    let register = &house.register;
    let none = register.check_chain().await.unwrap();
    assert_eq!((none.ok_to, none.sealed_to, none.broken_at), (0, 0, None));
    fill(register, 9).await;
    register.seal().await.unwrap();
    let first = register.check_chain().await.unwrap();
    assert_eq!((first.ok_to, first.sealed_to, first.broken_at), (9, 9, None));
    fill(register, 2).await;
    assert_eq!(register.check_chain().await.unwrap().unsealed, 2);
    register.seal().await.unwrap();
    // What is new is looked at, what was looked at is not: that is the whole walk's work.
    house.sql("UPDATE audit SET canonical = 'x' WHERE sequence = 7").await;
    assert_eq!(register.check_chain().await.unwrap().ok_to, 11);
    assert_eq!(register.verify_chain(|_| ()).await.unwrap().broken_at, Some(7));
    // The last entry that was walked is held fast: a chain cut and grown anew behind it is noticed.
    house.sql("UPDATE audit SET hash = previous WHERE sequence = 11").await;
    assert_eq!(register.check_chain().await.unwrap().broken_at, Some(11));
}

async fn days_bound_the_list(house: House) {
    let yesterday = house.register.ahead(-time::Duration::days(1));
    fill(&yesterday, 3).await;
    fill(&house.register, 2).await;
    let start = house.register.now() - time::Duration::hours(6);
    let count = async |from, to| {
        let filter = EventFilter { from, to, ..EventFilter::default() };
        house.register.events(&all(), &filter).await.unwrap().len()
    };
    assert_eq!(count(None, None).await, 5);
    assert_eq!(count(Some(start), None).await, 2);
    assert_eq!(count(None, Some(house.register.now())).await, 5);
}

async fn many_sealers(house: House) {
    let register = &house.register;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let writer = register.clone();
        tasks.spawn(async move {
            fill(&writer, 30).await;
            0
        });
        let sealer = register.clone();
        tasks.spawn(async move {
            let mut sealed = 0;
            for _ in 0..20 {
                sealed += sealer.seal().await.unwrap();
            }
            sealed
        });
    }
    let sealed: u64 = tasks.join_all().await.into_iter().sum();
    let rest = register.seal().await.unwrap();
    let chain = register.verify_chain(|_| ()).await.unwrap();
    assert_eq!((chain.broken_at, chain.unsealed), (None, 0));
    assert_eq!((sealed + rest) as i64, chain.ok_to, "none twice");
    assert_eq!(chain.ok_to, house.number("SELECT count(*) FROM audit").await);
}

async fn listed_newest_first(house: House) {
    let register = &house.register;
    let user = house.user("v1").await;
    for action in ["dossier.opened", "page.viewed", "dossier.opened"] {
        let event =
            AuditEvent::new(Actor::Person(user.id), action, "dossier", Uuid::now_v7(), register.now());
        register.record(&event).await.unwrap();
    }
    let filter = EventFilter { actor: Some(user.id), limit: 2, ..EventFilter::default() };
    let first = register.events(&all(), &filter).await.unwrap();
    let last = first.last().unwrap().id;
    let rest = register.events(&all(), &EventFilter { before: Some(last), ..filter }).await.unwrap();
    let actions: Vec<&str> = first.iter().chain(&rest).map(|event| event.action.as_str()).collect();
    assert_eq!(actions, ["dossier.opened", "page.viewed", "dossier.opened"]);
    assert_eq!(
        (first[0].actor_name.as_deref(), &first[0].actor),
        (Some("Особа v1"), &Actor::Person(user.id))
    );
    let now = register.now();
    for (from, to, expected) in [(None, Some(now), 3), (Some(now), None, 0)] {
        let filter = EventFilter { actor: Some(user.id), from, to, ..EventFilter::default() };
        assert_eq!(register.events(&all(), &filter).await.unwrap().len(), expected);
    }
    let about = EventFilter { object: first[0].object_id, ..EventFilter::default() };
    assert_eq!(register.events(&all(), &about).await.unwrap().len(), 1);
}
