//! Paper for the tests: pieces of the fixtures, and what is drawn here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{GrayImage, Luma};
use rxing::{BarcodeFormat, EncodeHints, MultiFormatWriter, Writer};
use serde_json::Value;

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The fixture dossiers: reference and files in order.
pub fn dossiers() -> Vec<(String, Vec<PathBuf>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(fixtures().join("scans")).expect("the fixtures are there") {
        let folder = entry.unwrap().path();
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        found.push((name(&folder), files));
    }
    found.sort();
    found
}

/// The fixture dossier that was scanned into files of this ending: the one with the most files.
pub fn scanned_as(ending: &str) -> (String, Vec<PathBuf>) {
    let ends = |file: &PathBuf| file.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
    let of_it = dossiers().into_iter().filter(|(_, files)| files.iter().all(ends));
    of_it
        .max_by_key(|(_, files)| files.len())
        .unwrap_or_else(|| panic!("no fixture is made of {ending} files"))
}

/// Some pages of the PDF fixture as a PDF of their own.
pub fn pdf(pages: &str, target: &Path) {
    let (_, files) = scanned_as("pdf");
    let made = Command::new("qpdf").arg(&files[0]).args(["--pages", ".", pages, "--"]).arg(target).status();
    assert!(made.expect("qpdf is installed by make install").success());
}

fn truth_of(reference: &str) -> Value {
    let text = fs::read_to_string(fixtures().join("truth").join(format!("{reference}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What stands in the truth of a fixture dossier under this field, in any of its documents.
pub fn truth(reference: &str, field: &str) -> Option<String> {
    let truth = truth_of(reference);
    let documents = truth["documents"].as_array().unwrap();
    let mut values = documents.iter().map(|document| &document["fields"][field]);
    values.find_map(|value| value.as_str().or_else(|| value["value"].as_str())).map(str::to_owned)
}

/// A surname and the files of the pages on which it is printed, not written by hand: of all fixture dossiers with a
/// file a page, the one that has most of them.
pub fn printed_surname() -> (String, Vec<PathBuf>) {
    let mut best = (String::new(), Vec::new());
    for (reference, files) in dossiers().into_iter().filter(|(_, files)| files.len() > 1) {
        let Some(surname) = truth(&reference, "surname") else { continue };
        let truth = truth_of(&reference);
        let mut shown = Vec::new();
        for document in truth["documents"].as_array().unwrap() {
            let by_hand =
                document["handwritten"].as_array().is_some_and(|fields| fields.contains(&"surname".into()));
            if document["fields"]["surname"] == surname.as_str() && !by_hand {
                let first = document["first_page"].as_u64().unwrap() as usize;
                shown.push(files[first - 1].clone());
            }
        }
        if shown.len() > best.1.len() {
            best = (surname, shown);
        }
    }
    assert!(!best.1.is_empty(), "some fixture has a printed surname");
    best
}

/// How many letters the truth has on each page of a fixture dossier.
pub fn written(reference: &str) -> Vec<usize> {
    let pages = truth_of(reference)["pages"].as_array().unwrap().clone();
    pages.iter().map(|page| page["text"].as_str().unwrap_or_default().chars().count()).collect()
}

/// A separator sheet: nothing but a QR code.
pub fn separator(payload: &str, target: &Path) {
    const MODULE: u32 = 16;
    let hints = EncodeHints { Margin: Some("0".to_owned()), ..EncodeHints::default() };
    let code = MultiFormatWriter.encode_with_hints(payload, &BarcodeFormat::QR_CODE, 0, 0, &hints).unwrap();
    let mut sheet = GrayImage::from_pixel(1654, 2339, Luma([255]));
    for (x, y, pixel) in sheet.enumerate_pixels_mut() {
        let (Some(x), Some(y)) = (x.checked_sub(500), y.checked_sub(500)) else { continue };
        let (column, row) = (x / MODULE, y / MODULE);
        if column < code.width() && row < code.height() && code.get(column, row) {
            *pixel = Luma([0]);
        }
    }
    sheet.save(target).unwrap();
}

/// A small picture that makes the engine misbehave when it is read: `crash`, `hang` or `eat`.
pub fn trap(fault: &str, target: &Path) {
    GrayImage::from_pixel(600, 800, Luma([255])).save(target).unwrap();
    let mut bytes = fs::read(target).unwrap();
    bytes.extend(format!("SPRAVA-FAULT:read-{fault}\n").bytes());
    fs::write(target, bytes).unwrap();
}

pub fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
