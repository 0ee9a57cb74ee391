//! Letters: the office asks, firms and archives answer, the pensioner is told.

use super::desk::{self, one, person_fields};
use crate::decline::{Case, Lang};
use crate::life::{Job, Life};
use crate::paper::{Face, Pen, Rng, Size, mm};
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "correspondence";

pub fn draw(rng: &mut Rng, life: &Life, day: Date) -> Paper {
    let lang = if day.year() < 1992 { Lang::Ru } else { Lang::Uk };
    let job = &life.jobs[rng.index(life.jobs.len())];
    let inquiry = rng.chance(0.6);
    let office = life.office.name(day);
    let mut fields = Fields::new();
    let mut page = desk::sheet(rng, Size::A4, day);
    let body = match day.year() {
        ..1998 => desk::typed(rng).pen,
        _ => Pen::print(*rng.pick(&[Face::Serif, Face::Serif, Face::ParaSans]), 12.5),
    };
    let number = match rng.index(3) {
        0 => format!("{:02}-{}/{}", rng.int(1, 14), rng.int(10, 60), rng.int(10, 2000)),
        1 => rng.int(10, 4000).to_string(),
        _ => format!("{}/{}", rng.int(10, 4000), rng.pick(&["П", "К", "02"])),
    };
    let bold = Pen::print(if lang == Lang::Ru { Face::SchoolBold } else { Face::SerifBold }, 12.0);
    let small = Pen::print(if lang == Lang::Ru { Face::School } else { Face::Serif }, 9.0);
    let mut y = mm(20.0);
    for part in desk::cut(&bold, &office.to_uppercase(), mm(150.0), mm(150.0)) {
        let middle = page.w() / 2.0;
        page.text_centre(middle, y, &bold, &part);
        y += bold.leading();
    }
    let code = life.office.town.post_code(rng, day.year() < 1992);
    let town = life.office.town.name(lang);
    let line = match lang {
        Lang::Ru => format!(
            "{code}, г. {town}, ул. {}, 1, тел. {}-{}-{}",
            life.address.street(lang, day.year()),
            rng.int(2, 9),
            rng.int(10, 99),
            rng.int(10, 99)
        ),
        Lang::Uk => format!(
            "{code}, м. {town}, вул. {}, 1, тел. {}-{}-{}, код ЄДРПОУ {}",
            life.address.street(lang, day.year()),
            rng.int(2, 9),
            rng.int(10, 99),
            rng.int(10, 99),
            life.office.edrpou
        ),
    };
    let middle = page.w() / 2.0;
    page.text_centre(middle, y, &small, &line);
    page.rule(mm(22.0), y + mm(3.0), page.w() - mm(16.0), y + mm(3.0), 3.0);
    y += mm(13.0);
    let when = dates::any(rng, day, lang);
    let head = if rng.chance(0.5) {
        format!("{when}  № {number}")
    } else {
        format!("№ {number} {} {when}", if lang == Lang::Ru { "от" } else { "від" })
    };
    let mut left = y;
    for part in desk::cut(&body, &head, mm(80.0), mm(80.0)) {
        page.text(mm(24.0), left, &body, &part);
        left += body.leading();
    }
    page.next_region();
    let (recipient, address) = addressee(life, job, lang, day, inquiry);
    let mut right = desk::text_block(&mut page, mm(112.0), y, mm(82.0), &body, 0.0, &recipient);
    right = desk::text_block(&mut page, mm(112.0), right + mm(1.0), mm(82.0), &body, 0.0, &address);
    page.next_region();
    y = right + mm(12.0);
    if lang == Lang::Uk && rng.chance(0.5) {
        let title = if inquiry {
            one(rng, &["Про підтвердження стажу роботи", "Щодо надання довідки"])
        } else {
            "Про розгляд заяви"
        };
        page.text(mm(24.0), y, &body, title);
        y += mm(11.0);
    }
    for paragraph in text(rng, life, job, lang, day, inquiry) {
        y = desk::text_block(&mut page, mm(24.0), y, mm(170.0), &body, mm(12.0), &paragraph) + mm(2.5);
    }
    y += mm(14.0);
    let post = match lang {
        Lang::Ru => one(rng, &["Заведующий отделом", "Зав. отделом соцобеспечения"]),
        Lang::Uk => one(rng, &["Начальник управління", "Заступник начальника", "Начальник відділу"]),
    };
    desk::sign(&mut page, y, mm(24.0), mm(168.0), &body, post, &life.pension.head.signed(lang));
    let clerk = &life.pension.inspector;
    let low = page.h() - mm(20.0);
    page.text(
        mm(24.0),
        low,
        &small,
        &format!("{} {}", if lang == Lang::Ru { "Исп." } else { "Вик." }, clerk.short(lang)),
    );
    if rng.chance(0.35) {
        desk::arrival(&mut page, rng, (150.0, 250.0), &office, lang, day + time::Duration::days(6));
    }
    person_fields(&mut fields, &life.person_on(KIND), lang, false);
    fields.set("document_number", number);
    fields.set("issue_date", dates::iso(day));
    fields.set("organisation", office);
    fields.set("recipient", recipient);
    Paper { kind: KIND, fields, sheets: vec![page] }
}

