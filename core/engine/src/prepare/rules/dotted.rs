//! Tables whose rules a scanner of black and white left as dots: no dot is a run, but they stand in one line, and
//! between cells nothing else does.
//!
//! The page is looked at in short stretches along a rule's direction. A stretch of a place is a hit where ink stands there and
//! none beside it for two millimetres; a place with many hits, spread over the table, is a rule.

use super::{Rule, Run, Table};
use crate::pixels::Grey;
use crate::pixels::ink::Ink;

const LEAST_ACROSS: usize = 3;
const LEAST_DOWN: usize = 3;
/// Hits of a rule: at least so many, so much of the stretches, and so much more than stand at a place by dirt.
const LEAST_HITS: usize = 8;
const SHARE_ACROSS: f32 = 0.12;
const SHARE_DOWN: f32 = 0.03;
const OVER_DIRT: usize = 3;
/// Letters through a place where no dot stands: cells are joined there.
const THROUGH: usize = 2;
/// What is left of the page's slope, pixels from one end of a rule to the other.
const SLOPES: [i32; 7] = [-6, -4, -2, 0, 2, 4, 6];

/// Sizes at this resolution, pixels.
#[derive(Clone, Copy)]
struct Sizes {
    /// Length of a stretch.
    stretch: usize,
    /// Half the width that a rule's dots stand in.
    half: usize,
    /// From where to where there must be paper beside it.
    near: usize,
    far: usize,
    /// Ends of rules agree so far; rows and columns are at least so wide.
    apart: usize,
}

/// What stands in one stretch of one place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Ink beside it.
    Beside,
    Paper,
    Hit,
    /// Ink here and on both sides: letters.
    Through,
}

/// `ink`: without the `runs` already found, across and down; `tables`: the ruled tables they make. The dots of what is
/// found are painted as paper.
pub(super) fn of(
    grey: &mut Grey,
    mut ink: Ink,
    runs: (&[Run], &[Run]),
    tables: &[Table],
    dpi: f32,
) -> Option<Table> {
    let pixels = |at_300: f32| (at_300 * dpi / 300.0).round().max(1.0) as usize;
    let sizes = Sizes {
        stretch: pixels(6.0),
        half: pixels(2.4),
        near: pixels(4.8),
        far: pixels(22.0),
        apart: pixels(24.0),
    };
    let outside = |y: usize| !tables.iter().any(|table| (table.top..=table.bottom).contains(&y));
    // Of a faded table some line across is whole.
    if !runs.0.iter().any(|run| outside(run.0)) {
        return None;
    }
    for &(y, from, to) in runs.0 {
        ink.data[y * ink.width..][from..to].fill(1);
    }
    for &(x, from, to) in runs.1 {
        (from..to).for_each(|y| ink.data[y * ink.width + x] = 1);
    }
    let lying = View::of(&ink, sizes, Way::Across, 0..ink.width);
    let mut rows = lying.rules(SHARE_ACROSS, sizes);
    rows.retain(|row| outside(row.at));
    // Rows of one table begin and end alike; the lines of a form do not.
    let (left, right) = (middle(rows.iter().map(|row| row.from))?, middle(rows.iter().map(|row| row.to))?);
    rows.retain(|row| {
        row.from.abs_diff(left) <= 2 * sizes.apart && row.to.abs_diff(right) <= 2 * sizes.apart
    });
    let edge_to_edge = left <= sizes.apart && right + sizes.apart >= ink.width;
    if rows.len() < LEAST_ACROSS || edge_to_edge {
        return None;
    }
    let (top, bottom) = (rows[0].at, rows[rows.len() - 1].at);
    let standing = View::of(&ink, sizes, Way::Down, top..bottom);
    let bands: Vec<(usize, usize)> = rows.windows(2).map(|pair| (pair[0].at, pair[1].at)).collect();
    let mut columns = standing.rules(SHARE_DOWN, sizes);
    columns.retain(|column| {
        let inside = (left.saturating_sub(sizes.apart)..right + sizes.apart).contains(&column.at);
        // A row of boxes under a form is one band with many hits, and dirt makes a hit or two above it.
        let is_in = |band: &&(usize, usize)| {
            let least = (SHARE_DOWN * standing.within(band.0, band.1).len() as f32) as usize;
            standing.hits(column, band.0, band.1) >= least.max(1)
        };
        let in_bands = bands.iter().filter(is_in).count();
        // The side of a photograph ends with it.
        let long = 2 * (column.to - column.from) >= bottom - top;
        inside && long && in_bands >= bands.len().min(LEAST_ACROSS)
    });
    if columns.len() < LEAST_DOWN {
        return None;
    }
    let ends = [left, right];
    let inner = columns
        .iter()
        .map(|column| column.at)
        .filter(|at| ends.iter().all(|end| end.abs_diff(*at) > sizes.apart));
    let mut cuts: Vec<usize> = inner.chain(ends).collect();
    cuts.sort_unstable();
    let stretches: Vec<(usize, usize)> = cuts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let table = Table {
        left,
        top,
        right,
        bottom,
        across: rows.iter().flat_map(|row| lying.pieces(row, &stretches)).collect(),
        down: columns.iter().flat_map(|column| standing.pieces(column, &bands)).collect(),
    };
    rows.iter().for_each(|row| lying.paint(row, grey, &ink, sizes));
    columns.iter().for_each(|column| standing.paint(column, grey, &ink, sizes));
    Some(table)
}

