//! The claim for a pension.

use super::desk::{self, Form, person_fields};
use crate::decline::{Case, Lang, Sex};
use crate::life::{Life, Passport, PensionKind};
use crate::paper::{Face, Ink, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, dates};
use crate::truth::{Fields, Paper};

const KIND: &str = "pension_application";

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let mut fields = Fields::new();
    let page = match life.pension.applied.year() {
        ..1992 => soviet(rng, life, &mut fields),
        1992..2004 => free(rng, life, &mut fields),
        _ if rng.chance(0.2) => free(rng, life, &mut fields),
        _ => form(rng, life, &mut fields),
    };
    let pension = &life.pension;
    fields.hand("application_date", dates::iso(pension.applied));
    fields.hand("pension_kind", pension.kind.id());
    Paper { kind: KIND, fields, sheets: vec![page] }
}

/// The passport of the day: its series, number and words.
pub fn passport_of(life: &Life, day: time::Date) -> &Passport {
    match &life.card {
        Some(card) if day >= card.issued => card,
        _ if day >= life.booklet.issued => &life.booklet,
        _ => &life.soviet_passport,
    }
}

pub fn passport_fields(fields: &mut Fields, passport: &Passport, by_hand: bool) {
    if !passport.series.is_empty() {
        fields.put("passport_series", &passport.series, by_hand);
    }
    fields.put("passport_number", &passport.number, by_hand);
}

/// «Прошу назначить мне пенсию …»
fn request(rng: &mut Rng, life: &Life, lang: Lang) -> String {
    let kind = phrases::pension_kind(life.pension.kind, lang);
    let social = life.pension.kind == PensionKind::Social;
    match lang {
        Lang::Ru if social => "Прошу назначить мне социальную пенсию".to_string(),
        Lang::Uk if social => "Прошу призначити мені соціальну пенсію".to_string(),
        Lang::Ru => {
            desk::one(
                rng,
                &[
                    "Прошу назначить мне пенсию",
                    "Прошу Вас назначить мне пенсию",
                    "Прошу рассмотреть вопрос о назначении мне пенсии",
                ],
            )
            .to_string()
                + " "
                + kind
        }
        Lang::Uk => {
            desk::one(
                rng,
                &[
                    "Прошу призначити мені пенсію",
                    "Прошу Вас призначити мені пенсію",
                    "Прошу розглянути питання про призначення мені пенсії",
                ],
            )
            .to_string()
                + " "
                + kind
        }
    }
}

/// The papers that lie in this person's file.
fn enclosed(rng: &mut Rng, life: &Life, lang: Lang, day: time::Date) -> Vec<&'static str> {
    let mut pairs = vec![
        ["трудова книжка", "трудовая книжка"],
        ["довідка про заробітну плату", "справка о заработке"],
        ["копія паспорта", "паспорт"],
    ];
    if day > life.tax_date {
        pairs.push([
            "копія довідки про присвоєння ідентифікаційного номера",
            "справка об идентификационном номере",
        ]);
    }
    if life.military.is_some() {
        pairs.push(["військовий квиток", "военный билет"]);
    }
    if life.maiden.is_some() {
        pairs.push(["свідоцтво про шлюб", "свидетельство о браке"]);
    }
    if life.education.is_some() {
        pairs.push(["диплом про освіту", "диплом об образовании"]);
    }
    pairs.truncate(rng.int(3, 5) as usize);
    let mut names = Vec::new();
    for pair in pairs {
        names.push(pair[usize::from(lang == Lang::Ru)]);
    }
    names
}

