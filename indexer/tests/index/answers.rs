//! What an answer holds: totals, scope, filters, reasons, order; and what an index folder endures.

use crate::common::{content, everything, find, index_of, of_offices, query};
use dossier::OfficeId;
use dossier::access::Access;
use dossier::state::DossierState;
use indexer::{Content, Index, IndexError, Search, WhyCode};
use tempfile::TempDir;

const OWN_PAGE: &str = "ДОВІДКА видана Кравченку Захару Опанасовичу про заробітну плату";

fn person(office: OfficeId) -> Content {
    let mut one = content(
        office,
        &["Кравченко", "Захар", "Опанасович"],
        &[OWN_PAGE, "трудова книжка", "Кравченко З. О."],
    );
    one.card.birth_date = Some("1957-03-12".into());
    one.card.tax_number = Some("2089012345".into());
    one.card.case_number = Some("044120".into());
    one.card.numbers = vec!["СН123456".into()];
    one.card.other_names = vec!["Кравченко Олена Петрівна".into()];
    one
}

#[test]
fn totals_count_dossiers_not_pages() {
    let office = OfficeId::new();
    let all: Vec<Content> = (0..30).map(|_| person(office)).collect();
    let (_dir, search) = index_of(&all);
    let found = find(&search, "Кравченко");
    assert_eq!((found.total, found.hits.len(), found.hits[0].pages), (30, 30, 2));
    let second =
        search.find_now(&everything(), &indexer::Query { limit: 4, after: 28, ..query("Кравченко") });
    assert_eq!(second.expect("an answer").hits.len(), 2);
}

#[test]
fn scope_stands_inside_the_query() {
    let (own, foreign) = (OfficeId::new(), OfficeId::new());
    let (_dir, search) = index_of(&[person(own), person(foreign), person(foreign)]);
    let total = |access: &Access, text: &str| search.find_now(access, &query(text)).expect("an answer").total;
    for text in
        ["Кравченко", "2089012345", "044120", "12.03.1957", "\"трудова книжка\"", "Кравчемко", "СН123456"]
    {
        assert_eq!(total(&everything(), text), 3, "{text}");
        assert_eq!(total(&of_offices(&[own]), text), 1, "{text}");
        assert_eq!(total(&of_offices(&[own, foreign]), text), 3, "{text}");
        assert_eq!(total(&of_offices(&[OfficeId::new()]), text), 0, "{text}");
        assert_eq!(total(&of_offices(&[]), text), 0, "{text}");
    }
    let mut asked = query("Кравченко");
    asked.filters.offices = vec![foreign];
    assert_eq!(search.find_now(&of_offices(&[own]), &asked).expect("an answer").total, 0);
}

#[test]
fn hits_inside_a_dossier_keep_to_the_scope() {
    let (own, foreign) = (OfficeId::new(), OfficeId::new());
    let one = person(own);
    let (_dir, search) = index_of(std::slice::from_ref(&one));
    let pages = |access: &Access| -> Vec<u32> {
        let found = search.within_now(access, one.dossier, "Кравченко").expect("an answer");
        found.into_iter().map(|page| page.number).collect()
    };
    assert_eq!(pages(&of_offices(&[own])), [1, 3]);
    assert!(pages(&of_offices(&[foreign])).is_empty());
}

#[test]
fn reasons() {
    let (_dir, search) = index_of(&[person(OfficeId::new())]);
    let check = |text: &str, expected: &[WhyCode]| {
        let found = find(&search, text);
        let codes: Vec<WhyCode> = found.hits[0].why.iter().map(|why| why.code).collect();
        assert_eq!(codes, expected, "{text}: {found:?}");
    };
    check("2089012345", &[WhyCode::TaxNumber]);
    check("44120", &[WhyCode::CaseNumber]);
    check("044120/П", &[WhyCode::CaseNumber]);
    check("СН123456", &[WhyCode::DocumentNumber]);
    check("12.03.1957", &[WhyCode::BirthDate]);
    check("Кравченко", &[WhyCode::Name, WhyCode::Text]);
    check("Афанасьевич", &[WhyCode::NameForm, WhyCode::TextForm]);
    check("Кравчемко", &[WhyCode::NameSimilar, WhyCode::TextSimilar]);
    check("трудова", &[WhyCode::Text]);
}

#[test]
fn a_name_and_a_word_find_the_page_without_the_name() {
    let (_dir, search) = index_of(&[person(OfficeId::new())]);
    let found = find(&search, "Кравченко трудова книжка");
    let hit = &found.hits[0];
    assert_eq!((found.total, hit.page.expect("a page").number), (1, 2));
    let marked: Vec<&str> = hit.matched.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(marked, ["трудова", "книжка"]);
}

