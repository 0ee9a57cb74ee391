//! The order of the steps, from an upright page to its layers.

use super::encode::{Loss, jbig2, jpeg};
use super::planes::Plane;
use super::{Layer, Layers, Patch, contrast, mask, photographs, planes, smooth};
use crate::pixels::Raster;

/// Finer pages are brought to this before they are taken apart.
const FINE_DPI: f32 = 340.0;
const WORK_DPI: f32 = 300.0;
/// A mask of a coarser page is twice as fine as the page, or its letters would have steps.
const COARSE_DPI: f32 = 240.0;
const GROUND_DPI: f32 = 100.0;
const INK_DPI: f32 = 50.0;
const PHOTOGRAPH_DPI: f32 = 200.0;
/// Thousandths of the ground that may lose detail: more is a pattern or a half-tone.
const MOST_LOST: usize = 15;
/// More ink is no writing: the parts would not be told apart well.
const MOST_INK: usize = 40; // of a hundred pixels

/// The page in layers, and a word about them. None where the picture of so many bytes serves as well: a page of one
/// bit, one that is mostly dark, one whose layers would be no smaller.
pub(crate) fn of(upright: &Raster, dpi: f32, picture: usize) -> (Option<Layers>, String) {
    let (width, height) = upright.size();
    if upright.is_bitonal() || width.min(height) < 64 {
        return (None, String::new());
    }
    let Some(layers) = apart(upright, dpi) else { return (None, "not told apart".to_owned()) };
    let bytes = layers.to_bytes().len();
    let detail = format!("{bytes} bytes, {} photographs", layers.photographs.len());
    if bytes < picture { (Some(layers), detail) } else { (None, detail) }
}

fn apart(upright: &Raster, dpi: f32) -> Option<Layers> {
    if dpi > FINE_DPI {
        let (width, height) = upright.size();
        let to = |pixels: usize| ((pixels as f32 * WORK_DPI / dpi).round() as usize).max(64);
        let coarser = match upright {
            Raster::Bitonal(grey) | Raster::Grey(grey) => Raster::Grey(grey.scaled(to(width), to(height))),
            Raster::Colour(colour) => Raster::Colour(colour.scaled(to(width), to(height))),
        };
        let mut layers = apart(&coarser, WORK_DPI)?;
        for patch in &mut layers.photographs {
            let bounds = &mut patch.bounds;
            for side in [&mut bounds.x, &mut bounds.y, &mut bounds.w, &mut bounds.h] {
                *side = (*side as f32 * dpi / WORK_DPI).round() as u32;
            }
        }
        return Some(layers);
    }
    let coarse = dpi < COARSE_DPI;
    let contrast = contrast::of(upright, !coarse);
    let times = if coarse { 2 } else { 1 };
    let mut mask = mask::of(&contrast, times, dpi);
    let found = photographs::found(upright, dpi);
    for bounds in &found {
        let (left, right) = (bounds.x as usize * times, bounds.right() as usize * times);
        for y in bounds.y as usize * times..bounds.bottom() as usize * times {
            mask.ink.clear(y, left, right);
        }
    }
    if mask.ink.count() * 100 > mask.ink.width * mask.ink.height * MOST_INK {
        return None;
    }
    let side = |target: f32| ((dpi / target).round() as usize).max(1);
    let (mut ink, mut ground, lost) =
        planes::split(upright, &contrast, &mask, (side(INK_DPI), side(GROUND_DPI)));
    if lost > MOST_LOST {
        return None;
    }
    smooth::calm(&mut ink);
    smooth::fill(&mut ink);
    smooth::fill(&mut ground);
    let mut patches = Vec::with_capacity(found.len());
    for bounds in found {
        let cut = photographs::cut(upright, &bounds);
        let image = photograph(cut, dpi)?;
        patches.push(Patch { bounds, image });
    }
    Some(Layers {
        channels: ground.channels as u8,
        ground: layer(&ground, Loss::Smooth { plain: 75.0, fine: 25.0, full_colour: false })?,
        ink: layer(&ink, Loss::Smooth { plain: 50.0, fine: 25.0, full_colour: true })?,
        mask: Layer::new(mask.ink.width, mask.ink.height, jbig2(&mask.ink)?),
        photographs: patches,
    })
}

fn layer(plane: &Plane, loss: Loss) -> Option<Layer> {
    Some(Layer::new(plane.width, plane.height, jpeg(&plane.data, plane.width, plane.height, loss)?))
}

fn photograph(cut: Raster, dpi: f32) -> Option<Layer> {
    let (width, height) = cut.size();
    let factor = if dpi > PHOTOGRAPH_DPI * 1.2 { PHOTOGRAPH_DPI / dpi } else { 1.0 };
    let to = |pixels: usize| ((pixels as f32 * factor).round() as usize).max(1);
    let (width, height) = (to(width), to(height));
    let data = match cut {
        Raster::Bitonal(grey) | Raster::Grey(grey) => grey.scaled(width, height).data,
        Raster::Colour(colour) => colour.scaled(width, height).data,
    };
    Some(Layer::new(width, height, jpeg(&data, width, height, Loss::Quality(60))?))
}
