//! Reading order: a page is cut where white runs through, across before down, and read part by part.

use super::{CellPlace, TextLine};

/// A gutter must be so many em wide.
const GUTTER: f32 = 1.6;
/// Columns of fewer lines are labels and their values, which are read row by row.
const LEAST_COLUMN: usize = 5;
/// A column's lines are as wide as this many em at the median, or they are labels.
const LEAST_WIDTH: f32 = 9.0;

/// Lines in reading order; a table's lines come together, cell by cell, where the table stands. The left page of an
/// open book, parted at `gutter`, is read before the right one.
pub(super) fn sorted(
    lines: Vec<TextLine>,
    tables: &[Vec<CellPlace>],
    gutter: Option<usize>,
) -> Vec<TextLine> {
    let mut parts: Vec<Part> = Vec::new();
    let mut in_tables: Vec<Vec<TextLine>> = vec![Vec::new(); tables.len()];
    for line in lines {
        match line.cell {
            Some((table, _)) => in_tables[table].push(line),
            None => parts.push(Part::of_line(line)),
        }
    }
    for (cells, mut lines) in tables.iter().zip(in_tables) {
        if lines.is_empty() {
            continue;
        }
        lines.sort_by_key(|line| line.cell.map_or(0, |(_, cell)| cell));
        let mut ordered = Vec::with_capacity(lines.len());
        for cell in lines.chunk_by(|one, other| one.cell == other.cell) {
            in_rows(cell.iter().cloned().map(Part::of_line).collect(), &mut ordered);
        }
        parts.push(Part::of_table(cells, ordered));
    }
    let mut out = Vec::new();
    let gutter = gutter.map_or(f32::MAX, |gutter| gutter as f32);
    let (left, right): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| (part.left + part.right) / 2.0 < gutter);
    for page in [left, right] {
        cut(page, &mut out, 0);
    }
    out
}

/// A line, or a whole table.
struct Part {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    base: f32,
    em: f32,
    lines: Vec<TextLine>,
    table: bool,
}

impl Part {
    fn of_line(line: TextLine) -> Self {
        // Heads and feet reach into neighbouring lines; what parts lines is the body of their letters.
        Self {
            left: line.left,
            top: line.base - 0.5 * line.em,
            right: line.right,
            bottom: line.base,
            base: line.base,
            em: line.em,
            lines: vec![line],
            table: false,
        }
    }

    fn of_table(cells: &[CellPlace], lines: Vec<TextLine>) -> Self {
        let left = cells.iter().map(|cell| cell.left).min().unwrap_or(0) as f32;
        let top = cells.iter().map(|cell| cell.top).min().unwrap_or(0) as f32;
        let right = cells.iter().map(|cell| cell.right).max().unwrap_or(0) as f32;
        let bottom = cells.iter().map(|cell| cell.bottom).max().unwrap_or(0) as f32;
        let em = lines.first().map_or(20.0, |line| line.em);
        Self { left, top, right, bottom, base: top + em, em, lines, table: true }
    }
}

fn cut(parts: Vec<Part>, out: &mut Vec<TextLine>, depth: usize) {
    // Two tables may stand side by side, as on an open book.
    let tables = parts.iter().filter(|part| part.table).count();
    if (parts.len() > 2 * LEAST_COLUMN || tables > 1)
        && depth < 8
        && let Some((above, left, right, below)) = columns(&parts)
    {
        let mut rooms: [Vec<Part>; 4] = Default::default();
        for (place, part) in parts.into_iter().enumerate() {
            let room = [&above, &left, &right, &below].iter().position(|room| room.contains(&place));
            rooms[room.unwrap_or(3)].push(part);
        }
        for room in rooms {
            cut(room, out, depth + 1);
        }
        return;
    }
    in_rows(parts, out);
}

type Rooms = (Vec<usize>, Vec<usize>, Vec<usize>, Vec<usize>);

/// The widest white gutter with text columns on both sides, and what stands above, left, right and below it.
fn columns(parts: &[Part]) -> Option<Rooms> {
    let mut ems: Vec<f32> = parts.iter().map(|part| part.em).collect();
    ems.sort_unstable_by(f32::total_cmp);
    let em = ems[ems.len() / 2];
    let left = parts.iter().map(|part| part.left).fold(f32::MAX, f32::min);
    let right = parts.iter().map(|part| part.right).fold(0.0, f32::max);
    let mut best: Option<(f32, Rooms)> = None;
    let mut x = left + 0.2 * (right - left);
    while x < right - 0.2 * (right - left) {
        if let Some((worth, rooms)) = gutter(parts, x, em)
            && best.as_ref().is_none_or(|(most, _)| worth > *most)
        {
            best = Some((worth, rooms));
        }
        x += 0.5 * em;
    }
    best.map(|(_, rooms)| rooms)
}

