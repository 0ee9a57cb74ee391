//! Pages beside what the readers saw of them and what they read: `docs/gallery.md`.
//!
//! ```text
//! gallery libpdfium.so OUT FILE:TITLE...    pictures and page.md into the folder OUT
//! gallery ... FILE:TITLE@left,top,width,height    a part of the page, in hundredths of its sides
//! ```
//! Run with `cargo run --release -p engine --features learn --example gallery -- ...` after
//! `cargo build --release -p engine --features learn`: it needs `engine-child`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use engine::{Engine, EngineConfig, PageReading};
use image::DynamicImage;

type Trouble = Box<dyn std::error::Error>;

/// Left, top, width, height of the part shown, in hundredths of the page.
type Part = [u32; 4];
/// Width of both pictures.
const WIDTH: u32 = 760;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Trouble> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pdfium, out, pages @ ..] = arguments.as_slice() else {
        return Err("see the head of examples/gallery.rs".into());
    };
    let engine = Engine::new(EngineConfig::for_example(pdfium)?);
    let out = PathBuf::from(out);
    std::fs::create_dir_all(&out)?;
    let mut text = String::new();
    for (number, page) in pages.iter().enumerate() {
        let (file, title, part) = asked(page)?;
        let reading = engine.read(Path::new(file), 0).await.map_err(|error| format!("{file}: {error:?}"))?;
        let (scan, prepared) = (format!("{}-scan.jpg", number + 1), format!("{}-seen.jpg", number + 1));
        shown(&reading.picture.bytes, part).save(out.join(&scan))?;
        shown(&reading.prepared, part).save(out.join(&prepared))?;
        writeln!(text, "## {}. {title}\n", number + 1)?;
        writeln!(text, "![scan](img/gallery/{scan})\n\n![as the readers saw it](img/gallery/{prepared})\n")?;
        writeln!(text, "```text\n{}\n```\n", lines(&reading, part))?;
    }
    std::fs::write(out.join("page.md"), text)?;
    engine.shutdown().await;
    Ok(())
}

fn asked(page: &str) -> Result<(&str, &str, Part), Trouble> {
    let (file, rest) = page.split_once(':').ok_or("FILE:TITLE")?;
    let Some((title, part)) = rest.split_once('@') else { return Ok((file, rest, [0, 0, 100, 100])) };
    let numbers: Vec<u32> = part.split(',').map(str::parse).collect::<Result<_, _>>()?;
    Ok((file, title, numbers.try_into().map_err(|_| "left,top,width,height")?))
}

fn shown(picture: &[u8], [left, top, width, height]: Part) -> image::RgbImage {
    let whole = image::load_from_memory(picture).unwrap_or_else(|_| DynamicImage::new_luma8(1, 1));
    let of = |side: u32, share: u32| side * share / 100;
    let (across, down) = (whole.width(), whole.height());
    let part = whole.crop_imm(of(across, left), of(down, top), of(across, width), of(down, height));
    part.resize(WIDTH, WIDTH, image::imageops::FilterType::Triangle).to_rgb8()
}

/// Lines whose middle lies in the part.
fn lines(reading: &PageReading, [left, top, width, height]: Part) -> String {
    let inside = |at: u32, side: u32, from: u32, share: u32| {
        (side * from / 100..side * (from + share).min(100) / 100).contains(&at)
    };
    let shown = reading.lines.iter().filter(|line| {
        let (x, y) = (line.bbox.x + line.bbox.w / 2, line.bbox.y + line.bbox.h / 2);
        inside(x, reading.width, left, width) && inside(y, reading.height, top, height)
    });
    shown.map(|line| line.text()).collect::<Vec<String>>().join("\n")
}
