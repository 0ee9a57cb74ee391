//! The certificate of death: of the person, or of the one who fed the family.

use super::civil;
use super::desk::person_fields;
use crate::decline::Lang;
use crate::life::{Life, PensionKind, Record};
use crate::paper::Rng;
use crate::phrases::dates;
use crate::truth::{Fields, Paper};

const KIND: &str = "death_certificate";

pub fn draw(rng: &mut Rng, life: &Life, death: &Record) -> Paper {
    let mut fields = Fields::new();
    let own = life.person_on(KIND);
    let dead = match &life.spouse {
        Some(spouse) if life.pension.kind == PensionKind::Survivor => spouse.clone(),
        _ => own,
    };
    let mut paper = civil::begin(rng, life, death, ["СВИДЕТЕЛЬСТВО\nО СМЕРТИ", "СВІДОЦТВО\nПРО СМЕРТЬ"]);
    let (lang, by_hand, soviet) = (paper.lang, paper.by_hand, paper.soviet());
    let (figures, words) = paper.day(death.date);
    let town = &life.office.town;
    let place = match lang {
        Lang::Uk => format!("м. {} {} області", town.name(lang), town.oblast_genitive(lang)),
        Lang::Ru => format!("г. {} {} области", town.name(lang), town.oblast_genitive(lang)),
    };
    let age = death.date.year() - dead.birth.year() - i32::from(death.date.ordinal() < dead.birth.ordinal());
    let mut form = paper.form(if soviet { 52.0 } else { 66.0 });
    let given = format!("{} {}", dead.given.get(lang), dead.patronymic.get(lang));
    if soviet {
        form.row("Гражданин(ка)", &dead.surname(lang), "(фамилия)");
        form.row("", &given, "(имя, отчество)");
        form.row("умер(ла)", &figures, "");
        form.long("", &words, 1, "(число, месяц, год цифрами и прописью)");
        form.row("в возрасте", &format!("{age} лет"), "");
        form.long("Место смерти", &place, 1, "");
    } else {
        form.row("Прізвище", &dead.surname(lang), "");
        form.row("Ім'я, по батькові", &given, "");
        form.row("помер(ла)", &figures, "");
        form.long("", &words, 1, "(число, місяць, рік цифрами та словами)");
        form.row("у віці", &format!("{age} років"), "");
        form.long("Місце смерті", &place, 1, "");
    }
    let y = form.y;
    person_fields(&mut fields, &dead, lang, by_hand);
    fields.put("death_date", dates::iso(death.date), by_hand);
    fields.put("death_place", place, by_hand);
    let page = paper.finish(life, death, y, &mut fields);
    Paper { kind: KIND, fields, sheets: vec![page] }
}
