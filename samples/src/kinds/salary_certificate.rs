//! The certificate of pay: a grid of months and years.

use super::desk::{self, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Currency, Job, Life, currency, rubles};
use crate::paper::{Align, Copy, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, MoneyStyle, dates};
use crate::truth::{Fields, Paper};
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
fn grid(page: &mut Page, facts: &Facts, place: (f32, f32, f32), head: &Pen, value: &Pen, style: MoneyStyle) -> f32 {
    let (x, y, width) = place;
    let mut years: Vec<i32> = facts.months.iter().map(|month| month.0.0).collect();
    years.dedup();
    let first = mm(24.0);
    let mut widths = vec![first];
    for _ in &years {
        widths.push(((width - first) / years.len() as f32).min(mm(40.0)));
    }
    let row = mm(6.6);
    let mut heights = vec![mm(8.0)];
    heights.extend(std::iter::repeat_n(row, 13));
    let grid = page.grid(x, y, &widths, &heights, 2.2);
    let (corner, total) = if facts.lang == Lang::Ru { ("Месяц", "Итого") } else { ("Місяць", "Усього") };
    page.cell_text(grid.cell(0, 0), head, Align::Centre, corner);
    for (index, year) in years.iter().enumerate() {
        let text = if facts.lang == Lang::Ru { format!("{year} г.") } else { format!("{year} рік") };
        page.cell_text(grid.cell(index + 1, 0), head, Align::Centre, &text);
    }
    // A column is read to its end before the next one begins.
    for month in 1..=12_u8 {
        page.cell_text(grid.cell(0, usize::from(month)), head, Align::Left, dates::month(month, facts.lang));
    }
    page.cell_text(grid.cell(0, 13), head, Align::Left, total);
    for (index, year) in years.iter().enumerate() {
        let mut sum = 0;
        for month in 1..=12_u8 {
            let pay = facts.months.iter().find(|entry| entry.0 == (*year, month)).map(|entry| entry.1);
            let text = pay.map_or("-".to_string(), |pay| style.write(pay));
            let pen = fitted(value, &text, widths[index + 1]);
            page.cell_text(grid.cell(index + 1, usize::from(month)), &pen, Align::Centre, &text);
            sum += pay.unwrap_or(0);
        }
        let text = style.write(sum);
        let pen = fitted(value, &text, widths[index + 1]);
        page.cell_text(grid.cell(index + 1, 13), &pen, Align::Centre, &text);
    }
    grid.bottom()
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
    lines.push(format!("№ {} {} {}", facts.number, if facts.lang == Lang::Ru { "от" } else { "від" }, dates::dotted(facts.day)));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    page.stamp(mm(52.0), mm(30.0), 9.0, ink, rng.float(-0.03, 0.03), rng.chance(0.5), &lines);
}

