//! What people decide about pages and Concerns is done, told and can be taken back; two at once are told.

use dossier::concern::ConcernCode;
use dossier::field::{FieldStatus, VerdictKind};
use dossier::page::{AcceptReason, Aside, PageState, RescanReason};
use dossier::stage::Stage;
use dossier::{DossierId, PageId};
use register::*;

use crate::house::{House, all, both, page_read, simple};

both!(
    a_new_scan_takes_the_place_of_the_old,
    scans_find_their_pages,
    another_sheet_becomes_its_own_page,
    two_operators_are_told,
    acts_settle_concerns_and_are_undone,
    a_step_is_repeated_with_fresh_attempts,
    a_page_moves_and_comes_back,
    a_separator_is_heeded,
    what_a_person_says_of_two_pages_stays,
    decisions_that_cannot_be_are_refused,
);

/// Three files of one page each, read and understood as one paper.
async fn three(house: &House) -> (DossierId, Vec<Page>) {
    let mut dossier = None;
    for (order, name) in ["1.tif", "2.tif", "3.tif"].into_iter().enumerate() {
        dossier = Some(house.give("А-1", name, order as u32).await.1);
    }
    let dossier = dossier.unwrap();
    house.paginate(1).await;
    house.read().await;
    house.register.close_dossier(dossier, Closing::Marker).await.unwrap();
    let pages = house.register.pages(&all(), dossier).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    house.finish().await;
    (dossier, pages)
}

async fn ask(house: &House, page: &Page) -> Acted {
    let access = house.user(&format!("o{}", PageId::new())).await.access();
    let act = PageAct::Rescan(RescanReason::Blurred);
    house.register.act_on_pages(&access, house.batch.id, act, &[(page.id, page.version)]).await.unwrap()
}

/// The same sheet again, under the same name.
async fn bring(house: &House, name: &str, page: Option<PageId>) {
    let mut file = house.file("А-1", name, 0);
    file.digest = dossier::Digest::of(format!("again {name} {}", PageId::new()).as_bytes());
    house.register.receive_for(file, page).await.unwrap();
}

async fn offered(house: &House) -> Vec<Rescan> {
    house.register.rescans(&all(), house.batch.id).await.unwrap()
}

async fn events(house: &House, action: &str) -> usize {
    let filter = EventFilter { action: Some(action.to_owned()), ..EventFilter::default() };
    house.register.events(&all(), &filter).await.unwrap().len()
}

fn ids(pages: &[Page]) -> Vec<PageId> {
    pages.iter().map(|page| page.id).collect()
}

