//! One page from frame to reading: the order of the steps, and what each decides. The work is elsewhere.

use std::path::Path;

use dossier::page::ScanQuality;
use dossier::recognition::{Line, Script, Table};
use dossier::{Digest, Rotation};
use sha2::Digest as _;

use super::{Workshop, framed, layout, people};
use crate::decode::Decoded;
use crate::error::EngineError;
use crate::layers;
use crate::marks::{self, Census, pitch, separator};
use crate::pixels::ink::Ink;
use crate::pixels::{Grey, Raster};
use crate::prepare::{self, Prepared, Steps, Wanted, background};
use crate::reading::{PageReading, Picture};
use crate::recognise::words::{self, RawLine};
use crate::recognise::{self, Layout, Models};
use crate::upright;

/// Frames finer than this are brought to [`WORK_DPI`] before anything is measured.
const FINE_DPI: f32 = 340.0;
const WORK_DPI: f32 = 300.0;
/// Fewer pieces of a letter's size are a stray mark on an empty back.
const LEAST_LETTERS: u32 = 8;
/// Under this the dearer models read the page again.
const SURE: f32 = 0.88;
/// Under this, or with fewer sure words, the page may stand on its head.
const DOUBTFUL: f32 = 0.75;
const FEW_WORDS: usize = 5;
/// Sharpness of rows to columns under which a page is taken to lie on its side.
const STANDS: f32 = 0.8;
const SURELY_LIES: f32 = 0.5;
/// A strip that yields less was not read.
const NOTHING: f32 = 5.0;
/// A strip that yields so much stands as it was read.
const READS: f32 = 60.0;
/// Smaller frames hold no text.
const LEAST_SIDE: usize = 40;

pub(super) fn read(shop: &mut Workshop, file: &Path, frame: u32) -> Result<PageReading, EngineError> {
    let mut steps = Steps::default();
    let decoded = {
        let start = std::time::Instant::now();
        let decoded = shop.decode(file, frame)?;
        let (width, height) = decoded.raster.size();
        let detail = format!("{width}x{height}");
        let ms = start.elapsed().as_millis() as u32;
        steps.done.push(crate::reading::Step { name: "decode".to_owned(), detail, ms });
        decoded
    };
    let (dpi, dpi_known) = resolution(&decoded);
    let raster = decoded.raster;
    let pixel_digest = steps.timed("digest", || (digest(&raster), String::new()));
    let mut bench = Bench { shop, steps, dpi };
    let look = bench.look(&raster);
    let (width, height) = raster.size();
    let mut read = Read::nothing();
    let code = if look.separators { bench.separator(&look.even, look.dpi) } else { None };
    if code.is_none() && !look.surely_blank {
        read = bench.recognise(&look, (width, height))?;
    }
    let Bench { mut steps, .. } = bench;
    let blank = code.is_none()
        && (look.surely_blank
            || (look.faint && read.sure_words < 3)
            || (look.doubtful() && read.letters == 0));
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
    let perceptual_hash = steps.timed("hash", || (marks::perceptual_hash(&upright.to_grey()), String::new()));
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
        engine: read.engine,
    })
}

/// Rebuilds the picture alone. The page is looked at again to know how it stands, since only that tells.
pub(super) fn picture(shop: &mut Workshop, file: &Path, frame: u32) -> Result<Picture, EngineError> {
    read(shop, file, frame).map(|reading| reading.picture)
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

/// What was seen before reading.
struct Look {
    even: Grey,
    /// Resolution of `even`.
    dpi: f32,
    census: Census,
    quality: ScanQuality,
    surely_blank: bool,
    /// No dark ink: very pale typing, or the other side showing through.
    faint: bool,
    noisy: bool,
    separators: bool,
}

impl Look {
    fn doubtful(&self) -> bool {
        self.census.letters < 3 * LEAST_LETTERS
    }
}

/// What reading gave, on the upright grid.
struct Read {
    rotation: Rotation,
    lines: Vec<Line>,
    tables: Vec<Table>,
    confidence: f32,
    engine: String,
    skew: f32,
    monospaced: bool,
    sure_words: usize,
    letters: usize,
}

impl Read {
    fn nothing() -> Self {
        Self {
            rotation: Rotation::None,
            lines: Vec::new(),
            tables: Vec::new(),
            confidence: 0.0,
            engine: recognise::version(),
            skew: 0.0,
            monospaced: false,
            sure_words: 0,
            letters: 0,
        }
    }
}

struct Bench<'a> {
    shop: &'a mut Workshop,
    steps: Steps,
    dpi: f32,
}

