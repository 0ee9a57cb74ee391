//! Separator sheets: a code a machine reads and a line for people.
//! Knows pages, nothing of dossiers.

use rxing::{BarcodeFormat, EncodeHints, MultiFormatWriter, Writer};

use crate::paper::{Face, Ink, Page, Pen, Rect, Rng, Size, mm};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Qr,
    Code128,
}

/// A sheet with the payload as a code. `title` is what people read.
pub fn sheet(payload: &str, title: &str, code: Code, rng: &mut Rng) -> Page {
    let mut page = Page::new(Size::A4, rng);
    page.year = 2024;
    let middle = page.w() / 2.0;
    page.text_centre(middle, mm(50.0), &Pen::print(Face::SansBold, 30.0), "РОЗДІЛЮВАЧ");
    page.text_centre(middle, mm(66.0), &Pen::print(Face::Sans, 18.0), title);
    let (format, height, largest) = match code {
        Code::Qr => (BarcodeFormat::QR_CODE, 0, 26.0),
        Code::Code128 => (BarcodeFormat::CODE_128, 60, 6.0),
    };
    let hints = EncodeHints { Margin: Some("0".to_owned()), ..EncodeHints::default() };
    let matrix = MultiFormatWriter
        .encode_with_hints(payload, &format, 0, height, &hints)
        .expect("payloads are short ASCII, which both codes take");
    let (columns, rows) = (matrix.width(), matrix.height());
    // Whole pixels a module, and never wider than the sheet.
    let module = (mm(172.0) / columns as f32).floor().clamp(2.0, largest);
    let high = if code == Code::Qr { module } else { mm(0.5) };
    let left = middle - columns as f32 * module / 2.0;
    let top = mm(100.0);
    for row in 0..rows {
        for column in 0..columns {
            if matrix.get(column, row) {
                let place =
                    Rect { x: left + column as f32 * module, y: top + row as f32 * high, w: module, h: high };
                page.fill(place, Ink::BLACK, 1.0);
            }
        }
    }
    let below = top + rows as f32 * high + mm(14.0);
    page.text_centre(middle, below, &Pen::print(Face::Mono, 13.0), payload);
    page.text_centre(middle, mm(270.0), &Pen::print(Face::Sans, 11.0), "Не виймати до кінця сканування");
    page
}
