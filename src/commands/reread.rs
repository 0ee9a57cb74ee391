//! `sprava reread`: pages that another engine read last are read anew; or, with `--understand`, documents and fields
//! are made anew of the text that is there. Ids and verdicts stay.

use dossier::access::Access;
use register::{Again, Dossier};

use crate::Exit;
use crate::cli::Reread;
use crate::commands::export;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

const PAGE: u32 = 100;

pub async fn run(config: &Config, options: &Reread, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let engine = if options.understand { None } else { Some(version(&house).await?) };
    let engine = engine.as_deref();
    let mut queued = Queued::default();
    match &options.reference {
        Some(reference) => queued.add(&house, &export::one(&house, reference, say).await?, engine).await?,
        None => {
            let mut after = None;
            loop {
                let dossiers =
                    house.register.all_dossiers(&Access::command_line(), None, after, PAGE).await?;
                let Some(last) = dossiers.last() else { break };
                after = Some(last.id);
                for dossier in &dossiers {
                    queued.add(&house, dossier, engine).await?;
                }
            }
        }
    }
    let key = match engine {
        None => "cli-reread-again",
        Some(_) if queued.pages > 0 => "cli-reread-queued",
        Some(_) => "cli-reread-nothing",
    };
    let told = [
        ("pages", queued.pages.into()),
        ("dossiers", queued.dossiers.into()),
        ("engine", engine.unwrap_or_default().into()),
    ];
    say.text(key, &told);
    Ok(Exit::Done)
}

async fn version(house: &House) -> Result<String, Trouble> {
    let version = house.engine.version().await;
    house.engine.shutdown().await;
    version.map_err(|_| Trouble::plain("cli-error-engine", []))
}

#[derive(Default)]
struct Queued {
    dossiers: u64,
    pages: u64,
}

impl Queued {
    /// Without an engine: nothing is read, all is understood.
    async fn add(&mut self, house: &House, dossier: &Dossier, engine: Option<&str>) -> Result<(), Trouble> {
        let access = Access::command_line();
        let Some(engine) = engine else {
            house.register.again(&access, dossier.id, Again::Understand).await?;
            self.dossiers += 1;
            return Ok(());
        };
        let pages = house.register.read_with(&access, dossier.id, engine).await?;
        self.pages += pages;
        self.dossiers += u64::from(pages > 0);
        Ok(())
    }
}
