//! A standing page's text: lines read by both readers, voted, told apart by what wrote them.

use std::collections::{BTreeMap, HashMap};

use dossier::recognition::Script;
use language::lexicon;

use super::Workshop;
use super::again::{self, Seen};
use super::asked;
use super::boxed;
use super::doubles;
use super::framed::FrameSize;
use super::lettering;
use super::lines::{Desk, Pictures};
use super::lone;
use super::mixed;
use super::view::View;
use crate::error::EngineError;
use crate::pixels::Raster;
use crate::pixels::ink::Piece;
use crate::prepare::Prepared;
use crate::readers::{First, LineReading, ReadWord, Recogniser as _};
use crate::recognise::{self, lines};
use crate::script::{self, Measures};
use crate::structure::crop::Crop;
use crate::structure::{CellPlace, TextLine};
use crate::vote::{self, About, Voted};

/// More lines than this are no text: the longest are read.
const MOST_LINES: usize = 500;
/// Letters of a hand so probable on average are letters: of what stands below it less than a third is.
const LEGIBLE: f32 = 0.65;
/// The same where a figure is expected.
const FIGURE: f32 = 0.4;
/// A word so probable was surely read.
const SURE: f32 = 0.75;
/// A word of so few letters is narrow.
const NARROW: usize = 3;
/// Fewer pieces within a ring are scraps of its lettering; letters so probable on average are seen through its circles.
const SCRAP: usize = 4;
const PLAIN: f32 = 0.96;
/// Lines of one paragraph follow one another this closely, in em.
const SAME_BLOCK: f32 = 1.9;

/// A line with its words; columns of words are the crop's.
pub(super) struct ReadLine {
    pub line: TextLine,
    pub crop: Crop,
    pub block: u32,
    pub script: Script,
    pub words: Vec<Voted>,
    /// The words of a form that it very likely is.
    pub form: Vec<ReadWord>,
    #[cfg_attr(not(feature = "learn"), expect(dead_code, reason = "what the example `judges` learns from"))]
    pub measures: Measures,
    #[cfg(feature = "learn")]
    pub seen: (Vec<u8>, String),
}

pub(super) struct PageText {
    pub prepared: Prepared,
    pub lines: Vec<ReadLine>,
    pub tables: Vec<Vec<CellPlace>>,
    /// As in [`crate::structure::Structure`].
    pub covers: Vec<Piece>,
    /// The readers' names, for alternatives.
    pub names: (String, String),
    /// What the vote decided on, line by line: what the example `judges` learns from.
    #[cfg(feature = "learn")]
    pub places: Vec<(Crop, Vec<vote::Laid>)>,
    #[cfg(feature = "learn")]
    pub gaps: Vec<mixed::Gap>,
}

/// What a page's lines are measured beside.
pub(super) struct Measuring<'a> {
    pub upright: (&'a Raster, FrameSize),
    pub monospaced: bool,
}

impl Measuring<'_> {
    pub fn of(&self, prepared: &Prepared, line: &TextLine, second: &LineReading) -> Measures {
        let on_frame = self.upright.1.back(prepared, line);
        let frame = Some((self.upright.0, on_frame));
        script::measures(line, &prepared.grey, frame, second, self.monospaced, prepared.dpi)
    }
}

pub(super) fn engine(shop: &Workshop) -> String {
    let second = shop.model.as_ref().map_or("", |model| model.name());
    format!("{} {} + {second}", recognise::version(), recognise::MODEL)
}