fn addressee(life: &Life, job: &Job, lang: Lang, day: Date, inquiry: bool) -> (String, String) {
    if inquiry {
        let town = job.firm.town.name(lang);
        let city = if lang == Lang::Ru { "г." } else { "м." };
        let head = if lang == Lang::Ru { "Директору" } else { "Керівнику" };
        return (format!("{head} {}", job.firm.genitive.get(lang)), format!("{city} {town}"));
    }
    (life.person_on(KIND).full(lang, Case::Dat), life.address.line(lang, day.year()))
}

fn text(rng: &mut Rng, life: &Life, job: &Job, lang: Lang, day: Date, inquiry: bool) -> Vec<String> {
    let person = life.person_on(KIND);
    let (gen_, dat) = (person.full(lang, Case::Gen), person.full(lang, Case::Dat));
    let years = format!("{}-{}", job.from.year(), job.to.year());
    let case = &life.pension.case_number;
    match (lang, inquiry) {
        (Lang::Ru, true) => vec![
            match rng.index(3) {
                0 => format!(
                    "Для решения вопроса о назначении пенсии просим выслать справку о заработке {gen_} за {years} годы."
                ),
                1 => format!(
                    "Просим подтвердить период работы {gen_} на Вашем предприятии в {years} годах, так как в трудовой книжке печать неразборчива."
                ),
                _ => format!(
                    "В связи с назначением пенсии {dat} просим сообщить номера и даты приказов о приеме и увольнении за {years} годы."
                ),
            },
            "Ответ просим дать в десятидневный срок.".to_string(),
        ],
        (Lang::Uk, true) => vec![
            match rng.index(3) {
                0 => format!(
                    "Для вирішення питання про призначення пенсії просимо надіслати довідку про заробітну плату {gen_} за {years} роки."
                ),
                1 => format!(
                    "Просимо підтвердити період роботи {gen_} на Вашому підприємстві у {years} роках, оскільки відбиток печатки в трудовій книжці нечіткий."
                ),
                _ => format!(
                    "У зв'язку з призначенням пенсії {dat} просимо повідомити номери та дати наказів про прийняття і звільнення за {years} роки."
                ),
            },
            "Відповідь просимо надати у десятиденний строк.".to_string(),
        ],
        (Lang::Ru, false) => vec![match rng.index(3) {
            0 => format!(
                "Сообщаем, что Ваше заявление рассмотрено. Пенсия назначена с {}, пенсионное дело № {case}.",
                dates::middling(life.pension.start, lang)
            ),
            1 => format!(
                "На Ваше заявление сообщаем, что для перерасчета пенсии необходимо представить справку о заработке за {years} годы."
            ),
            _ => format!(
                "Отдел социального обеспечения уведомляет Вас о том, что по пенсионному делу № {case} произведен перерасчет."
            ),
        }],
        (Lang::Uk, false) => vec![
            match rng.index(3) {
                0 => format!(
                    "Повідомляємо, що Вашу заяву розглянуто. Пенсію призначено з {}, пенсійна справа № {case}.",
                    dates::middling(life.pension.start, lang)
                ),
                1 => format!(
                    "На Вашу заяву повідомляємо, що для перерахунку пенсії необхідно подати довідку про заробітну плату за {years} роки."
                ),
                _ => format!(
                    "Повідомляємо, що за матеріалами пенсійної справи № {case} станом на {} проведено перерахунок пенсії.",
                    dates::dotted(day)
                ),
            },
            "Рішення може бути оскаржене у встановленому законодавством порядку.".to_string(),
        ],
    }
}
