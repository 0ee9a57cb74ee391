//! The certificate of marriage: names before and after.

use super::civil;
use crate::decline::{Case, Lang, Sex};
use crate::life::{Life, Record};
use crate::paper::Rng;
use crate::people::Person;
use crate::phrases::dates;
use crate::truth::{Fields, Paper};
use time::Date;

const KIND: &str = "marriage_certificate";

pub fn draw(rng: &mut Rng, life: &Life, spouse: &Person, marriage: &Record) -> Paper {
    let mut fields = Fields::new();
    let before = life.person_then(KIND, marriage.date - time::Duration::days(1));
    let (husband, wife) = match before.sex {
        Sex::M => (before, spouse.clone()),
        Sex::F => (spouse.clone(), before),
    };
    // A husband of the file's person takes his wife into his surname.
    let family = match life.person.sex {
        Sex::M => husband.base.clone(),
        Sex::F => life.person.base.clone(),
    };
    let wife_after = wife.renamed(family);
    let title = if marriage.issued.year() < 2003 {
        "СВІДОЦТВО\nПРО ОДРУЖЕННЯ"
    } else {
        "СВІДОЦТВО\nПРО ШЛЮБ"
    };
    let old = super::desk::one(rng, &["СВИДЕТЕЛЬСТВО\nО БРАКЕ", "СВИДЕТЕЛЬСТВО\nО ЗАКЛЮЧЕНИИ БРАКА"]);
    let mut paper = civil::begin(rng, life, marriage, [old, title]);
    let (lang, by_hand, soviet) = (paper.lang, paper.by_hand, paper.soviet());
    let (figures, words) = paper.day(marriage.date);
    let (his, hers) = (husband.nominative(lang), wife.nominative(lang));
    let (his_after, hers_after) =
        (husband.surname_in(lang, Case::Nom), wife_after.surname_in(lang, Case::Nom));
    let mut form = paper.form(if soviet { 50.0 } else { 62.0 });
    let born = |day: Date| dates::dotted(day);
    match lang {
        Lang::Ru => {
            form.row("Гражданин", &his, "(фамилия, имя, отчество)");
            form.row("родившийся", &born(husband.birth), "");
            form.row("и гражданка", &hers, "(фамилия, имя, отчество)");
            form.row("родившаяся", &born(wife.birth), "");
            form.row("заключили брак", &figures, "");
            form.long("", &words, 1, "(число, месяц, год цифрами и прописью)");
            form.row("После заключения брака присвоены фамилии: мужу", &his_after, "");
            form.row("жене", &hers_after, "");
        }
        Lang::Uk => {
            form.row("Громадянин", &his, "(прізвище, ім'я, по батькові)");
            form.row("народився", &born(husband.birth), "");
            form.row("і громадянка", &hers, "(прізвище, ім'я, по батькові)");
            form.row("народилася", &born(wife.birth), "");
            form.row("уклали шлюб", &figures, "");
            form.long("", &words, 1, "(число, місяць, рік цифрами та словами)");
            form.row("Прізвище після державної реєстрації шлюбу: чоловіка", &his_after, "");
            form.row("дружини", &hers_after, "");
        }
    }
    let y = form.y;
    fields.put("husband_full_name", his, by_hand);
    fields.put("wife_full_name", hers, by_hand);
    fields.put("marriage_date", dates::iso(marriage.date), by_hand);
    fields.put("husband_surname_after", his_after, by_hand);
    fields.put("wife_surname_after", hers_after, by_hand);
    let page = paper.finish(life, marriage, y, &mut fields);
    Paper { kind: KIND, fields, sheets: vec![page] }
}
