//! IIIF Image 3: tiles and thumbnails of pages for any viewer, cut on request.

use std::io::Cursor;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::PageId;
use image::ImageFormat;
use serde_json::json;

use super::image_request::{Format, ImageRequest, MOST};
use crate::app::App;
use crate::pictures;
use crate::problem::Problem;
use crate::screens::copies;
use crate::visitor::Visitor;

/// Tiles of a square this wide, at each halving of the page.
const TILE: u32 = 512;
const SCALES: [u32; 5] = [1, 2, 4, 8, 16];
const QUALITY: u8 = 80;

/// `/iiif/3/{page}/info.json`
pub async fn info(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<PageId>,
) -> Result<Response, Problem> {
    let page = app.register.page(&visitor.access, id).await?;
    page.picture.ok_or(Problem::NotFound)?;
    copies::looked(&app, &visitor, page.dossier, id).await?;
    let info = json!({
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": format!("/iiif/3/{id}"),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        "width": page.width,
        "height": page.height,
        "maxWidth": MOST,
        "maxHeight": MOST,
        "tiles": [{ "width": TILE, "height": TILE, "scaleFactors": SCALES }],
        "extraFormats": ["png"],
        "extraQualities": ["gray"],
        "extraFeatures": ["mirroring", "regionSquare", "rotationBy90s", "sizeUpscaling"],
    });
    Ok(([(CACHE_CONTROL, "private, max-age=300")], Json(info)).into_response())
}

/// `/iiif/3/{page}/{region}/{size}/{rotation}/{quality}.{format}`
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, region, size, rotation, file)): Path<(PageId, String, String, String, String)>,
) -> Result<Response, Problem> {
    let page = app.register.page(&visitor.access, id).await?;
    let request = ImageRequest::read((page.width, page.height), &region, &size, &rotation, &file)
        .map_err(|_| Problem::Bad)?;
    let picture = pictures::open(&app, &page).await?;
    let made = tokio::task::spawn_blocking(move || {
        let mut part = pictures::cut(&picture, &page, request.region, request.width, request.height);
        if request.mirrored {
            part = part.fliph();
        }
        part = match request.turned {
            90 => part.rotate90(),
            180 => part.rotate180(),
            270 => part.rotate270(),
            _ => part,
        };
        if request.grey {
            part = part.grayscale();
        }
        match request.format {
            Format::Jpeg => pictures::jpeg(&part, QUALITY),
            Format::Png => {
                let mut bytes = Cursor::new(Vec::new());
                let written = part.write_to(&mut bytes, ImageFormat::Png);
                written.map_err(|error| Problem::Failed(format!("page picture: {error}")))?;
                Ok(bytes.into_inner())
            }
        }
    });
    let bytes = made.await.map_err(|error| Problem::Failed(error.to_string()))??;
    let media = if request.format == Format::Jpeg { "image/jpeg" } else { "image/png" };
    Ok(([(CONTENT_TYPE, media), (CACHE_CONTROL, "private, max-age=300")], bytes).into_response())
}
