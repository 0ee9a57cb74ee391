//! `sprava serve` is killed again and again, each time at a known place with a job in hand, and between blob and
//! commit. What comes out at the end is what a run comes to that was never killed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use dossier::stage::Stage::{self, Index, Paginate, Publish, Recognise, Understand};
use register::Register;

use crate::house::{House, until_finished};
use crate::{paper, results};

/// The fail point, the how-manieth time somebody comes there, and the stage whose job is in hand.
type Moment = (&'static str, u32, Option<Stage>);

/// Each dossier with the moments when the program is killed on its way. No job is killed more than twice: its third
/// attempt is its last. One worker, so that the order of steps is known.
const MOMENTS: &[(&str, &[Moment])] = &[
    (
        "A-1",
        &[
            // The blob is stored, the row is not: the file still lies in the inbox.
            ("receive::before_commit", 1, None),
            ("line::claimed", 1, Some(Paginate)),
            ("paginate::before_commit", 1, Some(Paginate)),
            ("line::claimed", 2, Some(Recognise)),
            ("storage::put", 1, Some(Recognise)),
            ("recognise::before_commit", 2, Some(Recognise)),
            ("storage::put", 2, Some(Recognise)),
            ("line::claimed", 2, Some(Understand)),
            ("understand::before_commit", 1, Some(Understand)),
            ("storage::put", 1, Some(Publish)),
            ("publish::before_commit", 1, Some(Publish)),
        ],
    ),
    (
        "B-2",
        &[
            ("paginate::before_commit", 1, Some(Paginate)),
            ("paginate::before_commit", 1, Some(Paginate)),
            ("recognise::before_commit", 1, Some(Recognise)),
            ("recognise::before_commit", 1, Some(Recognise)),
            ("recognise::after_commit", 1, None),
            ("recognise::before_commit", 1, Some(Recognise)),
            ("storage::put", 1, Some(Recognise)),
            ("understand::before_commit", 1, Some(Understand)),
            ("index::before_commit", 1, Some(Index)),
            ("index::before_commit", 1, Some(Index)),
        ],
    ),
    (
        "C-3",
        &[
            ("paginate::after_commit", 1, None),
            ("recognise::before_commit", 1, Some(Recognise)),
            ("recognise::after_commit", 1, None),
            ("understand::before_commit", 1, Some(Understand)),
            ("understand::after_commit", 1, None),
            ("publish::before_commit", 1, Some(Publish)),
            ("publish::after_commit", 1, None),
        ],
    ),
];
const BATCH: &str = "kills";
/// Dossiers A and B have two pages, C has one.
const PAGES: usize = 5;

fn papers(house: &House) -> BTreeMap<&'static str, PathBuf> {
    let file = |name: &str, pages: &str| {
        let path = house.desk().join(name);
        paper::pdf(pages, &path);
        path
    };
    BTreeMap::from([
        ("A-1", file("1.pdf", "1-2")),
        ("B-2", file("2.pdf", "3-4")),
        ("C-3", file("3.pdf", "5")),
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_every_stage_and_still_the_same() {
    let leased =
        MOMENTS.iter().flat_map(|(_, moments)| *moments).filter(|(.., stage)| stage.is_some()).count();
    assert!(leased >= 20, "{leased} moments with a job in hand");

    let whole = House::new("workers = 1");
    let killed = House::new("workers = 1");
    for (reference, file) in papers(&whole) {
        whole.bring(BATCH, reference, &file, "scan.pdf");
        whole.close(BATCH, reference);
    }
    to_the_end(&whole, MOMENTS.len()).await;

    let papers = papers(&killed);
    for (at, (reference, moments)) in MOMENTS.iter().enumerate() {
        killed.bring(BATCH, reference, &papers[reference], "scan.pdf");
        killed.close(BATCH, reference);
        for (point, times, stage) in *moments {
            kill_at(&killed, point, *times, *stage).await;
        }
        to_the_end(&killed, at + 1).await;
    }

    results::same(&results::exported(&whole), &results::exported(&killed));
    killed.run(&["audit", "verify"]).ended(0);
    let (expected, found) = (counted(&whole).await, counted(&killed).await);
    assert_eq!(found, expected);
    assert_eq!(expected["page.recognised"], (PAGES, 1));
}

/// On S3 the object is there at once, whole and under its name, and no row tells of it.
#[tokio::test(flavor = "multi_thread")]
async fn killed_between_object_and_row_and_still_the_same() {
    let whole = House::new("workers = 1");
    let killed = House::new("workers = 1").in_bucket(&format!("kills-{}", uuid::Uuid::now_v7().simple()));
    for house in [&whole, &killed] {
        house.bring(BATCH, "C-3", &papers(house)["C-3"], "scan.pdf");
        house.close(BATCH, "C-3");
    }
    to_the_end(&whole, 1).await;
    // ALTO, then ALTO and picture; the archive PDF, then PDF and manifest.
    let moments = [
        ("storage::put", 1, Recognise),
        ("storage::put", 2, Recognise),
        ("understand::before_commit", 1, Understand),
        ("storage::put", 1, Publish),
        ("storage::put", 2, Publish),
    ];
    for (point, times, stage) in moments {
        kill_at(&killed, point, times, Some(stage)).await;
    }
    to_the_end(&killed, 1).await;
    results::same(&results::exported(&whole), &results::exported(&killed));
    assert_eq!(counted(&killed).await, counted(&whole).await);
    killed.run(&["fixity"]).ended(0);
}

/// A supervisor may change its mind while the program starts: from the moment it says it works, it ends by itself.
#[test]
fn stopped_the_moment_it_speaks() {
    let house = House::new("workers = 1");
    for _ in 0..5 {
        let mut serve = house.start(&["serve"], &[]);
        serve.address();
        serve.stop();
    }
}

async fn kill_at(house: &House, point: &str, times: u32, stage: Option<Stage>) {
    let at = format!("{point}:{times}");
    let mut serve = house.start(&["serve"], &[("SPRAVA_STAND_STILL_AT", &at)]);
    serve.line(&format!("standing still at {point}"));
    serve.kill();
    let register = house.register().await;
    if let Some(stage) = stage {
        let counts = register.counts_by_stage().await.unwrap();
        let in_hand = counts.iter().any(|count| count.stage == stage && count.leased > 0);
        assert!(in_hand, "killed at {at}, and no job of {} was in hand: {counts:?}", stage.name());
    }
    let_leases_end(&register).await;
    register.close().await;
}

/// The leases of the dead end after a minute, and failed attempts wait. Here a worker whose clock is ahead takes
/// them over and puts them back at once; the attempts of the dead stay counted.
async fn let_leases_end(register: &Register) {
    let ahead = register.ahead(time::Duration::minutes(2));
    for claim in ahead.claim(&Stage::ALL, 1_000, Duration::ZERO).await.unwrap() {
        register.release(&claim).await.unwrap();
    }
}

async fn to_the_end(house: &House, dossiers: usize) {
    let mut serve = house.start(&["serve"], &[]);
    serve.address();
    let register = house.register().await;
    until_finished(&register, dossiers as u64).await;
    register.close().await;
    serve.stop();
}

/// What the steps tell. A file that was taken but not yet put aside is met again after a kill: that is told too, and
/// is no step.
const STEPS: &[&str] = &[
    "arrival.received",
    "arrival.paginated",
    "page.recognised",
    "dossier.closed",
    "dossier.understood",
    "dossier.published",
    "dossier.indexed",
];

/// For each step how many subjects it was told of, and how often at most of one.
async fn counted(house: &House) -> BTreeMap<&'static str, (usize, u32)> {
    let register = house.register().await;
    let told = results::told(&register).await;
    register.close().await;
    let mut counted = BTreeMap::new();
    for step in STEPS {
        let subjects = told.get(*step).unwrap_or_else(|| panic!("{step} is not told"));
        counted.insert(*step, (subjects.len(), subjects.values().copied().max().unwrap_or(0)));
    }
    counted
}
