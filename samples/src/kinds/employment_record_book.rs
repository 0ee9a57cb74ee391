//! The workbook: a title spread, then spreads of entries in many hands.

use super::desk::{self, Form, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Job, Life};
use crate::paper::{Align, Copy, Face, Hand, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use serde_json::json;
use time::Date;

const KIND: &str = "employment_record_book";

/// Millimetres of one page of the booklet.
const PAGE: (f32, f32) = (128.0, 178.0);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Edition {
    /// Before 1974: no series, the year of birth only, dates as year, month, day.
    Old,
    /// 1974 to the nineties: Russian.
    Soviet,
    /// Ukrainian, with the trident on the cover.
    Ukrainian,
}

#[derive(Clone, Debug)]
enum Line {
    Heading(String),
    Entry { number: usize, day: Date, text: String, basis: String, hand: usize },
    /// The post and name of the personnel officer under a dismissal, with the firm's seal.
    Stamp { post: String, name: String, ring: String, hand: usize },
}

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let edition = match life.workbook.issued.year() {
        ..1974 => Edition::Old,
        1974..1993 => Edition::Soviet,
        _ => Edition::Ukrainian,
    };
    let mut fields = Fields::new();
    let copied = rng.chance(0.4);
    let mut sheets = vec![title(rng, life, edition, &mut fields)];
    let (lines, hands) = story(rng, life, &mut fields);
    entries(rng, life, edition, &lines, &hands, &mut sheets);
    if copied {
        for sheet in &mut sheets {
            sheet.copy = Copy::Photocopy(1);
            sheet.stock = Stock::White;
        }
    }
    Paper { kind: KIND, fields, sheets }
}

fn title_lang(edition: Edition) -> Lang {
    if edition == Edition::Ukrainian { Lang::Uk } else { Lang::Ru }
}

