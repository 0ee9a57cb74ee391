//! `sprava doctor`: the configuration, what is missing, and what to do about it.

use dossier::access::{Access, Right};
use engine::Engine;
use ocr::kinds::Kinds;
use register::{Register, SchemaState};
use storage::{Finding, Storage};
use words::Value;

use crate::Exit;
use crate::config::Config;
use crate::house::engine_config;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    say.text("doctor-config", &[]);
    for line in toml::to_string(config)?.lines() {
        say.line(&format!("  {line}"));
    }
    let mut faults = 0;
    for part in [
        database(config, say).await,
        storage(config, say).await,
        engine(config, say).await,
        kinds(config, say),
    ] {
        faults += part;
    }
    let warned = people(config, say).await?;
    if faults == 0 {
        say.text(if warned { "doctor-warned" } else { "doctor-sound" }, &[]);
        return Ok(Exit::Done);
    }
    Err(Trouble::plain("doctor-faults", [("n", &faults.to_string())]))
}

/// Opening it would make it.
fn is_new(config: &Config) -> bool {
    config.database_url.is_none() && !config.data.join("register.sqlite").exists()
}

/// Two people's words that differ wait for an arbiter: without one, for ever. An empty house has nobody to differ.
async fn people(config: &Config, say: &Say) -> Result<bool, Trouble> {
    let current = |state| matches!(state, Ok(SchemaState::Current));
    if is_new(config) || !current(Register::schema_state(&config.database()).await) {
        return Ok(false);
    }
    let register = Register::open(&config.database()).await?;
    let users = register.users(&Access::command_line()).await?;
    register.close().await;
    let may =
        |right| users.iter().any(|user| !user.disabled && user.roles.iter().any(|role| role.may(right)));
    let warned = may(Right::Verify) && !may(Right::Arbitrate);
    if warned {
        let mark = say.words.text("doctor-mark-warning");
        let part = say.words.text("doctor-part-people");
        say.line(&format!("{mark} {part}: {}", say.words.text("doctor-no-arbiter")));
    }
    Ok(warned)
}

fn tell(say: &Say, part: &str, sound: bool, text: &str) -> usize {
    let mark = say.words.text(if sound { "doctor-mark-sound" } else { "doctor-mark-fault" });
    say.line(&format!("{mark} {part}: {text}"));
    usize::from(!sound)
}

async fn database(config: &Config, say: &Say) -> usize {
    let part = say.words.text("doctor-part-database");
    if is_new(config) {
        return tell(say, &part, true, &say.words.text("doctor-database-new"));
    }
    let (sound, key) = match Register::schema_state(&config.database()).await {
        Ok(SchemaState::Current) => (true, "doctor-database-current"),
        Ok(SchemaState::Older) => (false, "doctor-database-older"),
        Ok(SchemaState::Newer) => (false, "doctor-database-newer"),
        Err(_) => (false, "doctor-database-unreachable"),
    };
    tell(say, &part, sound, &say.words.text(key))
}

async fn storage(config: &Config, say: &Say) -> usize {
    let part = say.words.text("doctor-part-storage");
    let storage = match Storage::open(&config.storage(), &config.data.join("spool")).await {
        Ok(storage) => storage,
        Err(error) => {
            return tell(
                say,
                &part,
                false,
                &say.words.with("doctor-storage-closed", &[("cause", error.to_string().as_str().into())]),
            );
        }
    };
    let mut faults = 0;
    for finding in storage.doctor(config.low_space_bytes).await {
        let detail = match finding {
            Finding::FreeSpace { bytes } | Finding::LittleSpace { bytes } => say.words.bytes(bytes),
            _ => String::new(),
        };
        let text = say.words.with(&format!("doctor-{}", finding.code()), &[("detail", detail.into())]);
        faults += tell(say, &part, !finding.is_problem(), &text);
    }
    faults
}

async fn engine(config: &Config, say: &Say) -> usize {
    let engine = Engine::new(engine_config(config));
    let mut faults = 0;
    for finding in engine.doctor().await {
        let key = if finding.present { "doctor-engine-present" } else { "doctor-engine-missing" };
        let advice = say.words.text(&format!("doctor-engine-{}", finding.part.replace('.', "-")));
        let text = say
            .words
            .with(key, &[("detail", finding.detail.as_str().into()), ("advice", advice.as_str().into())]);
        faults += tell(say, &finding.part, finding.present, &text);
    }
    engine.shutdown().await;
    faults
}

fn kinds(config: &Config, say: &Say) -> usize {
    let part = say.words.text("doctor-part-kinds");
    let (kinds, findings) = Kinds::load(&config.kinds());
    for finding in &findings {
        let params: Vec<(&str, Value)> =
            finding.problem.params().into_iter().map(|(name, value)| (name, Value::stored(&value))).collect();
        let cause = say.words.with(&format!("doctor-kind-{}", finding.problem.code()), &params);
        let text = say
            .words
            .with("doctor-kind-fault", &[("file", finding.file.as_str().into()), ("cause", cause.into())]);
        tell(say, &part, false, &text);
    }
    if findings.is_empty() {
        tell(say, &part, true, &say.words.count("doctor-kinds", kinds.all().len()));
    }
    findings.len()
}
