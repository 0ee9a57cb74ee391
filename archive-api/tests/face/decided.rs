//! The operator's decisions on the wall, the page, the rescan list and the Concerns, as a browser makes them.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use dossier::access::Role;
use dossier::concern::ConcernCode;
use dossier::{BatchId, DossierId, PageId};
use register::{ConcernState, NewConcern, Page};

use crate::house::{Answer, Browser, House};
use crate::paper::{bring, read};

const FIELDS: &[(&str, &[&str])] = &[("surname", &["Кравченко"])];

/// A dossier of one read page, in a batch of its own, with an operator before it.
async fn house() -> (House, Browser, BatchId, DossierId, Page) {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let browser = house.browser("operator", &[Role::Operator]).await;
    let batch = house.app.register.dossier(&house.access(), dossier).await.unwrap().batch;
    let page = house.app.register.pages(&house.access(), dossier).await.unwrap().remove(0);
    (house, browser, batch, dossier, page)
}

async fn page(house: &House, id: PageId) -> Page {
    house.app.register.page(&house.access(), id).await.unwrap()
}

fn named(page: &Page) -> String {
    format!("{}:{}", page.id, page.version)
}

/// As the script of the wall sends it.
async fn act(browser: &mut Browser, batch: BatchId, fields: &[(&str, &str)]) -> Answer {
    let csrf = browser.csrf.clone();
    let mut body = String::new();
    for (key, value) in fields {
        body.push_str(&format!("{key}={}&", crate::house::escaped(value)));
    }
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-csrf-token", csrf.as_str()),
        ("x-live", "1"),
    ];
    browser.send(Method::POST, &format!("/batches/{batch}/pages"), &headers, Body::from(body)).await
}

#[tokio::test]
async fn the_wall_marks_and_asks_for_rescans() {
    let (house, mut browser, batch, _, one) = house().await;
    let wall = format!("/batches/{batch}");
    browser.get(&wall).await.is(StatusCode::OK).shows("id=\"wall-form\"").shows(&named(&one));
    act(&mut browser, batch, &[("act", "mark"), ("page", &named(&one))]).await.is(StatusCode::OK);
    browser.get(&format!("{wall}/wall")).await.shows("checked").shows("Тестова operator");
    let stale = named(&one);
    let fields = [("act", "rescan"), ("rescan_reason", "blurred"), ("page", stale.as_str())];
    act(&mut browser, batch, &fields).await.is(StatusCode::OK).shows("змінила інша людина");
    let now = named(&page(&house, one.id).await);
    act(&mut browser, batch, &[("act", "rescan"), ("page", &now)]).await.shows("Вкажіть причину");
    act(&mut browser, batch, &[("act", "rescan"), ("rescan_reason", "blurred")]).await.shows("не вибрано");
    let asked =
        act(&mut browser, batch, &[("act", "rescan"), ("rescan_reason", "blurred"), ("page", &now)]).await;
    let undo = named(&page(&house, one.id).await);
    asked.is(StatusCode::OK).shows("1 сторінка чекає перезняття").shows(&undo).shows("value=\"keep\"");
    browser.get(&wall).await.shows("перезняти: розмито");
    browser
        .get(&format!("{wall}/rescans"))
        .await
        .is(StatusCode::OK)
        .shows("розмито")
        .shows("Тестова operator");
    act(&mut browser, batch, &[("act", "keep"), ("page", &undo)]).await.shows("більше не просять");
    browser.get(&format!("{wall}/rescans")).await.shows("Перезнімати нічого");
    act(&mut browser, batch, &[("act", "destroy"), ("page", &undo)]).await.is(StatusCode::BAD_REQUEST);
    // Without script the same form answers with the whole wall.
    let again = named(&page(&house, one.id).await);
    let plain = [("act", "blank"), ("page", again.as_str())];
    let shown = browser.post(&format!("{wall}/pages"), &plain).await.is(StatusCode::OK);
    shown.shows("1 сторінку названо порожньою").shows("id=\"wall\"");
    let mut supervisor = house.browser("supervisor", &[Role::Supervisor]).await;
    let watched = supervisor.get(&wall).await.is(StatusCode::OK);
    assert!(!watched.body.contains("wall-form") && !watched.body.contains("type=\"checkbox\""));
}

