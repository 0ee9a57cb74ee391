//! The military ticket and the commissariat's certificate.

use super::desk::{self, Form, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Life, Military};
use crate::paper::{Align, Copy, Face, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::places::Form as Adjective;
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "military_record";

pub fn draw(rng: &mut Rng, life: &Life, military: &Military, day: Date) -> Paper {
    let mut fields = Fields::new();
    let sheets = if rng.chance(0.6) {
        ticket(rng, life, military, &mut fields)
    } else {
        vec![certificate(rng, life, military, day, &mut fields)]
    };
    Paper { kind: KIND, fields, sheets }
}

/// A spread with the photograph, then one with the service.
fn ticket(rng: &mut Rng, life: &Life, military: &Military, fields: &mut Fields) -> Vec<Page> {
    let lang = Lang::Ru;
    let person = life.person_on(KIND);
    let copied = rng.chance(0.5);
    let sheet = |rng: &mut Rng| {
        let mut page = Page::new(Size::Spread(105.0, 148.0), rng).on(Stock::Cream, military.issued.year());
        if copied {
            page.copy = Copy::Photocopy(1);
        }
        page
    };
    let label = Pen::print(Face::School, 9.0).rough(0.5);
    let bold = Pen::print(Face::SchoolBold, 15.0).rough(0.4);
    let hand = desk::by_hand(rng).pen.scaled(0.88);
    let mut page = sheet(rng);
    let half = page.w() / 2.0;
    page.rule(half, 0.0, half, page.h(), 1.5);
    let number = format!("{} № {}", military.series, military.number);
    desk::centred(
        &mut page,
        half / 2.0,
        mm(20.0),
        &Pen::print(Face::SchoolBold, 9.0),
        &["МИНИСТЕРСТВО ОБОРОНЫ СССР"],
    );
    desk::centred(&mut page, half / 2.0, mm(34.0), &bold, &["ВОЕННЫЙ БИЛЕТ"]);
    page.text_centre(half / 2.0, mm(44.0), &Pen::rubber(Face::SansBold, 13.0, Ink::RED), &number);
    page.photo(desk::area(36.0, 54.0, 32.0, 41.0));
    page.text(mm(12.0), mm(112.0), &label, "Личная подпись");
    page.signature(mm(42.0), mm(112.0), mm(34.0), Ink::BLUE_BLACK);
    desk::seal(&mut page, (68.0, 98.0), "УКРАИНСКАЯ ССР * РАЙОННЫЙ ВОЕННЫЙ КОМИССАРИАТ", &["Военкомат"]);
    page.next_region();
    let commissariat = format!(
        "{} РВК {} обл.",
        life.birthplace.town.adjective(lang, Adjective::M),
        life.birthplace.town.oblast_genitive(lang)
    );
    let mut form = Form::new(&mut page, 112.0, 22.0, 92.0, label.clone(), hand.clone());
    form.row("1. Фамилия", &person.surname(lang), "");
    form.row("2. Имя", person.given.get(lang), "");
    form.row("3. Отчество", person.patronymic.get(lang), "");
    form.row("4. Дата рождения", &dates::middling(person.birth, lang), "");
    form.long("5. Место рождения", &life.birthplace.line(lang), 2, "");
    form.row("6. Образование", if life.education.is_some() { "среднее специальное" } else { "среднее" }, "");
    form.long("7. Билет выдан", &commissariat, 1, "");
    form.row("«    »", &dates::middling(military.issued, lang), "");
    let mut second = sheet(rng);
    second.rule(half, 0.0, half, second.h(), 1.5);
    desk::centred(
        &mut second,
        half / 2.0,
        mm(14.0),
        &Pen::print(Face::SchoolBold, 10.0),
        &["ПРОХОЖДЕНИЕ ДЕЙСТВИТЕЛЬНОЙ", "ВОЕННОЙ СЛУЖБЫ"],
    );
    let mut form = Form::new(&mut second, 8.0, 34.0, 92.0, label.clone(), hand.clone());
    form.long(
        "Призван на действительную военную службу",
        &dates::middling(military.from, lang),
        1,
        "(число, месяц, год)",
    );
    form.long("призывной комиссией", &commissariat, 1, "");
    form.long("Род войск", military.branch.get(lang), 1, "");
    form.row("Войсковая часть", &format!("№ {}", military.unit), "");
    form.row("Принял военную присягу", &dates::dotted(military.from + time::Duration::days(30)), "");
    form.long("Уволен (демобилизован) в запас", &dates::middling(military.to, lang), 1, "");
    form.row("Воинское звание", one(rng, &["рядовой", "ефрейтор", "мл. сержант", "сержант"]), "");
    let y = form.y + mm(4.0);
    second.text(mm(8.0), y, &label, "Командир части");
    second.signature(mm(44.0), y, mm(34.0), Ink::BLUE);
    desk::seal(
        &mut second,
        (62.0, y / mm(1.0) + 2.0),
        &format!("ВОЙСКОВАЯ ЧАСТЬ {}", military.unit),
        &["МО СССР"],
    );
    second.next_region();
    desk::centred(
        &mut second,
        half * 1.5,
        mm(14.0),
        &Pen::print(Face::SchoolBold, 10.0),
        &["ОТМЕТКИ О ПРИЕМЕ НА УЧЕТ"],
    );
    let note = dates::dotted(military.to + time::Duration::days(9));
    second.stamp(
        half * 1.5,
        mm(40.0),
        9.0,
        Ink::SEAL_VIOLET,
        rng.float(-0.08, 0.08),
        true,
        &[&commissariat, "ПРИНЯТ НА УЧЕТ", &note],
    );
    person_fields(fields, &person, lang, true);
    fields.hand("birth_date", dates::iso(person.birth));
    fields.set("document_series", &military.series);
    fields.set("document_number", &military.number);
    fields.hand("issue_date", dates::iso(military.issued));
    fields.hand("organisation", commissariat);
    fields.hand("service_from", dates::iso(military.from));
    fields.hand("service_to", dates::iso(military.to));
    vec![page, second]
}

fn certificate(rng: &mut Rng, life: &Life, military: &Military, day: Date, fields: &mut Fields) -> Page {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let person = life.person_on(KIND);
    let size = if rng.chance(0.5) { Size::A5Wide } else { Size::A4 };
    let mut page = desk::sheet(rng, size, day);
    let body = if day.year() < 2000 { desk::typed(rng).pen } else { Pen::print(Face::Serif, 12.0) };
    let town = &life.office.town;
    let organisation = match lang {
        Lang::Ru => format!("{} районный военный комиссариат", town.adjective(lang, Adjective::M)),
        Lang::Uk => format!("{} районний військовий комісаріат", town.adjective(lang, Adjective::M)),
    };
    let number = format!("{}/{}", rng.int(1, 9), rng.int(100, 3000));
    let ink = desk::seal_ink(rng);
    let from_word = if lang == Lang::Ru { "от" } else { "від" };
    let mut lines = vec![if lang == Lang::Ru {
        "МИНИСТЕРСТВО ОБОРОНЫ СССР".to_string()
    } else {
        "МІНІСТЕРСТВО ОБОРОНИ УКРАЇНИ".to_string()
    }];
    lines.extend(desk::cut(&Pen::rubber(Face::SansBold, 8.5, ink), &organisation, mm(64.0), mm(64.0)));
    lines.push(format!("№ {number} {from_word} {}", dates::dotted(day)));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    page.stamp(mm(54.0), mm(28.0), 8.5, ink, rng.float(-0.03, 0.03), rng.chance(0.6), &lines);
    let middle = page.w() / 2.0;
    let title = if lang == Lang::Ru { "С П Р А В К А" } else { "Д О В І Д К А" };
    page.text_centre(middle, mm(56.0), &body, title);
    let dat = person.full(lang, Case::Dat);
    let (birth, from, to) = (
        dates::any(rng, person.birth, lang),
        dates::any(rng, military.from, lang),
        dates::any(rng, military.to, lang),
    );
    let branch = military.branch.get(lang);
    let text = match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!(
            "Выдана {dat}, дата рождения {birth}, в том, что он действительно проходил действительную военную службу с {from} по {to} ({branch})."
        ),
        (Lang::Ru, 1) => format!(
            "Дана {dat}, родившемуся {birth}, о том, что согласно военному билету и учетной карточке он состоял на военной службе с {from} по {to}. Род войск: {branch}."
        ),
        (Lang::Ru, _) => format!(
            "Настоящая справка выдана {dat} (дата рождения {birth}) в подтверждение того, что с {from} по {to} он служил в рядах Советской Армии."
        ),
        (Lang::Uk, 0) => format!(
            "Видана {dat}, дата народження {birth}, про те, що він дійсно проходив строкову військову службу з {from} по {to} ({branch})."
        ),
        (Lang::Uk, 1) => format!(
            "Видана {dat}, дата народження {birth}, у тому, що згідно з обліковою карткою він перебував на військовій службі з {from} по {to}. Рід військ: {branch}."
        ),
        (Lang::Uk, _) => format!(
            "Ця довідка надана {dat} (дата народження {birth}) на підтвердження того, що з {from} по {to} він служив у лавах Радянської Армії."
        ),
    };
    let width = page.w() - mm(46.0);
    let y = desk::text_block(&mut page, mm(26.0), mm(68.0), width, &body, mm(12.0), &text);
    let basis = if lang == Lang::Ru {
        "Основание: учетно-послужная карточка."
    } else {
        "Підстава: обліково-послужна картка."
    };
    let y = page.para(mm(26.0), y + mm(2.0), width, &body, 0.0, Align::Left, basis) + mm(10.0);
    desk::sign(
        &mut page,
        y,
        mm(26.0),
        width,
        &body,
        if lang == Lang::Ru {
            "Военный комиссар"
        } else {
            "Військовий комісар"
        },
        &life.pension.head.signed(lang),
    );
    desk::seal(
        &mut page,
        (88.0, y / mm(1.0)),
        &desk::ring(lang, &organisation, day),
        &[if lang == Lang::Ru { "Военкомат" } else { "Військкомат" }],
    );
    person_fields(fields, &person, lang, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("document_number", number);
    fields.set("issue_date", dates::iso(day));
    fields.set("organisation", organisation);
    fields.set("service_from", dates::iso(military.from));
    fields.set("service_to", dates::iso(military.to));
    page
}
