//! Made-up lines of made-up pages, read in the order of a person.

use super::*;
use crate::pixels::ink::Piece;

const EM: f32 = 30.0;

fn line(left: f32, right: f32, base: f32) -> TextLine {
    TextLine {
        left,
        right,
        top: base - 15.0,
        bottom: base + 5.0,
        base,
        em: EM,
        letters: vec![Piece { left: 0, top: 0, right: 1, bottom: 1, area: 1 }; 5],
        ..TextLine::default()
    }
}

fn read(lines: Vec<TextLine>, tables: &[Vec<CellPlace>]) -> Vec<(u32, u32)> {
    sorted(lines, tables, None).iter().map(|line| (line.left as u32, line.base as u32)).collect()
}

fn order(lines: Vec<TextLine>) -> Vec<(u32, u32)> {
    read(lines, &[])
}

/// So many lines at both sides of a gutter that begins at 750.
fn columns(rows: usize, gutter: f32, lean: f32) -> Vec<TextLine> {
    let mut lines = Vec::new();
    for row in 0..rows {
        let (base, aside) = (100.0 + 40.0 * row as f32, lean * row as f32);
        lines.push(line(750.0 + gutter + aside, 1400.0 + aside, base + 3.0));
        lines.push(line(100.0 + aside, 750.0 + aside, base));
    }
    lines
}

/// The first half of what was read stands left of the second.
fn one_after_the_other(read: &[(u32, u32)]) -> bool {
    let (left, right) = read.split_at(read.len() / 2);
    left.iter().all(|(x, _)| *x < 500) && right.iter().all(|(x, _)| *x > 700)
}

#[test]
fn labels_and_values_are_read_row_by_row() {
    for rows in [5, 20] {
        let mut lines = Vec::new();
        for row in 0..rows {
            lines.push(line(600.0, 900.0, 100.0 + 40.0 * row as f32 + 3.0));
            lines.push(line(100.0, 430.0, 100.0 + 40.0 * row as f32));
        }
        assert_eq!(order(lines)[..4], [(100, 100), (600, 103), (100, 140), (600, 143)]);
    }
}

/// A label and its value, so wide that both make a wide row.
fn labelled(left: f32, base: f32) -> [TextLine; 2] {
    [line(left, left + 200.0, base), line(left + 250.0, left + 550.0, base + 3.0)]
}

#[test]
fn two_pages_of_labels_and_values_are_read_one_after_the_other() {
    let mut lines = Vec::new();
    for row in 0..7 {
        let base = 100.0 + 130.0 * row as f32;
        lines.extend(labelled(800.0, base - 50.0));
        lines.extend(labelled(100.0, base));
    }
    // The last entry stands lower than the others, with white at both sides above it.
    lines.extend(labelled(100.0, 1060.0));
    let read = order(lines);
    assert_eq!(read[..4], [(100, 100), (350, 103), (100, 230), (350, 233)]);
    assert!(read[..16].iter().all(|(left, _)| *left < 600), "{read:?}");
}

#[test]
fn two_entries_to_a_row_are_read_row_by_row() {
    let mut lines = Vec::new();
    for row in 0..7 {
        lines.extend(labelled(800.0, 100.0 + 60.0 * row as f32));
        lines.extend(labelled(100.0, 100.0 + 60.0 * row as f32));
    }
    let lefts: Vec<u32> = order(lines).into_iter().map(|(left, _)| left).collect();
    assert_eq!(lefts[..5], [100, 350, 800, 1050, 100]);
}

#[test]
fn columns_of_text_are_read_one_after_the_other() {
    let mut lines = columns(8, 150.0, 0.0);
    lines.push(line(100.0, 1400.0, 50.0));
    let read = order(lines);
    assert_eq!(read[0], (100, 50));
    assert!(one_after_the_other(&read[1..]), "{read:?}");
}

#[test]
fn a_narrow_gutter_parts_columns_but_a_space_does_not() {
    assert!(one_after_the_other(&order(columns(20, 1.6 * EM, 0.0))));
    assert_eq!(order(columns(20, 0.9 * EM, 0.0))[..3], [(100, 100), (777, 103), (100, 140)]);
}

