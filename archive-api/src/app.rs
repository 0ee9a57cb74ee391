//! What every screen is given: the stores, the door, the configuration. Built once, cloned for each request.

use std::sync::Arc;

use ingest::door::Door;
use register::Register;
use storage::Storage;

use crate::observe::Counters;
use crate::tries::Tries;

#[derive(Clone)]
pub struct App {
    pub register: Register,
    pub storage: Storage,
    pub door: Door,
    pub config: Arc<WebConfig>,
    /// Failed sign-ins by name, so that a name that does not exist answers like one that does.
    pub tries: Arc<Tries>,
    pub counters: Arc<Counters>,
}

/// How the web part behaves. Part of the one configuration of the program.
#[derive(Clone, Debug, Default)]
pub struct WebConfig {
    /// The address people use is https: cookies are marked secure and browsers are told to stay with https.
    pub https: bool,
    /// A striped bar says that this is not the real system.
    pub training: bool,
}

impl App {
    pub fn new(register: Register, storage: Storage, door: Door, config: WebConfig) -> Self {
        Self {
            register,
            storage,
            door,
            config: Arc::new(config),
            tries: Arc::default(),
            counters: Arc::default(),
        }
    }
}
