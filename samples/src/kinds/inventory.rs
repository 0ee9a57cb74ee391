//! The inner inventory: what lies in the file, with dates and sheets.

use super::desk::{self, person_fields};
use crate::decline::Lang;
use crate::life::Life;
use crate::paper::{Align, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{dates, numerals};
use crate::truth::{Fields, Paper};
use serde_json::json;
use time::Date;

const KIND: &str = "inventory";

/// One line of the inventory.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: &'static str,
    pub date: Option<Date>,
    pub from: i64,
    pub to: i64,
}

pub fn draw(rng: &mut Rng, life: &Life, entries: &[Entry], day: Date) -> Paper {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let person = life.person_on(KIND);
    let filling = desk::hand_or_typed(rng, 0.7, day);
    let mut sheets = Vec::new();
    let mut fields = Fields::new();
    let (face, bold) =
        if lang == Lang::Ru { (Face::School, Face::SchoolBold) } else { (Face::Serif, Face::SerifBold) };
    let label = Pen::print(face, 11.0);
    let mut page = desk::sheet(rng, Size::A4, day);
    let middle = page.w() / 2.0;
    let titles = match (lang, rng.index(2)) {
        (Lang::Ru, _) => ["ВНУТРЕННЯЯ ОПИСЬ", "документов дела"],
        (Lang::Uk, 0) => ["ВНУТРІШНІЙ ОПИС", "документів справи"],
        (Lang::Uk, _) => ["ОПИС", "документів, що містяться у пенсійній справі"],
    };
    let y = desk::centred(&mut page, middle, mm(20.0), &Pen::print(bold, 14.0), &titles);
    let mut form = desk::Form::new(&mut page, 24.0, 0.0, 170.0, label.clone(), filling.pen.clone());
    form.y = y + mm(5.0);
    form.row(
        if lang == Lang::Ru {
            "Пенсионное дело №"
        } else {
            "Пенсійна справа №"
        },
        &life.pension.case_number,
        "",
    );
    form.row(
        if lang == Lang::Ru {
            "Фамилия, имя, отчество"
        } else {
            "Прізвище, ім'я, по батькові"
        },
        &person.nominative(lang),
        "",
    );
    let mut y = form.y;
    // The title first and the date after it, or the other way round.
    let title_first = rng.chance(0.4);
    let widths = if title_first {
        [mm(13.0), mm(94.0), mm(29.0), mm(34.0)]
    } else {
        [mm(14.0), mm(30.0), mm(98.0), mm(28.0)]
    };
    let row = mm(8.0);
    let cell =
        if filling.by_hand { filling.pen.clone().scaled(0.86) } else { filling.pen.clone().scaled(0.92) };
    let mut list = Vec::new();
    let mut left: Vec<(usize, &Entry)> = entries.iter().enumerate().collect();
    while !left.is_empty() {
        let room = ((page.h() - y - mm(42.0)) / row) as usize;
        let count = left.len().min(room.saturating_sub(2)).max(1);
        let rest = left.split_off(count);
        table(&mut page, y, &widths, row, &label, &cell, &left, lang, title_first, &mut list);
        y += mm(11.0) + row * count as f32;
        left = rest;
        if !left.is_empty() {
            sheets.push(std::mem::replace(&mut page, desk::sheet(rng, Size::A4, day)));
            y = mm(22.0);
        }
    }
    y += mm(10.0);
    let total = entries.len() as i64;
    let words = format!("{total} ({})", numerals::cardinal(total, lang));
    let word =
        if lang == Lang::Ru { "Итого документов" } else { "Разом документів" };
    page.field(
        mm(24.0),
        y,
        mm(110.0),
        &label,
        word,
        &filling.pen,
        &words,
        if lang == Lang::Ru {
            "(цифрами и прописью)"
        } else {
            "(цифрами і словами)"
        },
    );
    y += mm(15.0);
    let post = if lang == Lang::Ru {
        "Опись составил инспектор"
    } else {
        "Опис склав спеціаліст"
    };
    desk::sign(&mut page, y, mm(24.0), mm(166.0), &label, post, &life.pension.inspector.signed(lang));
    page.text(mm(24.0), y + mm(9.0), &filling.pen, &dates::dotted(day));
    sheets.push(page);
    person_fields(&mut fields, &person, lang, filling.by_hand);
    fields.put("case_number", &life.pension.case_number, filling.by_hand);
    fields.put("document_count", total.to_string(), filling.by_hand);
    fields.put("issue_date", dates::iso(day), filling.by_hand);
    fields.list("entries", list, filling.by_hand);
    Paper { kind: KIND, fields, sheets }
}

