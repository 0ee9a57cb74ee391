//! The line: how many workers, which stages, the sealer of the journal, start and stop.

use std::sync::Arc;
use std::time::Duration;

use dossier::stage::Stage;
use register::Register;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::station::Station;
use crate::work;

/// How the line runs in this process.
#[derive(Clone, Debug)]
pub struct LineConfig {
    /// Workers for the stages that cost processor time (`recognise`, `publish`, `fixity`).
    pub workers: usize,
    /// The stages this process takes; others are left to other processes.
    pub stages: Vec<Stage>,
}

/// Poll when nobody wakes us: another process may have made a job.
const POLL: Duration = Duration::from_millis(500);
const SEAL_EVERY: Duration = Duration::from_secs(2);
/// Five thousand entries each time: a million in a quarter of an hour.
const WALK_EVERY: Duration = Duration::from_secs(5);

/// The running line. Dropping it does not stop the work; `stop` does, and waits.
pub struct Line {
    tasks: JoinSet<()>,
    stop: CancellationToken,
    wake: Arc<Notify>,
}

impl Line {
    /// Starts workers over the stations. Light stages have a worker of their own, so that a correction is found
    /// at once while a thousand pages wait to be read. `index` has one writer, hence one worker.
    pub fn start(register: &Register, stations: Vec<Arc<dyn Station>>, config: &LineConfig) -> Self {
        let stop = CancellationToken::new();
        let wake = Arc::new(Notify::new());
        let mut line = Self { tasks: JoinSet::new(), stop, wake };
        let (heavy, rest): (Vec<Stage>, Vec<Stage>) = config
            .stages
            .iter()
            .partition(|stage| matches!(stage, Stage::Recognise | Stage::Publish | Stage::Fixity));
        let (index, light): (Vec<Stage>, Vec<Stage>) = rest.iter().partition(|stage| **stage == Stage::Index);
        for _ in 0..config.workers {
            line.worker(register, &stations, &heavy);
        }
        line.worker(register, &stations, &light);
        line.worker(register, &stations, &index);
        line.sealer(register);
        line.walker(register);
        line
    }

    /// Tells the workers that there may be work.
    pub fn waker(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    /// Takes no new job, ends or puts back those in hand, seals the journal.
    pub async fn stop(mut self) {
        self.stop.cancel();
        self.wake.notify_waiters();
        while self.tasks.join_next().await.is_some() {}
    }

    fn worker(&mut self, register: &Register, stations: &[Arc<dyn Station>], stages: &[Stage]) {
        if stages.is_empty() {
            return;
        }
        let (register, stations, stages) = (register.clone(), stations.to_vec(), stages.to_vec());
        let (stop, wake) = (self.stop.clone(), Arc::clone(&self.wake));
        self.tasks.spawn(async move {
            while !stop.is_cancelled() {
                let claims = register.claim(&stages, 1, work::LEASE).await.unwrap_or_else(|error| {
                    tracing::warn!(error = %error, "no job could be claimed");
                    Vec::new()
                });
                if claims.is_empty() {
                    tokio::select! {
                        () = wake.notified() => {}
                        () = tokio::time::sleep(POLL) => {}
                        () = stop.cancelled() => {}
                    }
                    continue;
                }
                for claim in &claims {
                    fail::fail_point!("line::claimed");
                    let station = stations.iter().find(|station| station.stages().contains(&claim.job.stage));
                    let station = station.expect("a process claims only stages it has a station for");
                    work::run(&register, station, claim, &stop).await;
                }
                wake.notify_waiters();
            }
        });
    }

    /// One sealer a process; the register lets only one at a time work (design, decision 9).
    fn sealer(&mut self, register: &Register) {
        let (register, stop) = (register.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = tokio::time::sleep(SEAL_EVERY) => {}
                    () = stop.cancelled() => {}
                }
                if let Err(error) = register.seal().await {
                    tracing::warn!(error = %error, "journal could not be sealed");
                }
                if stop.is_cancelled() {
                    return;
                }
            }
        });
    }

    /// Walks the journal's chain after the sealer, so that whoever opens the journal need not wait for it.
    fn walker(&mut self, register: &Register) {
        let (register, stop) = (register.clone(), self.stop.clone());
        self.tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = tokio::time::sleep(WALK_EVERY) => {}
                    () = stop.cancelled() => return,
                }
                match register.check_chain().await {
                    Ok(chain) => {
                        if let Some(at) = chain.broken_at {
                            tracing::error!(audit.sequence = at, "the journal's chain is broken");
                        }
                    }
                    Err(error) => tracing::warn!(error = %error, "the journal's chain could not be walked"),
                }
            }
        });
    }
}
