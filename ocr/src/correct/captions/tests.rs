//! Captions by rows: what is read of them, and what they become; and what is no caption.

use dossier::geometry::PixelBox;
use dossier::recognition::Script;

use super::*;

/// A line whose words stand ten pixels a letter; a word behind `+` was read surely, the others by half.
fn line(text: &str, script: Script) -> Line {
    let mut words = Vec::new();
    let mut x = 0;
    for word in text.split(' ') {
        let sure = word.starts_with('+');
        let text = word.trim_start_matches('+').to_owned();
        let w = text.chars().count() as u32 * 10;
        let confidence = if sure { 0.97 } else { 0.5 };
        words.push(Word { bbox: PixelBox::new(x, 0, w, 20), text, confidence, ..Word::default() });
        x += w + 10;
    }
    Line { words, script, ..Line::default() }
}

fn check(read: &str, expected: &str) {
    let mut line = line(read, Script::Printed);
    restore(&mut line);
    assert_eq!(line.text(), expected, "{read}");
}

#[test]
fn several_words_vouch_for_one_another() {
    for (read, expected) in [
        ("(маймаеува\"еня аревну внуправіх справ)", "(найменування органу внутрішніх справ)"),
        ("\"фамилия ими озчеетто?", "(фамилия, имя, отчество)"),
        ("(илименовлние оре ЗАГС\"", "(наименование органа ЗАГС)"),
        ("Подпись мина отнетегнииного", "Подпись лица, ответственного"),
        ("выдач: трудових книжек.", "выдачу трудовых книжек."),
        ("Начальник інспектні)", "Начальник інспекції"),
        ("НАЧАЛЬНИК ВІДДІДУ КАЛРІВ", "НАЧАЛЬНИК ВІДДІЛУ КАДРІВ"),
        ("Дата вндачі: 12.03.1999 Кнм виданий", "Дата видачі: 12.03.1999 Ким виданий"),
        ("по работе н увольнении", "по работе и увольнении"),
        ("прізвнще, їм'я, по батькові", "(прізвище, ім'я, по батькові)"),
    ] {
        check(read, expected);
    }
}

#[test]
fn words_read_as_one_are_two_and_parts_of_one_are_one() {
    check("Под тиеь лица, ответственного за", "Подпись лица, ответственного за");
    check("Начальник отдела кадров25", "Начальник отдела кадров 25");
    check("Дата вндачі25", "Дата видачі 25");
    let mut line = line("Подпись лица, ответственногоза", Script::Printed);
    let first = line.words[2].bbox;
    assert_eq!(restore(&mut line), 0, "cut, nothing changed");
    assert_eq!(line.text(), "Подпись лица, ответственного за");
    let (word, rest) = (line.words[2].bbox, line.words[3].bbox);
    assert_eq!((word.x, word.right(), rest.right()), (first.x, rest.x, first.right()));
}

#[test]
fn what_stood_there_is_kept() {
    let mut line = line("+Начальник інспектні", Script::Printed);
    assert_eq!(restore(&mut line), 1);
    let raw = &line.words[1].alternatives;
    assert_eq!((raw.len(), raw[0].text.as_str(), raw[0].source.as_str()), (1, "інспектні", "raw caption"));
    assert!(line.words[0].alternatives.is_empty());
}

#[test]
fn what_is_no_caption_stays() {
    for text in [
        // Another form of a word, an abbreviation, another word.
        "+Начальника +відділу кадрів",
        "+Голова +правління заводv",
        "Начальник отд. кадров",
        "Начальник відділу збутv",
        "Начальник архіву",
        "сільсъка рада",
        "Перехрестна",
        "+Начальник Кацрів",
        "37 лет 3 месяца 9 дней",
        // The other language.
        "(ринят +на +должность",
        // Names, numbers.
        "(Іванова Марія Петрівна)",
        "Дата 1917041 12.03.1999",
        "і ї заробітна плата",
        // What was read surely, whatever the lists have.
        "+Зав. +отделом +соцобеспечения",
        "+родился(лась)",
    ] {
        check(text, &text.replace('+', ""));
    }
    // A pen writes what a form would not.
    for script in [Script::Handwritten, Script::Stamp] {
        let mut line = line("(илименовлние оре ЗАГС", script);
        assert_eq!(restore(&mut line), 0);
    }
}

#[test]
fn every_caption_is_read_as_itself() {
    let mut texts: Vec<String> = CAPTIONS.iter().map(|caption| caption.words.join(" ")).collect();
    texts.sort_unstable();
    assert!(texts.windows(2).all(|pair| pair[0] != pair[1]), "a caption stands twice");
    for caption in CAPTIONS.iter() {
        let text = caption.words.join(" ");
        let mut line = line(&text, Script::Printed);
        restore(&mut line);
        assert_eq!(line.text(), text);
    }
}
