//! Lines followed under seals, signatures and the lettering of rings.

use super::*;
use crate::structure::chains::{Sheet, lines, small_letter};

/// Letters 10 by 14 pixels on a base line at 100, thirty of them, and a large piece grown into the last ten.
fn sealed() -> Ink {
    let (width, height) = (700, 300);
    let mut ink = Ink { width, height, data: vec![0; width * height] };
    for letter in 0..30 {
        for y in 86..100 {
            for x in 20 + 18 * letter..30 + 18 * letter {
                ink.data[y * width + x] = 1;
            }
        }
    }
    for y in 0..height {
        for x in 0..width {
            // The strokes of a seal under the last letters, all one piece with them.
            let stroke = x > 370 && x % 12 < 3 && (99..130).contains(&y);
            let frame = x > 370 && (130..136).contains(&y) || (640..646).contains(&x) && y > 130;
            if stroke || frame {
                ink.data[y * width + x] = 1;
            }
        }
    }
    ink
}

#[test]
fn a_line_goes_on_under_a_seal() {
    let ink = sealed();
    let pieces = ink.pieces(10_000);
    let small = small_letter(pieces.iter(), 8.0);
    let found = lines(Sheet { ink: &ink, rings: &[], small, millimetre: 8.0 }, &pieces, false);
    let line = found.lines.iter().find(|line| line.left < 40.0).expect("the line");
    assert!(line.right > 540.0, "the line ends at {}", line.right);
}

/// Letters 10 by 14 pixels every 18 from 20 on, but those in `hidden`; what `more` adds.
fn row(hidden: std::ops::Range<usize>, more: impl Fn(usize, usize) -> bool) -> Ink {
    let (width, height) = (700, 300);
    let mut ink = Ink { width, height, data: vec![0; width * height] };
    for y in 0..height {
        for x in 20..width {
            let (number, within) = ((x - 20) / 18, (x - 20) % 18);
            let letter = number < 30 && within < 10 && (86..100).contains(&y) && !hidden.contains(&number);
            ink.data[y * width + x] = u8::from(letter || more(x, y));
        }
    }
    ink
}

#[test]
fn a_line_goes_on_through_the_lettering_of_a_ring() {
    // A ring about (300, 200) and one of its letters over the eighth to the tenth of the line.
    let lettering = |x: usize, y: usize| (150..200).contains(&x) && (70..120).contains(&y);
    let ring = Ring { x: 300.0, y: 200.0, radius: 190.0 };
    let right = |rings: &[Ring]| {
        let ink = row(7..10, lettering);
        let pieces = ink.pieces(1_000);
        let found = under_rings(&ink, rings, &pieces, 14.0);
        (found.len(), found.iter().map(|piece| piece.right).max())
    };
    let (count, last) = right(&[ring]);
    assert!(count > 15 && last.is_some_and(|last| last > 430), "{count} letters up to {last:?}");
    assert_eq!(right(&[]), (0, None));
    // A ring of which nothing stands on the base line.
    let ink = row(7..30, lettering);
    assert_eq!(under_rings(&ink, &[ring], &ink.pieces(1_000), 14.0), []);
}

#[test]
fn a_line_in_a_ring_goes_on_behind_its_lettering() {
    // All but the first two letters stand within the ring, and one of its own hides three of them.
    let lettering = |x: usize, y: usize| (70..125).contains(&x) && (60..130).contains(&y);
    let left = |rings: &[Ring], uneven: usize| {
        let mut ink = row(3..6, lettering);
        // Two letters of three higher, as a pen's are.
        for x in (20..560).filter(|x| (x - 20) / 18 % 3 != 0 && (x - 20) % 18 < 10) {
            (86 - uneven..86).for_each(|y| ink.data[y * 700 + x] = 1);
        }
        let pieces = ink.pieces(1_000);
        let (large, free): (Vec<Piece>, Vec<Piece>) =
            pieces.into_iter().partition(|piece| piece.height() > 40);
        let chains = chained(free, 14.0);
        let known: Vec<Chain> = chains.into_iter().filter(|chain| chain.letters.len() > 10).collect();
        letters(&ink, rings, &known, &large, 14.0).iter().map(|piece| piece.left).min()
    };
    let ring = Ring { x: 300.0, y: 100.0, radius: 250.0 };
    assert_eq!(left(&[ring], 0), Some(20));
    assert_eq!(left(&[], 0), None, "no ring");
    assert_eq!(left(&[ring], 6), None, "a hand");
}

#[test]
fn bold_words_run_together_under_a_ring() {
    // A word of one piece, with a ring's letter through it from above to below.
    let bold = |x: usize, y: usize| {
        let word = (200..330).contains(&x) && (86..100).contains(&y) && (x % 9 < 8 || y < 94);
        word || ((250..262).contains(&x) && (60..130).contains(&y))
    };
    let found = |bold: &dyn Fn(usize, usize) -> bool| {
        let ink = row(10..30, bold);
        let ring = Ring { x: 280.0, y: 100.0, radius: 90.0 };
        let line = Line { base: 100.0, high: 20.0, small: 14.0, veil: Veil::Ring };
        let band = Band { from: ring.x - 90.0, to: ring.x + 90.0 };
        followed(&ink, &band, line, 190.0, false).letters
    };
    let [word] = found(&bold)[..] else { panic!("{:?}", found(&bold)) };
    assert_eq!((word.left, word.right, word.top, word.bottom), (200, 330, 86, 100));
    // The same strokes far apart are none.
    let thin = |x: usize, y: usize| bold(x, y) && (y < 87 || x % 27 < 5 || (250..262).contains(&x));
    assert_eq!(found(&thin), []);
}

#[test]
fn words_that_a_signature_runs_through_are_found() {
    // Every second letter of thirteen hangs together with a stroke; alone that is a signature.
    let strokes = |x: usize, y: usize| {
        let leg = x % 36 == 20 && (99..221).contains(&y);
        x < 254 && (leg || (218..221).contains(&y))
    };
    let words = |hidden: std::ops::Range<usize>| {
        let ink = row(hidden, strokes);
        let large: Vec<Piece> = ink.pieces(1_000).into_iter().filter(|piece| piece.height() > 100).collect();
        assert_eq!(large.len(), 1);
        under_strokes(&ink, &large, 14.0).len()
    };
    assert!(words(13..30) >= 8, "{} letters", words(13..30));
    assert_eq!(words(0..30), 0);
}
