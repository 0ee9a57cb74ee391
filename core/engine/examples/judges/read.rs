//! Pages with truth, read by the engine: each line with what the truth says wrote it, each place that was voted on with
//! who was right.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use dossier::PixelBox;
use engine::{Engine, EngineConfig, Measured};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Trouble;
use super::gaps::{self, Gap};
use super::votes::{self, Vote};

/// A line as it was read; `script` is a place in `Script::ALL`, none where no text stands.
#[derive(Serialize, Deserialize)]
pub struct Known {
    pub place: [f32; 5],
    pub measures: BTreeMap<String, f32>,
    pub script: Option<usize>,
}

#[derive(Serialize, Deserialize)]
pub struct Page {
    pub lines: Vec<Known>,
    pub gaps: Vec<Gap>,
    pub votes: Vec<Vote>,
}

/// The true pages of the folder, each with its scan and its frame in that.
pub fn pages(folder: &Path) -> Result<Vec<(Value, PathBuf, u32)>, Trouble> {
    let mut truths: Vec<_> = std::fs::read_dir(folder.join("truth"))?.collect::<Result<_, _>>()?;
    truths.sort_by_key(std::fs::DirEntry::file_name);
    let mut out = Vec::new();
    for truth in truths {
        let truth: Value = serde_json::from_slice(&std::fs::read(truth.path())?)?;
        let scans = folder.join("scans").join(truth["dossier"].as_str().unwrap_or_default());
        let mut frames: BTreeMap<String, u32> = BTreeMap::new();
        for page in truth["pages"].as_array().cloned().unwrap_or_default() {
            let name = page["file"].as_str().unwrap_or_default().to_owned();
            let frame = frames.entry(name.clone()).or_default();
            out.push((page, scans.join(&name), *frame));
            *frame += 1;
        }
    }
    Ok(out)
}

/// Reads every page file of the folder and prints a page a line.
pub async fn read(pdfium: &Path, folder: &Path) -> Result<(), Trouble> {
    let engine = Engine::new(EngineConfig::for_example(pdfium)?);
    let mut out = std::io::stdout().lock();
    for (page, scan, frame) in pages(folder)? {
        let Ok(reading) = engine.read(&scan, frame).await else { continue };
        if reading.measured.is_empty() {
            continue;
        }
        let known = Page {
            lines: reading.measured.into_iter().map(|line| known(line, &page)).collect(),
            gaps: gaps::of(reading.gaps, &page),
            votes: votes::of(reading.asked, &page),
        };
        writeln!(out, "{}", serde_json::to_string(&known)?)?;
    }
    engine.shutdown().await;
    Ok(())
}

fn known(line: Measured, page: &Value) -> Known {
    Known { script: script(&line.bbox, page), place: line.place, measures: line.measures }
}

/// The script of the true line that lies most over the box.
fn script(bbox: &PixelBox, page: &Value) -> Option<usize> {
    let names = ["printed", "typed", "handwritten", "stamp"];
    let mut best: Option<(f32, usize)> = None;
    for line in page["lines"].as_array()? {
        let at = |place: usize| line["box"][place].as_f64().unwrap_or_default() as f32;
        let (x, y, w, h) = (at(0), at(1), at(2), at(3));
        let (left, top, right, bottom) =
            (bbox.x as f32, bbox.y as f32, bbox.right() as f32, bbox.bottom() as f32);
        let across = (x + w).min(right) - x.max(left);
        let down = (y + h).min(bottom) - y.max(top);
        if across <= 0.0 || down <= 0.3 * h.min(bottom - top) {
            continue;
        }
        // A round seal's box is mostly paper: it takes a line only where nothing else stands.
        let weight = if h > 3.0 * (bottom - top) { 0.2 } else { 1.0 };
        let over = weight * across / (right - left) * down / h.max(bottom - top);
        let script = names.iter().position(|name| line["script"] == **name)?;
        if best.is_none_or(|(most, _)| over > most) {
            best = Some((over, script));
        }
    }
    best.filter(|(over, _)| *over > 0.04).map(|(_, script)| script)
}

pub fn load(files: &[&str]) -> Result<Vec<Page>, Trouble> {
    let mut pages = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file)?.lines() {
            pages.push(serde_json::from_str(line)?);
        }
    }
    Ok(pages)
}
