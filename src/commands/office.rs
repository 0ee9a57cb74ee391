//! `sprava office`: the offices that own files, a tree of national, oblast and district.

use std::collections::BTreeMap;

use dossier::OfficeId;
use dossier::access::{Access, Actor};
use dossier::audit::AuditEvent;
use register::{Office, RegisterError};
use words::Lang;

use crate::Exit;
use crate::cli::{Office as Options, OfficeWhat};
use crate::config::Config;
use crate::house::House;
use crate::say::{Say, Trouble};

const LONGEST_CODE: usize = 40;

pub async fn run(config: &Config, options: &Options, say: &Say) -> Result<Exit, Trouble> {
    match &options.what {
        OfficeWhat::Add { code, name, name_en, parent } => {
            let name_en = name_en.as_deref().unwrap_or(name);
            add(config, code, [name, name_en], parent.as_deref(), say).await
        }
        OfficeWhat::List => list(config, say).await,
    }
}

/// The office of a code.
pub async fn known(house: &House, code: &str) -> Result<Office, Trouble> {
    house.register.office_by_code(code).await.map_err(|error| match error {
        RegisterError::NotFound => Trouble::plain("cli-error-no-office", [("code", code)]),
        other => other.into(),
    })
}

/// Makes the office, or renews the names of one that is there; without `--parent` it stays where it is.
async fn add(
    config: &Config,
    code: &str,
    [title_uk, title_en]: [&str; 2],
    parent: Option<&str>,
    say: &Say,
) -> Result<Exit, Trouble> {
    if !is_folder_name(code) {
        return Err(Trouble::plain("cli-error-office-code", [("code", code)]));
    }
    if title_uk.trim().is_empty() || title_en.trim().is_empty() {
        return Err(Trouble::plain("cli-error-office-name", []));
    }
    let house = House::open(config).await?;
    let offices = house.register.offices(&Access::command_line()).await?;
    let earlier = offices.iter().find(|office| office.code == code);
    let above = match parent {
        Some(parent) => Some(known(&house, parent).await?.id),
        None => earlier.and_then(|office| office.parent),
    };
    if let (Some(office), Some(above)) = (earlier, above)
        && is_within(&offices, above, office.id)
    {
        return Err(Trouble::plain(
            "cli-error-office-loop",
            [("code", code), ("parent", parent.unwrap_or_default())],
        ));
    }
    let id = house.register.ensure_office(code, title_uk.trim(), title_en.trim(), above).await?;
    let (action, told) = match earlier {
        None => ("office.added", "cli-office-added"),
        Some(_) => ("office.changed", "cli-office-changed"),
    };
    let event = AuditEvent::new(Actor::CommandLine, action, "office", id.0, house.register.now());
    house.register.record(&event.with("code", code)).await?;
    let inbox = config.inbox().join(code).display().to_string();
    say.text(told, &[("code", code.into()), ("inbox", inbox.as_str().into())]);
    Ok(Exit::Done)
}

/// A code is also the name of a folder in the inbox.
fn is_folder_name(code: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !code.starts_with('.') && (1..=LONGEST_CODE).contains(&code.chars().count()) && code.chars().all(plain)
}

/// Whether `office` is `top` or lies below it.
fn is_within(offices: &[Office], office: OfficeId, top: OfficeId) -> bool {
    let mut at = Some(office);
    // So many steps are enough for any tree of so many offices.
    for _ in 0..=offices.len() {
        let Some(here) = at else { return false };
        if here == top {
            return true;
        }
        at = offices.iter().find(|one| one.id == here).and_then(|one| one.parent);
    }
    false
}

/// The tree: each office under its parent, by code.
async fn list(config: &Config, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    let offices = house.register.offices(&Access::command_line()).await?;
    let mut below: BTreeMap<Option<OfficeId>, Vec<&Office>> = BTreeMap::new();
    for office in &offices {
        below.entry(office.parent).or_default().push(office);
    }
    tell(&below, None, 0, say);
    Ok(Exit::Done)
}

fn tell(below: &BTreeMap<Option<OfficeId>, Vec<&Office>>, parent: Option<OfficeId>, depth: usize, say: &Say) {
    for office in below.get(&parent).into_iter().flatten() {
        let title = if say.words.lang() == Lang::Uk { &office.title_uk } else { &office.title_en };
        say.line(&format!("{}{}  {title}", "  ".repeat(depth), office.code));
        tell(below, Some(office.id), depth + 1, say);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_a_folder() {
        for code in ["0000", "5900", "Суми-1", "UA_59.01"] {
            assert!(is_folder_name(code), "{code}");
        }
        for code in ["", ".received", "..", "59/00", "59 00", "59\n", &"9".repeat(41)] {
            assert!(!is_folder_name(code), "{code:?}");
        }
    }

    #[test]
    fn an_office_is_within_itself_and_those_above() {
        let office = |parent: Option<OfficeId>| Office {
            id: OfficeId::new(),
            code: String::new(),
            title_uk: String::new(),
            title_en: String::new(),
            parent,
        };
        let top = office(None);
        let middle = office(Some(top.id));
        let (low, other) = (office(Some(middle.id)), office(None));
        let (first, second, third, fourth) = (top.id, middle.id, low.id, other.id);
        let all = [top, middle, low, other];
        assert!(is_within(&all, third, first) && is_within(&all, first, first));
        assert!(!is_within(&all, first, second) && !is_within(&all, fourth, first));
    }
}
