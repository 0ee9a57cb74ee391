//! The certificate of service: plain, or of work that gives a preferential pension.

use super::desk::{self, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Job, Life};
use crate::paper::{Copy, Face, Page, Pen, Rng, Size, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use serde_json::json;
use time::Date;

const KIND: &str = "employment_certificate";

pub fn draw(rng: &mut Rng, life: &Life, job: &Job, day: Date) -> Paper {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let mut fields = Fields::new();
    let number = rng.int(2, 1200).to_string();
    let (page, by_hand) = if job.in_hot_shop() {
        preferential(rng, life, job, day, &number, &mut fields)
    } else {
        plain(rng, life, job, day, &number, &mut fields)
    };
    let person = life.person_then(KIND, day);
    person_fields(&mut fields, &person, lang, by_hand);
    fields.put("document_number", number, false);
    fields.put("issue_date", dates::iso(day), false);
    fields.set("organisation", job.organisation(lang));
    let period = json!({
        "from": dates::iso(job.from), "to": dates::iso(job.to),
        "position": job.post(lang, Case::Nom), "organisation": job.organisation(lang),
    });
    fields.list("employment_periods", vec![period], by_hand);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

/// The name, the town, the number and the date at the top, as the firm has them.
#[expect(clippy::too_many_arguments, reason = "a letterhead has that many parts")]
fn letterhead(
    page: &mut Page,
    rng: &mut Rng,
    job: &Job,
    day: Date,
    lang: Lang,
    number: &str,
    pen: &Pen,
    fields: &mut Fields,
) -> f32 {
    let town = job.firm.town.name(lang);
    let name = job.organisation(lang);
    let (city, from) = if lang == Lang::Ru { ("г.", "от") } else { ("м.", "від") };
    let modern = lang == Lang::Uk && rng.chance(0.7);
    if rng.chance(0.5) {
        let ink = desk::seal_ink(rng);
        let mut lines = desk::cut(&Pen::rubber(Face::SansBold, 9.0, ink), name, mm(64.0), mm(64.0));
        lines.push(format!("{city} {town}"));
        if modern {
            lines.push(format!("код ЄДРПОУ {}", job.firm.edrpou));
            fields.set("edrpou", &job.firm.edrpou);
        }
        lines.push(format!("№ {number} {from} {}", dates::dotted(day)));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        page.stamp(mm(54.0), mm(34.0), 9.0, ink, rng.float(-0.03, 0.03), rng.chance(0.6), &lines);
        return mm(66.0);
    }
    let middle = page.w() / 2.0;
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SerifBold }, 13.0);
    let mut y = mm(22.0);
    for part in desk::cut(&bold, &name.to_uppercase(), mm(150.0), mm(150.0)) {
        page.text_centre(middle, y, &bold, &part);
        y += bold.leading();
    }
    let small = Pen::print(if lang == Lang::Ru { Face::School } else { Face::Serif }, 9.5);
    let code = if modern { format!(", код ЄДРПОУ {}", job.firm.edrpou) } else { String::new() };
    if modern {
        fields.set("edrpou", &job.firm.edrpou);
    }
    page.text_centre(middle, y, &small, &format!("{city} {town}{code}"));
    y += mm(4.0);
    page.rule(mm(22.0), y, page.w() - mm(18.0), y, 3.0);
    y += mm(9.0);
    page.text(mm(24.0), y, pen, &format!("№ {number}  {from}  {}", dates::any(rng, day, lang)));
    y + mm(16.0)
}

fn order(lang: Lang, number: i64, day: Date) -> String {
    match lang {
        Lang::Ru => format!("приказ № {number} от {}", dates::dotted(day)),
        Lang::Uk => format!("наказ № {number} від {}", dates::dotted(day)),
    }
}

