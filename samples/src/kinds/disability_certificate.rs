//! The extract of the medical commission.

use super::desk::{self, Form, one, person_fields};
use crate::decline::Lang;
use crate::life::{Disability, Life};
use crate::paper::{Align, Copy, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};

const KIND: &str = "disability_certificate";

const CAUSES: [[&str; 2]; 3] = [
    ["загальне захворювання", "общее заболевание"],
    ["трудове каліцтво", "трудовое увечье"],
    [
        "захворювання, пов'язане з виконанням обов'язків військової служби",
        "заболевание, полученное в период прохождения военной службы",
    ],
];

pub fn draw(rng: &mut Rng, life: &Life, disability: &Disability) -> Paper {
    let mut fields = Fields::new();
    let lang = if disability.from.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let (page, by_hand) = if lang == Lang::Ru {
        soviet(rng, life, disability, &mut fields)
    } else {
        extract(rng, life, disability, &mut fields)
    };
    let person = life.person_on(KIND);
    person_fields(&mut fields, &person, lang, by_hand);
    fields.put("birth_date", dates::iso(person.birth), by_hand);
    fields.put("document_series", &disability.series, false);
    fields.put("document_number", &disability.number, false);
    fields.put("issue_date", dates::iso(disability.from), by_hand);
    fields.put("disability_group", disability.group, by_hand);
    fields.put("disability_cause", CAUSES[disability.cause][usize::from(lang == Lang::Ru)], by_hand);
    let until = disability.until.map_or("indefinite".to_string(), dates::iso);
    fields.put("valid_until", until, by_hand);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn group(disability: &Disability, lang: Lang, rng: &mut Rng) -> String {
    let word = match (disability.group, lang) {
        ("I", Lang::Ru) => "первая",
        ("II", Lang::Ru) => "вторая",
        (_, Lang::Ru) => "третья",
        ("I", Lang::Uk) => "перша",
        ("II", Lang::Uk) => "друга",
        (_, Lang::Uk) => "третя",
    };
    if rng.chance(0.6) { format!("{} ({word})", disability.group) } else { word.to_string() }
}

fn soviet(rng: &mut Rng, life: &Life, disability: &Disability, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Ru;
    let person = life.person_on(KIND);
    let day = disability.from;
    let size = if rng.chance(0.5) { Size::A5Wide } else { Size::A4 };
    let mut page = desk::sheet(rng, size, day);
    let filling = desk::hand_or_typed(rng, 0.8, day);
    let label = Pen::print(Face::School, 10.0).rough(0.5);
    let bold = Pen::print(Face::SchoolBold, 12.0).rough(0.4);
    let middle = page.w() / 2.0;
    let organisation = format!("{} ВТЭК", one(rng, &["Областная", "Межрайонная", "Городская"]));
    page.text(mm(18.0), mm(14.0), &label, "Министерство социального обеспечения УССР");
    page.field(mm(18.0), mm(21.0), mm(88.0), &label, "", &filling.pen, &organisation, "(наименование ВТЭК)");
    let y =
        desk::centred(&mut page, middle, mm(33.0), &bold, &["ВЫПИСКА ИЗ АКТА ОСВИДЕТЕЛЬСТВОВАНИЯ ВО ВТЭК"]);
    let number = format!("Справка ВТЭК серия {} № {}", disability.series, disability.number);
    page.text_centre(middle, y, &bold, &number);
    let width = page.w() / mm(1.0) - 34.0;
    let mut form = Form::new(&mut page, 18.0, 49.0, width, label.clone(), filling.pen.clone());
    form.step = mm(9.0);
    form.long("Фамилия, имя, отчество", &person.nominative(lang), 1, "");
    form.pair(0.5, ("Дата рождения", &dates::dotted(person.birth)), ("акт №", &disability.act.to_string()));
    form.row("Дата освидетельствования", &dates::middling(day, lang), "");
    let group = group(disability, lang, rng);
    form.row("Группа инвалидности", &group, "");
    form.long("Причина инвалидности", CAUSES[disability.cause][1], 1, "");
    let until =
        disability.until.map_or("бессрочно".to_string(), |until| dates::middling(until, lang));
    form.row("Инвалидность установлена на срок до", &until, "");
    form.long(
        "Заключение об условиях и характере труда",
        one(
            rng,
            &[
                "нетрудоспособен",
                "может выполнять легкий труд",
                "доступна работа в обычных условиях с ограничением нагрузки",
            ],
        ),
        1,
        "",
    );
    let y = form.y + mm(4.0);
    let width = page.w() - mm(36.0);
    desk::sign(&mut page, y, mm(18.0), width, &label, "Председатель ВТЭК", &disability.chair.signed(lang));
    desk::seal(&mut page, (88.0, y / mm(1.0)), &desk::ring(lang, &organisation, day), &["ВТЭК"]);
    fields.put("organisation", organisation, filling.by_hand);
    (page, filling.by_hand)
}

fn extract(rng: &mut Rng, life: &Life, disability: &Disability, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let day = disability.from;
    let mut page = desk::sheet(rng, Size::A4, day);
    if rng.chance(0.3) {
        page.copy = Copy::Photocopy(1);
    }
    let filling = desk::hand_or_typed(rng, 0.85, day);
    let label = Pen::print(Face::Serif, 11.0);
    let bold = Pen::print(Face::SerifBold, 12.5);
    let small = Pen::print(Face::Serif, 8.5);
    page.frame(desk::area(14.0, 10.0, 86.0, 22.0), 2.0);
    page.para(
        mm(16.0),
        mm(15.0),
        mm(82.0),
        &small,
        0.0,
        Align::Left,
        "Найменування міністерства, органу виконавчої влади: Міністерство охорони здоров'я України",
    );
    page.next_region();
    page.frame(desk::area(106.0, 10.0, 88.0, 22.0), 2.0);
    let mut y = mm(15.0);
    for line in [
        "МЕДИЧНА ДОКУМЕНТАЦІЯ",
        "Форма первинної облікової документації № 157-1/о",
        "Затверджено наказом МОЗ України 30.07.2012 № 577",
    ] {
        y = page.para(mm(108.0), y, mm(84.0), &small, 0.0, Align::Left, line);
    }
    page.next_region();
    let organisation = format!(
        "{} {}",
        one(rng, &["Обласна", "Міжрайонна", "Міська"]),
        one(rng, &["МСЕК № 1", "МСЕК № 2", "медико-соціальна експертна комісія № 3"])
    );
    let middle = page.w() / 2.0;
    let y = desk::centred(
        &mut page,
        middle,
        mm(45.0),
        &bold,
        &["ВИПИСКА", "з акта огляду медико-соціальною експертною комісією"],
    );
    page.text_centre(
        middle,
        y,
        &label,
        &format!("до довідки серії {} № {}", disability.series, disability.number),
    );
    let mut form = Form::new(&mut page, 22.0, 70.0, 172.0, label.clone(), filling.pen.clone());
    form.long("1. Найменування МСЕК", &organisation, 1, "");
    form.long("2. Прізвище, ім'я, по батькові", &person.nominative(lang), 1, "");
    form.row("3. Дата народження", &dates::long(person.birth, lang), "");
    form.long("4. Місце проживання", &life.address.line(lang, day.year()), 1, "");
    form.pair(0.6, ("5. Дата огляду", &dates::middling(day, lang)), ("акт №", &disability.act.to_string()));
    let group = group(disability, lang, rng);
    form.row("6. Група інвалідності", &group, "");
    form.long("7. Причина інвалідності", CAUSES[disability.cause][0], 1, "");
    let until =
        disability.until.map_or("безстроково".to_string(), |until| dates::long(until, lang));
    form.row(
        one(rng, &["8. Інвалідність встановлена на строк до", "8. Дата чергового переогляду"]),
        &until,
        "",
    );
    form.long(
        "9. Висновок про умови та характер праці",
        one(
            rng,
            &[
                "не працює",
                "може виконувати легку працю",
                "робота в звичайних умовах з обмеженням навантаження",
            ],
        ),
        1,
        "",
    );
    let y = form.y + mm(8.0);
    desk::sign(&mut page, y, mm(22.0), mm(166.0), &label, "Голова МСЕК", &disability.chair.signed(lang));
    desk::seal(&mut page, (86.0, y / mm(1.0) + 4.0), &desk::ring(lang, &organisation, day), &["МСЕК"]);
    desk::imprint(&mut page, rng, day);
    fields.put("organisation", organisation, filling.by_hand);
    (page, filling.by_hand)
}
