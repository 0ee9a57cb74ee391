//! The workbook: a title spread, then spreads of entries in many hands.

mod spread;
mod story;

use super::desk::{self, Form, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::Life;
use crate::paper::{Align, Copy, Face, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use spread::entries;
use story::story;
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
    Entry {
        number: usize,
        day: Date,
        text: String,
        basis: String,
        hand: usize,
    },
    /// The post and name of the personnel officer under a dismissal, with the firm's seal.
    Stamp {
        post: String,
        name: String,
        ring: String,
        hand: usize,
    },
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
        let left = if lang == Lang::Ru {
            "Трудовая книжка является основным документом о трудовой деятельности рабочих и служащих."
        } else {
            "Трудова книжка є основним документом про трудову діяльність працівника."
        };
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
        [
            "Фамилия",
            "Имя",
            "Отчество",
            "Образование",
            "Профессия, специальность",
            "Дата заполнения",
            "Подпись владельца книжки",
        ]
    } else {
        [
            "Прізвище",
            "Ім'я",
            "По батькові",
            "Освіта",
            "Професія, спеціальність",
            "Дата заповнення",
            "Підпис власника книжки",
        ]
    };
    form.row(words[0], &person.surname(lang), "");
    form.row(words[1], person.given.get(lang), "");
    form.row(words[2], person.patronymic.get(lang), "");
    if edition == Edition::Old {
        form.row("Год рождения", &person.birth.year().to_string(), "");
        fields.hand("birth_date", person.birth.year().to_string());
    } else {
        let birth =
            if rng.chance(0.5) { dates::middling(person.birth, lang) } else { dates::dotted(person.birth) };
        form.row(
            if lang == Lang::Ru { "Дата рождения" } else { "Дата народження" },
            &birth,
            if lang == Lang::Ru {
                "(число, месяц, год)"
            } else {
                "(число, місяць, рік)"
            },
        );
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
    let officer = if lang == Lang::Ru {
        "Подпись лица, ответственного за выдачу трудовых книжек"
    } else {
        "Підпис особи, відповідальної за видачу трудових книжок"
    };
    page.para(mm(x), y + mm(11.0), mm(52.0), &label, 0.0, Align::Left, officer);
    page.signature(mm(x + 56.0), y + mm(13.0), mm(32.0), Ink::BLUE_BLACK);
    if let Some(job) = life.jobs.first() {
        let ring = desk::ring(lang, job.organisation(lang), issued);
        desk::seal(
            &mut page,
            (x + 26.0, 156.0),
            &ring,
            &[if lang == Lang::Ru { "Отдел кадров" } else { "Відділ кадрів" }],
        );
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
