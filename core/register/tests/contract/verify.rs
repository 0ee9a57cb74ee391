//! Verdicts: versions clash, revisions grow, tasks belong to one, the dossier follows its papers.

use dossier::field::{FieldStatus, VerdictKind};
use dossier::stage::Stage;
use register::*;
use time::Duration;

use crate::house::{House, all, both, by, found, paper, simple};

both!(
    a_correction_makes_a_revision,
    versions_clash,
    incomplete_verdicts,
    two_disagree_and_a_third_settles,
    no_value_against_a_value_is_a_dispute,
    a_page_is_asked_for_once,
    tasks_belong_to_one,
    the_dossier_follows,
);

async fn a_correction_makes_a_revision(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Ковапь")).await;
    let user = house.user("v1").await;
    let field = house.field(dossier, "surname", true).await;
    assert_eq!((field.status, field.version), (FieldStatus::Review, 1));
    // The copies of the last revision were never begun: the correction takes their place.
    let value = Some("Коваль".to_owned());
    let done = register
        .verify(&user.access(), field.id, 1, VerdictKind::Corrected, value, register.now())
        .await
        .unwrap();
    assert_eq!(done, Verified { version: 2, dossier, revision: 3 });
    for stage in [Stage::Publish, Stage::Index] {
        let claims = house.claim(stage).await;
        assert_eq!((claims.len(), claims[0].job.revision), (1, 3), "{stage:?}");
        register.release(&claims[0]).await.unwrap();
    }
    // A publish under way when the next verdict comes: it ends without effect, and another follows.
    let slow = house.claim(Stage::Publish).await.remove(0);
    register.verify(&user.access(), field.id, 2, VerdictKind::Confirmed, None, register.now()).await.unwrap();
    let pdf = dossier::Digest::of(b"old");
    let committed = register.commit_published(&slow, dossier, 3, pdf, 1).await.unwrap();
    assert_eq!(committed, Committed::Stale);
    house.finish().await;
    let kept = register.dossier(&all(), dossier).await.unwrap();
    assert_eq!((kept.revision, kept.pdf_revision, kept.indexed_revision), (4, Some(4), Some(4)));
    assert_eq!(kept.summary.surname.as_deref(), Some("Коваль"), "the dossier's own value followed");
    let history = register.history(&all(), field.id).await.unwrap();
    assert_eq!(
        history.iter().map(|one| one.kind).collect::<Vec<_>>(),
        [VerdictKind::Confirmed, VerdictKind::Corrected]
    );
    assert_eq!((history[0].by, history[0].by_name.as_deref()), (by(&user), Some("Особа v1")));
    let told = EventFilter { action: Some("field.verified".into()), ..Default::default() };
    assert_eq!(register.events(&all(), &told).await.unwrap().len(), 2);
    let shown = register.field(&all(), field.id).await.unwrap();
    assert_eq!(shown.evidence.map(|ink| ink.raw).as_deref(), Some("КОВАПЬ"), "the ink that was misread");
    // A verdict in two hands is nobody's values in the journal.
    assert_eq!(house.number("SELECT count(*) FROM audit WHERE canonical LIKE '%Кова%'").await, 0);
}

async fn versions_clash(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Ковапь")).await;
    let (one, two) = (house.user("v1").await, house.user("v2").await);
    let field = house.field(dossier, "surname", true).await;
    let said = |value: &str| (VerdictKind::Corrected, Some(value.to_owned()));
    let mut tasks = tokio::task::JoinSet::new();
    for (user, value) in [(one, "Коваль"), (two, "Ковалі")] {
        let (register, (kind, value)) = (register.clone(), said(value));
        tasks.spawn(async move {
            register.verify(&user.access(), field.id, 1, kind, value, register.now()).await
        });
    }
    let ends = tasks.join_all().await;
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    let kept = house.field(dossier, "surname", true).await;
    for end in ends {
        if let Err(error) = end {
            let VerifyError::Clash { version, value, by, by_name, at } = error else { panic!("{error:?}") };
            assert_eq!((version, &value), (2, &kept.value));
            let verdict = kept.verdict.clone().unwrap();
            assert_eq!((by, at), (verdict.by, Some(verdict.at)));
            assert!(by_name.is_some());
        }
    }
    assert_eq!(register.verdicts(&all(), dossier).await.unwrap().len(), 1);
}

