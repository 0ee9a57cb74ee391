//! Progress for a person at a terminal, and for a file that a terminal's output is sent to.

use std::time::{Duration, Instant};

use dossier::BatchId;
use dossier::access::Access;
use indicatif::{ProgressBar, ProgressStyle};
use register::{Progress, Register};

use crate::say::{Say, Trouble};

const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Where nobody watches, a line now and then is enough.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Shows how far the batch is until every page is read, understood, published and indexed, or no job is left.
pub async fn until_done(register: &Register, batch: BatchId, say: &Say) -> Result<Progress, Trouble> {
    let access = Access::command_line();
    let bar = say.is_watched().then(bar);
    let mut told = Instant::now();
    loop {
        let progress = register.progress(&access, Some(batch)).await?;
        let line = sentence(&progress, say);
        match &bar {
            Some(bar) => {
                bar.set_length(progress.pages.max(1));
                bar.set_position(progress.read + progress.failed);
                bar.set_message(line);
            }
            None if told.elapsed() >= LINE_EVERY => {
                told = Instant::now();
                say.note("cli-progress-line", &[("line", line.as_str().into())]);
            }
            None => {}
        }
        if is_done(&progress) || no_job_is_left(register).await? {
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
            return Ok(register.progress(&access, Some(batch)).await?);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

fn is_done(progress: &Progress) -> bool {
    progress.arrivals_waiting == 0
        && progress.waiting == 0
        && progress.understood == progress.dossiers
        && progress.finished == progress.dossiers
}

/// A job that failed for good has left a Concern; waiting for it would never end.
async fn no_job_is_left(register: &Register) -> Result<bool, Trouble> {
    let counts = register.counts_by_stage().await?;
    Ok(counts.iter().all(|count| count.ready + count.later + count.leased == 0))
}

fn sentence(progress: &Progress, say: &Say) -> String {
    say.words.with(
        "cli-progress",
        &[
            ("read", (progress.read + progress.failed).into()),
            ("pages", progress.pages.into()),
            ("finished", progress.finished.into()),
            ("dossiers", progress.dossiers.into()),
        ],
    )
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {msg} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(1).with_style(style)
}
