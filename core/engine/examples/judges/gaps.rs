//! Where a line changes its writer: the third judge of `models/script.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use engine::{GapSeen, Judges, Measures, Net, gap};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fit;
use super::read::Page;

/// One writer on both sides, type before a hand, a hand before type, anything else.
const KINDS: [&str; 4] = ["one", "set, hand", "hand, set", "other"];

/// A gap between words; `kind` is a kind of the judge.
#[derive(Serialize, Deserialize)]
pub struct Gap {
    space: f32,
    before: f32,
    whole: BTreeMap<String, f32>,
    halves: [BTreeMap<String, f32>; 2],
    kind: usize,
}

pub fn of(seen: Vec<GapSeen>, page: &Value) -> Vec<Gap> {
    let known = |gap: GapSeen| {
        let kind = kind(&gap, page)?;
        let GapSeen { space, before, whole, halves, .. } = gap;
        Some(Gap { space, before, whole, halves, kind })
    };
    seen.into_iter().filter_map(known).collect()
}

/// By the true lines that end and begin nearest to it; none where no text stands.
fn kind(gap: &GapSeen, page: &Value) -> Option<usize> {
    let [left, right] = &gap.sides;
    let middle = f64::from(left.right() + right.x) / 2.0;
    let (top, bottom) = (f64::from(left.y.min(right.y)), f64::from(left.bottom().max(right.bottom())));
    // Where it ends or begins, and its script.
    let mut before: Option<(f64, &str)> = None;
    let mut behind: Option<(f64, &str)> = None;
    for line in page["lines"].as_array()? {
        let at = |place: usize| line["box"][place].as_f64().unwrap_or_default();
        let (x, y, w, h) = (at(0), at(1), at(2), at(3));
        let script = line["script"].as_str()?;
        let down = (y + h).min(bottom) - y.max(top);
        // A round seal's box is mostly paper.
        if down < 0.4 * h.min(bottom - top) || h > 3.0 * (bottom - top) {
            continue;
        }
        if x + 0.5 * h < middle && middle < x + w - 0.5 * h {
            return Some(0);
        }
        let centre = x + w / 2.0;
        if centre < middle && before.is_none_or(|(end, _)| x + w > end) {
            before = Some((x + w, script));
        }
        if centre > middle && behind.is_none_or(|(start, _)| x < start) {
            behind = Some((x, script));
        }
    }
    let set = |script: &str| script == "printed" || script == "typed";
    match (before?.1, behind?.1) {
        (one, other) if one == other || set(one) && set(other) => Some(0),
        (one, "handwritten") if set(one) => Some(1),
        ("handwritten", other) if set(other) => Some(2),
        _ => Some(3),
    }
}

fn rows(early: &Net, pages: &[Page]) -> Vec<(Measures, usize)> {
    let mut rows = Vec::new();
    for gap in pages.iter().flat_map(|page| &page.gaps) {
        let whole = fit::named(&gap.whole);
        let halves = gap.halves.each_ref().map(fit::named);
        rows.push((gap::signs(early, &whole, halves.each_ref(), gap.space, gap.before), gap.kind));
    }
    rows
}

pub fn judge(early: &Net, pages: &[Page]) -> Net {
    let rows = rows(early, pages);
    let names: BTreeSet<&str> = rows.iter().flat_map(|(signs, _)| signs.keys().copied()).collect();
    let rows: Vec<(&Measures, usize)> = rows.iter().map(|(signs, kind)| (signs, *kind)).collect();
    fit::net(&names.into_iter().collect::<Vec<&str>>(), &rows)
}

/// Prints what kinds of gaps would be parted by how sure the judge must be.
pub fn measure(judges: &Judges, pages: &[Page]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let rows = rows(&judges.early, pages);
    writeln!(out, "gaps: sure  {KINDS:?} parted, of all")?;
    let mut all = [0usize; 4];
    rows.iter().for_each(|(_, kind)| all[*kind] += 1);
    for least in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let mut parted = [0usize; 4];
        for (signs, kind) in &rows {
            parted[*kind] += usize::from(gap::parts(&judges.gap, signs) > least);
        }
        writeln!(out, "{least:.1} {parted:?} {all:?}")?;
    }
    Ok(())
}
