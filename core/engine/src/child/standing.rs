//! How a page stands, told by reading: which axis, which way up, and whether the text is this side's at all.

use dossier::Rotation;

use super::page::Bench;
use super::view::View;
use crate::error::EngineError;
use crate::look::Look;
use crate::pixels::Raster;
use crate::prepare::Prepared;
use crate::reading::Step;
use crate::upright;

/// Sharpness of rows to columns under which a page is taken to lie on its side.
const STANDS: f32 = 0.8;
const SURELY_LIES: f32 = 0.5;
/// A sample that yields fewer sure letters was not read.
const NOTHING: f32 = 5.0;

impl Bench<'_> {
    /// The page as it stands best: both ways along the likelier axis, and where neither reads, both ways across it.
    pub fn upright(&mut self, look: &Look, raster: &Raster, standing: f32) -> Result<View, EngineError> {
        let guess = if standing < STANDS { Rotation::Quarter } else { Rotation::None };
        let prepared = self.prepare(look, guess);
        let first = self.view(prepared, guess, Some(raster))?;
        if first.sample.is_sure() {
            return Ok(first);
        }
        let along = self.right_way_up(first, raster)?;
        if along.sample.reads() {
            return Ok(along);
        }
        let other = if guess == Rotation::None { Rotation::Quarter } else { Rotation::None };
        let prepared = self.prepare(look, other);
        let across = self.view(prepared, other, Some(raster))?;
        let across = self.right_way_up(across, raster)?;
        // Standing is the likelier, so lying must show more for itself.
        let across_wins = match other {
            Rotation::None => {
                across.sample.merit() > along.sample.merit()
                    || (along.sample.letters < NOTHING && standing > SURELY_LIES)
            }
            _ => across.sample.letters > along.sample.letters * 1.5 + 10.0,
        };
        Ok(if across_wins { across } else { along })
    }

    fn view(
        &mut self,
        prepared: Prepared,
        rotation: Rotation,
        scan: Option<&Raster>,
    ) -> Result<View, EngineError> {
        View::of(prepared, rotation, scan, &mut self.desk()?)
    }

    /// Whether pale text reads better from behind: then it is the other side's.
    pub fn shows_through(&mut self, here: &View) -> Result<bool, EngineError> {
        if here.sample.is_own() {
            return Ok(false);
        }
        let behind = self.view(here.prepared.clone().mirrored(), here.rotation, None)?;
        let through = here.sample.shows_through(behind.sample);
        let detail = if through { "reads better from behind: the other side's" } else { "this side's" };
        self.steps.done.push(Step { name: "pale".to_owned(), detail: detail.to_owned(), ms: 0 });
        Ok(through)
    }

    /// Whichever way reads better, this one or turned over.
    fn right_way_up(&mut self, here: View, raster: &Raster) -> Result<View, EngineError> {
        let turned = here.prepared.clone().turned_over();
        let over = self.view(turned, upright::half_turned(here.rotation), Some(raster))?;
        Ok(if over.sample.letters > here.sample.letters * 1.3 + 5.0 { over } else { here })
    }
}