async fn incomplete_verdicts(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Коваль")).await;
    let user = house.user("v1").await;
    let field = house.field(dossier, "surname", true).await;
    let text = |value: &str| Some(value.to_owned());
    for (kind, value) in [
        (VerdictKind::Corrected, None),
        (VerdictKind::Corrected, text("  ")),
        (VerdictKind::Confirmed, text("Інший")),
        (VerdictKind::Absent, text("Коваль")),
    ] {
        let end = register.verify(&user.access(), field.id, 1, kind, value, register.now()).await;
        assert!(matches!(end, Err(VerifyError::Incomplete)), "{kind:?}");
    }
    let machine = register.verify(&all(), field.id, 1, VerdictKind::Confirmed, None, register.now()).await;
    assert!(matches!(machine, Err(VerifyError::Incomplete)), "a verdict needs a person");
    register.verify(&user.access(), field.id, 1, VerdictKind::Illegible, None, register.now()).await.unwrap();
    let kept = register.field(&all(), field.id).await.unwrap();
    assert_eq!((kept.value, kept.reason), (None, Some(dossier::field::NoValue::Illegible)));
}

async fn two_disagree_and_a_third_settles(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Коваль")).await;
    let (one, two) = (house.user("v1").await, house.user("v2").await);
    let (arbiter, late) = (house.user("a1").await, house.user("a2").await);
    let field = house.field(dossier, "surname", true).await;
    let said = async |user: &User, version: i64, value: &str| {
        let (value, now) = (Some(value.to_owned()), register.now());
        register.verify(&user.access(), field.id, version, VerdictKind::Corrected, value, now).await
    };
    let settles = async |user: &User, version: i64, value: &str| {
        let (value, now) = (Some(value.to_owned()), register.now());
        register.arbitrate(&user.access(), field.id, version, VerdictKind::Corrected, value, now).await
    };
    // One person's word, and the same word of another, is no dispute; nor is one's own word changed.
    said(&one, 1, "Ковалъ").await.unwrap();
    said(&one, 2, "Коваль").await.unwrap();
    said(&two, 3, "Коваль").await.unwrap();
    assert_eq!(register.dispute_counts(&arbiter.access()).await.unwrap(), DisputeCounts::default());
    let nothing = settles(&arbiter, 4, "Ковальчук").await;
    assert!(matches!(nothing, Err(VerifyError::Register(RegisterError::Conflict(_)))), "{nothing:?}");
    assert_eq!(house.field(dossier, "surname", false).await.status, FieldStatus::Verified);

    said(&one, 4, "Ковальчук").await.unwrap();
    let open = register.field(&all(), field.id).await.unwrap();
    assert!(open.disputed() && open.status == FieldStatus::Review && open.confidence == 0.5);
    let whole = house.field(dossier, "surname", false).await;
    assert_eq!(whole.status, FieldStatus::Review, "what followed from the first word is open again");
    let counts = register.queue_counts(&one.access()).await.unwrap();
    assert_eq!((counts.review, counts.verified), (0, 0), "it waits in no verifier's queue");
    let skip = [whole.id];
    assert_eq!(register.next_task(&late.access(), &skip).await.unwrap(), None);
    assert_eq!(register.upcoming(&late.access(), &skip, 20).await.unwrap(), []);
    let more = said(&late, 5, "Коваленко").await;
    assert!(matches!(more, Err(VerifyError::Register(RegisterError::Conflict(_)))), "{more:?}");

    // Neither of the two decides, nor finds it in a queue.
    for own in [&one, &two] {
        assert_eq!(register.dispute_counts(&own.access()).await.unwrap(), DisputeCounts { all: 1, mine: 0 });
        assert_eq!(register.next_dispute(&own.access(), &[]).await.unwrap(), None);
        assert!(matches!(register.dispute(&own.access(), field.id).await, Err(VerifyError::OwnWork)));
        assert!(matches!(settles(own, 5, "Коваль").await, Err(VerifyError::OwnWork)));
    }
    assert_eq!(register.dispute_counts(&arbiter.access()).await.unwrap(), DisputeCounts { all: 1, mine: 1 });
    let task = register.next_dispute(&arbiter.access(), &[]).await.unwrap().unwrap();
    assert_eq!(task.field.id, field.id);
    assert_eq!(register.next_dispute(&late.access(), &[]).await.unwrap(), None, "leased to one");
    let shown = register.dispute(&arbiter.access(), field.id).await.unwrap();
    let again = register.dispute(&late.access(), field.id).await.unwrap();
    assert_eq!(shown.sides, again.sides, "the order is the task's, not the asker's");
    let mut values: Vec<_> = shown.sides.iter().map(|side| side.value.clone().unwrap()).collect();
    values.sort();
    assert_eq!(values, ["Коваль", "Ковальчук"]);

    house.finish().await;
    settles(&arbiter, 5, "Ковальчук").await.unwrap();
    let end = register.field(&all(), field.id).await.unwrap();
    assert_eq!((end.value.as_deref(), end.status), (Some("Ковальчук"), FieldStatus::Verified));
    assert_eq!(end.verdict.unwrap().by, by(&arbiter));
    let whole = house.field(dossier, "surname", false).await;
    assert_eq!((whole.value.as_deref(), whole.status), (Some("Ковальчук"), FieldStatus::Verified));
    // The dossier is published and indexed once more.
    let due = register.dossier(&all(), dossier).await.unwrap();
    assert!(due.indexed_revision < Some(due.revision) && due.pdf_revision < Some(due.revision));
    house.finish().await;
    let done = register.dossier(&all(), dossier).await.unwrap();
    assert_eq!((done.pdf_revision, done.indexed_revision), (Some(done.revision), Some(done.revision)));

    let parts = |verdicts: Vec<Verification>| verdicts.into_iter().map(|one| one.part).collect::<Vec<_>>();
    let mut expected = vec![Part::Plain, Part::Plain, Part::Plain, Part::Disputed, Part::Arbitrated];
    assert_eq!(parts(register.verdicts(&all(), dossier).await.unwrap()), expected);
    expected.reverse();
    assert_eq!(parts(register.history(&all(), field.id).await.unwrap()), expected);
    for (action, times) in [("field.verified", 3), ("field.disputed", 1), ("field.arbitrated", 1)] {
        let told = EventFilter { action: Some(action.into()), ..Default::default() };
        assert_eq!(register.events(&all(), &told).await.unwrap().len(), times, "{action}");
    }
    let settled = register.dispute(&late.access(), field.id).await;
    assert!(matches!(settled, Err(VerifyError::Register(RegisterError::Conflict(_)))), "{settled:?}");
}

