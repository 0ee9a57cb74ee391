//! Where text stands on a prepared page: lines with base line and letter height, ruled tables with their cells, and
//! the order in which a person reads them. Pure functions on pixels; nothing here reads a letter.

mod boxes;
mod captions;
pub(crate) mod cells;
mod chains;
pub(crate) mod coloured;
pub(crate) mod crop;
mod dashes;
mod doubled;
mod ends;
mod joined;
pub(crate) mod lettering;
mod order;
pub(crate) mod pale;
pub(crate) mod rings;
pub(crate) mod seals;
mod size;
mod unringed;
mod veiled;

use std::collections::HashSet;

use crate::pixels::Grey;
use crate::pixels::ink::{Ink, Piece};
use crate::prepare::Prepared;
pub(crate) use boxes::TickBox;
pub(crate) use cells::{CellPlace, cells};
use chains::Sheet;
use coloured::Scan;
use rings::{InRing, Ring};
use seals::Seal;

/// More pieces than this, most of them specks: then ink has to be so much darker, if that leaves letters enough.
const GRAINS: usize = 5_000;
const MUCH_DARKER: i32 = 75;
const FEW_LETTERS: usize = 60;
const MOST_PIECES: usize = 120_000;
/// The height of a letter in millimetres.
const LETTER: std::ops::Range<f32> = chains::LEAST_SMALL..5.0;
/// No bit of a letter has so few pixels, and once letters are mended no more pieces than this share are left.
const SPECK: u32 = 3;
const JOINED: f32 = 0.75;
/// Sides of a seal or a signature in millimetres; less of its box is ink.
const SEAL: std::ops::Range<f32> = 12.0..70.0;
const MOSTLY_PAPER: f32 = 0.5;
/// A line of one cell grows by this share of its letter height beyond its outermost letters.
const MARGIN: f32 = 0.35;

/// A line of text on the prepared grid, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextLine {
    pub left: f32,
    pub right: f32,
    /// Outermost ink of its letters.
    pub top: f32,
    pub bottom: f32,
    /// Where the base line stands at `left`, and how much it falls for one pixel to the right.
    pub base: f32,
    pub slope: f32,
    /// The size of the type: about twice the height of a small letter.
    pub em: f32,
    /// Heights of its letters, from which the size follows once the whole page is known.
    pub body: size::Body,
    /// Letters by their outlines; joined writing counts as few.
    pub letters: Vec<Piece>,
    /// How much of it a large open piece of ink (a seal, a signature) surrounds, 0 to 1.
    pub sealed: f32,
    /// How it lies to a round seal.
    pub ring: InRing,
    /// The table and the cell it stands in, by their places in [`Structure::tables`].
    pub cell: Option<(usize, usize)>,
    /// A bar alone in its cell.
    pub dash: bool,
    /// The boxes to be ticked beside its words.
    pub boxes: Vec<TickBox>,
}

impl TextLine {
    pub fn base_at(&self, x: f32) -> f32 {
        self.base + self.slope * (x - self.left)
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// What stands left and right of a column, each with its own size.
    pub fn parted(&self, at: f32) -> [Self; 2] {
        let is_left = |piece: &Piece| ((piece.left + piece.right) as f32) < 2.0 * at;
        let (left, right): (Vec<Piece>, Vec<Piece>) = self.letters.iter().partition(|piece| is_left(piece));
        let part = |letters: Vec<Piece>, from: f32, to: f32| {
            let top = letters.iter().map(|piece| piece.top).min().map_or(self.top, |top| top as f32);
            let bottom =
                letters.iter().map(|piece| piece.bottom).max().map_or(self.bottom, |bottom| bottom as f32);
            let part = Self {
                left: from,
                right: to,
                top,
                bottom,
                base: self.base_at(from),
                letters,
                ..self.clone()
            };
            size::of_part(part, self.em)
        };
        let mut parts = [part(left, self.left, at), part(right, at, self.right)];
        parts[0].boxes.retain(|square| (square.bounds.left as f32) < at);
        parts[1].boxes.retain(|square| (square.bounds.left as f32) >= at);
        parts
    }
}

/// The page as rectangles.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structure {
    /// In reading order.
    pub lines: Vec<TextLine>,
    pub tables: Vec<Vec<CellPlace>>,
    /// Over text, and paler than it.
    pub seals: Vec<Seal>,
    /// Round seals.
    pub rings: Vec<Ring>,
    /// Large open ink: seals, arcs of them, signatures. Letters under it may be lost.
    pub covers: Vec<Piece>,
    /// The page with its coloured seals made pale, where it has such: what `seals` are measured on.
    pub paled: Option<Grey>,
    /// The page without the circles of its seals, where it has such.
    pub unringed: Option<Grey>,
    /// Share of the page's letter-sized ink that stands in lines, 0 to 1: low where lines were not found safely.
    pub covered: f32,
    /// Broken letters were made whole to find them.
    pub mended: bool,
}

