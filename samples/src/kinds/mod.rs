//! The papers of a dossier: for each kind, the layouts it has had and the truth of what they say.
//!
//! A kind draws with the canvas of `paper` and reads a `Life`. It knows nothing of wear, scans and files.
//! Sheet numbers in pencil are drawn here, by `dossier_documents`, because the inventory must agree with them;
//! the cover and pages with `back` set carry none.

mod archival_certificate;
mod bank_account_application;
mod case_cover;
mod desk;
mod employment_certificate;
mod employment_record_book;
mod passport;
mod pension_application;
mod salary_certificate;
mod tax_number_certificate;

use crate::life::Life;
use crate::paper::Rng;
use crate::truth::Paper;

/// A plausible file of this life, in the order it is sewn.
pub fn dossier_documents(rng: &mut Rng, life: &Life) -> Vec<Paper> {
    let day = life.pension.applied;
    let mut papers = vec![case_cover::draw(rng, life), pension_application::draw(rng, life), passport::draw(rng, life, day)];
    if life.last_day() > life.bank_account_date {
        papers.push(bank_account_application::draw(rng, life));
    }
    if life.last_day() > life.tax_date {
        papers.push(tax_number_certificate::draw(rng, life));
    }
    papers.push(employment_record_book::draw(rng, life));
    for job in &life.jobs {
        let issued = day - time::Duration::days(rng.int(10, 200));
        if job.to < issued {
            papers.push(salary_certificate::draw(rng, life, job, issued));
            papers.push(employment_certificate::draw(rng, life, job, issued));
            papers.push(archival_certificate::draw(rng, life, job, issued));
        }
    }
    papers
}
