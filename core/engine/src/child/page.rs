//! One page from frame to reading: the order of the steps, and what each decides. The work is elsewhere.

use std::path::Path;

use dossier::page::ScanQuality;
use dossier::recognition::{Line, Table};
use dossier::{Digest, Rotation};
use sha2::Digest as _;

use super::framed::FrameSize;
use super::lines::Desk;
use super::view::View;
use super::{Workshop, framed, people, text};
use crate::decode::Decoded;
use crate::error::EngineError;
use crate::layers;
use crate::look::Look;
use crate::marks::{self, pitch, separator};
use crate::pixels::ink::Ink;
use crate::pixels::{Grey, Raster};
use crate::prepare::{self, Prepared, Steps, Wanted};
use crate::reading::{PageReading, Picture, Step};
use crate::upright;
use crate::wire::Try;

/// Sharpness of rows to columns under which a page is taken to lie on its side.
const STANDS: f32 = 0.8;
const SURELY_LIES: f32 = 0.5;
/// A sample that yields fewer sure letters was not read.
const NOTHING: f32 = 5.0;
/// An empty side holds no more ink than this, whatever shows through.
const SHOWN_THROUGH: f32 = 0.02;
/// A sample that yields so many stands as it was read.
const READS: f32 = 60.0;
/// So many of the longest lines are read of a page that took too long; a written page has fewer.
const LINES_AT_SECOND: usize = 100;

pub(super) fn read(
    shop: &mut Workshop,
    file: &Path,
    frame: u32,
    attempt: Try,
) -> Result<PageReading, EngineError> {
    let mut steps = Steps::default();
    if attempt == Try::Second {
        let seconds = shop.config.page_seconds;
        let detail = format!("after {seconds} s: cleaned harder, at most {LINES_AT_SECOND} lines");
        steps.done.push(Step { name: "second try".to_owned(), detail, ms: 0 });
    }
    #[cfg(feature = "faults")]
    crate::faults::act(file, if attempt == Try::First { &["read-", "first-"] } else { &["read-"] });
    let decoded = decoded(shop, file, frame, &mut steps)?;
    let (dpi, dpi_known) = resolution(&decoded);
    let raster = decoded.raster;
    let pixel_digest = steps.timed("digest", || (digest(&raster), String::new()));
    let look = Look::at(&raster, dpi, attempt, &mut steps);
    let code = if look.separators { separator_code(&look.even, look.dpi, &mut steps) } else { None };
    let mut read = Read::default();
    if code.is_none() && !look.surely_blank {
        let mut bench = Bench { shop, steps, dpi, attempt };
        read = bench.recognise(&look, &raster)?;
        steps = bench.steps;
    }
    let blank = code.is_none()
        && (look.surely_blank
            || (look.faint && read.sure_words < 3)
            || (look.doubtful() && read.letters == 0)
            // Much shows through from the other side of a sheet, but nothing that reads.
            || (read.letters < 3 && look.census.ink_share < SHOWN_THROUGH));
    if blank {
        read.lines.clear();
        read.tables.clear();
    }
    let upright = raster.turned(read.rotation);
    let picture = steps.timed("picture", || {
        let made = people::picture(&upright, dpi);
        let detail = made.as_ref().map(|made| format!("{} bytes", made.bytes.len())).unwrap_or_default();
        (made, detail)
    })?;
    let layers = steps.timed("layers", || layers::of(&upright, dpi, picture.bytes.len()));
    let perceptual_hash = steps.timed("hash", || (marks::perceptual_hash(&upright), String::new()));
    let (width, height) = upright.size();
    let quality = ScanQuality { skew_degrees: read.skew, monospaced: read.monospaced, ..look.quality };
    Ok(PageReading {
        width: width as u32,
        height: height as u32,
        dpi: dpi.round() as u32,
        dpi_known,
        rotation: read.rotation,
        blank,
        separator: code,
        quality,
        perceptual_hash,
        pixel_digest,
        confidence: if read.lines.is_empty() { 0.0 } else { read.confidence },
        lines: read.lines,
        tables: read.tables,
        picture,
        layers,
        steps: steps.done,
        engine: text::engine(shop),
        #[cfg(feature = "learn")]
        measured: read.measured,
        #[cfg(feature = "learn")]
        asked: read.asked,
        #[cfg(feature = "learn")]
        prepared: read.prepared,
    })
}

/// Rebuilds the picture alone. The page is looked at again to know how it stands, since only that tells.
pub(super) fn picture(
    shop: &mut Workshop,
    file: &Path,
    frame: u32,
    attempt: Try,
) -> Result<Picture, EngineError> {
    read(shop, file, frame, attempt).map(|reading| reading.picture)
}

fn decoded(shop: &mut Workshop, file: &Path, frame: u32, steps: &mut Steps) -> Result<Decoded, EngineError> {
    steps.timed("decode", || {
        let decoded = shop.decode(file, frame);
        let (width, height) = decoded.as_ref().map(|decoded| decoded.raster.size()).unwrap_or_default();
        (decoded, format!("{width}x{height}"))
    })
}

/// The file's word where it was believable, else what makes the long side an A4's.
fn resolution(decoded: &Decoded) -> (f32, bool) {
    if let Some((x, _)) = decoded.dpi {
        return (x, true);
    }
    let (width, height) = decoded.raster.size();
    let as_a4 = width.max(height) as f32 / 11.69;
    (as_a4.clamp(100.0, 600.0), false)
}

