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