#[test]
fn a_gutter_leans_with_the_page() {
    let read = order(columns(30, 1.6 * EM, 1.0));
    assert!(one_after_the_other(&read), "{read:?}");
}

#[test]
fn who_signs_below_the_columns_is_read_last() {
    let mut lines = columns(10, 150.0, 0.0);
    lines.extend([line(150.0, 400.0, 600.0), line(1000.0, 1200.0, 601.0)]);
    let read = order(lines);
    assert!(one_after_the_other(&read[..20]), "{read:?}");
    assert_eq!(read[20..], [(150, 600), (1000, 601)]);
}

#[test]
fn boxes_side_by_side_are_read_row_of_boxes_by_row_of_boxes() {
    let mut lines = columns(4, 150.0, 0.0);
    lines.extend(columns(4, 150.0, 0.0).into_iter().map(|line| TextLine { base: line.base + 300.0, ..line }));
    let read = order(lines);
    assert!(one_after_the_other(&read[..8]) && one_after_the_other(&read[8..]), "{read:?}");
}

#[test]
fn white_beside_the_foot_of_the_longer_column_parts_nothing() {
    let mut lines = columns(8, 150.0, 0.0);
    lines.extend((0..3).map(|row| line(100.0, 750.0, 600.0 + 40.0 * row as f32)));
    let read = order(lines);
    assert!(read[..11].iter().all(|(left, _)| *left == 100), "{read:?}");
}

#[test]
fn the_parts_of_a_bent_row_are_level_with_their_neighbours() {
    let mut lines = Vec::new();
    for column in 0..6 {
        for row in 0..2 {
            let left = 100.0 + 200.0 * column as f32;
            lines.push(line(left, left + 100.0, 100.0 + 40.0 * row as f32 + 6.0 * column as f32));
        }
    }
    let lefts: Vec<u32> = order(lines).into_iter().map(|(left, _)| left).collect();
    assert_eq!(lefts, [100, 300, 500, 700, 900, 1100, 100, 300, 500, 700, 900, 1100]);
}

#[test]
fn a_stroke_between_them_does_not_part_a_row() {
    let lines = vec![line(1000.0, 1200.0, 100.0), line(600.0, 700.0, 109.0), line(100.0, 400.0, 101.0)];
    assert_eq!(order(lines), [(100, 101), (600, 109), (1000, 100)]);
    let lines = vec![line(1000.0, 1200.0, 100.0), line(600.0, 700.0, 108.0), line(100.0, 400.0, 101.0)];
    let pointed = TextLine { base: 92.0, ..line(500.0, 590.0, 0.0) };
    let read = order([lines, vec![pointed]].concat());
    assert_eq!(read.iter().map(|(left, _)| *left).collect::<Vec<_>>(), [100, 500, 600, 1000]);
}

#[test]
fn lines_over_one_another_are_no_row() {
    let lines = vec![line(100.0, 700.0, 112.0), line(300.0, 900.0, 100.0), line(920.0, 1000.0, 106.0)];
    assert_eq!(order(lines), [(300, 100), (920, 106), (100, 112)]);
}

/// A head of three columns, and a row so many times as high for every entry, cut into rows in some of the columns.
fn table(entries: u32, guides: u32, cut: &[u32]) -> Vec<CellPlace> {
    let cell = |row: u32, rows: u32, column: u32| CellPlace {
        left: 100 + 300 * column as usize,
        top: 60 * row as usize,
        right: 400 + 300 * column as usize,
        bottom: 60 * (row + rows) as usize,
        row,
        column,
        rows,
        columns: 1,
    };
    let mut cells: Vec<CellPlace> = (0..3).map(|column| cell(0, 1, column)).collect();
    for entry in 0..entries {
        let top = 1 + entry * guides;
        for row in top..top + guides {
            let own = (0..3).filter(|column| row == top || cut.contains(column));
            cells.extend(own.map(|column| cell(row, if cut.contains(&column) { 1 } else { guides }, column)));
        }
    }
    cells
}

