//! Readings made up by hand, voted on with the weights that come along.

use super::*;
use crate::readers::Letter;

/// Ten columns a letter; `probability` for all.
fn reading(text: &str, probability: f32) -> LineReading {
    let letters = text.chars().enumerate().map(|(place, letter)| Letter {
        letter,
        probability,
        from: 10.0 * place as f32,
        to: 10.0 * place as f32 + 10.0,
    });
    LineReading::of(letters.collect())
}

fn both(first: &LineReading, second: &LineReading, script: Script) -> Vec<Voted> {
    let first = First::whole(first.clone());
    let (shared, _) = agreement(&first, second);
    voted(laid(
        Some(&first),
        second,
        &About { script, shared, em: 25.0, sealed: 0.0, in_cell: false, alphabet: &[] },
    ))
}

fn texts(first: &str, sure: f32, second: &str, second_sure: f32, script: Script) -> Vec<String> {
    let (first, second) = (reading(first, sure), reading(second, second_sure));
    both(&first, &second, script).into_iter().map(|word| word.text).collect()
}

#[test]
fn every_weight_has_its_sign() {
    let about =
        About { script: Script::Printed, shared: 1.0, em: 25.0, sealed: 0.0, in_cell: false, alphabet: &[] };
    let laid = laid(Some(&First::whole(reading("справа", 0.9))), &reading("справа", 0.9), &about);
    for name in &JUDGE.names {
        assert!(laid[0].signs.contains_key(name.as_str()), "nothing measures «{name}»");
    }
}

#[test]
fn agreement_lifts_and_difference_lowers() {
    let first = reading("справа № 63 видана", 0.96);
    let agreed = both(&first, &reading("справа N 63 видана", 0.99), Script::Printed);
    assert!(agreed.iter().all(|word| word.confidence > 0.9 && word.other.is_none()), "{agreed:?}");
    let differ = both(&first, &reading("справи № 68 видана", 0.99), Script::Printed);
    assert!(differ[0].other.is_some(), "{differ:?}");
    assert!(differ[0].confidence < agreed[0].confidence);
}

#[test]
fn the_better_reader_for_the_kind_of_line_is_taken() {
    assert_eq!(texts("дохлад", 0.8, "доклад", 0.99, Script::Typed), ["доклад"]);
    assert_eq!(texts("Увелен", 0.6, "Уволен", 0.9, Script::Handwritten), ["Уволен"]);
}

#[test]
fn stains_are_left_out() {
    assert!(texts("", 0.9, "ъ", 0.3, Script::Printed).is_empty());
    assert!(texts("ж", 0.3, "ъ", 0.3, Script::Printed).is_empty());
    // What one reader takes for a figure and the other for the letter like it is none.
    assert_eq!(texts("3", 0.3, "з", 0.3, Script::Printed).len(), 1);
}

#[test]
fn the_parts_of_a_figure_stay_together() {
    assert_eq!(texts("2494, 39", 0.96, "2494,39", 0.99, Script::Printed), ["2494,39"]);
    assert_eq!(texts("2494,39", 0.96, "2494, 39", 0.99, Script::Printed), ["2494,39"]);
    assert_eq!(texts("з1", 0.96, "з 1", 0.99, Script::Printed), ["з", "1"]);
    assert_eq!(texts("2010р.", 0.96, "2010 р.", 0.99, Script::Printed), ["2010", "р."]);
    assert_eq!(texts("2010 р.", 0.96, "2010р.", 0.99, Script::Printed), ["2010", "р."]);
}

#[test]
fn signs_of_one_reader_alone_are_doubted() {
    // Tesseract's «©» is the model's nought; a sign that the model lacks is still the first's.
    assert_eq!(texts("38 років © місяців", 0.9, "38 років 0 місяців", 0.99, Script::Typed)[2], "0");
    assert_eq!(texts("(ІВА№):", 0.5, "(IBAN):", 0.97, Script::Printed), ["(IBAN):"]);
    let led = texts("Пенсійна справа №", 0.95, "Пенсійна справа №...", 0.9, Script::Typed);
    assert_eq!(led, ["Пенсійна", "справа", "№"]);
}

#[test]
fn what_the_first_was_not_asked_for_is_judged_as_the_second_reads_it() {
    let second = reading("видана 15 довідка", 0.97);
    let part = LineReading::of(reading("видана 16", 0.9).letters[7..].to_vec());
    let first = First::of(vec![(65.0..95.0, part)], &second);
    let about =
        About { script: Script::Printed, shared: 0.9, em: 25.0, sealed: 0.0, in_cell: false, alphabet: &[] };
    let laid = laid(Some(&first), &second, &about);
    let read: Vec<(usize, usize)> =
        laid.iter().map(|laid| (laid.place.first.len(), laid.place.second.len())).collect();
    assert_eq!(read, [(0, 1), (1, 1), (0, 1)]);
    let signs: Vec<(f32, f32)> =
        laid.iter().map(|laid| (laid.signs["asked"], laid.signs["shared"])).collect();
    assert_eq!(signs, [(0.0, 0.0), (1.0, 0.9), (0.0, 0.0)]);
}
