//! One small dossier through all steps: papers, values in the nominative, agreement, separators, impossible dates.

use super::layout::tests::page;
use super::*;

pub fn input(number: u32, text: &str) -> PageInput {
    PageInput {
        id: PageId::new(),
        number,
        recognition: page(text),
        blank: text.is_empty(),
        separator: None,
        perceptual_hash: u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15),
        pixel_digest: Digest::of(format!("{number}{text}").as_bytes()),
        quality: ScanQuality::default(),
    }
}

const COVER: &str = "Управління Пенсійного фонду України в м. Суми\nПЕНСІЙНА СПРАВА\n№ 59887/19\nПрізвище Кравченко\nІм'я Захар\nПо батькові Опанасович\nДата народження 28.02.1948\nРНОКПП 1759013776\nВид пенсії: за віком\nСправу розпочато 12.03.2008";
const SERVICE: &str = "ТОВАРИСТВО «ЗОРЯ»\nм. Суми, код ЄДРПОУ 32855961\n№ 384 від 27.06.2005\nДОВІДКА\nпро підтвердження трудового стажу\nВидана Кравченку Захару Опанасовичу, 1948 року народження, про те, що він дійсно працював\nслюсарем з 16.07.1980 (наказ № 5 від 13.07.1980) по 25.04.1990 (наказ № 7 від 23.04.1990).";
const BOOK: &str = "Форма ОК-7\nІНДИВІДУАЛЬНІ ВІДОМОСТІ ПРО ЗАСТРАХОВАНУ ОСОБУ\nПрізвище, ім'я, по батькові: Кравченко Захар Опанасович\nДата народження: 28.02.1948\nРеєстраційний номер облікової картки платника податків: 1759013776\nРік | Код ЄДРПОУ | Найменування страхувальника | Місяців | Сума\n2000 | 32855961 | Зоря | 12 | 2330.78\n2001 | 32855961 | Зоря | 6 | 1563.48";

fn value<'f>(fields: &'f [FoundField], path: &str) -> Option<&'f str> {
    fields.iter().find(|field| field.path == path)?.candidates.first()?.value.as_deref()
}

#[test]
fn a_small_dossier_is_understood() {
    let pages = [input(1, COVER), input(2, ""), input(3, SERVICE), input(4, BOOK)];
    let found = understand(&Kinds::builtin(), &Calibration::builtin(), "A", &pages);
    let kinds: Vec<(&str, usize)> =
        found.documents.iter().map(|one| (one.kind.as_str(), one.pages.len())).collect();
    assert_eq!(kinds, [("case_cover", 2), ("employment_certificate", 1), ("insurance_record_ok5", 1)]);
    let expected = [
        (0, "case_number", "59887/19"),
        (0, "surname", "Кравченко"),
        (0, "pension_kind", "old_age"),
        (0, "opened_date", "2008-03-12"),
        (1, "given_name", "Захар"),
        (1, "patronymic", "Опанасович"),
        (1, "document_number", "384"),
        (1, "issue_date", "2005-06-27"),
        (1, "edrpou", "32855961"),
        (1, "employment_periods[0].from", "1980-07-16"),
        (1, "employment_periods[0].to", "1990-04-25"),
        (2, "tax_number", "1759013776"),
        (2, "insurance_years[1].amount", "1563.48"),
        (2, "insurance_years[1].months", "6"),
    ];
    for (document, path, wanted) in expected {
        assert_eq!(value(&found.documents[document].fields, path), Some(wanted), "{path}");
    }
    let settled: Vec<&DossierFound> = found.dossier_fields.iter().collect();
    let of = |path: &str| settled.iter().find(|one| one.field.path == path).map(|one| &one.field);
    assert_eq!(of("tax_number").and_then(|field| field.candidates[0].value.as_deref()), Some("1759013776"));
    assert_eq!(of("birth_date").and_then(|field| field.candidates[0].value.as_deref()), Some("1948-02-28"));
    for field in found.documents.iter().flat_map(|one| &one.fields) {
        assert!(field.candidates.iter().all(|one| (0.0..=1.0).contains(&one.probability)), "{}", field.path);
    }
}

#[test]
fn dossier_sheets_move_pages_only_where_they_part_dossiers() {
    let sheet = |number, reference: &str| PageInput {
        separator: Some(Separator::Dossier { reference: reference.to_owned() }),
        ..input(number, "")
    };
    let run = |pages: &[PageInput]| understand(&Kinds::builtin(), &Calibration::builtin(), "A", pages);
    let alone = run(&[sheet(1, "B"), input(2, COVER)]);
    assert!(alone.moved.is_empty());
    assert_eq!(alone.concerns[0].code, ConcernCode::SeparatorDiffers);
    let two = run(&[sheet(1, "A"), input(2, COVER), sheet(3, "B"), input(4, SERVICE)]);
    let to: Vec<&str> = two.moved.iter().map(|(_, reference)| reference.as_str()).collect();
    assert_eq!(to, ["B", "B"]);
}

#[test]
fn a_number_of_another_birthday_is_a_concern() {
    let wrong = COVER.replace("28.02.1948", "01.03.1950");
    let found = understand(&Kinds::builtin(), &Calibration::builtin(), "A", &[input(1, &wrong)]);
    let rules: Vec<&str> =
        found.concerns.iter().filter_map(|one| one.params.get("rule").map(String::as_str)).collect();
    assert_eq!(rules, ["birth_date_in_number"]);
}