async fn a_new_scan_takes_the_place_of_the_old(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    let before = register.documents(&all(), dossier).await.unwrap();
    let user = house.user("v1").await;
    let surname = house.field(dossier, "surname", true).await;
    let verdict = VerdictKind::Confirmed;
    register
        .verify(&user.access(), surname.id, surname.version, verdict, None, register.now())
        .await
        .unwrap();
    house.finish().await;
    let unreadable = NewConcern::new(ConcernCode::PageUnreadable).on_page(pages[0].id);
    let concern = register.raise(&all(), dossier, unreadable).await.unwrap();

    // Asked for as the decision about its Concern; the first page is also the border of its document.
    register.decide(&user.access(), concern, "rescan", Some("blurred")).await.unwrap();
    let waiting = offered(&house).await;
    assert_eq!((waiting.len(), waiting[0].page, waiting[0].number), (1, pages[0].id, 1));
    assert_eq!((waiting[0].reason, waiting[0].offered), (RescanReason::Blurred, None));
    assert_eq!(register.rescan_count(&all(), house.batch.id).await.unwrap(), 1);

    // It comes to a closed dossier and leaves it as it is until a person has looked.
    bring(&house, "0001-new.tif", Some(pages[0].id)).await;
    house.paginate(1).await;
    house.read().await;
    assert!(house.claim(Stage::Understand).await.is_empty());
    let now = register.dossier(&all(), dossier).await.unwrap();
    assert_eq!((now.pages, now.state), (3, dossier::state::DossierState::Understood));
    assert_eq!(ids(&register.pages(&all(), dossier).await.unwrap()), ids(&pages));
    let new = offered(&house).await[0].offered.unwrap();
    let shown = register.page(&all(), new).await.unwrap();
    assert_eq!((shown.aside, shown.replaces), (Some(Aside::Offered), Some(pages[0].id)));
    assert_eq!(register.pages_aside(&all(), dossier).await.unwrap(), std::slice::from_ref(&shown));

    let stale = register.confirm_rescan(&user.access(), new, shown.version + 1).await;
    assert!(matches!(stale, Err(RegisterError::Conflict(_))));
    register.confirm_rescan(&user.access(), new, shown.version).await.unwrap();
    let twice = register.confirm_rescan(&user.access(), new, shown.version).await;
    assert!(matches!(twice, Err(RegisterError::Conflict(_))));
    let order = register.pages(&all(), dossier).await.unwrap();
    assert_eq!(ids(&order), [new, pages[1].id, pages[2].id]);
    let kept = register.page(&all(), pages[0].id).await.unwrap();
    assert_eq!((kept.aside, kept.document), (Some(Aside::Replaced), None));
    assert_eq!(register.pages_aside(&all(), dossier).await.unwrap(), [kept]);
    assert!(offered(&house).await.is_empty());
    house.understand(simple(&order, "Коваль")).await;
    let after = register.documents(&all(), dossier).await.unwrap();
    assert_eq!((after.len(), after[0].id, after[0].first_page), (1, before[0].id, new));
    let surname = house.field(dossier, "surname", true).await;
    assert_eq!(surname.status, FieldStatus::Verified, "the verdict stays with its document");
    assert_eq!(events(&house, "page.replaced").await, 1);
    house.finish().await;

    let now = register.page(&all(), new).await.unwrap();
    register.undo_rescan(&user.access(), new, now.version).await.unwrap();
    assert_eq!(ids(&register.pages(&all(), dossier).await.unwrap()), ids(&pages));
    assert_eq!(offered(&house).await[0].offered, Some(new), "it waits beside the old one again");
    house.understand(simple(&pages, "Коваль")).await;
    let back = register.documents(&all(), dossier).await.unwrap();
    assert_eq!((back[0].id, back[0].first_page), (before[0].id, pages[0].id));
    assert_eq!(events(&house, "page.replace_undone").await, 1);
}

async fn scans_find_their_pages(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    for page in [&pages[0], &pages[2]] {
        assert_eq!(ask(&house, page).await.done, [page.id]);
    }
    // By name, whatever stands before it.
    bring(&house, "3.tif", None).await;
    house.paginate(1).await;
    let of = |all: &[Rescan], page: PageId| all.iter().find(|one| one.page == page).unwrap().offered;
    let now = offered(&house).await;
    assert!(of(&now, pages[2].id).is_some() && of(&now, pages[0].id).is_none());
    // Any other name: in order; what is left over is a page of its own.
    bring(&house, "ще раз.tif", None).await;
    house.paginate(2).await;
    let first = of(&offered(&house).await, pages[0].id).unwrap();
    assert_eq!(register.page(&all(), first).await.unwrap().frame, 0);
    assert_eq!(register.pages(&all(), dossier).await.unwrap().len(), 4);
    // A scan that waits to be confirmed holds the question open.
    let access = house.user("o").await.access();
    let shown = register.page(&all(), pages[0].id).await.unwrap();
    let keep = [(shown.id, shown.version)];
    let kept = register.act_on_pages(&access, house.batch.id, PageAct::KeepScan, &keep).await.unwrap();
    assert_eq!(kept.idle, [pages[0].id]);
}

async fn another_sheet_becomes_its_own_page(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    ask(&house, &pages[1]).await;
    bring(&house, "4.tif", None).await;
    house.paginate(1).await;
    house.read().await;
    let new = offered(&house).await[0].offered.unwrap();
    let shown = register.page(&all(), new).await.unwrap();
    register.decline_rescan(&all(), new, shown.version).await.unwrap();
    let order = register.pages(&all(), dossier).await.unwrap();
    assert_eq!(ids(&order), [pages[0].id, pages[1].id, pages[2].id, new]);
    assert_eq!(offered(&house).await[0].offered, None, "the old one still awaits");
    register.close_dossier(dossier, Closing::Asked).await.unwrap();
    house.understand(simple(&order, "Коваль")).await;
}

