//! Which lines make a table: at least two down and three across that touch each other, or a row of boxes for the figures of
//! a number.

use super::Run;

/// Where a ruled table stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub left: usize,
    pub top: usize,
    /// Exclusive.
    pub right: usize,
    pub bottom: usize,
    /// Every line across and down, also those that part a few cells alone.
    pub across: Vec<Rule>,
    pub down: Vec<Rule>,
}

impl Table {
    pub fn moved(mut self, by: usize) -> Self {
        for rule in self.across.iter_mut().chain(&mut self.down) {
            *rule = Rule { at: rule.at + by, from: rule.from + by, to: rule.to + by };
        }
        Self {
            left: self.left + by,
            top: self.top + by,
            right: self.right + by,
            bottom: self.bottom + by,
            ..self
        }
    }

    pub fn turned_over(mut self, width: usize, height: usize) -> Self {
        let over = |rule: &Rule, across: usize, along: usize| Rule {
            at: across.saturating_sub(rule.at),
            from: along.saturating_sub(rule.to),
            to: along.saturating_sub(rule.from),
        };
        self.across.iter_mut().for_each(|rule| *rule = over(rule, height, width));
        self.down.iter_mut().for_each(|rule| *rule = over(rule, width, height));
        Self {
            left: width.saturating_sub(self.right),
            top: height.saturating_sub(self.bottom),
            right: width.saturating_sub(self.left),
            bottom: height.saturating_sub(self.top),
            across: self.across,
            down: self.down,
        }
    }
}

const LEAST_ACROSS: usize = 3;
const LEAST_DOWN: usize = 2;
/// A row of boxes has so many, at least, all as wide, but for this part of it, and each no more than so many times as high as
/// wide, or as wide as high.
pub(crate) const LEAST_BOXES: usize = 6;
pub(crate) const UNEVEN: f32 = 0.2;
const OBLONG: f32 = 2.5;
/// More lines than this are a hatching.
pub(super) const MOST_LINES: usize = 400;

/// One line on the page: where it stands across its direction, and from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub at: usize,
    pub from: usize,
    pub to: usize,
}

/// `page`: its width and height. Pixels, all of them.
pub(super) fn of(across: &[Run], down: &[Run], thickness: usize, page: (usize, usize)) -> Vec<Table> {
    let (mut across, mut down) = (merged(across, thickness), merged(down, thickness));
    // From edge to edge of the paper goes a fold, or the line of a copybook.
    across.retain(|rule| !(rule.from <= thickness && rule.to + thickness >= page.0));
    down.retain(|rule| !(rule.from <= thickness && rule.to + thickness >= page.1));
    if across.len() > MOST_LINES || down.len() > MOST_LINES {
        return Vec::new();
    }
    // Lines that touch share a number: across first, then down.
    let mut group: Vec<usize> = (0..across.len() + down.len()).collect();
    let reach = |value: usize, rule: &Rule| value + thickness >= rule.from && value <= rule.to + thickness;
    for (a, horizontal) in across.iter().enumerate() {
        for (d, vertical) in down.iter().enumerate() {
            if reach(vertical.at, horizontal) && reach(horizontal.at, vertical) {
                let (old, new) = (group[across.len() + d], group[a]);
                group.iter_mut().filter(|number| **number == old).for_each(|number| *number = new);
            }
        }
    }
    let mut numbers = group.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let mut tables = Vec::new();
    for number in numbers {
        let of_group = |place: usize| group[place] == number;
        let rows: Vec<&Rule> = (0..across.len()).filter(|&a| of_group(a)).map(|a| &across[a]).collect();
        let columns: Vec<&Rule> =
            (0..down.len()).filter(|&d| of_group(across.len() + d)).map(|d| &down[d]).collect();
        let of_lines = rows.len() >= LEAST_ACROSS && columns.len() >= LEAST_DOWN;
        if !of_lines && !are_boxes(&rows, &columns) {
            continue;
        }
        let left = rows.iter().map(|rule| rule.from).chain(columns.iter().map(|rule| rule.at)).min();
        let right = rows.iter().map(|rule| rule.to).chain(columns.iter().map(|rule| rule.at)).max();
        let top = rows.iter().map(|rule| rule.at).chain(columns.iter().map(|rule| rule.from)).min();
        let bottom = rows.iter().map(|rule| rule.at).chain(columns.iter().map(|rule| rule.to)).max();
        if let (Some(left), Some(top), Some(right), Some(bottom)) = (left, top, right, bottom) {
            let across = rows.into_iter().copied().collect();
            let down = columns.into_iter().copied().collect();
            tables.push(Table { left, top, right, bottom, across, down });
        }
    }
    tables
}

