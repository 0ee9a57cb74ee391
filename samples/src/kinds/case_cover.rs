//! The cover of the file.

use super::desk::{self, Form, person_fields};
use crate::decline::Lang;
use crate::life::Life;
use crate::paper::{Face, Hand, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::{self, dates};
use crate::truth::{Fields, Paper};

const KIND: &str = "case_cover";

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let opened = life.pension.decided;
    let mut fields = Fields::new();
    let page = match opened.year() {
        ..1992 => soviet(rng, life, &mut fields),
        1992..2004 => recipient(rng, life, &mut fields),
        _ if rng.chance(0.5) => fund(rng, life, &mut fields),
        _ => recipient(rng, life, &mut fields),
    };
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn heavy_hand(rng: &mut Rng) -> Pen {
    let mut hand = Hand::random(rng);
    hand.size *= 1.25;
    hand.weight += 0.008;
    Pen::hand(&hand)
}

fn soviet(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Ru, life.pension.decided);
    let person = life.person_on(KIND);
    let hand = heavy_hand(rng);
    let mut page = Page::new(Size::A4, rng).on(Stock::Card, day.year());
    let middle = page.w() / 2.0;
    page.frame(desk::area(14.0, 14.0, 182.0, 268.0), 4.0);
    let head = Pen::print(Face::SchoolBold, 12.0).rough(0.5);
    desk::centred(&mut page, middle, mm(28.0), &head, &["МИНИСТЕРСТВО СОЦИАЛЬНОГО ОБЕСПЕЧЕНИЯ УССР"]);
    let office = life.office.name(day);
    let label = Pen::print(Face::School, 12.0).rough(0.4);
    page.field(
        mm(30.0),
        mm(44.0),
        mm(150.0),
        &label,
        "",
        &hand.clone().scaled(0.85),
        &office,
        "(наименование отдела социального обеспечения)",
    );
    let title = Pen::print(Face::SchoolBold, 28.0).rough(0.4).spaced(0.06);
    page.text_centre(middle, mm(88.0), &title, "ПЕНСИОННОЕ ДЕЛО");
    page.field(
        mm(65.0),
        mm(106.0),
        mm(85.0),
        &Pen::print(Face::SchoolBold, 20.0),
        "№",
        &hand.clone().scaled(1.25),
        &life.pension.case_number,
        "",
    );
    let mut form = Form::new(&mut page, 26.0, 136.0, 158.0, label, hand.clone());
    form.step = mm(15.0);
    form.row("Фамилия", &person.surname(lang), "");
    form.row("Имя", person.given.get(lang), "");
    form.row("Отчество", person.patronymic.get(lang), "");
    let birth = dates::by_hand(rng, person.birth, lang);
    let born = rng.chance(0.7);
    if born {
        form.row("Дата рождения", &birth, "");
        fields.hand("birth_date", dates::iso(person.birth));
    }
    let kind = phrases::pension_kind(life.pension.kind, lang);
    form.row(
        desk::one(rng, &["Вид пенсии", "Пенсия"]),
        kind,
        "(по старости, по инвалидности, по случаю потери кормильца)",
    );
    let opened = dates::by_hand(rng, day, lang);
    let start = dates::by_hand(rng, life.pension.start, lang);
    form.pair(0.5, ("Дело начато", &opened), ("Окончено", ""));
    if rng.chance(0.75) {
        form.row("Пенсия назначена с", &start, "");
        fields.hand("pension_start_date", dates::iso(life.pension.start));
    }
    let small = Pen::print(Face::School, 10.0).rough(0.4);
    page.text(mm(26.0), mm(272.0), &small, "Хранить 75 лет        Архивный №");
    page.text(mm(92.0), mm(272.0), &hand.scaled(0.8), &format!("{}", rng.int(100, 9000)));
    desk::imprint(&mut page, rng, day);
    person_fields(fields, &person, lang, true);
    fields.hand("case_number", &life.pension.case_number);
    fields.hand("organisation", office);
    fields.hand("pension_kind", life.pension.kind.id());
    fields.hand("opened_date", dates::iso(day));
    page
}

