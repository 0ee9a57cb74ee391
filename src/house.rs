//! The parts of a running Sprava, opened from the configuration: register, storage, engine, kinds, index.

use std::path::Path;
use std::sync::Arc;

use dossier::stage::Stage;
use engine::{Engine, EngineConfig};
use indexer::{Index, IndexStation};
use ingest::Door;
use ingest::fixity::Fixity;
use ingest::paginate::Paginate;
use ocr::kinds::Kinds;
use ocr::publish::Publish;
use ocr::recognise::Recognise;
use ocr::understand::Understand;
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
    pub door: Door,
}

impl House {
    pub async fn open(config: &Config) -> Result<Self, Trouble> {
        make_folder(&config.data)?;
        let register = Register::open(&config.database()).await?;
        let storage = Storage::open(&config.storage(), &config.data.join("spool")).await?;
        let door = Door { register: register.clone(), storage: storage.clone(), max_file_bytes: config.max_file_bytes };
        let engine = Engine::new(engine_config(config));
        Ok(Self { register, storage, engine, kinds: Arc::new(Kinds::load(&config.kinds())), door })
    }

    /// Starts the line. The index takes part only where this process may write it.
    pub fn start_line(&self, index: Option<&Index>, workers: usize, stages: &[Stage]) -> Line {
        let (register, storage, engine) = (&self.register, &self.storage, &self.engine);
        let mut stations: Vec<Arc<dyn Station>> = vec![
            Arc::new(Paginate { register: register.clone(), storage: storage.clone(), engine: engine.clone() }),
            Arc::new(Recognise { register: register.clone(), storage: storage.clone(), engine: engine.clone() }),
            Arc::new(Understand { register: register.clone(), storage: storage.clone(), kinds: Arc::clone(&self.kinds) }),
            Arc::new(Publish { register: register.clone(), storage: storage.clone(), engine: engine.clone() }),
            Arc::new(Fixity { register: register.clone(), storage: storage.clone() }),
        ];
        let mut stages = stages.to_vec();
        match index {
            Some(index) => stations.push(Arc::new(IndexStation::new(register.clone(), storage.clone(), index.clone()))),
            None => stages.retain(|stage| *stage != Stage::Index),
        }
        Line::start(register, stations, &LineConfig { workers, stages })
    }
}

pub fn engine_config(config: &Config) -> EngineConfig {
    let mut engine = EngineConfig::new(config.pdfium());
    engine.children = config.workers();
    engine.tessdata = config.tessdata.clone();
    engine.memory_bytes = config.page_memory_mib << 20;
    engine.page_seconds = config.page_seconds;
    engine
}

fn make_folder(path: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(path).map_err(|error| {
        Trouble::plain("cli-error-folder", [("path", &path.display().to_string()), ("cause", &error.to_string())])
    })
}
