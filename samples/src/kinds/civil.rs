//! What the three civil-status certificates share: the net of lines, the title, the foot with the seal.
//!
//! Knows no particular record.

use super::desk::{self, Form};
use crate::decline::Lang;
use crate::life::{Life, Record};
use crate::paper::{Copy, Face, Ink, Page, Pen, Rng, Size, Stock, mm};
use crate::phrases::dates;
use crate::places::Form as Adjective;
use crate::truth::Fields;

/// A certificate being filled.
pub struct Certificate {
    pub page: Page,
    pub lang: Lang,
    pub label: Pen,
    pub value: Pen,
    pub by_hand: bool,
    pub office: String,
}

/// The form of the day: Soviet green, or the later one in Ukrainian; hand until 2008, a printer after.
pub fn begin(rng: &mut Rng, life: &Life, record: &Record, titles: [&str; 2]) -> Certificate {
    let day = record.issued;
    let soviet = day.year() < 1992;
    let lang = if soviet { Lang::Ru } else { Lang::Uk };
    let size = if soviet { Size::A5 } else { Size::A4 };
    let mut page = Page::new(size, rng).on(Stock::Secure, day.year());
    if rng.chance(0.35) {
        page.stock = Stock::White;
        page.copy = Copy::Photocopy(1);
    }
    let ink = if soviet { *rng.pick(&[Ink::GREEN, Ink::BROWN, Ink::BLUE_BLACK]) } else { Ink::BLUE_BLACK };
    let by_hand = day.year() < 2008;
    let value = if by_hand { desk::by_hand(rng).pen } else { Pen::print(Face::Serif, 12.0) };
    let (w, h) = (page.w() / mm(1.0), page.h() / mm(1.0));
    page.frame(desk::area(8.0, 8.0, w - 16.0, h - 16.0), 6.0);
    page.frame(desk::area(10.0, 10.0, w - 20.0, h - 20.0), 2.0);
    let middle = page.w() / 2.0;
    let state = Pen::print(Face::SchoolBold, if soviet { 10.0 } else { 13.0 }).ink(ink);
    let words: &[&str] = if soviet {
        &["СОЮЗ СОВЕТСКИХ", "СОЦИАЛИСТИЧЕСКИХ РЕСПУБЛИК"]
    } else {
        &["УКРАЇНА"]
    };
    let y = desk::centred(&mut page, middle, mm(20.0), &state, words);
    let title = Pen::print(Face::BookmanBold, if soviet { 16.0 } else { 20.0 }).ink(ink);
    let lines: Vec<&str> = titles[usize::from(lang == Lang::Uk)].split('\n').collect();
    desk::centred(&mut page, middle, y + mm(7.0), &title, &lines);
    let label = Pen::print(Face::School, if soviet { 9.5 } else { 11.5 }).ink(ink);
    let town = &life.office.town;
    let office = match (lang, day.year()) {
        (Lang::Ru, _) => format!("{} отдел ЗАГС", town.adjective(lang, Adjective::M)),
        (Lang::Uk, ..2006) => format!(
            "Відділ реєстрації актів громадянського стану {} районного управління юстиції",
            town.adjective(lang, Adjective::MGen)
        ),
        _ => format!(
            "Відділ державної реєстрації актів цивільного стану {} районного управління юстиції",
            town.adjective(lang, Adjective::MGen)
        ),
    };
    Certificate { page, lang, label, value, by_hand, office }
}

impl Certificate {
    pub fn soviet(&self) -> bool {
        self.lang == Lang::Ru
    }

    /// A form on the page, from `y` millimetres down.
    pub fn form(&mut self, y: f32) -> Form<'_> {
        let width = self.page.w() / mm(1.0) - 40.0;
        let step = if self.lang == Lang::Ru { mm(9.0) } else { mm(11.0) };
        let mut form = Form::new(&mut self.page, 20.0, y, width, self.label.clone(), self.value.clone());
        form.step = step;
        form
    }

    /// A date in figures, and where the form asks for it in words below.
    pub fn day(&self, day: time::Date) -> (String, String) {
        (dates::middling(day, self.lang), dates::words(day, self.lang))
    }

    /// The act, the place of registration, the day of issue, the head, the seal and the number.
    pub fn finish(mut self, life: &Life, record: &Record, y: f32, fields: &mut Fields) -> Page {
        let (lang, office) = (self.lang, self.office.clone());
        let mut form = self.form(0.0);
        form.y = y;
        let act_date = dates::middling(record.act_date, lang);
        if lang == Lang::Ru {
            form.long(
                "о чем в книге записи актов гражданского состояния",
                &act_date,
                1,
                "(число, месяц, год)",
            );
            form.row("произведена запись за №", &record.act.to_string(), "");
            form.long("Место регистрации", &office, 1, "(наименование органа ЗАГС)");
            form.row("Дата выдачи", &dates::middling(record.issued, lang), "");
        } else {
            form.long("про що зроблено відповідний актовий запис", &act_date, 1, "(число, місяць, рік)");
            form.row("за №", &record.act.to_string(), "");
            form.long("Місце державної реєстрації", &office, 2, "(найменування органу)");
            form.row("Дата видачі", &dates::middling(record.issued, lang), "");
        }
        let y = form.y + mm(6.0);
        let (label, width) = (self.label.clone(), self.page.w() - mm(44.0));
        let post = if lang == Lang::Ru {
            "Заведующий отделом ЗАГС"
        } else {
            "Начальник відділу"
        };
        desk::sign(&mut self.page, y, mm(20.0), width, &label, post, &life.pension.inspector.signed(lang));
        desk::seal(
            &mut self.page,
            (52.0, y / mm(1.0) + 2.0),
            &desk::ring(lang, &office, record.issued),
            &["ЗАГС"],
        );
        let number = Pen::rubber(Face::SansBold, 14.0, Ink::RED);
        let middle = self.page.w() / 2.0;
        let low = self.page.h() - mm(15.0);
        self.page.text_centre(middle, low, &number, &format!("{} № {}", record.series, record.number));
        fields.set("document_series", &record.series);
        fields.set("document_number", &record.number);
        fields.put("act_number", record.act.to_string(), self.by_hand);
        fields.put("act_date", dates::iso(record.act_date), self.by_hand);
        fields.put("issue_date", dates::iso(record.issued), self.by_hand);
        fields.put("organisation", office, self.by_hand);
        self.page
    }
}
