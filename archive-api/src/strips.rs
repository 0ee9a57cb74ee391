//! Ink on the screen: strips and whole pages with hits and evidence drawn on them, so that they are seen without any
//! script and reach a printer too.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::PixelBox;
use image::{DynamicImage, Rgb, RgbImage};
use register::Page;
use serde::Deserialize;

use crate::app::App;
use crate::pictures;
use crate::problem::Problem;

/// What to show of a page. Boxes are `x,y,w,h` in pixels of the upright page, several joined with `;`: numbers may
/// stand in an address, names may not.
#[derive(Deserialize, Default, Clone)]
pub struct Shown {
    /// The part; the whole page when absent.
    #[serde(default)]
    pub part: String,
    #[serde(default)]
    pub hits: String,
    #[serde(default)]
    pub evidence: String,
    /// Widest answer in pixels.
    pub width: Option<u32>,
}

const HIT: [u8; 3] = [0xff, 0xd6, 0x33];
const HIT_LINE: Rgb<u8> = Rgb([0x7a, 0x3e, 0x00]);
pub const EVIDENCE_LINE: Rgb<u8> = Rgb([0x1a, 0x4e, 0x95]);
const WHITE: Rgb<u8> = Rgb([0xff, 0xff, 0xff]);
const USUAL_WIDTH: u32 = 640;
const MOST_WIDTH: u32 = 2000;
const QUALITY: u8 = 60;

/// A strip around a box, wide enough to see its neighbours: half a page across and twice the line's height.
pub fn around(page: &Page, bbox: &PixelBox) -> PixelBox {
    let pad_x = (page.width / 12).max(bbox.w / 6);
    let pad_y = (bbox.h * 7 / 10).max(page.height / 120);
    let x = bbox.x.saturating_sub(pad_x);
    let y = bbox.y.saturating_sub(pad_y);
    PixelBox::new(
        x,
        y,
        (bbox.right() + pad_x).min(page.width).saturating_sub(x),
        (bbox.bottom() + pad_y).min(page.height).saturating_sub(y),
    )
}

/// A box as an address says it.
pub fn told(bbox: &PixelBox) -> String {
    format!("{},{},{},{}", bbox.x, bbox.y, bbox.w, bbox.h)
}

pub async fn show(app: &App, page: &Page, shown: &Shown) -> Result<Response, Problem> {
    let whole = PixelBox::new(0, 0, page.width, page.height);
    let part = match shown.part.as_str() {
        "" => whole,
        text => boxes(text).first().copied().filter(|part| fits(part, page)).ok_or(Problem::Bad)?,
    };
    let (hits, evidence) = (boxes(&shown.hits), boxes(&shown.evidence));
    let picture = pictures::open(app, page).await?;
    let width = shown.width.unwrap_or(USUAL_WIDTH).clamp(16, MOST_WIDTH);
    let page = page.clone();
    let made = tokio::task::spawn_blocking(move || {
        let height = (u64::from(part.h) * u64::from(width) / u64::from(part.w.max(1))).clamp(1, 6_000) as u32;
        let cut = pictures::cut(&picture, &page, part, width, height);
        if hits.is_empty() && evidence.is_empty() {
            return pictures::jpeg(&cut, QUALITY);
        }
        let mut canvas = cut.to_rgb8();
        let place = |bbox: &PixelBox| placed(bbox, &part, width, height);
        for hit in hits.iter().filter_map(place) {
            multiply(&mut canvas, hit);
            frame(&mut canvas, hit, HIT_LINE);
        }
        for bbox in evidence.iter().filter_map(place) {
            frame(&mut canvas, bbox, EVIDENCE_LINE);
        }
        pictures::jpeg(&DynamicImage::ImageRgb8(canvas), QUALITY)
    });
    let bytes = made.await.map_err(|error| Problem::Failed(error.to_string()))??;
    Ok(([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "private, max-age=300")], bytes).into_response())
}

fn fits(part: &PixelBox, page: &Page) -> bool {
    part.w > 0 && part.h > 0 && part.x < page.width && part.y < page.height
}

fn boxes(text: &str) -> Vec<PixelBox> {
    let read = |one: &str| {
        let numbers: Vec<u32> = one.split(',').filter_map(|number| number.parse().ok()).collect();
        <[u32; 4]>::try_from(numbers).ok().map(PixelBox::from)
    };
    text.split(';').filter_map(read).collect()
}

/// Left, top, right, bottom on the canvas; `None` for a box outside the part.
type Corners = [u32; 4];

fn placed(bbox: &PixelBox, part: &PixelBox, width: u32, height: u32) -> Option<Corners> {
    let (left, top) = (bbox.x.max(part.x), bbox.y.max(part.y));
    let (right, bottom) = (bbox.right().min(part.right()), bbox.bottom().min(part.bottom()));
    if left >= right || top >= bottom {
        return None;
    }
    let across = |x: u32| {
        ((u64::from(x - part.x) * u64::from(width)) / u64::from(part.w)).min(u64::from(width - 1)) as u32
    };
    let down = |y: u32| {
        ((u64::from(y - part.y) * u64::from(height)) / u64::from(part.h)).min(u64::from(height - 1)) as u32
    };
    Some([across(left), down(top), across(right), down(bottom)])
}

/// Yellow at 38 % multiplied over the ink, so that the letters stay black.
fn multiply(canvas: &mut RgbImage, [left, top, right, bottom]: Corners) {
    for y in top..=bottom {
        for x in left..=right {
            let pixel = canvas.get_pixel_mut(x, y);
            for (channel, tint) in pixel.0.iter_mut().zip(HIT) {
                let full = u32::from(*channel) * u32::from(tint) / 255;
                *channel = ((u32::from(*channel) * 62 + full * 38) / 100) as u8;
            }
        }
    }
}

/// Two pixels of colour and one of white outside, so that it holds on dark copies.
pub fn frame(canvas: &mut RgbImage, [left, top, right, bottom]: Corners, colour: Rgb<u8>) {
    let (width, height) = canvas.dimensions();
    for (out, colour) in [(4_u32, WHITE), (3, colour), (2, colour)] {
        let (x0, y0) = (left.saturating_sub(out), top.saturating_sub(out));
        let (x1, y1) = ((right + out).min(width - 1), (bottom + out).min(height - 1));
        for x in x0..=x1 {
            canvas.put_pixel(x, y0, colour);
            canvas.put_pixel(x, y1, colour);
        }
        for y in y0..=y1 {
            canvas.put_pixel(x0, y, colour);
            canvas.put_pixel(x1, y, colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_and_placed() {
        assert_eq!(boxes("1,2,3,4;5,6,7,8;x"), [PixelBox::new(1, 2, 3, 4), PixelBox::new(5, 6, 7, 8)]);
        let part = PixelBox::new(100, 100, 200, 100);
        assert_eq!(placed(&PixelBox::new(150, 120, 50, 20), &part, 400, 200), Some([100, 40, 200, 80]));
        assert_eq!(placed(&PixelBox::new(0, 0, 50, 20), &part, 400, 200), None);
    }
}