/// Reads every line of the view.
pub(super) fn of(
    mut view: View,
    upright: (&Raster, FrameSize),
    monospaced: bool,
    desk: &mut Desk<'_>,
) -> Result<PageText, EngineError> {
    let places = worth_reading(&view.structure.lines);
    view.read(&places, desk)?;
    let measuring = Measuring { upright, monospaced };
    let mut measures: Vec<Option<Measures>> = Vec::with_capacity(view.read.len());
    for (line, read) in view.structure.lines.iter().zip(&view.read) {
        measures.push(read.as_ref().map(|(_, second)| measuring.of(&view.prepared, line, second)));
    }
    #[cfg_attr(
        not(feature = "learn"),
        expect(unused_variables, reason = "what the example `judges` learns from")
    )]
    let gaps = mixed::part(&mut view, &mut measures, &measuring, desk)?;
    let View { prepared, structure, read, .. } = view;
    let mut both: Vec<Seen> = Vec::new();
    for ((line, second), measures) in structure.lines.into_iter().zip(read).zip(measures) {
        let (Some((crop, second)), Some(measures)) = (second, measures) else { continue };
        both.push(Seen { line, crop, second, measures, early: script::Likely::default(), bare: false });
    }
    let letters: Vec<usize> = both.iter().map(|seen| seen.line.letters.len()).collect();
    let usual =
        script::page::Usual::of(&letters, &both.iter().map(|seen| &seen.measures).collect::<Vec<_>>());
    both.iter_mut().for_each(|seen| usual.iter().for_each(|usual| usual.compare(&mut seen.measures)));
    both.iter_mut().for_each(|seen| seen.early = script::early(&seen.measures));
    let pictures =
        Pictures { page: &prepared.grey, unringed: structure.unringed.as_ref(), dpi: prepared.dpi };
    unringed(&mut both, pictures, desk)?;
    let mut firsts = asked::firsts(&both, pictures, monospaced, desk)?;
    let paled = structure.paled.as_ref().unwrap_or(&prepared.grey);
    again::ask(pictures, (paled, &structure.seals), &mut both, &mut firsts, desk)?;
    let boxed = boxed::figures(&mut both, &mut firsts, &structure.tables);
    lone::figures(&mut both, &mut firsts, &structure.tables);
    let shared = compared(&mut both, &firsts);
    let mut out: Vec<ReadLine> = Vec::new();
    #[cfg(feature = "learn")]
    let mut places = Vec::new();
    for (((seen, first), shared), boxed) in both.into_iter().zip(firsts).zip(shared).zip(boxed) {
        let Seen { line, crop, second, measures, .. } = seen;
        let script = script::of(&measures);
        let about = About {
            script,
            shared,
            em: line.em,
            sealed: line.sealed,
            in_cell: line.cell.is_some(),
            alphabet: desk.model.alphabet(),
        };
        let laid = vote::laid(first.as_ref(), &second, &about);
        #[cfg(feature = "learn")]
        places.push((crop.clone(), laid.clone()));
        let mut words = if line.dash { vec![vote::dash(&line)] } else { vote::voted(laid) };
        // The reader of hands alone may see letters in what the vote takes for a stain, and a nought with a dot in its box.
        let legible = match script {
            _ if boxed => FIGURE,
            Script::Handwritten => LEGIBLE,
            _ => f32::MAX,
        };
        if words.is_empty() && second.mean() >= legible {
            // The vote knows a hand as what one reader alone may see.
            let alone = About { script: Script::Handwritten, ..about };
            words = vote::voted(vote::laid(None, &second, &alone));
        }
        // A pen's specks are no points.
        if script != Script::Handwritten {
            vote::points::put(&mut words, &second, &crop, line.em * crop.scale);
        }
        let form = form(&second, &words, script);
        if words.is_empty() && !form.is_empty() {
            // The vote takes letters that ran together for a stain.
            words = vote::unsure(second.words());
        }
        // A line without a word is none: a cell would point to it.
        if words.is_empty() {
            continue;
        }
        narrowed(&mut words, &line, &crop);
        vote::put_boxes(&mut words, &line, crop.left, crop.scale);
        out.push(ReadLine {
            #[cfg(feature = "learn")]
            seen: (desk.model.sees(&crop), second.text()),
            line,
            crop,
            block: 0,
            script,
            words,
            form,
            measures,
        });
    }
    doubles::remove(&mut out);
    // The boxes of lettering are those of its arcs: they lie over words within the ring that are no doubles.
    lettering::read(&mut out, &structure.rings, &prepared, desk)?;
    points_by_column(&mut out, &structure.tables);
    number_blocks(&mut out);
    let names = (lines::NAME.to_owned(), desk.model.name().to_owned());
    Ok(PageText {
        prepared,
        lines: out,
        tables: structure.tables,
        covers: structure.covers,
        names,
        #[cfg(feature = "learn")]
        places,
        #[cfg(feature = "learn")]
        gaps,
    })
}

/// Lines of print that a ring runs through are read without its circles, where more is seen so; a hand's own strokes run along
/// them.
fn unringed(both: &mut [Seen], pictures: Pictures<'_>, desk: &mut Desk<'_>) -> Result<(), EngineError> {
    let Some(grey) = pictures.unringed else { return Ok(()) };
    let ringed = |seen: &&mut Seen| {
        seen.line.ring.share > 0.0
            && seen.line.letters.len() >= SCRAP
            && seen.second.mean() < PLAIN
            && !script::likely_hand(&seen.early)
    };
    let mut ringed: Vec<&mut Seen> = both.iter_mut().filter(ringed).collect();
    let lines: Vec<TextLine> = ringed.iter().map(|seen| seen.line.clone()).collect();
    let (crops, seconds) = desk.second(grey, &lines)?;
    for ((seen, crop), second) in ringed.iter_mut().zip(crops).zip(seconds) {
        if second.mean() > seen.second.mean() {
            (seen.crop, seen.second, seen.bare) = (crop, second, true);
        }
    }
    Ok(())
}

/// The words of a form that a line of print very likely is, where some of it is no word.
fn form(second: &LineReading, words: &[Voted], script: Script) -> Vec<ReadWord> {
    let is_known = |word: &Voted| {
        let letters: String = word.text.chars().filter(|sign| sign.is_alphabetic()).collect();
        letters.is_empty() || lexicon::known(&letters).is_some()
    };
    let settled = !words.is_empty() && words.iter().all(|word| word.confidence > SURE && is_known(word));
    let printed = matches!(script, Script::Printed | Script::Typed);
    let Some(open) = second.open.as_ref().filter(|_| printed && !settled) else { return Vec::new() };
    open.meant().map(|form| form.words()).unwrap_or_default()
}

