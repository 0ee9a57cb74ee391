//! Files in the formats scanners write.
//! Knows sheets of pixels, nothing of what stands on them.

mod layer;
mod pdf;
mod picture;
mod tiff;

pub use pdf::pdf;
pub use picture::{jpeg, png};
pub use tiff::{Packing, tiff};

use std::fmt;

/// An encoder refused pixels it should take.
#[derive(Debug)]
pub struct EncodeError(pub String);

impl fmt::Display for EncodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "cannot encode a page: {}", self.0)
    }
}

impl std::error::Error for EncodeError {}

impl EncodeError {
    fn of(error: impl fmt::Display) -> EncodeError {
        EncodeError(error.to_string())
    }
}