async fn two_operators_are_told(house: House) {
    let register = &house.register;
    let (_, pages) = three(&house).await;
    let (one, two) = (house.user("o1").await, house.user("o2").await);
    let shown = [(pages[0].id, pages[0].version), (pages[1].id, pages[1].version)];
    let batch = house.batch.id;
    let marked = register.act_on_pages(&one.access(), batch, PageAct::Mark, &shown[..1]).await.unwrap();
    assert_eq!(marked.done, [pages[0].id]);
    let seen = register.page(&all(), pages[0].id).await.unwrap();
    assert_eq!((seen.marked_by, seen.marked_name.as_deref()), (Some(one.id), Some("Особа o1")));
    // The other still sees the page unmarked: it is left alone, the rest is done.
    let act = PageAct::Rescan(RescanReason::CutOff);
    let acted = register.act_on_pages(&two.access(), batch, act, &shown).await.unwrap();
    assert_eq!((acted.done, acted.clashed), (vec![pages[1].id], vec![pages[0].id]));
    let elsewhere = register.ensure_batch(house.office, "інша", None).await.unwrap().id;
    let none = register.act_on_pages(&one.access(), elsewhere, PageAct::Mark, &shown).await;
    assert!(matches!(none, Err(RegisterError::NotFound)));
    let office = register.ensure_office("5900", "Інший", "Other", None).await.unwrap();
    let stranger = house.user_of("o3", office).await;
    let none = register.act_on_pages(&stranger.access(), batch, PageAct::Mark, &shown).await;
    assert!(matches!(none, Err(RegisterError::NotFound)), "another office does not exist");
}

async fn acts_settle_concerns_and_are_undone(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    let access = house.user("o1").await.access();
    let raise = NewConcern::new(ConcernCode::PageUnreadable).on_page(pages[0].id);
    let concern = register.raise(&all(), dossier, raise).await.unwrap();
    let state = async || register.concern(&all(), concern).await.unwrap();
    let act = async |act: PageAct| {
        let page = register.page(&all(), pages[0].id).await.unwrap();
        let named = [(page.id, page.version)];
        register.act_on_pages(&access, house.batch.id, act, &named).await.unwrap().done.len()
    };
    for (there, decision, note, back) in [
        (PageAct::Accept(AcceptReason::SamePaper), "accept", Some("same_paper"), PageAct::Unaccept),
        (PageAct::Rescan(RescanReason::FedDouble), "rescan", Some("fed_double"), PageAct::KeepScan),
        (PageAct::Blank, "blank", None, PageAct::NotBlank),
    ] {
        assert_eq!(act(there).await, 1);
        let decided = state().await;
        assert_eq!((decided.state, decided.decision.as_deref()), (ConcernState::Decided, Some(decision)));
        assert_eq!(decided.note.as_deref(), note);
        assert_eq!(act(there).await, 0, "nothing more to do: {decision}");
        assert_eq!(act(back).await, 1);
        assert_eq!(state().await.state, ConcernState::Open);
        if there == PageAct::Blank {
            house.understand(simple(&pages, "Коваль")).await;
        }
    }
    // What a person calls blank no engine calls otherwise.
    assert_eq!(act(PageAct::Blank).await, 1);
    house.understand(simple(&pages, "Коваль")).await;
    register.again(&all(), dossier, Again::Read).await.unwrap();
    house.read().await;
    assert!(register.page(&all(), pages[0].id).await.unwrap().blank);
    assert_eq!(events(&house, "page.blank_set").await, 2);
    assert_eq!(events(&house, "concern.reopened").await, 3);
}

