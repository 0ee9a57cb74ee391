//! The archive copy is valid PDF/A-1b by an outside judge, and its text can be found again.

use std::cell::Cell;
use std::io::{self, Cursor};
use std::process::Command;

use dossier::PixelBox;
use dossier::recognition::{Line, Recognition, Word};
use engine::Layers;
use image::{GrayImage, ImageFormat, Luma, RgbImage};
use ocr::publish::pdf::{PdfFacts, PdfPage, write};
use ocr::publish::{PdfImage, to_pdf};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

fn recognition(text: &str) -> Recognition {
    let words = text
        .split(' ')
        .enumerate()
        .map(|(place, word)| Word {
            text: word.into(),
            bbox: PixelBox::new(200 + 400 * place as u32, 300, 350, 40),
            confidence: 0.9,
            ..Word::default()
        })
        .collect();
    Recognition {
        width: 2480,
        height: 3508,
        dpi: 300,
        lines: vec![Line { bbox: PixelBox::new(200, 300, 1200, 40), words, ..Line::default() }],
        ..Recognition::default()
    }
}

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::from_pixel(1240, 1754, image::Rgb([230, 225, 210]))
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
        .unwrap();
    bytes
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let drawn =
        GrayImage::from_fn(2480, 3508, |x, y| Luma([if (x / 40 + y / 60) % 7 == 0 { 0 } else { 255 }]));
    drawn.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// Stored as the engine stores it: a description, then the bytes of ground, ink, mask and photographs.
fn layers() -> PdfImage {
    let PdfImage::Jbig2 { bytes: mask, .. } = to_pdf(png()).unwrap() else { panic!("a one-bit picture") };
    let (ground, ink, photograph) = (jpeg(), jpeg(), jpeg());
    let layer = |width, height, bytes: &[u8]| serde_json::json!({ "width": width, "height": height, "length": bytes.len() });
    let description = serde_json::json!({
        "channels": 3,
        "ground": layer(1240, 1754, &ground),
        "ink": layer(1240, 1754, &ink),
        "mask": layer(2480, 3508, &mask),
        "photographs": [{ "bounds": [100, 200, 300, 400], "image": layer(1240, 1754, &photograph) }],
    });
    let description = serde_json::to_vec(&description).unwrap();
    let length = (description.len() as u32).to_le_bytes();
    let stored = [&length[..], &description, &ground, &ink, &mask, &photograph].concat();
    PdfImage::Layers(Layers::from_bytes(&stored).unwrap())
}

fn page(picture: Option<Vec<u8>>, text: Option<&str>) -> PdfPage {
    PdfPage {
        width: 2480,
        height: 3508,
        dpi: 300,
        image: picture.map(|bytes| to_pdf(bytes).unwrap()),
        recognition: text.map(recognition),
    }
}

#[test]
fn is_valid_pdf_a_1b_with_text() {
    let facts = PdfFacts { title: "63905/65 <&>", made_at: time::OffsetDateTime::UNIX_EPOCH, id: [7; 16] };
    let pages = [
        page(Some(jpeg()), Some("Пенсійна справа № 004217")),
        page(Some(png()), Some("Ґалаґан В'ячеслав Лук'янович")),
        page(None, None),
        PdfPage { image: Some(layers()), ..page(None, Some("Печатка Підпис")) },
    ];
    let mut bytes = Vec::new();
    write(&facts, pages.into_iter().map(Ok::<_, io::Error>), &mut bytes).unwrap();
    let options = ValidationOptions::default().profile(ValidationProfile::PdfA1b);
    let report = validate_pdf_bytes(&bytes, &options).unwrap();
    assert!(report.is_compliant, "{:#?}", report.failures);
    // The judge can say no: without the output intent the same file is refused.
    let name = b"/OutputIntents";
    let spoilt = bytes.windows(name.len()).position(|part| part == name).unwrap();
    let mut without = bytes.clone();
    without[spoilt + 1] = b'X';
    assert!(validate_pdf_bytes(&without, &options).is_ok_and(|report| !report.is_compliant));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.pdf");
    std::fs::write(&path, &bytes).unwrap();

    let checked = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let text = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("Пенсійна") && text.contains("004217") && text.contains("Ґалаґан"), "{text}");
    let images = Command::new("pdfimages").arg("-list").arg(&path).output().unwrap();
    let images = String::from_utf8(images.stdout).unwrap();
    assert!(images.contains("jpeg") && images.contains("jbig2"), "{images}");
    // The page in layers: ground, ink, its stencil, the photograph. No soft mask, which PDF/A-1 forbids.
    let kinds: Vec<&str> = images.lines().filter(|line| line.trim_start().starts_with("4 ")).collect();
    assert_eq!(kinds.iter().filter(|line| line.contains(" image ")).count(), 3, "{images}");
    assert_eq!(kinds.iter().filter(|line| line.contains(" mask ")).count(), 1, "{images}");
    assert!(!images.contains("smask"), "{images}");
}

/// A file that only counts its bytes.
struct Counting<'a>(&'a Cell<usize>);

impl io::Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_page_is_written_before_the_next_is_asked_for() {
    let facts = PdfFacts { title: "1500", made_at: time::OffsetDateTime::UNIX_EPOCH, id: [7; 16] };
    let (written, picture) = (Cell::new(0), jpeg());
    let pages = (0..1_500).map(|before| {
        assert!(written.get() >= before * picture.len(), "{before} pages are out of memory");
        Ok::<_, io::Error>(page(Some(picture.clone()), None))
    });
    write(&facts, pages, Counting(&written)).unwrap();

    let pages = [Ok(page(None, None)), Err(io::Error::other("unreadable")), Ok(page(None, None))];
    let error = write(&facts, pages.into_iter(), io::sink()).unwrap_err();
    assert_eq!(error.to_string(), "unreadable");
}
