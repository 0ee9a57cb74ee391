//! The diploma or certificate of a school.

use super::desk::{self, Form, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Education, Life, School};
use crate::paper::{Align, Copy, Face, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};

const KIND: &str = "education_diploma";

pub fn draw(rng: &mut Rng, life: &Life, education: &Education) -> Paper {
    let mut fields = Fields::new();
    let (page, lang) = if rng.chance(0.6) {
        (bilingual(rng, life, education), Lang::Ru)
    } else {
        (sheet(rng, life, education), Lang::Uk)
    };
    person_fields(&mut fields, &life.person_then(KIND, education.graduated), lang, true);
    fields.set("document_series", &education.series);
    fields.set("document_number", &education.number);
    fields.hand("institution", education.institution.get(lang));
    fields.hand("specialty", education.specialty.get(lang));
    fields.hand("qualification", education.qualification.get(lang));
    fields.hand("registration_number", education.registration.to_string());
    fields.hand("enrolment_year", education.enrolled.to_string());
    fields.hand("graduation_year", education.graduated.year().to_string());
    fields.hand("issue_date", dates::iso(education.graduated));
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn title(education: &Education, lang: Lang) -> &'static str {
    match (education.school, lang) {
        (School::Vocational, Lang::Ru) => "АТТЕСТАТ",
        (School::Vocational, Lang::Uk) => "АТЕСТАТ",
        _ => "ДИПЛОМ",
    }
}

/// The hard-covered spread: Ukrainian on the left, Russian on the right in the old days; here the filled Russian half.
fn bilingual(rng: &mut Rng, life: &Life, education: &Education) -> Page {
    let lang = Lang::Ru;
    let person = life.person_then(KIND, education.graduated);
    let mut page = Page::new(Size::Spread(110.0, 155.0), rng).on(Stock::Secure, education.graduated.year());
    if rng.chance(0.5) {
        page.stock = Stock::White;
        page.copy = Copy::Photocopy(1);
    }
    let ink = *rng.pick(&[Ink::BLACK, Ink::BROWN, Ink::BLUE_BLACK]);
    let label = Pen::print(Face::School, 9.5).ink(ink).rough(0.4);
    let bold = Pen::print(Face::BookmanBold, 18.0).ink(ink);
    let hand = desk::by_hand(rng).pen.scaled(0.92);
    let half = page.w() / 2.0;
    page.rule(half, 0.0, half, page.h(), 1.5);
    let number = format!("{} № {}", education.series, education.number);
    desk::centred(
        &mut page,
        half / 2.0,
        mm(40.0),
        &Pen::print(Face::SchoolBold, 9.0).ink(ink),
        &["МИНИСТЕРСТВО ВЫСШЕГО И СРЕДНЕГО", "СПЕЦИАЛЬНОГО ОБРАЗОВАНИЯ СССР"],
    );
    desk::centred(&mut page, half / 2.0, mm(70.0), &bold, &[title(education, lang)]);
    page.text_centre(half / 2.0, mm(82.0), &Pen::rubber(Face::SansBold, 12.0, Ink::RED), &number);
    page.text(mm(16.0), mm(128.0), &label, "Регистрационный №");
    page.on_line(mm(54.0), mm(128.0), mm(40.0), &hand, &education.registration.to_string());
    page.blank_line(mm(54.0), mm(129.0), mm(40.0));
    page.next_region();
    let mut form = Form::new(&mut page, 116.0, 18.0, 96.0, label.clone(), hand.clone());
    form.step = mm(9.0);
    let vocational = education.school == School::Vocational;
    form.long(
        if vocational {
            "Настоящий аттестат выдан"
        } else {
            "Настоящий диплом выдан"
        },
        &person.full(lang, Case::Dat),
        2,
        "(фамилия, имя, отчество)",
    );
    let enrolled = format!("{} году", education.enrolled);
    form.pair(0.62, (person.agree("в том, что он в", "в том, что она в"), &enrolled), ("", ""));
    form.long(
        person.agree("поступил в", "поступила в"),
        &education.institution.ru,
        2,
        "(наименование учебного заведения)",
    );
    let year = format!("{} году", education.graduated.year());
    form.row(person.agree("и окончил полный курс в", "и окончила полный курс в"), &year, "");
    form.long("по специальности", &education.specialty.ru, 1, "");
    let day = dates::middling(education.graduated, lang);
    form.words("Решением государственной экзаменационной комиссии");
    form.row("от", &day, "");
    form.long("присвоена квалификация", &education.qualification.ru, 2, "");
    let y = form.y;
    desk::sign(&mut page, y, mm(116.0), mm(92.0), &label, "Председатель комиссии", "");
    desk::sign(&mut page, y + mm(9.0), mm(116.0), mm(92.0), &label, "Директор", "");
    desk::seal(
        &mut page,
        (140.0, y / mm(1.0) + 6.0),
        &desk::ring(lang, &education.institution.ru, education.graduated),
        &["М.П."],
    );
    page
}

