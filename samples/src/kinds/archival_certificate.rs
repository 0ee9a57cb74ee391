//! What an archive certifies: periods or pay, with the shelf mark it was found under.

use super::desk::{self, one, person_fields};
use super::salary_certificate::{best_money, salary_list, window};
use crate::decline::{Case, Lang};
use crate::life::{Job, Life};
use crate::paper::{Align, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, MoneyStyle, dates};
use crate::places::Form as Adjective;
use crate::truth::{Fields, Paper};
use serde_json::json;
use time::Date;

const KIND: &str = "archival_certificate";

pub fn draw(rng: &mut Rng, life: &Life, job: &Job, day: Date) -> Paper {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let mut fields = Fields::new();
    let number = match rng.index(3) {
        0 => format!("{}-{}", rng.pick(&["К", "П", "С"]), rng.int(10, 900)),
        1 => format!("{:02}-{}/{}", rng.int(1, 12), rng.int(10, 99), rng.int(10, 900)),
        _ => rng.int(10, 3000).to_string(),
    };
    let archive = archive(job, day, lang);
    let mut page = desk::sheet(rng, Size::A4, day);
    let body = if day.year() < 1999 {
        desk::typed(rng).pen
    } else {
        Pen::print(*rng.pick(&[Face::Serif, Face::Paratype]), 12.5)
    };
    let mut y = head(&mut page, rng, life, &archive, day, &number, lang, &body);
    let middle = page.w() / 2.0;
    let title = match lang {
        Lang::Ru => one(rng, &["АРХИВНАЯ СПРАВКА", "АРХИВНАЯ ВЫПИСКА"]),
        Lang::Uk => one(rng, &["АРХІВНА ДОВІДКА", "АРХІВНА ДОВІДКА", "АРХІВНИЙ ВИТЯГ"]),
    };
    let bold = if day.year() < 1999 { body.clone() } else { Pen::print(Face::SerifBold, 13.5) };
    page.text_centre(middle, y, &bold, title);
    y += mm(11.0);
    let basis = basis(rng, lang);
    let mut sheets = Vec::new();
    if rng.chance(0.55) {
        y = pay(&mut page, rng, life, job, lang, &body, y, &mut fields);
        if y > mm(226.0) {
            sheets.push(std::mem::replace(&mut page, desk::sheet(rng, Size::A4, day)));
            y = mm(26.0);
        }
    } else {
        y = service(&mut page, rng, life, job, lang, &body, y, &mut fields);
    }
    let word = if lang == Lang::Ru { "Основание" } else { "Підстава" };
    y = desk::text_block(
        &mut page,
        mm(26.0),
        y + mm(3.0),
        mm(166.0),
        &body,
        0.0,
        &format!("{word}: {basis}"),
    ) + mm(14.0);
    let chief = life.pension.head.signed(lang);
    let (post, second) = if lang == Lang::Ru {
        ("Заведующий архивом", "Архивист")
    } else {
        (
            one(rng, &["Начальник архіву", "Завідувач архіву", "Директор архіву"]),
            one(rng, &["Архівіст", "Головний спеціаліст"]),
        )
    };
    desk::sign(&mut page, y, mm(26.0), mm(164.0), &body, post, &chief);
    desk::sign(
        &mut page,
        y + mm(14.0),
        mm(26.0),
        mm(164.0),
        &body,
        second,
        &life.pension.inspector.signed(lang),
    );
    desk::seal(&mut page, (84.0, y / mm(1.0) + 8.0), &desk::ring(lang, &archive, day), &["Архів"]);
    sheets.push(page);
    person_fields(&mut fields, &life.person_then(KIND, job.from), lang, false);
    fields.set("document_number", number);
    fields.set("issue_date", dates::iso(day));
    fields.set("organisation", archive);
    fields.set("basis", basis);
    Paper { kind: KIND, fields, sheets }
}

fn archive(job: &Job, day: Date, lang: Lang) -> String {
    let town = &job.firm.town;
    match (lang, day.year()) {
        (Lang::Ru, _) => format!("{} районный государственный архив", town.adjective(lang, Adjective::M)),
        (Lang::Uk, ..2001) => format!("{} районний державний архів", town.adjective(lang, Adjective::M)),
        _ if town.centre => format!("Державний архів {} області", town.oblast_genitive(lang)),
        _ => format!("Трудовий архів {} району", town.adjective(lang, Adjective::MGen)),
    }
}

