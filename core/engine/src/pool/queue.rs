//! Requests waiting for a child. Knows nothing of processes.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::error::EngineError;
use crate::wire::{Answer, Request};

pub(super) type Reply = Result<(Answer, Vec<u8>), EngineError>;

pub(super) struct Task {
    pub request: Request,
    pub reply: oneshot::Sender<Reply>,
}

pub(super) struct Queue {
    most_threads: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    tasks: VecDeque<Task>,
    idle: usize,
    threads: Vec<JoinHandle<()>>,
    closed: bool,
}

pub(super) struct Closed;

impl Queue {
    pub fn new(most_threads: usize) -> Self {
        Self { most_threads, state: Mutex::default(), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code between lock and unlock can leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn push(&self, task: Task) -> Result<(), Closed> {
        let mut state = self.lock();
        if state.closed {
            return Err(Closed);
        }
        state.tasks.push_back(task);
        self.changed.notify_one();
        Ok(())
    }

    /// Starts one more thread where more tasks wait than threads do.
    pub fn grow(self: &Arc<Self>, start: impl FnOnce(Arc<Self>) -> JoinHandle<()>) {
        let mut state = self.lock();
        if state.tasks.len() > state.idle && state.threads.len() < self.most_threads && !state.closed {
            let thread = start(Arc::clone(self));
            state.threads.push(thread);
        }
    }

    /// Waits for the next task that somebody still wants; `None` once closed.
    pub fn next(&self) -> Option<Task> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            match state.tasks.pop_front() {
                Some(task) if task.reply.is_closed() => {}
                Some(task) => return Some(task),
                None => {
                    state.idle += 1;
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                    state.idle -= 1;
                }
            }
        }
    }

    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.tasks.clear();
        self.changed.notify_all();
    }

    pub fn join(&self) {
        let threads = std::mem::take(&mut self.lock().threads);
        for thread in threads {
            let _ = thread.join();
        }
    }
}
