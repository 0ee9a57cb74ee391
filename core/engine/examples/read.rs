//! Reads pages through the engine and prints what came out: text, marks and the time of every step.
//! `cargo run -p engine --example read -- libpdfium.so FILE...`; build the package first, it needs `engine-child`.

use std::io::Write as _;
use std::path::PathBuf;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let pdfium = arguments.next().unwrap_or_default();
    let engine = engine::Engine::new(engine::EngineConfig::for_example(pdfium)?);
    let mut out = std::io::stdout().lock();
    for finding in engine.doctor().await {
        writeln!(out, "{finding:?}")?;
    }
    for file in arguments.map(PathBuf::from) {
        let frames = match engine.frames(&file).await {
            Ok(frames) => frames,
            Err(error) => {
                writeln!(out, "== {} {error:?}", file.display())?;
                continue;
            }
        };
        let json = std::env::var_os("JSON").is_some();
        writeln!(
            out,
            "== {} {:?} {} frames, text {}",
            file.display(),
            frames.media,
            frames.frames.len(),
            frames.text_layer
        )?;
        for frame in 0..frames.frames.len() as u32 {
            match engine.read(&file, frame).await {
                Ok(page) if json => writeln!(out, "{}", serde_json::to_string(&page)?)?,
                Ok(page) => show(&mut out, frame, &page)?,
                Err(error) => writeln!(out, "-- {frame} {error:?}")?,
            }
        }
    }
    engine.shutdown().await;
    Ok(())
}

fn show(out: &mut impl std::io::Write, frame: u32, page: &engine::PageReading) -> std::io::Result<()> {
    let total: u32 = page.steps.iter().map(|step| step.ms).sum();
    writeln!(
        out,
        "-- {frame} {}x{} {} dpi ({}), turned {}, blank {}, separator {:?}, confidence {:.3}, {total} ms, {} {} bytes",
        page.width,
        page.height,
        page.dpi,
        page.dpi_known,
        page.rotation.degrees(),
        page.blank,
        page.separator,
        page.confidence,
        page.picture.media_type,
        page.picture.bytes.len()
    )?;
    writeln!(out, "   {:?} hash {:016x} {}", page.quality, page.perceptual_hash, page.engine)?;
    for step in &page.steps {
        writeln!(out, "   {:>5} ms {} {}", step.ms, step.name, step.detail)?;
    }
    if std::env::var_os("TEXT").is_some() {
        writeln!(out, "{}", page.recognition().text())?;
    }
    Ok(())
}
