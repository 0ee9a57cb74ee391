//! The parent's side: a queue of requests and one thread for each child. It never touches a file's bytes.
//!
//! A thread of its own for each child, not a task, for two reasons: the kernel ends a child when the *thread*
//! that started it ends, and a deadline on a blocking socket needs no cooperation from a busy runtime.

mod queue;
mod slot;

use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;

use crate::config::EngineConfig;
use crate::error::EngineError;
use crate::layers::Layers;
use crate::reading::{Finding, Frames, PageReading, PdfFacts, Picture};
use crate::wire::{Answer, Request, Try};
use queue::{Queue, Task};

/// The door to the engine. Clones share the same children; the last one dropped ends them.
#[derive(Clone)]
pub struct Engine {
    owner: Arc<Owner>,
}

struct Owner {
    queue: Arc<Queue>,
    config: Arc<EngineConfig>,
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl Engine {
    /// Starts nothing: children start with the first requests.
    pub fn new(config: EngineConfig) -> Self {
        let queue = Arc::new(Queue::new(config.children.max(1)));
        Self { owner: Arc::new(Owner { queue, config: Arc::new(config) }) }
    }

    /// What frames a file has, from its headers alone.
    pub async fn frames(&self, file: &Path) -> Result<Frames, EngineError> {
        match self.ask(Request::Frames { file: as_bytes(file) }).await? {
            (Answer::Frames(frames), _) => Ok(frames),
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    /// Decodes one frame once and says all there is to say of it. Frames count from 0. A page that takes too long is
    /// tried once more, so that no answer may take twice the page's time.
    pub async fn read(&self, file: &Path, frame: u32) -> Result<PageReading, EngineError> {
        match self.tried(|attempt| Request::Read { file: as_bytes(file), frame, attempt }).await? {
            (Answer::Reading(mut reading, picture), mut body) => {
                let layers = body.split_off(picture.min(body.len()));
                reading.picture.bytes = body;
                reading.layers = Layers::from_bytes(&layers);
                Ok(*reading)
            }
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    /// The picture for people alone, as [`Self::read`] makes it, for rebuilding derivatives.
    pub async fn picture(&self, file: &Path, frame: u32) -> Result<Picture, EngineError> {
        match self.tried(|attempt| Request::Picture { file: as_bytes(file), frame, attempt }).await? {
            (Answer::Picture(mut picture), body) => {
                picture.bytes = body;
                Ok(picture)
            }
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    /// Reopens a PDF and tells its pages and their text.
    pub async fn inspect_pdf(&self, file: &Path) -> Result<PdfFacts, EngineError> {
        match self.ask(Request::InspectPdf { file: as_bytes(file) }).await? {
            (Answer::Pdf(facts), _) => Ok(facts),
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    /// What reads here, as the recognition of every page begins that it makes.
    pub async fn version(&self) -> Result<String, EngineError> {
        match self.ask(Request::Version).await? {
            (Answer::Version(version), _) => Ok(version),
            _ => Err(EngineError::unavailable("protocol")),
        }
    }

    /// What parts of the installation are there. Never fails: what is missing is a finding.
    pub async fn doctor(&self) -> Vec<Finding> {
        let error = match self.ask(Request::Doctor).await {
            Ok((Answer::Findings(findings), _)) => return findings,
            Ok(_) => EngineError::unavailable("protocol"),
            Err(error) => error,
        };
        vec![Finding { part: "child".to_owned(), present: false, detail: error.to_string() }]
    }

    /// Ends the children; requests still waiting get `Unavailable`.
    pub async fn shutdown(&self) {
        self.owner.queue.close();
        let queue = Arc::clone(&self.owner.queue);
        // Joining blocks for at most one page; a failed join means that the runtime itself is going down.
        let _ = tokio::task::spawn_blocking(move || queue.join()).await;
    }

    async fn tried(&self, request: impl Fn(Try) -> Request) -> Result<(Answer, Vec<u8>), EngineError> {
        match self.ask(request(Try::First)).await {
            Err(EngineError::Timeout { .. }) => self.ask(request(Try::Second)).await,
            done => done,
        }
    }

    async fn ask(&self, request: Request) -> Result<(Answer, Vec<u8>), EngineError> {
        let (reply, answer) = oneshot::channel();
        let queue = &self.owner.queue;
        if queue.push(Task { request, reply }).is_err() {
            return Err(EngineError::unavailable("closed"));
        }
        queue.grow(|queue| slot::start(queue, Arc::clone(&self.owner.config)));
        answer.await.unwrap_or_else(|_| Err(EngineError::unavailable("closed")))
    }
}

fn as_bytes(file: &Path) -> Vec<u8> {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    absolute.as_os_str().as_bytes().to_vec()
}
