//! The last sheet: how many sheets are sewn and numbered.

use super::desk;
use crate::decline::Lang;
use crate::life::Life;
use crate::paper::{Align, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{dates, numerals, plural};
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "certifying_sheet";

pub fn draw(rng: &mut Rng, life: &Life, count: i64, day: Date) -> Paper {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let mut fields = Fields::new();
    let (page, by_hand) = if rng.chance(0.6) {
        form(rng, life, count, day, lang)
    } else {
        statement(rng, life, count, day, lang)
    };
    fields.put("sheet_count", count.to_string(), by_hand);
    fields.put("issue_date", dates::iso(day), by_hand);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn sheets(count: i64, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => plural(count, "лист", "листа", "листов"),
        Lang::Uk => plural(count, "аркуш", "аркуші", "аркушів"),
    }
}

fn form(rng: &mut Rng, life: &Life, count: i64, day: Date, lang: Lang) -> (Page, bool) {
    let mut page = desk::sheet(rng, Size::A4, day);
    let filling = desk::hand_or_typed(rng, 0.8, day);
    let (face, bold) =
        if lang == Lang::Ru { (Face::School, Face::SchoolBold) } else { (Face::Serif, Face::SerifBold) };
    let label = Pen::print(face, 12.0);
    let middle = page.w() / 2.0;
    let case = &life.pension.case_number;
    let title = if lang == Lang::Ru {
        "ЛИСТ-ЗАВЕРИТЕЛЬ ДЕЛА"
    } else {
        "ЗАСВІДЧУВАЛЬНИЙ НАПИС"
    };
    desk::centred(&mut page, middle, mm(36.0), &Pen::print(bold, 15.0), &[title]);
    let words = format!("{count} ({})", numerals::cardinal(count, lang));
    let mut form = desk::Form::new(&mut page, 26.0, 56.0, 162.0, label.clone(), filling.pen.clone());
    form.step = mm(12.0);
    if lang == Lang::Ru {
        form.row("к делу №", case, "");
        form.row("В деле подшито и пронумеровано", &words, "(цифрами и прописью)");
        form.words("листов, в том числе:");
        form.row("литерные номера листов", "-", "");
        form.row("пропущенные номера листов", "-", "");
        form.row("+ листов внутренней описи", "1", "");
    } else {
        form.row("до справи №", case, "");
        form.row("У справі прошито і пронумеровано", &words, "(цифрами і словами)");
        form.words("аркушів, у тому числі:");
        form.row("літерні номери аркушів", "-", "");
        form.row("пропущені номери аркушів", "-", "");
        form.row("+ аркушів внутрішнього опису", "1", "");
    }
    let y = form.y + mm(16.0);
    let post = if lang == Lang::Ru { "Инспектор" } else { "Спеціаліст" };
    desk::sign(&mut page, y, mm(26.0), mm(160.0), &label, post, &life.pension.inspector.signed(lang));
    page.text(mm(26.0), y + mm(12.0), &filling.pen, &dates::middling(day, lang));
    (page, filling.by_hand)
}

/// A few lines on an empty sheet.
fn statement(rng: &mut Rng, life: &Life, count: i64, day: Date, lang: Lang) -> (Page, bool) {
    let mut page = desk::sheet(rng, Size::A4, day);
    let filling = desk::hand_or_typed(rng, 0.5, day);
    let pen = &filling.pen;
    let words = numerals::cardinal(count, lang);
    let noun = sheets(count, lang);
    let (title, text) = match lang {
        Lang::Ru => (
            "ЛИСТ-ЗАВЕРИТЕЛЬ",
            match rng.index(3) {
                0 => format!("В настоящем деле пронумеровано, прошнуровано {count} ({words}) {noun}."),
                1 => format!("Всего в деле {count} ({words}) {noun}. Литерных и пропущенных номеров нет."),
                _ => format!(
                    "В деле № {} прошито и пронумеровано {count} ({words}) {noun}.",
                    life.pension.case_number
                ),
            },
        ),
        Lang::Uk => (
            "ЗАСВІДЧУВАЛЬНИЙ НАПИС",
            match rng.index(3) {
                0 => format!("У цій справі прошито і пронумеровано {count} ({words}) {noun}."),
                1 => {
                    format!("Усього у справі {count} ({words}) {noun}. Літерних і пропущених номерів немає.")
                }
                _ => {
                    format!("У справі № {} пронумеровано {count} ({words}) {noun}.", life.pension.case_number)
                }
            },
        ),
    };
    let middle = page.w() / 2.0;
    page.text_centre(middle, mm(60.0), pen, title);
    let y = desk::text_block(&mut page, mm(26.0), mm(78.0), mm(160.0), pen, mm(12.0), &text) + mm(16.0);
    page.para(mm(26.0), y, mm(60.0), pen, 0.0, Align::Left, &dates::dotted(day));
    page.signature(mm(92.0), y, mm(40.0), crate::paper::Ink::BLUE);
    page.text(mm(140.0), y, pen, &life.pension.inspector.short(lang));
    (page, filling.by_hand)
}