fn soviet(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Ru, life.pension.applied);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, day);
    let hand = desk::by_hand(rng).pen;
    let label = Pen::print(Face::School, 11.0).rough(0.5);
    let office = life.office.name(day);
    let mut form = Form::new(&mut page, 95.0, 24.0, 100.0, label.clone(), hand.clone());
    let addressee = life.office.addressee(day);
    form.long("В", addressee.trim_start_matches("В "), 2, "(наименование органа социального обеспечения)");
    let of = if person.sex == Sex::M { "от гражданина" } else { "от гражданки" };
    form.long(of, &person.full(lang, Case::Gen), 2, "(фамилия, имя, отчество)");
    form.long(person.agree("проживающего", "проживающей"), &life.address.line(lang, day.year()), 2, "");
    let passport = passport_of(life, day);
    form.row("паспорт", &format!("{} № {}", passport.series, passport.number), "");
    let y = form.y + mm(8.0);
    let title = Pen::print(Face::SchoolBold, 16.0).rough(0.4).spaced(0.08);
    let middle = page.w() / 2.0;
    let y = desk::centred(&mut page, middle, y, &title, &["ЗАЯВЛЕНИЕ"]);
    desk::centred(&mut page, middle, y - mm(1.0), &label, &["о назначении пенсии"]);
    let mut form = Form::new(&mut page, 25.0, 0.0, 168.0, label.clone(), hand.clone());
    form.y = y + mm(14.0);
    form.long("Прошу назначить пенсию", phrases::pension_kind(life.pension.kind, lang), 1, "(вид пенсии)");
    let birth = dates::by_hand(rng, person.birth, lang);
    let birth_town = format!("г. {}", life.birthplace.town.locative(lang));
    form.pair(0.55, (person.agree("Родился", "Родилась"), &birth), ("в", &birth_town));
    let record = phrases::duration(life.pension.record, lang);
    form.long("Общий трудовой стаж составляет", &record, 1, "");
    form.row("Место последней работы", life.jobs.last().map_or("", |job| job.organisation(lang)), "");
    form.row("Пенсию ранее", person.agree("не получал", "не получала"), "");
    form.words("К заявлению прилагаю следующие документы:");
    for (index, item) in enclosed(rng, life, lang, day).iter().enumerate() {
        form.row(&format!("{}.", index + 1), item, "");
    }
    form.skip(8.0);
    let (y, when) = (form.y, dates::quoted(day, lang));
    page.text(mm(25.0), y, &hand, &when);
    page.text(mm(120.0), y, &label, "Подпись");
    page.blank_line(mm(140.0), y + 6.0, mm(52.0));
    page.signature(mm(144.0), y, mm(36.0), Ink::BLUE);
    desk::arrival(&mut page, rng, (52.0, 48.0), &office, lang, day);
    desk::form_number(&mut page, "Форма № 1");
    desk::imprint(&mut page, rng, day);
    person_fields(fields, &person, lang, true);
    passport_fields(fields, passport, true);
    fields.hand("birth_date", dates::iso(person.birth));
    fields.hand("organisation", office);
    fields.hand("address", life.address.line(lang, day.year()));
    page
}

/// A sheet written from the first word to the last by the claimant.
fn free(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.pension.applied);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, day);
    let hand = desk::by_hand(rng).pen;
    let address = life.address.line(lang, day.year());
    let passport = passport_of(life, day);
    let office = life.office.name(day);
    let who = person.full(lang, Case::Gen);
    let lives = person.agree("який мешкає за адресою:", "яка мешкає за адресою:");
    let block = [
        life.office.addressee(day),
        format!("{} {who},", person.agree("громадянина", "громадянки")),
        format!("{lives} {address},"),
        format!("паспорт {} № {}", passport.series, passport.number),
    ];
    let mut y = mm(26.0);
    for line in &block {
        y = desk::text_block(&mut page, mm(98.0), y, mm(95.0), &hand, 0.0, line) + mm(1.0);
    }
    if rng.chance(0.6) {
        y = desk::text_block(&mut page, mm(98.0), y, mm(95.0), &hand, 0.0, &format!("тел. {}", life.phone));
        fields.hand("phone", &life.phone);
    }
    y += mm(14.0);
    let middle = page.w() / 2.0;
    page.text_centre(middle, y, &hand.clone().scaled(1.25), desk::one(rng, &["ЗАЯВА", "Заява"]));
    y += mm(16.0);
    let birth = dates::long(person.birth, lang);
    let born = person.agree("Народився", "Народилася");
    let record = phrases::duration(life.pension.record, lang);
    let text = format!(
        "{} з {}. {born} {birth}. Загальний стаж роботи {record}.",
        request(rng, life, lang),
        dates::long(life.pension.start, lang)
    );
    y = desk::text_block(&mut page, mm(26.0), y, mm(165.0), &hand, mm(12.0), &text) + mm(4.0);
    if day > life.tax_date {
        let text = format!("Мій ідентифікаційний номер {}.", life.tax_number);
        y = desk::text_block(&mut page, mm(26.0), y, mm(165.0), &hand, mm(12.0), &text) + mm(4.0);
        fields.hand("tax_number", &life.tax_number);
    }
    y = desk::text_block(&mut page, mm(26.0), y, mm(165.0), &hand, mm(12.0), "До заяви додаю:");
    for (index, item) in enclosed(rng, life, lang, day).iter().enumerate() {
        y = desk::text_block(
            &mut page,
            mm(34.0),
            y,
            mm(150.0),
            &hand,
            0.0,
            &format!("{}. {item};", index + 1),
        );
    }
    y += mm(14.0);
    page.text(mm(26.0), y, &hand, &dates::dotted(day));
    page.signature(mm(112.0), y, mm(40.0), Ink::BLUE);
    page.text(mm(155.0), y, &hand, &person.signed(lang));
    desk::arrival(&mut page, rng, (55.0, 40.0), &office, lang, day);
    person_fields(fields, &person, lang, true);
    passport_fields(fields, passport, true);
    fields.hand("birth_date", dates::iso(person.birth));
    fields.hand("organisation", office);
    fields.hand("address", address);
    page
}

