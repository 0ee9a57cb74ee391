//! Each rule by rows: what is read, and what it becomes; and what must stay.

use dossier::recognition::Meant;

use super::*;

fn line(words: &[(&str, f32)], script: Script) -> Recognition {
    let word = |(text, confidence): &(&str, f32)| Word {
        text: (*text).to_owned(),
        confidence: *confidence,
        ..Word::default()
    };
    let line = Line { script, words: words.iter().map(word).collect(), ..Line::default() };
    Recognition { lines: vec![line], ..Recognition::default() }
}

/// The line after correction, its words at half confidence.
fn corrected(text: &str, script: Script) -> Recognition {
    let words: Vec<(&str, f32)> = text.split(' ').map(|word| (word, 0.5)).collect();
    let mut page = line(&words, script);
    correct(&mut page);
    page
}

fn check(text: &str, expected: &str) {
    assert_eq!(corrected(text, Script::Printed).lines[0].text(), expected, "{text}");
}

fn stays(text: &str) {
    for script in [Script::Printed, Script::Typed, Script::Handwritten, Script::Stamp] {
        let page = corrected(text, script);
        assert_eq!(page.lines[0].text(), text, "{script:?}");
        assert!(page.words().all(|word| word.alternatives.is_empty()), "{text}");
    }
}

#[test]
fn letters_of_neither_language() {
    check("пәнсія", "пенсія");
    check("ҡарбованці", "карбованці");
    check("Ўправління", "Управління");
    check("ҙвір", "вір");
}

#[test]
fn one_alphabet_a_word() {
    check("Kиїв", "Київ");
    check("дoвiдкa про", "довідка про");
    check("пенciï", "пенсії");
    check("TOB «Зоря»", "ТОВ «Зоря»");
    check("AB № 123456", "АВ № 123456");
    check("AB 123456", "АВ 123456");
    check("UА213223130000026007233566001", "UA213223130000026007233566001");
    check("лексuка", "лексика");
    for text in ["UA213223130000026007233566001", "Microsoft Word", "COVID-19", "e-mail", "PDF"] {
        stays(text);
    }
}

#[test]
fn roman_numerals_are_latin() {
    check("ІІ група", "II група");
    check("Ш групи", "III групи");
    check("група ІІІ", "група III");
    check("ХІХ століття", "XIX століття");
    check("розділ ІУ", "розділ IV");
    check("за ІІ квартал", "за II квартал");
    check("12/ІІІ-57", "12/III-57");
    check("1957.ХІІ.03", "1957.XII.03");
    check("АТ-Ш № 2790781", "АТ-III № 2790781");
    check("ІІ-УР № 123456", "II-УР № 123456");
    stays("II-УР № 123456");
    check("БТ-ІІ № 1234567", "БТ-II № 1234567");
    check("ХІІ", "XII");
    for text in [
        "І він",
        "і група",
        "П. І. Б.",
        "І. Х. Мельник",
        "Х",
        "Ш",
        "12-А-57",
        "СУ-15",
        "УП",
        "МТ-Ш",
        "ШП-ЦЕХ",
        "17-ІІ-3а",
    ] {
        stays(text);
    }
}

#[test]
fn the_number_sign() {
    check("N 44120", "№ 44120");
    check("Nо 44120/П", "№ 44120/П");
    check("N°5", "№5");
    check("наказ Л° 17-к", "наказ № 17-к");
    for text in ["N невідомий", "№ 5", "Ж 12.03.1957", "Не 5"] {
        stays(text);
    }
}

#[test]
fn apostrophes_and_hyphens() {
    check("ім’я обовʼязок об`єкт", "ім'я обов'язок об'єкт");
    check("сім\"я В*ячеслав", "сім'я В'ячеслав");
    check("культурно–освітній", "культурно-освітній");
    for text in ["1985–1990", "довідка — пенсія", "\"Зоря\"", "робота—відпочинок", "об'єкт"]
    {
        stays(text);
    }
}

#[test]
fn hard_signs_by_language() {
    check("пенсіонеръ соціальних", "пенсіонерь соціальних");
    check("сільсъка рада", "сільська рада");
    check("Лук’янівсъкій", "Лук'янівській");
    check("объєкт", "об'єкт");
    for text in ["объект", "подъём", "объявление", "съезд", "Отъезжев"] {
        stays(text);
    }
}

#[test]
fn the_nearest_word_where_it_is_clear() {
    check("довідха", "довідка");
    check("ДОВІДХА", "ДОВІДКА");
    check("(довідха),", "(довідка),");
    check("Григоровнч", "Григорович");
    check("карбованцнх", "карбованцях");
    check("пенс1я", "пенсія");
    check("рофимовна", "Трофимовна");
}

#[test]
fn numbers_codes_names_and_foreign_words_stay() {
    for text in [
        "1759013776",
        "12.03.1957",
        "184,06",
        "1О0",
        "44120/П",
        "17-к",
        "РНОКПП",
        "ЄДРПОУ",
        "Кравчунець",
        "Довганюк",
        "с. Жабокрич",
        "Стахурлівка",
        "Ґалаґан",
        "нбг",
        "Lorem ipsum",
        "КМ-2",
        "вул.",
        "п/п",
        "1957р.",
        "А-123",
        "Пересипкіна",
        "МТС-3",
    ] {
        stays(text);
    }
}

