//! Papers that fit nowhere: the size of a pension for whom it may concern, a receipt of the savings bank.

use super::desk::{self, Form, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Life, currency, rubles};
use crate::paper::{Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, dates};
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "other";

pub fn draw(rng: &mut Rng, life: &Life, day: Date) -> Paper {
    let mut fields = Fields::new();
    let page = if rng.chance(0.55) {
        size_of_pension(rng, life, day, &mut fields)
    } else {
        receipt(rng, life, day, &mut fields)
    };
    fields.put("issue_date", dates::iso(day), false);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn language(day: Date) -> Lang {
    if day.year() < 1992 { Lang::Ru } else { Lang::Uk }
}

/// «Довідка про розмір пенсії», half a sheet, typed or printed.
fn size_of_pension(rng: &mut Rng, life: &Life, day: Date, fields: &mut Fields) -> Page {
    let lang = language(day);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A5Wide, day);
    let body = if day.year() < 1999 { desk::typed(rng).pen } else { Pen::print(Face::Serif, 12.0) };
    let office = life.office.name(day);
    let number = rng.int(100, 9800).to_string();
    let middle = page.w() / 2.0;
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SerifBold }, 11.0);
    let mut y = mm(15.0);
    for part in desk::cut(&bold, &office, mm(150.0), mm(150.0)) {
        page.text_centre(middle, y, &bold, &part);
        y += bold.leading();
    }
    y += mm(8.0);
    page.text_centre(middle, y, &body, if lang == Lang::Ru { "СПРАВКА" } else { "ДОВІДКА" });
    page.text(
        mm(22.0),
        y + mm(8.0),
        &body,
        &format!("№ {number} {} {}", if lang == Lang::Ru { "от" } else { "від" }, dates::dotted(day)),
    );
    y += mm(20.0);
    let dat = person.full(lang, Case::Dat);
    let last = life
        .pension
        .recalculated
        .iter()
        .rev()
        .find(|(from, _)| *from <= day)
        .map_or(life.pension.amount, |grant| grant.1);
    let sum = phrases::money(last, currency(day.year(), u8::from(day.month())), lang);
    let birth = dates::dotted(person.birth);
    let text = match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!(
            "Дана {dat}, {birth} года рождения, в том, что {} получает пенсию в размере {sum} в месяц.",
            person.agree("он", "она")
        ),
        (Lang::Ru, _) => format!(
            "Выдана {dat} (дата рождения {birth}) о том, что размер назначенной пенсии составляет {sum} ежемесячно."
        ),
        (Lang::Uk, 0) => format!(
            "Видана {dat}, {birth} року народження, про те, що {} отримує пенсію в розмірі {sum} на місяць.",
            person.agree("він", "вона")
        ),
        (Lang::Uk, 1) => format!(
            "Довідка видана {dat} (дата народження {birth}) про те, що розмір призначеної пенсії становить {sum} щомісяця."
        ),
        (Lang::Uk, _) => {
            format!("Цією довідкою засвідчується, що {dat}, {birth} р.н., виплачується пенсія в сумі {sum}.")
        }
    };
    let width = mm(168.0);
    y = desk::text_block(&mut page, mm(22.0), y, width, &body, mm(12.0), &text) + mm(12.0);
    desk::sign(
        &mut page,
        y,
        mm(22.0),
        width,
        &body,
        if lang == Lang::Ru { "Инспектор" } else { "Спеціаліст" },
        &life.pension.inspector.signed(lang),
    );
    desk::seal(
        &mut page,
        (82.0, (y / mm(1.0)).min(126.0)),
        &desk::ring(lang, &office, day),
        &[if lang == Lang::Ru { "Для справок" } else { "Для довідок" }],
    );
    person_fields(fields, &person, lang, false);
    fields.set("document_number", number);
    fields.set("organisation", office);
    fields.set("amount", rubles(last));
    fields.set("birth_date", dates::iso(person.birth));
    page
}

/// «КВИТАНЦІЯ» of a bank: a payment with a number.
fn receipt(rng: &mut Rng, life: &Life, day: Date, fields: &mut Fields) -> Page {
    let lang = language(day);
    let person = life.person_on(KIND);
    let mut page = desk::sheet(rng, Size::A6Wide, day);
    let filling = desk::hand_or_typed(rng, 0.7, day);
    let label = Pen::print(if lang == Lang::Ru { Face::School } else { Face::Sans }, 9.0);
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SansBold }, 13.0);
    let town = life.office.town.name(lang);
    let bank = match lang {
        Lang::Ru => format!("Сберегательная касса № {}/{:03}", rng.int(3010, 7990), rng.int(1, 99)),
        Lang::Uk => format!("{} м. {town}", one(rng, &["Відділення Ощадбанку", "Поштове відділення № 4"])),
    };
    let number = rng.int(1000, 99_000).to_string();
    let amount = rng.int(180, 9_900) * if day.year() < 1992 || day.year() > 1996 { 1 } else { 100_000 };
    page.text(mm(10.0), mm(11.0), &label, &bank);
    let title = if lang == Lang::Ru { "КВИТАНЦИЯ" } else { "КВИТАНЦІЯ" };
    let middle = page.w() / 2.0;
    page.text_centre(middle, mm(23.0), &bold, &format!("{title} № {number}"));
    let mut form = Form::new(&mut page, 10.0, 35.0, 128.0, label.clone(), filling.pen.clone().scaled(0.92));
    form.step = mm(9.5);
    let gen_ = person.full(lang, Case::Gen);
    let sum = phrases::money(amount, currency(day.year(), u8::from(day.month())), lang);
    let when = dates::middling(day, lang);
    if lang == Lang::Ru {
        form.long("Принято от гр.", &gen_, 1, "(фамилия, имя, отчество)");
        form.row("Сумма", &sum, "");
        form.row(
            "Назначение платежа",
            one(rng, &["за бланк удостоверения", "госпошлина", "за пересылку пенсии"]),
            "",
        );
        form.row("Дата", &when, "");
    } else {
        form.long("Прийнято від", &gen_, 1, "(прізвище, ім'я, по батькові)");
        form.row("Сума", &sum, "");
        form.row(
            "Призначення платежу",
            one(rng, &["за бланк посвідчення", "державне мито", "за виготовлення довідки"]),
            "",
        );
        form.row("Дата", &when, "");
    }
    let y = form.y + mm(3.0);
    page.text(mm(10.0), y, &label, if lang == Lang::Ru { "Кассир" } else { "Касир" });
    page.signature(mm(26.0), y, mm(30.0), crate::paper::Ink::BLUE);
    let ink = desk::seal_ink(rng);
    page.stamp(
        mm(112.0),
        y - mm(2.0),
        8.0,
        ink,
        rng.float(-0.1, 0.1),
        true,
        &[if lang == Lang::Ru { "ОПЛАЧЕНО" } else { "СПЛАЧЕНО" }, &dates::dotted(day)],
    );
    person_fields(fields, &person, lang, filling.by_hand);
    fields.set("document_number", number);
    fields.set("organisation", bank);
    fields.put("amount", rubles(amount), filling.by_hand);
    if filling.by_hand {
        fields.handwritten.insert("issue_date".to_string());
    }
    page
}
