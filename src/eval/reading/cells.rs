//! Cells of ruled tables, exactly right or not.

use dossier::recognition::Recognition;

use super::super::misses::{Miss, What};
use super::super::text::plain;
use super::super::truth::TruePage;
use super::place::{Band, Level};
use super::{CellCounts, Reading};

/// A read cell is a true one's where they share this much of what both cover.
const SAME_PLACE: f32 = 0.5;

/// Adds the cells of a page. Each true cell is compared with the read cell that lies over it best, whatever table that
/// belongs to; a read cell answers for one true cell. Right is: the same text after folding (`plain`), an empty
/// one empty. `in_net` counts the right ones whose row, column and spans are those of the truth as well.
pub fn add(reading: &mut Reading, page: &TruePage, recognition: &Recognition) {
    let level = Level::of(page, recognition);
    let mut read = Vec::new();
    for cell in recognition.tables.iter().flat_map(|table| &table.cells) {
        read.push((level.read(&cell.bbox), cell));
    }
    let mut taken = vec![false; read.len()];
    for cell in page.tables.iter().flat_map(|table| &table.cells) {
        let band = level.truth(cell.place);
        let likeness = |other: &Band| band.likeness(other);
        let best = (0..read.len())
            .filter(|number| !taken[*number])
            .map(|number| (number, likeness(&read[number].0)))
            .filter(|(_, likeness)| *likeness >= SAME_PLACE)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let script = if cell.text.is_empty() { "empty" } else { cell.script.as_deref().unwrap_or("unknown") };
        let mut own = CellCounts { of: 1, ..CellCounts::default() };
        let mut seen = None;
        if let Some((number, _)) = best {
            taken[number] = true;
            let found = read[number].1;
            let text = plain(&recognition.cell_text(found));
            own.found = 1;
            own.right = u64::from(text == plain(&cell.text));
            let net = [found.row, found.column, found.rows, found.columns];
            seen = Some(text);
            own.in_net = u64::from(own.right == 1 && net == [cell.row, cell.column, cell.rows, cell.columns]);
        }
        if own.right == 0 {
            let class = format!("{script} {}", page.quality);
            let (place, truth) = (Some(cell.place), cell.text.clone());
            let miss = Miss {
                page: page.page,
                what: What::Cell,
                class,
                place,
                truth,
                read: seen,
                errors: 1,
                ..Miss::default()
            };
            reading.misses.push(miss);
        }
        for class in [script.to_owned(), format!("{script} {}", page.quality), "all".to_owned()] {
            reading.cells.entry(class).or_default().add(&own);
        }
    }
    reading.extra_cells += taken.iter().filter(|taken| !**taken).count() as u64;
}

impl CellCounts {
    fn add(&mut self, other: &CellCounts) {
        self.of += other.of;
        self.found += other.found;
        self.right += other.right;
        self.in_net += other.in_net;
    }
}
