//! What the command line says: results to standard output, trouble to standard error, both in the asker's
//! language. The only place that prints.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use register::RegisterError;
use storage::StorageError;
use words::{Lang, Value, Words};

/// Texts for one run.
#[derive(Clone, Copy)]
pub struct Say {
    pub words: Words,
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Trouble {
    /// A key of `words` and its parameters: what happened, what is safe, what to do next.
    Plain(&'static str, Vec<(&'static str, String)>),
    /// A sentence made already.
    Sentence(String),
    /// What should not happen; the technical chain is told with it.
    Unexpected(anyhow::Error),
}

impl Trouble {
    pub fn plain<const N: usize>(key: &'static str, parameters: [(&'static str, &str); N]) -> Self {
        Self::Plain(key, parameters.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
    }
}

impl<E: Into<anyhow::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        let error: anyhow::Error = error.into();
        match error.downcast_ref::<RegisterError>() {
            Some(RegisterError::SchemaOlder) => return Self::plain("cli-error-schema-older", []),
            Some(RegisterError::SchemaNewer) => return Self::plain("cli-error-schema-newer", []),
            Some(RegisterError::MigrationFailed { cause, copy: Some(copy) }) => {
                return Self::plain("cli-error-migration", [("cause", cause), ("copy", copy)]);
            }
            Some(RegisterError::MigrationFailed { cause, copy: None }) => {
                return Self::plain("cli-error-migration-undone", [("cause", cause)]);
            }
            Some(RegisterError::Unreachable) => return Self::plain("cli-error-database", []),
            _ => {}
        }
        match error.downcast_ref::<StorageError>() {
            Some(StorageError::Full(_)) => Self::plain("cli-error-storage-full", []),
            Some(StorageError::Denied(_)) => Self::plain("cli-error-storage-denied", []),
            Some(StorageError::Unreachable(_)) => Self::plain("cli-error-storage-unreachable", []),
            _ => Self::Unexpected(error),
        }
    }
}

impl Say {
    pub fn new(lang: Lang) -> Self {
        Self { words: Words::new(lang) }
    }

    /// One line of result. A reader that closed the pipe (`| head`) is no error.
    pub fn line(&self, line: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    pub fn text(&self, key: &str, parameters: &[(&str, Value)]) {
        self.line(&self.words.with(key, parameters));
    }

    /// A remark that is no result: it must not stand in a file that standard output is sent to.
    pub fn note(&self, key: &str, parameters: &[(&str, Value)]) {
        let _ = writeln!(std::io::stderr().lock(), "{}", self.words.with(key, parameters));
    }

    /// Whether a person watches standard error, so that progress may be drawn over itself.
    pub fn is_watched(&self) -> bool {
        std::io::stderr().is_terminal()
    }

    pub fn trouble(&self, trouble: &Trouble) -> ExitCode {
        let text = match trouble {
            Trouble::Plain(key, parameters) => {
                let parameters: Vec<(&str, Value)> =
                    parameters.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
                self.words.with(key, &parameters)
            }
            Trouble::Sentence(text) => text.clone(),
            Trouble::Unexpected(error) => {
                self.words.with("cli-error-unexpected", &[("cause", format!("{error:#}").as_str().into())])
            }
        };
        let _ = writeln!(std::io::stderr().lock(), "{text}");
        ExitCode::from(1)
    }

    /// Help and version are what was asked for; anything else is wrong usage.
    pub fn usage(&self, error: &clap::Error) -> ExitCode {
        use clap::error::ErrorKind::{
            DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, MissingRequiredArgument,
        };
        match error.kind() {
            DisplayHelp | DisplayVersion => {
                let _ = error.print();
                ExitCode::SUCCESS
            }
            DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
                ExitCode::from(2)
            }
            MissingRequiredArgument => {
                let missing = error.get(clap::error::ContextKind::InvalidArg);
                let named = missing.map(ToString::to_string).unwrap_or_default();
                let _ =
                    writeln!(std::io::stderr().lock(), "{}", self.words.named("cli-error-missing", &named));
                ExitCode::from(2)
            }
            _ => {
                let rendered = error.render().to_string();
                let named = rendered.split('\'').nth(1).unwrap_or_default();
                let _ = writeln!(std::io::stderr().lock(), "{}", self.words.named("cli-error-usage", named));
                ExitCode::from(2)
            }
        }
    }
}
