//! The lines of a prepared page, read by both readers and voted into words on the prepared grid.

use std::path::Path;

use crate::error::EngineError;
use crate::pixels::Grey;
use crate::prepare::{Prepared, Steps};
use crate::readers::model::LineModel;
use crate::readers::{LineReading, Recogniser};
use crate::recognise::lines::Lines;
use crate::recognise::{Look, Reader};
use crate::structure::coloured::Scan;
use crate::structure::crop::{self, Crop, Reach};
use crate::structure::{self, Structure, TextLine, pale};

/// The readers of a page and what they read.
pub(super) struct Desk<'a> {
    pub reader: &'a mut Reader,
    pub model: &'a mut LineModel,
    pub tessdata: Option<&'a Path>,
    pub steps: &'a mut Steps,
    /// Lines of the page are of uneven ink.
    pub faded: bool,
}

/// A page's pictures: as it was prepared, and without the circles of its seals where it has such.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    pub page: &'a Grey,
    pub unringed: Option<&'a Grey>,
    pub dpi: f32,
}

impl Desk<'_> {
    pub fn structure(&mut self, prepared: &Prepared, scan: Option<&Scan<'_>>) -> Structure {
        self.steps.timed("lines", || {
            let found = structure::of(prepared, scan);
            let detail = format!(
                "{} lines, {} tables, {:.0} % of the ink{}{}",
                found.lines.len(),
                found.tables.len(),
                found.covered * 100.0,
                if found.paled.is_some() { ", coloured seals made pale" } else { "" },
                if found.mended { ", broken letters mended" } else { "" }
            );
            (found, detail)
        })
    }

    /// The line model over lines of a picture.
    pub fn second(
        &mut self,
        grey: &Grey,
        lines: &[TextLine],
    ) -> Result<(Vec<Crop>, Vec<LineReading>), EngineError> {
        let (model, faded) = (&mut *self.model, self.faded);
        self.steps.timed("read line model", || {
            let (crops, detail) = cut(grey, lines, model.reach(), faded);
            let read = model.read(&crops.iter().collect::<Vec<_>>());
            (read.map(|read| (crops, read)), detail)
        })
    }

    pub fn first(
        &mut self,
        grey: &Grey,
        dpi: f32,
        lines: &[TextLine],
        look: Look,
    ) -> Result<Vec<LineReading>, EngineError> {
        let (reader, tessdata, faded) = (&mut *self.reader, self.tessdata, self.faded);
        let name = match look {
            Look::Line => "read tesseract",
            Look::Raw => "read tesseract again",
        };
        self.steps.timed(name, || {
            let mut reader = Lines { reader, look, dpi, tessdata };
            let (crops, detail) = cut(grey, lines, reader.reach(), faded);
            (reader.read(&crops.iter().collect::<Vec<_>>()), detail)
        })
    }

    /// Tesseract over lines, each of the picture it is read from: `true` for the one without circles.
    pub fn firsts(
        &mut self,
        pictures: Pictures<'_>,
        lines: &[(TextLine, bool)],
        look: Look,
    ) -> Result<Vec<LineReading>, EngineError> {
        let mut readings = vec![LineReading::default(); lines.len()];
        for (grey, bare) in [(Some(pictures.page), false), (pictures.unringed, true)] {
            let Some(grey) = grey else { continue };
            let places: Vec<usize> = (0..lines.len()).filter(|&place| lines[place].1 == bare).collect();
            let own: Vec<TextLine> = places.iter().map(|&place| lines[place].0.clone()).collect();
            for (place, reading) in places.into_iter().zip(self.first(grey, pictures.dpi, &own, look)?) {
                readings[place] = reading;
            }
        }
        Ok(readings)
    }
}

/// The lines' crops, and what was done to them.
fn cut(grey: &Grey, lines: &[TextLine], reach: Reach, faded: bool) -> (Vec<Crop>, String) {
    let mut evened = 0;
    let mut crops: Vec<Crop> = lines.iter().map(|line| crop::cut(grey, line, reach)).collect();
    for (crop, line) in crops.iter_mut().zip(lines).filter(|_| faded) {
        if let Some(even) = pale::evened(&crop.grey, line.em * crop.scale) {
            crop.grey = even;
            evened += 1;
        }
    }
    let detail = format!("{} lines", lines.len());
    (crops, if evened == 0 { detail } else { format!("{detail}, the ink of {evened} evened") })
}
