//! Which papers a file has and in what order they are sewn, with their sheet numbers.
//!
//! Knows the kinds by name, nothing of their layouts.

use super::inventory::Entry;
use super::pension_decision::Grant;
use super::*;
use crate::life::{self, Life, PensionKind};
use crate::paper::Rng;
use crate::truth::Paper;
use time::{Date, Duration};

/// A file is 8 to 40 sheets; the cover, the inventory and the last sheet among them.
const MOST_SHEETS: usize = 38;

/// A plausible file of this life, in the order it is sewn.
pub fn dossier_documents(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    dossier_within(rng, life, MOST_SHEETS)
}

/// A file of at most about `most` sheets, with the cover, the inventory and the last sheet beside them.
/// Shortening here, and not afterwards, keeps the inventory and the sheet numbers true.
pub fn dossier_within(rng: &mut Rng, life: &Life, most: usize) -> Vec<Paper> {
    let mut papers = grant(rng, life);
    papers.extend(person(rng, life));
    papers.extend(work(rng, life));
    papers.extend(later(rng, life));
    while sheets(&papers) + 3 > most && papers.len() > 4 {
        let count = |kind: &str| papers.iter().filter(|paper| paper.kind == kind).count();
        // A second one of a kind goes before the only one.
        let spare = papers.iter().rposition(|paper| SPARE.contains(&paper.kind) && count(paper.kind) > 1);
        // The decision and the claim stay.
        papers.remove(spare.unwrap_or_else(|| rng.int(2, papers.len() as i64 - 1) as usize));
    }
    sew(rng, life, papers)
}

/// Kinds of which a file may have one fewer.
const SPARE: [&str; 5] =
    ["correspondence", "other", "archival_certificate", "salary_certificate", "employment_certificate"];

fn sheets(papers: &[Paper]) -> usize {
    papers.iter().map(|paper| paper.sheets.len()).sum()
}

/// The decision and the claim it answers.
fn grant(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    vec![
        pension_decision::draw(rng, life, pension_decision::first(life)),
        pension_application::draw(rng, life),
    ]
}

/// Papers of the person and the family.
fn person(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    let applied = life.pension.applied;
    let last = life.last_day();
    let mut papers = vec![passport::draw(rng, life, applied)];
    if last > life.tax_date {
        papers.push(tax_number_certificate::draw(rng, life));
    }
    if rng.chance(0.35) {
        papers.push(birth_certificate::draw(rng, life));
    }
    if let (Some(spouse), Some(marriage)) = (&life.spouse, &life.marriage)
        && (life.maiden.is_some() || rng.chance(0.3))
    {
        papers.push(marriage_certificate::draw(rng, life, spouse, marriage));
    }
    if let Some(education) = life.education.as_ref().filter(|_| rng.chance(0.8)) {
        papers.push(education_diploma::draw(rng, life, education));
    }
    if let Some(military) = life.military.as_ref().filter(|_| rng.chance(0.8)) {
        let day = life::working(applied - Duration::days(rng.int(20, 400)));
        papers.push(military_record::draw(rng, life, military, day));
    }
    if let Some(disability) = &life.disability {
        papers.push(disability_certificate::draw(rng, life, disability));
    }
    if let Some(death) = life.death.as_ref().filter(|_| life.pension.kind == PensionKind::Survivor) {
        papers.push(death_certificate::draw(rng, life, death));
    }
    papers
}

