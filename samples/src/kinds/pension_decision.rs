//! The decision on the pension: protocol, ruling, order.

use super::desk::{self, Form, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Life, PensionKind, currency, rubles};
use crate::paper::{Align, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, dates};
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "pension_decision";

/// What this decision grants: the first grant or a recalculation.
#[derive(Clone, Copy)]
pub struct Grant {
    pub day: Date,
    pub start: Date,
    pub amount: i64,
    pub again: bool,
}

pub fn first(life: &Life) -> Grant {
    let pension = &life.pension;
    Grant { day: pension.decided, start: pension.start, amount: pension.amount, again: false }
}

pub fn draw(rng: &mut Rng, life: &Life, grant: Grant) -> Paper {
    let mut fields = Fields::new();
    let number = if grant.again { rng.int(10, 9000).to_string() } else { life.pension.decision.clone() };
    let (page, by_hand) = match grant.day.year() {
        ..1992 => protocol(rng, life, grant, &number, &mut fields),
        1992..2004 => order(rng, life, grant, &number, &mut fields),
        _ if rng.chance(0.6) => decision(rng, life, grant, &number, &mut fields),
        _ => order(rng, life, grant, &number, &mut fields),
    };
    let pension = &life.pension;
    fields.put("document_number", number, by_hand);
    fields.put("issue_date", dates::iso(grant.day), by_hand);
    fields.put("case_number", &pension.case_number, by_hand);
    fields.put("pension_kind", pension.kind.id(), by_hand);
    fields.put("pension_start_date", dates::iso(grant.start), by_hand);
    fields.put("pension_amount", rubles(grant.amount), by_hand);
    fields.put("insurance_record", phrases::iso_duration(pension.record), by_hand);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn sum(grant: Grant, lang: Lang) -> String {
    phrases::money(grant.amount, currency(grant.day.year(), u8::from(grant.day.month())), lang)
}

/// The average wage the sum was counted from.
fn base(grant: Grant) -> i64 {
    (grant.amount * 100 / 62).max(grant.amount)
}

fn protocol(rng: &mut Rng, life: &Life, grant: Grant, number: &str, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Ru;
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, grant.day);
    let filling = desk::hand_or_typed(rng, 0.6, grant.day);
    let label = Pen::print(Face::School, 11.0).rough(0.5);
    let office = life.office.name(grant.day);
    let middle = page.w() / 2.0;
    page.field(
        mm(24.0),
        mm(20.0),
        mm(120.0),
        &label,
        "",
        &filling.pen,
        &office,
        "(наименование органа социального обеспечения)",
    );
    let bold = Pen::print(Face::SchoolBold, 14.0).rough(0.4);
    let heading = one(rng, &["ПРОТОКОЛ", "РЕШЕНИЕ"]);
    let y = desk::centred(&mut page, middle, mm(38.0), &bold, &[&format!("{heading} № {number}")]);
    let what = if grant.again {
        "о перерасчете пенсии"
    } else {
        "о назначении пенсии"
    };
    desk::centred(&mut page, middle, y, &label, &[what]);
    let mut form = Form::new(&mut page, 24.0, 58.0, 170.0, label.clone(), filling.pen.clone());
    form.step = mm(9.6);
    form.pair(0.5, ("Дело №", &life.pension.case_number), ("от", &dates::middling(grant.day, lang)));
    form.row("Фамилия", &person.surname(lang), "");
    form.pair(0.45, ("Имя", person.given.get(lang)), ("Отчество", person.patronymic.get(lang)));
    form.row("Год, месяц, число рождения", &dates::middling(person.birth, lang), "");
    form.long(
        "Комиссия по назначению пенсий, рассмотрев заявление, решила назначить пенсию",
        phrases::pension_kind(life.pension.kind, lang),
        1,
        "(вид пенсии)",
    );
    form.long(
        "на основании",
        one(
            rng,
            &[
                "ст. 9 Закона о государственных пенсиях",
                "ст. 10 Закона о государственных пенсиях",
                "Закона СССР о государственных пенсиях",
            ],
        ),
        1,
        "",
    );
    form.row("Общий трудовой стаж", &phrases::duration(life.pension.record, lang), "(лет, месяцев, дней)");
    let money = |hundredths: i64| {
        phrases::money(hundredths, currency(grant.day.year(), u8::from(grant.day.month())), lang)
    };
    form.row("Среднемесячный заработок", &money(base(grant)), "");
    form.row("Размер пенсии", &sum(grant, lang), "(в месяц)");
    let until = if life.pension.kind == PensionKind::Disability {
        dates::dotted(grant.start + time::Duration::days(730))
    } else {
        "пожизненно".to_string()
    };
    form.pair(0.55, ("Пенсия назначена с", &dates::middling(grant.start, lang)), ("по", &until));
    let y = form.y + mm(10.0);
    desk::sign(
        &mut page,
        y,
        mm(24.0),
        mm(166.0),
        &label,
        "Председатель комиссии",
        &life.pension.head.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(12.0),
        mm(24.0),
        mm(166.0),
        &label,
        "Инспектор",
        &life.pension.inspector.signed(lang),
    );
    desk::seal(&mut page, (86.0, y / mm(1.0) + 7.0), &desk::ring(lang, &office, grant.day), &["Соцобес"]);
    desk::form_number(&mut page, "Форма № 8");
    desk::imprint(&mut page, rng, grant.day);
    person_fields(fields, &person, lang, filling.by_hand);
    fields.put("birth_date", dates::iso(person.birth), filling.by_hand);
    fields.put("organisation", office, filling.by_hand);
    (page, filling.by_hand)
}

