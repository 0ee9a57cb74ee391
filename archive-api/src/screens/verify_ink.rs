//! The ink of a task: the strip around the field, its page with the row lit, the strips of what other papers say.
//! A verifier opens no dossiers: these pictures are reached through the task alone.

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dossier::field::Evidence;
use dossier::{FieldId, PixelBox};
use image::{DynamicImage, Rgb, RgbImage};
use register::{Field, Page};
use serde::Deserialize;

use crate::app::App;
use crate::pictures;
use crate::problem::Problem;
use crate::strips::{self, Shown};
use crate::visitor::Visitor;

/// Width and height of the strip over the input, in pixels of the screen.
const STRIP: (u32, u32) = (960, 150);
/// Where the value begins in its strip, in percent; the input stands under it.
const LEFT: u32 = 14;
const LEFT_MOST: u32 = 60;
const PAGE_WIDTH: u32 = 960;
const QUALITY: u8 = 60;

/// The part of the page that the strip shows, and where in it the value begins, in percent.
pub fn strip_of(page: &Page, bbox: &PixelBox) -> (PixelBox, u32) {
    strip_in(page.width.max(1), page.height.max(1), bbox)
}

fn strip_in(width: u32, height: u32, bbox: &PixelBox) -> (PixelBox, u32) {
    let wanted = (bbox.w * 2).max(bbox.h * 3 * STRIP.0 / STRIP.1 / 2).max(width * 45 / 100);
    let w = wanted.min(width);
    let h = (w * STRIP.1 / STRIP.0).clamp(1, height);
    let x = bbox.x.saturating_sub(w * LEFT / 100).min(width - w);
    let middle = bbox.y + bbox.h / 2;
    let y = middle.saturating_sub(h / 2).min(height - h);
    let left = (bbox.x.saturating_sub(x) * 100 + w / 2) / w;
    (PixelBox::new(x, y, w, h), left.min(LEFT_MOST))
}

#[derive(Deserialize, Default)]
pub struct Asked {
    /// The ink of another paper that states the same thing.
    other: Option<FieldId>,
    /// Another page of the same document.
    number: Option<u32>,
    /// The whole page instead of the part around the row.
    #[serde(default)]
    whole: bool,
}

/// The field of the task, and the one whose ink is asked for. Another's counts only in the same dossier, of the same
/// name: otherwise it does not exist here.
async fn fields(
    app: &App,
    visitor: &Visitor,
    id: FieldId,
    other: Option<FieldId>,
) -> Result<(Field, Field), Problem> {
    let field = app.register.field(&visitor.access, id).await?;
    let Some(other) = other else { return Ok((field.clone(), field)) };
    let shown = app.register.field(&visitor.access, other).await?;
    let same = shown.dossier == field.dossier && shown.path == field.path;
    if same { Ok((field, shown)) } else { Err(Problem::NotFound) }
}

fn evidence(field: &Field) -> Result<&Evidence, Problem> {
    field.evidence.as_ref().ok_or(Problem::NotFound)
}

/// `/verify/{field}/ink`
pub async fn ink(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (_, shown) = fields(&app, &visitor, id, asked.other).await?;
    let evidence = evidence(&shown)?;
    let page = app.register.page(&visitor.access, evidence.page).await?;
    let (part, width) = match asked.other {
        None => (strip_of(&page, &evidence.bbox).0, STRIP.0),
        Some(_) => (strips::around(&page, &evidence.bbox), 220),
    };
    let told = if asked.other.is_none() { strips::told(&evidence.bbox) } else { String::new() };
    let part = strips::told(&part);
    strips::show(&app, &page, &Shown { part, hits: String::new(), evidence: told, width: Some(width) }).await
}

/// `/verify/{field}/page`
pub async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<FieldId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (field, _) = fields(&app, &visitor, id, None).await?;
    let evidence = evidence(&field)?;
    if let Some(number) = asked.number {
        let page = beside(&app, &visitor, &field, number).await?;
        if page.id != evidence.page {
            return strips::show(&app, &page, &Shown { width: Some(PAGE_WIDTH), ..Shown::default() }).await;
        }
    }
    let page = app.register.page(&visitor.access, evidence.page).await?;
    let picture = pictures::open(&app, &page).await?;
    let bbox = evidence.bbox;
    let made = tokio::task::spawn_blocking(move || {
        let part =
            if asked.whole { PixelBox::new(0, 0, page.width, page.height) } else { around_row(&page, &bbox) };
        let height = (part.h * PAGE_WIDTH / part.w.max(1)).max(1);
        let mut canvas = pictures::cut(&picture, &page, part, PAGE_WIDTH, height).to_rgb8();
        light(&mut canvas, &part, &bbox);
        pictures::jpeg(&DynamicImage::ImageRgb8(canvas), QUALITY)
    });
    let bytes = made.await.map_err(|error| Problem::Failed(error.to_string()))??;
    Ok(([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "private, max-age=300")], bytes).into_response())
}

/// A page of the task's document by its number; none other belongs to the task.
async fn beside(app: &App, visitor: &Visitor, field: &Field, number: u32) -> Result<Page, Problem> {
    let document = field.document.ok_or(Problem::NotFound)?;
    let pages = app.register.pages(&visitor.access, field.dossier).await?;
    let found = pages.into_iter().find(|page| page.number == number && page.document == Some(document));
    found.ok_or(Problem::NotFound)
}

/// The full width of the page and a third of its height, the row near its upper edge: less of it is seen.
fn around_row(page: &Page, bbox: &PixelBox) -> PixelBox {
    let h = (page.height / 3).max(bbox.h * 3).min(page.height);
    let y = (bbox.y + bbox.h / 2).saturating_sub((page.width / 14).max(bbox.h)).min(page.height - h);
    PixelBox::new(0, y, page.width, h)
}

/// Everything but the row goes dark; the value gets its frame.
fn light(canvas: &mut RgbImage, part: &PixelBox, bbox: &PixelBox) {
    let (width, height) = canvas.dimensions();
    let scale = |length: u32| (u64::from(length) * u64::from(width) / u64::from(part.w.max(1))) as u32;
    let pad = bbox.h / 2;
    let top = scale(bbox.y.saturating_sub(pad).saturating_sub(part.y));
    let bottom = scale((bbox.bottom() + pad).saturating_sub(part.y)).min(height);
    for y in (0..height).filter(|y| !(top..bottom).contains(y)) {
        for x in 0..width {
            let Rgb(channels) = canvas.get_pixel_mut(x, y);
            for channel in channels {
                *channel = (u16::from(*channel) * 45 / 100) as u8;
            }
        }
    }
    let corners = [
        scale(bbox.x.saturating_sub(part.x)),
        scale(bbox.y.saturating_sub(part.y)),
        scale(bbox.right().saturating_sub(part.x)).min(width - 1),
        scale(bbox.bottom().saturating_sub(part.y)).min(height - 1),
    ];
    strips::frame(canvas, corners, strips::EVIDENCE_LINE);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_begins_at_the_same_place() {
        let check = |bbox: PixelBox, left: u32| {
            let (part, found) = strip_in(1654, 2339, &bbox);
            assert!(part.right() <= 1654 && part.bottom() <= 2339, "{part:?}");
            assert!(part.x <= bbox.x && part.y <= bbox.y, "{part:?}");
            assert_eq!(found, left);
        };
        check(PixelBox::new(400, 800, 180, 30), 14);
        check(PixelBox::new(10, 5, 180, 30), 1);
        check(PixelBox::new(1400, 2300, 180, 30), 60);
    }
}
