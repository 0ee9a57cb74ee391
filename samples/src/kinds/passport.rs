//! Copies of passports: the Soviet one, the booklet of 1994, the card.

use super::desk::{self, Form};
use crate::decline::{Lang, Sex};
use crate::life::Life;
use crate::paper::{Align, Copy, Face, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::places::Form as Adjective;
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "passport";

/// The passport that was in force on `day`.
pub fn draw(rng: &mut Rng, life: &Life, day: Date) -> Paper {
    let mut fields = Fields::new();
    let sheets = match &life.card {
        Some(card) if day >= card.issued => card_copy(rng, life, &mut fields),
        _ if day >= life.booklet.issued => booklet(rng, life, &mut fields),
        _ => vec![soviet(rng, life, &mut fields)],
    };
    let person = life.person_on(KIND);
    fields.put("birth_date", dates::iso(person.birth), fields.handwritten.contains("surname"));
    Paper { kind: KIND, fields, sheets }
}

fn copy_sheet(rng: &mut Rng, day: Date) -> Page {
    let mut page = Page::new(Size::A4, rng).on(Stock::White, day.year().max(1993));
    page.copy = Copy::Photocopy(if rng.chance(0.6) { 1 } else { 2 });
    page
}

fn soviet(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let lang = Lang::Ru;
    let person = life.person_on(KIND);
    let issued = life.soviet_passport.issued;
    let mut page = if rng.chance(0.5) {
        Page::new(Size::Spread(105.0, 148.0), rng).on(Stock::Passport, issued.year())
    } else {
        copy_sheet(rng, issued)
    };
    let label = Pen::print(Face::Serif, 7.5);
    let hand = desk::by_hand(rng).pen.scaled(0.85);
    let width = page.w() / 2.0;
    page.rule(width, 0.0, width, page.h().min(mm(148.0)), 2.0);
    let middle = width / 2.0;
    let state = Pen::print(Face::SerifBold, 8.5);
    desk::centred(
        &mut page,
        middle,
        mm(14.0),
        &state,
        &["СОЮЗ СОВЕТСКИХ", "СОЦИАЛИСТИЧЕСКИХ РЕСПУБЛИК", "ПАСПОРТ"],
    );
    let mut form = Form::new(&mut page, 8.0, 36.0, 90.0, label.clone(), hand.clone());
    form.step = mm(12.5);
    form.row("Фамилия / Прізвище", &person.surname(lang), "");
    form.row("Имя / Ім'я", person.given.get(lang), "");
    form.row("Отчество / По батькові", person.patronymic.get(lang), "");
    let birth = dates::middling(person.birth, lang);
    form.row("Дата рождения", &birth, "");
    form.long("Место рождения", &life.birthplace.line(lang), 2, "");
    form.row("Национальность", person.agree("украинец", "украинка"), "");
    page.next_region();
    let left = width / mm(1.0) + 6.0;
    page.photo(desk::area(left + 2.0, 14.0, 32.0, 41.0));
    let number = Pen::rubber(Face::SansBold, 13.0, Ink::RED);
    let passport = &life.soviet_passport;
    page.text(mm(left + 40.0), mm(24.0), &number, &format!("{}  № {}", passport.series, passport.number));
    let mut form = Form::new(&mut page, left, 68.0, 90.0, label.clone(), hand.clone());
    form.step = mm(12.0);
    let raion = life.office.town.adjective(lang, Adjective::MIns);
    let issuer = format!("{raion} РОВД УВД {} обл.", life.office.town.oblast_genitive(lang));
    form.long("Кем выдан", &issuer, 2, "");
    form.row("Дата выдачи", &dates::middling(issued, lang), "");
    let y = form.y + mm(5.0);
    page.text(mm(left), y, &label, "Подпись владельца");
    page.signature(mm(left + 36.0), y, mm(34.0), Ink::BLUE_BLACK);
    desk::seal(&mut page, (left + 40.0, 62.0), "МВД СССР * УКРАИНСКАЯ ССР", &["№ 12"]);
    super::desk::person_fields(fields, &person, lang, true);
    fields.set("passport_series", &passport.series);
    fields.set("passport_number", &passport.number);
    fields.hand("issue_date", dates::iso(issued));
    fields.hand("issuer", issuer);
    fields.hand("birth_place", life.birthplace.line(lang));
    page
}

fn booklet(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Vec<Page> {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let passport = &life.booklet;
    let mut page = copy_sheet(rng, passport.issued);
    let hand =
        if rng.chance(0.75) { desk::by_hand(rng).pen.scaled(0.95) } else { Pen::print(Face::Serif, 11.0) };
    let by_hand = hand.script() == crate::paper::Script::Handwritten;
    let label = Pen::print(Face::Sans, 7.5);
    let top = rng.float(14.0, 30.0);
    let (x, width) = (rng.float(28.0, 44.0), 125.0);
    page.frame(desk::area(x, top, width, 100.0), 2.5);
    let issued = passport.issued;
    // The page with the photograph.
    let number = Pen::rubber(Face::SansBold, 14.0, Ink::SOFT_BLACK);
    page.photo(desk::area(x + 6.0, top + 16.0, 34.0, 44.0));
    page.text(mm(x + 6.0), mm(top + 72.0), &label, "Підпис власника");
    page.signature(mm(x + 8.0), mm(top + 80.0), mm(30.0), Ink::SOFT_BLACK);
    page.text_centre(mm(x + width / 2.0), mm(top + 9.0), &Pen::print(Face::SerifBold, 12.0), "УКРАЇНА");
    let mut form = Form::new(&mut page, x + 46.0, top + 24.0, 74.0, label.clone(), hand.clone());
    form.step = mm(11.0);
    form.row("Прізвище", &person.surname(lang), "");
    form.row("Ім'я", person.given.get(lang), "");
    form.row("По батькові", person.patronymic.get(lang), "");
    form.row("Дата народження", &dates::long(person.birth, lang), "");
    form.long("Місце народження", &life.birthplace.line(lang), 2, "");
    page.next_region();
    let low = top + 107.0;
    page.frame(desk::area(x, low, width, 88.0), 2.5);
    page.text_centre(
        mm(x + width / 2.0),
        mm(low + 12.0),
        &number,
        &format!("{} № {}", passport.series, passport.number),
    );
    let mut form = Form::new(&mut page, x + 8.0, low + 26.0, 108.0, label.clone(), hand.clone());
    form.step = mm(11.0);
    form.row("Стать", person.agree("чоловіча", "жіноча"), "");
    let office = life.office.town.adjective(lang, Adjective::MIns);
    let issuer = format!("{office} РВ УМВС України в {} області", life.office.town.oblast_locative(lang));
    form.long(
        desk::one(rng, &["Виданий", "Ким виданий"]),
        &issuer,
        2,
        "(найменування органу внутрішніх справ)",
    );
    form.row("Дата видачі", &dates::long(issued, lang), "");
    let y = form.y;
    page.text(mm(x + 8.0), y, &label, "Підпис");
    page.signature(mm(x + 26.0), y, mm(30.0), Ink::SOFT_BLACK);
    page.seal(
        mm(x + 92.0),
        mm(low + 66.0),
        mm(15.0),
        Ink::SOFT_BLACK,
        "МІНІСТЕРСТВО ВНУТРІШНІХ СПРАВ УКРАЇНИ",
        &["№ 3"],
    );
    if rng.chance(0.6) {
        desk::true_copy(&mut page, rng, lang, 250.0);
    }
    super::desk::person_fields(fields, &person, lang, by_hand);
    fields.set("passport_series", &passport.series);
    fields.set("passport_number", &passport.number);
    fields.put("issue_date", dates::iso(issued), by_hand);
    fields.put("issuer", issuer, by_hand);
    fields.put("birth_place", life.birthplace.line(lang), by_hand);
    fields.put("sex", if person.sex == Sex::M { "m" } else { "f" }, by_hand);
    let mut sheets = vec![page];
    if rng.chance(0.7) {
        sheets.push(registration(rng, life, issued));
    }
    sheets
}

/// The page with stamps of the place of residence.
fn registration(rng: &mut Rng, life: &Life, day: Date) -> Page {
    let mut page = copy_sheet(rng, day);
    let (x, y, width) = (34.0, rng.float(16.0, 34.0), 125.0);
    page.frame(desk::area(x, y, width, 88.0), 2.5);
    let head = Pen::print(Face::Sans, 8.0);
    page.text_centre(mm(x + width / 2.0), mm(y + 8.0), &head, "МІСЦЕ ПРОЖИВАННЯ");
    let hand = desk::by_hand(rng).pen.scaled(0.8);
    let address = life.address.line(Lang::Uk, day.year());
    let adjective = life.office.town.adjective(Lang::Uk, Adjective::M);
    let (cx, cy) = (mm(x + 62.0), mm(y + 38.0));
    let line = format!("{adjective} РВ УМВС України");
    page.frame(desk::area(x + 12.0, y + 26.0, 98.0, 28.0), 4.0);
    let rubber = Pen::rubber(Face::SansBold, 9.0, Ink::SOFT_BLACK);
    desk::centred(&mut page, cx, mm(y + 32.0), &rubber, &[&line, "ПРОПИСАНИЙ"]);
    page.on_line(mm(x + 16.0), cy + mm(6.0), mm(92.0), &hand, &address);
    page.on_line(mm(x + 30.0), cy + mm(12.0), mm(60.0), &hand, &dates::dotted(day));
    page
}

fn card_copy(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Vec<Page> {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let Some(card) = &life.card else { return Vec::new() };
    let mut page = copy_sheet(rng, card.issued);
    let label = Pen::print(Face::Sans, 5.6);
    let value = Pen::print(Face::SansBold, 8.5);
    let (x, y) = (rng.float(30.0, 60.0), rng.float(24.0, 40.0));
    // Twice the size of the card, as clerks copy it.
    page.frame(desk::area(x, y, 110.0, 70.0), 3.0);
    page.text(mm(x + 6.0), mm(y + 7.0), &Pen::print(Face::SansBold, 8.0), "ПАСПОРТ ГРОМАДЯНИНА УКРАЇНИ");
    page.text(mm(x + 86.0), mm(y + 7.0), &label, "УКРАЇНА");
    page.photo(desk::area(x + 5.0, y + 13.0, 30.0, 38.0));
    let issued = card.issued;
    let until =
        Date::from_calendar_date(issued.year() + 10, issued.month(), issued.day().min(28)).unwrap_or(issued);
    let spaced = |day: Date| format!("{:02} {:02} {:04}", day.day(), u8::from(day.month()), day.year());
    let rows = [
        ("Прізвище / Surname", person.surname(lang)),
        ("Ім'я / Name", person.given.get(lang).to_string()),
        ("По батькові / Patronymic", person.patronymic.get(lang).to_string()),
        (
            "Стать / Sex      Дата народження / Date of birth",
            format!("{}          {}", person.agree("Ч", "Ж"), spaced(person.birth)),
        ),
        ("Запис № / Record No.", life.unzr.clone()),
        ("Номер документа / Document No.", card.number.clone()),
        ("Дійсний до / Date of expiry", spaced(until)),
    ];
    let mut line = mm(y + 14.0);
    for (name, text) in &rows {
        page.text(mm(x + 40.0), line, &label, name);
        page.text(mm(x + 40.0), line + mm(4.0), &value, text);
        line += mm(8.0);
    }
    page.signature(mm(x + 7.0), mm(y + 62.0), mm(24.0), Ink::SOFT_BLACK);
    page.next_region();
    let low = y + 82.0;
    page.frame(desk::area(x, low, 110.0, 70.0), 3.0);
    let issuer = format!("{}", rng.int(5901, 5994));
    let place = life.birthplace.line(lang);
    let backs = [
        ("Місце народження / Place of birth", place.clone()),
        ("Орган, що видав / Authority", issuer.clone()),
        ("Дата видачі / Date of issue", spaced(issued)),
        ("РНОКПП / Tax number", life.tax_number.clone()),
    ];
    let mut line = mm(low + 9.0);
    for (name, text) in &backs {
        page.text(mm(x + 6.0), line, &label, name);
        line = page.para(mm(x + 6.0), line + mm(4.0), mm(96.0), &value, 0.0, Align::Left, text) + mm(1.5);
    }
    let machine = Pen::print(Face::Mono, 9.0);
    let born = format!(
        "{:02}{:02}{:02}",
        person.birth.year() % 100,
        u8::from(person.birth.month()),
        person.birth.day()
    );
    page.text(mm(x + 6.0), mm(low + 58.0), &machine, &format!("I<UKR{}<<<<<<<<<<<<<<<", card.number));
    page.text(
        mm(x + 6.0),
        mm(low + 64.0),
        &machine,
        &format!("{born}0{}UKR<<<<<<<<<<<", if person.sex == Sex::M { "M" } else { "F" }),
    );
    super::desk::person_fields(fields, &person, lang, false);
    fields.set("passport_number", &card.number);
    fields.set("issue_date", dates::iso(issued));
    fields.set("issuer", issuer);
    fields.set("birth_place", place);
    fields.set("sex", if person.sex == Sex::M { "m" } else { "f" });
    fields.set("unzr", &life.unzr);
    vec![page]
}
