//! PDF as scanners write it: one image a page, with or without a text layer some program left.
//! Knows sheets only.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::EncodeError;
use super::layer::{Run, runs, to_unicode};
use super::picture::{group4, jpeg};
use crate::wear::{Colour, Sheet};

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
const FONT: Ref = Ref::new(4);
const CID_FONT: Ref = Ref::new(5);
const DESCRIPTOR: Ref = Ref::new(6);
const MAP: Ref = Ref::new(7);

fn page_ref(index: usize) -> Ref {
    Ref::new(10 + 3 * index as i32)
}

/// All the sheets in one document; `text` adds the invisible layer of an earlier recognition, with its mistakes.
pub fn pdf(sheets: &[&Sheet], text: bool) -> Result<Vec<u8>, EncodeError> {
    let mut pdf = Pdf::new();
    pdf.set_version(1, 6);
    pdf.catalog(CATALOG).pages(PAGES);
    pdf.pages(PAGES).kids((0..sheets.len()).map(page_ref)).count(sheets.len() as i32);
    pdf.document_info(INFO).producer(TextStr("Scan to PDF"));
    if text {
        font(&mut pdf);
    }
    for (index, sheet) in sheets.iter().enumerate() {
        page(&mut pdf, index, sheet, text)?;
    }
    Ok(pdf.finish())
}

fn page(pdf: &mut Pdf, index: usize, sheet: &Sheet, text: bool) -> Result<(), EncodeError> {
    let this = page_ref(index);
    let (image, content) = (Ref::new(this.get() + 1), Ref::new(this.get() + 2));
    let points = 72.0 / sheet.dpi as f32;
    let (width, height) = (sheet.width as f32 * points, sheet.height as f32 * points);
    let mut page = pdf.page(this);
    page.parent(PAGES).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
    let mut resources = page.resources();
    resources.x_objects().pair(Name(b"Im0"), image);
    if text {
        resources.fonts().pair(Name(b"F0"), FONT);
    }
    resources.finish();
    page.finish();
    picture(pdf, image, sheet)?;
    let mut stream = Content::new();
    stream.save_state();
    stream.transform([width, 0.0, 0.0, height, 0.0, 0.0]);
    stream.x_object(Name(b"Im0"));
    stream.restore_state();
    if text {
        stream.begin_text();
        stream.set_text_rendering_mode(TextRenderingMode::Invisible);
        for run in runs(sheet) {
            write_run(&mut stream, &run, points, height);
        }
        stream.end_text();
    }
    pdf.stream(content, &stream.finish());
    Ok(())
}

fn write_run(stream: &mut Content, run: &Run, points: f32, height: f32) {
    let size = run.height * points;
    // Every glyph of the layer's font is half an em wide.
    let natural = run.text.encode_utf16().count() as f32 * size * 0.5;
    stream.set_font(Name(b"F0"), size);
    stream.set_horizontal_scaling(run.width * points / natural.max(0.1) * 100.0);
    stream.set_text_matrix([1.0, 0.0, 0.0, 1.0, run.x * points, height - run.y * points]);
    let mut bytes = Vec::new();
    for unit in run.text.encode_utf16() {
        bytes.extend_from_slice(&unit.to_be_bytes());
    }
    stream.show(Str(&bytes));
}

fn picture(pdf: &mut Pdf, image: Ref, sheet: &Sheet) -> Result<(), EncodeError> {
    let bitonal = sheet.colour == Colour::Bitonal;
    let bytes = if bitonal { group4(sheet) } else { jpeg(sheet)? };
    let mut object = pdf.image_xobject(image, &bytes);
    object.width(sheet.width as i32).height(sheet.height as i32);
    if bitonal {
        object.bits_per_component(1);
        object.color_space().device_gray();
        object.filter(Filter::CcittFaxDecode);
        object.decode_parms().k(-1).columns(sheet.width as i32).rows(sheet.height as i32).black_is_1(false);
    } else {
        object.bits_per_component(8);
        object.filter(Filter::DctDecode);
        if sheet.channels() == 3 {
            object.color_space().device_rgb();
        } else {
            object.color_space().device_gray();
        }
    }
    Ok(())
}

/// A font without shapes whose codes are UTF-16: enough for searching and copying.
fn font(pdf: &mut Pdf) {
    let name = Name(b"GlyphLess");
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    pdf.type0_font(FONT)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(CID_FONT)
        .to_unicode(MAP);
    let mut cid = pdf.cid_font(CID_FONT);
    cid.subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(system)
        .font_descriptor(DESCRIPTOR)
        .default_width(500.0);
    cid.cid_to_gid_map_predefined(Name(b"Identity"));
    cid.finish();
    let mut descriptor = pdf.font_descriptor(DESCRIPTOR);
    descriptor
        .name(name)
        .flags(FontFlags::FIXED_PITCH | FontFlags::SYMBOLIC)
        .bbox(Rect::new(0.0, 0.0, 500.0, 1000.0));
    descriptor.italic_angle(0.0).ascent(1000.0).descent(-1.0).cap_height(1000.0).stem_v(80.0);
    descriptor.finish();
    pdf.stream(MAP, &to_unicode());
}
