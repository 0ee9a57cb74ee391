//! Puts a dossier into a folder: `scans/<reference>/…` and `truth/<reference>.json`.
//! Knows files only.

use std::fs;
use std::io;
use std::path::Path;

use crate::bundle::Dossier;

pub fn write(dossier: &Dossier, out: &Path) -> io::Result<()> {
    let scans = out.join("scans").join(&dossier.reference);
    let truth = out.join("truth");
    fs::create_dir_all(&scans)?;
    fs::create_dir_all(&truth)?;
    for (name, bytes) in &dossier.files {
        fs::write(scans.join(name), bytes)?;
    }
    let mut json = serde_json::to_vec_pretty(&dossier.truth)?;
    json.push(b'\n');
    fs::write(truth.join(format!("{}.json", dossier.reference)), json)
}
