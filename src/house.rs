//! The parts of a running Sprava, opened from the configuration: register, storage, engine, kinds, index.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dossier::stage::Stage;
use engine::{Engine, EngineConfig};
use indexer::{Index, IndexError, IndexStation};
use ingest::Door;
use ingest::fixity::Fixity;
use ingest::paginate::Paginate;
use ocr::kinds::Kinds;
use ocr::publish::Publish;
use ocr::recognise::Recognise;
use ocr::understand::Calibration;
use ocr::understand::station::Understand;
use pipeline::{Line, LineConfig, Station};
use register::Register;
use storage::Storage;

use crate::config::Config;
use crate::say::Trouble;

pub struct House {
    pub register: Register,
    pub storage: Storage,
    pub engine: Engine,
    pub kinds: Arc<Kinds>,
    pub calibration: Arc<Calibration>,
    pub door: Door,
}

impl House {
    pub async fn open(config: &Config) -> Result<Self, Trouble> {
        make_folder(&config.data)?;
        let register = Register::open(&config.database()).await?;
        let storage = Storage::open(&config.storage(), &config.data.join("spool")).await?;
        let door = Door {
            register: register.clone(),
            storage: storage.clone(),
            max_file_bytes: config.max_file_bytes,
        };
        let engine = Engine::new(engine_config(config));
        let (kinds, findings) = Kinds::load(&config.kinds());
        for finding in findings {
            tracing::warn!(
                problem = finding.problem.code(),
                "a kind file is left out, `sprava doctor` names it"
            );
        }
        let calibration = Arc::new(calibration(config)?);
        Ok(Self { register, storage, engine, kinds: Arc::new(kinds), calibration, door })
    }

    /// The index, built anew where this program cannot use what lies there.
    pub async fn index(&self, config: &Config) -> Result<Index, Trouble> {
        match Index::open(&config.index()) {
            Err(IndexError::FormDiffers | IndexError::Damaged(_)) => {
                tracing::warn!("the index cannot be used and is built anew");
                indexer::rebuild(&self.register, &self.storage, &config.index(), |_| {}).await?;
                Ok(Index::open(&config.index())?)
            }
            other => Ok(other?),
        }
    }

    /// Starts the line. The index takes part only where no other process writes it.
    pub fn start_line(&self, index: Option<&Index>, workers: usize, stages: &[Stage]) -> Line {
        let (register, storage, engine) = (&self.register, &self.storage, &self.engine);
        let mut stations: Vec<Arc<dyn Station>> = vec![
            Arc::new(Paginate {
                register: register.clone(),
                storage: storage.clone(),
                engine: engine.clone(),
            }),
            Arc::new(Recognise {
                register: register.clone(),
                storage: storage.clone(),
                engine: engine.clone(),
            }),
            Arc::new(Understand {
                register: register.clone(),
                storage: storage.clone(),
                kinds: Arc::clone(&self.kinds),
                calibration: Arc::clone(&self.calibration),
            }),
            Arc::new(Publish {
                register: register.clone(),
                storage: storage.clone(),
                engine: engine.clone(),
            }),
            Arc::new(Fixity { register: register.clone(), storage: storage.clone() }),
        ];
        let mut stages = stages.to_vec();
        match index.filter(|index| may_write(index)) {
            Some(index) => {
                stations.push(Arc::new(IndexStation::new(register.clone(), storage.clone(), index.clone())))
            }
            None => stages.retain(|stage| *stage != Stage::Index),
        }
        Line::start(register, stations, &LineConfig { workers, stages })
    }
}

/// The built-in table of probabilities, or the one fitted on this installation's own verified data.
fn calibration(config: &Config) -> Result<Calibration, Trouble> {
    let own = config.calibration();
    if !own.exists() {
        return Ok(Calibration::builtin());
    }
    Calibration::load(&own).map_err(|error| {
        Trouble::plain(
            "cli-error-calibration",
            [("path", &own.display().to_string()), ("cause", &error.to_string())],
        )
    })
}

fn may_write(index: &Index) -> bool {
    match index.hold() {
        Ok(true) => true,
        Ok(false) => {
            tracing::info!("another process writes the index, its jobs are left to it");
            false
        }
        Err(error) => {
            tracing::error!(error = %error, "the index cannot be written, its jobs wait");
            false
        }
    }
}

pub fn engine_config(config: &Config) -> EngineConfig {
    let mut engine = EngineConfig::new(config.pdfium());
    engine.children = config.workers();
    // Children stand in another folder.
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    engine.tessdata = config.tessdata.as_ref().map(absolute);
    engine.line_model = config.line_model.as_ref().map(absolute);
    engine.memory_bytes = config.page_memory_mib << 20;
    engine.page_seconds = config.page_seconds;
    engine
}

fn make_folder(path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path).map_err(|error| {
        Trouble::plain(
            "cli-error-folder",
            [("path", &path.display().to_string()), ("cause", &error.to_string())],
        )
    })
}