/// Finds lines outside tables and in every cell. `scan`: the colours of the page, where it has such.
pub(crate) fn of(prepared: &Prepared, scan: Option<&Scan<'_>>) -> Structure {
    let millimetre = prepared.dpi / 25.4;
    let (mut ink, mut pieces) = inked(&prepared.grey, millimetre);
    let broken = prepared.bitonal.then(|| mended(&ink, &pieces, millimetre)).flatten();
    let mended = broken.is_some();
    if let Some(whole) = broken {
        (ink, pieces) = whole;
    }
    let before = pieces.clone();
    let paled = scan.and_then(|scan| coloured::paled(prepared, scan, (&ink, &pieces), millimetre));
    let page = paled.as_ref().unwrap_or(&prepared.grey);
    let seals = seals::of((page, &prepared.grey), &ink, &mut pieces, millimetre);
    let rings = rings::of(&ink, &pieces, millimetre);
    let tables: Vec<Vec<CellPlace>> = prepared.tables.iter().map(cells).collect();
    // A pale seal hides nothing: the letters under it are darker.
    let is_cover = |piece: &&Piece| {
        home(&tables, piece).is_none()
            && piece.is_open(&SEAL, MOSTLY_PAPER, millimetre)
            && !seals.iter().any(|seal| seal.wrote(piece, page))
    };
    let covers: Vec<Piece> = pieces.iter().filter(is_cover).copied().collect();
    let mut unringed = None;
    if !rings.is_empty() {
        let without = unringed::without(&ink, &before, &mut pieces, &rings, millimetre);
        let mut grey = prepared.grey.clone();
        without.cleared.iter().for_each(|&place| grey.data[place] = 255);
        (ink, unringed) = (without.ink, Some(grey));
    }
    let boxes = boxes::taken(&ink, &mut pieces, millimetre);
    let mut outside = Vec::new();
    let mut stamped = Vec::new();
    let mut inside: Vec<Vec<Vec<Piece>>> = tables.iter().map(|cells| vec![Vec::new(); cells.len()]).collect();
    for piece in pieces {
        match home(&tables, &piece) {
            // A seal's own lettering makes no line with the letters under it.
            _ if seals.iter().any(|seal| seal.wrote(&piece, page)) => stamped.push(piece),
            Some((table, cell)) => inside[table][cell].push(piece),
            None => outside.push(piece),
        }
    }
    // The lettering of a seal is none of the page's type.
    let typed = |piece: &&Piece| !rings.iter().any(|ring| ring.surrounds(piece));
    let all = outside.iter().chain(inside.iter().flatten().flatten()).filter(typed);
    let small = chains::small_letter(all, millimetre);
    let sheet = Sheet { ink: &ink, rings: &rings, small, millimetre };
    let found = chains::lines(sheet, &outside, false);
    let (mut held, mut letters) = (found.held, found.letters);
    let mut lines = found.lines;
    lines.extend(chains::lines(sheet, &stamped, false).lines);
    for (table, cells) in inside.iter().enumerate() {
        for (cell, pieces) in cells.iter().enumerate() {
            let found = chains::lines(sheet, pieces, true);
            held += found.held;
            letters += found.letters;
            lines.extend(found.lines.into_iter().map(|line| TextLine { cell: Some((table, cell)), ..line }));
        }
    }
    size::settle(&mut lines);
    let mut lines = doubled::removed(lines);
    lines.extend(dashes_of(&lines, &tables, &inside, millimetre));
    lines.extend(dashes::loose(&lines, &outside, millimetre));
    for line in &mut lines {
        line.sealed = covers.iter().map(|piece| surrounded(line, piece)).fold(0.0, f32::max);
        line.ring = rings::about(line, &rings);
    }
    boxes::give(boxes, &mut lines);
    let lines = order::sorted(lines, &tables, prepared.gutter);
    let covered = if letters > 0.0 { held / letters } else { 1.0 };
    Structure { lines, tables, seals, rings, covers, paled, unringed, covered, mended }
}

/// The dashes of cells in which no line was found.
fn dashes_of(
    lines: &[TextLine],
    tables: &[Vec<CellPlace>],
    inside: &[Vec<Vec<Piece>>],
    millimetre: f32,
) -> Vec<TextLine> {
    let written: HashSet<(usize, usize)> = lines.iter().filter_map(|line| line.cell).collect();
    let mut dashes = Vec::new();
    for (table, cells) in tables.iter().enumerate() {
        let mut ems: Vec<f32> = lines
            .iter()
            .filter(|line| line.cell.is_some_and(|(own, _)| own == table))
            .map(|line| line.em)
            .collect();
        ems.sort_unstable_by(f32::total_cmp);
        // A table without a word is no table of wages.
        let Some(&em) = ems.get(ems.len() / 2) else { continue };
        for (place, cell) in cells.iter().enumerate() {
            if written.contains(&(table, place)) {
                continue;
            }
            let dash = dashes::dash(cell, &inside[table][place], em, millimetre);
            dashes.extend(dash.map(|line| TextLine { cell: Some((table, place)), ..line }));
        }
    }
    dashes
}