fn title(rng: &mut Rng, life: &Life, edition: Edition, fields: &mut Fields) -> Page {
    let lang = title_lang(edition);
    let issued = life.workbook.issued;
    let person = life.person_then(KIND, issued);
    let mut page = Page::new(Size::Spread(PAGE.0, PAGE.1), rng).on(Stock::Cream, issued.year());
    let half = page.w() / 2.0;
    page.rule(half, 0.0, half, page.h(), 1.5);
    if edition != Edition::Old && rng.chance(0.6) {
        let proverb = Pen::print(Face::School, 9.0).rough(0.5);
        let left = if lang == Lang::Ru { "Трудовая книжка является основным документом о трудовой деятельности рабочих и служащих." } else { "Трудова книжка є основним документом про трудову діяльність працівника." };
        page.para(mm(12.0), mm(52.0), mm(86.0), &proverb, mm(8.0), Align::Left, left);
    }
    page.next_region();
    let x = PAGE.0 + 14.0;
    let middle = mm(PAGE.0 * 1.5);
    let bold = Pen::print(Face::SchoolBold, 16.0).rough(0.4);
    let name = if lang == Lang::Ru { "ТРУДОВАЯ КНИЖКА" } else { "ТРУДОВА КНИЖКА" };
    page.text_centre(middle, mm(20.0), &bold, name);
    if let (Some(series), Some(number)) = (life.workbook.series, &life.workbook.number) {
        let pen = Pen::print(Face::SchoolBold, 12.0).ink(*rng.pick(&[Ink::BLACK, Ink::RED]));
        page.text_centre(middle, mm(30.0), &pen, &format!("{series} № {number}"));
        fields.set("document_series", series);
        fields.set("document_number", number);
    }
    let label = Pen::print(Face::School, 9.0).rough(0.5);
    let hand = desk::by_hand(rng).pen.scaled(0.9);
    let mut form = Form::new(&mut page, x, 48.0, 100.0, label.clone(), hand.clone());
    form.step = mm(12.0);
    let words = if lang == Lang::Ru {
        ["Фамилия", "Имя", "Отчество", "Образование", "Профессия, специальность", "Дата заполнения", "Подпись владельца книжки"]
    } else {
        ["Прізвище", "Ім'я", "По батькові", "Освіта", "Професія, спеціальність", "Дата заповнення", "Підпис власника книжки"]
    };
    form.row(words[0], &person.surname(lang), "");
    form.row(words[1], person.given.get(lang), "");
    form.row(words[2], person.patronymic.get(lang), "");
    if edition == Edition::Old {
        form.row("Год рождения", &person.birth.year().to_string(), "");
        fields.hand("birth_date", person.birth.year().to_string());
    } else {
        let birth = if rng.chance(0.5) { dates::middling(person.birth, lang) } else { dates::dotted(person.birth) };
        form.row(if lang == Lang::Ru { "Дата рождения" } else { "Дата народження" }, &birth, if lang == Lang::Ru { "(число, месяц, год)" } else { "(число, місяць, рік)" });
        fields.hand("birth_date", dates::iso(person.birth));
    }
    let schooled = life.education.as_ref().is_some_and(|education| education.graduated < issued);
    let learning = match (schooled, lang) {
        (true, Lang::Ru) => "среднее специальное",
        (true, Lang::Uk) => "середня спеціальна",
        (false, Lang::Ru) => one(rng, &["среднее", "неполное среднее", "8 классов"]),
        (false, Lang::Uk) => "середня",
    };
    form.row(words[3], learning, "");
    let trade = life.jobs.first().map_or("", |job| job.post(lang, Case::Nom));
    form.long(words[4], trade, 1, "");
    form.row(words[5], &dates::middling(issued, lang), "");
    let y = form.y;
    page.text(mm(x), y, &label, words[6]);
    page.signature(mm(x + 48.0), y, mm(34.0), Ink::BLUE);
    let officer = if lang == Lang::Ru { "Подпись лица, ответственного за выдачу трудовых книжек" } else { "Підпис особи, відповідальної за видачу трудових книжок" };
    page.para(mm(x), y + mm(11.0), mm(52.0), &label, 0.0, Align::Left, officer);
    page.signature(mm(x + 56.0), y + mm(13.0), mm(32.0), Ink::BLUE_BLACK);
    if let Some(job) = life.jobs.first() {
        let ring = desk::ring(lang, job.organisation(lang), issued);
        desk::seal(&mut page, (x + 26.0, 156.0), &ring, &[if lang == Lang::Ru { "Отдел кадров" } else { "Відділ кадрів" }]);
    }
    if let (Some(maiden), Some(marriage)) = (&life.maiden, &life.marriage)
        && issued < marriage.date
    {
        // The old surname is struck out on the first page, the new one written above it.
        let after = life.person_on(KIND).surname(lang);
        let note = desk::by_hand(rng).pen.scaled(0.8);
        let old = person.renamed(maiden.clone()).surname(lang);
        let place = page.blocks.iter().find(|block| block.text == old).map(|block| block.place);
        if let Some(place) = place {
            page.strike_out(&place, Ink::BLUE);
            page.text(place.right() + mm(2.0), place.y + place.h * 0.4, &note, &after);
        }
    }
    person_fields(fields, &life.person_on(KIND), lang, true);
    fields.hand("issue_date", dates::iso(issued));
    page
}

fn reason(rng: &mut Rng, job: &Job, lang: Lang, day: Date) -> String {
    let soviet = day.year() < 1972;
    match (lang, job.reason) {
        (Lang::Ru, 0) if soviet => "Уволен{а} по собственному желанию, ст. 46 КЗоТ УССР".into(),
        (Lang::Ru, 0) => one(rng, &["Уволен{а} по собственному желанию, ст. 38 КЗоТ УССР", "Уволен{а} с работы по собственному желанию (ст. 38 КЗоТ УССР)"]).into(),
        (Lang::Ru, 1) => one(rng, &["Уволен{а} в порядке перевода, ст. 36 п. 5 КЗоТ УССР", "Уволен{а} переводом на другое предприятие, п. 5 ст. 36 КЗоТ УССР"]).into(),
        (Lang::Ru, 2) => "Уволен{а} по сокращению штатов, ст. 40 п. 1 КЗоТ УССР".into(),
        (Lang::Ru, _) => "Уволен{а} в связи с уходом на пенсию, ст. 38 КЗоТ УССР".into(),
        (Lang::Uk, 0) => one(rng, &["Звільнен{ий} за власним бажанням, ст. 38 КЗпП України", "Звільнен{ий} з роботи за власним бажанням (ст. 38 КЗпП України)"]).into(),
        (Lang::Uk, 1) => "Звільнен{ий} у порядку переведення, п. 5 ст. 36 КЗпП України".into(),
        (Lang::Uk, 2) => "Звільнен{ий} у зв'язку зі скороченням штату, п. 1 ст. 40 КЗпП України".into(),
        (Lang::Uk, _) => "Звільнен{ий} у зв'язку з виходом на пенсію, ст. 38 КЗпП України".into(),
    }
}