fn within(cells: &[CellPlace], lines: Vec<TextLine>) -> Vec<TextLine> {
    let home =
        |line: &TextLine| cells.iter().position(|cell| cell.holds(line.left as usize, line.base as usize));
    lines.into_iter().map(|line| TextLine { cell: home(&line).map(|cell| (0, cell)), ..line }).collect()
}

fn twice_as_high(mut cells: Vec<CellPlace>) -> Vec<CellPlace> {
    cells.iter_mut().for_each(|cell| (cell.top, cell.bottom) = (2 * cell.top, 2 * cell.bottom));
    cells
}

fn read_within(cells: Vec<CellPlace>, lines: Vec<TextLine>) -> Vec<(u32, u32)> {
    read(within(&cells, lines), &[cells])
}

/// Two lines in each of the columns, the first of them at this height.
fn entry(base: f32) -> Vec<TextLine> {
    let both = |left: f32| [line(left, left + 200.0, base), line(left, left + 200.0, base + 40.0)];
    [720.0, 420.0, 120.0].map(both).concat()
}

fn cell_by_cell(base: u32) -> Vec<(u32, u32)> {
    [120, 420, 720].map(|left| [(left, base), (left, base + 40)]).concat()
}

fn across(base: u32) -> Vec<(u32, u32)> {
    [base, base + 40].map(|base| [120, 420, 720].map(|left| (left, base))).concat()
}

#[test]
fn a_row_of_a_table_is_read_cell_by_cell() {
    // Higher rows than their text, a stroke beside one of them that passes for a rule.
    let mut cells = twice_as_high(table(2, 1, &[]));
    cells.iter_mut().filter(|cell| cell.row == 2).for_each(|cell| cell.rows = 2);
    let read = read_within(cells, [entry(40.0), entry(160.0), entry(280.0)].concat());
    assert_eq!(read, [cell_by_cell(40), cell_by_cell(160), cell_by_cell(280)].concat());
}

#[test]
fn entries_without_rules_between_them_are_read_across() {
    // With rules and without between the lines of an entry in one column.
    for cut in [&[][..], &[0]] {
        let lines = [entry(15.0), entry(100.0), entry(300.0)].concat();
        assert_eq!(
            read_within(table(1, 5, cut), lines),
            [cell_by_cell(15), across(100), across(300)].concat()
        );
    }
}

#[test]
fn guide_lines_between_the_lines_of_an_entry_part_nothing() {
    // Lines so near that no entry shows, but rules in one of the columns.
    let lines = [entry(100.0), entry(210.0)].concat();
    let read = read_within(table(2, 2, &[0]), lines);
    assert_eq!(read, [across(100), across(210)].concat());
}

#[test]
fn the_margin_of_a_framed_page_does_not_join_the_rows_of_its_table() {
    let mut cells = twice_as_high(table(1, 3, &[1, 2]));
    cells.iter_mut().filter(|cell| cell.column == 0).for_each(|cell| cell.right = 140);
    cells.iter_mut().filter(|cell| cell.column == 1).for_each(|cell| cell.left = 140);
    let specks = [150.0, 370.0].map(|base| line(110.0, 120.0, base));
    let row = |base: f32| entry(base).into_iter().filter(|line| line.left > 140.0).collect::<Vec<_>>();
    let read = read_within(cells, [specks.to_vec(), row(140.0), row(260.0), row(380.0)].concat());
    let own: Vec<_> = read.into_iter().filter(|(left, _)| *left > 140).collect();
    let cells = [140, 260, 380].map(|base| cell_by_cell(base)[2..].to_vec());
    assert_eq!(own, cells.concat());
}

#[test]
fn a_frame_about_the_page_is_no_table() {
    let place = |left, top, right, bottom| CellPlace {
        left,
        top,
        right,
        bottom,
        row: 0,
        column: 0,
        rows: 1,
        columns: 1,
    };
    let tables = [vec![place(100, 200, 900, 400)], vec![place(10, 10, 990, 990)]];
    let within = |table, base| TextLine { cell: Some((table, 0)), ..line(150.0, 400.0, base) };
    let lines = vec![within(0, 300.0), within(1, 600.0), within(1, 100.0)];
    assert_eq!(read(lines, &tables), [(150, 100), (150, 300), (150, 600)]);
}