fn middle(values: impl Iterator<Item = usize>) -> Option<usize> {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

/// The direction of the rules looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Across,
    Down,
}

/// A line of dots: where it stands in the middle of its length, its slope, and its first and last hit.
struct Dotted {
    at: usize,
    slope: i32,
    from: usize,
    to: usize,
}

/// What stands where, stretch by stretch, place by place.
struct View {
    way: Way,
    /// Where the first stretch begins.
    from: usize,
    stretch: usize,
    stretches: usize,
    places: usize,
    seen: Vec<Seen>,
}

impl View {
    fn of(ink: &Ink, sizes: Sizes, way: Way, within: std::ops::Range<usize>) -> Self {
        let places = if way == Way::Across { ink.height } else { ink.width };
        let stretches = within.len() / sizes.stretch;
        // Ink of each place, stretch by stretch; read row by row, as it lies.
        let mut own = vec![0u8; stretches * places];
        for y in 0..ink.height {
            let row = ink.row(y);
            match way {
                Way::Across => {
                    let cut = row[within.start..].chunks_exact(sizes.stretch).take(stretches);
                    cut.enumerate().for_each(|(number, piece)| own[number * places + y] = piece.iter().sum());
                }
                Way::Down if within.contains(&y) && (y - within.start) / sizes.stretch < stretches => {
                    let number = (y - within.start) / sizes.stretch;
                    own[number * places..][..places].iter_mut().zip(row).for_each(|(own, ink)| *own += ink);
                }
                Way::Down => {}
            }
        }
        let mut seen = vec![Seen::Paper; stretches * places];
        // The ink before each place, with as much paper on both sides as is looked at.
        let Sizes { half, near, far, .. } = sizes;
        let mut before = vec![0u32; places + 2 * far + 1];
        for (own, seen) in own.chunks_exact(places).zip(seen.chunks_exact_mut(places)) {
            let mut sum = 0;
            for (before, own) in before[far + 1..].iter_mut().zip(own) {
                sum += u32::from(*own);
                *before = sum;
            }
            before[far + places + 1..].fill(sum);
            let here = before[far - half..].iter().zip(&before[far + half + 1..]);
            let one = before.iter().zip(&before[far + 1 - near..]);
            let other = before[far + near..].iter().zip(&before[2 * far + 1..]);
            for (((seen, here), one), other) in seen.iter_mut().zip(here).zip(one).zip(other) {
                *seen = match (here.0 < here.1, one.0 < one.1, other.0 < other.1) {
                    (true, false, false) => Seen::Hit,
                    (false, false, false) => Seen::Paper,
                    (true, true, true) => Seen::Through,
                    _ => Seen::Beside,
                };
            }
        }
        Self { way, from: within.start, stretch: sizes.stretch, stretches, places, seen }
    }

    /// Where a rule stands in one stretch.
    fn place(&self, at: usize, slope: i32, stretch: usize) -> usize {
        let along = stretch as f32 / self.stretches.max(1) as f32 - 0.5;
        (at as f32 + slope as f32 * along).round().max(0.0) as usize
    }

