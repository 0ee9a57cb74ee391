//! ALTO 4: the one stored form of a Recognition (Library of Congress, alto-v4). Index, text layer and overlay
//! are made from it.
//!
//! What ALTO has no place for (dpi, rotation) stands in `processingStepSettings`, as `dpi=300 rotation=90`.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::geometry::{PixelBox, Rotation};
use crate::recognition::{Line, Recognition, Word};

const NAMESPACE: &str = "http://www.loc.gov/standards/alto/ns-v4#";

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

/// The document's bytes: UTF-8, one page, lines grouped into blocks in reading order.
pub fn write(recognition: &Recognition) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    page(&mut writer, recognition).expect("a vector takes every byte");
    writer.into_inner()
}

fn page(out: &mut Writer<Vec<u8>>, recognition: &Recognition) -> std::io::Result<()> {
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.write_event(Event::Start(
        BytesStart::new("alto").with_attributes([("xmlns", NAMESPACE), ("SCHEMAVERSION", "4.4")]),
    ))?;
    description(out, recognition)?;
    out.write_event(Event::Start(BytesStart::new("Layout")))?;
    let (width, height) = (recognition.width.to_string(), recognition.height.to_string());
    out.write_event(Event::Start(BytesStart::new("Page").with_attributes([
        ("ID", "P1"),
        ("PHYSICAL_IMG_NR", "1"),
        ("WIDTH", width.as_str()),
        ("HEIGHT", height.as_str()),
    ])))?;
    let whole = PixelBox::new(0, 0, recognition.width, recognition.height);
    out.write_event(Event::Start(boxed("PrintSpace", "PS1", &whole)))?;
    let mut start = 0;
    while start < recognition.lines.len() {
        let block = recognition.lines[start].block;
        let length = recognition.lines[start..].iter().take_while(|line| line.block == block).count();
        text_block(out, start, &recognition.lines[start..start + length])?;
        start += length;
    }
    for name in ["PrintSpace", "Page", "Layout", "alto"] {
        out.write_event(Event::End(BytesEnd::new(name)))?;
    }
    Ok(())
}

fn description(out: &mut Writer<Vec<u8>>, recognition: &Recognition) -> std::io::Result<()> {
    let settings = format!("dpi={} rotation={}", recognition.dpi, recognition.rotation.degrees());
    out.write_event(Event::Start(BytesStart::new("Description")))?;
    out.create_element("MeasurementUnit").write_text_content(BytesText::new("pixel"))?;
    out.write_event(Event::Start(BytesStart::new("Processing").with_attributes([("ID", "R1")])))?;
    out.create_element("processingStepSettings").write_text_content(BytesText::new(&settings))?;
    out.write_event(Event::Start(BytesStart::new("processingSoftware")))?;
    out.create_element("softwareName").write_text_content(BytesText::new(&recognition.engine))?;
    for name in ["processingSoftware", "Processing", "Description"] {
        out.write_event(Event::End(BytesEnd::new(name)))?;
    }
    Ok(())
}

fn text_block(out: &mut Writer<Vec<u8>>, first: usize, lines: &[Line]) -> std::io::Result<()> {
    let around = PixelBox::around(lines.iter().map(|line| &line.bbox)).unwrap_or_default();
    out.write_event(Event::Start(boxed("TextBlock", &format!("B{first}"), &around)))?;
    for (offset, line) in lines.iter().enumerate() {
        let number = first + offset;
        out.write_event(Event::Start(boxed("TextLine", &format!("L{number}"), &line.bbox)))?;
        for (place, word) in line.words.iter().enumerate() {
            if place > 0 {
                out.write_event(Event::Empty(BytesStart::new("SP")))?;
            }
            let confidence = format!("{:.3}", word.confidence.clamp(0.0, 1.0));
            let string = boxed("String", &format!("S{number}.{place}"), &word.bbox)
                .with_attributes([("CONTENT", word.text.as_str()), ("WC", confidence.as_str())]);
            out.write_event(Event::Empty(string))?;
        }
        out.write_event(Event::End(BytesEnd::new("TextLine")))?;
    }
    out.write_event(Event::End(BytesEnd::new("TextBlock")))
}

fn boxed(name: &'static str, id: &str, place: &PixelBox) -> BytesStart<'static> {
    let numbers = [place.x, place.y, place.w, place.h].map(|number| number.to_string());
    BytesStart::new(name).with_attributes([
        ("ID", id),
        ("HPOS", numbers[0].as_str()),
        ("VPOS", numbers[1].as_str()),
        ("WIDTH", numbers[2].as_str()),
        ("HEIGHT", numbers[3].as_str()),
    ])
}

/// Reads what `write` wrote; unknown elements are passed over.
///
/// # Errors
/// The bytes are not XML, or a box or size is not a number.
pub fn read(bytes: &[u8]) -> Result<Recognition, AltoError> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).map_err(|_| AltoError::NotText)?);
    let mut recognition = Recognition::default();
    let mut block = 0;
    let mut text_of = "";
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(recognition),
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "Page" => {
                    recognition.width = number(&start, "WIDTH")?;
                    recognition.height = number(&start, "HEIGHT")?;
                }
                "TextBlock" => block += 1,
                "TextLine" => recognition.lines.push(Line {
                    bbox: place(&start)?,
                    block: u32::saturating_sub(block, 1),
                    words: vec![],
                }),
                "String" => {
                    let word = word(&start)?;
                    recognition.lines.last_mut().ok_or(AltoError::Number("TextLine"))?.words.push(word);
                }
                "softwareName" => text_of = "engine",
                "processingStepSettings" => text_of = "settings",
                _ => text_of = "",
            },
            Event::Text(text) => {
                let text = quick_xml::escape::unescape(&text).map_err(|_| AltoError::Attribute)?;
                match text_of {
                    "engine" => recognition.engine.push_str(&text),
                    "settings" => settings(&mut recognition, &text)?,
                    _ => {}
                }
            }
            Event::End(_) => text_of = "",
            _ => {}
        }
    }
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

fn word(start: &BytesStart<'_>) -> Result<Word, AltoError> {
    let confidence = attribute(start, "WC")?.and_then(|text| text.parse().ok()).unwrap_or(0.0);
    Ok(Word { text: attribute(start, "CONTENT")?.unwrap_or_default(), bbox: place(start)?, confidence })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let word =
            |text: &str, x| Word { text: text.into(), bbox: PixelBox::new(x, 10, 90, 30), confidence: 0.875 };
        let line = |block, words| Line { bbox: PixelBox::new(10, 10, 300, 30), block, words };
        let recognition = Recognition {
            width: 2480,
            height: 3508,
            dpi: 300,
            rotation: Rotation::Half,
            engine: "tesseract 5.3.0 Cyrillic".into(),
            lines: vec![
                line(0, vec![word("В'юн", 10), word("«Ґанок» <&\"", 110)]),
                line(0, vec![word("ще", 10)]),
                line(1, vec![]),
            ],
        };
        assert_eq!(read(&write(&recognition)).unwrap(), recognition);
        assert_eq!(read(&write(&Recognition::default())).unwrap(), Recognition::default());
        assert!(read(b"<alto><Page WIDTH='x'/></alto>").is_err());
    }
}
