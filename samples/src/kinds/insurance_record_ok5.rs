//! ОК-5 and ОК-7: what the register knows of an insured person, year by year.

use super::desk::{self, person_fields};
use crate::decline::Lang;
use crate::life::{Life, rubles};
use crate::paper::{Align, Face, Page, Pen, Rect, Rng, Size, Span, Stock, hash, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use serde_json::json;
use time::Date;

const KIND: &str = "insurance_record_ok5";

/// A year of the register: the insurer, its code, pay by month.
struct Year {
    year: i32,
    firm: String,
    edrpou: String,
    months: [Option<i64>; 12],
}

impl Year {
    fn worked(&self) -> usize {
        self.months.iter().flatten().count()
    }

    fn total(&self) -> i64 {
        self.months.iter().flatten().sum()
    }
}

/// The register holds pay from July 2000.
fn years(life: &Life, day: Date) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    if day.year() < 2004 {
        return years;
    }
    for (&(year, month), &pay) in life.wages.range((2000, 7)..(day.year(), u8::from(day.month()))) {
        let first = super::desk::first_of(year, month);
        let Some(job) =
            life.jobs.iter().find(|job| job.to >= first && job.from <= first + time::Duration::days(27))
        else {
            continue;
        };
        let same = years.last().is_some_and(|last| last.year == year && last.edrpou == job.firm.edrpou);
        if !same {
            years.push(Year {
                year,
                firm: job.organisation(Lang::Uk).to_string(),
                edrpou: job.firm.edrpou.clone(),
                months: [None; 12],
            });
        }
        if let Some(last) = years.last_mut() {
            last.months[usize::from(month) - 1] = Some(pay);
        }
    }
    years
}

/// Nothing where the register has less than two years.
pub fn draw(rng: &mut Rng, life: &Life, day: Date) -> Option<Paper> {
    let years = years(life, day);
    if years.len() < 2 {
        return None;
    }
    let mut fields = Fields::new();
    let sheets =
        if rng.chance(0.55) { monthly(rng, life, day, &years) } else { yearly(rng, life, day, &years) };
    let mut list = Vec::new();
    let mut total = 0;
    for year in &years {
        list.push(json!({"year": year.year.to_string(), "months": year.worked().to_string(), "amount": rubles(year.total()), "edrpou": year.edrpou}));
        total += year.total();
    }
    let person = life.person_on(KIND);
    person_fields(&mut fields, &person, Lang::Uk, false);
    fields.set("birth_date", dates::iso(person.birth));
    fields.set("tax_number", &life.tax_number);
    fields.set("issue_date", dates::iso(day));
    fields.list("insurance_years", list, false);
    fields.set("insurance_total", rubles(total));
    Some(Paper { kind: KIND, fields, sheets })
}

fn money(hundredths: i64) -> String {
    rubles(hundredths)
}

fn heading(page: &mut Page, life: &Life, day: Date, form: &str, rng: &mut Rng) -> f32 {
    let lang = Lang::Uk;
    let person = life.person_on(KIND);
    let plain = Pen::print(Face::Sans, 9.5);
    let bold = Pen::print(Face::SansBold, 10.5);
    let right = page.w() - mm(12.0);
    page.text_right(right, mm(12.0), &plain, &format!("Форма {form}"));
    let middle = page.w() / 2.0;
    let y = desk::centred(
        page,
        middle,
        mm(19.0),
        &bold,
        &[
            "Реєстр застрахованих осіб Державного реєстру",
            "загальнообов'язкового державного соціального страхування",
        ],
    );
    let y =
        desk::centred(page, middle, y + mm(2.0), &bold, &["ІНДИВІДУАЛЬНІ ВІДОМОСТІ ПРО ЗАСТРАХОВАНУ ОСОБУ"])
            + mm(3.0);
    let rows = [
        ("Прізвище, ім'я, по батькові", person.nominative(lang)),
        ("Дата народження", dates::dotted(person.birth)),
        ("Реєстраційний номер облікової картки платника податків", life.tax_number.clone()),
        ("Дата формування довідки", dates::dotted(day)),
    ];
    let mut y = y;
    let colon = if rng.chance(0.5) { ":" } else { "" };
    for (label, value) in &rows {
        page.text(mm(16.0), y, &plain, &format!("{label}{colon}"));
        page.text(mm(16.0) + plain.measure(label) + mm(4.0), y, &bold, value);
        y += mm(5.4);
    }
    y + mm(2.0)
}

fn closing(page: &mut Page, rng: &mut Rng, life: &Life, day: Date, y: f32, years: &[Year]) {
    let plain = Pen::print(Face::Sans, 9.5);
    let total: i64 = years.iter().map(Year::total).sum();
    let months: usize = years.iter().map(Year::worked).sum();
    page.text(
        mm(16.0),
        y,
        &Pen::print(Face::SansBold, 9.5),
        &format!("Усього за період: сума {} грн, місяців {months}", money(total)),
    );
    let width = page.w() - mm(60.0);
    desk::sign(
        page,
        y + mm(14.0),
        mm(16.0),
        width.min(mm(160.0)),
        &plain,
        "Спеціаліст",
        &life.pension.inspector.signed(Lang::Uk),
    );
    if rng.chance(0.7) {
        let office = life.office.name(day);
        desk::seal(
            page,
            (70.0, y / mm(1.0) + 16.0),
            &desk::ring(Lang::Uk, &office, day),
            &["Для", "документів"],
        );
    }
}

