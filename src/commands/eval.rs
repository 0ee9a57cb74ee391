//! `sprava eval`: accuracy of what the register holds against known truth.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dossier::access::Access;
use dossier::value::ValueType;
use ocr::understand::Calibration;
use ocr::understand::calibration::family;
use register::Dossier;

use crate::Exit;
use crate::cli::Eval;
use crate::config::Config;
use crate::eval::{PageSeen, Report, Seen, Truth, calibrate, evaluate, tables};
use crate::house::House;
use crate::results;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Eval, say: &Say) -> Result<Exit, Trouble> {
    // Curves are fitted over the built-in sums: values that went through other curves would be bent twice.
    if options.calibrate.is_some() && config.calibration().exists() {
        let own = config.calibration().display().to_string();
        return Err(Trouble::plain("cli-error-calibrated", [("path", &own)]));
    }
    let truths = read_truths(&options.truth)?;
    let house = House::open(config).await?;
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
        write_calibration(path, &report)?;
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

/// The built-in weights and limits with curves fitted on this run.
fn write_calibration(path: &Path, report: &Report) -> Result<(), Trouble> {
    let mut calibration = Calibration::builtin();
    calibration.curves = calibrate::curves(report, |name| family(ValueType::of(name)));
    std::fs::write(path, toml::to_string_pretty(&calibration)?)?;
    Ok(())
}
