//! The writing half of ALTO.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::geometry::PixelBox;
use crate::recognition::{Cell, Line, Recognition, Script, Table, Word};

const NAMESPACE: &str = "http://www.loc.gov/standards/alto/ns-v4#";

type Out = Writer<Vec<u8>>;
type Done = std::io::Result<()>;

pub(super) fn document(out: &mut Out, recognition: &Recognition) -> Done {
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.write_event(Event::Start(
        BytesStart::new("alto").with_attributes([("xmlns", NAMESPACE), ("SCHEMAVERSION", "4.4")]),
    ))?;
    description(out, recognition)?;
    tags(out, recognition)?;
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
    blocks(out, recognition)?;
    for name in ["PrintSpace", "Page", "Layout", "alto"] {
        out.write_event(Event::End(BytesEnd::new(name)))?;
    }
    Ok(())
}

fn description(out: &mut Out, recognition: &Recognition) -> Done {
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

/// What ALTO has no attribute for, as tags that blocks and lines point to.
fn tags(out: &mut Out, recognition: &Recognition) -> Done {
    let used =
        |script| script != Script::Printed && recognition.lines.iter().any(|line| line.script == script);
    let scripts: Vec<Script> = Script::ALL.into_iter().filter(|script| used(*script)).collect();
    if scripts.is_empty() && recognition.tables.is_empty() {
        return Ok(());
    }
    out.write_event(Event::Start(BytesStart::new("Tags")))?;
    for script in scripts {
        let name = script.as_str();
        let tag = BytesStart::new("LayoutTag");
        out.write_event(Event::Empty(tag.with_attributes([
            ("ID", name),
            ("TYPE", "script"),
            ("LABEL", name),
        ])))?;
    }
    for (number, table) in recognition.tables.iter().enumerate() {
        for cell in &table.cells {
            let label = format!(
                "row={} column={} rows={} columns={}",
                cell.row, cell.column, cell.rows, cell.columns
            );
            let (id, tag) = (cell_tag(number, cell), BytesStart::new("StructureTag"));
            let said = [("ID", id.as_str()), ("TYPE", "cell"), ("LABEL", label.as_str())];
            out.write_event(Event::Empty(tag.with_attributes(said)))?;
        }
    }
    out.write_event(Event::End(BytesEnd::new("Tags")))
}

/// Paragraphs in reading order; a table stands where its first cell with text does.
fn blocks(out: &mut Out, recognition: &Recognition) -> Done {
    let mut written = vec![false; recognition.tables.len()];
    let mut start = 0;
    while start < recognition.lines.len() {
        let block = recognition.lines[start].block;
        let length = recognition.lines[start..].iter().take_while(|line| line.block == block).count();
        let holds = |table: &Table| table.cells.iter().any(|cell| cell.block == Some(block));
        match recognition.tables.iter().position(holds) {
            Some(number) if !written[number] => {
                written[number] = true;
                table(out, number, recognition)?;
            }
            Some(_) => {}
            None => paragraph(out, start, &recognition.lines[start..start + length])?,
        }
        start += length;
    }
    for (number, _) in written.iter().enumerate().filter(|(_, written)| !**written) {
        table(out, number, recognition)?;
    }
    Ok(())
}

fn paragraph(out: &mut Out, first: usize, lines: &[Line]) -> Done {
    let around = PixelBox::around(lines.iter().map(|line| &line.bbox)).unwrap_or_default();
    let id = format!("B{}.{first}", lines[0].block);
    out.write_event(Event::Start(boxed("TextBlock", &id, &around)))?;
    for (offset, line) in lines.iter().enumerate() {
        text_line(out, first + offset, line)?;
    }
    out.write_event(Event::End(BytesEnd::new("TextBlock")))
}

fn table(out: &mut Out, number: usize, recognition: &Recognition) -> Done {
    let table = &recognition.tables[number];
    let around = boxed("ComposedBlock", &format!("T{number}"), &table.bbox);
    out.write_event(Event::Start(around.with_attributes([("TYPE", "table")])))?;
    for (place, cell) in table.cells.iter().enumerate() {
        let id = match cell.block {
            Some(block) => format!("B{block}.T{number}.{place}"),
            None => format!("E{number}.{place}"),
        };
        let tag = cell_tag(number, cell);
        let around = boxed("TextBlock", &id, &cell.bbox);
        out.write_event(Event::Start(around.with_attributes([("TAGREFS", tag.as_str())])))?;
        for (number, line) in recognition.lines.iter().enumerate() {
            if Some(line.block) == cell.block {
                text_line(out, number, line)?;
            }
        }
        out.write_event(Event::End(BytesEnd::new("TextBlock")))?;
    }
    out.write_event(Event::End(BytesEnd::new("ComposedBlock")))
}

fn cell_tag(table: usize, cell: &Cell) -> String {
    format!("T{table}R{}C{}", cell.row, cell.column)
}

fn text_line(out: &mut Out, number: usize, line: &Line) -> Done {
    let mut start = boxed("TextLine", &format!("L{number}"), &line.bbox);
    if line.script != Script::Printed {
        start.push_attribute(("TAGREFS", line.script.as_str()));
    }
    out.write_event(Event::Start(start))?;
    for (place, word) in line.words.iter().enumerate() {
        if place > 0 {
            out.write_event(Event::Empty(BytesStart::new("SP")))?;
        }
        string(out, &format!("S{number}.{place}"), word)?;
    }
    out.write_event(Event::End(BytesEnd::new("TextLine")))
}

fn string(out: &mut Out, id: &str, word: &Word) -> Done {
    let confidence = format!("{:.3}", word.confidence.clamp(0.0, 1.0));
    let string = boxed("String", id, &word.bbox)
        .with_attributes([("CONTENT", word.text.as_str()), ("WC", confidence.as_str())]);
    if word.alternatives.is_empty() {
        return out.write_event(Event::Empty(string));
    }
    out.write_event(Event::Start(string))?;
    for other in &word.alternatives {
        let purpose = ("PURPOSE", other.source.as_str());
        out.create_element("ALTERNATIVE")
            .with_attribute(purpose)
            .write_text_content(BytesText::new(&other.text))?;
    }
    out.write_event(Event::End(BytesEnd::new("String")))
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