fn basis(rng: &mut Rng, lang: Lang) -> String {
    let (fund, list, unit) = (rng.int(12, 940), rng.int(1, 4), rng.int(3, 480));
    let from = rng.int(2, 180);
    let to = from + rng.int(1, 30);
    let prefix = if rng.chance(0.3) { "Р-" } else { "" };
    match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!("фонд {prefix}{fund}, опись {list}, дело {unit}, листы {from}-{to}"),
        (Lang::Ru, _) => format!("ф. {prefix}{fund}, оп. {list}, д. {unit}, л. {from}-{to}"),
        (Lang::Uk, 0) => format!("фонд {prefix}{fund}, опис {list}, справа {unit}, аркуші {from}-{to}"),
        (Lang::Uk, _) => format!("ф. {prefix}{fund}, оп. {list}, спр. {unit}, арк. {from}-{to}"),
    }
}

#[expect(clippy::too_many_arguments, reason = "a letterhead has that many parts")]
fn head(
    page: &mut Page,
    rng: &mut Rng,
    life: &Life,
    archive: &str,
    day: Date,
    number: &str,
    lang: Lang,
    body: &Pen,
) -> f32 {
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SerifBold }, 12.0);
    let small = Pen::print(if lang == Lang::Ru { Face::School } else { Face::Serif }, 9.0);
    let from = if lang == Lang::Ru { "от" } else { "від" };
    let code = life.office.town.post_code(rng, day.year() < 1992);
    let town = life.office.town.name(lang);
    let street = life.address.street(lang, day.year());
    let address = if lang == Lang::Ru {
        format!("{code}, г. {town}, ул. {street}, 2")
    } else {
        format!("{code}, м. {town}, вул. {street}, 2")
    };
    let middle = page.w() / 2.0;
    let date = dates::any(rng, day, lang);
    if rng.chance(0.5) {
        let mut y = mm(20.0);
        for part in desk::cut(&bold, &archive.to_uppercase(), mm(150.0), mm(150.0)) {
            page.text_centre(middle, y, &bold, &part);
            y += bold.leading();
        }
        page.text_centre(middle, y, &small, &address);
        page.rule(mm(22.0), y + mm(3.0), page.w() - mm(16.0), y + mm(3.0), 3.0);
        page.text(mm(24.0), y + mm(11.0), body, &format!("{date}  № {number}"));
        y += mm(11.0);
        let who = life.person.full(lang, Case::Dat);
        return desk::text_block(page, mm(112.0), y + mm(8.0), mm(82.0), body, 0.0, &who) + mm(12.0);
    }
    let mut y = mm(20.0);
    for part in desk::cut(&bold, archive, mm(72.0), mm(72.0)) {
        page.text(mm(24.0), y, &bold, &part);
        y += bold.leading();
    }
    for part in desk::cut(&small, &address, mm(72.0), mm(72.0)) {
        page.text(mm(24.0), y, &small, &part);
        y += small.leading();
    }
    page.text(mm(24.0), y + mm(5.0), body, &format!("№ {number}"));
    page.text(mm(24.0), y + mm(12.0), body, &format!("{from} {date}"));
    page.next_region();
    let who = life.person.full(lang, Case::Dat);
    let right = desk::text_block(page, mm(116.0), mm(34.0), mm(78.0), body, 0.0, &who);
    page.next_region();
    (y + mm(28.0)).max(right + mm(10.0))
}

#[expect(clippy::too_many_arguments, reason = "a paragraph with its sources")]
fn service(
    page: &mut Page,
    rng: &mut Rng,
    life: &Life,
    job: &Job,
    lang: Lang,
    body: &Pen,
    y: f32,
    fields: &mut Fields,
) -> f32 {
    let person = life.person_then(KIND, job.from);
    let name = person.nominative(lang);
    let (from, to) = (dates::any(rng, job.from, lang), dates::any(rng, job.to, lang));
    let (a, b) = (job.hired_by, job.left_by);
    let (hired, left) = (dates::dotted(job.hire_order), dates::dotted(job.leave_order));
    let opening = match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!(
            "В документах архивного фонда {} в приказах по личному составу значится:",
            job.firm.genitive.get(lang)
        ),
        (Lang::Ru, _) => {
            format!("По документам, поступившим на хранение от {}, установлено:", job.firm.genitive.get(lang))
        }
        (Lang::Uk, 0) => format!(
            "У документах архівного фонду {} в наказах з особового складу значиться:",
            job.firm.genitive.get(lang)
        ),
        (Lang::Uk, 1) => format!(
            "За документами, що надійшли на зберігання від {}, встановлено:",
            job.firm.genitive.get(lang)
        ),
        (Lang::Uk, _) => {
            format!("Повідомляємо, що в документах {} є такі відомості:", job.firm.genitive.get(lang))
        }
    };
    let text = match lang {
        Lang::Ru => format!(
            "{name} {} {} с {from} (приказ № {a} от {hired}), {} с работы {to} (приказ № {b} от {left}).",
            person.agree("принят", "принята"),
            job.post(lang, Case::Ins),
            person.agree("уволен", "уволена")
        ),
        Lang::Uk => format!(
            "{name} {} {} з {from} (наказ № {a} від {hired}), {} з роботи {to} (наказ № {b} від {left}).",
            person.agree("прийнятий", "прийнята"),
            job.post(lang, Case::Ins),
            person.agree("звільнений", "звільнена")
        ),
    };
    let y = desk::text_block(page, mm(26.0), y, mm(166.0), body, mm(12.0), &opening) + mm(3.0);
    let y = desk::text_block(page, mm(26.0), y, mm(166.0), body, mm(12.0), &text) + mm(3.0);
    fields.list(
        "employment_periods",
        vec![json!({
            "from": dates::iso(job.from), "to": dates::iso(job.to),
            "position": job.post(lang, Case::Nom), "organisation": job.organisation(lang),
        })],
        false,
    );
    let other = match lang {
        Lang::Ru => {
            "Других сведений о трудовом стаже не обнаружено. В документах фамилия, имя, отчество указаны так, как в тексте справки."
        }
        Lang::Uk => {
            "Інших відомостей про стаж роботи не виявлено. Прізвище, ім'я та по батькові подано так, як у документах."
        }
    };
    desk::text_block(page, mm(26.0), y, mm(166.0), body, mm(12.0), other)
}

