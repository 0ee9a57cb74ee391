//! `sprava worker`: workers only, as many processes and machines as wanted.

use std::time::Duration;

use dossier::stage::Stage;
use register::Register;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::Exit;
use crate::cli::Worker;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Worker, say: &Say) -> Result<Exit, Trouble> {
    let stages = stages(&options.stages)?;
    let house = House::open(config).await?;
    let index = if stages.contains(&Stage::Index) { Some(house.index(config).await?) } else { None };
    let asked_to_stop = asked_to_stop()?;
    let line = house.start_line(index.as_ref(), config.workers(), &stages);
    let stop = CancellationToken::new();
    let checking = tokio::spawn(fixity_timer(house.register.clone(), config.fixity_days, stop.clone()));
    say.note("cli-worker-ready", &[("workers", config.workers().into())]);
    asked_to_stop.await;
    stop.cancel();
    let _ = checking.await;
    line.stop().await;
    house.engine.shutdown().await;
    Ok(Exit::Done)
}

fn stages(names: &[String]) -> Result<Vec<Stage>, Trouble> {
    if names.is_empty() {
        return Ok(Stage::ALL.to_vec());
    }
    let mut stages = Vec::new();
    for name in names {
        let known = Stage::ALL.map(Stage::name).join(", ");
        let stage = Stage::from_name(name)
            .ok_or_else(|| Trouble::plain("cli-error-stage", [("name", name), ("known", &known)]))?;
        stages.push(stage);
    }
    Ok(stages)
}

const ROUND_EVERY: Duration = Duration::from_secs(60 * 60);

/// Puts originals in line whose last check is too old. `days` 0 switches it off.
pub async fn fixity_timer(register: Register, days: u64, stop: CancellationToken) {
    if days == 0 {
        return;
    }
    let every = Duration::from_secs(days * 24 * 60 * 60);
    loop {
        tokio::select! {
            () = tokio::time::sleep(ROUND_EVERY) => {}
            () = stop.cancelled() => return,
        }
        match ingest::fixity::queue(&register, every).await {
            Ok(0) => {}
            Ok(queued) => tracing::info!(dossiers = queued, "originals put in line for their check"),
            Err(error) => {
                tracing::warn!(error = %error, "originals could not be put in line for their check")
            }
        }
    }
}

/// Ends with Ctrl-C or the supervisor's SIGTERM. Both are heard from this call on, not from the first wait: one that
/// comes while the workers start must let them put back what they took.
pub fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
