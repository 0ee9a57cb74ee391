//! What tells print, typing, a hand and a stamp apart: the judges of `models/script.json`.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use engine::{Judges, Likely, Measures, Net, Place, context};

use super::fit;
use super::gaps;
use super::read::{Known, Page};

const LATE: [&str; 3] = ["agreement", "first", "asked"];

fn measures_of(pages: &[Page]) -> Vec<Vec<Measures>> {
    pages.iter().map(|page| page.lines.iter().map(|known| fit::named(&known.measures)).collect()).collect()
}

fn is_context(name: &str) -> bool {
    ["page_", "near_", "row_", "alone_"].iter().any(|part| name.starts_with(part))
}

pub fn judges(pages: &[Page]) -> Judges {
    let mut measures = measures_of(pages);
    let all: BTreeSet<&str> = measures.iter().flatten().flat_map(|line| line.keys().copied()).collect();
    let alone: Vec<&str> =
        all.iter().copied().filter(|name| !LATE.contains(name) && !is_context(name)).collect();
    let early = net(&alone, &measures, pages);
    with_context(&early, pages, &mut measures);
    let all: BTreeSet<&str> = measures.iter().flatten().flat_map(|line| line.keys().copied()).collect();
    let late = net(&all.into_iter().collect::<Vec<&str>>(), &measures, pages);
    let gap = gaps::judge(&early, pages);
    Judges { early, late, gap }
}

fn with_context(early: &Net, pages: &[Page], measures: &mut [Vec<Measures>]) {
    for (page, measures) in pages.iter().zip(measures) {
        let likely: Vec<Likely> = measures.iter().map(|line| early.likely(line)).collect();
        let place = |known: &Known| {
            let [left, right, base, em, letters] = known.place;
            Place { left, right, base, em, letters }
        };
        let places: Vec<Place> = page.lines.iter().map(place).collect();
        context::add(&places, &likely, &mut measures.iter_mut().collect::<Vec<&mut Measures>>());
    }
}

fn net(names: &[&str], measures: &[Vec<Measures>], pages: &[Page]) -> Net {
    let mut rows: Vec<(&Measures, usize)> = Vec::new();
    for (page, measures) in pages.iter().zip(measures) {
        rows.extend(page.lines.iter().zip(measures).filter_map(|(known, own)| Some((own, known.script?))));
    }
    fit::net(names, &rows)
}

/// Prints what was called what, with precision and recall.
pub fn measure(judges: &Judges, pages: &[Page]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut measures = measures_of(pages);
    with_context(&judges.early, pages, &mut measures);
    for (name, net) in [("early", &judges.early), ("late", &judges.late)] {
        let mut counts = [[0usize; 4]; 4];
        for (page, measures) in pages.iter().zip(&measures) {
            for (known, own) in page.lines.iter().zip(measures) {
                let Some(script) = known.script else { continue };
                let likely = net.likely(own);
                let best = (0..4).max_by(|one, other| likely[*one].total_cmp(&likely[*other])).unwrap_or(0);
                counts[script][best] += 1;
            }
        }
        writeln!(out, "{name}: rows are the truth, columns what it was called")?;
        for (script, row) in counts.iter().enumerate() {
            let called: usize = counts.iter().map(|row| row[script]).sum();
            let (right, all) = (row[script] as f32, row.iter().sum::<usize>());
            let name = ["printed", "typed", "handwritten", "stamp"][script];
            writeln!(
                out,
                "{name:<12} {row:?} precision {:.3} recall {:.3}",
                right / called.max(1) as f32,
                right / all.max(1) as f32
            )?;
        }
    }
    gaps::measure(judges, pages)
}
