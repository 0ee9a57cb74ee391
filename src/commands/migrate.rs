//! `sprava migrate`: brings the register's database to this program's schema, under a lock.

use register::Register;

use crate::Exit;
use crate::config::Config;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    std::fs::create_dir_all(&config.data)?;
    Register::migrate(&config.database()).await?;
    say.text("cli-migrate-done", &[]);
    Ok(Exit::Done)
}
