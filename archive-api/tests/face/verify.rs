//! A verifier's journey: field after field, the doubt, the clash, the task of another, what does not exist.

use axum::http::StatusCode;
use dossier::access::Role;
use dossier::field::{FieldStatus, VerdictKind};

use crate::house::{Answer, Browser, House};
use crate::paper::{field, read};

pub const FIELDS: &[(&str, &[&str])] = &[
    ("birth_date", &["1971-12-08", "1977-12-08"]),
    ("surname", &["Кравченко"]),
    ("tax_number", &["1759013776"]),
];

pub fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split(&start).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub async fn give(browser: &mut Browser, page: &Answer, address: &str, fields: &[(&str, &str)]) -> Answer {
    let version = hidden(&page.body, "version");
    let sure = hidden(&page.body, "sure");
    let mut all = vec![("version", version.as_str()), ("sure", sure.as_str())];
    all.extend_from_slice(fields);
    browser.post(address, &all).await
}

async fn next(browser: &mut Browser) -> String {
    let answer = browser.post("/verify", &[]).await.is(StatusCode::SEE_OTHER);
    answer.header("location").to_owned()
}

#[tokio::test]
async fn a_verifier_goes_from_field_to_field() {
    let house = House::new().await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    olena.get("/verify").await.is(StatusCode::OK).shows("Черга порожня").shows("За сьогодні: 0 полів");
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    olena.get("/verify").await.shows("Продовжити");

    let address = next(&mut olena).await;
    let page = olena.get(&address).await.is(StatusCode::OK);
    let page =
        page.shows("Дата народження").shows("value=\"08.12.1971\"").shows("Один знак сумнівний: 1 чи 7");
    assert!(page.body.contains("з таких хибне 1 із 4") && page.body.contains("Трудова книжка"));
    assert!(page.body.contains("data-theme=\"dark\"") && !page.body.contains('⟦'));
    for part in page.body.split("src=\"").skip(1).map(|part| part.split('"').next().unwrap()) {
        if part.starts_with("/verify") {
            let picture = olena.get(&part.replace("&amp;", "&")).await.is(StatusCode::OK);
            assert_eq!(picture.header("content-type"), "image/jpeg");
        }
    }
    // Without script a variant is settled by its own button.
    let answer = give(&mut olena, &page, &address, &[("pick", "1")]).await.is(StatusCode::SEE_OTHER);
    let date = field(&house, dossier, "birth_date").await;
    assert_eq!((date.value.as_deref(), date.status), (Some("1977-12-08"), FieldStatus::Verified));
    assert_eq!(date.verdict.unwrap().kind, VerdictKind::Corrected);

    // Confirmed as it was read.
    let address = answer.header("location").to_owned();
    let page = olena.get(&address).await.shows("value=\"Кравченко\"").shows("збережено").shows("Назад");
    let answer = give(&mut olena, &page, &address, &[("value", "Кравченко")]).await;
    assert_eq!(field(&house, dossier, "surname").await.verdict.unwrap().kind, VerdictKind::Confirmed);

    // Absent by F4; then the queue is empty.
    let address = answer.header("location").to_owned();
    let page = olena.get(&address).await.shows("Контрольні цифри збігаються");
    let answer = give(&mut olena, &page, &address, &[("verdict", "absent")]).await.is(StatusCode::SEE_OTHER);
    let path = answer.header("location").to_owned();
    olena.get(&path).await.shows("Черга порожня").shows("За сьогодні: 3 поля");
}

#[tokio::test]
async fn an_impossible_value_is_asked_twice_and_no_value_is_lost() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    for (path, typed, doubt, stored) in [
        ("tax_number", "1759013770", "Контрольна цифра РНОКПП не збігається", "1759013770"),
        ("birth_date", "31.02.1953", "Такої дати немає", "31.02.1953"),
    ] {
        let address = format!("/verify/{}", field(&house, dossier, path).await.id);
        let page = olena.get(&address).await;
        let page = give(&mut olena, &page, &address, &[("value", typed)]).await;
        let page = page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(doubt).shows(typed).shows("Помилка:");
        give(&mut olena, &page, &address, &[("value", typed)]).await.is(StatusCode::SEE_OTHER);
        assert_eq!(field(&house, dossier, path).await.value.as_deref(), Some(stored));
    }
    let address = format!("/verify/{}", field(&house, dossier, "birth_date").await.id);
    for (typed, stored) in
        [("24.08.1953", "1953-08-24"), ("25081953", "1953-08-25"), ("26 серпня 1953", "1953-08-26")]
    {
        let page = olena.get(&address).await;
        give(&mut olena, &page, &address, &[("value", typed)]).await.is(StatusCode::SEE_OTHER);
        assert_eq!(field(&house, dossier, "birth_date").await.value.as_deref(), Some(stored));
    }
    let page = olena.get(&address).await;
    let empty = give(&mut olena, &page, &address, &[("value", "  ")]).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Порожнього значення не буває");
}

