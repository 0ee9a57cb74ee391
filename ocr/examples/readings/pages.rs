//! Pages as read, with their truth.

use std::error::Error;
use std::path::Path;

use dossier::geometry::PixelBox;
use dossier::recognition::{Line, Recognition, Table};
use serde::Deserialize;

pub struct Page {
    /// `clean`, `normal` or `poor`.
    pub quality: String,
    /// The script of most letters of the truth.
    pub script: String,
    pub truth: String,
    pub read: Recognition,
}

#[derive(Deserialize)]
struct Truth {
    pages: Vec<TruePage>,
}

#[derive(Deserialize)]
struct TruePage {
    text: String,
    #[serde(default)]
    blank: bool,
    #[serde(default)]
    separator: bool,
    #[serde(default)]
    quality: String,
    #[serde(default)]
    lines: Vec<TrueLine>,
}

#[derive(Deserialize)]
struct TrueLine {
    text: String,
    script: String,
}

/// The part of a page reading that is wanted here.
#[derive(Deserialize)]
struct Reading {
    lines: Vec<Line>,
    #[serde(default)]
    tables: Vec<Table>,
    #[serde(default)]
    covers: Vec<PixelBox>,
}

/// Every page with text of a folder of dossiers.
pub fn of(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("readings"))?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    let mut pages = Vec::new();
    for file in files {
        let name = file.path().with_extension("json");
        let name = name.file_name().ok_or("a file has a name")?;
        let truth: Truth = serde_json::from_slice(&std::fs::read(folder.join("truth").join(name))?)?;
        let text = std::fs::read_to_string(file.path())?;
        let readings: Vec<Reading> = text
            .lines()
            .filter(|line| line.starts_with('{'))
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        if readings.len() != truth.pages.len() {
            return Err(format!("{}: as many readings as pages are wanted", file.path().display()).into());
        }
        for (page, reading) in truth.pages.into_iter().zip(readings) {
            if page.blank || page.separator {
                continue;
            }
            let Reading { lines, tables, covers } = reading;
            let read = Recognition { lines, tables, covers, ..Recognition::default() };
            pages.push(Page { script: script(&page.lines), quality: page.quality, truth: page.text, read });
        }
    }
    Ok(pages)
}

fn script(lines: &[TrueLine]) -> String {
    let letters = |script: &str| -> usize {
        lines.iter().filter(|line| line.script == script).map(|line| line.text.chars().count()).sum()
    };
    let scripts = ["printed", "typed", "handwritten", "stamp"];
    scripts.into_iter().max_by_key(|script| letters(script)).unwrap_or("printed").to_owned()
}
