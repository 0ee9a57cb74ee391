//! Pages made by hand: what is right in any order stays right, and each error is found in its class.

use dossier::PixelBox;
use dossier::recognition::{Cell, Line, Recognition, Script, Table, Word};
use serde_json::{Value, json};

use super::super::truth::TruePage;
use super::{PageSeen, Rate, Reading, Step};

type Place = [u32; 4];

fn truth(lines: Value, more: Value) -> TruePage {
    let mut page =
        json!({"page": 1, "text": "", "quality": "clean", "width": 1000, "height": 1000, "lines": lines});
    for (name, value) in more.as_object().expect("an object") {
        page[name] = value.clone();
    }
    serde_json::from_value(page).expect("a page of truth")
}

fn piece(text: &str, script: &str, place: Place) -> Value {
    json!({"text": text, "script": script, "box": place})
}

fn line(script: Script, block: u32, words: &[(&str, Place, f32)]) -> Line {
    let word = |(text, place, confidence): &(&str, Place, f32)| Word {
        text: (*text).to_owned(),
        bbox: PixelBox::from(*place),
        confidence: *confidence,
        ..Word::default()
    };
    let words: Vec<Word> = words.iter().map(word).collect();
    let bbox = PixelBox::around(words.iter().map(|word| &word.bbox)).unwrap_or_default();
    Line { bbox, block, script, words, form: Vec::new() }
}

fn read(page: &TruePage, lines: Vec<Line>, tables: Vec<Table>) -> Reading {
    let recognition = Recognition { width: 1000, height: 1000, lines, tables, ..Recognition::default() };
    let mut reading = Reading::default();
    reading.add(page, &PageSeen { recognition, steps: Vec::new() });
    reading.finish();
    reading
}

fn rates(reading: &Reading, class: &str) -> [u64; 4] {
    let counts = reading.text[class];
    [counts.cer.errors, counts.wer.errors, counts.cer_any.errors, counts.wer_any.errors]
}

fn two_lines() -> TruePage {
    let lines = json!([
        piece("перший рядок", "printed", [100, 100, 240, 30]),
        piece("другий рядок", "typed", [100, 150, 240, 30]),
    ]);
    truth(lines, json!({}))
}

#[test]
fn a_swapped_order_is_wrong_in_order_only() {
    let first = line(
        Script::Printed,
        0,
        &[("перший", [100, 105, 120, 20], 0.9), ("рядок", [230, 105, 100, 20], 0.9)],
    );
    let second =
        line(Script::Typed, 1, &[("другий", [100, 155, 120, 20], 0.9), ("рядок", [230, 155, 100, 20], 0.9)]);
    let straight = read(&two_lines(), vec![first.clone(), second.clone()], vec![]);
    assert_eq!(rates(&straight, "all"), [0, 0, 0, 0]);
    assert_eq!((straight.text["all"].cer.of, straight.text["printed clean"].cer.of), (25, 13));
    let swapped = read(&two_lines(), vec![second, first], vec![]);
    assert!(swapped.text["all"].cer.errors > 0 && swapped.text["all"].wer.errors > 0);
    assert_eq!(swapped.text["all"].cer_any, Rate { errors: 0, of: 24 });
    assert_eq!((swapped.text["all"].wer_any.errors, swapped.text["all"].words_lost.errors), (0, 0));
}

#[test]
fn an_error_counts_in_the_class_it_happens_in() {
    let first = line(
        Script::Printed,
        0,
        &[("перший", [100, 105, 120, 20], 0.9), ("рядок", [230, 105, 100, 20], 0.9)],
    );
    let second = line(Script::Typed, 1, &[("друrий", [100, 155, 120, 20], 0.9)]);
    let reading = read(&two_lines(), vec![first, second], vec![]);
    assert_eq!(rates(&reading, "printed"), [0, 0, 0, 0]);
    assert_eq!(rates(&reading, "typed clean"), [7, 2, 7, 2]);
    assert_eq!(rates(&reading, "clean"), [7, 2, 7, 2]);
}

#[test]
fn a_word_over_label_and_value_is_cut_by_the_truth() {
    let lines = json!([
        piece("Прізвище", "printed", [100, 100, 160, 30]),
        piece("Коваль", "handwritten", [270, 95, 120, 40]),
    ]);
    let page = truth(lines, json!({}));
    let joined = line(Script::Printed, 0, &[("ПрізвищеКовалъ", [100, 100, 290, 30], 0.5)]);
    let reading = read(&page, vec![joined], vec![]);
    assert_eq!(reading.text["printed"].cer_any, Rate { errors: 1, of: 9 }, "the space");
    assert_eq!(reading.text["handwritten"].cer_any, Rate { errors: 1, of: 6 });
}