/// The printed form of the fund, filled by hand.
fn form(rng: &mut Rng, life: &Life, fields: &mut Fields) -> Page {
    let (lang, day) = (Lang::Uk, life.pension.applied);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, day);
    let hand = desk::by_hand(rng).pen;
    let label = Pen::print(Face::Serif, 11.0);
    let small = Pen::print(Face::Serif, 8.0);
    let right = page.w() - mm(14.0);
    for (index, line) in
        ["Додаток 1", "до Порядку подання та оформлення документів", "для призначення (перерахунку) пенсій"]
            .iter()
            .enumerate()
    {
        page.text_right(right, mm(13.0 + 4.0 * index as f32), &small, line);
    }
    let office = life.office.name(day);
    let mut form = Form::new(&mut page, 92.0, 32.0, 104.0, label.clone(), hand.clone());
    form.step = mm(9.5);
    let addressee = life.office.addressee(day);
    form.long("До", addressee.trim_start_matches("До "), 2, "(найменування органу, що призначає пенсію)");
    let middle = page.w() / 2.0;
    let title = Pen::print(Face::SerifBold, 14.0);
    desk::centred(&mut page, middle, mm(60.0), &title, &["ЗАЯВА", "про призначення/перерахунок пенсії"]);
    let mut form = Form::new(&mut page, 24.0, 80.0, 172.0, label.clone(), hand.clone());
    form.step = mm(10.0);
    form.row("Прізвище", &person.surname(lang), "");
    form.pair(0.45, ("Ім'я", person.given.get(lang)), ("По батькові", person.patronymic.get(lang)));
    let birth = dates::dotted(person.birth);
    form.row("Дата народження", &birth, "(число, місяць, рік)");
    let y = form.y;
    page.text(mm(24.0), y, &label, "Реєстраційний номер облікової картки платника податків");
    let digits = hand.clone().scaled(0.95);
    page.boxes(mm(122.0), y - mm(5.0), mm(7.0), 10, &digits, &life.tax_number);
    let passport = passport_of(life, day);
    let mut form = Form::new(&mut page, 24.0, 0.0, 172.0, label.clone(), hand.clone());
    form.y = y + mm(12.0);
    form.step = mm(10.0);
    form.pair(0.4, ("Паспорт: серія", &passport.series), ("№", &passport.number));
    form.long("Місце проживання", &life.address.line(lang, day.year()), 2, "(адреса)");
    form.row("Номер телефону", &life.phone, "");
    form.words("Прошу призначити (перерахувати) мені пенсію (потрібне позначити):");
    let kinds = [
        PensionKind::OldAge,
        PensionKind::Disability,
        PensionKind::Survivor,
        PensionKind::LongService,
        PensionKind::Social,
    ];
    let mut y = form.y;
    for kind in kinds {
        page.tick(mm(30.0), y, mm(4.0), kind == life.pension.kind, Ink::BLUE);
        page.text(mm(38.0), y - 4.0, &label, phrases::pension_kind(kind, lang));
        y += mm(7.0);
    }
    let mut form = Form::new(&mut page, 24.0, 0.0, 172.0, label.clone(), hand.clone());
    form.y = y + mm(4.0);
    form.step = mm(8.5);
    form.words("До заяви додаю такі документи:");
    for (index, item) in enclosed(rng, life, lang, day).iter().enumerate() {
        form.row(&format!("{})", index + 1), item, "");
    }
    form.skip(3.0);
    form.words("Про відповідальність за достовірність поданих відомостей попереджений(а).");
    let y = form.y + mm(4.0);
    page.text(mm(24.0), y, &hand, &dates::dotted(day));
    page.blank_line(mm(84.0), y + 6.0, mm(50.0));
    page.signature(mm(90.0), y, mm(36.0), Ink::BLUE);
    page.text_centre(mm(109.0), y + mm(5.0), &small, "(підпис заявника)");
    page.field(
        mm(24.0),
        y + mm(15.0),
        mm(172.0),
        &label,
        "Заяву зареєстровано за №",
        &hand,
        &format!("{} {}", rng.int(100, 9000), dates::dotted(day)),
        "",
    );
    if rng.chance(0.5) {
        desk::arrival(&mut page, rng, (50.0, 36.0), &office, lang, day);
    }
    person_fields(fields, &person, lang, true);
    passport_fields(fields, passport, true);
    fields.hand("birth_date", dates::iso(person.birth));
    fields.hand("tax_number", &life.tax_number);
    fields.hand("organisation", office);
    fields.hand("address", life.address.line(lang, day.year()));
    fields.hand("phone", &life.phone);
    page
}
