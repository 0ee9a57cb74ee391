//! The three layouts of the certificate of pay.

use super::super::desk::{self, one, person_fields};
use super::{Facts, KIND, corner_stamp, grid};
use crate::decline::{Case, Lang};
use crate::life::Life;
use crate::paper::{Align, Copy, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::{self, MoneyStyle, dates};
use crate::truth::Fields;

/// A typed sheet with the corner stamp of the firm.
pub fn soviet(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
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
    page.text_centre(
        middle,
        mm(69.0),
        &body,
        one(
            rng,
            &["о заработке", "о заработной плате для назначения пенсии", "о заработке для исчисления пенсии"],
        ),
    );
    let (dat, job) = (person.full(lang, Case::Dat), facts.job);
    let mut y = mm(82.0);
    if by_hand {
        let mut rows = desk::Form::new(&mut page, 24.0, 82.0, 168.0, form.clone(), value.clone());
        rows.long("Дана гр.", &dat, 1, "(фамилия, имя, отчество)");
        rows.long(
            "в том, что заработная плата за время работы в должности",
            job.post(lang, Case::Gen),
            1,
            "",
        );
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
    let basis = one(
        rng,
        &[
            "Основание: лицевые счета",
            "Справка выдана на основании лицевых счетов по заработной плате",
            "Основание: расчетные ведомости и лицевые счета",
        ],
    );
    page.para(mm(26.0), y, mm(166.0), &body, 0.0, Align::Left, basis);
    y = (y + mm(18.0)).max(mm(232.0));
    desk::sign(
        &mut page,
        y,
        mm(26.0),
        mm(160.0),
        &body,
        one(rng, &["Директор", "Руководитель"]),
        &job.head.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(16.0),
        mm(26.0),
        mm(160.0),
        &body,
        "Главный бухгалтер",
        &job.accountant.signed(lang),
    );
    desk::seal(
        &mut page,
        (70.0, y / mm(1.0) + 8.0),
        &desk::ring(lang, job.organisation(lang), facts.day),
        &["Для", "справок"],
    );
    person_fields(fields, &person, lang, by_hand);
    fields.set("document_number", &facts.number);
    fields.set("issue_date", dates::iso(facts.day));
    (page, by_hand)
}

/// The annex of the fund's procedure, printed and filled.
pub fn form(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
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
    y = desk::centred(&mut page, middle, y, &bold, &["ДОВІДКА", "про заробітну плату для обчислення пенсії"])
        + mm(5.0);
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
    desk::sign(
        &mut page,
        y + mm(13.0),
        mm(22.0),
        mm(166.0),
        &label,
        "Головний бухгалтер",
        &job.accountant.signed(lang),
    );
    let code = format!("Код {}", job.firm.edrpou);
    desk::seal(
        &mut page,
        (74.0, y / mm(1.0) + 8.0),
        &desk::ring(lang, job.organisation(lang), facts.day),
        &[&code],
    );
    desk::imprint(&mut page, rng, facts.day);
    person_fields(fields, &person, lang, filling.by_hand);
    fields.put("tax_number", &life.tax_number, filling.by_hand);
    fields.put("edrpou", &job.firm.edrpou, filling.by_hand);
    fields.put("document_number", &facts.number, filling.by_hand);
    fields.put("issue_date", dates::iso(facts.day), filling.by_hand);
    (page, filling.by_hand)
}

/// Printed by a computer, the firm's name on a letterhead.
pub fn output(rng: &mut Rng, life: &Life, facts: &Facts, fields: &mut Fields) -> (Page, bool) {
    let lang = Lang::Uk;
    let person = life.person_then(KIND, facts.day);
    let mut page = desk::sheet(rng, Size::A4, facts.day);
    let face = *rng.pick(&[
        (Face::Serif, Face::SerifBold),
        (Face::ParaSans, Face::ParaSansBold),
        (Face::Mono, Face::MonoBold),
    ]);
    let size = if face.0 == Face::Mono { 9.5 } else { 11.5 };
    let (plain, bold) = (Pen::print(face.0, size), Pen::print(face.1, size + 1.0));
    let job = facts.job;
    let middle = page.w() / 2.0;
    let town = job.firm.town.name(lang);
    let head = job.organisation(lang).to_uppercase();
    let mut y = desk::centred(&mut page, middle, mm(22.0), &bold, &[&head]);
    let line = format!(
        "м. {town}, код ЄДРПОУ {}, тел. {}-{}-{}",
        job.firm.edrpou,
        rng.int(2, 6),
        rng.int(10, 99),
        rng.int(10, 99)
    );
    y = desk::centred(&mut page, middle, y, &plain.clone().scaled(0.85), &[&line]) + mm(2.0);
    page.rule(mm(20.0), y, page.w() - mm(16.0), y, 4.0);
    y += mm(8.0);
    page.text(
        mm(22.0),
        y,
        &plain,
        &format!("Вих. № {} від {}", facts.number, dates::any(rng, facts.day, lang)),
    );
    y += mm(14.0);
    y = desk::centred(&mut page, middle, y, &bold, &["ДОВІДКА", "про заробітну плату для обчислення пенсії"])
        + mm(4.0);
    let dat = person.full(lang, Case::Dat);
    let worked = person.agree("він працював", "вона працювала");
    let text = match rng.index(3) {
        0 => format!(
            "Видана {dat} (РНОКПП {}) про те, що {worked} {} і {} заробітна плата становила:",
            life.tax_number,
            job.post(lang, Case::Ins),
            person.agree("його", "її")
        ),
        1 => format!(
            "Довідка видана {dat}, ідентифікаційний номер {}, про те, що за час роботи на посаді {} нараховано заробітну плату:",
            life.tax_number,
            job.post(lang, Case::Gen)
        ),
        _ => format!(
            "Ця довідка надана {dat} (ідент. номер {}) про заробіток за період роботи {}:",
            life.tax_number,
            job.post(lang, Case::Ins)
        ),
    };
    y = page.para(mm(22.0), y, mm(170.0), &plain, mm(12.0), Align::Justify, &text) + mm(2.0);
    let style = MoneyStyle::any(rng, false);
    y = grid(
        &mut page,
        facts,
        (mm(22.0), y, mm(170.0)),
        &plain.clone().scaled(0.88),
        &plain.clone().scaled(0.9),
        style,
    ) + mm(9.0);
    let total = phrases::money(facts.total, facts.money, lang);
    page.text(mm(22.0), y, &bold, &format!("Загальна сума: {total}"));
    y += mm(9.0);
    let basis = one(
        rng,
        &[
            "Підстава: особові рахунки по заробітній платі.",
            "Довідка видана на підставі особових рахунків, які зберігаються в архіві підприємства.",
            "Підстава видачі: відомості нарахування заробітної плати.",
        ],
    );
    y = page.para(mm(22.0), y, mm(170.0), &plain, 0.0, Align::Left, basis) + mm(10.0);
    desk::sign(
        &mut page,
        y,
        mm(22.0),
        mm(166.0),
        &plain,
        one(rng, &["Директор", "Голова правління", "Керівник"]),
        &job.head.signed(lang),
    );
    desk::sign(
        &mut page,
        y + mm(14.0),
        mm(22.0),
        mm(166.0),
        &plain,
        "Головний бухгалтер",
        &job.accountant.signed(lang),
    );
    let code = job.firm.edrpou.clone();
    desk::seal(
        &mut page,
        (78.0, y / mm(1.0) + 9.0),
        &desk::ring(lang, job.organisation(lang), facts.day),
        &["Ідент. код", &code],
    );
    person_fields(fields, &person, lang, false);
    fields.set("tax_number", &life.tax_number);
    fields.set("edrpou", &job.firm.edrpou);
    fields.set("document_number", &facts.number);
    fields.set("issue_date", dates::iso(facts.day));
    (page, false)
}
