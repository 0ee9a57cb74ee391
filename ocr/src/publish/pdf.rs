//! The archive copy: PDF/A-1b (ISO 19005-1), PDF 1.4 with a classic cross-reference table, the page's picture and
//! the recognised text invisible over it. Order 1886/5 names PDF/A-1 for certified electronic copies.

use dossier::recognition::{Line, Recognition, Script};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{
    CidFontType, FontFlags, OutputIntentSubtype, SystemInfo, TextRenderingMode, UnicodeCmap,
};
use pdf_writer::writers::{Catalog, DocumentInfo};
use pdf_writer::{Content, Filter, Name, Rect, Ref, Str, TextStr};
use std::io::{self, Write};
use time::OffsetDateTime;

use super::body::Body;
use super::font::{ADVANCE, Letters};
use super::picture::PdfImage;
use super::{icc, xmp};

/// One page: its paper size follows from the upright frame and its dpi.
pub struct PdfPage {
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    /// None where the page could not be decoded: an empty page keeps its place.
    pub image: Option<PdfImage>,
    pub recognition: Option<Recognition>,
}

/// What the file says of itself.
pub struct PdfFacts<'a> {
    pub title: &'a str,
    pub made_at: OffsetDateTime,
    /// 16 bytes that name this very copy.
    pub id: [u8; 16],
}

const FONT: Name<'static> = Name(b"F");
/// A letter along a ring is at most so many times as high as it is wide.
const RING_LETTER: f32 = 2.0;

/// Writes the file. Pages are taken one at a time and are out of memory once written, so that a dossier of any length
/// takes the room of its largest page.
///
/// # Errors
/// The first error of a page, or of the sink: what was written until then is no file.
pub fn write<E: From<io::Error>>(
    facts: &PdfFacts<'_>,
    pages: impl Iterator<Item = Result<PdfPage, E>>,
    sink: impl Write,
) -> Result<(), E> {
    let mut next = 1;
    let mut reserve = || {
        next += 1;
        Ref::new(next - 1)
    };
    let (catalog, tree, info, metadata, profile, font) =
        (reserve(), reserve(), reserve(), reserve(), reserve(), reserve());
    let mut body = Body::start(sink)?;

    let mut letters = Letters::default();
    let mut kids = Vec::new();
    for page in pages {
        let page = page?;
        let (page_ref, content_ref) = (reserve(), reserve());
        let images: Vec<Ref> = page.image.iter().flat_map(PdfImage::parts).map(|_| reserve()).collect();
        kids.push(page_ref);
        let (width, height) = points(&page);
        body.object(|chunk| {
            let mut out = chunk.page(page_ref);
            out.media_box(Rect::new(0.0, 0.0, width, height)).parent(tree).contents(content_ref);
            let mut resources = out.resources();
            resources.fonts().pair(FONT, font);
            if let Some(image) = &page.image {
                image.name(&mut resources.x_objects(), &images);
            }
        })?;
        let mut content = content(&page, width, height, &mut letters);
        let content = packed(&mut content);
        body.object(|chunk| {
            chunk.stream(content_ref, &content).filter(Filter::FlateDecode);
        })?;
        for part in 0..images.len() {
            body.object(|chunk| {
                if let Some(image) = &page.image {
                    image.write(chunk, &images, part);
                }
            })?;
        }
    }
    body.object(|chunk| {
        chunk.pages(tree).kids(kids.iter().copied()).count(kids.len() as i32);
    })?;
    write_font(&mut body, font, [reserve(), reserve(), reserve(), reserve()], &letters)?;

    let profile_bytes = icc::srgb();
    body.object(|chunk| {
        chunk.icc_profile(profile, &profile_bytes).n(3);
    })?;
    let xmp = xmp::packet(facts);
    body.object(|chunk| {
        chunk.metadata(metadata, &xmp);
    })?;
    body.object(|chunk| {
        let mut document = chunk.indirect(info).start::<DocumentInfo<'_>>();
        document.title(TextStr(facts.title)).producer(TextStr(xmp::PRODUCER));
        document.creation_date(xmp::pdf_date(facts.made_at)).modified_date(xmp::pdf_date(facts.made_at));
    })?;
    body.object(|chunk| {
        let mut root = chunk.indirect(catalog).start::<Catalog<'_>>();
        root.pages(tree).metadata(metadata);
        let mut intents = root.output_intents();
        let mut intent = intents.push();
        intent.subtype(OutputIntentSubtype::PDFA).output_condition_identifier(TextStr("sRGB"));
        intent.info(TextStr("sRGB")).dest_output_profile(profile);
    })?;
    body.finish(catalog, info, &facts.id)?;
    Ok(())
}

fn points(page: &PdfPage) -> (f32, f32) {
    let dpi = page.dpi.max(1) as f32;
    // PDF 1.4 allows pages of 3 to 14,400 points.
    let side = |pixels: u32| (pixels as f32 * 72.0 / dpi).clamp(3.0, 14_400.0);
    (side(page.width), side(page.height))
}

fn content(page: &PdfPage, width: f32, height: f32, letters: &mut Letters) -> Vec<u8> {
    let mut content = Content::new();
    if let Some(image) = &page.image {
        image.paint(&mut content, (width, height), (page.width, page.height));
    }
    let Some(recognition) = &page.recognition else { return content.finish().into_vec() };
    content.begin_text().set_text_rendering_mode(TextRenderingMode::Invisible);
    let scale = width / recognition.width.max(1) as f32;
    for line in &recognition.lines {
        write_line(&mut content, line, scale, height, letters);
    }
    content.end_text();
    content.finish().into_vec()
}