fn hired(rng: &mut Rng, job: &Job, lang: Lang) -> String {
    let (gen_, ins) = (job.post(lang, Case::Gen), job.post(lang, Case::Ins));
    match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!("Принят{{а}} на должность {gen_}"),
        (Lang::Ru, 1) => format!("Принят{{а}} на работу {ins}"),
        (Lang::Ru, _) => format!("Зачислен{{а}} {ins}"),
        (Lang::Uk, 0) => format!("Прийнят{{ий}} на посаду {gen_}"),
        (Lang::Uk, 1) => format!("Прийнят{{ий}} на роботу {ins}"),
        (Lang::Uk, _) => format!("Зарахован{{ий}} {ins}"),
    }
}

/// The endings that agree with the holder.
fn agree(text: &str, woman: bool) -> String {
    text.replace("{а}", if woman { "а" } else { "" }).replace("{ий}", if woman { "а" } else { "ий" })
}

fn story(rng: &mut Rng, life: &Life, fields: &mut Fields) -> (Vec<Line>, Vec<Hand>) {
    let woman = life.person.sex == crate::decline::Sex::F;
    let mut lines = Vec::new();
    let mut periods = Vec::new();
    let mut hands = Vec::new();
    let mut number = 0;
    for job in &life.jobs {
        let lang = Job::lang_at(job.from);
        let hand = hands.len();
        hands.push(small_hand(rng));
        hands.push(small_hand(rng));
        lines.push(Line::Heading(job.organisation(lang).to_string()));
        number += 1;
        lines.push(Line::Entry { number, day: job.from, text: agree(&hired(rng, job, lang), woman), basis: order(rng, lang, job.hired_by, job.hire_order), hand });
        if let Some((day, grade, by)) = job.raised {
            let lang = Job::lang_at(day);
            number += 1;
            let post = job.post(lang, Case::Gen);
            let text = if lang == Lang::Ru { format!("Присвоен {grade}-й разряд {post}") } else { format!("Присвоєно {grade} розряд {post}") };
            lines.push(Line::Entry { number, day, text, basis: order(rng, lang, by, day), hand });
        }
        let end = Job::lang_at(job.to);
        number += 1;
        lines.push(Line::Entry { number, day: job.to, text: agree(&reason(rng, job, end, job.to), woman), basis: order(rng, end, job.left_by, job.leave_order), hand: hand + 1 });
        let post = match end {
            Lang::Ru => one(rng, &["Нач. ОК", "Начальник ОК", "Инспектор ОК"]),
            Lang::Uk => one(rng, &["Нач. ВК", "Начальник ВК", "Інспектор з кадрів"]),
        };
        lines.push(Line::Stamp { post: post.to_string(), name: job.personnel.short(end), ring: desk::ring(end, job.organisation(end), job.to), hand: hand + 1 });
        periods.push(json!({
            "from": dates::iso(job.from), "to": dates::iso(job.to),
            "position": job.post(lang, Case::Nom), "organisation": job.organisation(lang),
        }));
    }
    fields.list("employment_periods", periods, true);
    (lines, hands)
}

fn small_hand(rng: &mut Rng) -> Hand {
    let mut hand = Hand::random(rng);
    hand.size *= 0.78;
    hand
}

fn order(rng: &mut Rng, lang: Lang, number: i64, day: Date) -> String {
    let (word, from) = if lang == Lang::Ru { (one(rng, &["Приказ", "Пр.", "Приказ"]), "от") } else { (one(rng, &["Наказ", "Нак."]), "від") };
    format!("{word} № {number} {from} {}", dates::dotted(day))
}

/// The columns of one page in millimetres: number, date (one or three), entry, basis.
struct Columns {
    widths: Vec<f32>,
    dates: usize,
}

