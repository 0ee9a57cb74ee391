//! The command line as types. Its help is not here: every sentence comes from `words`, by the name of the
//! command or option (`cli-ingest`, `cli-ingest-office`).

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use words::{Lang, Words};

use crate::say::Say;

#[derive(Parser)]
#[command(name = "sprava", version)]
pub struct Cli {
    #[arg(long, global = true, env = "SPRAVA_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "uk|en")]
    pub lang: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Serve(Serve),
    Worker(Worker),
    Ingest(Ingest),
    Export(Export),
    Search(Search),
    Eval(Eval),
    Index(Index),
    Fixity,
    Audit(Audit),
    Migrate,
    Doctor,
    User(User),
    Office(Office),
    Reread(Reread),
}

impl Command {
    pub fn is_service(&self) -> bool {
        matches!(self, Self::Serve(_) | Self::Worker(_))
    }
}

#[derive(Args)]
pub struct Serve {
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
}

#[derive(Args)]
pub struct Worker {
    #[arg(long, value_delimiter = ',', value_name = "a,b")]
    pub stages: Vec<String>,
}

#[derive(Args)]
pub struct Ingest {
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "CODE")]
    pub office: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    #[arg(long)]
    pub wait: bool,
}

#[derive(Args)]
pub struct Export {
    #[command(subcommand)]
    pub what: ExportWhat,
}

#[derive(Subcommand)]
pub enum ExportWhat {
    Results {
        #[arg(long, value_name = "NAME")]
        batch: Option<String>,
    },
    Dossier {
        #[arg(value_name = "REF")]
        reference: String,
        #[arg(long, value_name = "N")]
        document: Option<u32>,
        #[arg(long, value_name = "pdf|alto")]
        format: Format,
        #[arg(short, long, value_name = "PATH")]
        output: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Pdf,
    Alto,
}

#[derive(Args)]
pub struct Search {
    #[arg(value_name = "QUERY")]
    pub query: String,
    #[arg(long)]
    pub json: bool,
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: u32,
}

#[derive(Args)]
pub struct Eval {
    #[arg(value_name = "TRUTH_DIR")]
    pub truth: PathBuf,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "FILE")]
    pub calibrate: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["calibrate", "json"], value_name = "FILE")]
    pub fit: Option<PathBuf>,
    #[arg(long, conflicts_with = "fit", value_name = "FILE")]
    pub misses: Option<PathBuf>,
}

#[derive(Args)]
pub struct Index {
    #[command(subcommand)]
    pub what: IndexWhat,
}

#[derive(Subcommand)]
pub enum IndexWhat {
    Rebuild,
}

#[derive(Args)]
pub struct Audit {
    #[command(subcommand)]
    pub what: AuditWhat,
}

#[derive(Subcommand)]
pub enum AuditWhat {
    Verify,
}

#[derive(Args)]
pub struct User {
    #[command(subcommand)]
    pub what: UserWhat,
}

#[derive(Subcommand)]
pub enum UserWhat {
    Add {
        #[arg(value_name = "LOGIN")]
        login: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[arg(long = "role", required = true, value_name = "ROLE")]
        roles: Vec<String>,
        #[arg(long, value_name = "CODE")]
        office: Option<String>,
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Args)]
pub struct Office {
    #[command(subcommand)]
    pub what: OfficeWhat,
}

#[derive(Subcommand)]
pub enum OfficeWhat {
    Add {
        #[arg(value_name = "CODE")]
        code: String,
        #[arg(long, value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "NAME")]
        name_en: Option<String>,
        #[arg(long, value_name = "CODE")]
        parent: Option<String>,
    },
    List,
}

#[derive(Args)]
pub struct Reread {
    #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "REF")]
    pub reference: Option<String>,
    #[arg(long)]
    pub all: bool,
    #[arg(long)]
    pub understand: bool,
}

/// The language before anything is parsed: `--lang`, then `SPRAVA_LANG`, then Ukrainian.
pub fn language() -> Lang {
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let given = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => continue,
        };
        if let Some(lang) = given.as_deref().and_then(Lang::from_tag) {
            return lang;
        }
    }
    std::env::var("SPRAVA_LANG").ok().as_deref().and_then(Lang::from_tag).unwrap_or_default()
}

/// The command line, where `sprava help export` means `sprava export --help`: clap's own `help` speaks English.
pub fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// The command tree with its help in the asker's language.
pub fn localised(say: &Say) -> clap::Command {
    localise(Cli::command(), "cli", &say.words)
}

fn localise(command: clap::Command, key: &str, words: &Words) -> clap::Command {
    let usage = words.text("cli-heading-usage");
    let mut command = command
        .about(words.text(key))
        .subcommand_help_heading(words.text("cli-heading-commands"))
        .subcommand_value_name(words.text("cli-heading-command"))
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true);
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for name in arguments {
        let common = ["data", "config", "lang"].contains(&name.as_str());
        let help =
            if common { format!("cli-common-{name}") } else { format!("{key}-{}", name.replace('_', "-")) };
        let text = words.text(&help);
        command = command.mut_arg(name, |argument| {
            let heading =
                if argument.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
            let argument = argument.help(text).help_heading(words.text(heading));
            // clap's own remarks on values are English; ours say the default in words.
            if !argument.get_action().takes_values() {
                return argument;
            }
            argument.hide_possible_values(true).hide_env(true).hide_default_value(true)
        });
    }
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help(words.text("cli-common-help"))
        .help_heading(words.text("cli-heading-options"));
    command = command.arg(help);
    if key == "cli" {
        let version = clap::Arg::new("version")
            .short('V')
            .long("version")
            .action(clap::ArgAction::Version)
            .help(words.text("cli-common-version"))
            .help_heading(words.text("cli-heading-options"));
        command = command.arg(version);
    }
    let children: Vec<String> = command.get_subcommands().map(|child| child.get_name().to_owned()).collect();
    for child in children {
        let below = format!("{key}-{child}");
        command = command.mut_subcommand(child, |inner| localise(inner, &below, words));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_has_help_in_both_languages() {
        for lang in Lang::ALL {
            let mut command = localised(&Say::new(lang));
            command.build();
            check(&command);
            command.debug_assert();
        }
    }

    fn check(command: &clap::Command) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if command.get_name() != "help" {
            assert!(!about.is_empty() && !about.contains("cli-"), "{}: {about}", command.get_name());
        }
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty() && !help.contains("cli-"), "{}: {help}", argument.get_id());
        }
        for child in command.get_subcommands().filter(|child| child.get_name() != "help") {
            check(child);
        }
    }
}