    fn at(&self, rule: &Dotted, stretch: usize) -> Seen {
        let place = self.place(rule.at, rule.slope, stretch);
        if place < self.places { self.seen[stretch * self.places + place] } else { Seen::Beside }
    }

    /// Lines of dots from the first place to the last. All lean alike: what slope the page has left.
    fn rules(&self, share: f32, sizes: Sizes) -> Vec<Dotted> {
        let counted = SLOPES.map(|slope| {
            let mut hits = vec![0u32; self.places];
            for stretch in 0..self.stretches {
                let row = &self.seen[stretch * self.places..][..self.places];
                let shift = self.place(self.places, slope, stretch) as i64 - self.places as i64;
                let (skipped, ahead) = ((-shift).max(0) as usize, shift.max(0) as usize);
                let pairs = hits[skipped..].iter_mut().zip(&row[ahead..]);
                pairs.for_each(|(hits, seen)| *hits += u32::from(*seen == Seen::Hit));
            }
            (slope, hits)
        });
        let sharpness = |hits: &[u32]| hits.iter().map(|hits| u64::from(hits * hits)).sum::<u64>();
        let best = counted.iter().max_by_key(|(slope, hits)| (sharpness(hits), -slope.abs()));
        let Some((slope, hits)) = best else { return Vec::new() };
        let dirt = middle(hits.iter().map(|hits| *hits as usize)).unwrap_or(0);
        let least = LEAST_HITS
            .max((share * self.stretches as f32) as usize)
            .max(OVER_DIRT * dirt + LEAST_HITS) as u32;
        let mut rules = Vec::new();
        for (place, &own) in hits.iter().enumerate() {
            let around = &hits[place.saturating_sub(sizes.far)..(place + sizes.far + 1).min(self.places)];
            let first = hits[place.saturating_sub(sizes.far)..place].iter().all(|other| *other < own);
            if own < least || !first || around.iter().any(|other| *other > own) {
                continue;
            }
            // A line has nearly as many hits at several places, as wide as what is looked through: its middle is meant.
            let nearly = |other: &&u32| **other * 5 >= own * 4;
            let behind = hits[place..].iter().take(2 * sizes.half + 2).take_while(nearly).count();
            let before = hits[..place].iter().rev().take(2 * sizes.half + 1).take_while(nearly).count();
            let at = (2 * place + behind - 1 - before) / 2;
            let mut rule = Dotted { at, slope: *slope, from: 0, to: 0 };
            let mut found = (0..self.stretches).filter(|stretch| self.at(&rule, *stretch) == Seen::Hit);
            let first = found.next().unwrap_or(0);
            let last = found.next_back().unwrap_or(first);
            rule.from = self.from + first * self.stretch;
            rule.to = self.from + (last + 1) * self.stretch;
            rules.push(rule);
        }
        rules
    }

    fn within(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let number = |at: usize| at.saturating_sub(self.from).div_ceil(self.stretch).min(self.stretches);
        number(from)..number(to.saturating_sub(self.stretch)).max(number(from))
    }

    fn hits(&self, rule: &Dotted, from: usize, to: usize) -> usize {
        self.within(from, to).filter(|stretch| self.at(rule, *stretch) == Seen::Hit).count()
    }

    /// The rule between its crossings, but for those where letters run through it and no dot stands.
    fn pieces(&self, rule: &Dotted, between: &[(usize, usize)]) -> Vec<Rule> {
        let mut pieces = Vec::new();
        for &(from, to) in between {
            let letters =
                self.within(from, to).filter(|stretch| self.at(rule, *stretch) == Seen::Through).count();
            if letters < THROUGH || self.hits(rule, from, to) > 0 {
                pieces.push(Rule { at: rule.at, from, to });
            }
        }
        pieces
    }

