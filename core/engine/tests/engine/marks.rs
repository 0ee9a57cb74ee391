//! Which way is up, blank backs and separator sheets, on the fixtures' own truth.

use dossier::Rotation;
use dossier::recognition::{Script, TICKED, UNTICKED};
use image::{DynamicImage, GrayImage};

use crate::common;

/// Blank and separator sheets of every fixture dossier, and turned pages: all cheap to read but the last.
#[tokio::test]
async fn marks_are_as_the_truth_says() {
    let engine = common::engine();
    let (mut blanks, mut separators, mut turned) = (0, 0, 0);
    for name in common::dossiers() {
        let truth = std::fs::read(common::fixture(&format!("truth/{name}.json"))).expect("truth");
        let truth: serde_json::Value = serde_json::from_slice(&truth).expect("JSON");
        let pages = truth["pages"].as_array().expect("pages");
        for (index, page) in pages.iter().enumerate() {
            let file = page["file"].as_str().expect("a file name");
            let frame = pages[..index].iter().filter(|other| other["file"] == page["file"]).count();
            let (blank, separator) = (page["blank"] == true, page["separator"] == true);
            let rotation = page["rotation"].as_u64().expect("a rotation");
            if !blank && !separator && rotation == 0 {
                continue;
            }
            let path = common::fixture(&format!("scans/{name}/{file}"));
            let place = format!("{name} page {}", index + 1);
            let read = engine.read(&path, frame as u32).await.expect(&place);
            assert_eq!((read.blank, read.separator.is_some()), (blank, separator), "{place}");
            blanks += u32::from(blank);
            separators += u32::from(separator);
            if !blank && !separator {
                assert_eq!(u64::from(read.rotation.degrees()), rotation, "{place}");
                turned += 1;
            }
        }
    }
    assert!(blanks > 0 && turned > 0, "{blanks} blank, {separators} separators, {turned} turned");
}

/// The same page turned four ways gives the same words in the same places.
#[tokio::test]
async fn a_page_is_read_whichever_way_it_lies() {
    let engine = common::engine();
    let folder = tempfile::tempdir().expect("a folder");
    let scan = image::open(common::own("page.jpg")).expect("a picture");
    let turns = [
        (scan.clone(), Rotation::None),
        (scan.rotate90(), Rotation::Quarter),
        (scan.rotate180(), Rotation::Half),
        (scan.rotate270(), Rotation::ThreeQuarters),
    ];
    let mut boxes = Vec::new();
    for (picture, rotation) in turns {
        let file = folder.path().join("turned.png");
        picture.save(&file).expect("written");
        let read = engine.read(&file, 0).await.expect("read");
        assert_eq!(read.rotation, rotation);
        assert_eq!((read.width, read.height), (1000, 420));
        assert!(read.recognition().text().contains("соціального забезпечення"), "{rotation:?}");
        boxes.push(read.lines[0].bbox);
    }
    for bbox in &boxes[1..] {
        assert!(bbox.x.abs_diff(boxes[0].x) <= 3 && bbox.y.abs_diff(boxes[0].y) <= 3, "{boxes:?}");
    }
}

/// A code on an otherwise plain sheet, as both kinds the scanning house prints.
#[tokio::test]
async fn separator_sheets_are_read() {
    use rxing::{BarcodeFormat, MultiFormatWriter, Writer};
    let engine = common::engine();
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        (BarcodeFormat::QR_CODE, "SPRAVA:DOSSIER:007-00042", (420, 420)),
        // Squares as large as whole letters: a page is evened with nothing so black on it in mind.
        (BarcodeFormat::QR_CODE, "SPRAVA:DOCUMENT:case_cover", (640, 640)),
        (BarcodeFormat::CODE_128, "SPRAVA:DOCUMENT", (1000, 200)),
    ];
    for (format, payload, (width, height)) in rows {
        let code = MultiFormatWriter.encode(payload, &format, width, height).expect("a code");
        let mut sheet = GrayImage::from_pixel(1654, 2339, image::Luma([240]));
        for y in 0..code.getHeight() {
            for x in 0..code.getWidth() {
                if code.get(x, y) {
                    sheet.put_pixel(300 + x, 500 + y, image::Luma([25]));
                }
            }
        }
        for turn in
            [DynamicImage::ImageLuma8(sheet.clone()), DynamicImage::ImageLuma8(sheet.clone()).rotate90()]
        {
            let file = folder.path().join("sheet.png");
            turn.save(&file).expect("written");
            let read = engine.read(&file, 0).await.expect("read");
            assert_eq!(read.separator.as_deref(), Some(payload), "{format:?}");
            assert!(!read.blank && read.lines.is_empty());
        }
    }
}

/// What is lettered along a seal's ring, and the boxes of an application: the one that is ticked, and the others.
#[tokio::test]
async fn seals_are_read_along_their_rings_and_boxes_as_words() {
    let engine = common::engine();
    let sealed = engine.read(&common::fixture("scans/008-00010/0012.tif"), 0).await.expect("a page");
    let of_stamps = sealed.lines.iter().filter(|line| line.script == Script::Stamp);
    let words: Vec<&str> = of_stamps.flat_map(|line| &line.words).map(|word| word.text.as_str()).collect();
    let said = "УКРАЇНА УПРАВЛІННЯ ПЕНСІЙНОГО ФОНДУ УКРАЇНИ ЧЕРКАСЬКОЇ ОБЛАСТІ";
    let right = said.split(' ').filter(|word| words.contains(word)).count();
    assert!(right >= 5, "{words:?}");
    let form = engine.read(&common::fixture("scans/008-00012/IMG_0004.PNG"), 0).await.expect("a page");
    let words: Vec<&str> =
        form.lines.iter().flat_map(|line| &line.words).map(|word| word.text.as_str()).collect();
    let count = |sign: &str| words.iter().filter(|word| **word == sign).count();
    assert_eq!((count(TICKED), count(UNTICKED)), (1, 4), "{words:?}");
}
