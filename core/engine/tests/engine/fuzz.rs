//! Damage by a fixed generator: small files of every format with bytes changed, cut, doubled and with lengths that
//! lie, through real children. Never a hang, never an engine that no longer answers.

use std::time::{Duration, Instant};

use engine::{Engine, EngineConfig, EngineError};
use image::{DynamicImage, GrayImage, ImageFormat};

use crate::common;
use crate::odd::{pdfs, pictures, tiffs};

/// Copies of each file.
const ROUNDS: usize = 12;

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 8) as usize
    }

    fn below(&mut self, most: usize) -> usize {
        self.next() % most.max(1)
    }
}

fn damaged(good: &[u8], round: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let length = bytes.len();
    match round % 6 {
        0 => bytes.truncate(dice.below(length)),
        1 => (0..1 + dice.below(16)).for_each(|_| bytes[dice.below(length)] = dice.next() as u8),
        // Headers and directories hold what the rest is believed by.
        2 => bytes[dice.below(length.min(160))] ^= 1 << dice.below(8),
        3 => {
            let lies = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0u32];
            let (at, lie) = (dice.below(length - 4), lies[dice.below(lies.len())]);
            bytes[at..at + 4].copy_from_slice(&lie.to_be_bytes());
        }
        4 => {
            let (from, to) = (dice.below(length - 32), dice.below(length - 32));
            let piece = bytes[from..from + 32].to_vec();
            bytes[to..to + 32].copy_from_slice(&piece);
        }
        _ => {
            let (from, many) = (dice.below(length), dice.below(64));
            bytes.drain(from..(from + many).min(length));
        }
    }
    bytes
}

/// A line or two of print, so that a page which survives is read quickly.
fn small_files() -> Vec<(&'static str, Vec<u8>)> {
    let page = image::open(common::own("page.jpg")).expect("a picture").into_luma8();
    let page: GrayImage = image::imageops::crop_imm(&page, 40, 30, 320, 96).to_image();
    let jpeg = pictures::jpeg_of(&DynamicImage::ImageLuma8(page.clone()));
    let mut png = std::io::Cursor::new(Vec::new());
    page.write_to(&mut png, ImageFormat::Png).expect("an encoder");
    let group3 = std::fs::read(common::own("g3.tif")).expect("a good file");
    let mut files = vec![("jpeg", jpeg.clone()), ("png", png.into_inner())];
    let kept = ["plain", "BigTIFF", "tiles", "planes", "old-style JPEG", "bits from the other end"];
    files.extend(tiffs::readable(&page, &jpeg, &group3).into_iter().filter(|(name, _)| kept.contains(name)));
    files.extend(
        pictures::pngs(&page).into_iter().filter(|(name, _)| ["palette", "interlaced"].contains(name)),
    );
    files.push(("pdf", pdfs::rotated(&jpeg, 0)));
    for name in ["g3.tif", "g4.tif", "page.jp2", "exif-turned.jpg"] {
        files.push((name, std::fs::read(common::own(name)).expect(name)));
    }
    files
}

#[tokio::test]
async fn damage_is_always_answered() {
    let config = EngineConfig { children: 1, page_seconds: 20, memory_bytes: 1 << 30, ..common::config() };
    let (engine, folder) = (Engine::new(config), tempfile::tempdir().expect("a folder"));
    let mut dice = Dice(0x5eed_0f5b_a5e0_0001);
    let (mut read, mut refused) = (0, 0);
    for (name, good) in small_files() {
        for round in 0..ROUNDS {
            let file = folder.path().join("damaged");
            std::fs::write(&file, damaged(&good, round, &mut dice)).expect("written");
            let start = Instant::now();
            let outcome = match engine.frames(&file).await {
                Ok(_) => engine.read(&file, 0).await.map(|_| ()),
                Err(error) => Err(error),
            };
            assert!(start.elapsed() < Duration::from_secs(45), "{name} {round}: {:?}", start.elapsed());
            match outcome {
                Ok(()) => read += 1,
                Err(EngineError::Unavailable { what }) => {
                    panic!("{name} {round}: the engine is gone: {what}")
                }
                Err(EngineError::Timeout { .. }) => panic!("{name} {round}: hangs"),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(read > 25 && refused > 25, "{read} read, {refused} refused");
    let good = engine.read(&common::own("g4.tif"), 0).await.expect("the engine lives");
    assert!(!good.lines.is_empty());
}
