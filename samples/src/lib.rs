//! Generator of invented dossiers with truth.

pub mod bad;
pub mod bundle;
pub mod codes;
pub mod decline;
pub mod fixtures;
pub mod kinds;
pub mod life;
pub mod paper;
pub mod people;
pub mod phrases;
pub mod places;
pub mod scan;
pub mod separator;
pub mod store;
pub mod truth;
pub mod wear;
