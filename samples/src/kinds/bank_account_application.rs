//! The request to be paid through a bank.

use super::desk::{self, Form, person_fields};
use super::pension_application::{passport_fields, passport_of};
use crate::decline::{Case, Lang};
use crate::life::Life;
use crate::paper::{Align, Face, Ink, Page, Pen, Rng, Size, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};

const KIND: &str = "bank_account_application";

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let mut fields = Fields::new();
    let day = life.bank_account_date;
    let (page, by_hand) =
        if rng.chance(0.6) { (form(rng, life, &mut fields), true) } else { output(rng, life, &mut fields) };
    person_fields(&mut fields, &life.person_on(KIND), Lang::Uk, by_hand);
    passport_fields(&mut fields, passport_of(life, day), by_hand);
    fields.put("tax_number", &life.tax_number, by_hand);
    fields.put("iban", &life.iban, by_hand);
    fields.put("bank_name", life.bank, by_hand);
    fields.put("application_date", dates::iso(day), true);
    fields.put("organisation", life.office.name(day), by_hand);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn form(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.bank_account_date);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, day);
    let hand = desk::by_hand(rng).pen;
    let face = *rng.pick(&[Face::Serif, Face::Sans, Face::Paratype]);
    let label = Pen::print(face, 11.0);
    let mut top = Form::new(&mut page, 88.0, 22.0, 108.0, label.clone(), hand.clone());
    let addressee = life.office.addressee(day);
    top.long("До", addressee.trim_start_matches("До "), 2, "(найменування органу Пенсійного фонду України)");
    let mut y = top.y + mm(8.0);
    let middle = page.w() / 2.0;
    let title = Pen::print(Face::SerifBold, 14.0);
    y = desk::centred(
        &mut page,
        middle,
        y,
        &title,
        &["ЗАЯВА", "про виплату пенсії або грошової допомоги", "через поточний рахунок у банку"],
    );
    let mut form = Form::new(&mut page, 24.0, 0.0, 172.0, label.clone(), hand.clone());
    form.y = y + mm(10.0);
    form.long("Я,", &person.nominative(lang), 1, "(прізвище, ім'я, по батькові)");
    let passport = passport_of(life, day);
    form.pair(0.42, ("паспорт серія", &passport.series), ("номер", &passport.number));
    form.row("Реєстраційний номер облікової картки платника податків", &life.tax_number, "");
    if rng.chance(0.7) {
        form.row("Телефон", &life.phone, "");
        fields.hand("phone", &life.phone);
    }
    form.words("прошу виплачувати належну мені пенсію через");
    form.row("", life.bank, "(найменування банку)");
    form.words("на поточний рахунок (IBAN):");
    let y = form.y;
    let digits = hand.clone().scaled(0.8);
    page.boxes(mm(24.0), y - mm(4.0), mm(5.9), 29, &digits, &life.iban);
    let mut form = Form::new(&mut page, 24.0, 0.0, 172.0, label.clone(), hand.clone());
    form.y = y + mm(14.0);
    form.words("Зобов'язуюсь повідомляти про зміну місця проживання та інші обставини, що впливають на виплату пенсії. Про умови виплати пенсії через банк мене ознайомлено.");
    let y = form.y + mm(10.0);
    page.text(mm(24.0), y, &hand, &dates::dotted(day));
    page.text_centre(mm(40.0), y + mm(5.0), &label.clone().scaled(0.7), "(дата)");
    page.blank_line(mm(100.0), y + 6.0, mm(60.0));
    page.signature(mm(108.0), y, mm(38.0), Ink::BLUE);
    page.text_centre(mm(130.0), y + mm(5.0), &label.clone().scaled(0.7), "(підпис)");
    let bank = Pen::print(face, 11.0);
    page.text(mm(24.0), y + mm(20.0), &bank, "Відмітка банку про відкриття рахунку:");
    desk::seal(
        &mut page,
        (150.0, y / mm(1.0) + 34.0),
        &desk::ring(lang, life.bank, day),
        &["Для", "довідок"],
    );
    page
}

/// Computer output of the front office; only the date and the signature are by hand.
fn output(rng: &mut Rng, life: &Life, fields: &mut Fields) -> (Page, bool) {
    let (lang, day) = (Lang::Uk, life.bank_account_date);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, day);
    let face = *rng.pick(&[Face::Serif, Face::ParaSans]);
    let plain = Pen::print(face, 12.0);
    let passport = passport_of(life, day);
    let mut y = mm(24.0);
    for line in [
        life.office.addressee(day),
        format!("від {}", person.full(lang, Case::Gen)),
        format!("адреса: {}", life.address.line(lang, day.year())),
        format!("тел. {}", life.phone),
    ] {
        y = page.para(mm(100.0), y, mm(95.0), &plain, 0.0, Align::Left, &line) + mm(1.0);
    }
    let middle = page.w() / 2.0;
    y = desk::centred(&mut page, middle, y + mm(12.0), &Pen::print(Face::SerifBold, 14.0), &["ЗАЯВА"])
        + mm(6.0);
    let series =
        if passport.series.is_empty() { String::new() } else { format!("серія {} ", passport.series) };
    let text = rng.pick(&[
        "Прошу перераховувати призначену мені пенсію на мій рахунок, відкритий у",
        "Прошу виплату моєї пенсії здійснювати через банк на рахунок у",
        "Прошу здійснювати виплату пенсії на поточний рахунок, відкритий на моє ім'я в",
    ]);
    let lines = [
        format!("{text} {}, за такими реквізитами:", life.bank),
        format!("рахунок IBAN {}", life.iban),
        format!("РНОКПП {}", life.tax_number),
        format!("паспорт {series}№ {}", passport.number),
        format!("одержувач {}", person.nominative(lang)),
    ];
    for line in &lines {
        y = page.para(mm(26.0), y, mm(168.0), &plain, mm(12.0), Align::Justify, line) + mm(2.0);
    }
    y += mm(16.0);
    let hand = desk::by_hand(rng).pen;
    page.text(mm(28.0), y, &hand, &dates::dotted(day));
    page.signature(mm(110.0), y, mm(38.0), Ink::BLUE);
    page.text(mm(152.0), y, &plain, &person.signed(lang));
    desk::arrival(&mut page, rng, (55.0, 42.0), &life.office.name(day), lang, day);
    fields.set("phone", &life.phone);
    (page, false)
}
