//! `sprava`: one executable, roles by command. Each command is one file in `commands/`; nothing else is here
//! but reading the command line, the configuration and the way out.

mod cli;
mod commands;
mod config;
mod eval;
#[cfg(feature = "failpoints")]
mod failpoints;
mod house;
mod progress;
mod results;
mod say;

use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::say::{Say, Trouble};

/// How a command ended (design, section 7).
pub enum Exit {
    Done,
    /// Done, with Concerns or Refusals to look at.
    WithConcerns,
}

fn main() -> ExitCode {
    // A child decodes hostile bytes: nothing of ours runs before it.
    if std::env::args_os().nth(1).is_some_and(|first| first == "engine-child") {
        engine::run_child();
    }
    #[cfg(feature = "failpoints")]
    let _scenario = failpoints::set_up();
    // A panic's message may quote a value of a person: only its place is told.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
        // A panic before logging starts must not be silent.
        let _ = writeln!(std::io::stderr(), "panicked at {place}");
    }));
    let say = Say::new(cli::language());
    let parsed = cli::localised(&say).try_get_matches_from(cli::arguments());
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return say.usage(&error),
    };
    match run(&cli, &say) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::WithConcerns) => ExitCode::from(3),
        Err(trouble) => say.trouble(&trouble),
    }
}

fn run(cli: &Cli, say: &Say) -> Result<Exit, Trouble> {
    let config = Config::read(cli)?;
    start_logging(&config, cli.command.is_service());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match &cli.command {
            Command::Serve(options) => commands::serve::run(&config, options, say).await,
            Command::Worker(options) => commands::worker::run(&config, options, say).await,
            Command::Ingest(options) => commands::ingest::run(&config, options, say).await,
            Command::Export(options) => commands::export::run(&config, options, say).await,
            Command::Search(options) => commands::search::run(&config, options, say).await,
            Command::Eval(options) => commands::eval::run(&config, options, say).await,
            Command::Index(options) => commands::index::run(&config, options, say).await,
            Command::Fixity => commands::fixity::run(&config, say).await,
            Command::Audit(options) => commands::audit::run(&config, options, say).await,
            Command::Migrate => commands::migrate::run(&config, say).await,
            Command::Doctor => commands::doctor::run(&config, say).await,
            Command::User(options) => commands::user::run(&config, options, say).await,
            Command::Office(options) => commands::office::run(&config, options, say).await,
            Command::Reread(options) => commands::reread::run(&config, options, say).await,
        }
    })
}

/// English, to standard error. Services tell what they do; commands only what goes wrong.
fn start_logging(config: &Config, service: bool) {
    let usual = if service { "info,sqlx=warn,tantivy=warn" } else { "error" };
    let filter = tracing_subscriber::EnvFilter::new(config.log.as_deref().unwrap_or(usual));
    // At the finest level the web library quotes what it could not understand of an address or a form.
    let filter = filter.add_directive("axum::rejection=off".parse().expect("a directive of our own"));
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_json { subscriber.json().init() } else { subscriber.init() }
}
