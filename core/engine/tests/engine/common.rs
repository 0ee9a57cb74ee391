//! What the engine's tests share: an engine with this room's own child program, and the files they read.

use std::path::{Path, PathBuf};

use engine::{Engine, EngineConfig};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn config() -> EngineConfig {
    let mut config = EngineConfig::new(root().join("vendor/pdfium/libpdfium.so"));
    config.executable = PathBuf::from(env!("CARGO_BIN_EXE_engine-child"));
    config
}

pub fn engine() -> Engine {
    Engine::new(config())
}

/// Small files of this room: one page of five printed lines in every odd coding.
pub fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// Fixtures of the whole house: `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// The fixture dossiers: their names, in order.
pub fn dossiers() -> Vec<String> {
    let folder = std::fs::read_dir(fixture("truth")).expect("truth");
    let names = folder.map(|entry| entry.expect("an entry").path());
    let mut names: Vec<String> =
        names.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// Fixture dossiers that are one file with this ending.
pub fn single_files(ending: &str) -> Vec<PathBuf> {
    let paths = dossiers().into_iter().map(|name| fixture(&format!("scans/{name}/{name}.{ending}")));
    paths.filter(|path| path.exists()).collect()
}
