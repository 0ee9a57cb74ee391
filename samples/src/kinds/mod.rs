//! The papers of a dossier: for each kind, the layouts it has had and the truth of what they say.
//!
//! A kind draws with the canvas of `paper` and reads a `Life`. It knows nothing of wear, scans and files.
//! Sheet numbers in pencil are drawn here, because the inventory must agree with them;
//! the cover, the inventory and pages with `back` set carry none.

mod archival_certificate;
mod bank_account_application;
mod birth_certificate;
mod case_cover;
mod certifying_sheet;
mod civil;
mod correspondence;
mod death_certificate;
mod desk;
mod disability_certificate;
mod education_diploma;
mod employment_certificate;
mod employment_record_book;
mod gathering;
mod insurance_record_ok5;
mod inventory;
mod marriage_certificate;
mod military_record;
mod other;
mod passport;
mod pension_application;
mod pension_decision;
mod salary_certificate;
mod tax_number_certificate;

pub use gathering::{dossier_documents, dossier_within};

#[cfg(test)]
mod tests;
