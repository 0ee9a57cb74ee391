//! ALTO 4: the one stored form of a Recognition (Library of Congress, alto-v4). Index, text layer and overlay
//! are made from it.
//!
//! What ALTO has no place for (dpi, rotation) stands in `processingStepSettings`, as `dpi=300 rotation=90`; what
//! put a line on the paper is a `LayoutTag`, the place of a cell in its table a `StructureTag`.

mod read;
mod write;

use quick_xml::Writer;

use crate::recognition::Recognition;

#[derive(Debug, thiserror::Error)]
pub enum AltoError {
    #[error("not well-formed XML")]
    Xml(#[from] quick_xml::Error),
    #[error("not UTF-8")]
    NotText,
    #[error("attribute cannot be read")]
    Attribute,
    #[error("{0} is missing or not a number")]
    Number(&'static str),
}

/// The document's bytes: UTF-8, one page, blocks in reading order, the cells of a table together.
pub fn write(recognition: &Recognition) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write::document(&mut writer, recognition).expect("a vector takes every byte");
    writer.into_inner()
}

/// Reads what `write` wrote; unknown elements are passed over.
///
/// # Errors
/// The bytes are not XML, or a box or size is not a number.
pub fn read(bytes: &[u8]) -> Result<Recognition, AltoError> {
    read::document(std::str::from_utf8(bytes).map_err(|_| AltoError::NotText)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{PixelBox, Rotation};
    use crate::recognition::{Alternative, Cell, Line, Script, Table, Word};

    #[test]
    fn what_is_written_is_read_back() {
        let word = |text: &str, x| Word {
            text: text.into(),
            bbox: PixelBox::new(x, 10, 90, 30),
            confidence: 0.875,
            ..Word::default()
        };
        let line = |block, words| Line {
            bbox: PixelBox::new(10, 10, 300, 30),
            block,
            words,
            script: Script::Printed,
            form: Vec::new(),
        };
        let other = |text: &str, source: &str| Alternative { text: text.into(), source: source.into() };
        let cell = |column, block| Cell {
            bbox: PixelBox::new(column * 50, 50, 50, 30),
            row: 2,
            column,
            rows: 1,
            columns: 2,
            block,
        };
        let mut doubtful = word("1990", 10);
        doubtful.alternatives = vec![other("I990 <&>", "line"), other("1999", "raw month")];
        let recognition = Recognition {
            width: 2480,
            height: 3508,
            dpi: 300,
            rotation: Rotation::Half,
            engine: "tesseract 5.3.0 Cyrillic".into(),
            lines: vec![
                line(0, vec![word("В'юн", 10), word("«Ґанок» <&\"", 110)]),
                line(0, vec![word("ще", 10)]),
                Line { script: Script::Stamp, ..line(1, vec![]) },
                // Two cells that are read across.
                line(4, vec![doubtful]),
                line(5, vec![word("Прийнята", 60)]),
                line(4, vec![word("VIII", 10)]),
                Line { script: Script::Handwritten, ..line(3, vec![word("по", 10)]) },
            ],
            tables: vec![Table {
                bbox: PixelBox::new(0, 50, 300, 30),
                cells: vec![cell(0, Some(4)), cell(1, Some(5)), cell(2, None)],
            }],
            covers: Vec::new(),
        };
        assert_eq!(read(&write(&recognition)).unwrap(), recognition);
        assert_eq!(read(&write(&Recognition::default())).unwrap(), Recognition::default());
        assert!(read(b"<alto><Page WIDTH='x'/></alto>").is_err());
    }
}
