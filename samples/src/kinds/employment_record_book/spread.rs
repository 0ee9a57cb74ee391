//! The ruled spreads of the book: headings, columns, and the writing in them.

use super::super::desk;
use super::story::small_hand;
use super::{Edition, Line, PAGE};
use crate::life::Life;
use crate::paper::{Align, Face, Hand, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use time::Date;

/// The columns of one page in millimetres: number, date (one or three), entry, basis.
struct Columns {
    widths: Vec<f32>,
    dates: usize,
}

fn columns(edition: Edition) -> Columns {
    match edition {
        Edition::Old | Edition::Ukrainian => {
            Columns { widths: vec![9.0, 10.0, 8.5, 8.5, 51.0, 27.0], dates: 3 }
        }
        Edition::Soviet => Columns { widths: vec![9.0, 22.0, 54.0, 29.0], dates: 1 },
    }
}

pub fn entries(
    rng: &mut Rng,
    life: &Life,
    edition: Edition,
    lines: &[Line],
    hands: &[Hand],
    sheets: &mut Vec<Page>,
) {
    let year = life.workbook.issued.year();
    let new_spread = |rng: &mut Rng| Page::new(Size::Spread(PAGE.0, PAGE.1), rng).on(Stock::Cream, year);
    let mut page = new_spread(rng);
    let mut right = false;
    let mut number = 2;
    let mut y = table(&mut page, edition, right, number);
    let step = mm(5.9);
    let bottom = mm(PAGE.1 - 12.0);
    let columns = columns(edition);
    for line in lines {
        let need = step * rows(line, hands, &columns) as f32
            + if matches!(line, Line::Stamp { .. }) { step } else { 0.0 };
        let heading = matches!(line, Line::Heading(_));
        if y + need + if heading { step * 2.0 } else { 0.0 } > bottom {
            number += 1;
            if right {
                sheets.push(std::mem::replace(&mut page, new_spread(rng)));
            } else {
                page.next_region();
            }
            right = !right;
            y = table(&mut page, edition, right, number);
        }
        y = put(&mut page, rng, line, hands, &columns, edition, if right { PAGE.0 } else { 0.0 }, y, step);
    }
    sheets.push(page);
}

/// A hand that squeezes the word into the room there is.
fn fitted(pen: &Pen, text: &str, room: f32) -> Pen {
    let wide = pen.measure(text);
    if wide > room { pen.clone().scaled((room / wide).max(0.5)) } else { pen.clone() }
}

/// How many ruled lines a piece of the story takes.
fn rows(line: &Line, hands: &[Hand], columns: &Columns) -> usize {
    match line {
        Line::Heading(_) => 2,
        Line::Stamp { .. } => 3,
        Line::Entry { text, basis, hand, .. } => {
            let pen = Pen::hand(&hands[*hand]);
            let count = columns.widths.len();
            let wide = mm(columns.widths[count - 2] - 2.0);
            let narrow = mm(columns.widths[count - 1] - 1.0);
            desk::cut(&pen, text, wide, wide).len().max(desk::cut(&pen, basis, narrow, narrow).len())
        }
    }
}

/// Headings and lines of one page of the book; returns where the writing starts.
fn table(page: &mut Page, edition: Edition, right: bool, number: usize) -> f32 {
    let x0 = if right { PAGE.0 } else { 0.0 };
    let half = page.w() / 2.0;
    page.rule(half, 0.0, half, page.h(), 1.5);
    let bold = Pen::print(Face::SchoolBold, 10.5).rough(0.5);
    let small = Pen::print(Face::School, 6.4).rough(0.4);
    let title = if edition == Edition::Ukrainian {
        "ВІДОМОСТІ ПРО РОБОТУ"
    } else {
        "СВЕДЕНИЯ О РАБОТЕ"
    };
    page.text_centre(mm(x0 + PAGE.0 / 2.0), mm(11.0), &bold, title);
    page.text(
        mm(x0 + if right { PAGE.0 - 12.0 } else { 8.0 }),
        mm(11.0),
        &small.clone().scaled(1.3),
        &number.to_string(),
    );
    let columns = columns(edition);
    let widths: Vec<f32> = columns.widths.iter().map(|width| mm(*width)).collect();
    let x = mm(x0 + 7.0);
    let (top, body) = (mm(14.0), mm(PAGE.1 - 9.0));
    let heads: Vec<&str> = match edition {
        Edition::Old => vec![
            "№ записи",
            "Год",
            "Мес.",
            "Чис.",
            "Сведения о приеме на работу, перемещениях по работе и увольнении",
            "На основании чего внесена запись",
        ],
        Edition::Soviet => vec![
            "№ записи",
            "Дата",
            "Сведения о приеме на работу, переводах на другую работу и увольнении (с указанием причин)",
            "На основании чего внесена запись (документ, его дата и номер)",
        ],
        Edition::Ukrainian => vec![
            "№ запису",
            "Чис.",
            "Міс.",
            "Рік",
            "Відомості про прийняття на роботу, переведення на іншу роботу та звільнення",
            "На підставі чого внесено запис",
        ],
    };
    let grid = page.grid(x, top, &widths, &[mm(13.0), mm(4.0), body - top - mm(17.0)], 2.0);
    for (index, head) in heads.iter().enumerate() {
        let pen = if widths[index] < mm(12.0) { small.clone().scaled(0.85) } else { small.clone() };
        page.cell_text(grid.cell(index, 0), &pen, Align::Centre, head);
    }
    // The date is column 2 even where it has three parts.
    for (index, text) in ["1", "2", "3", "4"].iter().enumerate() {
        let (from, wide) = match (index, columns.dates) {
            (0, _) => (0, 1),
            (1, 3) => (1, 3),
            (other, 3) => (other + 2, 1),
            (other, _) => (other, 1),
        };
        page.cell_text(grid.span(from, 1, wide, 1), &small, Align::Centre, text);
    }
    let right_edge = x + widths.iter().sum::<f32>();
    let mut line = top + mm(23.2);
    while line < body {
        page.line(x, line, right_edge, line, 1.5, Ink::GREY, 0.4);
        line += mm(5.9);
    }
    top + mm(22.6)
}

#[expect(clippy::too_many_arguments, reason = "a line of the book with its place and its page")]
fn put(
    page: &mut Page,
    rng: &mut Rng,
    line: &Line,
    hands: &[Hand],
    columns: &Columns,
    edition: Edition,
    x0: f32,
    y: f32,
    step: f32,
) -> f32 {
    let mut edges = vec![mm(x0 + 7.0)];
    for width in &columns.widths {
        edges.push(edges[edges.len() - 1] + mm(*width));
    }
    let text_column = edges.len() - 3;
    match line {
        Line::Heading(name) => {
            let pen = Pen::hand(&small_hand(rng));
            let room = edges[text_column + 1] - edges[text_column] - mm(2.0);
            if rng.chance(0.3) {
                let ink = desk::seal_ink(rng);
                let middle = (edges[text_column] + edges[text_column + 1]) / 2.0;
                let parts = desk::cut(&Pen::rubber(Face::SansBold, 7.0, ink), name, room, room);
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                page.stamp(middle, y + step * 0.2, 7.0, ink, rng.float(-0.02, 0.02), false, &parts);
                return y + step * (1.0 + parts.len() as f32 * 0.6);
            }
            let parts = desk::cut(&pen, name, room, room);
            for (index, part) in parts.iter().enumerate() {
                page.on_line(edges[text_column] + mm(1.0), y + step * index as f32, room, &pen, part);
            }
            y + step * parts.len() as f32
        }
        Line::Entry { number, day, text, basis, hand } => {
            let pen = Pen::hand(&hands[*hand]);
            page.text(edges[0] + mm(2.0), y, &pen, &number.to_string());
            write_day(page, rng, &pen, &edges, columns, edition, *day, y);
            let wide = edges[text_column + 1] - edges[text_column] - mm(2.0);
            let parts = desk::cut(&pen, text, wide, wide);
            for (index, part) in parts.iter().enumerate() {
                page.text(
                    edges[text_column] + mm(1.0),
                    y + step * index as f32,
                    &fitted(&pen, part, wide),
                    part,
                );
            }
            let narrow = edges[text_column + 2] - edges[text_column + 1] - mm(1.0);
            let bases = desk::cut(&pen, basis, narrow, narrow);
            for (index, part) in bases.iter().enumerate() {
                page.text(
                    edges[text_column + 1] + mm(0.8),
                    y + step * index as f32,
                    &fitted(&pen, part, narrow),
                    part,
                );
            }
            y + step * parts.len().max(bases.len()) as f32 + step * 0.25
        }
        Line::Stamp { post, name, ring, hand } => {
            let pen = Pen::hand(&hands[*hand]);
            let left = edges[text_column] + mm(1.0);
            let end = page.text(left, y + step * 0.4, &pen, post).right();
            page.signature(end + mm(1.0), y + step * 0.4, mm(15.0), Ink::BLUE);
            let room = mm(x0 + PAGE.0 - 6.0) - end - mm(17.0);
            page.text(end + mm(17.0), y + step * 0.5, &fitted(&pen, name, room), name);
            let place = ((left + mm(22.0)) / mm(1.0), y / mm(1.0) + 4.0);
            let ink = desk::seal_ink(rng);
            let middle = if edition == Edition::Ukrainian {
                "Відділ кадрів"
            } else {
                "Отдел кадров"
            };
            page.seal(
                mm(place.0 + rng.float(-8.0, 10.0)),
                mm(place.1 + rng.float(-2.0, 5.0)),
                mm(rng.float(14.0, 16.0)),
                ink,
                ring,
                &[middle],
            );
            y + step * 3.2
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a date with its columns and its page")]
fn write_day(
    page: &mut Page,
    rng: &mut Rng,
    pen: &Pen,
    edges: &[f32],
    columns: &Columns,
    edition: Edition,
    day: Date,
    y: f32,
) {
    if columns.dates == 1 {
        let text = if rng.chance(0.7) {
            dates::dotted(day)
        } else {
            format!("{:02} {:02} {}", day.day(), u8::from(day.month()), day.year())
        };
        page.on_line(edges[1] + mm(0.5), y, edges[2] - edges[1] - mm(1.0), pen, &text);
        return;
    }
    let month = u8::from(day.month());
    let month = if rng.chance(0.5) {
        dates::ROMANS[usize::from(month) - 1].to_string()
    } else {
        format!("{month:02}")
    };
    let (number, year) = (format!("{:02}", day.day()), day.year().to_string());
    let parts = if edition == Edition::Old { [year, month, number] } else { [number, month, year] };
    for (index, part) in parts.iter().enumerate() {
        let (from, to) = (edges[1 + index], edges[2 + index]);
        page.on_line(from + mm(0.4), y, to - from - mm(0.6), &pen.clone().scaled(0.9), part);
    }
}