#[test]
fn askew_lines_do_not_reach_into_each_other() {
    // 3 degrees: over 900 pixels a line sinks by 47, more than the lines are apart.
    let lines = json!([
        piece("один два", "printed", [50, 100, 901, 78]),
        piece("три чотири", "printed", [50, 140, 901, 78]),
    ]);
    let page = truth(lines, json!({"skew": 3.0}));
    let first =
        line(Script::Printed, 0, &[("один", [60, 106, 90, 24], 0.9), ("два", [850, 148, 80, 24], 0.9)]);
    let second =
        line(Script::Printed, 0, &[("три", [60, 146, 80, 24], 0.9), ("чотири", [820, 186, 120, 26], 0.9)]);
    let reading = read(&page, vec![second, first], vec![]);
    assert_eq!(reading.text["all"].cer_any.errors, 0);
    assert_eq!(reading.text["all"].extra, 0);
}

#[test]
fn a_stamp_over_a_line_takes_its_own_words_only() {
    let lines = json!([
        piece("Видано в Києві", "printed", [100, 100, 280, 30]),
        piece("ПЕРЕВІРЕНО", "stamp", [200, 95, 220, 40]),
        json!({"text": "УКРАЇНА * Для довідок", "script": "stamp", "box": [150, 50, 200, 200], "seal": true}),
    ]);
    let page = truth(lines, json!({}));
    let body = line(
        Script::Printed,
        0,
        &[
            ("Видано", [100, 105, 120, 20], 0.9),
            ("в", [230, 105, 20, 20], 0.9),
            ("Києві", [270, 105, 100, 20], 0.9),
        ],
    );
    let stamp = line(Script::Stamp, 1, &[("ПЕРЕВІРЕНО", [200, 98, 220, 34], 0.9)]);
    let seal = line(Script::Stamp, 2, &[("довідок", [200, 180, 100, 20], 0.4)]);
    let reading = read(&page, vec![body.clone(), stamp.clone(), seal.clone()], vec![]);
    assert_eq!(rates(&reading, "printed"), [0, 0, 0, 0]);
    assert_eq!(reading.text["stamp"].cer_any, Rate { errors: 0, of: 10 });
    assert_eq!((reading.stamp_words, reading.text["all"].extra), (Rate { errors: 3, of: 5 }, 0));
    assert_eq!(reading.marks.of(Script::Stamp), (2, 2, 2));
    // An arc of the ring lies over the body, whose words stay its own.
    let arc = line(Script::Stamp, 3, &[("УКРАЇНА", [150, 70, 50, 80], 0.9)]);
    let ringed = read(&page, vec![body.clone(), stamp.clone(), seal.clone(), arc], vec![]);
    assert_eq!((rates(&ringed, "printed"), ringed.text["stamp"].cer_any.errors), ([0, 0, 0, 0], 0));
    assert_eq!((ringed.stamp_words, ringed.text["all"].extra), (Rate { errors: 2, of: 5 }, 0));
    // Left unmarked, the stamp breaks the running text and is no mark.
    let plain = Line { script: Script::Printed, ..stamp };
    let reading = read(&page, vec![body, plain, seal], vec![]);
    assert!(reading.text["printed"].cer.errors > 0);
    assert_eq!(reading.marks.of(Script::Stamp), (1, 1, 2));
    assert_eq!(reading.marks.of(Script::Printed), (1, 2, 1));
}

#[test]
fn marks_are_counted_by_pieces() {
    let lines = json!([
        piece("Петренко", "handwritten", [100, 100, 200, 30]),
        piece("Іван", "handwritten", [100, 200, 200, 30]),
        piece("Підпис", "printed", [100, 300, 100, 30]),
        piece("Дата", "printed", [100, 400, 100, 30]),
    ]);
    let page = truth(lines, json!({}));
    let wordless =
        Line { bbox: PixelBox::new(100, 100, 200, 30), script: Script::Handwritten, ..Line::default() };
    let right = line(Script::Printed, 1, &[("Підпис", [100, 305, 100, 20], 0.9)]);
    let wrong = line(Script::Handwritten, 2, &[("Дата", [100, 405, 100, 20], 0.9)]);
    let scribble = line(Script::Handwritten, 3, &[("ллу", [600, 300, 90, 30], 0.3)]);
    let reading = read(&page, vec![wordless, right, wrong, scribble], vec![]);
    assert_eq!(reading.marks.of(Script::Handwritten), (1, 2, 2));
    assert_eq!(reading.marks.of(Script::Printed), (1, 1, 2));
    assert_eq!(reading.marks.count("handwritten", "unread"), 1);
    assert_eq!(reading.marks.count("nothing", "handwritten"), 1);
    assert_eq!((reading.text["all"].extra, reading.text["clean"].extra), (3, 3));
}

