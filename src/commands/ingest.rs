//! `sprava ingest`: files and folders through the one door, in natural order, each dossier closed at its end.

use std::collections::BTreeMap;
use std::path::Path;

use dossier::access::Access;
use dossier::concern::{ConcernCode, RefusalCode};
use dossier::stage::Stage;
use dossier::{BatchId, OfficeId};
use ingest::list;
use ingest::walk::{self, Plan, PlannedFile};
use ingest::{DoorOutcome, Place};
use register::{Channel, Closing, ConcernFilter, DEFAULT_OFFICE, ListedFile};

use crate::Exit;
use crate::cli::Ingest;
use crate::commands::office;
use crate::config::Config;
use crate::house::House;
use crate::progress;
use crate::say::{Say, Trouble};

/// What the door did, counted: the three add up to the files.
#[derive(Default)]
struct Counts {
    files: u64,
    arrivals: u64,
    known: u64,
    refused: u64,
}

pub async fn run(config: &Config, options: &Ingest, say: &Say) -> Result<Exit, Trouble> {
    for path in &options.paths {
        if path.symlink_metadata().is_err() {
            return Err(Trouble::plain("cli-error-no-path", [("path", &path.display().to_string())]));
        }
    }
    let plan = walk::plan(&options.paths)?;
    let house = House::open(config).await?;
    let code = options.office.as_deref().unwrap_or(DEFAULT_OFFICE);
    let office = office::known(&house, code).await?;
    let name = options.batch.clone().unwrap_or_else(|| say.words.day(house.register.now()));
    let batch = house.register.ensure_batch(office.id, &name, None).await?.id;
    if let Some(path) = &options.manifest {
        house.register.set_batch_list(&Access::command_line(), batch, &read_list(path)?).await?;
    }
    let counts = deliver(&house, office.id, batch, &plan, say).await?;
    say.text(
        "cli-ingest-done",
        &[
            ("files", counts.files.into()),
            ("arrivals", counts.arrivals.into()),
            ("known", counts.known.into()),
            ("refused", counts.refused.into()),
            ("litter", plan.litter.into()),
            ("batch", name.as_str().into()),
        ],
    );
    let mut concerns = 0;
    if options.wait {
        concerns = wait(config, &house, batch, say).await?;
    }
    Ok(if counts.refused > 0 || concerns > 0 { Exit::WithConcerns } else { Exit::Done })
}

async fn deliver(
    house: &House,
    office: OfficeId,
    batch: BatchId,
    plan: &Plan,
    say: &Say,
) -> Result<Counts, Trouble> {
    let mut counts = Counts::default();
    let mut by_dossier: BTreeMap<&str, Vec<&PlannedFile>> = BTreeMap::new();
    for file in &plan.files {
        by_dossier.entry(&file.reference).or_default().push(file);
    }
    for reference in walk::references(plan) {
        let mut came = false;
        for (order, file) in by_dossier[reference].iter().enumerate() {
            let place = Place {
                office,
                batch,
                reference: reference.to_owned(),
                volume: file.volume.clone(),
                file_name: file.file_name.clone(),
                order: order as u32,
                channel: Channel::CommandLine,
                by: None,
            };
            counts.files += 1;
            match house.door.receive_file(place, &file.path).await? {
                DoorOutcome::Arrival(..) => {
                    counts.arrivals += 1;
                    came = true;
                }
                DoorOutcome::Known(..) => counts.known += 1,
                DoorOutcome::Refused(code, _) => {
                    counts.refused += 1;
                    tell_refusal(&file.path, code, say);
                }
            }
        }
        if came {
            let dossier = house.register.dossier_for(office, batch, reference).await?;
            house.register.close_dossier(dossier, Closing::Asked).await?;
        }
    }
    Ok(counts)
}

/// Control letters of a hostile name (line ends, turned writing direction) are shown as `?`.
fn shown(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let turns = |letter: char| matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().map(|letter| if letter.is_control() || turns(letter) { '?' } else { letter }).collect()
}

fn tell_refusal(path: &Path, code: RefusalCode, say: &Say) {
    let reason = say.words.refusal(code, &BTreeMap::new());
    say.note(
        "cli-ingest-refused",
        &[("file", shown(path).as_str().into()), ("reason", reason.as_str().into())],
    );
}

fn read_list(path: &Path) -> Result<Vec<ListedFile>, Trouble> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|_| Trouble::plain("cli-error-no-path", [("path", &shown)]))?;
    let listed = list::read(&bytes).map_err(|error| match error {
        list::ListError::Line { line } => {
            Trouble::plain("cli-error-list-line", [("path", &shown), ("line", &line.to_string())])
        }
        list::ListError::NoReference => Trouble::plain("cli-error-list-header", [("path", &shown)]),
    })?;
    Ok(list::rows(&listed))
}

/// Reads, understands, publishes and indexes here, beside whatever else works on the same register.
async fn wait(config: &Config, house: &House, batch: BatchId, say: &Say) -> Result<u64, Trouble> {
    let index = house.index(config).await?;
    let line = house.start_line(Some(&index), config.workers(), &Stage::ALL);
    let done = progress::until_done(&house.register, batch, say).await;
    line.stop().await;
    house.engine.shutdown().await;
    let done = done?;
    say.text(
        "cli-ingest-read",
        &[
            ("dossiers", done.dossiers.into()),
            ("pages", done.pages.into()),
            ("failed", done.failed.into()),
            ("concerns", done.concerns.into()),
        ],
    );
    tell_concerns(house, batch, say).await?;
    Ok(done.concerns)
}

/// The scans an operator should look at now, while the paper is at hand.
async fn tell_concerns(house: &House, batch: BatchId, say: &Say) -> Result<(), Trouble> {
    let filter = ConcernFilter { batch: Some(batch), limit: 200, ..ConcernFilter::default() };
    for concern in house.register.concerns(&Access::command_line(), &filter).await? {
        if concern.code == ConcernCode::ValuesDiffer {
            continue;
        }
        let text = say.words.concern(concern.code, &concern.params);
        let mut place = String::new();
        if let Some(name) = &concern.file_name {
            place.push_str(&say.words.named("cli-ingest-where-file", &shown(Path::new(name))));
        }
        if let Some(page) = concern.page_number {
            place.push_str(&say.words.count("cli-ingest-where-page", page));
        }
        say.note(
            "cli-ingest-concern",
            &[("dossier", concern.reference.as_str().into()), ("where", place.into()), ("text", text.into())],
        );
    }
    Ok(())
}