async fn no_value_against_a_value_is_a_dispute(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    house.understand(simple(&pages, "Коваль")).await;
    let (one, two, arbiter) = (house.user("v1").await, house.user("v2").await, house.user("a1").await);
    let field = house.field(dossier, "surname", true).await;
    let now = register.now();
    register.verify(&one.access(), field.id, 1, VerdictKind::Confirmed, None, now).await.unwrap();
    register.verify(&two.access(), field.id, 2, VerdictKind::Absent, None, now).await.unwrap();
    assert!(register.field(&all(), field.id).await.unwrap().disputed());
    // Reading again does not settle it.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert!(register.field(&all(), field.id).await.unwrap().disputed());
    register.arbitrate(&arbiter.access(), field.id, 3, VerdictKind::Absent, None, now).await.unwrap();
    let end = register.field(&all(), field.id).await.unwrap();
    assert_eq!((end.status, end.reason), (FieldStatus::Verified, Some(dossier::field::NoValue::Absent)));
}

async fn a_page_is_asked_for_once(house: House) {
    use dossier::concern::ConcernCode;
    use dossier::page::RescanReason;
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 2).await;
    let user = house.user("v1").await;
    let page = pages[1].id;
    let access = user.access();
    let ask = async |reason| register.ask_rescan(&access, page, reason).await.unwrap();
    assert_eq!(ask(RescanReason::Blurred).await, RescanAsked::Now);
    assert_eq!(ask(RescanReason::Blurred).await, RescanAsked::Before);
    assert_eq!(ask(RescanReason::CutOff).await, RescanAsked::Before);
    let filter = ConcernFilter { dossier: Some(dossier), ..ConcernFilter::default() };
    let concerns = register.concerns(&all(), &filter).await.unwrap();
    assert_eq!(concerns.len(), 1);
    assert_eq!((concerns[0].code, concerns[0].page_number), (ConcernCode::RescanAsked, Some(2)));
    assert_eq!(concerns[0].params.get("reason").map(String::as_str), Some("blurred"));
    let told = EventFilter { action: Some("concern.raised".into()), ..Default::default() };
    assert_eq!(register.events(&all(), &told).await.unwrap().len(), 1);
    // Reading again is not the asker: the request stays.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(ask(RescanReason::FoldedCorner).await, RescanAsked::Before);
    register.decide(&all(), concerns[0].id, "accept", Some("same_paper")).await.unwrap();
    assert_eq!(ask(RescanReason::Blurred).await, RescanAsked::Decided("accept".to_owned()));
    let other = register.ensure_office("5900", "Сумське", "Sumy", None).await.unwrap();
    let stranger = house.user_of("v9", other).await;
    let foreign = register.ask_rescan(&stranger.access(), page, RescanReason::CutOff).await;
    assert!(matches!(foreign, Err(RegisterError::NotFound)));
}

