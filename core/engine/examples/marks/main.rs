//! Fits `models/script.json`: what tells print, typing, a hand and a stamp apart, from generated pages with truth.
//!
//! ```text
//! marks read libpdfium.so DIR > lines.jsonl     a folder that `samples` wrote: every line with its measures and truth
//! marks fit models/script.json lines.jsonl...   fits both judges on all lines of the files
//! marks measure models/script.json lines.jsonl  precision and recall on lines it was not fitted on
//! ```
//! Run with `cargo run --release -p engine --features learn --example marks -- ...` after
//! `cargo build --release -p engine --features learn`: it needs `engine-child`.

mod fit;
mod lines;

use std::path::{Path, PathBuf};

type Trouble = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Trouble> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["read", pdfium, folder] => lines::read(Path::new(pdfium), Path::new(folder)).await,
        ["fit", model, files @ ..] => {
            let pages = lines::load(files)?;
            let judges = fit::judges(&pages);
            Ok(std::fs::write(PathBuf::from(model), serde_json::to_string(&judges)? + "\n")?)
        }
        ["measure", model, files @ ..] => {
            let judges: engine::Judges = serde_json::from_slice(&std::fs::read(model)?)?;
            Ok(fit::measure(&judges, &lines::load(files)?)?)
        }
        _ => Err("see the head of examples/marks/main.rs".into()),
    }
}