fn statement(rng: &mut Rng, life: &Life, job: &Job, day: Date, lang: Lang) -> String {
    let person = life.person_then(KIND, day);
    let dat = person.full(lang, Case::Dat);
    let (from, to) = (dates::any(rng, job.from, lang), dates::any(rng, job.to, lang));
    let (hire, leave) =
        (order(lang, job.hired_by, job.hire_order), order(lang, job.left_by, job.leave_order));
    let (ins, gen_) = (job.post(lang, Case::Ins), job.post(lang, Case::Gen));
    let born = if rng.chance(0.5) { born(life, lang, day) } else { String::new() };
    match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!(
            "Дана {dat}{born} в том, что {} действительно {} {ins} с {from} ({hire}) по {to} ({leave}).",
            person.agree("он", "она"),
            person.agree("работал", "работала")
        ),
        (Lang::Ru, 1) => format!(
            "Настоящая справка выдана {dat}{born} о том, что с {from} по {to} {} в должности {gen_}. Основание: {hire}, {leave}.",
            person.agree("он работал", "она работала")
        ),
        (Lang::Ru, _) => format!(
            "Справка дана {dat}{born} в подтверждение того, что {} в {} {} с {from} и {} {to}, {hire}, {leave}.",
            person.agree("он был принят", "она была принята"),
            abroad(job, lang),
            ins,
            person.agree("уволен", "уволена")
        ),
        (Lang::Uk, 0) => format!(
            "Видана {dat}{born} про те, що {} дійсно {} {ins} з {from} ({hire}) по {to} ({leave}).",
            person.agree("він", "вона"),
            person.agree("працював", "працювала")
        ),
        (Lang::Uk, 1) => format!(
            "Ця довідка видана {dat}{born} у тому, що з {from} по {to} {} на посаді {gen_}. Підстава: {hire}, {leave}.",
            person.agree("він працював", "вона працювала")
        ),
        (Lang::Uk, _) => format!(
            "Довідку надано {dat}{born} на підтвердження того, що {} {ins} з {from} та {} з роботи {to}, {hire}, {leave}.",
            person.agree("його прийнято на роботу", "її прийнято на роботу"),
            person.agree("звільнено", "звільнено")
        ),
    }
}

fn abroad(job: &Job, lang: Lang) -> String {
    format!("г. {} на работу", job.firm.town.locative(lang))
        .replace("г. ", if lang == Lang::Ru { "г. " } else { "м. " })
}

fn born(life: &Life, lang: Lang, day: Date) -> String {
    let person = life.person_then(KIND, day);
    let year = person.birth.year();
    if lang == Lang::Ru {
        format!(", {year} года рождения,")
    } else {
        format!(", {year} року народження,")
    }
}

fn plain(
    rng: &mut Rng,
    life: &Life,
    job: &Job,
    day: Date,
    number: &str,
    fields: &mut Fields,
) -> (Page, bool) {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let size = if rng.chance(0.35) { Size::A5Wide } else { Size::A4 };
    let mut page = desk::sheet(rng, size, day);
    if day.year() < 1995 && rng.chance(0.3) {
        page.copy = Copy::Carbon;
    }
    let by_hand = rng.chance(0.25);
    let body = match (by_hand, day.year()) {
        (true, _) => desk::by_hand(rng).pen,
        (false, ..1999) => desk::typed(rng).pen,
        (false, _) => Pen::print(one_face(rng), 12.5),
    };
    let mut y = letterhead(&mut page, rng, job, day, lang, number, &body, fields);
    let middle = page.w() / 2.0;
    let title = match lang {
        Lang::Ru => one(rng, &["СПРАВКА", "С П Р А В К А"]),
        Lang::Uk => one(rng, &["ДОВІДКА", "Д О В І Д К А", "ДОВІДКА про підтвердження трудового стажу"]),
    };
    page.text_centre(middle, y, &body, title);
    y += mm(12.0);
    let text = statement(rng, life, job, day, lang);
    if text.contains("рождения") || text.contains("народження") {
        fields.put("birth_date", life.person_then(KIND, day).birth.year().to_string(), by_hand);
    }
    let width = page.w() - mm(46.0);
    y = desk::text_block(&mut page, mm(26.0), y, width, &body, mm(12.0), &text) + mm(3.0);
    let purpose = match lang {
        Lang::Ru => one(
            rng,
            &[
                "Справка дана для предоставления в отдел социального обеспечения.",
                "Выдана для назначения пенсии.",
                "Справка дана для представления по месту требования.",
            ],
        ),
        Lang::Uk => one(
            rng,
            &[
                "Довідка видана для подання до органів соціального захисту.",
                "Видана для призначення пенсії.",
                "Довідка видана за місцем вимоги.",
            ],
        ),
    };
    y = desk::text_block(&mut page, mm(26.0), y, width, &body, mm(12.0), purpose) + mm(12.0);
    let sign_pen = if by_hand {
        Pen::print(if lang == Lang::Ru { Face::School } else { Face::Serif }, 11.0)
    } else {
        body
    };
    let (head, personnel) = if lang == Lang::Ru {
        (one(rng, &["Директор", "Начальник"]), "Начальник отдела кадров")
    } else {
        (one(rng, &["Директор", "Керівник"]), "Начальник відділу кадрів")
    };
    page.reach(y + mm(24.0));
    desk::sign(&mut page, y, mm(26.0), width, &sign_pen, head, &job.head.signed(lang));
    desk::sign(&mut page, y + mm(12.0), mm(26.0), width, &sign_pen, personnel, &job.personnel.signed(lang));
    desk::seal(
        &mut page,
        (82.0, y / mm(1.0) + 6.0),
        &desk::ring(lang, job.organisation(lang), day),
        &["Для", if lang == Lang::Ru { "справок" } else { "довідок" }],
    );
    (page, by_hand)
}

