//! A page that hangs, crashes or eats the memory of the engine costs itself and nothing else.

use std::collections::BTreeSet;

use crate::house::{House, concerns};
use crate::{paper, results};
use dossier::concern::ConcernCode;

const TRAPS: &[(&str, ConcernCode)] = &[
    ("crash", ConcernCode::PageCrashed),
    ("hang", ConcernCode::PageTimeout),
    ("eat", ConcernCode::PageMemory),
];

#[tokio::test]
async fn a_bad_page_costs_itself_alone() {
    // Three attempts of a hanging page are waited for; honest pages take a few seconds.
    let house = House::new("page_seconds = 25");
    let folder = house.desk().join("traps");
    std::fs::create_dir(&folder).unwrap();
    let (_, files) = paper::scanned_as("png");
    // A good page stands between any two bad ones.
    for (at, (fault, _)) in TRAPS.iter().enumerate() {
        std::fs::copy(&files[at], folder.join(format!("{}.png", 2 * at + 1))).unwrap();
        paper::trap(fault, &folder.join(format!("{}.png", 2 * at + 2)));
    }
    let ran = house.run(&["ingest", folder.to_str().unwrap(), "--wait"]).ended(3);
    assert!(
        ran.err.contains("2.png") && ran.err.contains("4.png") && ran.err.contains("6.png"),
        "{}",
        ran.err
    );

    let exported = results::exported(&house);
    let texts = results::texts(&exported["traps"]);
    let read: Vec<bool> = texts.iter().map(|text| !text.is_empty()).collect();
    assert_eq!(read, [true, false, true, false, true, false]);

    let register = house.register().await;
    let concerns = concerns(&register).await;
    let of_pages: BTreeSet<(u32, &str)> = concerns
        .iter()
        .filter(|one| TRAPS.iter().any(|(_, code)| *code == one.code))
        .filter_map(|one| Some((one.page_number?, one.code.code())))
        .collect();
    let expected = TRAPS.iter().enumerate().map(|(at, (_, code))| (2 * at as u32 + 2, code.code()));
    assert_eq!(of_pages, expected.collect());
    register.close().await;
}
