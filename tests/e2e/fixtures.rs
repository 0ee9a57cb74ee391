//! Every file of the fixtures, good and bad, ends as an arrival, a known duplicate or a refusal, and what was taken
//! comes out again: as results, archive copy, text and hits.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use dossier::access::Access;
use dossier::alto;
use dossier::concern::{ConcernCode, RefusalCode};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use register::{BatchFilter, DoorCounts};
use serde_json::Value;

use crate::house::{House, concerns};
use crate::{paper, results, schema};

/// What becomes of each bad file. The rest are taken and read.
const CONCERNS: &[(&str, ConcernCode)] = &[
    ("locked.pdf", ConcernCode::FileLocked),
    ("truncated.tif", ConcernCode::FileDamaged),
    ("truncated.jpg", ConcernCode::PageDamaged),
    ("huge-header.png", ConcernCode::FrameTooLarge),
    ("huge-header.tif", ConcernCode::FrameTooLarge),
    ("many-pages.pdf", ConcernCode::TooManyFrames),
];
const REFUSALS: &[(&str, RefusalCode)] =
    &[("empty.tif", RefusalCode::Empty), ("text.pdf", RefusalCode::UnsupportedType)];

#[tokio::test]
async fn fixtures_go_in_and_come_out() {
    let house = House::new("");
    goes_in(&house).await;
    comes_out(&house);
    is_found(&house);
    is_kept(&house).await;
}

async fn goes_in(house: &House) {
    let (scans, bad) = (paper::fixtures().join("scans"), paper::fixtures().join("bad"));
    let (scans, bad) = (scans.to_str().unwrap(), bad.to_str().unwrap());
    let good_files: usize = paper::dossiers().iter().map(|(_, files)| files.len()).sum();
    let files = (good_files + fs::read_dir(bad).unwrap().count()) as u64;
    let refused = REFUSALS.len() as u64;

    let ran = house.run(&["ingest", scans, bad, "--batch", "fixtures", "--wait"]).ended(3);
    assert_eq!(
        numbers(ran.out.lines().next().unwrap()),
        [files, files - refused, 0, refused, 0],
        "{}",
        ran.out
    );
    let told = format!("{}{}", ran.out, ran.err);
    for place in [house.data().to_str().unwrap(), house.desk().to_str().unwrap(), env!("CARGO_MANIFEST_DIR")]
    {
        assert!(!told.contains(place), "a path of this machine: {told}");
    }
    for (name, _) in REFUSALS {
        assert!(ran.err.contains(name), "{name} is not named: {}", ran.err);
    }

    let register = house.register().await;
    let access = Access::command_line();
    let counts = register.door_counts(&access, None).await.unwrap();
    assert_eq!(counts, DoorCounts { files, arrivals: files - refused, duplicates: 0, refusals: refused });

    let batch =
        register.batches(&access, &BatchFilter { limit: 1, ..BatchFilter::default() }).await.unwrap()[0].id;
    let refusals = register.refusals(&access, batch).await.unwrap();
    let refusals: BTreeMap<&str, RefusalCode> =
        refusals.iter().map(|one| (one.file_name.as_str(), one.code)).collect();
    assert_eq!(refusals, REFUSALS.iter().copied().collect());
    let concerns = concerns(&register).await;
    for (name, code) in CONCERNS {
        let about = concerns.iter().filter(|one| one.file_name.as_deref() == Some(*name));
        let codes: Vec<&str> = about.map(|one| one.code.code()).collect();
        assert_eq!(codes, [code.code()], "{name}");
    }

    // The same once more: nothing new, and nothing is lost of the sum.
    let again = house.run(&["ingest", scans, bad, "--batch", "fixtures"]).ended(3);
    assert_eq!(
        numbers(again.out.lines().next().unwrap()),
        [files, 0, files - refused, refused, 0],
        "{}",
        again.out
    );
    let counts = register.door_counts(&access, None).await.unwrap();
    assert_eq!(counts.files, counts.arrivals + counts.duplicates + counts.refusals);
    register.close().await;
}

