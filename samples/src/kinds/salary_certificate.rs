//! The certificate of pay: a grid of months and years.

mod layouts;

use super::desk;
use crate::decline::Lang;
use crate::life::{Currency, Job, Life, currency, rubles};
use crate::paper::{Align, Face, Page, Pen, Rng, Span, hash, mm};
use crate::phrases::{MoneyStyle, dates};
use crate::truth::{Fields, Paper};
use layouts::{form, output, soviet};
use serde_json::{Value, json};
use time::Date;

const KIND: &str = "salary_certificate";

type Months = Vec<((i32, u8), i64)>;

/// The longest run of months at this place in one money, at most five whole years.
pub fn window(life: &Life, job: &Job, wanted: Currency, most: usize) -> Months {
    let from = (job.from.year(), u8::from(job.from.month()));
    let to = (job.to.year(), u8::from(job.to.month()));
    let mut months = Vec::new();
    for (month, pay) in life.wages.range(from..=to) {
        if currency(month.0, month.1) == wanted {
            months.push((*month, *pay));
        }
    }
    // Old rubles are not added to new ones.
    if months.last().is_some_and(|last| last.0.0 > 1960) {
        months.retain(|month| month.0.0 > 1960);
    }
    let spare = months.len().saturating_sub(most);
    months.split_off(spare)
}

/// Where a job's pay is worth a certificate: the money with most months in it.
pub fn best_money(life: &Life, job: &Job) -> (Currency, usize) {
    let mut best = (Currency::Ruble, 0);
    for money in [Currency::Ruble, Currency::Karbovanets, Currency::Hryvnia] {
        let count = window(life, job, money, 60).len();
        if count > best.1 {
            best = (money, count);
        }
    }
    best
}

pub fn salary_list(months: &Months) -> (Vec<Value>, i64) {
    let mut list = Vec::new();
    let mut total = 0;
    for (month, pay) in months {
        list.push(json!({"month": dates::iso_month(*month), "amount": rubles(*pay)}));
        total += pay;
    }
    (list, total)
}

/// What one certificate says.
struct Facts<'a> {
    job: &'a Job,
    months: Months,
    money: Currency,
    day: Date,
    lang: Lang,
    number: String,
    total: i64,
}

pub fn draw(rng: &mut Rng, life: &Life, job: &Job, day: Date) -> Paper {
    let money = best_money(life, job).0;
    let most = if rng.chance(0.75) { 60 } else { 24 };
    let months = window(life, job, money, most);
    let (list, total) = salary_list(&months);
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let facts = Facts { job, months, money, day, lang, number: rng.int(2, 980).to_string(), total };
    let mut fields = Fields::new();
    let (page, by_hand) = match lang {
        Lang::Ru => soviet(rng, life, &facts, &mut fields),
        Lang::Uk if rng.chance(0.5) => form(rng, life, &facts, &mut fields),
        Lang::Uk => output(rng, life, &facts, &mut fields),
    };
    fields.list("salary_months", list, by_hand);
    fields.put("salary_total", rubles(total), by_hand);
    fields.put("organisation", job.organisation(lang), false);
    if let (Some(first), Some(last)) = (facts.months.first(), facts.months.last()) {
        fields.put("period_from", dates::iso_month(first.0), by_hand);
        fields.put("period_to", dates::iso_month(last.0), by_hand);
    }
    Paper { kind: KIND, fields, sheets: vec![page] }
}

/// The grid of months and years; sums of years under it.
fn grid(
    page: &mut Page,
    facts: &Facts,
    place: (f32, f32, f32),
    head: &Pen,
    value: &Pen,
    style: MoneyStyle,
) -> f32 {
    let (x, y, width) = place;
    let mut years: Vec<i32> = facts.months.iter().map(|month| month.0.0).collect();
    years.dedup();
    let first = mm(24.0);
    let mut widths = vec![first];
    for _ in &years {
        widths.push(((width - first) / years.len() as f32).min(mm(40.0)));
    }
    let head_rows = heads_above_heads(facts, years.len());
    let mut heights = if head_rows == 2 { vec![mm(5.4); 2] } else { vec![mm(8.0)] };
    heights.extend(std::iter::repeat_n(mm(6.6), 13));
    let merged = [
        Span { row: 0, column: 0, rows: 2, columns: 1 },
        Span { row: 0, column: 1, rows: 1, columns: years.len() },
    ];
    let grid = page.merged_grid(x, y, &widths, &heights, 2.2, if head_rows == 2 { &merged } else { &[] });
    let (corner, total, above) = if facts.lang == Lang::Ru {
        ("Месяц", "Итого", "Заработок по годам")
    } else {
        ("Місяць", "Усього", "Заробіток за роками")
    };
    page.cell_text(grid.span(0, 0, 1, head_rows), head, Align::Centre, corner);
    if head_rows == 2 {
        page.cell_text(grid.place(&merged[1]), head, Align::Centre, above);
    }
    for (index, year) in years.iter().enumerate() {
        let text = if facts.lang == Lang::Ru { format!("{year} г.") } else { format!("{year} рік") };
        page.cell_text(grid.cell(index + 1, head_rows - 1), head, Align::Centre, &text);
    }
    let line = |month: u8| head_rows - 1 + usize::from(month);
    // A column is read to its end before the next one begins.
    for month in 1..=12_u8 {
        page.cell_text(grid.cell(0, line(month)), head, Align::Left, dates::month(month, facts.lang));
    }
    page.cell_text(grid.cell(0, line(13)), head, Align::Left, total);
    for (index, year) in years.iter().enumerate() {
        let mut sum = 0;
        for month in 1..=12_u8 {
            let pay = facts.months.iter().find(|entry| entry.0 == (*year, month)).map(|entry| entry.1);
            let text = pay.map_or("-".to_string(), |pay| style.write(pay));
            let pen = fitted(value, &text, widths[index + 1]);
            page.cell_text(grid.cell(index + 1, line(month)), &pen, Align::Centre, &text);
            sum += pay.unwrap_or(0);
        }
        let text = style.write(sum);
        let pen = fitted(value, &text, widths[index + 1]);
        page.cell_text(grid.cell(index + 1, line(13)), &pen, Align::Centre, &text);
    }
    grid.bottom()
}

/// How many lines of heads: some firms write one over the years. Which ones is told by the paper's number and not
/// drawn: other papers, and the fixtures, stay as they were.
fn heads_above_heads(facts: &Facts, years: usize) -> usize {
    if years > 1 && hash(facts.number.as_bytes()).is_multiple_of(3) { 2 } else { 1 }
}

fn fitted(pen: &Pen, text: &str, width: f32) -> Pen {
    let room = width * 0.86;
    let wide = pen.measure(text);
    if wide > room { pen.clone().scaled((room / wide).max(0.5)) } else { pen.clone() }
}

fn corner_stamp(page: &mut Page, rng: &mut Rng, facts: &Facts) {
    let ink = desk::seal_ink(rng);
    let name = facts.job.organisation(facts.lang);
    let mut lines = desk::cut(&Pen::rubber(Face::SansBold, 9.0, ink), name, mm(62.0), mm(62.0));
    let town = facts.job.firm.town.name(facts.lang);
    lines.push(format!("{} {town}", if facts.lang == Lang::Ru { "г." } else { "м." }));
    lines.push(format!(
        "№ {} {} {}",
        facts.number,
        if facts.lang == Lang::Ru { "от" } else { "від" },
        dates::dotted(facts.day)
    ));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    page.stamp(mm(52.0), mm(30.0), 9.0, ink, rng.float(-0.03, 0.03), rng.chance(0.5), &lines);
}
