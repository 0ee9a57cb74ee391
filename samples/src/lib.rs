//! Generator of invented dossiers with truth.

pub mod paper;
pub mod truth;
pub mod codes;
pub mod decline;
pub mod kinds;
pub mod life;
pub mod people;
pub mod phrases;
pub mod places;
pub mod wear;
pub mod scan;
pub mod bad;
pub mod bundle;
pub mod fixtures;
pub mod separator;
pub mod store;