/// ОК-5: on its side, a row of months for each year and insurer.
fn monthly(rng: &mut Rng, life: &Life, day: Date, years: &[Year]) -> Vec<Page> {
    let mut sheets = Vec::new();
    let mut page = Page::new(Size::A4Wide, rng).on(Stock::White, day.year());
    let mut y = heading(&mut page, life, day, "ОК-5", rng);
    let head = Pen::print(Face::NarrowBold, 7.5);
    let cell = Pen::print(Face::Narrow, 7.5);
    let mut widths = vec![mm(11.0), mm(18.0), mm(34.0)];
    widths.extend([mm(14.6); 12]);
    widths.extend([mm(11.0), mm(20.0)]);
    let row = mm(8.4);
    let mut top = true;
    for year in years {
        if y + row * 2.0 > page.h() - mm(16.0) {
            sheets.push(std::mem::replace(
                &mut page,
                Page::new(Size::A4Wide, rng).on(Stock::White, day.year()),
            ));
            y = mm(16.0);
            top = true;
        }
        if top {
            y = head_of_months(&mut page, life, y, &widths, &head);
            top = false;
        }
        let grid = page.grid(mm(10.0), y, &widths, &[row], 1.6);
        page.cell_text(grid.cell(0, 0), &cell, Align::Centre, &year.year.to_string());
        page.cell_text(grid.cell(1, 0), &cell, Align::Centre, &year.edrpou);
        page.cell_text(grid.cell(2, 0), &cell.clone().scaled(0.85), Align::Left, &year.firm);
        for (index, pay) in year.months.iter().enumerate() {
            let text = pay.map_or(String::new(), money);
            page.cell_text(grid.cell(3 + index, 0), &cell, Align::Right, &text);
        }
        page.cell_text(grid.cell(15, 0), &cell, Align::Centre, &year.worked().to_string());
        page.cell_text(grid.cell(16, 0), &cell, Align::Right, &money(year.total()));
        y = grid.bottom();
    }
    if y + mm(34.0) > page.h() {
        sheets.push(std::mem::replace(&mut page, Page::new(Size::A4Wide, rng).on(Stock::White, day.year())));
        y = mm(14.0);
    }
    closing(&mut page, rng, life, day, y + mm(8.0), years);
    sheets.push(page);
    sheets
}

/// The head of the table; returns where it ends. Some offices put the months under a head of their own: which ones
/// is told by the person's number and not drawn: other papers, and the fixtures, stay as they were.
fn head_of_months(page: &mut Page, life: &Life, y: f32, widths: &[f32], pen: &Pen) -> f32 {
    let (first, last) = (3, 15);
    let mut heads = vec!["Рік".to_string(), "ЄДРПОУ".to_string(), "Страхувальник".to_string()];
    for month in 1..=12 {
        heads.push(format!("{month:02}"));
    }
    heads.push("Міс.".to_string());
    heads.push("Усього, грн".to_string());
    if hash(life.tax_number.as_bytes()) % 3 != 2 {
        let grid = page.grid(mm(10.0), y, widths, &[mm(9.0)], 1.8);
        for (index, text) in heads.iter().enumerate() {
            page.cell_text(grid.cell(index, 0), pen, Align::Centre, text);
        }
        return grid.bottom();
    }
    let mut merged = vec![Span { row: 0, column: first, rows: 1, columns: last - first }];
    for column in (0..first).chain(last..heads.len()) {
        merged.push(Span { row: 0, column, rows: 2, columns: 1 });
    }
    let grid = page.merged_grid(mm(10.0), y, widths, &[mm(4.5), mm(4.5)], 1.8, &merged);
    let months = "Сума заробітку за місяцями, грн";
    page.cell_text(grid.place(&merged[0]), pen, Align::Centre, months);
    for (column, text) in heads.iter().enumerate() {
        let under = (first..last).contains(&column);
        let place = if under { grid.cell(column, 1) } else { grid.span(column, 0, 1, 2) };
        page.cell_text(place, pen, Align::Centre, text);
    }
    grid.bottom()
}

/// ОК-7: upright, one line a year.
fn yearly(rng: &mut Rng, life: &Life, day: Date, years: &[Year]) -> Vec<Page> {
    let mut page = Page::new(Size::A4, rng).on(Stock::White, day.year());
    let y = heading(&mut page, life, day, "ОК-7", rng);
    let head = Pen::print(Face::SansBold, 8.5);
    let cell = Pen::print(Face::Sans, 9.0);
    let widths = [mm(12.0), mm(16.0), mm(26.0), mm(72.0), mm(20.0), mm(34.0)];
    let mut heights = vec![mm(12.0)];
    let row = mm(7.2).min((page.h() - y - mm(70.0)) / years.len() as f32);
    heights.extend(std::iter::repeat_n(row, years.len()));
    let grid = page.grid(mm(15.0), y, &widths, &heights, 2.0);
    let heads = [
        "№ з/п",
        "Рік",
        "Код ЄДРПОУ",
        "Найменування страхувальника",
        "Кількість місяців",
        "Сума заробітку, грн",
    ];
    for (index, text) in heads.iter().enumerate() {
        page.cell_text(grid.cell(index, 0), &head, Align::Centre, text);
    }
    for (index, year) in years.iter().enumerate() {
        let texts = [
            (index + 1).to_string(),
            year.year.to_string(),
            year.edrpou.clone(),
            year.firm.clone(),
            year.worked().to_string(),
            money(year.total()),
        ];
        for (column, text) in texts.iter().enumerate() {
            let align = if column == 3 { Align::Left } else { Align::Centre };
            let place: Rect = grid.cell(column, index + 1);
            let wide = cell.measure(text) / (place.w * 0.92);
            let pen = if wide > 1.0 { cell.clone().scaled((1.0 / wide).max(0.62)) } else { cell.clone() };
            page.cell_text(place, &pen, align, text);
        }
    }
    closing(&mut page, rng, life, day, grid.bottom() + mm(9.0), years);
    vec![page]
}