async fn tasks_belong_to_one(house: House) {
    let register = &house.register;
    let (_, pages) = house.due("А-1", 2).await;
    let two = Understood {
        documents: vec![
            paper("case_cover", &pages[..1], "Коваль"),
            paper("passport", &pages[1..], "Мельник"),
        ],
        ..Understood::default()
    };
    house.understand(two).await;
    let (one, two) = (house.user("v1").await, house.user("v2").await);
    let first = register.next_task(&one.access(), &[]).await.unwrap().unwrap();
    assert_eq!(first.field.value.as_deref(), Some("Коваль"));
    assert_eq!(first.document.as_ref().map(|document| document.kind.as_str()), Some("case_cover"));
    let second = register.next_task(&two.access(), &[]).await.unwrap().unwrap();
    assert_eq!(second.field.value.as_deref(), Some("Мельник"), "the first is held");
    let same = register.next_task(&one.access(), &[]).await.unwrap().unwrap();
    assert_eq!(same.field.id, first.field.id, "one's own task comes back");
    assert_eq!(register.next_task(&one.access(), &[first.field.id]).await.unwrap(), None);
    let looked = register.task(&two.access(), first.field.id).await.unwrap();
    assert_eq!(looked.held_by_other.map(|(name, _)| name).as_deref(), Some("Особа v1"));
    let counts = register.queue_counts(&one.access()).await.unwrap();
    assert_eq!((counts.review, counts.held, counts.mine_today), (2, 2, 0));
    register.release_task(&one.access(), first.field.id).await.unwrap();
    assert_eq!(register.task(&two.access(), first.field.id).await.unwrap().held_by_other, None);
    // A lease ends by itself.
    let later = register.ahead(Duration::minutes(TASK_MINUTES + 1));
    assert!(later.next_task(&one.access(), &[]).await.unwrap().is_some());
    later.verify(&one.access(), first.field.id, 1, VerdictKind::Confirmed, None, later.now()).await.unwrap();
    let counts = later.queue_counts(&one.access()).await.unwrap();
    assert_eq!((counts.review, counts.verified, counts.mine_today), (1, 1, 1));
    // Nobody but people verifies.
    assert_eq!(register.next_task(&all(), &[]).await.unwrap(), None);
}

async fn the_dossier_follows(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 2).await;
    let own = found("surname", "Коваль", FieldStatus::Review, pages[0].id);
    let source = |document| FieldSource { document, path: "surname".to_owned() };
    let two = Understood {
        documents: vec![
            paper("case_cover", &pages[..1], "Коваль"),
            paper("passport", &pages[1..], "Мельник"),
        ],
        dossier_fields: vec![DossierField { found: own, sources: vec![source(0), source(1)] }],
        ..Understood::default()
    };
    house.understand(two).await;
    let user = house.user("v1").await;
    let whole = house.field(dossier, "surname", false).await;
    assert_eq!(whole.sources.len(), 2);
    // A person says what the passport reads: that holds for the dossier, with the passport's ink.
    let at = register.now();
    register.verify(&user.access(), whole.sources[1], 1, VerdictKind::Confirmed, None, at).await.unwrap();
    let followed = register.field(&all(), whole.id).await.unwrap();
    assert_eq!((followed.value.as_deref(), followed.status), (Some("Мельник"), FieldStatus::Verified));
    assert_eq!(followed.evidence.map(|ink| ink.page), Some(pages[1].id));
    assert_eq!(followed.verdict, None);
    // Two papers, two people's words: open again.
    register.verify(&user.access(), whole.sources[0], 1, VerdictKind::Confirmed, None, at).await.unwrap();
    let open = register.field(&all(), whole.id).await.unwrap();
    assert_eq!((open.value.as_deref(), open.status), (Some("Коваль"), FieldStatus::Review));
    // A verdict on the dossier's own value stands above both, whatever comes later.
    let value = Some("Мельник".to_owned());
    register.verify(&user.access(), whole.id, open.version, VerdictKind::Corrected, value, at).await.unwrap();
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    let kept = register.field(&all(), whole.id).await.unwrap();
    assert_eq!((kept.value.as_deref(), kept.status), (Some("Мельник"), FieldStatus::Verified));
    let summary = register.dossier(&all(), dossier).await.unwrap().summary;
    assert_eq!(summary.surname.as_deref(), Some("Мельник"));
}