/// «РОЗПОРЯДЖЕННЯ»: a matrix printer's lines.
fn order(rng: &mut Rng, life: &Life, grant: Grant, number: &str, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, grant.day);
    let mono = Pen::print(Face::Mono, 10.5).rough(0.5);
    let office = life.office.name(grant.day);
    let mut y = mm(22.0);
    for part in desk::cut(&mono, &office.to_uppercase(), mm(130.0), mm(130.0)) {
        page.text(mm(24.0), y, &mono, &part);
        y += mm(5.0);
    }
    y += mm(8.0);
    let middle = page.w() / 2.0;
    let bold = Pen::print(Face::MonoBold, 12.5).rough(0.4);
    let heading = format!("РОЗПОРЯДЖЕННЯ № {number}");
    let what = if grant.again {
        "про перерахунок пенсії"
    } else {
        "про призначення пенсії"
    };
    y = desk::centred(&mut page, middle, y, &bold, &[&heading, what]) + mm(4.0);
    page.text(mm(24.0), y, &mono, &format!("від {}", dates::dotted(grant.day)));
    y += mm(9.0);
    let mut rows: Vec<(&str, String)> = vec![
        ("Пенсійна справа №", life.pension.case_number.clone()),
        ("Прізвище", person.surname(lang)),
        ("Ім'я", person.given.get(lang).to_string()),
        ("По батькові", person.patronymic.get(lang).to_string()),
        ("Дата народження", dates::dotted(person.birth)),
    ];
    if grant.day > life.tax_date {
        rows.push(("Ідентифікаційний номер", life.tax_number.clone()));
        fields.set("tax_number", &life.tax_number);
    }
    rows.push(("Вид пенсії", phrases::pension_kind(life.pension.kind, lang).to_string()));
    rows.push(("Страховий стаж", phrases::duration(life.pension.record, lang)));
    rows.push((
        "Середньомісячний заробіток",
        phrases::money(base(grant), currency(grant.day.year(), u8::from(grant.day.month())), lang),
    ));
    rows.push(("Розмір пенсії", sum(grant, lang)));
    rows.push(("Призначено з", dates::dotted(grant.start)));
    rows.push(("Призначено по", "довічно".to_string()));
    let dotted = rng.chance(0.6);
    for (label, value) in &rows {
        let dots =
            if dotted { ".".repeat(34_usize.saturating_sub(label.chars().count())) } else { ":".to_string() };
        page.text(mm(24.0), y, &mono, &format!("{label}{dots}"));
        page.text(mm(106.0), y, &mono, value);
        y += mm(7.4);
    }
    y += mm(12.0);
    desk::sign(
        &mut page,
        y,
        mm(24.0),
        mm(164.0),
        &mono,
        "Начальник відділу",
        &life.pension.head.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(13.0),
        mm(24.0),
        mm(164.0),
        &mono,
        "Спеціаліст",
        &life.pension.inspector.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(26.0),
        mm(24.0),
        mm(164.0),
        &mono,
        "Перевірив",
        &desk::colleague(rng).signed(lang),
    );
    desk::seal(
        &mut page,
        (84.0, y / mm(1.0) + 9.0),
        &desk::ring(lang, &office, grant.day),
        &["Ідент. код", &life.office.edrpou],
    );
    person_fields(fields, &person, lang, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("organisation", office);
    (page, false)
}

