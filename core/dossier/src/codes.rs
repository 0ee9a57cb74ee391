//! Codes with inner proof: tax number, ЄДРПОУ, IBAN, УНЗР, passports, certificates. Reading them off paper
//! tolerates look-alike characters and says when it did; it knows no page and no label.

pub mod alike;
pub mod papers;
pub mod registry;
pub mod tax;

pub use alike::{Coded, numeric, to_cyrillic, to_latin};
pub use papers::{PaperNumber, civil_paper, diploma, identity_card, passport, workbook};
pub use registry::{edrpou, edrpou_holds, iban, iban_holds, unzr, unzr_holds};
pub use tax::{Sex, birth_date, number_of_day, sex, tax_number, tax_number_holds};