/// A typed sheet with the corner stamp of the firm.
fn soviet(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Ru;
    let person = life.person_then(KIND, facts.day);
    let mut page = desk::sheet(rng, Size::A4, facts.day);
    if rng.chance(0.3) {
        page.copy = Copy::Carbon;
    }
    let by_hand = rng.chance(0.3);
    let form = Pen::print(Face::School, 11.0).rough(0.5);
    let typed = desk::typed(rng).pen;
    let body = if by_hand { form.clone() } else { typed.clone() };
    let value = if by_hand { desk::by_hand(rng).pen } else { typed };
    corner_stamp(&mut page, rng, facts);
    let middle = page.w() / 2.0;
    let title = if by_hand { Pen::print(Face::SchoolBold, 15.0).rough(0.4) } else { body.clone() };
    let name = if by_hand { "СПРАВКА" } else { "С П Р А В К А" };
    page.text_centre(middle, mm(62.0), &title, name);
    page.text_centre(middle, mm(69.0), &body, one(rng, &["о заработке", "о заработной плате для назначения пенсии", "о заработке для исчисления пенсии"]));
    let (dat, job) = (person.full(lang, Case::Dat), facts.job);
    let mut y = mm(82.0);
    if by_hand {
        let mut rows = desk::Form::new(&mut page, 24.0, 82.0, 168.0, form.clone(), value.clone());
        rows.long("Дана гр.", &dat, 1, "(фамилия, имя, отчество)");
        rows.long("в том, что заработная плата за время работы в должности", job.post(lang, Case::Gen), 1, "");
        rows.words("с которой начислены взносы на социальное страхование, составила:");
        y = rows.y;
    } else {
        let worked = person.agree("он работал", "она работала");
        let text = match rng.index(3) {
            0 => format!("Дана {dat} в том, что {worked} в должности {} и {} заработная плата составила:", job.post(lang, Case::Gen), person.agree("его", "ее")),
            1 => format!("Настоящая справка выдана {dat} в том, что {worked} {} на предприятии {} и получала следующий заработок:", job.post(lang, Case::Ins), job.organisation(lang)).replace("получала", person.agree("получал", "получала")),
            _ => format!("Выдана {dat} о том, что {} заработок за время работы {} составил:", person.agree("его", "ее"), job.post(lang, Case::Ins)),
        };
        y = page.para(mm(26.0), y, mm(166.0), &body, mm(12.0), Align::Left, &text);
    }
    let style = MoneyStyle::any(rng, true);
    let cell = if by_hand { value.clone().scaled(0.85) } else { value.clone() };
    y = grid(&mut page, facts, (mm(24.0), y, mm(168.0)), &body.clone().scaled(0.9), &cell, style) + mm(9.0);
    let total = phrases::money(facts.total, facts.money, lang);
    page.text(mm(26.0), y, &body, "Всего:");
    page.text(mm(44.0), y, &value, &total);
    y += mm(9.0);
    let basis = one(rng, &["Основание: лицевые счета", "Справка выдана на основании лицевых счетов по заработной плате", "Основание: расчетные ведомости и лицевые счета"]);
    page.para(mm(26.0), y, mm(166.0), &body, 0.0, Align::Left, basis);
    y = (y + mm(18.0)).max(mm(232.0));
    desk::sign(&mut page, y, mm(26.0), mm(160.0), &body, one(rng, &["Директор", "Руководитель"]), &job.head.signed(lang));
    desk::sign(&mut page, y + mm(16.0), mm(26.0), mm(160.0), &body, "Главный бухгалтер", &job.accountant.signed(lang));
    desk::seal(&mut page, (70.0, y / mm(1.0) + 8.0), &desk::ring(lang, job.organisation(lang), facts.day), &["Для", "справок"]);
    person_fields(fields, &person, lang, by_hand);
    fields.set("document_number", &facts.number);
    fields.set("issue_date", dates::iso(facts.day));
    (page, by_hand)
}

/// The annex of the fund's procedure, printed and filled.
fn form(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_then(KIND, facts.day);
    let mut page = desk::sheet(rng, Size::A4, facts.day);
    let filling = desk::hand_or_typed(rng, 0.65, facts.day);
    let label = Pen::print(Face::Serif, 11.0);
    let middle = page.w() / 2.0;
    let job = facts.job;
    let mut rows = desk::Form::new(&mut page, 22.0, 22.0, 110.0, label.clone(), filling.pen.clone());
    rows.step = mm(10.0);
    rows.long("Найменування підприємства", job.organisation(lang), 1, "");
    rows.row("Код згідно з ЄДРПОУ", &job.firm.edrpou, "");
    rows.pair(0.4, ("№", &facts.number), ("від", &dates::dotted(facts.day)));
    let mut y = rows.y + mm(6.0);
    let bold = Pen::print(Face::SerifBold, 13.0);
    y = desk::centred(&mut page, middle, y, &bold, &["ДОВІДКА", "про заробітну плату для обчислення пенсії"]) + mm(5.0);
    let mut rows = desk::Form::new(&mut page, 22.0, 0.0, 170.0, label.clone(), filling.pen.clone());
    rows.y = y;
    rows.long("Видана", &person.full(lang, Case::Dat), 1, "(прізвище, ім'я, по батькові)");
    rows.row("Реєстраційний номер облікової картки платника податків", &life.tax_number, "");
    rows.words("про те, що його (її) заробітна плата, яка враховується при обчисленні пенсії, становила:");
    y = rows.y - mm(4.0);
    let style = MoneyStyle::any(rng, false);
    let cell = if filling.by_hand { filling.pen.clone().scaled(0.85) } else { filling.pen.clone() };
    y = grid(&mut page, facts, (mm(22.0), y, mm(170.0)), &label.clone().scaled(0.9), &cell, style) + mm(9.0);
    let total = phrases::money(facts.total, facts.money, lang);
    page.field(mm(22.0), y, mm(120.0), &label, "Усього", &filling.pen, &total, "");
    y += mm(9.0);
    let text = "На всі виплати нараховані страхові внески. Довідка видана на підставі особових рахунків за";
    let years = match (facts.months.first(), facts.months.last()) {
        (Some(first), Some(last)) => format!("{}-{} рр.", first.0.0, last.0.0),
        _ => String::new(),
    };
    y = page.para(mm(22.0), y, mm(170.0), &label, 0.0, Align::Left, &format!("{text} {years}")) + mm(8.0);
    desk::sign(&mut page, y, mm(22.0), mm(166.0), &label, "Керівник підприємства", &job.head.signed(lang));
    desk::sign(&mut page, y + mm(13.0), mm(22.0), mm(166.0), &label, "Головний бухгалтер", &job.accountant.signed(lang));
    let code = format!("Код {}", job.firm.edrpou);
    desk::seal(&mut page, (74.0, y / mm(1.0) + 8.0), &desk::ring(lang, job.organisation(lang), facts.day), &[&code]);
    desk::imprint(&mut page, rng, facts.day);
    person_fields(fields, &person, lang, filling.by_hand);
    fields.put("tax_number", &life.tax_number, filling.by_hand);
    fields.put("edrpou", &job.firm.edrpou, filling.by_hand);
    fields.put("document_number", &facts.number, filling.by_hand);
    fields.put("issue_date", dates::iso(facts.day), filling.by_hand);
    (page, filling.by_hand)
}

