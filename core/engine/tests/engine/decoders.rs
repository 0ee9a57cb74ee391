//! Every coding of a page is listed by its header and read with the same words. Needs Tesseract and PDFium.

use engine::Media;

use crate::common;

#[tokio::test]
async fn every_coding_is_read() {
    let engine = common::engine();
    let rows = [
        ("page.jpg", Media::Jpeg, (1000, 420), Some(200.0)),
        ("exif-turned.jpg", Media::Jpeg, (1000, 420), Some(200.0)),
        ("deep.png", Media::Png, (1000, 420), Some(200.0)),
        ("g4.tif", Media::Tiff, (1000, 420), Some(200.0)),
        ("g3.tif", Media::Tiff, (1000, 420), Some(200.0)),
        // Finer across than down: listed and read with square pixels.
        ("fax.tif", Media::Tiff, (1020, 429), Some(204.0)),
        ("cmyk.tif", Media::Tiff, (1000, 420), Some(200.0)),
        ("palette.tif", Media::Tiff, (1000, 420), Some(200.0)),
        ("planar.tif", Media::Tiff, (1000, 420), Some(200.0)),
        ("tiled.tif", Media::Tiff, (1000, 420), Some(200.0)),
        ("page.jp2", Media::Jpeg2000, (1000, 420), None),
        ("page.pdf", Media::Pdf, (1000, 420), Some(200.0)),
        // The page turns its picture by 90°, so it is listed as shown.
        ("rotated.pdf", Media::Pdf, (420, 1000), Some(200.0)),
    ];
    for (name, media, size, dpi) in rows {
        let file = common::own(name);
        let frames = engine.frames(&file).await.expect(name);
        assert_eq!((frames.media, frames.frames.len(), frames.text_layer), (media, 1, false), "{name}");
        let frame = frames.frames[0];
        assert_eq!((frame.width, frame.height), size, "{name}");
        assert_eq!(frame.dpi_x.map(f32::round), dpi, "{name}");

        let page = engine.read(&file, 0).await.expect(name);
        let text = page.recognition().text();
        let words = ["Пенсійна справа", "12.03.1987", "соціального забезпечення"];
        // Half the rows of a fax are missing: its letters fall apart.
        for words in &words[..if name == "fax.tif" { 2 } else { 3 }] {
            assert!(text.contains(words), "{name}: {words} is not in {text}");
        }
        assert_eq!(page.dpi_known, dpi.is_some(), "{name}");
        assert_eq!(
            (page.width, page.height, page.blank),
            (size.0.max(size.1), size.0.min(size.1), false),
            "{name}"
        );
        assert!(!page.picture.bytes.is_empty(), "{name}");
        let first = page.lines[0].bbox;
        assert!(
            first.x.abs_diff(60) < 25 && first.y.abs_diff(45) < 25,
            "{name}: the first line is at {first:?}"
        );
    }
}

#[tokio::test]
async fn frames_of_many_are_told_apart() {
    let engine = common::engine();
    let tiffs = common::single_files("tif");
    let tiff = tiffs.first().expect("a fixture of one TIFF of many pages");
    let frames = engine.frames(tiff).await.expect("a good file").frames.len() as u32;
    assert!(frames > 3, "{frames} frames");
    assert_eq!(engine.read(tiff, frames).await.err(), Some(engine::EngineError::NoSuchFrame));
    let mut layered = 0;
    for pdf in common::single_files("pdf") {
        let frames = engine.frames(&pdf).await.expect("a good file");
        let facts = engine.inspect_pdf(&pdf).await.expect("a good file");
        assert_eq!(facts.pages as usize, frames.frames.len());
        assert_eq!(facts.text.len(), frames.frames.len());
        let has_text = facts.text.iter().any(|text| text.chars().count() > 200);
        assert_eq!(frames.text_layer, has_text);
        layered += u32::from(has_text);
    }
    assert!(layered > 0, "one fixture has a text layer");
}

#[tokio::test]
async fn the_same_page_in_lossless_codings_has_one_digest() {
    let engine = common::engine();
    let mut digests = Vec::new();
    for name in ["g4.tif", "g3.tif"] {
        digests.push(engine.read(&common::own(name), 0).await.expect(name).pixel_digest);
    }
    assert_eq!(digests[0], digests[1]);
}

#[tokio::test]
async fn the_doctor_finds_all_parts() {
    let findings = common::engine().doctor().await;
    let missing: Vec<&str> =
        findings.iter().filter(|finding| !finding.present).map(|finding| finding.part.as_str()).collect();
    assert!(missing.is_empty() && findings.len() >= 4, "{findings:?}");

    let mut config = common::config();
    config.pdfium = "/nowhere/libpdfium.so".into();
    let findings = engine::Engine::new(config).doctor().await;
    assert!(findings.iter().any(|finding| finding.part == "pdfium" && !finding.present), "{findings:?}");

    let mut config = common::config();
    config.executable = "/nowhere/sprava".into();
    let findings = engine::Engine::new(config).doctor().await;
    assert_eq!((findings.len(), findings[0].part.as_str(), findings[0].present), (1, "child", false));
}