    /// Thin ink on the rule, with paper on both sides, becomes paper: a dot beside a sum is read as a point.
    fn paint(&self, rule: &Dotted, grey: &mut Grey, ink: &Ink, sizes: Sizes) {
        let width = ink.width;
        for along in rule.from..rule.to {
            let place = self.place(rule.at, rule.slope, (along - self.from) / self.stretch);
            let index = |place: usize| {
                if self.way == Way::Across { place * width + along } else { along * width + place }
            };
            let (first, last) = (place.saturating_sub(sizes.near), (place + sizes.near).min(self.places - 1));
            if last < first + sizes.near || ink.data[index(first)] == 1 || ink.data[index(last)] == 1 {
                continue;
            }
            for place in first + 1..last {
                grey.data[index(place)] = 255;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::rules;

    /// Rows at 100, 150, …, columns at 60, 200, 340 and 480; a dot of two pixels every `step`, and words between them.
    fn page(step: usize, rows_step: usize, words_through: bool) -> Grey {
        let mut grey = Grey::white(600, 500);
        let mut dot = |x: usize, y: usize| {
            for (x, y) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
                grey.data[y * 600 + x] = 0;
            }
        };
        for x in [60, 200, 340, 480] {
            (100..350).step_by(step).for_each(|y| dot(x, y));
        }
        for y in (100..=350).step_by(50) {
            (60..480).step_by(rows_step).for_each(|x| dot(x, y));
        }
        for row in 0..5 {
            for column in 0..3 {
                let (from, to) =
                    if words_through { (190, 215) } else { (85 + column * 140, 150 + column * 140) };
                (from..to).step_by(4).for_each(|x| (0..8).for_each(|down| dot(x, 122 + row * 50 + down * 2)));
            }
        }
        grey
    }

    fn found(grey: &mut Grey, gate: &[Run]) -> Option<Table> {
        let ink = Ink::darker_than(grey, 160);
        of(grey, ink, (gate, &[]), &[], 250.0)
    }

    #[test]
    fn dots_in_lines_are_a_table() {
        let gate: Vec<Run> = [100, 150, 200].map(|y| (y, 60, 300)).to_vec();
        let mut grey = page(12, 5, false);
        let table = found(&mut grey, &gate).expect("a table");
        let at = |rules: &[Rule]| {
            let mut at: Vec<usize> = rules.iter().map(|rule| rule.at).collect();
            at.dedup();
            at
        };
        let near = |found: Vec<usize>, wanted: &[usize]| {
            assert_eq!(found.len(), wanted.len(), "{found:?}");
            found.iter().zip(wanted).for_each(|(one, other)| assert!(one.abs_diff(*other) <= 3, "{found:?}"));
        };
        near(at(&table.across), &[100, 150, 200, 250, 300, 350]);
        near(at(&table.down), &[60, 200, 340, 480]);
        assert!(table.left.abs_diff(60) < 8 && table.right.abs_diff(480) < 12, "{table:?}");
        let dark = |grey: &Grey, x: usize, y: usize| grey.data[y * 600 + x] < 128;
        assert!((0..600).all(|x| !dark(&grey, x, 151)), "the dots of a row are gone");
        assert!(dark(&grey, 89, 124), "words stay");
        assert!(rules::removed(grey, 250.0, true).tables.is_empty(), "nothing is left to find");
    }

    #[test]
    fn what_is_no_table_makes_none() {
        let gate: Vec<Run> = [100, 150, 200].map(|y| (y, 60, 300)).to_vec();
        // No long line: nothing is looked for.
        assert_eq!(found(&mut page(12, 5, false), &[]), None);
        // Leaders of a form, nothing down.
        assert_eq!(found(&mut page(400, 5, false), &gate), None);
    }

    #[test]
    fn letters_through_a_rule_join_its_cells() {
        let gate: Vec<Run> = [100, 150, 200].map(|y| (y, 60, 300)).to_vec();
        // No dot between the words: only on the rows themselves, and these are no hits of a column.
        let mut grey = page(12, 5, false);
        for y in 203..249 {
            grey.data[y * 600 + 196..][..10].fill(255);
            if (215..235).contains(&y) {
                (180..225).step_by(4).for_each(|x| grey.data[y * 600 + x..][..2].fill(0));
            }
        }
        let table = found(&mut grey, &gate).expect("a table");
        let second: Vec<(usize, usize)> = table
            .down
            .iter()
            .filter(|rule| rule.at.abs_diff(200) <= 3)
            .map(|rule| (rule.from, rule.to))
            .collect();
        assert_eq!(second.len(), 4, "not between 200 and 250: {second:?}");
        assert!(second.iter().all(|(from, _)| from.abs_diff(200) > 5), "{second:?}");
    }
}