async fn a_step_is_repeated_with_fresh_attempts(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    register.again(&all(), dossier, Again::Read).await.unwrap();
    for claim in house.claim(Stage::Recognise).await {
        let page = PageId(claim.job.subject);
        if page == pages[0].id {
            register.fail(&claim, "engine.lost", Retry::Never).await.unwrap();
        } else {
            register.commit_recognised(&claim, page, page_read("engine 2"), vec![]).await.unwrap();
        }
    }
    house.understand(simple(&pages, "Коваль")).await;
    let open = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    assert_eq!((open.len(), open[0].code), (1, ConcernCode::StepFailed));
    for turn in 0..2 {
        let open = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
        register.decide(&all(), open[0].id, "retry", None).await.unwrap();
        assert!(matches!(register.undecide(&all(), open[0].id).await, Err(RegisterError::Conflict(_))));
        let claims = house.claim(Stage::Recognise).await;
        assert_eq!((claims.len(), claims[0].attempt), (1, 1), "fresh attempts");
        assert_eq!(register.page(&all(), pages[0].id).await.unwrap().state, PageState::Waiting);
        if turn == 0 {
            // It fails again: the question comes again, the first answer is history.
            register.fail(&claims[0], "engine.lost", Retry::Never).await.unwrap();
        } else {
            register.commit_recognised(&claims[0], pages[0].id, page_read("engine 2"), vec![]).await.unwrap();
        }
        house.understand(simple(&pages, "Коваль")).await;
        let left = register.concerns(&all(), &ConcernFilter::default()).await.unwrap().len();
        assert_eq!(left, 1 - turn);
    }
    // A file that could not be parted into pages, given again.
    house.give("Б-1", "b.tif", 0).await;
    let claim = house.claim(Stage::Paginate).await.remove(0);
    register.fail(&claim, "engine.lost", Retry::Never).await.unwrap();
    let open = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    register.decide(&all(), open[0].id, "retry", None).await.unwrap();
    house.paginate(2).await;
    house.read().await;
    assert_eq!(register.pages(&all(), open[0].dossier).await.unwrap().len(), 2);
    // A copy that could not be made.
    let claim = house.claim(Stage::Publish).await.remove(0);
    register.fail(&claim, "publish.failed", Retry::Never).await.unwrap();
    let open = register.concerns(&all(), &ConcernFilter::default()).await.unwrap();
    register.decide(&all(), open[0].id, "retry", None).await.unwrap();
    assert_eq!(house.claim(Stage::Publish).await.len(), 1);
}

async fn a_page_moves_and_comes_back(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    let access = house.user("o1").await.access();
    let last = &pages[2];
    assert_eq!(register.move_preview(&access, last.id, "44120/П").await.unwrap(), None);
    for own in ["А-1"] {
        assert!(matches!(
            register.move_preview(&access, last.id, own).await,
            Err(RegisterError::Conflict(_))
        ));
        let moved = register.move_page(&access, last.id, last.version, own).await;
        assert!(matches!(moved, Err(RegisterError::Conflict(_))));
    }
    let elsewhere = register.ensure_batch(house.office, "інша", None).await.unwrap().id;
    register.dossier_for(house.office, elsewhere, "чужа").await.unwrap();
    assert!(matches!(
        register.move_page(&access, last.id, last.version, "чужа").await,
        Err(RegisterError::Conflict(_))
    ));

    let moved = register.move_page(&access, last.id, last.version, "44120/П").await.unwrap();
    assert_eq!((moved.from, moved.pages), (dossier, 1));
    assert_eq!(register.documents(&all(), dossier).await.unwrap()[0].last_page, pages[1].id);
    assert_eq!(ids(&register.pages(&all(), moved.to).await.unwrap()), [last.id]);
    let there = register.page(&all(), last.id).await.unwrap();
    assert_eq!((there.home, there.came_from), (dossier, Some(dossier)), "its bytes stay where they came");
    assert_eq!(register.move_preview(&access, pages[0].id, "44120/П").await.unwrap(), Some(1));
    assert_eq!(house.claim(Stage::Understand).await.len(), 2, "both are understood again");
    let stale = register.move_back(&access, last.id, last.version).await;
    assert!(matches!(stale, Err(RegisterError::Conflict(_))));
    register.move_back(&access, last.id, there.version).await.unwrap();
    assert_eq!(ids(&register.pages(&all(), dossier).await.unwrap()), ids(&pages), "in its old place");
    assert!(register.pages(&all(), moved.to).await.unwrap().is_empty());
    assert_eq!((events(&house, "page.moved").await, events(&house, "page.moved_back").await), (2, 2));
}