fn columns(edition: Edition) -> Columns {
    match edition {
        Edition::Old | Edition::Ukrainian => Columns { widths: vec![9.0, 10.0, 8.5, 8.5, 51.0, 27.0], dates: 3 },
        Edition::Soviet => Columns { widths: vec![9.0, 22.0, 54.0, 29.0], dates: 1 },
    }
}

fn entries(rng: &mut Rng, life: &Life, edition: Edition, lines: &[Line], hands: &[Hand], sheets: &mut Vec<Page>) {
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
        let need = step * rows(line, hands, &columns) as f32 + if matches!(line, Line::Stamp { .. }) { step } else { 0.0 };
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
    let title = if edition == Edition::Ukrainian { "ВІДОМОСТІ ПРО РОБОТУ" } else { "СВЕДЕНИЯ О РАБОТЕ" };
    page.text_centre(mm(x0 + PAGE.0 / 2.0), mm(11.0), &bold, title);
    page.text(mm(x0 + if right { PAGE.0 - 12.0 } else { 8.0 }), mm(11.0), &small.clone().scaled(1.3), &number.to_string());
    let columns = columns(edition);
    let widths: Vec<f32> = columns.widths.iter().map(|width| mm(*width)).collect();
    let x = mm(x0 + 7.0);
    let (top, body) = (mm(14.0), mm(PAGE.1 - 9.0));
    let heads: Vec<&str> = match edition {
        Edition::Old => vec!["№ записи", "Год", "Мес.", "Чис.", "Сведения о приеме на работу, перемещениях по работе и увольнении", "На основании чего внесена запись"],
        Edition::Soviet => vec!["№ записи", "Дата", "Сведения о приеме на работу, переводах на другую работу и увольнении (с указанием причин)", "На основании чего внесена запись (документ, его дата и номер)"],
        Edition::Ukrainian => vec!["№ запису", "Чис.", "Міс.", "Рік", "Відомості про прийняття на роботу, переведення на іншу роботу та звільнення", "На підставі чого внесено запис"],
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
fn put(page: &mut Page, rng: &mut Rng, line: &Line, hands: &[Hand], columns: &Columns, edition: Edition, x0: f32, y: f32, step: f32) -> f32 {
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
                page.text(edges[text_column] + mm(1.0), y + step * index as f32, &fitted(&pen, part, wide), part);
            }
            let narrow = edges[text_column + 2] - edges[text_column + 1] - mm(1.0);
            let bases = desk::cut(&pen, basis, narrow, narrow);
            for (index, part) in bases.iter().enumerate() {
                page.text(edges[text_column + 1] + mm(0.8), y + step * index as f32, &fitted(&pen, part, narrow), part);
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
            let middle = if edition == Edition::Ukrainian { "Відділ кадрів" } else { "Отдел кадров" };
            page.seal(mm(place.0 + rng.float(-8.0, 10.0)), mm(place.1 + rng.float(-2.0, 5.0)), mm(rng.float(14.0, 16.0)), ink, ring, &[middle]);
            y + step * 3.2
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a date with its columns and its page")]
fn write_day(page: &mut Page, rng: &mut Rng, pen: &Pen, edges: &[f32], columns: &Columns, edition: Edition, day: Date, y: f32) {
    if columns.dates == 1 {
        let text = if rng.chance(0.7) { dates::dotted(day) } else { format!("{:02} {:02} {}", day.day(), u8::from(day.month()), day.year()) };
        page.on_line(edges[1] + mm(0.5), y, edges[2] - edges[1] - mm(1.0), pen, &text);
        return;
    }
    let month = u8::from(day.month());
    let month = if rng.chance(0.5) { dates::ROMANS[usize::from(month) - 1].to_string() } else { format!("{month:02}") };
    let (number, year) = (format!("{:02}", day.day()), day.year().to_string());
    let parts = if edition == Edition::Old { [year, month, number] } else { [number, month, year] };
    for (index, part) in parts.iter().enumerate() {
        let (from, to) = (edges[1 + index], edges[2 + index]);
        page.on_line(from + mm(0.4), y, to - from - mm(0.6), &pen.clone().scaled(0.9), part);
    }
}
