//! The reading half of ALTO.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::AltoError;
use crate::geometry::{PixelBox, Rotation};
use crate::recognition::{Alternative, Cell, Line, Recognition, Script, Table, Word};

/// Where the text between two tags belongs.
#[derive(Default)]
enum Between {
    #[default]
    Nothing,
    Engine,
    Settings,
    Alternative(Alternative),
}

pub(super) fn document(text: &str) -> Result<Recognition, AltoError> {
    let mut reader = Reader::from_str(text);
    let mut recognition = Recognition::default();
    // Row, column, rows and columns by the tag's id.
    let mut cells: HashMap<String, [u32; 4]> = HashMap::new();
    // The numbers of the lines: cells stand together, though a table may be read across.
    let mut numbers: Vec<Option<usize>> = Vec::new();
    let mut block = 0;
    let mut between = Between::Nothing;
    loop {
        match reader.read_event()? {
            Event::Eof => {
                recognition.lines = in_reading_order(recognition.lines, &numbers);
                return Ok(recognition);
            }
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "Page" => {
                    recognition.width = number(&start, "WIDTH")?;
                    recognition.height = number(&start, "HEIGHT")?;
                }
                "StructureTag" => {
                    let id = attribute(&start, "ID")?.unwrap_or_default();
                    cells.insert(id, span(&attribute(&start, "LABEL")?.unwrap_or_default())?);
                }
                "ComposedBlock" => recognition.tables.push(Table { bbox: place(&start)?, cells: Vec::new() }),
                "TextBlock" => {
                    let own = block_of(&attribute(&start, "ID")?.unwrap_or_default());
                    let tag = attribute(&start, "TAGREFS")?;
                    if let (Some(tag), Some(table)) = (tag, recognition.tables.last_mut()) {
                        let [row, column, rows, columns] = cells.get(&tag).copied().unwrap_or([0, 0, 1, 1]);
                        table.cells.push(Cell {
                            bbox: place(&start)?,
                            row,
                            column,
                            rows,
                            columns,
                            block: own,
                        });
                    }
                    block = own.unwrap_or(block);
                }
                "TextLine" => {
                    numbers.push(number_of(&attribute(&start, "ID")?.unwrap_or_default()));
                    let script = script(attribute(&start, "TAGREFS")?.as_deref());
                    recognition.lines.push(Line { bbox: place(&start)?, block, script, ..Line::default() });
                }
                "String" => {
                    let word = word(&start)?;
                    recognition.lines.last_mut().ok_or(AltoError::Number("TextLine"))?.words.push(word);
                }
                "ALTERNATIVE" => {
                    let source = attribute(&start, "PURPOSE")?.unwrap_or_default();
                    between = Between::Alternative(Alternative { text: String::new(), source });
                }
                "softwareName" => between = Between::Engine,
                "processingStepSettings" => between = Between::Settings,
                _ => between = Between::Nothing,
            },
            Event::Text(text) => {
                let text = quick_xml::escape::unescape(&text).map_err(|_| AltoError::Attribute)?;
                match &mut between {
                    Between::Nothing => {}
                    Between::Engine => recognition.engine.push_str(&text),
                    Between::Settings => settings(&mut recognition, &text)?,
                    Between::Alternative(other) => other.text.push_str(&text),
                }
            }
            Event::GeneralRef(name) => {
                if let (Between::Alternative(other), Some(letter)) = (&mut between, entity(&name)) {
                    other.text.push(letter);
                }
            }
            Event::End(_) => {
                let last = recognition.lines.last_mut().and_then(|line| line.words.last_mut());
                if let (Between::Alternative(other), Some(word)) = (std::mem::take(&mut between), last) {
                    word.alternatives.push(other);
                }
            }
            _ => {}
        }
    }
}

fn entity(name: &str) -> Option<char> {
    quick_xml::escape::resolve_predefined_entity(name).and_then(|text| text.chars().next())
}

fn settings(recognition: &mut Recognition, text: &str) -> Result<(), AltoError> {
    for setting in text.split_whitespace() {
        let Some((name, value)) = setting.split_once('=') else { continue };
        let value: u16 = value.parse().map_err(|_| AltoError::Number("processingStepSettings"))?;
        match name {
            "dpi" => recognition.dpi = value.into(),
            "rotation" => {
                recognition.rotation = Rotation::try_from(value).map_err(|_| AltoError::Number("rotation"))?
            }
            _ => {}
        }
    }
    Ok(())
}

/// `row=1 column=2 rows=1 columns=3`, in this order.
fn span(label: &str) -> Result<[u32; 4], AltoError> {
    let mut span = [0, 0, 1, 1];
    for (place, setting) in span.iter_mut().zip(label.split_whitespace()) {
        let value = setting.split_once('=').and_then(|(_, value)| value.parse().ok());
        *place = value.ok_or(AltoError::Number("StructureTag"))?;
    }
    Ok(span)
}

/// Lines by their numbers; as they stand in the document where one has none.
fn in_reading_order(lines: Vec<Line>, numbers: &[Option<usize>]) -> Vec<Line> {
    let mut numbered: Vec<(Option<usize>, Line)> = numbers.iter().copied().zip(lines).collect();
    if numbers.iter().all(Option::is_some) {
        numbered.sort_by_key(|(number, _)| *number);
    }
    numbered.into_iter().map(|(_, line)| line).collect()
}

/// `L12` is line 12.
fn number_of(id: &str) -> Option<usize> {
    id.strip_prefix('L')?.parse().ok()
}

/// `B7.3` is block 7; other ids are those of empty cells.
fn block_of(id: &str) -> Option<u32> {
    id.strip_prefix('B')?.split('.').next()?.parse().ok()
}

fn script(tag: Option<&str>) -> Script {
    Script::ALL.into_iter().find(|script| tag == Some(script.as_str())).unwrap_or_default()
}

fn word(start: &BytesStart<'_>) -> Result<Word, AltoError> {
    let confidence = attribute(start, "WC")?.and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let text = attribute(start, "CONTENT")?.unwrap_or_default();
    Ok(Word { text, bbox: place(start)?, confidence, ..Word::default() })
}

fn place(start: &BytesStart<'_>) -> Result<PixelBox, AltoError> {
    Ok(PixelBox::new(
        number(start, "HPOS")?,
        number(start, "VPOS")?,
        number(start, "WIDTH")?,
        number(start, "HEIGHT")?,
    ))
}

fn number(start: &BytesStart<'_>, name: &'static str) -> Result<u32, AltoError> {
    attribute(start, name)?.and_then(|text| text.parse().ok()).ok_or(AltoError::Number(name))
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, AltoError> {
    let found = start.try_get_attribute(name).map_err(|_| AltoError::Attribute)?;
    let Some(found) = found else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Implicit1_0).map_err(|_| AltoError::Attribute)?;
    Ok(Some(value.into_owned()))
}