async fn a_separator_is_heeded(house: House) {
    let register = &house.register;
    let (dossier, _) = house.due("А-1", 3).await;
    let pages = register.pages(&all(), dossier).await.unwrap();
    register.again(&all(), dossier, Again::Read).await.unwrap();
    for claim in house.claim(Stage::Recognise).await {
        let page = PageId(claim.job.subject);
        let mut outcome = page_read("engine 2");
        if let PageOutcome::Read(read) = &mut outcome
            && page == pages[1].id
        {
            read.separator = Some("SPRAVA:DOSSIER:44120/П".to_owned());
        }
        register.commit_recognised(&claim, page, outcome, vec![]).await.unwrap();
    }
    let raise = NewConcern::new(ConcernCode::SeparatorDiffers).on_page(pages[1].id);
    let concern = register.raise(&all(), dossier, raise).await.unwrap();
    let can = register.concern(&all(), concern).await.unwrap().can;
    assert_eq!(can.moved, Some(("44120/П".to_owned(), 2)));
    register.decide(&all(), concern, "moved", None).await.unwrap();
    let there = register.find_dossiers(&all(), "44120/П").await.unwrap().remove(0);
    assert_eq!(ids(&register.pages(&all(), there.id).await.unwrap()), [pages[1].id, pages[2].id]);
    assert_eq!(register.pages(&all(), dossier).await.unwrap().len(), 1);
}

async fn what_a_person_says_of_two_pages_stays(house: House) {
    let register = &house.register;
    let (dossier, pages) = three(&house).await;
    let twin = Some(pages[0].id);
    let doubt = NewConcern { twin, ..NewConcern::new(ConcernCode::PerhapsDuplicate).on_page(pages[1].id) };
    let concern = register.raise(&all(), dossier, doubt).await.unwrap();
    let duplicate = async || register.page(&all(), pages[1].id).await.unwrap().duplicate_of;
    register.decide(&all(), concern, "duplicate", None).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(duplicate().await, twin);
    register.undecide(&all(), concern).await.unwrap();
    house.understand(simple(&pages, "Коваль")).await;
    assert_eq!(duplicate().await, None);
    register.decide(&all(), concern, "different", None).await.unwrap();
    let same = Understood { duplicates: vec![(pages[1].id, pages[0].id)], ..simple(&pages, "Коваль") };
    house.understand(same).await;
    assert_eq!(duplicate().await, None, "a machine never overwrites a person");
}

async fn decisions_that_cannot_be_are_refused(house: House) {
    let register = &house.register;
    let (dossier, _) = three(&house).await;
    let refused = async |code: ConcernCode, decision: &str, note: Option<&str>| {
        let concern = register.raise(&all(), dossier, NewConcern::new(code)).await.unwrap();
        let done = register.decide(&all(), concern, decision, note).await;
        assert!(matches!(done, Err(RegisterError::Conflict(_))), "{decision}: {done:?}");
        let state = register.concern(&all(), concern).await.unwrap().state;
        assert_eq!(state, ConcernState::Open, "{decision}: nothing is half done");
        concern
    };
    refused(ConcernCode::FileDamaged, "accept", None).await;
    refused(ConcernCode::PageUnreadable, "rescan", Some("blurred")).await;
    refused(ConcernCode::PerhapsDuplicate, "duplicate", None).await;
    refused(ConcernCode::SeparatorDiffers, "moved", None).await;
    refused(ConcernCode::StepFailed, "retry", None).await;
    refused(ConcernCode::StepFailed, "destroy", None).await;
    let missing = refused(ConcernCode::SheetsDiffer, "added", None).await;
    house.give("А-1", "нове.tif", 9).await;
    register.decide(&all(), missing, "added", None).await.unwrap();
}
