//! Lines as the line model sees them, with the text that stands there: what a line model is trained on.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use dossier::PixelBox;
use engine::{Engine, EngineConfig};
use serde::Serialize;
use serde_json::Value;

use super::Trouble;
use super::read::pages;

/// Of a piece of true text: so much of its height in the line makes it the line's.
const OF_THE_LINE: f32 = 0.6;
/// And so much of its width; of less than the second it is a neighbour's, between them nobody knows.
const WHOLE: f32 = 0.94;
const NEIGHBOUR: f32 = 0.06;

/// A line; its ink follows the lines before it in the file of ink.
#[derive(Serialize)]
struct Known<'a> {
    bytes: usize,
    text: &'a str,
    read: &'a str,
    script: &'a str,
}

/// Reads every page file of the folder; writes the ink to `OUT.ink` and a line of JSON each to `OUT.jsonl`.
pub async fn write(pdfium: &Path, folder: &Path, out: &str) -> Result<(), Trouble> {
    let engine = Engine::new(EngineConfig::for_example(pdfium)?);
    let mut ink = std::io::BufWriter::new(std::fs::File::create(format!("{out}.ink"))?);
    let mut list = std::io::BufWriter::new(std::fs::File::create(format!("{out}.jsonl"))?);
    for (page, scan, frame) in pages(folder)? {
        let Ok(reading) = engine.read(&scan, frame).await else { continue };
        for line in &reading.measured {
            let Some((text, script)) = truth(&line.bbox, &page) else { continue };
            ink.write_all(&line.ink)?;
            let known = Known { bytes: line.ink.len(), text: &text, read: &line.read, script: &script };
            writeln!(list, "{}", serde_json::to_string(&known)?)?;
        }
    }
    engine.shutdown().await;
    Ok(())
}

/// What truly stands in the box, from left to right; none where a piece of it is cut.
fn truth(bbox: &PixelBox, page: &Value) -> Option<(String, String)> {
    let (left, top, right, bottom) =
        (bbox.x as f32, bbox.y as f32, bbox.right() as f32, bbox.bottom() as f32);
    let mut pieces: BTreeMap<i64, (&str, &str)> = BTreeMap::new();
    for piece in page["lines"].as_array()? {
        let at = |place: usize| piece["box"][place].as_f64().unwrap_or_default() as f32;
        let (x, y, w, h) = (at(0), at(1), at(2), at(3));
        // A seal's box is mostly paper.
        if piece["script"] == "stamp" && h > 2.0 * (bottom - top) {
            continue;
        }
        let down = ((y + h).min(bottom) - y.max(top)) / h.min(bottom - top).max(1.0);
        let across = ((x + w).min(right) - x.max(left)) / w.max(1.0);
        if down < OF_THE_LINE || across <= NEIGHBOUR {
            continue;
        }
        if across < WHOLE {
            return None;
        }
        pieces.insert(x as i64, (piece["text"].as_str()?, piece["script"].as_str()?));
    }
    let text: Vec<&str> = pieces.values().map(|piece| piece.0).collect();
    let script = pieces.values().next()?.1;
    Some((text.join(" "), script.to_owned()))
}
