//! The manifest of a batch: CSV, UTF-8, header `reference,volume,file,sha256,sheets`, only `reference` required.

use std::collections::BTreeMap;

use dossier::Digest;
use serde::Deserialize;

/// What a manifest says of one dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub files: Vec<ListedFile>,
    /// Sheets of paper, where the list counts them.
    pub sheets: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    pub volume: String,
    pub file_name: String,
    pub digest: Option<Digest>,
}

#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// Line from 1, the header counted.
    #[error("line {line} of the manifest cannot be read")]
    Line { line: u64 },
    #[error("the manifest has no column `reference`")]
    NoReference,
}

#[derive(Deserialize)]
struct Row {
    reference: String,
    #[serde(default)]
    volume: String,
    #[serde(default)]
    file: String,
    #[serde(default)]
    sha256: String,
    sheets: Option<u32>,
}

/// Reads a manifest: dossier reference → what is listed.
///
/// # Errors
/// A line is no CSV, a digest is no SHA-256, a count is no number, or `reference` is missing.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, Listed>, ListError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(|_| ListError::Line { line: 1 })?.clone();
    if !header.iter().any(|column| column == "reference") {
        return Err(ListError::NoReference);
    }
    let mut listed: BTreeMap<String, Listed> = BTreeMap::new();
    for record in reader.records() {
        let record =
            record.map_err(|error| ListError::Line { line: error.position().map_or(0, |at| at.line()) })?;
        let line = record.position().map_or(0, |at| at.line());
        let row: Row = record.deserialize(Some(&header)).map_err(|_| ListError::Line { line })?;
        if row.reference.is_empty() {
            return Err(ListError::Line { line });
        }
        let dossier = listed.entry(row.reference).or_default();
        dossier.sheets = row.sheets.or(dossier.sheets);
        if row.file.is_empty() {
            continue;
        }
        let digest = match row.sha256.to_ascii_lowercase() {
            empty if empty.is_empty() => None,
            text => Some(text.parse().map_err(|_| ListError::Line { line })?),
        };
        dossier.files.push(ListedFile { volume: row.volume, file_name: row.file, digest });
    }
    Ok(listed)
}

/// The same as the register keeps it.
pub fn rows(listed: &BTreeMap<String, Listed>) -> Vec<register::ListedFile> {
    let mut rows = Vec::new();
    for (reference, dossier) in listed {
        if dossier.files.is_empty() {
            rows.push(register::ListedFile {
                reference: reference.clone(),
                volume: None,
                file: None,
                sha256: None,
                sheets: dossier.sheets,
            });
        }
        for file in &dossier.files {
            rows.push(register::ListedFile {
                reference: reference.clone(),
                volume: Some(file.volume.clone()),
                file: Some(file.file_name.clone()),
                sha256: file.digest,
                sheets: dossier.sheets,
            });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_of_many_shapes() {
        let full = format!(
            "reference,volume,file,sha256,sheets\n12/3,,а.tif,{},4\n12/3,т 2,b.tif,,\n\"44,1\",,,,\n",
            "0".repeat(64)
        );
        let listed = read(full.as_bytes()).unwrap();
        assert_eq!(listed["12/3"].sheets, Some(4));
        assert_eq!(listed["12/3"].files[0].digest, Some(Digest([0; 32])));
        assert_eq!(listed["12/3"].files[1].volume, "т 2");
        assert_eq!(listed["44,1"], Listed::default());
        assert_eq!(read("\u{feff}reference\n7\n".as_bytes()).unwrap().len(), 1);
        assert!(matches!(read(b"file\nx\n"), Err(ListError::NoReference)));
        assert!(matches!(read(b"reference,sheets\n7,many\n"), Err(ListError::Line { line: 2 })));
        assert!(matches!(read(b"reference,sha256,file\n7,zz,a\n"), Err(ListError::Line { line: 2 })));
    }
}
