//! The engine's tests with real Tesseract, real PDFium and real children. One program, so that it links once.

mod common;
mod decoders;
#[cfg(feature = "faults")]
mod faults;
mod fuzz;
mod hostile;
mod marks;
mod odd;
