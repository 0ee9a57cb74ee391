//! Fits what the engine judges by, from generated pages with truth: `models/script.json` (print, typing, a hand, a
//! stamp; where a line changes its writer) and `models/vote.json` (which reader is right).
//!
//! ```text
//! judges read libpdfium.so DIR > pages.jsonl   a folder that `samples` wrote: lines and votes of every page, with truth
//! judges lines libpdfium.so DIR OUT            what a line model is trained on: OUT.ink, OUT.jsonl
//! judges fit marks models/script.json pages.jsonl...
//! judges fit vote models/vote.json pages.jsonl...
//! judges measure marks models/script.json pages.jsonl...    on pages it was not fitted on
//! judges measure vote models/vote.json pages.jsonl...
//! ```
//! Run with `cargo run --release -p engine --features learn --example judges -- ...` after
//! `cargo build --release -p engine --features learn`: it needs `engine-child`.

mod fit;
mod gaps;
mod lines;
mod read;
mod scripts;
mod votes;

use std::path::Path;

type Trouble = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Trouble> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["read", pdfium, folder] => read::read(Path::new(pdfium), Path::new(folder)).await,
        ["lines", pdfium, folder, out] => lines::write(Path::new(pdfium), Path::new(folder), out).await,
        ["fit", "marks", model, files @ ..] => {
            let judges = scripts::judges(&read::load(files)?);
            Ok(std::fs::write(model, serde_json::to_string(&judges)? + "\n")?)
        }
        ["fit", "vote", model, files @ ..] => {
            let judge = votes::judge(&read::load(files)?);
            Ok(std::fs::write(model, serde_json::to_string(&judge)? + "\n")?)
        }
        ["measure", "marks", model, files @ ..] => {
            let judges: engine::Judges = serde_json::from_slice(&std::fs::read(model)?)?;
            Ok(scripts::measure(&judges, &read::load(files)?)?)
        }
        ["measure", "vote", model, files @ ..] => {
            let judge: engine::Net = serde_json::from_slice(&std::fs::read(model)?)?;
            Ok(votes::measure(&judge, &read::load(files)?)?)
        }
        _ => Err("see the head of examples/judges/main.rs".into()),
    }
}
