//! A machine never overwrites a person: reading again keeps ids and verdicts, and says what it could not keep.

use dossier::concern::ConcernCode;
use dossier::field::{FieldStatus, VerdictKind};
use dossier::state::DossierState;
use register::*;

use crate::house::{House, all, both, found, page_read, paper, simple};

both!(
    ids_and_verdicts_stay,
    pages_of_this_engine_are_left,
    a_vanished_document_is_told,
    concerns_are_renewed,
    separators_part_dossiers,
    duplicates_are_marked,
);

async fn ids_and_verdicts_stay(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 4).await;
    let two = Understood {
        documents: vec![paper("case_cover", &pages[..1], "Ковапь"), paper("passport", &pages[1..], "Коваль")],
        ..Understood::default()
    };
    house.understand(two).await;
    let before = register.documents(&all(), dossier).await.unwrap();
    assert_eq!((before[0].first_number, before[1].first_number, before[1].last_number), (1, 2, 4));
    let user = house.user("v1").await;
    let wrong = house.field(dossier, "surname", true).await;
    let at = register.now();
    let value = Some("Коваль".to_owned());
    register
        .verify(&user.access(), wrong.id, wrong.version, VerdictKind::Corrected, value, at)
        .await
        .unwrap();
    register.set_kind(&user.access(), before[1].id, "pension_certificate").await.unwrap();

    // Another engine reads every page anew; the cover's surname is read otherwise, the passport ends earlier.
    register.again(&all(), dossier, Again::Read).await.unwrap();
    for claim in house.claim(dossier::stage::Stage::Recognise).await {
        assert_eq!(claim.job.revision, 2);
        let page = dossier::PageId(claim.job.subject);
        register.commit_recognised(&claim, page, page_read("engine 2"), vec![]).await.unwrap();
    }
    let mut cover = paper("case_cover", &pages[..1], "Кобаль");
    cover.fields.push(found("birth_date", "1950-01-02", FieldStatus::Auto, pages[0].id));
    let again = Understood {
        documents: vec![
            cover,
            paper("passport", &pages[1..3], "Коваль"),
            paper("other", &pages[3..], "Коваль"),
        ],
        ..Understood::default()
    };
    house.understand(again).await;
    let after = register.documents(&all(), dossier).await.unwrap();
    assert_eq!((after.len(), after[0].id, after[1].id), (3, before[0].id, before[1].id));
    assert_eq!((after[1].kind.as_str(), after[1].last_number), ("pension_certificate", 3));
    let kept = register.field(&all(), wrong.id).await.unwrap();
    assert_eq!((kept.value.as_deref(), kept.status), (Some("Коваль"), FieldStatus::Verified));
    assert_eq!(
        kept.candidates[0].value.as_deref(),
        Some("Кобаль"),
        "what the machine says now stands beside"
    );
    assert_eq!(kept.verdict.as_ref().and_then(|verdict| verdict.by), Some(user.id));
    assert_eq!(register.verdicts(&all(), dossier).await.unwrap().len(), 1);
    let page = register.page(&all(), pages[0].id).await.unwrap();
    assert_eq!((page.engine.as_deref(), page.document), (Some("engine 2"), Some(after[0].id)));
    // The field is no longer found at all: the verdict alone holds it.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    let mut bare = paper("case_cover", &pages, "x");
    bare.fields.clear();
    house.understand(Understood { documents: vec![bare], ..Understood::default() }).await;
    let kept = register.field(&all(), wrong.id).await.unwrap();
    assert_eq!((kept.value.as_deref(), kept.candidates.len()), (Some("Коваль"), 0));
}

async fn pages_of_this_engine_are_left(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 3).await;
    house.understand(simple(&pages, "Коваль")).await;
    let revision = register.dossier(&all(), dossier).await.unwrap().revision;
    // The engine of the test, by its whole name and by its beginning, read them all.
    let engine = register.page(&all(), pages[0].id).await.unwrap().engine.unwrap();
    let beginning = engine.split(' ').next().unwrap();
    assert_ne!(beginning, engine, "its name has several words");
    for same in [engine.as_str(), beginning] {
        assert_eq!(register.read_with(&all(), dossier, same).await.unwrap(), 0);
    }
    assert_eq!(register.dossier(&all(), dossier).await.unwrap().revision, revision, "nothing was begun");
    assert!(house.claim(dossier::stage::Stage::Recognise).await.is_empty());
    // The beginning of a word is not the word.
    let cut = &beginning[..beginning.len() - 1];
    assert_eq!(register.read_with(&all(), dossier, cut).await.unwrap(), 3);
    assert_eq!(
        register.read_with(&all(), dossier, cut).await.unwrap(),
        0,
        "what waits is not asked for twice"
    );
    let claims = house.claim(dossier::stage::Stage::Recognise).await;
    assert_eq!(claims.len(), 3);
    // One page is read by a new engine, two fail: those two are tried again.
    for (at, claim) in claims.iter().enumerate() {
        let page = dossier::PageId(claim.job.subject);
        let failed = PageOutcome::Failed { code: ConcernCode::PageCrashed, params: Default::default() };
        let outcome = if at == 0 { page_read("new 2 Cyrillic") } else { failed };
        register.commit_recognised(claim, page, outcome, vec![]).await.unwrap();
    }
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(register.read_with(&all(), dossier, "new 2").await.unwrap(), 2);
}

