//! The index over real Tantivy, a real register and a real storage folder, in temporary folders.

mod answers;
mod common;
mod filed;
mod line;
mod questions;