/// «СПРАВА ОДЕРЖУВАЧА ПЕНСІЇ»: a thin blue or brown folder.
fn recipient(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.pension.decided);
    let person = life.person_on(KIND);
    let hand = heavy_hand(rng);
    let ink = *rng.pick(&[Ink::BLACK, Ink::BROWN, Ink::BLUE_BLACK]);
    let mut page = Page::new(Size::A4, rng).on(Stock::Card, day.year());
    let middle = page.w() / 2.0;
    let head = Pen::print(Face::SansBold, 13.0).ink(ink);
    let office = life.office.name(day);
    let tops = if day.year() < 2002 {
        "МІНІСТЕРСТВО СОЦІАЛЬНОГО ЗАХИСТУ НАСЕЛЕННЯ УКРАЇНИ"
    } else {
        "ПЕНСІЙНИЙ ФОНД УКРАЇНИ"
    };
    page.text_centre(middle, mm(26.0), &head, tops);
    // The office's name is a rubber stamp on a ready folder.
    let stamp = desk::seal_ink(rng);
    let parts = desk::cut(&Pen::rubber(Face::SansBold, 10.0, stamp), &office, mm(120.0), mm(120.0));
    let lines: Vec<&str> = parts.iter().map(String::as_str).collect();
    page.stamp(middle, mm(44.0), 11.0, stamp, rng.float(-0.03, 0.03), false, &lines);
    let title = Pen::print(Face::SansBold, 25.0).ink(ink);
    let names = if day.year() < 2002 || rng.chance(0.5) {
        ["СПРАВА", "ОДЕРЖУВАЧА ПЕНСІЇ"]
    } else {
        ["ПЕНСІЙНА", "СПРАВА"]
    };
    desk::centred(&mut page, middle, mm(82.0), &title, &names);
    let label = Pen::print(Face::Sans, 12.0).ink(ink);
    page.field(
        mm(62.0),
        mm(116.0),
        mm(86.0),
        &title.clone().scaled(0.7),
        "№",
        &hand.clone().scaled(1.2),
        &life.pension.case_number,
        "",
    );
    let mut form = Form::new(&mut page, 24.0, 142.0, 162.0, label, hand.clone());
    form.step = mm(16.0);
    form.long("Прізвище, ім'я, по батькові", &person.nominative(lang), 1, "");
    let birth = dates::by_hand(rng, person.birth, lang);
    form.row("Дата народження", &birth, "");
    form.row("Вид пенсії", phrases::pension_kind(life.pension.kind, lang), "");
    let start = dates::by_hand(rng, life.pension.start, lang);
    form.row(desk::one(rng, &["Пенсію призначено з", "Дата призначення пенсії"]), &start, "");
    let opened = dates::by_hand(rng, day, lang);
    form.pair(0.5, ("Розпочато", &opened), ("Закінчено", ""));
    if day > life.tax_date && rng.chance(0.7) {
        form.row("Ідентифікаційний номер", &life.tax_number, "");
        fields.hand("tax_number", &life.tax_number);
    }
    form.row("Адреса", &life.address.line(lang, day.year()), "");
    person_fields(fields, &person, lang, true);
    fields.hand("birth_date", dates::iso(person.birth));
    fields.hand("case_number", &life.pension.case_number);
    fields.set("organisation", office);
    fields.hand("pension_kind", life.pension.kind.id());
    fields.hand("pension_start_date", dates::iso(life.pension.start));
    fields.hand("opened_date", dates::iso(day));
    page
}

/// The printed label of the fund's later years.
fn fund(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.pension.decided);
    let person = life.person_on(KIND);
    let mut page = Page::new(Size::A4, rng).on(Stock::Card, day.year());
    let middle = page.w() / 2.0;
    let bold = Pen::print(Face::SerifBold, 14.0);
    page.text_centre(middle, mm(30.0), &bold, "ПЕНСІЙНИЙ ФОНД УКРАЇНИ");
    let office = life.office.name(day);
    let plain = Pen::print(Face::Serif, 14.0);
    let parts = desk::cut(&plain, &office, mm(130.0), mm(130.0));
    let lines: Vec<&str> = parts.iter().map(String::as_str).collect();
    desk::centred(&mut page, middle, mm(38.0), &plain, &lines);
    let title = Pen::print(Face::SerifBold, 26.0);
    let number = format!("№ {}", life.pension.case_number);
    desk::centred(&mut page, middle, mm(96.0), &title, &["ПЕНСІЙНА СПРАВА", &number]);
    let name = Pen::print(Face::SerifBold, 22.0);
    let given = format!("{} {}", person.given.get(lang), person.patronymic.get(lang));
    desk::centred(&mut page, middle, mm(140.0), &name, &[&person.surname(lang), &given]);
    let mut y = mm(178.0);
    let rows = [
        ("Дата народження", dates::dotted(person.birth)),
        ("РНОКПП", life.tax_number.clone()),
        ("Вид пенсії", phrases::pension_kind(life.pension.kind, lang).to_string()),
        ("Дата призначення", dates::dotted(life.pension.start)),
        ("Дата заведення справи", dates::dotted(day)),
    ];
    for (label, value) in &rows {
        page.text(mm(30.0), y, &plain, &format!("{label}:"));
        page.text(mm(96.0), y, &bold, value);
        y += mm(10.0);
    }
    let hand = heavy_hand(rng);
    page.text(mm(140.0), mm(262.0), &hand, &format!("арх. № {}", rng.int(10, 4000)));
    person_fields(fields, &person, lang, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("tax_number", &life.tax_number);
    fields.set("case_number", &life.pension.case_number);
    fields.set("organisation", office);
    fields.set("pension_kind", life.pension.kind.id());
    fields.set("pension_start_date", dates::iso(life.pension.start));
    fields.set("opened_date", dates::iso(day));
    page
}