/// A single sheet in Ukrainian, as the republic's schools issued.
fn sheet(rng: &mut Rng, life: &Life, education: &Education) -> Page {
    let lang = Lang::Uk;
    let person = life.person_then(KIND, education.graduated);
    let mut page = Page::new(Size::A5Wide, rng).on(Stock::Secure, education.graduated.year());
    if rng.chance(0.4) {
        page.stock = Stock::White;
        page.copy = Copy::Photocopy(1);
    }
    let ink = *rng.pick(&[Ink::BLACK, Ink::GREEN, Ink::BLUE_BLACK]);
    let label = Pen::print(Face::Old, 11.0).ink(ink);
    let hand = desk::by_hand(rng).pen;
    let middle = page.w() / 2.0;
    page.frame(desk::area(7.0, 7.0, 196.0, 134.0), 5.0);
    desk::centred(
        &mut page,
        middle,
        mm(20.0),
        &Pen::print(Face::OldBold, 20.0).ink(ink),
        &[title(education, lang)],
    );
    page.text_centre(
        middle,
        mm(28.0),
        &Pen::rubber(Face::SansBold, 11.0, Ink::RED),
        &format!("{} № {}", education.series, education.number),
    );
    let mut form = Form::new(&mut page, 18.0, 40.0, 174.0, label.clone(), hand.clone());
    form.step = mm(10.0);
    let vocational = education.school == School::Vocational;
    form.long(
        if vocational { "Цей атестат видано" } else { "Цей диплом видано" },
        &person.full(lang, Case::Dat),
        1,
        "(прізвище, ім'я, по батькові)",
    );
    form.row("навчальний заклад", &education.institution.uk, "");
    let years = (format!("{} році", education.enrolled), format!("{} році", education.graduated.year()));
    form.pair(
        0.45,
        (person.agree("який вступив у", "яка вступила у"), &years.0),
        (person.agree("і закінчив повний курс у", "і закінчила повний курс у"), &years.1),
    );
    form.long("за спеціальністю", &education.specialty.uk, 1, "");
    form.long("Присвоєно кваліфікацію", &education.qualification.uk, 1, "");
    let day = dates::middling(education.graduated, lang);
    form.pair(0.55, ("Дата видачі", &day), ("Реєстраційний №", &education.registration.to_string()));
    let y = form.y + mm(5.0);
    desk::sign(&mut page, y, mm(18.0), mm(150.0), &label, "Директор", "");
    page.para(mm(130.0), y + mm(9.0), mm(60.0), &label.clone().scaled(0.7), 0.0, Align::Left, "М.П.");
    desk::seal(
        &mut page,
        (66.0, (y / mm(1.0)).min(122.0)),
        &desk::ring(lang, &education.institution.uk, education.graduated),
        &["Для", "документів"],
    );
    page
}
