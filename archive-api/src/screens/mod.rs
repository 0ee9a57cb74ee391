//! One screen, one file here and one template of the same name. Pieces that scripts swap are templates whose names
//! begin with `_`; texts stand in `core/words/{uk,en}/<screen>.ftl`.

pub mod arbiter;
pub mod audit;
pub mod batch;
pub mod batch_page;
pub mod batches;
pub mod concern_acts;
pub mod concerns;
pub mod copies;
pub mod dossier;
mod dossier_head;
pub mod dossier_names;
pub mod dossier_tabs;
pub mod first;
pub mod help;
mod hits;
pub mod home;
pub mod lost;
pub mod me;
pub mod page_acts;
pub mod page_ink;
pub mod problem;
pub mod purpose;
pub mod rescans;
pub mod search;
pub mod sign_in;
pub mod upload;
pub mod upload_parts;
pub mod users;
pub mod verify;
pub mod verify_finish;
pub mod verify_ink;
mod verify_parts;
mod verify_sheet;
pub mod verify_value;
mod wall;
pub mod wall_acts;
