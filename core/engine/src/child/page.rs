//! One page from frame to reading: the order of the steps, and what each decides. The work is elsewhere.

use std::path::Path;

use dossier::page::ScanQuality;
use dossier::recognition::{Line, Table};
use dossier::{Digest, PixelBox, Rotation};

use super::framed::FrameSize;
use super::lines::Desk;
use super::{Workshop, framed, people, text};
use crate::decode::Decoded;
use crate::error::EngineError;
use crate::layers;
use crate::look::Look;
use crate::marks::{self, pitch, separator};
use crate::pixels::Raster;
use crate::pixels::ink::Ink;
use crate::prepare::{self, Prepared, Steps, Wanted};
use crate::reading::{PageReading, Picture, Step};
use crate::upright;
use crate::wire::Try;

/// An empty side holds no more ink than this, whatever shows through.
const SHOWN_THROUGH: f32 = 0.02;
/// A pale page with fewer surely read words, and fewer letters or digits in such, holds nothing.
const LEAST_WORDS: usize = 3;
const LEAST_LETTERS: usize = 20;
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
    let pixel_digest = steps.timed("digest", || (digest(&decoded.raster), String::new()));
    let mut raster = decoded.raster.without_tint();
    let look = Look::at(&raster, dpi, attempt, &mut steps);
    let code = if look.separators { separator_code(&look, &mut steps) } else { None };
    let mut read = Read::default();
    if code.is_none() && !look.surely_blank {
        let mut bench = Bench { shop, steps, dpi, attempt, faded: look.faded };
        read = bench.recognise(&look, &mut raster)?;
        steps = bench.steps;
    }
    let blank = code.is_none()
        && (look.surely_blank || read.is_nothing(look.faint, look.doubtful(), look.census.ink_share));
    if blank {
        read.lines.clear();
        read.tables.clear();
    }
    let upright = raster;
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
        covers: read.covers,
        picture,
        layers,
        steps: steps.done,
        engine: text::engine(shop),
        #[cfg(feature = "learn")]
        measured: read.measured,
        #[cfg(feature = "learn")]
        asked: read.asked,
        #[cfg(feature = "learn")]
        gaps: read.gaps,
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

/// Of the pixels their BLAKE3, which is had in a fifth of the time.
fn digest(raster: &Raster) -> Digest {
    let (width, height) = raster.size();
    let size = [(width as u64).to_le_bytes(), (height as u64).to_le_bytes()].concat();
    Digest::of(&[&size[..], blake3::hash(raster.bytes()).as_bytes()].concat())
}

fn separator_code(look: &Look, steps: &mut Steps) -> Option<String> {
    steps.timed("separator", || {
        let payload = separator::payload(look.scan.as_ref().unwrap_or(&look.even), look.dpi);
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
    covers: Vec<PixelBox>,
    confidence: f32,
    skew: f32,
    monospaced: bool,
    sure_words: usize,
    sure_letters: usize,
    /// All there is, is the other side's.
    shows_through: bool,
    letters: usize,
    #[cfg(feature = "learn")]
    measured: Vec<crate::reading::Measured>,
    #[cfg(feature = "learn")]
    asked: Vec<crate::reading::Asked>,
    #[cfg(feature = "learn")]
    gaps: Vec<crate::reading::GapSeen>,
    #[cfg(feature = "learn")]
    prepared: Vec<u8>,
}

impl Read {
    /// Whether what was found on a page is no text of its side.
    fn is_nothing(&self, faint: bool, doubtful: bool, ink_share: f32) -> bool {
        let surely = self.sure_words >= LEAST_WORDS || self.sure_letters >= LEAST_LETTERS;
        self.shows_through
            || (faint && !surely)
            || (doubtful && self.letters == 0)
            // Much shows through from the other side of a sheet, but nothing that reads.
            || (self.letters < 3 && ink_share < SHOWN_THROUGH)
    }
}

pub(super) struct Bench<'a> {
    shop: &'a mut Workshop,
    pub steps: Steps,
    dpi: f32,
    attempt: Try,
    faded: bool,
}

impl Bench<'_> {
    /// Reads the page and leaves its raster upright.
    fn recognise(&mut self, look: &Look, raster: &mut Raster) -> Result<Read, EngineError> {
        let standing = self.steps.timed("standing", || {
            let standing = upright::standing(&look.even, look.dpi);
            (standing, format!("rows {standing:.2} to columns"))
        });
        let mut view = self.upright(look, raster, standing)?;
        if self.attempt == Try::Second {
            view.keep_longest(LINES_AT_SECOND);
        }
        let (rotation, skew) = (view.rotation, view.prepared.skew);
        raster.turn(rotation);
        // On a page so pale the rest is no better than its longest lines.
        if look.faint && view.sample.is_noise() {
            return Ok(Read { rotation, skew, ..Read::default() });
        }
        if look.pale && self.shows_through(&view)? {
            return Ok(Read { rotation, skew, shows_through: true, ..Read::default() });
        }
        let monospaced = self.pitch(&view.prepared);
        let (width, height) = raster.size();
        let frame = FrameSize(width as u32, height as u32);
        let text = text::of(view, (raster, frame), monospaced, &mut self.desk()?)?;
        Ok(Read {
            rotation,
            confidence: text.confidence(),
            skew,
            monospaced,
            sure_words: text.sure_words(),
            sure_letters: text.sure_letters(),
            letters: text.letters(),
            shows_through: false,
            tables: framed::tables(&text, frame),
            covers: framed::covers(&text, frame),
            lines: framed::lines(&text, frame),
            #[cfg(feature = "learn")]
            measured: framed::measured(&text, frame),
            #[cfg(feature = "learn")]
            asked: framed::asked(&text, frame),
            #[cfg(feature = "learn")]
            gaps: framed::gaps(&text, frame),
            #[cfg(feature = "learn")]
            prepared: people::picture(&Raster::Grey(text.prepared.grey.clone()), text.prepared.dpi)?.bytes,
        })
    }

    pub fn prepare(&mut self, look: &Look, rotation: Rotation) -> Prepared {
        let wanted = Wanted {
            dpi: look.dpi,
            noisy: look.noisy,
            bitonal: look.quality.bitonal,
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

    pub fn desk(&mut self) -> Result<Desk<'_>, EngineError> {
        self.shop.load_model()?;
        let Workshop { reader, model, config, .. } = &mut *self.shop;
        let model = model.as_mut().ok_or_else(|| EngineError::unavailable("line_model"))?;
        let (tessdata, faded) = (config.tessdata.as_deref(), self.faded);
        Ok(Desk { reader, model, tessdata, steps: &mut self.steps, faded })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_page_that_reads_is_not_blank() {
        let read =
            |sure_words, sure_letters, letters| Read { sure_words, sure_letters, letters, ..Read::default() };
        // A table of figures has no words, and text that shows through gives few letters surely.
        assert!(!read(0, 180, 400).is_nothing(true, false, 0.02));
        assert!(!read(9, 60, 90).is_nothing(true, false, 0.02));
        assert!(read(0, 8, 650).is_nothing(true, false, 0.006));
        assert!(!read(0, 8, 650).is_nothing(false, false, 0.03));
        assert!(Read { shows_through: true, ..read(9, 60, 900) }.is_nothing(false, false, 0.05));
        assert!(read(0, 0, 0).is_nothing(false, true, 0.05));
    }
}