fn one_face(rng: &mut Rng) -> Face {
    *rng.pick(&[Face::Serif, Face::Serif, Face::ParaSans, Face::Paratype])
}

/// «на пільгових умовах»: what the work was and which List it stands in.
fn preferential(
    rng: &mut Rng,
    life: &Life,
    job: &Job,
    day: Date,
    number: &str,
    fields: &mut Fields,
) -> (Page, bool) {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let person = life.person_then(KIND, day);
    let mut page = desk::sheet(rng, Size::A4, day);
    let filling = desk::hand_or_typed(rng, 0.3, day);
    let by_hand = filling.by_hand;
    let label = Pen::print(if lang == Lang::Ru { Face::School } else { Face::Serif }, 11.0)
        .rough(if lang == Lang::Ru { 0.4 } else { 0.0 });
    let value = filling.pen;
    let mut y = letterhead(&mut page, rng, job, day, lang, number, &value, fields);
    let middle = page.w() / 2.0;
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SerifBold }, 13.0);
    let title = match lang {
        Lang::Ru => [
            "СПРАВКА,",
            "уточняющая особый характер работы или условия труда,",
            "необходимые для назначения льготной пенсии",
        ],
        Lang::Uk => [
            "ДОВІДКА",
            "про підтвердження наявного трудового стажу для призначення пенсії",
            "на пільгових умовах",
        ],
    };
    y = desk::centred(&mut page, middle, y, &bold, &title) + mm(6.0);
    let list = if job.post(Lang::Ru, Case::Nom).contains("крана") { "2" } else { "1" };
    let mut form = desk::Form::new(&mut page, 24.0, 0.0, 168.0, label.clone(), value.clone());
    form.y = y;
    let dat = person.full(lang, Case::Dat);
    let (from, to) = (dates::dotted(job.from), dates::dotted(job.to));
    if lang == Lang::Ru {
        form.long("Выдана", &dat, 1, "(фамилия, имя, отчество)");
        form.long(
            "в том, что он (она) работал(а) полный рабочий день на предприятии",
            job.organisation(lang),
            1,
            "",
        );
        form.pair(0.5, ("с", &from), ("по", &to));
        form.long("в качестве", job.post(lang, Case::Gen), 1, "(профессия, должность)");
        form.long(
            "что предусмотрено",
            &format!("Списком № {list}, раздел XI, подраздел 1"),
            1,
            "(номер списка, раздел, подраздел)",
        );
        form.long("утвержденным", "постановлением Совета Министров СССР от 22.08.1956 г. № 1173", 1, "");
        form.long("Основание выдачи справки", "лицевые счета, приказы, технологический процесс", 1, "");
    } else {
        form.long("Видана", &dat, 1, "(прізвище, ім'я, по батькові)");
        form.long(
            "про те, що він (вона) працював(ла) повний робочий день на підприємстві",
            job.organisation(lang),
            1,
            "",
        );
        form.pair(0.5, ("з", &from), ("по", &to));
        form.long("за професією, посадою", job.post(lang, Case::Nom), 1, "");
        form.long(
            "що передбачена",
            &format!("Списком № {list}, розділ XI, підрозділ 1, пункт 1а"),
            1,
            "(номер списку, розділ, підрозділ, пункт)",
        );
        form.long("затвердженим", "постановою Кабінету Міністрів України від 11.03.1994 № 162", 1, "");
        form.long("Підстава видачі:", "особова картка ф. Т-2, накази, особові рахунки", 1, "");
    }
    fields.put("preferential_list", list, by_hand);
    let y = form.y + mm(14.0);
    let width = mm(166.0);
    let (head, personnel) = if lang == Lang::Ru {
        ("Директор", "Начальник отдела кадров")
    } else {
        ("Керівник підприємства", "Начальник відділу кадрів")
    };
    desk::sign(&mut page, y, mm(24.0), width, &label, head, &job.head.signed(lang));
    desk::sign(&mut page, y + mm(13.0), mm(24.0), width, &label, personnel, &job.personnel.signed(lang));
    desk::seal(
        &mut page,
        (80.0, y / mm(1.0) + 7.0),
        &desk::ring(lang, job.organisation(lang), day),
        &["Для", if lang == Lang::Ru { "справок" } else { "довідок" }],
    );
    desk::imprint(&mut page, rng, day);
    (page, by_hand)
}