/// Whether they are a row of boxes, a figure to each.
fn are_boxes(rows: &[&Rule], columns: &[&Rule]) -> bool {
    let [top, bottom] = rows else { return false };
    if columns.len() <= LEAST_BOXES {
        return false;
    }
    let mut places: Vec<usize> = columns.iter().map(|rule| rule.at).collect();
    places.sort_unstable();
    let width = (places[places.len() - 1] - places[0]) as f32 / (places.len() - 1) as f32;
    let even = places.windows(2).all(|pair| ((pair[1] - pair[0]) as f32 - width).abs() <= UNEVEN * width);
    let height = top.at.abs_diff(bottom.at) as f32;
    even && height <= OBLONG * width && width <= OBLONG * height
}

/// Runs of neighbouring rows, and pieces of one broken line, become one line.
pub(super) fn merged(runs: &[Run], thickness: usize) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut sorted = runs.to_vec();
    sorted.sort_unstable();
    for (at, from, to) in sorted {
        let near = rules.iter_mut().rev().find(|rule| {
            at <= rule.at + thickness && from <= rule.to + 3 * thickness && to + 3 * thickness >= rule.from
        });
        match near {
            Some(rule) => {
                rule.at = at;
                rule.from = rule.from.min(from);
                rule.to = rule.to.max(to);
            }
            None => rules.push(Rule { at, from, to }),
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found() {
        let check = |across: &[Run], down: &[Run], expected: usize| {
            let tables = of(across, down, 6, (1000, 1000));
            assert_eq!(tables.len(), expected, "{across:?} {down:?}");
            for table in tables {
                let over = table.clone().turned_over(1000, 1000);
                assert_eq!((table.across.len(), table.down.len()), (5, 3), "{table:?}");
                assert_eq!(over.turned_over(1000, 1000), table, "turned twice it is the same");
            }
        };
        check(&[], &[], 0);
        // Underlines of a form.
        check(&[(100, 50, 400), (150, 50, 400), (200, 50, 400)], &[], 0);
        // A frame round the page.
        check(&[(10, 10, 900), (900, 10, 900)], &[(10, 10, 900), (900, 10, 900)], 0);
        let grid: Vec<Run> = (0..5).map(|row| (100 + row * 50, 50, 400)).collect();
        check(&grid, &[(50, 100, 300), (200, 100, 300), (400, 100, 300)], 1);
        // A sheet folded twice, on lined paper.
        let lined: Vec<Run> = (1..18).map(|row| (row * 50, 0, 1000)).collect();
        check(&lined, &[(350, 0, 998), (700, 2, 1000)], 0);
        // Boxes for the ten figures of a number; fewer, or uneven ones, may be anything.
        let boxes = |places: &[usize]| places.iter().map(|at| (*at, 100, 150)).collect::<Vec<Run>>();
        let two = [(100, 50, 550), (150, 50, 550)];
        let found = |places: &[usize]| of(&two, &boxes(places), 6, (1000, 1000)).len();
        assert_eq!(found(&(0..=10).map(|number| 50 + number * 50).collect::<Vec<usize>>()), 1);
        assert_eq!(found(&[50, 100, 150, 200]), 0);
        assert_eq!(found(&[50, 100, 150, 200, 300, 450, 500, 550]), 0);
        // The same, thick lines of three runs each.
        let thick: Vec<Run> = (0..15).map(|row| (100 + row / 3 * 50 + row % 3, 50, 400)).collect();
        check(&thick, &[(50, 100, 300), (200, 100, 300), (400, 100, 300)], 1);
    }
}