#[test]
fn what_is_sure_or_broken_or_written_by_hand_stays() {
    let check = |words: &[(&str, f32)], script| {
        let mut page = line(words, script);
        let before = page.clone();
        correct(&mut page);
        assert_eq!(page, before);
    };
    check(&[("довідха", 0.97)], Script::Printed);
    check(&[("довідха", 0.5)], Script::Handwritten);
    check(&[("довідха", 0.5)], Script::Stamp);
    check(&[("довідх-", 0.5)], Script::Printed);
    let mut page = line(&[("пенсі-", 0.5)], Script::Printed);
    page.lines.push(Line {
        words: vec![Word { text: "онерх".to_owned(), confidence: 0.5, ..Word::default() }],
        ..Line::default()
    });
    let before = page.clone();
    correct(&mut page);
    assert_eq!(page, before);
}

#[test]
fn a_second_reader_is_evidence() {
    let read = |text: &str, other: &str| {
        let mut page = line(&[(text, 0.97)], Script::Typed);
        page.lines[0].words[0].alternatives =
            vec![Alternative { text: other.to_owned(), source: "line".to_owned() }];
        correct(&mut page);
        page.lines.remove(0).words.remove(0)
    };
    let word = read("завдзу,", "заводу,");
    assert_eq!(word.text, "заводу,");
    assert_eq!(
        word.alternatives,
        [Alternative { text: "завдзу,".to_owned(), source: "raw reader".to_owned() }]
    );
    assert_eq!(read("завдзу", "пенсії").text, "завдзу");
    assert_eq!(read("заводу", "завода").text, "заводу");
    assert_eq!(read("Довганюк", "Довгань").text, "Довганюк");
    assert_eq!(read("1957", "1967").text, "1957");
}

#[test]
fn the_number_of_an_account() {
    check("на поточний рахунок (ІВАЛ):", "на поточний рахунок (IBAN):");
    check("рахунок ІВА", "рахунок IBAN");
    stays("Мельник ІВАН");
}

#[test]
fn the_readers_probabilities_are_evidence() {
    let read = |text: &str, script: Script, confidence: f32, meant: &[(&str, f32)]| {
        let mut page = line(&[(text, confidence)], script);
        let meant = meant.iter().map(|(word, cost)| Meant { word: (*word).to_owned(), cost: *cost });
        page.lines[0].words[0].meant = meant.collect();
        correct(&mut page);
        let word = page.lines.remove(0).words.remove(0);
        assert!(word.meant.is_empty(), "{text}");
        word
    };
    let check = |text: &str, script: Script, meant: &[(&str, f32)], expected: &str| {
        assert_eq!(read(text, script, 0.5, meant).text, expected, "{text} {script:?}");
    };
    use Script::{Handwritten, Printed, Stamp};
    let word = read("Жриказ,", Handwritten, 0.5, &[("приказ", 3.4), ("крика", 8.8)]);
    assert_eq!(word.text, "Приказ,");
    let raw = Alternative { text: "Жриказ,".to_owned(), source: "raw probable".to_owned() };
    assert_eq!(word.alternatives, [raw]);
    check("рединовий", Handwritten, &[("резиновый", 1.6), ("резинові", 4.5)], "резиновый");
    check("лаписи", Printed, &[("записи", 2.5), ("написи", 4.9)], "записи");
    // Two words as likely as each other, one too far, a piece of the word, a stamp, a sure word of print.
    check("заявм", Handwritten, &[("заява", 1.0), ("заяви", 1.5)], "заявм");
    check("инобьав", Handwritten, &[("иноваши", 13.0)], "инобьав");
    check("ідентив", Handwritten, &[("дентив", 0.5)], "ідентив");
    check("рединовий", Stamp, &[("резиновый", 1.6)], "рединовий");
    assert_eq!(read("лаписи", Printed, 0.97, &[("записи", 2.5)]).text, "лаписи");
    // Most names are in no list: in print nothing but a listed one, by hand nothing but a near one.
    check("Чубух", Printed, &[("чубук", 1.0)], "Чубух");
    check("Ковалик", Handwritten, &[("коваль", 7.0)], "Ковалик");
    check("Опанаеовичу", Printed, &[("опанасовичу", 1.0)], "Опанасовичу");
}

#[test]
fn the_raw_reading_and_every_rule_are_kept() {
    let page = corrected("сільсъкa", Script::Printed);
    let word = &page.lines[0].words[0];
    assert_eq!(word.text, "сільська");
    let raw = Alternative { text: "сільсъкa".to_owned(), source: "raw alphabet+hard_sign".to_owned() };
    assert_eq!(word.alternatives, [raw]);
}

#[test]
fn the_upturned_letter_where_only_it_makes_a_word() {
    check("гатунок, гречний", "ґатунок, ґречний");
    let mut page = line(&[("гречний", 0.99)], Script::Handwritten);
    correct(&mut page);
    assert_eq!(page.lines[0].text(), "ґречний");
    for text in ["грунт", "гроші", "Гедзик", "нагорода"] {
        stays(text);
    }
}