/// Words of one line stand on its base line, each stretched to the width of its ink.
fn write_line(content: &mut Content, line: &Line, scale: f32, height: f32, letters: &mut Letters) {
    // Lettering along the ring of a seal has no base line: each word stands in the middle of its arc.
    let along_ring = line.script == Script::Stamp && line.bbox.h * 5 > line.bbox.w * 3;
    let mut font = 0.0;
    for word in &line.words {
        let count = word.text.chars().count() as f32;
        if count == 0.0 {
            continue;
        }
        let wide = word.bbox.w as f32;
        let (high, bottom) = if along_ring {
            let high = (word.bbox.h as f32).min(RING_LETTER * wide / count);
            (high, word.bbox.y as f32 + (word.bbox.h as f32 + high) / 2.0)
        } else {
            (line.bbox.h as f32, line.bbox.bottom() as f32)
        };
        let size = (high * scale).clamp(1.0, 1_000.0);
        if size != font {
            content.set_font(FONT, size);
            font = size;
        }
        let natural = count * size * f32::from(ADVANCE) / 1000.0;
        let stretch = (wide * scale / natural * 100.0).clamp(1.0, 1_000.0);
        content.set_horizontal_scaling(stretch);
        let base = height - bottom * scale + size * 0.2;
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, word.bbox.x as f32 * scale, base]);
        content.show(Str(&letters.encode(&format!("{} ", word.text))));
    }
}

fn write_font(
    body: &mut Body<impl Write>,
    font: Ref,
    [cid, descriptor, file, unicode]: [Ref; 4],
    letters: &Letters,
) -> io::Result<()> {
    let name = Name(b"SpravaEmpty");
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    body.object(|chunk| {
        let mut type0 = chunk.type0_font(font);
        type0
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(unicode);
    })?;
    body.object(|chunk| {
        let mut cid_font = chunk.cid_font(cid);
        cid_font.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor);
        cid_font.default_width(f32::from(ADVANCE)).cid_to_gid_map_predefined(Name(b"Identity"));
    })?;
    body.object(|chunk| {
        let mut described = chunk.font_descriptor(descriptor);
        described.name(name).flags(FontFlags::SYMBOLIC | FontFlags::FIXED_PITCH);
        described.bbox(Rect::new(0.0, 0.0, 500.0, 1000.0)).italic_angle(0.0).ascent(800.0).descent(-200.0);
        described.cap_height(800.0).stem_v(80.0).font_file2(file);
    })?;
    let mut truetype = letters.truetype();
    let packed_font = packed(&mut truetype);
    body.object(|chunk| {
        let mut stream = chunk.stream(file, &packed_font);
        stream.filter(Filter::FlateDecode).pair(Name(b"Length1"), truetype.len() as i32);
    })?;
    let mut map = UnicodeCmap::new(Name(b"SpravaUnicode"), system);
    for (code, letter) in letters.iter() {
        map.pair(code, letter);
    }
    let map = packed(&mut map.finish().to_vec());
    body.object(|chunk| {
        chunk.stream(unicode, &map).filter(Filter::FlateDecode);
    })
}

/// A packed stream never ends with a carriage return: with the line end before `endstream` it would look like one line
/// end of two letters, and judges would count a letter less than stated. The letter added to prevent it is white space
/// to those who read the content, and lies behind the tables of a font.
fn packed(bytes: &mut Vec<u8>) -> Vec<u8> {
    loop {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("a vector takes every byte");
        let packed = encoder.finish().expect("a vector takes every byte");
        if packed.last() != Some(&b'\r') {
            return packed;
        }
        bytes.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use dossier::PixelBox;
    use dossier::recognition::Word;

    use super::*;

    #[test]
    fn words_along_a_ring_stand_on_their_arcs() {
        let word = |text: &str, bbox| Word { text: text.to_owned(), bbox, ..Word::default() };
        let ring = Line {
            bbox: PixelBox::new(100, 100, 400, 400),
            script: Script::Stamp,
            words: vec![
                word("УКРАЇНА", PixelBox::new(100, 150, 100, 160)),
                word("АРХІВ", PixelBox::new(240, 100, 120, 60)),
            ],
            ..Line::default()
        };
        let sizes = |line: &Line| -> Vec<f32> {
            let mut content = Content::new();
            write_line(&mut content, line, 1.0, 1000.0, &mut Letters::default());
            let text = String::from_utf8_lossy(&content.finish().into_vec()).into_owned();
            let set = text.lines().filter(|line| line.ends_with(" Tf"));
            set.filter_map(|line| line.split(' ').nth(1)?.parse().ok()).collect()
        };
        // No letter is as high as the ring, nor as its word's box.
        assert_eq!(sizes(&ring), [200.0 / 7.0, 48.0]);
        assert_eq!(sizes(&Line { script: Script::Printed, ..ring }), [400.0]);
    }

    #[test]
    fn a_packed_stream_never_ends_like_half_a_line_end() {
        // The last byte of the checksum goes through all its values.
        for number in 0..512 {
            let mut bytes = vec![1; number];
            assert_ne!(packed(&mut bytes).last(), Some(&b'\r'), "{number}");
            assert!(bytes.starts_with(&vec![1; number]));
        }
    }
}
