//! Faces draw both alphabets, chance repeats itself, lines are read in order.

use samples::paper::{ALL_FACES, Align, Face, Page, Pen, Rng, Size, Span, check_fonts, covers, mm};
use samples::truth::{page_tables, page_text};
use samples::wear::{Colour, Quality, Wear, wear};

const LETTERS: &str = "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя\
     АБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789№«»()-–.,:;/'’\"%";

#[test]
fn every_face_draws_both_alphabets() {
    assert_eq!(check_fonts(), Vec::<String>::new(), "faces are missing");
    for face in ALL_FACES {
        for letter in LETTERS.chars() {
            assert!(covers(face, letter), "{face:?} {letter}");
        }
    }
}

#[test]
fn chance_is_the_same_for_a_seed_and_a_purpose() {
    let mut first = Rng::new(3, 14);
    let mut second = Rng::new(3, 14);
    let (mut a, mut b) = (first.fork("wear"), second.fork("wear"));
    assert_eq!(a.next_u64(), b.next_u64());
    // How much a fork is used does not move its parent.
    a.next_u64();
    assert_eq!(first.next_u64(), second.next_u64());
    assert_ne!(Rng::new(3, 14).next_u64(), Rng::new(3, 15).next_u64());
}

#[test]
fn lines_are_read_from_the_top_and_from_the_left() {
    let mut page = Page::new(Size::A5, &mut Rng::new(1, 1));
    let pen = Pen::print(Face::Serif, 12.0);
    page.text(mm(80.0), mm(40.0), &pen, "другий");
    page.text(mm(20.0), mm(60.0), &pen, "третій");
    page.text(mm(20.0), mm(40.0), &pen, "перший");
    page.next_region();
    page.para(mm(20.0), mm(20.0), mm(100.0), &pen, 0.0, Align::Left, "четвертий");
    assert_eq!(page_text(&page), "перший другий\nтретій\nчетвертий");
}

/// A head over two columns, a cell of two lines, an empty one; a second table right under it goes on with it.
#[test]
fn a_table_is_known_by_its_cells() {
    let mut rng = Rng::new(1, 1);
    let mut page = Page::new(Size::A5, &mut rng);
    let pen = Pen::print(Face::Serif, 10.0);
    let widths = [mm(30.0), mm(30.0), mm(30.0)];
    let merged =
        [Span { row: 0, column: 0, rows: 2, columns: 1 }, Span { row: 0, column: 1, rows: 1, columns: 2 }];
    let grid = page.merged_grid(mm(20.0), mm(40.0), &widths, &[mm(8.0), mm(12.0)], 2.0, &merged);
    page.cell_text(grid.place(&merged[0]), &pen, Align::Centre, "Рік");
    page.cell_text(grid.place(&merged[1]), &pen, Align::Centre, "Заробіток");
    page.cell_text(grid.cell(1, 1), &pen, Align::Centre, "перше півріччя");
    let below = page.grid(mm(20.0), grid.bottom(), &widths, &[mm(8.0)], 2.0);
    page.cell_text(below.cell(0, 0), &pen, Align::Left, "1987");
    page.text(mm(20.0), mm(30.0), &pen, "над таблицею");
    page.text(mm(20.0), mm(90.0), &pen, "під нею");
    assert_eq!(page_text(&page), "над таблицею\nРік Заробіток\nперше півріччя\n1987\nпід нею");

    let mut look = Wear::draw(&page, Quality::Clean, Colour::Grey, 200, &mut rng);
    look.skew = 1.5;
    let sheet = wear(&page, None, &look, &mut rng);
    let tables = page_tables(&page, &sheet);
    let [table] = tables.as_slice() else { panic!("one table, not {}", tables.len()) };
    assert_eq!((table.rows, table.columns, sheet.skew), (3, 3, 1.5));
    let said: Vec<(usize, usize, usize, usize, &str)> = table
        .cells
        .iter()
        .map(|cell| (cell.row, cell.column, cell.rows, cell.columns, cell.text.as_str()))
        .collect();
    let expected = [
        (0, 0, 2, 1, "Рік"),
        (0, 1, 1, 2, "Заробіток"),
        (1, 1, 1, 1, "перше півріччя"),
        (1, 2, 1, 1, ""),
        (2, 0, 1, 1, "1987"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
    ];
    assert_eq!(said, expected);
    assert_eq!((table.cells[0].script, table.cells[3].script), (Some("printed"), None));
    // 60 mm by 8 mm at 200 dpi, its box a little higher for being askew.
    let [_, _, wide, high] = table.cells[1].place;
    assert!((470..=477).contains(&wide) && (73..=78).contains(&high), "{wide} {high}");
}

/// No line crosses a merged cell, and lines stand on all its sides.
#[test]
fn a_merged_cell_is_one_in_the_ink() {
    let mut page = Page::new(Size::A5, &mut Rng::new(1, 1));
    let merged = [Span { row: 0, column: 0, rows: 1, columns: 2 }];
    page.merged_grid(100.0, 100.0, &[100.0, 100.0], &[100.0, 100.0], 4.0, &merged);
    let dark = |x: usize, y: usize| page.pixels[(y * page.width + x) * 3] < 128;
    assert!(!dark(200, 150), "no line through the merged cell");
    assert!(dark(200, 250) && dark(200, 300), "the line under it");
    assert!(dark(150, 100) && dark(150, 200) && dark(100, 150) && dark(300, 150), "its four sides");
}