/// A narrow word alone in its line stands where the line's ink is: the readers' columns are as wide as itself.
fn narrowed(words: &mut [Voted], line: &TextLine, crop: &Crop) {
    let (left, right) =
        (line.letters.iter().map(|piece| piece.left), line.letters.iter().map(|piece| piece.right));
    if let ([word], Some(left), Some(right)) = (words, left.min(), right.max())
        && word.text.chars().count() <= NARROW
    {
        word.from = (left as f32 - crop.left) * crop.scale;
        word.to = (right as f32 - crop.left) * crop.scale;
    }
}

/// Sums that lost their point, told by the other sums of their column of a table.
fn points_by_column(lines: &mut [ReadLine], tables: &[Vec<CellPlace>]) {
    let mut columns: BTreeMap<(usize, u32), Vec<&mut Voted>> = BTreeMap::new();
    for line in lines {
        if let (Some((table, cell)), [word]) = (line.line.cell, &mut line.words[..]) {
            columns.entry((table, tables[table][cell].column)).or_default().push(word);
        }
    }
    columns.values_mut().for_each(|column| vote::points::as_others(column));
}

/// Completes the measures of all lines by both readings and by the lines about them; how far the readings of each
/// line agree.
fn compared(both: &mut [Seen], firsts: &[Option<First>]) -> Vec<f32> {
    let mut shared = Vec::with_capacity(both.len());
    for (seen, first) in both.iter_mut().zip(firsts) {
        let Some(first) = first else {
            shared.push(0.0);
            continue;
        };
        let (agreement, sure) = vote::agreement(first, &seen.second);
        script::add_readings(&mut seen.measures, agreement, sure);
        shared.push(agreement);
    }
    let places: Vec<script::Place> = both.iter().map(|seen| place(&seen.line)).collect();
    let early: Vec<script::Likely> = both.iter().map(|seen| seen.early).collect();
    let mut measures: Vec<&mut Measures> = both.iter_mut().map(|seen| &mut seen.measures).collect();
    script::context::add(&places, &early, &mut measures);
    shared
}

fn place(line: &TextLine) -> script::Place {
    let TextLine { left, right, base, em, .. } = *line;
    script::Place { left, right, base, em, letters: line.letters.len() as f32 }
}

/// All lines, or the longest of too many, in their order.
fn worth_reading(lines: &[TextLine]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..lines.len()).collect();
    places.sort_by(|&one, &other| lines[other].width().total_cmp(&lines[one].width()));
    places.truncate(MOST_LINES);
    places.sort_unstable();
    places
}

/// Lines of a cell, and lines that follow one another at one left edge, share a block. Cells of a table read across
/// take turns.
fn number_blocks(lines: &mut [ReadLine]) {
    let mut of_cells: HashMap<(usize, usize), u32> = HashMap::new();
    let mut blocks = 0..;
    for place in 0..lines.len() {
        let (here, cell) = (&lines[place].line, lines[place].line.cell);
        let before = place.checked_sub(1).map(|before| &lines[before]);
        let known = match cell {
            Some(cell) => of_cells.get(&cell).copied(),
            None => before.filter(|before| follows(&before.line, here)).map(|before| before.block),
        };
        let block = known.or_else(|| blocks.next()).unwrap_or(u32::MAX);
        if let Some(cell) = cell {
            of_cells.insert(cell, block);
        }
        lines[place].block = block;
    }
}

/// Of one paragraph, outside tables.
fn follows(before: &TextLine, here: &TextLine) -> bool {
    let step = here.base - before.base;
    let near = step > 0.0 && step < SAME_BLOCK * before.em.max(here.em);
    let like = before.em.min(here.em) > 0.75 * before.em.max(here.em);
    let aligned = (before.left - here.left).abs() < 4.0 * here.em;
    before.cell.is_none() && here.cell.is_none() && near && like && aligned
}

impl PageText {
    fn words(&self) -> impl Iterator<Item = &Voted> {
        self.lines.iter().flat_map(|line| &line.words)
    }

    /// Mean word confidence weighted by letters; 0 for no words.
    pub fn confidence(&self) -> f32 {
        let (mut sum, mut letters) = (0.0, 0.0);
        for word in self.words() {
            let weight = word.text.chars().count() as f32;
            sum += weight * word.confidence;
            letters += weight;
        }
        if letters == 0.0 { 0.0 } else { sum / letters }
    }

    /// Letters and digits read.
    pub fn letters(&self) -> usize {
        self.words().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphanumeric()).count()
    }

    /// Words that were surely read.
    fn sure(&self) -> impl Iterator<Item = &Voted> {
        self.words().filter(|word| word.confidence > SURE)
    }

    /// Words of three letters and more that were surely read.
    pub fn sure_words(&self) -> usize {
        let long = |word: &&Voted| word.text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
        self.sure().filter(long).count()
    }

    /// Letters and digits of the words that were surely read.
    pub fn sure_letters(&self) -> usize {
        self.sure().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphanumeric()).count()
    }
}
