//! Accounts, sessions, one-time links, grounds and stored queries.

use dossier::Digest;
use dossier::access::{Actor, PurposeKind, Role};
use register::*;
use time::Duration;

use crate::house::{House, all, both};

both!(accounts_lock_and_open, sessions_end, a_link_works_once, grounds_and_queries);

async fn accounts_lock_and_open(house: House) {
    let register = &house.register;
    assert_eq!(register.count_users().await.unwrap(), 0);
    let user = house.user("v1").await;
    let twin = NewUser {
        login: "v1".into(),
        name: "Інша".into(),
        password_hash: String::new(),
        roles: vec![],
        office: house.office,
        locale: "en".into(),
    };
    assert!(matches!(register.add_user(Actor::Nobody, twin).await, Err(RegisterError::Conflict(_))));
    let now = register.now();
    for attempt in 1..=5 {
        let locked = register.record_sign_in(user.id, false, now).await.unwrap();
        assert_eq!(locked.is_some(), attempt == 5);
    }
    let locked = register.user_by_login("v1").await.unwrap().locked_until.unwrap();
    assert_eq!(locked, now + Duration::minutes(LOCK_MINUTES));
    let after = locked + Duration::seconds(1);
    assert_eq!(register.record_sign_in(user.id, false, after).await.unwrap(), None, "counted anew");
    assert_eq!(register.record_sign_in(user.id, true, after).await.unwrap(), None);
    let told = |action: &str| EventFilter { action: Some(action.to_owned()), ..EventFilter::default() };
    let failed = register.events(&all(), &told("user.sign_in_failed")).await.unwrap();
    assert_eq!((failed.len(), &failed[0].actor, failed[0].object_id), (6, &Actor::Nobody, Some(user.id.0)));
    let entered = register.events(&all(), &told("user.signed_in")).await.unwrap();
    assert_eq!((entered.len(), &entered[0].actor), (1, &Actor::Person(user.id)));
    let kept = register.user(user.id).await.unwrap();
    assert_eq!((kept.failed, kept.last_sign_in), (0, Some(after)));
    assert!(matches!(register.user_by_login("ніхто").await, Err(RegisterError::NotFound)));
    let roles = Some(vec![Role::Arbiter, Role::Auditor]);
    let change = UserChange { roles, name: Some("Нове".into()), ..UserChange::default() };
    register.set_user(&all(), user.id, change).await.unwrap();
    let users = register.users(&all()).await.unwrap();
    assert_eq!(
        (users[0].roles.as_slice(), users[0].name.as_str()),
        (&[Role::Arbiter, Role::Auditor][..], "Нове")
    );
    assert_eq!(users[0].login, "v1");
}

async fn sessions_end(house: House) {
    let register = &house.register;
    let user = house.user("v1").await;
    let token = Digest::of(b"cookie");
    let start = register.now();
    register.open_session(token, user.id, "csrf", start).await.unwrap();
    let session = register.session(token, start).await.unwrap().unwrap();
    assert_eq!((session.user.id, session.csrf.as_str(), session.purpose), (user.id, "csrf", None));
    let purpose = register.add_purpose(&user.access(), PurposeKind::Appeal, "К-12", "").await.unwrap();
    register.set_purpose(token, Some(purpose)).await.unwrap();
    let stated = EventFilter { object: Some(purpose.0), ..EventFilter::default() };
    let stated = register.events(&all(), &stated).await.unwrap();
    assert_eq!(
        (stated.len(), stated[0].action.as_str(), stated[0].purpose),
        (1, "purpose.stated", Some(purpose))
    );
    // Seen every ten minutes it lives, up to twelve hours.
    let mut at = start;
    while at + Duration::minutes(10) < start + Duration::hours(SESSION_HOURS) {
        at += Duration::minutes(10);
        let session = register.session(token, at).await.unwrap().expect("seen often enough");
        assert_eq!(session.access().purpose, Some(purpose));
    }
    assert!(register.session(token, start + Duration::hours(SESSION_HOURS)).await.unwrap().is_none());
    let idle = Digest::of(b"idle");
    register.open_session(idle, user.id, "csrf", start).await.unwrap();
    let later = start + Duration::minutes(IDLE_MINUTES) + Duration::seconds(1);
    assert!(register.session(idle, later).await.unwrap().is_none());
    let closed = Digest::of(b"closed");
    register.open_session(closed, user.id, "csrf", start).await.unwrap();
    register.close_session(closed).await.unwrap();
    assert!(register.session(closed, start).await.unwrap().is_none());
    // Rights change: every session of the person ends.
    register.open_session(closed, user.id, "csrf", start).await.unwrap();
    let change = UserChange { disabled: Some(true), ..UserChange::default() };
    register.set_user(&all(), user.id, change).await.unwrap();
    assert!(register.session(closed, start).await.unwrap().is_none());
}

async fn a_link_works_once(house: House) {
    let register = &house.register;
    let (old, token) = (Digest::of(b"old"), Digest::of(b"link"));
    let expires = register.now() + Duration::hours(1);
    register.make_invite(old, &[Role::Administrator], expires).await.unwrap();
    register.make_invite(token, &[Role::Administrator], expires).await.unwrap();
    assert_eq!(register.use_invite(old).await.unwrap(), None, "a newer link ends the older");
    assert!(register.invite(token).await.unwrap().is_some());
    assert_eq!(register.ahead(Duration::hours(2)).use_invite(token).await.unwrap(), None, "too late");
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let register = register.clone();
        tasks.spawn(async move { register.use_invite(token).await.unwrap() });
    }
    let used: Vec<Invite> = tasks.join_all().await.into_iter().flatten().collect();
    assert_eq!(used, [Invite { roles: vec![Role::Administrator] }]);
}

async fn grounds_and_queries(house: House) {
    let register = &house.register;
    let (one, two) = (house.user("v1").await, house.user("v2").await);
    let first = register.add_purpose(&one.access(), PurposeKind::Court, "757/1", "").await.unwrap();
    register.add_purpose(&one.access(), PurposeKind::Other, "", "перевірка").await.unwrap();
    let kept = register.purpose(first).await.unwrap();
    assert_eq!((kept.kind, kept.reference.as_str(), kept.user), (PurposeKind::Court, "757/1", Some(one.id)));
    let recent = register.recent_purposes(one.id).await.unwrap();
    assert_eq!((recent.len(), recent[1].id), (2, first));
    assert_eq!(register.recent_purposes(two.id).await.unwrap(), []);
    let query = serde_json::json!({"text": "Коваль", "from": 1950});
    let id = register.save_search(one.id, &query).await.unwrap();
    assert_eq!(register.search(one.id, id).await.unwrap(), query);
    assert!(matches!(register.search(two.id, id).await, Err(RegisterError::NotFound)));
}
