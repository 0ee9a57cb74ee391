//! `sprava eval`: accuracy of what the register holds against known truth.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dossier::access::Access;
use dossier::value::ValueType;
use ocr::understand::calibration::family;
use ocr::understand::{Calibration, explain, fit, station};
use register::Dossier;

use crate::Exit;
use crate::cli::Eval;
use crate::config::Config;
use crate::eval::{PageSeen, Report, Seen, Truth, calibrate, evaluate, tables, weights};
use crate::house::House;
use crate::results;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Eval, say: &Say) -> Result<Exit, Trouble> {
    let truths = read_truths(&options.truth)?;
    let house = House::open(config).await?;
    // Curves are fitted over sums of signs: values that went through other curves would be bent twice.
    if options.calibrate.is_some() && !house.calibration.curves.is_empty() {
        let own = config.calibration().display().to_string();
        return Err(Trouble::plain("cli-error-calibrated", [("path", &own)]));
    }
    if let Some(path) = &options.fit {
        return fitted(&house, &truths, path, say).await;
    }
    let mut found = Vec::new();
    for truth in &truths {
        for dossier in house.register.find_dossiers(&Access::command_line(), &truth.dossier).await? {
            found.push(seen(&house, &dossier).await?);
        }
    }
    if found.is_empty() {
        return Err(Trouble::plain("cli-error-eval-empty", []));
    }
    let report = evaluate(&truths, &found);
    if let Some(path) = &options.calibrate {
        write_calibration(path, &house.calibration, &report)?;
    }
    if let Some(path) = &options.misses {
        let rows: Result<Vec<String>, _> = report.misses.iter().map(serde_json::to_string).collect();
        write(path, &(rows?.join("\n") + "\n"))?;
    }
    if options.json {
        say.line(&serde_json::to_string_pretty(&report)?)
    } else {
        say.line(tables::text(&report).trim_end())
    }
    Ok(Exit::Done)
}

/// Results, readings and steps of one dossier.
async fn seen(house: &House, dossier: &Dossier) -> Result<Seen, Trouble> {
    let access = Access::command_line();
    let result = results::of(&house.register, &house.storage, dossier).await?;
    let mut steps = house.register.steps(&access, dossier.id).await?;
    let mut pages = BTreeMap::new();
    for page in house.register.pages(&access, dossier.id).await? {
        let Some(recognition) = results::reading(&house.storage, &page).await? else { continue };
        let steps = steps.remove(&page.id).unwrap_or_default();
        // Readings of old programs may have kept their steps in another shape: they have no times to show.
        let steps = serde_json::from_value(steps).unwrap_or_default();
        pages.insert(page.number, PageSeen { recognition, steps });
    }
    Ok(Seen { result, pages })
}

/// `DIR/truth/*.json`, or a folder that holds the files itself.
fn read_truths(folder: &Path) -> Result<Vec<Truth>, Trouble> {
    let inner = folder.join("truth");
    let folder = if inner.is_dir() { inner } else { folder.to_owned() };
    let missing = || Trouble::plain("cli-error-truth", [("path", &folder.display().to_string())]);
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(|_| missing())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(missing());
    }
    paths.sort();
    let mut truths = Vec::new();
    for path in paths {
        let truth = serde_json::from_slice(&std::fs::read(&path)?).map_err(|error| {
            Trouble::plain(
                "cli-error-truth-file",
                [("path", &path.display().to_string()), ("cause", &error.to_string())],
            )
        })?;
        truths.push(truth);
    }
    Ok(truths)
}

/// The weights and limits the dossiers were understood with, and curves fitted on this run.
fn write_calibration(path: &Path, own: &Calibration, report: &Report) -> Result<(), Trouble> {
    let curves = calibrate::curves(report, |name| family(ValueType::of(name)));
    write(path, &toml::to_string_pretty(&Calibration { curves, ..own.clone() })?)
}

/// Weights of signs fitted to every proposal that understanding makes of the stored text. Without curves: those are
/// fitted to what dossiers come to with these weights.
async fn fitted(house: &House, truths: &[Truth], path: &Path, say: &Say) -> Result<Exit, Trouble> {
    let access = Access::command_line();
    let (mut known, mut dossiers) = (Vec::new(), 0_u64);
    for truth in truths {
        for dossier in house.register.find_dossiers(&access, &truth.dossier).await? {
            let pages = station::inputs(&house.register, &house.storage, &access, dossier.id).await?;
            for (span, proposals) in explain(&house.kinds, &pages) {
                known.extend(weights::judged(truth, span, &proposals));
            }
            dossiers += 1;
        }
    }
    if known.is_empty() {
        return Err(Trouble::plain("cli-error-eval-empty", []));
    }
    let fitted_on = format!("{dossiers} dossiers, {} proposals", known.len());
    let limits = house.calibration.limits.clone();
    let table = Calibration { fitted_on, limits, weights: fit::weights(&known), curves: BTreeMap::new() };
    write(path, &toml::to_string_pretty(&table)?)?;
    let path = path.display().to_string();
    let told = [
        ("path", path.as_str().into()),
        ("dossiers", dossiers.into()),
        ("proposals", (known.len() as u64).into()),
    ];
    say.text("cli-eval-fitted", &told);
    Ok(Exit::Done)
}

fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    std::fs::write(path, text).map_err(|error| {
        let shown = path.display().to_string();
        Trouble::plain("cli-error-write", [("path", &shown), ("cause", &error.to_string())])
    })
}