async fn a_vanished_document_is_told(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 2).await;
    let two = Understood {
        documents: vec![
            paper("case_cover", &pages[..1], "Коваль"),
            paper("passport", &pages[1..], "Мельник"),
        ],
        ..Understood::default()
    };
    house.understand(two).await;
    let user = house.user("v1").await;
    let fields = register.fields(&all(), dossier).await.unwrap();
    let second = fields.iter().find(|field| field.value.as_deref() == Some("Мельник")).unwrap();
    register
        .verify(&user.access(), second.id, second.version, VerdictKind::Confirmed, None, register.now())
        .await
        .unwrap();
    // One paper now: the second document is gone, and the verdict hangs in the air.
    for _ in 0..2 {
        register.again(&all(), dossier, Again::Understand).await.unwrap();
        house.understand(simple(&pages, "Коваль")).await;
        let concerns = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
        assert_eq!(
            (concerns.len(), concerns[0].code),
            (1, ConcernCode::VerdictOrphaned),
            "told once, and it stays"
        );
        assert_eq!(concerns[0].params["field"], "surname");
    }
    assert_eq!(register.documents(&all(), dossier).await.unwrap().len(), 1);
    assert!(matches!(register.field(&all(), second.id).await, Err(RegisterError::NotFound)));
    assert_eq!(register.verdicts(&all(), dossier).await.unwrap().len(), 1, "nothing a person said is lost");
    // The border comes back, and with it the document and its verdict.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    let two = Understood {
        documents: vec![
            paper("case_cover", &pages[..1], "Коваль"),
            paper("passport", &pages[1..], "Мельний"),
        ],
        ..Understood::default()
    };
    house.understand(two).await;
    assert_eq!(
        register.concerns(&all(), &ConcernFilter::default()).await.unwrap(),
        [],
        "it answers its own question"
    );
    let back = register.field(&all(), second.id).await.unwrap();
    assert_eq!((back.value.as_deref(), back.status), (Some("Мельник"), FieldStatus::Verified));
}

async fn concerns_are_renewed(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 1).await;
    let differ = NewConcern::new(ConcernCode::ValuesDiffer).with("field", "surname");
    let raised =
        Understood { concerns: vec![differ.clone(), differ.clone()], ..simple(&pages, "Коваль") };
    house.understand(raised.clone()).await;
    let open = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!(open.len(), 1);
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(register.concerns(&all(), &ConcernFilter::default()).await.unwrap(), [], "withdrawn");
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(raised.clone()).await;
    let again = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!(again[0].id, open[0].id);
    let user = house.user("v1").await;
    register.decide(&user.access(), open[0].id, "checked", Some("різні папери")).await.unwrap();
    let twice = register.decide(&user.access(), open[0].id, "checked", None).await;
    assert!(matches!(twice, Err(RegisterError::Conflict(_))));
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(raised).await;
    assert_eq!(
        register.concerns(&all(), &ConcernFilter::default()).await.unwrap(),
        [],
        "decided stays decided"
    );
    let decided = register.concern(&all(), open[0].id).await.unwrap();
    assert_eq!((decided.state, decided.decided_by), (ConcernState::Decided, Some(user.id)));
    assert_eq!(register.concern_counts(&all()).await.unwrap(), []);
}

async fn separators_part_dossiers(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("стос", 5).await;
    let understood = Understood {
        documents: vec![
            paper("case_cover", &pages[..2], "Коваль"),
            paper("case_cover", &pages[3..], "Мельник"),
        ],
        moved: pages[2..].iter().map(|page| (page.id, "А-2".to_owned())).collect(),
        duplicates: vec![(pages[4].id, pages[0].id)],
        ..Understood::default()
    };
    house.understand(understood).await;
    assert_eq!(register.pages(&all(), dossier).await.unwrap().len(), 2);
    assert_eq!(register.documents(&all(), dossier).await.unwrap().len(), 1);
    let other = register.find_dossiers(&all(), "А-2").await.unwrap().remove(0);
    assert_eq!((other.pages, other.state, other.batch), (3, DossierState::Reading, house.batch.id));
    let there = register.pages(&all(), other.id).await.unwrap();
    assert_eq!(
        there.iter().map(|page| page.id).collect::<Vec<_>>(),
        pages[2..].iter().map(|p| p.id).collect::<Vec<_>>()
    );
    assert_eq!((there[0].number, there[0].home, there[0].dossier), (1, dossier, other.id));
    assert_eq!(there[2].duplicate_of, None, "no page repeats one of another dossier");
    let (done, _) = house.understand(simple(&there, "Мельник")).await;
    assert_eq!(done, other.id);
    // Understanding the first again finds nothing more to move.
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages[..2], "Коваль")).await;
    assert!(house.claim(dossier::stage::Stage::Understand).await.is_empty());
}

async fn duplicates_are_marked(house: House) {
    let register = &house.register;
    let (dossier, pages) = house.due("А-1", 2).await;
    let mut understood = simple(&pages, "Коваль");
    understood.duplicates = vec![(pages[1].id, pages[0].id)];
    house.understand(understood).await;
    let marked = register.pages(&all(), dossier).await.unwrap();
    assert_eq!((marked[0].duplicate_of, marked[1].duplicate_of), (None, Some(pages[0].id)));
    register.again(&all(), dossier, Again::Understand).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(register.page(&all(), pages[1].id).await.unwrap().duplicate_of, None);
}
