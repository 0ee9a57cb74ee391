//! `sprava audit verify`: is the journal's chain whole?

use crate::Exit;
use crate::cli::{Audit, AuditWhat};
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &Audit, say: &Say) -> Result<Exit, Trouble> {
    match options.what {
        AuditWhat::Verify => verify(config, say).await,
    }
}

async fn verify(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    house.register.seal().await?;
    let chain = house.register.verify_chain(|_| {}).await?;
    if let Some(broken) = chain.broken_at {
        return Err(Trouble::plain("cli-audit-broken", [("sequence", &broken.to_string())]));
    }
    say.text("cli-audit-whole", &[("sequence", chain.ok_to.into())]);
    Ok(Exit::Done)
}