/// «РІШЕННЯ»: running text and a table.
fn decision(rng: &mut Rng, life: &Life, grant: Grant, number: &str, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A4, grant.day);
    let plain = Pen::print(Face::Serif, 12.0);
    let bold = Pen::print(Face::SerifBold, 13.5);
    let office = life.office.name(grant.day);
    let middle = page.w() / 2.0;
    let mut y = mm(22.0);
    for part in desk::cut(&bold, &office.to_uppercase(), mm(150.0), mm(150.0)) {
        page.text_centre(middle, y, &bold, &part);
        y += bold.leading();
    }
    y += mm(8.0);
    let what = if grant.again {
        "про перерахунок пенсії"
    } else {
        "про призначення пенсії"
    };
    y = desk::centred(&mut page, middle, y, &bold, &["РІШЕННЯ", what]) + mm(4.0);
    page.text(mm(24.0), y, &plain, &format!("{}  № {number}", dates::quoted(grant.day, lang)));
    page.text(mm(126.0), y, &plain, &format!("Справа № {}", life.pension.case_number));
    y += mm(12.0);
    let dat = person.full(lang, Case::Dat);
    let kind = match life.pension.kind {
        PensionKind::Social => "соціальну пенсію".to_string(),
        kind => format!("пенсію {}", phrases::pension_kind(kind, lang)),
    };
    let (start, birth) = (dates::long(grant.start, lang), dates::dotted(person.birth));
    let text = match rng.index(3) {
        0 => format!(
            "Відповідно до Закону України «Про загальнообов'язкове державне пенсійне страхування» призначити {dat}, {birth} р.н., РНОКПП {}, {kind} з {start}.",
            life.tax_number
        ),
        1 => format!(
            "Розглянувши заяву та подані документи, вирішено: {dat} (дата народження {birth}, РНОКПП {}) призначити {kind} з {start}.",
            life.tax_number
        ),
        _ => format!(
            "На підставі статті 44 Закону України № 1058-IV {dat}, дата народження {birth}, ідентифікаційний номер {}, призначено {kind} з {start}.",
            life.tax_number
        ),
    };
    y = page.para(mm(24.0), y, mm(168.0), &plain, mm(12.0), Align::Justify, &text) + mm(4.0);
    let rows = [
        ("Страховий стаж", phrases::duration(life.pension.record, lang)),
        (
            "Середня заробітна плата",
            phrases::money(base(grant), currency(grant.day.year(), u8::from(grant.day.month())), lang),
        ),
        (
            "Коефіцієнт страхового стажу",
            format!("0,{:05}", life.pension.record.0 * 1000 + life.pension.record.1 * 83),
        ),
        ("Розмір пенсії", sum(grant, lang)),
    ];
    let grid = page.grid(mm(24.0), y, &[mm(84.0), mm(84.0)], &[mm(9.0); 4], 2.2);
    for (index, (label, value)) in rows.iter().enumerate() {
        page.cell_text(grid.cell(0, index), &plain, Align::Left, label);
        page.cell_text(grid.cell(1, index), &plain, Align::Left, value);
    }
    y = grid.bottom() + mm(18.0);
    desk::sign(
        &mut page,
        y,
        mm(24.0),
        mm(166.0),
        &plain,
        one(rng, &["Начальник управління", "Заступник начальника"]),
        &life.pension.head.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(14.0),
        mm(24.0),
        mm(166.0),
        &plain,
        "Головний спеціаліст",
        &life.pension.inspector.signed(lang),
    );
    desk::seal(
        &mut page,
        (84.0, y / mm(1.0) + 8.0),
        &desk::ring(lang, &office, grant.day),
        &["Ідент. код", &life.office.edrpou],
    );
    person_fields(fields, &person, lang, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("tax_number", &life.tax_number);
    fields.set("organisation", office);
    (page, false)
}
