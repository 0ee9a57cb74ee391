//! Small pictures of pages, cut from the picture made for people and kept beside it. The picture is our own
//! derivative: a scan itself is opened by the engine alone.

use std::io::Cursor;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use image::ImageReader;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use register::Page;
use storage::{Key, StorageError};

use crate::app::App;
use crate::problem::Problem;

/// Fits the tiles of the wall on a dense screen and stays near 8 KB.
const THUMBNAIL: u32 = 220;
/// A page readable at the width of a column.
const READABLE: u32 = 1100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Thumbnail,
    Readable,
}

pub async fn show(app: &App, page: &Page, size: Size) -> Result<Response, Problem> {
    let bytes = load(app, page, size).await?;
    Ok(([(CONTENT_TYPE, "image/jpeg")], bytes).into_response())
}

async fn load(app: &App, page: &Page, size: Size) -> Result<Vec<u8>, Problem> {
    if page.picture.is_none() {
        return Err(Problem::NotFound);
    }
    let thumbnail = Key::thumbnail(page.home, page.id);
    if size == Size::Thumbnail {
        match app.storage.get(&thumbnail).await {
            Ok(bytes) => return Ok(bytes),
            Err(StorageError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let picture = app.storage.get(&Key::picture(page.home, page.id)).await?;
    let side = if size == Size::Thumbnail { THUMBNAIL } else { READABLE };
    let small = tokio::task::spawn_blocking(move || shrink(&picture, side));
    let small = small.await.map_err(|error| Problem::Failed(error.to_string()))??;
    if size == Size::Thumbnail {
        app.storage.put(&thumbnail, &small).await?;
    }
    Ok(small)
}

fn shrink(picture: &[u8], side: u32) -> Result<Vec<u8>, Problem> {
    let fault = |error: &dyn std::fmt::Display| Problem::Failed(format!("page picture: {error}"));
    let reader =
        ImageReader::new(Cursor::new(picture)).with_guessed_format().map_err(|error| fault(&error))?;
    let image = reader.decode().map_err(|error| fault(&error))?;
    let image = if image.width().max(image.height()) > side {
        image.resize(side, side, FilterType::Triangle)
    } else {
        image
    };
    let mut bytes = Vec::new();
    let quality = if side == THUMBNAIL { 60 } else { 75 };
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    image.to_rgb8().write_with_encoder(encoder).map_err(|error| fault(&error))?;
    Ok(bytes)
}
