//! The generator gives the same dossier for the same seed, in files that others can read.

use samples::bundle::{Dossier, Format, Mix, Request, build};
use samples::paper::{Page, Rng, Size, check_fonts, mm};
use samples::wear::Quality;
use serde_json::Value;

fn request(format: Format, quality: Quality) -> Request {
    Request { seed: 11, mix: Mix::One(quality), format: Some(format), most_pages: 8, small: true }
}

fn dossier(number: u64, format: Format, quality: Quality) -> Dossier {
    assert_eq!(check_fonts(), Vec::<String>::new(), "faces are missing");
    build(number, &request(format, quality)).expect("a dossier")
}

#[test]
fn same_seed_same_bytes() {
    let first = dossier(1, Format::JpegFolder, Quality::Poor);
    let second = dossier(1, Format::JpegFolder, Quality::Poor);
    assert_eq!(first.files, second.files);
    let (a, b) = (serde_json::to_string(&first.truth), serde_json::to_string(&second.truth));
    assert_eq!(a.expect("json"), b.expect("json"));
    let other = dossier(2, Format::JpegFolder, Quality::Poor);
    assert_ne!(first.files[0].1, other.files[0].1);
}

fn pages_of(format: Format, bytes: &[u8]) -> usize {
    match format {
        Format::JpegFolder | Format::PngFolder => {
            let image = image::load_from_memory(bytes).expect("decodes");
            assert!(image.width() > 300);
            1
        }
        Format::TiffFolder | Format::MultiTiff => {
            let mut decoder = tiff::decoder::Decoder::new(std::io::Cursor::new(bytes)).expect("opens");
            let mut pages = 1;
            decoder.read_image().expect("first page decodes");
            while decoder.more_images() {
                decoder.next_image().expect("next page");
                decoder.read_image().expect("page decodes");
                pages += 1;
            }
            pages
        }
        Format::Pdf | Format::PdfText => lopdf::Document::load_mem(bytes).expect("opens").get_pages().len(),
    }
}

#[test]
fn every_format_decodes() {
    for format in Format::ALL {
        let dossier = dossier(3, format, Quality::Normal);
        let mut pages = 0;
        for (_, bytes) in &dossier.files {
            pages += pages_of(format, bytes);
        }
        assert_eq!(pages, dossier.truth.pages.len(), "{format:?}");
    }
}

fn digits(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.chars().zip(shape.chars()).all(|(c, s)| if s == '9' { c.is_ascii_digit() } else { c == s })
}

/// The forms of the data dictionary, by the field's name.
fn well_formed(name: &str, value: &Value) -> bool {
    if let Value::Array(entries) = value {
        return entries.iter().all(|entry| match entry {
            Value::Object(cells) => cells.iter().all(|(name, value)| well_formed(name, value)),
            _ => false,
        });
    }
    let Value::String(text) = value else { return value.is_number() || value.is_null() };
    if name.ends_with("_date") {
        return digits(text, "9999-99-99") || digits(text, "9999-99") || digits(text, "9999");
    }
    match name {
        "tax_number" => digits(text, "9999999999"),
        "edrpou" => digits(text, "99999999"),
        "iban" => text.len() == 29 && text.starts_with("UA"),
        "sex" => text == "m" || text == "f",
        "month" | "period_from" | "period_to" => digits(text, "9999-99"),
        "amount" | "salary_total" | "pension_amount" => {
            text.split_once('.').is_some_and(|(whole, part)| part.len() == 2 && whole.parse::<i64>().is_ok())
        }
        _ => !text.is_empty() && text.trim() == text && !text.contains("  "),
    }
}

#[test]
fn truth_keeps_the_forms_of_the_dictionary() {
    for number in 1..4 {
        let dossier = dossier(number, Format::MultiTiff, Quality::Clean);
        let pages = dossier.truth.pages.len();
        for document in &dossier.truth.documents {
            assert!(1 <= document.first_page && document.first_page <= document.last_page);
            assert!(document.last_page <= pages);
            for (name, value) in &document.fields {
                assert!(well_formed(name, value), "{} {name}: {value}", document.kind);
            }
            for name in &document.handwritten {
                assert!(document.fields.contains_key(name), "{} {name}", document.kind);
            }
        }
        for page in &dossier.truth.pages {
            assert!(page.text.is_empty() == page.blank, "page {} of {number}", page.page);
        }
    }
}

#[test]
fn a_sheet_is_long_enough_for_what_it_holds() {
    let mut page = Page::new(Size::A5Wide, &mut Rng::new(1, 1));
    let (width, height) = (page.w(), page.h());
    page.reach(height - 1.0);
    assert_eq!((page.w(), page.h()), (width, height));
    page.reach(height + 1.0);
    assert_eq!((page.w(), page.h()), (width, mm(297.0).round()));
    assert_eq!(page.pixels.len(), page.width * page.height * 3);
}
