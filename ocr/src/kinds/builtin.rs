//! The kind files built into the executable.

use std::sync::LazyLock;

use super::Kind;
use super::file::{CommonFile, FieldFile, parse};
use super::finding::KindFinding;

const COMMON: &str = include_str!("../../kinds/common.toml");

const FILES: [(&str, &str); 29] = [
    ("archival_certificate.toml", include_str!("../../kinds/archival_certificate.toml")),
    ("bank_account_application.toml", include_str!("../../kinds/bank_account_application.toml")),
    ("birth_certificate.toml", include_str!("../../kinds/birth_certificate.toml")),
    ("case_cover.toml", include_str!("../../kinds/case_cover.toml")),
    ("certifying_sheet.toml", include_str!("../../kinds/certifying_sheet.toml")),
    ("correspondence.toml", include_str!("../../kinds/correspondence.toml")),
    ("court_ruling.toml", include_str!("../../kinds/court_ruling.toml")),
    ("death_certificate.toml", include_str!("../../kinds/death_certificate.toml")),
    ("disability_certificate.toml", include_str!("../../kinds/disability_certificate.toml")),
    ("education_diploma.toml", include_str!("../../kinds/education_diploma.toml")),
    ("employment_certificate.toml", include_str!("../../kinds/employment_certificate.toml")),
    ("employment_record_book.toml", include_str!("../../kinds/employment_record_book.toml")),
    ("family_certificate.toml", include_str!("../../kinds/family_certificate.toml")),
    ("insurance_record_ok5.toml", include_str!("../../kinds/insurance_record_ok5.toml")),
    ("inventory.toml", include_str!("../../kinds/inventory.toml")),
    ("marriage_certificate.toml", include_str!("../../kinds/marriage_certificate.toml")),
    ("military_record.toml", include_str!("../../kinds/military_record.toml")),
    ("passport.toml", include_str!("../../kinds/passport.toml")),
    ("payment_account.toml", include_str!("../../kinds/payment_account.toml")),
    ("pension_application.toml", include_str!("../../kinds/pension_application.toml")),
    ("pension_certificate.toml", include_str!("../../kinds/pension_certificate.toml")),
    ("pension_decision.toml", include_str!("../../kinds/pension_decision.toml")),
    ("power_of_attorney.toml", include_str!("../../kinds/power_of_attorney.toml")),
    ("receipt.toml", include_str!("../../kinds/receipt.toml")),
    ("salary_certificate.toml", include_str!("../../kinds/salary_certificate.toml")),
    ("status_certificate.toml", include_str!("../../kinds/status_certificate.toml")),
    ("tax_number_certificate.toml", include_str!("../../kinds/tax_number_certificate.toml")),
    ("witness_statement.toml", include_str!("../../kinds/witness_statement.toml")),
    ("other.toml", include_str!("../../kinds/other.toml")),
];

static FIELDS: LazyLock<Vec<FieldFile>> = LazyLock::new(|| {
    let file: CommonFile = toml::from_str(COMMON).expect("the built-in common file is checked by a test");
    file.fields
});

/// Fields that look alike on every paper.
pub fn common() -> &'static [FieldFile] {
    &FIELDS
}

/// All built-in kinds, and what is wrong with them (a test holds that nothing is).
pub fn load() -> (Vec<Kind>, Vec<KindFinding>) {
    let mut kinds = Vec::new();
    let mut findings = Vec::new();
    for (name, text) in FILES {
        match parse(text, common()) {
            Ok(kind) => kinds.push(kind),
            Err(problem) => findings.push(KindFinding { file: name.to_owned(), problem }),
        }
    }
    (kinds, findings)
}
