//! The paper with the tax number.

use super::desk::{self, Form, person_fields};
use crate::decline::{Case, Lang};
use crate::life::Life;
use crate::paper::{Align, Copy, Face, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::places::Form as Adjective;
use crate::truth::{Fields, Paper};

const KIND: &str = "tax_number_certificate";

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let mut fields = Fields::new();
    let page =
        if rng.chance(0.6) { certificate(rng, life, &mut fields) } else { card(rng, life, &mut fields) };
    fields.put("tax_number", &life.tax_number, false);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn tax_office(life: &Life) -> String {
    let town = &life.office.town;
    if town.centre {
        format!("ДПІ у м. {}", town.locative(Lang::Uk))
    } else {
        format!("{} районна державна податкова інспекція", town.adjective(Lang::Uk, Adjective::F))
    }
}

/// «ДОВІДКА про присвоєння ідентифікаційного номера», half a sheet.
fn certificate(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.tax_date);
    let person = life.person_on(KIND);
    let mut page = Page::new(Size::A5Wide, rng).on(Stock::White, day.year());
    if rng.chance(0.5) {
        page.copy = Copy::Photocopy(1);
    }
    let filling = desk::hand_or_typed(rng, 0.5, day);
    let label = Pen::print(Face::Serif, 11.0);
    let middle = page.w() / 2.0;
    let bold = Pen::print(Face::SerifBold, 11.0);
    page.text_centre(middle, mm(14.0), &bold, "ДЕРЖАВНА ПОДАТКОВА АДМІНІСТРАЦІЯ УКРАЇНИ");
    let office = tax_office(life);
    page.text_centre(middle, mm(21.0), &label, &office);
    let number = rng.int(1000, 98_000).to_string();
    page.text_centre(
        middle,
        mm(36.0),
        &Pen::print(Face::SerifBold, 15.0),
        desk::one(rng, &["ДОВІДКА", "Д О В І Д К А"]),
    );
    page.text_centre(middle, mm(43.0), &label, "про присвоєння ідентифікаційного номера");
    let mut form = Form::new(&mut page, 18.0, 56.0, 174.0, label.clone(), filling.pen.clone());
    form.step = mm(10.0);
    form.pair(0.5, ("№", &number), ("від", &dates::dotted(day)));
    let given = rng.chance(0.5);
    if given {
        form.long(
            "Видана громадянину(ці)",
            &person.full(lang, Case::Dat),
            1,
            "(прізвище, ім'я, по батькові)",
        );
    } else {
        form.long("Громадянин(ка)", &person.nominative(lang), 1, "(прізвище, ім'я, по батькові)");
    }
    let birth = dates::dotted(person.birth);
    form.row("Дата народження", &birth, "");
    form.words("про те, що згідно із Законом України від 22 грудня 1994 року № 320/94-ВР внесено до Державного реєстру фізичних осіб і присвоєно ідентифікаційний номер");
    let y = form.y;
    let digits = if filling.by_hand {
        Pen::rubber(Face::MonoBold, 15.0, crate::paper::Ink::SOFT_BLACK)
    } else {
        filling.pen.clone()
    };
    page.boxes(mm(62.0), y - mm(2.0), mm(8.5), 10, &digits, &life.tax_number);
    desk::sign(
        &mut page,
        mm(132.0),
        mm(22.0),
        mm(160.0),
        &label,
        "Начальник інспекції",
        &life.pension.head.signed(lang),
    );
    let ring = desk::ring(lang, &office, day);
    let aside = rng.float(32.0, 66.0);
    desk::seal(&mut page, (aside, 122.0), &ring, &["Код", "№ 2"]);
    person_fields(fields, &person, lang, filling.by_hand);
    fields.put("birth_date", dates::iso(person.birth), filling.by_hand);
    fields.put("document_number", number, filling.by_hand);
    fields.put("issue_date", dates::iso(day), filling.by_hand);
    fields.set("organisation", office);
    page
}

/// «КАРТКА фізичної особи – платника податків»: small, printed.
fn card(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.tax_date);
    let person = life.person_on(KIND);
    let mut page = Page::new(Size::A6Wide, rng).on(Stock::White, day.year());
    if rng.chance(0.6) {
        page.copy = Copy::Photocopy(2);
    }
    let middle = page.w() / 2.0;
    page.frame(desk::area(5.0, 5.0, 138.0, 95.0), 3.0);
    let bold = Pen::print(Face::SansBold, 8.5);
    desk::centred(&mut page, middle, mm(12.0), &bold, &["ДЕРЖАВНА ПОДАТКОВА АДМІНІСТРАЦІЯ УКРАЇНИ"]);
    let title = Pen::print(Face::SansBold, 11.0);
    desk::centred(&mut page, middle, mm(21.0), &title, &["КАРТКА", "фізичної особи - платника податків"]);
    let plain = Pen::print(Face::Mono, 11.0);
    let label = Pen::print(Face::Sans, 8.0);
    page.text_centre(middle, mm(40.0), &Pen::print(Face::MonoBold, 18.0), &life.tax_number);
    page.text_centre(middle, mm(45.0), &label, "ідентифікаційний номер");
    let office = tax_office(life);
    let rows = [
        ("Прізвище", person.surname(lang)),
        ("Ім'я", person.given.get(lang).to_string()),
        ("По батькові", person.patronymic.get(lang).to_string()),
        ("Дата народження", dates::dotted(person.birth)),
        ("Дата реєстрації", dates::dotted(day)),
    ];
    let mut y = mm(54.0);
    for (name, value) in &rows {
        page.text(mm(12.0), y, &label, name);
        page.text(mm(48.0), y, &plain, value);
        y += mm(6.2);
    }
    page.para(mm(12.0), mm(90.0), mm(84.0), &label, 0.0, Align::Left, &office);
    desk::seal(&mut page, (116.0, 82.0), &desk::ring(lang, &office, day), &["№ 4"]);
    person_fields(fields, &person, lang, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("issue_date", dates::iso(day));
    fields.set("organisation", office);
    page
}