#[expect(clippy::too_many_arguments, reason = "a table with its pens")]
fn table(
    page: &mut Page,
    y: f32,
    widths: &[f32],
    row: f32,
    label: &Pen,
    cell: &Pen,
    entries: &[(usize, &Entry)],
    lang: Lang,
    title_first: bool,
    list: &mut Vec<serde_json::Value>,
) {
    let mut heights = vec![mm(11.0)];
    heights.extend(std::iter::repeat_n(row, entries.len()));
    let grid = page.grid(mm(24.0), y, widths, &heights, 2.2);
    let heads = match (lang, title_first) {
        (Lang::Ru, false) => ["№ п/п", "Дата документа", "Заголовок документа", "Номера листов"],
        (Lang::Uk, false) => ["№ з/п", "Дата документа", "Заголовок документа", "Номери аркушів"],
        (Lang::Ru, true) => ["№ п/п", "Наименование документа", "Дата", "Листы"],
        (Lang::Uk, true) => ["№ з/п", "Назва документа", "Дата", "Аркуші справи"],
    };
    let small = label.clone().scaled(0.86);
    for (index, head) in heads.iter().enumerate() {
        page.cell_text(grid.cell(index, 0), &small, Align::Centre, head);
    }
    for (line, (index, entry)) in entries.iter().enumerate() {
        let title = title(entry.kind, lang);
        let sheets = if entry.from == entry.to {
            entry.from.to_string()
        } else {
            format!("{}-{}", entry.from, entry.to)
        };
        let date = entry.date.map_or(String::new(), dates::dotted);
        let number = (index + 1).to_string();
        let texts = if title_first {
            [number, title.to_string(), date, sheets]
        } else {
            [number, date, title.to_string(), sheets]
        };
        let wide_column = if title_first { 1 } else { 2 };
        for (column, text) in texts.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let place = grid.cell(column, line + 1);
            let wide = cell.measure(text) / (place.w * 0.92);
            let pen = if wide > 1.0 { cell.clone().scaled((1.0 / wide).max(0.55)) } else { cell.clone() };
            page.cell_text(
                place,
                &pen,
                if column == wide_column { Align::Left } else { Align::Centre },
                text,
            );
        }
        let mut object = json!({"number": (index + 1).to_string(), "title": title, "sheets_from": entry.from.to_string(), "sheets_to": entry.to.to_string()});
        if let (Some(date), Some(object)) = (entry.date, object.as_object_mut()) {
            object.insert("date".to_string(), dates::iso(date).into());
        }
        list.push(object);
    }
}

/// What a clerk calls the paper.
fn title(kind: &str, lang: Lang) -> &'static str {
    let pair = match kind {
        "pension_application" => ["Заява про призначення пенсії", "Заявление о назначении пенсии"],
        "bank_account_application" => {
            ["Заява про виплату пенсії через банк", "Заявление о перечислении пенсии"]
        }
        "passport" => ["Копія паспорта", "Копия паспорта"],
        "tax_number_certificate" => {
            ["Довідка про ідентифікаційний номер", "Справка об идентификационном номере"]
        }
        "employment_record_book" => ["Трудова книжка", "Трудовая книжка"],
        "salary_certificate" => ["Довідка про заробітну плату", "Справка о заработке"],
        "employment_certificate" => ["Довідка про стаж роботи", "Справка о стаже работы"],
        "archival_certificate" => ["Архівна довідка", "Архивная справка"],
        "insurance_record_ok5" => ["Індивідуальні відомості (ОК-5)", "Индивидуальные сведения (ОК-5)"],
        "pension_decision" => ["Рішення про призначення пенсії", "Протокол о назначении пенсии"],
        "disability_certificate" => ["Виписка з акта МСЕК", "Выписка из акта ВТЭК"],
        "military_record" => ["Військовий квиток", "Военный билет"],
        "birth_certificate" => ["Свідоцтво про народження", "Свидетельство о рождении"],
        "marriage_certificate" => ["Свідоцтво про шлюб", "Свидетельство о браке"],
        "death_certificate" => ["Свідоцтво про смерть", "Свидетельство о смерти"],
        "education_diploma" => ["Диплом", "Диплом"],
        "correspondence" => ["Лист", "Письмо"],
        _ => ["Інші документи", "Прочие документы"],
    };
    pair[usize::from(lang == Lang::Ru)]
}