#[tokio::test]
async fn a_new_scan_is_confirmed_beside_the_old() {
    let (house, mut browser, batch, dossier, old) = house().await;
    let register = &house.app.register;
    let shown = named(&old);
    let fields = [("act", "rescan"), ("rescan_reason", "cut_off"), ("page", shown.as_str())];
    let address = format!("/batches/{batch}/pages/{}", old.id);
    browser.post(&address, &fields).await.is(StatusCode::OK).shows("Аркуш чекає перезняття: зрізано");
    let upload = browser.get(&format!("/batches/{batch}/upload?page={}", old.id)).await.is(StatusCode::OK);
    upload.shows("стане новим сканом сторінки 1").shows("63905/65").shows(&old.id.to_string());
    bring(&house, dossier, "63905/65", old.id).await;
    let new = register.rescans(&house.access(), batch).await.unwrap()[0].offered.unwrap();
    let address = format!("/batches/{batch}/rescans/{new}");
    browser.get(&format!("/batches/{batch}")).await.shows(&address);
    browser.get(&address).await.is(StatusCode::OK).shows("Старий скан").shows("Новий скан").shows("Замінити");
    let version = page(&house, new).await.version.to_string();
    let stale = [("act", "confirm"), ("version", "77")];
    browser.post(&address, &stale).await.is(StatusCode::OK).shows("щойно змінила інша людина");
    browser.post(&address, &[("act", "confirm"), ("version", &version)]).await.is(StatusCode::SEE_OTHER);
    browser.get(&address).await.shows("став на місце старого");
    let pages = register.pages(&house.access(), dossier).await.unwrap();
    assert_eq!((pages.len(), pages[0].id), (1, new));
    browser
        .get(&format!("/batches/{batch}/pages/{}", old.id))
        .await
        .is(StatusCode::OK)
        .shows("замінено новим");
    let version = page(&house, new).await.version.to_string();
    browser.post(&address, &[("act", "undo"), ("version", &version)]).await.is(StatusCode::SEE_OTHER);
    browser.get(&address).await.shows("Замінити");
    assert_eq!(register.pages(&house.access(), dossier).await.unwrap()[0].id, old.id);
    let version = page(&house, new).await.version.to_string();
    browser.post(&address, &[("act", "decline"), ("version", &version)]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(register.pages(&house.access(), dossier).await.unwrap().len(), 2);
    browser.get(&address).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_move_is_shown_before_it_is_made() {
    let (house, mut browser, batch, dossier, one) = house().await;
    let address = format!("/batches/{batch}/pages/{}", one.id);
    let fields = |act: &'static str| [("act", act), ("reference", "44120/П"), ("page", "")];
    let shown = browser.post(&address, &fields("move")).await.is(StatusCode::OK);
    shown.shows("Сторінка перейде до справи 44120/П").shows("value=\"move_sure\"");
    assert_eq!(page(&house, one.id).await.dossier, dossier, "nothing has moved yet");
    let sure = named(&one);
    let fields = [("act", "move_sure"), ("reference", "44120/П"), ("page", sure.as_str())];
    browser
        .post(&address, &fields)
        .await
        .is(StatusCode::OK)
        .shows("тепер у справі 44120/П")
        .shows("move_back");
    let moved = page(&house, one.id).await;
    assert_ne!(moved.dossier, dossier);
    browser.post(&address, &fields).await.is(StatusCode::OK).shows("відтоді змінилася");
    let back = named(&moved);
    let fields = [("act", "move_back"), ("page", back.as_str())];
    browser.post(&address, &fields).await.is(StatusCode::OK).shows("Сторінку повернуто");
    assert_eq!(page(&house, one.id).await.dossier, dossier);
    let own = [("act", "move"), ("reference", "63905/65")];
    browser.post(&address, &own).await.shows("перемістити не можна");
}

#[tokio::test]
async fn a_decision_says_what_it_does_and_is_taken_back() {
    let (house, mut browser, _, dossier, one) = house().await;
    let register = &house.app.register;
    let raise = NewConcern::new(ConcernCode::PageUnreadable).on_page(one.id);
    let concern = register.raise(&house.access(), dossier, raise).await.unwrap();
    let address = format!("/concerns/{concern}");
    let shown = browser.get(&address).await.is(StatusCode::OK);
    shown.shows("Перезняти").shows("Порожня сторінка").shows("Прийняти як є").shows("name=\"rescan_reason\"");
    let bare = browser.post(&address, &[("decision", "accept")]).await.is(StatusCode::SEE_OTHER);
    browser.get(bare.header("location")).await.shows("Вкажіть причину");
    browser.post(&address, &[("decision", "moved")]).await.is(StatusCode::SEE_OTHER);
    browser.post(&address, &[("decision", "destroy")]).await.is(StatusCode::BAD_REQUEST);
    let said = [("decision", "rescan"), ("rescan_reason", "folded_corner")];
    let done = browser.post(&address, &said).await.is(StatusCode::SEE_OTHER);
    browser.get(done.header("location")).await.shows("Рішення записано").shows(&format!("{address}/undo"));
    browser
        .get(&address)
        .await
        .shows("загнутий кут")
        .shows("До списку перезняття")
        .shows("Скасувати рішення");
    assert!(page(&house, one.id).await.rescan.is_some());
    browser.post(&format!("{address}/undo"), &[]).await.is(StatusCode::SEE_OTHER);
    assert!(page(&house, one.id).await.rescan.is_none());
    let open = register.concern(&house.access(), concern).await.unwrap();
    assert_eq!(open.state, ConcernState::Open);

    // A button that would do nothing is not there; what makes it possible is.
    let raise = NewConcern::new(ConcernCode::SheetsDiffer).with("listed", 3).with("scanned", 1);
    let missing = register.raise(&house.access(), dossier, raise).await.unwrap();
    let shown = browser
        .get(&format!("/concerns/{missing}"))
        .await
        .shows("На папері так само")
        .shows("/upload?dossier=");
    assert!(!shown.body.contains("value=\"added\""));
}

#[tokio::test]
async fn alike_concerns_are_decided_at_once_and_each_outcome_is_told() {
    let (house, mut browser, batch, dossier, one) = house().await;
    let register = &house.app.register;
    let mut raised = Vec::new();
    for name in ["1", "2", "3", "4"] {
        let other = house.dossier(batch, &format!("63905/6{name}")).await;
        let concern = NewConcern::new(ConcernCode::SheetsDiffer).with("listed", 26).with("scanned", 24);
        raised.push(register.raise(&house.access(), other, concern).await.unwrap());
    }
    let unreadable = NewConcern::new(ConcernCode::PageUnreadable).on_page(one.id);
    let other = register.raise(&house.access(), dossier, unreadable).await.unwrap();
    let data = NewConcern::new(ConcernCode::ValuesDiffer).with("field", "surname");
    let data = register.raise(&house.access(), dossier, data).await.unwrap();

    let shown = browser.get(&format!("/concerns/{}", raised[0])).await.is(StatusCode::OK).body;
    assert_eq!(shown.matches("form=\"decide\" name=\"concern\"").count(), 3, "the alike, not the open one");
    let state = async |id| register.concern(&house.access(), id).await.unwrap().state;
    // Meanwhile another operator decides one of them.
    let mut petro = house.browser("petro", &[Role::Operator]).await;
    petro
        .post(&format!("/concerns/{}", raised[2]), &[("decision", "complete")])
        .await
        .is(StatusCode::SEE_OTHER);
    let ids: Vec<String> = raised.iter().chain([&other]).map(ToString::to_string).collect();
    let mut fields = vec![("decision", "complete"), ("from", "?sort=missing")];
    fields.extend([1, 2, 3, 1, 4].map(|at| ("concern", ids[at].as_str())));
    let told = browser.post(&format!("/concerns/{}", raised[0]), &fields).await.is(StatusCode::OK);
    let told = told.shows("Вирішено зауважень: 3.").shows("Уже вирішено раніше: 1 (Тестова petro)");
    let told = told.shows("Так вирішити вже не можна: 1.").shows(&format!("/concerns/{}/undo", raised[0]));
    assert_eq!(told.body.matches("type=\"hidden\" name=\"concern\"").count(), 3);
    for id in &raised {
        assert_eq!(state(*id).await, ConcernState::Decided);
    }
    assert_eq!(state(other).await, ConcernState::Open, "another kind is left alone");
    // One's own decisions are taken back together; the other's stays.
    let undo: Vec<(&str, &str)> = [0, 1, 3].map(|at| ("concern", ids[at].as_str())).to_vec();
    let back = browser.post(&format!("/concerns/{}/undo", raised[0]), &undo).await.is(StatusCode::OK);
    back.shows("Знову відкрито зауважень: 3.");
    assert_eq!((state(raised[3]).await, state(raised[2]).await), (ConcernState::Open, ConcernState::Decided));
    // Where papers differ each is settled by its own ink: none can be marked.
    let mut verifier = house.browser("verifier", &[Role::Verifier]).await;
    let again = NewConcern::new(ConcernCode::ValuesDiffer).with("field", "birth_date");
    let again = register.raise(&house.access(), dossier, again).await.unwrap().to_string();
    let shown = verifier.get(&format!("/concerns/{data}")).await.is(StatusCode::OK).body;
    assert!(shown.contains(&again) && !shown.contains("type=\"checkbox\""));
    let both = [("decision", "checked"), ("concern", again.as_str())];
    let told = verifier.post(&format!("/concerns/{data}"), &both).await.is(StatusCode::OK);
    told.shows("Вирішено зауважень: 1.").shows("Так вирішити вже не можна: 1.");
    // What one may not decide does not exist, marked or not; what is no id is no form.
    let hidden = data.to_string();
    let foreign = [("decision", "complete"), ("concern", hidden.as_str())];
    browser.post(&format!("/concerns/{}", raised[1]), &foreign).await.is(StatusCode::NOT_FOUND);
    let nonsense = [("decision", "complete"), ("concern", "x")];
    browser.post(&format!("/concerns/{}", raised[3]), &nonsense).await.is(StatusCode::BAD_REQUEST);
    assert_eq!((state(raised[1]).await, state(raised[3]).await), (ConcernState::Open, ConcernState::Open));
}
