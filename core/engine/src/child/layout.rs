//! Plain text by Tesseract's own layout; ruled tables row by row, and an unsure row cell by cell. Tesseract's
//! layout drops lone numbers between wide gaps, and a row with a cell of two lines reads as neither.

use std::path::Path;

use crate::error::EngineError;
use crate::pixels::Grey;
use crate::prepare::Prepared;
use crate::prepare::rules::Table;
use crate::recognise::words::{self, RawLine};
use crate::recognise::{Layout, Models, Reader};

/// White round a crop.
const EDGE: usize = 8;
/// A row read with less is read again by its cells.
const SURE_ROW: f32 = 0.9;
/// What is lighter is no ink.
const INK: u8 = 100;

/// The page without its tables, then every table in its place.
pub(super) fn read(
    reader: &mut Reader,
    models: Models,
    prepared: &Prepared,
    tessdata: Option<&Path>,
) -> Result<Vec<RawLine>, EngineError> {
    let mut desk = Desk { reader, models, grey: &prepared.grey, dpi: prepared.dpi, tessdata };
    if prepared.tables.is_empty() {
        return desk.reader.read(models, Layout::Page, desk.grey, desk.dpi, tessdata);
    }
    let mut outside = prepared.grey.clone();
    for table in &prepared.tables {
        outside.fill_white(table.left, table.top, table.right, table.bottom);
    }
    let mut lines = desk.reader.read(models, Layout::Page, &outside, desk.dpi, tessdata)?;
    for table in &prepared.tables {
        let mut rows = Vec::new();
        for (number, (top, bottom)) in table.bands().into_iter().enumerate() {
            rows.extend(desk.row(table, top, bottom, number as u32)?);
        }
        words::with_table(&mut lines, rows, table.bottom);
    }
    Ok(lines)
}

struct Desk<'a> {
    reader: &'a mut Reader,
    models: Models,
    grey: &'a Grey,
    dpi: f32,
    tessdata: Option<&'a Path>,
}

impl Desk<'_> {
    fn row(
        &mut self,
        table: &Table,
        top: usize,
        bottom: usize,
        number: u32,
    ) -> Result<Vec<RawLine>, EngineError> {
        let whole = self.crop((table.left, top, table.right, bottom), number)?;
        let cells = table.cells();
        if whole.is_empty() || words::confidence(&whole) >= SURE_ROW || cells.len() < 2 {
            return Ok(whole);
        }
        let mut words = Vec::new();
        for (left, right) in cells {
            let cell = self.crop((left, top, right, bottom), number)?;
            words.extend(cell.into_iter().flat_map(|line| line.words));
        }
        let by_cells = vec![RawLine { block: number, words }];
        let better = words::letters(&by_cells) as f32 * words::confidence(&by_cells)
            > words::letters(&whole) as f32 * words::confidence(&whole);
        Ok(if better { by_cells } else { whole })
    }

    /// Reads one rectangle: left, top, right, bottom.
    fn crop(&mut self, at: (usize, usize, usize, usize), block: u32) -> Result<Vec<RawLine>, EngineError> {
        let crop = self.grey.cut(at.0, at.1, at.2, at.3);
        if crop.data.iter().filter(|&&pixel| pixel < INK).count() < 6 {
            return Ok(Vec::new());
        }
        let read = self.reader.read(self.models, Layout::Row, &crop.padded(EDGE), self.dpi, self.tessdata)?;
        Ok(words::moved(read, at.0 as f32 - EDGE as f32, at.1 as f32 - EDGE as f32, block))
    }
}
