//! The vocabulary of the house: types and pure rules. It reads no file, asks no clock, knows no database.
//!
//! Words are those of `docs/glossary.md`. Whatever stands here is the same for every station.

pub mod access;
pub mod alto;
pub mod audit;
pub mod codes;
pub mod concern;
pub mod date;
pub mod digest;
pub mod field;
pub mod geometry;
pub mod id;
pub mod manifest;
pub mod page;
pub mod recognition;
pub mod results;
pub mod settle;
pub mod stage;
pub mod state;
pub mod value;

pub use digest::Digest;
pub use geometry::{PixelBox, Rotation};
pub use id::*;
