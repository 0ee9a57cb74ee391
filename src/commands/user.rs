//! `sprava user add`: an account from the host's command line, for installations and demonstrations.

use std::io::BufRead;

use archive_api::password::MIN_LETTERS;
use dossier::access::{Actor, Role};
use register::{DEFAULT_OFFICE, NewUser, RegisterError};

use crate::Exit;
use crate::cli::{User, UserWhat};
use crate::commands::office;
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

pub async fn run(config: &Config, options: &User, say: &Say) -> Result<Exit, Trouble> {
    let UserWhat::Add { login, name, roles, office, password_stdin } = &options.what;
    let mut granted = Vec::new();
    for role in roles {
        let known = Role::ALL.map(Role::name).join(", ");
        let role = Role::from_name(role)
            .ok_or_else(|| Trouble::plain("cli-error-role", [("name", role), ("known", &known)]))?;
        granted.push(role);
    }
    if !password_stdin {
        return Err(Trouble::plain("cli-error-password-stdin", []));
    }
    let password = std::io::stdin().lock().lines().next().transpose()?.unwrap_or_default();
    if password.chars().count() < MIN_LETTERS {
        return Err(Trouble::plain("cli-error-password-short", [("least", &MIN_LETTERS.to_string())]));
    }
    let house = House::open(config).await?;
    let code = office.as_deref().unwrap_or(DEFAULT_OFFICE);
    let office = office::known(&house, code).await?;
    let user = NewUser {
        login: login.clone(),
        name: name.clone().unwrap_or_else(|| login.clone()),
        password_hash: archive_api::password::hash(&password),
        roles: granted,
        office: office.id,
        locale: say.words.lang().tag().to_owned(),
    };
    house.register.add_user(Actor::CommandLine, user).await.map_err(|error| match error {
        RegisterError::Conflict(_) => Trouble::plain("cli-error-login-taken", [("login", login)]),
        other => other.into(),
    })?;
    say.text("cli-user-added", &[("login", login.as_str().into())]);
    Ok(Exit::Done)
}
