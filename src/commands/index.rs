//! `sprava index rebuild`: the search index made anew from the register and the stored text.

use indexer::IndexError;

use crate::Exit;
use crate::cli::{Index, IndexWhat};
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Index, say: &Say) -> Result<Exit, Trouble> {
    match options.what {
        IndexWhat::Rebuild => rebuild(config, say).await,
    }
}

async fn rebuild(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let told = |state: indexer::Rebuilding| {
        let parameters =
            [("seen", state.seen.into()), ("written", state.written.into()), ("pass", state.pass.into())];
        say.note("cli-index-progress", &parameters);
    };
    let rebuilt = indexer::rebuild(&house.register, &house.storage, &config.index(), told).await;
    let rebuilt = rebuilt.map_err(|error| match error {
        IndexError::Busy => Trouble::plain("cli-error-index-busy", []),
        other => other.into(),
    })?;
    say.text("cli-index-done", &[("dossiers", rebuilt.dossiers.into())]);
    Ok(Exit::Done)
}
