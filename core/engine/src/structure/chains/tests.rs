//! Rows of made-up letters, found again as lines.

use super::*;

/// A row of letters `width` wide and `height` high, `step` apart.
fn row(left: u32, base: u32, count: u32, height: u32, step: u32) -> Vec<Piece> {
    (0..count)
        .map(|place| {
            let left = left + place * step;
            Piece {
                left,
                top: base - height,
                right: left + step * 2 / 3,
                bottom: base,
                area: height * step / 3,
            }
        })
        .collect()
}

/// Lines of pieces, with no ink beside them and eight pixels to the millimetre.
fn found(pieces: &[Piece], small: f32, in_cell: bool) -> Found {
    let ink = Ink { width: 0, height: 0, data: Vec::new() };
    lines(Sheet { ink: &ink, rings: &[], small, millimetre: 8.0 }, pieces, in_cell)
}

#[test]
fn lines_columns_and_headings_are_found() {
    let check = |pieces: Vec<Vec<Piece>>, expected: &[(u32, u32)]| {
        let pieces: Vec<Piece> = pieces.into_iter().flatten().collect();
        let small = small_letter(pieces.iter(), 8.0);
        let mut lines: Vec<(u32, u32)> = found(&pieces, small, false)
            .lines
            .iter()
            .map(|line| (line.base.round() as u32, line.letters.len() as u32))
            .collect();
        lines.sort_unstable();
        assert_eq!(lines, expected);
    };
    check(vec![row(100, 200, 20, 14, 15), row(100, 230, 20, 14, 15)], &[(200, 20), (230, 20)]);
    // Two columns of one height.
    check(vec![row(100, 200, 10, 14, 15), row(500, 200, 10, 14, 15)], &[(200, 10), (200, 10)]);
    // A heading three times as high.
    check(vec![row(100, 100, 6, 52, 45), row(100, 200, 20, 14, 15)], &[(100, 6), (200, 20)]);
    // A lone speck is no line.
    check(vec![row(100, 200, 20, 14, 15), row(700, 500, 1, 9, 6)], &[(200, 20)]);
}

#[test]
fn a_line_that_was_led_astray_goes_on() {
    let two = |left: u32, base: u32| {
        let chains = [row(100, 200, 3, 14, 15), row(left, base, 6, 14, 15)];
        healed(chains.into_iter().flat_map(|letters| chained(letters, 14.0)).collect(), 14.0)
    };
    let whole = two(145, 201);
    assert_eq!((whole.len(), whole[0].letters.len(), whole[0].right), (1, 9, 230.0));
    assert_eq!(two(132, 200).len(), 1, "over its last letter");
    assert_eq!(two(155, 200).len(), 2, "another word");
    assert_eq!(two(145, 206).len(), 2, "another height");
}

#[test]
fn a_figure_alone_in_its_cell_is_a_line() {
    // On a page whose letters are a hand's, 22 high.
    let count = |piece: Piece, in_cell: bool| found(&[piece], 22.0, in_cell).lines.len();
    let figure = row(100, 200, 1, 17, 18)[0];
    assert_eq!((count(figure, true), count(figure, false)), (1, 0));
    assert_eq!(count(row(100, 200, 1, 9, 9)[0], true), 0, "a speck");
}

#[test]
fn points_of_a_leader_are_no_full_stop() {
    let point = |left: u32| Piece { left, top: 197, right: left + 3, bottom: 200, area: 9 };
    let right = |points: &[u32]| {
        let mut pieces = row(100, 200, 8, 14, 15);
        pieces.extend(points.iter().map(|&left| point(left)));
        found(&pieces, 14.0, false).lines[0].right
    };
    let bare = right(&[]);
    assert!(right(&[220]) > bare + 5.0, "a full stop belongs to its word");
    assert!((right(&[220, 235, 250, 265]) - bare).abs() < 0.1, "a leader does not");
}

#[test]
fn lower_halves_of_letters_do_not_make_them_smaller() {
    // Two words in capitals, each one piece; the feet of the first are a piece of their own.
    let words = row(100, 200, 2, 40, 300).into_iter().map(|word| Piece { area: 2_500, ..word });
    let words: Vec<Piece> = words.collect();
    let feet = Piece { left: 140, top: 182, right: 300, bottom: 200, area: 1_200 };
    let em = |pieces: &[Piece]| {
        let found = found(pieces, 20.0, false).lines;
        found.iter().find(|line| line.top < 170.0).map(|line| line.em)
    };
    assert_eq!(em(&words), em(&[words[0], words[1], feet]));
}

#[test]
fn a_large_word_in_one_piece_is_a_line() {
    let word = |width: u32, area: u32| Piece { left: 100, top: 60, right: 100 + width, bottom: 100, area };
    let count = |piece: Piece, in_cell: bool| {
        let mut pieces = row(100, 200, 20, 10, 12);
        pieces.push(piece);
        found(&pieces, 10.0, in_cell).lines.len() - 1
    };
    assert_eq!(count(word(200, 5_000), false), 1, "a heading in bold");
    // A pen's stroke, or in a cell its number.
    assert_eq!((count(word(60, 600), false), count(word(60, 600), true)), (0, 1));
    assert_eq!(count(word(20, 300), true), 0, "a stroke");
}

#[test]
fn specks_are_no_small_letters() {
    // Grain: of each height half as many as of the one below, well into the height of letters.
    let specks = (4..13).flat_map(|height| {
        (0..2_000 >> (height - 4)).map(move |place| row(7 * place, 9 * height, 1, height, 9)[0])
    });
    let letters = row(100, 900, 40, 22, 24);
    let pieces: Vec<Piece> = specks.chain(letters).collect();
    assert_eq!(small_letter(pieces.iter(), 8.0), 22.0);
    // Small type on a clean page is found however low it is.
    assert_eq!(small_letter(row(100, 900, 40, 9, 11).iter(), 8.0), 9.0);
    assert_eq!(small_letter([].iter(), 8.0), 0.0);
}

#[test]
fn a_leaning_line_keeps_its_base() {
    let mut pieces = row(100, 200, 30, 14, 15);
    for piece in &mut pieces {
        let fall = (piece.left - 100) / 60;
        piece.top += fall;
        piece.bottom += fall;
    }
    let found = found(&pieces, 14.0, false);
    assert_eq!(found.lines.len(), 1);
    let line = &found.lines[0];
    assert!((line.base_at(100.0) - 200.0).abs() < 1.5, "{line:?}");
    assert!((line.base_at(535.0) - 207.0).abs() < 1.5, "{line:?}");
}

#[test]
fn a_low_word_in_a_cell_is_a_line() {
    // On a page whose letters are a hand's, 24 high: «записи» of a head, run together, and a dash.
    let count = |height: u32, area: u32, in_cell: bool| {
        let piece = Piece { left: 100, top: 200 - height, right: 150, bottom: 200, area };
        found(&[piece], 24.0, in_cell).lines.len()
    };
    assert_eq!((count(11, 360, true), count(11, 360, false)), (1, 0));
    assert_eq!((count(4, 190, true), count(11, 540, true)), (0, 0), "a dash, a bar");
}

#[test]
fn a_pens_stroke_makes_no_letters_larger() {
    let letters = row(100, 200, 6, 14, 15);
    let struck = Piece { left: 195, top: 185, right: 345, bottom: 226, area: 1_400 };
    let em = |pieces: &[Piece]| found(pieces, 14.0, false).lines[0].em;
    assert_eq!(em(&[&letters[..], &[struck]].concat()), em(&letters));
}