/// Printed by a computer, the firm's name on a letterhead.
fn output(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_then(KIND, facts.day);
    let mut page = desk::sheet(rng, Size::A4, facts.day);
    let face = *rng.pick(&[(Face::Serif, Face::SerifBold), (Face::ParaSans, Face::ParaSansBold), (Face::Mono, Face::MonoBold)]);
    let size = if face.0 == Face::Mono { 9.5 } else { 11.5 };
    let (plain, bold) = (Pen::print(face.0, size), Pen::print(face.1, size + 1.0));
    let job = facts.job;
    let middle = page.w() / 2.0;
    let town = job.firm.town.name(lang);
    let head = job.organisation(lang).to_uppercase();
    let mut y = desk::centred(&mut page, middle, mm(22.0), &bold, &[&head]);
    let line = format!("м. {town}, код ЄДРПОУ {}, тел. {}-{}-{}", job.firm.edrpou, rng.int(2, 6), rng.int(10, 99), rng.int(10, 99));
    y = desk::centred(&mut page, middle, y, &plain.clone().scaled(0.85), &[&line]) + mm(2.0);
    page.rule(mm(20.0), y, page.w() - mm(16.0), y, 4.0);
    y += mm(8.0);
    page.text(mm(22.0), y, &plain, &format!("Вих. № {} від {}", facts.number, dates::any(rng, facts.day, lang)));
    y += mm(14.0);
    y = desk::centred(&mut page, middle, y, &bold, &["ДОВІДКА", "про заробітну плату для обчислення пенсії"]) + mm(4.0);
    let dat = person.full(lang, Case::Dat);
    let worked = person.agree("він працював", "вона працювала");
    let text = match rng.index(3) {
        0 => format!("Видана {dat} (РНОКПП {}) про те, що {worked} {} і {} заробітна плата становила:", life.tax_number, job.post(lang, Case::Ins), person.agree("його", "її")),
        1 => format!("Довідка видана {dat}, ідентифікаційний номер {}, про те, що за час роботи на посаді {} нараховано заробітну плату:", life.tax_number, job.post(lang, Case::Gen)),
        _ => format!("Ця довідка надана {dat} (ідент. номер {}) про заробіток за період роботи {}:", life.tax_number, job.post(lang, Case::Ins)),
    };
    y = page.para(mm(22.0), y, mm(170.0), &plain, mm(12.0), Align::Justify, &text) + mm(2.0);
    let style = MoneyStyle::any(rng, false);
    y = grid(&mut page, facts, (mm(22.0), y, mm(170.0)), &plain.clone().scaled(0.88), &plain.clone().scaled(0.9), style) + mm(9.0);
    let total = phrases::money(facts.total, facts.money, lang);
    page.text(mm(22.0), y, &bold, &format!("Загальна сума: {total}"));
    y += mm(9.0);
    let basis = one(rng, &["Підстава: особові рахунки по заробітній платі.", "Довідка видана на підставі особових рахунків, які зберігаються в архіві підприємства.", "Підстава видачі: відомості нарахування заробітної плати."]);
    y = page.para(mm(22.0), y, mm(170.0), &plain, 0.0, Align::Left, basis) + mm(10.0);
    desk::sign(&mut page, y, mm(22.0), mm(166.0), &plain, one(rng, &["Директор", "Голова правління", "Керівник"]), &job.head.signed(lang));
    desk::sign(&mut page, y + mm(14.0), mm(22.0), mm(166.0), &plain, "Головний бухгалтер", &job.accountant.signed(lang));
    let code = job.firm.edrpou.clone();
    desk::seal(&mut page, (78.0, y / mm(1.0) + 9.0), &desk::ring(lang, job.organisation(lang), facts.day), &["Ідент. код", &code]);
    person_fields(fields, &person, lang, false);
    fields.set("tax_number", &life.tax_number);
    fields.set("edrpou", &job.firm.edrpou);
    fields.set("document_number", &facts.number);
    fields.set("issue_date", dates::iso(facts.day));
    (page, false)
}