#[tokio::test]
async fn two_people_meet_and_the_writer_chooses() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier]).await;
    let address = format!("/verify/{}", field(&house, dossier, "surname").await.id);
    let shown = olena.get(&address).await.is(StatusCode::OK);
    petro.get(&address).await.shows("Верифікує Тестова olena з ");
    // Petro's browser knew the field before: his verdict comes first.
    give(&mut petro, &shown, &address, &[("value", "Кравчук")]).await.is(StatusCode::SEE_OTHER);
    let clash = give(&mut olena, &shown, &address, &[("value", "Кравець")]).await.is(StatusCode::CONFLICT);
    let clash = clash.shows("Це поле щойно підтвердила інша людина").shows("Кравчук").shows("Кравець");
    assert_eq!(field(&house, dossier, "surname").await.value.as_deref(), Some("Кравчук"));
    // A doubt between the two changes nothing: the version that was shown goes round with the form.
    let doubted = give(&mut olena, &shown, &address, &[("value", "Кр4вець")]).await;
    let doubted = doubted.is(StatusCode::UNPROCESSABLE_ENTITY);
    give(&mut olena, &doubted, &address, &[("value", "Кр4вець")]).await.is(StatusCode::CONFLICT);
    let meant = [("value", "Кравець"), ("verdict", "confirm")];
    give(&mut olena, &clash, &address, &meant).await.is(StatusCode::SEE_OTHER);
    let history =
        house.app.register.history(&house.access(), field(&house, dossier, "surname").await.id).await;
    let values: Vec<Option<String>> = history.unwrap().into_iter().map(|one| one.value).collect();
    assert_eq!(values, [Some("Кравець".to_owned()), Some("Кравчук".to_owned())]);
}

#[tokio::test]
async fn what_is_put_aside_comes_back_later() {
    let house = House::new().await;
    read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier]).await;
    let first = next(&mut olena).await;
    let page = olena.get(&first).await;
    let answer = give(&mut olena, &page, &first, &[("verdict", "later")]).await.is(StatusCode::SEE_OTHER);
    let second = answer.header("location").to_owned();
    assert!(second.contains("skip=") && !second.starts_with(&first), "{second}");
    assert_eq!(next(&mut petro).await, first);
}

#[tokio::test]
async fn another_office_and_another_field_have_no_ink() {
    let house = House::new().await;
    let other = house.app.register.ensure_office("5900", "Сумське", "Sumy", None).await.unwrap();
    let theirs = read(&house, other, "1/1", FIELDS).await;
    let ours = read(&house, house.office, "2/2", FIELDS).await;
    let one = house.app.register.ensure_office("5901", "Роменське", "Romny", None).await.unwrap();
    let user = house.person_of("romny", &[Role::Verifier], one).await;
    let mut stranger = house.signed_in(user).await;
    let foreign = field(&house, theirs, "surname").await.id;
    for part in ["", "/ink", "/page"] {
        stranger.get(&format!("/verify/{foreign}{part}")).await.is(StatusCode::NOT_FOUND);
    }
    let verdict = [("version", "1"), ("value", "Чужий")];
    stranger.post(&format!("/verify/{foreign}"), &verdict).await.is(StatusCode::NOT_FOUND);
    stranger.get("/verify").await.shows("Черга порожня");

    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let (surname, date) =
        (field(&house, ours, "surname").await.id, field(&house, ours, "birth_date").await.id);
    olena.get(&format!("/verify/{surname}/ink?other={foreign}")).await.is(StatusCode::NOT_FOUND);
    olena.get(&format!("/verify/{surname}/ink?other={date}")).await.is(StatusCode::NOT_FOUND);
    olena.get(&format!("/verify/{surname}/page?number=2")).await.is(StatusCode::NOT_FOUND);
    olena.get(&format!("/verify/{surname}/page?whole=true")).await.is(StatusCode::OK);
    let bare = [("version", "1"), ("value", "Кравець")];
    olena.post_bare(&format!("/verify/{surname}"), &bare).await.is(StatusCode::FORBIDDEN);
}
