//! Closing a document, asking for a rescan, sheets fetched ahead, and a verdict that is sent twice.

use axum::http::StatusCode;
use dossier::access::Role;
use dossier::concern::ConcernCode;
use register::{ConcernFilter, EventFilter};

use crate::house::House;
use crate::paper::{field, read};
use crate::verify::{FIELDS, give, hidden};

#[tokio::test]
async fn a_document_closes_only_when_nothing_is_open() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let other = read(&house, house.office, "63905/66", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let address = format!("/verify/{}", field(&house, dossier, "surname").await.id);
    let finish = format!("{address}/finish");
    let page = olena.get(&address).await;
    let typed = [("value", "Кравець")];
    let open = give(&mut olena, &page, &finish, &typed).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let open = open.shows("Документ не завершено: 3 поля ще чекають перевірки").shows("Прізвище");
    assert_eq!(hidden(&open.body, "version"), "1");
    let open = open.shows("value=\"Кравець\"");
    give(&mut olena, &open, &address, &typed).await.is(StatusCode::SEE_OTHER);
    for path in ["birth_date", "tax_number"] {
        let address = format!("/verify/{}", field(&house, dossier, path).await.id);
        let page = olena.get(&address).await;
        give(&mut olena, &page, &address, &[("verdict", "absent")]).await.is(StatusCode::SEE_OTHER);
    }
    // Typed, but not written.
    let page = olena.get(&address).await;
    let typed = give(&mut olena, &page, &finish, &[("value", "Кравцов")]).await;
    typed.is(StatusCode::UNPROCESSABLE_ENTITY).shows("набране ще не записано").shows("value=\"Кравцов\"");
    assert_eq!(field(&house, dossier, "surname").await.value.as_deref(), Some("Кравець"));
    let done = give(&mut olena, &page, &finish, &[("value", "Кравець")]).await.is(StatusCode::SEE_OTHER);
    let next = done.header("location").to_owned();
    let next = olena.get(&next).await.is(StatusCode::OK).shows("документ завершено");
    assert!(next.body.contains("63905/66") || next.body.contains("63905/65"));
    assert_ne!(other, dossier);
    let told = EventFilter { action: Some("document.closed".into()), ..Default::default() };
    assert_eq!(house.app.register.events(&house.access(), &told).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_is_asked_to_be_scanned_again_once() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let address = format!("/verify/{}", field(&house, dossier, "surname").await.id);
    let rescan = format!("{address}/rescan");
    let page = olena.get(&address).await.shows("подвійна подача");
    let ask = [("reason", "folded_corner"), ("value", "Кравець")];
    let asked = give(&mut olena, &page, &rescan, &ask).await.is(StatusCode::OK);
    let asked = asked.shows("Сторінку 1 просимо перезняти: загнутий кут").shows("value=\"Кравець\"");
    let ask = [("reason", "blurred"), ("value", "Кравець")];
    let twice = give(&mut olena, &asked, &rescan, &ask).await.is(StatusCode::OK);
    twice.shows("вже просили перезняти");
    give(&mut olena, &page, &rescan, &[("reason", "ugly")]).await.is(StatusCode::BAD_REQUEST);

    let filter = ConcernFilter { dossier: Some(dossier), ..ConcernFilter::default() };
    let found = house.app.register.concerns(&house.access(), &filter).await.unwrap();
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [ConcernCode::RescanAsked]);
    let mut operator = house.browser("operator", &[Role::Operator]).await;
    let concern = operator.get(&format!("/concerns/{}", found[0].id)).await.is(StatusCode::OK);
    concern.shows("просить перезняти сторінку: загнутий кут").shows("Перезняти");
    let decided = [("decision", "rescan"), ("rescan_reason", "folded_corner")];
    operator.post(&format!("/concerns/{}", found[0].id), &decided).await.is(StatusCode::SEE_OTHER);
    let after = give(&mut olena, &page, &rescan, &[("reason", "cut_off")]).await.is(StatusCode::OK);
    after.shows("оператор вирішив: Перезняти");
}

#[tokio::test]
async fn sheets_ahead_are_named_in_order_and_leased_to_nobody() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    let mut petro = house.browser("petro", &[Role::Verifier]).await;
    let first = field(&house, dossier, "birth_date").await.id;
    let page = olena.get(&format!("/verify/{first}")).await;
    let list = page.body.split("data-ahead=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let ahead: Vec<&str> = list.split(' ').collect();
    // The document's other two; the dossier's own values were accepted by the machine.
    let surname = field(&house, dossier, "surname").await.id;
    let tax = field(&house, dossier, "tax_number").await.id;
    assert_eq!(ahead, [format!("/verify/{surname}?ahead=true"), format!("/verify/{tax}?ahead=true")]);
    let sheet = olena.get(ahead[1]).await.is(StatusCode::OK).shows("1759013776");
    assert!(sheet.body.contains("data-ahead=\"\""), "a sheet ahead leads to no further ones");
    let free = petro.get(&format!("/verify/{tax}")).await.is(StatusCode::OK);
    assert!(free.body.contains("id=\"value\""), "fetched ahead is not taken");
}

#[tokio::test]
async fn a_verdict_sent_twice_counts_once() {
    let house = House::new().await;
    let dossier = read(&house, house.office, "63905/65", FIELDS).await;
    let mut olena = house.browser("olena", &[Role::Verifier]).await;
    for (path, said, other) in
        [("surname", ("value", "Кравець"), "Кравцов"), ("tax_number", ("verdict", "absent"), "1759013776")]
    {
        let id = field(&house, dossier, path).await.id;
        let address = format!("/verify/{id}");
        let page = olena.get(&address).await;
        for _ in 0..2 {
            give(&mut olena, &page, &address, &[said]).await.is(StatusCode::SEE_OTHER);
        }
        assert_eq!(house.app.register.history(&house.access(), id).await.unwrap().len(), 1);
        // Another thing in the same place is no repetition.
        give(&mut olena, &page, &address, &[("value", other)]).await.is(StatusCode::CONFLICT);
    }
}