/// The workbook and what firms and archives certify.
fn work(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    let applied = life.pension.applied;
    let mut papers = vec![employment_record_book::draw(rng, life)];
    let mut paid = 0;
    // Some files hold every scrap of paper, most hold what the law asks for.
    let thorough = if rng.chance(0.25) { 2.4 } else { 1.0 };
    for job in &life.jobs {
        let issued = life::working(applied - Duration::days(rng.int(10, 240)));
        if job.to >= issued {
            continue;
        }
        let (_, months) = salary_certificate::best_money(life, job);
        if months >= 12 && paid < if thorough > 1.0 { 4 } else { 2 } && rng.chance(0.6 * thorough) {
            papers.push(salary_certificate::draw(rng, life, job, issued));
            paid += 1;
        }
        if job.in_hot_shop() || rng.chance(0.22 * thorough) {
            papers.push(employment_certificate::draw(rng, life, job, issued));
        }
        if months >= 6 && rng.chance(0.25 * thorough) {
            papers.push(archival_certificate::draw(rng, life, job, issued));
        }
    }
    if paid == 0
        && let Some(job) = life.jobs.iter().max_by_key(|job| salary_certificate::best_money(life, job).1)
    {
        let issued = life::working((job.to + Duration::days(20)).max(applied - Duration::days(60)));
        papers.push(salary_certificate::draw(rng, life, job, issued));
    }
    papers.extend(insurance_record_ok5::draw(rng, life, applied));
    papers
}

/// What came into the file in the years of payment.
fn later(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    let pension = &life.pension;
    let last = life.last_day();
    let mut papers = Vec::new();
    if rng.chance(0.55) {
        let day = life::working(pension.applied + Duration::days(rng.int(2, 5)));
        papers.push(correspondence::draw(rng, life, day));
    }
    for (start, amount) in &pension.recalculated {
        let day = life::working(*start + Duration::days(rng.int(5, 25)));
        if day < last {
            papers.push(pension_decision::draw(
                rng,
                life,
                Grant { day, start: *start, amount: *amount, again: true },
            ));
        }
    }
    if rng.chance(0.45) {
        let day = life::working(pension.decided + Duration::days(rng.int(60, 4000))).min(last);
        papers.push(other::draw(rng, life, day));
    }
    let replaced = pension.applied < life.booklet.issued && last > life.booklet.issued;
    if replaced && rng.chance(0.6) {
        papers.push(passport::draw(rng, life, life.booklet.issued));
    }
    if last > life.bank_account_date && rng.chance(0.75) {
        papers.push(bank_account_application::draw(rng, life));
    }
    if rng.chance(0.3) {
        let day = life::working(pension.decided + Duration::days(rng.int(200, 5000))).min(last);
        papers.push(correspondence::draw(rng, life, day));
    }
    if let Some(death) = life.death.as_ref().filter(|_| pension.kind != PensionKind::Survivor) {
        papers.push(death_certificate::draw(rng, life, death));
    }
    papers
}

/// Numbers the sheets in pencil and adds the cover, the inventory and the last sheet.
fn sew(rng: &mut Rng, life: &Life, mut papers: Vec<Paper>) -> Vec<Paper> {
    let mut number: i64 = 0;
    let mut entries = Vec::new();
    for paper in &mut papers {
        let from = number + 1;
        for page in &mut paper.sheets {
            if !page.back {
                number += 1;
                page.sheet_number(number as u32);
                if rng.chance(0.12) {
                    desk::remark(page, rng);
                }
            }
        }
        entries.push(Entry { kind: paper.kind, date: date_of(paper), from, to: number });
    }
    let closed = life::working(life.pension.decided + Duration::days(rng.int(0, 10)));
    let closed = papers.iter().filter_map(date_of).max().map_or(closed, |latest| closed.max(latest));
    let mut file = vec![case_cover::draw(rng, life)];
    if rng.chance(0.85) {
        file.push(inventory::draw(rng, life, &entries, closed));
    }
    file.append(&mut papers);
    if rng.chance(0.7) {
        file.push(certifying_sheet::draw(rng, life, number, closed));
    }
    file
}

/// The day a paper bears, as the inventory has it.
fn date_of(paper: &Paper) -> Option<Date> {
    let values = &paper.fields.values;
    let text = values.get("issue_date").or_else(|| values.get("application_date"))?.as_str()?;
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}
