//! `sprava fixity`: every original is read again now and compared with its digest.

use std::time::Duration;

use dossier::access::Access;
use dossier::concern::{ConcernCode, ConcernSort};
use dossier::stage::Stage;
use register::{Concern, ConcernFilter, Register};

use crate::Exit;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

const LOOK_EVERY: Duration = Duration::from_millis(200);

pub async fn run(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let queued = ingest::fixity::queue(&house.register, Duration::ZERO).await?;
    let line = house.start_line(None, config.workers(), &[Stage::Fixity]);
    let waited = until_checked(&house.register).await;
    line.stop().await;
    waited?;
    let unsound = unsound(&house.register).await?;
    for concern in &unsound {
        let text = say.words.concern(concern.code, &concern.params);
        say.text(
            "cli-fixity-damaged",
            &[("dossier", concern.reference.as_str().into()), ("text", text.into())],
        );
    }
    say.text("cli-fixity-done", &[("dossiers", queued.into()), ("unsound", unsound.len().into())]);
    if unsound.is_empty() { Ok(Exit::Done) } else { Ok(Exit::WithConcerns) }
}

async fn until_checked(register: &Register) -> Result<(), Trouble> {
    loop {
        let counts = register.counts_by_stage().await?;
        let left: u64 = counts
            .iter()
            .filter(|count| count.stage == Stage::Fixity)
            .map(|c| c.ready + c.later + c.leased)
            .sum();
        if left == 0 {
            return Ok(());
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn unsound(register: &Register) -> Result<Vec<Concern>, Trouble> {
    let mut filter = ConcernFilter { sort: Some(ConcernSort::Job), limit: 500, ..ConcernFilter::default() };
    let mut unsound = Vec::new();
    loop {
        let found = register.concerns(&Access::command_line(), &filter).await?;
        let Some(last) = found.last() else { return Ok(unsound) };
        filter.after = Some(last.id);
        let about = |concern: &Concern| {
            matches!(concern.code, ConcernCode::OriginalChanged | ConcernCode::OriginalMissing)
        };
        unsound.extend(found.into_iter().filter(about));
    }
}
