//! What the readers read, beside what stood there: counts confusions, fits the words' confidence, measures correction.
//!
//! ```text
//! readings learn FILE DIR...      confusions by script, for ocr/data/confusions.toml
//! readings fit FILE DIR...        weights and curves of the words' confidence, for ocr/data/words.toml
//! readings measure DIR...         errors before and after, corrections right and wrong, reliability
//! ```
//!
//! A DIR is what `samples` wrote, with `readings/<dossier>.jsonl` beside: what `core/engine/examples/read` prints with
//! `JSON=1` for the scans of a dossier in their order.

mod align;
mod learn;
mod measure;
mod pages;

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

use pages::Page;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let file = if command == "measure" { None } else { arguments.next().map(PathBuf::from) };
    let folders: Vec<String> = arguments.collect();
    let mut pages: Vec<Page> = Vec::new();
    for folder in &folders {
        pages.extend(pages::of(folder.as_ref())?);
    }
    if pages.is_empty() {
        return Err("name what to do, and folders with truth/ and readings/".into());
    }
    let on = format!("generated pages: {} pages of {}", pages.len(), folders.join(" "));
    let said = match (command.as_str(), file) {
        ("learn", Some(file)) => {
            std::fs::write(&file, toml::to_string(&learn::confusions(&pages, &on))?)?;
            format!("{} is written", file.display())
        }
        ("fit", Some(file)) => {
            let known = measure::judged(&pages);
            std::fs::write(&file, toml::to_string(&ocr::confidence::fit::trust(&known, &on))?)?;
            format!("{} is written from {} words", file.display(), known.len())
        }
        ("measure", None) => measure::report(&pages),
        _ => return Err("learn, fit or measure".into()),
    };
    writeln!(std::io::stdout(), "{said}")?;
    Ok(())
}