#[expect(clippy::too_many_arguments, reason = "a table with its sources")]
fn pay(
    page: &mut Page,
    rng: &mut Rng,
    life: &Life,
    job: &Job,
    lang: Lang,
    body: &Pen,
    y: f32,
    fields: &mut Fields,
) -> f32 {
    let person = life.person_then(KIND, job.from);
    let money = best_money(life, job).0;
    let months = window(life, job, money, 36);
    let gen_ = person.full(lang, Case::Gen);
    let text = match (lang, rng.index(2)) {
        (Lang::Ru, 0) => format!(
            "В лицевых счетах {} за время работы {gen_} {} значится заработная плата ({}):",
            job.firm.genitive.get(lang),
            job.post(lang, Case::Ins),
            phrases::currency_label(money, lang)
        ),
        (Lang::Ru, _) => format!(
            "По лицевым счетам рабочих и служащих {} заработок {gen_} составлял ({}):",
            job.firm.genitive.get(lang),
            phrases::currency_label(money, lang)
        ),
        (Lang::Uk, 0) => format!(
            "В особових рахунках {} за час роботи {gen_} {} значиться заробітна плата ({}):",
            job.firm.genitive.get(lang),
            job.post(lang, Case::Ins),
            phrases::currency_label(money, lang)
        ),
        (Lang::Uk, _) => format!(
            "За особовими рахунками працівників {} заробіток {gen_} становив ({}):",
            job.firm.genitive.get(lang),
            phrases::currency_label(money, lang)
        ),
    };
    let y = desk::text_block(page, mm(26.0), y, mm(166.0), body, mm(12.0), &text);
    let (list, total) = salary_list(&months);
    // Three columns of «month – sum», each read to its end.
    let rows = months.len().div_ceil(3).max(1);
    let widths = [mm(32.0), mm(23.0), mm(32.0), mm(23.0), mm(32.0), mm(23.0)];
    let mut heights = vec![mm(8.0)];
    heights.extend(std::iter::repeat_n(mm(6.4), rows));
    let grid = page.grid(mm(26.0), y - mm(2.0), &widths, &heights, 2.0);
    let cell = body.clone().scaled(0.8);
    let style = MoneyStyle::any(rng, lang == Lang::Ru);
    let heads = if lang == Lang::Ru {
        ["Месяц, год", "Сумма"]
    } else {
        ["Місяць, рік", "Сума"]
    };
    for column in 0..3 {
        for (index, name) in heads.iter().enumerate() {
            page.cell_text(grid.cell(column * 2 + index, 0), &cell, Align::Centre, name);
        }
        for row in 0..rows {
            let Some((month, sum)) = months.get(column * rows + row) else { break };
            let name = format!("{} {}", dates::month(month.1, lang), month.0);
            page.cell_text(grid.cell(column * 2, row + 1), &cell, Align::Left, &name);
            page.cell_text(grid.cell(column * 2 + 1, row + 1), &cell, Align::Centre, &style.write(*sum));
        }
    }
    let y = grid.bottom() + mm(9.0);
    let word = if lang == Lang::Ru { "Итого" } else { "Усього" };
    page.text(mm(26.0), y, body, &format!("{word}: {}", phrases::money(total, money, lang)));
    fields.list("salary_months", list, false);
    fields.set("salary_total", crate::life::rubles(total));
    y + body.leading() * 1.2
}