fn digest(raster: &Raster) -> Digest {
    let (width, height) = raster.size();
    let mut hasher = sha2::Sha256::new();
    hasher.update((width as u64).to_le_bytes());
    hasher.update((height as u64).to_le_bytes());
    hasher.update(raster.bytes());
    Digest(hasher.finalize().into())
}

fn separator_code(even: &Grey, dpi: f32, steps: &mut Steps) -> Option<String> {
    steps.timed("separator", || {
        let payload = separator::payload(even, dpi);
        let detail = if payload.is_some() { "found" } else { "none" };
        (payload, detail.to_owned())
    })
}

/// What reading gave, on the upright grid.
#[derive(Default)]
struct Read {
    rotation: Rotation,
    lines: Vec<Line>,
    tables: Vec<Table>,
    confidence: f32,
    skew: f32,
    monospaced: bool,
    sure_words: usize,
    letters: usize,
    #[cfg(feature = "learn")]
    measured: Vec<crate::reading::Measured>,
    #[cfg(feature = "learn")]
    asked: Vec<crate::reading::Asked>,
    #[cfg(feature = "learn")]
    prepared: Vec<u8>,
}

struct Bench<'a> {
    shop: &'a mut Workshop,
    steps: Steps,
    dpi: f32,
    attempt: Try,
}

impl Bench<'_> {
    fn recognise(&mut self, look: &Look, raster: &Raster) -> Result<Read, EngineError> {
        let standing = self.steps.timed("standing", || {
            let standing = upright::standing(&look.even, look.dpi);
            (standing, format!("rows {standing:.2} to columns"))
        });
        let mut view = self.upright(look, standing)?;
        if self.attempt == Try::Second {
            view.keep_longest(LINES_AT_SECOND);
        }
        let monospaced = self.pitch(&view.prepared);
        let (rotation, skew) = (view.rotation, view.prepared.skew);
        // Colour tells stamps from print, so the page is turned as it was read.
        let upright = raster.clone().turned(rotation);
        let (width, height) = upright.size();
        let frame = FrameSize(width as u32, height as u32);
        let text = text::of(view, (&upright, frame), monospaced, &mut desk(self.shop, &mut self.steps)?)?;
        Ok(Read {
            rotation,
            confidence: text.confidence(),
            skew,
            monospaced,
            sure_words: text.sure_words(),
            letters: text.letters(),
            tables: framed::tables(&text, frame),
            lines: framed::lines(&text, frame),
            #[cfg(feature = "learn")]
            measured: framed::measured(&text, frame),
            #[cfg(feature = "learn")]
            asked: framed::asked(&text, frame),
            #[cfg(feature = "learn")]
            prepared: people::picture(&Raster::Grey(text.prepared.grey.clone()), text.prepared.dpi)?.bytes,
        })
    }

    fn prepare(&mut self, look: &Look, rotation: Rotation) -> Prepared {
        let wanted = Wanted {
            dpi: look.dpi,
            noisy: look.noisy,
            frame_scale: self.dpi / look.dpi,
            warp: look.warp.map(|warp| warp.turned(rotation)),
        };
        prepare::prepare(look.even.turned(rotation), &wanted, &mut self.steps)
    }

    fn pitch(&mut self, prepared: &Prepared) -> bool {
        self.steps.timed("pitch", || {
            let ink = Ink::darker_than(&prepared.grey, 128);
            let monospaced = pitch::is_monospaced(&ink, prepared.dpi);
            (monospaced, if monospaced { "typewritten" } else { "" }.to_owned())
        })
    }

    /// The page as it stands best: both ways along the likelier axis, and where neither reads, both ways across it.
    fn upright(&mut self, look: &Look, standing: f32) -> Result<View, EngineError> {
        let guess = if standing < STANDS { Rotation::Quarter } else { Rotation::None };
        let prepared = self.prepare(look, guess);
        let first = self.view(prepared, guess)?;
        if guess == Rotation::None && first.reads() {
            return Ok(first);
        }
        let along = self.right_way_up(first)?;
        if along.letters >= READS {
            return Ok(along);
        }
        let other = if guess == Rotation::None { Rotation::Quarter } else { Rotation::None };
        let prepared = self.prepare(look, other);
        let across = self.view(prepared, other)?;
        let across = self.right_way_up(across)?;
        // Standing is the likelier, so lying must show more for itself.
        let across_wins = match other {
            Rotation::None => {
                across.letters > along.letters || (along.letters < NOTHING && standing > SURELY_LIES)
            }
            _ => across.letters > along.letters * 1.5 + 10.0,
        };
        Ok(if across_wins { across } else { along })
    }

    fn view(&mut self, prepared: Prepared, rotation: Rotation) -> Result<View, EngineError> {
        View::of(prepared, rotation, &mut desk(self.shop, &mut self.steps)?)
    }

    /// Whichever way reads better, this one or turned over.
    fn right_way_up(&mut self, here: View) -> Result<View, EngineError> {
        let turned = here.prepared.clone().turned_over();
        let over = self.view(turned, upright::half_turned(here.rotation))?;
        Ok(if over.letters > here.letters * 1.3 + 5.0 { over } else { here })
    }
}

fn desk<'a>(shop: &'a mut Workshop, steps: &'a mut Steps) -> Result<Desk<'a>, EngineError> {
    shop.load_model()?;
    let Workshop { reader, model, config, .. } = shop;
    let model = model.as_mut().ok_or_else(|| EngineError::unavailable("line_model"))?;
    Ok(Desk { reader, model, tessdata: config.tessdata.as_deref(), steps })
}
