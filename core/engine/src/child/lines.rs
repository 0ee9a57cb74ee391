//! The lines of a prepared page, read by both readers and voted into words on the prepared grid.

use std::path::Path;

use crate::error::EngineError;
use crate::pixels::Grey;
use crate::prepare::{Prepared, Steps};
use crate::readers::model::LineModel;
use crate::readers::{LineReading, Recogniser};
use crate::recognise::lines::Lines;
use crate::recognise::{Look, Reader};
use crate::structure::crop::{self, Crop, Reach};
use crate::structure::{self, Structure, TextLine};

/// The readers of a page and what they read.
pub(super) struct Desk<'a> {
    pub reader: &'a mut Reader,
    pub model: &'a mut LineModel,
    pub tessdata: Option<&'a Path>,
    pub steps: &'a mut Steps,
}

impl Desk<'_> {
    pub fn structure(&mut self, prepared: &Prepared) -> Structure {
        self.steps.timed("lines", || {
            let found = structure::of(prepared);
            let detail = format!(
                "{} lines, {} tables, {:.0} % of the ink",
                found.lines.len(),
                found.tables.len(),
                found.covered * 100.0
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
        let model = &mut *self.model;
        self.steps.timed("read line model", || {
            let crops = cut(grey, lines, model.reach());
            let read = model.read(&crops.iter().collect::<Vec<_>>());
            let detail = format!("{} lines", lines.len());
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
        let (reader, tessdata) = (&mut *self.reader, self.tessdata);
        let name = match look {
            Look::Line => "read tesseract",
            Look::Raw => "read tesseract again",
        };
        self.steps.timed(name, || {
            let mut reader = Lines { reader, look, dpi, tessdata };
            let crops = cut(grey, lines, reader.reach());
            let read = reader.read(&crops.iter().collect::<Vec<_>>());
            (read, format!("{} lines", lines.len()))
        })
    }
}

fn cut(grey: &Grey, lines: &[TextLine], reach: Reach) -> Vec<Crop> {
    lines.iter().map(|line| crop::cut(grey, line, reach)).collect()
}
