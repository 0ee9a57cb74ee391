//! Pictures of pages as pixels: decoded once, kept for a while, cut by boxes of the upright page. What is decoded
//! is our own derivative, in safe Rust; a scan itself is opened by the engine alone.

use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use dossier::{Digest, PageId, PixelBox};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader};
use register::Page;
use storage::Key;

use crate::app::App;
use crate::problem::Problem;

/// Decoded pictures of the pages people look at now. Each web process has its own.
#[derive(Default)]
pub struct Pictures {
    kept: Mutex<VecDeque<Kept>>,
}

struct Kept {
    page: PageId,
    digest: Digest,
    image: Arc<DynamicImage>,
}

/// Some twenty grey pages at 200 dpi.
const MOST_BYTES: usize = 96 << 20;

impl Pictures {
    fn find(&self, page: PageId, digest: Digest) -> Option<Arc<DynamicImage>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|one| one.page == page && one.digest == digest)?;
        let found = kept.remove(place)?;
        let image = Arc::clone(&found.image);
        kept.push_back(found);
        Some(image)
    }

    fn keep(&self, page: PageId, digest: Digest, image: Arc<DynamicImage>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(Kept { page, digest, image });
        while kept.len() > 1 && kept.iter().map(|one| one.image.as_bytes().len()).sum::<usize>() > MOST_BYTES
        {
            kept.pop_front();
        }
    }
}

/// The page as people see it, decoded.
pub async fn open(app: &App, page: &Page) -> Result<Arc<DynamicImage>, Problem> {
    let digest = page.picture.ok_or(Problem::NotFound)?;
    if let Some(image) = app.pictures.find(page.id, digest) {
        return Ok(image);
    }
    let bytes = app.storage.get(&Key::picture(page.home, page.id)).await?;
    let decoded = tokio::task::spawn_blocking(move || decode(&bytes)).await;
    let image = Arc::new(decoded.map_err(|error| Problem::Failed(error.to_string()))??);
    app.pictures.keep(page.id, digest, Arc::clone(&image));
    Ok(image)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Problem> {
    let fault = |error: &dyn std::fmt::Display| Problem::Failed(format!("page picture: {error}"));
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| fault(&error))?;
    reader.decode().map_err(|error| fault(&error))
}

/// A part of the page, `region` in pixels of the upright page, scaled to `width` × `height`.
pub fn cut(image: &DynamicImage, page: &Page, region: PixelBox, width: u32, height: u32) -> DynamicImage {
    let across = f64::from(image.width()) / f64::from(page.width.max(1));
    let down = f64::from(image.height()) / f64::from(page.height.max(1));
    let x = ((f64::from(region.x) * across) as u32).min(image.width() - 1);
    let y = ((f64::from(region.y) * down) as u32).min(image.height() - 1);
    let w = ((f64::from(region.w) * across).round() as u32).clamp(1, image.width() - x);
    let h = ((f64::from(region.h) * down).round() as u32).clamp(1, image.height() - y);
    let part = image.crop_imm(x, y, w, h);
    if (w, h) == (width, height) {
        return part;
    }
    part.resize_exact(width.max(1), height.max(1), FilterType::Triangle)
}

/// # Errors
/// The encoder refused, which a sound image never causes.
pub fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let written = match image.color().has_color() {
        true => image.to_rgb8().write_with_encoder(encoder),
        false => image.to_luma8().write_with_encoder(encoder),
    };
    written.map_err(|error| Problem::Failed(format!("page picture: {error}")))?;
    Ok(bytes)
}
