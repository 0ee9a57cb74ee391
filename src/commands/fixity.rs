//! `sprava fixity`: every original is read again now and compared with its digest.

use dossier::access::Access;
use register::FixityVerdict;
use storage::{Key, Verdict};

use crate::Exit;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

const PAGE: u32 = 200;

pub async fn run(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let access = Access::command_line();
    let (mut sound, mut changed, mut missing) = (0_u64, 0_u64, 0_u64);
    let mut after = None;
    loop {
        let dossiers = house.register.all_dossiers(&access, None, after, PAGE).await?;
        let Some(last) = dossiers.last() else { break };
        after = Some(last.id);
        for dossier in &dossiers {
            let mut verdicts = Vec::new();
            for original in house.register.originals(dossier.id).await? {
                let verdict = house.storage.verify(&Key::original(dossier.id, &original.digest), &original.digest).await?;
                let verdict = match verdict {
                    Verdict::Same => FixityVerdict::Sound,
                    Verdict::Changed => FixityVerdict::Changed,
                    Verdict::Missing => FixityVerdict::Missing,
                };
                match verdict {
                    FixityVerdict::Sound => sound += 1,
                    FixityVerdict::Changed => changed += 1,
                    FixityVerdict::Missing => missing += 1,
                }
                verdicts.push((original.digest, verdict));
            }
            house.register.record_fixity(dossier.id, &verdicts).await?;
            if verdicts.iter().any(|(_, verdict)| *verdict != FixityVerdict::Sound) {
                say.text("cli-fixity-damaged", &[("dossier", dossier.reference.as_str().into())]);
            }
        }
    }
    say.text("cli-fixity-done", &[("sound", sound.into()), ("changed", changed.into()), ("missing", missing.into())]);
    if changed + missing > 0 { Ok(Exit::WithConcerns) } else { Ok(Exit::Done) }
}
