//! Odd files of every format: each is read with the page's words, or refused in words a person gets, and none
//! costs more than its time. All but a few are made here, of one small page.

pub mod pdfs;
pub mod pictures;
pub mod tiffs;

use std::path::Path;
use std::time::{Duration, Instant};

use engine::{Decision, Engine, EngineError, PageReading};
use image::{DynamicImage, GrayImage};

use crate::common;

const WORDS: &str = "соціального забезпечення";

fn page() -> GrayImage {
    image::open(common::own("page.jpg")).expect("a picture").into_luma8()
}

async fn read(engine: &Engine, folder: &Path, bytes: &[u8]) -> Result<PageReading, EngineError> {
    let file = folder.join("odd");
    std::fs::write(&file, bytes).expect("written");
    engine.frames(&file).await?;
    engine.read(&file, 0).await
}

/// What was not read, and why, one line each.
async fn unread(engine: &Engine, folder: &Path, files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, bytes) in files {
        match read(engine, folder, bytes).await {
            Ok(page) if page.recognition().text().contains(WORDS) => {}
            Ok(page) => problems.push(format!(
                "{name}: {}x{} {:?}",
                page.width,
                page.height,
                page.recognition().text()
            )),
            Err(error) => problems.push(format!("{name}: {error:?}")),
        }
    }
    problems
}

#[tokio::test]
async fn odd_tiffs_are_read() {
    let (engine, folder) = (common::engine(), tempfile::tempdir().expect("a folder"));
    let page = page();
    let jpeg = pictures::jpeg_of(&DynamicImage::ImageLuma8(page.clone()));
    let group3 = std::fs::read(common::own("g3.tif")).expect("a good file");
    let problems = unread(&engine, folder.path(), &tiffs::readable(&page, &jpeg, &group3)).await;
    assert!(problems.is_empty(), "{problems:#?}");
}

#[tokio::test]
async fn odd_pictures_are_read() {
    let (engine, folder) = (common::engine(), tempfile::tempdir().expect("a folder"));
    let mut files = pictures::pngs(&page());
    let jp2 = std::fs::read(common::own("page.jp2")).expect("a good file");
    files.push(("bare codestream", pictures::codestream(&jp2)));
    let smaller = image::imageops::resize(&page(), 750, 315, image::imageops::FilterType::CatmullRom);
    files.push(("four inks as Adobe has them", pictures::cmyk_jpeg(&smaller)));
    let problems = unread(&engine, folder.path(), &files).await;
    assert!(problems.is_empty(), "{problems:#?}");
    for (orientation, bytes) in pictures::exif_turned(&page()) {
        let read = read(&engine, folder.path(), &bytes).await.expect("read");
        assert!(read.recognition().text().contains(WORDS), "orientation {orientation}");
        let first = (read.width, read.height, read.rotation.degrees(), read.lines[0].bbox.y < 90);
        assert_eq!(first, (1000, 420, 0, true), "orientation {orientation}");
    }
}

#[tokio::test]
async fn odd_pdfs_are_read() {
    let (engine, folder) = (common::engine(), tempfile::tempdir().expect("a folder"));
    let page = page();
    let jpeg = |picture: GrayImage| pictures::jpeg_of(&DynamicImage::ImageLuma8(picture));
    let whole = jpeg(page.clone());
    let strips: Vec<Vec<u8>> = (0..10)
        .map(|strip| jpeg(image::imageops::crop_imm(&page, 0, strip * 42, 1000, 42).to_image()))
        .collect();
    let mut files = pdfs::readable(&whole, page.as_raw(), &strips);
    let negative = GrayImage::from_fn(1000, 420, |x, y| image::Luma([255 - page.get_pixel(x, y).0[0]]));
    files.extend(pdfs::altered(&jpeg(negative), &jpeg(GrayImage::new(1000, 420))));
    let (open, locked) = (folder.path().join("open.pdf"), folder.path().join("locked.pdf"));
    std::fs::write(&open, &files[0].1).expect("written");
    for (name, length) in [("RC4 without a password", "128"), ("AES without a password", "256")] {
        let arguments = ["--allow-weak-crypto", "--encrypt", "", "owner", length, "--"];
        let made = std::process::Command::new("qpdf").args(arguments).args([&open, &locked]).status();
        assert!(made.is_ok_and(|status| status.success()), "qpdf makes {name}");
        files.push((name, std::fs::read(&locked).expect("made")));
    }
    let problems = unread(&engine, folder.path(), &files).await;
    assert!(problems.is_empty(), "{problems:#?}");
    for degrees in [90, 180, 270] {
        let read = read(&engine, folder.path(), &pdfs::rotated(&whole, degrees)).await.expect("read");
        assert!(read.recognition().text().contains(WORDS), "{degrees}");
        assert_eq!((read.width, read.height), (1000, 420), "{degrees}");
    }
}

/// Nothing to read in them: an answer is enough, and what is refused is refused for good.
#[tokio::test]
async fn pages_of_nothing_are_answered() {
    let config = engine::EngineConfig { page_seconds: 10, ..common::config() };
    let (engine, folder) = (Engine::new(config), tempfile::tempdir().expect("a folder"));
    let picture = |width: u32, height: u32, pixel: fn(u32, u32) -> u8| {
        let mut png = std::io::Cursor::new(Vec::new());
        let picture = GrayImage::from_fn(width, height, |x, y| image::Luma([pixel(x, y)]));
        picture.write_to(&mut png, image::ImageFormat::Png).expect("an encoder");
        png.into_inner()
    };
    let noise = |x: u32, y: u32| {
        (x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35).to_be_bytes()[1]
    };
    let mut files = pdfs::odd();
    files.push(("a thread", picture(1, 100_000, |_, y| y as u8)));
    files.push(("a thread lying", picture(100_000, 1, |x, _| x as u8)));
    files.push(("a ribbon", picture(60, 60_000, |x, y| if (x / 7 + y / 9) % 2 == 0 { 20 } else { 240 })));
    files.push(("noise", picture(800, 1100, noise)));
    files.push((
        "noise of two colours",
        picture(800, 1100, |x, y| {
            if (x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35) >> 31
                == 0
            {
                0
            } else {
                255
            }
        }),
    ));
    files.push(("black", picture(1000, 1400, |_, _| 0)));
    for (name, bytes) in files {
        let start = Instant::now();
        let outcome = read(&engine, folder.path(), &bytes).await;
        // The page's limit, and as much again and again for a busy machine: it ends, that is all that is asked.
        assert!(start.elapsed() < Duration::from_secs(90), "{name}: {:?}", start.elapsed());
        // Drawings that draw themselves, and noise, may be cut short, by the one limit or the other: whichever the
        // machine comes to first. That is told in words as well.
        if let Err(error) = outcome {
            let refused = error.decision() == Decision::Concern;
            let cut = matches!(error, EngineError::Timeout { .. } | EngineError::OutOfMemory);
            assert!(refused || cut, "{name}: {error:?}");
        }
    }
}
