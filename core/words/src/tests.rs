//! The catalogue is whole: both languages, every code, the same parameters; and things are written as agreed.

use std::collections::{BTreeMap, BTreeSet};

use dossier::access::Role;
use dossier::concern::{ConcernCode, RefusalCode};
use dossier::page::RescanReason;
use dossier::stage::Stage;

use crate::catalogue::files;
use crate::{Lang, ROOMS, Words};

/// Keys of a file with the parameters their texts use.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with([' ', '}', '\t'])
            && let Some((key, _)) = line.split_once(" =")
        {
            current = key.to_owned();
            let earlier = found.insert(current.clone(), BTreeSet::new());
            assert!(earlier.is_none(), "{current} stands twice");
        }
        for part in line.split('$').skip(1) {
            let name = part.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            found.get_mut(&current).expect("a parameter belongs to a key").insert(name);
        }
    }
    found
}

#[test]
fn both_languages_hold_the_same_keys_and_parameters() {
    let mut everywhere = BTreeSet::new();
    for ((room, uk), (_, en)) in files(Lang::Uk).iter().zip(files(Lang::En)) {
        let (uk, en) = (keys(uk), keys(en));
        let uk_keys: Vec<&String> = uk.keys().collect();
        let en_keys: Vec<&String> = en.keys().collect();
        assert_eq!(uk_keys, en_keys, "{room}");
        for (key, parameters) in &uk {
            assert_eq!(parameters, &en[key], "{room}: {key}");
            assert!(everywhere.insert(key.clone()), "{key} stands in two files");
            for lang in Lang::ALL {
                assert!(Words::new(lang).has(key), "{key} is lost in {}", lang.tag());
            }
        }
    }
}

#[test]
fn every_file_is_listed() {
    for lang in Lang::ALL {
        let folder = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), lang.tag());
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(ROOMS.contains(&name.trim_end_matches(".ftl")), "{name} is not listed in catalogue.rs");
        }
    }
}

#[test]
fn every_code_has_its_words() {
    let none = BTreeMap::new();
    for words in Lang::ALL.map(Words::new) {
        let mut texts = Vec::new();
        for code in ConcernCode::ALL {
            texts.push(words.concern(*code, &none));
            texts.push(words.concern_short(*code));
            texts.push(words.concern_sort(code.sort()));
        }
        texts.extend(RefusalCode::ALL.iter().map(|code| words.refusal(*code, &none)));
        texts.extend(RescanReason::ALL.iter().map(|reason| words.rescan_reason(*reason)));
        texts.extend(Role::ALL.map(|role| words.role(role)));
        texts.extend(Stage::ALL.map(|stage| words.stage(stage)));
        for text in texts {
            assert!(!text.contains('⟦'), "{text}");
        }
    }
}

#[test]
fn three_plural_forms() {
    let check = |n: i64, expected: &str| assert_eq!(Words::new(Lang::Uk).count("count-pages", n), expected);
    for (n, expected) in [
        (1, "1 сторінка"),
        (2, "2 сторінки"),
        (5, "5 сторінок"),
        (11, "11 сторінок"),
        (21, "21 сторінка"),
        (24, "24 сторінки"),
        (112, "112 сторінок"),
        (4212, "4\u{202F}212 сторінок"),
    ] {
        check(n, expected);
    }
    assert_eq!(Words::new(Lang::En).count("count-pages", 1), "1 page");
}

#[test]
fn things_are_written_as_agreed() {
    let uk = Words::new(Lang::Uk);
    let at = time::macros::datetime!(2026-07-05 21:42:07 UTC);
    for (written, expected) in [
        (uk.date("1953-08-24"), "24.08.1953"),
        (uk.date("1953-08"), "08.1953"),
        (uk.date("1953"), "1953"),
        (uk.date("нерозбірливо"), "нерозбірливо"),
        (uk.amount("3150.85"), "3\u{202F}150,85\u{A0}грн"),
        (uk.amount("120"), "120\u{A0}грн"),
        (uk.duration("P37Y2M14D"), "37 років 2 місяці 14 днів"),
        (uk.duration("P21Y0M1D"), "21 рік 0 місяців 1 день"),
        (uk.duration("P12Y"), "12 років"),
        (uk.duration("стаж"), "стаж"),
        (uk.duration("PY"), "PY"),
        (uk.duration("P1é"), "P1é"),
        (Words::new(Lang::En).duration("P1Y11M"), "1 year 11 months"),
        (uk.number(8_412_077_i64), "8\u{202F}412\u{202F}077"),
        (uk.number(-1658_i64), "−1\u{202F}658"),
        (uk.decimal(0.384, 2), "0,38"),
        (uk.moment(at), "06.07.2026, 00:42"),
        (uk.clock(time::macros::datetime!(2026-01-05 08:42:07 UTC)), "10:42"),
        (uk.bytes(1_430_000), "1,4\u{A0}МБ"),
        (uk.bytes(12), "12\u{A0}Б"),
        (uk.age(at, at + time::Duration::minutes(125)), "2 години"),
        (Words::new(Lang::En).amount("3150.85"), "3\u{202F}150.85\u{A0}UAH"),
    ] {
        assert_eq!(written, expected);
    }
}

#[test]
fn days_are_those_of_kyiv() {
    use crate::{day_start, local_day};
    use time::macros::{date, datetime};
    for (at, day, start) in [
        (datetime!(2026-07-05 21:42:07 UTC), date!(2026 - 07 - 06), datetime!(2026-07-05 21:00 UTC)),
        (datetime!(2026-01-05 21:42:07 UTC), date!(2026 - 01 - 05), datetime!(2026-01-04 22:00 UTC)),
        // The night the clock goes forward begins before it does.
        (datetime!(2026-03-29 12:00:00 UTC), date!(2026 - 03 - 29), datetime!(2026-03-28 22:00 UTC)),
    ] {
        assert_eq!((local_day(at), day_start(day)), (day, start));
    }
}

#[test]
fn parameters_of_stored_rows_reach_the_sentence() {
    let uk = Words::new(Lang::Uk);
    let stored = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>()
    };
    let check = |code, pairs: &[(&str, &str)], part: &str| {
        let sentence = uk.concern(code, &stored(pairs));
        assert!(sentence.contains(part), "{sentence}");
    };
    check(ConcernCode::SheetsDiffer, &[("listed", "26"), ("scanned", "24")], "26 аркушів, відскановано 24");
    check(ConcernCode::StepFailed, &[("stage", "recognise")], "«читання сторінки»");
    check(ConcernCode::ValuesDiffer, &[("field", "birth_date")], "Дата народження: папери");
    check(ConcernCode::ListedFileMissing, &[("count", "3")], "бракує 3 файлів");
    assert_eq!(Words::default().text("no-such-key"), "⟦no-such-key⟧");
    assert_eq!(Lang::accepted("de, en-GB;q=0.8, uk;q=0.2"), Lang::En);
}
