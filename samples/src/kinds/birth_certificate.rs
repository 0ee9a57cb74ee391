//! The certificate of birth.

use super::civil;
use super::desk::person_fields;
use crate::life::Life;
use crate::paper::Rng;
use crate::phrases::dates;
use crate::truth::{Fields, Paper};

const KIND: &str = "birth_certificate";

pub fn draw(rng: &mut Rng, life: &Life) -> Paper {
    let mut fields = Fields::new();
    let mut record = life.birth_record.clone();
    // Many a certificate is a second one, issued when the pension was near.
    if rng.chance(0.35) {
        record.issued = crate::life::working(life.pension.applied - time::Duration::days(rng.int(40, 700)));
        record.series = crate::codes::civil_series(rng, record.issued.year() < 1992);
    }
    let child = life.person_then(KIND, life.birth_record.date);
    let mut paper =
        civil::begin(rng, life, &record, ["СВИДЕТЕЛЬСТВО\nО РОЖДЕНИИ", "СВІДОЦТВО\nПРО НАРОДЖЕННЯ"]);
    let (lang, by_hand, soviet) = (paper.lang, paper.by_hand, paper.soviet());
    let (figures, words) = paper.day(child.birth);
    let place = life.birthplace.line(lang);
    let (father, mother) = (life.father.nominative(lang), life.mother.nominative(lang));
    let mut form = paper.form(if soviet { 50.0 } else { 62.0 });
    if soviet {
        form.row("Гражданин(ка)", &child.surname(lang), "(фамилия)");
        form.row("", &format!("{} {}", child.given.get(lang), child.patronymic.get(lang)), "(имя, отчество)");
        form.row("родился(лась)", &figures, "");
        form.long("", &words, 1, "(число, месяц, год цифрами и прописью)");
        form.long("Место рождения", &place, 2, "");
        form.row("Родители: отец", &father, "(фамилия, имя, отчество)");
        form.row("мать", &mother, "(фамилия, имя, отчество)");
    } else {
        form.row("Прізвище", &child.surname(lang), "");
        form.row("Ім'я", child.given.get(lang), "");
        form.row("По батькові", child.patronymic.get(lang), "");
        form.row("народився(лася)", &figures, "");
        form.long("", &words, 1, "(число, місяць, рік цифрами та словами)");
        form.long("Місце народження", &place, 2, "");
        form.row("Батько", &father, "(прізвище, ім'я, по батькові)");
        form.row("Мати", &mother, "(прізвище, ім'я, по батькові)");
    }
    let y = form.y;
    person_fields(&mut fields, &child, lang, by_hand);
    fields.put("birth_date", dates::iso(child.birth), by_hand);
    fields.put("birth_place", place, by_hand);
    fields.put("father_full_name", father, by_hand);
    fields.put("mother_full_name", mother, by_hand);
    let page = paper.finish(life, &record, y, &mut fields);
    Paper { kind: KIND, fields, sheets: vec![page] }
}