#[test]
fn cells_are_right_or_not() {
    let cell = |row: u32, column: u32, text: &str, place: Place| {
        let script = if text.is_empty() { Value::Null } else { "printed".into() };
        json!({"row": row, "column": column, "text": text, "script": script, "box": place})
    };
    let cells = [
        cell(0, 0, "січень 1987", [100, 100, 200, 60]),
        cell(0, 1, "120,00", [300, 100, 200, 60]),
        cell(1, 0, "", [100, 160, 200, 60]),
        cell(1, 1, "130,00", [300, 160, 200, 60]),
    ];
    let page = truth(json!([]), json!({"tables": [{"box": [100, 100, 400, 120], "cells": cells}]}));
    let found = |row, column, place: Place, block| Cell {
        bbox: PixelBox::from(place),
        row,
        column,
        rows: 1,
        columns: 1,
        block,
    };
    let lines = vec![
        line(Script::Printed, 1, &[("січень", [110, 105, 80, 20], 0.9)]),
        line(Script::Printed, 1, &[("1987", [110, 130, 80, 20], 0.9)]),
        line(Script::Printed, 2, &[("12O,00", [310, 120, 80, 20], 0.9)]),
    ];
    let cells = vec![
        found(0, 0, [102, 101, 198, 58], Some(1)),
        found(0, 1, [300, 100, 200, 60], Some(2)),
        found(2, 0, [100, 160, 200, 60], None),
        found(9, 9, [600, 600, 200, 60], None),
    ];
    let reading = read(&page, lines, vec![Table { bbox: PixelBox::default(), cells }]);
    let counts = |class: &str| {
        let one = reading.cells[class];
        [one.of, one.found, one.right, one.in_net]
    };
    assert_eq!(counts("printed clean"), [3, 2, 1, 1], "two lines right, a letter wrong, one missing");
    assert_eq!(counts("empty"), [1, 1, 1, 0], "empty and right, but in another row");
    assert_eq!(reading.extra_cells, 1);
}

#[test]
fn confidence_is_compared_with_what_was_right() {
    let lines = vec![
        line(
            Script::Printed,
            0,
            &[("перший", [100, 105, 120, 20], 0.96), ("рядок", [230, 105, 100, 20], 0.96)],
        ),
        line(Script::Typed, 1, &[("другий", [100, 155, 120, 20], 0.6), ("рядох", [230, 155, 100, 20], 0.6)]),
        line(Script::Printed, 2, &[("пляма", [700, 700, 120, 20], 0.2)]),
    ];
    let mut page = two_lines();
    page.lines.push(serde_json::from_value(piece("ще", "printed", [100, 400, 60, 30])).expect("a piece"));
    let reading = read(&page, lines, vec![]);
    let trust = |class: &str| {
        let trust = &reading.trust[class];
        (trust.words, trust.right, (trust.calibration_error * 1000.0).round() as u32)
    };
    assert_eq!(trust("typewriter"), (2, 1, 100));
    assert_eq!(trust("print"), (3, 2, 93));
    assert_eq!(trust("all"), (5, 3, 96));
}

#[test]
fn a_page_on_its_side_is_compared_upright() {
    let page = truth(
        json!([piece("рядок", "printed", [1200, 100, 240, 30])]),
        json!({"width": 1000, "height": 2000, "rotation": 90}),
    );
    let recognition = Recognition {
        width: 1000,
        height: 500,
        lines: vec![line(Script::Printed, 0, &[("рядок", [600, 50, 120, 15], 0.9)])],
        ..Recognition::default()
    };
    let mut reading = Reading::default();
    reading.add(&page, &PageSeen { recognition, steps: Vec::new() });
    assert_eq!(rates(&reading, "all"), [0, 0, 0, 0], "a grid of half the size is no hindrance");
}

#[test]
fn steps_are_summed_and_the_recogniser_apart() {
    let steps: Vec<Step> = serde_json::from_value(json!([
        {"name": "decode", "detail": "tiff", "ms": 20},
        {"name": "read", "detail": "", "ms": 60, "cpu": 55},
        {"name": "read", "detail": "again", "ms": 10},
        {"name": "upright", "detail": "", "ms": 10},
    ]))
    .expect("steps");
    let mut reading = Reading::default();
    let blank = truth(json!([]), json!({"blank": true}));
    let recognition = Recognition {
        lines: vec![line(Script::Printed, 0, &[("ой", [1, 1, 9, 9], 0.1)])],
        ..Recognition::default()
    };
    reading.add(&blank, &PageSeen { recognition, steps });
    let spent = &reading.spent;
    assert_eq!((spent.pages, spent.ms, spent.recogniser_ms), (1, 100.0, 80.0));
    assert_eq!((spent.steps["read"].pages, spent.steps["read"].ms), (1, 70.0));
    assert_eq!((reading.blank_pages, reading.blank_letters), (1, 2));
    assert!(reading.text.is_empty());
}
