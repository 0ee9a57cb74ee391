//! Faces draw both alphabets, chance repeats itself, lines are read in order.

use samples::paper::{ALL_FACES, Align, Face, Page, Pen, Rng, Size, check_fonts, covers, mm};
use samples::truth::page_text;

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