/// The tallest run of parts that leave a white stripe at `x`.
fn gutter(parts: &[Part], x: f32, em: f32) -> Option<(f32, Rooms)> {
    let half = GUTTER * em / 2.0;
    let mut crossing: Vec<(f32, f32)> = parts
        .iter()
        .filter(|part| part.left < x + half && part.right > x - half)
        .map(|part| (part.top, part.bottom))
        .collect();
    crossing.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let top = parts.iter().map(|part| part.top).fold(f32::MAX, f32::min);
    let bottom = parts.iter().map(|part| part.bottom).fold(0.0, f32::max);
    let (mut from, mut tall) = (top - 1.0, (0.0, 0.0));
    for (start, end) in crossing.into_iter().chain([(bottom + 1.0, bottom + 1.0)]) {
        if start - from > tall.1 - tall.0 {
            tall = (from, start);
        }
        from = from.max(end);
    }
    let (from, to) = tall;
    let mut rooms: Rooms = Default::default();
    for (place, part) in parts.iter().enumerate() {
        let middle = (part.top + part.bottom) / 2.0;
        if middle < from {
            rooms.0.push(place);
        } else if middle >= to {
            rooms.3.push(place);
        } else if part.right <= x {
            rooms.1.push(place);
        } else {
            rooms.2.push(place);
        }
    }
    let text = |room: &[usize]| {
        let mut widths: Vec<f32> = room.iter().map(|&place| parts[place].right - parts[place].left).collect();
        widths.sort_unstable_by(f32::total_cmp);
        let wide = widths.get(widths.len() / 2).is_some_and(|width| *width > LEAST_WIDTH * em);
        (room.len() >= LEAST_COLUMN && wide) || room.iter().any(|&place| parts[place].table)
    };
    (text(&rooms.1) && text(&rooms.2)).then_some((to - from, rooms))
}

/// Row by row: parts of one height left to right.
fn in_rows(mut parts: Vec<Part>, out: &mut Vec<TextLine>) {
    parts.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut row: Vec<Part> = Vec::new();
    for part in parts {
        let same = row.first().is_some_and(|first| {
            !part.table && !first.table && part.base - first.base < 0.35 * first.em.min(part.em)
        });
        if !same {
            flush(&mut row, out);
        }
        row.push(part);
    }
    flush(&mut row, out);
}

fn flush(row: &mut Vec<Part>, out: &mut Vec<TextLine>) {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    out.extend(row.drain(..).flat_map(|part| part.lines));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f32, right: f32, base: f32) -> TextLine {
        TextLine {
            left,
            right,
            top: base - 15.0,
            bottom: base + 5.0,
            base,
            slope: 0.0,
            em: 30.0,
            body: Default::default(),
            letters: Vec::new(),
            sealed: 0.0,
            cell: None,
            dash: false,
        }
    }

    fn order(lines: Vec<TextLine>) -> Vec<(u32, u32)> {
        sorted(lines, &[], None).iter().map(|line| (line.left as u32, line.base as u32)).collect()
    }

    #[test]
    fn labels_and_values_are_read_row_by_row() {
        let mut lines = Vec::new();
        for row in 0..6 {
            lines.push(line(600.0, 900.0, 100.0 + 40.0 * row as f32 + 3.0));
            lines.push(line(100.0, 250.0, 100.0 + 40.0 * row as f32));
        }
        let read = order(lines);
        assert_eq!(read[..4], [(100, 100), (600, 103), (100, 140), (600, 143)]);
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        let mut lines = vec![line(100.0, 1500.0, 50.0)];
        for row in 0..8 {
            lines.push(line(900.0, 1500.0, 100.0 + 40.0 * row as f32 + 3.0));
            lines.push(line(100.0, 750.0, 100.0 + 40.0 * row as f32));
        }
        let read = order(lines);
        assert_eq!(read[0], (100, 50));
        assert!(read[1..9].iter().all(|(left, _)| *left == 100), "{read:?}");
        assert!(read[9..].iter().all(|(left, _)| *left == 900), "{read:?}");
    }
}
