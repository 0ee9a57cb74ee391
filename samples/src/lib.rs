//! Generator of invented dossiers with truth.

pub mod paper;
pub mod truth;