/// Letters that a scan of black and white has broken into bits hang together again when all ink grows a little. Whole letters would
/// grow together, and there would be fewer; specks would stay apart. `None` where nothing is to be mended.
fn mended(ink: &Ink, pieces: &[Piece], millimetre: f32) -> Option<(Ink, Vec<Piece>)> {
    let is_letter = |piece: &&Piece| {
        let (width, height) = (piece.width() as f32 / millimetre, piece.height() as f32 / millimetre);
        LETTER.contains(&height) && width < LETTER.end
    };
    let is_bit = |piece: &&Piece| (piece.height() as f32) < LETTER.start * millimetre && piece.area > SPECK;
    let letters = pieces.iter().filter(is_letter).count();
    if pieces.iter().filter(is_bit).count() < letters {
        return None;
    }
    let grown = ink.grown();
    let whole = grown.pieces(MOST_PIECES);
    let joined = (whole.len() as f32) < JOINED * pieces.len() as f32;
    (joined && whole.iter().filter(is_letter).count() > letters).then_some((grown, whole))
}

/// What is ink, and its pieces. Grainy paper falls into thousands of specks among which no letter is found; print
/// that is dark enough stands out of them by more.
fn inked(grey: &Grey, millimetre: f32) -> (Ink, Vec<Piece>) {
    let letters = |pieces: &[Piece]| {
        pieces.iter().filter(|piece| piece.height() as f32 >= chains::LEAST_SMALL * millimetre).count()
    };
    let ink = Ink::standing_out(grey, millimetre, Ink::DARKER);
    let pieces = ink.pieces(MOST_PIECES);
    if pieces.len() < GRAINS || letters(&pieces) * 3 > pieces.len() {
        return (ink, pieces);
    }
    let dark = Ink::standing_out(grey, millimetre, MUCH_DARKER);
    let left = dark.pieces(MOST_PIECES);
    if letters(&left) < FEW_LETTERS { (ink, pieces) } else { (dark, left) }
}

fn surrounded(line: &TextLine, piece: &Piece) -> f32 {
    let across = line.right.min(piece.right as f32) - line.left.max(piece.left as f32);
    let down = line.bottom.min(piece.bottom as f32) - line.top.max(piece.top as f32);
    let area = (line.right - line.left) * (line.bottom - line.top);
    (across.max(0.0) * down.max(0.0) / area.max(1.0)).min(1.0)
}

fn home(tables: &[Vec<CellPlace>], piece: &Piece) -> Option<(usize, usize)> {
    let (x, y) = ((piece.left + piece.right) as usize / 2, (piece.top + piece.bottom) as usize / 2);
    tables.iter().enumerate().find_map(|(table, cells)| {
        let cell = cells.iter().position(|cell| cell.holds(x, y))?;
        Some((table, cell))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 8 by 14 pixels, and a grain of specks between them, lighter than the letters by much.
    fn grainy(letters: bool, darkness: u8) -> Grey {
        let (width, height) = (1200, 900);
        let mut grey = Grey::white(width, height);
        for y in 0..height {
            for x in 0..width {
                if x % 8 < 2 && y % 8 < 2 {
                    grey.data[y * width + x] = 205;
                }
                if letters && x % 20 < 8 && y % 60 < 14 {
                    grey.data[y * width + x] = darkness;
                }
            }
        }
        grey
    }

    #[test]
    fn letters_stand_out_of_the_grain() {
        let letters = 60 * 15;
        let (_, pieces) = inked(&grainy(true, 40), 200.0 / 25.4);
        assert!(pieces.len() <= letters + 20, "{} pieces", pieces.len());
        // Faded letters are no darker than the grain: then nothing is thrown away.
        let (_, pieces) = inked(&grainy(true, 200), 200.0 / 25.4);
        assert!(pieces.len() > 5_000, "{} pieces", pieces.len());
        let (_, pieces) = inked(&grainy(false, 40), 200.0 / 25.4);
        assert!(pieces.len() > 5_000, "{} pieces", pieces.len());
    }

    /// Letters of 12 by 24 pixels; two rows of paper after every `bit` of them.
    fn broken(bit: usize) -> Ink {
        let (width, height) = (600, 200);
        let mut ink = Ink { width, height, data: vec![0; width * height] };
        for y in (0..height).filter(|y| y % 50 < 24 && y % 50 % (bit + 2) < bit) {
            for x in (0..width).filter(|x| x % 30 < 12) {
                ink.data[y * width + x] = 1;
            }
        }
        ink
    }

    #[test]
    fn letters_in_bits_are_mended_and_whole_ones_left() {
        let check = |ink: &Ink| mended(ink, &ink.pieces(MOST_PIECES), 10.0).map(|(_, pieces)| pieces.len());
        assert_eq!(check(&broken(4)), Some(80));
        assert_eq!(check(&broken(24)), None);
        // Specks far from each other.
        let mut specks = Ink { width: 600, height: 200, data: vec![0; 120_000] };
        for y in (0..198).filter(|y| y % 10 < 2) {
            (0..600).filter(|x| x % 10 < 2).for_each(|x| specks.data[y * 600 + x] = 1);
        }
        assert_eq!(check(&specks), None);
    }
}