impl Bench<'_> {
    /// Evens the page and measures it.
    fn look(&mut self, raster: &Raster) -> Look {
        let mut grey = raster.to_grey();
        let mut dpi = self.dpi;
        if dpi > FINE_DPI {
            let factor = WORK_DPI / dpi;
            let to = |pixels: usize| ((pixels as f32 * factor).round() as usize).max(1);
            grey = self.steps.timed("reduce", || {
                (grey.scaled(to(grey.width), to(grey.height)), format!("{dpi:.0} to {WORK_DPI:.0} dpi"))
            });
            dpi = WORK_DPI;
        }
        let small = grey.width.min(grey.height) < LEAST_SIDE;
        let factor = ((dpi / 37.5).round() as usize).max(2);
        let (border, border_share) = prepare::border(&grey, factor);
        let (mut even, paper, darkest) = if raster.is_bitonal() {
            (grey.clone(), 255, 0)
        } else {
            let even = self.steps.timed("background", || {
                let even = background::evened(&grey, dpi);
                let detail = format!("paper {}, ink {}", even.paper, even.darkest);
                (even, detail)
            });
            (even.grey, even.paper, even.darkest)
        };
        if border_share > 0.0 {
            self.steps.timed("border", || {
                prepare::without_border(&mut even, &border, factor);
                ((), format!("{:.1} %", border_share * 100.0))
            });
        }
        let (census, ink) = self.steps.timed("census", || {
            let (census, ink) = marks::census(&even, dpi);
            let detail = format!("{} letters, {:.0} px", census.letters, census.letter_height);
            ((census, ink), detail)
        });
        let roughness = marks::roughness(&even);
        let (sharpness, contrast) = marks::sharpness_and_contrast(&grey, &ink, paper);
        let noisy = roughness > 9.0 || census.specks > 4.0;
        let surely_blank = small || (census.letters < LEAST_LETTERS && census.ink_share < 0.03);
        let quality = ScanQuality {
            sharpness,
            contrast,
            noise: census.specks,
            skew_degrees: 0.0,
            border: border_share,
            ink: census.ink_share,
            monospaced: false,
            bitonal: raster.is_bitonal(),
        };
        Look { even, dpi, census, quality, surely_blank, faint: darkest > 185, noisy, separators: !small }
    }

    fn separator(&mut self, even: &Grey, dpi: f32) -> Option<String> {
        self.steps.timed("separator", || {
            let payload = separator::payload(even, dpi);
            let detail = if payload.is_some() { "found" } else { "none" };
            (payload, detail.to_owned())
        })
    }

    fn recognise(&mut self, look: &Look, frame: (usize, usize)) -> Result<Read, EngineError> {
        let standing = self.steps.timed("standing", || {
            let standing = upright::standing(&look.even, look.dpi);
            (standing, format!("rows {standing:.2} to columns"))
        });
        let guess = if standing < STANDS { Rotation::Quarter } else { Rotation::None };
        let mut prepared = self.prepare(look, guess);
        let mut rotation = guess;
        if guess == Rotation::Quarter {
            (prepared, rotation) = self.turned(look, prepared, standing)?;
        }
        let mut monospaced = self.pitch(&prepared);
        let mut first = first_models(monospaced);
        let mut lines = self.tier(first, &prepared)?;
        if guess == Rotation::None && is_doubtful(&lines) {
            (prepared, rotation) = self.turned(look, prepared, standing)?;
            if rotation != guess {
                monospaced = self.pitch(&prepared);
                first = first_models(monospaced);
                lines = self.tier(first, &prepared)?;
            }
        }
        let mut models = first;
        let confidence = words::confidence(&lines);
        if first == Models::Cyrillic && !lines.is_empty() && confidence < SURE {
            let again = self.tier(Models::All, &prepared)?;
            let better = words::confidence(&again) >= confidence
                && words::yield_of(&again) >= 0.9 * words::yield_of(&lines);
            if better {
                (lines, models) = (again, Models::All);
            }
        }
        let frame = match rotation {
            Rotation::None | Rotation::Half => (frame.0 as u32, frame.1 as u32),
            Rotation::Quarter | Rotation::ThreeQuarters => (frame.1 as u32, frame.0 as u32),
        };
        let script = if monospaced { Script::Typed } else { Script::Printed };
        Ok(Read {
            rotation,
            confidence: words::confidence(&lines),
            engine: format!("{} {}", recognise::version(), models.name()),
            skew: prepared.skew,
            monospaced,
            sure_words: words::sure_words(&lines),
            letters: words::letters(&lines),
            lines: framed::lines(&lines, script, &prepared, frame),
            tables: Vec::new(),
        })
    }

    fn prepare(&mut self, look: &Look, rotation: Rotation) -> Prepared {
        let wanted = Wanted {
            dpi: look.dpi,
            noisy: look.noisy,
            letter_height: look.census.letter_height,
            frame_scale: self.dpi / look.dpi,
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

    fn tier(&mut self, models: Models, prepared: &Prepared) -> Result<Vec<RawLine>, EngineError> {
        let Workshop { reader, config, .. } = &mut *self.shop;
        let tessdata = config.tessdata.as_deref();
        self.steps.timed("read", || {
            let lines = layout::read(reader, models, prepared, tessdata);
            let sure = lines.as_ref().map(|lines| words::confidence(lines)).unwrap_or(0.0);
            (lines, format!("{} at {:.0} dpi, confidence {sure:.3}", models.name(), prepared.dpi))
        })
    }

    /// The page as it stands best: both ways along the guess, and where neither reads, both ways across it.
    fn turned(
        &mut self,
        look: &Look,
        prepared: Prepared,
        standing: f32,
    ) -> Result<(Prepared, Rotation), EngineError> {
        let guess = if standing < STANDS { Rotation::Quarter } else { Rotation::None };
        let (along, rotation, reading) = self.right_way_up(prepared, guess)?;
        if reading >= READS {
            return Ok((along, rotation));
        }
        let other = if guess == Rotation::None { Rotation::Quarter } else { Rotation::None };
        let across = self.prepare(look, other);
        let (across, sideways, over) = self.right_way_up(across, other)?;
        // Standing is the likelier, so lying must show more for itself.
        let across_wins = match other {
            Rotation::None => over > reading || (reading < NOTHING && standing > SURELY_LIES),
            _ => over > reading * 1.5 + 10.0,
        };
        Ok(if across_wins { (across, sideways) } else { (along, rotation) })
    }

    /// Reads the fullest strip both ways and turns the page the way that reads better, with what it read.
    fn right_way_up(
        &mut self,
        prepared: Prepared,
        rotation: Rotation,
    ) -> Result<(Prepared, Rotation, f32), EngineError> {
        let strip = upright::fullest_strip(&prepared.grey, prepared.dpi);
        let Workshop { reader, config, .. } = &mut *self.shop;
        let (tessdata, dpi) = (config.tessdata.as_deref(), prepared.dpi);
        let mut worth = |strip: &Grey| {
            reader
                .read(Models::Cyrillic, Layout::Page, strip, dpi, tessdata)
                .map(|lines| words::yield_of(&lines))
        };
        let (here, over) = self.steps.timed("upright", || {
            let both = worth(&strip).and_then(|here| Ok((here, worth(&strip.turned(Rotation::Half))?)));
            let detail = match &both {
                Ok((here, over)) => format!("{here:.0} this way, {over:.0} turned over"),
                Err(_) => String::new(),
            };
            (both, detail)
        })?;
        if over > here * 1.3 + 5.0 {
            return Ok((prepared.turned_over(), upright::half_turned(rotation), over));
        }
        Ok((prepared, rotation, here))
    }
}

/// The dearer models read typewriting so much better that the cheap one is not asked.
fn first_models(monospaced: bool) -> Models {
    if monospaced { Models::All } else { Models::Cyrillic }
}

fn is_doubtful(lines: &[RawLine]) -> bool {
    words::confidence(lines) < DOUBTFUL || words::sure_words(lines) < FEW_WORDS
}