#[test]
fn filters() {
    let office = OfficeId::new();
    let mut draft = person(office);
    draft.state = DossierState::Reading;
    draft.card.birth_date = None;
    draft.kinds.clear();
    for page in &mut draft.pages {
        page.kind = None;
    }
    let (_dir, search) = index_of(&[person(office), draft]);
    let total = |change: fn(&mut indexer::Filters)| {
        let mut asked = query("Кравченко");
        change(&mut asked.filters);
        search.find_now(&everything(), &asked).expect("an answer").total
    };
    assert_eq!(total(|_| {}), 2);
    assert_eq!(total(|filters| filters.state = Some(DossierState::Reading)), 1);
    assert_eq!(total(|filters| filters.birth_years = Some((1950, 1957))), 1);
    assert_eq!(total(|filters| filters.birth_years = Some((1958, 1960))), 0);
    assert_eq!(total(|filters| filters.kinds = vec!["salary_certificate".into()]), 1);
    assert_eq!(total(|filters| filters.kinds = vec!["passport".into()]), 0);
}

#[test]
fn counts_are_of_all_found() {
    let (one, other) = (OfficeId::new(), OfficeId::new());
    let mut draft = person(other);
    draft.state = DossierState::Reading;
    draft.card.birth_date = None;
    let (_dir, search) = index_of(&[person(one), person(one), draft]);
    let asked = indexer::Query { limit: 1, ..query("Кравченко") };
    let counts = search.find_now(&everything(), &asked).expect("an answer").counts;
    assert_eq!(counts.offices, [(one, 2), (other, 1)]);
    assert_eq!(counts.states, [(DossierState::Understood, 2), (DossierState::Reading, 1)]);
    assert_eq!(counts.birth_years.into_iter().collect::<Vec<_>>(), [(1957, 2)]);
    let seen = search.find_now(&of_offices(&[other]), &asked).expect("an answer").counts;
    assert_eq!(seen.offices, [(other, 1)]);
}

#[test]
fn better_answers_come_first() {
    let office = OfficeId::new();
    let mentioned =
        content(office, &["Шевчук", "Олена"], &["за підписом Кравченко З. О. та інших осіб заводу"]);
    let misspelt = content(office, &["Кравченка", "Захар"], &["Кравчснко Захар"]);
    let own = person(office);
    let (_dir, search) = index_of(&[mentioned.clone(), misspelt.clone(), own.clone()]);
    let found = find(&search, "Кравченко");
    let order: Vec<_> = found.hits.iter().map(|hit| hit.dossier).collect();
    assert_eq!(order[0], own.dossier);
    assert!(order.contains(&mentioned.dossier));
}

#[test]
fn putting_again_replaces() {
    let mut one = person(OfficeId::new());
    let (_dir, search) = index_of(std::slice::from_ref(&one));
    let dir = TempDir::new().expect("a folder");
    let index = Index::open(dir.path()).expect("an index");
    index.put(&[one.clone()]).expect("put");
    one.card.names = vec!["Шевчук".into()];
    one.pages.truncate(1);
    index.put(&[one.clone(), one.clone()]).expect("put");
    let search_again = Search::new(index);
    assert_eq!(find(&search, "трудова").total, 1);
    assert_eq!(find(&search_again, "трудова").total, 0);
    assert_eq!(find(&search_again, "Шевчук").total, 1);
}

#[test]
fn empty_and_strange_questions_find_nothing() {
    let (_dir, search) = index_of(&[person(OfficeId::new())]);
    for text in [
        "",
        "  ",
        "\"\"",
        "?!",
        "()[]{}*:^~\\",
        "\u{0}",
        "про",
        &"а".repeat(5000),
        "AND OR NOT",
        "🙂",
        "title:x",
    ] {
        assert_eq!(find(&search, text).total, usize::from(text == "про"), "{text:?}");
    }
}

#[test]
fn another_form_asks_for_a_rebuild() {
    let dir = TempDir::new().expect("a folder");
    drop(Index::open(dir.path()).expect("an index"));
    assert!(!Index::needs_rebuild(dir.path()));
    let current = std::fs::read_to_string(dir.path().join("current")).expect("a name");
    std::fs::write(dir.path().join(current).join("form"), "0").expect("written");
    assert!(matches!(Index::open(dir.path()), Err(IndexError::FormDiffers)));
    assert!(Index::needs_rebuild(dir.path()));
}

#[test]
fn one_process_writes() {
    let dir = TempDir::new().expect("a folder");
    let (first, second) = (Index::open(dir.path()).expect("one"), Index::open(dir.path()).expect("two"));
    first.put(&[person(OfficeId::new())]).expect("the first writes");
    assert!(matches!(second.put(&[person(OfficeId::new())]), Err(IndexError::Busy)));
    drop(first);
    second.put(&[person(OfficeId::new())]).expect("the second writes when the first is gone");
    assert_eq!(find(&Search::new(second), "Кравченко").total, 2);
}
