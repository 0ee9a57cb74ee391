//! Files a scanning room gets and cannot use as they are.
//! Knows formats, nothing of dossiers.

use std::error::Error;

use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
use pdf_writer::{Pdf, Rect, Ref};

use crate::scan::{Packing, jpeg, pdf, tiff};
use crate::wear::{Colour, Sheet};

/// A bad file: its name, what it is for, its bytes.
pub struct Bad {
    pub name: String,
    pub purpose: &'static str,
    pub bytes: Vec<u8>,
}

fn bad(name: &str, purpose: &'static str, bytes: Vec<u8>) -> Bad {
    Bad { name: name.to_owned(), purpose, bytes }
}

/// All of them, made from one healthy page.
pub fn files(page: &Sheet) -> Result<Vec<Bad>, Box<dyn Error>> {
    let mut bitonal = page.clone();
    bitonal.colour = Colour::Bitonal;
    let strip = tiff(&[(&bitonal, Packing::Group4)])?;
    let mut picture = page.clone();
    picture.jpeg = 60;
    let photo = jpeg(&picture)?;
    Ok(vec![
        bad("locked.pdf", "PDF that opens only with a password: ask whoever sent it", locked(&bitonal)?),
        bad(
            "truncated.tif",
            "TIFF cut off while copying: the directory points beyond the end",
            strip[..strip.len() * 3 / 5].to_vec(),
        ),
        bad(
            "truncated.jpg",
            "JPEG cut off while copying: the lower half is missing",
            photo[..photo.len() / 2].to_vec(),
        ),
        bad("huge-header.png", "PNG that claims 60,000 × 60,000 pixels in some hundred bytes", huge_png()),
        bad("huge-header.tif", "TIFF that claims 60,000 × 60,000 pixels", huge_tiff()),
        bad("many-pages.pdf", "PDF of 10,000 empty pages", many_pages()),
        bad("empty.tif", "a file of no bytes", Vec::new()),
        bad(
            "text.pdf",
            "a text file named .pdf",
            "Пенсійна справа\nЦе не PDF, а звичайний текст.\n".as_bytes().to_vec(),
        ),
        bad(
            "скан\u{202e}gpj.\u{2066}1\u{2069}\nкопія.jpg",
            "a healthy JPEG whose name has bidi marks and a newline",
            photo,
        ),
    ])
}

fn locked(page: &Sheet) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut document = Document::load_mem(&pdf(&[page], false)?)?;
    let id = Object::string_literal(b"0123456789abcdef".to_vec());
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "archive",
        user_password: "sprava",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version)?;
    document.encrypt(&state)?;
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

fn many_pages() -> Vec<u8> {
    const PAGES: i32 = 10_000;
    let mut pdf = Pdf::new();
    pdf.catalog(Ref::new(1)).pages(Ref::new(2));
    pdf.pages(Ref::new(2))
        .kids((0..PAGES).map(|page| Ref::new(3 + page)))
        .count(PAGES)
        .media_box(Rect::new(0.0, 0.0, 595.0, 842.0));
    for page in 0..PAGES {
        pdf.page(Ref::new(3 + page)).parent(Ref::new(2));
    }
    pdf.finish()
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    let mut crc = flate2::Crc::new();
    crc.update(&out[start..]);
    out.extend_from_slice(&crc.sum().to_be_bytes());
}

fn huge_png() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend_from_slice(&60_000_u32.to_be_bytes());
    header.extend_from_slice(&60_000_u32.to_be_bytes());
    header.extend_from_slice(&[8, 2, 0, 0, 0]);
    chunk(&mut out, b"IHDR", &header);
    chunk(&mut out, b"IDAT", &[0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01]);
    chunk(&mut out, b"IEND", &[]);
    out
}

fn huge_tiff() -> Vec<u8> {
    let sheet = Sheet {
        width: 8,
        height: 8,
        colour: Colour::Rgb,
        dpi: 300,
        jpeg: 60,
        data: vec![255; 192],
        words: Vec::new(),
        cells: Vec::new(),
        skew: 0.0,
        rotation: 0,
    };
    let mut bytes = tiff(&[(&sheet, Packing::Lzw)]).unwrap_or_default();
    // The second and third entries of the directory are the width and the height.
    let directory = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
    for entry in [1, 2] {
        let at = directory + 2 + 12 * entry + 8;
        bytes[at..at + 4].copy_from_slice(&60_000_u32.to_le_bytes());
    }
    bytes
}
