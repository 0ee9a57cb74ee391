//! What every screen is given: the stores, the door, the configuration. Built once, cloned for each request.

use std::sync::Arc;

use indexer::Index;
use ingest::door::Door;
use ocr::kinds::Kinds;
use register::Register;
use storage::Storage;
use tokio::sync::Notify;

use crate::observe::Counters;
use crate::pictures::Pictures;
use crate::tries::Tries;

#[derive(Clone)]
pub struct App {
    pub register: Register,
    pub storage: Storage,
    pub door: Door,
    pub index: Index,
    pub kinds: Arc<Kinds>,
    /// Tells the line of this process that there may be work.
    pub waker: Arc<Notify>,
    pub config: Arc<WebConfig>,
    /// Failed sign-ins by name, so that a name that does not exist answers like one that does.
    pub tries: Arc<Tries>,
    pub counters: Arc<Counters>,
    pub pictures: Arc<Pictures>,
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
    pub fn new(door: Door, index: Index, kinds: Arc<Kinds>, waker: Arc<Notify>, config: WebConfig) -> Self {
        Self {
            register: door.register.clone(),
            storage: door.storage.clone(),
            door,
            index,
            kinds,
            waker,
            config: Arc::new(config),
            tries: Arc::default(),
            counters: Arc::default(),
            pictures: Arc::default(),
        }
    }
}
