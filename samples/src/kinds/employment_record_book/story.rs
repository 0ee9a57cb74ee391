//! The entries of the book, job by job, in the words of personnel officers.
//!
//! Knows no layout.

use super::super::desk::{self, one};
use super::Line;
use crate::decline::{Case, Lang};
use crate::life::{Job, Life};
use crate::paper::{Hand, Rng};
use crate::phrases::dates;
use crate::truth::Fields;
use serde_json::json;
use time::Date;

fn reason(rng: &mut Rng, job: &Job, lang: Lang, day: Date) -> String {
    let soviet = day.year() < 1972;
    match (lang, job.reason) {
        (Lang::Ru, 0) if soviet => "Уволен{а} по собственному желанию, ст. 46 КЗоТ УССР".into(),
        (Lang::Ru, 0) => one(
            rng,
            &[
                "Уволен{а} по собственному желанию, ст. 38 КЗоТ УССР",
                "Уволен{а} с работы по собственному желанию (ст. 38 КЗоТ УССР)",
            ],
        )
        .into(),
        (Lang::Ru, 1) => one(
            rng,
            &[
                "Уволен{а} в порядке перевода, ст. 36 п. 5 КЗоТ УССР",
                "Уволен{а} переводом на другое предприятие, п. 5 ст. 36 КЗоТ УССР",
            ],
        )
        .into(),
        (Lang::Ru, 2) => "Уволен{а} по сокращению штатов, ст. 40 п. 1 КЗоТ УССР".into(),
        (Lang::Ru, _) => "Уволен{а} в связи с уходом на пенсию, ст. 38 КЗоТ УССР".into(),
        (Lang::Uk, 0) => one(
            rng,
            &[
                "Звільнен{ий} за власним бажанням, ст. 38 КЗпП України",
                "Звільнен{ий} з роботи за власним бажанням (ст. 38 КЗпП України)",
            ],
        )
        .into(),
        (Lang::Uk, 1) => "Звільнен{ий} у порядку переведення, п. 5 ст. 36 КЗпП України".into(),
        (Lang::Uk, 2) => "Звільнен{ий} у зв'язку зі скороченням штату, п. 1 ст. 40 КЗпП України".into(),
        (Lang::Uk, _) => "Звільнен{ий} у зв'язку з виходом на пенсію, ст. 38 КЗпП України".into(),
    }
}

fn hired(rng: &mut Rng, job: &Job, lang: Lang) -> String {
    let (gen_, ins) = (job.post(lang, Case::Gen), job.post(lang, Case::Ins));
    match (lang, rng.index(3)) {
        (Lang::Ru, 0) => format!("Принят{{а}} на должность {gen_}"),
        (Lang::Ru, 1) => format!("Принят{{а}} на работу {ins}"),
        (Lang::Ru, _) => format!("Зачислен{{а}} {ins}"),
        (Lang::Uk, 0) => format!("Прийнят{{ий}} на посаду {gen_}"),
        (Lang::Uk, 1) => format!("Прийнят{{ий}} на роботу {ins}"),
        (Lang::Uk, _) => format!("Зарахован{{ий}} {ins}"),
    }
}

/// The endings that agree with the holder.
fn agree(text: &str, woman: bool) -> String {
    text.replace("{а}", if woman { "а" } else { "" }).replace("{ий}", if woman { "а" } else { "ий" })
}

pub fn story(rng: &mut Rng, life: &Life, fields: &mut Fields) -> (Vec<Line>, Vec<Hand>) {
    let woman = life.person.sex == crate::decline::Sex::F;
    let mut lines = Vec::new();
    let mut periods = Vec::new();
    let mut hands = Vec::new();
    let mut number = 0;
    for job in &life.jobs {
        let lang = Job::lang_at(job.from);
        let hand = hands.len();
        hands.push(small_hand(rng));
        hands.push(small_hand(rng));
        lines.push(Line::Heading(job.organisation(lang).to_string()));
        number += 1;
        lines.push(Line::Entry {
            number,
            day: job.from,
            text: agree(&hired(rng, job, lang), woman),
            basis: order(rng, lang, job.hired_by, job.hire_order),
            hand,
        });
        if let Some((day, grade, by)) = job.raised {
            let lang = Job::lang_at(day);
            number += 1;
            let post = job.post(lang, Case::Gen);
            let text = if lang == Lang::Ru {
                format!("Присвоен {grade}-й разряд {post}")
            } else {
                format!("Присвоєно {grade} розряд {post}")
            };
            lines.push(Line::Entry { number, day, text, basis: order(rng, lang, by, day), hand });
        }
        let end = Job::lang_at(job.to);
        number += 1;
        lines.push(Line::Entry {
            number,
            day: job.to,
            text: agree(&reason(rng, job, end, job.to), woman),
            basis: order(rng, end, job.left_by, job.leave_order),
            hand: hand + 1,
        });
        let post = match end {
            Lang::Ru => one(rng, &["Нач. ОК", "Начальник ОК", "Инспектор ОК"]),
            Lang::Uk => one(rng, &["Нач. ВК", "Начальник ВК", "Інспектор з кадрів"]),
        };
        lines.push(Line::Stamp {
            post: post.to_string(),
            name: job.personnel.short(end),
            ring: desk::ring(end, job.organisation(end), job.to),
            hand: hand + 1,
        });
        periods.push(json!({
            "from": dates::iso(job.from), "to": dates::iso(job.to),
            "position": job.post(lang, Case::Nom), "organisation": job.organisation(lang),
        }));
    }
    fields.list("employment_periods", periods, true);
    (lines, hands)
}

pub fn small_hand(rng: &mut Rng) -> Hand {
    let mut hand = Hand::random(rng);
    hand.size *= 0.78;
    hand
}

fn order(rng: &mut Rng, lang: Lang, number: i64, day: Date) -> String {
    let (word, from) = if lang == Lang::Ru {
        (one(rng, &["Приказ", "Пр.", "Приказ"]), "от")
    } else {
        (one(rng, &["Наказ", "Нак."]), "від")
    };
    format!("{word} № {number} {from} {}", dates::dotted(day))
}