/// The numbers of a sentence, those in a quoted name apart.
fn numbers(sentence: &str) -> Vec<u64> {
    let (_, sentence) = sentence.split_once('»').unwrap();
    sentence.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn comes_out(house: &House) {
    let exported = results::exported(house);
    let mut expected: Vec<String> = paper::dossiers().into_iter().map(|(reference, _)| reference).collect();
    let references = expected.clone();
    expected.push("bad".into());
    expected.sort();
    assert_eq!(exported.keys().cloned().collect::<Vec<_>>(), expected);
    // The healthy picture with the hostile name, and the cut one, which keeps its place empty.
    assert_eq!(results::texts(&exported["bad"]).len(), 2);

    let (mut written, mut read) = (0, 0);
    for reference in &references {
        let (found, truth) = (results::texts(&exported[reference]), paper::written(reference));
        assert_eq!(found.len(), truth.len(), "{reference}");
        written += truth.iter().filter(|letters| **letters > 80).count();
        read += found.iter().filter(|text| text.chars().count() > 40).count();
    }
    // How well it was read is another measurement's question.
    assert!(read * 10 > written * 9, "{read} pages hold text of {written} written ones");

    for reference in &references {
        let copy = house.desk().join("copy.pdf");
        let to = copy.to_str().unwrap();
        house.run(&["export", "dossier", reference, "--format", "pdf", "-o", to]).ended(0);
        is_archive_copy(reference, &copy);
        let whole = fs::metadata(&copy).unwrap().len();
        house.run(&["export", "dossier", reference, "--document", "1", "--format", "pdf", "-o", to]).ended(0);
        is_archive_copy(reference, &copy);
        assert!(fs::metadata(&copy).unwrap().len() < whole, "{reference}: one document is a part");
        let none =
            house.run(&["export", "dossier", reference, "--document", "99", "--format", "pdf", "-o", to]);
        assert!(none.ended(1).err.contains("№ 99"), "{reference}");

        let folder = house.desk().join("alto");
        house
            .run(&["export", "dossier", reference, "--format", "alto", "-o", folder.to_str().unwrap()])
            .ended(0);
        let mut pages = Vec::new();
        for (at, text) in results::texts(&exported[reference]).iter().enumerate() {
            let page = folder.join(format!("{:04}.xml", at + 1));
            let read = alto::read(&fs::read(&page).unwrap()).unwrap();
            assert_eq!(read.text(), *text, "{reference}, page {}", at + 1);
            pages.push(page);
        }
        assert_eq!(schema::faults(&pages), None, "{reference}");
        fs::remove_dir_all(&folder).unwrap();
    }
}

fn is_archive_copy(reference: &str, copy: &Path) {
    let checked = Command::new("qpdf").arg("--check").arg(copy).output().unwrap();
    assert!(checked.status.success(), "{reference}: {}", String::from_utf8_lossy(&checked.stdout));
    let judged = ValidationOptions::default().profile(ValidationProfile::PdfA1b);
    let report = validate_pdf_bytes(&fs::read(copy).unwrap(), &judged).unwrap();
    assert!(report.is_compliant, "{reference}: {:#?}", report.failures);
}

/// One surname is enough: scans are read with mistakes.
fn is_found(house: &House) {
    let search = |surname: &str| -> Value {
        let mut found: Value =
            serde_json::from_str(&house.run(&["search", "--json", surname]).ended(0).out).unwrap();
        found.as_object_mut().unwrap().remove("took");
        found
    };
    let references = paper::dossiers().into_iter().map(|(reference, _)| reference);
    let surnames: Vec<(String, String)> =
        references.filter_map(|reference| Some((paper::truth(&reference, "surname")?, reference))).collect();
    let found: Vec<Value> = surnames.iter().map(|(surname, _)| search(surname)).collect();
    assert!(found.iter().any(|found| found["total"].as_u64() > Some(0)), "nobody is found of {surnames:?}");
    assert_eq!(search("Неіснуючевський")["total"], 0);

    house.run(&["index", "rebuild"]).ended(0);
    for ((surname, reference), before) in surnames.iter().zip(&found) {
        let after = search(surname);
        let dossiers = |found: &Value| -> Vec<String> {
            found["hits"].as_array().unwrap().iter().map(|hit| hit["dossier"].to_string()).collect()
        };
        assert_eq!(dossiers(&after), dossiers(before), "the surname of {reference}");
    }
}

async fn is_kept(house: &House) {
    house.run(&["audit", "verify"]).ended(0);
    house.run(&["fixity"]).ended(0);
    let (_, files) = paper::scanned_as("png");
    let bytes = fs::read(&files[0]).unwrap();
    let stored = house.files("storage").into_iter().find(|path| fs::read(path).unwrap() == bytes);
    let stored = stored.expect("the original is stored as it came");
    let mut flipped = bytes;
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    // Originals are not meant to be written: the disk's fault is played by putting another file in their place.
    let other = house.desk().join("flipped");
    fs::write(&other, flipped).unwrap();
    fs::rename(&other, &stored).unwrap();
    house.run(&["fixity"]).ended(3);
    let register = house.register().await;
    let concerns = concerns(&register).await;
    let changed: Vec<_> = concerns.iter().filter(|one| one.code == ConcernCode::OriginalChanged).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].reference, paper::scanned_as("png").0);
    register.close().await;
}

#[test]
fn doctor_names_a_bad_kind_file() {
    let house = House::new("");
    house.run(&["doctor"]).ended(0);
    assert!(!house.data().join("register.sqlite").exists(), "looking makes nothing");
    let kinds = house.data().join("kinds");
    fs::create_dir(&kinds).unwrap();
    fs::write(kinds.join("misshapen.toml"), "kind = [").unwrap();
    let ran = house.run(&["doctor"]).ended(1);
    assert!(ran.out.contains("misshapen.toml"), "{}", ran.out);
}

#[test]
fn doctor_says_when_the_disk_runs_full() {
    let house = House::new("");
    let settings = house.data().join("sprava.toml");
    fs::write(&settings, format!("low_space_bytes = {}", i64::MAX)).unwrap();
    let ran = house.run(&["doctor"]).ended(1);
    assert!(
        ran.out.contains("[НІ] сховище: вільно лише") && ran.out.contains("Звільніть місце"),
        "{}",
        ran.out
    );
}

#[test]
fn doctor_warns_where_a_dispute_would_wait_for_ever() {
    let house = House::new("");
    house.add_user("verifier", &["verifier"]);
    let ran = house.run(&["doctor"]).ended(0);
    assert!(
        ran.out.contains("[увага] люди: немає арбітра") && ran.out.contains("--role arbiter"),
        "{}",
        ran.out
    );
    house.add_user("arbiter", &["arbiter"]);
    let ran = house.run(&["doctor"]).ended(0);
    assert!(!ran.out.contains("[увага]") && ran.out.contains("Усе на місці"), "{}", ran.out);
}
